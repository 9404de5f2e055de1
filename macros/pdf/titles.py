"""Breaks a Chinese title into lines as GB/T 9704-2012, 7.3.1, asks: between words, as a trapezoid or a rhombus.

A pure function of the text and of the names and terms in it, so that whatever shows a title can break it the same way.
"""

from __future__ import annotations

import bisect
import functools
import itertools
import math
import re
import unicodedata
from collections.abc import Iterable, Iterator

# ICU knows the words of Chinese, and which characters may not begin or end a line.
from icu4py.breakers import LineBreaker, WordBreaker

# What a line costs beside the square of its distance from an even length, both as shares of the full width. One
# more line is better than a broken name, and either is better than the shape of an hourglass. A name that must be
# broken is broken late, so that most of it has been read.
_HOURGLASS, _BROKEN, _BROKEN_EARLY, _LINE_MORE, _LEVEL = 10.0, 1.0, 0.2, 0.6, 0.02

# The ems that a phone has room for in a title.
_PHONE = 14

# A title of more lines has no shape, and trying all would take long.
_MOST_LINES = 6


def width(text: str) -> float:
    """Return the width of a text in ems: a Chinese character takes one, a Latin letter or digit half of one."""
    return sum(1.0 if unicodedata.east_asian_width(char) in "WFA" else 0.5 for char in text)


def lines_of(text: str, most: float, phrases: Iterable[str] = ()) -> tuple[str, ...]:
    """Break a title into lines of at most `most` ems, each as it is to be printed.

    `phrases` are names and terms that should stay whole. A title that fits is one line; so is one that cannot be
    broken between words into a few lines that fit, which is left to whatever prints it.
    """
    fewest = math.ceil(width(text) / most)
    if not 1 < fewest <= _MOST_LINES:
        return (text,)
    ways = [_Way(text, most, tuple(phrases), count).best for count in range(fewest, fewest + 3)]
    return min(filter(None, ways), default=(0.0, (text,)))[1]


def words_of(text: str, phrases: Iterable[str] = ()) -> tuple[str, ...]:
    """Cut a title wherever a line may end, which is nowhere inside a phrase that a phone has room for."""
    short = (phrase for phrase in phrases if width(phrase) <= _PHONE)
    inside = {at for phrase in short for first, last in _inside(text, phrase) for at in range(first + 1, last)}
    ends = [0, *(end for end in _ends_of_lines(text) if end not in inside), len(text)]
    # A character alone mostly ends the word before it, as the last one of the word for committee does.
    alone = {first for first, last in itertools.pairwise(ends) if last - first == 1} - {0}
    return tuple(text[first:last] for first, last in itertools.pairwise(end for end in ends if end not in alone))


class _Way:
    """The cheapest way to break a title into a given number of lines."""

    def __init__(self, text: str, most: float, phrases: tuple[str, ...], count: int) -> None:
        self._text, self._most, self._count = text, most, count
        self._mean = width(text) / count
        self._ends = _ends_of_lines(text)
        self._inside = [span for phrase in phrases for span in _inside(text, phrase)]

    @property
    def best(self) -> tuple[float, tuple[str, ...]] | None:
        """The cost and the lines; None where the title cannot be broken into so many."""
        way = self._rest(0, self._count, 0.0, True)
        return way and (way[0] + _LINE_MORE * self._count, way[1])

    @functools.cache  # noqa: B019 - one object a title, which is thrown away with it
    def _rest(self, start: int, count: int, before: float, widening: bool) -> tuple[float, tuple[str, ...]] | None:
        """Break what follows a position: below a line of a width, where lines have only widened until now or not."""
        ends = self._ends_after(start) if count > 1 else (len(self._text),)
        return min(filter(None, (self._line(start, end, count, before, widening) for end in ends)), default=None)

    def _ends_after(self, start: int) -> Iterator[int]:
        for end in self._ends[bisect.bisect(self._ends, start) :]:
            if width(self._text[start:end]) > self._most:
                return
            yield end

    def _line(
        self, start: int, end: int, count: int, before: float, widening: bool
    ) -> tuple[float, tuple[str, ...]] | None:
        line = self._text[start:end]
        length = width(line)
        if length > self._most:
            return None
        widens, narrows = length > before, length < before
        rest = self._rest(end, count - 1, length, widening and not narrows) if count > 1 else (0.0, ())
        if rest is None:
            return None
        cost = ((length - self._mean) / self._most) ** 2
        cost += _HOURGLASS * (widens and not widening) + _LEVEL * (length == before)
        cost += sum(
            _BROKEN + _BROKEN_EARLY * (last - end) / (last - first)
            for first, last in self._inside
            if first < end < last
        )
        return cost + rest[0], (line, *rest[1])


def _ends_of_lines(text: str) -> list[int]:
    """List where a line may end: at the end of a word, before what may begin a line, and not between number and unit.

    Two words of one character are mostly one that the dictionary lacks, such as those of official documents.
    """
    words = [0, *_ends(WordBreaker(text, "zh"))]
    inside_words = {at for before, at, after in zip(words, words[1:], words[2:], strict=False) if after - before == 2}
    ends = set(words) & set(_ends(LineBreaker(text, "zh@lb=strict"))) - inside_words
    inside = (at for at in range(1, len(text)) if not text[at - 1].isdigit())
    return [at for at in inside if len(text[:at].encode("utf-16-le")) // 2 in ends]


def _ends(segments: WordBreaker | LineBreaker) -> list[int]:
    """List where segments end, counted as ICU does: in units of UTF-16, of which a rare character takes two."""
    return [end for _, end in segments.segments()]


def _inside(text: str, phrase: str) -> Iterator[tuple[int, int]]:
    for found in re.finditer(f"(?={re.escape(phrase)})", text) if phrase else ():
        yield found.start(), found.start() + len(phrase)
