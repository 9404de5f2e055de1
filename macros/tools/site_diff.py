"""`python -m macros changes OLD NEW`: lists, as Markdown, the pages that differ between two built sites, by language.

Titles and articles are compared. Pages on which only the theme's shell differs are counted in one line.
"""

from __future__ import annotations

import argparse
import html
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from macros.i18n.report import message
from macros.i18n.words import ORIGINAL, Words, languages

# A summary of a pull request's checks is limited to a megabyte, and nobody reads thousands of lines.
_MOST = 200


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
    """Yield the lines of the list."""
    yield f"## {message('changes')}"
    built = [language for language in languages() if (_root(old, language)).is_dir() or _root(new, language).is_dir()]
    for language in built:
        before, after = pages(old, language), pages(new, language)
        changes = list(_changes(before, after, _title(after.get(_address(language), ""))))
        yield from ("", f"### {Words(language).plain('language_name')}", "")
        yield from changes[:_MOST] or [message("changes_none")]
        if len(changes) > _MOST:
            yield message("changes_more", count=len(changes) - _MOST)
        both = before.keys() & after
        around = sum(before[at] != after[at] and _content(before[at]) == _content(after[at]) for at in both)
        if around:
            yield from ("", message("changes_around", count=around))


def pages(site: Path, language: str) -> dict[str, str]:
    """Return the pages of a language by their address from the root of the site."""
    root = _root(site, language)
    within = {_root(site, other) for other in languages() if other not in (language, ORIGINAL)}
    paths = [path for path in sorted(root.rglob("index.html")) if not within.intersection(path.parents)]
    addresses = [f"/{path.parent.relative_to(site).as_posix()}/".replace("/./", "/") for path in paths]
    return {address: path.read_text(encoding="utf-8") for address, path in zip(addresses, paths, strict=True)}


def _root(site: Path, language: str) -> Path:
    return site if language == ORIGINAL else site / language


def _address(language: str) -> str:
    return "/" if language == ORIGINAL else f"/{language}/"


def _changes(before: dict[str, str], after: dict[str, str], site_name: str) -> Iterator[str]:
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


def _line(kind: str, address: str, page: str, site_name: str) -> str:
    """Write a page as an item of a list. Titles and addresses come from strangers: they stay text in Markdown."""
    title = _title(page).removesuffix(f" - {site_name}")
    return f"- {message(kind)}: {_escaped(title)} — {_escaped(address)}"


def _escaped(text: str) -> str:
    return re.sub(r"([\\`*_{}\[\]()#+\-.!|~@:/])", r"\\\1", html.escape(" ".join(text.split())))
