"""A data folder becomes one linked, read-only Site, or every problem at once."""

from __future__ import annotations

import dataclasses
import datetime
import functools
import os
import re
import types
import typing
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from macros import located, rules, words
from macros.located import DataError, Mapping, Place, Problem, Scalar, Sequence
from macros.model import (
    ORIGINAL,
    About,
    Branches,
    Files,
    Glossary,
    Id,
    People,
    Plan,
    Site,
    Text,
    Translations,
    Variants,
)

_KEBAB_CASE = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def site_at(folder: Path) -> Site:
    """Give the Site of a data folder; the same object as long as no file in it has changed.

    Raises DataError with every problem of every file.
    """
    signature = tuple((path, path.stat().st_mtime_ns, path.stat().st_size) for path in sorted(folder.rglob("*.yml")))
    return _site_at(folder, signature)


@functools.lru_cache(maxsize=1)
def _site_at(folder: Path, _signature: tuple) -> Site:
    return load(folder)


def load(folder: Path) -> Site:
    """Read, check and link a data folder. Raises DataError with every problem of every file, in their order."""
    reader = _Reader(words.languages())
    files = Files(
        about=reader.file(folder / "site.yml", About),
        people=reader.file(folder / "people.yml", People),
        branches=reader.file(folder / "branches.yml", Branches),
        glossary=reader.file(folder / "glossary.yml", Glossary),
        plans=tuple(filter(None, [reader.file(path, Plan) for path in _plan_files(folder, reader)])),
    )
    problems = [*reader.problems, *rules.problems(files)]
    if problems:
        raise DataError(sorted(problems, key=lambda problem: problem.place))
    return Site(files, tuple(reader.texts))


def _plan_files(folder: Path, reader: _Reader) -> list[Path]:
    """List the plans, newest first. A file whose name is no year is a problem, and so is a folder without plans."""
    paths = sorted((folder / "plans").glob("*.y*ml"), reverse=True)
    years = [path for path in paths if re.fullmatch(r"[0-9]{4}\.yml", path.name)]
    for path in paths:
        if path not in years:
            reader.problems.append(Problem(Place(printed(path), 1), "plan_file_name"))
    if not paths:
        reader.problems.append(Problem(Place(printed(folder / "plans"), 1), "no_plans"))
    return years


def printed(path: Path) -> str:
    """Give a path as messages print it: from the working folder where it lies inside, with forward slashes."""
    relative = os.path.relpath(path)
    return Path(path if relative.startswith("..") else relative).as_posix()


class _Reader:
    """Reads located values into models, and collects what is wrong on the way."""

    def __init__(self, languages: Iterable[str]) -> None:
        self.languages = tuple(languages)
        self.problems: list[Problem] = []
        self.texts: list[Text] = []

    def file(self, path: Path, model: type) -> Any:
        """Read one file as one model; None where it has problems that leave nothing to build."""
        value, problems = located.read(path, printed(path))
        self.problems.extend(problems)
        return None if value is None else self.value(value, model, path.name)

    def value(self, value: located.Value, kind: Any, key: str) -> Any:
        """Read a value as what a model's field says that it is; `key` is what messages call it."""
        if typing.get_origin(kind) is tuple:
            return self._list(value, typing.get_args(kind)[0], key)
        if isinstance(kind, types.UnionType):
            return self.value(value, typing.get_args(kind)[0], key)
        if dataclasses.is_dataclass(kind):
            return self._model(value, kind, key)
        return self._READERS[kind](self, value, key)

    def _complain(self, place: Place, rule: str, **details: Any) -> None:
        self.problems.append(Problem(place, rule, details))

    def _is(self, value: located.Value, shape: type, key: str) -> bool:
        """Tell whether a value has the right shape, and complain where it has not. An empty scalar is no value."""
        if isinstance(value, shape) and (shape is not Scalar or value.strip()):
            return True
        if isinstance(value, Scalar) and not value.strip():
            self._complain(value.place, "empty_value", key=key)
        else:
            self._complain(value.place, "wrong_shape", key=key, expected=shape, found=type(value))
        return False

    def _list(self, value: located.Value, kind: Any, key: str) -> tuple:
        if not self._is(value, Sequence, key):
            return ()
        read = (self.value(element, kind, key) for element in value)
        return tuple(element for element in read if element is not None)

    def _model(self, value: located.Value, model: type, key: str) -> Any:
        """Read a model. What is missing in it is told and left None (lists: empty), so that the rules still run."""
        if not self._is(value, Mapping, key):
            return None
        kinds, required = _keys(model)
        self._check_keys(value, kinds, required)
        read = {name: self.value(value[name], kind, name) for name, kind in kinds.items() if name in value}
        for name in required - read.keys():
            read[name] = () if typing.get_origin(kinds[name]) is tuple else None
        return model(place=value.place, **read)

    def _check_keys(self, value: Mapping, allowed: Iterable[str], required: set[str]) -> None:
        for key in value:
            if key not in allowed:
                self._complain(
                    key.place, "unknown_key", key=key, nearest=rules.nearest(key, allowed), known=list(allowed)
                )
        for key in sorted(required - value.keys()):
            self._complain(value.place, "missing_key", key=key)

    def _scalar(self, value: located.Value, key: str) -> str:
        return value if self._is(value, Scalar, key) else ""

    def _id(self, value: located.Value, key: str) -> Id | None:
        if not self._is(value, Scalar, key):
            return None
        if not _KEBAB_CASE.fullmatch(value):
            self._complain(value.place, "bad_id", id=value)
        identifier = Id(value)
        identifier.place = value.place
        return identifier

    def _whole_number(self, value: located.Value, key: str) -> int:
        if not self._is(value, Scalar, key):
            return 0
        if not re.fullmatch(r"[1-9][0-9]{0,3}", value):
            self._complain(value.place, "bad_number", key=key, value=value)
            return 0
        return int(value)

    def _date(self, value: located.Value, key: str) -> datetime.date | None:
        if not self._is(value, Scalar, key):
            return None
        try:
            if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value):
                return datetime.date.fromisoformat(value)
        except ValueError:
            pass
        self._complain(value.place, "bad_date", key=key, value=value)
        return None

    def _text(self, value: located.Value, key: str) -> Text | None:
        """Read a text; an empty translation is a missing one, an empty original a problem."""
        if not self._is(value, Mapping, key):
            return None
        self._check_keys(value, self.languages, {ORIGINAL})
        text = Text()
        for language, written in value.items():
            if language != ORIGINAL and written == "":
                continue
            text[str(language)] = str(self._scalar(written, str(language)))
        text.place = value.place
        self.texts.append(text)
        return text

    def _translations(self, value: located.Value, key: str) -> Translations:
        return Translations(self._by_language(value, key, self._scalar))

    def _variants(self, value: located.Value, key: str) -> Variants:
        return Variants(self._by_language(value, key, lambda forms, name: self._list(forms, str, name)))

    def _by_language(self, value: located.Value, key: str, read: Callable) -> dict:
        if not self._is(value, Mapping, key):
            return {}
        self._check_keys(value, self.languages, set())
        return {str(language): read(written, str(language)) for language, written in value.items()}

    _READERS: typing.ClassVar[dict[type, Callable]] = {
        str: _scalar,
        int: _whole_number,
        Id: _id,
        datetime.date: _date,
        Text: _text,
        Translations: _translations,
        Variants: _variants,
    }


@functools.cache
def _keys(model: type) -> tuple[dict[str, Any], set[str]]:
    """Give a model's keys with what each holds, in their order, and those that must be there."""
    hints = typing.get_type_hints(model)
    fields = [field for field in dataclasses.fields(model) if field.name != "place"]
    required = {field.name for field in fields if field.default is dataclasses.MISSING}
    return {field.name: hints[field.name] for field in fields}, required
