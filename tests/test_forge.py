"""What GitHub reads: workflows that it takes and that cannot do harm, forms whose fields are the keys of the data."""

import dataclasses
import os
import re
import subprocess
import sys
import tempfile
import types
import typing
from pathlib import Path

import pytest
import yaml
from conftest import LANGUAGES, PROJECT, change, command

from macros.i18n.words import ORIGINAL
from macros.plan.load import load
from macros.plan.model import Body, Branch, Person, Text
from macros.plan.reader import keys
from macros.plan.work_plan import Clause

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
    checker = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", f"vendor.github-{schema}"]
    run = subprocess.run([*checker, *map(str, files)], capture_output=True, text=True)
    assert run.returncode == 0, run.stdout


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_actions_are_pinned_by_commit_and_say_their_version(path):
    uses = re.findall(r"uses: (.*)", path.read_text(encoding="utf-8"))
    assert uses and all(re.fullmatch(r"actions/[a-z-]+@[0-9a-f]{40} # v[0-9.]+", used) for used in uses), uses


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_every_job_has_an_end_and_whatever_make_it_calls_is_there(path):
    jobs = workflow(path.stem)["jobs"]
    assert all(int(job["timeout-minutes"]) <= 60 for job in jobs.values())
    called = set(
        re.findall(r"make (?:-C \S+ |--silent )?([a-z]+)", " ".join(str(step.get("run")) for step in steps(path.stem)))
    )
    assert called <= set(re.findall(r"^([a-z]+):", MAKEFILE, re.MULTILINE))


@pytest.mark.parametrize("name", ["data", "publish"])
def test_what_a_workflow_commits_is_the_data_wherever_they_stand(tmp_path, name):
    def git(*arguments: str) -> str:
        return subprocess.run(["git", *arguments], cwd=tmp_path, capture_output=True, text=True, check=True).stdout

    git("init", "--quiet")
    (tmp_path / "union").mkdir()
    (tmp_path / "union/translations.lock").write_text("# new\n")
    if name == "publish":
        subprocess.run(["git", "init", "--quiet", "before"], cwd=tmp_path, check=True)
        (tmp_path / "before/mkdocs.yml").write_text("\n")
    [adding] = re.findall(r"git add .*", "\n".join(step.get("run", "") for step in steps(name)))
    subprocess.run(["bash", "-e", "-c", adding], cwd=tmp_path, check=True)
    assert git("diff", "--cached", "--name-only").split() == ["union/translations.lock"]


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_no_workflow_names_a_data_folder(path):
    text = path.read_text(encoding="utf-8")
    assert not re.search(r"\bdata/(?!people\.yml:8)|-- data\b|\bpaths:", text)


def test_a_stranger_s_pull_request_runs_without_rights():
    pull_request = workflow("pull-request")
    assert pull_request["on"] == "pull_request"
    assert pull_request["permissions"] == {"contents": "read"}
    assert not any("permissions" in job for job in pull_request["jobs"].values())
    text = (PROJECT / ".github/workflows/pull-request.yml").read_text(encoding="utf-8")
    assert "secrets" not in text and "github.token" not in text
    checkouts = [step for step in steps("pull-request") if "checkout" in step.get("uses", "")]
    assert len(checkouts) == 3 and all(step["with"]["persist-credentials"] == "false" for step in checkouts)


def test_what_is_merged_is_put_into_form_before_it_is_published():
    jobs = workflow("publish")["jobs"]
    [formatting] = (
        name for name, job in jobs.items() if any("make fmt" in step.get("run", "") for step in job["steps"])
    )
    assert jobs["build"]["needs"] == formatting
    # A main that takes no commits from workflows is published all the same.
    assert "cancelled()" in jobs["build"]["if"]
    assert jobs["build"]["steps"][0]["with"]["ref"] == "${{ github.ref_name }}"
    assert [name for name, job in jobs.items() if "contents: write" in yaml.dump(job)] == [formatting]


CITY = str(PROJECT / "tests/data/imports/city.txt")
JOBS = [
    ("import", {"YEAR": "2025", "FILE": CITY, "RUNNER_TEMP": tempfile.gettempdir()}, "plans/2025.yml", "draft: true"),
    ("format", {}, "people.yml", "zh: 丙丁"),
    ("confirm", {"AT": "data/plans/2024.yml:{line}"}, "translations.lock", ""),
    ("new-plan", {"YEAR": "2025"}, "plans/2025.yml", "short_title:"),
]


@pytest.mark.parametrize(("job", "inputs", "file", "text"), JOBS, ids=[job for job, *_ in JOBS])
def test_what_a_maintainer_starts_from_the_web_changes_the_data(data, job, inputs, file, text):
    assert command("fmt", data).returncode == 0
    change(data / "people.yml", "      zh: 丙丁\n", "      zh: '丙丁'\n")
    line = change(data / "plans/2024.yml", "zh: 新的第二条", "zh: 更新的第二条") + 1
    before = (data / file).read_bytes() if (data / file).exists() else b""
    [step] = (step for step in steps("data") if step.get("if") == f"inputs.job == '{job}'")
    environment = {name: value.format(line=line) for name, value in inputs.items()}
    environment |= {"PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}", "PYTHONPATH": str(PROJECT)}
    run = subprocess.run(
        ["bash", "-e", "-c", step["run"]], cwd=data.parent, env=environment, capture_output=True, text=True
    )
    assert run.returncode == 0, run.stderr
    assert (data / file).read_bytes() != before
    assert text in (data / file).read_text(encoding="utf-8")


def test_the_jobs_of_the_web_are_those_of_the_form_and_end_in_a_pull_request():
    inputs = workflow("data")["on"]["workflow_dispatch"]["inputs"]
    conditions = [step["if"] for step in steps("data") if "if" in step]
    assert conditions == [f"inputs.job == '{job}'" for job in inputs["job"]["options"]]
    [job] = workflow("data")["jobs"].values()
    assert job["permissions"] == {"contents": "write", "pull-requests": "write"}
    assert "gh pr create" in job["steps"][-1]["run"]


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


# What the forms do not ask for: it is the same for a whole plan, or follows from the text as issued.
LEFT_OUT = {"lead", "support", "deadline_text_zh", "deadline_text_en", "deadline_when", "printed_zh", "printed_en"}
LEFT_OUT |= {"merged", "variants", "oversight", "cells", "ends", "marked"}


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        # Of a correction, nothing but what is to change has to be filled in.
        ("correct-a-sentence", {"plan": False, **dict.fromkeys(fields_of(Clause), False)}),
        # Ids are the maintainers' matter; a kind is named as the site names it, by whoever knows it.
        ("add-a-branch", fields_of(Branch) | {"id": False, "kind": False}),
        ("add-a-person", fields_of(Person) | {"id": False}),
        ("add-a-body", fields_of(Body) | {"id": False}),
        ("remove-a-person", {"name_zh": True}),
    ],
)
def test_the_fields_of_a_form_are_the_keys_of_the_data(form, expected):
    assert fields(form) == {**{key: must for key, must in expected.items() if key not in LEFT_OUT}, "reason": False}


def test_what_the_forms_leave_out_is_a_key_and_never_required():
    keys_of_models = {**fields_of(Person), **fields_of(Clause)}
    assert not any(keys_of_models[key] for key in LEFT_OUT)


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
