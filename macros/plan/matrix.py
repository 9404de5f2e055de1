"""The responsibility matrix of a plan: its columns, its rows and what their marks mean. Pure functions of the data."""

from __future__ import annotations

import itertools
import math
import unicodedata
from collections.abc import Mapping
from typing import NamedTuple

from macros.i18n.words import Words
from macros.plan.annotation import GAP
from macros.plan.site import Site
from macros.plan.work_plan import Duty, Item, PartyRole, Plan, Section

#: Above this many columns, those of a kind of party stand together, and can be narrowed by name.
MANY_COLUMNS = 25

# How many rows a sheet of paper has room for, below heads of any height.
_ROWS_OF_A_SHEET = 40

# What a line of a head surely takes, in ems, and how wide a letter is that is no Chinese character.
_HEIGHT, _LETTER = 12, 0.65

_WORDS: dict[PartyRole, str] = {
    "oversight": "oversees",
    "lead": "leads",
    "responsible": "answers",
    "support": "supports",
}


class Mark(NamedTuple):
    """A mark: how it is drawn, filled where nothing is said, and what it means."""

    form: str
    meaning: str


class Rows(NamedTuple):
    """Clauses that stand together, and the titles that they stand below."""

    headings: tuple[Section | Item, ...]
    duties: tuple[Duty, ...]


class Matrix(NamedTuple):
    """A matrix; `columns` are ids of parties by the kind of party, of no kind where they are few."""

    columns: Mapping[str, tuple[str, ...]]
    rows: tuple[Rows, ...]
    marks: Mapping[PartyRole, Mark]

    @property
    def party_ids(self) -> tuple[str, ...]:
        return tuple(itertools.chain(*self.columns.values()))

    @property
    def is_large(self) -> bool:
        return len(self.party_ids) > MANY_COLUMNS

    @property
    def is_small(self) -> bool:
        """Whether it surely has room on one sheet of paper."""
        return not self.is_large and sum(len(rows.duties) + 1 for rows in self.rows) <= _ROWS_OF_A_SHEET


def matrix(plan: Plan, site: Site, words: Words) -> Matrix:
    """Return the matrix of a plan, its marks explained in a language."""
    rows = itertools.groupby(plan.duties, _headings)
    return Matrix(_columns(plan, site), tuple(Rows(above, tuple(duties)) for above, duties in rows), marks(plan, words))


def marks(plan: Plan, words: Words) -> dict[PartyRole, Mark]:
    """Return the mark of each role that somebody has in a plan; whoever leads has the filled one, if anybody does."""
    answers = "answers" if "lead" in plan.roles else ""
    forms = {"oversight": "oversees", "lead": "", "responsible": answers, "support": "supports"}
    return {role: Mark(forms[role], _meaning(role, plan, words)) for role in plan.roles}


def lines_of_head(name: str) -> int:
    """Return into how many lines a name breaks that runs down the head of a column; WebKit leaves room for one only."""
    width = sum(1 if unicodedata.east_asian_width(char) in "WF" else _LETTER for char in name)
    return math.ceil(width / _HEIGHT)


def _meaning(role: PartyRole, plan: Plan, words: Words) -> str:
    """Return the plan's own word for a role, unless there is no other role to tell it from; else the tool's."""
    label = plan.label_of(role)
    if label and label.has(words.language) and not plan.only_answer:
        return words.text(label).replace(GAP, "").strip()
    return words.plain(_WORDS[role])


def _columns(plan: Plan, site: Site) -> dict[str, tuple[str, ...]]:
    if len(plan.party_ids) <= MANY_COLUMNS:
        return {"": plan.party_ids}
    kinds = {kind: {party.id for party in parties} for kind, parties in site.party_groups.items()}
    columns = {kind: tuple(id_ for id_ in plan.party_ids if id_ in ids) for kind, ids in kinds.items()}
    return {kind: ids for kind, ids in columns.items() if ids}


def _headings(duty: Duty) -> tuple[Section | Item, ...]:
    """Return what a clause stands below: its item, where it has a title and more clauses than this.

    The sections stand above it where they are the headings of other clauses.
    """
    sections = tuple(section for section in (duty.section, duty.subsection) if section and section.title)
    if not duty.item.title or duty.is_item:
        return sections
    are_shown = any(other.is_item or not other.item.title for other in duty.plan.duties)
    return (*(sections if are_shown else ()), duty.item)
