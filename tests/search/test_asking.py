"""What a member asks who does not know the words of the plan; and that whatever is typed is answered soon."""

import shutil

import pytest
from conftest import LANGUAGES, TWO_PLANS, build, change
from playwright.sync_api import expect
from search_fuzz import fuzz_search
from search_quality import FOLDERS, QUERIES, count, queries, totals
from test_browser import serve
from test_search import (
    FAILED,
    INPUT,
    LINK,
    META,
    answers_of_worker,
    built,  # noqa: F401 (a fixture)
    host,  # noqa: F401 (a fixture)
    page,  # noqa: F401 (a fixture)
    search_of,
    type_into_box,
)

from macros.search.assets import INDEX

NOTHING = ".search-nothing"

# --- What is found ---------------------------------------------------------------------------------------------------

# Of what members ask, the least percentage that has a right answer among the first three.
LEAST_IN_THREE = {"zh": 90, "en": 85}


@pytest.mark.parametrize("folder", ["asked", "aside", "readers"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_what_members_ask_is_among_the_first_three(page, host, language, folder):  # noqa: F811
    asked = list(queries(QUERIES / folder / f"{language}.yml"))
    counts = {}
    answers = answers_of_worker(page, host + FOLDERS[language], [query.text for query in asked])
    for query, answer in zip(asked, answers, strict=True):
        count(counts, query, answer)
    found, nothing = totals(counts)
    assert 100 * found.in_three >= LEAST_IN_THREE[language] * found.asked
    assert 100 * nothing.false <= nothing.asked


def titles(page, root, texts):  # noqa: F811
    """Return the texts of the first hit of each query."""
    return [answer.shown[0][0] if answer.shown else "" for answer in answers_of_worker(page, root, texts)]


@pytest.mark.parametrize(
    "folder, query, names",
    [("", "谁负责按期换届", "（责任人：胡为平、肖和元、"), ("en/", "who runs the pilot", "Hu Weiping")],
)
def test_who_answers_is_in_the_hit_where_that_is_asked(page, host, folder, query, names):  # noqa: F811
    [shown] = titles(page, host + folder, [query])
    assert names in shown


@pytest.mark.parametrize(
    "folder, query, said",
    [
        ("", "抗疫", "“抗疫”在工作要点里是“疫情防控”"),
        ("en/", "covid", "“epidemic prevention and control”, for “covid”"),
    ],
)
def test_what_readers_say_is_shown_as_what_the_plan_says(page, host, folder, query, said):  # noqa: F811
    page.goto(f"{host}{folder}?q={query}")
    expect(page.locator(META)).to_contain_text(said)
    expect(page.locator(f"{LINK} mark").first).to_be_visible()


def test_what_is_not_found_is_said_with_what_is_nearest(page, host):  # noqa: F811
    page.goto(f"{host}?q=四个服从是什么")
    expect(page.locator(NOTHING)).to_contain_text("没有找到“四个服从”")
    near = page.locator(f"{NOTHING} a", has_text="四个意识")
    near.click()
    expect(page.locator(f"{LINK} mark").first).to_have_text("四个意识")


def test_a_year_is_that_of_the_hits(page, two_plans):  # noqa: F811
    with serve(two_plans.root) as root:
        old, none, plan = answers_of_worker(page, root, ["2023年第一条", "2022年第一条", "2023年工作要点"])
    assert {address.partition("/")[0] for address in old.addresses} == {"2023"}
    assert all("2023年工作要点" in text for text, _ in old.shown)
    assert none.addresses == []
    assert plan.addresses[0] == "2023/"


# --- Names of any characters -----------------------------------------------------------------------------------------

PERSONS = {
    "徐乾学": "Xu Qianxue",
    "欧阳修远": "Ouyang Xiuyuan",
    "阿卜杜拉·买买提": "Abdulla Memet",
    "吕琳": "Lü Lin",
    "王𬱖": "Wang Wei",
}


@pytest.fixture(scope="module")
def names(tmp_path_factory):
    """Data with names that are hard to type; a text in it has 干, of which 乾 is a traditional form elsewhere."""
    data = shutil.copytree(TWO_PLANS, tmp_path_factory.mktemp("named") / "data")
    ids = [spelt.lower().replace(" ", "-").replace("ü", "v") for spelt in PERSONS.values()]
    entries = "".join(
        f"  - id: {identifier}\n    name:\n      zh: {name}\n      en: {spelt}\n"
        for identifier, (name, spelt) in zip(ids, PERSONS.items(), strict=True)
    )
    change(data / "people.yml", "roles:\n", f"{entries}roles:\n")
    change(data / "plans/2024.yml", "zh: 新的第一条", "zh: 新的骨干和蜀葵")
    change(data / "plans/2024.yml", "[jia-yi]\n", f"[{', '.join(ids)}]\n")
    change(data / "branches.yml", "zh: 戊己", "zh: 单雄信")
    change(data / "branches.yml", "en: Wu Ji", "en: Shan Xiongxin")
    return data


@pytest.fixture(scope="module")
def index_of_names(names, tmp_path_factory):
    root = tmp_path_factory.mktemp("index")
    search_of(root, names)
    with serve(root) as address:
        yield address


@pytest.fixture(scope="module")
def named(names, tmp_path_factory):
    with serve(build(tmp_path_factory.mktemp("site") / "site", names).root) as address:
        yield address


@pytest.mark.parametrize(
    "query, name",
    [
        ("xuxuexue", ""),
        ("徐乾學", "徐乾学"),
        ("Xiuyuan Ouyang", "欧阳修远"),
        ("ouyang", "欧阳修远"),
        ("maimaiti", "阿卜杜拉·买买提"),
        ("阿卜杜拉•买买提", "阿卜杜拉·买买提"),
        ("阿卜杜拉．买买提", "阿卜杜拉·买买提"),
        ("lvlin", "吕琳"),
        ("lulin", "吕琳"),
        ("Lyu Lin", "吕琳"),
        ("王𬱖", "王𬱖"),
        ("shanxiongxin", "有顾问的支部"),
        ("xiongxin", "有顾问的支部"),
    ],
)
def test_a_name_is_found_however_it_is_typed(page, index_of_names, query, name):  # noqa: F811
    [shown] = titles(page, index_of_names, [query])
    assert shown.startswith(name) and bool(shown) == bool(name)


@pytest.mark.long
@pytest.mark.parametrize(
    "query, marked", [("徐乾学", "徐乾学"), ("徐乾學", "徐乾学"), ("王𬱖", "王𬱖"), ("单雄信", "单雄信")]
)
def test_what_was_found_is_marked_whole_on_its_page(page, named, query, marked):  # noqa: F811
    page.goto(f"{named}?q={query}")
    expect(page.locator(f"{LINK} mark").first).to_have_text(marked)
    page.locator(LINK).first.click()
    expect(page.locator("article mark").first).to_have_text(marked)


@pytest.mark.long
@pytest.mark.parametrize("typed", ["徐乾學", "阿卜杜拉买买提", "阿卜杜拉•买", "lvlin", "Lyu Lin", "ｌｕ ｌｉｎ"])
def test_a_list_is_narrowed_by_the_same_rules(page, named, typed):  # noqa: F811
    page.goto(f"{named}people/")
    page.locator(".filter input").fill(typed)
    expect(page.locator("[data-filter] li:visible")).to_have_count(1)


# --- Never a hang, never a silence -----------------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
def test_anything_of_unicode_is_answered_in_few_steps(page, host, built, language):  # noqa: F811
    index = built.asset(INDEX, language).read_text(encoding="utf-8")
    assert fuzz_search(page, host + FOLDERS[language], 250, 2021, index) > 0


def test_a_radical_and_half_a_character_are_answered_in_the_box(page, host):  # noqa: F811
    errors = []
    page.on("pageerror", lambda error: errors.append(error))
    page.goto(f"{host}?q=⾰")
    expect(page.locator(NOTHING)).to_contain_text("没有找到“革”")
    page.evaluate(
        """selector => { const box = document.querySelector(selector)
        box.value = "\\ud869"; box.dispatchEvent(new Event("input")) }""",
        INPUT,
    )
    expect(page.locator(NOTHING)).to_contain_text("可以换个说法")
    assert errors == []


# Answers nothing to one query, and the same to all others.
SLOW = """postMessage({ready: true}); onmessage = ({data}) => data === "slow" || postMessage({query: data, answer:
    {count: 1, items: [[{location: "", title: "quick", text: "", score: 1, terms: {}}]], said: "", nothing: null}})"""


def test_a_worker_that_is_late_is_given_up_and_another_answers(page, host):  # noqa: F811
    page.route("**/plan-search.*.js", lambda route: route.fulfill(body=SLOW, content_type="text/javascript"))
    page.goto(host)
    page.locator(INPUT).click()
    type_into_box(page, "slow")
    expect(page.locator(NOTHING)).to_contain_text("这次没有查出结果", timeout=5000)
    type_into_box(page, "other")
    expect(page.locator(LINK)).to_have_text("quick")


@pytest.mark.parametrize("folder, sentence", [("", "正在准备搜索"), ("en/", "being loaded")])
def test_the_box_says_that_the_search_is_on_its_way(page, host, folder, sentence):  # noqa: F811
    waiting = []
    page.route("**/search/plan.*.js", lambda route: waiting.append(route))
    page.goto(f"{host}{folder}?q=5.3")
    expect(page.locator(META)).to_contain_text(sentence)
    # It says so before it asks.
    while not waiting:
        page.wait_for_timeout(20)
    for route in waiting:
        route.continue_()
    expect(page.locator(LINK)).to_have_count(1)


def test_what_could_not_be_had_is_tried_again_once_there_is_a_connection(page, host):  # noqa: F811
    page.route("**/search/plan.*.js", lambda route: route.abort())
    page.goto(f"{host}?q=5.3")
    expect(page.locator(FAILED)).to_be_visible()
    page.unroute("**/search/plan.*.js")
    page.evaluate("dispatchEvent(new Event('online'))")
    expect(page.locator(LINK)).to_have_count(1)
    expect(page.locator(FAILED)).to_be_hidden()
