"""The outline of a data file that is begun: every key of its model, each under what it means, with what is known."""

from __future__ import annotations

import typing
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Any

from macros.i18n.report import REPORT_LANGUAGES
from macros.i18n.words import ORIGINAL, Words
from macros.plan.model import Model
from macros.plan.plan_values import ClauseNumber
from macros.plan.reader import is_model, keys, without_none
from macros.plan.text import Paragraphs, Text
from macros.tools.canonical_format import formatted_text

# With what the numbers of the first section, item and clause begin.
_FIRST = {int: "1", ClauseNumber: "1.1"}


class Outline:
    """Writes the lines of a model. A key is named by its path, such as `sections.items.clauses.text`.

    `known` returns the text at a path in a language, empty where it is to be filled in; of a value that is no text, it
    is asked for the original's, as YAML has it. What is `settled` stands at its path as it is given, in YAML. An
    optional key waits as a comment, unless its path is `used`; one that holds what it stands in, such as sections in a
    section, stands there only where it is.
    """

    def __init__(
        self,
        languages: Sequence[str],
        known: Callable[[str, str], str],
        used: Collection[str] = frozenset(),
        settled: Mapping[str, str] = MappingProxyType({}),
    ) -> None:
        self._languages = languages
        self._known = known
        self._used = used
        self._settled = settled

    def model(self, model: type[Model], path: str = "", margin: str = "") -> Iterator[str]:
        """Yield the lines of a model's keys, each under what it means."""
        kinds, required = keys(model)
        nested = {key for key, kind in kinds.items() if model in typing.get_args(kind)}
        for key, kind in kinds.items():
            at = f"{path}{key}"
            if key in nested and at not in self._used:
                continue
            is_used = key in required or at in self._used
            outline, comment = (self, "") if is_used else (Outline(self._languages, _nothing), "# ")
            yield f"{margin}# {' / '.join(Words(language).key(model.__name__, key) for language in REPORT_LANGUAGES)}"
            yield from (f"{margin}{comment}{line.removeprefix(margin)}" for line in outline._value(at, kind, margin))

    def _value(self, path: str, kind: Any, margin: str) -> Iterator[str]:
        key, kind = path.rpartition(".")[2], without_none(kind)
        if path in self._settled:
            yield f"{margin}{key}: {self._settled[path]}"
        elif typing.get_origin(kind) is tuple:
            yield from self._list(path, typing.get_args(kind)[0], margin)
        elif is_model(kind):
            yield f"{margin}{key}:"
            yield from self.model(kind, f"{path}.", f"{margin}  ")
        elif kind in _FIRST:
            yield f"{margin}{key}: {_FIRST[kind]}"
        elif kind in (Text, Paragraphs):
            yield f"{margin}{key}:"
            for language in self._languages:
                yield f"{margin}  {language}:{_quoted(self._known(path, language))}"
        else:
            yield f"{margin}{key}: {self._known(path, ORIGINAL)}".rstrip()

    def _list(self, path: str, entry: Any, margin: str) -> Iterator[str]:
        key = path.rpartition(".")[2]
        if not is_model(entry):
            yield f"{margin}{key}: [{self._known(path, ORIGINAL)}]"
            return
        yield f"{margin}{key}:"
        lines = list(self.model(entry, f"{path}.", f"{margin}    "))
        # Of an entry that could do without any key, the first stands there.
        begin = next((at for at, line in enumerate(lines) if not line.lstrip().startswith("#")), 1)
        lines[begin] = f"{margin}  - {lines[begin].lstrip('# ')}"
        yield from lines


def begun(model: type[Model], head: Sequence[str], outline: Outline) -> str:
    """Return the text of a file of a model, in the canonical format of data files."""
    return formatted_text("\n".join([*head, *outline.model(model)]), model)


def said_above(key: str, **values: str) -> list[str]:
    """Return one of the tool's messages as comments, in the languages of maintainers."""
    return [f"# {Words(language).plain(key, **values)}" for language in REPORT_LANGUAGES]


def _nothing(path: str, language: str) -> str:
    return ""


def _quoted(text: str) -> str:
    return ' "' + text.replace("\\", "\\\\").replace('"', '\\"') + '"' if text else ""
