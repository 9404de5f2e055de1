"""All files of a data folder, as they were read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from macros.plan.model import About, Branches, Glossary, Kind, Party, People, Reference, Search
from macros.plan.text import Text
from macros.plan.work_plan import ROLES, Clause, Duty, Item, Plan, Section
from macros.plan.yaml_source import Scalar

#: The lists that a file may not leave empty: their content would silently disappear from the pages.
NEVER_EMPTY = frozenset(
    {
        (About, "languages"),
        *((Plan, name) for name in ("sections", "items", "marks", "columns")),
        *((Section, name) for name in ("responsible", "sections", "items")),
        (Item, "clauses"),
        *((Clause, name) for name in (*ROLES, "cells", "merged")),
        (Kind, "roles"),
    }
)


@dataclass(frozen=True, kw_only=True)
class Files:
    """The files of a data folder. In the order of the files, `texts` are all their texts.

    `written` is every piece of text with its language, also those that are part of no Text.
    """

    about: About
    people: People
    branches: Branches
    glossary: Glossary
    search: Search
    plans: tuple[Plan, ...]
    texts: tuple[Text, ...]
    written: tuple[tuple[str, Scalar], ...]

    @property
    def parties(self) -> tuple[Party, ...]:
        return (*self.people.persons, *self.people.roles, *self.people.bodies)

    @property
    def references(self) -> Iterator[tuple[Reference, ...]]:
        """Yield the references to parties of each section that names some, and of each clause."""
        for plan in self.plans:
            yield from (section.responsible for section in plan.all_sections)
            yield from (duty.clause.named_ids for duty in plan.duties)

    @property
    def duties(self) -> Iterator[Duty]:
        for plan in self.plans:
            yield from plan.duties
