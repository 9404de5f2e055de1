"""`python -m macros new-site FOLDER`: begins the data of another committee: a folder that builds as it is.

What is not given is asked for, where somebody is there to answer. Nothing is invented: what a plan must have and nobody
has said is marked as still to be filled in. A folder that has anything in it stays as it is.
"""

from __future__ import annotations

import argparse
import os
import re
import sys
from collections.abc import Callable, Collection, Mapping
from pathlib import Path

import pypinyin

from macros.i18n.report import REPORT_LANGUAGES, message, report
from macros.i18n.words import ORIGINAL, Words
from macros.plan.languages import languages_of_project, languages_of_site
from macros.plan.load import load
from macros.plan.model import About, Id, Model, People
from macros.plan.reader import printed
from macros.plan.work_plan import Plan
from macros.plan.yaml_source import DataError
from macros.tools.json_schema import FOLDER as SCHEMAS
from macros.tools.outline import Outline, begun, said_above

# What is asked for, in this order; each has an option of its name and a question in the locales.
_QUESTIONS = ("name", "languages", "year", "title", "label", "party")

# The optional keys that are written all the same, without the sign of a comment.
_USED = frozenset(
    {
        "bodies",
        "languages",
        *(f"notice.{key}" for key in ("number", "body", "signature")),
        "title",
        "requirements",
        "responsible",
        "sections",
        *(f"sections.{key}" for key in ("number", "title", "items")),
        *(f"sections.items.{key}" for key in ("number", "title")),
        "sections.items.clauses.responsible",
    }
)


def main(arguments: list[str] | None = None) -> int:
    """Write the files of a data folder; 0 where it can be built."""
    parser = argparse.ArgumentParser(prog="python -m macros new-site", description=__doc__)
    parser.add_argument("folder", type=Path)
    for question in _QUESTIONS:
        parser.add_argument(f"--{question}", help=message(f"new_site_{question}"))
    options = parser.parse_args(arguments)
    folder: Path = options.folder
    if not options.folder.name or (folder.exists() and (not folder.is_dir() or any(folder.iterdir()))):
        return _stopped("new_site_exists", folder=printed(folder))
    answers = {question: getattr(options, question) or _asked(question) for question in _QUESTIONS}
    missing = [f"--{question}" for question, answer in answers.items() if not answer]
    if missing:
        return _stopped("new_site_missing", options=" ".join(missing))
    languages = languages_of_site(re.split("[^A-Za-z-]+", answers["languages"].strip()))
    if not re.fullmatch(r"[1-9][0-9]{3}", answers["year"]) or not set(languages) <= set(languages_of_project()):
        return _stopped("new_site_wrong", languages=", ".join(languages_of_project()))
    for path, text in files(folder, answers, languages).items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
    return _looked_over(folder, answers["year"])


def files(folder: Path, answers: Mapping[str, str], languages: tuple[str, ...]) -> dict[Path, str]:
    """Return the text of each file of a new data folder by its path."""
    name, title, year = answers["name"], answers["title"], answers["year"]
    about = {"name": name, "description": title, "issuer": name, "languages": ", ".join(languages)}
    party = {"bodies.id": _id_of(answers["party"]), "bodies.name": answers["party"]}
    plan = {
        "notice.title": title,
        "title": title,
        "short_title": title.removeprefix(name),
        "responsible": answers["label"],
        "sections.items.clauses.responsible": party["bodies.id"],
    }
    written: tuple[tuple[str, type[Model], Mapping[str, str], Collection[str]], ...] = (
        ("site.yml", About, about, said_above("new_site_about")),
        ("people.yml", People, party, said_above("new_site_people")),
        (f"plans/{year}.yml", Plan, plan, said_above("new_site_plan", year=year)),
    )
    return {
        folder / file: begun(model, [_schema(folder / file, model), *head], Outline(languages, _known(known), _USED))
        for file, model, known, head in written
    }


def _known(answers: Mapping[str, str]) -> Callable[[str, str], str]:
    """Return what a text is known to be in a language: the answers are in the original."""
    to_fill = Words(ORIGINAL).plain("new_site_to_fill")
    return lambda path, language: answers.get(path, to_fill) if language == ORIGINAL else ""


def _schema(path: Path, model: type[Model]) -> str:
    """Return the line by which editors find the schema of a file."""
    name = "plan" if model is Plan else path.stem
    address = Path(os.path.relpath(SCHEMAS / f"{name}.json", path.parent)).as_posix()
    return f"# yaml-language-server: $schema={address}"


def _id_of(name: str) -> str:
    """Return an id for a name, as it is read in Chinese."""
    read = "-".join(pypinyin.lazy_pinyin(name)).lower()
    identifier = re.sub("[^a-z0-9]+", "-", read).strip("-")[:60].rstrip("-")
    return identifier if re.fullmatch(Id.PATTERN, identifier) else "party-1"


def _asked(question: str) -> str:
    """Return the answer to a question; what is usual where there is none, or nobody to ask."""
    usual = Words(ORIGINAL).plain(f"new_site_usual_{question}") if question in ("languages", "label") else ""
    if not sys.stdin.isatty():
        return usual
    return input(f"{message(f'new_site_{question}')}{f' [{usual}]' if usual else ''}: ").strip() or usual


def _looked_over(folder: Path, year: str) -> int:
    """Check what was written, since an answer may be no text as the data have it, and say how to go on."""
    try:
        load(folder)
    except DataError as error:
        print("\n".join(report(error.problems, [Words(language) for language in REPORT_LANGUAGES])), file=sys.stderr)
        return 1
    print(message("new_site_begun", folder=printed(folder), year=year))
    return 0


def _stopped(key: str, **values: str) -> int:
    print(message(key, **values), file=sys.stderr)
    return 1
