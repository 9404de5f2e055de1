"""Keeps a build's log to what somebody who changes the plan wants to read; `mkdocs --verbose` shows all of it."""

from __future__ import annotations

import logging

from mkdocs.commands import build
from mkdocs.livereload import LiveReloadServer
from mkdocs.utils import DuplicateFilter

# What loggers say at every build, whatever has changed: the beginnings of their messages, or all that is no warning.
_STEPS = {
    build.__name__: ("Cleaning site directory", "Building documentation"),
    build.__name__.replace("build", "serve"): ("Building documentation",),
    LiveReloadServer.__module__: ("Watching paths", "Detected file changes", "Reloading browsers", "Browser connected"),
    "mkdocs.plugins.mkdocs_macros.util": ("",),
}


def leave_out_steps() -> None:
    """Have each build log one line, and what is new to say of the plan."""
    for name, steps in _STEPS.items():
        logging.getLogger(name).addFilter(_Filter(steps))
    logging.getLogger("mkdocs.plugins.plan").addFilter(DuplicateFilter())


class _Filter(logging.Filter):
    def __init__(self, steps: tuple[str, ...]) -> None:
        super().__init__()
        self._steps = steps

    def filter(self, record: logging.LogRecord) -> bool:
        # MkDocs' server puts the time before its messages.
        message = record.getMessage().partition("] ")[2] or record.getMessage()
        is_step = record.levelno <= logging.INFO and message.startswith(self._steps)
        return not is_step or logging.getLogger(record.name).isEnabledFor(logging.DEBUG)
