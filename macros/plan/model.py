"""The models: what a party, a branch and a term are, as they are read from YAML; the plan is in work_plan.py.

A model is read-only. Until the check has passed, a required field whose
value could not be read is None, and a list that lost an entry is Partial; a checked Site has neither.
"""

from __future__ import annotations

import dataclasses
import datetime
import functools
import re
from dataclasses import dataclass
from typing import Any, Literal

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


#: The marks that people put between the entries of a list, in YAML and elsewhere.
BETWEEN_ENTRIES = ",;/\uff0c\uff1b\u3001"


class Reference(Id):
    """The id of an entry of another list; its source location is that of the reference."""


class WebAddress(str):
    """The address of a public page."""


#: In the metadata of a field that is no key in YAML, but made from others.
DERIVED = "derived"


class LanguageCode(Scalar):
    """The code of a language that the project can build, as in mkdocs.<code>.yml."""


class Partial(tuple[Any, ...]):
    """A list of which an entry could not be read, which has been reported."""


def is_partial(*lists: tuple[Any, ...]) -> bool:
    """Return whether an entry of one of some lists could not be read."""
    return any(isinstance(entries, Partial) for entries in lists)


@dataclass(frozen=True, kw_only=True)
class Model:
    """What is read from a mapping in YAML: its fields are the mapping's keys, besides its source location."""

    place: Place

    @classmethod
    @functools.cache
    def field_names(cls) -> tuple[str, ...]:
        """Return the names of the fields that are keys in YAML."""
        fields = dataclasses.fields(cls)
        return tuple(field.name for field in fields if field.name != "place" and DERIVED not in field.metadata)


@dataclass(frozen=True, kw_only=True)
class Party(Model):
    """One who answers for clauses. `variants` are other forms of the name that a plan prints."""

    id: Id
    name: Text
    variants: Variants = dataclasses.field(default_factory=Variants)

    @property
    def address(self) -> str:
        return f"people/{self.id}/"

    def forms(self, language: str) -> tuple[str, ...]:
        """Return the name in a language and its variants."""
        return (self.name.in_(language), *map(str, self.variants.get(language, ())))

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
class Phrase(Model):
    """What a plan says, and what readers say for it, in each language."""

    says: Translations
    also: Variants


@dataclass(frozen=True, kw_only=True)
class Search(Model):
    """The file of what the search knows besides what the site shows."""

    phrases: tuple[Phrase, ...]


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
