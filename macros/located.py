"""YAML in which every value knows its file and line; a duplicate key is an error.

Every scalar stays the text that was written: `no`, `5.10` and `2021-02-25` are strings here, and the models
say what they mean. Anchors, aliases and tags are refused, so that no file can refer to itself or run anything.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import yaml

# libyaml's parser where PyYAML was built with it: the same events, several times faster.
_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

# The models are eight levels deep; whatever is deeper is a mistake or an attack.
_DEEPEST = 20


class Place(NamedTuple):
    """Where a value stands: a file, as it is to be printed, and a line counted from 1."""

    path: str
    line: int

    def __str__(self) -> str:
        return f"{self.path}:{self.line}"


@dataclasses.dataclass(frozen=True)
class Problem:
    """One mistake: its place, the rule's key under `problems` in the locales, and what the sentence is filled with."""

    place: Place
    rule: str
    details: dict[str, Any] = dataclasses.field(default_factory=dict)


class Scalar(str):
    """A text that knows its place."""

    place: Place

    def __new__(cls, value: str, place: Place) -> Scalar:
        scalar = super().__new__(cls, value)
        scalar.place = place
        return scalar


class Mapping(dict):
    """A mapping from Scalar to values that knows its place."""

    def __init__(self, place: Place) -> None:
        super().__init__()
        self.place = place
        self.pending_key: Scalar | None = None


class Sequence(list):
    """A list of values that knows its place."""

    def __init__(self, place: Place) -> None:
        super().__init__()
        self.place = place


Value = Scalar | Mapping | Sequence


class DataError(Exception):
    """The data cannot be used; `problems` says why, all of it."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__(f"{len(problems)} problems")
        self.problems = problems


def read(path: Path, printed_path: str) -> tuple[Value | None, list[Problem]]:
    """Read one YAML file: its value, or None where nothing can be made of it, and the problems met on the way."""
    start = Place(printed_path, 1)
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        return None, [Problem(start, "missing_file")]
    except UnicodeDecodeError as error:
        line = path.read_bytes()[: error.start].count(b"\n") + 1
        return None, [Problem(Place(printed_path, line), "not_utf8")]
    builder = _Builder(printed_path)
    try:
        builder.feed(yaml.parse(text, Loader=_Loader))
    except _UnreadableError:
        return None, builder.problems
    except yaml.YAMLError as error:
        return None, [*builder.problems, _syntax_problem(error, text, printed_path)]
    if builder.root is None:
        return None, [*builder.problems, Problem(start, "empty_file")]
    return builder.root, builder.problems


def _syntax_problem(error: yaml.YAMLError, text: str, printed_path: str) -> Problem:
    """Say where YAML could not go on. A forbidden character has no line of its own: it is counted in the text."""
    mark = getattr(error, "problem_mark", None)
    if mark is not None:
        return Problem(Place(printed_path, mark.line + 1), "syntax", {"detail": error.problem})
    forbidden = next((at for at, sign in enumerate(text) if not _may_stand_in_yaml(sign)), None)
    if forbidden is None:
        return Problem(Place(printed_path, 1), "syntax", {"detail": str(error).splitlines()[0]})
    place = Place(printed_path, text.count("\n", 0, forbidden) + 1)
    return Problem(place, "forbidden_character", {"code": f"U+{ord(text[forbidden]):04X}"})


def _may_stand_in_yaml(sign: str) -> bool:
    """Tell whether YAML 1.1 allows the character as it is (section 5.1, c-printable)."""
    return sign in "\t\n\r\x85" or " " <= sign <= "~" or ("\xa0" <= sign <= "\U0010ffff" and sign not in "\ufffe\uffff")


class _UnreadableError(Exception):
    """The rest of the file cannot be read."""


class _Builder:
    """Builds located values from the events of one document, without recursion."""

    def __init__(self, printed_path: str) -> None:
        self.path = printed_path
        self.problems: list[Problem] = []
        self.root: Value | None = None
        self._open: list[Mapping | Sequence] = []

    def feed(self, events: Iterator[yaml.Event]) -> None:
        for event in events:
            place = Place(self.path, event.start_mark.line + 1)
            self._refuse_what_is_not_plain(event, place)
            match event:
                case yaml.ScalarEvent():
                    self._add(Scalar(event.value, place))
                case yaml.MappingStartEvent():
                    self._enter(Mapping(place))
                case yaml.SequenceStartEvent():
                    self._enter(Sequence(place))
                case yaml.MappingEndEvent() | yaml.SequenceEndEvent():
                    self._open.pop()

    def _refuse_what_is_not_plain(self, event: yaml.Event, place: Place) -> None:
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            self._stop(place, "no_anchors")
        if getattr(event, "tag", None):
            self._stop(place, "no_tags")
        if isinstance(event, yaml.DocumentStartEvent) and self.root is not None:
            self._stop(place, "one_document")

    def _stop(self, place: Place, rule: str) -> None:
        self.problems.append(Problem(place, rule))
        raise _UnreadableError

    def _enter(self, value: Mapping | Sequence) -> None:
        self._add(value)
        self._open.append(value)
        if len(self._open) > _DEEPEST:
            self._stop(value.place, "too_deep")

    def _add(self, value: Value) -> None:
        if not self._open:
            self.root = value
            return
        parent = self._open[-1]
        if isinstance(parent, Sequence):
            parent.append(value)
        elif parent.pending_key is None:
            self._take_key(parent, value)
        else:
            key, parent.pending_key = parent.pending_key, None
            # The first one wins; the second was told when its key was met.
            parent.setdefault(key, value)

    def _take_key(self, parent: Mapping, key: Value) -> None:
        if not isinstance(key, Scalar):
            self._stop(key.place, "key_not_text")
        parent.pending_key = key
        if key in parent:
            first = next(known for known in parent if known == key)
            self.problems.append(Problem(key.place, "duplicate_key", {"key": key, "line": first.place.line}))
