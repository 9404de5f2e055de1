"""The list of pages that changed is what a reviewer is shown: every page that says something else, and no other."""

import shutil

import pytest
from conftest import TWO_PLANS, build, change, command

from macros.tools.site_diff import markdown


@pytest.fixture(scope="module")
def changed(tmp_path_factory, two_plans):
    """Two builds of the small data: as it is, and with a clause corrected and a branch exchanged."""
    folder = tmp_path_factory.mktemp("changes")
    new = shutil.copytree(TWO_PLANS, folder / "data")
    change(new / "plans/2024.yml", "en: The second new clause.", "en: The second clause, *corrected*.")
    change(new / "branches.yml", "  - id: plain-branch\n", "  - id: simple-branch\n")
    return two_plans.root, build(folder / "site", new).root


def test_pages_are_listed_by_language(changed):
    # A page in both languages says what the other one says too.
    lines = [line for line in markdown(*changed) if "bilingual" not in line]
    chinese, english = "\n".join(lines).split("### ")[1:]
    assert chinese.startswith("中文\n") and english.startswith("English\n")
    assert "- 改动 / changed: 党支部" in chinese and "— \\/branches\\/" in chinese
    assert "- 新增 / new: 普通支部 — \\/branches\\/simple\\-branch\\/" in chinese
    assert "- 删去 / gone: 普通支部" in chinese and "— \\/branches\\/plain\\-branch\\/" in chinese
    assert "\\/2024\\/" not in chinese
    for address in ("2024\\/sections\\/1", "2024\\/full", "people\\/advisers", "people\\/jia\\-yi"):
        assert f"— \\/en\\/{address}\\/" in english
    assert "people\\/bing\\-ding" not in english and "\\/2023\\/" not in english


def test_a_site_differs_from_itself_in_nothing(two_plans):
    assert "\n".join(markdown(two_plans.root, two_plans.root)).count("没有页面变化。 / No page changed.") == 2


def test_titles_from_strangers_stay_text(tmp_path):
    for name, text in (("old", "a"), ("new", "b")):
        (tmp_path / name).mkdir()
        title = "<title>![x](https://evil.example) &lt;img src=x&gt; `a` @everyone</title>"
        (tmp_path / name / "index.html").write_text(f"{title}<article>{text}</article>", encoding="utf-8")
    [line] = [line for line in markdown(tmp_path / "old", tmp_path / "new") if line.startswith("- ")]
    assert "\\!\\[x\\]\\(https\\:\\/\\/evil\\.example\\)" in line
    assert "&lt;img src=x&gt; \\`a\\` \\@everyone" in line


def test_what_the_theme_prints_around_pages_is_counted_and_not_listed(tmp_path):
    for name in ("old", "new"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "index.html").write_text(f"<title>t</title>{name}<article>a</article>", encoding="utf-8")
    lines = list(markdown(tmp_path / "old", tmp_path / "new"))
    assert "没有页面变化。 / No page changed." in lines
    assert lines[-1].endswith("1 more differ only in what stands around the text (navigation, styles and so on).")


def test_a_long_list_is_cut(tmp_path):
    for name in ("old", "new"):
        for number in range(250):
            page = tmp_path / name / f"p{number}" / "index.html"
            page.parent.mkdir(parents=True)
            page.write_text(f"<title>t</title><article>{name}</article>", encoding="utf-8")
    lines = list(markdown(tmp_path / "old", tmp_path / "new"))
    assert sum(line.startswith("- ") for line in lines) == 200
    assert "另有50个页面。 / and 50 more." in lines


def test_a_folder_without_a_site_is_reported(tmp_path):
    run = command("changes", tmp_path, str(tmp_path))
    assert run.returncode == 1
    assert "There is no built site in" in run.stderr
