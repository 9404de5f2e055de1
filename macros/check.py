"""`python -m macros.check [folder]`: says at file and line what is wrong in the data, in the maintainer's words."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Iterable
from pathlib import Path

from macros import form
from macros.load import load
from macros.located import DataError, Place, Problem
from macros.model import ORIGINAL, Site
from macros.record import unrecorded
from macros.words import Words, languages, outdated, untranslated

#: The languages in which maintainers are spoken to, unless they ask for one.
SPOKEN = ("zh", "en")


def main(arguments: list[str] | None = None) -> int:
    """Check a data folder; 0 where it is good, 1 where it is not."""
    parser = argparse.ArgumentParser(prog="python -m macros.check", description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=Path(os.environ.get("PLAN_DATA") or "data"))
    parser.add_argument("--language", choices=languages(), action="append", help="speak this language only")
    parser.add_argument("--github", action="store_true", help="annotate the lines of a GitHub pull request too")
    parser.add_argument("--before", type=Path, help="this data as it was before: its translations count as recorded")
    options = parser.parse_args(arguments)
    speakers = [Words(language) for language in options.language or SPOKEN]
    written = annotation if options.github else line
    try:
        site, told = load(options.folder, options.before), []
    except DataError as error:
        site, told = None, error.problems
    out_of_form = list(form.problems(options.folder, told))
    if told or out_of_form:
        problems = sorted([*told, *out_of_form], key=lambda problem: problem.place)
        ending = "summary_problems" if told else "summary_form"
        print("\n".join(report(problems, speakers, written, ending)), file=sys.stderr)
        return 1
    print("\n".join(summary(site, speakers, notice if options.github else line)))
    return 0


def line(place: Place, sentence: str) -> str:
    """Write a problem as one line."""
    return f"{place}: {sentence}"


def annotation(place: Place, sentence: str, level: str = "error") -> str:
    """Write a problem as a workflow command that GitHub shows at the line in the pull request."""
    escapes = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A", ":": "%3A", ",": "%2C"})
    message = sentence.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    return f"::{level} file={place.path.translate(escapes)},line={place.line}::{message}"


def notice(place: Place, sentence: str) -> str:
    """Write what does not stop the build as a workflow command."""
    return annotation(place, sentence, "warning")


def report(
    problems: Iterable[Problem],
    speakers: Iterable[Words],
    written: Callable[[Place, str], str] = line,
    ending: str = "summary_problems",
) -> list[str]:
    """Give one line for each problem, and last how many there are."""
    lines = [written(problem.place, sentence(problem, speakers)) for problem in problems]
    return [*lines, *(words.plain(ending, count=len(lines)) for words in speakers)]


def summary(site: Site, speakers: Iterable[Words], written: Callable[[Place, str], str] = line) -> list[str]:
    """Say what the data holds, what is not used, and how many texts lack a translation or have an outdated one."""
    counts = {
        "plans": len(site.plans),
        "clauses": sum(len(plan.duties) for plan in site.plans),
        "parties": len(site.parties),
        "branches": len(site.branches),
        "terms": len(site.terms),
        "unused": len(site.notices),
    }
    lines = [written(told.place, sentence(told, speakers)) for told in (*site.notices, *site.outdated)]
    for words in speakers:
        lines.append(words.plain("summary_good", **counts))
        for code in languages():
            if code != ORIGINAL:
                count = untranslated(site.texts, code)
                lines.append(words.plain("summary_untranslated", language=code, count=count))
                if count := outdated(site.texts, code):
                    lines.append(words.plain("summary_outdated", language=code, count=count))
        if count := unrecorded(site.files, site.record):
            lines.append(words.plain("summary_unrecorded", count=count))
    return lines


def sentence(problem: Problem, speakers: Iterable[Words]) -> str:
    """Say what is wrong in each language."""
    return " / ".join(words.problem(problem) for words in speakers)


if __name__ == "__main__":
    sys.exit(main())
