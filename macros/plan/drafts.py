"""Plans that are marked as drafts: their mistakes are notices, and what is complete of them is shown."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path
from typing import Any

from macros.i18n.problem import Place, Problem
from macros.i18n.report import by_language
from macros.plan import yaml_source
from macros.plan.files import Files
from macros.plan.model import Model, Reference
from macros.plan.numbering import numbered
from macros.plan.reader import keys
from macros.plan.text import Paragraphs
from macros.plan.work_plan import Plan

_DOUBT = re.compile(r"\s*# \? (.*)")
_MARK = re.compile(rb"^draft: *true *\r?$", re.MULTILINE)


def is_draft(path: Path) -> bool:
    """Return whether a plan's file says that it is a draft, even where it cannot be read as YAML."""
    try:
        return _MARK.search(path.read_bytes()) is not None
    except OSError:
        return False


def doubts(path: Path, printed_path: str) -> Iterator[Problem]:
    """Yield each doubt that a plan's file notes in a comment of its own line: # ? and what is to be looked at."""
    for number, line in enumerate(yaml_source.plain_text(path, printed_path).splitlines(), start=1):
        if found := _DOUBT.fullmatch(line):
            yield Problem(Place(printed_path, number), "doubt", {"text": by_language(found[1])})


def split(problems: Iterable[Problem], paths: Collection[str]) -> tuple[list[Problem], list[Problem]]:
    """Return the problems that stop a build, and those in drafts, whose paths are given."""
    every = list(problems)
    return (
        [problem for problem in every if problem.place.path not in paths],
        [problem for problem in every if problem.place.path in paths],
    )


def completed(files: Files, paths: Collection[str], is_shown: bool) -> Files:
    """Return the files with what is complete of each draft, or without the drafts."""
    known = {party.id for party in files.parties}
    drafts = {plan.place.path: _pruned(plan, known) for plan in files.plans if plan.place.path in paths}
    plans = tuple(drafts.get(plan.place.path, plan) for plan in files.plans)
    gone = {path for path, plan in drafts.items() if not (plan and is_shown)}
    return dataclasses.replace(
        files,
        plans=tuple(plan for plan in plans if plan and plan.place.path not in gone),
        texts=tuple(text for text in files.texts if text.place.path not in gone),
    )


def _pruned(plan: Plan, known: Collection[str]) -> Plan | None:
    """Return a plan without its incomplete entries, and None where too little is left to show."""
    complete: Plan | None = _complete(plan, known)
    return numbered(dataclasses.replace(complete, draft=True)) if complete and complete.parts else None


def _complete(value: Any, known: Collection[str]) -> Any:
    """Return a value without what is incomplete in it; None where it cannot do without."""
    if isinstance(value, Paragraphs):
        return value
    if isinstance(value, tuple):
        return tuple(part for entry in value if (part := _complete(entry, known)) is not None)
    if isinstance(value, Reference):
        return value if value in known else None
    if not isinstance(value, Model):
        return value
    kinds, required = keys(type(value))
    parts = {name: _complete(getattr(value, name), known) for name in kinds}
    is_whole = all(parts[name] not in (None, ()) for name in required)
    return dataclasses.replace(value, **parts) if is_whole else None
