"""One setting of mkdocs.yml says where the data stand: every command goes by it, and PLAN_DATA goes before it."""

import os
import shutil
import subprocess
import sys

import pytest
from conftest import LANGUAGES, UNION, change, copy_of_project


@pytest.fixture
def project(tmp_path):
    """Copy the project, with data that is set in mkdocs.yml and stands in union/; data/ is another committee's."""
    project = copy_of_project(tmp_path)
    change(project / "mkdocs.yml", "data_dir: !ENV [PLAN_DATA, data]", "data_dir: union")
    shutil.copytree(UNION, project / "union")
    return project


def run(project, *command: str, **settings: str) -> str:
    environment = {name: value for name, value in os.environ.items() if name != "PLAN_DATA"} | settings
    environment |= {"PYTHONUTF8": "1", "NO_MKDOCS_2_WARNING": "1"}
    ended = subprocess.run(
        [sys.executable, "-m", *command], cwd=project, env=environment, capture_output=True, encoding="utf-8"
    )
    assert ended.returncode == 0, ended.stderr
    return ended.stdout


def test_every_command_works_on_the_folder_that_is_set(project):
    before = {path: path.read_bytes() for path in (project / "data").rglob("*.*")}
    assert "3个责任部门" in run(project, "macros", "check")
    change(project / "union/people.yml", "      zh: 办公室\n", "      zh: '办公室'\n")
    assert run(project, "macros", "fmt").split() == ["union/people.yml", "union/translations.lock"]
    assert "0处" in run(project, "macros", "translations")
    run(project, "macros", "new-plan", "--year", "2027")
    assert (project / "union/plans/2027.yml").is_file()
    (project / "union/plans/2027.yml").unlink()
    run(project, "mkdocs", "build", "--strict", "-q", "-d", "built")
    assert (project / "built/people/rights/index.html").is_file()
    assert {path: path.read_bytes() for path in (project / "data").rglob("*.*")} == before


def test_a_new_plan_asks_for_the_languages_of_the_site(project):
    run(project, "macros", "new-plan", "--year", "2027")
    plan = (project / "union/plans/2027.yml").read_text(encoding="utf-8")
    assert "zh:" in plan and not any(f" {language}:" in plan for language in LANGUAGES if language != "zh")


def test_an_earlier_state_is_the_data_of_an_earlier_project(tmp_path):
    project = copy_of_project(tmp_path)
    change(project / "mkdocs.yml", "data_dir: !ENV [PLAN_DATA, data]", "data_dir: mine")
    (project / "data").rename(project / "mine")
    shutil.copytree(project, tmp_path / "before")
    change(project / "mine/plans/2024.yml", "zh: 新的第二条", "zh: 更新的第二条")
    outdated = "the Chinese has changed, and the translation (en) has not"
    assert outdated not in run(project, "macros", "check")
    for earlier in ("../before", "../before/mine"):
        assert outdated in run(project, "macros", "check", "--before", earlier)
    run(project, "macros", "fmt", "--before", "../before")
    assert outdated in run(project, "macros", "check")


def test_the_environment_goes_before_where_mkdocs_yml_asks_it(tmp_path):
    project = copy_of_project(tmp_path)
    shutil.copytree(UNION, project / "union")
    assert "3个责任部门" in run(project, "macros", "check", PLAN_DATA="union")
    assert "4个牵头人" in run(project, "macros", "check")
