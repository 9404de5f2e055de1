"""What a phone shows first: the title near its top, the plan's text below it, and at home whoever the reader may be."""

import pytest
from conftest import LANGUAGES, SHIPPED, UNION, article
from playwright.sync_api import expect
from test_browser import FOLDERS, KINDS, serve

from macros.plan.load import load

PHONE = {"width": 360, "height": 760}
# Above this a title begins, and the first line of the plan's own text.
TITLE, TEXT = 150, {"zh": 420, "en": 480}
TOP = "tag => tag.getBoundingClientRect().top"


@pytest.fixture(scope="module")
def phone(tabs, printed):
    """Yield what opens a page of a site that has all that may stand above the content."""
    with serve(printed.root) as host:

        def opened(address, scripts=True):
            page = tabs.open(PHONE, scripts=scripts)
            page.goto(host + address)
            return page

        yield opened
        tabs.forget()


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_plan_s_own_text_begins_on_a_phone_s_first_screen(phone, language):
    for section in load(SHIPPED).newest.sections:
        page = phone(FOLDERS[language] + section.address)
        assert page.locator("h1").evaluate(TOP) < TITLE
        assert page.locator("article :is(.lead, .clause > p)").first.evaluate(TOP) < TEXT[language], section.address


@pytest.mark.one_in(2)
@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "404"])
def test_a_title_begins_at_the_top(phone, kind):
    for folder in FOLDERS.values():
        assert phone(folder + KINDS[kind]).locator("h1").evaluate(TOP) < TITLE


@pytest.mark.parametrize("language", LANGUAGES)
def test_home_asks_on_its_first_screen_who_the_reader_is(phone, language):
    data = load(SHIPPED)
    page = phone(FOLDERS[language], scripts=False)
    roles, names = (page.locator(f"#who ~ .entries >> nth={number}").locator("a") for number in range(2))
    assert roles.evaluate_all("links => links.map(link => link.getAttribute('href'))") == [
        role.address for role in data.roles
    ]
    assert roles.last.evaluate(TOP) < PHONE["height"]
    assert names.count() == len(data.persons)
    # With a script the box to type in comes between them.
    page = phone(FOLDERS[language])
    box = page.locator(".filter input")
    assert box.evaluate("tag => tag.getBoundingClientRect().bottom") < PHONE["height"]
    box.fill("马文" if language == "zh" else "ma wen")
    # The script that narrows the names comes when the box is turned to.
    expect(page.locator(".names a:visible")).to_have_count(1)
    page.locator(".names a:visible").click()
    page.wait_for_url("**/people/ma-wensheng/")


@pytest.mark.parametrize("kind", ["home", "section", "person"])
def test_the_name_in_the_header_is_whole_and_leads_home(phone, kind):
    for language, folder in FOLDERS.items():
        name = phone(folder + KINDS[kind]).locator(".site-name")
        assert name.inner_text() == load(SHIPPED).newest.short_title[language]
        assert name.evaluate("tag => tag.scrollWidth <= tag.clientWidth && tag.offsetHeight < 48")


def test_where_units_answer_home_asks_for_the_reader_s_unit():
    home = article(UNION, "")
    assert home.select_one("#who").get_text() == "我的单位是……"
    assert [link["href"] for link in home.select("#who ~ .entries a")] == [body.address for body in load(UNION).bodies]
