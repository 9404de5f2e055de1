"""`python -m macros translations [folder]`: lists texts without a translation, and those whose original has changed.

With --confirm, it locks the translations at some lines to their present originals instead.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from macros.i18n.problem import Problem
from macros.i18n.report import REPORT_LANGUAGES, line, report, sentence
from macros.i18n.words import ORIGINAL, Words
from macros.plan.data_folder import configured_folder
from macros.plan.load import load
from macros.plan.reader import printed
from macros.plan.site import Site
from macros.plan.translation_lock import write
from macros.plan.yaml_source import DataError


def main(arguments: list[str] | None = None) -> int:
    """List what is to be translated, or confirm; 0 where that could be done."""
    parser = argparse.ArgumentParser(prog="python -m macros translations", description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=configured_folder())
    parser.add_argument("--confirm", nargs="+", metavar="FILE:LINE", help="lines at which a translation is still right")
    options = parser.parse_args(arguments)
    locales = [Words(language) for language in REPORT_LANGUAGES]
    try:
        site = load(options.folder)
    except DataError as error:
        print("\n".join(report(error.problems, locales)), file=sys.stderr)
        return 1
    if options.confirm:
        return _confirm(options.folder, site, options.confirm, locales)
    problems = sorted(to_translate(site), key=lambda problem: problem.place)
    for problem in problems:
        print(line(problem.place, sentence(problem, locales)))
    for path, count in Counter(problem.place.path for problem in problems).items():
        print(" / ".join(words.plain("translations_of_file", path=path, count=count) for words in locales))
    print(" / ".join(words.plain("translations_in_all", count=len(problems)) for words in locales))
    return 0


def to_translate(site: Site) -> Iterator[Problem]:
    """Yield a problem for each text without a translation into a language of the site, and each outdated one."""
    for text in site.texts:
        for language in site.languages:
            if not text.has(language):
                details = {"language": language, "text": text[ORIGINAL]}
                yield Problem(text[ORIGINAL].place, "untranslated", details)
    yield from site.outdated


def _confirm(folder: Path, site: Site, places: list[str], locales: list[Words]) -> int:
    outdated = {str(problem.place): problem.place for problem in site.outdated}
    unknown = [place for place in places if place not in outdated]
    for place in unknown:
        sentences = (words.plain("nothing_to_confirm", at=place) for words in locales)
        print(" / ".join(sentences), file=sys.stderr)
    for path in write(folder, site, [place for name, place in outdated.items() if name in places]):
        print(printed(path))
    return 1 if unknown else 0
