"""A plan that a program read from a file is not said to be compared until somebody has read it against the original."""

from conftest import change, check, renderer

from macros.i18n.words import Words
from macros.plan.drafts import doubts
from macros.plan.load import load

PLAN = "plans/2024.yml"
SOURCE = f"source:\n  file: plan.docx\n  sha256: {'0a' * 32}\n"


def said_on_the_page_about_the_site(data) -> str:
    to_html = renderer(load(data), Words("zh"))
    return to_html("compared", "about/", to_html.view("compared"))


def test_what_a_program_extracted_is_never_said_to_be_compared_until_somebody_read_it(data):
    change(data / PLAN, "notice:\n", f"{SOURCE}notice:\n")
    assert "2024: extracted by program from plan.docx, not yet read against the original;" in check(data).stdout
    assert "《2024年工作要点》的文字由程序从文件中提取，尚未与原件核对。" in said_on_the_page_about_the_site(data)
    change(data / PLAN, SOURCE, f"{SOURCE}read_against_original: 2024-03-01\n")
    assert "2024: there is no sources/2024.txt" in check(data).stdout
    assert "《2024年工作要点》没有可供核对的原文。" in said_on_the_page_about_the_site(data)


def test_doubts_in_comments_are_notices_at_their_lines(data):
    line = change(data / PLAN, "notice:\n", "# ? 请看这里\n# no doubt?\nnotice: # ? none either\n")
    assert [(doubt.place.line, doubt.details["text"]) for doubt in doubts(data / PLAN, PLAN)] == [(line, "请看这里")]
    run = check(data, "--language", "zh")
    assert f"data/{PLAN}:{line}: {DOUBT}" in run.stdout
    assert run.returncode == 0


DOUBT = "提示：待核对：请看这里"


def test_a_doubt_in_both_languages_is_printed_once_in_each(data):
    change(data / PLAN, "notice:\n", "# ? 请看这里 / Look here\nnotice:\n")
    assert "提示：待核对：请看这里 / Note: to be checked: Look here\n" in check(data).stdout


def test_what_is_wrong_with_the_issued_text_of_a_draft_is_a_notice(data):
    (data / "sources").mkdir()
    (data / "sources/2024.txt").write_text("⽀部\n", encoding="utf-8")
    assert check(data).returncode == 1
    change(data / PLAN, "notice:\n", "draft: true\nnotice:\n")
    run = check(data, "--language", "zh")
    assert run.returncode == 0, run.stderr
    assert "data/sources/2024.txt:1: " in run.stdout
