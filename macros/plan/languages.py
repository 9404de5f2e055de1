"""Which languages the project can build: the original, and each that has an mkdocs.<language>.yml."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from macros.i18n.words import ORIGINAL

_PROJECT = Path(__file__).parents[2]


def languages_of_project() -> tuple[str, ...]:
    """Return the codes of the languages that the project can build, the original first."""
    return ORIGINAL, *(path.name.split(".")[1] for path in sorted(_PROJECT.glob("mkdocs.*.yml")))


def languages_of_site(named: Sequence[str]) -> tuple[str, ...]:
    """Return the languages of a site that names some, or all of the project, the original first."""
    return tuple(dict.fromkeys((ORIGINAL, *named))) if named else languages_of_project()
