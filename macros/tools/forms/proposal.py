"""`python -m macros apply`: applies a patch from another job to the data, and to nothing else, and runs none of it.

PATCH and SAID are in the environment, in base64, as `python -m macros form` prints them. A patch that names anything
outside of the data folder, a link, a file that is no YAML, or a mode is refused as a whole.
"""

from __future__ import annotations

import argparse
import base64
import os
import re
import subprocess
import sys
from pathlib import Path, PurePosixPath

from macros.i18n.report import message
from macros.plan.data_folder import configured_folder

_HUNK = re.compile(r"@@ -\d+(?:,(\d+))? \+\d+(?:,(\d+))? @@.*")


class PatchError(Exception):
    """A patch is refused; the text is the line for which it is."""


def main(arguments: list[str] | None = None) -> int:
    """Apply the patch and write the text of a pull request; 0 where that could be done."""
    parser = argparse.ArgumentParser(prog="python -m macros apply", description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=configured_folder())
    parser.add_argument("--body", type=Path, required=True, help="where the text of the pull request is written")
    options = parser.parse_args(arguments)
    try:
        patch, said = (base64.b64decode(os.environ.get(name, ""), validate=True).decode() for name in ("PATCH", "SAID"))
        check_patch(patch, options.folder)
    except (PatchError, ValueError) as error:
        print(message("apply_refused", line=str(error)), file=sys.stderr)
        return 1
    run = subprocess.run(
        ["git", "apply", "--whitespace=nowarn", "-"], input=patch.encode(), capture_output=True, check=False
    )
    if run.returncode:
        print(message("apply_refused", line=run.stderr.decode(errors="replace").strip()), file=sys.stderr)
        return 1
    options.body.write_text(body(said, os.environ.get("NUMBER", "")), encoding="utf-8")
    return 0


def check_patch(patch: str, folder: Path) -> None:
    """Raise PatchError unless a patch changes the text of one YAML file in a folder, and does nothing else."""
    before, after, *hunks = [*patch.split("\n"), "", ""]
    _check_path(before, after, folder)
    _check_hunks(hunks)


def _check_path(before: str, after: str, folder: Path) -> None:
    """Raise PatchError unless the two lines of a patch's head name one file of a folder, which is no link."""
    name = after.removeprefix("+++ b/")
    if not after.startswith("+++ b/") or before not in (f"--- a/{name}", "--- /dev/null"):
        raise PatchError(after)
    path = PurePosixPath(name)
    is_plain = re.fullmatch(r"[A-Za-z0-9._/-]+", name) is not None and ".." not in path.parts
    within = PurePosixPath(folder.as_posix())
    if not is_plain or path.is_absolute() or within not in path.parents or path.suffix != ".yml":
        raise PatchError(after)
    for part in (Path(name), *Path(name).parents):
        if part.is_symlink():
            raise PatchError(after)


def _check_hunks(lines: list[str]) -> None:
    """Raise PatchError unless there is nothing but whole hunks."""
    rest = [line for line in lines if line]
    if not rest:
        raise PatchError("")
    while rest:
        head = _HUNK.fullmatch(rest.pop(0))
        if not head:
            raise PatchError("@@")
        old, new = (int(count) if count is not None else 1 for count in head.groups())
        while old > 0 or new > 0:
            line = rest.pop(0) if rest else "\n"
            if line[0] not in "+- ":
                raise PatchError(line)
            old -= line[0] in "- "
            new -= line[0] in "+ "


def body(said: str, number: str) -> str:
    """Return the text of a pull request: what it closes, and what the check said, as text that means nothing else."""
    closes = f"Closes #{number}\n\n" if re.fullmatch("[0-9]{1,9}", number) else ""
    lines = [f"    {line}" for line in said.splitlines()]
    return f"{closes}{message('apply_body')}\n\n" + "\n".join(lines) + "\n"
