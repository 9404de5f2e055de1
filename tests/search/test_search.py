"""What a reader finds: the box, the list, the page a result leads to; and what the index contains."""

import itertools
import json
import shutil
from pathlib import Path

import brotli
import pytest
from conftest import (
    ANY_PLAN,
    LANGUAGES,
    PROJECT,
    TWO_PLANS,
    BuiltSite,
    article,
    build,
    change,
    copy_of_project,
    mkdocs,
    shared,
)
from playwright.sync_api import expect
from search_quality import (
    FOLDERS,
    QUERIES,
    START_WORKER,
    Answer,
    Box,
    Count,
    count,
    data_of_2021,
    folded,
    leads_to,
    queries,
)
from tabs import DESKTOP, PHONE
from test_browser import SCHEMES, SIZES, serve, violations

from macros.i18n.words import Words
from macros.plan.load import load
from macros.search.assets import INDEX, WORKER, worker_script, write_index
from macros.search.index import index
from macros.search.pinyin_process import PinyinProcess
from macros.website.pages import found_by_title, pages, suggested

SHAPES = sorted(path.name for path in (PROJECT / "tests/data/shapes").iterdir() if path.is_dir())
INPUT, META, LINK = ".md-search__input", ".md-search-result__meta", ".md-search-result__link"
BYTES_OF_USE, BYTES_OF_MANY = 17 * 1024, 150_000


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    return shared(tmp_path_factory, "plan-of-2021", lambda site: build(site, data_of_2021(site.with_name("data"))))


@pytest.fixture(scope="module")
def host(built):
    with serve(built.root) as address:
        yield address


@pytest.fixture
def page(tab):
    return tab()


def type_into_box(page, text):
    """Put text into the box as a paste does: the page hears of it by no key."""
    page.locator(INPUT).fill("")
    page.keyboard.insert_text(text)


# What the box shows of each answer, as search_quality.RESULTS has it from the box.
ASK_WORKER = """async ([root, texts]) => {
    const worker = await (START)(root), answers = []
    const shown = ([{location, title}]) => {
        const part = document.createElement("div")
        part.innerHTML = title
        const marks = [...part.querySelectorAll("mark")].map(mark => mark.textContent)
        return {href: new URL(location, root).href, text: part.textContent, marks}
    }
    return new Promise((resolve, reject) => {
        worker.onerror = event => reject(new Error(event.message))
        worker.onmessage = ({data}) => {
            if (data.ready) return texts.forEach(text => worker.postMessage(text))
            answers.push(data.answer.items.slice(0, 30).map(shown))
            if (answers.length === texts.length) resolve(answers)
        }
    })
}""".replace("START", START_WORKER)


def answers_of_worker(page, root, texts):
    """Ask the worker of the site at an address all texts at once, from where no script stands between."""
    page.goto(f"{root}search/search_index.json")
    return [Answer.of(results, root) for results in page.evaluate(ASK_WORKER, [root, texts])]


def index_of(folder, language="zh"):
    site, words = load(folder), Words(language)
    made = list(pages(site, words))
    return index(site, words, found_by_title(made, words), suggested(made, site), PinyinProcess())


def index_in(built, language):
    text = built.asset("search/plan.js", language).read_text(encoding="utf-8")
    return json.loads(text.removeprefix("planIndex(").removesuffix(")"))


def weight(*paths):
    return sum(len(brotli.compress(path.read_bytes())) for path in paths)


# --- Quality ---------------------------------------------------------------------------------------------------------


def wrong_ones(asked, answers, counts):
    pairs = zip(asked, answers, strict=True)
    return [(query, answer.addresses[:3]) for query, answer in pairs if not count(counts, query, answer)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_query_finds_what_it_must(page, host, language):
    asked = list(queries(QUERIES / f"{language}.yml"))
    counts: dict[str, Count] = {}
    answers = answers_of_worker(page, host + FOLDERS[language], [query.text for query in asked])
    assert wrong_ones(asked, answers, counts) == []
    assert len(counts) >= 10
    assert sum(own.marked_exactly for own in counts.values()) >= 90


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_typed_into_the_box_finds_what_the_worker_answers(page, host, language):
    # The first of every third kind.
    kinds = itertools.groupby(queries(QUERIES / f"{language}.yml"), lambda query: query.kind)
    asked = [next(group) for _, group in kinds][::3]
    typed = Box(page, host + FOLDERS[language])
    answers = [typed.ask(query.text) for query in asked]
    assert wrong_ones(asked, answers, {}) == []
    of_worker = answers_of_worker(page, host + FOLDERS[language], [query.text for query in asked])
    # The list shows some at once, and more as it is scrolled.
    for answer, whole in zip(answers, of_worker, strict=True):
        assert answer.addresses == whole.addresses[: len(answer.addresses)]
        assert bool(answer.addresses) == bool(whole.addresses)


def test_the_measure_counts_wrong_answers(page, host):
    [query] = [query for query in queries(QUERIES / "zh.yml") if query.text == "马文胜"]
    answer, nothing = answers_of_worker(page, host, ["胡为平", "无此内容之词"])
    assert not leads_to(answer.addresses[0], query.first)
    counts: dict[str, Count] = {}
    assert not count(counts, query, answer)
    assert nothing.addresses == []


# --- The ways in -----------------------------------------------------------------------------------------------------


def test_text_that_no_key_brought_is_searched(page, host):
    page.goto(host)
    page.locator(INPUT).click()
    type_into_box(page, "官僚主义")
    expect(page.locator(LINK).first).to_contain_text("官僚主义")
    page.locator("button[type=reset]").click()
    expect(page.locator(LINK)).to_have_count(0)


def test_an_input_method_is_answered_while_it_composes(page, host):
    page.goto(host)
    page.locator(INPUT).click()
    protocol = page.context.new_cdp_session(page)
    protocol.send("Input.imeSetComposition", {"text": "hu'wei", "selectionStart": 6, "selectionEnd": 6})
    expect(page.locator(LINK).first).to_contain_text("胡为平")
    protocol.send("Input.insertText", {"text": "胡胜标"})
    expect(page.locator(LINK).first).to_contain_text("胡胜标")
    assert page.locator(INPUT).input_value() == "胡胜标"


def test_an_address_with_a_query_opens_its_answer(page, host):
    page.goto(f"{host}en/people/?q=bureaucratism")
    expect(page.locator(f"{LINK} mark").first).to_have_text("bureaucratism")


@pytest.mark.parametrize("query, address", [("zhanghuixue", "people/zhang-huixue/"), ("5.2", "#clause-5-2")])
def test_enter_leads_to_the_best_result_however_soon(page, host, query, address):
    page.goto(host)
    page.locator(INPUT).click()
    type_into_box(page, query)
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{address}*")


def test_enter_stays_where_nothing_is_found(page, host):
    page.goto(host)
    page.locator(INPUT).click()
    type_into_box(page, "银行")
    page.keyboard.press("Enter")
    expect(page.locator(".search-nothing")).to_be_visible()
    assert page.url == host


def test_the_share_link_brings_another_reader_to_the_same_list(page, host):
    page.goto(host)
    page.locator(INPUT).click()
    type_into_box(page, "三会一课")
    expect(page.locator(LINK).first).to_be_visible()
    address = page.locator("[data-md-component=search-share]").get_attribute("data-clipboard-text")
    page.goto("about:blank")
    page.goto(address)
    expect(page.locator(f"{LINK} mark").first).to_have_text("三会一课")


def test_arrows_lead_through_the_list_and_to_the_ways_on(page, host):
    page.goto(host)
    page.locator(INPUT).click()
    type_into_box(page, "知识竞赛")
    expect(page.locator(LINK).first).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    assert (
        page.evaluate("[...document.querySelectorAll('.md-search-result__link')].indexOf(document.activeElement)") == 1
    )
    page.locator(INPUT).focus()
    type_into_box(page, "银行")
    expect(page.locator(".search-nothing a").first).to_be_visible()
    page.keyboard.press("ArrowDown")
    assert page.evaluate("document.activeElement.closest('.search-nothing') !== null")


@pytest.mark.parametrize(
    "prefix, hits, none, way", [("", "找到 1 个", "没有找到", "全文"), ("en/", "1 match", "No match", "Full text")]
)
def test_the_number_of_hits_is_shown_and_nothing_found_kindly(page, host, prefix, hits, none, way):
    page.goto(host + prefix)
    page.locator(INPUT).click()
    type_into_box(page, "5.3")
    expect(page.locator(META)).to_contain_text(hits)
    assert page.locator(META).get_attribute("role") == "status"
    type_into_box(page, "qwxyz")
    expect(page.locator(META)).to_contain_text(none)
    links = page.locator(".search-nothing a")
    assert links.first.inner_text() == way
    # The ways on, and the contents of the plan.
    assert links.count() == 7
    links.first.click()
    page.wait_for_url(f"{host}{prefix}2021/full/")
    page.go_back()
    page.locator(INPUT).click()
    type_into_box(page, "5.3")
    expect(page.locator(LINK)).to_have_count(1)
    assert page.locator(".search-nothing").count() == 0


# --- Landing ---------------------------------------------------------------------------------------------------------


def follow(page, host, query, size=DESKTOP):
    page.set_viewport_size(size)
    page.goto(host + "?q=" + query)
    page.locator(LINK).first.click()
    page.wait_for_selector("article mark")
    return list(page.locator("article mark").all_inner_texts())


@pytest.mark.parametrize("size", SIZES, ids=("phone", "desktop"))
def test_a_result_lands_at_its_clause_with_the_match_in_view(page, host, size):
    marks = follow(page, host, "有效防范、安全可靠的舆情", size)
    assert page.url.endswith("#clause-7-1")
    assert marks == ["有效防范、安全可靠的舆情"]
    # Until it has been scrolled to.
    page.wait_for_timeout(300)
    box = page.locator("article mark").bounding_box()
    header = page.locator(".md-header").bounding_box()
    assert header["y"] + header["height"] <= box["y"] and box["y"] + box["height"] <= size["height"]
    assert page.locator("article mark").evaluate("mark => mark.closest('[data-clause]').dataset.clause") == "7.1"


def test_a_match_over_two_clauses_is_marked_whole(page, host):
    query = "进行调整交流（责任人：马文胜、胡为平）；开展聘请学会"
    marks = follow(page, host, query)
    assert folded("".join(marks)) == folded(query)
    clauses = page.locator("article mark").evaluate_all(
        "marks => marks.map(mark => mark.closest('[data-clause]').dataset.clause)"
    )
    assert set(clauses) == {"5.1", "5.2"}


def test_a_match_runs_over_names_that_stand_beside_in_the_original(page, host):
    query = "posted to them. (Responsible: Ma Wensheng; Hu Weiping.)"
    assert folded("".join(follow(page, f"{host}en/", query))) == folded(query)


def test_what_traditional_characters_or_pinyin_found_is_marked_as_it_stands(page, host):
    assert set(follow(page, host, "網路平臺")) == {"网络平台"}
    assert set(follow(page, host, "xuecanhui")) == {"薛灿辉"}


# --- Text from strangers ---------------------------------------------------------------------------------------------

NASTY = """<img src=x onerror="document.title='run'">&amp;{{ 7*7 }}</script><script>document.title='run'</script>"""


def test_hostile_data_and_queries_stay_text(page, data, tmp_path):
    change(data / "plans/2024.yml", "zh: 新的第二条", f"zh: '新的第二条{NASTY.replace(chr(39), chr(39) * 2)}'")
    site = build(tmp_path / "site", data)
    with serve(site.root) as host:
        page.goto(host)
        page.locator(INPUT).click()
        for query in ("新的第二条", NASTY, "document.title"):
            type_into_box(page, query)
            expect(page.locator(LINK).first).to_contain_text("document.title='run'")
            assert page.locator(f"{LINK} img, {LINK} script").count() == 0
        page.locator(LINK).first.click()
        page.wait_for_selector("article mark")
        assert page.locator(".clause img, .clause script").count() == 0
        assert page.title() != "run"


# --- Where things fail -----------------------------------------------------------------------------------------------


WAYS_IN = [("", "党史学习教育", "搜索未能启动", "全文"), ("en/", "bureaucratism", "could not start", "Full text")]
FAILED = ".search-failed"


def expect_the_full_text_instead(page, sentence, way, address):
    expect(page.locator(FAILED)).to_contain_text(sentence)
    expect(page.locator(META)).to_be_hidden()
    links = page.locator(f"{FAILED} a")
    assert links.count() == 4
    assert links.first.inner_text() == way
    links.first.click()
    page.wait_for_url(address)


@pytest.mark.one_in(2)
@pytest.mark.parametrize("lost", ["plan-search.*.js", "search/plan.*.js", "plan-box.*.js"])
@pytest.mark.parametrize("prefix, query, sentence, way", WAYS_IN)
def test_where_a_script_is_lost_the_box_leads_to_the_full_text(page, host, lost, prefix, query, sentence, way):
    page.route(f"**/{lost}", lambda route: route.abort())
    page.goto(f"{host}{prefix}people/")
    page.locator(INPUT).click()
    type_into_box(page, query)
    expect_the_full_text_instead(page, sentence, way, f"{host}{prefix}2021/full/")


@pytest.mark.one_in(2)
@pytest.mark.parametrize(
    "body", ["this is no script", "postMessage({ready: true}); onmessage = () => { throw new Error('lost') }"]
)
@pytest.mark.parametrize("prefix, query, sentence, way", WAYS_IN)
def test_where_the_worker_throws_the_box_leads_to_the_full_text(page, host, body, prefix, query, sentence, way):
    page.route("**/plan-search.*.js", lambda route: route.fulfill(body=body, content_type="text/javascript"))
    page.goto(f"{host}{prefix}?q={query}")
    expect_the_full_text_instead(page, sentence, way, f"{host}{prefix}2021/full/")


@pytest.fixture(scope="module")
def stick(tmp_path_factory):
    """The site of another committee as `make offline` builds it."""
    return build(tmp_path_factory.mktemp("stick") / "site", TWO_PLANS, PLAN_OFFLINE="1").root


# Each script in one of two ways; both ways are told apart by nothing of ours.
LOSSES = [
    pytest.param(WORKER, Path.unlink, id="worker gone"),
    pytest.param(INDEX, lambda path: path.write_text("this is no script"), id="index spoiled"),
]


@pytest.mark.parametrize(("lost", "lose"), LOSSES)
def test_where_a_script_is_lost_in_a_folder_the_box_leads_to_the_full_text(page, stick, tmp_path, lost, lose):
    root = shutil.copytree(stick, tmp_path / "site")
    lose(BuiltSite(root).asset(lost))
    page.goto((root / "index.html").as_uri())
    page.locator(INPUT).click()
    type_into_box(page, "第一条")
    expect_the_full_text_instead(page, "搜索未能启动", "全文", (root / "2024/full/index.html").as_uri())


def test_what_is_typed_after_a_failure_is_answered_once_the_script_comes(page, host):
    page.route("**/plan-search.*.js", lambda route: route.abort())
    page.goto(host)
    page.locator(INPUT).click()
    type_into_box(page, "党史学习教育")
    expect(page.locator(FAILED)).to_be_visible()
    page.unroute("**/plan-search.*.js")
    type_into_box(page, "5.3")
    expect(page.locator(LINK)).to_have_count(1)
    expect(page.locator(FAILED)).to_be_hidden()


@pytest.mark.parametrize("folder", ["", "en/"])
def test_a_box_that_failed_is_without_fault(page, host, folder):
    page.route("**/plan-search.*.js", lambda route: route.abort())
    page.goto(f"{host}{folder}?q=5.2")
    expect(page.locator(FAILED)).to_be_visible()
    page.wait_for_timeout(400)
    assert violations(page, part=".md-search") == ""


def test_it_works_from_a_folder_and_asks_no_host(page, built):
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    for folder, query, anchor in (
        ("", "gong zuo zhun bei", None),
        ("", "入党宣誓", "#clause-8-4"),
        ("en/", "taking the oath", "#clause-8-4"),
    ):
        page.goto((built.root / folder / "index.html").as_uri())
        page.locator(INPUT).click()
        type_into_box(page, query)
        if anchor is None:
            expect(page.locator(".search-nothing")).to_be_visible()
            continue
        expect(page.locator(LINK).first).to_be_visible()
        page.locator(LINK).first.click()
        page.wait_for_selector("article mark")
        assert page.url.endswith(anchor)
    assert [url for url in asked if not url.startswith(("file:", "data:"))] == []


@pytest.mark.parametrize(
    "path, old, new, sentence",
    [
        ("search/assets.py", '= ("9.8.0", "9.8.1")', '= ("1.0.0",)', "搜索在 Material 1.0.0 上测试过，现在是 9."),
        pytest.param(
            "website/notices.py",
            '"mkdocs-material"',
            '"a-fork-of-it"',
            "上测试过，现在的主题不是",
            marks=pytest.mark.long,
        ),
    ],
    ids=("another version", "another package"),
)
def test_a_build_with_another_theme_says_so_and_goes_on(tmp_path, path, old, new, sentence):
    project = copy_of_project(tmp_path)
    change(project / "macros" / path, old, new)
    run = mkdocs(tmp_path / "site", project / "data", project)
    assert run.returncode == 0
    assert run.stderr.count(sentence) == 1


# --- Weight ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
def test_little_is_fetched_and_almost_nothing_before_the_reader_turns_to_the_box(page, host, built, language):
    asked = []
    page.on("request", lambda request: asked.append(request.url.rsplit("/", 1)[-1]))
    page.goto(host + FOLDERS[language], wait_until="networkidle")
    index, worker, box = (built.asset(name, language) for name in (INDEX, WORKER, "assets/javascripts/plan-box.js"))
    assert {index.name, worker.name}.isdisjoint(asked)
    assert {box.name, "search_index.json"} <= set(asked)
    assert weight(box, index.with_name("search_index.json")) <= 2150
    asked.clear()
    page.locator(INPUT).click()
    type_into_box(page, "5.3")
    expect(page.locator(LINK)).to_have_count(1)
    assert {name.partition("#")[0] for name in asked} == {index.name, worker.name}
    assert weight(worker, index) <= BYTES_OF_USE


@pytest.mark.long
def test_three_thousand_branches_stay_light(data):
    subjects = [f"{a}{b}" for a in "水农林医药天地矿冶建机电光声材化生环测绘" for b in "利业学理工程务政教史力文"]
    places = ("长沙", "株洲", "湘潭", "衡阳", "邵阳", "岳阳", "常德", "益阳", "郴州", "永州", "怀化", "娄底", "省直")
    names = [f"{place}{subject}学会" for place in places for subject in subjects][:3000]
    entry = (
        "  - id: society-{n}\n    name:\n      zh: {name}党支部\n      en: Party Branch of Society {n}\n"
        "    kind: example-branch\n    society: {{zh: {name}}}\n    source: {{title: {{zh: 〔2023〕1号}}}}\n"
    )
    branches = data / "branches.yml"
    many = "".join(entry.format(n=n, name=name) for n, name in enumerate(names))
    branches.write_text(branches.read_text(encoding="utf-8") + many, encoding="utf-8")
    for language in LANGUAGES:
        made = index_of(data, language)
        assert len(made["branches"]) >= 3000
        size = len(brotli.compress(json.dumps(made, ensure_ascii=False).encode(), quality=9))
        assert size < BYTES_OF_MANY - BYTES_OF_USE


# --- For everyone ----------------------------------------------------------------------------------------------------


BOXES = [("", "党支部"), ("", "zhanghuixue"), ("", "qwxyz"), ("en/", "Party branch"), ("en/", "qwxyz")]
IN_TURN = [
    pytest.param(*box, scheme, marks=[] if (number + 2 * turn) % 4 == 0 else pytest.mark.long)
    for number, box in enumerate(BOXES)
    for turn, scheme in enumerate(SCHEMES)
]


@pytest.mark.parametrize("prefix, query, scheme", IN_TURN)
def test_the_open_box_is_without_fault(tab, host, prefix, query, scheme):
    # What differs between the sizes is the same in both colours.
    size = SIZES[list(SCHEMES).index(scheme)]
    page = tab(size, scheme)
    page.goto(f"{host}{prefix}?q={query}")
    page.wait_for_selector(f"{LINK}, .search-nothing")
    page.wait_for_timeout(400)
    assert violations(page, part=".md-search") == ""
    assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]


@pytest.mark.parametrize("scheme", SCHEMES)
def test_marks_on_a_page_can_be_read(tab, host, scheme):
    page = tab(PHONE, scheme)
    page.goto(f"{host}2021/sections/1/?h=胡为平&h=党支部#clause-2-1")
    page.wait_for_selector("article mark")
    assert violations(page) == ""


# --- The index -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_language_has_its_own_index_with_each_clause_once(site, language):
    made = index_in(site, language)
    text = json.dumps(made, ensure_ascii=False)
    plans = load(PROJECT / "data").plans
    for duty in (duty for plan in plans for duty in plan.duties):
        assert text.count(json.dumps(duty.clause.text.in_(language), ensure_ascii=False)) == 1
    other = "en" if language == "zh" else "zh"
    assert all(paragraph[other] not in text for paragraph in plans[0].requirements)
    about = {"zh": "关于本站", "en": "About this site"}
    assert [page[1:] for page in made["pages"] if page[0] == "about/"] == [[about[language]]]


def test_the_reading_in_the_data_wins(data):
    change(data / "people.yml", "zh: 甲一", "zh: 单小乐")
    change(data / "people.yml", "en: Jia Yi", "en: Shan Xiaole")
    [person] = [party for party in index_of(data)["parties"] if party[1] == "单小乐"]
    assert person[2] == "shan xiao le"
    change(data / "people.yml", "      en: Shan Xiaole\n", "")
    [person] = [party for party in index_of(data)["parties"] if party[1] == "单小乐"]
    assert person[2] == "jia yi"
    change(data / "people.yml", "zh: 丙丁", "zh: 吕丁")
    change(data / "people.yml", "en: Bing Ding", "en: Lü Ding")
    [person] = [party for party in index_of(data)["parties"] if party[1] == "吕丁"]
    assert person[2] == "lv ding"


def test_only_traditional_characters_and_words_of_the_text_are_held(data):
    plain = index_of(data)
    assert "網" not in plain["traditional"]
    change(data / "plans/2024.yml", "zh: 新的第二条", "zh: 新的网络信息")
    made = index_of(data)
    assert "網" in made["traditional"] and "龍" not in made["traditional"]
    assert {"网络", "信息"} <= {pair[-2:] for pair in made["phrases"].split()}
    assert index_of(data, "en")["phrases"] == ""


def test_another_committee_s_plans_are_all_found_and_distinguished(page, two_plans):
    with serve(two_plans.root) as host:
        both, person = answers_of_worker(page, host, ["第一条", "甲一"])
        assert [address.split("/")[0] for address in both.addresses[:2]] == ["2024", "2023"]
        assert "2024年工作要点" in both.shown[0][0]
        assert person.addresses[0] == "people/jia-yi/"


# --- Plans of any shape ----------------------------------------------------------------------------------------------


def search_of(root, data):
    """Write the search of a data folder, with no more of the site around it than names its files."""
    (root / "search").mkdir(parents=True)
    (root / "assets/javascripts/workers").mkdir(parents=True)
    (root / "search/search_index.json").write_text("{}", encoding="utf-8")
    (root / WORKER).write_text(worker_script("zh"), encoding="utf-8")
    write_index(root, INDEX, index_of(data))
    config = json.dumps({"search": WORKER, "index": INDEX})
    (root / "index.html").write_text(f'<script id="__config" type="application/json">{config}</script>')


@pytest.fixture(scope="module")
def any_plan(tmp_path_factory):
    root = tmp_path_factory.mktemp("any-plan")
    search_of(root, ANY_PLAN)
    with serve(root) as address:
        yield address


SECTIONS_OF_2026 = "2026/sections"


@pytest.mark.parametrize(
    "query, address, shown",
    [
        ("放在更加突出的位置", f"{SECTIONS_OF_2026}/1/", "一、稳定经济增长 2026年重点工作把稳增长"),
        ("按季度通报", f"{SECTIONS_OF_2026}/2/", "二、加强组织实施 2026年重点工作省政府督查室"),
        ("稳定经济增长", f"{SECTIONS_OF_2026}/1/", "一、稳定经济增长"),
        ("扩大有效投资", f"{SECTIONS_OF_2026}/1/#section-1-1", "（一）扩大有效投资"),
        ("消费措施", f"{SECTIONS_OF_2026}/1/#section-1-2", "（二）促进消费回暖"),
        ("统筹铁路", f"{SECTIONS_OF_2026}/1/#item-1-1-2", "2. 建设综合交通 2026年重点工作统筹"),
        ("按月调度", f"{SECTIONS_OF_2026}/1/#item-1-1-2", "2. 建设综合交通 2026年重点工作以上项目"),
        ("发放惠民消费券", f"{SECTIONS_OF_2026}/1/#clause-1-2-1", "1.2.1"),
        ("制定细则", "2026/", "2026年重点工作各地参照"),
        ("省军区", "2026/full/", "2026年重点工作抄送"),
        ("常务会议通过", "2026/", "通知 2026年重点工作示例省"),
        ("重大项目清单", "2026/", "通知"),
        ("压实责任", "2026/", "总体要求"),
        ("6月底前", f"{SECTIONS_OF_2026}/1/#clause-1-1-1", "完成时限：6月底前"),
        (
            "国庆节前",
            "2025/items/#clause-1-1",
            "1.1 托育服务 2025年民生实事新增托位五千个 牵头单位：省教育厅 完成期限：国庆节前",
        ),
        ("老旧小区", "2025/items/#item-2", "2. 老旧小区"),
        ("开展应急演练", "2024/items/#clause-2", "2 校园安全 2024年安全工作开展应急演练"),
        ("整治超限超载", "2024/items/#clause-1", "1 道路安全 2024年安全工作整治超限超载 责任单位：省交通运输厅"),
        ("有关部门按职责分工负责", f"{SECTIONS_OF_2026}/1/#clause-1-1-2-2", "（交通运输厅、财政厅等有关部门"),
    ],
)
def test_every_text_of_a_plan_is_found_where_it_stands(page, any_plan, query, address, shown):
    [answer] = answers_of_worker(page, any_plan, [query])
    assert answer.addresses[0] == address
    assert shown in " ".join(answer.shown[0][0].split())
    path, _, anchor = address.partition("#")
    assert not anchor or article(ANY_PLAN, path).find(id=anchor)


@pytest.mark.parametrize(
    "query, addresses",
    [
        ("第一部分", [f"{SECTIONS_OF_2026}/1/", "2027/sections/1/"]),
        ("1.2", ["2025/items/#clause-1-2", f"{SECTIONS_OF_2026}/1/#section-1-2"]),
        ("（二）", [f"{SECTIONS_OF_2026}/1/#section-1-2"]),
        ("1.1.2", [f"{SECTIONS_OF_2026}/1/#item-1-1-2"]),
        ("第一部分（一）第2条", [f"{SECTIONS_OF_2026}/1/#item-1-1-2"]),
        ("1.1.2.2", [f"{SECTIONS_OF_2026}/1/#clause-1-1-2-2"]),
        ("第2条", [f"{SECTIONS_OF_2026}/1/#item-1-1-2", *(f"{year}/items/#item-2" for year in (2025, 2024))]),
    ],
)
def test_numbers_are_found_as_they_are_printed(page, any_plan, query, addresses):
    [answer] = answers_of_worker(page, any_plan, [query])
    assert [address for address in answer.addresses if address in addresses] == addresses
    assert answer.addresses[0] == addresses[0]


def test_a_body_is_found_by_other_forms_of_its_name_and_marked_where_a_plan_prints_them(page, any_plan):
    short, full = answers_of_worker(page, any_plan, ["财政厅", "省财政厅"])
    assert short.addresses[0] == full.addresses[0] == "people/finance/"
    assert short.shown[0][0].startswith("省财政厅 单位")
    assert f"{SECTIONS_OF_2026}/1/#clause-1-1-2-2" in short.addresses
    assert "1.1.1、1.1.2.2、1.2.1" in full.shown[0][0]


def test_what_is_in_a_draft_says_so_and_comes_last(page, any_plan):
    both, only = answers_of_worker(page, any_plan, ["加快水利工程建设", "储备项目"])
    assert both.addresses == [f"{SECTIONS_OF_2026}/1/#clause-1-1-1", "2027/sections/1/#clause-1"]
    assert "2027年重点工作（草稿）" in both.shown[1][0] and "草稿" not in both.shown[0][0]
    assert only.addresses[0] == "2027/sections/1/#item-1"


def test_text_copied_over_parts_of_a_plan_is_found_in_each(page, any_plan):
    [answer] = answers_of_worker(page, any_plan, ["2.建设综合交通 统筹铁路、公路和机场。新开工高速公路三条"])
    assert set(answer.addresses) == {f"{SECTIONS_OF_2026}/1/#item-1-1-2", f"{SECTIONS_OF_2026}/1/#clause-1-1-2-1"}


def texts_of(plan):
    """Yield each text of a plan's sections, items and clauses, with its address."""
    for section in plan.parts:
        for part in (section, *section.sections):
            anchor = "" if part is section else f"#{part.anchor}"
            yield from ((text, f"{section.address}{anchor}") for text in (*part.lead, *part.closing))
            yield from ((item.title, f"{section.address}#{item.anchor}") for item in part.items if item.title)
            for item in part.items:
                yield from ((text, f"{section.address}#{item.anchor}") for text in (*item.lead, *item.closing))
    for duty in plan.duties:
        yield duty.clause.text, duty.address
        if duty.clause.deadline and (plan.label_of("deadline") or duty.clause.printed):
            yield duty.clause.deadline.text, duty.address


@pytest.mark.one_in(3)
@pytest.mark.parametrize("shape", SHAPES)
def test_all_texts_of_each_shape_are_found_at_addresses_that_are_there(page, tmp_path, shape):
    data = PROJECT / "tests/data/shapes" / shape
    search_of(tmp_path / "site", data)
    sought = [pair for plan in load(data).plans for pair in texts_of(plan)]
    with serve(tmp_path / "site") as host:
        answers = answers_of_worker(page, host, [text["zh"] for text, _ in sought])
    assert sought
    for (text, address), answer in zip(sought, answers, strict=True):
        assert address in answer.addresses, text
    for path in {address.partition("#")[0] for _, address in sought}:
        anchors = {address.partition("#")[2] for _, address in sought if address.startswith(path)} - {""}
        body = article(data, path)
        assert {anchor for anchor in anchors if not body.find(id=anchor)} == set()


def test_items_marked_as_sections_are_found_by_their_marks_however_many_there_are(page, tmp_path):
    search_of(tmp_path, PROJECT / "tests/data/shapes/flat-list")
    with serve(tmp_path) as host:
        marks = answers_of_worker(page, host, ["二十一、", "第二十一条", "21"])
    assert [answer.addresses for answer in marks] == [["2024/items/#clause-21"]] * 3
