"""The lines of a file become a plan, as far as a program can tell."""

from __future__ import annotations

import re
from collections.abc import Iterable

from macros.plan.yaml_source import LONGEST_TEXT
from macros.tools.importing import sections, tables
from macros.tools.importing.extraction import ExtractionError, Line
from macros.tools.importing.front import take_end, take_front
from macros.tools.importing.paragraphs import LABEL, Paragraph, is_heads, paragraphs
from macros.tools.importing.parts import PlanPart
from macros.tools.importing.settings import settle
from macros.tools.importing.tidy import finished
from macros.tools.importing.vocabulary import pattern


def plan_of(lines: Iterable[Line], year: str) -> PlanPart:
    """Return the plan that some lines are. Raises ExtractionError where they have neither numbers nor a table."""
    reading = paragraphs(lines)
    every = reading.paragraphs
    if any(len(one.text) > LONGEST_TEXT for one in every):
        raise ExtractionError("import_limits")
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
    _look_over(plan, every, year)
    return plan


def _look_over(plan: PlanPart, paragraphs: list[Paragraph], year: str) -> None:
    """Doubt what is odd about a plan as a whole."""
    if not plan.notice.title:
        plan.doubt("title", "")
    years = {found[1] for found in pattern("plan_year").finditer(f"{plan.title} {plan.notice.title}")}
    if years and year not in years:
        plan.doubt("year", " ".join(sorted(years)))
    rules = [(found[0], one.line) for one in paragraphs if (found := pattern("first_leads").search(one.text))]
    if rules and not plan.first_leads:
        plan.first_leads = finished(rules[0][0])
        plan.doubt("first_leads", *rules[0])
    if not any(part.names for part in plan.clauses) and not any(part.responsible for part in plan.all_sections):
        plan.doubt("no_parties", "")
    _doubt_what_names_nobody(plan)
    lines = [one for one in paragraphs if not one.cells and not plan.columns and not LABEL.search(one.text)]
    for one in lines:
        if not is_heads(re.split(" +", one.text)):
            continue
        plan.doubt("table_lost", one.text, one.line)


def _doubt_what_names_nobody(plan: PlanPart) -> None:
    """Doubt each clause without a party where others of its section have one, and nobody answers for all of it."""
    sections = [list(section.all_items) for section in plan.sections if not section.responsible]
    for items in (plan.items, *sections):
        clauses = [clause for item in items for clause in item.clauses]
        if any(clause.names for clause in clauses):
            for clause in clauses:
                if not clause.names:
                    clause.doubt("nobody", clause.text)
