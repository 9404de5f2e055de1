"""The style sheet of paper's fonts as a site needs it: each of its pages loads it, though few are printed."""

from __future__ import annotations

import re
from collections.abc import Iterable

# The first is drawn by a font of characters that few sites have; the second has those of this project's data.
_RARE, _COMMON = "Plan Wide", "Plan Fang"

# A rule as macros/pdf/fonts.py writes it, with the family and the ranges of characters that it is for.
_FACE = re.compile(r'@font-face \{\n  font-family: "([^"]+)";\n.*?  unicode-range: ([^;]+);\n\}\n\n?', re.DOTALL)


def font_faces_for(texts: Iterable[str], styles: str) -> str:
    """Return the style sheet, without the font of rare characters and its long list of them if no text has one."""
    rules = {face[1]: face for face in _FACE.finditer(styles)}
    rare = _characters(rules[_RARE][2]) - _characters(rules[_COMMON][2])
    if not rare.isdisjoint(set().union(*texts)):
        return styles
    return styles.replace(rules[_RARE][0], "")


def _characters(ranges: str) -> set[str]:
    """Return the characters of ranges such as `U+B7, U+2018-2019`."""
    ends = (part.removeprefix("U+").split("-") for part in ranges.split(", "))
    return {chr(code) for first, *last in ends for code in range(int(first, 16), int((last or [first])[0], 16) + 1)}
