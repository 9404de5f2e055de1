"""`python -m macros schema`: writes a JSON Schema for each data file, for editors.

The schemas express what the models do and no more; the rules across files are left to the check.
"""

from __future__ import annotations

import argparse
import datetime
import json
import typing
from pathlib import Path
from typing import Any

from macros.i18n.report import REPORT_LANGUAGES
from macros.i18n.words import ORIGINAL, Words, languages
from macros.plan.files import NEVER_EMPTY
from macros.plan.load import FILES
from macros.plan.model import Id, LanguageCode, Model, Reference, WebAddress
from macros.plan.plan_values import ClauseNumber, Digest, FileName, Mark, Period
from macros.plan.reader import is_model, keys, without_none
from macros.plan.text import Paragraphs, Text, Translations, Variants
from macros.plan.work_plan import Plan, Section
from macros.plan.yaml_source import LONGEST_TEXT

FOLDER = Path(__file__).parent / "schemas"

#: The schema of each kind of file.
MODELS = {**{name.removesuffix(".yml"): model for name, model in FILES.items()}, "plan": Plan}

_STRING = {"type": "string", "minLength": 1, "maxLength": LONGEST_TEXT}

_TEXT = {"$ref": "#/definitions/Text"}
_PARAGRAPHS = {"anyOf": [_TEXT, {"type": "array", "items": _TEXT, "minItems": 1}]}

#: A schema, or a part of one.
Schema = dict[str, Any]

_SCALARS: dict[Any, Schema] = {
    Id: {"type": "string", "pattern": f"^{Id.PATTERN}$"},
    Reference: {"type": "string", "pattern": f"^{Id.PATTERN}$"},
    # YAML takes 5.2 for a number; the check reads it as it is written.
    ClauseNumber: {"type": ["number", "string"], "pattern": f"^{ClauseNumber.PATTERN}$"},
    Period: {"type": ["integer", "string"], "pattern": f"^{Period.PATTERN}$"},
    # YAML takes 1. for a number, too.
    Mark: {**_STRING, "type": ["number", "string"]},
    FileName: {"type": "string", "pattern": f"^{FileName.PATTERN}$"},
    Digest: {"type": "string", "pattern": f"^{Digest.PATTERN}$"},
    bool: {"type": "boolean"},
    LanguageCode: {"enum": languages()},
    WebAddress: {"type": "string", "pattern": "^https?://"},
    datetime.date: {"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"},
    int: {"type": "integer", "minimum": 1},
}


def schemas() -> dict[str, str]:
    """Return the text of every schema by its file's name."""
    return {
        f"{name}.json": json.dumps(_schema(model), ensure_ascii=False, indent=2) + "\n"
        for name, model in MODELS.items()
    }


def _schema(model: type[Model]) -> Schema:
    texts = {kind.__name__: _by_language(kind) for kind in (Text, Translations, Variants)}
    definitions = {**texts, **({"Paragraphs": _PARAGRAPHS, "Section": _of_model(Section)} if model is Plan else {})}
    return {"$schema": "http://json-schema.org/draft-07/schema#", **_of_model(model), "definitions": definitions}


def _of_model(model: type[Model]) -> Schema:
    kinds, required = keys(model)
    properties = {
        name: {
            **_of(kind),
            **({"minItems": 1} if (model, name) in NEVER_EMPTY else {}),
            "description": _description(model.__name__, name),
        }
        for name, kind in kinds.items()
    }
    return _object(properties, [name for name in kinds if name in required])


def _of(kind: Any) -> Schema:
    """Return the schema of a value of a kind, as a model's field names it."""
    kind = without_none(kind)
    if typing.get_origin(kind) is tuple:
        return {"type": "array", "items": _of(typing.get_args(kind)[0])}
    if typing.get_origin(kind) is typing.Literal:
        return {"enum": list(typing.get_args(kind))}
    if kind is Section:
        return {"allOf": [{"$ref": "#/definitions/Section"}]}
    if is_model(kind):
        return _of_model(kind)
    if kind in (Text, Translations, Variants, Paragraphs):
        # Beside $ref, draft 7 ignores a description; inside allOf it does not.
        return {"allOf": [{"$ref": f"#/definitions/{kind.__name__}"}]}
    return _SCALARS[kind]


def _by_language(kind: type) -> Schema:
    value: Schema = {"type": "array", "items": _STRING} if kind is Variants else _STRING
    # A translation may stand there empty, to be filled in.
    empty = {"anyOf": [value, {"type": "null"}, {"const": ""}]} if kind is Text else value
    properties = {}
    for language in languages():
        shape = value if language == ORIGINAL else empty
        properties[language] = {**shape, "description": Words(language).plain("language_name")}
    return _object(properties, [ORIGINAL] if kind is Text else [])


def _object(properties: Schema, required: list[str]) -> Schema:
    return {"type": "object", "properties": properties, "required": required, "additionalProperties": False}


def _description(model: str, name: str) -> str:
    return " / ".join(Words(language).key(model, name) for language in REPORT_LANGUAGES)


def main(arguments: list[str] | None = None) -> int:
    """Write every schema anew."""
    argparse.ArgumentParser(prog="python -m macros schema", description=__doc__).parse_args(arguments or [])
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name, text in schemas().items():
        (FOLDER / name).write_text(text, encoding="utf-8", newline="\n")
    return 0
