"""Tables in PDFs: the rules that are drawn on a page, and the text of the cells between them."""

from __future__ import annotations

import ctypes
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from pypdfium2 import raw

from macros.tools.importing.extraction import Line

# How far apart two rules may be that are meant for one, and the least that a table has: in points, and in rules.
_NEAR, _FEWEST = 3.0, 3
# A page with more than this is a drawing.
_MOST_RULES = 20_000
_WIDE = re.compile("[\u2e80-\u9fff\uff00-\uffef]")


class Rule(NamedTuple):
    """A straight line: where it stands on the one axis, and from where to where it goes on the other, in points."""

    at: float
    start: float
    end: float

    def covers(self, at: float, point: float) -> bool:
        """Return whether it stands at a place, and goes past a point."""
        return abs(self.at - at) <= _NEAR and self.start - _NEAR <= point <= self.end + _NEAR


class Grid:
    """The rules of a table: `xs` from left to right, `ys` from top to bottom."""

    def __init__(self, upright: Sequence[Rule], level: Sequence[Rule]) -> None:
        self._upright = upright
        # Those of a table go from one upright rule to another, which lines below words do not.
        self._level = [rule for rule in level if all(_is_near(end, upright) for end in (rule.start, rule.end))]
        self.xs = _places(rule.at for rule in upright)
        self.ys = _places(rule.at for rule in self._level)[::-1]

    def is_table(self) -> bool:
        return len(self.xs) >= _FEWEST and len(self.ys) >= _FEWEST

    def begins(self, row: int, column: int) -> bool:
        """Return whether a cell is not one with that on its left."""
        middle = (self.ys[row] + self.ys[row + 1]) / 2
        return column == 0 or any(rule.covers(self.xs[column], middle) for rule in self._upright)

    def is_merged(self, row: int, column: int) -> bool:
        """Return whether a cell is one with that above."""
        middle = (self.xs[column] + self.xs[column + 1]) / 2
        return row > 0 and not any(rule.covers(self.ys[row], middle) for rule in self._level)

    def box(self, row: int, column: int) -> tuple[float, float, float, float]:
        """Return the left, bottom, right and top of a cell with all that is one with it."""
        right, below = column + 1, row + 1
        while right < len(self.xs) - 1 and not self.begins(row, right):
            right += 1
        while below < len(self.ys) - 1 and self.is_merged(below, column):
            below += 1
        return self.xs[column], self.ys[below], self.xs[right], self.ys[row]


def grid_of(page: Any) -> Grid | None:
    """Return the rules of the table on a page; None where it has none."""
    upright: list[Rule] = []
    level: list[Rule] = []
    for (x, y), (to_x, to_y) in _segments(page):
        if abs(x - to_x) <= 1 < abs(y - to_y):
            upright.append(Rule(x, min(y, to_y), max(y, to_y)))
        elif abs(y - to_y) <= 1 < abs(x - to_x):
            level.append(Rule(y, min(x, to_x), max(x, to_x)))
        if len(upright) + len(level) > _MOST_RULES:
            return None
    grid = Grid(upright, level)
    return grid if grid.is_table() else None


def rows(textpage: Any, grid: Grid) -> Iterator[Line]:
    """Yield a line for each row of a table, with tabs between its cells."""
    em = _width_of_characters(textpage)
    columns = range(len(grid.xs) - 1)
    for row in range(len(grid.ys) - 1):
        merged = tuple(column for column in columns if grid.begins(row, column) and grid.is_merged(row, column))
        cells = [
            _text(textpage, grid.box(row, column), em) if grid.begins(row, column) and column not in merged else ""
            for column in columns
        ]
        yield Line("\t".join(cells).rstrip("\t"), merged, is_whole=True)


def _segments(page: Any) -> Iterator[tuple[tuple[float, float], tuple[float, float]]]:
    """Yield both ends of each straight line that is drawn on a page."""
    x, y = ctypes.c_float(), ctypes.c_float()
    for drawn in page.get_objects(filter=(raw.FPDF_PAGEOBJ_PATH,)):
        matrix = drawn.get_matrix()
        first = before = None
        for index in range(raw.FPDFPath_CountSegments(drawn.raw)):
            segment = raw.FPDFPath_GetPathSegment(drawn.raw, index)
            raw.FPDFPathSegment_GetPoint(segment, x, y)
            here = matrix.on_point(x.value, y.value)
            kind = raw.FPDFPathSegment_GetType(segment)
            if kind == raw.FPDF_SEGMENT_LINETO and before is not None:
                yield before, here
            first = here if kind == raw.FPDF_SEGMENT_MOVETO else first
            before = here
            if raw.FPDFPathSegment_GetClose(segment) and first is not None:
                yield here, first


def _places(values: Iterable[float]) -> list[float]:
    """Return where rules stand, those of one place once, in rising order."""
    found: list[float] = []
    for value in sorted(values):
        if not found or value - found[-1] > _NEAR:
            found.append(value)
    return found


def _is_near(place: float, rules: Sequence[Rule]) -> bool:
    return any(abs(rule.at - place) <= _NEAR for rule in rules)


def _width_of_characters(textpage: Any) -> float:
    """Return the width of most Chinese characters of a page, in points."""
    widths: Counter[float] = Counter()
    for index, char in enumerate(textpage.get_text_range()[:2000]):
        if _WIDE.match(char) and index < textpage.count_chars():
            left, _, right, _ = textpage.get_charbox(index, loose=True)
            widths[round(right - left, 1)] += 1
    return widths.most_common(1)[0][0] if widths else 10.0


def _text(textpage: Any, box: tuple[float, float, float, float], em: float) -> str:
    """Return the text of a cell in one line; a line that leaves no room for more goes on in the next one."""
    left, bottom, right, top = box
    text = ""
    is_full = True
    for line in re.split(r"\r\n|\r|\n", textpage.get_text_bounded(left, bottom, right, top)):
        words = " ".join(line.split())
        text += words if is_full or not text else f" {words}"
        width = sum(1 if _WIDE.match(char) else 0.5 for char in words) * em
        # With the margins of the cell, less than two characters are left free.
        is_full = width > right - left - 2 * em
    return text
