"""`python -m macros check [folder]`: reports every error in the data at its file and line."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable
from pathlib import Path

from macros.i18n.problem import Problem
from macros.i18n.report import REPORT_LANGUAGES, annotation, line, notice, report, sentence
from macros.i18n.words import Words, languages
from macros.plan.data_folder import BEFORE, configured_folder, earlier_folder
from macros.plan.load import load
from macros.plan.party_words import parties_of
from macros.plan.rules import UNUSED
from macros.plan.site import Site, outdated, untranslated
from macros.plan.translation_lock import unlocked
from macros.plan.work_plan import Plan
from macros.plan.yaml_source import DataError
from macros.tools import canonical_format


def main(arguments: list[str] | None = None) -> int:
    """Check a data folder; 0 where it is good, 1 where it is not."""
    parser = argparse.ArgumentParser(prog="python -m macros check", description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=configured_folder())
    parser.add_argument("--language", choices=languages(), action="append", help="report in this language only")
    parser.add_argument("--github", action="store_true", help="annotate the lines of a GitHub pull request too")
    parser.add_argument("--before", type=earlier_folder, help=BEFORE)
    options = parser.parse_args(arguments)
    locales = [Words(language) for language in options.language or REPORT_LANGUAGES]
    try:
        site = load(options.folder, options.before)
    except DataError as error:
        written = annotation if options.github else line
        print("\n".join(report(error.problems, locales, written, waiting=error.waiting)), file=sys.stderr)
        return 1
    on_format = list(canonical_format.notices(options.folder))
    written = notice if options.github else line
    for each in (*on_format, *site.notices, *site.outdated):
        print(written(each.place, sentence(each, locales)))
    print("\n".join(summary(site, locales, on_format)))
    return 0


def _comparison(plan: Plan, site: Site, words: Words) -> str:
    return words.comparison(plan.year, site.compared.get(plan.year), plan.unread_source)


def summary(site: Site, locales: Iterable[Words], on_format: Iterable[Problem] = ()) -> list[str]:
    """Return what the data consists of, and how many texts lack a translation or have an outdated one.

    `on_format` are the notices on how the files are written.
    """
    unformatted = sum(notice.rule in canonical_format.NOT_CANONICAL for notice in on_format)
    counts = {
        "plans": len(site.plans),
        "clauses": sum(len(plan.duties) for plan in site.plans),
        "answering": len(site.parties),
        "branches": len(site.branches),
        "terms": len(site.terms),
        "unused": sum(notice.rule in UNUSED for notice in site.notices),
        "notices": sum(notice.rule not in UNUSED for notice in site.notices),
    }
    lines = []
    for words in locales:
        lines.append(words.plain("summary_good", parties=parties_of(site, words), **counts))
        lines.extend(_comparison(plan, site, words) for plan in site.plans)
        for code in site.languages[1:]:
            count = untranslated(site.texts, code)
            lines.append(words.plain("summary_untranslated", language=code, count=count))
            if count := outdated(site.texts, code):
                lines.append(words.plain("summary_outdated", language=code, count=count))
        if count := unlocked(site.files, site.lock):
            lines.append(words.plain("summary_unlocked", count=count))
        if unformatted:
            lines.append(words.plain("summary_form", count=unformatted))
    return lines
