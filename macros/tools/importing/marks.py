"""The numbers before headings: which kind they are of, and whether a line that begins with one is a heading."""

from __future__ import annotations

import re
from typing import NamedTuple

from macros.i18n import numerals

_CHAPTERS = "\u7ae0\u8282\u6761\u9879\u6b3e"
_PART = "\u90e8\u5206"
# A number with what stands around it. Behind a point a space may follow, and a digit only where the number is expected.
_MARK = re.compile(
    rf"(?P<open>[(\uff08\u3008])?\s*(?P<ordinal>\u7b2c\s*)?(?P<numeral>{numerals.NUMERAL})\s*"
    rf"(?P<close>[)\uff09\u3009]\s*[\u3001.\uff0e]?|[\u3001.\uff0e](?![.\uff0e])|{_PART}[\uff1a:\u3001]?|[{_CHAPTERS}]|(?<=[\u2460-\u2473]))\s*"
)


# A text that begins with a larger number begins with no mark, but with a year or an amount.
_MOST_SKIPPED = 100


class Mark(NamedTuple):
    """A number before a text: how number one of its kind looks, the number, and where the text begins."""

    kind: str
    number: int
    length: int


def mark_of(text: str) -> Mark | None:
    """Return the number that a text begins with; nothing where that is none, or not a mark."""
    found = _MARK.match(text)
    if not found:
        return None
    numeral, closing = found["numeral"], found["close"].replace(" ", "")
    number = numerals.read(numeral)
    is_circled = numerals.one_of(numeral) == "\u2460"
    is_ordinal = found["ordinal"] is not None
    if not number or is_ordinal != (closing[:1] in _CHAPTERS or closing.startswith(_PART)):
        return None
    if not closing and not is_circled and not is_ordinal:
        return None
    if found["open"] and closing[:1] not in ")\uff09\u3009":
        return None
    one = numerals.one_of(numeral)
    first = "\u7b2c" if is_ordinal else ""
    return Mark(_wide(f"{found['open'] or ''}{first}{one}{closing}"), number, found.end())


def _wide(kind: str) -> str:
    """Return a kind of mark in one width: (1) and its wide form are the same."""
    if kind.startswith(("(", "\uff08", "\u3008")) or kind.endswith(("\uff09", ")")):
        return kind.translate(str.maketrans("()\u3008\u3009\uff0e", "\uff08\uff09\uff08\uff09."))
    return kind.replace("\uff0e", ".").replace(":", "\uff1a")


class Counter:
    """Follows the numbers of a document, and says which lines that begin with one are headings."""

    def __init__(self) -> None:
        # The kinds from the outermost inwards, as the document first nests them; those open now; their last numbers.
        self._order: list[str] = []
        self.open: list[str] = []
        self._last: dict[str, int] = {}

    def expects(self, mark: Mark) -> bool:
        """Return whether a number is the next of its kind, or begins a kind."""
        last = self._last.get(mark.kind, 0)
        return mark.number == last + 1 or (mark.number == 1 and mark.kind not in self.open)

    def fault(self, mark: Mark, rest: str) -> str | None:
        """Return the reason for which a number may not be that of a heading: empty for none, None where it is not."""
        last = self._last.get(mark.kind, 0)
        is_glued = rest[:1].isdecimal()
        if self.expects(mark):
            return "digit_behind_number" if is_glued else ""
        if is_glued or not rest:
            return None
        if last == 0:
            return "number_begins" if mark.number < _MOST_SKIPPED else None
        if mark.number == 1:
            return "number_restarts"
        if mark.number <= last:
            return "number_again"
        return "number_skipped" if mark.number - last <= 5 else None

    def take(self, mark: Mark) -> int:
        """Count a heading in, and return its depth, from 0."""
        kind = mark.kind
        if kind not in self._order:
            at = self._order.index(self.open[-1]) + 1 if self.open else len(self._order)
            self._order.insert(at, kind)
        rank = self._order.index(kind)
        while self.open and self._order.index(self.open[-1]) >= rank:
            self.open.pop()
        self.open.append(kind)
        self._last[kind] = mark.number
        return len(self.open) - 1
