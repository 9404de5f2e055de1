"""`python -m macros.check [folder]`: says at file and line what is wrong in the data, in every language it speaks."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterable
from pathlib import Path

from macros.load import load
from macros.located import DataError, Problem
from macros.model import ORIGINAL, Site
from macros.words import Words, languages, untranslated


def main() -> int:
    """Check a data folder; 0 where it is good, 1 where it is not."""
    parser = argparse.ArgumentParser(prog="python -m macros.check", description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=Path(os.environ.get("PLAN_DATA") or "data"))
    arguments = parser.parse_args()
    try:
        site = load(arguments.folder)
    except DataError as invalid:
        print("\n".join(report(invalid.problems)), file=sys.stderr)
        return 1
    print("\n".join(summary(site)))
    return 0


def report(problems: Iterable[Problem]) -> list[str]:
    """Give one line for each problem, and last how many there are, in Chinese and English."""
    speakers = [Words("zh"), Words("en")]
    lines = [f"{problem.place}: {' / '.join(words.problem(problem) for words in speakers)}" for problem in problems]
    return [*lines, *(words.plain("summary_problems", count=len(lines)) for words in speakers)]


def summary(site: Site) -> list[str]:
    """Say what the data holds and how many texts lack a translation, in Chinese and English."""
    counts = {
        "plans": len(site.plans),
        "clauses": sum(len(plan.duties) for plan in site.plans),
        "parties": len(site.parties),
        "branches": len(site.branches),
        "terms": len(site.terms),
    }
    missing = {code: untranslated(site.texts, code) for code in languages() if code != ORIGINAL}
    lines = []
    for words in (Words("zh"), Words("en")):
        lines.append(words.plain("summary_good", **counts))
        lines += [words.plain("summary_untranslated", language=code, count=count) for code, count in missing.items()]
    return lines


if __name__ == "__main__":
    sys.exit(main())
