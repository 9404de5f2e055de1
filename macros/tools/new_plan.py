"""`python -m macros new-plan --year YEAR [folder]`: begins a year's plan: a file with comments on what to fill in.

What is the same every year is taken from the newest plan, with the year changed; the check reports what is still empty.
"""

from __future__ import annotations

import argparse
import re
import sys
import typing
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from macros.i18n.report import REPORT_LANGUAGES, message, report
from macros.i18n.words import ORIGINAL, Words
from macros.plan.data_folder import configured_folder
from macros.plan.load import load
from macros.plan.model import Model
from macros.plan.reader import is_model, keys, printed
from macros.plan.text import Text
from macros.plan.work_plan import ClauseNumber, Plan
from macros.plan.yaml_source import DataError
from macros.tools.canonical_format import formatted_text

# The texts that a committee writes alike every year; what stands in them besides the year is to be looked at.
_ALIKE = frozenset(
    {
        "masthead",
        "title",
        "addressees",
        "body",
        "signature",
        "short_title",
        "lead",
        "responsible",
        "support",
        "deadline",
        "first_leads",
    }
)

# With what the numbers of the first section, item and clause begin.
_FIRST = {int: "1", ClauseNumber: "1.1"}


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
        newest = load(options.folder).newest
    except DataError as error:
        print("\n".join(report(error.problems, [Words(language) for language in REPORT_LANGUAGES])), file=sys.stderr)
        return 1
    path.write_text(skeleton(newest, options.year), encoding="utf-8", newline="\n")
    print(message("next_plan_begun", path=printed(path), year=options.year))
    return 0


def skeleton(last: Plan, year: str) -> str:
    """Return the text of a plan of a year that is to be filled in, in the canonical format of data files."""
    head = [line for line in _first_lines(last) if line.startswith("# yaml-language-server:")]
    head += [f"# {Words(language).plain('next_plan_head', year=year)}" for language in REPORT_LANGUAGES]
    return formatted_text("\n".join([*head, *_model(Plan, last, year, "")]), Plan)


def _first_lines(last: Plan) -> list[str]:
    return Path(last.place.path).read_text(encoding="utf-8").splitlines()[:1]


def _model(model: type[Model], last: Any, year: str, margin: str) -> Iterator[str]:
    """Yield the lines of a model's keys, each under what it means."""
    kinds, required = keys(model)
    for key, kind in kinds.items():
        lines = _value(key, kind, getattr(last, key, None), year, margin)
        comment = "" if key in required else "# "
        yield f"{margin}# {' / '.join(Words(language).key(model.__name__, key) for language in REPORT_LANGUAGES)}"
        yield from (f"{margin}{comment}{line.removeprefix(margin)}" for line in lines)


def _value(key: str, kind: Any, last: Any, year: str, margin: str) -> Iterator[str]:
    if typing.get_origin(kind) is tuple:
        [entry] = {within for within in typing.get_args(kind) if within is not Ellipsis}
        if not is_model(entry):
            yield f"{margin}{key}: []"
            return
        yield f"{margin}{key}:"
        lines = list(_model(entry, None, year, f"{margin}    "))
        begin = next(at for at, line in enumerate(lines) if not line.lstrip().startswith("#"))
        lines[begin] = f"{margin}  - {lines[begin].lstrip()}"
        yield from lines
    elif is_model(kind):
        yield f"{margin}{key}:"
        yield from _model(kind, last, year, f"{margin}  ")
    elif kind in _FIRST:
        yield f"{margin}{key}: {_FIRST[kind]}"
    elif kind is Text or Text in typing.get_args(kind):
        yield f"{margin}{key}:"
        for language in REPORT_LANGUAGES:
            yield f"{margin}  {language}:{_alike(key, last, language, year)}"
    else:
        yield f"{margin}{key}:"


def _alike(key: str, last: Text | None, language: str, year: str) -> str:
    """Return what stood there last year, with the year changed, in quotes; nothing where every year has its own."""
    if key not in _ALIKE or last is None or not last.has(language):
        return ""
    text = re.sub(r"(?<![0-9])" + Path(last[ORIGINAL].place.path).stem + r"(?![0-9])", year, last[language])
    return ' "' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _stopped(key: str, **values: str) -> int:
    print(message(key, **values), file=sys.stderr)
    return 1
