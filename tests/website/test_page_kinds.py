"""A new kind of page is one entry of the registry and one template."""

import json

import pytest
from conftest import LANGUAGES, build, change, copy_of_project, mkdocs
from test_browser import serve
from test_search import answers_of_worker

FACTS = """def _tasks(site: Site, words: Words, plan: Plan) -> Facts:
    title = words.plain("contents")
    return Facts(f"{title} {plan.year}", title, plan.place, (Heading("tasks", title),), plan, title)


"""
ENTRY = """PageKind(
            "tasks",
            _PLANS,
            lambda plan: f"{plan.address}tasks/",
            _tasks,
            lambda site, words, plan: {"plan": plan},
            navigation="in_plan",
            picture="glossary",
            search="suggestion",
        ),
        """
TEMPLATE = '<h1 id="tasks">{{ t("contents") }}</h1>\n<p class="tasks">{{ plan.all_items | length }}</p>\n'


@pytest.fixture(scope="module")
def extended(tmp_path_factory):
    """Build a site with a kind of page more, which a hand-written page calls too."""
    folder = tmp_path_factory.mktemp("extended")
    project = copy_of_project(folder)
    registry = project / "macros/website/page_kinds.py"
    change(registry, "def _view_of_matrix(", f"{FACTS}def _view_of_matrix(")
    change(registry, "_bilingual(_FULL),", f"{ENTRY}_bilingual(_FULL),")
    (project / "macros/website/templates/tasks.html").write_text(TEMPLATE, encoding="utf-8")
    (project / "docs/zh/extra.md").write_text(
        "# 另页 { #extra }\n\n{{ tasks(2023) }}\n\n只写在这一页。\n", encoding="utf-8"
    )
    return build(folder / "site", project / "data", project, SITE_URL="https://plan.example/")


@pytest.mark.parametrize(("language", "title"), [("zh", "目录"), ("en", "Contents")])
def test_its_pages_have_address_title_picture_and_contents(extended, language, title):
    for year, items in (("2024", "2"), ("2023", "1")):
        page = extended.page(f"{year}/tasks/", language)
        assert page.title.get_text().startswith(f"{title} {year} - ")
        assert page.select_one(".tasks").get_text() == items
        assert page.select_one('meta[property="og:image"]')["content"].endswith("/preview-glossary.png")
        assert page.select_one('.md-nav--secondary a[href="#tasks"]')


@pytest.mark.parametrize("language", LANGUAGES)
def test_navigation_and_search_lead_to_it(extended, language):
    links = {link["href"] for link in extended.page("2024/matrix/", language).select(".md-nav--primary a[href]")}
    assert "../tasks/" in links and "../../2023/tasks/" not in links
    text = extended.asset("search/plan.js", language).read_text(encoding="utf-8")
    index = json.loads(text.removeprefix("planIndex(").removesuffix(")"))
    assert {"2024/tasks/", "2023/tasks/"} <= {address for address, *_ in index["pages"]}
    assert [address for address, _ in index["words"]["ways"] if "tasks" in address] == ["2024/tasks/"]


def test_a_hand_written_page_is_found_by_its_text_where_it_is_not_kept_from_the_search(tab, extended):
    with serve(extended.root) as host:
        own, about, title = answers_of_worker(tab(), host, ["只写在这一页", "不使用统计工具", "关于本站"])
    assert own.addresses == ["extra/"] and own.shown[0][1] == ["只写在这一页"]
    assert about.addresses == [] and title.addresses == ["about/"]


def test_a_hand_written_page_can_call_its_macro(extended):
    assert extended.article("extra/").select_one(".tasks").get_text() == "1"


@pytest.mark.parametrize(
    "call",
    ["section(2024, 9)", *(pytest.param(call, marks=pytest.mark.long) for call in ('party("nobody")', "plan()"))],
)
def test_a_call_for_what_is_not_there_is_an_error_at_its_line(tmp_path, call):
    project = copy_of_project(tmp_path)
    (project / "docs/zh/extra.md").write_text(f"# 另页\n\n{{{{ {call} }}}}\n", encoding="utf-8")
    run = mkdocs(tmp_path / "site", project / "data", project)
    assert run.returncode != 0
    assert f"docs/zh/extra.md:3: {{{{ {call} }}}}：数据中没有" in run.stderr
    assert f" / {{{{ {call} }}}}: the data has nothing of that year" in run.stderr
    assert not (tmp_path / "site").exists()


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("用 {{ 写模板。", "用 {{ 写模板。"),
        pytest.param("{{ isuer() }}", "{{ isuer() }}", marks=pytest.mark.long),
        ("{{\nissuer()\n", "{{"),
        pytest.param("{{ 1 / 0 }}", "{{ 1 / 0 }}", marks=pytest.mark.long),
    ],
)
def test_braces_that_cannot_be_run_are_an_error_at_their_line(tmp_path, text, line):
    project = copy_of_project(tmp_path)
    page = f"---\ntitle: 另页\n---\n\n# 另页\n\n{{{{ issuer() }}}}\n\n{text}\n"
    (project / "docs/zh/extra.md").write_text(page, encoding="utf-8")
    run = mkdocs(tmp_path / "site", project / "data", project)
    assert run.returncode != 0
    assert f"docs/zh/extra.md:9: “{line}”：花括号里的内容无法运行。可以写的有：" in run.stderr
    assert f" / “{line}”: what stands in braces cannot be run." in run.stderr
    assert "Traceback" not in run.stderr and "jinja" not in run.stderr.lower()


@pytest.mark.long
def test_two_braces_are_written_as_the_message_says(tmp_path):
    project = copy_of_project(tmp_path)
    (project / "docs/zh/extra.md").write_text("# 另页\n\n用 {{ '{{' }} 写模板。\n", encoding="utf-8")
    built = build(tmp_path / "site", project / "data", project)
    assert "用 {{ 写模板。" in built.article("extra/").get_text()
