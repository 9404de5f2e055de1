"""The fonts of paper: how they are subset from their packages, and what the committed ones draw."""

import bz2
import functools
import gzip
import shutil

import pytest
import typst
from conftest import SHIPPED
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.t2CharStringPen import T2CharStringPen
from fontTools.ttLib import TTCollection, TTFont

from macros.pdf import fonts, make_fonts

CHINESE = ("fang", "kai", "hei", "song")
QUOTES_AND_DOT = set("“”‘’·")
NUMBERS = "0123456789 /"
DASHES = "—·"
SIGNS = NUMBERS + DASHES + "国际圳堃①“”‘’aé"
# They mark where a glyph's outline begins, and how wide it is.
LEFT = 100
WIDTHS = {"": 700, ".hwid": 500, ".fwid": 1000}


def shape(width):
    pen = T2CharStringPen(width, None)
    pen.moveTo((LEFT, 0))
    pen.curveTo((LEFT, 300), (200, 600), (400, 600))
    pen.lineTo((400, 0))
    pen.closePath()
    return pen.getCharString()


def features(names):
    def rules(form, signs):
        return " ".join(f"sub {names[sign]} by {names[sign]}.{form};" for sign in signs if sign in names)

    return f"feature hwid {{ {rules('hwid', NUMBERS)} }} hwid; feature fwid {{ {rules('fwid', DASHES)} }} fwid;"


def postscript_font(signs=SIGNS):
    """Build a font with PostScript outlines, whose numbers have half-width forms and whose dashes full-width ones."""
    names = {sign: f"u{ord(sign):04X}" for sign in signs}
    widths = {f"{name}{form}": width for name in names.values() for form, width in WIDTHS.items()}
    widths[".notdef"] = 1000
    builder = FontBuilder(1000, isTTF=False)
    builder.setupGlyphOrder(sorted(widths))
    builder.setupCharacterMap({ord(sign): name for sign, name in names.items()})
    builder.setupCFF("Original", {}, {name: shape(width) for name, width in widths.items()}, {})
    builder.setupHorizontalMetrics({name: (width, 0) for name, width in widths.items()})
    builder.setupHorizontalHeader(ascent=880, descent=-120)
    builder.setupNameTable(
        {"familyName": "Original", "styleName": "Bold", "fullName": "Original", "psName": "Original"}
    )
    builder.setupOS2()
    builder.setupPost()
    builder.addOpenTypeFeatures(features(names))
    return builder.font


def collection():
    whole = TTCollection()
    whole.fonts = [postscript_font() for _ in range(3)]
    return whole


def width(font, sign):
    return font["hmtx"][font.getBestCmap()[ord(sign)]][0]


@functools.cache
def drawn(stem):
    """Collect what a committed file draws."""
    with TTFont(fonts.FOLDER / f"{stem}.woff2", lazy=True) as font:
        return set(map(chr, font.getBestCmap()))


@pytest.fixture(scope="module")
def own(tmp_path_factory):
    """The characters of the tool and of the plan of 2021: data that is added may need `make fonts` first."""
    folder = tmp_path_factory.mktemp("own")
    shutil.copy(SHIPPED / "plans/2021.yml", folder)
    return make_fonts.characters_of(folder)


# --- Cutting


@pytest.fixture(scope="module")
def subsets(tmp_path_factory):
    """The folder of a small font and its subsets."""
    folder = tmp_path_factory.mktemp("subsets")
    postscript_font().save(folder / "original.otf")
    source = make_fonts.Source("original.otf", "", forms=(("hwid", NUMBERS), ("fwid", "—")), without="“")
    for name in ("some-face.woff2", "again/some-face.woff2"):
        (folder / name).parent.mkdir(exist_ok=True)
        make_fonts.write_subset(folder, source, set("国“—·1x"), folder / name)
    return folder


@pytest.fixture(scope="module")
def font(subsets):
    with TTFont(subsets / "some-face.woff2") as font:
        yield font


def test_a_subset_font_has_the_characters_that_are_asked_for(font):
    assert set(map(chr, font.getBestCmap())) == set("国—·1")
    assert [width(font, sign) for sign in "国—·1"] == [700, 1000, 700, 500]


def test_a_subset_font_has_truetype_outlines_that_begin_where_its_metrics_say(font):
    assert font.sfntVersion == "\0\1\0\0" and "CFF " not in font
    for name in font.getBestCmap().values():
        assert font["glyf"][name].xMin == font["hmtx"][name][1] == LEFT
        assert font["glyf"][name].yMax == 600


def test_a_subset_font_has_a_name_of_its_own(font):
    names = {(record.nameID, record.toUnicode()) for record in font["name"].names}
    assert {(1, "PlanSomeFace"), (2, "Regular"), (4, "PlanSomeFace"), (6, "PlanSomeFace")} <= names
    assert not any("Original" in name for number, name in names if number in (1, 4, 6))


def test_a_subset_font_is_the_same_every_time_and_quickly_unpacked(subsets, font):
    assert (subsets / "some-face.woff2").read_bytes() == (subsets / "again/some-face.woff2").read_bytes()
    with TTFont(subsets / "original.otf") as original:
        assert font["head"].modified == original["head"].modified
    assert not font.reader.tables["glyf"].transformed


def families(folder):
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[folder]).families()


def test_typst_reads_a_subset_font(subsets, font, tmp_path):
    font.flavor = None
    font.save(tmp_path / "some-face.ttf")
    assert families(tmp_path) == ["PlanSomeFace"]


@pytest.fixture
def packages(monkeypatch, tmp_path):
    """Small packages instead of Debian's, and a folder of its own for what is made of them."""

    def fetch(folder):
        files = {source.path for source in make_fonts._SOURCES.values()}
        for path in [*files, *(source.licence for source in make_fonts._SOURCES.values()), make_fonts._UNIHAN]:
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
        for path in files:
            signs = SIGNS.replace("①", "") if "Fandol" in path else SIGNS
            (collection() if path.endswith(".ttc") else postscript_font(signs)).save(folder / path)
        for source in make_fonts._SOURCES.values():
            text = b"the licence  \n"
            (folder / source.licence).write_bytes(gzip.compress(text) if source.licence.endswith(".gz") else text)
        rows = "#\tkTGH\nU+56FD\tkTGH\t2013:1\nU+5803\tkTGH\t2013:2\nU+9645\tkHanYu\t2013:3\n"
        (folder / make_fonts._UNIHAN).write_bytes(bz2.compress(rows.encode()))

    (tmp_path / "data").mkdir()
    (tmp_path / "data/plan.yml").write_text("title: 国\n", encoding="utf-8")
    monkeypatch.setenv("PLAN_DATA", str(tmp_path / "data"))
    monkeypatch.setattr(make_fonts.shutil, "which", lambda command: command)
    monkeypatch.setattr(make_fonts, "fetch", fetch)
    for module in (make_fonts, fonts):
        monkeypatch.setattr(module, "FOLDER", tmp_path / "fonts")
    monkeypatch.setattr(make_fonts, "STYLE_SHEET", tmp_path / "fonts.css")
    return tmp_path


def test_make_fonts_subsets_every_font_and_writes_licences_and_style_sheet(packages):
    assert make_fonts.main() == 0
    made = {path.name for path in (packages / "fonts").iterdir()}
    assert {face.file for face in fonts.FONT_FACES} | {f"{name}.licence.txt" for name in make_fonts._SOURCES} == made
    assert (packages / "fonts/fang.licence.txt").read_text() == "the licence\n"
    assert (packages / "fonts.css").read_text(encoding="utf-8").count("@font-face") == len(fonts.FONT_FACES)
    characters = {path.stem: set(TTFont(path).getBestCmap()) for path in (packages / "fonts").glob("*.woff2")}
    # What the standard has beyond GB 2312, and what one face lacks.
    assert characters["wide"] == set(map(ord, "堃①"))
    assert characters["folio"] == set(map(ord, NUMBERS + "—"))
    assert characters["latin-400"] == set(map(ord, NUMBERS + DASHES + "“”‘’aé"))
    for name in CHINESE:
        assert ord("国") in characters[name] and ord("圳") in characters[f"{name}-more"]
        assert not characters[name] & characters[f"{name}-more"]
    assert not set(map(ord, QUOTES_AND_DOT)) & (characters["kai"] | characters["kai-more"])


def test_make_fonts_says_what_it_needs(packages, monkeypatch, capsys):
    monkeypatch.setattr(make_fonts.shutil, "which", lambda command: None)
    assert make_fonts.main() == 1
    assert "apt-get" in capsys.readouterr().err


# --- The committed fonts


@pytest.mark.parametrize("name", CHINESE)
def test_every_face_has_every_character_that_is_printed(name, own):
    here = drawn(name) | drawn(f"{name}-more") | drawn("wide") | drawn("latin-400")
    assert own - here == set()


@pytest.mark.parametrize("name", CHINESE)
def test_every_face_has_gb_2312_whole(name):
    standard = make_fonts.gb2312()
    assert len([sign for sign in standard if "\u4e00" <= sign <= "\u9fa5"]) == 6763
    lacking = standard - drawn(name) - drawn(f"{name}-more")
    # A single sign that a face lacks is drawn by the one that stands in for all.
    assert lacking <= {"fang": set("―"), "kai": QUOTES_AND_DOT}.get(name, set())
    assert lacking - QUOTES_AND_DOT <= drawn("wide")


@pytest.mark.parametrize("sign", "圳菁赈遴𬱖㛃䶮喆堃㎡⑪")
def test_characters_of_names_are_drawn(sign):
    assert fonts.undrawn(sign) == frozenset()
    assert sign in make_fonts.gb2312() or sign in drawn("wide")


def test_what_no_face_draws_is_named(own):
    assert fonts.undrawn("国\U0002ebf0·ཀ ئ\t\u200d堃\ufe0f\u3000é–\n") == {"\U0002ebf0", "ཀ", "ئ"}
    assert fonts.undrawn("".join(own)) == frozenset()
    assert fonts.undrawn("") == frozenset()


def test_page_numbers_are_half_as_wide_as_characters():
    with TTFont(fonts.FOLDER / "folio.woff2") as font:
        assert {width(font, sign) for sign in NUMBERS} == {font["head"].unitsPerEm / 2}
        assert width(font, "—") == font["head"].unitsPerEm


@pytest.mark.parametrize("name", ["fang", "hei", "song"])
def test_dashes_quotes_and_dots_are_as_wide_as_characters(name):
    for stem in (name, f"{name}-more"):
        with TTFont(fonts.FOLDER / f"{stem}.woff2") as font:
            for sign in (QUOTES_AND_DOT | {"—", "…"}) & drawn(stem):
                assert width(font, sign) == font["head"].unitsPerEm, sign


@pytest.mark.parametrize("name", ["hei", "song"])
def test_two_dashes_are_one_line(name):
    with TTFont(fonts.FOLDER / f"{name}-more.woff2") as font:
        assert "ccmp" in {record.FeatureTag for record in font["GSUB"].table.FeatureList.FeatureRecord}


def test_chinese_signs_come_from_no_latin_face_and_those_of_kai_not_from_its_own():
    for face in fonts.FONT_FACES:
        signs = DASHES + "“”‘’…" if face.family == "Plan Latin in Chinese" else QUOTES_AND_DOT
        if face.family.startswith(("Plan Latin in Chinese", "Plan Kai")):
            assert not any(ord(sign) in part for part in face.ranges for sign in signs)


def test_fonts_come_with_their_licences():
    names = {path.stem.removesuffix("-more") for path in fonts.FOLDER.glob("*.woff2")}
    assert names == set(make_fonts._SOURCES)
    for font in names:
        licence = (fonts.FOLDER / f"{font}.licence.txt").read_text(encoding="utf-8")
        assert "SIL OPEN FONT LICENSE" in licence.upper() or "GNU GENERAL PUBLIC LICENSE" in licence


def test_the_style_sheet_is_that_of_the_fonts(tmp_path, monkeypatch):
    monkeypatch.setattr(make_fonts, "STYLE_SHEET", tmp_path / "fonts.css")
    make_fonts.write_style_sheet()
    assert (tmp_path / "fonts.css").read_bytes() == fonts.STYLE_SHEET.read_bytes()


def test_typst_finds_every_unpacked_font_by_its_name(tmp_path):
    fonts.unpack(tmp_path)
    names = [path.stem for path in fonts.FOLDER.glob("*.woff2")]
    assert sorted(path.stem for path in tmp_path.glob("*.ttf")) == sorted(names)
    assert families(tmp_path) == sorted(f"Plan{name.title().replace('-', '')}" for name in names)
