"""The tool's own messages in one language: locales/<language>.yml, formatted, with plurals, dates and numerals.

A message that a locale lacks is taken from the English one, in English, so that a new language can begin with a few.
"""

from __future__ import annotations

import datetime
import functools
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Protocol

import yaml

# Plural forms and date formats of every language.
from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_skeleton
from markupsafe import Markup, escape

from macros.i18n import numerals
from macros.i18n.characters import code_point, may_be_newer
from macros.i18n.problem import Detail, Problem

#: libyaml's parser where PyYAML was built with it: the same results, ten times faster.
YAML_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

#: The language of the issued text: it is never missing, and replaces a translation that is.
ORIGINAL = "zh"

_FOLDER = Path(__file__).parent / "locales"
_FALLBACK = "en"

#: The language beside the original on a bilingual page of the original.
TRANSLATION = _FALLBACK

# A message lists no more than this many known names, and quotes no more than this many characters.
_MANY_NAMES = 30
_LONGEST_DETAIL = 80


def languages() -> list[str]:
    """Return the codes of all languages that have a locale, the original first."""
    codes = sorted(path.stem for path in _FOLDER.glob("*.yml"))
    return sorted(codes, key=lambda code: code != ORIGINAL)


class Translated(Protocol):
    """A text of the data in several languages."""

    def in_(self, language: str) -> str:
        """Return the text in a language, or the original where there is no translation."""


class Numbered(Protocol):
    """A section or an item of a plan."""

    @property
    def number(self) -> int | None: ...

    @property
    def mark(self) -> str:
        """How its level is numbered, by the pattern of number one."""

    @property
    def title(self) -> Translated | None: ...

    @property
    def opening(self) -> Translated | None:
        """Its first text below the title."""


class Words:
    """The messages of one language. Calling it with a key and the message's arguments returns safe HTML."""

    def __init__(self, language: str) -> None:
        self.language = language
        self._locale = _locale(language) or Locale(_FALLBACK)
        self._own = _words(language)
        name = self._own.get("language_name") or self.language_name(language)
        self._words = {**_words(_FALLBACK), "language_name": name, "read_in": name, **self._own}

    def __call__(self, key: str, /, **values: Any) -> Markup:
        """Return a message as HTML, with its arguments escaped."""
        return escape(self._pattern(key, values)).format(**values)

    def plain(self, key: str, /, **values: Any) -> str:
        """Return a message as plain text."""
        return self._pattern(key, values).format(**values)

    def comparison(self, year: str, characters: int | None, unread_source: str = "") -> str:
        """Return whether a year's plan was compared with the issued text, and how many characters of it.

        What a program read from a file, and nobody yet against the original, is not said to be compared.
        """
        if unread_source:
            return self.plain("summary_extracted", year=year, file=unread_source)
        if characters is None:
            return self.plain("summary_not_compared", year=year)
        return self.plain("summary_compared", year=year, count=characters)

    def list(self, key: str) -> list[str]:
        listed: list[str] = self._words[key]
        return listed

    def asked_for_as(self, page_kind: str) -> tuple[str, ...]:
        """Return what readers ask for who mean a kind of page, in a text that explains it; nothing if not known."""
        said: dict[str, str] = self._words["search_asked_for_as"]
        return (said[page_kind],) if page_kind in said else ()

    def date(self, date: datetime.date) -> str:
        return format_date(date, "long", locale=self._locale)

    def period(self, name: str, last_day: datetime.date) -> str:
        """Return what a period is called: the day 2022-06-30, the month 2022-06, 2022-Q2, 2022-H1 or 2022."""
        year, _, rest = name.partition("-")
        if "-" in rest:
            return self.date(last_day)
        if rest.startswith("H"):
            return self.list("half_years")[int(rest[1:]) - 1].format(year=year)
        skeleton = "yQQQQ" if rest.startswith("Q") else "yMMMM" if rest else "y"
        return format_skeleton(skeleton, last_day, locale=self._locale)

    def language_name(self, code: str) -> str:
        """Return the name of another language in this one."""
        named = _locale(code)
        return (named.get_display_name(self._locale) if named else None) or code

    @property
    def direction(self) -> str:
        """Whether the language is written from left to right, `ltr`, or `rtl`."""
        return "rtl" if self._locale.text_direction == "rtl" else "ltr"

    def numeral(self, number: int) -> str:
        """Return the number of a section as those who search type it."""
        return numerals.marked(self.plain("section_numeral"), number)

    def number_mark(self, entry: Numbered) -> str:
        """Return what stands before the title of a section or item: its number as its level is numbered, if any."""
        return self.marked(entry.mark, entry.number) if entry.number else ""

    def marked(self, pattern: str, number: int) -> str:
        """Return a number as a level is numbered whose number one is as the pattern says in the original."""
        marks: dict[str, str] = self._words["marks"]
        other = pattern if self.language == ORIGINAL or numerals.is_of_levels(pattern) else marks["1."]
        written = numerals.marked(marks.get(numerals.narrow(pattern), other), number)
        # A number without a mark does not run into the text.
        return f"{written} " if written[-1].isalnum() else written

    def heading(self, entry: Numbered) -> str:
        """Return a section's or an item's number and title; without a title, the first words of its text."""
        return self.number_mark(entry) + self.title(entry)

    def title(self, entry: Numbered) -> str:
        """Return a section's or an item's title; without one, the first words of its text."""
        return self.text(entry.title) if entry.title else self.excerpt(entry.opening)

    def excerpt(self, text: Translated | None) -> str:
        """Return the first words of a text, up to the first stop or a length that a list can take."""
        shown = self.text(text) if text else self.plain("tasks")
        longest: int = self._words["excerpt_length"]
        first = re.split(self.plain("excerpt_stops"), shown, maxsplit=1)[0]
        if len(first) <= longest:
            return first if first == shown else f"{first}…"
        cut = first[:longest]
        return f"{cut.rsplit(' ', 1)[0] if ' ' in cut else cut}…"

    def text(self, text: Translated) -> str:
        """Return a text of the data as plain text, for titles and the search; the original where it is untranslated."""
        return text.in_(self.language)

    def key(self, model: str, name: str) -> str:
        """Return the meaning of a key of a model."""
        meanings: dict[str, dict[str, str]] = self._words["keys"]
        return meanings[model][name]

    def problem(self, problem: Problem) -> str:
        """Return the message of a problem: what is wrong, and what would be right."""
        values = {name: self._phrased(value) for name, value in problem.details.items()}
        key = f"problem_{problem.rule}"
        sentence = self.plain(key, **values)
        if values.get("further"):
            return sentence + self.plain("problem_further", lines=values["further"])
        if values.get("nearest"):
            return sentence + self.plain("problem_nearest", **values)
        if values.get("known") and "{known}" not in self._words[key]:
            return sentence + self.plain("problem_known", **values)
        return sentence

    def _phrased(self, value: Detail) -> object:
        """Return an argument of a problem's message for print: on one line, not too long, with nothing invisible."""
        if isinstance(value, list):
            names = [str(self._phrased(entry)) for entry in value[:_MANY_NAMES]]
            return self._words["list_separator"].join([*names, "…"] if len(value) > _MANY_NAMES else names)
        if isinstance(value, type):
            return self._words[f"shape_{value.__name__}"]
        if isinstance(value, Mapping):
            return self._phrased(value.get(self.language, value[ORIGINAL]))
        if isinstance(value, str):
            return "".join(map(_visible, _shortened(value)))
        return value

    def _pattern(self, key: str, values: dict[str, Any]) -> str:
        pattern: str | dict[str, str] = self._words[key]
        if isinstance(pattern, str):
            return pattern
        locale = self._locale if key in self._own else Locale(_FALLBACK)
        return pattern.get(locale.plural_form(values["count"]), pattern["other"])


def _locale(language: str) -> Locale | None:
    """Return the names, dates and plural forms of a language; none where Babel has no such language."""
    try:
        return Locale.parse(language, sep="-")
    except (UnknownLocaleError, ValueError):
        return None


def _visible(char: str) -> str:
    return char if char.isprintable() or may_be_newer(char) else f"<{code_point(char)}>"


def _shortened(text: str) -> str:
    return text if len(text) <= _LONGEST_DETAIL else f"{text[:_LONGEST_DETAIL]}…"


def _words(language: str) -> dict[str, Any]:
    path = _FOLDER / f"{language}.yml"
    return _words_at(path, path.stat().st_mtime_ns)


@functools.cache
def _words_at(path: Path, _changed: int) -> dict[str, Any]:
    return yaml.load(path.read_text(encoding="utf-8"), YAML_LOADER) or {}
