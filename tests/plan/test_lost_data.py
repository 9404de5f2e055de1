"""What would be missed on the site without a word is told: files not read, entries gone, years of before."""

import shutil

import pytest
from conftest import change, check

PLAN, PEOPLE, GLOSSARY = "plans/2024.yml", "people.yml", "glossary.yml"

UNREAD_FILE = (
    "这个文件没有读入：放错了文件夹，或名称不对。工作要点是 plans/2022.yml 这样的文件，"
    "其他数据是 site.yml、people.yml、branches.yml、glossary.yml、search.yml。"
)
UNREAD_TEXT = "提示：这个文件没有读入。印发的原文是 sources/2022.txt 这样的文件，与 plans/2022.yml 的年份相同。"
GONE = "提示：以前有、现在没有的（2个）：bing-ding、jia-yi。其网址和网上的链接随之失效；只是改了 id 的，请改回。"
ANOTHER_YEAR = "提示：这是2024年的工作要点，这里却是“2022年工作要点”；请核对年份。"


@pytest.fixture
def before(data, tmp_path):
    return shutil.copytree(data, tmp_path / "before")


def said(data, *options: str) -> list[str]:
    """Return the notices and errors of a check, without the summary."""
    run = check(data, "--language", "zh", *options)
    assert "Traceback" not in run.stderr
    return [line for line in (run.stdout + run.stderr).splitlines() if line.startswith("data/")]


@pytest.mark.parametrize(
    ("name", "wrong"),
    [
        (PLAN, "2024.yml"),
        (PLAN, "plan/2024.yml"),
        (PLAN, "plans/2024.YML"),
        (GLOSSARY, "glossary.yaml"),
        (GLOSSARY, "plan/glossary.yml"),
    ],
)
def test_a_data_file_in_the_wrong_place_is_an_error(data, name, wrong):
    (data / "plan").mkdir()
    (data / name).rename(data / wrong)
    assert said(data) == [f"data/{wrong}:1: {UNREAD_FILE}"]


def test_the_only_plan_in_the_wrong_place_is_one_mistake(data):
    (data / "plans/2023.yml").unlink()
    (data / PLAN).rename(data / "2024.yml")
    assert said(data) == [f"data/2024.yml:1: {UNREAD_FILE}"]


@pytest.mark.parametrize("wrong", ["2024.txt", "source/2024.txt", "sources/2025.txt", "sources/2024.TXT"])
def test_an_issued_text_in_the_wrong_place_is_noted(data, wrong):
    (data / wrong).parent.mkdir(exist_ok=True)
    (data / wrong).write_text("示例", encoding="utf-8")
    assert said(data) == [f"data/{wrong}:1: {UNREAD_TEXT}"]


def test_hidden_files_and_others_are_nobody_s_business(data):
    (data / ".idea").mkdir()
    for name in (".idea/workspace.yml", ".hidden.yml", "README.md", "sources.docx"):
        (data / name).write_text("x", encoding="utf-8")
    assert said(data) == []


def test_ids_that_were_there_before_are_missed(data, before):
    for file in (PEOPLE, PLAN, "plans/2023.yml"):
        path = data / file
        path.write_text(path.read_text(encoding="utf-8").replace("jia-yi", "jia-er").replace("bing-ding", "bing"))
    assert said(data) == []
    assert said(data, "--before", str(before)) == [f"data/{PEOPLE}:1: {GONE}"]


def test_terms_branches_and_plans_that_were_there_before_are_missed(data, before):
    for file in (GLOSSARY, "branches.yml", "plans/2023.yml"):
        (data / file).unlink()
    change(data / PLAN, "responsible: [jia-yi, advisers]", "responsible: [jia-yi, advisers, bing-ding]")
    notes = said(data, "--before", str(before))
    assert [note.partition("：其网址")[0].partition("。")[0] for note in notes] == [
        "data/branches.yml:1: 提示：以前有、现在没有的（3个）：advised-branch、example-branch、plain-branch",
        "data/glossary.yml:1: 提示：以前有、现在没有的（1个）：common-word",
        "data/plans:1: 提示：以前有、现在没有的（1个）：2023",
    ]


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        ("  zh: 2024年工作要点", "  zh: 2022年工作要点", "2022年工作要点"),
        ("  zh: 示例委员会2024年工作要点", "  zh: 示例委员会2023年工作要点", "示例委员会2023年工作要点"),
        (
            "    zh: 示例委员会关于印发2024年",
            "    zh: 示例委员会关于印发2021年",
            "示例委员会关于印发2021年工作要点的通知",
        ),
    ],
)
def test_a_title_of_another_year_is_noted(data, old, new, found):
    line = change(data / PLAN, old, new)
    assert said(data) == [f"data/{PLAN}:{line}: {ANOTHER_YEAR.replace('2022年工作要点', found)}"]


def test_a_date_of_another_year_is_noted(data):
    change(data / PLAN, "date: 2024-02-29", "date: 2021-02-28")
    assert said(data) == [f"data/{PLAN}:3: {ANOTHER_YEAR.replace('2022年工作要点', '2021-02-28')}"]


def test_a_plan_issued_before_its_year_or_for_several_is_right(data):
    change(data / PLAN, "date: 2024-02-29", "date: 2023-12-31")
    change(data / PLAN, "  zh: 示例委员会2024年工作要点", "  zh: 示例委员会2023—2025年工作要点")
    assert said(data) == []
