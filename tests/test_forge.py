"""What GitHub is told: workflows that it takes and that cannot do harm, forms whose fields are the keys of the data."""

import dataclasses
import os
import re
import subprocess
import sys
import types
import typing
from pathlib import Path

import pytest
import yaml
from conftest import LANGUAGES, PROJECT

from macros.i18n.words import ORIGINAL
from macros.plan.load import keys, load
from macros.plan.model import Branch, Clause, Person, Text

WORKFLOWS = sorted((PROJECT / ".github/workflows").glob("*.yml"))
FORMS = sorted((PROJECT / ".github/ISSUE_TEMPLATE").glob("*.yml"))
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
    assert run.returncode != 0
    assert f"::error file={data.as_posix()}/people.yml,line=2::" in run.stderr, run.stderr


def fields(name: str) -> dict[str, bool]:
    """List the ids of a form's fields, and whether each must be filled in."""
    form = yaml.safe_load((PROJECT / f".github/ISSUE_TEMPLATE/{name}.yml").read_text(encoding="utf-8"))
    return {field["id"]: field["validations"]["required"] for field in form["body"] if "id" in field}


def fields_of(model) -> dict[str, bool]:
    """List what can be filled in of a model, and whether it must be; `name_zh` stands at `zh:` below `name:`."""
    found = {}
    kinds, required = keys(model)
    for key, kind in kinds.items():
        kind = typing.get_args(kind)[0] if isinstance(kind, types.UnionType) else kind
        within = {}
        if kind is Text:
            within = {language: language == ORIGINAL for language in LANGUAGES}
        elif dataclasses.is_dataclass(kind):
            within = fields_of(kind)
        found |= {f"{key}_{name}": key in required and must for name, must in within.items()} or {key: key in required}
    return found


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        # Of a correction, nothing but what is to change has to be filled in.
        ("correct-a-sentence", {"plan": False, **dict.fromkeys(fields_of(Clause), False)}),
        ("add-a-branch", fields_of(Branch)),
        ("add-a-person", fields_of(Person)),
        ("remove-a-person", {"id": True}),
    ],
)
def test_the_fields_of_a_form_are_the_keys_of_the_data(form, expected):
    assert fields(form) == {**expected, "reason": False}


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
    for path in FORMS:
        form = yaml.safe_load(path.read_text(encoding="utf-8"))
        labels = [field["attributes"]["label"] for field in form["body"] if "id" in field]
        assert labels and len(set(labels)) == len(labels)


def test_the_publishing_workflow_notes_translations_in_the_shipped_record():
    assert load(PROJECT / "data").lock
    assert any("make fmt" in step.get("run", "") for step in steps("publish"))
