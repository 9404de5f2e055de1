"""What the import is not sure of: a reason, and the line of the text, for the report and for a comment in the draft."""

from __future__ import annotations

from dataclasses import dataclass, field

from macros.i18n.report import message
from macros.plan.yaml_source import LONGEST_TEXT


@dataclass(frozen=True)
class Doubt:
    """A doubt: the line of the text, counted from 1, the key of its reason, and what it is about."""

    line: int
    reason: str
    about: str = ""

    def __str__(self) -> str:
        return message(f"import_doubt_{self.reason}", about=" ".join(self.about.split())[:LONGEST_TEXT][:60])


@dataclass
class Doubtful:
    """Something that was read: the line on which it begins, and the doubts about it."""

    line: int = 1
    doubts: list[Doubt] = field(default_factory=list)

    def doubt(self, reason: str, about: str = "", line: int = 0) -> None:
        doubt = Doubt(line or self.line, reason, about)
        if doubt not in self.doubts:
            self.doubts.append(doubt)
