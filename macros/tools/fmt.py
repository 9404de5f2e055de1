"""`python -m macros fmt [folder]`: puts data files into canonical format, and updates the translation lock.

Neither changes what a file says. Files with errors stay as they are, and their errors are reported; so does one that
would lose a comment, which is no error.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from macros.i18n.problem import Problem
from macros.i18n.report import REPORT_LANGUAGES, line, sentence
from macros.i18n.words import Words
from macros.plan.data_folder import BEFORE, configured_folder, earlier_folder
from macros.plan.load import load
from macros.plan.reader import printed
from macros.plan.translation_lock import write
from macros.plan.yaml_source import DataError
from macros.tools import canonical_format


def main(arguments: list[str] | None = None) -> int:
    """Format a data folder and print the files that were changed; 0 where the data is good, 1 where it is not."""
    parser = argparse.ArgumentParser(prog="python -m macros fmt", description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=configured_folder())
    parser.add_argument("--before", type=earlier_folder, help=BEFORE)
    options = parser.parse_args(arguments)
    wrong = _problems(options.folder, options.before)
    changed, failed = canonical_format.write(options.folder, wrong)
    if not wrong:
        changed += write(options.folder, load(options.folder, options.before))
    for path in changed:
        print(printed(path))
    locales = [Words(language) for language in REPORT_LANGUAGES]
    for problem in [*wrong, *failed]:
        print(line(problem.place, sentence(problem, locales)), file=sys.stderr)
    return 1 if wrong else 0


def _problems(folder: Path, before: Path | None) -> list[Problem]:
    try:
        load(folder, before)
    except DataError as error:
        return list(error.problems)
    return []
