"""Data that is wrong stops the build: every mistake at file and line, in both languages, and the last site stays."""

import os
import shutil
import subprocess
import sys

import pytest
from conftest import PROJECT, build, change, mkdocs


def check(folder) -> subprocess.CompletedProcess[str]:
    """Run the check from the folder above the data, so that messages say `data/…`."""
    environment = os.environ | {"PYTHONPATH": str(PROJECT), "PYTHONUTF8": "1"}
    command = [sys.executable, "-m", "macros.check", folder.name]
    return subprocess.run(command, cwd=folder.parent, env=environment, capture_output=True, text=True, encoding="utf-8")


def messages(folder) -> list[str]:
    """Give the lines that say what is wrong, without the summary."""
    run = check(folder)
    assert run.returncode == 1, run.stdout
    assert "Traceback" not in run.stderr
    return run.stderr.splitlines()[:-2]


PLAN = "plans/2024.yml"

# A file, what is replaced in it, and what the maintainer reads: rule by rule.
MISTAKES = {
    "syntax": (
        PLAN,
        "zh: 新的第二条",
        "zh: “新的: 第二条”: 错",
        "YAML 写法有误（mapping values are not allowed in this context）。请检查缩进、冒号后的空格和引号是否成对。"
        " / YAML cannot read this (mapping values are not allowed in this context)."
        " Check the indentation, the space after each colon, and that quotes come in pairs.",
    ),
    "unknown key": (
        PLAN,
        "        lead:\n",
        "        leed:\n",
        "这里没有“leed”这一项；可用的有：number、title、lead、clauses。是不是“lead”？"
        " / “leed” is not known here; what can stand here: number, title, lead, clauses. Did you mean “lead”?",
    ),
    "unknown language": (
        "people.yml",
        "      en: Jia Yi",
        "      eng: Jia Yi",
        "这里没有“eng”这一项；可用的有：zh、en。是不是“en”？"
        " / “eng” is not known here; what can stand here: zh, en. Did you mean “en”?",
    ),
    "missing key": (
        "people.yml",
        "    name:\n      zh: 甲一\n      en: Jia Yi\n",
        "",
        "缺少“name”。 / “name” is missing.",
    ),
    "Chinese missing": (
        "people.yml",
        "      zh: 甲一\n",
        "",
        "缺少“zh”。 / “zh” is missing.",
    ),
    "Chinese empty": (
        "people.yml",
        "zh: 甲一",
        "zh:",
        "“zh”是空的，请填写，或者删去这一项。 / “zh” is empty. Fill it in, or delete the line.",
    ),
    "text where a list is expected": (
        PLAN,
        "responsible: [jia-yi]",
        "responsible: jia-yi",
        "“responsible”写法不对：应为一个列表（每行以 - 开头），现为一段文字。"
        " / “responsible” should be a list (each line begins with -), but is a text.",
    ),
    "list where a text is expected": (
        "branches.yml",
        "kind: example-branch\n    source:\n      title:\n        zh: 示发〔2023〕2号",
        "kind: [example-branch]\n    source:\n      title:\n        zh: 示发〔2023〕2号",
        "“kind”写法不对：应为一段文字，现为一个列表（每行以 - 开头）。"
        " / “kind” should be a text, but is a list (each line begins with -).",
    ),
    "text where a mapping is expected": (
        PLAN,
        "short_title:\n  zh: 2024年工作要点\n  en: 2024 Work Plan",
        "short_title: 2024年工作要点",
        "“short_title”写法不对：应为若干行“名称：内容”，现为一段文字。"
        " / “short_title” should be lines of the form “name: content”, but is a text.",
    ),
    "id not for an address": (
        "branches.yml",
        "  - id: plain-branch",
        "  - id: ../Plain",
        "id“../Plain”不能用作网址：只用小写字母、数字和连字符，例如 zhang-san。"
        " / The id “../Plain” cannot be part of an address: use lower-case letters, digits, and hyphens,"
        " as in zhang-san.",
    ),
    "unknown party": (
        PLAN,
        "responsible: [jia-yi, advisers]",
        "responsible: [jia-yi, adviser]",
        "people.yml 里没有责任人“adviser”。是不是“advisers”？"
        " / people.yml has no party “adviser”. Did you mean “advisers”?",
    ),
    "party named twice": (
        PLAN,
        "responsible: [jia-yi, advisers]",
        "responsible: [jia-yi, jia-yi]",
        "同一条里责任人“jia-yi”写了两次。 / “jia-yi” stands twice under the same clause.",
    ),
    "unknown role": (
        "branches.yml",
        "roles: [advisers]",
        "roles: [jia-yi]",
        "people.yml 里没有集体责任人“jia-yi”；可用的有：advisers、secretaries。"
        " / people.yml has no role “jia-yi”; the roles are: advisers, secretaries.",
    ),
    "unknown kind": (
        "branches.yml",
        "kind: example-branch\n    society",
        "kind: exampel-branch\n    society",
        "没有“exampel-branch”这一类支部；可用的有：example-branch。是不是“example-branch”？"
        " / There is no kind of branch “exampel-branch”; the kinds are: example-branch."
        " Did you mean “example-branch”?",
    ),
    "a day that does not exist": (
        PLAN,
        "date: 2024-02-29",
        "date: 2024-02-30",
        "“date”应是存在的日期，写作 2021-02-25，现为“2024-02-30”。"
        " / “date” should be a date that exists, written 2021-02-25, but is “2024-02-30”.",
    ),
    "a number that is none": (
        PLAN,
        "      - number: 2\n        title:\n          zh: 又一项",
        "      - number: two\n        title:\n          zh: 又一项",
        "“number”应是从 1 起的整数，现为“two”。 / “number” should be a whole number from 1, but is “two”.",
    ),
    "clause out of order": (
        PLAN,
        "number: 1.2",
        "number: 1.3",
        "编号“1.3”不连续，这里应是“1.2”。 / The number “1.3” is out of order; “1.2” is expected here.",
    ),
    "unknown rendering": (
        "glossary.yml",
        "rendering: own",
        "rendering: mine",
        "“mine”不能用作“rendering”；可用的有：official、secondary、own。"
        " / “mine” is no value of “rendering”; the values are: official, secondary, own.",
    ),
    "anchor": (
        PLAN,
        "zh: 新的第二条",
        "zh: &two 新的第二条",
        "这里不用 YAML 的 & 和 *；文字以它们开头时请加引号。"
        " / YAML's & and * are not used here; put a text that begins with one of them in quotes.",
    ),
    "tag": (
        PLAN,
        "zh: 新的第二条",
        "zh: !!python/name:os.system 新的第二条",
        "这里不用 YAML 的 ! 标记；文字以它开头时请加引号。"
        " / YAML's ! tags are not used here; put a text that begins with one in quotes.",
    ),
}


@pytest.mark.parametrize("mistake", MISTAKES)
def test_one_mistake_gives_one_message_at_its_line(data, mistake):
    file, old, new, sentence = MISTAKES[mistake]
    line = change(data / file, old, new)
    [message] = messages(data)
    assert message.split(": ", 1)[1] == sentence
    shown, _, at = message.split(": ")[0].rpartition(":")
    assert shown == f"data/{file}"
    # What is missing is told where its entry begins; all else on a line that was changed.
    assert line - 1 <= int(at) <= line + old.count("\n")


def test_a_duplicate_key_names_the_first_one(data):
    line = change(data / PLAN, "          zh: 新的一项\n", "          zh: 新的一项\n          zh: 别的\n")
    assert messages(data) == [
        f"data/{PLAN}:{line + 1}: “zh”重复了，第一次在第{line}行，请只留一个。"
        f" / “zh” stands here twice, first on line {line}. Keep one."
    ]


def test_a_duplicate_id_names_the_first_one(data):
    change(data / "people.yml", "  - id: advisers", "  - id: jia-yi")
    assert [message for message in messages(data) if message.startswith("data/people.yml")] == [
        "data/people.yml:16: id“jia-yi”重复了，第一次在 data/people.yml:3。每个 id 只用一次。"
        " / The id “jia-yi” is used twice, first at data/people.yml:3. Every id is used once."
    ]


@pytest.mark.parametrize("file", ["site.yml", "people.yml", "branches.yml", "glossary.yml", PLAN])
def test_an_absent_an_empty_and_an_undecodable_file_give_one_message_each(data, file):
    (data / file).write_bytes("zh: 甲\nen: ".encode() + b"\xff")
    assert messages(data)[0].startswith(f"data/{file}:2: 文件不是 UTF-8 编码")
    (data / file).write_text("# nothing\n")
    assert messages(data) == [f"data/{file}:1: 文件是空的。 / The file is empty."]
    if file != PLAN:
        (data / file).unlink()
        assert messages(data) == [f"data/{file}:1: 缺少这个文件。 / This file is missing."]


def test_a_plan_s_file_is_named_by_its_year(data):
    (data / PLAN).rename(data / "plans/next.yml")
    assert messages(data)[0].startswith("data/plans/next.yml:1: 工作要点的文件名应是年份")


def test_all_problems_of_all_files_are_told_at_once_in_order(data):
    change(data / PLAN, "responsible: [jia-yi]", "responsible: [nobody]")
    change(data / "plans/2023.yml", "date: 2023-01-05", "date: 2023-13-05")
    change(data / "people.yml", "      en: Bing Ding", "      ne: Bing Ding")
    places = [message.split(": ")[0] for message in messages(data)]
    assert [place.rsplit(":")[0] for place in places] == ["data/people.yml", "data/plans/2023.yml", f"data/{PLAN}"]


def test_a_wrong_build_prints_every_problem_and_keeps_the_last_good_site(tmp_path, data):
    target = tmp_path / "site"
    build(target, data)
    before = {path: path.read_bytes() for path in target.rglob("*") if path.is_file()}
    change(data / PLAN, "responsible: [jia-yi]", "responsible: [nobody]")
    change(data / "glossary.yml", "rendering: own", "rendering: mine")
    run = mkdocs(target, data)
    assert run.returncode != 0
    assert "people.yml has no party “nobody”." in run.stderr
    assert "“mine” is no value of “rendering”" in run.stderr
    assert "2 mistakes in the data" in run.stderr
    assert "Traceback" not in run.stderr
    assert {path: path.read_bytes() for path in target.rglob("*") if path.is_file()} == before
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith("site")] == ["site"]


def test_a_warning_in_the_second_language_also_keeps_the_last_good_site(tmp_path):
    project = tmp_path / "project"
    for folder in ("macros", "docs"):
        shutil.copytree(PROJECT / folder, project / folder)
    for name in ("mkdocs.yml", "mkdocs.en.yml"):
        shutil.copy(PROJECT / name, project)
    target = tmp_path / "site"
    (target / "kept").mkdir(parents=True)
    change(project / "docs/en/about.md", "(glossary/index.md)", "(nowhere.md)")
    run = mkdocs(target, PROJECT / "data", project)
    assert run.returncode != 0
    assert "nowhere.md" in run.stderr
    assert [path.name for path in target.iterdir()] == ["kept"]
