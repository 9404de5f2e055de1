"""What README and CONTRIBUTING say is so: their worked example runs, in both languages, and what they name is there."""

import re
import shlex
import shutil
import subprocess

import pytest
from conftest import LANGUAGES, PROJECT, SHIPPED, article, change, check

from macros.__main__ import COMMANDS
from macros.plan.load import load

CONTRIBUTING = {"en": "CONTRIBUTING.md", "zh": "CONTRIBUTING.zh.md"}
README = {"en": "README.md", "zh": "README.zh.md"}


def text_of(name: str) -> str:
    return (PROJECT / name).read_text(encoding="utf-8")


def blocks(text: str) -> list[tuple[str, list[str]]]:
    """Return the fenced blocks of a document: the language of each, and its lines without their margin."""
    found = re.findall(r"^( *)```(\w+)\n(.*?)^ *```$", text, re.MULTILINE | re.DOTALL)
    return [(kind, [line.removeprefix(margin) for line in body.splitlines()]) for margin, kind, body in found]


def apply(lines: list[str], data) -> None:
    """Change a file of the data as a block of CONTRIBUTING has it: one line for another."""
    name, removed, added = lines
    path = data.parent / name.removeprefix("--- ")
    change(path, removed.removeprefix("-"), added.removeprefix("+"))


def without_numbers(line: str) -> str:
    """Leave out where a line stands: that changes as data grows."""
    return re.sub(r"(\.yml|\.lock):\d+", r"\1", line)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_worked_example_of_contributing_runs(language, tmp_path):
    data = shutil.copytree(SHIPPED, tmp_path / "data")
    example = blocks(text_of(CONTRIBUTING[language]))
    assert [kind for kind, _ in example] == ["diff", "text", "diff", "text"]
    for kind, lines in example:
        if kind == "diff":
            apply(lines, data)
            continue
        run = check(data, "--language", language)
        assert run.returncode == 0, run.stderr
        assert f"\n{without_numbers(lines[0])}" in f"\n{without_numbers(run.stdout)}", run.stdout
    assert not list(load(data).outdated)
    assert example[2][1][2].partition("en: ")[2] in article(data, "glossary/", "en").get_text()


def test_both_languages_show_the_same_example():
    english, chinese = (blocks(text_of(CONTRIBUTING[language])) for language in ("en", "zh"))
    assert [lines for kind, lines in english if kind == "diff"] == [lines for kind, lines in chinese if kind == "diff"]


@pytest.mark.parametrize("name", [*CONTRIBUTING.values(), *README.values()])
def test_what_documents_name_is_there(name):
    text = text_of(name)
    targets = set(re.findall(r"^([a-z-]+):", text_of("Makefile"), re.MULTILINE))
    assert (
        set(re.findall(r"`make ([a-z-]+)", text)) | set(re.findall(r"^make ([a-z-]+)", text, re.MULTILINE)) <= targets
    )
    # What stands in backticks is an example.
    for target in re.findall(r"\]\(([^)#:]+)\)", re.sub(r"`[^`\n]*`", "", text)):
        assert (PROJECT / target).exists(), target


@pytest.mark.parametrize("name", README.values())
def test_what_stands_there_for_those_without_make_is_what_make_does(name):
    [install] = (lines for kind, lines in blocks(text_of(name)) if "venv" in lines[0])
    rows = re.findall(r"^\| `make ([^`]+)`[^|]*\| (`[^|]+`) \|$", text_of(name), re.MULTILINE)
    said = []
    for call, cell in rows:
        commands = re.findall(r"`([^`]+)`", cell)
        run = subprocess.run(
            [
                "make",
                "--dry-run",
                "VENV=.venv-of-nobody",
                "GITHUB_ACTIONS=",
                "WHEELS=--only-binary :all:",
                *shlex.split(call),
            ],
            cwd=PROJECT,
            capture_output=True,
            text=True,
        )
        # What is built in a folder of its own is moved from there.
        output = re.sub(r'"\$folder/([^"]+)"', r"\1", run.stdout)
        done = [line.replace(".venv-of-nobody/bin/", "").strip().rstrip("; \\") for line in output.splitlines()]
        assert [command for command in commands if command not in done] == [], call
        made = [line.replace(".venv-of-nobody", ".venv").strip() for line in run.stdout.splitlines()]
        assert [line for line in install if line not in made] == [], call
        said += commands
    # Every command of ours, and every way to build.
    assert {f"python -m macros {command}" for command in COMMANDS} <= {" ".join(line.split()[:4]) for line in said}
    assert {call.split()[0] for call, _ in rows} >= {"serve", "site", "pdf", "preview", "offline", "test"}


@pytest.mark.parametrize("pair", [CONTRIBUTING, README], ids=lambda pair: pair["en"])
def test_each_document_stands_in_both_languages(pair):
    english, chinese = (text_of(pair[language]) for language in ("en", "zh"))
    assert f"]({pair['zh']})" in english and f"]({pair['en']})" in chinese
    for sign in (r"^#+ ", r"^\|", r"^```"):
        assert len(re.findall(sign, english, re.MULTILINE)) == len(re.findall(sign, chinese, re.MULTILINE)), sign
    assert set(re.findall(r"`make [a-z-]+", english)) == set(re.findall(r"`make [a-z-]+", chinese))


@pytest.mark.parametrize("name", CONTRIBUTING.values())
def test_contributing_is_a_screen(name):
    assert len(text_of(name).splitlines()) <= 75


@pytest.mark.parametrize("name", README.values())
def test_every_setting_is_listed(name):
    settings = set(re.findall(r"!ENV \[(\w+)", text_of("mkdocs.yml"))) | {"CHROMIUM"}
    assert set(re.findall(r"^\| `([A-Z_]+)` \|", text_of(name), re.MULTILINE)) == settings
