"""Where a line of YAML belongs that cannot stand where it stands, by the lists, texts and columns above it."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterable

from macros.i18n.problem import Detail
from macros.i18n.words import languages
from macros.plan import yaml_lines
from macros.plan.yaml_lines import KEY_OF_LINE, VALUE, indent_of, indent_of_key

_ENTRY = re.compile(r"^(?P<indent> *)- +(?=\S)")
_KEY = re.compile(rf"(?P<key>{yaml_lines.KEY}):(?:\s|$)")

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
    """Return which line is misplaced where the parser fails at one; None where the lines above do not say it."""
    return _in_lists(lines, failed) or _below_a_text(lines, failed) or _between_columns(lines, failed)


def _in_lists(lines: list[str], failed: int) -> Misplaced | None:
    """Return what the lists say: an entry belongs to that whose entries have its keys, and a key behind a dash."""
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
    own, found = _keys_of_entry(lines, failed), indent_of(lines[failed])
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
    found = indent_of(lines[failed])
    ended = state.closed.get(found - _STEP)
    is_first = state.last_entry >= 0 and not any(line.strip() for line in lines[state.last_entry + 1 : failed])
    if ended and is_first and indent_of(lines[state.last_entry]) < ended.column:
        return _indentation(lines, state.last_entry, ended.column)
    own = next((each for each in state.open if each.column == found), None)
    return _indentation(lines, failed, own.column + _STEP) if own else None


def _indentation(lines: list[str], number: int, right: int) -> Misplaced:
    line = lines[number]
    return Misplaced(number, "indentation", {"found": indent_of(line), "right": right, "line": line.strip()})


def _keys_of_entry(lines: list[str], number: int) -> set[str]:
    """Return the keys of an entry, which stand behind its dash and below that place."""
    entry = _ENTRY.match(lines[number])
    if not entry:
        return set()
    column = entry.end()
    return {found["key"] for found in _keys_at(lines[number:], column, entry.end("indent"))}


def _keys_at(lines: list[str], column: int, dash: int) -> Iterable[re.Match[str]]:
    for rank, line in enumerate(lines):
        if rank and line.strip() and indent_of(line) <= dash:
            return
        if (not rank or indent_of(line) == column) and (found := _KEY.match(line, column)):
            yield found


def _below_a_text(lines: list[str], failed: int) -> Misplaced | None:
    """Return what is wrong with a key that stands deeper than the text above it, of which it is no part."""
    line, above = lines[failed], next((other for other in reversed(lines[:failed]) if other.strip()), "")
    key, value = KEY_OF_LINE.match(line), VALUE.match(above)
    if not key or not value or indent_of(line) <= indent_of_key(above):
        return None
    if key["key"] in languages() and value["key"] not in languages():
        return Misplaced(failed, "no_key_above", {"inner": key["key"], "key": "name", "line": line.strip()})
    return _indentation(lines, failed, indent_of_key(above))


def _between_columns(lines: list[str], failed: int) -> Misplaced | None:
    """Return what is wrong where a line is aligned with none that it could belong to."""
    indent, first_at = indent_of(lines[failed]), {0: 0}
    for number, other in enumerate(lines[:failed]):
        if other.strip() and not other.lstrip().startswith("#"):
            first_at = {column: at for column, at in first_at.items() if column <= indent_of(other)}
            first_at |= {column: first_at.get(column, number) for column in (indent_of(other), indent_of_key(other))}
    deeper = [column for column in first_at if column > indent]
    if not lines[failed].strip() or indent in first_at or not deeper:
        return None
    right = min(deeper)
    first = first_at[right]
    moved = indent_of(lines[first]) - (right - indent)
    # Where the first line of a level is odd, that is the one to move.
    if right % _STEP > indent % _STEP and moved >= 0:
        return _indentation(lines, first, moved)
    return _indentation(lines, failed, right)
