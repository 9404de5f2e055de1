"""`python -m macros fmt [folder]`: puts data files into their one form, and notes what translations are made for.

Neither changes what a file says. Where data has mistakes they are told, and what has none is put into form.
"""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

from macros.i18n.report import REPORT_LANGUAGES, line, sentence
from macros.i18n.words import Words
from macros.plan.load import load, printed
from macros.plan.translation_lock import write
from macros.tools import canonical_format


def main(arguments: list[str] | None = None) -> int:
    """Put a data folder into form and print the files that were changed; 0 where all of it is in form then, else 1."""
    parser = argparse.ArgumentParser(prog="python -m macros fmt", description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=Path(os.environ.get("PLAN_DATA") or "data"))
    parser.add_argument("--before", type=Path, help="this data as it was before: its translations count as recorded")
    options = parser.parse_args(arguments)
    changed, told = canonical_format.write(options.folder)
    if not told:
        changed += write(options.folder, load(options.folder, options.before))
    for path in changed:
        print(printed(path))
    speakers = [Words(language) for language in REPORT_LANGUAGES]
    for problem in told:
        print(line(problem.place, sentence(problem, speakers)), file=sys.stderr)
    return 1 if told else 0
