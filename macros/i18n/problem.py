"""What is wrong in the data, and where, before it is put into words."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from typing import NamedTuple


class Place(NamedTuple):
    """Where a value stands: a file, as it is to be printed, and a line counted from 1."""

    path: str
    line: int

    def __str__(self) -> str:
        return f"{self.path}:{self.line}"


#: What a sentence is filled with; a type stands for a shape in YAML.
Detail = str | int | list[str] | type | Place


@dataclasses.dataclass(frozen=True)
class Problem:
    """One mistake: its place, its rule (`problem_<rule>` in the locales), and what the sentence is filled with."""

    place: Place
    rule: str
    details: Mapping[str, Detail] = dataclasses.field(default_factory=dict)
