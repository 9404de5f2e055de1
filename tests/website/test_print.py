"""What comes out of the printer when a reader prints a page: read back from what Chromium prints."""

import functools
import io
import itertools
import re
from collections import Counter

import pdfplumber
import pytest
import zxingcpp
from conftest import ADDRESS, SHIPPED
from paper import LATIN, MORE, TYPEFACES, font_of, lines, text
from test_browser import KINDS, POLICY, serve

from macros.plan.load import load

MM = 72 / 25.4
PRINTED = {kind: address for kind, address in KINDS.items() if kind != "404"}
LANGUAGES = {"zh": "", "en": "en/"}
# What the screen may be like.
DARK_AND_LARGE = "document.documentElement.style.fontSize = '200%'"


class Paper:
    """A page as it was printed, and what the screen had asked for before."""

    def __init__(self, printed: bytes, asked: list[str]) -> None:
        self.printed = printed
        self.asked = asked
        with pdfplumber.open(io.BytesIO(printed)) as pdf:
            self.pages = [[char for char in page.chars if char["text"].strip()] for page in pdf.pages]
            self.marks = [[*page.lines, *page.rects] for page in pdf.pages]

    def tables(self) -> list[list]:
        with pdfplumber.open(io.BytesIO(self.printed)) as pdf:
            return [page.extract_tables() for page in pdf.pages]

    def codes(self) -> list[str]:
        """Read the QR codes at its end."""
        with pdfplumber.open(io.BytesIO(self.printed)) as pdf:
            picture = pdf.pages[-1].to_image(resolution=120).original.convert("L")
        return [code.text for code in zxingcpp.read_barcodes(picture)]

    def body(self, number: int) -> list[dict]:
        """Return what stands on a page above its number."""
        return [char for char in self.pages[number] if char["bottom"] < 280 * MM]

    @property
    def text(self) -> str:
        return "".join(text(line) for number in range(len(self.pages)) for line in lines(self.body(number)))


@pytest.fixture(scope="module")
def printer(tabs, site, bare_site):
    """Yield what prints a page, and returns it as paper."""
    with serve(site.root, [POLICY]) as host, serve(bare_site.root) as bare_host:

        @functools.cache
        def printed(address, scheme="light", script="", bare=False, until="load"):
            page, asked = tabs.open(scheme=scheme), []

            def hear(request):
                asked.append(request.url)

            page.on("request", hear)
            page.goto((bare_host if bare else host) + address, wait_until=until)
            if script:
                page.evaluate(script)
            before = list(asked)
            paper = Paper(page.pdf(prefer_css_page_size=True, print_background=False), before)
            page.remove_listener("request", hear)
            tabs.forget()
            return paper

        yield printed


# Daily in both languages in turn, since five is odd; they have one template and one style sheet.
@pytest.mark.one_in(5)
@pytest.mark.parametrize(("kind", "language"), list(itertools.product(PRINTED, LANGUAGES)))
def test_a_printed_page_is_a_document(printer, site, kind, language):
    address = LANGUAGES[language] + PRINTED[kind]
    paper = printer(address)
    data = load(SHIPPED)
    # Head: who issues, the number, the date, the title. Foot: the address, as a code too.
    head = text([char for line in lines(paper.body(0)) for char in line])
    heading = site.article(PRINTED[kind], language).find("h1").get_text().replace("¶", "")
    for part in (data.newest.notice.number[language], *([] if kind in ("full text", "bilingual") else [heading])):
        assert part.replace(" ", "") in head, part
    assert ("中共湖南省科学技术协会社会组织行业委员会" if language == "zh" else "CPCCommittee") in head
    assert ("2021年2月25日" if language == "zh" else "February25,2021") in paper.text
    assert paper.codes() == [f"{ADDRESS}/{address}"]
    assert paper.text.count("://") == 1
    # Nothing that leads elsewhere, and no colour but the red of the head.
    assert not {"搜索", "Search"} & set(paper.text.split())
    for page in paper.pages:
        for char in page:
            color = char["non_stroking_color"]
            assert max(color) < 0.1 or (char["size"] > 15 and color[0] > 0.6), char
    # Our fonts alone: not a character in a system's, and no page without its number.
    assert {font_of(char) for page in paper.pages for char in page} <= TYPEFACES | MORE | LATIN
    for number, page in enumerate(paper.pages, start=1):
        folio = [char for char in page if char["bottom"] > 280 * MM]
        assert text(folio) == f"{number}/{len(paper.pages)}"


# Every page has the same style sheet; the first have between them all that it sets.
VARIED = ["home", "section", "matrix", "branch"]
REST = [pytest.param(kind, marks=pytest.mark.long) for kind in PRINTED if kind not in VARIED]


@pytest.mark.one_in(2)
@pytest.mark.parametrize("kind", VARIED + REST)
def test_what_the_screen_is_like_never_shows_on_paper(printer, kind):
    plain, dark = printer(PRINTED[kind]), printer(PRINTED[kind], "dark", DARK_AND_LARGE)
    assert [
        [(char["text"], round(char["x0"]), round(char["top"]), char["size"]) for char in page] for page in plain.pages
    ] == [[(char["text"], round(char["x0"]), round(char["top"]), char["size"]) for char in page] for page in dark.pages]
    assert [[char["non_stroking_color"] for char in page] for page in plain.pages] == [
        [char["non_stroking_color"] for char in page] for page in dark.pages
    ]


@pytest.mark.one_in(2)
@pytest.mark.parametrize("kind", ["section", "person", "branch", "full text", "plan"])
def test_text_is_of_14_points(printer, kind):
    for prefix in LANGUAGES.values():
        sizes = Counter(round(char["size"]) for page in printer(prefix + PRINTED[kind]).pages for char in page)
        assert sizes.most_common(1)[0][0] == 14
        assert min(sizes) >= 10


@pytest.mark.parametrize("kind", ["section", "person", "role", "branch"])
def test_no_clause_is_cut_and_no_heading_stands_alone_at_a_foot(printer, site, kind):
    paper = printer(PRINTED[kind])
    numbers = 0
    for number in range(len(paper.pages)):
        on_page = lines(paper.body(number))
        starts = [line for line in on_page if re.match(r"\d+\.\d", text(line))]
        assert len(starts) == sum(text(line).startswith("责任人：") for line in on_page)
        numbers += len(starts)
        last = on_page[-1]
        assert number == len(paper.pages) - 1 or {font_of(char) for char in last if char["text"] > "⺀"} != {"PlanKai"}
        assert last[0]["size"] < 15
    assert numbers == len(site.clauses(PRINTED[kind]))


# Other plans, in effect: their lines end elsewhere.
LEADING = """() => {
    const style = new CSSStyleSheet()
    style.replaceSync("@media print { .md-typeset { line-height: %s !important } }")
    document.adoptedStyleSheets = [style]
}"""


@pytest.mark.long
@pytest.mark.parametrize("leading", ["", LEADING % 1.45, LEADING % 1.6])
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_last_sheet_has_never_a_foot_alone_nor_one_clause_of_several_short_ones(printer, site, language, leading):
    of_plans = re.compile(r"2021/(full/|sections/.*)|people/.+|branches/hunan.*|about/")
    with_two = 0
    for address in filter(of_plans.fullmatch, sorted(site.addresses(language))):
        paper = printer(LANGUAGES[language] + address, script=leading)
        assert all(paper.pages), address
        on_last = [text(line) for line in lines(paper.body(len(paper.pages) - 1))]
        foot = next(number for number, line in enumerate(on_last) if "://" in line)
        assert foot > 1, (address, on_last)
        kept = len({clause["data-clause"] for clause in site.article(address, language).select(".at-end")})
        begun = {found[0] for line in on_last if (found := re.match(r"\d+\.\d+", line))}
        assert len(paper.pages) == 1 or len(begun) >= kept, (address, on_last)
        with_two += kept == 2
    assert with_two > 8


@pytest.mark.parametrize("prefix", LANGUAGES.values(), ids=LANGUAGES)
def test_the_matrix_is_as_wide_as_its_sheet_with_every_row(printer, site, prefix):
    paper = printer(f"{prefix}2021/matrix/")
    rows = []
    for tables, marks, page in zip(paper.tables(), paper.marks, paper.pages, strict=True):
        [table] = tables
        left = min(mark["x0"] for mark in marks if mark["width"] > 1)
        right = max(mark["x1"] for mark in marks if mark["width"] > 1)
        assert (left, right) == pytest.approx((15 * MM, 195 * MM), abs=4)
        # Its head is set across: the names' characters stand above the first row.
        assert {"张", "辉", "学"} <= {char["text"] for char in page} or "g" in text(page)
        rows += [row[0] for row in table if row[0] and row[0].replace(".", "").isdigit()]
    assert rows == [number for _, number in site.clauses("2021/matrix/")]


@pytest.mark.one_in(2)
@pytest.mark.parametrize("prefix", LANGUAGES.values(), ids=LANGUAGES)
def test_the_full_text_in_two_languages_takes_eight_sheets_at_most(printer, prefix):
    paper = printer(f"{prefix}2021/full/bilingual/")
    assert len(paper.pages) <= 8
    assert min(char["size"] for page in paper.pages for char in page) >= 10.4


def test_a_screen_asks_for_no_font_and_no_picture_of_paper(printer):
    asked = printer("people/ma-wensheng/", until="networkidle").asked
    assert any("/print." in url for url in asked)
    assert not [url for url in asked if url.endswith((".woff2", "index.png"))]


def test_without_an_address_there_is_no_code(printer, bare_site):
    paper = printer("people/ma-wensheng/", bare=True)
    assert paper.codes() == []
    assert "://" not in paper.text
    assert not list(bare_site.root.rglob("index.png"))


def test_own_names_are_found_at_a_glance(printer):
    paper = printer("people/shi-xiaoxi/")
    for line in (line for number in range(len(paper.pages)) for line in lines(paper.body(number))):
        if "史小溪" in text(line) and "责任人" in text(line):
            start = text(line).index("史小溪")
            assert {font_of(char) for char in line[start : start + 3]} == {"PlanHei"}
            assert {font_of(char) for char in line[:3]} == {"PlanFang"}
            break
    else:
        pytest.fail("the name was not found")
