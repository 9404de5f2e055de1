"""The tool and the data are two things, and whoever clones the project gets what it says."""

import json
import re
import subprocess
import tomllib

import yaml
from conftest import PROJECT, SHIPPED

from macros.i18n.words import ORIGINAL, languages
from macros.plan.load import load


def tool_files():
    """List everything that must serve any committee: code, templates, styles, words and configuration."""
    for folder in ("macros", "docs/theme", "docs/search"):
        yield from (
            path
            for path in (PROJECT / folder).rglob("*")
            if path.suffix in (".py", ".html", ".css", ".js", ".ts", ".yml")
        )
    yield from PROJECT.glob("mkdocs*.yml")


def test_no_fact_of_this_plan_stands_in_the_tool():
    data = load(SHIPPED)
    facts = {party.name[language] for party in data.parties.values() for language in (ORIGINAL, "en")}
    facts |= {data.about.issuer[ORIGINAL], data.newest.notice.number[ORIGINAL], data.newest.title[ORIGINAL]}
    facts |= {duty.clause.text[ORIGINAL] for duty in data.newest.duties}
    facts |= {section.title[ORIGINAL] for section in data.newest.sections} | {"湖南", "科协", "Hunan"}
    files = list(tool_files())
    assert len(files) > 20
    for path in files:
        text = path.read_text(encoding="utf-8")
        assert not {fact for fact in facts if fact in text}, path


def test_chinese_stands_in_locales_only():
    comments = re.compile(r'/\*.*?\*/|""".*?"""|#[^\n]*', re.DOTALL)
    for path in tool_files():
        if path.parent.name != "locales":
            code = comments.sub("", path.read_text(encoding="utf-8"))
            assert not re.search(r"[一-鿿]", code), path


def test_both_locales_say_the_same_things_with_the_same_gaps():
    words = {
        language: yaml.safe_load((PROJECT / f"macros/i18n/locales/{language}.yml").read_text(encoding="utf-8"))
        for language in languages()
    }
    assert set(words["zh"]) == set(words["en"])
    for key, pattern in words["zh"].items():
        if isinstance(pattern, str):
            assert gaps(words["en"][key]) == gaps(pattern), key


def gaps(pattern) -> set[str]:
    """List the gaps of a word; of one with plurals, those of its general form ("one" may say its number in a word).

    A sentence may do without the word for those who answer.
    """
    return set(re.findall(r"{(\w+)}", pattern["other"] if isinstance(pattern, dict) else pattern)) - {"parties"}


def packages(name: str) -> set[str]:
    return set(re.findall(r"^(\S+)==", (PROJECT / name).read_text(encoding="utf-8"), re.MULTILINE))


def test_what_the_site_could_move_to_is_in_no_requirements_but_its_own():
    assert packages("requirements-properdocs.txt") - packages("requirements.txt") == {"properdocs"}
    rival = packages("requirements-materialx.txt") - packages("requirements.txt")
    # Both themes bring a module of the same name.
    assert "mkdocs-materialx" in rival and "mkdocs-material" not in packages("requirements-materialx.txt")
    for kind in ("", "-pdf", "-test"):
        assert not (rival | {"properdocs"}) & packages(f"requirements{kind}.txt")


def test_the_decision_on_the_engine_names_what_is_relied_on():
    decision = (PROJECT / "macros/website/ENGINE.md").read_text(encoding="utf-8")
    events = re.findall(r"^(on_\w+) = ", (PROJECT / "macros/hooks.py").read_text(encoding="utf-8"), re.MULTILINE)
    theme = PROJECT / "docs/theme"
    templates = [path.relative_to(theme).as_posix() for path in theme.rglob("*.html")]
    users = [path.name for path in (PROJECT / "macros").rglob("*.py") if "from mkdocs" in path.read_text("utf-8")]
    assert min(len(events), len(templates), len(users)) > 5
    assert [name for name in (*events, *templates, *users) if f"{name}`" not in decision] == []


def test_every_requirement_is_pinned_with_hashes_and_bounded():
    files = sorted(path.name for path in PROJECT.glob("requirements*.txt"))
    assert files == [
        f"requirements{kind}.txt" for kind in ("-import", "-materialx", "-pdf", "-properdocs", "-test", "")
    ]
    for name in files:
        text = (PROJECT / name).read_text()
        pinned = re.findall(r"^\S+==\S+", text, re.MULTILINE)
        assert len(pinned) > 20
        assert len(re.findall(r"^\S+==.*\\\n    --hash=sha256:", text, re.MULTILINE)) == len(pinned)
        assert "://" not in text
    project = tomllib.loads((PROJECT / "pyproject.toml").read_text())["project"]
    declared = [
        *project["dependencies"],
        *(one for extra in project["optional-dependencies"].values() for one in extra),
    ]
    assert all(re.search(r",<\d", requirement) for requirement in declared)


def test_what_checks_the_scripts_is_pinned_and_enters_nothing_else():
    package = json.loads((PROJECT / "tests/javascript/package.json").read_text(encoding="utf-8"))
    assert package["private"] and not {key for key in package if key.endswith("ependencies")} - {"devDependencies"}
    assert all(re.fullmatch(r"\d+\.\d+\.\d+", version) for version in package["devDependencies"].values())
    lock = json.loads((PROJECT / "tests/javascript/package-lock.json").read_text(encoding="utf-8"))
    assert lock["packages"][""]["devDependencies"] == package["devDependencies"]
    others = [entry for name, entry in lock["packages"].items() if name]
    assert len(others) > 20
    assert all(entry["dev"] and entry["integrity"].startswith("sha512-") for entry in others)
    for name in ("requirements.txt", "requirements-pdf.txt"):
        assert "nodejs" not in (PROJECT / name).read_text(encoding="utf-8")


def test_no_file_names_a_registry_s_host():
    # Put together here, so that this file names none.
    hosts = re.compile(
        r"\b(registry\.(npmjs|yarnpkg|npmmirror)|npmmirror|(files\.)?pythonhosted|pypi(\.python)?|test\.pypi)\.(org|com)\b"
    )
    assert hosts.search("https://registry." + "npmjs.org/") and hosts.search("https://pypi" + ".org/simple")
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=PROJECT, capture_output=True, text=True, check=True).stdout
    paths = [PROJECT / name for name in listed.split("\0") if name and (PROJECT / name).is_file()]
    assert PROJECT / "tests/javascript/package-lock.json" in paths
    assert [path for path in paths if hosts.search(path.read_bytes().decode("utf-8", "replace"))] == []
