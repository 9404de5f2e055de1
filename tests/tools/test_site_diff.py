"""What a reviewer is shown: each sentence that changed, once, and every page that says something else, and no other."""

import shutil

import pytest
from conftest import TWO_PLANS, build, change, command

from macros.tools.site_diff import markdown


@pytest.fixture(scope="module")
def changed(tmp_path_factory, two_plans):
    """Two builds of the small data: as it is, and with a clause corrected and a branch replaced."""
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


def rows(lines) -> list[list[str]]:
    """List the cells of the table of sentences, below its head."""
    return [line.strip("| ").split(" | ") for line in lines if line.startswith("| ")][1:]


def test_each_sentence_that_changed_stands_once_with_the_pages_that_have_it(changed):
    [row] = [row for row in rows(markdown(*changed)) if "second" in row[0]]
    assert row[0] == "The second <del>new clause</del>"
    assert row[1] == "The second <ins>clause, \\*corrected\\*</ins>"
    titles = row[2].split("<br>")
    assert len(titles) == 6 and titles[-1].endswith("more.")
    assert len(set(titles)) == 6


def test_a_sentence_with_its_page_is_read_by_a_committee(tmp_path):
    for name, text in (
        ("old", "<p>5.2 抓好<b>三件</b>事；做好一件事。</p>"),
        ("new", "<p>抓好四件事；做好一件事。</p>"),
    ):
        for page in ("", "p/"):
            (tmp_path / name / page).mkdir(parents=True, exist_ok=True)
            whole = f"<title>页{page[:1]}</title><article>{text}<script>{name}</script></article>"
            (tmp_path / name / page / "index.html").write_text(whole, encoding="utf-8")
    assert "## 改动的文字 / Words that changed" in list(markdown(tmp_path / "old", tmp_path / "new"))
    assert rows(markdown(tmp_path / "old", tmp_path / "new")) == [
        ["抓好<del>三</del>件事", "抓好<ins>四</ins>件事", "页<br>页p"],
    ]


def test_a_name_that_python_does_not_know_is_a_word_too(tmp_path):
    for name, text in (("old", "\U0002ebf0"), ("new", "\U00031350")):
        (tmp_path / name).mkdir()
        page = f"<title>t</title><article><td>{text}</td></article>"
        (tmp_path / name / "index.html").write_text(page, encoding="utf-8")
    assert rows(markdown(tmp_path / "old", tmp_path / "new")) == [
        ["<del>\U0002ebf0</del>", "<ins>\U00031350</ins>", "t"],
    ]


def test_many_and_long_sentences_are_cut(tmp_path):
    for name in ("old", "new"):
        (tmp_path / name).mkdir()
        text = "".join(f"<p>{'前' * 900}{number}{name * 900}{'后' * 900}</p>" for number in range(80))
        (tmp_path / name / "index.html").write_text(f"<title>t</title><article>{text}</article>", encoding="utf-8")
    lines = list(markdown(tmp_path / "old", tmp_path / "new"))
    assert len(rows(lines)) == 50
    assert "另有30处文字。 / and 30 more sentences." in lines
    assert max(map(len, lines)) < 1000


def test_a_site_differs_from_itself_in_nothing(two_plans):
    assert not rows(markdown(two_plans.root, two_plans.root))
    assert "\n".join(markdown(two_plans.root, two_plans.root)).count("没有页面变化。 / No page changed.") == 2


def test_titles_from_strangers_stay_text(tmp_path):
    for name, text in (("old", "a"), ("new", "b")):
        (tmp_path / name).mkdir()
        title = "<title>![x](https://evil.example) &lt;img src=x&gt; `a` @everyone</title>"
        (tmp_path / name / "index.html").write_text(f"{title}<article>{text}</article>", encoding="utf-8")
    lines = list(markdown(tmp_path / "old", tmp_path / "new"))
    [line] = [line for line in lines if line.startswith("- ")]
    assert rows(lines)[0][2] in line
    assert "\\!\\[x\\]\\(https\\:\\/\\/evil\\.example\\)" in line
    assert "&lt;img src=x&gt; \\`a\\` \\@everyone" in line


def test_what_the_theme_prints_around_pages_is_counted_and_not_listed(tmp_path):
    for name in ("old", "new"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "index.html").write_text(f"<title>t</title>{name}<article>a</article>", encoding="utf-8")
    lines = list(markdown(tmp_path / "old", tmp_path / "new"))
    assert "没有页面变化。 / No page changed." in lines
    assert lines[-1].endswith("1 more differ only in what stands around the text (navigation, styles and so on).")


def test_names_that_say_only_what_is_in_a_script_make_no_page_another(tmp_path):
    for name, digest in (("old", "0a1b2c3d"), ("new", "4e5f6a7b")):
        (tmp_path / name).mkdir()
        (tmp_path / name / "index.html").write_text(
            f'<title>t</title><link href="assets/stylesheets/plan.{digest}.css">{{"index": "search/plan.{digest}.js"}}'
            f'<article><script src="../assets/javascripts/terms-data.{digest}.js"></script></article>',
            encoding="utf-8",
        )
    lines = list(markdown(tmp_path / "old", tmp_path / "new"))
    assert "没有页面变化。 / No page changed." in lines
    assert not any("differ only" in line for line in lines)


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
