"""The models: what a plan, a party, a branch and a term are, as they are read from YAML.

The fields of the models that are read from YAML are the keys of the files. `place` is where a value stands;
it is filled in by the reader and is no key.
"""

from __future__ import annotations

import dataclasses
import datetime
import functools
import re
import types
import typing
from collections.abc import Iterator
from pathlib import PurePath
from typing import Literal, NamedTuple

from macros.i18n.problem import Place
from macros.i18n.words import ORIGINAL
from macros.plan.yaml_source import Scalar


class Id(str):
    """A permanent name in ASCII kebab-case, part of a page's address."""

    PATTERN = "[a-z0-9]+(-[a-z0-9]+)*"

    @property
    def is_well_formed(self) -> bool:
        return re.fullmatch(self.PATTERN, self) is not None


class Reference(str):
    """The id of an entry of another list; `place` is where it is referred to."""

    place: Place


class ClauseNumber(str):
    """The number of a clause: its item's, and its place in it: 5.2."""


class WebAddress(str):
    """The address of a public page."""


class Entry(NamedTuple):
    """A line of the record of translations: fingerprints of an original, and of the translation made for it.

    It has no place where it was taken from data, and not from the record.
    """

    original: str
    translation: str
    place: Place | None = None


#: What is known of texts by name and language; where two records were merged, one may have two entries.
Record = dict[tuple[str, str], list[Entry]]


class Text(dict[str, Scalar]):
    """One text in several languages, by language code; the original is always there.

    `outdated` are the languages in which it is a translation of another original, each with the entry that tells so.
    """

    place: Place
    outdated: typing.Mapping[str, Entry] = types.MappingProxyType({})

    def in_(self, language: str) -> str:
        """Return the text in a language, or the original where there is no translation."""
        return str(self.get(language) or self[ORIGINAL])

    def has(self, language: str) -> bool:
        return bool(self.get(language))

    def shown_in(self, language: str) -> Shown:
        """Return what readers of a language are shown, on a screen and on paper: no doubtful text without a notice."""
        if not self.has(language):
            return Shown(self[ORIGINAL], ORIGINAL, "untranslated")
        return Shown(self[language], language, "outdated" if language in self.outdated else "")


class Shown(NamedTuple):
    """A text as it is shown: the language that it is in, and the key of the notice to it; nothing where it is right."""

    text: Scalar
    language: str
    notice: str


class Translations(dict[str, Scalar]):
    """A text that may be absent in any language, by language code."""


class Variants(dict[str, tuple[Scalar, ...]]):
    """Further forms of a term, by language code."""


class Partial(tuple):
    """A list of which something could not be read; that has been told, and what it lacks is not known."""


_model = dataclasses.dataclass(frozen=True, kw_only=True)


@_model
class Notice:
    """The notice that issues a plan."""

    masthead: Text
    number: Text
    title: Text
    addressees: Text
    body: Text
    signature: Text
    date: datetime.date
    place: Place


@_model
class Clause:
    """One task and the ids of the parties that answer for it, in the issued order."""

    number: ClauseNumber
    text: Text
    responsible: tuple[Reference, ...]
    place: Place

    @property
    def anchor(self) -> str:
        return "clause-" + self.number.replace(".", "-")


@_model
class Item:
    """A numbered item (1., 2. …). Its lead is the opening that belongs to no one clause and names nobody."""

    number: int
    title: Text
    lead: Text | None = None
    clauses: tuple[Clause, ...]
    place: Place

    @property
    def anchor(self) -> str:
        return f"item-{self.number}"


@_model
class Section:
    """A section (一、二、三)."""

    number: int
    title: Text
    items: tuple[Item, ...]
    place: Place


@_model
class Plan:
    """The plan of one year, which is the name of its file. `responsible` is the label before the names."""

    notice: Notice
    title: Text
    short_title: Text
    responsible: Text
    requirements: Text
    sections: tuple[Section, ...]
    place: Place

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
        """Return the ids of all who answer for something, in the order in which the plan first names them."""
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


@_model
class Party:
    """One who answers for clauses."""

    id: Id
    name: Text
    place: Place

    @property
    def address(self) -> str:
        return f"people/{self.id}/"

    def has_original_beside(self, language: str) -> bool:
        """Return whether the name in the original stands beside its translation where a page first mentions it."""
        return False


class Person(Party):
    """A person: a name that is spelt in another script can be told apart by the original only."""

    def has_original_beside(self, language: str) -> bool:
        return language != ORIGINAL and self.name.has(language)


class Role(Party):
    """A collective role, such as the secretaries of all branches."""


@_model
class People:
    """The file of the parties."""

    persons: tuple[Person, ...]
    roles: tuple[Role, ...] = ()
    place: Place


@_model
class Source:
    """Where a fact can be looked up: a document, and its address where it may be linked."""

    title: Text
    date: datetime.date | None = None
    address: WebAddress | None = None
    place: Place


@_model
class Kind:
    """A kind of Party branch, and the roles that every branch of the kind fills."""

    id: Id
    name: Text
    roles: tuple[Reference, ...]
    source: Source
    place: Place

    @property
    def address(self) -> str:
        return f"branches/{self.id}/"


@_model
class Branch:
    """A Party branch. `roles` are those that it fills besides the ones of its kind."""

    id: Id
    name: Text
    kind: Reference
    society: Text | None = None
    secretary: Text | None = None
    roles: tuple[Reference, ...] = ()
    source: Source
    place: Place

    @property
    def address(self) -> str:
        return f"branches/{self.id}/"


@_model
class Branches:
    """The file of the branches."""

    kinds: tuple[Kind, ...]
    branches: tuple[Branch, ...] = ()
    place: Place


@_model
class Term:
    """A set phrase. `rendering` says whose the translation is; `own` is this site's."""

    id: Id
    term: Text
    full: Translations | None = None
    variants: Variants | None = None
    meaning: Text
    note: Text | None = None
    rendering: Literal["official", "secondary", "own"]
    sources: tuple[Source, ...] = ()
    place: Place

    @property
    def address(self) -> str:
        return f"glossary/#{self.id}"

    def forms(self, language: str) -> list[str]:
        """Return every form of the term in a language: the short one first, then its variants, then the full one."""
        own = [texts[language] for texts in (self.term, self.full or {}) if texts.get(language)]
        return [*own[:1], *(self.variants or {}).get(language, ()), *own[1:]]

    def stands_in(self, text: Text) -> bool:
        return any(form in text[ORIGINAL] for form in self.forms(ORIGINAL))


@_model
class Glossary:
    """The file of the terms."""

    terms: tuple[Term, ...]
    place: Place


@_model
class About:
    """The file about the site itself: its name, what it is, and who issues the plans."""

    name: Text
    description: Text
    issuer: Text
    place: Place


#: The lists that a file may not leave empty: what is in them would be lost from the pages without a word.
NEVER_EMPTY = frozenset(
    {(Plan, "sections"), (Section, "items"), (Item, "clauses"), (Clause, "responsible"), (Kind, "roles")}
)


@_model
class Files:
    """The files of a data folder as they were read, before they are checked; None where one could not be read.

    `texts` are all texts of all files; `written` is every piece of them with its language, and further ones.
    """

    about: About | None
    people: People | None
    branches: Branches | None
    glossary: Glossary | None
    plans: tuple[Plan, ...]
    texts: tuple[Text, ...]
    written: tuple[tuple[str, Scalar], ...]

    @property
    def parties(self) -> tuple[Party, ...]:
        return (*self.people.persons, *self.people.roles) if self.people else ()

    @property
    def duties(self) -> Iterator[Duty]:
        for plan in self.plans:
            yield from plan.duties
