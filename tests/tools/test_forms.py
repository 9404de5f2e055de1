"""The answers of a form become a patch of the data, and the patch is applied to the data and to nothing else."""

import base64
import json
import subprocess

import pytest
import yaml
from conftest import PROJECT, command

from macros.i18n.words import ORIGINAL
from macros.plan.load import load

EVENTS = PROJECT / "tests/data/events"


def outputs(text: str) -> dict[str, str]:
    pairs = (line.split("=", 1) for line in text.splitlines())
    return {name: base64.b64decode(value).decode() for name, value in pairs}


def given(monkeypatch, data, event: str, **other: str):
    """Run the command on the issue of a saved event, some answers of which are other ones."""
    body = json.loads((EVENTS / f"{event}.json").read_text(encoding="utf-8"))["issue"]["body"]
    for old, new in other.items():
        assert old in body
        body = body.replace(old, new)
    monkeypatch.setenv("ISSUE_BODY", body)
    return command("form", data)


def test_a_sentence_is_corrected_in_each_language_that_is_filled_in(data, monkeypatch):
    run = given(monkeypatch, data, "correct-a-sentence")
    assert run.returncode == 0, run.stderr
    said = outputs(run.stdout)
    assert (
        "-              zh: 新的第二条\n" in said["patch"]
        and "+              zh: 更新的第二条：“很好” # 2\n" not in said["patch"]
    )
    clause = next(duty.clause for duty in load(data).plans[0].duties if duty.clause.number == "1.2")
    assert clause.text[ORIGINAL] == "更新的第二条：“很好” # 2" and clause.text["en"] == "The second new clause."
    assert clause.responsible == ("advisers", "jia-yi")
    assert "2024: there is no sources/2024.txt" in said["said"]


@pytest.mark.parametrize(
    ("event", "expected"),
    [("add-a-person", {"zh": "欧阳新", "en": "Ouyang Xin"}), ("add-a-body", {"zh": "新的部门"})],
)
def test_who_is_added_gets_an_id_and_the_names_given(data, monkeypatch, event, expected):
    assert given(monkeypatch, data, event).returncode == 0
    people = yaml.safe_load((data / "people.yml").read_text(encoding="utf-8"))
    added = people["persons" if event == "add-a-person" else "bodies"][-1]
    assert added["name"] == expected
    assert added["id"] == {"add-a-person": "ou-yang-xin", "add-a-body": "xin-de-bu-men"}[event]


def test_a_branch_is_added_with_its_kind_by_name(data, monkeypatch):
    run = given(monkeypatch, data, "add-a-branch")
    assert run.returncode == 0, run.stderr
    added = load(data).branches["xin-zhi-bu"]
    assert added.source.address == "https://plan.example/new" and added.name[ORIGINAL] == "新支部"


def test_who_is_removed_is_reported_where_clauses_still_name_them(data, monkeypatch):
    run = given(monkeypatch, data, "remove-a-person")
    assert run.returncode == 0, run.stderr
    said = outputs(run.stdout)
    assert "-  - id: jia-yi\n" in said["patch"]
    assert "“jia-yi”" in said["said"]


@pytest.mark.parametrize(
    ("event", "other", "sentence"),
    [
        ("correct-a-sentence", {"1.2": "9.9"}, "2024 has no clause “9.9”"),
        ("correct-a-sentence", {"派驻顾问": "无名氏"}, "people.yml does not have “无名氏”"),
        ("correct-a-sentence", {"### 条的编号": "### 别的"}, "This is no form"),
        ("add-a-person", {"_No response_": "jia-yi"}, "“id” is to be changed by hand"),
        ("remove-a-person", {"甲一": "无名氏"}, "people.yml does not have “无名氏”"),
    ],
)
def test_what_cannot_be_done_says_why_and_changes_nothing(data, monkeypatch, event, other, sentence):
    before = {path: path.read_bytes() for path in data.rglob("*.yml")}
    run = given(monkeypatch, data, event, **other)
    assert run.returncode == 1 and sentence in run.stderr and not run.stdout
    assert {path: path.read_bytes() for path in data.rglob("*.yml")} == before


def test_text_of_a_stranger_is_never_more_than_text(data, monkeypatch):
    nasty = '!!python/object:os.system {a: &b [*b]} "quoted" \\x41 $(touch pwned) `touch pwned` ${{ github.token }}'
    run = given(monkeypatch, data, "correct-a-sentence", **{"更新的第二条：“很好” # 2": nasty})
    assert run.returncode == 0, run.stderr
    plan = yaml.safe_load((data / "plans/2024.yml").read_text(encoding="utf-8"))
    assert plan["sections"][0]["items"][0]["clauses"][1]["text"]["zh"] == nasty
    assert not list(data.parent.rglob("pwned"))


PATCH = "--- a/data/people.yml\n+++ b/data/people.yml\n@@ -1,2 +1,2 @@\n # Invented.\n-persons:\n+persons: # x\n"


@pytest.fixture
def repository(data, monkeypatch):
    subprocess.run(["git", "init", "--quiet"], cwd=data.parent, check=True)
    (data / "people.yml").write_text("# Invented.\npersons:\n", encoding="utf-8")
    return data


def applied(repository, monkeypatch, patch: str, said: str = "said"):
    for name, text in (("PATCH", patch), ("SAID", said)):
        monkeypatch.setenv(name, base64.b64encode(text.encode()).decode())
    monkeypatch.setenv("NUMBER", "12")
    return command("apply", repository, "--body", str(repository.parent / "body.md"))


def test_a_patch_of_the_data_is_applied_and_its_body_says_what_the_check_said(repository, monkeypatch):
    run = applied(repository, monkeypatch, PATCH, "first\n@everyone ``` <b>\n")
    assert run.returncode == 0, run.stderr
    assert (repository / "people.yml").read_text(encoding="utf-8") == "# Invented.\npersons: # x\n"
    body = (repository.parent / "body.md").read_text(encoding="utf-8")
    assert body.startswith("Closes #12\n") and body.endswith("\n\n    first\n    @everyone ``` <b>\n")


WRONG = {
    "outside": PATCH.replace("data/people.yml", "macros/people.yml"),
    "above": PATCH.replace("data/people.yml", "data/../people.yml"),
    "absolute": PATCH.replace("b/data/people.yml", "b//etc/people.yml").replace("a/data", "a//etc"),
    "no data": PATCH.replace("people.yml", "people.py"),
    "hidden workflow": PATCH.replace("data/people.yml", ".github/workflows/people.yml"),
    "two names": PATCH.replace("a/data/people.yml", "a/data/site.yml"),
    "a mode": f"diff --git a/data/people.yml b/data/people.yml\nold mode 100644\nnew mode 100755\n{PATCH}",
    "a link": "diff --git a/data/x.yml b/data/x.yml\nnew file mode 120000\n--- /dev/null\n+++ b/data/x.yml\n"
    "@@ -0,0 +1 @@\n+/etc/passwd\n",
    "a second file": f"{PATCH}--- a/macros/x.py\n+++ b/macros/x.py\n@@ -1 +1 @@\n-a\n+b\n",
    "deletion": PATCH.replace("+++ b/data/people.yml", "+++ /dev/null"),
    "quoted": PATCH.replace("b/data/people.yml", '"b/data/people.yml"'),
    "binary": "diff --git a/data/x.yml b/data/x.yml\nGIT binary patch\nliteral 0\n",
    "empty": "",
    "head alone": "--- a/data/people.yml\n+++ b/data/people.yml\n",
    "short hunk": PATCH.replace("+persons: # x\n", ""),
    "does not fit": PATCH.replace("-persons:", "-other:"),
}


@pytest.mark.parametrize("case", WRONG)
def test_any_other_patch_is_refused_as_a_whole(repository, monkeypatch, case):
    run = applied(repository, monkeypatch, WRONG[case])
    assert run.returncode == 1 and "was not made" in run.stderr
    assert (repository / "people.yml").read_text(encoding="utf-8") == "# Invented.\npersons:\n"
    assert not (repository.parent / "body.md").exists()


def test_a_link_in_the_data_is_not_followed(repository, monkeypatch, tmp_path):
    target = tmp_path / "target.yml"
    (repository / "people.yml").rename(target)
    (repository / "people.yml").symlink_to(target)
    assert applied(repository, monkeypatch, PATCH).returncode == 1
    assert target.read_text(encoding="utf-8") == "# Invented.\npersons:\n"


def test_what_is_no_base64_is_refused(repository, monkeypatch):
    monkeypatch.setenv("PATCH", "***")
    monkeypatch.setenv("SAID", "")
    assert command("apply", repository, "--body", "body.md").returncode == 1


def test_the_patch_of_a_form_is_one_that_is_applied(data, monkeypatch):
    subprocess.run(["git", "init", "--quiet"], cwd=data.parent, check=True)
    before = (data / "people.yml").read_text(encoding="utf-8")
    patch = outputs(given(monkeypatch, data, "add-a-body").stdout)["patch"]
    after = (data / "people.yml").read_text(encoding="utf-8")
    (data / "people.yml").write_text(before, encoding="utf-8")
    assert applied(data, monkeypatch, patch).returncode == 0
    assert (data / "people.yml").read_text(encoding="utf-8") == after
