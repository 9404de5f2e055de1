"""`python -m macros import FILE --year YEAR`: makes a draft of a plan from a file: .docx, .pdf with text, or .txt.

It writes sources/YEAR.txt, the text as it stands in the file, and plans/YEAR.yml, a draft in which every doubt is a
comment, and adds new parties to people.yml; it reports what it mended and what it is not sure of. What is there already
stays as it is.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import re
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from macros.i18n.problem import Place
from macros.i18n.report import REPORT_LANGUAGES, line, message, report, sentence
from macros.i18n.words import Words, languages
from macros.plan.data_folder import configured_folder
from macros.plan.languages import languages_of_site
from macros.plan.load import load
from macros.plan.model import About, Party, People
from macros.plan.reader import Reader, printed
from macros.plan.site import Site
from macros.plan.yaml_source import DataError
from macros.tools.canonical_format import formatted_text
from macros.tools.importing.extraction import ExtractionError, Line, extracted
from macros.tools.importing.parties import Parties
from macros.tools.importing.parts import PlanPart
from macros.tools.importing.privacy import without_private
from macros.tools.importing.reading import plan_of
from macros.tools.importing.writing import Writer, quoted, short_title
from macros.tools.json_schema import FOLDER as SCHEMAS
from macros.tools.outline import said_above

# What may be wrong with a folder that is only begun: it has no plan, or none that is no draft.
_BEGUN = frozenset({"no_plans", "only_drafts"})


class _Folder(NamedTuple):
    """A data folder: where it is, its languages, and the parties that it knows."""

    path: Path
    languages: tuple[str, ...]
    parties: tuple[Party, ...]

    def plan(self, year: str) -> Path:
        return self.path / "plans" / f"{year}.yml"

    def text(self, year: str) -> Path:
        return self.path / "sources" / f"{year}.txt"


def main(arguments: list[str] | None = None) -> int:
    """Write the text and the draft of a plan; 0 where that could be done."""
    parser = argparse.ArgumentParser(prog="python -m macros import", description=__doc__)
    parser.add_argument("file", type=Path, help="a Word file (.docx), a PDF with text, or a text file")
    parser.add_argument("--year", default="", help="the year that the plan is for")
    parser.add_argument("--data", type=Path, default=configured_folder(), help="the data folder")
    options = parser.parse_args(arguments)
    try:
        folder = _folder(options.data)
        for path in (folder.plan(options.year), folder.text(options.year)):
            if os.path.lexists(path):
                return _stopped("next_plan_exists", path=printed(path))
        if not re.fullmatch(r"[1-9][0-9]{3}", options.year):
            return _stopped("import_year")
        lines, left_out = without_private(extracted(options.file))
        plan = plan_of(lines, options.year)
    except ExtractionError as error:
        return _stopped(error.key, file=options.file.name)
    except DataError as error:
        return _wrong(error)
    plan.doubts += left_out
    return _imported(folder, options.year, options.file, lines, plan)


def _stopped(key: str, **values: str) -> int:
    print(message(key, **values), file=sys.stderr)
    return 1


def _wrong(error: DataError) -> int:
    print("\n".join(report(error.problems, [Words(language) for language in REPORT_LANGUAGES])), file=sys.stderr)
    return 1


def _folder(path: Path) -> _Folder:
    """Read what a data folder has. Raises DataError where something in it is wrong."""
    if not (path / "site.yml").exists():
        return _Folder(path, languages_of_site(("zh",)), ())
    try:
        load(path)
    except DataError as error:
        if any(problem.rule not in _BEGUN for problem in error.problems):
            raise
    reader = Reader(languages())
    about, people = reader.file(path / "site.yml", About), reader.file(path / "people.yml", People)
    known = (*people.persons, *people.roles, *people.bodies)
    return _Folder(path, languages_of_site(about.languages), known)


def _imported(folder: _Folder, year: str, file: Path, lines: Sequence[Line], plan: PlanPart) -> int:
    """Write what was read, and look whether it loads; what does not is not left behind."""
    parties = Parties(folder.parties)
    parties.take(plan)
    source = (file.name, hashlib.sha256(file.read_bytes()).hexdigest())
    texts = {folder.text(year): "\n".join(each.text for each in lines).rstrip("\n") + "\n"}
    texts |= _data(folder, year, plan, parties, source)
    before = {path: path.read_bytes() if path.exists() else None for path in texts}
    try:
        for path, text in texts.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="\n")
        site = load(folder.path)
    except DataError as error:
        _restore(before)
        return _wrong(error)
    _report(folder, year, plan, parties, site)
    return 0


def _restore(before: dict[Path, bytes | None]) -> None:
    for path, content in before.items():
        if content is None:
            path.unlink(missing_ok=True)
        else:
            path.write_bytes(content)


def _data(folder: _Folder, year: str, plan: PlanPart, parties: Parties, source: tuple[str, str]) -> dict[Path, str]:
    """Return the text of each data file that is new or changes, by its path."""
    writer = Writer(folder.languages, year)
    people = folder.path / "people.yml"
    known = people.read_text(encoding="utf-8") if people.exists() else ""
    begun = [_schema(people, "people"), *said_above("new_site_people")]
    head = [_schema(folder.plan(year), "plan"), *said_above("import_head", file=source[0], year=year)]
    texts = {folder.plan(year): writer.plan(plan, head, source)}
    if parties.new or parties.variants:
        texts[people] = writer.people(known, parties.new, parties.variants, begun)
    if not (folder.path / "site.yml").exists():
        texts[folder.path / "site.yml"] = _about(folder, plan)
    return texts


def _about(folder: _Folder, plan: PlanPart) -> str:
    """Return the text of site.yml for a folder that has none: named by who signs the plan, or by its title."""
    title = plan.title or plan.notice.title or short_title(plan)
    issuer = next(iter(plan.notice.signature), "") or title
    lines = [_schema(folder.path / "site.yml", "site"), *said_above("new_site_about"), f"# ? {message('import_about')}"]
    for key, text in (("name", issuer), ("description", title), ("issuer", issuer)):
        lines += [f"{key}:", f"  zh: {quoted(text)}"]
    return formatted_text("\n".join([*lines, "languages: [zh]"]), About)


def _schema(path: Path, name: str) -> str:
    address = Path(os.path.relpath(SCHEMAS / f"{name}.json", path.parent)).as_posix()
    return f"# yaml-language-server: $schema={address}"


def _report(folder: _Folder, year: str, plan: PlanPart, parties: Parties, site: Site) -> None:
    """Print what was mended, what is doubtful, and where the draft and the text differ."""
    text = printed(folder.text(year))
    for doubt in sorted(plan.mendings, key=lambda doubt: doubt.line):
        print(line(Place(text, doubt.line), str(doubt)))
    for doubt in plan.all_doubts:
        print(line(Place(text, doubt.line), f"? {doubt}"))
    locales = [Words(language) for language in REPORT_LANGUAGES]
    paths = (printed(folder.plan(year)), text)
    for problem in site.notices:
        if problem.place.path in paths and problem.rule != "doubt":
            print(line(problem.place, sentence(problem, locales)))
    counts = {"clauses": len(plan.clauses), "parties": len(parties.new), "doubts": len(plan.all_doubts)}
    print(message("import_done", path=printed(folder.plan(year)), **counts))
