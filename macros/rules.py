"""What must hold across the files: one small generator a rule, and its docstring is the rule.

A rule meets the files as they were read: None stands where a file or a value was unusable, which has been told
already. A rule that compares with such a file says nothing, so that one mistake gives one message.
"""

from __future__ import annotations

import difflib
from collections.abc import Container, Iterable, Iterator

from macros.located import Place, Problem
from macros.model import Files, Id

#: Whose a rendering is, as the glossary page explains it.
RENDERINGS = ("official", "secondary", "own")


def problems(files: Files) -> Iterator[Problem]:
    """Run every rule and give all that is wrong."""
    yield from ids_are_given_once(files.parties)
    if files.branches:
        yield from ids_are_given_once((*files.branches.kinds, *files.branches.branches))
        yield from branches_are_of_a_known_kind(files)
    if files.people and files.branches:
        yield from branches_fill_known_roles(files)
    if files.people:
        yield from clauses_name_known_parties(files)
    if files.glossary:
        yield from ids_are_given_once(files.glossary.terms)
        yield from renderings_say_whose_they_are(files)
    yield from numbers_follow_each_other(files)


def ids_are_given_once(entries: Iterable) -> Iterator[Problem]:
    """No two entries that share an address have the same id."""
    first: dict[str, Place] = {}
    for entry in entries:
        if entry.id in first:
            yield Problem(entry.id.place, "duplicate_id", {"id": entry.id, "first": first[entry.id]})
        elif entry.id:
            first[entry.id] = entry.id.place


def clauses_name_known_parties(files: Files) -> Iterator[Problem]:
    """Every id under `responsible` is that of a person or a role, and stands there once."""
    known = {party.id for party in files.parties}
    for plan in files.plans:
        for duty in plan.duties:
            yield from _unknown(duty.clause.responsible, known, "unknown_party")
            yield from _repeated(duty.clause.responsible)


def branches_fill_known_roles(files: Files) -> Iterator[Problem]:
    """Every id under `roles` is that of a role, not of a person."""
    roles = {role.id for role in files.people.roles}
    for entry in (*files.branches.kinds, *files.branches.branches):
        yield from _unknown(entry.roles, roles, "unknown_role")


def branches_are_of_a_known_kind(files: Files) -> Iterator[Problem]:
    """The `kind` of every branch is one of the kinds."""
    known = {kind.id for kind in files.branches.kinds}
    for branch in files.branches.branches:
        yield from _unknown([branch.kind] if branch.kind else [], known, "unknown_kind")


def numbers_follow_each_other(files: Files) -> Iterator[Problem]:
    """Sections count from 1, items are numbered through the whole plan, and clauses count within their item."""
    for plan in files.plans:
        item_number = 0
        for section_number, section in enumerate(plan.sections, start=1):
            yield from _unexpected(section, str(section_number))
            for item in section.items:
                item_number += 1
                yield from _unexpected(item, str(item_number))
                for position, clause in enumerate(item.clauses, start=1):
                    yield from _unexpected(clause, f"{item_number}.{position}")


def renderings_say_whose_they_are(files: Files) -> Iterator[Problem]:
    """`rendering` is one of the words that the glossary page explains."""
    for term in files.glossary.terms:
        if term.rendering and term.rendering not in RENDERINGS:
            details = {"value": term.rendering, "known": list(RENDERINGS)}
            yield Problem(term.rendering.place, "unknown_rendering", details)


def nearest(name: str, known: Iterable[str]) -> str:
    """Give the known name that looks most like this one, or nothing where none does."""
    return next(iter(difflib.get_close_matches(name, list(known), n=1)), "")


def _unknown(ids: Iterable[Id], known: Container[str], rule: str) -> Iterator[Problem]:
    for identifier in ids:
        if identifier not in known:
            details = {"id": identifier, "nearest": nearest(identifier, known), "known": sorted(known)}
            yield Problem(identifier.place, rule, details)


def _repeated(ids: tuple[Id, ...]) -> Iterator[Problem]:
    for position, identifier in enumerate(ids):
        if identifier in ids[:position]:
            yield Problem(identifier.place, "named_twice", {"id": identifier})


def _unexpected(entry, expected: str) -> Iterator[Problem]:
    if entry.number and str(entry.number) != expected:
        yield Problem(entry.place, "out_of_order", {"number": entry.number, "expected": expected})
