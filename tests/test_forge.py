"""What GitHub is told: workflows that it takes and that cannot do harm, forms whose fields are the keys of the data."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from conftest import PROJECT

from macros.plan.load import load
from macros.plan.model import Branch, Clause, Person, Source
from macros.tools import issue_forms

WORKFLOWS = sorted((PROJECT / ".github/workflows").glob("*.yml"))
MAKEFILE = (PROJECT / "Makefile").read_text(encoding="utf-8")


def workflow(name: str) -> dict:
    # YAML 1.1 takes the key `on` for true.
    return yaml.load((PROJECT / f".github/workflows/{name}.yml").read_text(encoding="utf-8"), Loader=yaml.BaseLoader)


def steps(name: str) -> list[dict]:
    return [step for job in workflow(name)["jobs"].values() for step in job["steps"]]


@pytest.mark.parametrize(("schema", "folder"), [("workflows", "workflows"), ("issue-forms", "ISSUE_TEMPLATE")])
def test_workflows_and_forms_are_what_github_takes(schema, folder):
    files = sorted((PROJECT / ".github" / folder).glob("*.yml"))
    assert len(files) >= 3
    command = [
        sys.executable,
        "-m",
        "check_jsonschema",
        "--builtin-schema",
        f"vendor.github-{schema}",
        *map(str, files),
    ]
    run = subprocess.run(command, capture_output=True, text=True)
    assert run.returncode == 0, run.stdout


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_actions_are_pinned_by_commit_and_say_their_version(path):
    uses = re.findall(r"uses: (.*)", path.read_text(encoding="utf-8"))
    assert uses and all(re.fullmatch(r"actions/[a-z-]+@[0-9a-f]{40} # v[0-9.]+", used) for used in uses), uses


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_every_job_has_an_end_and_whatever_make_it_calls_is_there(path):
    jobs = workflow(path.stem)["jobs"]
    assert all(int(job["timeout-minutes"]) <= 40 for job in jobs.values())
    called = set(
        re.findall(r"make (?:-C \S+ |--silent )?([a-z]+)", " ".join(str(step.get("run")) for step in steps(path.stem)))
    )
    assert called and called <= set(re.findall(r"^([a-z]+):", MAKEFILE, re.MULTILINE))


def test_a_stranger_s_pull_request_runs_without_rights():
    pull_request = workflow("pull-request")
    assert pull_request["on"] == "pull_request"
    assert pull_request["permissions"] == {"contents": "read"}
    assert not any("permissions" in job for job in pull_request["jobs"].values())
    text = (PROJECT / ".github/workflows/pull-request.yml").read_text(encoding="utf-8")
    assert "secrets" not in text and "github.token" not in text
    checkouts = [step for step in steps("pull-request") if "checkout" in step.get("uses", "")]
    assert len(checkouts) == 3 and all(step["with"]["persist-credentials"] == "false" for step in checkouts)


def test_no_command_of_a_workflow_has_words_of_strangers_in_it():
    # An expression is put into the script before the shell reads it: a branch's name could end it.
    for path in WORKFLOWS:
        assert not any("${{" in step.get("run", "") for step in steps(path.stem)), path


def test_a_workflow_annotates_what_is_wrong_at_its_line(data):
    (data / "people.yml").write_text("persons: []\nrolls: []\n", encoding="utf-8")
    make = ["make", "--silent", "-o", ".venv/site.installed", "check", f"BIN={Path(sys.executable).parent}"]
    environment = os.environ | {"GITHUB_ACTIONS": "true", "PLAN_DATA": str(data), "PYTHONUTF8": "1"}
    run = subprocess.run(make, cwd=PROJECT, env=environment, capture_output=True, text=True, encoding="utf-8")
    assert f"::error file={data.as_posix()}/people.yml,line=2::" in run.stderr, run.stderr


def test_forms_are_written_from_the_models_and_up_to_date():
    folder = PROJECT / ".github/ISSUE_TEMPLATE"
    # A bug has no key of the data.
    assert {path.name for path in folder.glob("*.yml")} == {"bug.yml", *issue_forms.issue_forms()}
    for name, text in issue_forms.issue_forms().items():
        assert (folder / name).read_text(encoding="utf-8") == text, f"{name}: make schema writes it anew"


def fields(name: str) -> dict[str, bool]:
    """Give the ids of a form's fields, and whether each must be filled in."""
    form = yaml.safe_load((PROJECT / f".github/ISSUE_TEMPLATE/{name}.yml").read_text(encoding="utf-8"))
    return {field["id"]: field["validations"]["required"] for field in form["body"] if "id" in field}


def keys_of(model) -> set[str]:
    return set(model.__dataclass_fields__) - {"place"}


def test_the_fields_of_forms_are_the_keys_of_the_data():
    branch = fields("add-a-branch")
    assert {field.split("_")[0] for field in branch} == keys_of(Branch) | {"reason"}
    assert {field.split("_")[1] for field in branch if field.startswith("source_")} == keys_of(Source)
    assert {field for field, is_required in branch.items() if is_required} == {
        "id",
        "name_zh",
        "kind",
        "source_title_zh",
    }
    assert set(fields("add-a-person")) == {"id", "name_zh", "name_en", "reason"}
    assert {field.split("_")[0] for field in fields("add-a-person")} == keys_of(Person) | {"reason"}
    assert set(fields("remove-a-person")) == {"id", "reason"}
    correction = fields("correct-a-sentence")
    assert {field.split("_")[0] for field in correction} == keys_of(Clause) | {"plan", "reason"}
    assert not any(correction.values())


def test_each_clause_leads_to_its_form_by_its_number(extended):
    for language in ("zh", "en"):
        clauses = extended.article("2024/sections/1/", language).select(".clause")
        links = [clause.select_one(".report")["href"] for clause in clauses]
        assert links == [
            "https://forge.example/committee/plan/issues/new?template=correct-a-sentence.yml"
            f"&title=2024/{number}&plan=2024&number={number}"
            for number in ("1.1", "1.2")
        ]
    assert {"plan", "number"} <= set(fields("correct-a-sentence"))
    assert (PROJECT / ".github/ISSUE_TEMPLATE/correct-a-sentence.yml").is_file()


def test_without_a_repository_there_is_no_link_to_a_form(two_plans):
    assert not two_plans.article("2024/sections/1/").select(".report")


def test_every_part_of_a_form_has_a_label_of_its_own():
    for text in issue_forms.issue_forms().values():
        labels = [field["attributes"]["label"] for field in yaml.safe_load(text)["body"] if "id" in field]
        assert len(set(labels)) == len(labels)


def test_the_publishing_workflow_notes_translations_in_the_shipped_record():
    assert load(PROJECT / "data").lock
    assert any("make fmt" in step.get("run", "") for step in steps("publish"))
