"""YAML in which every value has its source location; a duplicate key is an error.

Every scalar stays the text that was written: `no`, `5.10` and `2021-02-25` are strings here, and the models
give them their types. Only YAML's null, `null` and `~`, is an empty text. Anchors, aliases and tags are
refused, so that no file can refer to itself or run anything.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Self

import yaml

from macros.i18n.characters import code_point
from macros.i18n.problem import Detail, Place, Problem
from macros.i18n.words import YAML_LOADER, languages
from macros.plan import yaml_failures, yaml_slips
from macros.plan.yaml_lines import lines_of

# The models are eight levels deep; whatever is deeper is a mistake or an attack.
_DEEPEST = 20

# Thirty thousand branches take some 13 MB and 600,000 values; what is larger would only fill the memory, and nobody
# reads more than a thousand errors.
_LARGEST_FILE = 16_000_000
_MOST_VALUES = 1_000_000
MOST_PROBLEMS = 1000

# YAML's null where it is not quoted (its core schema).
NOTHING = frozenset({"~", "null", "Null", "NULL"})

# The longest text of a real plan has some 600 characters.
LONGEST_TEXT = 20_000


class Problems(list[Problem]):
    """The problems in the order in which they were found, no more than MOST_PROBLEMS."""

    def add(self, place: Place, rule: str, **details: Detail) -> None:
        if len(self) < MOST_PROBLEMS:
            self.append(Problem(place, rule, details))


class Scalar(str):
    """A text with its source location."""

    place: Place

    def __new__(cls, value: str, place: Place) -> Self:
        scalar = super().__new__(cls, value)
        scalar.place = place
        return scalar


class Mapping(dict[str, "Value"]):
    """A mapping with its source location, and that of each key."""

    def __init__(self, place: Place) -> None:
        super().__init__()
        self.place = place
        self.pending_key: Scalar | None = None
        self.key_places: dict[str, Place] = {}
        self.repeated: list[Scalar] = []

    def joined(self, other: Mapping) -> Mapping:
        """Return the mapping with the keys of another behind its own."""
        both = Mapping(self.place)
        both.update({**self, **other})
        both.key_places = {**self.key_places, **other.key_places}
        return both

    def raised(self, keys: list[str], below: Mapping, out_of: str) -> Mapping:
        """Return the mapping with some keys of the mapping below one of its keys as its own."""
        inner, outer = Mapping(below.place), Mapping(self.place)
        inner.update((key, value) for key, value in below.items() if key not in keys)
        outer.update({**self, out_of: inner, **{key: below[key] for key in keys}})
        inner.key_places, outer.key_places = below.key_places, {**below.key_places, **self.key_places}
        return outer

    def nested(self, keys: list[str], under: str) -> Mapping:
        """Return the mapping with some of its keys as a mapping of their own, under another of them."""
        inner, outer = Mapping(self.key_places[keys[0]]), Mapping(self.place)
        inner.key_places = outer.key_places = self.key_places
        inner.update((key, self[key]) for key in keys)
        outer.update((key, value) for key, value in self.items() if key not in keys)
        outer[under] = inner
        return outer


class Sequence(list["Value"]):
    """A list with its source location, and the key that it stands under."""

    def __init__(self, place: Place) -> None:
        super().__init__()
        self.place = place
        self.key: Scalar | None = None


Value = Scalar | Mapping | Sequence


class DataError(Exception):
    """The data cannot be used; `problems` are all the reasons.

    `waiting` are the years that are compared with their issued text once these are gone.
    """

    def __init__(self, problems: list[Problem], waiting: tuple[str, ...] = ()) -> None:
        super().__init__(f"{len(problems)} problems")
        self.problems = problems
        self.waiting = waiting


def read(path: Path, printed_path: str) -> tuple[Value | None, list[Problem]]:
    """Read one YAML file: its value, or None where nothing can be made of it, and the problems found on the way."""
    try:
        text = plain_text(path, printed_path)
    except UnreadableError as error:
        return None, [error.problem]
    return parsed(text, printed_path)


def parsed(text: str, printed_path: str) -> tuple[Value | None, list[Problem]]:
    """Read the text of a YAML file, as read() does."""
    if slips := yaml_slips.slips(text, printed_path):
        return None, slips[:MOST_PROBLEMS]
    builder = _Builder(printed_path, text)
    try:
        builder.feed(yaml.parse(text, Loader=YAML_LOADER))
        if builder.root is None:
            raise UnreadableError(Place(printed_path, 1), "empty_file")
    except UnreadableError as error:
        return None, [*builder.problems, error.problem]
    except yaml.YAMLError as error:
        problem = _syntax_problem(error, text, printed_path)
        # What was read from the slip on is not what was meant.
        return None, [*(other for other in builder.problems if other.place < problem.place), problem]
    return builder.root, builder.problems


def scalars_and_comments(text: str) -> Iterator[str]:
    """Yield what the text of a YAML file says, in its order: scalars that are not empty, and comments with their #."""
    end = 0
    for token in yaml.scan(text, Loader=YAML_LOADER):
        between = text[end : token.start_mark.index]
        if getattr(token, "style", None) in ("|", ">"):
            # The rest of the indicator's line.
            between += text[token.start_mark.index : token.end_mark.index].partition("\n")[0]
        yield from (comment.rstrip() for comment in re.findall(r"#[^\r\n]*", between))
        if isinstance(token, yaml.ScalarToken) and token.value and not (token.plain and token.value in NOTHING):
            yield token.value
        end = token.end_mark.index


class UnreadableError(Exception):
    """The rest of the file cannot be read."""

    def __init__(self, place: Place, rule: str, **details: Detail) -> None:
        super().__init__(rule)
        self.problem = Problem(place, rule, details)


def plain_text(path: Path, printed_path: str) -> str:
    """Read a file of limited size. A symbolic link is refused: it could lead to any file of the machine."""
    start = Place(printed_path, 1)
    try:
        if path.is_symlink() or (path.exists() and not path.is_file()):
            raise UnreadableError(start, "no_plain_file")
        if path.stat().st_size > _LARGEST_FILE:
            raise UnreadableError(start, "file_too_large", largest=_LARGEST_FILE // 1_000_000)
        content = path.read_bytes()
        return content.decode("utf-8-sig")
    except FileNotFoundError:
        raise UnreadableError(start, "missing_file") from None
    except UnicodeDecodeError as error:
        raise UnreadableError(Place(printed_path, content.count(b"\n", 0, error.start) + 1), "not_utf8") from None
    except OSError:
        raise UnreadableError(start, "unreadable_file") from None


def _syntax_problem(error: yaml.YAMLError, text: str, printed_path: str) -> Problem:
    """Return where parsing failed. The parser gives no line for a forbidden character: it is counted in the text."""
    if isinstance(error, yaml.MarkedYAMLError) and error.problem_mark is not None:
        return yaml_failures.cause(error, text, printed_path)
    forbidden = next((at for at, char in enumerate(text) if not _is_printable_in_yaml(char)), None)
    if forbidden is None:
        return Problem(Place(printed_path, 1), "syntax", {"line": text.splitlines()[0]})
    place = Place(printed_path, text.count("\n", 0, forbidden) + 1)
    return Problem(place, "forbidden_character", {"code": code_point(text[forbidden])})


def _is_printable_in_yaml(char: str) -> bool:
    """Return whether YAML 1.1 allows the character as it is (section 5.1, c-printable)."""
    return char in "\t\n\r\x85" or " " <= char <= "~" or ("\xa0" <= char <= "\U0010ffff" and char not in "\ufffe\uffff")


class _Builder:
    """Builds values from the parser's events, without recursion, and refuses anchors, tags and further documents."""

    def __init__(self, printed_path: str, text: str) -> None:
        self.path = printed_path
        self.problems = Problems()
        self._lines = lines_of(text)
        self._shown = frozenset({*languages(), "address"})
        self.root: Value | None = None
        self._open: list[Mapping | Sequence] = []

    def feed(self, events: Iterator[yaml.Event]) -> None:
        for number, event in enumerate(events):
            # Both parsers give every event its mark.
            place = Place(self.path, event.start_mark.line + 1 if event.start_mark else 1)
            if number > _MOST_VALUES:
                raise UnreadableError(place, "too_many_values", most=_MOST_VALUES)
            self._refuse_what_is_not_plain(event, place)
            match event:
                case yaml.ScalarEvent():
                    if len(event.value) > LONGEST_TEXT:
                        raise UnreadableError(place, "too_long", longest=LONGEST_TEXT)
                    is_plain = event.implicit[0]
                    written = self._as_written(event, place)
                    self._add(Scalar("" if is_plain and written in NOTHING else written, place))
                case yaml.MappingStartEvent():
                    self._enter(Mapping(place))
                case yaml.SequenceStartEvent():
                    self._enter(Sequence(place))
                case yaml.MappingEndEvent() | yaml.SequenceEndEvent():
                    closed = self._open.pop()
                    if isinstance(closed, Mapping):
                        self._report_repeated(closed)

    def _as_written(self, event: yaml.ScalarEvent, place: Place) -> str:
        """Return a text. What YAML leaves out of one without quotes, or joins to it, is reported here, and once."""
        end, value = event.end_mark, str(event.value)
        last = end.line + 1 if end else place.line
        # A block ends at the start of the line below it.
        is_block = event.style in ("|", ">")
        if is_block and ("\n" in value or yaml_slips.joined_line(self._lines, place.line + 1, last - 1)):
            self.problems.add(place, "text_of_lines", mark=event.style or "")
            return "".join(value.split())
        if not event.implicit[0] or not end:
            return value
        if value and (line := yaml_slips.joined_line(self._lines, place.line, last)):
            self.problems.add(place._replace(line=line), "continued_text", text=value[:40])
            return "".join(value.split())
        if self._is_text() and end.line < len(self._lines):
            return self._before_comment(value, end.line, end.column, place)
        return value

    def _before_comment(self, value: str, line: int, column: int, place: Place) -> str:
        """Return a text that ends there; report a comment behind it or in its place: it is text more often than not."""
        # No more than is shown: a line may be as long as a file.
        rest = self._lines[line][column : column + 80].strip()
        if value and rest.startswith("#"):
            self.problems.add(place, "comment_after_text", text=value[:40], comment=rest[:40])
        elif not value and (only := re.match(r" *- +(#.{,80})", self._lines[place.line - 1])):
            self.problems.add(place, "text_as_comment", line=only[0].strip())
            return only[1]
        return value

    def _is_text(self) -> bool:
        """Return whether a text comes next that pages show: in a language, alone or in a list, or a web address."""
        parent = self._open[-1] if self._open else None
        if parent is None:
            return False
        return (parent.pending_key if isinstance(parent, Mapping) else parent.key) in self._shown

    def _refuse_what_is_not_plain(self, event: yaml.Event, place: Place) -> None:
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise UnreadableError(place, "no_anchors")
        if getattr(event, "tag", None):
            raise UnreadableError(place, "no_tags")
        if isinstance(event, yaml.DocumentStartEvent) and self.root is not None:
            raise UnreadableError(place, "one_document")

    def _enter(self, value: Mapping | Sequence) -> None:
        self._add(value)
        self._open.append(value)
        if len(self._open) > _DEEPEST:
            raise UnreadableError(value.place, "too_deep")

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
            if isinstance(value, Sequence):
                value.key = key
            # The first one wins; the second has been reported with its key.
            parent.setdefault(key, value)

    def _take_key(self, parent: Mapping, key: Value) -> None:
        if not isinstance(key, Scalar):
            raise UnreadableError(key.place, "key_not_text")
        parent.pending_key = key
        if key in parent.key_places:
            parent.repeated.append(key)
        parent.key_places.setdefault(key, key.place)

    def _report_repeated(self, mapping: Mapping) -> None:
        """Report keys that stand twice; several in an entry of a list are a new one that lacks its dash."""
        if len(mapping.repeated) > 1 and self._open and isinstance(self._open[-1], Sequence):
            raise UnreadableError(mapping.repeated[0].place, "missing_dash", key=mapping.repeated[0])
        for key in mapping.repeated:
            self.problems.add(key.place, "duplicate_key", key=key, line=mapping.key_places[key].line)
