"""The rules across files: one small generator for each, whose docstring is the rule.

A rule is given the files as they were read: a value that could not be read is None, and has been reported. A rule that
compares with a list that is Partial reports nothing, so that one mistake has one message.
"""

from __future__ import annotations

import difflib
import itertools
import re
from collections.abc import Iterable, Iterator
from typing import Protocol

from macros.i18n.problem import Place, Problem
from macros.i18n.words import ORIGINAL
from macros.plan import plan_rules, text_rules
from macros.plan.files import Files
from macros.plan.glossary_rules import translations_use_the_glossary, variants_are_forms_of_the_rendering
from macros.plan.model import BETWEEN_ENTRIES, Id, Reference, Term, is_partial
from macros.plan.text import Text


def problems(files: Files) -> Iterator[Problem]:
    """Run every rule that needs no more than the files, and yield all problems."""
    yield from the_original_is_among_the_languages(files)
    yield from ids_are_given_once(files.parties)
    yield from forms_of_names_are_of_one_party(files)
    yield from ids_are_given_once(files.branches.entries)
    yield from branches_are_of_a_known_kind(files)
    yield from branches_have_a_source_that_can_be_found(files)
    yield from branches_fill_known_roles(files)
    yield from clauses_name_known_parties(files)
    yield from ids_are_given_once(files.glossary.terms)
    yield from variants_are_forms_of_the_rendering(files)
    yield from plans_have_distinct_titles(files)
    yield from plan_rules.problems(files)
    yield from text_rules.problems(files)


#: The notices that something in the data is not used.
UNUSED = frozenset({"unused_party", "unused_role"})


def notices(files: Files) -> Iterator[Problem]:
    """Yield what is reported and does not stop the build: the data is right, and perhaps not yet complete."""
    yield from parties_are_named_somewhere(files)
    yield from persons_have_names_of_their_own(files)
    yield from translations_use_the_glossary(files)


class _Entry(Protocol):
    """An entry of a list that can be referred to."""

    @property
    def id(self) -> Id: ...

    @property
    def name(self) -> Text: ...


def the_original_is_among_the_languages(files: Files) -> Iterator[Problem]:
    """A site that names its languages names the original, which pages in others fall back to."""
    languages = files.about.languages
    if languages and not is_partial(languages) and ORIGINAL not in languages:
        yield Problem(languages[0].place, "no_original", {"language": ORIGINAL})


def ids_are_given_once(entries: Iterable[_Entry | Term]) -> Iterator[Problem]:
    """No two entries that share an address have the same id."""
    first: dict[str, Place] = {}
    for entry in entries:
        if entry.id in first:
            yield Problem(entry.id.place, "duplicate_id", {"id": entry.id, "first": first[entry.id]})
        elif entry.id:
            first[entry.id] = entry.id.place


def forms_of_names_are_of_one_party(files: Files) -> Iterator[Problem]:
    """No variant of a party's name is the name or a variant of another party."""
    parties = [party for party in files.parties if party.id and party.name]
    first: dict[tuple[str, str], Id] = {}
    for party in parties:
        for language, name in party.name.items():
            first.setdefault((language, name), party.id)
    for party in parties:
        for language, variants in party.variants.items():
            for form in variants:
                if first.setdefault((language, form), party.id) != party.id:
                    details = {"form": form, "id": party.id, "first": first[language, form]}
                    yield Problem(form.place, "same_form", details)


def clauses_name_known_parties(files: Files) -> Iterator[Problem]:
    """Every id under `lead`, `responsible` and `support` is that of a party, and stands there once."""
    for named in files.references:
        yield from _repeated(named)
    if _can_be_looked_up(files.people.persons, files.people.roles, files.people.bodies):
        references = itertools.chain.from_iterable(files.references)
        yield from _unknown(references, files.parties, "unknown_party")


def branches_fill_known_roles(files: Files) -> Iterator[Problem]:
    """Every id under `roles` is that of a role, not of a person or a body."""
    if _can_be_looked_up(files.people.persons, files.people.roles):
        references = [reference for entry in files.branches.entries for reference in entry.roles]
        others = {party.id: party.id for party in (*files.people.persons, *files.people.bodies)}
        misplaced = sorted({others[each] for each in references if each in others}, key=lambda each: each.place)
        if misplaced and not files.people.roles:
            yield Problem(misplaced[0].place, "no_role", {"ids": [str(each) for each in misplaced]})
        else:
            yield from _unknown(references, files.people.roles, "unknown_role")


def parties_are_named_somewhere(files: Files) -> Iterator[Problem]:
    """A party answers for some clause, and so does every role that a branch fills; reported as a notice."""
    named = {identifier for duty in files.duties for identifier in duty.clause.party_ids}
    filled = {role: role.place for entry in files.branches.entries for role in entry.roles}
    roles = {role.id for role in files.people.roles}
    for party in files.parties:
        if party.id and party.id not in named and party.id not in filled:
            yield Problem(party.id.place, "unused_party", {"id": party.id})
    for role, place in filled.items():
        if role in roles and role not in named:
            yield Problem(place, "unused_role", {"id": role})


def persons_have_names_of_their_own(files: Files) -> Iterator[Problem]:
    """No two persons or bodies have the same name, so that pages show their ids; reported as a notice."""
    first: dict[str, Id] = {}
    for party in (*files.people.persons, *files.people.bodies):
        name = party.name[ORIGINAL]
        if name in first:
            yield Problem(name.place, "same_name", {"name": name, "id": party.id, "first": first[name]})
        first.setdefault(name, party.id)


def branches_are_of_a_known_kind(files: Files) -> Iterator[Problem]:
    """The `kind` of every branch is one of the kinds."""
    if _can_be_looked_up(files.branches.kinds):
        references = (branch.kind for branch in files.branches.branches if branch.kind)
        yield from _unknown(references, files.branches.kinds, "unknown_kind")


def branches_have_a_source_that_can_be_found(files: Files) -> Iterator[Problem]:
    """The source of a branch is a public address, or a document with its number."""
    for entry in files.branches.entries:
        source = entry.source
        if source and source.title and not source.address and not _DOCUMENT_NUMBER.search(source.title[ORIGINAL]):
            yield Problem(source.place, "source_not_found", {"example": "〔2021〕1\u53f7"})


# A year in 〔〕, a number, and the character for it.
_DOCUMENT_NUMBER = re.compile(r"〔[0-9]{4}〕[0-9]+\u53f7")


def plans_have_distinct_titles(files: Files) -> Iterator[Problem]:
    """No two plans have the same short title, by which pages, navigation and search name them."""
    first: dict[str, Place] = {}
    for plan in reversed(files.plans):
        if plan.short_title:
            title = plan.short_title[ORIGINAL]
            if title in first:
                yield Problem(title.place, "same_short_title", {"title": title, "first": first[title]})
            first.setdefault(title, title.place)


def terms_occur_somewhere(files: Files) -> Iterator[Problem]:
    """A term stands in some plan, as it is written in the glossary or in one of its variants.

    Where a plan has a mistake, that may be why: run this on plans that are right.
    """
    paths = {plan.place.path for plan in files.plans}
    texts = [text for text in files.texts if text.place.path in paths]
    for term in files.glossary.terms:
        if term.term and not any(term.stands_in(text) for text in texts):
            yield Problem(term.term[ORIGINAL].place, "term_nowhere", {"term": term.term[ORIGINAL]})


# Comparing names takes time for each pair, and with thousands of mistakes hints help nobody.
_MOST_HINTS, _MOST_LOOKED_AT = 100, 5000


def nearest(name: str, known: Iterable[str]) -> str:
    """Return the known name that looks most like this one, or nothing where none does."""
    looked_at = list(itertools.islice(known, _MOST_LOOKED_AT))
    return next(iter(difflib.get_close_matches(name[:100], looked_at, n=1)), "")


def _can_be_looked_up(*lists: tuple[_Entry, ...]) -> bool:
    """Return whether the ids of some lists are all there: not where one could not be read, or two entries share one."""
    ids = [entry.id for entries in lists for entry in entries]
    return not is_partial(*lists) and len(set(ids)) == len(ids)


def _unknown(references: Iterable[Reference], entries: Iterable[_Entry], rule: str) -> Iterator[Problem]:
    """Report each reference to no entry, with the id of the entry whose id or name is nearest.

    Where the nearest id is malformed, that is the mistake, and has been reported.
    """
    ids: dict[str, Id] = {entry.id: entry.id for entry in entries}
    ids_by_name: dict[str, Id] = {name: entry.id for entry in entries if entry.name for name in entry.name.values()}
    ids_by_name |= ids
    known = sorted(ids)
    for count, reference in enumerate(reference for reference in references if reference not in ids):
        several = re.split(rf"[\s{BETWEEN_ENTRIES}]+", reference)
        if len(several) > 1 and all(each in ids for each in several):
            yield Problem(reference.place, "several_ids", {"id": reference, "right": ", ".join(several)})
            continue
        near = ids_by_name.get(nearest(reference, ids_by_name)) if count < _MOST_HINTS else None
        if near is None or near.is_well_formed:
            yield Problem(reference.place, rule, {"id": reference, "nearest": near or "", "known": known})


def _repeated(references: tuple[Reference, ...]) -> Iterator[Problem]:
    for position, reference in enumerate(references):
        if reference in references[:position]:
            yield Problem(reference.place, "named_twice", {"id": reference})
