"""`make fonts`: subsets the fonts for printing from their Debian packages, and writes their CSS rules.

PostScript outlines are converted to TrueType: from PostScript ones Chromium makes Type 3 fonts in a PDF.
"""

from __future__ import annotations

import argparse
import bz2
import gzip
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import NamedTuple

import yaml
from fontTools import subset
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.cu2quPen import Cu2QuPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont, newTable
from fontTools.ttLib.woff2 import WOFF2FlavorData

from macros.pdf.fonts import FOLDER, FONT_FACES, STYLE_SHEET
from macros.plan.data_folder import configured_folder

_PROJECT = Path(__file__).parents[2]
_PACKAGES = (
    "texlive-lang-chinese",
    "fonts-lxgw-wenkai",
    "fonts-noto-cjk",
    "fonts-noto-cjk-extra",
    "fonts-croscore",
    "unicode-data",
)
_UNIHAN = "usr/share/unicode/Unihan_OtherMappings.txt.bz2"

# How far a converted curve may lie from the original one, in units of an em of 1000.
_TOLERANCE = 1.0

# By the first of them, two dashes of Noto's are one line.
_FEATURES = ["ccmp", "kern", "liga", "palt", "halt"]

# Punctuation that some fonts draw narrow, and that Chinese needs as wide as its characters.
_QUOTES_AND_DOT = "“”‘’·"

_DIGITS = "0123456789 /"
_DASH = "\u2014"

# Latin, spacing modifiers, Greek, Cyrillic, Vietnamese and pinyin, punctuation, currencies, № ™ arrows and minus.
_LATIN = (
    range(0x20, 0x7F),
    range(0xA0, 0x250),
    range(0x2B0, 0x300),
    range(0x370, 0x500),
    range(0x1E00, 0x1F00),
    range(0x2000, 0x2070),
    range(0x20A0, 0x20D0),
    (0x2116, 0x2122, 0x2190, 0x2191, 0x2192, 0x2193, 0x2212),
)


class Source(NamedTuple):
    """A font as its package has it: where it is, which one of a collection, and what carries its licence.

    `forms` are pairs of a feature's tag and the characters that take the glyphs of this feature; `without` are
    characters that are left to another font.
    """

    path: str
    licence: str
    number: int = -1
    forms: tuple[tuple[str, str], ...] = ()
    without: str = ""


_OPENTYPE = "usr/share/fonts/opentype/noto"
_TRUETYPE = "usr/share/fonts/truetype"
_DOC = "usr/share/doc"
_SOURCES = {
    "fang": Source(
        "usr/share/texlive/texmf-dist/fonts/opentype/public/fandol/FandolFang-Regular.otf",
        f"{_DOC}/texlive-doc/fonts/fandol/COPYING.gz",
    ),
    "kai": Source(
        f"{_TRUETYPE}/lxgw-wenkai/LXGWWenKai-Regular.ttf",
        f"{_DOC}/fonts-lxgw-wenkai/copyright",
        without=_QUOTES_AND_DOT,
    ),
    # The third font of Noto's collections is the one for simplified Chinese.
    "hei": Source(
        f"{_OPENTYPE}/NotoSansCJK-Medium.ttc", f"{_DOC}/fonts-noto-cjk-extra/copyright", 2, (("fwid", _DASH),)
    ),
    "song": Source(
        f"{_OPENTYPE}/NotoSerifCJK-Bold.ttc", f"{_DOC}/fonts-noto-cjk/copyright", 2, (("fwid", f"{_DASH}·"),)
    ),
    "wide": Source(f"{_OPENTYPE}/NotoSerifCJK-Regular.ttc", f"{_DOC}/fonts-noto-cjk/copyright", 2),
    "folio": Source(
        f"{_OPENTYPE}/NotoSerifCJK-Regular.ttc",
        f"{_DOC}/fonts-noto-cjk/copyright",
        2,
        (("hwid", _DIGITS), ("fwid", _DASH)),
    ),
    "latin-400": Source(f"{_TRUETYPE}/croscore/Tinos-Regular.ttf", f"{_DOC}/fonts-croscore/copyright"),
    "latin-700": Source(f"{_TRUETYPE}/croscore/Tinos-Bold.ttf", f"{_DOC}/fonts-croscore/copyright"),
}
_CHINESE = ("fang", "kai", "hei", "song")


def main(arguments: list[str] | None = None) -> int:
    """Make all fonts and the style sheet; 1 where a package cannot be downloaded."""
    argparse.ArgumentParser(prog="python -m macros fonts", description=__doc__).parse_args(arguments or [])
    data = configured_folder()
    if not all(map(shutil.which, ("apt-get", "dpkg-deb"))):
        print("The packages of the fonts come by apt-get: run make fonts on Debian.", file=sys.stderr)
        return 1
    with tempfile.TemporaryDirectory() as packages:
        try:
            fetch(Path(packages))
        except subprocess.CalledProcessError as error:
            print(f"This did not succeed: {' '.join(error.cmd)}", file=sys.stderr)
            return 1
        write_fonts(Path(packages), characters_of(data))
    write_style_sheet()
    return 0


def write_fonts(packages: Path, own: set[str]) -> None:
    """Subset every font of a folder of packages, `own` being the characters of the data, and copy the licences."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    for stem, characters in _characters_by_file(packages, own).items():
        file = FOLDER / f"{stem}.woff2"
        write_subset(packages, _SOURCES[stem.removesuffix("-more")], characters, file)
        print(f"{file.name}: {file.stat().st_size // 1000} KB", flush=True)
    for name, source in _SOURCES.items():
        (FOLDER / f"{name}.licence.txt").write_bytes(_unpacked(packages / source.licence))


def write_style_sheet() -> None:
    """Write the CSS rules of all fonts."""
    rules = "\n".join(face.rule for face in FONT_FACES)
    STYLE_SHEET.write_text(f"/* The fonts of paper, written by `make fonts`. */\n\n{rules}", encoding="utf-8")


def fetch(folder: Path) -> None:
    """Unpack every package into a folder, installing nothing. Raises CalledProcessError where one cannot be had."""
    subprocess.run(["apt-get", "update", "-q"], check=True, stdout=subprocess.DEVNULL)
    for package in _PACKAGES:
        print(f"Fetching {package} …", flush=True)
        subprocess.run(
            ["apt-get", "download", "-q", package],
            check=True,
            cwd=folder,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
    for archive in folder.glob("*.deb"):
        subprocess.run(["dpkg-deb", "-x", str(archive), str(folder)], check=True)


def characters_of(data: Path) -> set[str]:
    """Return every character that may be printed: of the data, the tool's messages and the hand-written pages."""
    files = [*data.rglob("*.yml"), *(_PROJECT / "docs").glob("??/**/*.md")]
    texts = [file.read_text(encoding="utf-8") for file in files]
    for locale in (_PROJECT / "macros/i18n/locales").glob("*.yml"):
        words = yaml.safe_load(locale.read_text(encoding="utf-8"))
        # What the search reads of names and numbers is printed nowhere.
        texts += [str(word) for key, word in words.items() if not key.startswith("search_")]
    return {char for char in "".join(texts) if ord(char) >= 0xB7}


def gb2312() -> set[str]:
    """Return GB 2312's 6,763 characters and its punctuation, with the Unicode characters in use for some of it."""
    places = (bytes((0xA0 + row, 0xA0 + cell)) for row in range(1, 95) for cell in range(1, 95))
    standard = "".join(place.decode("gb2312", errors="ignore") for place in places)
    # Its dash and middle dot map to other code points than those in use, and it lacks the zero of years.
    return set(standard) | set(f"{_DASH}\u00b7\u2022\u3007")


def further_symbols() -> set[str]:
    """Return symbols that documents use beyond GB 2312: those of GBK, as ㎡, and circled numbers to twenty."""
    places = (bytes((lead, trail)) for lead in range(0xA1, 0xAA) for trail in range(0x40, 0xFF))
    # Of a place that is none, the second byte is decoded by itself.
    chars = {char for place in places for char in place.decode("gbk", errors="ignore") if not char.isascii()}
    return chars | set(map(chr, range(0x2460, 0x2474)))


def general_standard(packages: Path) -> set[str]:
    """Return the 8,105 characters of 《通用规范汉字表》, which the Unihan database in a folder of packages marks."""
    with bz2.open(packages / _UNIHAN, "rt", encoding="utf-8") as lines:
        return {chr(int(line.split()[0].removeprefix("U+"), 16)) for line in lines if "\tkTGH\t" in line}


def _characters_by_file(packages: Path, own: set[str]) -> dict[str, set[str]]:
    own, common = own | set(_QUOTES_AND_DOT), gb2312()
    latin = {chr(code) for part in _LATIN for code in part}
    return {
        **dict.fromkeys(_CHINESE, own),
        **{f"{name}-more": common - own for name in _CHINESE},
        "wide": (general_standard(packages) | further_symbols()) - common | _lacking(packages, own | common),
        "folio": set(_DIGITS + _DASH),
        "latin-400": latin,
        "latin-700": latin,
    }


def _lacking(packages: Path, characters: set[str]) -> set[str]:
    """Return those of the characters that one of the Chinese typefaces lacks."""
    fonts = [_opened(packages, _SOURCES[name]).getBestCmap() for name in _CHINESE]
    return {char for char in characters if not all(ord(char) in font for font in fonts)}


def _opened(packages: Path, source: Source) -> TTFont:
    return TTFont(packages / source.path, fontNumber=source.number, recalcTimestamp=False)


def write_subset(packages: Path, source: Source, characters: set[str], target: Path) -> None:
    """Write the subset of a font with these characters, with TrueType outlines, under a name of its own."""
    font = _opened(packages, source)
    for feature, chars in source.forms:
        _apply(font, feature, chars)
    options = subset.Options(hinting=False, layout_features=_FEATURES, notdef_outline=True)
    options.drop_tables += ["BASE", "VORG", "vhea", "vmtx"]
    options.name_IDs = [0, 1, 2, 4, 5, 6, 13, 14]
    subsetter = subset.Subsetter(options)
    subsetter.populate(text="".join(characters - set(source.without)))
    subsetter.subset(font)
    if "CFF " in font:
        _convert_outlines(font)
    _rename(font, f"Plan{target.stem.title().replace('-', '')}")
    font.flavor = "woff2"
    # Tables that are not transformed are a seventh larger, but unpacked forty times as fast, and Typst reads no WOFF2.
    font.flavorData = WOFF2FlavorData(transformedTables=())
    font.save(target)


def _apply(font: TTFont, feature: str, chars: str) -> None:
    """Map characters to the glyphs that an OpenType feature substitutes for theirs."""
    table = font["GSUB"].table
    instead: dict[str, str] = {}
    records = [record for record in table.FeatureList.FeatureRecord if record.FeatureTag == feature]
    for index in {index for record in records for index in record.Feature.LookupListIndex}:
        for part in table.LookupList.Lookup[index].SubTable:
            instead |= getattr(part, "ExtSubTable", part).mapping
    drawn = font.getBestCmap()
    # Subtables may share one dictionary: what is new must be known before any is changed.
    new = {ord(char): instead[drawn[ord(char)]] for char in chars}
    for cmap in font["cmap"].tables:
        # Format 14 maps variation sequences.
        if cmap.isUnicode() and cmap.format != 14:
            cmap.cmap.update(new)


def _convert_outlines(font: TTFont) -> None:
    outlines, glyphs = font.getGlyphSet(), {}
    for name in font.getGlyphOrder():
        pen = TTGlyphPen(outlines)
        outlines[name].draw(Cu2QuPen(pen, _TOLERANCE, reverse_direction=True))
        glyphs[name] = pen.glyph()
    del font["CFF "]
    font.sfntVersion = "\0\1\0\0"
    # By this table the builder knows that the outlines are TrueType ones.
    font["glyf"] = newTable("glyf")
    builder = FontBuilder(font=font)
    builder.setupGlyf(glyphs)
    builder.setupMaxp()
    # A TrueType glyph is put where its side bearing says, which must be that of the new outline.
    for name, (advance, _) in font["hmtx"].metrics.items():
        font["hmtx"][name] = advance, getattr(glyphs[name], "xMin", 0)
    font["post"].formatType = 3


def _rename(font: TTFont, name: str) -> None:
    for record in font["name"].names:
        if record.nameID in (1, 4, 6):
            record.string = name
        elif record.nameID == 2:
            record.string = "Regular"


def _unpacked(path: Path) -> bytes:
    text = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    return re.sub(rb"[ \t]+\n", b"\n", text)
