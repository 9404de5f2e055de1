"""Builds real sites from folders of data, once each, and lets the tests look at their pages."""

from __future__ import annotations

import functools
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from bs4 import BeautifulSoup
from filelock import FileLock

PROJECT = Path(__file__).parents[1]
SHIPPED = PROJECT / "data"
TWO_PLANS = PROJECT / "tests/data/two-plans"
LANGUAGES = ("zh", "en")
ADDRESS = "https://plan.example/sub"
_SETTINGS = ("SITE_URL", "REPO_URL", "PLAN_PDF")


class BuiltSite:
    """A folder that `mkdocs build` has written."""

    def __init__(self, root: Path) -> None:
        self.root = root

    @functools.cache  # noqa: B019 - as long-lived as the session
    def page(self, address: str, language: str = "zh") -> BeautifulSoup:
        """Parse the page at an address such as `people/ma-wensheng/`."""
        prefix = "" if language == "zh" else f"{language}/"
        return self.file(f"{prefix}{address}index.html")

    def file(self, path: str) -> BeautifulSoup:
        return BeautifulSoup((self.root / path).read_text(encoding="utf-8"), "html.parser")

    def article(self, address: str, language: str = "zh") -> BeautifulSoup:
        return self.page(address, language).find("article")

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


def mkdocs(
    target: Path, data: Path | str = SHIPPED, project: Path = PROJECT, *options: str, **settings: str
) -> subprocess.CompletedProcess[str]:
    """Run `mkdocs build --strict` as the README has it, with nothing set but what the test sets."""
    environment = {name: value for name, value in os.environ.items() if name not in _SETTINGS}
    environment |= {"PLAN_DATA": str(data), "NO_MKDOCS_2_WARNING": "1", "PYTHONUTF8": "1", **settings}
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "-d", str(target), *options]
    return subprocess.run(command, cwd=project, env=environment, capture_output=True, text=True, encoding="utf-8")


def build(target: Path, data: Path = SHIPPED, project: Path = PROJECT, **settings: str) -> BuiltSite:
    """Build a site that must succeed."""
    run = mkdocs(target, data, project, **settings)
    assert run.returncode == 0, run.stderr
    return BuiltSite(target)


def command(name: str, folder: Path, *options: str) -> subprocess.CompletedProcess[str]:
    """Run a command of the tool from the folder above the data, so that messages say `data/…`."""
    environment = os.environ | {"PYTHONPATH": str(PROJECT), "PYTHONUTF8": "1"}
    call = [sys.executable, "-m", "macros", name, folder.name, *options]
    return subprocess.run(call, cwd=folder.parent, env=environment, capture_output=True, text=True, encoding="utf-8")


def check(folder: Path, *options: str) -> subprocess.CompletedProcess[str]:
    """Run the check as `make check` does."""
    return command("check", folder, *options)


def shared(tmp_path_factory, name: str, data: Path = SHIPPED, **settings: str) -> BuiltSite:
    """Build a site once for all workers, which only read it."""
    folder = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        folder = folder.parent
    target = folder / name
    with FileLock(f"{target}.lock"):
        # A build puts its site there as a whole or not at all.
        return BuiltSite(target) if target.exists() else build(target, data, **settings)


@pytest.fixture(scope="session")
def site(tmp_path_factory) -> BuiltSite:
    """The shipped data, with the addresses that a published site has.

    Data grows: what tests expect of it, they expect of the plan of 2021 or read from the data. What is expected of
    pages as such is expected of `two_plans`.
    """
    return shared(tmp_path_factory, "shipped", SITE_URL=f"{ADDRESS}/", REPO_URL="https://forge.example/committee/plan")


@pytest.fixture(scope="session")
def bare_site(tmp_path_factory) -> BuiltSite:
    """The shipped plan as a fresh clone builds it, with no address set."""
    return shared(tmp_path_factory, "bare")


@pytest.fixture(scope="session")
def two_plans(tmp_path_factory) -> BuiltSite:
    """Another committee, with two years."""
    return shared(tmp_path_factory, "two-plans", TWO_PLANS)


@pytest.fixture(scope="session")
def printed(tmp_path_factory) -> BuiltSite:
    """The shipped plan with an address and with PDFs."""
    return shared(tmp_path_factory, "printed", SITE_URL=f"{ADDRESS}/", PLAN_PDF="1")


@pytest.fixture(scope="session")
def two_plans_printed(tmp_path_factory) -> BuiltSite:
    """Another committee with PDFs, and no address."""
    return shared(tmp_path_factory, "two-plans-printed", TWO_PLANS, PLAN_PDF="1")


@pytest.fixture
def data(tmp_path) -> Path:
    """A copy of the small data folder, to be changed."""
    return Path(shutil.copytree(TWO_PLANS, tmp_path / "data"))


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
