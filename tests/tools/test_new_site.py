"""`make new` writes another committee's data, which build as they are, and touches nothing that is there."""

import io
import os
import pty
import subprocess
import sys

import pytest
from conftest import PROJECT, build, check, command

from macros.plan.load import load
from macros.tools import canonical_format

ANSWERS = {
    "name": "示例县总工会",
    "languages": "zh",
    "year": "2026",
    "title": "示例县总工会2026年工作要点",
    "label": "责任部门",
    "party": "权益保障部",
}


def options(**answers: str) -> list[str]:
    return [f"--{name}={answer}" for name, answer in (ANSWERS | answers).items() if answer]


def test_what_it_writes_is_good_and_formatted_and_says_what_was_answered(tmp_path):
    folder = tmp_path / "union"
    run = command("new-site", folder, *options())
    assert run.returncode == 0, run.stderr
    assert "make site PLAN_DATA=union" in run.stdout
    assert check(folder).returncode == 0
    assert not list(canonical_format.notices(folder))
    site = load(folder)
    assert site.about.issuer["zh"] == "示例县总工会" and site.languages == ("zh",)
    assert [(body.id, body.name["zh"]) for body in site.bodies] == [("quan-yi-bao-zhang-bu", "权益保障部")]
    assert (site.newest.year, site.newest.short_title["zh"]) == ("2026", "2026年工作要点")
    assert site.newest.responsible["zh"] == "责任部门"
    assert {path.name for path in folder.rglob("*.yml")} == {"site.yml", "people.yml", "2026.yml"}
    for path in folder.rglob("*.yml"):
        schema = path.read_text(encoding="utf-8").splitlines()[0].partition("$schema=")[2]
        assert (path.parent / schema).resolve().is_relative_to(PROJECT / "macros/tools/schemas")


def test_what_it_writes_builds(tmp_path):
    run = command("new-site", tmp_path / "union", *options())
    assert run.returncode == 0, run.stderr
    built = build(tmp_path / "site", tmp_path / "union")
    assert built.article("people/").h1.get_text() == "责任部门"
    assert not (built.root / "en").exists() and not (built.root / "branches").exists()


def test_in_two_languages_what_is_not_translated_yet_is_no_mistake(tmp_path):
    folder = tmp_path / "union"
    assert command("new-site", folder, *options(languages="zh, en")).returncode == 0
    assert load(folder).languages == ("zh", "en")
    assert "缺少译文（en）" in check(folder).stdout


@pytest.mark.parametrize("name", ["site.yml", "notes.txt"])
def test_a_folder_with_anything_in_it_stays_as_it_is(tmp_path, name):
    folder = tmp_path / "union"
    folder.mkdir()
    (folder / name).write_text("mine", encoding="utf-8")
    run = command("new-site", folder, *options())
    assert run.returncode == 1 and "union has files in it, and stays as it is" in run.stderr
    assert [path.read_text(encoding="utf-8") for path in folder.iterdir()] == ["mine"]


@pytest.mark.parametrize("answers", [{"year": "26"}, {"languages": "zh,xx"}])
def test_an_answer_that_cannot_be_used_writes_nothing(tmp_path, answers):
    run = command("new-site", tmp_path / "union", *options(**answers))
    assert run.returncode == 1 and "A year has four digits, and the languages can be: zh, en." in run.stderr
    assert not (tmp_path / "union").exists()


def test_without_a_terminal_what_is_missing_is_named(tmp_path, monkeypatch):
    monkeypatch.setattr("sys.stdin", io.StringIO())
    run = command("new-site", tmp_path / "union", *options(name="", party="", languages="", label=""))
    assert run.returncode == 1 and "--name --party" in run.stderr
    assert not (tmp_path / "union").exists()


def test_at_a_terminal_it_asks_and_takes_what_is_usual(tmp_path):
    ours, theirs = pty.openpty()
    os.write(ours, "示例县总工会\n\n2026\n示例县总工会2026年工作要点\n\n办公室\n".encode())
    asking = [sys.executable, "-m", "macros", "new-site", str(tmp_path / "union")]
    run = subprocess.run(asking, cwd=PROJECT, stdin=theirs, capture_output=True, encoding="utf-8", timeout=60)
    assert run.returncode == 0, run.stderr
    assert "印发工作要点的机关全称 / The full name of the body that issues the plan" in run.stdout
    site = load(tmp_path / "union")
    assert site.languages == ("zh",) and site.newest.responsible["zh"] == "责任单位"
    assert site.bodies[0].id == "ban-gong-shi"
