"""The document of a plan that is a table: its rows, and the cells that several of them share."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator

from macros.plan.document import Block
from macros.plan.runs import Run
from macros.plan.work_plan import Duty, Part, Plan


@dataclasses.dataclass
class Cell:
    """A cell of a table, and over how many rows it goes."""

    runs: tuple[Run, ...]
    rows: int = 1


@dataclasses.dataclass(frozen=True)
class Table:
    """A table: its heads, and its rows; what stands between two rows, as the title of a section, is a block."""

    heads: tuple[tuple[Run, ...], ...]
    rows: tuple[tuple[str, tuple[Cell, ...]] | Block, ...]


def with_table(blocks: Iterable[Block], plan: Plan) -> Iterator[Block | Table]:
    """Yield the blocks of a plan's document, those from the head of its table to its last row as one table."""
    every = list(blocks)
    ranks = [rank for rank, block in enumerate(every) if block.is_row]
    if not ranks:
        yield from every
        return
    first, last = ranks[0], ranks[-1]
    yield from every[:first]
    yield Table(every[first].pieces, tuple(_rows(every[first + 1 : last + 1], plan)))
    yield from every[last + 1 :]


def _rows(blocks: Iterable[Block], plan: Plan) -> Iterator[tuple[str, tuple[Cell, ...]] | Block]:
    """Yield the rows, each with its anchor and those of its cells that are not one with the cell above."""
    duties = iter(plan.duties)
    above: dict[Part, Cell] = {}
    for block in blocks:
        if not block.is_row:
            above = {}
            yield block
            continue
        duty = next(duties)
        cells = []
        for column, runs in zip(plan.columns, block.pieces, strict=True):
            if column.part in above and _is_shared(column.part, duty):
                above[column.part].rows += 1
            else:
                above[column.part] = Cell(runs)
                cells.append(above[column.part])
        yield block.anchor, tuple(cells)


def _is_shared(part: Part, duty: Duty) -> bool:
    """Return whether a clause's cell is one with that above: as issued, or since its item has one number and title."""
    return part in duty.clause.merged or (part in ("number", "title") and duty.clause is not duty.item.clauses[0])
