"""The checked, read-only Site: everything that pages, search and PDFs are made of, and queries on it."""

from __future__ import annotations

import dataclasses
import functools
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import NamedTuple

from macros.i18n.problem import Problem
from macros.i18n.words import ORIGINAL, TRANSLATION
from macros.plan.files import Files
from macros.plan.model import About, Body, Branch, Kind, Party, Person, Role, Term
from macros.plan.text import Lock, Text
from macros.plan.work_plan import Duty, Plan, Section


class Occurrence(NamedTuple):
    """A passage of a plan: its address from the root of the site, its kind and its number where it has one."""

    address: str
    kind: str
    number: str
    plan: Plan


@dataclasses.dataclass(frozen=True)
class Site:
    """All data, checked, linked and read-only. Plans come newest first; all else in the order of the files.

    `languages` are those that it has, the original first. `notices` are what the check reports as no error, besides
    outdated translations; `compared` are the years whose Chinese was compared with the issued text, with the number of
    characters; `lock` is the translation lock.
    """

    files: Files
    languages: tuple[str, ...]
    notices: tuple[Problem, ...] = ()
    compared: Mapping[str, int] = dataclasses.field(default_factory=dict)
    lock: Lock = dataclasses.field(default_factory=dict)

    @property
    def has_bilingual_pages(self) -> bool:
        """Whether it has the language that stands beside the original on bilingual pages."""
        return TRANSLATION in self.languages

    @property
    def texts(self) -> tuple[Text, ...]:
        return self.files.texts

    @property
    def outdated(self) -> Iterator[Problem]:
        """Every translation whose original has changed since it was made, as a problem."""
        for text in self.texts:
            for language, entry in text.outdated.items():
                place = text[language].place
                rule = "outdated" if entry.place else "outdated_since"
                yield Problem(place, rule, {"language": language, "entry": str(entry.place), "at": str(place)})

    @property
    def about(self) -> About:
        return self.files.about

    @property
    def plans(self) -> tuple[Plan, ...]:
        return self.files.plans

    @property
    def terms(self) -> tuple[Term, ...]:
        return self.files.glossary.terms

    @functools.cached_property
    def parties(self) -> Mapping[str, Party]:
        return MappingProxyType({party.id: party for party in self.files.parties})

    @functools.cached_property
    def kinds(self) -> Mapping[str, Kind]:
        return MappingProxyType({kind.id: kind for kind in self.files.branches.kinds})

    @functools.cached_property
    def branches(self) -> Mapping[str, Branch]:
        return MappingProxyType({branch.id: branch for branch in self.files.branches.branches})

    @functools.cached_property
    def namesakes(self) -> frozenset[str]:
        """The ids of the persons and bodies that share their name with another one, and are told apart by them."""
        parties = (*self.persons, *self.bodies)
        names = Counter(str(party.name[ORIGINAL]) for party in parties)
        return frozenset(party.id for party in parties if names[str(party.name[ORIGINAL])] > 1)

    @functools.cached_property
    def newest(self) -> Plan:
        """The newest plan that is no draft, if there is one."""
        return next((plan for plan in self.plans if not plan.draft), self.plans[0])

    @property
    def earlier(self) -> tuple[Plan, ...]:
        """The plans before the newest."""
        return tuple(plan for plan in self.plans if plan is not self.newest and not plan.draft)

    @property
    def drafts(self) -> tuple[Plan, ...]:
        """The drafts besides the newest plan."""
        return tuple(plan for plan in self.plans if plan is not self.newest and plan.draft)

    @property
    def persons(self) -> tuple[Person, ...]:
        return self.files.people.persons

    @property
    def roles(self) -> tuple[Role, ...]:
        return self.files.people.roles

    @property
    def bodies(self) -> tuple[Body, ...]:
        return self.files.people.bodies

    @property
    def party_groups(self) -> Mapping[str, tuple[Party, ...]]:
        """The parties of each kind that there are, by the kind's word in the locales."""
        groups: dict[str, tuple[Party, ...]] = {"persons": self.persons, "roles": self.roles, "bodies": self.bodies}
        return {name: parties for name, parties in groups.items() if parties}

    @property
    def branches_by_kind(self) -> list[tuple[Kind, list[Branch]]]:
        """Every kind with its branches, in the order of the file."""
        return [
            (kind, [branch for branch in self.branches.values() if branch.kind == kind.id])
            for kind in self.kinds.values()
        ]

    def duties_of(self, party_ids: frozenset[str]) -> tuple[Duty, ...]:
        """Every clause for which at least one of the parties answers, newest plan first, in the issued order."""
        return self._duties_by_parties(party_ids)

    @functools.cached_property
    def _duties_by_parties(self) -> Callable[[frozenset[str]], tuple[Duty, ...]]:
        # Thousands of branches share a handful of sets of roles.
        return functools.cache(
            lambda party_ids: tuple(
                duty for plan in self.plans for duty in plan.duties if party_ids.intersection(duty.clause.party_ids)
            )
        )

    def roles_of(self, branch: Branch | Kind) -> frozenset[str]:
        """Return the roles that a branch fills: those of its kind, and its own."""
        own = frozenset(branch.roles)
        return own | frozenset(self.kinds[branch.kind].roles) if isinstance(branch, Branch) else own

    @property
    def passages(self) -> Iterator[Text]:
        """Every text of the plans in which a term may stand."""
        for plan in self.plans:
            for _, texts in _passages(plan):
                yield from texts
            yield from plan.closing

    @functools.cached_property
    def occurrences(self) -> Mapping[str, tuple[Occurrence, ...]]:
        """For each term's id, the passages in which it stands, newest plan first."""
        passages = [passage for plan in self.plans for passage in _passages(plan)]
        return MappingProxyType(
            {
                term.id: tuple(place for place, texts in passages if any(term.stands_in(text) for text in texts))
                for term in self.terms
            }
        )


def _passages(plan: Plan) -> Iterator[tuple[Occurrence, tuple[Text, ...]]]:
    """Yield the passages of a plan in which a term may stand, each with its texts, in the issued order."""
    notice = plan.notice
    own = (notice.masthead, notice.title, notice.addressees, *notice.body, *notice.remarks, plan.title)
    texts = tuple(text for text in own if text)
    yield Occurrence(f"{plan.address}#notice", "notice", "", plan), texts
    if plan.requirements:
        yield Occurrence(f"{plan.address}#requirements", "requirements", "", plan), plan.requirements
    for part in plan.parts:
        yield from _passages_of(part, plan)
        for subsection in part.sections:
            yield from _passages_of(subsection, plan)


def _passages_of(section: Section, plan: Plan) -> Iterator[tuple[Occurrence, tuple[Text, ...]]]:
    texts = (*([section.title] if section.title else []), *section.lead, *section.closing)
    if texts:
        yield Occurrence(section.address, "section", str(section.number or ""), plan), texts
    for item in section.items:
        opening = (*([item.title] if item.title else []), *item.lead, *item.closing)
        if opening:
            yield Occurrence(f"{section.address}#{item.anchor}", "item", item.label, plan), opening
        for clause in item.clauses:
            yield Occurrence(f"{section.address}#{clause.anchor}", "clause", str(clause.number), plan), (clause.text,)


def untranslated(texts: Iterable[Text], language: str) -> int:
    """Count the texts that have no translation into a language."""
    return sum(not text.has(language) for text in texts)


def outdated(texts: Iterable[Text], language: str) -> int:
    """Count the texts whose translation into a language was made for another original."""
    return sum(language in text.outdated for text in texts)
