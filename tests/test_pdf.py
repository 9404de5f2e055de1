"""What is in the PDFs: their form, their fonts, their text, read back from real files."""

import functools
import re

import pdfplumber
import pikepdf
import pytest
import zxingcpp
from browser import QUIET, browser_path
from conftest import ADDRESS, SHIPPED, TWO_PLANS, build, change, mkdocs
from issued_text import difference, issued
from playwright.sync_api import sync_playwright
from test_browser import PHONE, serve
from test_links import broken_links

from macros.issued import blocks, folded
from macros.load import load
from macros.words import Words

FULL = "2021/full/2021-full.pdf"
MM = 72 / 25.4
A4 = (210 * MM, 297 * MM)
# The text area of an official document: from the left of an odd page, from the top, width and height, all in points.
LEFT, TOP, WIDTH, HEIGHT = 28 * MM, 37 * MM, 156 * MM, 225 * MM
FACES = {"Plan" + face for face in ("Fang", "Kai", "Hei", "Song")}
MORE = {f"{face}More" for face in FACES}
LATIN = {"PlanLatin400", "PlanLatin700", "PlanFolio"}


@functools.cache
def characters(path) -> list[list[dict]]:
    """List what is printed, page by page: each character with its place in points, its size and its font."""
    with pdfplumber.open(path) as pdf:
        return [[char for char in page.chars if char["text"].strip()] for page in pdf.pages]


def lines(chars) -> list[list[dict]]:
    """Put characters together that stand on one line, from top to bottom."""
    ordered = sorted(chars, key=lambda char: (round(char["bottom"]), char["x0"]))
    grouped = []
    for char in ordered:
        if grouped and abs(grouped[-1][0]["bottom"] - char["bottom"]) < 5:
            grouped[-1].append(char)
        else:
            grouped.append([char])
    return [sorted(line, key=lambda char: char["x0"]) for line in grouped]


def text(chars) -> str:
    return "".join(char["text"] for char in chars)


def face(char) -> str:
    return char["fontname"].split("+")[-1]


def pdfs(site) -> list:
    return sorted(path for path in site.root.rglob("*.pdf"))


def in_text_area(chars) -> list[dict]:
    return [char for char in chars if char["top"] > TOP - 5 and char["bottom"] < TOP + HEIGHT + 5]


def colophon_top(path) -> float:
    """Say where on the last page the last lines begin, which are none of the document's: at a rule over them."""
    with pdfplumber.open(path) as pdf:
        marks = [*pdf.pages[-1].lines, *pdf.pages[-1].rects]
        return sorted(mark["top"] for mark in marks if mark["width"] > WIDTH - 5)[-2]


@pytest.fixture(scope="module")
def full(printed):
    return printed.root / FULL


@pytest.fixture(params=["printed", "two_plans_printed"])
def every(request):
    """The PDFs of a site."""
    return pdfs(request.getfixturevalue(request.param))


# --- Which there are, and how they are found


def test_the_plan_and_every_section_party_and_branch_has_its_pdf_in_both_languages(printed):
    data = load(SHIPPED)
    pages = [plan.section_address(section) for plan in data.plans for section in plan.sections]
    whose = [*data.parties.values(), *data.kinds.values(), *data.branches.values()]
    pages += [one.address for one in whose if printed.clauses(one.address)]
    pages += [f"{plan.address}full/" for plan in data.plans]
    for language, folder in (("zh", ""), ("en", "en/")):
        for address in pages:
            links = printed.article(address, language).select(".to-paper a")
            assert links, address
            name = address.strip("/").replace("/", "-") + ("" if language == "zh" else "-en")
            assert links[0]["href"] == f"../{'../' * (address.count('/') - 1)}{address}{name}.pdf", address
            assert (printed.root / folder / address / f"{name}.pdf").is_file()
    assert len(pdfs(printed)) == 2 * len(pages) + len(data.plans)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_plan_is_offered_whole_and_side_by_side(printed, language):
    for address in ("", "2021/", "2021/full/"):
        links = [link["href"] for link in printed.article(address, language).select(".to-paper a")]
        name = "2021-full.pdf" if language == "zh" else "2021-full-en.pdf"
        assert [link.split("/")[-1] for link in links] == [name, "2021-full-zh-en.pdf"]


def test_every_offer_leads_to_a_file(printed, two_plans_printed):
    assert broken_links(printed, "/sub/") == []
    assert broken_links(two_plans_printed, "/") == []


def test_a_site_without_pdfs_says_nothing_of_them(site, bare_site):
    for built in (site, bare_site):
        assert pdfs(built) == []
        for path in built.root.rglob("*.html"):
            assert ".pdf" not in path.read_text(encoding="utf-8"), path


def test_who_answers_for_nothing_has_no_sheet(tmp_path, data):
    change(data / "people.yml", "roles:\n", "  - id: idle\n    name:\n      zh: 甲甲\n      en: Jia Jia\nroles:\n")
    built = build(tmp_path / "site", data, PLAN_PDF="1")
    assert built.article("people/idle/").select(".to-paper") == []
    assert not list((built.root / "people/idle").glob("*.pdf"))


# --- What holds for each


def test_every_font_is_embedded_and_ours_and_none_is_type_3(every):
    assert len(every) > 10
    for path in every:
        with pikepdf.open(path) as pdf:
            fonts = [one for one in pdf.objects if isinstance(one, pikepdf.Dictionary) and one.get("/Type") == "/Font"]
            assert fonts
            for font in fonts:
                assert font.Subtype in ("/Type0", "/CIDFontType2"), path
                assert str(font.BaseFont).split("+")[1] in FACES | MORE | LATIN, path
                if font.Subtype == "/CIDFontType2":
                    assert "/FontFile2" in font.FontDescriptor, path


def test_every_pdf_is_tagged_and_has_language_title_and_outline(every):
    for path in every:
        with pikepdf.open(path) as pdf:
            assert pdf.Root.MarkInfo.Marked, path
            assert "/StructTreeRoot" in pdf.Root
            assert str(pdf.Root.Lang) == (
                "en" if path.stem.endswith("-en") and not path.stem.endswith("-zh-en") else "zh"
            )
            assert pdf.Root.ViewerPreferences.DisplayDocTitle
            title = str(pdf.docinfo.Title)
            assert title
            with pdf.open_outline() as outline:
                assert outline.root, path
            assert "/CreationDate" not in pdf.docinfo


def test_every_page_is_a4_and_no_text_leaves_it_or_is_smaller_than_9_points(every):
    for path in every:
        with pdfplumber.open(path) as pdf:
            for page in pdf.pages:
                assert (page.width, page.height) == pytest.approx(A4, abs=1)
                for char in page.chars:
                    assert char["x0"] > 30 and char["x1"] < A4[0] - 30 and char["bottom"] < A4[1] - 12, path
                    # In the file a point has other decimals than in the style.
                    assert char["size"] > 8.95, (path, char)


def test_the_same_data_give_the_same_bytes(printed, tmp_path):
    again = build(tmp_path / "site", SITE_URL=f"{ADDRESS}/", PLAN_PDF="1")
    assert [path.relative_to(again.root) for path in pdfs(again)] == [
        path.relative_to(printed.root) for path in pdfs(printed)
    ]
    for path in pdfs(again):
        assert path.read_bytes() == (printed.root / path.relative_to(again.root)).read_bytes(), path


# --- The official document


def test_the_chinese_pdf_is_the_issued_text(full):
    *pages, last = characters(full)
    end = colophon_top(full)
    pages = [*map(in_text_area, pages), [char for char in last if char["bottom"] < end]]
    found = "".join(text(line) for page in pages for line in lines(page))
    assert difference(found, issued()) == ""


def test_the_english_pdf_is_the_translation(printed):
    path = printed.root / "en/2021/full/2021-full-en.pdf"
    data = load(SHIPPED)
    whole = folded("".join(map(str, blocks(data.plan("2021"), data, Words("en")))))
    with pdfplumber.open(path) as pdf:
        pages = [page.crop((0, TOP - 5, page.width, TOP + HEIGHT)).extract_text() for page in pdf.pages]
    found = folded("".join(pages))
    # What stands last is the colophon.
    assert found.startswith(whole)
    assert len(found) < len(whole) + 200


def test_the_official_document_has_the_measures_of_the_standard(full):
    pages = characters(full)
    for page in pages:
        assert len(lines(in_text_area(page))) <= 22
    # The third page is all text.
    third = lines(in_text_area(pages[2]))
    assert len(third) == 22
    feet = [char["bottom"] for line in third for char in line[8:9] if face(char) == "PlanFang"]
    assert len(feet) > 15
    # Chromium puts every line on a whole pixel, three quarters of a point.
    rows = [(foot - feet[0]) / (HEIGHT / 22) for foot in feet]
    assert rows == pytest.approx([round(row) for row in rows], abs=0.75 / 28.9)
    assert max(char["x1"] for line in third for char in line) == pytest.approx(LEFT + WIDTH, abs=1)
    assert min(char["x0"] for line in third for char in line) == pytest.approx(LEFT, abs=2)
    sizes = {round(char["size"], 1) for line in third for char in line}
    assert sizes == {15.8}


def test_parts_are_set_in_their_typefaces(full):
    first, second, *_ = characters(full)
    faces = {"".join(text(line)): {face(char) for char in line if char["text"] > "⺀"} for line in lines(first)}
    assert faces[text(lines(first)[0])] == {"PlanSong"}
    assert faces["湘科协社党发〔2021〕1号"] == {"PlanFang"}
    by_line = {text(line): line for line in lines(second)}
    [section] = [line for line in by_line.values() if text(line).startswith("一、")]
    assert {face(char) for char in section} == {"PlanHei"}
    [item] = [line for line in by_line.values() if text(line).startswith("1.")]
    end = text(item).index("。") + 1
    assert {face(char) for char in item[2:end]} == {"PlanKai"}
    assert {face(char) for char in item[end:]} == {"PlanFang"}
    assert {face(char) for char in item[:2]} == {"PlanLatin400"}


def test_the_masthead_is_red_and_as_wide_as_the_text(full):
    masthead, number, *_ = lines(characters(full)[0])
    red, green, blue = masthead[0]["non_stroking_color"]
    assert red > 0.8 > 0.2 > max(green, blue)
    assert masthead[-1]["x1"] - masthead[0]["x0"] == pytest.approx(WIDTH, rel=0.03)
    assert masthead[0]["top"] - TOP == pytest.approx(35 * MM, abs=8)
    middle = (number[0]["x0"] + number[-1]["x1"]) / 2
    assert middle == pytest.approx(LEFT + WIDTH / 2, abs=2)


def test_titles_break_between_words_and_not_in_names(full):
    first, second, *_ = characters(full)
    titles = [text(line) for line in lines(first) if line[0]["size"] > 20 and face(line[0]) == "PlanSong"][1:]
    assert titles == [
        "中共湖南省科学技术协会社会组织行业委员会",
        "关于印发《中共湖南省科学技术协会",
        "社会组织行业委员会2021年工作要点》的通知",
    ]
    assert [text(line) for line in lines(second)[:2]] == ["中共湖南省科学技术协会社会组织行业委员会", "2021年工作要点"]


def test_page_numbers_stand_right_on_odd_and_left_on_even_pages(full):
    for number, page in enumerate(characters(full), start=1):
        folio = [char for char in page if char["top"] > TOP + HEIGHT]
        assert text(folio) == f"—{number}—"
        assert {face(char) for char in folio} == {"PlanFolio"}
        assert folio[0]["size"] == pytest.approx(14, abs=0.1)
        if number % 2:
            assert folio[-1]["x1"] == pytest.approx(LEFT + WIDTH - 5.57 * MM, abs=3)
        else:
            # The margins of a back are the other way round.
            assert folio[0]["x0"] == pytest.approx(26 * MM + 5.57 * MM, abs=3)
        assert folio[0]["top"] - (TOP + HEIGHT) == pytest.approx(7 * MM, abs=5)


def test_the_date_begins_two_characters_right_of_the_signature(full):
    signature, date = lines(characters(full)[0])[-3:-1]
    assert text(date) == "2021年2月25日"
    assert date[0]["x0"] - signature[0]["x0"] == pytest.approx(2 * WIDTH / 28, abs=1.5)
    assert LEFT + WIDTH - signature[-1]["x1"] == pytest.approx(2 * WIDTH / 28, abs=3)


def test_the_last_lines_stand_at_the_foot_of_the_last_page(full):
    with pdfplumber.open(full) as pdf:
        marks = [*pdf.pages[-1].lines, *pdf.pages[-1].rects]
        foot = max(mark["bottom"] for mark in marks if mark["width"] > WIDTH - 5)
    assert foot == pytest.approx(TOP + HEIGHT, abs=3)


def test_a_full_line_has_28_characters_and_a_full_page_22_lines(tmp_path, data):
    # Without a punctuation mark, which would be squeezed, and with no other than Chinese characters.
    change(data / "plans/2024.yml", "总体要求是：做好工作。", "做好工作" * 330)
    built = build(tmp_path / "site", data, PLAN_PDF="1")
    _, *pages = characters(built.root / "2024/full/2024-full.pdf")
    of_text = [[line for line in lines(in_text_area(page)) if "做好" in text(line)] for page in pages]
    counts = [len(line) for page in of_text for line in page]
    assert len(counts) > 40
    # But for the first line, which is indented by two, and the last one.
    assert counts[0] == 26
    assert set(counts[1:-1]) == {28}
    assert sum(counts) == 4 * 330
    assert len(of_text[1]) == 22


# --- Sheets


def read_codes(path) -> list[str]:
    with pdfplumber.open(path) as pdf:
        pictures = [page.to_image(resolution=200).original.convert("L") for page in pdf.pages]
    return [code.text for picture in pictures for code in zxingcpp.read_barcodes(picture)]


@pytest.mark.parametrize(
    ("pdf", "address"),
    [
        ("people/ma-wensheng/people-ma-wensheng.pdf", "people/ma-wensheng/"),
        ("en/branches/society-branch/branches-society-branch-en.pdf", "en/branches/society-branch/"),
        (FULL, "2021/full/"),
        ("2021/full/2021-full-zh-en.pdf", "2021/full/"),
    ],
)
def test_the_qr_code_is_the_address_of_the_page(printed, pdf, address):
    assert read_codes(printed.root / pdf) == [f"{ADDRESS}/{address}"]
    assert f"{ADDRESS}/{address}" in "".join(text(page) for page in characters(printed.root / pdf))


def test_without_an_address_there_is_no_qr_code(two_plans_printed):
    for path in pdfs(two_plans_printed):
        assert read_codes(path) == []
        assert "://" not in "".join(text(page) for page in characters(path))


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_sheet_has_exactly_the_clauses_of_its_page(printed, language):
    folder, end = ("", "") if language == "zh" else ("en/", "-en")
    for address in ("people/hu-weiping/", "2021/sections/2/", "branches/hunan-hydraulic-engineering-society/"):
        path = printed.root / folder / address / f"{address.strip('/').replace('/', '-')}{end}.pdf"
        with pdfplumber.open(path) as pdf:
            found = [row[0] for page in pdf.pages for table in page.extract_tables() for row in table]
        numbers = [cell for cell in found if re.fullmatch(r"\d+\.\d+", cell or "")]
        assert numbers == printed.clauses_of("2021", address, language)


def test_own_names_are_marked_on_a_sheet(printed):
    [page] = characters(printed.root / "people/shi-xiaoxi/people-shi-xiaoxi.pdf")
    table = [char for char in page if 8.9 < char["size"] < 15]
    name, other = "史小溪", "傅爱军"
    for wanted, marked in ((name, "PlanHei"), (other, "PlanFang")):
        start = text(table).index(wanted)
        assert {face(char) for char in table[start : start + len(wanted)]} == {marked}


def test_sheets_are_one_page_or_a_leaf_and_ruled_to_the_foot(printed, two_plans_printed):
    for built in (printed, two_plans_printed):
        for path in pdfs(built):
            if "full" in path.name:
                continue
            with pdfplumber.open(path) as pdf:
                assert len(pdf.pages) <= 4
                if "two-plans" in str(path) or path.stem in ("people-xue-canhui", "people-first-secretaries-en"):
                    assert len(pdf.pages) == 1
                last = pdf.pages[-1]
                marks = [mark for mark in (*last.lines, *last.rects) if mark["width"] > 160 * MM]
                rules = sorted(mark["bottom"] for mark in marks)
                assert len(rules) >= 5, path
                # No more than a line's height and the foot itself lie below the last of them.
                assert A4[1] - rules[-1] < 60 * MM


# --- What goes wrong


def test_only_what_changed_is_made_again(tmp_path, data):
    build(tmp_path / "site", data, PLAN_PDF="1")
    kept = {path: path.stat().st_mtime_ns for path in (tmp_path / "site.pdfs").rglob("*.pdf")}
    change(data / "branches.yml", "zh: 普通支部", "zh: 普通的支部")
    build(tmp_path / "site", data, PLAN_PDF="1")
    made = {path.name for path, time in kept.items() if path.stat().st_mtime_ns != time}
    assert made == {"branches-plain-branch.pdf"}
    assert len(kept) > 20
    # A document that is no more leaves no file behind.
    branches = (data / "branches.yml").read_text(encoding="utf-8")
    (data / "branches.yml").write_text(branches[: branches.index("  - id: advised-branch")], encoding="utf-8")
    build(tmp_path / "site", data, PLAN_PDF="1")
    assert not list((tmp_path / "site.pdfs").rglob("*advised*.pdf"))


def test_a_character_that_the_fonts_lack_is_named_and_the_last_site_stays(tmp_path, data):
    build(tmp_path / "site", data, PLAN_PDF="1")
    before = {path: path.read_bytes() for path in (tmp_path / "site").rglob("*.html")}
    change(data / "people.yml", "zh: 甲一", "zh: 甲\U00020bb7")
    run = mkdocs(tmp_path / "site", data, PLAN_PDF="1")
    assert run.returncode != 0
    [told] = [line for line in run.stderr.splitlines() if "\U00020bb7" in line]
    assert "“\U00020bb7”" in told and "make fonts" in told and ".pdf" in told
    assert "Traceback" not in run.stderr
    assert {path: path.read_bytes() for path in (tmp_path / "site").rglob("*.html")} == before


def test_a_missing_browser_is_one_sentence_with_the_command_that_mends_it(tmp_path):
    run = mkdocs(tmp_path / "site", TWO_PLANS, PLAN_PDF="1", CHROMIUM=str(tmp_path / "none"))
    assert run.returncode != 0
    [told] = [line for line in run.stderr.splitlines() if "make pdf" in line]
    assert "Chromium" in told or "browser" in told
    assert "Traceback" not in run.stderr
    assert not (tmp_path / "site").exists()


def test_a_site_without_pdfs_needs_nothing_that_makes_them(tmp_path):
    lacking = tmp_path / "lacking"
    lacking.mkdir()
    for name in ("pikepdf", "playwright", "fontTools"):
        (lacking / f"{name}.py").write_text("raise ImportError")
    settings = {"PYTHONPATH": str(lacking), "CHROMIUM": str(tmp_path / "none")}
    assert mkdocs(tmp_path / "site", TWO_PLANS, **settings).returncode == 0
    run = mkdocs(tmp_path / "site", TWO_PLANS, PLAN_PDF="1", **settings)
    assert run.returncode != 0
    assert "make pdf" in run.stderr and "Traceback" not in run.stderr


def test_markup_in_data_stays_text_in_a_pdf(tmp_path, data):
    hostile = "<img src=x onerror=document.body.remove()><b>&amp;{{ 1 + 1 }}</b>"
    change(data / "people.yml", "en: Jia Yi", f"en: '{hostile}'")
    built = build(tmp_path / "site", data, PLAN_PDF="1")
    sheet = "".join(text(page) for page in characters(built.root / "en/people/jia-yi/people-jia-yi-en.pdf"))
    assert hostile.replace(" ", "") in sheet


def test_a_long_clause_makes_a_second_leaf_and_loses_nothing(tmp_path, data):
    long = "长" * 6000
    change(data / "plans/2024.yml", "新的第一条", long)
    built = build(tmp_path / "site", data, PLAN_PDF="1")
    pages = characters(built.root / "people/jia-yi/people-jia-yi.pdf")
    assert len(pages) > 2
    assert "".join(map(text, pages)).count("长") == 6000


def test_fonts_come_with_their_licences():
    folder = SHIPPED.parent / "docs/theme/assets/fonts"
    fonts = {path.stem.removesuffix("-more") for path in folder.glob("*.woff2")}
    assert len(fonts) == 7
    for font in fonts:
        licence = (folder / f"{font}.licence.txt").read_text(encoding="utf-8")
        assert "SIL OPEN FONT LICENSE" in licence.upper() or "GNU GENERAL PUBLIC LICENSE" in licence


def test_the_fonts_have_every_character_that_is_printed(tmp_path):
    from macros.paper import faces, make_fonts

    own = "".join(make_fonts.characters_of(SHIPPED))
    for name in ("Fang", "Kai", "Hei", "Song"):
        families = f'"Plan Latin", "Plan {name}", "Plan {name} More"'
        assert faces.missing(families, own) == []
        assert faces.missing(families, "\U00020bb7") == ["\U00020bb7"]


def test_on_a_phone_the_pdf_is_offered_before_the_print_button(printed):
    with sync_playwright() as playwright, serve(printed.root) as host:
        browser = playwright.chromium.launch(executable_path=browser_path(), args=list(QUIET))
        page = browser.new_page(viewport=PHONE)
        page.goto(host + "people/ma-wensheng/")
        offer, button = page.locator(".to-paper a"), page.locator(".tools-print")
        button.wait_for(state="visible")
        assert offer.bounding_box()["y"] < button.bounding_box()["y"]
        browser.close()


def test_copies_of_paper_lie_in_one_place(printed):
    assert (printed.root / "assets/fonts").is_dir()
    assert not (printed.root / "en/assets/fonts").exists()
