"""Where a line of YAML belongs that cannot stand where it stands: found by the lists that are open above it."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterable

from macros.i18n.problem import Detail

_ENTRY = re.compile(r"^(?P<indent> *)- +(?=\S)")
_KEY = re.compile(r"(?P<key>[A-Za-z_][A-Za-z0-9_-]*):(?:\s|$)")

# Levels are two spaces: the keys of an entry stand behind its dash.
_STEP = 2


@dataclasses.dataclass
class _List:
    """A list: where its dashes stand, the key above it, and the keys that its entries have had so far."""

    column: int
    key: str
    keys: set[str] = dataclasses.field(default_factory=set)


@dataclasses.dataclass(frozen=True)
class Misplaced:
    """A line that is misplaced, counted from 0, the rule that it breaks, and the message's arguments."""

    line: int
    rule: str
    details: dict[str, Detail]


def misplaced(lines: list[str], failed: int) -> Misplaced | None:
    """Return which line is misplaced where the parser fails at one; None where the lists above do not say it.

    An entry belongs to the list whose entries have its keys; a key behind the dashes of the list that it stands in.
    """
    state = _State()
    for number, line in enumerate(lines[:failed]):
        state.add(number, line)
    line = lines[failed]
    if _ENTRY.match(line):
        return _misplaced_entry(lines, failed, state)
    if _KEY.match(line.lstrip()):
        return _misplaced_key(lines, failed, state)
    return None


class _State:
    """The lists that are open at a line, and those that stood above it and have ended, by their columns."""

    def __init__(self) -> None:
        self.open: list[_List] = []
        self.closed: dict[int, _List] = {}
        self.last_entry = -1
        # The keys of the list that the last entry stands in, without its own.
        self.former_keys: set[str] = set()
        self._last_key = ""

    def keys_of(self, each: _List) -> set[str]:
        """Return the keys of a list, without those of the last entry, which may itself be misplaced."""
        return self.former_keys or each.keys if each is self.open[-1] else each.keys

    def add(self, number: int, line: str) -> None:
        bare = line.lstrip(" ")
        if not bare or bare.startswith("#"):
            return
        indent, entry = len(line) - len(bare), _ENTRY.match(line)
        while self.open and self.open[-1].column + (not entry) > indent:
            ended = self.open.pop()
            self.closed[ended.column] = ended
        if entry:
            if not self.open or self.open[-1].column < indent:
                self.open.append(_List(indent, self._last_key))
                self.closed.pop(indent, None)
            self.last_entry, self.former_keys = number, set(self.open[-1].keys)
        found = _KEY.match(line, entry.end() if entry else indent)
        if found:
            self._last_key = found["key"]
            if self.open and (entry or indent == self.open[-1].column + _STEP):
                self.open[-1].keys.add(found["key"])


def _misplaced_entry(lines: list[str], failed: int, state: _State) -> Misplaced | None:
    own, found = _keys_of_entry(lines, failed), _indent(lines[failed])
    if not state.open or any(each.column == found for each in state.open):
        return None
    home = max(state.open, key=lambda each: (len(own & state.keys_of(each)), each.column))
    alike = len(own & state.keys_of(home))
    ended = state.closed.get(found)
    if not ended or len(own & ended.keys) <= alike:
        # With few keys in common it is an entry of a list that is not known.
        return _indentation(lines, failed, home.column) if 2 * alike > len(own) else None
    before = _keys_of_entry(lines, state.last_entry)
    if len(before & ended.keys) > max(len(before & state.former_keys), len(before) // 2):
        # The entry before this one ended the list that both belong to.
        return _indentation(lines, state.last_entry, found)
    return Misplaced(failed, "missing_list", {"key": ended.key, "line": lines[failed].strip()})


def _misplaced_key(lines: list[str], failed: int, state: _State) -> Misplaced | None:
    found = _indent(lines[failed])
    ended = state.closed.get(found - _STEP)
    is_first = state.last_entry >= 0 and not any(line.strip() for line in lines[state.last_entry + 1 : failed])
    if ended and is_first and _indent(lines[state.last_entry]) < ended.column:
        return _indentation(lines, state.last_entry, ended.column)
    own = next((each for each in state.open if each.column == found), None)
    return _indentation(lines, failed, own.column + _STEP) if own else None


def _indentation(lines: list[str], number: int, right: int) -> Misplaced:
    line = lines[number]
    return Misplaced(number, "indentation", {"found": _indent(line), "right": right, "line": line.strip()})


def _keys_of_entry(lines: list[str], number: int) -> set[str]:
    """Return the keys of an entry, which stand behind its dash and below that place."""
    entry = _ENTRY.match(lines[number])
    if not entry:
        return set()
    column = entry.end()
    return {found["key"] for found in _keys_at(lines[number:], column, entry.end("indent"))}


def _keys_at(lines: list[str], column: int, dash: int) -> Iterable[re.Match[str]]:
    for rank, line in enumerate(lines):
        if rank and line.strip() and _indent(line) <= dash:
            return
        if (not rank or _indent(line) == column) and (found := _KEY.match(line, column)):
            yield found


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))
