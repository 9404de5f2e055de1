"""Eight invented plans in the shapes of public ones, damaged as copies are: what was read, and what was doubted.

Each clause is right to the character, since the draft is compared with the text that it was read from.
"""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

import pytest
from conftest import PROJECT, SHIPPED, check, plan_of
from files_of_plans import paragraph, pdf_of_text, table, word_file

from macros.__main__ import main
from macros.i18n.words import ORIGINAL
from macros.plan.load import load
from macros.plan.site import Site
from macros.plan.work_plan import Plan
from macros.tools.importing.tables import parts_of

PLANS = PROJECT / "tests/data/imports"

# A year, the names of each clause by their part in it, and the reasons of all doubts but those on titles.
EXPECTED = {
    "city": (
        "2022",
        [
            {"lead": "市行政审批局", "responsible": "市大数据局 市公安局 各县（市、区）人民政府"},
            {"lead": "市行政审批局", "responsible": "市住房和城乡建设局 市自然资源局"},
            {"responsible": "市发展和改革委员会 市市场监督管理局"},
            {"lead": "市税务局", "responsible": "市财政局"},
            {"responsible": "人民银行示例市中心支行 市金融办"},
        ],
        ["当作一个集体", "“等”或“有关单位”没有列名", "当作全文的结尾"],
    ),
    "wrapped": (
        "2023",
        [
            {"lead": "省交通运输厅", "responsible": "省财政厅 省自然资源厅"},
            {"lead": "省人力资源和社会保障厅", "support": "省教育厅 省农业农村厅"},
            {"lead": "省住房和城乡建设厅", "responsible": "省发展改革委 省财政厅"},
            {"responsible": "省卫生健康委 省妇联"},
            {"responsible": "省教育厅"},
        ],
        [],
    ),
    "levels": (
        "2024",
        [
            {"responsible": "省通信管理局 省工业和信息化厅 各市、自治州人民政府"},
            {"responsible": "省工业和信息化厅 省发展改革委 省财政厅"},
            {"responsible": "省工业和信息化厅 省商务厅"},
            {"responsible": "省发展改革委 省财政厅 科技厅"},
            {"responsible": "省发展改革委"},
            {"responsible": "省财政厅 各市、自治州人民政府"},
        ],
        [
            "原文的规定，列在首位的牵头",
            "当作一个集体",
            "名称省略了开头",
            "名称省略了开头",
            "编号不连续，前面可能漏了一个",
            "名称可能省略了开头",
            "“等”或“有关单位”没有列名",
        ],
    ),
    "lines": (
        "2022",
        [
            {"responsible": "县农业农村局 县自然资源局"},
            {"lead": "县农业农村局", "responsible": "县林业局 各乡镇、街道"},
            {"responsible": "县住房和城乡建设局 县生态环境分局"},
            {},
        ],
        ["重复的一行，略去", "重复的一行，略去", "当作一个集体", "这一段没有写明由谁负责"],
    ),
    "square": (
        "2025",
        [
            {"responsible": "市应急管理局 各县（市）政府"},
            {"responsible": "市应急管理局 市委督查室"},
            {"responsible": "市公安局 市交通运输局"},
            {"responsible": "市消防救援支队 各县（市）政府"},
            {"responsible": "市应急管理局 市生态环境局"},
        ],
        [
            "当作一个集体",
            "名称前面有多余的标点",
            "括号没有合上",
            "编号不连续，前面可能漏了一个",
            "由“和”“与”“及”分开的名称",
        ],
    ),
    "one-line": (
        "2026",
        [
            {"responsible": "区科协 区科技局 区教育局"},
            {"responsible": "区教育局"},
            {"responsible": "区科协 各街道办事处"},
            {"responsible": "区科协"},
        ],
        ["原文没有换行，照编号分段", "当作一个集体"],
    ),
    "mixed": (
        "2022",
        [
            {"responsible": "宣传部 组织部"},
            {"responsible": "宣传部"},
            {"responsible": "校史馆"},
            {"responsible": "校团委 学生处"},
            {"responsible": "各学院党委"},
            {"responsible": "人事处 各学院"},
            {"responsible": "校团委 学生处"},
        ],
        [
            "略去了电话、邮箱或地址",
            "编号不从一开始",
            "当作一个集体",
            "编号后面紧接数字",
            "是标题，还是断开的句子",
            "当作一个集体",
            "括号里没有“责任单位”等字样，当作责任单位",
            "当作全文的结尾",
        ],
    ),
    "leaders": (
        "2024",
        [{}, {}, {}, {"responsible": "各乡镇 县文旅局"}, {}, {}],
        [
            "这些人对整个部分负责",
            "这些人对整个部分负责",
            "这些人对整个部分负责",
            "是个人、集体还是单位",
            "是个人、集体还是单位",
            "是个人、集体还是单位",
            "是个人、集体还是单位",
            "是标题，还是断开的句子",
            "当作一个集体",
            "当作全文的结尾",
        ],
    ),
    "spaced": (
        "2022",
        [
            {"lead": "市市场监管局", "responsible": "市公安局 市税务局"},
            {"lead": "市市场监管局", "responsible": "市司法局"},
            {"lead": "市发展改革委", "responsible": "市大数据局"},
            {"lead": "市知识产权局", "responsible": "市公安局", "support": "市法院"},
            {"lead": "市财政局", "responsible": "市税务局"},
            {"responsible": "市财政局"},
        ],
        ["原文用空格分开的，印出来连在一起"],
    ),
    "table": (
        "2022",
        [
            {"lead": "陆明", "responsible": "县发展和改革局", "support": "县财政局 县自然资源局"},
            {"lead": "陆明", "responsible": "县发展和改革局", "support": "县工业和信息化局"},
            {"lead": "欧阳海", "responsible": "县行政审批局", "support": "县住房和城乡建设局"},
            {"lead": "陆明", "responsible": "县教育局"},
        ],
        ["各栏是牵头、负责还是配合", "空格，可能与上一行合并", "当作全文的结尾"],
    ),
}
ABOUT_TITLES = ("标题取自首句", "首句可能是标题")
ROWS = [
    ["序号", "工作任务", "具体要求", "分管领导", "牵头责任单位", "责任单位", "完成时限"],
    ["1", "推进项目建设", "新开工重点项目20个。", "陆 明", "县发展和改革局", "县财政局、县自然资源局", "6月底前"],
    [None, None, "竣工投产项目15个。", None, None, "县工业和信息化局", "持续推进"],
    ["2", "优化服务", "建成县级政务大厅。", "欧阳海", "县行政审批局", "县住房和城乡建设局", "2022年9月30日"],
    ["3", "办好教育", "改扩建学校3所。", "陆 明", "县教育局", "", "四季度"],
]


def file_of(name: str, folder: Path) -> Path:
    if name != "table":
        return PLANS / f"{name}.txt"
    body = [paragraph("示例县2022年重点工作责任分解表"), table(ROWS), paragraph("如有变动，由继任领导担任。")]
    return word_file(folder / "table.docx", body)


def imported(file: Path, year: str, folder: Path) -> tuple[Plan, Site]:
    """Import a file, and return the draft and the site that it is a part of."""
    assert main(["import", str(file), "--year", year, "--data", str(folder)]) == 0
    site = load(folder)
    return plan_of(site, year), site


def parties_of(plan: Plan, site: Site) -> list[dict[str, str]]:
    return [
        {
            role: " ".join(site.parties[party].name[ORIGINAL] for party in parties)
            for role, parties in duty.clause.groups
        }
        for duty in plan.duties
    ]


@pytest.mark.parametrize("name", EXPECTED)
def test_every_clause_and_name_is_read_and_every_doubt_is_marked(name, tmp_path, capsys):
    year, parties, doubts = EXPECTED[name]
    file = file_of(name, tmp_path)
    plan, site = imported(file, year, tmp_path / "data")
    assert parties_of(plan, site) == parties
    said = capsys.readouterr().out
    comments = re.findall(r"^ *# \? (.*?)(?:：.*)? / ", (tmp_path / f"data/plans/{year}.yml").read_text("utf-8"), re.M)
    assert sorted(one for one in comments if one not in ABOUT_TITLES) == sorted(doubts)
    assert all(f"? {doubt}" in said for doubt in doubts)
    # Every one is counted by the check.
    found = [notice for notice in site.notices if notice.rule == "doubt" and "/plans/" in notice.place.path]
    assert len(found) == len(comments)


# What the text has and the draft has not, all of which the report says; of the others every character is the same.
DIFFERENT = {
    # Radicals, which the text itself is blamed for.
    "city": ["kangxi_radical", "kangxi_radical"],
    "wrapped": ["not_the_issued_text"],
    # What a web page has around a text, and titles that stand again.
    "lines": ["not_the_issued_text", "not_the_issued_text"],
    "spaced": ["not_the_issued_text", "not_the_issued_text"],
}


@pytest.mark.parametrize("name", EXPECTED)
def test_the_draft_is_the_text_but_for_what_is_reported(name, tmp_path):
    _, site = imported(file_of(name, tmp_path), EXPECTED[name][0], tmp_path / "data")
    rules = [notice.rule for notice in site.notices if notice.rule not in ("doubt", "out_of_order_as_issued")]
    assert [rule for rule in rules if rule != "names_nobody"] == DIFFERENT.get(name, []), site.notices


def test_the_plan_of_2021_imported_from_nothing_is_the_plan_that_is_there(tmp_path):
    plan, site = imported(SHIPPED / "sources/2021.txt", "2021", tmp_path / "data")
    present = load(SHIPPED)
    assert compared(plan, site) == compared(plan_of(present, "2021"), present)
    assert (tmp_path / "data/sources/2021.txt").read_bytes().rstrip() == (
        SHIPPED / "sources/2021.txt"
    ).read_bytes().rstrip()
    assert [notice.rule for notice in site.notices if notice.rule != "doubt"] == []


def compared(plan: Plan, site: Site) -> dict:
    """Return what a plan says, with names for ids, and the opening of an item as a part of its first clause."""
    notice = plan.notice
    texts = {key: getattr(notice, key) for key in ("masthead", "number", "title", "addressees")}
    return {
        "notice": {key: text[ORIGINAL] for key, text in texts.items()},
        "paragraphs": [
            [text[ORIGINAL] for text in part] for part in (notice.body, notice.signature, plan.requirements)
        ],
        "date": notice.date,
        "title": plan.title[ORIGINAL],
        "short_title": plan.short_title[ORIGINAL],
        "responsible": plan.responsible[ORIGINAL],
        "settings": (plan.marks, plan.brackets, plan.separator, plan.stops),
        "sections": [(part.number, part.title[ORIGINAL], part.mark, part.anchor) for part in plan.parts],
        "items": [(item.number, item.title[ORIGINAL], item.mark, item.anchor) for item in plan.all_items],
        "clauses": [
            (
                str(duty.clause.number),
                "".join(text[ORIGINAL] for text in duty.item.lead if duty.clause is duty.item.clauses[0])
                + duty.clause.text[ORIGINAL],
                duty.clause.printed,
            )
            for duty in plan.duties
        ],
        "parties": parties_of(plan, site),
    }


def test_whom_a_section_s_heading_names_answers_for_its_clauses(tmp_path):
    plan, site = imported(PLANS / "leaders.txt", "2024", tmp_path / "data")
    assert [[site.parties[one].name[ORIGINAL] for one in duty.clause.heads] for duty in plan.duties] == [
        *[["王建国"]] * 2,
        ["李敏", "司马光辉"],
        [],
        *[["单志刚"]] * 2,
    ]
    assert plan.duties[2].clause.text[ORIGINAL] == "推进新校区建设，新增学位300个；"


@pytest.mark.parametrize(
    ("heads", "parts"),
    [
        ("任务 牵头领导 责任单位 项目责任人 配合单位 时限", "text oversight responsible lead support deadline"),
        ("任务 分管领导 牵头单位 责任单位 配合单位 备注", "text oversight lead responsible support column-6"),
        ("任务 分管领导 牵头责任单位 责任单位", "text lead responsible support"),
        ("具体要求 责任科室 时限", "text responsible deadline"),
        ("任务 责任单位 责任人", "text responsible lead"),
        ("任务 责任领导 牵头单位 责任单位", "text lead responsible support"),
        ("序号 惠民实事 责任单位", "number text responsible"),
    ],
)
def test_each_column_has_the_part_that_its_head_names_first(heads, parts):
    assert parts_of(heads.split(" ")) == parts.split(" ")


def test_known_parties_are_named_again_also_by_a_variant(union_data):
    people = union_data / "people.yml"
    text = people.read_text(encoding="utf-8")
    people.write_text(text.replace("      zh: 办公室\n", "      zh: 办公室\n    variants:\n      zh: [办]\n"), "utf-8")
    file = union_data.parent / "plan.txt"
    file.write_text(
        "示例县总工会2027年工作要点\n1.做好工作。（责任部门：办、权益保障部、女职工部）\n", encoding="utf-8"
    )
    plan, _ = imported(file, "2027", union_data)
    assert plan.duties[0].clause.responsible == ("office", "rights", "nv-zhi-gong-bu")
    assert plan.duties[0].clause.printed[ORIGINAL] == "责任部门：办、权益保障部、女职工部"
    added = people.read_text(encoding="utf-8").removeprefix(text.replace("zh: 办公室\n", ""))
    assert "  - id: nv-zhi-gong-bu\n    name:\n      zh: 女职工部\n" in added
    assert check(union_data).returncode == 0


@pytest.mark.parametrize(
    ("name", "identifier"),
    [
        ("人民银行示例市支行", "ren-min-yin-hang-shi-li-shi-zhi-hang"),
        ("各县（市、区）政府", "ge-xian-shi-qu-zheng-fu"),
        ("吕布", "lv-bu"),
        ("单雄信", "shan-xiongxin"),
        ("欧阳海", "ouyang-hai"),
        ("马文\U00031350", "ma-wenqi"),
        ("测" * 40, "-".join(["ce"] * 20)),
    ],
)
def test_ids_are_made_of_readings_and_bounded(tmp_path, name, identifier):
    file = tmp_path / "plan.txt"
    label = "责任领导" if len(name) < 4 else "责任单位"
    file.write_text(f"示例县2027年工作要点\n1.做好工作。（{label}：{name}、乙局）\n", encoding="utf-8")
    plan, _ = imported(file, "2027", tmp_path / "data")
    assert plan.duties[0].clause.party_ids[0] == identifier


def test_nothing_that_is_there_is_overwritten(data, capsys):
    before = {path: path.read_bytes() for path in data.rglob("*.*")}
    assert main(["import", str(PLANS / "city.txt"), "--year", "2024", "--data", str(data)]) == 1
    (data / "sources").mkdir()
    (data / "sources/2025.txt").write_text("", encoding="utf-8")
    assert main(["import", str(PLANS / "city.txt"), "--year", "2025", "--data", str(data)]) == 1
    assert {path: path.read_bytes() for path in before} == before
    assert not (data / "plans/2025.yml").exists()
    said = capsys.readouterr().err
    assert "2024.yml is there already" in said and "2025.txt is there already" in said


def test_a_site_with_more_languages_has_room_for_their_translations(data):
    imported(PLANS / "square.txt", "2025", data)
    assert "  title:\n    zh: 示例市2025年安全生产工作要点\n    en:\n" in (data / "plans/2025.yml").read_text("utf-8")


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("old.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "“old.doc” has an old format: open it in Word or WPS"),
        ("plan.txt", "没有编号的文字。".encode(), "“plan.txt” has neither numbers nor a table"),
        ("long.txt", f"1.做{'（责任单位：' * 5000}".encode(), "“long.txt” is too large or takes too long"),
        ("longer.txt", ("1.做好工作。\n" * 50_000).encode(), "“longer.txt” is too large or takes too long"),
    ],
)
def test_what_cannot_be_imported_is_answered_with_one_sentence_and_changes_nothing(
    tmp_path, capsys, name, content, sentence
):
    (tmp_path / name).write_bytes(content)
    assert main(["import", str(tmp_path / name), "--year", "2022", "--data", str(tmp_path / "data")]) == 1
    said = capsys.readouterr()
    assert sentence in said.err and said.err.count("\n") == 1 and not said.out
    assert not (tmp_path / "data").exists()


def test_a_year_has_four_digits(tmp_path, capsys):
    assert main(["import", str(PLANS / "city.txt"), "--year", "../x", "--data", str(tmp_path / "data")]) == 1
    assert "Give the year" in capsys.readouterr().err


def test_telephone_numbers_and_addresses_are_in_none_of_the_files(tmp_path):
    imported(PLANS / "mixed.txt", "2022", tmp_path / "data")
    for path in (tmp_path / "data").rglob("*.*"):
        if path.is_file():
            text = path.read_text(encoding="utf-8")
            assert not re.search("85551234|13812345678|someone@", text), path
    assert "联系人：王小明，联系电话：，手机，邮箱：" in (tmp_path / "data/sources/2022.txt").read_text(
        encoding="utf-8"
    )


def test_a_pdf_becomes_the_draft_that_its_text_becomes(tmp_path):
    lines = [line for line in (PLANS / "wrapped.txt").read_text(encoding="utf-8").splitlines() if line]
    path = pdf_of_text(tmp_path / "plan.pdf", [lines[:12], lines[12:]])
    plan, site = imported(path, "2023", tmp_path / "data")
    assert parties_of(plan, site) == EXPECTED["wrapped"][1]
    assert (plan.source.file, plan.source.sha256) == ("plan.pdf", hashlib.sha256(path.read_bytes()).hexdigest())


def test_deadlines_are_dated_as_far_as_they_are_dates(tmp_path):
    plan, _ = imported(file_of("table", tmp_path), "2022", tmp_path / "data")
    deadlines = [duty.clause.deadline for duty in plan.duties]
    assert [(each.text[ORIGINAL], each.when) for each in deadlines] == [
        ("6月底前", "2022-06"),
        ("持续推进", None),
        ("2022年9月30日", "2022-09-30"),
        ("四季度", "2022-Q4"),
    ]


def test_the_draft_is_in_the_form_of_data_files(tmp_path):
    imported(file_of("table", tmp_path), "2022", tmp_path / "data")
    run = check(tmp_path / "data", "--language", "en")
    assert "usual form" not in run.stdout and "extracted by program from table.docx" in run.stdout


def test_a_table_s_own_columns_are_kept_and_the_text_is_as_issued(tmp_path):
    plan, site = imported(PROJECT / "tests/data/shapes/register/sources/2026.txt", "2026", tmp_path / "data")
    assert "not_the_issued_text" not in {notice.rule for notice in site.notices}
    cells = [[cell.text[ORIGINAL] for cell in duty.clause.cells] for duty in plan.duties]
    assert cells == [["到位资金20亿元"], ["新增就业500人", "区政府工作报告任务"], ["缓解上学难"]]
