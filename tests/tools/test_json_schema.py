"""What editors know of the data files is what the check knows: written from the models, with every key explained."""

import json

import jsonschema
import pytest
import yaml
from conftest import PROJECT, SHIPPED, TWO_PLANS, check

from macros.tools.json_schema import FOLDER, schemas

FOLDERS = [SHIPPED, TWO_PLANS, TWO_PLANS.parent / "union", *sorted((TWO_PLANS.parent / "shapes").iterdir())]
FILES = [path for folder in FOLDERS for path in sorted(folder.rglob("*.yml"))]


class EditorLoader(yaml.SafeLoader):
    """Reads as editors do, by YAML 1.2: a date is a text."""


EditorLoader.yaml_implicit_resolvers = {
    sign: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:timestamp"]
    for sign, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def schema_of(path) -> dict:
    name = "plan" if path.parent.name == "plans" else path.stem
    return json.loads(schemas()[f"{name}.json"])


def test_the_committed_schemas_are_those_of_the_models():
    committed = {path.name: path.read_text(encoding="utf-8") for path in FOLDER.glob("*.json")}
    assert committed == schemas(), "run: make schema"


@pytest.mark.parametrize("path", FILES, ids=lambda path: "/".join(path.parts[-3:]))
def test_valid_data_is_valid_in_an_editor(path):
    schema = schema_of(path)
    jsonschema.Draft7Validator.check_schema(schema)
    jsonschema.validate(yaml.load(path.read_text(encoding="utf-8"), EditorLoader), schema)


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("people.yml", "persons:", "person:"),
        ("people.yml", "  - id: jia-yi", "  - id: Jia Yi"),
        ("people.yml", "      zh: 甲一\n", ""),
        ("branches.yml", "roles: [advisers]", "roles: advisers"),
        ("branches.yml", "https://example.org/branches", "javascript:alert(1)"),
        ("glossary.yml", "rendering: own", "rendering: mine"),
        ("plans/2024.yml", "date: 2024-02-29", "date: 29 February 2024"),
        ("plans/2024.yml", "  - number: 2\n    title:\n      zh: 另", "  - number: two\n    title:\n      zh: 另"),
    ],
)
def test_a_mistake_is_shown_in_the_editor_already(file, old, new):
    text = (TWO_PLANS / file).read_text(encoding="utf-8")
    assert text.count(old) == 1
    data = yaml.load(text.replace(old, new), EditorLoader)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(data, schema_of(TWO_PLANS / file))


def test_every_key_is_explained_in_chinese_and_english():
    def properties(node):
        if isinstance(node, dict):
            for name, child in node.get("properties", {}).items():
                yield name, child
            for child in node.values():
                yield from properties(child)
        elif isinstance(node, list):
            for child in node:
                yield from properties(child)

    explained = [(name, child) for text in schemas().values() for name, child in properties(json.loads(text))]
    assert len(explained) > 60
    for name, child in explained:
        if name not in ("zh", "en"):
            chinese, english = child["description"].split(" / ")
            assert any("一" <= sign <= "鿿" for sign in chinese) and english.isascii(), name


@pytest.mark.parametrize("path", sorted(SHIPPED.rglob("*.yml")), ids=lambda path: path.name)
def test_each_data_file_names_its_schema_at_its_head(path):
    first = path.read_text(encoding="utf-8").splitlines()[0]
    assert first.startswith("# yaml-language-server: $schema=")
    assert (path.parent / first.partition("=")[2]).resolve().is_relative_to(FOLDER)
    assert (path.parent / first.partition("=")[2]).is_file()


def test_the_editor_s_settings_name_every_schema():
    settings = json.loads((PROJECT / ".vscode/settings.json").read_text())
    assert {path.removeprefix("./macros/tools/schemas/") for path in settings["yaml.schemas"]} == set(schemas())
    assert "redhat.vscode-yaml" in json.loads((PROJECT / ".vscode/extensions.json").read_text())["recommendations"]


def test_github_is_given_file_and_line_in_the_form_that_it_reads(data):
    people = data / "people.yml"
    people.write_text(people.read_text(encoding="utf-8").replace("  - id: jia-yi", "  - id: 50%,a:b"), encoding="utf-8")
    (data / "plans/a,b.yml").write_text("x: y\n")
    run = check(data, "--github", "--language", "en")
    assert run.returncode == 1
    messages = run.stderr.splitlines()
    assert any(
        message.endswith(
            "people.yml,line=3::The id “50%25,a:b” cannot be part of an address: use lowercase "
            "letters, digits, and hyphens, as in zhang-san."
        )
        for message in messages
    )
    assert any("plans/a%2Cb.yml,line=1::A plan's file is named by its year" in message for message in messages)
    assert all(message.startswith("::error file=") for message in messages[:-1])
