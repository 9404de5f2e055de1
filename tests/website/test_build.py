"""The build command: what it stops at, what it then leaves in place, and where it puts what it has built."""

import json
import shutil
import subprocess
import sys

import pytest
from conftest import (
    ADDRESS,
    PROJECT,
    REPOSITORY,
    SHIPPED,
    TWO_PLANS,
    BuiltSite,
    build,
    build_command,
    build_environment,
    change,
    copy_of_project,
    mkdocs,
)

from macros.plan import translation_lock
from macros.plan.load import load

PLAN = "plans/2024.yml"


def test_a_wrong_build_prints_every_problem_and_keeps_the_last_good_site(tmp_path, data):
    target = tmp_path / "site"
    (target / "kept").mkdir(parents=True)
    change(data / PLAN, "responsible: [jia-yi]", "responsible: [nobody]")
    change(data / "glossary.yml", "rendering: own", "rendering: mine")
    run = mkdocs(target, data)
    assert run.returncode != 0
    assert "people.yml has no party “nobody”." in run.stderr
    assert "“mine” is not a value of “rendering”" in run.stderr
    assert "2 mistakes in the data" in run.stderr
    assert "Traceback" not in run.stderr
    assert [path.name for path in target.iterdir()] == ["kept"]
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith("site")] == ["site"]


@pytest.mark.long
def test_a_warning_in_the_second_language_also_keeps_the_last_good_site(tmp_path):
    project = copy_of_project(tmp_path)
    target = tmp_path / "site"
    (target / "kept").mkdir(parents=True)
    change(project / "docs/en/about.md", "(glossary/index.md)", "(nowhere.md)")
    run = mkdocs(target, project / "data", project)
    assert run.returncode != 0
    assert "nowhere.md" in run.stderr
    assert "The site in “en” could not be built" in run.stderr
    assert [path.name for path in target.iterdir()] == ["kept"]
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith("site")] == ["site"]


def test_the_process_of_another_language_says_what_stops_it_and_ends_with_its_command(tmp_path):
    process = subprocess.Popen(
        [sys.executable, "-m", "macros.website.language_build"],
        cwd=PROJECT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    settings = {"config_file": str(tmp_path / "mkdocs.fr.yml"), "extra": {}, "serve_url": None, "log_level": 20}
    process.stdin.write(f"{json.dumps(settings)}\n")
    process.stdin.flush()
    assert process.stdout.readline() == "false\n"
    rest, stderr = process.communicate()
    assert (rest, process.returncode) == ("", 0)
    assert "mkdocs.fr.yml" in stderr and "Traceback" not in stderr


def test_a_warning_in_the_first_language_keeps_the_last_good_site(tmp_path):
    project = copy_of_project(tmp_path)
    target = tmp_path / "site"
    (target / "kept").mkdir(parents=True)
    change(project / "docs/zh/about.md", "(glossary/index.md)", "(nowhere.md)")
    assert mkdocs(target, project / "data", project).returncode != 0
    assert [path.name for path in target.iterdir()] == ["kept"]
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith("site")] == ["site"]


def test_a_link_in_the_place_of_the_site_stays_a_link(tmp_path):
    (tmp_path / "elsewhere/old").mkdir(parents=True)
    (tmp_path / "site").symlink_to(tmp_path / "elsewhere")
    build(tmp_path / "site", TWO_PLANS)
    assert (tmp_path / "site").is_symlink()
    assert (tmp_path / "elsewhere/index.html").is_file() and not (tmp_path / "elsewhere/old").exists()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["elsewhere", "site"]


def test_another_configuration_names_the_data_of_all_languages(tmp_path):
    project = copy_of_project(tmp_path)
    (project / "data").rename(project / "other-data")
    (project / "other.yml").write_text("INHERIT: mkdocs.yml\nextra:\n  data_dir: other-data\n")
    built = BuiltSite(tmp_path / "site")
    run = mkdocs(built.root, "", project, "-f", "other.yml")
    assert run.returncode == 0, run.stderr
    assert built.page("people/jia-yi/", "en").h1


def test_what_the_site_goes_without_is_said_and_stops_nothing(tmp_path, data):
    translation_lock.write(data, load(data))
    change(data / PLAN, "zh: 新的第二条", "zh: 新的第二条，已改")
    run = mkdocs(tmp_path / "site", data)
    assert run.returncode == 0
    for sentence in ("没有设置 SITE_URL", "没有设置 REPO_URL", "whose translation (en) has not: 1."):
        assert sentence in run.stderr


@pytest.mark.long
def test_data_outside_the_repository_gets_no_link_into_it(tmp_path, data):
    run = mkdocs(tmp_path / "site", data, SITE_URL="https://plan.example/", REPO_URL=REPOSITORY)
    built = BuiltSite(tmp_path / "site")
    for address in built.addresses():
        if address != "about/":
            assert not built.page(address).select('.data-line, .report, [rel="edit"]'), address
    # Where both are set, nothing is said of them.
    assert "没有设置" not in run.stderr


@pytest.mark.parametrize(
    ("file", "sentence"),
    [
        ("docs/en/extra.md", "“docs/en/extra.md” has no Chinese page; write docs/zh/extra.md first."),
        ("docs/zh/people.md", "“docs/zh/people.md” would stand at the address of a page made from the data"),
        ("docs/zh/People.md", "“docs/zh/People.md” would stand at the address of a page made from the data"),
        ("docs/zh/README.md", "“docs/zh/README.md” would stand at the address of a page made from the data"),
        (
            "mkdocs.fr.yml",
            "macros/i18n/locales/fr.yml is missing; every language has a file of words and an mkdocs.fr.yml.",
        ),
    ],
)
def test_what_does_not_fit_together_is_reported_in_one_sentence(tmp_path, file, sentence):
    project = copy_of_project(tmp_path)
    (project / file).write_text("# Extra\n" if file.endswith(".md") else "INHERIT: mkdocs.yml\n")
    run = mkdocs(tmp_path / "site", project / "data", project)
    assert run.returncode != 0
    assert sentence in run.stderr
    assert "Traceback" not in run.stderr
    assert not (tmp_path / "site").exists()


def test_a_written_page_without_front_matter_is_called_by_its_heading(extended):
    assert extended.page("extra/").title.get_text().startswith("An extra page - ")


def test_another_day_another_folder_and_other_habits_give_the_same_bytes_and_modes(site, tmp_path):
    project = copy_of_project(tmp_path / "elsewhere")
    shutil.rmtree(project / "data")
    shutil.copytree(SHIPPED, project / "data")
    for path in project.rglob("*"):
        path.chmod(0o700)
    # What Python runs before all else: the clock goes wrong by more than a year.
    (tmp_path / "sitecustomize.py").write_text(
        "import datetime, time\n"
        "class Later(datetime.datetime):\n"
        "    @classmethod\n"
        "    def now(cls, tz=None):\n"
        "        return super().now(tz) + datetime.timedelta(days=400)\n"
        "datetime.datetime, now = Later, time.time\n"
        "time.time = lambda: now() + 400 * 86_400\n"
    )
    settings = {"SITE_URL": f"{ADDRESS}/", "REPO_URL": REPOSITORY, "PYTHONPATH": str(tmp_path)}
    ended = subprocess.run(
        build_command(tmp_path / "there/site"),
        cwd=project,
        env=build_environment(project / "data", **settings),
        capture_output=True,
        text=True,
        umask=0o077,
    )
    assert ended.returncode == 0, ended.stderr
    again = BuiltSite(tmp_path / "there/site")
    assert differing(site, again) == set()
    modes = {(path.is_dir(), path.stat().st_mode & 0o777) for path in again.root.rglob("*")}
    assert modes == {(False, 0o644), (True, 0o755)}
    assert b"<loc>" in (again.root / "sitemap.xml").read_bytes()


def differing(*sites: BuiltSite) -> set[str]:
    """Name the files that differ between two sites, or that one of them lacks."""
    one, other = (
        {(str(path.relative_to(built.root)), path.read_bytes()) for path in built.root.rglob("*") if path.is_file()}
        for built in sites
    )
    return {path for path, _ in one ^ other}


@pytest.mark.long
def test_the_same_data_give_the_same_site_with_the_same_pdfs(printed, tmp_path):
    assert differing(printed, build(tmp_path / "site", SITE_URL=f"{ADDRESS}/", PLAN_PDF="1")) == set()
