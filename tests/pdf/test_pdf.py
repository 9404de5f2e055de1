"""What is in the PDFs: their form, their fonts, their text, read back from real files."""

import itertools
import re

import pdfplumber
import pikepdf
import pytest
import yaml
import zxingcpp
from conftest import ADDRESS, MAKERS_OF_PDFS, SHIPPED, TWO_PLANS, article, change, lacking, mkdocs, plan_of, spoil
from issued_text import difference, issued
from paper import (
    A4,
    LATIN,
    MM,
    MORE,
    TYPEFACES,
    baselines,
    characters,
    documents,
    font_of,
    leaves,
    lines,
    rules,
    set_into,
    stretches,
    tags,
    text,
    text_of,
    typeset,
)
from tabs import PHONE
from test_browser import serve
from test_links import broken_links

from macros.i18n.words import Words
from macros.pdf import typesetting
from macros.pdf.documents import documents_of
from macros.plan import translation_lock
from macros.plan.document import blocks
from macros.plan.issued_text import folded
from macros.plan.load import load
from macros.website.pages import pages

FULL = "2021/full/2021-full.pdf"
FULL_2024 = "2024/full/2024-full.pdf"
HYDRAULIC = "branches-hunan-hydraulic-engineering-society.pdf"
# The text area of an official document: from the left of an odd page, from the top, width and height, all in points.
LEFT, TOP, WIDTH, HEIGHT = 28 * MM, 37 * MM, 156 * MM, 225 * MM
# How far apart baselines are, how wide a character is, and how far below the top of the text the first baseline lies.
PITCH, SIZE = HEIGHT / 22, WIDTH / 28
FIRST = 0.88 * SIZE


def pdfs(site) -> list:
    return sorted(path for path in site.root.rglob("*.pdf"))


def in_text_area(chars) -> list[dict]:
    return [char for char in chars if char["top"] > TOP - 5 and char["bottom"] < TOP + HEIGHT + 5]


def colophon_top(path) -> float:
    """Return where on the last page the last lines begin, which are none of the document's: at a rule over them."""
    marks = rules(path)[-1]
    return sorted(mark["top"] for mark in marks if mark["width"] > WIDTH - 5)[-2]


def text_lines(path) -> list[dict[float, list[dict]]]:
    """List the lines of the text of each page: for each baseline, counted in lines from the first, its characters."""
    *pages, last = characters(path)
    end = colophon_top(path)
    pages = [*map(in_text_area, pages), [char for char in last if char["bottom"] < end]]
    return [{(A4[1] - TOP - FIRST - foot) / PITCH: line for foot, line in baselines(page).items()} for page in pages]


@pytest.fixture(scope="module")
def full(printed):
    return printed.root / FULL


@pytest.fixture(params=[pytest.param("printed", marks=pytest.mark.long), "two_plans_printed"])
def every(request):
    """The PDFs of a site."""
    return pdfs(request.getfixturevalue(request.param))


@pytest.fixture(params=[pytest.param("printed", marks=pytest.mark.long), "two_plans_printed"])
def every_page(request):
    """The PDFs of a site, to be read to their last character, which takes time."""
    return pdfs(request.getfixturevalue(request.param))


# --- Which there are, and how they are found


def test_the_plan_and_every_section_party_and_branch_has_its_pdf_in_both_languages(printed):
    data = load(SHIPPED)
    pages = [section.address for plan in data.plans for section in plan.sections]
    whose = [*data.parties.values(), *data.kinds.values(), *data.branches.values()]
    pages += [one.address for one in whose if printed.clauses(one.address)]
    pages += [f"{plan.address}{name}/" for plan in data.plans for name in ("full", "matrix")]
    for language, folder in (("zh", ""), ("en", "en/")):
        for address in pages:
            links = printed.article(address, language).select('[type="application/pdf"]')
            assert links, address
            name = address.strip("/").replace("/", "-") + ("" if language == "zh" else "-en")
            assert links[0]["href"] == f"../{'../' * (address.count('/') - 1)}{address}{name}.pdf", address
            assert (printed.root / folder / address / f"{name}.pdf").is_file()
    assert len(pdfs(printed)) == 2 * len(pages) + len(data.plans)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_plan_is_offered_whole_and_side_by_side(printed, language):
    for address in ("", "2021/", "2021/full/"):
        links = [link["href"] for link in printed.article(address, language).select('[type="application/pdf"]')]
        name = "2021-full.pdf" if language == "zh" else "2021-full-en.pdf"
        assert [link.split("/")[-1] for link in links] == [name, "2021-full-zh-en.pdf"]


def test_pdfs_are_kept_beside_the_site_for_the_next_build(printed):
    kept = printed.root.with_name("site.pdfs")
    assert {path.relative_to(kept) for path in kept.rglob("*.pdf")} == {
        path.relative_to(printed.root) for path in pdfs(printed)
    }


def test_every_offer_leads_to_a_file(printed, two_plans_printed):
    assert broken_links(printed, "/sub/") == []
    assert broken_links(two_plans_printed, "/") == []


def test_a_site_without_pdfs_says_nothing_of_them(site, bare_site):
    for built in (site, bare_site):
        assert pdfs(built) == []
        for path in built.root.rglob("*.html"):
            assert ".pdf" not in path.read_text(encoding="utf-8"), path


def test_who_answers_for_nothing_has_no_sheet(data):
    change(data / "people.yml", "roles:\n", "  - id: idle\n    name:\n      zh: 甲甲\n      en: Jia Jia\nroles:\n")
    assert article(data, "people/jia-yi/", has_pdfs=True).select('[type="application/pdf"]')
    assert article(data, "people/idle/", has_pdfs=True).select('[type="application/pdf"]') == []
    assert not [path for path in documents(data) if "idle" in path]


# --- What holds for each


def test_every_font_is_embedded_and_ours_and_none_is_type_3(every):
    assert len(every) > 10
    for path in every:
        with pikepdf.open(path) as pdf:
            fonts = [one for one in pdf.objects if isinstance(one, pikepdf.Dictionary) and one.get("/Type") == "/Font"]
            assert fonts
            for font in fonts:
                assert font.Subtype in ("/Type0", "/CIDFontType2"), path
                assert str(font.BaseFont).split("+")[1] in TYPEFACES | MORE | LATIN, path
                if font.Subtype == "/CIDFontType2":
                    assert "/FontFile2" in font.FontDescriptor, path


def test_every_pdf_conforms_to_pdf_ua_and_has_language_title_and_outline(every):
    for path in every:
        with pikepdf.open(path) as pdf:
            assert pdf.check_pdf_syntax() == [], path
            assert pdf.open_metadata().get("pdfuaid:part") == "1", path
            assert pdf.Root.MarkInfo.Marked, path
            assert "/StructTreeRoot" in pdf.Root
            assert str(pdf.Root.Lang) == (
                "en" if path.stem.endswith("-en") and not path.stem.endswith("-zh-en") else "zh"
            )
            assert pdf.Root.ViewerPreferences.DisplayDocTitle
            assert str(pdf.docinfo.Title)
            with pdf.open_outline() as outline:
                assert outline.root, path
            assert "/CreationDate" not in pdf.docinfo


def outline_of(path) -> list:
    def titles(entries):
        return [(entry.title, titles(entry.children)) for entry in entries]

    with pikepdf.open(path) as pdf, pdf.open_outline() as outline:
        return titles(outline.root)


def test_a_screen_reader_hears_headings_tables_and_the_code(printed, full):
    plan = plan_of(load(SHIPPED), "2021")
    headings = [element["/T"] for kind, element in tags(full) if re.fullmatch(r"/H\d", kind)]
    assert headings[:2] == [plan.notice.title["zh"], plan.title["zh"]]
    assert len(headings) == 2 + len(plan.sections) + len(plan.all_items)
    [_, (_, sections)] = outline_of(full)
    assert [len(items) for _, items in sections] == [len(section.items) for section in plan.sections]
    [alternative] = [element["/Alt"] for kind, element in tags(full) if kind == "/Figure"]
    assert alternative.endswith(f"{ADDRESS}/2021/full/")
    sheet = tags(printed.root / "people/hu-weiping/people-hu-weiping.pdf")
    kinds = [kind for kind, _ in sheet]
    # A column's head of each of five, and one of each section and item.
    duties = load(SHIPPED).duties_of(frozenset({"hu-weiping"}))
    parts = {duty.section.number for duty in duties} | {(duty.item.number,) for duty in duties}
    assert kinds.count("/TH") == 5 + len(parts)
    assert kinds.count("/TD") == 5 * len(duties)
    assert kinds.count("/H1") == 1


HAN = re.compile("[\u3400-\u9fff]")


@pytest.mark.long
def test_text_in_another_language_says_which(printed, tmp_path, data):
    untranslate(data)
    target = typeset(data, tmp_path / "pdfs")
    english = [path for folder in (printed.root / "en/2021", target / "en") for path in folder.rglob("*.pdf")]
    assert len(english) > 10
    for path in english:
        for said, language in stretches(path):
            assert language == "zh" or not HAN.search(said), (path, said)
            assert language == "en" or not re.search("notyettranslated|thissheet|Study", said), (path, said)
    # Beside a Chinese text, the English one is known for what it is.
    for path in (printed.root / "2021/full/2021-full-zh-en.pdf", target / "2024/full/2024-full-zh-en.pdf"):
        for said, language in stretches(path):
            assert language == "en" or not re.search("[a-z]{12}", said), (path, said)


def untranslate(data) -> None:
    """Take the English of a title, a masthead, a section, a role and a branch away."""
    for name, english in (
        ("plans/2024.yml", "  en: 2024 Work Plan of the Example Committee\n"),
        ("plans/2024.yml", "    en: Document of the Example Committee\n"),
        ("plans/2024.yml", "      en: The new section\n"),
        ("people.yml", "      en: Posted advisers\n"),
        ("branches.yml", "      en: Plain Branch\n"),
    ):
        change(data / name, english, "")


def test_a_region_is_part_of_a_language(tmp_path, data):
    words = Words("en")
    words.language = "en-GB"
    made = documents_of(load(data), {"en-GB": words}, pages)
    typesetting.typeset(made, tmp_path / "pdfs", lambda done, count: None)
    with pikepdf.open(tmp_path / "pdfs/en-GB/people/jia-yi/people-jia-yi-en-GB.pdf") as pdf:
        assert str(pdf.Root.Lang) == "en-GB"


def test_every_page_is_a4_and_no_text_leaves_it_or_is_smaller_than_9_points(every_page):
    for path in every_page:
        for leaf in leaves(path):
            assert leaf.size == pytest.approx(A4, abs=1)
            for char in leaf.characters:
                assert char["x0"] > 30 and char["x1"] < A4[0] - 30 and char["bottom"] < A4[1] - 12, path
                # In the file a point has other decimals than in the style; what is turned does not show its size.
                assert char["size"] > 8.95 or abs(char["matrix"][0]) < 0.5, (path, char)


def test_the_same_data_give_the_same_bytes(two_plans_printed, tmp_path):
    again = typeset(TWO_PLANS, tmp_path / "pdfs")
    made = [path.relative_to(two_plans_printed.root) for path in pdfs(two_plans_printed)]
    assert sorted(path.relative_to(again) for path in again.rglob("*.pdf")) == made
    for path in made:
        assert (again / path).read_bytes() == (two_plans_printed.root / path).read_bytes(), path


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
    whole = folded("".join(map(str, blocks(plan_of(data, "2021"), data, Words("en")))))
    with pdfplumber.open(path) as pdf:
        pages = [page.crop((0, TOP - 5, page.width, TOP + HEIGHT)).extract_text() for page in pdf.pages]
    found = folded("".join(pages))
    # What stands last is the colophon.
    assert found.startswith(whole)
    assert len(found) < len(whole) + 200


def test_the_official_document_stands_on_one_grid(full):
    for number, page in enumerate(text_lines(full), start=1):
        rows = list(page)
        # On the first page, the masthead is as high as it likes.
        start = rows[2] if number == 1 else 0
        on_grid = rows[2:] if number == 1 else rows
        assert [row - start for row in on_grid] == pytest.approx([round(row - start) for row in on_grid], abs=0.002)
        assert rows[-1] < 22
        left = LEFT if number % 2 else 26 * MM
        chars = [char for line in page.values() for char in line if char["text"] not in "“”（）《》、，。；："]
        assert min(char["x0"] for char in chars) >= left - 0.1
        assert max(char["x1"] for char in chars) <= left + WIDTH + 0.1
    sizes = {round(char["size"], 2) for line in text_lines(full)[2].values() for char in line}
    assert sizes == {round(SIZE, 2)}
    assert list(text_lines(full)[2]) == pytest.approx(list(range(22)), abs=0.002)


def test_signs_of_punctuation_are_squeezed_and_leave_the_text_area_nowhere(full):
    with pdfplumber.open(full) as pdf:
        for number, page in enumerate(pdf.pages, start=1):
            left = LEFT if number % 2 else 26 * MM
            picture = page.to_image(resolution=144).original.convert("L")
            inked = [
                x / 2 for x in range(picture.width) if picture.crop((x, 0, x + 1, picture.height)).getextrema()[0] < 128
            ]
            assert min(inked) >= left - 0.5 and max(inked) <= left + WIDTH + 0.5


def test_parts_are_set_in_their_typefaces(full):
    first, second, *_ = characters(full)
    fonts = {"".join(text(line)): {font_of(char) for char in line if char["text"] > "⺀"} for line in lines(first)}
    assert fonts[text(lines(first)[0])] == {"PlanSong"}
    assert fonts["湘科协社党发〔2021〕1号"] == {"PlanFang"}
    by_line = {text(line): line for line in lines(second)}
    [section] = [line for line in by_line.values() if text(line).startswith("一、")]
    assert {font_of(char) for char in section} == {"PlanHei"}
    [item] = [line for line in by_line.values() if text(line).startswith("1.")]
    end = text(item).index("。") + 1
    assert {font_of(char) for char in item[2:end]} == {"PlanKai"}
    assert {font_of(char) for char in item[end:]} == {"PlanFang"}
    assert {font_of(char) for char in item[:2]} == {"PlanLatin400"}


def test_the_masthead_is_red_and_as_wide_as_the_text(full):
    masthead, number, *_ = lines(characters(full)[0])
    red, green, blue = masthead[0]["non_stroking_color"]
    assert red > 0.8 > 0.2 > max(green, blue)
    assert masthead[-1]["x1"] - masthead[0]["x0"] == pytest.approx(WIDTH, rel=0.03)
    assert masthead[0]["top"] - TOP == pytest.approx(35 * MM, abs=8)
    middle = (number[0]["x0"] + number[-1]["x1"]) / 2
    assert middle == pytest.approx(LEFT + WIDTH / 2, abs=2)


def test_titles_break_as_they_were_issued(full):
    first, second, *_ = characters(full)
    titles = [text(line) for line in lines(first) if line[0]["size"] > 20 and font_of(line[0]) == "PlanSong"][1:]
    assert titles == [
        "中共湖南省科学技术协会社会组织行业委员会",
        "关于印发《中共湖南省科学技术协会社会组织",
        "行业委员会2021年工作要点》的通知",
    ]
    assert [text(line) for line in lines(in_text_area(second))[:2]] == [
        "中共湖南省科学技术协会社会组织行业委员会",
        "2021年工作要点",
    ]
    assert {round(char["size"], 1) for line in lines(in_text_area(second))[:2] for char in line} == {22}


def test_page_numbers_stand_right_on_odd_and_left_on_even_pages(full):
    for number, page in enumerate(characters(full), start=1):
        folio = [char for char in page if char["top"] > TOP + HEIGHT]
        assert text(folio) == f"—{number}—"
        assert {font_of(char) for char in folio} == {"PlanFolio"}
        assert folio[0]["size"] == pytest.approx(14, abs=0.1)
        # Digits of half a character's width, and one character free at the outer edge.
        assert folio[1]["x1"] - folio[1]["x0"] == pytest.approx(7, abs=0.1)
        if number % 2:
            assert folio[-1]["x1"] == pytest.approx(LEFT + WIDTH - SIZE, abs=0.1)
        else:
            # The margins of a back are the other way round.
            assert folio[0]["x0"] == pytest.approx(26 * MM + SIZE, abs=0.1)


@pytest.mark.parametrize("path", [FULL, "en/2021/full/2021-full-en.pdf"])
def test_the_dashes_beside_page_numbers_lie_seven_millimetres_below_the_text(printed, path):
    with pdfplumber.open(printed.root / path) as pdf:
        page = pdf.pages[0]
        dash = next(char for char in page.chars if char["text"] == "—" and char["top"] > TOP + HEIGHT)
        box = (dash["x0"] + 1, TOP + HEIGHT + 1, dash["x1"] - 1, A4[1] - 20)
        picture = page.crop(box).to_image(resolution=720).original.convert("L")
    rows = [y for y in range(picture.height) if picture.crop((0, y, picture.width, y + 1)).getextrema()[0] < 128]
    assert box[1] + rows[0] / 10 - (TOP + HEIGHT) == pytest.approx(7 * MM, abs=0.4)


def test_who_signs_stands_in_the_middle_over_a_date_four_characters_from_the_edge(full):
    first = [line for row, line in text_lines(full)[0].items()]
    *_, upper, lower, date = first
    assert text(date) == "2021年2月25日"
    assert LEFT + WIDTH - date[-1]["x1"] == pytest.approx(4 * SIZE, abs=0.1)
    middle = (date[0]["x0"] + date[-1]["x1"]) / 2
    for line in (upper, lower):
        assert (line[0]["x0"] + line[-1]["x1"]) / 2 == pytest.approx(middle, abs=0.1)
    assert text(upper + lower) == plan_of(load(SHIPPED), "2021").notice.signature[0]["zh"]


def test_a_signature_never_begins_a_page(tmp_path, data):
    before = "现予印发。"
    made = {}
    for length in range(40, 70, 3):
        change(data / "plans/2024.yml", before, before := "做好工作" * length)
        made[f"{length}.pdf"] = documents(data)[FULL_2024]
    turned = set()
    for path in sorted(set_into(tmp_path / "pdfs", made).glob("*.pdf")):
        [page] = [page for page in text_lines(path) if "2024年2月29日" in map(text, page.values())]
        *_, body, signature, date = page.values()
        assert [text(signature), text(date)] == ["示例委员会", "2024年2月29日"]
        assert set(text(body)) <= set("做好工作"), path
        turned.add(len(page) < 8)
    # Shorter texts end on the first page, longer ones do not.
    assert turned == {False, True}


def test_what_stands_above_the_text_keeps_the_distances_of_the_standard(full):
    rows = {text(line): A4[1] - foot for foot, line in baselines(characters(full)[0]).items()}
    [masthead, number, title, *_] = rows.values()
    with pdfplumber.open(full) as pdf:
        page = pdf.pages[0]
        picture = page.crop((0, TOP, page.width, masthead)).to_image(resolution=288).original.convert("L")
        red = next(mark for mark in (*page.lines, *page.rects) if mark["width"] > WIDTH - 5)
    inked = [y for y in range(picture.height) if picture.crop((0, y, picture.width, y + 1)).getextrema()[0] < 200]
    assert inked[0] / 4 == pytest.approx(35 * MM, abs=3)
    rule = (red["top"] + red["bottom"]) / 2
    assert rule - (number + 0.12 * SIZE) == pytest.approx(4 * MM, abs=1.1)
    assert (title - FIRST) - rule == pytest.approx(2 * PITCH, abs=1.1)
    assert (red["x0"], red["x1"]) == pytest.approx((LEFT, LEFT + WIDTH), abs=0.1)


def test_the_last_lines_stand_at_the_foot_of_the_last_page(full):
    with pdfplumber.open(full) as pdf:
        marks = [*pdf.pages[-1].lines, *pdf.pages[-1].rects]
        foot = max(mark["bottom"] for mark in marks if mark["width"] > WIDTH - 5)
    assert foot == pytest.approx(TOP + HEIGHT, abs=3)


def test_a_full_line_has_28_characters_and_a_full_page_22_lines(tmp_path, data):
    # Without a punctuation mark, which would be squeezed, and with no other than Chinese characters.
    change(data / "plans/2024.yml", "总体要求是：做好工作。", "做好工作" * 330)
    _, *pages = text_lines(typeset(data, tmp_path / "pdfs", only=[FULL_2024]) / FULL_2024)
    of_text = [[line for line in page.values() if "做好" in text(line)] for page in pages]
    counts = [len(line) for page in of_text for line in page]
    assert len(counts) > 40
    # But for the first line, which is indented by two, and the last one.
    assert counts[0] == 26
    assert set(counts[1:-1]) == {28}
    assert sum(counts) == 4 * 330
    assert len(of_text[1]) == 22


def with_sections(data, lengths) -> None:
    """Put a section with one item of a text of so many characters into a plan for each length."""
    path = data / "plans/2024.yml"
    plan = yaml.safe_load(path.read_text(encoding="utf-8"))
    plan["sections"] = [
        {
            "number": number,
            "title": {"zh": "部分" * (1 + number % 9), "en": "Section"},
            "items": [
                {
                    "number": number,
                    "title": {"zh": "一项", "en": "Item"},
                    "clauses": [
                        {"number": f"{number}.1", "text": {"zh": "做好工作" * length}, "responsible": ["jia-yi"]}
                    ],
                }
            ],
        }
        for number, length in enumerate(lengths, start=1)
    ]
    path.write_text(yaml.safe_dump(plan, allow_unicode=True), encoding="utf-8")


def test_no_heading_and_no_single_line_stands_alone_at_the_end_of_a_page(tmp_path, data):
    with_sections(data, [(7 * number * number) % 40 + 1 for number in range(1, 60)])
    path = typeset(data, tmp_path / "pdfs", only=[FULL_2024]) / FULL_2024
    _, *pages = [list(page.values()) for page in text_lines(path)]
    assert len(pages) > 10
    for number, (page, following) in enumerate(itertools.pairwise(pages), start=2):
        left = LEFT if number % 2 else 26 * MM
        other = 26 * MM if number % 2 else LEFT

        def begins(line, left):
            return line[0]["x0"] > left + SIZE

        # Fewer than 21 only where three lines, which cannot be parted, would not fit, with the title above them or not.
        kept = 0 if begins(following[0], other) and font_of(following[0][-1]) != "PlanHei" else 1
        assert number == 2 or 20 - kept <= len(page) <= 22, number
        assert font_of(page[-1][-1]) != "PlanHei", number
        if not begins(following[0], other):
            assert font_of(page[-2][-1]) == "PlanHei" or not begins(page[-1], left), number
            assert not begins(following[1], other), number


# --- Sheets


def read_codes(path) -> list[str]:
    with pdfplumber.open(path) as pdf:
        pictures = [page.to_image(resolution=200).original.convert("L") for page in pdf.pages]
    return [code.text for picture in pictures for code in zxingcpp.read_barcodes(picture)]


@pytest.mark.one_in(2)
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
    # Each kind of document, in one language or the other.
    for path in pdfs(two_plans_printed)[::3]:
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
        assert {font_of(char) for char in table[start : start + len(wanted)]} == {marked}


def sheets(site) -> list:
    return [path for path in pdfs(site) if "full" not in path.name and "matrix" not in path.name]


# One of how many sheets of the shipped plan is read, which takes long.
ONE_OF = [3, pytest.param(1, marks=pytest.mark.long)]


@pytest.mark.parametrize("one_of", ONE_OF)
def test_sheets_take_few_sides_and_are_ruled_to_the_foot(printed, two_plans_printed, one_of):
    short = [path for path in pdfs(printed) if path.stem in ("people-xue-canhui", "people-first-secretaries-en")]
    short += sheets(two_plans_printed)
    assert {len(leaves(path)) for path in short} == {1}
    for path in short + sheets(printed)[::one_of]:
        pages = rules(path)
        assert len(pages) in (1, 2, 3, 4)
        foot = max(char["bottom"] for char in characters(path)[-1] if char["size"] > 11.5)
        grey = [mark["bottom"] for mark in pages[-1] if mark["width"] > 170 * MM and mark["bottom"] < foot]
        notes = [low - high for high, low in zip(sorted(grey), sorted(grey)[1:], strict=False)]
        ruled = [step for step in notes if step == pytest.approx(8 * MM, abs=0.1)]
        assert len(ruled) >= 2, path
        # No room for one more line is left above what is signed.
        assert foot - max(grey) < 8 * MM + 20, path


def test_pages_of_a_sheet_are_numbered_and_repeat_the_heads_of_columns(printed):
    for folder, end, numbers in (("", "", "第{}页，共{}页"), ("en/", "-en", "Page{}of{}")):
        pages = characters(printed.root / folder / f"people/ma-wensheng/people-ma-wensheng{end}.pdf")
        assert len(pages) == 2
        for number, page in enumerate(pages, start=1):
            assert text(page).endswith(numbers.format(number, 2))
    heads = ["编号", "任务", "责任人", "完成", "备注"]
    for page in characters(printed.root / "people/ma-wensheng/people-ma-wensheng.pdf"):
        assert "".join(heads) in text(page)


@pytest.mark.parametrize("one_of", ONE_OF)
def test_a_sheet_is_as_large_as_fits(printed, two_plans_printed, one_of):
    for path in sheets(two_plans_printed):
        assert text_size(path) == 14, path
    sizes = {}
    for path in sheets(printed)[::one_of]:
        sides, size = len(characters(path)), text_size(path)
        sizes.setdefault(sides, set()).add(size)
        assert {1: 10 <= size <= 14, 2: 9 <= size <= 13}.get(sides, 9 <= size <= 12), path
    assert {1, 2} < set(sizes) and all(len(found) > 1 for found in (sizes[1], sizes[2]))


def test_a_sheet_has_fields_to_fill_in_and_a_line_to_sign(printed):
    kind = text_of(printed.root / "branches/society-branch/branches-society-branch.pdf")
    branch = text_of(printed.root / "branches/hunan-hydraulic-engineering-society" / HYDRAULIC)
    for word in ("姓名：", "日期：", "签到：", "学习笔记"):
        assert word in kind and word in branch
    # A branch's own sheet need not ask which it is.
    assert "党支部：" in kind and "党支部：" not in branch


def test_the_code_is_a_drawing_and_no_picture(printed):
    with pikepdf.open(printed.root / "people/ma-wensheng/people-ma-wensheng.pdf") as pdf:
        kinds = {str(one.get("/Subtype")) for one in pdf.objects if isinstance(one, pikepdf.Stream)}
    assert "/Image" not in kinds


def text_size(path) -> float:
    """Read the size of a sheet's text: that of the numbers of its clauses."""
    [size] = {
        round(line[0]["size"], 1)
        for page in characters(path)
        for line in lines(page)
        if re.match(r"\d+\.\d+", text(line))
    }
    return size


def test_sheets_of_branches_with_the_same_roles_have_one_size(printed):
    kinds = [path for path in pdfs(printed) if path.parent.parent.name == "branches"]
    for end in ("-en", ""):
        sizes = {text_size(path) for path in kinds if path.stem.endswith("-en") == bool(end)}
        assert len(sizes) == 1


def with_clauses(data, count, words=4) -> None:
    """Give one person so many clauses, in items of one to four."""
    path = data / "plans/2024.yml"
    plan = yaml.safe_load(path.read_text(encoding="utf-8"))
    items, left = [], count
    while left:
        number, clauses = len(items) + 1, min(left, len(items) % 4 + 1)
        left -= clauses
        items.append(
            {
                "number": number,
                "title": {"zh": f"第{number}项工作", "en": f"Item number {number}"},
                "clauses": [
                    {
                        "number": f"{number}.{place}",
                        "text": {
                            "zh": "做好工作" * (place * words),
                            "en": "work well" + " work well" * (place * words),
                        },
                        "responsible": ["jia-yi"],
                    }
                    for place in range(1, clauses + 1)
                ],
            }
        )
    parts = [items[at : at + 7] for at in range(0, len(items), 7)]
    plan["sections"] = [
        {"number": number, "title": {"zh": f"第{number}部分", "en": f"Part {number}"}, "items": part}
        for number, part in enumerate(parts, start=1)
    ]
    path.write_text(yaml.safe_dump(plan, allow_unicode=True), encoding="utf-8")


@pytest.mark.parametrize("count", [40, pytest.param(300, marks=pytest.mark.long)])
def test_no_head_stands_alone_at_the_foot_of_a_sheet_of_many_clauses(tmp_path, data, count):
    with_clauses(data, count)
    sheets = ["people/jia-yi/people-jia-yi.pdf", "en/people/jia-yi/people-jia-yi-en.pdf"]
    target = typeset(data, tmp_path / "pdfs", only=sheets)
    for path in (target / sheet for sheet in sheets):
        pages = characters(path)
        assert len(pages) > 3 or count == 40
        numbers = []
        for page in pages:
            rows = [text(line) for line in lines(page)]
            found = [number for row in rows for number in re.findall(r"^\d+\.\d+", row)]
            numbers += found
            *_, last, _ = [row for row in rows if row]
            if page is not pages[-1]:
                assert not re.match(r"\d+\.第|\d+\.Item|[一二三四五六七八九十]+、|[IVXL]+\.", last), last
        assert len(numbers) == count


# --- What goes wrong


def test_only_what_changed_is_made_again(tmp_path, data):
    target = typeset(data, tmp_path / "pdfs")
    kept = {path: path.stat().st_mtime_ns for path in target.rglob("*.pdf")}
    change(data / "branches.yml", "zh: 普通支部", "zh: 普通的支部")
    typeset(data, target)
    made = {path.name for path, time in kept.items() if path.stat().st_mtime_ns != time}
    assert made == {"branches-plain-branch.pdf"}
    assert len(kept) > 20
    # A document that is no more leaves no file behind.
    branches = (data / "branches.yml").read_text(encoding="utf-8")
    (data / "branches.yml").write_text(branches[: branches.index("  - id: advised-branch")], encoding="utf-8")
    typeset(data, target)
    assert not list(target.rglob("*advised*.pdf"))


def test_what_a_run_that_was_killed_has_left_is_made_again(tmp_path, data):
    path = typeset(data, tmp_path / "pdfs", only=[FULL_2024]) / FULL_2024
    whole = path.read_bytes()
    path.write_bytes(whole[:1000])
    typeset(data, tmp_path / "pdfs", only=[FULL_2024])
    assert path.read_bytes() == whole


@pytest.mark.long
def test_a_character_that_no_font_has_is_drawn_as_geta_and_named(tmp_path, data):
    line = change(data / "people.yml", "zh: 甲一", "zh: 甲𮯰")
    run = mkdocs(tmp_path / "site", data, PLAN_PDF="1")
    assert run.returncode == 0, run.stderr
    [said] = [line for line in run.stderr.splitlines() if "U+2EBF0" in line]
    assert f"people.yml:{line}:" in said and "𮯰" in said and "〓" in said
    for path in ("people/jia-yi/people-jia-yi.pdf", "2024/full/2024-full.pdf", "2024/full/2024-full-zh-en.pdf"):
        figures = [element["/Alt"] for kind, element in tags(tmp_path / "site" / path) if kind == "/Figure"]
        assert figures and set(figures) == {"𮯰 U+2EBF0"}, path
        assert "甲𮯰" not in text_of(tmp_path / "site" / path)
    [sheet] = characters(tmp_path / "site/en/people/jia-yi/people-jia-yi-en.pdf")
    assert "JiaYi" in text(sheet)


def test_another_face_stands_in_for_a_character_that_one_lacks(tmp_path, data):
    rare = "圳菁赈遴喆堃𬱖㛃䶮"
    for name in ("people.yml", "branches.yml", "plans/2024.yml"):
        written = (data / name).read_text(encoding="utf-8")
        (data / name).write_text(re.sub(r"zh: (.*)", rf"zh: \1{rare}", written), encoding="utf-8")
    sheet = "people/jia-yi/people-jia-yi.pdf"
    target = typeset(data, tmp_path / "pdfs", only=[sheet, FULL_2024])
    for path in (sheet, FULL_2024):
        chars = [char for page in characters(target / path) for char in page if char["text"] in rare]
        assert {char["text"] for char in chars} == set(rare)
        assert {font_of(char) for char in chars} <= TYPEFACES | MORE
    assert f"甲一{rare}" in text_of(target / sheet) and "〓" not in text_of(target / sheet)


def test_an_untranslated_and_an_outdated_text_are_marked_on_paper(tmp_path, data):
    translation_lock.write(data, load(data), [])
    change(data / "plans/2024.yml", "zh: 新的第二条", "zh: 新的第二条，已改")
    change(data / "plans/2024.yml", "      en: The new section\n", "")
    change(data / "people.yml", "      en: Posted advisers\n", "")
    target = typeset(data, tmp_path / "pdfs")
    words = Words("en")
    missing, outdated = (words.plain(key).replace(" ", "") for key in ("untranslated", "outdated"))
    official = text_of(target / "en/2024/full/2024-full-en.pdf")
    assert f"新的部分{missing}" in official and f"Thesecondnewclause.{outdated}" in official
    assert f"派驻顾问{missing}" in official
    sheet = text_of(target / "en/people/jia-yi/people-jia-yi-en.pdf")
    assert f"新的部分{missing}" in sheet and f"clause.{outdated}" in sheet
    both = text_of(target / "2024/full/2024-full-zh-en.pdf")
    assert missing in both and outdated in both
    section = text_of(target / "en/2024/sections/1/2024-sections-1-en.pdf")
    assert missing in section
    for path in ("2024/full/2024-full.pdf", "people/jia-yi/people-jia-yi.pdf"):
        assert missing not in text_of(target / path) and outdated not in text_of(target / path)


def test_a_site_without_pdfs_needs_nothing_that_makes_them(tmp_path, two_plans):
    assert two_plans.addresses()
    # The fixture `two_plans` was built without them.
    run = mkdocs(tmp_path / "site", TWO_PLANS, PLAN_PDF="1", **lacking(tmp_path / "lacking", *MAKERS_OF_PDFS))
    assert run.returncode != 0
    assert "make pdf" in run.stderr and "Traceback" not in run.stderr


# What any markup would read, Typst's first of all.
NASTY = (
    "#panic() #{1+1} $x^2$ *b* _i_ `c` @ref <label> [x] \\ ~ --- // /* */ = h - l + e / t: d <b>&amp;</b> "
    "{{ 7*7 }} {% raw %} {# c #} \"q\" 'r' \\u{41} \\n ((("
)


@pytest.mark.long
def test_text_that_reads_like_the_inside_of_a_pdf_stays_text(tmp_path, data):
    inside = "B /Contents 1 0 R /Contents 12 0 R /Type/Page /Type/Page/ 1 0 obj <</Type/Page/ endobj stream endstream"
    change(data / "people.yml", "en: Jia Yi", f"en: '{inside}'")
    target = typeset(data, tmp_path / "pdfs")
    sheet = target / "en/people/jia-yi/people-jia-yi-en.pdf"
    assert inside.replace(" ", "") in text_of(sheet)
    assert len(characters(sheet)) == 1 and text_size(sheet) > 12
    with pikepdf.open(sheet) as pdf:
        assert str(pdf.docinfo.Title) == inside and pdf.check_pdf_syntax() == []


@pytest.mark.long
def test_long_words_leave_neither_page_nor_cell(tmp_path, data):
    long = "Donaudampfschifffahrtsgesellschaftskapitaenswitwe" * 2
    address = "https://example.org/" + "path/" * 30
    for name in ("people.yml", "branches.yml", "plans/2024.yml", "site.yml"):
        written = (data / name).read_text(encoding="utf-8")
        written = re.sub(r"en: ([A-Z].*)", rf"en: \1 {long}", written)
        (data / name).write_text(re.sub(r"zh: ([^\x00-\x7f].*)", rf"zh: \1-{long}", written), encoding="utf-8")
    change(data / "plans/2024.yml", f"The first new clause. {long}", f"The first new clause. {address}")
    change(data / "people.yml", f"en: Posted advisers {long}", "en: Telecommunications Society branch secretaries")
    kinds = ("2024/full/", "people/jia-yi/")
    target = typeset(data, tmp_path / "pdfs", only=[path for path in documents(data) if any(map(path.count, kinds))])
    for path in target.rglob("*.pdf"):
        with pdfplumber.open(path) as pdf:
            for page in pdf.pages:
                inner = [char for char in page.chars if char["text"].strip()]
                assert min(char["x0"] for char in inner) > 40 and max(char["x1"] for char in inner) < A4[0] - 40, path
                for table in page.find_tables() if "full" not in path.name else ():
                    for left, top, right, bottom in table.cells:
                        row = [char for char in inner if top < char["top"] < bottom - 4]
                        inside = [char for char in row if left < char["x0"] < right]
                        assert all(char["x1"] <= right + 0.5 for char in inside), (path, text(inside))


def test_the_last_lines_are_small_with_an_address_and_without(printed, two_plans_printed):
    for built, year in ((printed, "2021"), (two_plans_printed, "2024")):
        for path, size in (
            (f"{year}/full/{year}-full.pdf", 14),
            (f"{year}/full/{year}-full-zh-en.pdf", 10.5),
            (f"en/{year}/full/{year}-full-en.pdf", 10),
            (f"{year}/sections/1/{year}-sections-1.pdf", 9),
        ):
            last = characters(built.root / path)[-1]
            begin = text(last).index("学习用打印件" if "full-en" not in path else "Thistranslation")
            assert last[begin]["size"] == pytest.approx(size, abs=0.1), path


def test_a_character_without_a_face_leaves_the_grid_as_it_is(tmp_path, data):
    change(data / "plans/2024.yml", "zh: 示例委员会2024年工作要点", "zh: 示例委𮯰会2024年工作要点")
    change(data / "plans/2024.yml", "zh: 示例委员会文件", "zh: 示𮯰委员会文件")
    path = typeset(data, tmp_path / "pdfs", only=[FULL_2024]) / FULL_2024
    _, second = text_lines(path)
    assert list(second) == pytest.approx([round(row) for row in second], abs=0.002)
    assert len([kind for kind, _ in tags(path) if kind == "/Figure"]) == 2


def test_titles_side_by_side_are_broken_between_words(printed):
    first, *_ = characters(printed.root / "2021/full/2021-full-zh-en.pdf")
    left = [text([char for char in line if char["x0"] < 95 * MM]) for line in lines(first)]
    assert "社会组织行业委员会文件" in left
    assert not any(line.endswith(("印", "委员", "要")) for line in left[:12])


def test_markup_in_any_field_stays_text_in_a_pdf(tmp_path):
    data = tmp_path / "data"
    spoil(data, NASTY)
    kinds = ("2024/full/", "people/jia-yi/", "branches/plain-branch/")
    target = typeset(data, tmp_path / "pdfs", only=[path for path in documents(data) if any(map(path.count, kinds))])
    plan = plan_of(load(data), "2024")
    texts = [plan.title, plan.responsible, *plan.requirements, *plan.notice.body, *plan.notice.signature]
    texts += [getattr(plan.notice, name) for name in ("masthead", "number", "title", "addressees")]
    for duty in plan.duties:
        texts += [duty.section.title, duty.item.title, duty.clause.text, *duty.item.lead]
    sides = by_column(target / "2024/full/2024-full-zh-en.pdf")
    for language, path in (("zh", "2024/full/2024-full.pdf"), ("en", "en/2024/full/2024-full-en.pdf")):
        for each in texts:
            written = each[language].replace(" ", "")
            whole = "".join(text(in_text_area(page)) for page in characters(target / path))
            assert written in whole and written in sides[language], (path, each)
    site = load(data)
    for language, end in (("", ""), ("en/", "-en")):
        found = text_of(target / language / f"people/jia-yi/people-jia-yi{end}.pdf")
        duty = site.duties_of(frozenset({"jia-yi"}))[0]
        fields = [duty.section.title, duty.item.title, *duty.item.lead, duty.clause.text, plan.responsible]
        fields += [site.about.issuer, site.parties["jia-yi"].name, plan.short_title, plan.notice.number, plan.title]
        for each in fields:
            assert each["en" if end else "zh"].replace(" ", "") in found, each
        branch = text_of(target / language / f"branches/plain-branch/branches-plain-branch{end}.pdf")
        for each in (site.branches["plain-branch"].name, site.parties["secretaries"].name):
            assert each["en" if end else "zh"].replace(" ", "") in branch, each


def by_column(path) -> dict[str, str]:
    """Read what stands in the two columns of a plan and its translation, but for their heads and the pages' numbers."""
    sides = {"zh": "", "en": ""}
    for page in characters(path):
        for char in page:
            if 27 * MM < char["bottom"] < A4[1] - 21 * MM:
                sides["zh" if char["x0"] < 100 * MM else "en"] += char["text"]
    return sides


def test_a_long_clause_makes_a_second_leaf_and_loses_nothing(tmp_path, data):
    long = "长" * 6000
    change(data / "plans/2024.yml", "新的第一条", long)
    sheet = "people/jia-yi/people-jia-yi.pdf"
    pages = characters(typeset(data, tmp_path / "pdfs", only=[sheet]) / sheet)
    assert len(pages) > 2
    assert "".join(map(text, pages)).count("长") == 6000


def test_on_a_phone_the_pdf_is_offered_before_the_print_button(tab, printed):
    with serve(printed.root) as host:
        page = tab(PHONE)
        page.goto(host + "people/ma-wensheng/")
        line = page.locator(".title-line :is(a, button)")
        line.last.wait_for(state="visible")
        texts = line.all_inner_texts()
        assert texts.index("学习单（PDF）") < texts.index("打印")


def test_copies_of_paper_lie_in_one_place(printed):
    assert (printed.root / "assets/fonts").is_dir()
    assert not (printed.root / "en/assets/fonts").exists()
