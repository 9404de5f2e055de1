"""A data folder becomes one linked, read-only Site, or every problem at once."""

from __future__ import annotations

import dataclasses
import itertools
import os
import re
from collections.abc import Iterable
from pathlib import Path, PurePath
from types import MappingProxyType
from typing import Any

from macros.i18n import words
from macros.i18n.problem import Place, Problem
from macros.plan import drafts, earlier, folder_rules, issued_text, plan_rules, rules, translation_lock
from macros.plan.files import Files
from macros.plan.languages import languages_of_site
from macros.plan.model import About, Branches, Glossary, Model, People, Search
from macros.plan.numbering import numbered
from macros.plan.reader import Reader, printed
from macros.plan.search_rules import phrases_lead_somewhere
from macros.plan.site import Site
from macros.plan.work_plan import Plan
from macros.plan.yaml_source import MOST_PROBLEMS, DataError

#: The files of a data folder besides the plans, each with its model.
FILES: dict[str, type[Any]] = {
    "site.yml": About,
    "people.yml": People,
    "branches.yml": Branches,
    "glossary.yml": Glossary,
    "search.yml": Search,
}

#: A data folder, and each of its files with its time of modification and size.
Signature = tuple[Path, tuple[tuple[Path, int, int], ...]]


def signature_of(folder: Path) -> Signature:
    """Return a signature that changes whenever a file of a data folder does."""
    # Hidden files, such as an editor's locks, are no data; lstat answers for a dangling link too.
    paths = [path for path in sorted(folder.rglob("*.*")) if not path.name.startswith(".")]
    return folder, tuple((path, path.lstat().st_mtime_ns, path.lstat().st_size) for path in paths)


def load(folder: Path, before: Path | None = None, with_drafts: bool = True) -> Site:
    """Read, check and link a data folder. Raises DataError with every problem of every file, in their order.

    `before` is a folder with an earlier state of the same data, which completes the translation lock; it is ignored
    where it cannot be loaded. What is wrong in a draft is a notice; of drafts, what is complete is part of the site.
    """
    read, found, is_all_read = _read(folder)
    drafted = {printed(of_it) for path in _plan_paths(folder) if drafts.is_draft(path) for of_it in _with_source(path)}
    lock, unreadable = translation_lock.read(folder, printed(folder))
    former = load(before) if before and not problems_of(before) else None
    if former:
        lock = translation_lock.earlier(former.files, lock)
    problems = [*found, *unreadable, *itertools.islice(rules.problems(read), MOST_PROBLEMS)]
    problems, gaps = drafts.split(problems, drafted)
    files = drafts.completed(read, drafted, is_shown=with_drafts)
    if not files.plans and read.plans and not problems:
        problems.append(Problem(Place(printed(folder / "plans"), 1), "only_drafts", {}))
    site = Site(files, languages=languages_of_site(files.about.languages), lock=MappingProxyType(dict(lock)))
    comparison = _Comparison(site, folder, is_right=not problems)
    problems += drafts.split(comparison.problems, drafted)[0]
    if former:
        problems.extend(earlier.no_longer_compared(files, {plan.year for plan in comparison.plans}, former))
    if is_all_read and not any(problem.place.path.startswith(printed(folder / "plans")) for problem in problems):
        problems.extend(rules.terms_occur_somewhere(read))
        problems.extend(phrases_lead_somewhere(read))
    if problems:
        raise DataError(_first(_sorted(problems)), comparison.waiting)
    doubts = [doubt for plan in files.plans for doubt in drafts.doubts(_path_of(folder, plan), plan.place.path)]
    in_drafts = [*gaps, *drafts.split(comparison.problems, drafted)[1], *doubts]
    lost = [*folder_rules.unread_texts(folder, read), *(earlier.gone(read, former.files, folder) if former else ())]
    notices = (*in_drafts, *comparison.notices, *rules.notices(files), *lost)
    return dataclasses.replace(
        comparison.site,
        files=translation_lock.marked(files, lock),
        notices=tuple(_sorted(notices)),
        compared=MappingProxyType(comparison.characters),
    )


def _path_of(folder: Path, plan: Plan) -> Path:
    return folder / "plans" / PurePath(plan.place.path).name


class _Comparison:
    """The comparison of plans with their issued texts, which also decides whether numbers are right.

    Only where all else is right can plans be put together and compared; until then their years are `waiting`.
    """

    def __init__(self, site: Site, folder: Path, is_right: bool) -> None:
        self.site = site
        self.plans = [plan for plan in site.plans if os.path.lexists(issued_text.path_of(folder, plan))]
        self.problems: list[Problem] = []
        self.notices: list[Problem] = []
        self.waiting = () if is_right else tuple(plan.year for plan in self.plans)
        self.characters: dict[str, int] = {}
        for plan in site.plans:
            numbers = list(plan_rules.numbers_follow_each_other(plan))
            misnumbered = {problem.place for problem in numbers}
            if is_right and plan in self.plans:
                differences = list(issued_text.problems(plan, site, folder))
                misnumbered &= {problem.place for problem in differences}
                self._compared(plan, numbers, differences)
            else:
                self.problems += numbers
                self.notices += plan_rules.notices(plan) if is_right else ()
            self.problems += plan_rules.clauses_are_numbered_by_their_items(plan, misnumbered)

    def _compared(self, plan: Plan, numbers: list[Problem], differences: list[Problem]) -> None:
        """Keep the differences of a plan from its issued text. A number that differs is told as one that is wrong."""
        if not differences:
            self.characters[plan.year] = issued_text.characters(plan, self.site)
            self.notices += [
                dataclasses.replace(problem, rule="out_of_order_as_issued")
                for problem in numbers
                if problem.rule == "out_of_order"
            ]
        wrong = {problem.place: problem for problem in numbers}
        self.problems += (wrong.get(difference.place, difference) for difference in differences)


def _read(folder: Path) -> tuple[Files, list[Problem], bool]:
    """Read every file of a data folder; return the files, the problems found on the way, and whether none is left."""
    # What a site is written in besides its own languages is allowed, and ignored.
    about = Reader(words.languages()).file(folder / "site.yml", About)
    reader = Reader(words.languages(), about.languages and languages_of_site(about.languages))
    about, people, branches, glossary, search = (reader.file(folder / name, model) for name, model in FILES.items())
    plans = tuple(numbered(reader.file(path, Plan)) for path in _plan_files(folder, reader))
    if not os.path.lexists(folder / "people.yml") and any(plan.party_ids for plan in plans):
        reader.problems.add(people.place, "missing_file")
        people = reader.nothing_of(People, people.place)
    files = Files(
        about=about,
        people=people,
        branches=branches,
        glossary=glossary,
        search=search,
        plans=plans,
        texts=tuple(reader.texts),
        written=tuple(reader.written),
    )
    unread = list(folder_rules.unread_files(folder, {*(folder / name for name in FILES), *_plan_paths(folder)}))
    # Where one is left, it may be the plan that is missed.
    found = [problem for problem in reader.problems if not (unread and problem.rule == "no_plans")]
    return files, [*found, *unread], not unread


def problems_of(folder: Path) -> list[Problem]:
    """Return every problem of every file of a data folder; none where it can be loaded."""
    try:
        load(folder)
    except DataError as error:
        return error.problems
    return []


def data_files(folder: Path) -> list[tuple[Path, type[Model]]]:
    """Return the files that a data folder has, each with its model."""
    plans = [(path, Plan) for path in sorted((folder / "plans").glob("[!.]*.yml"))]
    return [*((folder / name, model) for name, model in FILES.items() if (folder / name).exists()), *plans]


def _sorted(problems: Iterable[Problem]) -> list[Problem]:
    return sorted(problems, key=lambda problem: problem.place)


def _first(problems: list[Problem]) -> list[Problem]:
    """Return the first of very many problems, and a last one that says so."""
    if len(problems) < MOST_PROBLEMS:
        return problems
    first = problems[: MOST_PROBLEMS - 1]
    return [*first, Problem(first[-1].place, "further_problems", {"most": MOST_PROBLEMS - 1})]


def _plan_paths(folder: Path) -> list[Path]:
    return sorted((folder / "plans").glob("[!.]*.y*ml"), reverse=True)


def _with_source(path: Path) -> tuple[Path, Path]:
    """Return a plan's file, and that of the text as it was issued."""
    return path, path.parents[1] / "sources" / f"{path.stem}.txt"


def _plan_files(folder: Path, reader: Reader) -> list[Path]:
    """List the plans, newest first. A file whose name is no year is a problem, and so is a folder without plans."""
    paths = _plan_paths(folder)
    years = [path for path in paths if re.fullmatch(r"[1-9][0-9]{3}\.yml", path.name)]
    for path in paths:
        if path not in years:
            reader.problems.add(Place(printed(path), 1), "plan_file_name")
    if not paths:
        reader.problems.add(Place(printed(folder / "plans"), 1), "no_plans")
    return years
