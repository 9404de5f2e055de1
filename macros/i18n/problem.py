"""An error in the data and its source location, before it is put into words."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from typing import NamedTuple


class Place(NamedTuple):
    """The source location of a value: the path of its file, as messages print it, and the line, counted from 1."""

    path: str
    line: int

    def __str__(self) -> str:
        return f"{self.path}:{self.line}"


#: An argument of a message; a type is the shape of a value in YAML, and a mapping has a text by language.
Detail = str | int | list[str] | Mapping[str, str] | type | Place


@dataclasses.dataclass(frozen=True)
class Problem:
    """An error in the data: its source location, its rule (message `problem_<rule>`), and the message's arguments."""

    place: Place
    rule: str
    details: Mapping[str, Detail] = dataclasses.field(default_factory=dict)
