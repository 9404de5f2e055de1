"""The fonts for printing: the family, files and characters of each font face.

Each Chinese typeface is two files. The first has the characters of the data; the second all others of GB 2312, for
next year's plan and other committees'. One more file, in one typeface for all, has what 《通用规范汉字表》 has beyond
GB 2312, for names. Every font face declares its characters (`unicode-range`), so that a browser knows at once which
files a page needs: printing does not wait for a font that is requested later.
The families have names of our own, since a licence may reserve the original's for the unmodified font.
"""

from __future__ import annotations

import functools
import unicodedata
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from fontTools.ttLib import TTFont, woff2

FOLDER = Path(__file__).parents[2] / "docs/theme/assets/fonts"
STYLE_SHEET = FOLDER.parent / "stylesheets/print-fonts.css"

# All that is older in Unicode than Chinese characters.
_LATIN = (range(0x20, 0x2E80),)
# Letters of all alphabets, and currencies: dots, dashes and quotation marks of Chinese are full-width.
_LATIN_IN_CHINESE = (range(0x20, 0x7F), range(0xA1, 0xB7), range(0xB8, 0x2000), range(0x20A0, 0x20D0))


class FontFace(NamedTuple):
    """One @font-face: its family, weight and file, and what it is used for: ranges of characters, or all it has."""

    family: str
    weight: int
    file: str
    ranges: tuple[range, ...] = ()

    @property
    def rule(self) -> str:
        """The font face as a CSS rule. An old Chromium prints before it is loaded, and else would print nothing."""
        only = ", ".join(map(_in_css, self.ranges or _as_ranges(self.characters)))
        return (
            f'@font-face {{\n  font-family: "{self.family}";\n  font-weight: {self.weight};\n'
            f'  font-display: swap;\n  src: url("../fonts/{self.file}") format("woff2");\n'
            f"  unicode-range: {only};\n}}\n"
        )

    @property
    def characters(self) -> set[int]:
        """The code points that the font face is used for."""
        drawn = _characters(FOLDER / self.file)
        return {code for code in drawn if any(code in part for part in self.ranges)} if self.ranges else drawn


def _in_css(part: range) -> str:
    return f"U+{part.start:X}" if len(part) == 1 else f"U+{part.start:X}-{part.stop - 1:X}"


def _as_ranges(codes: Iterable[int]) -> list[range]:
    """Return code points as ranges."""
    parts: list[range] = []
    for code in sorted(codes):
        if parts and parts[-1].stop == code:
            parts[-1] = range(parts[-1].start, code + 1)
        else:
            parts.append(range(code, code + 1))
    return parts


# The second file of a Chinese typeface is for what the first lacks, except the narrow quotation marks and dot of kai.
_CHINESE = (range(0xB7, 0x30000),)
_CHINESE_IN_KAI = (range(0xB8, 0x2018), range(0x201A, 0x201C), range(0x201E, 0x30000))

FONT_FACES = (
    *(FontFace("Plan Latin", weight, f"latin-{weight}.woff2", _LATIN) for weight in (400, 700)),
    *(FontFace("Plan Latin in Chinese", weight, f"latin-{weight}.woff2", _LATIN_IN_CHINESE) for weight in (400, 700)),
    FontFace("Plan Fang", 400, "fang.woff2"),
    FontFace("Plan Fang More", 400, "fang-more.woff2", _CHINESE),
    FontFace("Plan Kai", 400, "kai.woff2"),
    FontFace("Plan Kai More", 400, "kai-more.woff2", _CHINESE_IN_KAI),
    FontFace("Plan Hei", 700, "hei.woff2"),
    FontFace("Plan Hei More", 700, "hei-more.woff2", _CHINESE),
    FontFace("Plan Song", 700, "song.woff2"),
    FontFace("Plan Song More", 700, "song-more.woff2", _CHINESE),
    FontFace("Plan Wide", 400, "wide.woff2"),
    FontFace("Plan Folio", 400, "folio.woff2"),
)
_FILES = tuple(dict.fromkeys(face.file for face in FONT_FACES))

# Controls, formats and white space, by Unicode category; variation selectors are in none of these.
_INVISIBLE = ("Cc", "Cf", "Zs", "Zl", "Zp")
_VARIANT = "VARIATION SELECTOR"


@functools.cache
def _characters(path: Path) -> set[int]:
    with TTFont(path, lazy=True) as font:
        return set(font.getBestCmap())


def width(text: str) -> float:
    """Return the width of a title in ems: letters as in the bold Latin font, all else one em."""
    advances, unit = _advances()
    return sum(advances.get(ord(char), unit) for char in text) / unit


@functools.cache
def _advances() -> tuple[dict[int, int], int]:
    with TTFont(FOLDER / "latin-700.woff2", lazy=True) as font:
        metrics = font["hmtx"].metrics
        return {code: metrics[name][0] for code, name in font.getBestCmap().items()}, font["head"].unitsPerEm


def undrawn(text: str) -> frozenset[str]:
    """Return the characters of a text that no font has a glyph for, except those that draw nothing, such as spaces."""
    # A letter and its mark are drawn as one.
    left = {ord(char) for char in set(unicodedata.normalize("NFC", text)) if _is_visible(char)}
    for file in _FILES:
        # Reading all that the fonts have takes a quarter of a second, and the first files nearly always suffice.
        if left:
            left -= _characters(FOLDER / file)
    return frozenset(map(chr, left))


def _is_visible(char: str) -> bool:
    return unicodedata.category(char) not in _INVISIBLE and not unicodedata.name(char, "").startswith(_VARIANT)


def unpack(folder: Path) -> None:
    """Decompress every font into an existing folder as TrueType, since Typst reads no WOFF2."""
    for file in _FILES:
        woff2.decompress(FOLDER / file, folder / f"{Path(file).stem}.ttf")
