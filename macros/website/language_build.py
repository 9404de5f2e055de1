"""Builds the site in one other language beside the original, in a process of its own.

On two cores both languages then take little longer than one. The process stays while the command runs, so that a
rebuild of `mkdocs serve` finds everything loaded: this file, run as a program, reads the settings of a build as a line
of JSON, answers with one when it is done, and ends with its input, whatever it is doing.
"""

from __future__ import annotations

import json
import logging
import os
import queue
import subprocess
import sys
import threading
import traceback
from collections.abc import Mapping
from pathlib import Path
from typing import IO, Any

from mkdocs.__main__ import State
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.exceptions import MkDocsException

_PROJECT = Path(__file__).parents[2]

# What this process runs under: MkDocs, or ProperDocs in its place, which takes over its modules when it is imported.
_ENGINE = build.__module__.partition(".")[0]
_PROCESS = f"import {_ENGINE}.__main__, runpy; runpy.run_module({__name__!r}, run_name='__main__')"


class LanguageBuild:
    """The builds of one other language by one command, one after the other."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        self._settings: IO[bytes]
        self._answers: IO[bytes]

    def begin(self, **settings: Any) -> None:
        """Begin to build with the settings that `_built` names."""
        if self._process is None or self._process.poll() is not None:
            self._process = subprocess.Popen(
                [sys.executable, "-X", "utf8", "-c", _PROCESS],
                cwd=_PROJECT,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                # Out of reach of Ctrl+C, which is for the command.
                start_new_session=True,
                creationflags=getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0),
            )
            assert self._process.stdin and self._process.stdout
            self._settings, self._answers = self._process.stdin, self._process.stdout
        self._settings.write(json.dumps(settings).encode() + b"\n")
        self._settings.flush()

    def is_complete(self) -> bool:
        """Wait for the end of the build; False where it failed, which its process has explained."""
        return self._answers.readline().strip() == b"true"

    def end(self) -> None:
        """End the process, whatever it is doing."""
        if self._process is not None:
            self._process.kill()
            self._process.communicate()
            self._process = None


def _built(config_file: str, extra: Mapping[str, Any], serve_url: str | None, log_level: int, **settings: Any) -> bool:
    """Build one site as a mkdocs command does; `settings` are those of its configuration."""
    logging.getLogger("mkdocs").setLevel(log_level)
    # How long it all took is logged by the command.
    logging.getLogger(build.__module__).setLevel(log_level if log_level < logging.INFO else logging.WARNING)
    try:
        config = load_config(config_file, **settings)
        config.extra |= extra
        if serve_url:
            # Only a command's first process knows which command it is; our hooks do without QR codes when it serves.
            config.plugins.on_startup(command="serve", dirty=False)
        build(config, serve_url=serve_url)
    except MkDocsException as error:
        error.show()
        return False
    except Exception:
        traceback.print_exc()
        return False
    return True


def _answer_until_the_command_ends() -> None:
    answers, sys.stdout = sys.stdout, sys.stderr
    # Has MkDocs' messages printed for as long as it is referred to.
    logged = State()  # type: ignore[no-untyped-call]  # noqa: F841
    lines: queue.SimpleQueue[str] = queue.SimpleQueue()
    threading.Thread(target=_read, args=(lines,), daemon=True).start()
    while True:
        print(json.dumps(_built(**json.loads(lines.get()))), file=answers, flush=True)


def _read(lines: queue.SimpleQueue[str]) -> None:
    """Hand on what the command writes, and end the process with it: a command that was killed needs no site."""
    for line in sys.stdin:
        lines.put(line)
    os._exit(0)


if __name__ == "__main__":
    _answer_until_the_command_ends()
