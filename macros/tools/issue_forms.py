"""The issue forms for those who do not use git, written from the models by `python -m macros schema`.

A field is a key of the data files, and its id is the way to it: `name_zh` is what stands under `name:` behind `zh:`.
"""

from __future__ import annotations

import dataclasses
import types
import typing
from collections.abc import Iterator
from pathlib import Path

import yaml

from macros.i18n.report import REPORT_LANGUAGES
from macros.i18n.words import ORIGINAL, Words, languages
from macros.plan.load import keys
from macros.plan.model import Branch, Clause, Person
from macros.plan.text import Text

FOLDER = Path(__file__).parents[2] / ".github/ISSUE_TEMPLATE"

#: Each form with the model that its fields are of, and those keys of it that are asked for; all where none is named.
FORMS: dict[str, tuple[type, frozenset[str]]] = {
    "correct-a-sentence": (Clause, frozenset()),
    "add-a-branch": (Branch, frozenset()),
    "add-a-person": (Person, frozenset()),
    "remove-a-person": (Person, frozenset({"id"})),
}

# A text that is longer than a line of a form.
_LONG = frozenset({"text"})


def issue_forms() -> dict[str, str]:
    """Return the text of every form by its file's name."""
    return {
        f"{name}.yml": yaml.safe_dump(_form(name), allow_unicode=True, sort_keys=False, width=10**6) for name in FORMS
    }


def _form(name: str) -> dict:
    key = name.replace("-", "_")
    intro = {"type": "markdown", "attributes": {"value": _spoken(f"form_{key}_how", "\n\n")}}
    return {
        "name": _spoken(f"form_{key}"),
        "description": _spoken(f"form_{key}_description"),
        "body": [intro, *_fields(name), _field("reason", _spoken("form_reason"), "", is_long=True)],
    }


def _fields(name: str) -> Iterator[dict]:
    model, asked = FORMS[name]
    # Of a correction, nothing but what is to change has to be filled in.
    is_correction = name == "correct-a-sentence"
    if is_correction:
        yield _field("plan", _spoken("form_plan"), "plans/<plan>.yml")
    for path, meaning, is_required in leaves(model):
        if not asked or path[0] in asked:
            must = is_required and not is_correction
            yield _field("_".join(path), meaning, ": ".join(path), is_required=must, is_long=path[0] in _LONG)


def leaves(model: type) -> Iterator[tuple[tuple[str, ...], str, bool]]:
    """Yield what can be filled in of a model: the keys on the way to it, its meaning, and whether it must be."""
    kinds, required = keys(model)
    for key, kind in kinds.items():
        kind = typing.get_args(kind)[0] if isinstance(kind, types.UnionType) else kind
        meanings = [Words(language).key(model.__name__, key) for language in REPORT_LANGUAGES]
        if kind is Text:
            for language in languages():
                named = [f"{meaning} ({Words(language).plain('language_name')})" for meaning in meanings]
                yield (key, language), " / ".join(named), key in required and language == ORIGINAL
        elif dataclasses.is_dataclass(kind):
            for path, meaning, is_required in leaves(kind):
                told = " / ".join(f"{own}: {part}" for own, part in zip(meanings, meaning.split(" / "), strict=True))
                yield (key, *path), told, key in required and is_required
        else:
            yield (key,), " / ".join(meanings), key in required


def _field(identifier: str, label: str, description: str, *, is_required: bool = False, is_long: bool = False) -> dict:
    told = {"label": label, **({"description": f"`{description}`"} if description else {})}
    kind = "textarea" if is_long else "input"
    return {"type": kind, "id": identifier, "attributes": told, "validations": {"required": is_required}}


def _spoken(key: str, between: str = " / ") -> str:
    return between.join(Words(language).plain(key) for language in REPORT_LANGUAGES)
