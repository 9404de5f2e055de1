"""The paragraphs of a plan as the official document has them, with its tables and signature, in the types of JSON."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain

from macros.pdf.texts import JSON, Runs, Texts
from macros.plan.document import Block
from macros.plan.runs import Run
from macros.plan.work_plan import Part, Plan

# How many characters fit on a line: of titles of an official document (156 mm of 22 points), and of a signature: in the
# middle above a date that ends four characters before the edge (GB/T 9704-2012, 7.3.5.1), and that is at least as wide
# as the shortest date (six characters).
_TITLE, _SIGNATURE = 20, 2 * 4 + 6

# The levels of headings; sections within sections, and items, stand a level below what they stand in.
_LEVELS = {"title": 1, "section": 2, "subsection": 3}


def leveled(blocks: Iterable[Block], plan: Plan) -> Iterator[tuple[Block, int]]:
    """Yield blocks with their levels as headings, 0 for what is none; an item without a title is a paragraph."""
    titled = {item.anchor for item in plan.all_items if item.title}
    around = 1
    for block in blocks:
        if block.part in _LEVELS:
            around = min(_LEVELS[block.part], around + 1)
            yield block, around
        elif block.part != "item":
            yield block, 0
        elif block.anchor in titled:
            yield block, around + 1
        else:
            yield block._replace(part="paragraph", pieces=(block.runs,)), 0


def official(blocks: Iterable[Block], plan: Plan, texts: Texts) -> Iterator[JSON]:
    """Yield the blocks of a plan: those who sign with the date below them, and rows that follow each other as a table.

    What stands below the last page's text comes last.
    """
    writer = _Writer(plan, texts)
    for block, level in leveled(blocks, plan):
        yield from writer.add(block, level)
    yield from writer.finished()


class _Writer:
    """Writes blocks; what belongs together is kept until the next block is another part."""

    def __init__(self, plan: Plan, texts: Texts) -> None:
        self._plan = plan
        self._texts = texts
        self._head: list[Runs] = []
        self._table: list[Block] = []
        self._signature: list[Block] = []
        # Each row is a clause, and the last cells of each item are below those of its first clause.
        self._rows = iter(plan.duties)

    def add(self, block: Block, level: int) -> Iterator[JSON]:
        if block.part == "row":
            self._table.append(block)
        elif block.part in ("signature", "date"):
            yield from self._finished_table()
            self._signature.append(block)
        else:
            yield from self.finished()
            if block.part == "head":
                self._head = [self._texts.runs(cell) for cell in block.pieces]
            else:
                yield self._block(block, level)

    def finished(self) -> Iterator[JSON]:
        yield from self._finished_table()
        if self._signature:
            signed = [block for block in self._signature if block.part == "signature"]
            made: JSON = {"part": "signature", "titles": [self._texts.title(b.runs, _SIGNATURE) for b in signed]}
            dates = [block for block in self._signature if block.part == "date"]
            yield made | {"date": self._texts.runs(dates[0].runs) if dates else []}
            self._signature = []

    def _block(self, block: Block, level: int) -> JSON:
        made: JSON = {"part": block.part, "level": level, "text": self._texts.runs(block.runs)}
        if block.part == "title":
            return made | {"anchor": block.anchor, "title": self._texts.title(block.runs, _TITLE)}
        if block.part == "item":
            title, *rest = block.pieces
            return made | {"title": self._texts.runs(title), "text": self._texts.runs(chain.from_iterable(rest))}
        return made

    def _finished_table(self) -> Iterator[JSON]:
        if self._table:
            parts = [column.part for column in self._plan.columns]
            rows = [self._row(block.pieces, parts) for block in self._table]
            yield {"part": "table", "parts": parts, "head": self._head, "rows": _spanned(rows)}
            self._table = []

    def _row(self, cells: tuple[tuple[Run, ...], ...], parts: list[Part]) -> list[Runs | None]:
        """Return the cells of the next row; None where one is one with the cell above."""
        duty = next(self._rows)
        return [None if duty.shares(part) else self._texts.runs(cell) for part, cell in zip(parts, cells, strict=True)]


def _spanned(rows: list[list[Runs | None]]) -> list[list[JSON]]:
    """Return the rows with as many cells as begin in each, and over how many rows each reaches."""
    spanned: list[list[JSON]] = []
    above: list[JSON] = [{} for _ in rows[0]]
    for row in rows:
        cells = []
        for column, runs in enumerate(row):
            # In the first row of a table there is no cell above.
            if runs is None and above[column]:
                above[column]["rows"] += 1
            else:
                above[column] = {"text": runs or [], "rows": 1, "column": column}
                cells.append(above[column])
        spanned.append(cells)
    return spanned
