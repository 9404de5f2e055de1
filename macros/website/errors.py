"""What stops a build, after it has been explained."""

from __future__ import annotations

import sys
from collections.abc import Iterable

from mkdocs.exceptions import Abort

from macros.i18n.report import REPORT_LANGUAGES
from macros.i18n.words import Words


class BuildStopped(Abort):
    """The build cannot go on, and why has been printed."""

    def __init__(self, sentences: Iterable[str]) -> None:
        super().__init__("")
        print("\n".join(sentences), file=sys.stderr)


def build_stopped(key: str, **values: str) -> BuildStopped:
    """Return the error that says in one sentence of the locales how pages, languages or folders do not fit together."""
    return BuildStopped([" / ".join(Words(language).plain(key, **values) for language in REPORT_LANGUAGES)])
