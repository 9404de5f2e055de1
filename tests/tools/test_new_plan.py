"""Next year's plan begins as a file that passes the check when it is filled in, and the check reports what is not."""

import re

import pytest
from conftest import SHIPPED, article, change, check, command

from macros.plan.load import load
from macros.tools import canonical_format
from macros.tools.new_plan import skeleton


@pytest.fixture
def begun(data):
    """Begin the plan of 2025 in the small data folder."""
    run = command("new-plan", data, "--year", "2025")
    assert run.returncode == 0, run.stderr
    assert "已写好 data/plans/2025.yml" in run.stdout and "Begun: data/plans/2025.yml" in run.stdout
    return data / "plans/2025.yml"


def test_what_is_still_empty_is_reported_line_by_line_and_nothing_else(data, begun):
    lines = begun.read_text(encoding="utf-8").splitlines()
    pattern = r" *((zh|date):|responsible: \[\])"
    empty = [number for number, line in enumerate(lines, start=1) if re.fullmatch(pattern, line)]
    run = check(data, "--language", "en")
    assert run.returncode == 1
    assert [line.split(" ")[0] for line in run.stderr.splitlines()[:-1]] == [
        f"data/plans/2025.yml:{number}:" for number in empty
    ]
    assert len(empty) == 8


def test_filled_in_it_passes_the_check_and_is_the_newest_plan(data, begun):
    text = begun.read_text(encoding="utf-8")
    filled = re.sub(r"^( *)zh:$", r"\1zh: 补充", text, flags=re.MULTILINE)
    filled = filled.replace("date:\n", "date: 2025-01-06\n").replace("responsible: []", "responsible: [jia-yi]")
    begun.write_text(filled, encoding="utf-8")
    run = check(data)
    assert run.returncode == 0, run.stderr
    assert not list(canonical_format.notices(data))
    assert "2025年1月6日" in article(data, "").get_text()
    clauses = article(data, "people/jia-yi/").select('[data-plan="2025"]')
    assert [clause["data-clause"] for clause in clauses] == ["1.1"]


def test_what_is_alike_every_year_is_taken_over_with_the_year_changed(data, begun):
    text = begun.read_text(encoding="utf-8")
    assert "  zh: 示例委员会2025年工作要点\n  en: 2025 Work Plan of the Example Committee\n" in text
    assert "示例委员会关于印发2025年工作要点的通知" in text
    assert "  zh: 牵头人\n  en: Leading\n" in text
    assert "2024" not in text


def test_every_key_says_what_it_means_and_one_that_the_last_plan_does_without_waits_as_a_comment(begun):
    lines = begun.read_text(encoding="utf-8").splitlines()
    for number, line in enumerate(lines):
        if re.match(r" *(- )?[a-z_]+:", line) and not re.match(r" *(zh|en):", line):
            assert re.match(r" *# .* / ", lines[number - 1]), line
    assert "        # closing:" in lines and "        #   zh:" in lines
    assert "        lead:" in lines and not {"separator: 、", "stops: site"} & set(lines)


def test_the_optional_keys_work_without_their_sign(data, begun):
    text = begun.read_text(encoding="utf-8")
    text = re.sub(r"^( *)# (closing:\n)((?:\1# .*\n)+)", _without_signs, text, flags=re.MULTILINE)
    begun.write_text(re.sub(r"^( *)zh:$", r"\1zh: 补充", text, flags=re.MULTILINE), encoding="utf-8")
    missing = [line.split(" ")[1] for line in check(data, "--language", "en").stderr.splitlines()[:-1]]
    assert missing == ["“date”", "“responsible”"]


def _without_signs(lines: re.Match[str]) -> str:
    margin, key, below = lines.groups()
    return f"{margin}{key}{below.replace(f'{margin}# ', margin)}"


def test_how_a_plan_is_written_is_taken_over(data):
    """Its marks, settings, labels and columns, and its levels."""
    change(
        data / "plans/2024.yml",
        "requirements:\n",
        "marks: [一、, （一）, 1.]\nseparator: ，\nstops: text\nbrackets: （）\nsupport:\n  zh: 配合单位\n"
        "columns:\n  - part: text\n    head:\n      zh: 任务\n  - part: responsible\n    head:\n      zh: 责任人\n"
        "requirements:\n",
    )
    change(
        data / "plans/2024.yml",
        "      zh: 另一部分\n      en: Another section\n    items:\n",
        "      zh: 另一部分\n      en: Another section\n    sections:\n    - number: 1\n      items:\n",
    )
    assert command("new-plan", data, "--year", "2025").returncode == 0
    text = (data / "plans/2025.yml").read_text(encoding="utf-8")
    assert "marks: [一、, （一）, 1.]\n" in text and "separator: ，\n" in text and "stops: text\n" in text
    assert "brackets: （）" not in text.replace("# brackets", "")
    assert "support:\n  zh: 配合单位\n" in text
    columns = re.search(r"^columns:\n((?:  .*\n)+)", text, re.MULTILINE)[1]
    assert columns == (
        "  - part: text\n    head:\n      zh: 任务\n  - part: responsible\n    head:\n      zh: 责任人\n"
    )
    assert re.search(r"^    sections:\n(?: +#.*\n)+      - number: 1\n", text, re.MULTILINE)


def test_a_plan_that_is_there_is_not_touched(data):
    before = (data / "plans/2024.yml").read_bytes()
    run = command("new-plan", data, "--year", "2024")
    assert run.returncode == 1
    assert "data/plans/2024.yml is there already and stays as it is." in run.stderr
    assert (data / "plans/2024.yml").read_bytes() == before


@pytest.mark.parametrize("year", ["", "25", "../x", "20255"])
def test_a_year_has_four_digits(data, year):
    run = command("new-plan", data, "--year", year)
    assert run.returncode == 1
    assert "make plan YEAR=2022" in run.stderr
    assert len(list((data / "plans").iterdir())) == 2


def test_mistakes_in_the_data_are_fixed_first(data):
    (data / "people.yml").write_text("persons: 1\n", encoding="utf-8")
    run = command("new-plan", data, "--year", "2025")
    assert run.returncode == 1
    assert run.stderr.startswith("data/people.yml:1: ")


def test_the_skeleton_of_the_shipped_plan_is_formatted(data):
    last = load(SHIPPED).newest
    text = skeleton(last, "2022", ("zh", "en"))
    assert text.startswith("# yaml-language-server: $schema=../../macros/tools/schemas/plan.json\n")
    assert last.year not in re.sub("#.*", "", text)
    assert canonical_format.formatted_text(text, type(last)) == text
