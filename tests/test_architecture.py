"""The folders of macros/ show the architecture: imports go in one direction only."""

import ast
import re

import pytest
from conftest import PROJECT

from macros.__main__ import COMMANDS, main

MACROS = PROJECT / "macros"
# What each folder may import besides itself. The files at the top may import everything.
MAY_IMPORT = {
    "i18n": set(),
    "plan": {"i18n"},
    "search": {"i18n", "plan"},
    "pdf": {"i18n", "plan"},
    "tools": {"i18n", "plan"},
    "website": {"i18n", "plan", "search", "pdf"},
}
FILES = sorted(path for path in MACROS.rglob("*.py") if path.parent != MACROS)


def imported_by(path) -> set[str]:
    """List the folders of macros/ that a file imports from, at its top or inside of functions."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        names = []
        if isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
            names = [f"{node.module}.{alias.name}" for alias in node.names]
        elif isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.Call) and ast.unparse(node.func).endswith("import_module"):
            names = [argument.value for argument in node.args if isinstance(argument, ast.Constant)]
        found |= {name.split(".")[1] for name in names if name.startswith("macros.")}
    return found


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(MACROS).as_posix())
def test_imports_go_in_one_direction(path):
    folder = path.relative_to(MACROS).parts[0]
    assert imported_by(path) <= MAY_IMPORT[folder] | {folder}


def test_the_folders_are_those_that_are_described():
    folders = {path.name for path in MACROS.iterdir() if path.is_dir() and path.name != "__pycache__"}
    assert folders == set(MAY_IMPORT)
    assert {path.name for path in MACROS.glob("*.py")} == {"__init__.py", "__main__.py", "hooks.py"}
    for folder in folders:
        assert (MACROS / folder / "__init__.py").read_text(encoding="utf-8").startswith('"""'), folder


@pytest.mark.parametrize("path", sorted(MACROS.rglob("__init__.py")), ids=lambda path: path.parent.name)
def test_a_package_is_a_docstring_and_imports_nothing(path):
    # Every process loads it with any module of the package: even the one that only reads names would load MkDocs.
    assert [type(node) for node in ast.parse(path.read_text(encoding="utf-8")).body] == [ast.Expr]


def test_a_wrong_direction_would_be_found(tmp_path):
    (tmp_path / "wrong.py").write_text(
        "def f():\n    from macros.website import render\n    import macros.tools.check\n"
    )
    assert imported_by(tmp_path / "wrong.py") == {"website", "tools"}


def test_no_file_is_longer_than_four_hundred_lines():
    assert {path for path in MACROS.rglob("*.py") if len(path.read_text(encoding="utf-8").splitlines()) > 400} == set()


def test_no_function_is_longer_than_forty_lines():
    assert [
        f"{path.name}: {node.name}"
        for path in MACROS.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef) and node.end_lineno - node.lineno >= 40
    ] == []


def test_hooks_only_registers():
    assert len((MACROS / "hooks.py").read_text(encoding="utf-8").splitlines()) <= 40


def test_the_architecture_names_files_that_are_there():
    text = (PROJECT / "ARCHITECTURE.md").read_text(encoding="utf-8")
    named = set(re.findall(rf"`((?:{'|'.join(MAY_IMPORT)})/[a-z_/]+(?:\.py)?)`", text))
    assert len(named) > 10
    for name in named:
        assert (MACROS / name).exists(), name
    for target in re.findall(r"\]\(([^)#:]+)\)", text):
        assert (PROJECT / target).exists(), target
    assert len(text.splitlines()) <= 80


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_says_what_it_takes(command, capsys):
    with pytest.raises(SystemExit) as ended:
        main([command, "--help"])
    assert ended.value.code == 0
    assert capsys.readouterr().out.startswith(f"usage: python -m macros {command}")


def test_a_command_that_is_none_is_answered_with_those_that_are(capsys):
    assert main(["nothing"]) == main([]) == 2
    assert "check" in capsys.readouterr().err
