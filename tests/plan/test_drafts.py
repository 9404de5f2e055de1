"""A draft is checked with its gaps as notices, is shown as far as it is complete, and never stops the other years."""

import shutil
from pathlib import Path

import pytest
from conftest import PROJECT, change, check, command
from fuzz import fuzz, render_all

from macros.i18n.report import report
from macros.i18n.words import Words
from macros.plan.load import load
from macros.plan.reader import printed
from macros.plan.yaml_source import DataError

DRAFT, OTHER = "plans/2025.yml", "plans/2024.yml"


@pytest.fixture
def drafted(tmp_path) -> Path:
    """Data of two years, of which the later is a draft."""
    return Path(shutil.copytree(PROJECT / "tests/data/shapes/draft", tmp_path / "data"))


#: What is done to the draft's file, and how many of its two items are shown.
DAMAGE = {
    "nothing": (lambda text: text, 2),
    "unknown party": (lambda text: text.replace("[mishu]", "[nobody]"), 2),
    "missing text": (lambda text: text.replace("          zh: 修订章程", "          en: Revise"), 1),
    "unknown key": (lambda text: text.replace("responsible: [mishu]", "responsable: [mishu]"), 2),
    "number out of order": (lambda text: text.replace("number: 2", "number: 7"), 2),
    "difference from the issued text": (lambda text: text.replace("修订章程", "修改章程"), 2),
    "text that is no Chinese": (lambda text: text.replace("修订章程", "修订,章程"), 2),
    "term's wrong variant": (lambda text: text.replace("zh: 责任部门", "zh: 责任⽀门"), 2),
    "printed with nobody in it": (
        lambda text: text.replace("zh: 修订章程", "zh: 修订章程\n        printed: {zh: 某部}"),
        2,
    ),
    "no title": (lambda text: text.replace("zh: 示例协会2025", "en: of 2025"), None),
    "no items": (lambda text: text[: text.index("items:")], None),
    "syntax": (lambda text: text.replace("items:", "items: ["), None),
    "tab": (lambda text: text.replace("  - number: 2", "\t- number: 2"), None),
    "another file": (lambda text: "draft: true\npersons: []\n", None),
    "only its mark": (lambda text: "draft: true\n", None),
    "a list": (lambda text: "draft: true\n- 1\n", None),
    "a text": (lambda text: "draft: true\nnotice\n", None),
    "a forbidden character": (lambda text: text + "\0", None),
    "an alias": (lambda text: text + "closing: *x\n", None),
}


@pytest.mark.parametrize("damage", DAMAGE)
def test_whatever_is_wrong_in_a_draft_the_other_years_are_there(drafted, damage):
    change_text, shown = DAMAGE[damage]
    path = drafted / DRAFT
    path.write_text(change_text(path.read_text(encoding="utf-8")), encoding="utf-8")
    site = load(drafted)
    assert site.compared["2024"] == 30
    plans = {plan.year: plan for plan in site.plans}
    assert plans.keys() == ({"2024", "2025"} if shown else {"2024"})
    assert not shown or len(plans["2025"].all_items) == shown
    assert (damage == "nothing") == (not site.notices)
    assert {Path(notice.place.path).name for notice in site.notices} <= {"2025.yml", "2025.txt"}
    for language in site.languages:
        render_all(site, Words(language))
    assert [plan.year for plan in load(drafted, with_drafts=False).plans] == ["2024"]
    content = path.read_bytes()
    for run in (check(drafted, "--language", "en"), command("translations", drafted), command("fmt", drafted)):
        assert run.returncode == 0, run.stderr
    assert path.read_bytes() == content or damage == "printed with nobody in it"
    assert command("new-plan", drafted, "--year", "2026").returncode == 0


def test_a_draft_s_issued_text_may_be_of_any_kind(drafted):
    for content in (b"\xff\xfe", b"", "另一份文件。".encode()):
        (drafted / "sources/2025.txt").write_bytes(content)
        site = load(drafted)
        assert {notice.place.path.rpartition("/")[2] for notice in site.notices} == {"2025.txt"}


def test_what_is_wrong_in_the_other_files_stops_the_build_all_the_same(drafted):
    line = change(drafted / OTHER, "responsible: [mishu]", "responsible: [nobody]")
    with pytest.raises(DataError) as error:
        load(drafted)
    assert [(Path(problem.place.path).name, problem.place.line) for problem in error.value.problems] == [
        ("2024.yml", line)
    ]


def test_without_any_other_plan_nothing_can_be_published(drafted):
    (drafted / OTHER).unlink()
    assert [plan.year for plan in load(drafted).plans] == ["2025"]
    with pytest.raises(DataError) as error:
        load(drafted, with_drafts=False)
    [message, *_] = report(error.value.problems, [Words("zh"), Words("en")])
    assert message == f"{printed(drafted / 'plans')}:1: {ONLY_DRAFTS}"


ONLY_DRAFTS = (
    "所有工作要点都是草稿（draft: true），没有可以发布的。定稿后请删去这一行；只想看草稿，请用“make serve”。"
    " / Every plan is a draft (draft: true), and none can be published. Delete that line once one is final;"
    " to look at drafts, use “make serve”."
)


def test_a_plan_that_says_false_is_no_draft(drafted):
    change(drafted / DRAFT, "draft: true", "draft: false")
    change(drafted / DRAFT, "responsible: [mishu]", "responsible: [nobody]")
    with pytest.raises(DataError):
        load(drafted)


@pytest.mark.parametrize("rounds", [4, pytest.param(100, marks=pytest.mark.long)])
def test_a_draft_damaged_anyhow_never_stops_the_other_years(drafted, rounds):
    outcomes = fuzz(drafted, rounds=rounds, seed=2025, file=DRAFT)
    stopped = sum(count for outcome, count in outcomes.items() if outcome.startswith("reported"))
    # The only damage that can stop them is that of the mark itself.
    assert stopped <= rounds // 10
