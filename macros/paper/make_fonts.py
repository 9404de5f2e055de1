"""`make fonts`: cuts the fonts of paper anew out of the packages they come from, and writes their rules of CSS.

A font with PostScript outlines is converted to TrueType ones: of the others Chromium makes Type 3 fonts in a PDF.
"""

from __future__ import annotations

import gzip
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

import yaml
from fontTools import subset
from fontTools.pens.cu2quPen import Cu2QuPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont, newTable

from macros.paper.faces import FACES, FOLDER, STYLE_SHEET

_PROJECT = Path(__file__).parents[2]
_DEBIAN = ("texlive-lang-chinese", "fonts-lxgw-wenkai", "fonts-noto-cjk", "fonts-noto-cjk-extra")
_NPM = "@fontsource/tinos@5"

# How far a converted curve may lie from the original one, in units of an em of 1000.
_TOLERANCE = 1.0


class Source(NamedTuple):
    """A font as its package has it: where it is, which one of a collection, and what carries its licence."""

    path: str
    licence: str
    number: int = -1


_OPENTYPE = "usr/share/fonts/opentype/noto"
_FANDOL = "usr/share/doc/texlive-doc/fonts/fandol"
_SOURCES = {
    "fang": Source(
        "usr/share/texlive/texmf-dist/fonts/opentype/public/fandol/FandolFang-Regular.otf", f"{_FANDOL}/COPYING.gz"
    ),
    "kai": Source(
        "usr/share/fonts/truetype/lxgw-wenkai/LXGWWenKai-Regular.ttf", "usr/share/doc/fonts-lxgw-wenkai/copyright"
    ),
    # The third font of Noto's collections is the one for simplified Chinese.
    "hei": Source(f"{_OPENTYPE}/NotoSansCJK-Medium.ttc", "usr/share/doc/fonts-noto-cjk-extra/copyright", 2),
    "song": Source(f"{_OPENTYPE}/NotoSerifCJK-Bold.ttc", "usr/share/doc/fonts-noto-cjk/copyright", 2),
    "folio": Source(f"{_OPENTYPE}/NotoSerifCJK-Regular.ttc", "usr/share/doc/fonts-noto-cjk/copyright", 2),
    "latin-400": Source("package/files/tinos-latin-400-normal.woff2", "package/LICENSE"),
    "latin-700": Source("package/files/tinos-latin-700-normal.woff2", "package/LICENSE"),
}


def main() -> int:
    """Renew everything; 1 where a package cannot be had."""
    data = Path(os.environ.get("PLAN_DATA") or _PROJECT / "data")
    if not all(map(shutil.which, ("apt-get", "dpkg-deb", "npm"))):
        print("The packages of the fonts come by apt-get and npm: run make fonts on Debian, with npm.", file=sys.stderr)
        return 1
    FOLDER.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as temporary:
        try:
            fetch(Path(temporary))
        except subprocess.CalledProcessError as error:
            print(f"This did not succeed: {' '.join(error.cmd)}", file=sys.stderr)
            return 1
        own, common = characters_of(data), gb2312_level_1()
        for name, source in _SOURCES.items():
            for file, characters in _subsets(name, own, common):
                cut(Path(temporary) / source.path, source.number, characters, FOLDER / file)
                print(f"{file}: {(FOLDER / file).stat().st_size // 1000} KB", flush=True)
            (FOLDER / f"{name}.licence.txt").write_bytes(_unpacked(Path(temporary) / source.licence))
    write_style_sheet()
    return 0


def write_style_sheet() -> None:
    """Write the rules of CSS that all paper finds its fonts by."""
    rules = "\n".join(face.rule for face in FACES)
    STYLE_SHEET.write_text(f"/* The fonts of paper, written by `make fonts`. */\n\n{rules}", encoding="utf-8")


def fetch(folder: Path) -> None:
    """Unpack every package into a folder; nothing is installed. Raises CalledProcessError where one cannot be had."""
    subprocess.run(["apt-get", "update", "-q"], check=True, stdout=subprocess.DEVNULL)
    for package in _DEBIAN:
        print(f"Fetching {package} …", flush=True)
        subprocess.run(
            ["apt-get", "download", "-q", package],
            check=True,
            cwd=folder,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
    subprocess.run(["npm", "pack", "--silent", _NPM], check=True, cwd=folder, stdout=subprocess.DEVNULL)
    for archive in folder.glob("*.deb"):
        subprocess.run(["dpkg-deb", "-x", str(archive), str(folder)], check=True)
    for archive in folder.glob("*.tgz"):
        shutil.unpack_archive(archive, folder, filter="data")


def characters_of(data: Path) -> set[str]:
    """Give every character that may be printed: of the data, of the tool's words and of the hand-written pages."""
    files = [*data.rglob("*.yml"), *(_PROJECT / "docs").glob("??/**/*.md")]
    texts = [file.read_text(encoding="utf-8") for file in files]
    for locale in (_PROJECT / "macros/locales").glob("*.yml"):
        words = yaml.safe_load(locale.read_text(encoding="utf-8"))
        # What the search knows of names and numbers is printed nowhere.
        texts += [str(word) for key, word in words.items() if not key.startswith("search_")]
    return {sign for sign in "".join(texts) if ord(sign) >= 0xB7}


def gb2312_level_1() -> set[str]:
    """Give the 3,755 characters that are most used, and GB 2312's punctuation."""
    rows = (*range(1, 4), *range(16, 56))
    places = (bytes((0xA0 + row, 0xA0 + cell)) for row in rows for cell in range(1, 95))
    # GB 2312's dash and middle dot are other ones in Unicode than those that are written.
    return set("".join(place.decode("gb2312", errors="ignore") for place in places)) | set("\u2014\u00b7\u2022")


def _subsets(name: str, own: set[str], common: set[str]) -> Iterable[tuple[str, set[str] | None]]:
    """Give the files that a source is cut into, with the characters of each; None for all that it has."""
    if name == "folio":
        yield "folio.woff2", set("0123456789 /—")
    elif name.startswith("latin"):
        yield f"{name}.woff2", None
    else:
        yield f"{name}.woff2", own
        yield f"{name}-more.woff2", common


def cut(path: Path, number: int, characters: set[str] | None, target: Path) -> None:
    """Write the part of a font that has these characters, with TrueType outlines, under a name of its own."""
    font = TTFont(path, fontNumber=number, recalcTimestamp=False)
    options = subset.Options(hinting=False, layout_features=["kern", "liga", "palt", "halt"], notdef_outline=True)
    options.drop_tables += ["BASE", "VORG", "vhea", "vmtx"]
    options.name_IDs = [0, 1, 2, 4, 5, 6, 13, 14]
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=font.getBestCmap() if characters is None else [ord(sign) for sign in characters])
    subsetter.subset(font)
    if "CFF " in font:
        _convert_outlines(font)
    _rename(font, f"Plan{target.stem.title().replace('-', '')}")
    font.flavor = "woff2"
    font.save(target)


def _convert_outlines(font: TTFont) -> None:
    order, outlines, glyphs = font.getGlyphOrder(), font.getGlyphSet(), {}
    for name in order:
        pen = TTGlyphPen(outlines)
        outlines[name].draw(Cu2QuPen(pen, _TOLERANCE, reverse_direction=True))
        glyphs[name] = pen.glyph()
    font["glyf"] = table = newTable("glyf")
    table.glyphOrder, table.glyphs = order, glyphs
    font["loca"] = newTable("loca")
    del font["CFF "]
    most = font["maxp"]
    most.tableVersion, most.maxZones = 0x00010000, 1
    for field in dir(most):
        if field.startswith("max") and field != "maxZones":
            setattr(most, field, 0)
    font["post"].formatType = 3
    font.sfntVersion = "\0\1\0\0"


def _rename(font: TTFont, name: str) -> None:
    for record in font["name"].names:
        if record.nameID in (1, 4, 6):
            record.string = name
        elif record.nameID == 2:
            record.string = "Regular"


def _unpacked(path: Path) -> bytes:
    text = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    return re.sub(rb"[ \t]+\n", b"\n", text)


if __name__ == "__main__":
    sys.exit(main())
