"""What somebody has filled into an issue form: which form it was, and the answer in each of its fields."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

import yaml

from macros.i18n.words import YAML_LOADER

FOLDER = Path(__file__).parents[3] / ".github" / "ISSUE_TEMPLATE"

# What GitHub writes where nothing was filled in.
_NOTHING = "_No response_"
# No answer is longer: the longest text of a plan has some 600 characters.
_LONGEST = 20_000


class FormError(Exception):
    """The answers cannot become a change; `key` is that of the message that says why, with its values."""

    def __init__(self, key: str, **values: str) -> None:
        super().__init__(key)
        self.key = key
        self.values = values


class Answers(NamedTuple):
    """The name of a form, and its fields that were filled in."""

    form: str
    fields: Mapping[str, str]


def answers(body: str) -> Answers:
    """Return the answers in the body of an issue. Raises FormError where it is not that of a form."""
    given = dict(_sections(body.replace("\r\n", "\n")))
    for path in sorted(FOLDER.glob("*.yml")):
        labels = _labels(path)
        if set(labels) == set(given):
            return Answers(path.stem, {labels[label]: text for label, text in given.items() if text})
    raise FormError("form_unknown")


def _sections(body: str) -> list[tuple[str, str]]:
    """Return each heading of the third level with the text below it, on one line."""
    parts = re.split(r"^### +(.*?) *$", body, flags=re.MULTILINE)[1:]
    texts = (" ".join(text.split()) for text in parts[1::2])
    return [(label, "" if text == _NOTHING else text[:_LONGEST]) for label, text in zip(parts[::2], texts, strict=True)]


def _labels(path: Path) -> dict[str, str]:
    """Return the ids of a form's fields by their labels."""
    form = yaml.load(path.read_text(encoding="utf-8"), YAML_LOADER)
    return {" ".join(field["attributes"]["label"].split()): field["id"] for field in form["body"] if "id" in field}
