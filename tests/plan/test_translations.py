"""A translation whose Chinese has changed since is reported at its line and on the page, until changed or confirmed."""

import shutil

from conftest import SHIPPED, article, change, check, command

from macros.i18n.words import ORIGINAL
from macros.plan import translation_lock
from macros.plan.load import load

PLAN = "plans/2024.yml"


def locked(data):
    """Note the translations as `make fmt` and the publishing workflow do."""
    run = command("fmt", data)
    assert (run.returncode, run.stdout.splitlines()) == (0, ["data/translations.lock"])
    return data


def line_of(data, name: str) -> int:
    """Return the line of a text's English in the translation lock."""
    lines = (data / translation_lock.NAME).read_text(encoding="utf-8").splitlines()
    [number] = [number for number, line in enumerate(lines, start=1) if line.startswith(f"{name} en ")]
    return number


def change_the_chinese(data) -> int:
    """Correct the Chinese of a clause and give the line of its English."""
    return change(data / PLAN, "zh: 新的第二条", "zh: 新的第二条，已改") + 1


CLAUSE = "plans/2024/sections/1/items/1/clauses/1.2/text"


def test_the_check_reports_at_the_line_of_the_english_and_says_how_to_confirm(data):
    locked(data)
    line, entry = change_the_chinese(data), line_of(data, CLAUSE)
    run = check(data)
    assert run.returncode == 0
    assert run.stdout.splitlines()[0] == f"data/{PLAN}:{line}: " + OUTDATED.format(entry=entry, line=line)
    assert "中文改了而译文（en）没有改的文字：1处。" in run.stdout
    assert "Texts whose Chinese has changed and whose translation (en) has not: 1." in run.stdout
    [annotation] = [line for line in check(data, "--github").stdout.splitlines() if line.startswith("::")]
    assert annotation.startswith(f"::warning file=data/{PLAN},line={line}::提示：中文改了")


OUTDATED = (
    "提示：中文改了，译文（en）没有跟着改。请改译文；译文仍然正确的，删去 data/translations.lock:{entry} 那一行，"
    "或运行 make confirm AT=data/plans/2024.yml:{line}。"
    " / Note: the Chinese has changed, and the translation (en) has not. Change it; if it still holds, delete the line"
    " at data/translations.lock:{entry}, or run “make confirm AT=data/plans/2024.yml:{line}”."
)


def test_who_changes_the_english_too_has_nothing_else_to_do(data):
    locked(data)
    change_the_chinese(data)
    change(data / PLAN, "en: The second new clause.", "en: The second new clause, corrected.")
    assert not list(load(data).outdated)
    assert "中文改了" not in check(data).stdout


def test_notes_made_meanwhile_do_not_hide_what_is_outdated(data):
    locked(data)
    change_the_chinese(data)
    change(data / "people.yml", "en: Jia Yi", "en: Jia I")
    assert command("fmt", data).stdout.splitlines() == ["data/translations.lock"]
    assert len(list(load(data).outdated)) == 1


def test_a_translation_is_confirmed_by_a_command(data):
    locked(data)
    line = change_the_chinese(data)
    assert command("translations", data, "--confirm", f"data/{PLAN}:{line}").returncode == 0
    assert not list(load(data).outdated)
    wrong = command("translations", data, "--confirm", "data/people.yml:8")
    assert wrong.returncode == 1
    assert "At data/people.yml:8, no translation waits to be confirmed." in wrong.stderr


def test_a_translation_is_confirmed_by_deleting_a_line(data):
    locked(data)
    change_the_chinese(data)
    path = data / translation_lock.NAME
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    del lines[line_of(data, CLAUSE) - 1]
    path.write_text("".join(lines), encoding="utf-8")
    assert not list(load(data).outdated)
    assert command("fmt", data).returncode == 0
    change(data / PLAN, "zh: 新的第二条，已改", "zh: 新的第二条，又改")
    assert len(list(load(data).outdated)) == 1


def test_the_chinese_put_back_makes_the_translation_right_again(data):
    locked(data)
    change_the_chinese(data)
    change(data / PLAN, "zh: 新的第二条，已改", "zh: 新的第二条")
    assert not list(load(data).outdated)


def test_texts_that_move_take_their_translations_with_them(data):
    locked(data)
    text = (data / "people.yml").read_text(encoding="utf-8")
    first = text[text.index("  - id: jia-yi") : text.index("  - id: bing-ding")]
    (data / "people.yml").write_text(text.replace(first, "").replace("roles:\n", f"{first}roles:\n"), encoding="utf-8")
    assert not list(load(data).outdated)
    assert command("fmt", data).returncode == 0
    change(data / "people.yml", "zh: 甲一", "zh: 甲二")
    assert len(list(load(data).outdated)) == 1


def test_two_people_may_have_names_that_are_spelt_alike(data):
    locked(data)
    change(data / "people.yml", "roles:\n", "  - id: jia-yi-2\n    name:\n      zh: 贾宜\n      en: Jia Yi\nroles:\n")
    assert not list(load(data).outdated)


def test_what_nobody_noted_is_reported_by_comparing_with_the_data_before(data, tmp_path):
    before = shutil.copytree(data, tmp_path / "before/data")
    line = change_the_chinese(data)
    assert "中文改了" not in check(data).stdout
    run = check(data, "--before", str(before))
    assert run.stdout.splitlines()[0] == f"data/{PLAN}:{line}: " + OUTDATED_SINCE.format(line=line)
    assert command("fmt", data, "--before", str(before)).returncode == 0
    assert len(list(load(data).outdated)) == 1


OUTDATED_SINCE = (
    "提示：中文改了，译文（en）没有跟着改。请改译文；译文仍然正确的，运行 make confirm AT=data/plans/2024.yml:{line}。"
    " / Note: the Chinese has changed, and the translation (en) has not. Change it; if it still holds,"
    " run “make confirm AT=data/plans/2024.yml:{line}”."
)


def test_data_before_that_cannot_be_read_say_nothing(data, tmp_path):
    assert check(data, "--before", str(tmp_path / "nowhere")).returncode == 0


def test_the_check_counts_what_is_not_noted_yet(data):
    assert "48处译文还没有记入 translations.lock" in check(data).stdout
    locked(data)
    assert "translations.lock" not in check(data).stdout


def test_two_records_that_were_merged_line_by_line_are_one(data):
    locked(data)
    earlier = (data / translation_lock.NAME).read_text(encoding="utf-8")
    change_the_chinese(data)
    change(data / PLAN, "en: The second new clause.", "en: The second new clause, corrected.")
    assert command("fmt", data).returncode == 0
    later = (data / translation_lock.NAME).read_text(encoding="utf-8")
    (data / translation_lock.NAME).write_text(later + earlier, encoding="utf-8")
    assert not list(load(data).outdated)
    change(data / PLAN, "en: The second new clause, corrected.", "en: The second new clause.")
    assert len(list(load(data).outdated)) == 1


def test_a_line_that_is_no_note_is_a_mistake(data):
    locked(data)
    with (data / translation_lock.NAME).open("a", encoding="utf-8") as lock:
        lock.write("<<<<<<< main\n")
    run = check(data)
    assert run.returncode == 1
    assert run.stderr.splitlines()[:-2] == [f"data/translations.lock:51: {BAD_LOCK_ENTRY}"]


def test_a_record_is_bounded_and_no_link(data, tmp_path):
    lock = data / translation_lock.NAME
    lock.write_text("nonsense\n" * 100_000, encoding="utf-8")
    assert len(check(data).stderr.splitlines()) == 1000 + 2
    lock.unlink()
    (tmp_path / "secret").write_text("password: hunter2\n")
    lock.symlink_to(tmp_path / "secret")
    run = check(data)
    assert run.returncode == 1 and "hunter2" not in run.stderr
    assert run.stderr.startswith("data/translations.lock:1: 这里应是普通文件")


BAD_LOCK_ENTRY = (
    "这一行不是译文记录：“<<<<<<< main”。请删去，再运行 make fmt。"
    " / This line is no record of a translation: “<<<<<<< main”. Delete it, and run “make fmt”."
)


def test_the_pages_say_so_meanwhile_and_the_issued_text_stays_alone(data):
    locked(data)
    change_the_chinese(data)
    change(data / "glossary.yml", "zh: 常用语", "zh: 新的第")
    notice = "(the Chinese has changed since this was translated)"
    for address in ("2024/sections/1/", "people/advisers/"):
        [clause] = article(data, address, "en").select('[data-plan="2024"][data-clause="1.2"]')
        assert clause.select_one(".untranslated-notice").get_text() == notice
        assert "The second new clause." in clause.get_text()
    assert notice in article(data, "2024/full/", "en").get_text()
    assert not article(data, "2024/full/").select(".untranslated-notice")
    assert not article(data, "2024/sections/1/").select(".untranslated-notice")
    assert article(data, "glossary/").select_one(".untranslated-notice").get_text() == "（中文已修改，译文尚未更新）"


def test_a_third_language_is_outdated_by_itself(data, monkeypatch):
    monkeypatch.setattr("macros.i18n.words.languages", lambda: ["zh", "en", "fr"])
    change(data / PLAN, "en: The second new clause.", "en: The second new clause.\n              fr: Deux.")
    site = load(data)
    translation_lock.write(data, site)
    change_the_chinese(data)
    change(data / PLAN, "en: The second new clause.", "en: The second new clause, corrected.")
    [notice] = load(data).outdated
    assert notice.details["language"] == "fr"


def test_what_is_to_be_translated_is_listed_with_a_count_for_each_file(data):
    locked(data)
    outdated = change_the_chinese(data)
    missing = change(data / "people.yml", "      en: Jia Yi\n", "") - 1
    lines = command("translations", data).stdout.splitlines()
    assert lines[0] == f"data/people.yml:{missing}: {UNTRANSLATED}"
    assert lines[1].startswith(f"data/{PLAN}:{outdated}: 提示：中文改了")
    assert lines[2:] == [
        "data/people.yml：1处。 / data/people.yml: 1.",
        f"data/{PLAN}：1处。 / data/{PLAN}: 1.",
        "要翻译或更新译文的共2处。 / To be translated or brought up to date: 2.",
    ]


UNTRANSLATED = "没有译文（en）：“甲一”。 / Not translated (en): “甲一”."


def test_the_shipped_translations_are_noted():
    site = load(SHIPPED)
    names = dict(translation_lock.named_texts(site.files))
    assert len(names) == len(site.texts)
    assert {name for name, _ in site.lock} <= {name for name, text in names.items() if len(text) > len({ORIGINAL})}
