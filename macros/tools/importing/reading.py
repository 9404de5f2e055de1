"""The lines of a file become a plan, as far as a program can tell."""

from __future__ import annotations

import re
from collections.abc import Iterable

from macros.tools.importing import sections, tables
from macros.tools.importing.extraction import ExtractionError, Line
from macros.tools.importing.front import take_end, take_front
from macros.tools.importing.paragraphs import Paragraph, is_heads, paragraphs
from macros.tools.importing.parts import PlanPart
from macros.tools.importing.settings import settle
from macros.tools.importing.vocabulary import pattern


def plan_of(lines: Iterable[Line], year: str) -> PlanPart:
    """Return the plan that some lines are. Raises ExtractionError where they have neither numbers nor a table."""
    reading = paragraphs(lines)
    every = reading.paragraphs
    table = next((at for at, one in enumerate(every) if is_heads(one.cells)), None)
    first = next((at for at, one in enumerate(every) if one.mark is not None), table)
    if first is None:
        raise ExtractionError("import_no_tasks")
    start = min(first, table) if table is not None else first
    plan = PlanPart(doubts=list(reading.doubts), mendings=reading.mendings)
    take_front(plan, every[:start])
    rest = take_end(plan, every[start:])
    if table is not None:
        tables.fill(plan, rest)
    else:
        sections.fill(plan, sections.nodes(rest))
        settle(plan)
    _look_over(plan, rest, year)
    return plan


def _look_over(plan: PlanPart, paragraphs: list[Paragraph], year: str) -> None:
    """Doubt what is odd about a plan as a whole."""
    if not plan.notice.title:
        plan.doubt("title", "")
    years = {found[1] for found in pattern("plan_year").finditer(f"{plan.title} {plan.notice.title}")}
    if years and year not in years:
        plan.doubt("year", " ".join(sorted(years)))
    if not any(clause.names for clause in plan.clauses):
        plan.doubt("no_parties", "")
    heads = [one for one in paragraphs if not one.cells and not plan.columns and is_heads(re.split(" +", one.text))]
    for one in heads:
        plan.doubt("table_lost", one.text, one.line)
