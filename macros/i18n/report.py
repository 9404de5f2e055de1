"""How problems are reported: one line for each, in the languages that maintainers read."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from macros.i18n.problem import Place, Problem
from macros.i18n.words import Words

#: The languages of messages to maintainers, unless they ask for one.
REPORT_LANGUAGES = ("zh", "en")
_BETWEEN = " / "


def line(place: Place, sentence: str) -> str:
    """Return a message as one line."""
    return f"{place}: {sentence}"


def annotation(place: Place, sentence: str, level: str = "error") -> str:
    """Return a message as a workflow command, which GitHub shows at the line in the pull request."""
    escapes = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A", ":": "%3A", ",": "%2C"})
    message = sentence.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    return f"::{level} file={place.path.translate(escapes)},line={place.line}::{message}"


def notice(place: Place, sentence: str) -> str:
    """Return a message that does not stop the build as a workflow command."""
    return annotation(place, sentence, "warning")


def report(
    problems: Iterable[Problem],
    locales: Iterable[Words],
    written: Callable[[Place, str], str] = line,
    waiting: Iterable[str] = (),
) -> list[str]:
    """Return one line for each problem, and last their number; `waiting` are the years that could not be compared."""
    lines = [written(problem.place, sentence(problem, locales)) for problem in problems]
    endings = [words.plain("summary_problems", count=len(lines)) for words in locales]
    return [*lines, *endings, *(words.plain("summary_waiting", year=year) for year in waiting for words in locales)]


def message(key: str, **values: Any) -> str:
    """Return one of the tool's messages in the languages of maintainers."""
    return _BETWEEN.join(Words(language).plain(key, **values) for language in REPORT_LANGUAGES)


def by_language(text: str) -> str | Mapping[str, str]:
    """Return a message that was written in the languages of maintainers by language; any other text as it is."""
    parts = text.split(_BETWEEN)
    return dict(zip(REPORT_LANGUAGES, parts, strict=True)) if len(parts) == len(REPORT_LANGUAGES) else text


def sentence(problem: Problem, locales: Iterable[Words]) -> str:
    """Return the message of a problem in each language."""
    return _BETWEEN.join(words.problem(problem) for words in locales)
