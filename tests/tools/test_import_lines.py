"""Shapes and damages of issued texts, each in a few lines: what is read of them, and what is doubted."""

import pytest

from macros.tools.importing.extraction import Line
from macros.tools.importing.parts import PlanPart
from macros.tools.importing.reading import plan_of

TITLE = "示例市2024年工作要点"


def read(*lines: str) -> PlanPart:
    return plan_of([Line(line) for line in lines], "2024")


def clauses(plan: PlanPart) -> list[tuple[str, dict[str, list[str]]]]:
    return [(clause.text, clause.names) for clause in plan.clauses]


def reasons(plan: PlanPart) -> list[str]:
    return [doubt.reason for doubt in plan.all_doubts]


def test_a_bracket_may_be_opened_at_the_end_of_a_line():
    plan = read(TITLE, "（一）新建公园30个。[责任单位：", "市园林局、市财政局]", "（二）清理河道。[责任单位：市水务局]")
    assert clauses(plan) == [
        ("新建公园30个。", {"responsible": ["市园林局", "市财政局"]}),
        ("清理河道。", {"responsible": ["市水务局"]}),
    ]


def test_a_bracket_that_is_lost_behind_a_verb_is_doubted():
    plan = read(TITLE, "1.打通环路。（县住建局牵头，县交通局负责", "2.修桥。（县交通局负责）")
    assert clauses(plan)[0] == ("打通环路。", {"lead": ["县住建局"], "responsible": ["县交通局"]})
    assert "lost_bracket" in reasons(plan)


def test_what_stands_at_the_top_of_each_page_is_left_out():
    tasks = [f"{number}.做好第{number}件事。（责任单位：甲局）" for number in range(1, 16)]
    plan = read("示例市城管委", TITLE, *tasks[:12], "", "示例市城管委", *tasks[12:])
    assert plan.notice.title == TITLE and len(plan.clauses) == 15
    assert [(doubt.line, doubt.reason) for doubt in plan.mendings] == [(1, "furniture"), (16, "furniture")]


def test_a_title_at_the_top_of_each_page_stays_once():
    tasks = [f"{number}.做好第{number}件事。（责任单位：甲局）" for number in range(1, 16)]
    plan = read(TITLE, TITLE, *tasks[:12], "", TITLE, *tasks[12:])
    assert plan.notice.title == TITLE and len(plan.clauses) == 15


def test_an_issuer_above_the_year_belongs_to_the_title():
    plan = read("中共示例市委员会", "2024年工作要点", "1.做好工作。（责任单位：甲局）")
    assert plan.notice.title == "中共示例市委员会2024年工作要点"
    assert [doubt.reason for doubt in plan.mendings] == ["joined"]


def test_a_title_that_is_broken_behind_its_subject_is_joined():
    plan = read("省政府关于2024年推进振兴", "重点任务分工的意见", "1.做好工作。（责任单位：甲局）")
    assert plan.notice.title == "省政府关于2024年推进振兴重点任务分工的意见"
    plan = read("示例省攻坚行动2024年", "重点任务清单", "1.做好工作。（责任单位：甲局）")
    assert plan.notice.title == "示例省攻坚行动2024年重点任务清单"


def test_the_word_attachment_above_a_title_is_no_title():
    plan = read("附件1", TITLE, "1.做好工作。（责任单位：甲局）")
    assert (plan.notice.masthead, plan.notice.title) == ("附件1", TITLE)
    assert "masthead" in reasons(plan)


def test_a_post_is_no_name_of_a_leader():
    plan = read(
        TITLE, "一、区委副书记、区长张建军同志领衔任务", "1.开工新路。", "责任单位：区交通局 区住建局", "2.修桥。"
    )
    assert plan.sections[0].responsible == ["张建军"]
    assert plan.separator == "none" and plan.clauses[0].printed == ""
    assert reasons(plan) == ["section_leader"]


def test_a_section_is_answered_for_by_those_in_brackets_behind_its_title():
    plan = read(TITLE, "一、改善民生（责任领导：王志、李敏）", "1.新增学位。", "2.新建医院。（责任单位：县卫健局）")
    assert plan.sections[0].responsible == ["王志", "李敏"]
    assert plan.sections[0].title == "改善民生（责任领导：王志、李敏）"
    assert clauses(plan) == [("新增学位。", {}), ("新建医院。", {"responsible": ["县卫健局"]})]


def test_brackets_in_a_name_behind_a_label_are_no_annotation():
    plan = read(TITLE, "1.走访群众。", "责任单位：党建办、各村（社区）", "2.修渠。 责任单位：水利站、各村（社区）")
    assert [names["responsible"] for _, names in clauses(plan)] == [
        ["党建办", "各村（社区）"],
        ["水利站", "各村（社区）"],
    ]
    assert [text for text, _ in clauses(plan)] == ["走访群众。", "修渠。"]


def test_what_a_web_page_has_behind_a_text_is_left_out():
    plan = read("打印本页", TITLE, "1.做好工作。（责任单位：甲局）", "打印本页", "主办：示例市政府", "示例市政务网")
    assert clauses(plan) == [("做好工作。", {"responsible": ["甲局"]})] and not plan.closing
    assert [doubt.line for doubt in plan.mendings] == [1, 4, 5, 6]


def test_a_short_text_of_one_line_is_divided_by_its_numbers():
    tasks = [f"{number}、做好一件事。（责任部门：安全部、工会）" for number in "一二三四五"]
    plan = read(f"{TITLE}　　为落实责任，制定本要点。　　{'　　'.join(tasks)}")
    assert len(plan.clauses) == 5 and plan.notice.title == TITLE
    assert "no_line_ends" in reasons(plan)


def test_who_signs_a_text_of_one_line_belongs_to_no_task():
    tasks = [f"{number}.做好一件事。责任单位：县文旅局、县住建局" for number in range(1, 6)]
    plan = read(f"{TITLE} 现提出要点。 {' '.join(tasks)} 示例县文化旅游局 2024年2月18日")
    assert plan.clauses[-1].names == {"responsible": ["县文旅局", "县住建局"]}
    assert plan.notice.signature == ["示例县文化旅游局"] and str(plan.notice.date) == "2024-02-18"


def test_whom_a_notice_addresses_is_no_part_of_a_title_that_fills_its_line():
    text = "1.认真学习贯彻全会精神并深入开展各种宣讲活动二十场次，推动全会精神深入人心。（责任单位：甲局）" * 3
    lines = [text[at : at + 24] for at in range(0, len(text), 24)]
    plan = read("中共示例市科协学会委员会关于印发工作要点的通知", "各学会党支部：", "请贯彻落实。", *lines)
    assert plan.notice.addressees == "各学会党支部"


def test_sentences_that_are_cut_at_one_width_are_joined_although_their_first_lines_look_like_titles():
    tasks = [
        f"    {number}.{text}。(责任部门:机关纪委、办公室)"
        for number, text in enumerate(
            [
                "认真落实党风廉政建设责任制,层层签订责任书",
                "组织警示教育大会两次,参观廉政教育基地",
                "开展专项资金审计工作,提交审计情况报告",
                "完善廉政风险防控体系,梳理风险点上百个",
            ],
            start=1,
        )
    ]
    plan = read(TITLE, *(part for task in tasks for part in (task[:24], task[24:], "")))
    assert plan.clauses[0].text == "认真落实党风廉政建设责任制，层层签订责任书。"
    assert not any(item.title for item in plan.items) and len(plan.clauses) == 4


def test_a_line_that_may_be_a_title_where_others_have_none_is_doubted():
    plan = read(
        TITLE,
        "1.修渠。（责任单位：甲局）",
        "2.抓好教育",
        "新增学位三百个以上。（责任单位：乙局）",
        "3.修桥。（责任单位：丙局）",
    )
    assert plan.items[1].title == "抓好教育" and "title_or_cut" in reasons(plan)


def test_who_leads_by_a_word_behind_the_name_is_printed_as_it_was():
    plan = read(TITLE, "1.修渠。（责任单位：甲局（牵头）、乙局）", "2.修桥。（责任单位：丙局、乙局）")
    assert clauses(plan)[0] == ("修渠。", {"lead": ["甲局"], "responsible": ["乙局"]})
    assert plan.clauses[0].printed == "责任单位：甲局（牵头）、乙局"


def test_parties_without_brackets_where_others_have_them_are_doubted():
    plan = read(TITLE, "1.修渠；责任单位：甲局、乙局", "2.修桥。[责任单位：丙局]", "3.修路。[责任单位：丙局]")
    assert plan.clauses[0].printed == "责任单位：甲局、乙局" and "other_bracket" in reasons(plan)


def test_a_space_within_a_name_is_doubted():
    plan = read(TITLE, "1.新增学位。", "责任单位：县发展和 改革局", "2.修渠。", "责任单位：县水利局 县财政局")
    assert [doubt.about for doubt in plan.all_doubts if doubt.reason == "spaced"] == ["县发展和 改革局"]
    plan = read(TITLE, "1.新增学位。（责任单位：县财政局 县水利局、县教育局）")
    assert [doubt.about for doubt in plan.all_doubts if doubt.reason == "spaced"] == ["县财政局 县水利局"]


def test_an_office_of_the_county_is_none_of_its_townships():
    plan = read(TITLE, "1.改造户厕。（责任单位：各乡镇、县卫健局）", "2.修渠。（责任单位：各市、自治州政府、省水利厅）")
    assert [names["responsible"] for _, names in clauses(plan)] == [
        ["各乡镇", "县卫健局"],
        ["各市、自治州政府", "省水利厅"],
    ]


DOUBTED = {
    "number_restarts": ["3.修桥。（责任单位：甲局）", "4.修路。（责任单位：甲局）", "1.绿化。（责任单位：甲局）"],
    "number_again": ["1.修桥。（责任单位：甲局）", "2.修路。（责任单位：甲局）", "2.绿化。（责任单位：甲局）"],
    "annotation_of_title": ["1.修桥", "责任单位：甲局", "2.修路", "责任单位：乙局"],
    "head": [
        "1.修桥铺路是民生工程。各地要高度重视，抓好落实。",
        "修桥三座。（责任单位：甲局）",
        "2.绿化。（责任单位：甲局）",
    ],
    "several_annotations": ["1.修桥。（责任单位：甲局）", "修路。（责任单位：乙局）"],
    "behind_annotation": ["1.修桥。（责任单位：甲局）", "桥要牢固。", "2.修路。（责任单位：乙局）"],
    "tasks_before_items": ["一、城建", "修桥。（责任单位：甲局）", "1.筹款。（责任单位：乙局）"],
    "year": ["1.修桥。（责任单位：甲局）"],
    "no_parties": ["1.修桥。", "2.修路。"],
    "table_lost": ["序号 任务 责任单位 时限", "1.修桥。 甲局 6月"],
    "no_label": ["1.修桥。（甲局牵头，乙局、丙局）", "2.修路。（甲局牵头）"],
    "nobody_named": ["1.修桥。（责任单位：）", "2.修路。（牵头单位：；责任单位：甲局）"],
    "odd_name": ["1.修桥。（责任单位：详见附件）"],
    "named_twice": ["1.修桥。（牵头单位：甲局；责任单位：甲局、乙局）"],
    "column": ["任务\t责任单位\t备注", "修桥\t甲局\t无"],
    "line_in_table": ["序号\t任务\t责任单位", "1\t修桥\t甲局", "以下为新增任务", "2\t修路\t甲局"],
    "cell_printed": ["任务\t牵头单位\t责任单位", "修桥\t甲局\t乙局、丙局", "修路\t甲局\t乙局，丙局"],
    "empty_cell": ["任务\t牵头单位\t责任单位", "修桥\t甲局\t乙局", "修路\t甲局"],
    "general": ["1.修桥。（责任单位：甲局、乙局等有关单位）"],
    "number_skipped": ["1.修桥。（责任单位：甲局）", "3.修路。（责任单位：甲局）"],
    "and": ["1.修桥。（责任单位：甲局和乙局）"],
}


@pytest.mark.parametrize("reason", DOUBTED)
def test_what_is_guessed_is_doubted_at_its_line(reason):
    title = "示例市2023年工作要点" if reason == "year" else TITLE
    doubts = [doubt for doubt in read(title, *DOUBTED[reason]).all_doubts if doubt.reason == reason]
    assert doubts and all(1 <= doubt.line <= len(DOUBTED[reason]) + 1 for doubt in doubts)
    # None of it is doubted where nothing is odd.
    assert reason not in reasons(read(TITLE, "1.修桥。（责任单位：甲局）", "2.修路。（责任单位：甲局、乙局）"))
