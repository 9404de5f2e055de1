"""`python -m macros changes OLD NEW`: shows, as Markdown, what differs between two built sites: sentences, and pages.

Each sentence stands once, as it was and as it is, with the pages that have it. Titles and articles are compared; pages
on which only the theme's shell differs are counted in one line.
"""

from __future__ import annotations

import argparse
import html
import re
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

from macros.i18n.report import message
from macros.i18n.words import ORIGINAL, Words, languages
from macros.tools.sentence_diff import Change, changes, parts

# A summary of a pull request's checks is limited to a megabyte, and nobody reads thousands of lines.
_MOST, _MOST_SENTENCES, _MOST_PAGES = 200, 50, 5

# Of a sentence, as many characters are shown of what differs, and half as many of what stands before and after it.
_LONGEST = 200

# Names of scripts and styles change with what is in them, that of the index with every sentence; no reader sees them.
_HASH = re.compile(r"((?:assets|search)/[\w/-]+)\.[0-9a-f]{8}(?=\.(?:js|css)\b)")

# The HTML of pages, by their address from the root of the site.
_Pages = Mapping[str, str]


def main(arguments: list[str] | None = None) -> int:
    """Print what changed between two folders that `mkdocs build` has written; 0 where both are there."""
    parser = argparse.ArgumentParser(prog="python -m macros changes", description=__doc__)
    parser.add_argument("old", type=Path)
    parser.add_argument("new", type=Path)
    options = parser.parse_args(arguments)
    for folder in (options.old, options.new):
        if not (folder / "index.html").is_file():
            print(message("changes_no_site", folder=folder.as_posix()), file=sys.stderr)
            return 1
    print("\n".join(markdown(options.old, options.new)))
    return 0


def markdown(old: Path, new: Path) -> Iterator[str]:
    """Yield the lines of what is shown: the sentences of all languages, and then the pages of each."""
    there = [code for code in languages() if _root(old, code).is_dir() or _root(new, code).is_dir()]
    built = {language: (pages(old, language), pages(new, language)) for language in there}
    yield from _table(_sentences(built))
    yield f"## {message('changes')}"
    for language, (before, after) in built.items():
        listed = list(_changed_pages(before, after, _site_name(after, language)))
        yield from ("", f"### {Words(language).plain('language_name')}", "")
        yield from listed[:_MOST] or [message("changes_none")]
        if len(listed) > _MOST:
            yield message("changes_more", count=len(listed) - _MOST)
        both = before.keys() & after
        around = sum(before[at] != after[at] and _content(before[at]) == _content(after[at]) for at in both)
        if around:
            yield from ("", message("changes_around", count=around))


def pages(site: Path, language: str) -> dict[str, str]:
    """Return the pages of a language by their address from the root of the site, without the hashes in names."""
    root = _root(site, language)
    within = {_root(site, other) for other in languages() if other not in (language, ORIGINAL)}
    paths = [path for path in sorted(root.rglob("index.html")) if not within.intersection(path.parents)]
    addresses = [f"/{path.parent.relative_to(site).as_posix()}/".replace("/./", "/") for path in paths]
    texts = (_HASH.sub(r"\1", path.read_text(encoding="utf-8")) for path in paths)
    return dict(zip(addresses, texts, strict=True))


def _sentences(built: Mapping[str, tuple[_Pages, _Pages]]) -> dict[Change, list[str]]:
    """Return each change of a sentence with the titles of its pages; of each language, the first pages are read."""
    found: dict[Change, list[str]] = {}
    for language, (before, after) in built.items():
        changed = [at for at in sorted(before.keys() & after) if _content(before[at]) != _content(after[at])]
        for address in changed[:_MOST]:
            title = _name(after[address], _site_name(after, language))
            for change in dict.fromkeys(changes(_content(before[address])[1], _content(after[address])[1])):
                found.setdefault(change, []).append(title)
    return _together(found)


def _together(found: Mapping[Change, list[str]]) -> dict[Change, list[str]]:
    """Put a sentence that is new on one page, and was another one on others, under the change of that."""
    changed = {text: change for change in found if all(change) for text in change}
    together: dict[Change, list[str]] = {}
    for change, titles in found.items():
        same = change if all(change) else changed.get(change.old or change.new, change)
        together.setdefault(same, []).extend(titles)
    return together


def _table(found: Mapping[Change, list[str]]) -> Iterator[str]:
    """Yield a table of changed sentences: before, after, and on which pages."""
    if not found:
        return
    heads = (message(f"changes_{column}") for column in ("before", "after", "pages"))
    yield from (f"## {message('changes_words')}", "", f"| {' | '.join(heads)} |", "|---|---|---|")
    for change, titles in list(found.items())[:_MOST_SENTENCES]:
        old, new = parts(change)
        where = [_escaped(title) for title in titles[:_MOST_PAGES]]
        if len(titles) > _MOST_PAGES:
            where.append(message("changes_more", count=len(titles) - _MOST_PAGES))
        yield f"| {_marked(*old, 'del')} | {_marked(*new, 'ins')} | {'<br>'.join(where)} |"
    if len(found) > _MOST_SENTENCES:
        yield from ("", message("changes_more_sentences", count=len(found) - _MOST_SENTENCES))
    yield ""


def _marked(begin: str, differs: str, end: str, tag: str) -> str:
    """Write a sentence with a mark around what differs, shortened where it is long."""
    half = _LONGEST // 2
    begin = f"…{begin[-half:]}" if len(begin) > half else begin
    end = f"{end[:half]}…" if len(end) > half else end
    differs = f"{differs[:_LONGEST]}…" if len(differs) > _LONGEST else differs
    mark = f"<{tag}>{_escaped(differs)}</{tag}>" if differs else ""
    return f"{_escaped(begin)}{mark}{_escaped(end)}"


def _root(site: Path, language: str) -> Path:
    return site if language == ORIGINAL else site / language


def _site_name(pages: _Pages, language: str) -> str:
    """Return the site's name, which is the title of its home."""
    return _title(pages.get("/" if language == ORIGINAL else f"/{language}/", ""))


def _changed_pages(before: _Pages, after: _Pages, site_name: str) -> Iterator[str]:
    """Yield a line for each page that is new, gone or changed, with its title without the site's name after it."""
    for address in sorted(before.keys() | after):
        if address not in before:
            yield _line("changes_added", address, after[address], site_name)
        elif address not in after:
            yield _line("changes_removed", address, before[address], site_name)
        elif _content(before[address]) != _content(after[address]):
            yield _line("changes_changed", address, after[address], site_name)


def _content(page: str) -> tuple[str, str]:
    """Return the title of a page, and its article as HTML."""
    article = re.search(r"<article.*</article>", page, re.DOTALL)
    return _title(page), article[0] if article else page


def _title(page: str) -> str:
    found = re.search(r"<title>(.*?)</title>", page, re.DOTALL)
    return html.unescape(found[1]).strip() if found else ""


def _name(page: str, site_name: str) -> str:
    """Return what a page is called, without the site's name after it, and no more of it than anybody reads."""
    return _title(page).removesuffix(f" - {site_name}")[:_LONGEST]


def _line(kind: str, address: str, page: str, site_name: str) -> str:
    """Write a page as an item of a list. Titles and addresses come from strangers: they stay text in Markdown."""
    return f"- {message(kind)}: {_escaped(_name(page, site_name))} — {_escaped(address)}"


def _escaped(text: str) -> str:
    """Return text as text in Markdown; spaces at its ends stay."""
    return re.sub(r"([\\`*_{}\[\]()#+\-.!|~@:/])", r"\\\1", html.escape(re.sub(r"\s+", " ", text)))
