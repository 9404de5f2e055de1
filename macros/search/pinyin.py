"""How Chinese names are read, and how Chinese is written elsewhere: what the search needs of two large dictionaries.

They take a hundred megabytes, so this runs in a process of its own, which reads a question and ends when it has
answered: `python -m macros.search.pinyin`.
"""

from __future__ import annotations

import functools
import json
import os
import re
import sys
from collections.abc import Iterable, Mapping
from typing import Any

import opencc
import pypinyin

from macros.i18n.characters import HAN

_LATIN = re.compile(r"[a-z]+")


def answer(names: list[str], persons: list[tuple[str, str]], family_names: str, text: str) -> dict[str, Any]:
    """Return the readings of names, of each person the syllables and homophones, and the traditional forms of a text.

    `persons` are names with their spelling in the data, which is right where the dictionary is not.
    """
    readings, exceptions = _readings(names)
    traditional, phrases = _traditional(text)
    spelt = [(_reading_of_person(name, spelling), name[0]) for name, spelling in persons]
    return {
        "readings": readings,
        "exceptions": exceptions,
        "traditional": traditional,
        "phrases": phrases,
        "persons": [[" ".join(read), _homophones(read[0], sign, family_names)] for read, sign in spelt],
    }


def _characters(text: str) -> list[str]:
    """Return the Chinese characters of a text once each, in the order of their codes."""
    return sorted(set(HAN.findall(text)))


def _reading_of_person(name: str, spelt: str) -> list[str]:
    """Divide the reading that stands in the data into one syllable a character; the data is right, not the library."""
    spelt = spelt.lower().replace("ü", "v")
    letters = "".join(_LATIN.findall(spelt))
    choices = pypinyin.pinyin(name, style=pypinyin.Style.NORMAL, heteronym=True, v_to_u=False)

    def divided(rest: str, position: int) -> list[str] | None:
        if position == len(choices):
            return None if rest else []
        for syllable in choices[position]:
            if rest.startswith(syllable):
                following = divided(rest[len(syllable) :], position + 1)
                if following is not None:
                    return [syllable, *following]
        return None

    return divided(letters, 0) or _LATIN.findall(spelt) or [letters]


def _homophones(syllable: str, character: str, family_names: str) -> str:
    """Return the family names that sound like one: an input method confuses them, and the person is the same."""
    return "".join(sign for sign in family_names if sign != character and _spelt(sign) == [syllable])


def _readings(names: Iterable[str]) -> tuple[str, dict[str, str]]:
    """Return how the characters of some names are read, in the order of _characters, and the names read otherwise."""
    names = list(names)
    chosen: dict[str, str] = {}
    exceptions = {}
    for name in names:
        read = [(sign, syllable) for sign, syllable in zip(name, _spelt(name), strict=True) if HAN.match(sign)]
        for sign, syllable in read:
            chosen.setdefault(sign, syllable)
        if any(chosen[sign] != syllable for sign, syllable in read):
            exceptions[name] = " ".join(syllable for _, syllable in read)
    return " ".join(chosen[sign] for sign in _characters("".join(names))), exceptions


def _spelt(name: str) -> list[str]:
    return pypinyin.lazy_pinyin(name, style=pypinyin.Style.NORMAL, v_to_u=False, errors=_each)


def _each(unread: str) -> Any:
    """Return the characters that have no reading as readings of themselves, one each; pypinyin takes a list, too."""
    return list(unread)


def _traditional(text: str) -> tuple[str, str]:
    """Return what stands for the characters of a text in traditional writing, and pairs of words.

    For each character, in the order of _characters, its traditional forms, with a comma between. The words are those
    that Taiwan and Hong Kong say otherwise: the first of a pair in the characters of the second.
    """
    characters = _characters(text)
    if not characters:
        return "", ""
    forms: dict[str, str] = dict.fromkeys(characters, "")
    table = {sign: simple for sign, simple in _simplified().items() if simple in forms}
    for sign, simple in table.items():
        forms[simple] += sign
    pairs = sorted(other + word for word, other in _said_otherwise(text, table).items() if other not in text)
    return ",".join(forms.values()), " ".join(pairs)


def _said_otherwise(text: str, table: Mapping[str, str]) -> dict[str, str]:
    """Return the shortest pieces of a text for which Taiwan or Hong Kong have another word, each with that word."""
    runs = set(re.findall(f"{HAN.pattern}{{2,}}", text))
    pieces = sorted(
        {run[start : start + size] for run in runs for size in (2, 3, 4) for start in range(len(run) - size + 1)}
    )
    found: dict[str, str] = {}
    for name in ("s2twp", "s2hkp"):
        said = _converter(name).convert("\n".join(pieces)).split("\n")
        others = dict(zip(pieces, ("".join(table.get(sign, sign) for sign in other) for other in said), strict=True))
        for piece, other in others.items():
            shorter = (piece[1:], piece[:-1]) if len(piece) > 2 else ()
            if len(piece) == len(other) and piece != other and all(others[part] == part for part in shorter):
                found[piece] = other
    return found


def _simplified() -> dict[str, str]:
    """Return every traditional character in use in Taiwan or Hong Kong with its simplified one."""
    every = [chr(code) for code in (*range(0x3400, 0x4DC0), *range(0x4E00, 0xA000))]
    usual = set(_converter("s2t").convert("".join(every)))
    table: dict[str, str] = {}
    for name in ("t2s", "tw2s", "hk2s"):
        for sign, simple in zip(every, _converter(name).convert("\n".join(every)).split("\n"), strict=True):
            if sign != simple and (sign in usual or _is_in_big5(sign)):
                table.setdefault(sign, simple)
    return table


@functools.cache
def _converter(name: str) -> opencc.OpenCC:
    """Return a converter of OpenCC. It is kept to the end, where nothing has to take its dictionaries apart."""
    return opencc.OpenCC(name)


def _is_in_big5(character: str) -> bool:
    try:
        return bool(character.encode("big5hkscs"))
    except UnicodeEncodeError:
        return False


if __name__ == "__main__":
    print(json.dumps(answer(**json.load(sys.stdin))), end="", flush=True)
    # Taking the dictionaries apart takes longer than loading them did.
    os._exit(0)
