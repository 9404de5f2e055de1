"""The words by which the import knows the parts of a document: locales/zh.yml, compiled."""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from macros.i18n.words import ORIGINAL, YAML_LOADER


@functools.cache
def _words() -> Mapping[str, Any]:
    path = Path(__file__).parent / "locales" / f"{ORIGINAL}.yml"
    read: Mapping[str, Any] = yaml.load(path.read_text(encoding="utf-8"), YAML_LOADER)
    return read


def word(key: str) -> str:
    """Return a word or a regular expression."""
    return str(_words()[key])


def table(key: str) -> Mapping[str, str]:
    """Return words by what they stand for."""
    return {str(name): str(value) for name, value in _words()[key].items()}


def words(key: str) -> list[str]:
    """Return some words of one kind."""
    return [str(value) for value in _words()[key]]


@functools.cache
def pattern(key: str) -> re.Pattern[str]:
    """Return the compiled expression of a key; of a list, one that finds any of them."""
    value = _words()[key]
    return re.compile("|".join(f"(?:{part})" for part in value) if isinstance(value, list) else value)
