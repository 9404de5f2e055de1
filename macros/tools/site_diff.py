"""`python -m macros changes OLD NEW`: lists, as Markdown, the pages that differ between two built sites, by language.

What a page says is compared: its title and its article. What the theme prints around it is counted in one line.
"""

from __future__ import annotations

import argparse
import html
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from macros.i18n.report import REPORT_LANGUAGES
from macros.i18n.words import ORIGINAL, Words, languages

# A summary of a pull request's checks holds a megabyte; nobody reads thousands of lines.
_MOST = 200


def main(arguments: list[str] | None = None) -> int:
    """Print what changed between two folders that `mkdocs build` has written; 0 where both are there."""
    parser = argparse.ArgumentParser(prog="python -m macros changes", description=__doc__)
    parser.add_argument("old", type=Path)
    parser.add_argument("new", type=Path)
    options = parser.parse_args(arguments)
    for folder in (options.old, options.new):
        if not (folder / "index.html").is_file():
            print(_spoken("changes_no_site", folder=folder.as_posix()), file=sys.stderr)
            return 1
    print("\n".join(markdown(options.old, options.new)))
    return 0


def markdown(old: Path, new: Path) -> Iterator[str]:
    """Yield the lines of the list."""
    yield f"## {_spoken('changes')}"
    built = [language for language in languages() if (_root(old, language)).is_dir() or _root(new, language).is_dir()]
    for language in built:
        before, after = pages(old, language), pages(new, language)
        told = list(_phrased(before, after, _title(after.get(_address(language), ""))))
        yield from ("", f"### {Words(language).plain('language_name')}", "")
        yield from told[:_MOST] or [_spoken("changes_none")]
        if len(told) > _MOST:
            yield _spoken("changes_more", count=len(told) - _MOST)
        around = sum(before[at] != after[at] and _said(before[at]) == _said(after[at]) for at in before.keys() & after)
        if around:
            yield from ("", _spoken("changes_around", count=around))


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


def _phrased(before: dict[str, str], after: dict[str, str], site_name: str) -> Iterator[str]:
    """Tell of each page that is new, gone or changed, by its title without the site's name behind it."""
    for address in sorted(before.keys() | after):
        if address not in before:
            yield _line("changes_added", address, after[address], site_name)
        elif address not in after:
            yield _line("changes_removed", address, before[address], site_name)
        elif _said(before[address]) != _said(after[address]):
            yield _line("changes_changed", address, after[address], site_name)


def _said(page: str) -> tuple[str, str]:
    """Return what a page says: its title, and its article as it is marked up."""
    article = re.search(r"<article.*</article>", page, re.DOTALL)
    return _title(page), article[0] if article else page


def _title(page: str) -> str:
    found = re.search(r"<title>(.*?)</title>", page, re.DOTALL)
    return html.unescape(found[1]).strip() if found else ""


def _line(kind: str, address: str, page: str, site_name: str) -> str:
    """Write a page as an item of a list. Titles and addresses come from strangers: they stay text in Markdown."""
    title = _title(page).removesuffix(f" - {site_name}")
    return f"- {_spoken(kind)}: {_escaped(title)} — {_escaped(address)}"


def _escaped(text: str) -> str:
    return re.sub(r"([\\`*_{}\[\]()#+\-.!|~@:/])", r"\\\1", html.escape(" ".join(text.split())))


def _spoken(key: str, **values: object) -> str:
    return " / ".join(Words(language).plain(key, **values) for language in REPORT_LANGUAGES)
