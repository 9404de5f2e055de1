"""What stops a build, after it has been explained."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Iterable, Iterator

from mkdocs.exceptions import Abort

from macros.i18n.report import REPORT_LANGUAGES
from macros.i18n.words import Words


class BuildStopped(Abort):
    """The build cannot go on, and why has been printed: in `sentences`."""

    def __init__(self, sentences: Iterable[str]) -> None:
        super().__init__("")
        self.sentences = list(sentences)
        print("\n".join(self.sentences), file=sys.stderr)


def build_stopped(key: str, **values: str) -> BuildStopped:
    """Return the error that explains in one message of the locales why a build cannot go on."""
    return BuildStopped([" / ".join(Words(language).plain(key, **values) for language in REPORT_LANGUAGES)])


@contextlib.contextmanager
def writing() -> Iterator[None]:
    """Have whatever the disk refuses end the build in one sentence."""
    try:
        yield
    except OSError as error:
        raise not_written(error) from None


def not_written(error: OSError) -> BuildStopped:
    """Return the error that says why the disk does not take a site."""
    # Where a whole folder was copied, its error lists what went wrong, each with where from, where to, and why.
    reason = error.strerror or str(error.args[0][0][-1])
    return build_stopped("site_not_written", reason=f"{error.filename}: {reason}" if error.filename else reason)
