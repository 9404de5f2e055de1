"""No new page meets an old script, style or index in a cache, and an old page finds the new index."""

import hashlib
import re
import shutil

import pytest
from conftest import PROJECT, SHIPPED, TWO_PLANS, build, change
from playwright.sync_api import expect
from test_browser import POLICY, serve

from macros.search.assets import INDEX
from macros.website.assets import Assets
from macros.website.paper_fonts import font_faces_for

INPUT, LINK, FAILED = ".md-search__input", ".md-search-result__link", ".search-failed"
KEPT = ("Cache-Control", "max-age=14400")
# What is ours and not Material's, which has hashes of its own, or is asked for by it.
OURS = r"(plan|print|settings|tools|terms|filter|fang|kai|hei|song|latin|wide|folio)[\w-]*\.(js|css|woff2)"


def test_all_that_is_ours_is_named_by_its_content(site):
    named = 0
    for path in (path for path in site.root.rglob("*") if re.search(r"\.(js|css|woff2)$", path.name)):
        assert not re.fullmatch(OURS, path.name), path
        if path.parent.name != "search" and (digest := re.search(r"\.([0-9a-f]{8})\.\w+$", path.name)):
            assert hashlib.sha256(path.read_bytes()).hexdigest().startswith(digest[1]), path
            named += 1
    assert named > 25


def test_no_page_and_no_style_names_what_is_not_there(site):
    styles = site.asset("assets/stylesheets/print-fonts.css")
    fonts = re.findall(r"url\((.*?)\)", styles.read_text(encoding="utf-8"))
    assert len(fonts) > 10 and all((styles.parent / font).is_file() for font in fonts)
    for path in site.root.rglob("*.html"):
        assert not re.search(rf"(assets|search)/([\w-]+/)*{OURS}", path.read_text(encoding="utf-8")), path


def test_a_page_names_the_font_of_rare_characters_where_the_site_has_one(site):
    styles = site.asset("assets/stylesheets/print-fonts.css").read_text(encoding="utf-8")
    assert "plan fang more" in styles and "plan wide" not in styles
    shipped = (PROJECT / "docs/theme/assets/stylesheets/print-fonts.css").read_text(encoding="utf-8")
    for character in "㎡", "𬭊", "⑪":
        assert font_faces_for(["马文胜", f"王{character}"], shipped) == shipped, character
    # A dash and a character of next year's plan have fonts of their own.
    assert "Plan Wide" not in font_faces_for(["马文胜 – 鹤"], shipped)


def test_the_style_sheet_knows_how_long_the_issuer_s_name_is(two_plans):
    styles = two_plans.asset("assets/stylesheets/plan.css").read_text(encoding="utf-8")
    assert ":lang(zh) .masthead-issuer{--length:5}" in styles and "示例委员会" in two_plans.article("").get_text()
    assert two_plans.asset("assets/stylesheets/plan.css", "en").read_text(encoding="utf-8") == styles


@pytest.mark.parametrize("name", ["site", "two_plans"])
def test_nothing_stands_in_a_page_that_a_strict_host_refuses(name, request):
    refused = re.compile(
        r'<style|<[^>]*\s(style|on\w+)=|"javascript:|<script>|<script (?!src=|id="__config" type="app)'
    )
    for path in request.getfixturevalue(name).root.rglob("*.html"):
        assert not refused.search(path.read_text(encoding="utf-8")), path


@pytest.mark.parametrize("name", ["README.md", "README.zh.md"])
def test_the_policy_under_which_the_site_is_tested_is_the_one_that_hosts_are_told(name):
    assert (PROJECT / name).read_text(encoding="utf-8").count(POLICY[1]) == 3


def index_name(data, *found):
    assets = Assets()
    assets.name_index(data, *found)
    return assets(INDEX)


def test_an_index_has_another_name_whenever_it_may_be_another_one(data, tmp_path):
    found = {"about/": ("关于", "本站")}
    name = index_name(data, found)
    assert re.fullmatch(r"search/plan\.[0-9a-f]{8}\.js", name)
    assert index_name(shutil.copytree(data, tmp_path / "elsewhere"), found) == name
    # What an editor leaves beside a file while it is open.
    (data / ".#people.yml").symlink_to("nowhere")
    assert index_name(data, found) == name
    assert index_name(data, {"about/": ("关于", "本站。")}) != name
    change(data / "people.yml", "zh: 甲一", "zh: 甲乙")
    assert index_name(data, found) != name
    assert index_name(SHIPPED, found) != name


# --- A reader between two releases ------------------------------------------------------------------------------------


def ask(page, text):
    page.locator(INPUT).click()
    page.locator(INPUT).fill("")
    page.keyboard.insert_text(text)


@pytest.fixture
def gone(tab, two_plans):
    """A page that was kept while the site changed: what it names is gone, and home has what is there."""
    page = tab()
    with serve(two_plans.root, [POLICY]) as host:
        kept = (two_plans.root / "people/index.html").read_text(encoding="utf-8")
        for name in (INDEX, "assets/javascripts/workers/plan-search.js"):
            kept = kept.replace(two_plans.asset(name).name, "former.0a1b2c3d.js")
        page.route("**/people/", lambda route: route.fulfill(body=kept, content_type="text/html"))
        page.goto(f"{host}people/")
        yield page


def test_where_the_index_is_gone_the_newest_is_searched(gone):
    ask(gone, "甲一")
    expect(gone.locator(LINK).first).to_contain_text("甲一")
    expect(gone.locator(FAILED)).to_be_hidden()


def test_where_home_is_not_to_be_had_the_box_says_so_and_asks_again_when_it_may_be(gone):
    home = re.compile(r"//[^/]*/$")
    gone.route(home, lambda route: route.abort())
    ask(gone, "甲一")
    expect(gone.locator(FAILED)).to_be_visible()
    gone.unroute(home)
    ask(gone, "丙丁")
    expect(gone.locator(LINK).first).to_contain_text("丙丁")
    expect(gone.locator(FAILED)).to_be_hidden()


def test_home_is_asked_once_where_what_it_names_is_gone_too(gone):
    asked = []
    gone.on("request", lambda request: asked.append(request.url) if request.resource_type == "fetch" else None)
    gone.route("**/plan-search.*.js", lambda route: route.abort())
    for text in ("甲一", "丙丁", "甲"):
        ask(gone, text)
        expect(gone.locator(FAILED)).to_be_visible()
    assert len([url for url in asked if url.endswith("/")]) == 1


@pytest.mark.parametrize("more", ["", "; worker-src 'none'"], ids=("strict", "no worker"))
def test_the_search_works_as_strictly_as_a_host_may_be(tab, two_plans, more):
    page, heard = tab(), []
    page.on("console", lambda message: heard.append(message.text) if message.type == "error" else None)
    name, policy = POLICY
    with serve(two_plans.root, [(name, policy + more)]) as host:
        page.goto(host)
        ask(page, "甲一")
        expect(page.locator(LINK).first).to_contain_text("甲一")
        page.locator(LINK).first.click()
        expect(page.locator("article mark").first).to_have_text("甲一")
    # A browser says that it starts no worker.
    assert [text for text in heard if "worker" not in text] == []
    assert bool(heard) == bool(more)


@pytest.mark.long
def test_a_reader_with_a_cache_finds_after_a_release_what_is_in_it(chromium, tmp_path, data):
    built = build(tmp_path / "site", TWO_PLANS)
    change(data / "people.yml", "zh: 甲一", "zh: 钱学新")
    contexts = [chromium.new_context() for _ in range(3)]
    with serve(built.root, [KEPT, POLICY]) as host:
        reader, waiting, unlucky = (context.new_page() for context in contexts)
        for page in (reader, waiting, unlucky):
            page.goto(f"{host}people/")
        ask(reader, "甲一")
        expect(reader.locator(LINK).first).to_contain_text("甲一")
        build(tmp_path / "site", data)
        # A page that the cache does not have, and one that stood open, whose box was not used before.
        reader.goto(f"{host}2024/")
        for page in (reader, waiting):
            ask(page, "钱学新")
            expect(page.locator(LINK).first).to_contain_text("钱学新")
        (tmp_path / "site").rename(tmp_path / "nothing")
        ask(unlucky, "钱学新")
        expect(unlucky.locator(FAILED)).to_be_visible()
    for context in contexts:
        context.close()
