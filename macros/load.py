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
from urllib.parse import urlsplit

from macros import located, rules, words
from macros.located import DataError, Mapping, Place, Problem, Scalar, Sequence
from macros.model import (
    ORIGINAL,
    About,
    Branches,
    ClauseNumber,
    Files,
    Glossary,
    Id,
    People,
    Plan,
    Site,
    Text,
    Translations,
    Variants,
    WebAddress,
)

# A plan whose parts hold nothing would lose them from its pages without a word.
_NEVER_EMPTY = frozenset({"sections", "items", "clauses", "responsible"})

# An id is a folder's name: Windows opens a device instead of these, and cannot hold very long paths.
_DEVICES = frozenset({"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(10))})
_LONGEST_ID = 80


def site_at(folder: Path) -> Site:
    """Give the Site of a data folder; the same object as long as no file in it has changed.

    Raises DataError with every problem of every file.
    """
    # Hidden files, such as an editor's locks, are no data; lstat answers for a dangling link too.
    paths = [path for path in sorted(folder.rglob("*.*")) if not path.name.startswith(".")]
    signature = tuple((path, path.lstat().st_mtime_ns, path.lstat().st_size) for path in paths)
    return _site_at(folder, signature)


@functools.lru_cache(maxsize=1)
def _site_at(folder: Path, _signature: tuple) -> Site:
    return load(folder)


def load(folder: Path) -> Site:
    """Read, check and link a data folder. Raises DataError with every problem of every file, in their order."""
    reader = _Reader(words.languages())
    about = reader.file(folder / "site.yml", About)
    people = reader.file(folder / "people.yml", People)
    branches = reader.file(folder / "branches.yml", Branches)
    glossary = reader.file(folder / "glossary.yml", Glossary)
    plans = [reader.file(path, Plan) for path in _plan_files(folder, reader)]
    files = Files(
        about=about,
        people=people,
        branches=branches,
        glossary=glossary,
        plans=tuple(filter(None, plans)),
        every_plan_was_read=None not in plans,
        texts=tuple(reader.texts),
        written=tuple(reader.written),
    )
    found = [*reader.problems, *rules.problems(files)]
    notices = [problem for problem in found if problem.rule in rules.NOTICES]
    site = Site(files, tuple(_sorted(notices)), rules.years_to_compare(files.plans, folder))
    # Only a plan that is otherwise right can be put together and compared.
    problems = [problem for problem in found if problem.rule not in rules.NOTICES]
    problems = problems or list(rules.plans_are_the_issued_texts(site, folder))
    if problems:
        raise DataError(_sorted(problems))
    return site


def _sorted(problems: list[Problem]) -> list[Problem]:
    return sorted(problems, key=lambda problem: problem.place)


def _plan_files(folder: Path, reader: _Reader) -> list[Path]:
    """List the plans, newest first. A file whose name is no year is a problem, and so is a folder without plans."""
    paths = sorted((folder / "plans").glob("[!.]*.y*ml"), reverse=True)
    years = [path for path in paths if re.fullmatch(r"[1-9][0-9]{3}\.yml", path.name)]
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
        self.written: list[tuple[str, Scalar]] = []

    def file(self, path: Path, model: type) -> Any:
        """Read one file as one model; None where it has problems that leave nothing to build."""
        value, problems = located.read(path, printed(path))
        self.problems.extend(problems)
        return None if value is None else self.value(value, model, path.name)

    def value(self, value: located.Value, kind: Any, key: str) -> Any:
        """Read a value as what a model's field says that it is; `key` is what messages call it."""
        if typing.get_origin(kind) is tuple:
            return self._list(value, typing.get_args(kind)[0], key)
        if typing.get_origin(kind) is typing.Literal:
            return self._choice(value, typing.get_args(kind), key)
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
        if not value and key in _NEVER_EMPTY:
            self._complain(value.place, "empty_list", key=key)
        read = (self.value(element, kind, key) for element in value)
        return tuple(element for element in read if element is not None)

    def _model(self, value: located.Value, model: type, key: str) -> Any:
        """Read a model. What is missing in it is told and left None (lists: empty), so that the rules still run."""
        if not self._is(value, Mapping, key):
            return None
        kinds, required = keys(model)
        self._check_keys(value, kinds, required)
        read = {name: self.value(value[name], kind, name) for name, kind in kinds.items() if name in value}
        for name in required - read.keys():
            read[name] = () if typing.get_origin(kinds[name]) is tuple else None
        return model(place=value.place, **read)

    def _check_keys(self, value: Mapping, allowed: Iterable[str], required: set[str]) -> None:
        missing = required - value.keys()
        for key in value:
            if key not in allowed:
                nearest = rules.nearest(key, allowed)
                self._complain(key.place, "unknown_key", key=key, nearest=nearest, known=list(allowed))
                # A misspelt key is one mistake, and not a missing one besides.
                missing.discard(nearest)
        for key in sorted(missing):
            self._complain(value.place, "missing_key", key=key)

    def _choice(self, value: located.Value, known: tuple[str, ...], key: str) -> Scalar | None:
        if not self._is(value, Scalar, key):
            return None
        if value not in known:
            nearest = rules.nearest(value, known)
            self._complain(value.place, "unknown_choice", key=key, value=value, known=list(known), nearest=nearest)
        return value

    def _clause_number(self, value: located.Value, key: str) -> Scalar | None:
        if not self._is(value, Scalar, key):
            return None
        if not re.fullmatch(r"[1-9][0-9]*\.[1-9][0-9]*", value):
            self._complain(value.place, "bad_clause_number", value=value)
            return None
        return value

    def _web_address(self, value: located.Value, key: str) -> Scalar | None:
        if not self._is(value, Scalar, key):
            return None
        if not _is_web_address(value):
            self._complain(value.place, "bad_address", value=value)
        return value

    def _id(self, value: located.Value, key: str) -> Id | None:
        if not self._is(value, Scalar, key):
            return None
        identifier = Id(value)
        identifier.place = value.place
        if not identifier.is_well_formed:
            self._complain(value.place, "bad_id", id=value)
        elif len(value) > _LONGEST_ID or value in _DEVICES:
            self._complain(value.place, "unsafe_id", id=value, longest=_LONGEST_ID)
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
            if (language == ORIGINAL or written != "") and (scalar := self._written(written, language)):
                text[str(language)] = scalar
        text.place = value.place
        if ORIGINAL not in text:
            return None
        self.texts.append(text)
        return text

    def _written(self, value: located.Value, language: str) -> Scalar | None:
        """Read a piece of text, and note it for the rules on how texts are written."""
        if not self._is(value, Scalar, language):
            return None
        self.written.append((str(language), value))
        return value

    def _translations(self, value: located.Value, key: str) -> Translations:
        return Translations(self._by_language(value, key, self._written))

    def _variants(self, value: located.Value, key: str) -> Variants:
        return Variants(self._by_language(value, key, self._written_list))

    def _written_list(self, value: located.Value, language: str) -> tuple[Scalar, ...]:
        forms = value if self._is(value, Sequence, language) else []
        return tuple(form for form in forms if self._written(form, language))

    def _by_language(self, value: located.Value, key: str, read: Callable) -> dict:
        if not self._is(value, Mapping, key):
            return {}
        self._check_keys(value, self.languages, set())
        return {str(language): read(written, str(language)) for language, written in value.items()}

    _READERS: typing.ClassVar[dict[type, Callable]] = {
        int: _whole_number,
        ClauseNumber: _clause_number,
        WebAddress: _web_address,
        Id: _id,
        datetime.date: _date,
        Text: _text,
        Translations: _translations,
        Variants: _variants,
    }


@functools.cache
def keys(model: type) -> tuple[dict[str, Any], set[str]]:
    """Give a model's keys with what each holds, in their order, and those that must be there."""
    hints = typing.get_type_hints(model)
    fields = [field for field in dataclasses.fields(model) if field.name != "place"]
    required = {field.name for field in fields if field.default is dataclasses.MISSING}
    return {field.name: hints[field.name] for field in fields}, required


def _is_web_address(address: str) -> bool:
    """Tell whether an address can be linked: nothing but http and https is, least of all javascript:."""
    try:
        url = urlsplit(address)
        return url.scheme in ("http", "https") and "." in (url.hostname or "") and not re.search(r'[\s"<>\\]', address)
    except ValueError:
        return False
