"""Values of YAML become models: each value is read as the type of its field, and what is wrong is reported."""

from __future__ import annotations

import dataclasses
import datetime
import functools
import os
import re
import types
import typing
from collections.abc import Callable, Iterable
from collections.abc import Set as AbstractSet
from pathlib import Path
from typing import Any, TypeGuard, TypeVar

from macros.i18n import numerals
from macros.i18n.problem import Detail, Place
from macros.i18n.words import ORIGINAL
from macros.plan import nesting, rules, web_address, yaml_source
from macros.plan.files import NEVER_EMPTY
from macros.plan.languages import languages_of_project
from macros.plan.model import (
    BETWEEN_ENTRIES,
    Branches,
    Glossary,
    Id,
    LanguageCode,
    Model,
    Partial,
    People,
    Reference,
    Search,
    WebAddress,
)
from macros.plan.plan_values import ClauseNumber, Digest, FileName, Mark, Period
from macros.plan.text import Paragraphs, Text, Translations, Variants
from macros.plan.yaml_source import Mapping, Problems, Scalar, Sequence, Value

M = TypeVar("M", bound=Model)
S = TypeVar("S", Scalar, Mapping, Sequence)

# An id is a folder's name: Windows opens a device instead of these, and has no very long paths.
_DEVICES = frozenset({"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(10))})
_LONGEST_ID = 80
_LONGEST_EXAMPLE = 30

# The files that a folder may do without: a site has no page about what they would list.
_DISPENSABLE = frozenset({People, Branches, Glossary, Search})


def printed(path: Path) -> str:
    """Return a path as messages print it: from the working folder where it lies inside, with forward slashes."""
    relative = os.path.relpath(path)
    return Path(path if relative.startswith("..") else relative).as_posix()


class Reader:
    """Reads YAML values into models, and collects the problems found on the way.

    A text may be in any of `languages`; those that are `read` are kept, all where none are given.
    """

    def __init__(self, languages: Iterable[str], read: Iterable[str] = ()) -> None:
        self.languages = tuple(languages)
        self._read = frozenset(read) or frozenset(self.languages)
        self.problems = Problems()
        self.texts: list[Text] = []
        self.written: list[tuple[str, Scalar]] = []

    def file(self, path: Path, model: type[M]) -> M:
        """Read one file as one model, which is empty where the file cannot be read, or is left out."""
        if model in _DISPENSABLE and not os.path.lexists(path):
            return model(place=Place(printed(path), 1), **dict.fromkeys(keys(model)[1], ()))
        value, problems = yaml_source.read(path, printed(path))
        for problem in problems:
            self.problems.add(problem.place, problem.rule, **problem.details)
        read: M | None = None if value is None else self.value(value, model, path.name)
        return read or self.nothing_of(model, Place(printed(path), 1))

    def nothing_of(self, model: type[M], place: Place) -> M:
        """Return a model of which nothing could be read."""
        read: M = _incomplete(model, place, is_whole=False)
        return read

    def value(self, value: Value, kind: Any, key: str) -> Any:
        """Read a value as the type of a model's field; `key` is its name in messages."""
        kind = without_none(kind)
        if typing.get_origin(kind) is tuple:
            return self._list(value, typing.get_args(kind)[0], key)
        if typing.get_origin(kind) is typing.Literal:
            return self._choice(value, typing.get_args(kind), key)
        if is_model(kind):
            return self._model(value, kind, key)
        return self._READERS[kind](self, value, key)

    def _report(self, place: Place, rule: str, **details: Detail) -> None:
        self.problems.add(place, rule, **details)

    def _is(self, value: Value, shape: type[S], key: str, first: str = ORIGINAL) -> TypeGuard[S]:
        """Return whether a value has the expected shape, and report it where it has not or is an empty scalar.

        `first` is the first key of a mapping.
        """
        is_empty = isinstance(value, Scalar) and not value.strip()
        if isinstance(value, shape) and not is_empty:
            return True
        if is_empty:
            self._report(value.place, "empty_value", key=key)
        elif shape is Sequence and isinstance(value, Scalar) and not value.endswith(":"):
            self._report(value.place, "no_list", key=key, right=_as_list(value))
        elif shape is Sequence and isinstance(value, Mapping) and not any(value.values()):
            self._report(value.place, "no_list", key=key, right=_as_list(", ".join(value)))
        elif shape is Mapping:
            inner = value if isinstance(value, Scalar) and len(value) <= _LONGEST_EXAMPLE else "…"
            self._report(value.place, "no_keys", key=key, right=f"{first}: {inner}", found=type(value))
        else:
            self._report(value.place, "wrong_shape", key=key, expected=shape, found=type(value))
        return False

    def _list(self, value: Value, kind: Any, key: str) -> tuple[Any, ...]:
        if not self._is(value, Sequence, key):
            return Partial()
        written = nesting.entries(value, *keys(kind), self._report) if is_model(kind) else value
        elements = [self.value(element, kind, key) for element in written]
        read = (element for element in elements if element is not None)
        return tuple(read) if all(map(_can_be_known, elements)) else Partial(read)

    def _model(self, value: Value, model: Any, key: str) -> Any:
        """Read a model. What it lacks is reported, and left out so that the rules still run."""
        kinds, required = keys(model)
        if not self._is(value, Mapping, key, first=next(iter(kinds))):
            return None
        is_whole = not value.repeated and value.keys() <= kinds.keys()
        value = nesting.as_meant(value, _inner_keys(model, self.languages), required, self._report)
        self._check_keys(value, kinds, required)
        read = {name: self.value(value[name], kind, name) for name, kind in kinds.items() if name in value}
        for name, element in value.items():
            if element == [] and (model, name) in NEVER_EMPTY:
                self._report(element.place, "empty_list", key=name)
        return _incomplete(model, value.place, is_whole=is_whole, **read)

    def _check_keys(self, value: Mapping, allowed: Iterable[str], required: AbstractSet[str]) -> None:
        missing = required - value.keys()
        unknown = [key for key in value if key not in allowed]
        # A single unknown key is taken for the single missing one, whatever its name.
        meant = next(iter(missing)) if len(unknown) == len(missing) == 1 else ""
        for key in unknown:
            nearest = rules.nearest(key, allowed) or meant
            self._report(value.key_places[key], "unknown_key", key=key, nearest=nearest, known=list(allowed))
            # A misspelt key is one mistake, and not a missing one besides.
            missing.discard(nearest)
        for key in sorted(missing):
            self._report(value.place, "missing_key", key=key)

    def _choice(self, value: Value, known: tuple[str, ...], key: str) -> Scalar | None:
        if not self._is(value, Scalar, key):
            return None
        if value not in known:
            nearest = rules.nearest(value, known)
            self._report(value.place, "unknown_choice", key=key, value=value, known=list(known), nearest=nearest)
            return None
        return value

    def _yes_or_no(self, value: Value, key: str) -> bool:
        return self._choice(value, ("true", "false"), key) == "true"

    def _mark(self, value: Value, key: str) -> Mark | None:
        if not self._is(value, Scalar, key):
            return None
        if not numerals.is_mark(value):
            self._report(value.place, "bad_mark", value=value)
            return None
        return Mark(value, value.place)

    def _period(self, value: Value, key: str) -> Period | None:
        if not self._is(value, Scalar, key):
            return None
        period = Period(value, value.place)
        try:
            if re.fullmatch(Period.PATTERN, value) and period.last_day:
                return period
        except ValueError:
            pass
        self._report(value.place, "bad_period", key=key, value=value)
        return None

    def _file_name(self, value: Value, key: str) -> FileName | None:
        if not self._is(value, Scalar, key):
            return None
        if not re.fullmatch(FileName.PATTERN, value):
            self._report(value.place, "bad_file_name", value=value)
        return FileName(value, value.place)

    def _digest(self, value: Value, key: str) -> Digest | None:
        if not self._is(value, Scalar, key):
            return None
        if not re.fullmatch(Digest.PATTERN, value):
            self._report(value.place, "bad_digest", key=key, value=value)
        return Digest(value, value.place)

    def _clause_number(self, value: Value, key: str) -> Scalar | None:
        if not self._is(value, Scalar, key):
            return None
        if not re.fullmatch(ClauseNumber.PATTERN, value):
            self._report(value.place, "bad_clause_number", value=value)
            return None
        return value

    def _web_address(self, value: Value, key: str) -> Scalar | None:
        if not self._is(value, Scalar, key):
            return None
        if fault := web_address.fault_of(value):
            self._report(value.place, fault, value=value)
        return value

    def _id(self, value: Value, key: str) -> Id | None:
        if not self._is(value, Scalar, key):
            return None
        identifier = Id(value, value.place)
        if not identifier.is_well_formed:
            self._report(value.place, "bad_id", id=value)
        elif len(value) > _LONGEST_ID or value in _DEVICES:
            self._report(value.place, "unsafe_id", id=value, longest=_LONGEST_ID)
        return identifier

    def _reference(self, value: Value, key: str) -> Reference | None:
        if not self._is(value, Scalar, key):
            return None
        return Reference(value, value.place)

    def _whole_number(self, value: Value, key: str) -> int:
        if not self._is(value, Scalar, key):
            return 0
        if not re.fullmatch(r"[1-9][0-9]{0,3}", value):
            self._report(value.place, "bad_number", key=key, value=value)
            return 0
        return int(value)

    def _date(self, value: Value, key: str) -> datetime.date | None:
        if not self._is(value, Scalar, key):
            return None
        try:
            if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value):
                return datetime.date.fromisoformat(value)
        except ValueError:
            pass
        self._report(value.place, "bad_date", key=key, value=value)
        return None

    def _text(self, value: Value, key: str) -> Text | None:
        """Read a text; an empty translation is a missing one, an empty original a problem."""
        if not self._is(value, Mapping, key):
            return None
        self._check_keys(value, self.languages, {ORIGINAL})
        forms: dict[str, Scalar] = {}
        for language, written in value.items():
            is_missing = language not in self._read or (language != ORIGINAL and written == "")
            if not is_missing and (scalar := self._written(written, language)):
                forms[str(language)] = scalar
        if ORIGINAL not in forms:
            return None
        text = Text(forms, value.place)
        self.texts.append(text)
        return text

    def _paragraphs(self, value: Value, key: str) -> Paragraphs:
        paragraphs = value if isinstance(value, Sequence) else [value]
        texts = [self._text(paragraph, key) for paragraph in paragraphs]
        if not texts:
            self._report(value.place, "empty_list", key=key)
        return Paragraphs(text for text in texts if text)

    def _written(self, value: Value, language: str) -> Scalar | None:
        """Read a piece of text, and collect it for the rules on how texts are written."""
        if not self._is(value, Scalar, language):
            return None
        self.written.append((str(language), value))
        return value

    def _translations(self, value: Value, key: str) -> Translations:
        return Translations(self._by_language(value, key, self._written))

    def _variants(self, value: Value, key: str) -> Variants:
        return Variants(self._by_language(value, key, self._written_list))

    def _written_list(self, value: Value, language: str) -> tuple[Scalar, ...]:
        forms = value if self._is(value, Sequence, language) else []
        return tuple(written for form in forms if (written := self._written(form, language)))

    def _by_language(self, value: Value, key: str, read: Callable[[Value, str], Any]) -> dict[str, Any]:
        if not self._is(value, Mapping, key):
            return {}
        self._check_keys(value, self.languages, set())
        kept = [(str(language), written) for language, written in value.items() if language in self._read]
        return {language: read(written, language) for language, written in kept}

    def _language(self, value: Value, key: str) -> LanguageCode | None:
        known = languages_of_project()
        code = self._choice(value, known, key)
        return LanguageCode(code, code.place) if code in known else None

    _READERS: typing.ClassVar[dict[type, Callable[[Reader, Value, str], Any]]] = {
        int: _whole_number,
        bool: _yes_or_no,
        ClauseNumber: _clause_number,
        Mark: _mark,
        Period: _period,
        FileName: _file_name,
        Digest: _digest,
        Paragraphs: _paragraphs,
        WebAddress: _web_address,
        LanguageCode: _language,
        Id: _id,
        Reference: _reference,
        datetime.date: _date,
        Text: _text,
        Translations: _translations,
        Variants: _variants,
    }


def _as_list(value: str) -> str:
    """Return what was written for a list as one, without brackets of other kinds and marks of other lists."""
    bare = value.strip("()[]{}（）［］【】〔〕")
    # Ids have no spaces in them.
    space = r"\s" if re.fullmatch(rf"[-a-z0-9\s{BETWEEN_ENTRIES}]+", bare) else ""
    entries = map(str.strip, re.split(f"[{space}{BETWEEN_ENTRIES}]+", bare))
    return f"[{', '.join(filter(None, entries))}]"


def without_none(kind: Any) -> Any:
    """Return the type of a field's value where there is one: Text for `Text | None`."""
    return typing.get_args(kind)[0] if isinstance(kind, types.UnionType) else kind


def is_model(kind: Any) -> TypeGuard[type[Model]]:
    """Return whether the type of a field is a model, whose keys stand below the field's own."""
    return isinstance(kind, type) and issubclass(kind, Model)


def keys(model: Any) -> tuple[dict[str, Any], set[str]]:
    """Return a model's keys in their order, each with the type of its value, and those that are required."""
    # A class is Any here, since mypy takes the class of frozen dataclasses for unhashable.
    return _keys(model)


@functools.cache
def _keys(model: type[Model]) -> tuple[dict[str, Any], set[str]]:
    hints = typing.get_type_hints(model)
    names = model.field_names()
    fields = [field for field in dataclasses.fields(model) if field.name in names]
    none = dataclasses.MISSING, dataclasses.MISSING
    required = {field.name for field in fields if (field.default, field.default_factory) == none}
    return {field.name: hints[field.name] for field in fields}, required


@functools.cache
def _inner_keys(model: type[Model], languages: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    """Return for each key of a model the keys that can stand below it."""
    kinds = {name: without_none(kind) for name, kind in keys(model)[0].items()}
    return {
        name: tuple(keys(kind)[0]) if is_model(kind) else languages if kind in (Text, Paragraphs) else ()
        for name, kind in kinds.items()
    }


def _incomplete(model: Any, place: Place, is_whole: bool, **read: Any) -> Any:
    """Return a model in which each required field that was not read is None, or Partial where it is a list.

    Unless all that was written could be read, a list that may be absent may have been meant, and is Partial too; so may
    a number, which is 0.
    """
    kinds, required = keys(model)
    unread = kinds.keys() - read.keys()
    lists = {name for name in unread if typing.get_origin(kinds[name]) is tuple and (name in required or not is_whole)}
    missing: dict[str, Any] = {name: Partial() if name in lists else None for name in (required - read.keys()) | lists}
    if not is_whole:
        missing |= {name: 0 for name in unread if kinds[name] == int | None}
    return model(place=place, **read, **missing)


def _can_be_known(entry: Any) -> bool:
    """Return whether an entry of a list was read, and with its id where it has one."""
    return entry is not None and getattr(entry, "id", "") is not None
