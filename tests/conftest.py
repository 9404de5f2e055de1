"""Runs the tool for the tests: builds real sites, once each, renders single pages, and runs commands."""

from __future__ import annotations

import contextlib
import functools
import io
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest
import yaml
from browser import QUIET, browser_path
from bs4 import BeautifulSoup
from filelock import FileLock
from playwright.sync_api import sync_playwright
from tabs import Tabs

from macros.__main__ import main
from macros.i18n.words import Words
from macros.plan.load import load
from macros.plan.site import Site
from macros.plan.work_plan import Plan
from macros.website.pages import Page, pages
from macros.website.render import CompiledTemplates, Renderer

PROJECT = Path(__file__).parents[1]
SHIPPED = PROJECT / "data"
TWO_PLANS = PROJECT / "tests/data/two-plans"
ANY_PLAN = PROJECT / "tests/data/any-plan"
UNION = PROJECT / "tests/data/union"
LANGUAGES = ("zh", "en")
ADDRESS = "https://plan.example/sub"
REPOSITORY = "https://forge.example/committee/plan"
# MkDocs breaks the lines of its log where a terminal ends.
WHOLE_LINES = {"COLUMNS": "10000"}
BUILT = {
    "site",
    "bare_site",
    "two_plans",
    "printed",
    "two_plans_printed",
    "extended",
    "any_plan",
    "union",
    "union_printed",
}
# What only a site with PDFs needs.
MAKERS_OF_PDFS = ("typst", "fontTools", "brotli")
_SETTINGS = ("SITE_URL", "REPO_URL", "PLAN_PDF")


def plan_of(site: Site, year: str) -> Plan:
    """Return the plan of a year, whichever is the newest."""
    return next(plan for plan in site.plans if plan.year == year)


class BuiltSite:
    """A folder that `mkdocs build` has written."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def page(self, address: str, language: str = "zh") -> BeautifulSoup:
        """Parse the page at an address such as `people/ma-wensheng/`."""
        prefix = "" if language == "zh" else f"{language}/"
        return self.file(f"{prefix}{address}index.html")

    @functools.cache  # noqa: B019 - as long-lived as the session
    def file(self, path: str) -> BeautifulSoup:
        return BeautifulSoup((self.root / path).read_text(encoding="utf-8"), "html.parser")

    def article(self, address: str, language: str = "zh") -> BeautifulSoup:
        return self.page(address, language).find("article")

    def asset(self, name: str, language: str = "zh") -> Path:
        """Return the file of a script, a style sheet or the index, such as `search/plan.js`: its name has a hash."""
        folder = self.root if language == "zh" else self.root / language
        stem, _, kind = name.rpartition(".")
        [path] = folder.glob(f"{stem}.????????.{kind}")
        return path

    def clauses(self, address: str, language: str = "zh") -> list[tuple[str, str]]:
        """List the year and number of every clause on a page, in the order of the page."""
        found = self.article(address, language).select("[data-clause]")
        return [(clause["data-plan"], clause["data-clause"]) for clause in found]

    def clauses_of(self, year: str, address: str, language: str = "zh") -> list[str]:
        """List the numbers of one year's clauses on a page, in the order of the page."""
        return [number for plan, number in self.clauses(address, language) if plan == year]

    def addresses(self, language: str = "zh") -> set[str]:
        """List the addresses of all pages of a language."""
        root = self.root if language == "zh" else self.root / language
        others = [root / other for other in LANGUAGES if other != language and root == self.root]
        return {
            f"{path.parent.relative_to(root).as_posix()}/".removeprefix("./")
            for path in root.rglob("index.html")
            if not any(path.is_relative_to(other) for other in others)
        }


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what looks at a built site, so that `make test-fast` can leave it out; and most cases of some tests as long.

    Where cases are much alike, `one_in(n)` has the daily tests take one in n of them, and the long proofs the others.
    """
    alike: dict[str, list[pytest.Item]] = {}
    for item in items:
        if item.get_closest_marker("one_in") and not item.get_closest_marker("long"):
            alike.setdefault(item.nodeid.partition("[")[0], []).append(item)
    for cases in alike.values():
        [number] = cases[0].get_closest_marker("one_in").args
        for rank, item in enumerate(cases):
            if rank % number:
                item.add_marker("long")
    for item in items:
        if BUILT.intersection(item.fixturenames):
            item.add_marker("site")


def mkdocs(
    target: Path, data: Path | str = SHIPPED, project: Path = PROJECT, *options: str, **settings: str
) -> subprocess.CompletedProcess[str]:
    """Run `mkdocs build --strict` as the README has it, with nothing set but what the test sets."""
    command = [*build_command(target), *options]
    environment = build_environment(data, **settings)
    return subprocess.run(command, cwd=project, env=environment, capture_output=True, text=True, encoding="utf-8")


def build_command(target: Path) -> list[str]:
    return [sys.executable, "-m", "mkdocs", "build", "--strict", "-d", str(target)]


def build_environment(data: Path | str, **settings: str) -> dict[str, str]:
    """Return the environment of a build that has nothing set but some settings."""
    environment = {name: value for name, value in os.environ.items() if name not in _SETTINGS}
    return environment | {
        "PLAN_DATA": str(data),
        "NO_MKDOCS_2_WARNING": "1",
        "PYTHONUTF8": "1",
        **WHOLE_LINES,
        **settings,
    }


def build(target: Path, data: Path = SHIPPED, project: Path = PROJECT, **settings: str) -> BuiltSite:
    """Build a site that must succeed."""
    run = mkdocs(target, data, project, **settings)
    assert run.returncode == 0, run.stderr
    return BuiltSite(target)


class Run(NamedTuple):
    """How a command ended, and what it said."""

    returncode: int
    stdout: str
    stderr: str


def command(name: str, folder: Path, *options: str) -> Run:
    """Run a command of the tool in this process, from the folder above the data, so that messages say `data/…`."""
    said, complained = io.StringIO(), io.StringIO()
    with (
        contextlib.chdir(folder.parent),
        contextlib.redirect_stdout(said),
        contextlib.redirect_stderr(complained),
    ):
        returncode = main([name, folder.name, *options])
    return Run(returncode, said.getvalue(), complained.getvalue())


def check(folder: Path, *options: str) -> Run:
    """Run the check as `make check` does."""
    return command("check", folder, *options)


# A template is compiled once for all tests of a worker: it takes longer than most of them.
_COMPILED = CompiledTemplates()


def renderer(site: Site, words: Words, **options) -> Renderer:
    """Return what renders the pages of a site with no repository; `options` are Renderer's."""
    return Renderer(site, words, lambda place: None, compiled=_COMPILED, **options)


def body(renderer: Renderer, page: Page) -> str:
    """Render the body of a page, as mkdocs-macros runs its call."""
    view = renderer.view(page.kind.name, *page.kind.subjects.arguments(*page.subject))
    return renderer(page.kind.name, page.address, view)


def article(data: Path, address: str, language: str = "zh", **options) -> BeautifulSoup:
    """Render the body of the page at an address from a folder of data, with no site built; `options` are Renderer's."""
    site, words = load(data), Words(language)
    [page] = [page for page in pages(site, words) if page.address == address]
    return BeautifulSoup(body(renderer(site, words, **options), page), "html.parser")


def shared(tmp_path_factory, name: str, make: Callable[[Path], BuiltSite]) -> BuiltSite:
    """Build a site once for all workers, which only read it."""
    folder = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        folder = folder.parent
    target = folder / name / "site"
    with FileLock(f"{folder / name}.lock"):
        # A build puts its site there as a whole or not at all.
        return BuiltSite(target) if target.exists() else make(target)


@pytest.fixture(scope="session")
def site(tmp_path_factory) -> BuiltSite:
    """The shipped data, with the addresses that a published site has.

    Data grows: what tests expect of it, they expect of the plan of 2021 or read from the data. What is expected of
    pages as such is expected of `two_plans`.
    """
    settings = {"SITE_URL": f"{ADDRESS}/", "REPO_URL": REPOSITORY}
    return shared(tmp_path_factory, "shipped", lambda target: build(target, **settings))


@pytest.fixture(scope="session")
def bare_site(tmp_path_factory) -> BuiltSite:
    """The shipped plan as a fresh clone builds it, with no address set."""
    return shared(tmp_path_factory, "bare", build)


@pytest.fixture(scope="session")
def two_plans(tmp_path_factory) -> BuiltSite:
    """Another committee, with two years, built where nothing is that only PDFs need."""
    return shared(tmp_path_factory, "two-plans", _two_plans)


def _two_plans(target: Path) -> BuiltSite:
    return build(target, TWO_PLANS, **lacking(target.parent / "lacking", *MAKERS_OF_PDFS))


@pytest.fixture(scope="session")
def printed(tmp_path_factory) -> BuiltSite:
    """The shipped plan with an address and with PDFs."""
    return shared(tmp_path_factory, "printed", lambda target: build(target, SITE_URL=f"{ADDRESS}/", PLAN_PDF="1"))


@pytest.fixture(scope="session")
def two_plans_printed(tmp_path_factory) -> BuiltSite:
    """Another committee with PDFs, and no address, made where there is no browser and nothing that only tests need."""
    return shared(tmp_path_factory, "two-plans-printed", _two_plans_printed)


def _two_plans_printed(target: Path) -> BuiltSite:
    folder = target.parent
    settings = lacking(folder / "lacking", "playwright", "pikepdf", "pdfplumber", "lxml", "PIL")
    return build(target, TWO_PLANS, PLAN_PDF="1", PATH=str(folder), CHROMIUM=str(folder), **settings)


def lacking(folder: Path, *modules: str) -> dict[str, str]:
    """Return the setting with which Python finds none of some modules."""
    folder.mkdir(parents=True)
    for name in modules:
        (folder / f"{name}.py").write_text("raise ModuleNotFoundError")
    return {"PYTHONPATH": str(folder)}


@pytest.fixture(scope="session")
def union(tmp_path_factory) -> BuiltSite:
    """A committee with departments, one language, no branches and no glossary, with an address."""
    return shared(tmp_path_factory, "union", lambda target: build(target, UNION, SITE_URL=f"{ADDRESS}/"))


@pytest.fixture(scope="session")
def union_printed(tmp_path_factory) -> BuiltSite:
    """The same with PDFs."""
    return shared(tmp_path_factory, "union-printed", lambda target: build(target, UNION, PLAN_PDF="1"))


@pytest.fixture(scope="session")
def extended(tmp_path_factory) -> BuiltSite:
    """Another committee's own repository, with two languages and two written pages more."""
    return shared(tmp_path_factory, "extended", _extended)


def _extended(target: Path) -> BuiltSite:
    project = copy_of_project(target.parent)
    for language, written_in in (("fr", "en"), ("zh-TW", "zh"), ("ug", "zh")):
        (project / f"mkdocs.{language}.yml").write_text(
            f"INHERIT: mkdocs.yml\ndocs_dir: docs/{written_in}\nsite_dir: site/{language}\n"
            f"theme:\n  language: {language}\n"
        )
    locales = project / "macros/i18n/locales"
    (locales / "fr.yml").write_text("language_name: Français\npeople: Responsables\n", encoding="utf-8")
    for language in ("zh-TW", "ug"):
        (locales / f"{language}.yml").write_text("# Nothing yet.\n")
    change(project / "data/people.yml", "      en: Jia Yi\n", "      en: Jia Yi\n      fr: Mme Jia\n")
    only_chinese = (
        "---\ntitle: 补充\n---\n\n# 补充 & 说明 { #extra }\n\n![首页](pictures/home.png)\n\n"
        "## 联系我们\n\n| 部门 | 电话 |\n|---|:--:|\n| 办公室 | 1 |\n\n## བོད་ཡིག་\n"
    )
    (project / "docs/zh/pictures").mkdir()
    shutil.copy(PROJECT / "docs/pictures/home.png", project / "docs/zh/pictures")
    (project / "docs/zh/only-chinese.md").write_text(only_chinese, encoding="utf-8")
    for language in LANGUAGES:
        (project / f"docs/{language}/extra.md").write_text("# An *extra* page { #extra }\n")
    return build(target, project / "data", project, REPO_URL=REPOSITORY)


@pytest.fixture(scope="session")
def chromium():
    """A browser, which all tests of a worker share."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=browser_path(), args=list(QUIET))
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def tabs(chromium) -> Tabs:
    return Tabs(chromium)


@pytest.fixture
def tab(tabs):
    """What opens a tab in which no other test has left anything: Tabs.open."""
    yield tabs.open
    tabs.forget()


@pytest.fixture
def data(tmp_path) -> Path:
    """A copy of the small data folder, to be changed."""
    return Path(shutil.copytree(TWO_PLANS, tmp_path / "data"))


@pytest.fixture
def union_data(tmp_path) -> Path:
    """A copy of the data of the committee with departments, to be changed."""
    return Path(shutil.copytree(UNION, tmp_path / "data"))


def change(path: Path, old: str, new: str) -> int:
    """Replace a text that stands once in a file, and give the line where it stood."""
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {path}"
    path.write_text(text.replace(old, new), encoding="utf-8")
    return text[: text.index(old)].count("\n") + 1


def spoil(target: Path, nasty: str) -> None:
    """Write the small data folder with a nasty text added to every text; ids, numbers and so on are no texts."""
    for path in TWO_PLANS.rglob("*.yml"):
        file = target / path.relative_to(TWO_PLANS)
        file.parent.mkdir(parents=True, exist_ok=True)
        content = yaml.load(path.read_text(encoding="utf-8"), yaml.BaseLoader)
        file.write_text(yaml.safe_dump(_spoiled(content, nasty), allow_unicode=True), encoding="utf-8")


def _spoiled(value, nasty: str, key: str = ""):
    if isinstance(value, dict):
        return {name: _spoiled(child, nasty, name) for name, child in value.items()}
    if isinstance(value, list):
        return [_spoiled(child, nasty, key) for child in value]
    return f"{value}{nasty}" if key in LANGUAGES else value


def copy_of_project(tmp_path: Path) -> Path:
    """Copy what a site is built with, so that a test may change the tool itself; its data is the small folder."""
    project = tmp_path / "project"
    for folder in ("macros", "docs"):
        shutil.copytree(PROJECT / folder, project / folder)
    shutil.copytree(TWO_PLANS, project / "data")
    for name in ("mkdocs.yml", "mkdocs.en.yml"):
        shutil.copy(PROJECT / name, project)
    return project
