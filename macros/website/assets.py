"""Our own scripts, styles, fonts and the search's index, under names with a hash of what is in them.

A page names them so, and never meets those of another release that somebody's cache has kept. Material's files have
such names of their own, and what Material asks for by a fixed name keeps it.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from importlib.metadata import version
from pathlib import Path

# Makes our scripts and styles small; it renames and shortens, and a browser reads them as before.
import minify
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

from macros.i18n.words import Words
from macros.plan.glossary import terms_data
from macros.plan.load import data_files
from macros.plan.site import Site
from macros.search import assets as search
from macros.website.languages import folder_of, way_up
from macros.website.paper_fonts import font_faces_for
from macros.website.settings import PROJECT

_TERMS = "assets/javascripts/terms-data.js"
_STYLES = "assets/stylesheets/plan.css"
_PAPER_FONTS = "assets/stylesheets/print-fonts.css"
_NAMED_BY_CONTENT = (".js", ".css", ".woff2")

# The style sheets of all languages are the same: an error page of the one may stand in the folder of another.
_ISSUER = ":lang({}) .masthead-issuer {{ --length: {} }}\n"

# What the readings of names and the forms of characters in the index come from.
_DICTIONARIES = ("opencc", "pypinyin")


class Assets:
    """What the files of a built site are called, by what they are called in docs/theme."""

    def __init__(self) -> None:
        self._names: dict[str, str] = {}

    def __call__(self, name: str) -> str:
        """Return the name in the site; a file that is not ours keeps its own."""
        return self._names.get(name, name)

    def add(
        self, files: Files, config: MkDocsConfig, site: Site, all_words: Mapping[str, Words], language: str
    ) -> None:
        """Add what is made to the files of a language's site, and name what is ours by its content."""
        self._names = {}
        made = {search.WORKER: search.worker_script(language)} | self._terms(site, all_words, language)
        for name, content in made.items():
            if name not in files.src_uris:
                files.append(File.generated(config, name, content=content))
        # Style sheets name fonts.
        for file in sorted((file for file in files if _is_ours(file, config)), key=File.is_css):
            if file.src_uri in made:
                file.content_string = made[file.src_uri]
            elif file.is_css():
                file.content_string = minify.string("text/css", self._styles(file, site, all_words))
            elif file.is_javascript():
                file.content_string = minify.string("application/javascript", file.content_string)
            file.dest_uri = self._name(file.src_uri, file.content_bytes)
        config.extra_css = [self(name) for name in config.extra_css]
        config.extra_javascript = [self(name) if isinstance(name, str) else name for name in config.extra_javascript]

    def name_index(self, data: Path, *found: object) -> None:
        """Name the index of a data folder, before it is made, by what it is made from; `found` is found in it."""
        dictionaries = [(name, version(name)) for name in _DICTIONARIES]
        self._name(search.INDEX, json.dumps([found, dictionaries, list(map(_hash, _sources(data)))]).encode())

    def _name(self, name: str, content: bytes) -> str:
        """Give a file the name that its content makes of it."""
        stem, _, kind = name.rpartition(".")
        self._names[name] = f"{stem}.{hashlib.sha256(content).hexdigest()[:8]}.{kind}"
        return self._names[name]

    def _terms(self, site: Site, all_words: Mapping[str, Words], language: str) -> dict[str, str]:
        """Return the script of a language's terms, and name those of the others, which bilingual pages load too."""
        scripts = {other: terms_data(site, words) for other, words in all_words.items() if site.terms}
        for other, script in scripts.items():
            way = "" if other == language else f"{way_up('', language)}{folder_of(other)}"
            self._name(f"{way}{_TERMS}", script.encode())
        return {_TERMS: scripts[language]} if scripts else {}

    def _styles(self, file: File, site: Site, all_words: Mapping[str, Words]) -> str:
        """Return a style sheet with the names of its fonts, and what the site's own words make of it."""
        styles = file.content_string
        if file.src_uri == _PAPER_FONTS:
            styles = font_faces_for(_printed_texts(site), styles)
        named = re.sub(r"\.\./(fonts/[\w.-]+)", lambda font: f"../{self(f'assets/{font[1]}')[7:]}", styles)
        if file.src_uri != _STYLES:
            return named
        lengths = {language: len(words.text(site.about.issuer)) for language, words in all_words.items()}
        return named + "".join(_ISSUER.format(language, length) for language, length in lengths.items())


def _printed_texts(site: Site) -> Iterator[str]:
    """Yield what pages may print beside the tool's own words: the data in all languages, and the hand-written pages."""
    for text in site.texts:
        yield from map(str, text.values())
    for path in sorted((PROJECT / "docs").rglob("*.md")):
        yield path.read_text(encoding="utf-8")


def _is_ours(file: File, config: MkDocsConfig) -> bool:
    """Return whether a file is a script, a style sheet or a font of docs/theme, or was made beside these."""
    name, folder = file.src_uri, file.src_dir
    return folder in (None, config.theme.custom_dir) and name.startswith("assets/") and name.endswith(_NAMED_BY_CONTENT)


def _hash(path: Path) -> str:
    """Hash a file as it is read: an editor's mark at its beginning and a system's line ends make no difference."""
    with path.open(encoding="utf-8-sig") as file:
        return hashlib.sha256(file.read().encode()).hexdigest()


def _sources(data: Path) -> Iterator[Path]:
    """Yield the files that an index is made from and by."""
    yield from (path for path, _ in data_files(data))
    yield from sorted((PROJECT / "macros").rglob("[!.]*.py"))
    yield from sorted((PROJECT / "macros/i18n/locales").glob("[!.]*.yml"))
