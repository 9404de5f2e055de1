"""`python -m macros.check [folder]`: says at file and line what is wrong in the data, in the maintainer's words."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Iterable
from pathlib import Path

from macros.load import load
from macros.located import DataError, Place, Problem
from macros.model import ORIGINAL, Site
from macros.words import Words, languages, untranslated

#: The languages in which maintainers are spoken to, unless they ask for one.
SPOKEN = ("zh", "en")


def main(arguments: list[str] | None = None) -> int:
    """Check a data folder; 0 where it is good, 1 where it is not."""
    parser = argparse.ArgumentParser(prog="python -m macros.check", description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=Path(os.environ.get("PLAN_DATA") or "data"))
    parser.add_argument("--language", choices=languages(), action="append", help="speak this language only")
    parser.add_argument("--github", action="store_true", help="annotate the lines of a GitHub pull request too")
    options = parser.parse_args(arguments)
    speakers = [Words(language) for language in options.language or SPOKEN]
    try:
        site = load(options.folder)
    except DataError as error:
        print("\n".join(report(error.problems, speakers, annotation if options.github else line)), file=sys.stderr)
        return 1
    print("\n".join(summary(site, speakers)))
    return 0


def line(place: Place, sentence: str) -> str:
    """Write a problem as one line."""
    return f"{place}: {sentence}"


def annotation(place: Place, sentence: str) -> str:
    """Write a problem as a workflow command that GitHub shows at the line in the pull request."""
    escapes = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A", ":": "%3A", ",": "%2C"})
    message = sentence.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    return f"::error file={place.path.translate(escapes)},line={place.line}::{message}"


def report(
    problems: Iterable[Problem], speakers: Iterable[Words], written: Callable[[Place, str], str] = line
) -> list[str]:
    """Give one line for each problem, and last how many there are."""
    lines = [written(problem.place, _sentence(problem, speakers)) for problem in problems]
    return [*lines, *(words.plain("summary_problems", count=len(lines)) for words in speakers)]


def summary(site: Site, speakers: Iterable[Words]) -> list[str]:
    """Say what the data holds, what is not used, and how many texts lack a translation."""
    counts = {
        "plans": len(site.plans),
        "clauses": sum(len(plan.duties) for plan in site.plans),
        "parties": len(site.parties),
        "branches": len(site.branches),
        "terms": len(site.terms),
        "unused": len(site.notices),
    }
    lines = [line(notice.place, _sentence(notice, speakers)) for notice in site.notices]
    for words in speakers:
        lines.append(words.plain("summary_good", **counts))
        for code in languages():
            if code != ORIGINAL:
                count = untranslated(site.texts, code)
                lines.append(words.plain("summary_untranslated", language=code, count=count))
    return lines


def _sentence(problem: Problem, speakers: Iterable[Words]) -> str:
    return " / ".join(words.problem(problem) for words in speakers)


if __name__ == "__main__":
    sys.exit(main())
