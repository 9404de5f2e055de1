"""How problems are reported: one line for each, in the languages that maintainers read."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from macros.i18n.problem import Place, Problem
from macros.i18n.words import Words

#: The languages in which maintainers are spoken to, unless they ask for one.
REPORT_LANGUAGES = ("zh", "en")


def line(place: Place, sentence: str) -> str:
    """Write a problem as one line."""
    return f"{place}: {sentence}"


def annotation(place: Place, sentence: str, level: str = "error") -> str:
    """Write a problem as a workflow command that GitHub shows at the line in the pull request."""
    escapes = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A", ":": "%3A", ",": "%2C"})
    message = sentence.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    return f"::{level} file={place.path.translate(escapes)},line={place.line}::{message}"


def notice(place: Place, sentence: str) -> str:
    """Write what does not stop the build as a workflow command."""
    return annotation(place, sentence, "warning")


def report(
    problems: Iterable[Problem],
    speakers: Iterable[Words],
    written: Callable[[Place, str], str] = line,
    ending: str = "summary_problems",
) -> list[str]:
    """Return one line for each problem, and last how many there are."""
    lines = [written(problem.place, sentence(problem, speakers)) for problem in problems]
    return [*lines, *(words.plain(ending, count=len(lines)) for words in speakers)]


def sentence(problem: Problem, speakers: Iterable[Words]) -> str:
    """Say what is wrong in each language."""
    return " / ".join(words.problem(problem) for words in speakers)
