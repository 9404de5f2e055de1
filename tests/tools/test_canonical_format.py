"""Data files have a canonical format: `make fmt` writes it, the check notices other formats, and nothing is lost."""

import shutil

import pytest
import yaml
from conftest import SHIPPED, TWO_PLANS, change, check, command, plan_of
from test_characters import NO_LONGER_COMPARED

from macros.plan.load import load
from macros.tools import canonical_format

UNTIDY = """\
# The file.

kinds:
    # Of the first kind.
    - name:
        en:   "Example branch"
        # Of the Chinese.
        zh: '示例支部'   # As printed.
      # Of the id.
      id: "example-branch"
      source: {title: {zh: "示发〔2023〕1号", en: }}
      roles:
        - secretaries
  # - id: another
  #   name: to be written
# Of the branches.
branches:
- society:
    zh: >-
      示例学会
    en: 'Example: the society'
  id: plain-branch
  kind: example-branch
  name: {zh: 普通支部}
  source:
    address: https://example.org/
    date: '2024-02-29'
    title: {zh: 网站}
  roles:
  # The first.
  - advisers
  - secretaries # The second.
# The end.
"""

TIDY = """\
# The file.
kinds:
    # Of the first kind.
  - name:
      en: Example branch
        # Of the Chinese.
      zh: "示例支部"     # As printed.
      # Of the id.
    id: example-branch
    source:
      title:
        zh: 示发〔2023〕1号
        en:
    roles:
      - secretaries
  # - id: another
  #   name: to be written
# Of the branches.
branches:
  - society:
      zh: 示例学会
      en: "Example: the society"
    id: plain-branch
    kind: example-branch
    name:
      zh: 普通支部
    source:
      address: https://example.org/
      date: 2024-02-29
      title:
        zh: 网站
    roles:
  # The first.
      - advisers
      - secretaries # The second.
# The end.
"""


def test_formatted_data_give_no_notice():
    assert not list(canonical_format.notices(TWO_PLANS))


def test_a_file_is_formatted_with_its_comments_and_is_then_left_alone(data):
    path = data / "branches.yml"
    path.write_text(UNTIDY, encoding="utf-8")
    run = command("fmt", data)
    assert (run.returncode, run.stdout.splitlines()) == (0, ["data/branches.yml", "data/translations.lock"])
    assert path.read_text(encoding="utf-8") == TIDY
    assert yaml.safe_load(TIDY)["kinds"] == yaml.safe_load(UNTIDY)["kinds"]
    assert command("fmt", data).stdout == ""


def test_marks_and_a_draft_stay_what_they_are(data):
    plan = data / "plans/2024.yml"
    plan.write_text(f"draft: true\nmarks: [一、, （一）, 1.]\n{plan.read_text(encoding='utf-8')}", encoding="utf-8")
    assert command("fmt", data).returncode == 0
    assert plan.read_text(encoding="utf-8").startswith('draft: true\nmarks: [一、, （一）, "1."]\n')
    assert plan_of(load(data), "2024").draft


def test_a_key_out_of_the_usual_order_is_noticed_and_left_where_it_is(data):
    path = data / "people.yml"
    line = change(path, "  - id: jia-yi\n    name:\n      zh: 甲一\n", "  - name:\n      zh: 甲一\n")
    change(path, "  - id: bing-ding", "    id: jia-yi\n  - id: bing-ding")
    before = path.read_bytes()
    run = check(data)
    at = before.decode().splitlines().index("    id: jia-yi") + 1
    assert at > line
    assert run.returncode == 0
    assert run.stdout.splitlines()[0] == f"data/people.yml:{at}: {OUT_OF_ORDER}"
    assert command("fmt", data).returncode == 0
    assert path.read_bytes() == before


OUT_OF_ORDER = "提示：“id”通常写在“name”前面。 / Note: “id” usually stands above “name”."


@pytest.mark.parametrize(
    "written",
    [TIDY.replace("\n", "\r\n"), TIDY.replace("\n", "\r\n", 9), TIDY.replace("\n", "\r"), "\ufeff" + TIDY],
    ids=["CRLF", "mixed", "CR", "byte order mark"],
)
def test_what_an_editor_on_windows_adds_is_right_and_taken_away(data, written):
    path = data / "branches.yml"
    path.write_bytes(written.encode())
    assert not [notice for notice in canonical_format.notices(data) if notice.rule in canonical_format.NOT_CANONICAL]
    assert command("fmt", data).returncode == 0
    assert path.read_bytes() == TIDY.encode()


def test_a_text_that_looks_like_a_number_or_like_nothing_keeps_its_quotes(data):
    change(data / "plans/2024.yml", "zh: 新的部分", 'zh: "2024"')
    change(data / "plans/2024.yml", "en: The new section", "en: 'null'")
    assert command("fmt", data).returncode == 0
    text = (data / "plans/2024.yml").read_text(encoding="utf-8")
    assert 'zh: "2024"\n' in text and 'en: "null"\n' in text
    assert "  date: 2024-02-29\n" in text and "- number: 1.1\n" in text
    assert load(data).newest.sections[0].title["en"] == "null"


def test_texts_are_never_folded(data):
    long = "字" * 3000 + "：" + "字" * 3000
    change(data / "plans/2024.yml", "zh: 新的部分", f"zh: '{long}'")
    assert command("fmt", data).returncode == 0
    assert f"zh: {long}\n" in (data / "plans/2024.yml").read_text(encoding="utf-8")


def test_the_check_notices_each_file_once_at_its_first_line_that_differs(data):
    line = change(data / "plans/2024.yml", "zh: 新的第二条", "zh: '新的第二条'")
    change(data / "plans/2024.yml", "en: The second new clause.", "en: 'The second new clause.'")
    run = check(data)
    assert (run.returncode, run.stderr) == (0, "")
    notices = [line for line in run.stdout.splitlines() if line.startswith("data/")]
    assert notices == [f"data/plans/2024.yml:{line}: {NOT_IN_FORM}"]
    assert "有1个文件的写法不是统一的格式，内容没有错误；合并后会自动改好，运行 make fmt 也会。" in run.stdout
    assert (
        "1 file is not in the one form of data files; nothing is wrong in what it says."
        " It is put into it after the merge, and by “make fmt”." in run.stdout
    )


def test_a_pull_request_is_warned_of_form_and_stays_green(data):
    line = change(data / "plans/2024.yml", "zh: 新的第二条", "zh: '新的第二条'")
    run = check(data, "--github")
    assert run.returncode == 0
    assert f"::warning file=data/plans/2024.yml,line={line}::提示：写法不是统一的格式" in run.stdout
    assert "::error" not in run.stdout + run.stderr


NOT_IN_FORM = (
    "提示：写法不是统一的格式，这一行应是“zh: 新的第二条”。合并后会自动改好，运行 make fmt 也会。"
    " / Note: not in the one form of data files: this line would be “zh: 新的第二条”."
    " It is put into it after the merge, and by “make fmt”."
)


def test_a_file_with_a_mistake_is_reported_for_that_alone_and_left_as_it_is(data):
    change(data / "people.yml", "      zh: 丙丁\n", "      zh: '丙,丁'\n")
    before = (data / "people.yml").read_bytes()
    assert [line.partition(":")[0] for line in check(data).stderr.splitlines()[:-2]] == ["data/people.yml"]
    run = command("fmt", data)
    assert run.returncode == 1
    assert "中文里的“,”应是全角的“，”" in run.stderr
    assert (data / "people.yml").read_bytes() == before


def test_a_comment_that_would_be_lost_is_reported_and_stays(data):
    path = data / "plans/2024.yml"
    change(path, "lead:\n          zh: 这是引语。\n          en: This is the lead.", LEAD)
    before = path.read_bytes()
    message = f"data/plans/2024.yml:1: {NO_FORM}"
    run = check(data)
    assert (run.returncode, run.stdout.splitlines()[0]) == (0, message)
    # The other files, and the translation lock, do not wait for it.
    run = command("fmt", data)
    assert (run.returncode, run.stderr.splitlines()) == (0, [message])
    assert "data/translations.lock" in run.stdout.splitlines()
    assert path.read_bytes() == before


def test_what_is_wrong_beside_the_data_before_stops_formatting_with_its_message(tmp_path):
    data = shutil.copytree(SHIPPED, tmp_path / "data")
    before = shutil.copytree(data, tmp_path / "before")
    shutil.rmtree(data / "sources")
    run = command("fmt", data, "--before", str(before))
    assert run.returncode == 1
    assert NO_LONGER_COMPARED in run.stderr


LEAD = "lead: {zh: 这是引语。, # Of the Chinese.\n          en: This is the lead.}"

NO_FORM = (
    "提示：这个文件不能改成统一的格式，否则会丢失注释；请把括号里的注释移到单独的行。"
    " / Note: this file cannot be put into the one form without losing a comment."
    " Move comments out of brackets and braces."
)


def test_a_build_does_not_ask_for_the_format(data):
    change(data / "plans/2024.yml", "zh: 新的第二条", "zh: '新的第二条'")
    assert load(data).newest.duties[1].clause.text["zh"] == "新的第二条"


def test_a_very_large_file_is_left_as_it_is(data):
    many = "".join(
        f"  - {{id: b{n}, name: {{zh: 支部}}, kind: k, source: {{title: {{zh: 甲}}}}}}\n" for n in range(20_000)
    )
    (data / "branches.yml").write_text(f"kinds: []\nbranches:\n{many}", encoding="utf-8")
    assert not list(canonical_format.notices(data))


def test_the_lock_of_an_editor_is_not_formatted(data):
    (data / "plans/.#2024.yml").symlink_to("nobody@nowhere.1:1")
    assert check(data).returncode == 0
    assert command("fmt", data).returncode == 0
