"""What a build does once, it does once, however many branches there are: seconds are for `make bench`."""

import json
import subprocess
import sys

import pytest
from bench import PROJECT, data_with

from macros.tools import site_diff
from macros.website.page_shell import PageShell

# Counts what a build does, in a process of its own.
COUNTING = """
import collections, json, pathlib, sys
import jinja2, mkdocs.__main__, mkdocs.structure.pages
import macros.website.render

counts = collections.Counter()

def count(owner, name, what=lambda *_, **__: None):
    function = getattr(owner, name)
    def counted(*arguments, **named):
        counts[f"{name} {what(*arguments) or ''}".strip()] += 1
        return function(*arguments, **named)
    setattr(owner, name, counted)

count(jinja2.loaders.FileSystemLoader, "get_source")
count(jinja2.Template, "render", lambda template, *_: template.name if template.name == "main.html" else "")
count(mkdocs.structure.pages.Page, "render")
count(macros.website.render.Renderer, "_clauses_of_branches")
count(pathlib.Path, "read_bytes", lambda path: path.name if path.suffix == ".yml" else "")
mkdocs.__main__.cli(["build", "--strict", "-q", *sys.argv[1:]], standalone_mode=False)
counts.pop("render", None)
print(json.dumps(counts))
"""


def counted(data, target, language_file) -> dict[str, int]:
    """Return how often the build of a language does what it should do a fixed number of times."""
    run = subprocess.run(
        [sys.executable, "-c", COUNTING, "-d", str(target), "-f", language_file],
        cwd=PROJECT,
        env={"PATH": "", "PLAN_DATA": str(data), "NO_MKDOCS_2_WARNING": "1", "PYTHONPATH": str(PROJECT)},
        capture_output=True,
        text=True,
        check=True,
    )
    return json.loads(run.stdout.splitlines()[-1])


@pytest.fixture(scope="module")
def few_and_many(tmp_path_factory):
    """Two folders of data, with few branches and with many."""
    folder = tmp_path_factory.mktemp("scale")
    return data_with(5, folder / "few"), data_with(20, folder / "many")


def test_nothing_that_branches_share_is_done_for_each_of_them_and_no_page_grows(few_and_many, tmp_path):
    sites = [tmp_path / data.name for data in few_and_many]
    few, many = (counted(*pair, "mkdocs.yml") for pair in zip(few_and_many, sites, strict=True))
    assert few == many
    assert few["_clauses_of_branches"] == few["read_bytes branches.yml"] == 1
    for language, folder in (("zh", ""), ("en", "en/")):
        small, large = (site_diff.pages(site, language)[f"/{folder}branches/society-branch/"] for site in sites)
        assert small == large


@pytest.mark.long
def test_nor_in_the_process_of_another_language(few_and_many, tmp_path):
    few, many = (counted(data, tmp_path / data.name, "mkdocs.en.yml") for data in few_and_many)
    assert few == many
    assert few["_clauses_of_branches"] == few["read_bytes branches.yml"] == 1


@pytest.fixture
def rendered():
    """What a theme was asked to print."""
    return []


def printing(rendered, page):
    """Return what prints a page as a theme does: its values, and for `page` perhaps something that no value is."""

    def render(values):
        rendered.append(values)
        return f"<title>{values['title']}</title>{page}<p>{values['content']}</p>{values['title']}"

    return render


def test_pages_that_differ_in_their_values_only_are_rendered_until_it_is_proved(rendered):
    frame = PageShell()
    for number in range(10):
        values = {"title": f"Page {number}", "content": f"{number} &amp; <b>more</b>"}
        page = frame.page(values, printing(rendered, ""))
        assert page == f"<title>Page {number}</title><p>{number} &amp; <b>more</b></p>Page {number}"
    assert len(rendered) == 3


def test_pages_that_differ_in_something_else_are_all_rendered(rendered):
    frame = PageShell()
    for number in range(10):
        page = frame.page({"title": "a", "content": "b"}, printing(rendered, f"<i>{number}</i>"))
        assert page == f"<title>a</title><i>{number}</i><p>b</p>a"
