"""What a reader takes along: the own clauses, remembered on the device, and a clause with its number and address."""

import pytest
from conftest import SHIPPED
from playwright.sync_api import expect
from tabs import PHONE, wait_until
from test_browser import KINDS, host, serve, visit  # noqa: F401 - fixtures

from macros.plan.load import load

NO_STORAGE = """() => { Storage.prototype.setItem = () => { throw new DOMException("full", "QuotaExceededError") } }"""

KEEP_WHAT_IS_COPIED = """() => Object.defineProperty(navigator, "clipboard", {configurable: true, value: {
    writeText: text => { document.documentElement.dataset.copied = text; return Promise.resolve() }}})"""


def test_home_opens_with_the_clauses_that_were_pinned_and_every_page_marks_them(visit, host):  # noqa: F811
    page, faults = visit(KINDS["person"], PHONE)
    own = page.locator("article .clause").evaluate_all("clauses => clauses.map(clause => clause.dataset.clause)")
    pin = page.get_by_role("button", name="设为我的")
    pin.click()
    expect(pin).to_have_attribute("aria-pressed", "true")
    page.goto(host)
    expect(page.locator(".mine .clause")).to_have_count(len(own))
    assert page.locator(".mine h2").inner_text() == "我的任务"
    assert page.locator(".mine a").first.get_attribute("href") == f"{host}people/ma-wensheng/"
    # Its links lead where they led.
    page.locator(".mine .clause-number").first.click()
    page.wait_for_url(f"**/2021/sections/*/#clause-{own[0].replace('.', '-')}")
    marked = page.locator("[data-mine]")
    marked.first.wait_for()
    assert set(marked.evaluate_all("clauses => clauses.map(clause => clause.dataset.clause)")) <= set(own)
    # In the other language, too, under the name that it has there.
    page.goto(f"{host}en/")
    expect(page.locator(".mine a").first).to_have_text("Ma Wensheng (马文胜)")
    page.get_by_role("button", name="No longer mine").click()
    expect(page.locator(".mine")).to_have_count(0)
    page.goto(f"{host}2021/matrix/")
    assert page.locator("[data-mine]").count() == 0
    assert faults == []


def test_where_nothing_is_remembered_nothing_is_offered(tabs, bare_site):
    page = tabs.open(PHONE)
    context = page.context
    with serve(bare_site.root) as address:
        fresh = context.new_page()
        fresh.add_init_script(f"({NO_STORAGE})()")
        fresh.goto(address + KINDS["person"])
        fresh.locator(".print").wait_for()
        assert fresh.locator(".pin").count() == 0
        fresh.close()
    tabs.forget()


def test_a_clause_is_copied_with_number_document_and_address(visit, host):  # noqa: F811
    page, _ = visit(KINDS["section"], PHONE)
    page.evaluate(KEEP_WHAT_IS_COPIED)
    page.get_by_role("button", name="复制第5.2条").click()
    expect(page.locator("#clause-5-2 [role=status]")).to_have_text("已复制")
    notice = load(SHIPPED).newest.notice
    assert page.evaluate("document.documentElement.dataset.copied").split("\n") == [
        "5.2 开展聘请学会党建专职指导员购买服务试点，精心指导服务一批基础薄弱的学会",
        "责任人：胡为平",
        f"{notice.number['zh']} 2021年2月25日",
        f"{host}2021/sections/2/#clause-5-2",
    ]


def test_a_clause_is_copied_on_the_page_of_its_party_with_the_address_where_it_lives(visit, host):  # noqa: F811
    page, _ = visit(KINDS["branch"], PHONE)
    page.evaluate(KEEP_WHAT_IS_COPIED)
    page.get_by_role("button", name="复制第5.4条").click()
    expect(page.locator("[data-clause='5.4'] [role=status]")).to_have_text("已复制")
    first, *_, imprint, address = page.evaluate("document.documentElement.dataset.copied").split("\n")
    assert first.startswith("5.4 ") and imprint.endswith("2021年2月25日")
    assert address == f"{host}2021/sections/2/#clause-5-4"


def test_a_clause_of_an_earlier_year_is_copied_without_the_number_of_another_document(two_plans, tab):
    with serve(two_plans.root) as address:
        page = tab(PHONE)
        page.goto(f"{address}people/secretaries/")
        page.evaluate(KEEP_WHAT_IS_COPIED)
        copied = []
        for clause in page.locator(".clause").all():
            clause.locator(".copy").click()
            clause.get_by_role("status").filter(has_text="已复制").wait_for()
            copied.append((clause.get_attribute("data-plan"), page.evaluate("document.documentElement.dataset.copied")))
    assert {year for year, _ in copied} == {"2023", "2024"}
    assert all(("示发〔2024〕1号" in text) == (year == "2024") and f"/{year}/" in text for year, text in copied)


DAMAGED = [
    *('"x"', "7", "true", "[]", "{}", '{"address": 1, "name": "", "clauses": []}'),
    '{"address": "", "name": "x", "clauses": "x"}',
    '{"address": "https://elsewhere.example/", "name": "x", "clauses": []}',
    '{"address": "javascript:alert(1)", "name": "x", "clauses": []}',
    '{"address": "//elsewhere.example/", "name": "x", "clauses": []}',
]


def test_what_else_stands_where_the_own_clauses_are_remembered_harms_nothing(visit, host):  # noqa: F811
    page, faults = visit("", PHONE)
    for damaged in DAMAGED:
        page.evaluate("damaged => localStorage.setItem(__md_scope.pathname + '.__mine', damaged)", damaged)
        page.goto(host)
        wait_until(page, "'planReader' in self")
        page.evaluate("planReader(null)")
        assert page.locator(".mine").count() == 0, damaged
    assert faults == []


@pytest.mark.parametrize(("language", "said"), [("zh", "第5.2条纠错"), ("en", "Report an error in clause 5.2")])
def test_a_clause_has_one_link_to_report_an_error_which_names_it(site, language, said):
    [link] = site.article("2021/sections/2/", language).select_one("#clause-5-2 .clause-tools").select("a")
    assert link["aria-label"] == said and link.get_text() in said
    assert "number=5.2" in link["href"]


def test_the_code_of_a_page_is_drawn_once_it_is_asked_for(tab, site):
    with serve(site.root) as address:
        page = tab(PHONE)
        page.goto(address + KINDS["person"])
        assert page.locator("img").count() == 0
        page.get_by_text("本页二维码").click()
        code = page.get_by_role("img", name="二维码：https://plan.example/sub/people/ma-wensheng/")
        code.wait_for()
        wait_until(page, "document.querySelector('.code img').naturalWidth > 0")
        assert page.locator(".code p").inner_text() == "用手机扫一扫，即可打开本页。"
