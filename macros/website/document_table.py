"""The document of a plan that is a table: its rows, and the cells that several of them share."""

from __future__ import annotations

import dataclasses
import itertools
from collections.abc import Iterable, Iterator

from macros.plan.document import Block
from macros.plan.runs import Run
from macros.plan.work_plan import Duty, Plan


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
    """Yield the blocks of a plan's document, those from the head of a table to its last row as one table."""
    every = list(blocks)
    duties = iter(plan.duties)
    heads = [rank for rank, block in enumerate(every) if block.part == "head"]
    yield from every[: heads[0] if heads else None]
    for head, end in itertools.pairwise([*heads, len(every)]):
        last = max(rank for rank in range(head, end) if every[rank].is_row)
        yield Table(every[head].pieces, tuple(_rows(every[head + 1 : last + 1], duties)))
        yield from every[last + 1 : end]


def _rows(blocks: Iterable[Block], duties: Iterator[Duty]) -> Iterator[tuple[str, tuple[Cell, ...]] | Block]:
    """Yield the rows, each with its anchor and those of its cells that are not one with the cell above."""
    above: dict[int, Cell] = {}
    for block in blocks:
        if block.part != "row":
            above = {}
            yield block
            continue
        duty = next(duties)
        cells = []
        for rank, (column, runs) in enumerate(zip(duty.plan.columns, block.pieces, strict=True)):
            if rank in above and duty.shares(column.part):
                above[rank].rows += 1
            else:
                above[rank] = Cell(runs)
                cells.append(above[rank])
        yield block.anchor, tuple(cells)
