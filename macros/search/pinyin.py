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
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import opencc
import pypinyin

from macros.i18n.characters import HAN

_LATIN = re.compile(r"[a-z]+")


#: How the characters of GB 2312 are read, whose first 3,755 stand in the order of their readings: initials, each with
#: the finals behind it; and below, for each of these syllables, how many characters have it, as a sign from "0" on.
_SYLLABLES = Path(__file__).with_name("syllables.txt")


def answer(persons: list[tuple[str, str]], text: str, radicals: Mapping[str, str]) -> dict[str, Any]:
    """Return how a text is read, the syllables of each person, and other forms of the text.

    `persons` are names with their spelling in the data, which is right where the dictionary is not. `radicals` are
    signs that only look like characters, each with its character.
    """
    traditional, phrases = _traditional(text, radicals)
    return {
        "sounds": _SYLLABLES.read_text(encoding="ascii").strip() if text else "",
        "otherwise": " ".join(_read_otherwise(text)),
        "traditional": traditional,
        "phrases": phrases,
        "persons": [" ".join(_reading_of_person(name, spelling)) for name, spelling in persons],
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


def _usual_readings() -> dict[str, str]:
    """Return how the characters of the first level of GB 2312 are read, by _SYLLABLES."""
    codes = (bytes([row, cell]) for row in range(0xB0, 0xD8) for cell in range(0xA1, 0xFF))
    groups, counts = _SYLLABLES.read_text(encoding="ascii").splitlines()
    syllables = [
        initial + final for initial, *finals in (group.split(",") for group in groups.split(" ")) for final in finals
    ]
    readings: list[str] = []
    for syllable, count in zip(syllables, counts, strict=True):
        readings += [syllable] * (ord(count) - ord("0"))
    return {code.decode("gb2312"): reading for code, reading in zip(codes, readings, strict=False)}


def _read_otherwise(text: str) -> list[str]:
    """Return what is read otherwise in a text than by _SYLLABLES: a character with its reading behind it.

    The character that follows tells where that is so, or else the one before; a character that is not in _SYLLABLES
    stands alone.
    """
    usual = _usual_readings()
    found: dict[str, str] = {}
    for run in sorted(set(re.findall(f"{HAN.pattern}+", text))):
        for at, (sign, syllable) in enumerate(zip(run, _spelt(run), strict=True)):
            if sign not in usual:
                found.setdefault(sign, sign + syllable)
            elif usual[sign] != syllable and len(run) > 1:
                other = run[at + 1 : at + 2]
                context = sign + other if other else run[at - 1] + sign
                found.setdefault(context, f"{sign}{syllable}{other}" if other else context + syllable)
    return list(found.values())


def _spelt(name: str) -> list[str]:
    return pypinyin.lazy_pinyin(name, style=pypinyin.Style.NORMAL, v_to_u=False, errors=_each)


def _each(unread: str) -> Any:
    """Return the characters that have no reading as readings of themselves, one each; pypinyin takes a list, too."""
    return list(unread)


def _traditional(text: str, radicals: Mapping[str, str]) -> tuple[str, str]:
    """Return what stands for the characters of a text in traditional writing, and pairs of words.

    For each character, in the order of _characters, its traditional forms and its radical, with a comma between. The
    words are those that Taiwan and Hong Kong say otherwise: the first of a pair in the characters of the second.
    """
    characters = _characters(text)
    if not characters:
        return "", ""
    forms: dict[str, str] = dict.fromkeys(characters, "")
    table = {sign: simple for sign, simple in _simplified().items() if simple in forms}
    for sign, simple in [*table.items(), *radicals.items()]:
        if simple in forms:
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
