"""Plans of every shape that offices issue are held without a word changed, and what is changed is found at its line."""

import re
import shutil
import unicodedata
from pathlib import Path

import pytest
from conftest import PROJECT, change, check, command
from fuzz import render_all

from macros.i18n.words import ORIGINAL, Words
from macros.plan.document import blocks
from macros.plan.load import load
from macros.plan.yaml_source import DataError
from macros.tools import canonical_format
from macros.tools.new_plan import skeleton

SHAPES = {path.name: path for path in sorted((PROJECT / "tests/data/shapes").iterdir())}
#: Those that have tables are compared with the tabs between cells.
TABLES = ("table", "register", "annexed-tables")
PLANS = [(name, path.stem) for name, folder in SHAPES.items() for path in sorted(folder.glob("plans/*.yml"))]


@pytest.fixture
def shape(tmp_path, request) -> Path:
    """A copy of the data of a shape, to be changed."""
    return Path(shutil.copytree(SHAPES[request.param], tmp_path / "data"))


def of(*names: str):
    return pytest.mark.parametrize("shape", names, indirect=True)


def folded(text: str, name: str) -> str:
    """Fold an issued text on its own account: one width, straight quotation marks, no space but a table's tabs."""
    lines = [line.rstrip("\t") if name in TABLES else line.replace("\t", "") for line in text.splitlines()]
    one_width = re.sub("[！-～]", lambda sign: unicodedata.normalize("NFKC", sign[0]), "\n".join(lines))
    return re.sub(r"[^\S\t]", "", re.sub("[“”]", '"', one_width))


@pytest.mark.parametrize(("name", "year"), PLANS)
def test_a_plan_of_each_shape_is_its_issued_text(name, year):
    site = load(SHAPES[name])
    [plan] = (plan for plan in site.plans if plan.year == year)
    issued = folded((SHAPES[name] / f"sources/{year}.txt").read_text(encoding="utf-8"), name)
    ours = "\n".join(
        "\t".join("".join(run.text for run in piece) for piece in block.pieces) if block.is_row else str(block)
        for block in blocks(plan, site, Words(ORIGINAL))
    )
    assert folded(ours, name) == issued
    # The tabs between cells are compared, and are no characters.
    assert site.compared[year] == len(issued.replace("\t", ""))


@pytest.mark.parametrize("name", SHAPES)
def test_its_files_are_in_the_one_form_and_its_pages_can_be_made(name):
    site = load(SHAPES[name])
    assert not list(canonical_format.notices(SHAPES[name]))
    for language in site.languages:
        render_all(site, Words(language))


#: What the issuer's own gaps are reported as, and nothing else is reported of any shape.
GAPS = {"gaps": ["3, 2", "3, 2", "1, 5"]}
AS_ISSUED = (
    "提示：编号“3”与前面不连续（按顺序应为“2”），原文如此。"
    " / Note: the number “3” does not follow (“2” would); it is so in the issued text."
)


@pytest.mark.parametrize("name", SHAPES)
def test_what_the_issued_text_has_is_no_mistake(name):
    notices = load(SHAPES[name]).notices
    assert {notice.rule for notice in notices} <= {"out_of_order_as_issued"}
    details = [f"{notice.details['number']}, {notice.details['expected']}" for notice in notices]
    assert details == GAPS.get(name, [])


@of("gaps")
def test_an_issuer_s_gap_is_a_notice_at_its_line(shape):
    assert f"data/plans/2024.yml:26: {AS_ISSUED}" in check(shape).stdout.splitlines()


#: The anchors of items and clauses, in the issued order, and the address that they stand under.
ANCHORS = {
    "measures": ("2025/sections/2/", "item-3 clause-3-1 clause-3-2"),
    "flat-list": ("2024/items/", " ".join(f"item-{n} clause-{n}" for n in range(1, 23))),
    "three-levels": (
        "2023/sections/2/",
        "item-2-1-1 clause-2-1-1 item-2-1-2 clause-2-1-2 item-2-2-1 clause-2-2-1",
    ),
    "gaps": ("2024/sections/3/", "item-4 clause-4 item-4-2 clause-4-2 item-1-2 clause-1-2"),
    "state-council": ("2025/sections/2/", "item-2 clause-2 item-3 clause-3 item-4 clause-4"),
    "township": ("2025/sections/1/", "item-1-1 clause-1-1 item-1-2 clause-1-2"),
    "table": ("2025/sections/1/", "item-1 clause-1-1 clause-1-2 item-2 clause-2"),
    "decimals": ("2026/sections/2/", "item-2-1 clause-2-1"),
    "four-levels": (
        "2026/sections/1/",
        "item-1 clause-1-1 clause-1-2 clause-1-3 item-2 clause-2 item-0-1 clause-0-1",
    ),
}


@pytest.mark.parametrize("name", ANCHORS)
def test_an_entry_is_found_by_its_number_or_by_the_numbers_on_the_way_to_it(name):
    address, anchors = ANCHORS[name]
    [part] = [part for part in load(SHAPES[name]).newest.parts if part.address == address]
    found = [[item.anchor, *(clause.anchor for clause in item.clauses)] for item in part.all_items]
    assert " ".join(anchor for anchors in found for anchor in anchors) == anchors


@pytest.mark.parametrize("name", SHAPES)
def test_no_two_entries_of_a_plan_have_one_anchor(name):
    for plan in load(SHAPES[name]).plans:
        places = [(part.address, item.anchor) for part in plan.parts for item in part.all_items]
        places += [(duty.section.address, duty.clause.anchor) for duty in plan.duties]
        assert len(set(places)) == len(places)


#: What a printed annotation repeats, and reports if it is another there.
ONLY_PRINTED = {
    "three-levels": '  zh: "{}配合"',
    "first-leads": "  zh: 列首位的为牵头单位，下同",
    "printed": "  zh: 责任单位",
    "school": "                    zh: 上半年",
}


@pytest.mark.one_in(2)
@pytest.mark.parametrize(("name", "year"), PLANS)
def test_a_changed_character_is_found_at_its_line_wherever_it_stands(tmp_path, name, year):
    data = Path(shutil.copytree(SHAPES[name], tmp_path / "data"))
    path = data / f"plans/{year}.yml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("draft: true\n", ""), encoding="utf-8")
    lines = path.read_text(encoding="utf-8").splitlines()
    # The short title is the site's own.
    unprinted = {lines.index("short_title:") + 2}
    if name in ONLY_PRINTED:
        unprinted.add(lines.index(ONLY_PRINTED[name]) + 1)
    places = [number for number, line in enumerate(lines, start=1) if " zh: " in line and number not in unprinted]
    assert len(places) > 2
    for number in places:
        line = lines[number - 1]
        at = next(at for at in range(line.index("zh: ") + 4, len(line)) if "一" <= line[at] <= "鿿")
        changed = [*lines[: number - 1], f"{line[:at]}囧{line[at + 1 :]}", *lines[number:]]
        path.write_text("\n".join(changed) + "\n", encoding="utf-8")
        with pytest.raises(DataError) as error:
            load(data)
        found = {problem.place.line for problem in error.value.problems}
        assert found == {number}, (line, error.value.problems)


#: A file, what is changed in it, and the line on which that is reported, counted from there.
CHANGES = {
    "name": ("measures", "people.yml", "zh: 县教育局", "zh: 县教体局", 0),
    "variant": ("measures", "people.yml", "zh: [县人社局]", "zh: [县人社部门]", None),
    "party": ("measures", "plans/2025.yml", "responsible: [caizheng]", "responsible: [jiaoyu]", 0),
    "order of parties": ("three-levels", "plans/2023.yml", "[fagai, caizheng]", "[caizheng, fagai]", 0),
    "role": ("three-levels", "plans/2023.yml", "lead: [shichang]", "support: [shichang]", None),
    "label": ("own-lines", "plans/2025.yml", "zh: 责任部门", "zh: 责任单位", 0),
    "separator": ("gaps", "plans/2024.yml", "separator: ，", "separator: 、", None),
    "brackets": ("school", "plans/2025.yml", "brackets: 【】", "brackets: 〔〕", None),
    "mark": ("three-levels", "plans/2023.yml", "marks: [一、, （一）, 1．]", "marks: [一、, （一）, 1、]", None),
    "number": ("state-council", "plans/2025.yml", "- number: 4", "- number: 5", 0),
    "head": ("table", "plans/2025.yml", "zh: 完成时限", "zh: 完成时间", 0),
    "cell of parties": ("table", "plans/2025.yml", "[lu-ming, chen-xiaohe]", "[chen-xiaohe]", 0),
    "cell of a deadline": ("table", "plans/2025.yml", "zh: 每季度", "zh: 每月", 0),
    "cell that is merged": ("table", "plans/2025.yml", "merged: [lead, responsible]", "merged: [lead]", None),
    "whether the texts have the marks": ("prose", "plans/2025.yml", "stops: text", "stops: site", None),
    "mark behind a clause": ("joined", "plans/2026.yml", "ends: 、", "ends: ，", None),
    "where annotations stand": ("behind-titles", "plans/2026.yml", "annotated: title", "annotated: text", None),
    "whether clauses have numbers": ("behind-titles", "plans/2026.yml", "        marked: false\n", "", None),
    "one line": ("one-line", "plans/2026.yml", "brackets: line", "brackets: none", None),
    "how often heads stand": ("annexed-tables", "plans/2026.yml", "heads: each\n", "", None),
    "line above the title": ("annexed-tables", "plans/2026.yml", "  zh: 附件\ntitle", "  zh: 附表\ntitle", 0),
    "title in a cell": ("register", "plans/2026.yml", "zh: 社会事业", "zh: 社会工作", 0),
    "cell of the table's own": ("register", "plans/2026.yml", "zh: 缓解上学难", "zh: 缓解入学难", 0),
    "those who oversee": ("decimals", "people.yml", "zh: 王立", "zh: 王力", 0),
    "numbers of levels": ("decimals", "plans/2026.yml", "marks: [1, 1.1]", "marks: [1, 1.]", None),
    "date": ("document", "plans/2021.yml", "date: 2021-11-09", "date: 2021-11-08", None),
}


@pytest.mark.parametrize("changed", CHANGES)
def test_a_changed_detail_is_found_at_its_line(tmp_path, changed):
    name, file, old, new, further = CHANGES[changed]
    data = Path(shutil.copytree(SHAPES[name], tmp_path / "data"))
    text = (data / file).read_text(encoding="utf-8")
    assert old in text
    (data / file).write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(DataError) as error:
        load(data)
    if further is not None:
        line = text[: text.index(old)].count("\n") + 1 + further
        assert [problem.place.line for problem in error.value.problems] == [line], error.value.problems


# A shape with a table, the year of its plan, what is replaced in it, and what the maintainer reads.
TABLE_MISTAKES = {
    "column twice": (
        "table",
        2025,
        "  - part: title\n",
        "  - part: text\n",
        "“text”这一栏写了两次。 / The column “text” is given twice.",
    ),
    "no texts": (
        "table",
        2025,
        "  - part: text\n",
        "  - part: responsible\n",
        "表格要有一栏是任务的文字：part 写 text。 / A table needs a column with the texts of its tasks: “part: text”.",
    ),
    "no column of those who support": (
        "table",
        2025,
        "  - part: support\n    head:\n      zh: 责任单位\n      en: Units\n",
        "",
        "表格里没有“support”的栏，这里的内容无处可排。请在 columns 里加上这一栏，或删去这一项。"
        " / The table has no column for “support”, so that this stands nowhere. Add it to “columns”, or delete this.",
    ),
    "opening of an item": (
        "table",
        2025,
        "        title:\n          zh: 扩投资\n",
        "        lead: {zh: 一段话}\n        title:\n          zh: 扩投资\n",
        "表格里没有“lead”的栏，这里的内容无处可排。请在 columns 里加上这一栏，或删去这一项。"
        " / The table has no column for “lead”, so that this stands nowhere. Add it to “columns”, or delete this.",
    ),
    "printed without its cells": (
        "table",
        2025,
        "              zh: 陈小禾；各乡（镇）人民政府，统计局等有关单位\n",
        "              zh: 陈小禾，各乡（镇）人民政府，统计局等有关单位\n",
        "表格里，这一条有2栏写明由谁负责，“printed”应按各栏的次序写，用“；”隔成2段。"
        " / In the table, 2 cells of this clause name parties: write “printed” in the order of the columns, in 2 parts"
        " with “；” between them.",
    ),
    "own column without a name": ("register", 2026, "    key: remarks\n", "", "缺少“key”。 / “key” is missing."),
    "own column twice": (
        "register",
        2026,
        "    key: remarks\n",
        "    key: measures\n",
        "“measures”这一栏写了两次。 / The column “measures” is given twice.",
    ),
    "cell without its column": (
        "register",
        2026,
        "              - column: remarks\n",
        "              - column: remark\n",
        "表格里没有“remark”的栏，这里的内容无处可排。请在 columns 里加上这一栏，或删去这一项。"
        " / The table has no column for “remark”, so that this stands nowhere. Add it to “columns”, or delete this.",
    ),
    "merged column that is none": (
        "register",
        2026,
        "            merged: [oversight]\n",
        "            merged: [oversigth]\n",
        "“oversigth”不能用作“merged”；可用的有：section、number、title、text、oversight、lead、responsible、support、deadline、cell。是不是“oversight”？"
        " / “oversigth” is not a value of “merged”; the values are: section, number,"
        " title, text, oversight, lead, responsible, support, deadline, cell. Did you mean “oversight”?",
    ),
}


@pytest.mark.parametrize("mistake", TABLE_MISTAKES)
def test_a_mistake_in_a_table_is_told(tmp_path, mistake):
    name, year, old, new, sentence = TABLE_MISTAKES[mistake]
    data = Path(shutil.copytree(SHAPES[name], tmp_path / "data"))
    change(data / f"plans/{year}.yml", old, new)
    found = [line for line in check(data).stderr.splitlines() if re.match(r"\S+:\d+: ", line)]
    assert [line.split(": ", 1)[1] for line in found].count(sentence) == 1, found


@of("table")
@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("merged: [lead, responsible]", "merged: [lead, responsibl]"),
        ("  - part: responsible\n", "  - part: responsibl\n"),
        ("  - part: text\n", "  - part: txt\n"),
    ],
)
def test_a_misspelt_part_of_a_table_is_one_mistake(shape, old, new):
    line = change(shape / "plans/2025.yml", old, new)
    [message] = check(shape, "--language", "zh").stderr.splitlines()[:-2]
    assert message.startswith(f"data/plans/2025.yml:{line}: “") and "不能用作" in message


@of("gaps")
def test_a_number_that_is_not_as_issued_is_told_as_one(shape):
    line = change(shape / "plans/2024.yml", "      - number: 3\n", "      - number: 2\n")
    [message] = check(shape, "--language", "zh").stderr.splitlines()[:-1]
    assert message.startswith(f"data/plans/2024.yml:{line}: 与印发的原文不符")


@of("measures")
def test_the_number_of_a_clause_is_the_site_s_own_and_compared_with_its_place(shape):
    line = change(
        shape / "plans/2025.yml",
        "          - text:\n              zh: 各学校",
        "          - number: 3.3\n            text:\n              zh: 各学校",
    )
    [message] = check(shape, "--language", "zh").stderr.splitlines()[:-1]
    assert message == f"data/plans/2025.yml:{line}: 编号“3.3”不连续，这里应是“3.2”。"


@pytest.mark.parametrize("name", SHAPES)
def test_next_year_s_plan_of_each_shape_can_be_begun_and_filled_in(tmp_path, name):
    data = Path(shutil.copytree(SHAPES[name], tmp_path / "data"))
    site = load(data)
    last = site.newest
    text = skeleton(last, "2031", site.languages)
    assert canonical_format.formatted_text(text, type(last)) == text
    [party, *_] = last.party_ids or [""]
    name = site.parties[party].name[ORIGINAL] if party else ""
    filled = re.sub(r"^( *)zh:$", rf"\1zh: 待补充{name}", text, flags=re.MULTILINE)
    filled = re.sub(r"^(short_title:\n(?: *#.*\n)*  zh: )", r"\1明年的", filled, flags=re.MULTILINE)
    filled = re.sub(
        r"^( *(oversight|lead|responsible|support)): \[\]$", rf"\1: [{party}]", filled, count=1, flags=re.MULTILINE
    )
    filled = re.sub(r"^ *(oversight|lead|responsible|support): \[\]\n", "", filled, flags=re.MULTILINE)
    filled = filled.replace("date:\n", "date: 2031-01-01\n").replace("when:\n", "when: 2031\n")
    (data / "plans/2031.yml").write_text(filled, encoding="utf-8")
    shown = load(data).newest
    assert (shown.marks, shown.brackets, shown.separator, shown.stops) == (
        last.marks,
        last.brackets,
        last.separator,
        last.stops,
    )
    assert [column.part for column in shown.columns] == [column.part for column in last.columns]


README = (PROJECT / "macros/plan/README.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"### (.+?)\n(?:(?!###).)*?```yaml\n(.+?)```", README, re.DOTALL)
PARTIES = """\
persons:
  - {id: wang-zhi, name: {zh: 王志}}
bodies:
  - {id: fagai, name: {zh: 县发改局}}
  - {id: caizheng, name: {zh: 县财政局}, variants: {zh: [财政局]}}
"""
# What an example needs and does not show.
AROUND = {
    "notice": "notice: {title: {zh: 安排}}\n",
    "short_title": "short_title: {zh: 安排}\n",
    "items": "items: [{number: 1, clauses: [{text: {zh: 办事}, responsible: [fagai, caizheng, wang-zhi]}]}]\n",
}


@pytest.mark.parametrize(("name", "example"), EXAMPLES, ids=[name for name, _ in EXAMPLES])
def test_the_examples_of_the_documentation_are_right(tmp_path, name, example):
    (tmp_path / "plans").mkdir()
    shutil.copy(SHAPES["table"] / "site.yml", tmp_path)
    (tmp_path / "people.yml").write_text(PARTIES, encoding="utf-8")
    keys = set(re.findall("^([a-z_]+):", example, re.MULTILINE))
    keys |= {"items"} if "sections" in keys else set()
    missing = "".join(text for key, text in AROUND.items() if key not in keys)
    (tmp_path / "plans/2025.yml").write_text(missing + example, encoding="utf-8")
    assert {notice.rule for notice in load(tmp_path).notices} <= {"unused_party"}


def test_each_kind_of_document_has_its_example():
    links = re.findall(r"\]\(#([a-z-]+)\)", README)
    headings = {
        re.sub("[^a-z ]", "", title.lower()).replace(" ", "-") for title in re.findall("^### (.+)$", README, re.M)
    }
    assert len(EXAMPLES) >= 12 and set(links) <= headings


def test_clauses_that_the_document_numbers_are_printed_with_their_numbers():
    site = load(SHAPES["numbered-clauses"])
    text = [str(block) for block in blocks(site.newest, site, Words("zh"))]
    assert "（一）强化思想引领" in text and "2.办好职工书屋。（责任部门：基层工作部）" in "".join(text).replace(" ", "")
    assert [duty.clause.number for duty in site.newest.duties] == ["1.1", "1.2", "2.1", "2.2"]


def test_what_stands_behind_a_title_holds_for_the_clauses_below_that_name_nobody():
    plan = load(SHAPES["behind-titles"]).newest
    roles = {
        duty.clause.number: {party: plan.role_in(duty.clause, party) for party in duty.clause.party_ids}
        for duty in plan.duties
    }
    assert roles["2.1"] == {"renshi": "lead", "jiaowu": "responsible"}
    assert roles["2.2"].keys() == roles["2.1"].keys() and roles["2.3"] == {"jiaowu": "responsible"}


@of("register")
def test_texts_of_a_table_s_own_columns_are_locked_by_their_keys(shape):
    change(shape / "site.yml", "languages: [zh]\n", "")
    plan = shape / "plans/2026.yml"
    change(plan, "zh: 区政府工作报告任务\n", "zh: 区政府工作报告任务\n                  en: In the report\n")
    change(plan, "      zh: 备注\n", "      zh: 备注\n      en: Remarks\n")
    assert command("fmt", shape).returncode == 0
    locked = [line.split()[0] for line in (shape / "translations.lock").read_text(encoding="utf-8").splitlines()]
    assert {name for name in locked if name.startswith("plans/")} == {
        "plans/2026/columns/remarks/head",
        "plans/2026/sections/-/items/2/clauses/2/cells/remarks/text",
    }


def test_numbers_of_levels_stand_in_translations_too():
    site = load(SHAPES["decimals"])
    text = [str(block) for block in blocks(site.newest, site, Words("en"))]
    assert any(line.startswith("2.1 规范查房。") for line in text)
