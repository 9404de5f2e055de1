"""The canonical format of data files, so that a difference between two versions shows meaning and nothing else.

It is: one line a text, in double quotes where YAML needs quotes and nowhere else; two spaces for each level; short
lists of single values on one line; no empty lines. Keys and comments stay where they are; a key that stands out of the
order of the models is noticed, and left to whoever wrote it.
"""

from __future__ import annotations

import dataclasses
import datetime
import io
import itertools
import re
import sys
import typing
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

# It writes YAML with the comments that it read; PyYAML, with which data are read, drops them.
from ruamel.yaml import YAML, nodes
from ruamel.yaml.emitter import RoundTripEmitter

from macros.i18n.problem import Place, Problem
from macros.i18n.words import languages
from macros.plan import yaml_source
from macros.plan.load import data_files
from macros.plan.plan_values import ClauseNumber, Mark, Period
from macros.plan.reader import keys, printed, without_none

# A list of single values stands on one line when they take no more than this many characters.
_SHORT = 100

# The library takes some seconds for what PyYAML reads in a tenth of one; nobody reads a larger file's differences.
_LARGEST_FILE = 400_000

# What stands unquoted although YAML takes it for something else than text: the models say what it is.
_NO_TEXTS = (int, bool, ClauseNumber, Mark, Period, datetime.date)

_QUOTED = ("'", '"')

_NULL = "tag:yaml.org,2002:null"

#: The rules of a file that is not in canonical format.
NOT_CANONICAL = frozenset({"not_in_form", "no_form"})


class FormatError(Exception):
    """A file cannot be formatted without losing or moving something of it."""


def notices(folder: Path) -> Iterator[Problem]:
    """Yield each file of a folder without mistakes that is not formatted, and each key out of the models' order.

    A file is reported at the first line that differs. Files of more than 400 KB are left as they are.
    """
    for path, model in _formattable(folder):
        yield from _differences(path, model)
        value, _ = yaml_source.read(path, printed(path))
        yield from _out_of_order(value, model)


def write(folder: Path, wrong: Iterable[Problem]) -> tuple[list[Path], list[Problem]]:
    """Format every file of a folder that can be; return those changed, and a notice for each that cannot.

    A file stays as it is if one of the mistakes `wrong` is in it, or if it would lose something.
    """
    changed, failed = [], []
    for path, model in list(_formattable(folder, wrong)):
        try:
            canonical = formatted(path, model)
        except FormatError:
            failed.append(_unformattable(path))
        else:
            if canonical.encode() != path.read_bytes():
                path.write_text(canonical, encoding="utf-8", newline="\n")
                changed.append(path)
    return changed, failed


def formatted(path: Path, model: type) -> str:
    """Return a file's text in canonical format. Raises FormatError where that loses or moves a value or a comment."""
    try:
        text = _text(path)
        canonical = formatted_text(text, model)
        if canonical != text and formatted_text(canonical, model) != canonical:
            raise FormatError
    except Exception as error:  # Whatever another reader of YAML makes of text from strangers: the file stays.
        raise FormatError from error
    if _content(canonical) != _content(text):
        raise FormatError
    return canonical


def formatted_text(text: str, model: type) -> str:
    """Write YAML of a model anew, once; it is the caller's to compare what it says."""
    yaml = YAML()
    yaml.Emitter = _Emitter
    yaml.width = sys.maxsize
    yaml.indent(mapping=2, sequence=4, offset=2)
    root = yaml.compose(text)
    _Writer(yaml.resolver).value(root, model)
    stream = io.StringIO()
    yaml.serialize(root, stream)
    return "".join(f"{line.rstrip()}\n" for line in stream.getvalue().split("\n") if line.strip())


class _Emitter(RoundTripEmitter):
    """Writes double quotes where quotes are needed."""

    def choose_scalar_style(self) -> str:
        style = super().choose_scalar_style()
        return '"' if style == "'" else style


class _Writer:
    """Says of every value of a file how it is to be written."""

    def __init__(self, resolver: Any) -> None:
        self._resolver = resolver

    def value(self, node: nodes.Node, kind: Any) -> None:
        if isinstance(node, nodes.ScalarNode):
            self._scalar(node, kind)
        elif isinstance(node, nodes.SequenceNode):
            node.flow_style = _is_short(node)
            for element in node.value:
                self.value(element, _kind_within(kind, ""))
        elif isinstance(node, nodes.MappingNode):
            node.flow_style = False
            for key, value in node.value:
                key.style = None
                self.value(value, _kind_within(kind, key.value))

    def _scalar(self, node: nodes.ScalarNode, kind: Any) -> None:
        if node.style == ">":
            # The library marks with it where a folded text had its lines' ends.
            node.value = node.value.replace("\a", "")
        meant = self._resolver.resolve(nodes.ScalarNode, node.value, (True, False))
        if node.value == "" or (node.style is None and node.value in yaml_source.NOTHING):
            node.value, node.tag = "", _NULL
        elif without_none(kind) in _NO_TEXTS:
            node.tag = meant
        else:
            node.tag = "tag:yaml.org,2002:str"
        # Behind a text without quotes a comment could be taken for a part of it.
        node.style = '"' if node.style in _QUOTED and _has_comment_behind(node) else None


def _has_comment_behind(node: nodes.ScalarNode) -> bool:
    """Return whether a comment stands on the line of a value: the library keeps those of the lines below there too."""
    behind = node.comment and node.comment[0]
    return bool(behind) and not behind.value.startswith("\n")


def _is_short(node: nodes.SequenceNode) -> bool:
    """Return whether a list can stand on one line: single values, few, no comment among them, no comma in them."""
    values = node.value
    if not all(isinstance(value, nodes.ScalarNode) and not value.comment for value in values):
        return False
    return not any("," in value.value for value in values) and sum(len(value.value) + 2 for value in values) <= _SHORT


def _kind_within(kind: Any, key: str) -> Any:
    """Return the kind of a value within one of a kind, under a key or, in a list, under none."""
    kind = without_none(kind)
    if typing.get_origin(kind) is tuple:
        return typing.get_args(kind)[0]
    return _keys(kind).get(key)


def _keys(kind: Any) -> dict[str, Any]:
    """Return the keys of a model with the kind of each, in their order; none of what is no model."""
    return keys(kind)[0] if isinstance(kind, type) and dataclasses.is_dataclass(kind) else {}


def _out_of_order(value: yaml_source.Value | None, kind: Any) -> Iterator[Problem]:
    """Yield the keys of a value of a kind, at every depth, that stand behind one which they usually precede."""
    if isinstance(value, yaml_source.Sequence):
        for element in value:
            yield from _out_of_order(element, _kind_within(kind, ""))
    elif isinstance(value, yaml_source.Mapping):
        # Where a text stands in each language, the original stands first.
        order = list(_keys(without_none(kind))) or languages()
        # A draft may have others.
        for former, key in itertools.pairwise(key for key in value if key in order):
            if order.index(key) < order.index(former):
                yield Problem(value.key_places[key], "key_out_of_order", {"key": str(key), "former": str(former)})
        for key, inner in value.items():
            yield from _out_of_order(inner, _kind_within(kind, key))


def _formattable(folder: Path, wrong: Iterable[Problem] = ()) -> Iterator[tuple[Path, type]]:
    """Yield the files that can be formatted, with their models: none with mistakes, and none that is very large.

    Of a folder that can be loaded, a draft may be unreadable.
    """
    paths = {problem.place.path for problem in wrong}
    for path, model in data_files(folder):
        if printed(path) not in paths and path.stat().st_size <= _LARGEST_FILE and _can_be_read(path):
            yield path, model


def _can_be_read(path: Path) -> bool:
    value, wrong = yaml_source.read(path, printed(path))
    return value is not None and not wrong


def _text(path: Path) -> str:
    """Return the text of a file. How an editor ends lines says nothing; `make fmt` sets it right in passing."""
    return re.sub(r"\r\n?", "\n", yaml_source.plain_text(path, printed(path)))


def _content(text: str) -> tuple[Any, list[str]]:
    """Return what a file says, apart from its format: its values, and these and its comments in their order."""
    value, wrong = yaml_source.parsed(text, "")
    if wrong or value is None:
        raise FormatError
    return value, list(yaml_source.scalars_and_comments(text))


def _differences(path: Path, model: type) -> Iterator[Problem]:
    try:
        canonical = formatted(path, model)
    except FormatError:
        yield _unformattable(path)
        return
    written = _text(path)
    if written != canonical:
        ours, right = written.split("\n"), canonical.split("\n")
        at = next((at for at, pair in enumerate(zip(ours, right, strict=False)) if pair[0] != pair[1]), len(ours) - 1)
        yield Problem(Place(printed(path), at + 1), "not_in_form", {"right": right[min(at, len(right) - 1)].strip()})


def _unformattable(path: Path) -> Problem:
    return Problem(Place(printed(path), 1), "no_form")
