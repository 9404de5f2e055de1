"""What a reader meets in other engines than today's Chromium: Firefox, WebKit, and the Chromium of old phones."""

import contextlib
import functools
import http.server
import io
import itertools
import threading
import time

import pypdfium2
import pytest
from marionette import Firefox
from packages import ENGINES, missing, why_not
from PIL import Image, ImageChops
from qt import QtWebEngine
from tabs import DESKTOP, PHONE
from webdriver import WebKit

pytestmark = pytest.mark.long

PAGES = {
    "home": "",
    "section": "2021/sections/2/",
    "matrix": "2021/matrix/",
    "person": "people/ma-wensheng/",
    "branch": "branches/hunan-hydraulic-engineering-society/",
    "glossary": "glossary/",
    "full text": "2021/full/",
    "bilingual": "2021/sections/2/bilingual/",
}
ISSUER = "中共湖南省科学技术协会社会组织行业委员会"
FOLDERS = {"zh": "", "en": "en/"}
TWO_LINES = """for (const [place, text] of ["年工", "2021年工"].entries()) {
    const line = document.createElement("p")
    line.textContent = text
    line.style = `position: fixed; left: 0; top: ${place * 60}px; width: 300px; height: 60px; margin: 0; z-index: 99;
        font: 32px/60px var(--plan-sans); text-align: right; background: #fff; color: #000`
    document.body.append(line)
}"""
# Stands before all else in a page, and notes what goes wrong on it.
NOTE_FAULTS = """<script>
window.faults = []
addEventListener("error", (event) => faults.push(event.message || "failed: " + event.target.outerHTML), true)
addEventListener("unhandledrejection", (event) => faults.push(String(event.reason)))
</script>"""


@contextlib.contextmanager
def serve(folder):
    """Serve a folder, each page with a script of its own that notes faults, and yield the address."""

    class Noting(http.server.SimpleHTTPRequestHandler):
        def do_GET(self):
            path = self.translate_path(self.path)
            path = path + "index.html" if path.endswith("/") else path
            if not path.endswith(".html"):
                return super().do_GET()
            with open(path, encoding="utf-8") as file:  # noqa: PTH123
                page = file.read().replace("<head>", f"<head>{NOTE_FAULTS}", 1).encode()
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Length", str(len(page)))
            self.end_headers()
            self.wfile.write(page)

        def log_message(self, *_):
            pass

    handler = functools.partial(Noting, directory=str(folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


@pytest.fixture(scope="module")
def host(bare_site):
    with serve(bare_site.root) as address:
        yield address


@pytest.fixture(scope="module", params=ENGINES)
def engine(request):
    if missing(request.param):
        pytest.skip(why_not(request.param))
    engine = ENGINES[request.param][0]()
    yield engine
    engine.close()


@pytest.fixture
def visit(engine, host):
    """Return what opens a page in an engine, which keeps nothing of another test."""

    def visit(address, size=DESKTOP):
        engine.open(host + address, **size)
        return engine

    engine.open(host + "404.html", **DESKTOP)
    engine.run("localStorage.clear()")
    return visit


def until(engine, script):
    """Wait for a page to have something, and return it."""
    for _ in range(600):
        found = engine.run(script)
        if found:
            return found
        time.sleep(0.05)
    raise AssertionError(f"it never comes: {script}")


# Characters that stand on each other: each two neighbours on a line, by how much of its size the second is too early.
OVERLAPS = """
const found = []
const walker = document.createTreeWalker(document.querySelector("article"), NodeFilter.SHOW_TEXT)
while (walker.nextNode()) {
    const text = walker.currentNode, range = document.createRange()
    const size = parseFloat(getComputedStyle(text.parentElement).fontSize)
    if (getComputedStyle(text.parentElement).writingMode !== "horizontal-tb") continue
    let before = null
    for (let place = 0; place < text.length; place++) {
        range.setStart(text, place)
        range.setEnd(text, place + 1)
        // At the beginning of a line, WebKit has the end of the one before in it, too.
        const box = [...range.getClientRects()].find(({width}) => width)
        if (!box) continue
        if (before && Math.abs(before.top - box.top) < 2 && box.left < before.right - size / 8
            && !/[\\u2018-\\u201d]/.test(text.data.slice(place - 1, place + 1)))
            found.push(text.data.slice(Math.max(0, place - 4), place + 4))
        before = box
    }
}
return found
"""


@pytest.mark.parametrize("language", FOLDERS)
@pytest.mark.parametrize("kind", PAGES)
def test_a_page_is_without_fault(visit, kind, language):
    for size in (PHONE, DESKTOP):
        engine = visit(FOLDERS[language] + PAGES[kind], size)
        until(engine, "return document.documentElement.classList.contains('js')")
        assert engine.run("return faults") == []
        assert engine.run("return document.documentElement.scrollWidth - innerWidth") <= 0, size
        assert engine.run(OVERLAPS) == [], size


def switch_colours(engine):
    """Switch the colours as a reader does."""
    until(engine, "return document.querySelector('.md-header__option label:not([hidden])') && true")
    engine.run("document.querySelector('.md-header__option label:not([hidden])').click()")


# The texts that are seen worse than WCAG 2.2 asks for, each with how strongly it stands out from what is behind it.
PALE = """
const parts = (color) => color.match(/[\\d.]+/g).map(Number)
const over = ([red, green, blue, alpha = 1], [...behind]) =>
    [red, green, blue].map((part, rank) => part * alpha + behind[rank] * (1 - alpha))
const light = (color) => color.map((part) => part / 255)
    .map((part) => part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4)
    .reduce((sum, part, rank) => sum + part * [0.2126, 0.7152, 0.0722][rank], 0)
const behind = (element) => {
    if (!element) return [255, 255, 255]
    const color = parts(getComputedStyle(element).backgroundColor)
    return color[3] < 1 ? over(color, behind(element.parentElement)) : color.slice(0, 3)
}
const found = []
for (const element of document.querySelectorAll("article *, .md-header *")) {
    const style = getComputedStyle(element)
    const hasText = [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim())
    if (!hasText || !element.getClientRects().length || style.visibility === "hidden" || style.opacity < 1) continue
    const back = behind(element), [more, less] = [light(over(parts(style.color), back)), light(back)].sort().reverse()
    const ratio = (more + 0.05) / (less + 0.05)
    if (ratio < (parseFloat(style.fontSize) >= 24 ? 3 : 4.5)) found.push([element.outerHTML.slice(0, 60), ratio])
}
return found
"""


@pytest.mark.parametrize("address", ["", "people/", PAGES["section"], "2021/matrix/"])
def test_every_text_stands_out_in_both_colours(visit, address):
    engine = visit(address, PHONE)
    assert engine.run(PALE) == []
    switch_colours(engine)
    assert engine.run("return document.body.dataset.mdColorScheme") == "slate"
    # Colours change over a moment.
    time.sleep(0.5)
    assert engine.run(PALE) == []


def drawn(engine, script):
    """Return what is seen once a script has made the corner of the page white."""
    engine.run(script)
    for _ in range(100):
        picture = Image.open(io.BytesIO(engine.picture())).convert("L")
        if picture.getpixel((2, 2)) == 255:
            return picture
        time.sleep(0.05)
    raise AssertionError("it is never drawn")


def test_what_stands_beside_digits_is_painted_beside_them(visit):
    picture = drawn(visit(PAGES["section"]), TWO_LINES)
    alone, beside = (picture.crop((300 - 64, top, 300, top + 60)) for top in (0, 60))
    assert alone.getextrema()[0] < 100
    assert ImageChops.difference(alone, beside).getextrema()[1] < 100


def test_a_sign_is_as_wide_as_a_character(visit):
    engine = visit(PAGES["section"])
    widths = engine.run("""const line = document.createElement("span")
    document.querySelector(".clause > p").append(line)
    return ["党", "、", "，", "。", "；"].map((sign) => {
        line.textContent = "党" + sign + "党"
        return Math.round(line.getBoundingClientRect().width)
    })""")
    assert set(widths) == {widths[0]}


NAMES = """return [...document.querySelectorAll("article thead th a")].map((name) => {
    const box = ({left, right, top, bottom}) => ({left, right, top, bottom})
    return {name: box(name.getBoundingClientRect()), cell: box(name.closest("th").getBoundingClientRect())}
})"""


@pytest.mark.parametrize("language", FOLDERS)
def test_the_names_over_a_matrix_stand_side_by_side(visit, language):
    for size in (PHONE, DESKTOP):
        names = visit(FOLDERS[language] + PAGES["matrix"], size).run(NAMES)
        assert len(names) > 10
        for each in names:
            name, cell = each["name"], each["cell"]
            assert cell["top"] - 1 <= name["top"] and name["bottom"] <= cell["bottom"] + 1, each
            # Down the column, and not one character beside the other.
            assert name["bottom"] - name["top"] > name["right"] - name["left"], each
        for one, other in itertools.pairwise(names):
            assert one["name"]["right"] <= other["name"]["left"] + 1, (one, other)


def test_links_are_underlined_and_buttons_large_enough_for_a_finger(visit):
    engine = visit(PAGES["section"], PHONE)
    lines = "return [...document.querySelectorAll('{}')].map((link) => getComputedStyle(link).textDecorationLine)"
    assert set(engine.run(lines.format(".responsible a, .term-mark"))) == {"underline"}
    assert set(engine.run(lines.format(".clause-number"))) == {"none"}
    heights = "return [...document.querySelectorAll('article button, .reading')].map((button) => button.offsetHeight)"
    assert min(engine.run(heights)) > 24


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=("phone", "desktop"))
def test_the_issuer_stands_whole_in_one_line(visit, size):
    engine = visit("", size)
    lines = """const range = document.createRange()
    range.selectNodeContents(document.querySelector(".masthead-issuer"))
    return [...range.getClientRects()].map(({top, width}) => [Math.round(top), width])"""
    boxes = engine.run(lines)
    assert len({top for top, _ in boxes}) == 1
    # As large as there is room, and not as small as it may be.
    assert sum(width for _, width in boxes) > engine.run("return document.querySelector('.masthead').offsetWidth") * 0.7


def test_a_term_is_explained_where_it_stands(visit):
    engine = visit(PAGES["section"])
    until(engine, "return document.querySelectorAll('.term-mark').length > 10")
    engine.run("document.querySelector('.term-mark').click()")
    assert engine.run("return document.querySelector('.term-note').innerText.length") > 20
    assert engine.run("return document.querySelector('.term-note').offsetHeight") > 20


BEST = "const best = document.querySelector('.md-search-result__link .hit-name'); return best && best.innerText"


def search(engine, text):
    """Type a text into the search, and return what the best result is called."""
    engine.run(f"""const box = document.querySelector(".md-search__input")
    box.focus()
    box.value = {text!r}
    box.dispatchEvent(new Event("input"))""")
    return until(engine, BEST)


@pytest.mark.parametrize(
    ("language", "typed", "found"), [("zh", "mawensheng", "马文胜"), ("en", "Ma Wensheng", "Ma Wensheng")]
)
def test_the_search_finds(visit, language, typed, found):
    assert found in search(visit(FOLDERS[language]), typed)


LETTERS = "return parseFloat(getComputedStyle(document.querySelector('article p')).fontSize)"


def enlarge(engine):
    """Choose the third of the sizes of letters, as a reader does."""
    engine.run("document.querySelector('.reading').click()")
    until(engine, "return document.querySelectorAll('.reading-panel button').length > 2")
    engine.run("document.querySelectorAll('.reading-panel button')[2].click()")


def choose(engine):
    """Choose larger letters and dark colours, as a reader does."""
    enlarge(engine)
    switch_colours(engine)


def test_letters_and_colours_are_remembered(visit):
    engine = visit(PAGES["person"])
    before = engine.run(LETTERS)
    choose(engine)
    engine = visit(PAGES["glossary"])
    assert engine.run(LETTERS) == pytest.approx(before * 1.5)
    assert engine.run("return document.body.dataset.mdColorScheme") == "slate"


def printed(engine):
    """Print a page, and return what stands on each sheet."""
    sheets = pypdfium2.PdfDocument(engine.paper())
    return ["".join(sheet.get_textpage().get_text_range().split()) for sheet in sheets]


@pytest.mark.parametrize("kind", PAGES)
def test_a_page_is_printed_as_a_document(visit, kind):
    engine = visit(PAGES[kind])
    sheets = printed(engine)
    assert len(sheets[0]) > 100
    # An old Chromium does not wait for the fonts that it prints with, and has them the next time.
    for _ in range(20):
        if ISSUER in sheets[0]:
            break
        time.sleep(0.1)
        sheets = printed(engine)
    assert ISSUER in sheets[0]
    if kind != "full text":
        heading = engine.run("return document.querySelector('article h1').innerText").split("\n")[0]
        # On a page in two languages, the other stands between its lines.
        assert heading[:8] in sheets[0]
    assert not [word for word in ("搜索", "打印", "字号") if word in "".join(sheets)]


@pytest.mark.parametrize("language", FOLDERS)
# WebKit has the margins of its dialog, and not those that a page asks for.
@pytest.mark.parametrize(("address", "sheets", "in_webkit"), [("2021/full/bilingual/", 8, 12), ("2021/matrix/", 1, 2)])
def test_what_is_large_takes_no_more_sheets_than_it_must(engine, visit, address, sheets, in_webkit, language):
    most = in_webkit if isinstance(engine, WebKit) else sheets
    assert len(printed(visit(FOLDERS[language] + address))) <= most


def test_the_names_over_a_printed_matrix_stand_down_the_column(visit):
    engine = visit(PAGES["matrix"])
    # As above, the fonts may not be there the first time.
    for _ in range(20):
        sheet = pypdfium2.PdfDocument(engine.paper())[0].get_textpage()
        signs = [(sheet.get_text_range(place, 1), sheet.get_charbox(place)) for place in range(sheet.count_chars())]
        signs = [(sign, box) for sign, box in signs if sign.strip()]
        place = "".join(sign for sign, _ in signs).find("张辉学")
        if place >= 0:
            break
        time.sleep(0.1)
    boxes = [box for _, box in signs[place : place + 3]]
    assert place >= 0
    for (left, _, _, top), (next_left, _, _, next_top) in itertools.pairwise(boxes):
        assert abs(left - next_left) < 5 and top > next_top + 5, boxes


# Engines whose pages are denied a storage.
STORING_NOTHING = {
    "Firefox ESR": lambda: Firefox(**{"dom.storage.enabled": False}),
    "Qt 5": lambda: QtWebEngine(5, "--no-storage"),
}


@pytest.mark.parametrize("name", STORING_NOTHING)
def test_where_nothing_is_stored_all_works_and_a_choice_holds_for_the_visit(host, name):
    if missing(name):
        pytest.skip(why_not(name))
    with contextlib.closing(STORING_NOTHING[name]()) as engine:
        engine.open(host, **DESKTOP)
        assert engine.run("return window.localStorage") is None
        assert "马文胜" in search(engine, "马文胜")
        before = engine.run(LETTERS)
        choose(engine)
        engine.run("location.href = 'glossary/'")
        until(engine, "return location.pathname === '/glossary/' && document.readyState === 'complete'")
        assert engine.run("return document.body.dataset.mdColorScheme") == "slate"
        assert engine.run(LETTERS) == pytest.approx(before * 1.5)
        assert engine.run("return faults") == []


def test_firefox_follows_the_system_s_colours(host):
    if missing("Firefox ESR"):
        pytest.skip(why_not("Firefox ESR"))
    with contextlib.closing(Firefox()) as firefox:
        firefox.open(host, **DESKTOP)
        for number, scheme in ((0, "slate"), (1, "default"), (0, "slate")):
            firefox.chrome(f"Services.prefs.setIntPref('layout.css.prefers-color-scheme.content-override', {number})")
            until(firefox, f"return document.body.dataset.mdColorScheme === '{scheme}'")
        assert firefox.run("return localStorage.length") == 0
