"""`python -m macros new-plan --year YEAR [folder]`: begins a year's plan: a file with comments on what to fill in.

What is the same every year is taken from the newest plan, with the year changed; the check reports what is still empty.
"""

from __future__ import annotations

import argparse
import dataclasses
import functools
import json
import re
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from macros.i18n.report import REPORT_LANGUAGES, message, report
from macros.i18n.words import Words
from macros.plan.data_folder import configured_folder
from macros.plan.load import load
from macros.plan.model import Model
from macros.plan.plan_values import DerivedNumber
from macros.plan.reader import printed
from macros.plan.text import Paragraphs, Text
from macros.plan.work_plan import ROLES, Plan
from macros.plan.yaml_source import DataError
from macros.tools.outline import Outline, begun, said_above

# The texts that a committee writes alike every year; what stands in them besides the year is to be looked at.
_ALIKE = frozenset(
    {
        "masthead",
        "title",
        "addressees",
        "body",
        "signature",
        "short_title",
        *ROLES,
        "deadline",
        "first_leads",
    }
)

# How a plan is written, the same every year.
_SETTINGS = ("marks", "annotated", "brackets", "separator", "stops", "columns", "heads")

# What is said of a plan, or of one clause of it, where something is unusual.
_EXCEPTIONS = frozenset({"draft", "printed", "ends", "marked", "cells", "merged"})


def main(arguments: list[str] | None = None) -> int:
    """Write plans/YEAR.yml; 0 where that could be done."""
    parser = argparse.ArgumentParser(prog="python -m macros new-plan", description=__doc__)
    parser.add_argument("--year", default="", help="the year that the plan is for")
    parser.add_argument("folder", nargs="?", type=Path, default=configured_folder())
    options = parser.parse_args(arguments)
    if not re.fullmatch(r"[1-9][0-9]{3}", options.year):
        return _stopped("next_plan_year", year=options.year)
    path = options.folder / "plans" / f"{options.year}.yml"
    if path.exists():
        return _stopped("next_plan_exists", path=printed(path))
    try:
        site = load(options.folder)
    except DataError as error:
        print("\n".join(report(error.problems, [Words(language) for language in REPORT_LANGUAGES])), file=sys.stderr)
        return 1
    path.write_text(skeleton(site.newest, options.year, site.languages), encoding="utf-8", newline="\n")
    print(message("next_plan_begun", path=printed(path), year=options.year))
    return 0


def skeleton(last: Plan, year: str, languages: Sequence[str]) -> str:
    """Return the text of a plan of a year that is to be filled in, in the canonical format of data files."""
    head = [line for line in _first_lines(last) if line.startswith("# yaml-language-server:")]
    known = functools.partial(_alike, last, year)
    used = set(_used(last, ""))
    if "sections.sections" in used:
        # Of the two that sections may hold, the outline has the one that is deeper.
        used = {path for path in used if not path.startswith("sections.items")}
    outline = Outline(languages, known, used, dict(_settled(last)))
    return begun(Plan, [*head, *said_above("next_plan_head", year=year)], outline)


def _used(value: Any, path: str) -> Iterator[str]:
    """Yield the path of each key that a plan uses, but for exceptions."""
    if isinstance(value, tuple) and not isinstance(value, Paragraphs):
        for entry in value:
            yield from _used(entry, path)
    elif isinstance(value, Model):
        for field in dataclasses.fields(value):
            inner = getattr(value, field.name)
            is_written = inner != field.default and not isinstance(inner, DerivedNumber)
            if is_written and field.name in value.field_names() and field.name not in _EXCEPTIONS:
                at = f"{path}.{field.name}".removeprefix(".")
                yield at
                yield from _used(inner, at)


def _settled(last: Plan) -> Iterator[tuple[str, str]]:
    """Yield the settings that a plan has, as YAML."""
    for key in _SETTINGS:
        value = getattr(last, key)
        if key == "columns":
            value = [
                {"part": column.part} | ({"key": column.key} if column.key else {}) | {"head": dict(column.head)}
                for column in value
            ]
        if value:
            yield key, json.dumps(value, ensure_ascii=False)


def _first_lines(last: Plan) -> list[str]:
    return Path(last.place.path).read_text(encoding="utf-8").splitlines()[:1]


def _alike(last: Plan, year: str, path: str, language: str) -> str:
    """Return what stood there last year, with the year changed; nothing where every year has its own."""
    text: Any = last
    for key in path.split("."):
        text = getattr(text, key, None)
    if isinstance(text, Paragraphs) and len(text) == 1:
        [text] = text
    if key not in _ALIKE or not isinstance(text, Text) or not text.has(language):
        return ""
    return re.sub(r"(?<![0-9])" + last.year + r"(?![0-9])", year, text[language])


def _stopped(key: str, **values: str) -> int:
    print(message(key, **values), file=sys.stderr)
    return 1
