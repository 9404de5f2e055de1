"""`python -m macros form`: changes the data as the answers of an issue form ask, and prints the change as a patch.

The body of the issue is in the environment, as ISSUE_BODY. It prints two outputs of a step of GitHub Actions, in
base64: `patch`, and `said`, what the check says of the data with the change.
"""

from __future__ import annotations

import argparse
import base64
import contextlib
import difflib
import io
import os
import sys
from pathlib import Path

from macros.i18n.report import message
from macros.plan.data_folder import configured_folder
from macros.plan.load import load
from macros.plan.reader import printed
from macros.tools import check
from macros.tools.forms.answers import FormError, answers
from macros.tools.forms.edits import Edit, edit

#: The longest patch that one environment variable can hold, with room to spare.
LONGEST_PATCH = 60_000


def main(arguments: list[str] | None = None) -> int:
    """Print the patch of a form; 0 where its answers could become one."""
    parser = argparse.ArgumentParser(prog="python -m macros form", description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=configured_folder())
    options = parser.parse_args(arguments)
    try:
        change = edit(answers(os.environ.get("ISSUE_BODY", "")), load(options.folder), options.folder)
        patch = patch_of(change)
        if not patch or len(patch.encode()) > LONGEST_PATCH:
            raise FormError("form_nothing" if not patch else "form_too_long")
    except FormError as error:
        print(message(error.key, **error.values), file=sys.stderr)
        return 1
    change.path.write_text(change.after, encoding="utf-8", newline="\n")
    said = io.StringIO()
    with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
        check.main([str(options.folder)])
    for name, text in (("patch", patch), ("said", said.getvalue()[:LONGEST_PATCH])):
        print(f"{name}={base64.b64encode(text.encode()).decode()}")
    return 0


def patch_of(change: Edit) -> str:
    """Return a change as a patch that git applies; nothing where nothing changes."""
    name = printed(change.path)
    lines = change.before.splitlines(keepends=True), change.after.splitlines(keepends=True)
    return "".join(difflib.unified_diff(*lines, f"a/{name}" if change.before else "/dev/null", f"b/{name}"))
