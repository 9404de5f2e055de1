"""The translation lock: the file translations.lock of a data folder, which `make fmt` updates.

A line has a text's name (its keys and ids, as `people/jia-yi/name`), a language, and the fingerprints of original and
translation. A translation that is locked to another original is outdated: the original has changed since, and the
translation has not. A translation that is not locked was changed or added since, and is taken to match the present
original. So a correct change needs no line here, and deleting a line confirms that a translation is still right.
"""

from __future__ import annotations

import dataclasses
import hashlib
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from macros.i18n.problem import Place, Problem
from macros.i18n.words import ORIGINAL, Words
from macros.plan.files import Files
from macros.plan.model import Model
from macros.plan.site import Site
from macros.plan.text import Entry, Lock, Paragraphs, Text
from macros.plan.work_plan import Item, Section
from macros.plan.yaml_source import Problems, UnreadableError, plain_text

#: The name of the file in a data folder.
NAME = "translations.lock"

# The files besides the plans: the first part of the names of their texts.
_FILES = ("about", "people", "branches", "glossary")

_LINE = re.compile(r"(\S+) ([A-Za-z-]+) ([0-9a-f]{8}) ([0-9a-f]{8})")


def read(folder: Path, printed_folder: str) -> tuple[Lock, list[Problem]]:
    """Read the lock of a data folder, empty where there is none, and a problem for each line that is malformed."""
    path, printed_path = folder / NAME, f"{printed_folder}/{NAME}"
    if not path.exists() and not path.is_symlink():
        return {}, []
    try:
        lines = plain_text(path, printed_path).splitlines()
    except UnreadableError as error:
        return {}, [error.problem]
    lock: dict[tuple[str, str], list[Entry]] = {}
    problems = Problems()
    for number, line in enumerate(lines, start=1):
        place = Place(printed_path, number)
        if found := _LINE.fullmatch(line):
            name, language, original, translation = found.groups()
            lock.setdefault((name, language), []).append(Entry(original, translation, place))
        elif line and not line.startswith("#"):
            problems.add(place, "bad_lock_entry", line=line)
    return lock, problems


def marked(files: Files, lock: Lock) -> Files:
    """Return the files with each outdated translation marked by the entry that shows it."""
    # By the identity of each text, since those of a list share a name.
    outdated: dict[int, dict[str, Entry]] = {}
    for name, text in named_texts(files) if lock else ():
        for language in text:
            if language != ORIGINAL and (entry := _outdating(lock.get((name, language), ()), text, language)):
                outdated.setdefault(id(text), {})[language] = entry
    if not outdated:
        return files
    parts = {name: _marked(getattr(files, name), outdated) for name in _FILES}
    new = dataclasses.replace(files, **parts, plans=_marked(files.plans, outdated))
    return dataclasses.replace(new, texts=tuple(text for _, text in named_texts(new)))


def _marked(value: Any, outdated: Mapping[int, Mapping[str, Entry]]) -> Any:
    if isinstance(value, Text):
        return Text(value, value.place, outdated[id(value)]) if id(value) in outdated else value
    if isinstance(value, tuple):
        return type(value)(_marked(part, outdated) for part in value)
    if isinstance(value, Model):
        return dataclasses.replace(
            value, **{name: _marked(getattr(value, name), outdated) for name in value.field_names()}
        )
    return value


def _outdating(entries: Sequence[Entry], text: Text, language: str) -> Entry | None:
    """Return the entry that shows a translation to be outdated: it has the same translation, and none has both."""
    if not entries:
        return None
    translation, original = fingerprint(text[language]), fingerprint(text[ORIGINAL])
    same = [entry for entry in entries if entry.translation == translation]
    return None if any(entry.original == original for entry in same) else next(iter(same), None)


def earlier(files: Files, lock: Lock) -> Lock:
    """Return a lock with an entry for each translation of earlier data that it has none for."""
    before: dict[tuple[str, str], list[Entry]] = {}
    for name, text in named_texts(files):
        for language in text.keys() - {ORIGINAL}:
            entry = Entry(fingerprint(text[ORIGINAL]), fingerprint(text[language]))
            before.setdefault((name, language), []).append(entry)
    return {**before, **lock}


def unlocked(files: Files, lock: Lock) -> int:
    """Count the translations that are not locked as they are."""
    return sum(
        not any(entry.translation == fingerprint(text[language]) for entry in lock.get((name, language), ()))
        for name, text in named_texts(files)
        for language in text
        if language != ORIGINAL
    )


def write(folder: Path, site: Site, confirmed: Collection[Place] = ()) -> list[Path]:
    """Update the lock of a data folder, and return its path where that changed it.

    What is outdated stays so, unless the translation's source location is among those confirmed.
    """
    path, new = folder / NAME, written(site.files, site.lock, confirmed)
    if path.is_file() and path.read_bytes() == new.encode():
        return []
    path.write_text(new, encoding="utf-8", newline="\n")
    return [path]


def written(files: Files, lock: Lock, confirmed: Collection[Place]) -> str:
    """Return the text of a lock of all texts, in their order."""
    lines = [f"# {Words(language).plain('lock_head')}" for language in (ORIGINAL, "en")]
    for name, text in named_texts(files):
        for language in sorted(text.keys() - {ORIGINAL}):
            original, translation = fingerprint(text[ORIGINAL]), fingerprint(text[language])
            if language in text.outdated and text[language].place not in confirmed:
                original = text.outdated[language].original
            lines.append(f"{name} {language} {original} {translation}")
    return "\n".join(lines) + "\n"


def named_texts(files: Files) -> Iterator[tuple[str, Text]]:
    """Yield every text with a name that survives when others move: the keys and ids on the way to it."""
    for name in _FILES:
        yield from _texts(getattr(files, name), name)
    for plan in files.plans:
        yield from _texts(plan, f"plans/{plan.year}")


def _texts(value: Any, name: str) -> Iterator[tuple[str, Text]]:
    if isinstance(value, Text):
        yield name, value
    for part_name, part in _parts(value, name):
        yield from _texts(part, part_name)


def _parts(value: Any, name: str) -> Iterator[tuple[str, Any]]:
    """Yield the entries of a list, or the values of a model, each with its name.

    Paragraphs, and entries that have nothing to name them by, share a name.
    """
    if isinstance(value, Paragraphs):
        yield from ((name, paragraph) for paragraph in value)
    elif isinstance(value, tuple):
        for position, entry in enumerate(value, start=1):
            yield f"{name}/{_key(entry, position)}", entry
    elif isinstance(value, Model):
        for key in value.field_names():
            yield f"{name}/{key}", getattr(value, key)


def _key(entry: Any, position: int) -> str:
    """Return what names an entry of a list; of a source, which has nothing of its own, its place."""
    if isinstance(entry, (Section, Item)):
        return str(entry.number or "-")
    names = (getattr(entry, name, None) for name in ("id", "number", "key", "part", "column"))
    return str(next(filter(None, names), position))


def fingerprint(text: str) -> str:
    """Return eight hexadecimal digits of a text's digest; two texts share them by a chance of one in four billion."""
    return hashlib.sha256(text.encode()).hexdigest()[:8]
