"""The typefaces of paper: what each is called, which files it is in, and which characters it has.

Each Chinese face is two files. The first has the characters of the data; the second those of GB 2312's first level,
so that next year's plan, or another committee's, finds its own. Every face says which characters it is for, so that a
browser knows at once which files a page needs: for one that it finds out about later, it does not wait with printing.
Families carry names of our own, since a licence may reserve the original's for the unchanged font.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from fontTools.ttLib import TTFont

FOLDER = Path(__file__).parents[2] / "docs/theme/assets/fonts"
STYLE_SHEET = FOLDER.parent / "stylesheets/print-fonts.css"

# All that is older in Unicode than Chinese characters.
_LATIN = (range(0x20, 0x2E80),)
# Basic Latin and Latin-1, without the middle dot: dots, dashes and quotation marks of Chinese are full-width.
_LATIN_IN_CHINESE = (range(0x20, 0x7F), range(0xA1, 0xB7), range(0xB8, 0x100))


class Face(NamedTuple):
    """One @font-face: its family, weight and file, and what it is used for: ranges of characters, or all it has."""

    family: str
    weight: int
    file: str
    ranges: tuple[range, ...] = ()

    @property
    def rule(self) -> str:
        """The face as a rule of CSS."""
        only = ", ".join(map(_in_css, self.ranges or _as_ranges(self.characters)))
        return (
            f'@font-face {{\n  font-family: "{self.family}";\n  font-weight: {self.weight};\n'
            f'  src: url("../fonts/{self.file}") format("woff2");\n'
            f"  unicode-range: {only};\n}}\n"
        )

    @property
    def characters(self) -> set[int]:
        """The code points that the face draws."""
        drawn = _characters(FOLDER / self.file)
        return {code for code in drawn if any(code in part for part in self.ranges)} if self.ranges else drawn


def _in_css(part: range) -> str:
    return f"U+{part.start:X}" if len(part) == 1 else f"U+{part.start:X}-{part.stop - 1:X}"


def _as_ranges(codes: Iterable[int]) -> list[range]:
    """Put code points together that follow each other."""
    parts: list[range] = []
    for code in sorted(codes):
        if parts and parts[-1].stop == code:
            parts[-1] = range(parts[-1].start, code + 1)
        else:
            parts.append(range(code, code + 1))
    return parts


# What is in the second file of a Chinese face is not told character by character, but is all that the first lacks.
_CHINESE = (range(0xB7, 0x30000),)

FACES = (
    *(Face("Plan Latin", weight, f"latin-{weight}.woff2", _LATIN) for weight in (400, 700)),
    *(Face("Plan Latin in Chinese", weight, f"latin-{weight}.woff2", _LATIN_IN_CHINESE) for weight in (400, 700)),
    Face("Plan Fang", 400, "fang.woff2"),
    Face("Plan Fang More", 400, "fang-more.woff2", _CHINESE),
    Face("Plan Kai", 400, "kai.woff2"),
    Face("Plan Kai More", 400, "kai-more.woff2", _CHINESE),
    Face("Plan Hei", 700, "hei.woff2"),
    Face("Plan Hei More", 700, "hei-more.woff2", _CHINESE),
    Face("Plan Song", 700, "song.woff2"),
    Face("Plan Song More", 700, "song-more.woff2", _CHINESE),
    Face("Plan Folio", 400, "folio.woff2"),
)


@functools.cache
def _characters(path: Path) -> set[int]:
    with TTFont(path, lazy=True) as font:
        return set(font.getBestCmap())


def missing(families: str, text: str) -> list[str]:
    """List the characters of a text that no face of a CSS `font-family` list draws, each once."""
    drawn = _drawn(families)
    return [sign for sign in dict.fromkeys(text) if not sign.isspace() and ord(sign) not in drawn]


@functools.cache
def _drawn(families: str) -> set[int]:
    names = set(re.findall(r'[^",]+', families))
    return set().union(*(face.characters for face in FACES if face.family in names))
