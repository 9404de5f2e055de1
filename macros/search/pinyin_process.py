"""Asks `macros.search.pinyin`, whose dictionaries are too large to stay in the memory of a build."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any


class PinyinProcess:
    """A process for each question but one that was asked before: while a plan is edited, most changes leave it so."""

    def __init__(self) -> None:
        self._question = ""
        self._answer = b""

    def answer(self, question: Mapping[str, Any]) -> dict[str, Any]:
        """Return what `pinyin.answer` returns for the arguments in a question; raise CalledProcessError if it fails."""
        asked = json.dumps(question)
        if asked != self._question:
            self._answer = _run(asked.encode())
            self._question = asked
        answer: dict[str, Any] = json.loads(self._answer)
        return answer


def _run(question: bytes) -> bytes:
    command = [sys.executable, "-X", "utf8", "-m", "macros.search.pinyin"]
    folder = Path(__file__).parents[2]
    return subprocess.run(
        command,
        cwd=folder,
        input=question,
        stdout=subprocess.PIPE,
        check=True,
        # Out of reach of Ctrl+C, which is for the command.
        start_new_session=True,
        creationflags=getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0),
    ).stdout
