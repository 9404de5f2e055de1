"""A plan as it was read, before its parties have ids and its texts their place in YAML."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass, field

from macros.tools.importing.annotations import Annotation
from macros.tools.importing.doubts import Doubt, Doubtful

#: How the part of a column begins that is the table's own, and is named by its place.
OWN_COLUMN = "column-"


@dataclass
class ClausePart(Doubtful):
    """A clause: its text with the mark at its end, its annotations, and the mark behind these."""

    text: str = ""
    notes: list[Annotation] = field(default_factory=list)
    after: str = ""
    merged: list[str] = field(default_factory=list)
    # What the settings of the plan make of it.
    names: dict[str, list[str]] = field(default_factory=dict)
    deadline: str = ""
    cells: dict[str, str] = field(default_factory=dict)
    printed: str = ""

    def take(self, note: Annotation) -> None:
        """Add an annotation, with the doubts about it."""
        self.notes.append(note)
        self.doubts += note.doubts
        for group in note.groups:
            self.names.setdefault(group.role, []).extend(group.names)
        if note.deadline:
            self.deadline = note.deadline[1]


@dataclass
class ItemPart(Doubtful):
    """An item; `title_end` is what stands behind its title, where the text goes on in the same line."""

    number: int | None = None
    title: str = ""
    title_end: str = ""
    lead: list[str] = field(default_factory=list)
    clauses: list[ClausePart] = field(default_factory=list)
    closing: list[str] = field(default_factory=list)


@dataclass
class SectionPart(Doubtful):
    """A section, or a section within one; `responsible` are the names of those whom its heading has answer for it."""

    number: int | None = None
    title: str = ""
    responsible: list[str] = field(default_factory=list)
    lead: list[str] = field(default_factory=list)
    sections: list[SectionPart] = field(default_factory=list)
    items: list[ItemPart] = field(default_factory=list)
    closing: list[str] = field(default_factory=list)

    @property
    def all_items(self) -> Iterator[ItemPart]:
        yield from self.items
        for section in self.sections:
            yield from section.all_items


@dataclass
class NoticePart(Doubtful):
    """What stands around a plan: the notice that issues it, or its own front and end."""

    masthead: str = ""
    number: str = ""
    title: str = ""
    below_title: list[str] = field(default_factory=list)
    addressees: str = ""
    body: list[str] = field(default_factory=list)
    attachments: list[str] = field(default_factory=list)
    signature: list[str] = field(default_factory=list)
    date: datetime.date | None = None
    copies: str = ""
    issuing: str = ""


@dataclass
class PlanPart(Doubtful):
    """A plan, with the settings that say how it is printed."""

    notice: NoticePart = field(default_factory=NoticePart)
    title: str = ""
    below_title: list[str] = field(default_factory=list)
    labels: dict[str, str] = field(default_factory=dict)
    first_leads: str = ""
    marks: list[str] = field(default_factory=list)
    brackets: str = ""
    separator: str = ""
    stops: str = "site"
    columns: list[tuple[str, str]] = field(default_factory=list)
    requirements: list[str] = field(default_factory=list)
    sections: list[SectionPart] = field(default_factory=list)
    items: list[ItemPart] = field(default_factory=list)
    closing: list[str] = field(default_factory=list)
    mendings: list[Doubt] = field(default_factory=list)

    @property
    def all_items(self) -> list[ItemPart]:
        return [*self.items, *(item for section in self.sections for item in section.all_items)]

    @property
    def clauses(self) -> list[ClausePart]:
        return [clause for item in self.all_items for clause in item.clauses]

    @property
    def all_sections(self) -> list[SectionPart]:
        return list(self._sections(self.sections))

    @property
    def all_doubts(self) -> list[Doubt]:
        """Every doubt, in the order of the lines."""
        parts: list[Doubtful] = [self, self.notice, *self.all_items, *self.clauses, *self.all_sections]
        return sorted((doubt for part in parts for doubt in part.doubts), key=lambda doubt: doubt.line)

    def _sections(self, sections: list[SectionPart]) -> Iterator[SectionPart]:
        for section in sections:
            yield section
            yield from self._sections(section.sections)
