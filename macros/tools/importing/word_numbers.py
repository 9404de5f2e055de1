"""The numbers that Word shows before paragraphs and keeps apart from their text."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import NamedTuple
from xml.etree.ElementTree import Element

from macros.i18n import numerals

# Number one in the numerals of a format of Word.
_ONES = {
    **dict.fromkeys(("decimal", "decimalZero", "decimalFullWidth", "decimalHalfWidth"), "1"),
    **dict.fromkeys(
        ("chineseCounting", "chineseCountingThousand", "ideographDigital", "japaneseCounting", "taiwaneseCounting"),
        "\u4e00",
    ),
    **dict.fromkeys(("decimalEnclosedCircle", "decimalEnclosedCircleChinese"), "\u2460"),
    "upperRoman": "I",
}
_DEEPEST = 9


class _Level(NamedTuple):
    """A level of a list: its text with gaps such as %1, the numeral one, and the number that it begins with."""

    text: str
    one: str
    start: int


class Numbers:
    """Counts the paragraphs of each list of a document."""

    def __init__(self, numbering: Element | None, styles: Element | None) -> None:
        self._levels = dict(_levels(numbering)) if numbering is not None else {}
        self._of_style = dict(_of_styles(styles)) if styles is not None else {}
        self._counts: defaultdict[str, list[int]] = defaultdict(lambda: [0] * _DEEPEST)

    def mark(self, paragraph: Element) -> str:
        """Return the number before a paragraph as Word shows it; nothing where there is none. Call it once for each."""
        number, depth = self._list_of(paragraph)
        levels = self._levels.get(number)
        if not levels or depth not in levels:
            return ""
        counts = self._counts[number]
        counts[depth] = (counts[depth] or levels[depth].start - 1) + 1
        counts[depth + 1 :] = [0] * (_DEEPEST - depth - 1)
        return re.sub("%([1-9])", lambda gap: _shown(levels, counts, int(gap[1]) - 1), levels[depth].text)

    def _list_of(self, paragraph: Element) -> tuple[str, int]:
        """Return the list that a paragraph belongs to, by itself or by its style, and its level in it."""
        style = paragraph.find("pPr/pStyle")
        number, depth = self._of_style.get(style.get("val", ""), ("", 0)) if style is not None else ("", 0)
        own = paragraph.find("pPr/numPr")
        return _list(own, number, depth) if own is not None else (number, depth)


def _list(properties: Element, number: str = "", depth: int = 0) -> tuple[str, int]:
    of_list, of_level = properties.find("numId"), properties.find("ilvl")
    number = of_list.get("val", "") if of_list is not None else number
    written = of_level.get("val", "") if of_level is not None else ""
    return number, int(written) if re.fullmatch("[0-8]", written) else depth


def _shown(levels: dict[int, _Level], counts: list[int], depth: int) -> str:
    if depth not in levels:
        return ""
    count = counts[depth] or levels[depth].start
    return numerals.marked(levels[depth].one, count) if 0 < count < 10_000 else ""


def _levels(numbering: Element) -> list[tuple[str, dict[int, _Level]]]:
    """Return the levels of each list; a level that shows a sign in place of a number has none."""
    abstract = {
        kind.get("abstractNumId"): {
            int(level.get("ilvl", "")): found
            for level in kind.iter("lvl")
            if level.get("ilvl", "").isdecimal() and (found := _level(level))
        }
        for kind in numbering.iter("abstractNum")
    }
    return [
        (number.get("numId", ""), abstract.get(kind.get("val") if kind is not None else None, {}))
        for number in numbering.iter("num")
        for kind in [number.find("abstractNumId")]
    ]


def _level(level: Element) -> _Level | None:
    written = {
        name: found.get("val", "") for name in ("lvlText", "numFmt", "start") if (found := level.find(name)) is not None
    }
    one = _ONES.get(written.get("numFmt", "decimal"))
    start = written.get("start", "1")
    return _Level(written.get("lvlText", ""), one, int(start) if start.isdecimal() else 1) if one else None


def _of_styles(styles: Element) -> list[tuple[str, tuple[str, int]]]:
    return [
        (style.get("styleId", ""), _list(properties))
        for style in styles.iter("style")
        if (properties := style.find("pPr/numPr")) is not None
    ]
