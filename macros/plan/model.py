"""The models: what a plan, a party, a branch and a term are, as they are read from YAML.

A model is read-only. Until the check has passed, a required field whose
value could not be read is None, and a list that lost an entry is Partial; a checked Site has neither.
"""

from __future__ import annotations

import dataclasses
import datetime
import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any, Literal, NamedTuple

from macros.i18n.problem import Place
from macros.i18n.words import ORIGINAL
from macros.plan.text import Text, Translations, Variants
from macros.plan.yaml_source import Scalar


class Id(Scalar):
    """A permanent name in ASCII kebab-case, part of a page's address."""

    PATTERN = "[a-z0-9]+(-[a-z0-9]+)*"

    @property
    def is_well_formed(self) -> bool:
        return re.fullmatch(self.PATTERN, self) is not None


class Reference(Id):
    """The id of an entry of another list; its source location is that of the reference."""


class ClauseNumber(str):
    """The number of a clause: its item's, and its place in it: 5.2."""


class WebAddress(str):
    """The address of a public page."""


class LanguageCode(Scalar):
    """The code of a language that the project can build, as in mkdocs.<code>.yml."""


class Partial(tuple[Any, ...]):
    """A list of which an entry could not be read, which has been reported."""


@dataclass(frozen=True, kw_only=True)
class Model:
    """What is read from a mapping in YAML: its fields are the mapping's keys, besides its source location."""

    place: Place

    @classmethod
    @functools.cache
    def field_names(cls) -> tuple[str, ...]:
        return tuple(field.name for field in dataclasses.fields(cls) if field.name != "place")


@dataclass(frozen=True, kw_only=True)
class Notice(Model):
    """The notice that issues a plan."""

    masthead: Text
    number: Text
    title: Text
    addressees: Text
    body: Text
    signature: Text
    date: datetime.date


@dataclass(frozen=True, kw_only=True)
class Clause(Model):
    """One task and the ids of the parties that answer for it, in the issued order."""

    number: ClauseNumber
    text: Text
    responsible: tuple[Reference, ...]

    @property
    def anchor(self) -> str:
        return "clause-" + self.number.replace(".", "-")


@dataclass(frozen=True, kw_only=True)
class Item(Model):
    """A numbered item (1., 2. …). Its lead is the opening that belongs to no one clause and names nobody."""

    number: int
    title: Text
    lead: Text | None = None
    clauses: tuple[Clause, ...]

    @property
    def anchor(self) -> str:
        return f"item-{self.number}"


@dataclass(frozen=True, kw_only=True)
class Section(Model):
    """A section, which a plan counts from 1."""

    number: int
    title: Text
    items: tuple[Item, ...]


@dataclass(frozen=True, kw_only=True)
class Plan(Model):
    """The plan of one year, which is the name of its file. `responsible` is the label before the names."""

    notice: Notice
    title: Text
    short_title: Text
    responsible: Text
    requirements: Text
    sections: tuple[Section, ...]

    @functools.cached_property
    def year(self) -> str:
        return PurePath(self.place.path).stem

    @property
    def address(self) -> str:
        return f"{self.year}/"

    def section_address(self, section: Section) -> str:
        return f"{self.year}/sections/{section.number}/"

    @property
    def items(self) -> tuple[Item, ...]:
        return tuple(item for section in self.sections for item in section.items)

    @functools.cached_property
    def duties(self) -> tuple[Duty, ...]:
        """Every clause where it stands, in the issued order."""
        return tuple(
            Duty(self, section, item, clause)
            for section in self.sections
            for item in section.items
            for clause in item.clauses
        )

    def duties_of(self, party_id: str) -> tuple[Duty, ...]:
        return tuple(duty for duty in self.duties if party_id in duty.clause.responsible)

    @functools.cached_property
    def party_ids(self) -> tuple[str, ...]:
        """The ids of all who answer for something, in the order in which the plan first names them."""
        return tuple(dict.fromkeys(party_id for duty in self.duties for party_id in duty.clause.responsible))

    def companions_of(self, party_id: str) -> dict[str, tuple[Item, ...]]:
        """Return who else answers for clauses of the same items: for each id, the items that they share."""
        shared: dict[str, list[Item]] = {other: [] for other in self.party_ids if other != party_id}
        for item in self.items:
            in_item = {responsible for clause in item.clauses for responsible in clause.responsible}
            if party_id in in_item:
                for other in in_item & shared.keys():
                    shared[other].append(item)
        return {other: tuple(items) for other, items in shared.items() if items}

    def duties_in(self, section: Section) -> tuple[Duty, ...]:
        return tuple(duty for duty in self.duties if duty.section is section)


class Duty(NamedTuple):
    """A clause where it stands."""

    plan: Plan
    section: Section
    item: Item
    clause: Clause

    @property
    def address(self) -> str:
        """The clause's permanent address, from the root of the site."""
        return f"{self.plan.section_address(self.section)}#{self.clause.anchor}"


@dataclass(frozen=True, kw_only=True)
class Party(Model):
    """One who answers for clauses."""

    id: Id
    name: Text

    @property
    def address(self) -> str:
        return f"people/{self.id}/"

    def has_original_beside(self, language: str) -> bool:
        """Return whether the name in the original stands beside its translation where a page first mentions it."""
        return False


class Person(Party):
    """A person: a name spelt in another script is unambiguous only in the original."""

    def has_original_beside(self, language: str) -> bool:
        return language != ORIGINAL and self.name.has(language)


class Role(Party):
    """A collective role, such as the secretaries of all branches."""


class Body(Party):
    """A body, such as a department or a unit."""


@dataclass(frozen=True, kw_only=True)
class People(Model):
    """The file of the parties."""

    persons: tuple[Person, ...] = ()
    roles: tuple[Role, ...] = ()
    bodies: tuple[Body, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Source(Model):
    """Where a fact can be looked up: a document, and its address where it may be linked."""

    title: Text
    date: datetime.date | None = None
    address: WebAddress | None = None


@dataclass(frozen=True, kw_only=True)
class Kind(Model):
    """A kind of Party branch, and the roles that every branch of the kind fills."""

    id: Id
    name: Text
    roles: tuple[Reference, ...]
    source: Source

    @property
    def address(self) -> str:
        return f"branches/{self.id}/"


@dataclass(frozen=True, kw_only=True)
class Branch(Model):
    """A Party branch. `roles` are those that it fills in addition to its kind's."""

    id: Id
    name: Text
    kind: Reference
    society: Text | None = None
    secretary: Text | None = None
    roles: tuple[Reference, ...] = ()
    source: Source

    @property
    def address(self) -> str:
        return f"branches/{self.id}/"


@dataclass(frozen=True, kw_only=True)
class Branches(Model):
    """The file of the branches."""

    kinds: tuple[Kind, ...]
    branches: tuple[Branch, ...] = ()

    @property
    def entries(self) -> tuple[Kind | Branch, ...]:
        """Every kind and branch: their pages stand in one folder."""
        return (*self.kinds, *self.branches)


@dataclass(frozen=True, kw_only=True)
class Contextual(Model):
    """A form of a term in place of its rendering, and the context that asks for it."""

    form: Translations
    reason: Text


@dataclass(frozen=True, kw_only=True)
class Term(Model):
    """A set phrase. `rendering` says whose the translation is; `own` is this site's.

    `variants` are forms of the term or of its one rendering. Of other renderings, texts use those `in_context`, and
    none of those found `elsewhere`.
    """

    id: Id
    term: Text
    full: Translations = dataclasses.field(default_factory=Translations)
    variants: Variants = dataclasses.field(default_factory=Variants)
    in_context: tuple[Contextual, ...] = ()
    elsewhere: Variants = dataclasses.field(default_factory=Variants)
    meaning: Text
    note: Text | None = None
    rendering: Literal["official", "secondary", "own"] = "own"
    sources: tuple[Source, ...] = ()

    @property
    def address(self) -> str:
        return f"glossary/#{self.id}"

    def renderings(self, language: str) -> list[str]:
        """Return the forms of the term that stand in texts of a language: the term itself, then the others."""
        in_context = (other.form.get(language) for other in self.in_context if other.form)
        forms = (self.term.get(language), *self.variants.get(language, ()), *in_context)
        return [form for form in forms if form]

    def elsewhere_in(self, language: str) -> tuple[Scalar, ...]:
        return self.elsewhere.get(language, ())

    def forms(self, language: str) -> list[str]:
        """Return every form of the term in a language: those of texts, spelled out, and elsewhere."""
        full = self.full.get(language)
        return [*self.renderings(language), *([full] if full else []), *self.elsewhere_in(language)]

    def stands_in(self, text: Text) -> bool:
        return any(form in text[ORIGINAL] for form in self.forms(ORIGINAL))


@dataclass(frozen=True, kw_only=True)
class Glossary(Model):
    """The file of the terms."""

    terms: tuple[Term, ...]


@dataclass(frozen=True, kw_only=True)
class About(Model):
    """The file about the site itself: its name, what it is, and who issues the plans.

    `languages` are those that it has: every language of the project where none is named. `parties` is what it calls
    those who answer, and `readers` are those whom it is made for.
    """

    name: Text
    description: Text
    issuer: Text
    languages: tuple[LanguageCode, ...] = ()
    parties: Text | None = None
    readers: Text | None = None


#: The lists that a file may not leave empty: their content would silently disappear from the pages.
NEVER_EMPTY = frozenset(
    {
        (About, "languages"),
        (Plan, "sections"),
        (Section, "items"),
        (Item, "clauses"),
        (Clause, "responsible"),
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
    plans: tuple[Plan, ...]
    texts: tuple[Text, ...]
    written: tuple[tuple[str, Scalar], ...]

    @property
    def parties(self) -> tuple[Party, ...]:
        return (*self.people.persons, *self.people.roles, *self.people.bodies)

    @property
    def duties(self) -> Iterator[Duty]:
        for plan in self.plans:
            yield from plan.duties
