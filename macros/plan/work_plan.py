"""The model of a work plan: its notice, sections, items and clauses, and who answers for what until when.

Keys in YAML are fields here, but those made by `derived`, which `numbering.numbered` fills in.
"""

from __future__ import annotations

import dataclasses
import datetime
import functools
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any, Literal, NamedTuple, get_args

from macros.plan.model import DERIVED, Id, Model, Reference
from macros.plan.plan_values import ClauseNumber, Digest, FileName, Mark, Period
from macros.plan.text import Paragraphs, Text

_NO_NUMBER = ClauseNumber()
_NONE = Paragraphs()


def derived(default: Any) -> Any:
    """Return a field that is no key in YAML."""
    return dataclasses.field(default=default, metadata={DERIVED: True})


@dataclass(frozen=True, kw_only=True)
class Notice(Model):
    """The notice that issues a plan, or the front and end of a plan that is a document by itself."""

    masthead: Text | None = None
    number: Text | None = None
    title: Text
    below_title: Paragraphs = _NONE
    addressees: Text | None = None
    body: Paragraphs = _NONE
    attachments: Paragraphs = _NONE
    signature: Paragraphs = _NONE
    date: datetime.date | None = None
    remarks: Paragraphs = _NONE
    copies: Text | None = None
    issuing: Text | None = None


@dataclass(frozen=True, kw_only=True)
class Deadline(Model):
    """Until when a task is to be done: the words of the plan, and the period where they name one."""

    text: Text
    when: Period | None = None


@dataclass(frozen=True, kw_only=True)
class Cell(Model):
    """What a clause has in a column of a table's own: the key of the column, and the text."""

    column: Id
    text: Text


#: The parties of a clause, in this order where it is printed.
PartyRole = Literal["oversight", "lead", "responsible", "support"]
ROLES: tuple[PartyRole, ...] = get_args(PartyRole)

#: The cells of a row of a plan that is a table; `cell` is one of whatever else a table says of a task.
Part = Literal["section", "number", "title", "text", "oversight", "lead", "responsible", "support", "deadline", "cell"]

#: The mark behind a clause: that which the site adds, another, or none.
Ends = Literal["site", "\u3002", "\uff1b", "\uff0c", "\u3001", "\uff1a", "none"]


@dataclass(frozen=True, kw_only=True)
class Clause(Model):
    """One task, and the ids of the parties that oversee, lead, answer for and support it, in the issued order.

    `printed` is the annotation as issued where labels, names and marks do not give it; `ends` is the mark behind the
    clause where it is another than the site adds; `merged` are the columns of a table whose cell is one with the cell
    above; one that is not `marked` stands in the numbered paragraph above, without a number; `cells` are what stands in
    columns of the table's own. `heads` answer for it by the heading of its section or item, and are not named behind
    it.
    """

    number: ClauseNumber = _NO_NUMBER
    text: Text
    oversight: tuple[Reference, ...] = ()
    lead: tuple[Reference, ...] = ()
    responsible: tuple[Reference, ...] = ()
    support: tuple[Reference, ...] = ()
    deadline: Deadline | None = None
    cells: tuple[Cell, ...] = ()
    printed: Text | None = None
    ends: Ends = "site"
    marked: bool = True
    merged: tuple[Part, ...] = ()
    mark: str = derived("")
    rank: int = derived(0)
    anchor: str = derived("")
    heads: tuple[Reference, ...] = derived(())

    @functools.cached_property
    def party_ids(self) -> tuple[Reference, ...]:
        """The ids of all who have part in it, those who oversee or lead it first."""
        return (*self.named_ids, *self.heads)

    @property
    def named_ids(self) -> tuple[Reference, ...]:
        """The ids of those whom it names itself."""
        return (*self.oversight, *self.lead, *self.responsible, *self.support)

    @property
    def groups(self) -> tuple[tuple[PartyRole, tuple[Reference, ...]], ...]:
        """The parties by their part in it, as far as it names any."""
        return tuple((role, getattr(self, role)) for role in ROLES if getattr(self, role))


@dataclass(frozen=True, kw_only=True)
class Item(Model):
    """A numbered item (1., 2. …). Its lead is the opening that belongs to no one clause and names nobody.

    Where the clauses of a plan have marks, those of an item have them if they are several, unless `marked` says
    otherwise; without marks they stand in one paragraph.
    """

    number: int | None = None
    title: Text | None = None
    lead: Paragraphs = _NONE
    clauses: tuple[Clause, ...]
    marked: bool | None = None
    closing: Paragraphs = _NONE
    mark: str = derived("")
    anchor: str = derived("")
    label: str = derived("")

    @property
    def opening(self) -> Text | None:
        return self.lead[0] if self.lead else self.clauses[0].text


@dataclass(frozen=True, kw_only=True)
class Section(Model):
    """A section of a plan, or of another section: an opening, and sections or items where it has any.

    Those who are `responsible` for a section answer for each of its clauses that names nobody itself.
    """

    number: int | None = None
    title: Text | None = None
    responsible: tuple[Reference, ...] = ()
    lead: Paragraphs = _NONE
    sections: tuple[Section, ...] = ()
    items: tuple[Item, ...] = ()
    closing: Paragraphs = _NONE
    mark: str = derived("")
    anchor: str = derived("")
    address: str = derived("")

    @property
    def opening(self) -> Text | None:
        return self.lead[0] if self.lead else None

    @property
    def all_items(self) -> tuple[Item, ...]:
        return (*self.items, *(item for section in self.sections for item in section.all_items))

    @property
    def with_inner(self) -> tuple[Section, ...]:
        return (self, *self.sections)


@dataclass(frozen=True, kw_only=True)
class Column(Model):
    """A column of a plan that is a table: what stands in it, and its head. One of the table's own has a key."""

    part: Part
    key: Id | None = None
    head: Text


@dataclass(frozen=True, kw_only=True)
class SourceFile(Model):
    """The file that a program read a plan from."""

    file: FileName
    sha256: Digest


#: Around the annotation of a clause; without any, it stands on one line of its own, or on as many as it has labels.
Brackets = Literal["\uff08\uff09", "()", "\u3014\u3015", "[]", "\uff3b\uff3d", "\u3010\u3011", "line", "none"]

#: Between two names; where there is none, a space.
Separator = Literal["\u3001", "\uff0c", "\uff1b", "none"]


@dataclass(frozen=True, kw_only=True)
class Plan(Model):
    """The plan of one year, which is the name of its file. One without a title is a document by itself.

    `oversight`, `lead`, `responsible`, `support` and `deadline` are the labels before names, or, with a gap {}, around
    them. `first_leads` is the rule, as issued, that the first party named leads. `annotated` says where annotations
    stand: behind texts, before them, or, that of an item's first clause, behind the item's title. `stops` says whose
    the marks at the ends of texts are: the site's, or those that stand in the texts. The heads of a table stand `once`
    above all of its rows, or above those of `each` section. A program read a plan with a `source` from that file, and
    `read_against_original` is the day on which somebody had compared it with the document itself.
    """

    draft: bool = False
    source: SourceFile | None = None
    read_against_original: datetime.date | None = None
    notice: Notice
    above_title: Paragraphs = _NONE
    title: Text | None = None
    below_title: Paragraphs = _NONE
    short_title: Text
    oversight: Text | None = None
    lead: Text | None = None
    responsible: Text | None = None
    support: Text | None = None
    deadline: Text | None = None
    first_leads: Text | None = None
    marks: tuple[Mark, ...] = ()
    annotated: Literal["text", "before", "title"] = "text"
    brackets: Brackets = "\uff08\uff09"
    separator: Separator = "\u3001"
    stops: Literal["site", "text"] = "site"
    columns: tuple[Column, ...] = ()
    heads: Literal["once", "each"] = "once"
    requirements: Paragraphs = _NONE
    sections: tuple[Section, ...] = ()
    items: tuple[Item, ...] = ()
    closing: Paragraphs = _NONE

    @functools.cached_property
    def year(self) -> str:
        return PurePath(self.place.path).stem

    @property
    def address(self) -> str:
        return f"{self.year}/"

    @property
    def unread_source(self) -> str:
        """The name of the file that a program read it from, until somebody has read it against the original."""
        return str(self.source.file) if self.source and not self.read_against_original else ""

    @property
    def full_title(self) -> Text:
        """The title of the plan, or of the document that it is."""
        return self.title or self.notice.title

    @functools.cached_property
    def parts(self) -> tuple[Section, ...]:
        """The sections; of a plan without any, one without a title that holds all items."""
        if self.items:
            address = f"{self.address}items/"
            return (Section(place=self.items[0].place, items=self.items, anchor="items", address=address),)
        return self.sections

    @property
    def all_items(self) -> tuple[Item, ...]:
        return tuple(item for part in self.parts for item in part.all_items)

    @property
    def all_sections(self) -> tuple[Section, ...]:
        """Every section, each followed by those within it."""
        return tuple(inner for section in self.sections for inner in section.with_inner)

    @functools.cached_property
    def duties(self) -> tuple[Duty, ...]:
        """Every clause where it stands, in the issued order."""
        return tuple(
            Duty(self, part, item, clause, subsection)
            for part in self.parts
            for subsection in (None, *part.sections)
            for item in (subsection or part).items
            for clause in item.clauses
        )

    def duties_of(self, party_id: str) -> tuple[Duty, ...]:
        return tuple(duty for duty in self.duties if party_id in duty.clause.party_ids)

    @property
    def has_section_cells(self) -> bool:
        """Whether it is a table in which sections are cells, and no headings between rows."""
        return any(column.part == "section" for column in self.columns)

    @functools.cached_property
    def has_deadlines(self) -> bool:
        return any(duty.clause.deadline for duty in self.duties)

    @functools.cached_property
    def roles(self) -> tuple[PartyRole, ...]:
        """The parts that somebody has in something, those who oversee or lead it first."""
        found = {self.role_in(duty.clause, party_id) for duty in self.duties for party_id in duty.clause.party_ids}
        return tuple(role for role in ROLES if role in found)

    @property
    def only_answer(self) -> bool:
        """Whether all who have part in something answer for it, and none leads or supports."""
        return self.roles in ((), ("responsible",))

    @functools.cached_property
    def party_ids(self) -> tuple[str, ...]:
        """The ids of all who have part in something, in the order in which the plan first names them."""
        return tuple(dict.fromkeys(party_id for duty in self.duties for party_id in duty.clause.party_ids))

    def label_of(self, part: PartyRole | Literal["deadline"]) -> Text | None:
        """Return what stands before the parties of a role, or before deadlines: a label, or the head of a column."""
        label: Text | None = getattr(self, part)
        return label or next((column.head for column in self.columns if column.part == part), None)

    def role_in(self, clause: Clause, party_id: str) -> PartyRole | None:
        """Return the part that a party has in a clause: where the first named leads, it leads."""
        if self.first_leads and not clause.lead and clause.responsible[:1] == (party_id,):
            return "lead"
        named = next((role for role, party_ids in clause.groups if party_id in party_ids), None)
        return "responsible" if not named and party_id in clause.heads else named

    def companions_of(self, party_id: str) -> dict[str, tuple[Item, ...]]:
        """Return who else answers for clauses of the same items: for each id, the items that they share."""
        shared: dict[str, list[Item]] = {other: [] for other in self.party_ids if other != party_id}
        for item in self.all_items:
            in_item = {responsible for clause in item.clauses for responsible in clause.party_ids}
            if party_id in in_item:
                for other in in_item & shared.keys():
                    shared[other].append(item)
        return {other: tuple(items) for other, items in shared.items() if items}

    def duties_in(self, section: Section) -> tuple[Duty, ...]:
        return tuple(duty for duty in self.duties if duty.section is section)


class Duty(NamedTuple):
    """A clause where it stands: the section that has a page, and the one within it where there is one."""

    plan: Plan
    section: Section
    item: Item
    clause: Clause
    subsection: Section | None = None

    @property
    def is_item(self) -> bool:
        """Whether it is the only clause of its item and has its number, which then is not said twice."""
        return self.clause.number == self.item.label

    def shares(self, part: Part) -> bool:
        """Return whether its cell in a table is one with that above: as issued, or as part of one section or item."""
        is_first = self.clause is self.item.clauses[0]
        if part == "section":
            return not is_first or self.item is not (self.subsection or self.section).items[0]
        return part in self.clause.merged or (part in ("number", "title") and not is_first)

    @property
    def address(self) -> str:
        """The clause's permanent address, from the root of the site."""
        return f"{self.section.address}#{self.clause.anchor}"
