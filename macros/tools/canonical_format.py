"""The one form of data files, so that a difference between two versions shows meaning and nothing else.

It is: keys in the order of the models; one line a text, in double quotes where YAML needs quotes and nowhere else;
two spaces for each level; short lists of single values on one line. Comments stay with what they stand above.
"""

from __future__ import annotations

import dataclasses
import datetime
import io
import sys
import types
import typing
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

# It writes YAML with the comments that it read; PyYAML, with which data are read, drops them.
from ruamel.yaml import YAML, nodes
from ruamel.yaml.emitter import RoundTripEmitter

from macros.i18n.problem import Place, Problem
from macros.i18n.words import languages
from macros.plan import yaml_source
from macros.plan.load import data_files, keys, printed, problems_of
from macros.plan.model import ClauseNumber
from macros.plan.text import Text, Translations, Variants

# A list of single values stands on one line when they take no more than this many characters.
_SHORT = 100

# The library takes some seconds for what PyYAML reads in a tenth of one; nobody reads a larger file's differences.
_LARGEST_FILE = 400_000

# What stands unquoted although YAML takes it for something else than text: the models say what it is.
_NO_TEXTS = (int, ClauseNumber, datetime.date)

_NULL = "tag:yaml.org,2002:null"


class UnformableError(Exception):
    """A file that cannot be written anew without losing something of it."""


def problems(folder: Path, told: Iterable[Problem] = ()) -> Iterator[Problem]:
    """Tell of each file that is not in its form, at the first line that differs; not of files that have mistakes.

    Files of more than 400 KB are left as they are.
    """
    wrong = {problem.place.path for problem in told}
    for path, model in data_files(folder):
        if printed(path) not in wrong and path.stat().st_size <= _LARGEST_FILE:
            yield from _differences(path, model)


def write(folder: Path) -> tuple[list[Path], list[Problem]]:
    """Put every file of a folder into its form that can be: give those that were changed, and what is wrong in others.

    A file with mistakes stays as it is, and so does one that would lose something.
    """
    told = problems_of(folder)
    wrong = {problem.place.path for problem in told}
    changed = []
    for path, model in data_files(folder):
        if printed(path) in wrong or path.stat().st_size > _LARGEST_FILE:
            continue
        try:
            formed = in_form(path, model)
        except UnformableError:
            told.append(Problem(Place(printed(path), 1), "no_form"))
        else:
            if formed.encode() != path.read_bytes():
                path.write_text(formed, encoding="utf-8", newline="\n")
                changed.append(path)
    return changed, told


def in_form(path: Path, model: type) -> str:
    """Return the text of a file in its form. Raises UnformableError where a value or a comment would be lost."""
    text = _text(path)
    try:
        formed = _settled(text, model)
    except Exception as error:  # Whatever another reader of YAML makes of text from strangers: the file stays.
        raise UnformableError from error
    if _content(formed) != _content(text):
        raise UnformableError
    return formed


def _settled(text: str, model: type) -> str:
    """Form a text until that changes nothing more: a list may get room when a comment below it has moved away."""
    for _ in range(4):
        formed = formed_text(text, model)
        if formed == text:
            return formed
        text = formed
    raise UnformableError


def formed_text(text: str, model: type) -> str:
    """Write YAML of a model anew, once; it is the caller's to compare what it says."""
    yaml = YAML()
    yaml.Emitter = _Emitter
    yaml.width = sys.maxsize
    yaml.indent(mapping=2, sequence=4, offset=2)
    root = yaml.compose(_with_comments_at_the_margin(text.replace("\r\n", "\n")))
    _Writer(yaml.resolver).value(root, model)
    stream = io.StringIO()
    yaml.serialize(root, stream)
    lines = [written for written in stream.getvalue().split("\n") if written.strip()]
    return "\n".join(_ordered(lines, model)) + "\n"


def _with_comments_at_the_margin(text: str) -> str:
    """Take the indentation from comments that stand no deeper than what is below them: it is to be that one's."""
    lines = text.split("\n")
    below = 0
    for at in reversed(range(len(lines))):
        if _is_comment(lines[at]):
            if _column(lines[at]) <= below:
                lines[at] = lines[at].lstrip()
        elif lines[at].strip():
            below = _column(lines[at])
    return "\n".join(lines)


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
        _move_comment_beside(node)
        if isinstance(node, nodes.ScalarNode):
            self._scalar(node, kind)
            return
        if isinstance(node, nodes.SequenceNode):
            node.flow_style = _is_short(node)
            for element in node.value:
                self.value(element, _kind_within(kind, ""))
            return
        node.flow_style = False
        for key, value in node.value:
            _move_comment_beside(key)
            key.style = None
            self.value(value, _kind_within(kind, key.value))

    def _scalar(self, node: nodes.ScalarNode, kind: Any) -> None:
        if node.style == ">":
            # The library marks with it where a folded text had its lines' ends.
            node.value = node.value.replace("\a", "")
        meant = self._resolver.resolve(nodes.ScalarNode, node.value, (True, False))
        if node.value == "" or (node.style is None and node.value in yaml_source.NOTHING):
            node.value, node.tag = "", _NULL
        elif _without_none(kind) in _NO_TEXTS:
            node.tag = meant
        else:
            node.tag = "tag:yaml.org,2002:str"
        node.style = None


def _move_comment_beside(node: nodes.Node) -> None:
    """Let a comment at the end of a line begin one space after what it stands behind."""
    for comment in (node.comment or [])[:1]:
        if comment is not None:
            comment.column = 0


def _is_short(node: nodes.SequenceNode) -> bool:
    """Return whether a list can stand on one line: single values, few, no comment among them, no comma in them."""
    values = node.value
    if not all(isinstance(value, nodes.ScalarNode) and not value.comment for value in values):
        return False
    return not any("," in value.value for value in values) and sum(len(value.value) + 2 for value in values) <= _SHORT


def _kind_within(kind: Any, key: str) -> Any:
    """Return the kind of a value within one of a kind, under a key or, in a list, under none."""
    kind = _without_none(kind)
    if typing.get_origin(kind) is tuple:
        return typing.get_args(kind)[0]
    return keys(kind)[0].get(key) if dataclasses.is_dataclass(kind) else None


def _without_none(kind: Any) -> Any:
    return typing.get_args(kind)[0] if isinstance(kind, types.UnionType) else kind


def _order(kind: Any) -> list[str]:
    """Return the keys of a kind in their order: the models', or the original before the other languages."""
    kind = _without_none(kind)
    return list(keys(kind)[0]) if dataclasses.is_dataclass(kind) else languages()


def _ordered(lines: list[str], kind: Any) -> list[str]:
    """Put the keys in lines of a mapping into their order, each with the comments above it, at every depth.

    Comments stand as deep as what follows them; what stood deeper belongs to what stands before it.
    """
    column = min((_column(written) for written in lines if not _is_comment(written)), default=0)
    chunks = list(_chunks(lines, column))
    is_list = any(written[column:].startswith("- ") for written in lines if not _is_comment(written))
    if not is_list:
        order = {key: rank for rank, key in enumerate(_order(kind))}
        chunks.sort(key=lambda chunk: order.get(_key(chunk), len(order)))
    return [written for chunk in chunks for written in _ordered_chunk(chunk, column, kind, is_list)]


def _chunks(lines: list[str], column: int) -> Iterator[list[str]]:
    """Yield each entry that begins at a column, with the comments above it and all that is below it.

    Comments at the end that are no part of an entry come last.
    """
    chunk: list[str] = []
    comments: list[str] = []
    has_begun = False
    for written in lines:
        if _is_comment(written):
            comments.append(written)
            continue
        if _column(written) > column:
            chunk += comments
        else:
            deeper = _count_deeper(comments, column) if has_begun else 0
            if has_begun:
                yield [*chunk, *comments[:deeper]]
            chunk, has_begun = comments[deeper:], True
        comments = []
        chunk.append(written)
    deeper = _count_deeper(comments, column)
    yield [*chunk, *comments[:deeper]]
    if comments[deeper:]:
        yield comments[deeper:]


def _count_deeper(comments: list[str], column: int) -> int:
    return next((at for at, comment in enumerate(comments) if _column(comment) <= column), len(comments))


def _ordered_chunk(chunk: list[str], column: int, kind: Any, is_list: bool) -> list[str]:
    """Write one entry: the comments above it as deep as it is, and in it what it holds."""
    begin = next((at for at, written in enumerate(chunk) if not _is_comment(written)), len(chunk))
    above, first, rest = chunk[:begin], chunk[begin : begin + 1], chunk[begin + 1 :]
    margin = " " * column
    above = [margin + comment.strip() for comment in above]
    if not first:
        return above
    if is_list:
        within = _kind_within(kind, "")
        if _holds_keys(within):
            body = _ordered([f"{margin}  {first[0][column + 2 :]}", *rest], within)
            begin = next(at for at, written in enumerate(body) if not _is_comment(written))
            moved = [margin + comment.strip() for comment in body[:begin]]
            return [*above, *moved, f"{margin}- {body[begin][column + 2 :]}", *body[begin + 1 :]]
    elif any(not _is_comment(written) for written in rest):
        return [*above, *first, *_ordered(rest, _kind_within(kind, _key(first)))]
    return [*above, *first, *(margin + comment.strip() if _is_comment(comment) else comment for comment in rest)]


def _holds_keys(kind: Any) -> bool:
    return dataclasses.is_dataclass(kind) or kind in (Text, Translations, Variants)


def _key(chunk: list[str]) -> str:
    written = next((written for written in chunk if not _is_comment(written)), "")
    return written.strip().partition(":")[0]


def _column(written: str) -> int:
    return len(written) - len(written.lstrip())


def _is_comment(written: str) -> bool:
    return written.lstrip().startswith("#")


def _text(path: Path) -> str:
    return yaml_source.plain_text(path, printed(path))


def _content(text: str) -> tuple[Any, Counter[str]]:
    """Return what a file says, apart from its form: its values, and its comments."""
    value, told = yaml_source.parsed(text, "")
    if told or value is None:
        raise UnformableError
    return value, Counter(yaml_source.comments(text))


def _differences(path: Path, model: type) -> Iterator[Problem]:
    try:
        formed = in_form(path, model)
    except UnformableError:
        yield Problem(Place(printed(path), 1), "no_form")
        return
    # How an editor ends lines and marks its encoding says nothing; `make fmt` sets it right in passing.
    written = _text(path).replace("\r\n", "\n")
    if written != formed:
        ours, right = written.split("\n"), formed.split("\n")
        at = next((at for at, pair in enumerate(zip(ours, right, strict=False)) if pair[0] != pair[1]), len(ours) - 1)
        yield Problem(Place(printed(path), at + 1), "not_in_form", {"right": right[min(at, len(right) - 1)].strip()})
