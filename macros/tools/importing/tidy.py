"""How a text is written in the data: what copying has done to its characters is mended, each mending told."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from macros.i18n.characters import ANY_HAN
from macros.i18n.problem import Place
from macros.plan.text_rules import lookalike

_INVISIBLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\u034f]"
)
_SPACES = re.compile("[\u00a0\u2000-\u200a\u202f\u205f\u3000\t]")
# Numbers with their marks in one character, and letters and digits as wide as a character.
_COMPACT = re.compile("[\u2474-\u249b\u3220-\u3229\uff10-\uff19\uff21-\uff3a\uff41-\uff5a]")
_WIDE = rf"{ANY_HAN}\u2014\u2018-\u201d\u2026\u3000-\u303f\uff01-\uff5e"
_FULL = dict(zip(",:;!?()", "\uff0c\uff1a\uff1b\uff01\uff1f\uff08\uff09", strict=True))
_NARROW_BESIDE_WIDE = re.compile(rf"(?<=[{_WIDE}])[,:;!?()]|[,:;!?()](?=[{_WIDE}])")
_STOP = re.compile(rf"(?<=[{ANY_HAN}])\.(?=[{ANY_HAN}]|$)")
_SPACE_BESIDE_WIDE = re.compile(rf"(?<=[{_WIDE}])\s+|\s+(?=[{_WIDE}])")


def mended(text: str) -> tuple[str, list[str]]:
    """Return a text with the characters that are meant, and each replacement that changes what is compared."""
    told = [f"U+{ord(char):04X}" for char in sorted(set(_INVISIBLE.findall(text)))]
    text = _SPACES.sub(" ", _INVISIBLE.sub("", text))
    while problem := lookalike(text, Place("", 1)):
        found, right = str(problem.details["found"]), str(problem.details["right"])
        right = found[0] if problem.rule in ("variation_selector", "combining_mark") and len(found) > 1 else right
        if found == right or not found:
            break
        told.append(f"{found} \u2192 {right}")
        text = text.replace(found, right)
    for char in sorted(set(_COMPACT.findall(text))):
        right = unicodedata.normalize("NFKC", char)
        told += [] if char >= "\uff01" else [f"{char} \u2192 {right}"]
        text = text.replace(char, right)
    return re.sub(r" {2,}", " ", text).strip(), told


def finished(text: str) -> str:
    """Return a text as the data have it: no spaces beside characters, punctuation as wide as they are, curly quotes."""
    text = _SPACE_BESIDE_WIDE.sub("", text.strip())
    while True:
        wider = _NARROW_BESIDE_WIDE.sub(lambda found: _FULL[found[0]], text)
        if wider == text:
            break
        text = wider
    return "".join(_curly(_STOP.sub("\u3002", text)))


def _curly(text: str) -> Iterator[str]:
    """Yield the characters of a text with straight quotation marks turned into pairs, where it is Chinese."""
    is_chinese = re.search(f"[{ANY_HAN}]", text) is not None
    count = {'"': 0, "'": 0}
    pairs = {'"': "\u201c\u201d", "'": "\u2018\u2019"}
    for char in text:
        if char in pairs and is_chinese:
            yield pairs[char][count[char] % 2]
            count[char] += 1
        else:
            yield char
