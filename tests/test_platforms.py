"""What systems differ in changes nothing: how lines end, the code page of a console, whether case tells names apart."""

import codecs
import filecmp
import os
import shutil
import subprocess
import sys
from pathlib import Path

import packages
import pytest
from conftest import PROJECT, SHIPPED, change, check, copy_of_project, mkdocs


def files_of(folder: Path) -> dict[str, Path]:
    return {path.relative_to(folder).as_posix(): path for path in sorted(folder.rglob("*")) if path.is_file()}


def test_data_saved_by_an_editor_on_windows_make_the_same_site(bare_site, tmp_path):
    data = shutil.copytree(SHIPPED, tmp_path / "data")
    saved = files_of(data)
    assert {"people.yml", "plans/2021.yml", "sources/2021.txt"} <= set(saved)
    for path in saved.values():
        path.write_bytes(codecs.BOM_UTF8 + path.read_bytes().replace(b"\n", b"\r\n"))
    run = check(data)
    assert (run.returncode, run.stderr) == (0, "")
    # Python warns at each file that is opened in whatever encoding the system has.
    run = mkdocs(tmp_path / "site", data, PYTHONWARNDEFAULTENCODING="1")
    assert run.returncode == 0, run.stderr
    warned = [line for line in run.stderr.splitlines() if "EncodingWarning" in line]
    assert [line for line in warned if line.startswith(str(PROJECT / "macros"))] == []
    ours, theirs = files_of(tmp_path / "site"), files_of(bare_site.root)
    assert len(ours) > 100
    assert set(ours) == set(theirs)
    assert [name for name, path in ours.items() if not filecmp.cmp(path, theirs[name], shallow=False)] == []


def test_a_clone_on_windows_has_the_same_bytes(tmp_path):
    project = copy_of_project(tmp_path)
    shutil.copy(PROJECT / ".gitattributes", project)
    git = ["git", "-c", "core.autocrlf=true", "-c", "user.name=A", "-c", "user.email=a@example.org"]
    for line in (["init", "-q"], ["add", "--all"], ["commit", "-q", "-m", "All"]):
        subprocess.run([*git, *line], cwd=project, check=True, capture_output=True)
    subprocess.run([*git, "clone", "-q", "project", "clone"], cwd=tmp_path, check=True)
    tracked = subprocess.run([*git, "ls-files", "-z"], cwd=project, check=True, capture_output=True).stdout
    names = tracked.decode().split("\0")[:-1]
    assert len(names) > 100
    assert filecmp.cmpfiles(project, tmp_path / "clone", names, shallow=False) == (names, [], [])


def on_a_console(code_page: str, *arguments: str) -> str:
    """Return what a command prints on a console of a code page; it must succeed."""
    environment = os.environ | {"PYTHONUTF8": "0", "PYTHONIOENCODING": code_page}
    strict = ["-X", "warn_default_encoding", "-W", "error::EncodingWarning"]
    command = [sys.executable, *strict, "-m", "macros", *arguments]
    run = subprocess.run(command, cwd=PROJECT, env=environment, capture_output=True)
    assert run.returncode == 0, run.stderr.decode(code_page)
    return run.stdout.decode(code_page)


def test_a_chinese_console_prints_every_message_and_what_it_lacks_by_code_point(data):
    change(data / "plans/2024.yml", "      zh: 新的部分\n      en: The new section\n", "      zh: 新的𠮷部分\n")
    printed = on_a_console("gbk", "translations", str(data))
    assert "没有译文" in printed and r"新的\U00020bb7部分" in printed


def test_a_western_console_stops_nothing(data):
    assert "The data is good." in on_a_console("cp1252", "check", str(data))


def test_ids_that_differ_in_case_only_are_reported_at_their_line(data):
    # Their pages would be one file on Windows and macOS.
    line = change(data / "people.yml", "  - id: bing-ding", "  - id: Jia-Yi")
    assert f"data/people.yml:{line}: id“Jia-Yi”不能用作网址" in check(data).stderr


def test_no_two_files_of_a_site_differ_in_case_only(printed):
    names = list(files_of(printed.root))
    assert len(names) > 100
    assert len({name.lower() for name in names}) == len(names)


@pytest.mark.parametrize(("may", "code"), [(False, 0), (True, 1)])
def test_an_engine_that_is_not_run_is_named_in_a_sentence(monkeypatch, capsys, may, code):
    asked = []
    monkeypatch.setattr(packages, "install_package", asked.append)
    monkeypatch.setattr(packages, "has_chinese_font", lambda: True)
    monkeypatch.setattr(packages, "_may_install", lambda: may)
    signs = {package: lambda: False for package in packages._SIGNS} | {"firefox-esr": lambda: True}
    monkeypatch.setattr(packages, "_SIGNS", signs)
    # Where they may be installed and are not there after that, the tests end.
    assert packages.main() == code
    why = "WebKit is not run: it needs Debian's packages webkit2gtk-driver, xvfb, gir1.2-webkit2-4.1, python3-gi."
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "Engine: Firefox ESR"
    assert lines[1] == why
    assert len(lines) == len(packages.ENGINES)
    assert asked == ([name for name in signs if name != "firefox-esr"] if may else [])
