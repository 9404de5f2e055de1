"""What stands in a file, as text, from a process of its own, since the file may come from anybody.

`python -m macros.tools.importing.extraction FILE SECONDS BYTES` prints a JSON object: the lines of the text, or the key
of the message that says why there are none; the time and the memory that it may take are given. Nothing of the file is
run, and nothing that it refers to is opened.
"""

from __future__ import annotations

import importlib
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import macros

#: The limits: bytes of a file and of what it unpacks to, pages, characters of text, bytes of memory, seconds.
LARGEST, MOST_UNPACKED, MOST_PAGES, MOST_TEXT = 20_000_000, 100_000_000, 300, 300_000
MOST_MEMORY, MOST_SECONDS = 1_000_000_000, 60

# Which module reads a kind of file.
_READERS = {".txt": "plain", ".docx": "docx", ".pdf": "pdf"}

# What Word's files began with until 2007, and begin with today where they have a password.
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


class Line(NamedTuple):
    """A line of a text: the cells of a row of a table stand between tabs; `merged` are those one with the cell above.

    A paragraph is `whole` where the file says where paragraphs end; a text box stands outside of them.
    """

    text: str
    merged: tuple[int, ...] = ()
    is_whole: bool = False
    is_box: bool = False


class ExtractionError(Exception):
    """A file gives no text; `key` is that of the message that says why."""

    def __init__(self, key: str) -> None:
        super().__init__(key)
        self.key = key


def extracted(path: Path) -> list[Line]:
    """Return the lines of a file. Raises ExtractionError where it gives none within the limits."""
    environment = os.environ | {"PYTHONPATH": str(Path(macros.__file__).parents[1]), "PYTHONUTF8": "1"}
    command = [sys.executable, "-m", __name__, str(path), str(MOST_SECONDS), str(MOST_MEMORY)]
    try:
        run = subprocess.run(
            command, capture_output=True, stdin=subprocess.DEVNULL, env=environment, timeout=MOST_SECONDS
        )
    except subprocess.TimeoutExpired:
        raise ExtractionError("import_limits") from None
    try:
        answer = json.loads(run.stdout)
    except ValueError:
        # The system ended it, or its reader did not survive the file.
        raise ExtractionError("import_limits" if run.returncode < 0 else "import_damaged") from None
    if "error" in answer:
        raise ExtractionError(answer["error"])
    return [Line(text, tuple(merged), *rest) for text, merged, *rest in answer["lines"]]


def _read(path: Path) -> list[Line]:
    suffix = path.suffix.lower()
    if not path.is_file():
        raise ExtractionError("import_no_file")
    if path.stat().st_size > LARGEST:
        raise ExtractionError("import_limits")
    with path.open("rb") as file:
        is_ole = file.read(len(_OLE)) == _OLE
    if is_ole:
        raise ExtractionError("import_password" if suffix == ".docx" else "import_old_format")
    if suffix not in _READERS:
        raise ExtractionError("import_old_format" if suffix in (".doc", ".wps", ".rtf") else "import_unknown_format")
    try:
        lines: list[Line] = importlib.import_module(f"{__package__}.{_READERS[suffix]}").lines(path)
    except ModuleNotFoundError:
        raise ExtractionError("import_not_installed") from None
    if not any(line.text.strip() for line in lines):
        raise ExtractionError("import_scan" if suffix == ".pdf" else "import_empty")
    if sum(len(line.text) for line in lines) > MOST_TEXT:
        raise ExtractionError("import_limits")
    return lines


def _limit(seconds: int, memory: int) -> None:
    """Bound this process's memory and time, where the system can."""
    try:
        resource = importlib.import_module("resource")
    except ModuleNotFoundError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def main(path: Path, seconds: int, memory: int) -> None:
    """Print the lines of a file, or why it has none."""
    _limit(seconds, memory)
    try:
        answer: dict[str, object] = {"lines": _read(path)}
    except ExtractionError as error:
        answer = {"error": error.key}
    except MemoryError:
        answer = {"error": "import_limits"}
    except Exception:  # Whatever a reader makes of bytes from strangers.
        answer = {"error": "import_damaged"}
    sys.stdout.write(json.dumps(answer))


if __name__ == "__main__":
    # The module's own name, so that the readers raise the class that is caught here.
    importlib.import_module("macros.tools.importing.extraction").main(Path(sys.argv[1]), *map(int, sys.argv[2:]))
