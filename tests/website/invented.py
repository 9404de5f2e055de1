"""Invented sites whose plans have other shapes than the shipped one, written as folders of data."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from macros.i18n.problem import Place
from macros.plan.plan_values import Period

_SITE = {
    "name": {"zh": "示例省重点任务", "en": "Example Province Key Tasks"},
    "description": {"zh": "示例省重点任务分工。", "en": "Key tasks of Example Province."},
    "parties": {"zh": "责任单位", "en": "Responsible units"},
    "issuer": {"zh": "示例省人民政府办公厅", "en": "General Office of the Example Provincial Government"},
}


class _Dumper(yaml.SafeDumper):
    """Writes what stands twice in the data twice: a data file has no aliases."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


def text(zh: str, en: str = "") -> dict[str, str]:
    """Return a text, untranslated where no English is given."""
    return {"zh": zh, "en": en} if en else {"zh": zh}


def write(folder: Path, plans: dict[int, dict[str, Any]], bodies: int, **site: Any) -> Path:
    """Write a data folder with some plans, and with as many departments as are wanted."""
    (folder / "plans").mkdir(parents=True)
    named = [{"id": f"body-{n}", "name": text(f"省第{n}厅", f"Department {n}")} for n in range(1, bodies + 1)]
    files = {"site.yml": _SITE | site, "people.yml": {"bodies": named}}
    files |= {f"plans/{year}.yml": plan for year, plan in plans.items()}
    for name, content in files.items():
        (folder / name).write_text(
            yaml.dump(content, Dumper=_Dumper, allow_unicode=True, sort_keys=False), encoding="utf-8"
        )
    return folder


def provincial(year: int = 2022, bodies: int = 56, tasks: int = 60) -> dict[str, Any]:
    """Return a plan of three levels: sections, sections in them, and tasks without titles, led and supported."""
    numbers = iter(range(1, tasks + 1))
    sections = [_section(number, [next(numbers) for _ in range(tasks // 4)], bodies) for number in range(1, 5)]
    return {
        "notice": {
            "masthead": text("示例省人民政府办公厅文件", "Document of the General Office"),
            "number": text(f"示政办发〔{year}〕7号", f"Shi Zheng Ban Fa [{year}] No. 7"),
            "title": text(f"关于印发{year}年重点任务分工的通知", f"Notice on the Division of Key Tasks in {year}"),
            "addressees": text("各市人民政府，省政府各部门", "To all cities and departments"),
            "body": [
                text("现将任务分工印发给你们。", "The division of tasks is issued to you."),
                text("请认真落实。", "Please carry it out."),
            ],
            "attachments": text("附件：重点任务分工", "Annex: Division of Key Tasks"),
            "signature": [text("示例省人民政府办公厅", "General Office"), text("示例省督查室", "Inspection Office")],
            "date": f"{year}-03-01",
            "copies": text("抄送：省委办公厅。", "Copies: the Party Committee's office."),
            "issuing": text("示例省人民政府办公厅印发", "Issued by the General Office"),
        },
        "title": text(f"{year}年重点任务分工", f"Division of Key Tasks in {year}"),
        "below_title": text("（征求意见后修改）", "(as revised)"),
        "short_title": text(f"{year}年重点任务", f"Key Tasks of {year}"),
        "lead": text("{}牵头", "led by {}"),
        "responsible": text("{}负责", "{} responsible"),
        "support": text("{}配合", "supported by {}"),
        "marks": ["一、", "（一）", "1."],
        "stops": "text",
        "requirements": text("坚持稳中求进。", "Seek progress while keeping stable."),
        "sections": sections,
        "closing": text("各单位要按季度报送进展。", "Progress is reported quarterly."),
    }


def _section(number: int, tasks: list[int], bodies: int) -> dict[str, Any]:
    half = len(tasks) // 2
    return {
        "number": number,
        "title": text(f"第{number}方面的工作", f"Field of work {number}"),
        "lead": text(f"第{number}方面总的要求是稳。", f"In field {number}, stability comes first."),
        "sections": [
            {
                "number": rank,
                "title": text(f"第{number}方面之{rank}", f"Part {rank} of field {number}"),
                "items": [_task(task, bodies) for task in group],
                "closing": text(f"第{number}方面之{rank}到此为止。", f"Here part {rank} of field {number} ends."),
            }
            for rank, group in enumerate((tasks[:half], tasks[half:]), start=1)
        ],
    }


def _task(task: int, bodies: int) -> dict[str, Any]:
    ids = [f"body-{(task + shift * 14) % bodies + 1}" for shift in range(4)]
    clause = {
        "text": text(f"推进第{task}项重点工程，年内取得实效。", f"Advance key project {task} within the year."),
        "lead": ids[:1],
        "responsible": ids[1:2],
        "support": ids[2:],
    }
    return {"number": task, "clauses": [clause if task % 9 else {"text": clause["text"]}]}


def table(year: int = 2023, draft: bool = False) -> dict[str, Any]:
    """Return a plan that is a table with deadlines, in two sections."""
    heads = {
        "number": text("序号", "No."),
        "title": text("事项", "Matter"),
        "text": text("工作内容", "Task"),
        "responsible": text("责任单位", "Responsible unit"),
        "support": text("配合单位", "Supporting units"),
        "deadline": text("完成时限", "Deadline"),
    }
    return ({"draft": True} if draft else {}) | {
        "notice": {
            "title": text(f"示例省{year}年任务清单", f"List of Tasks in {year}"),
            "below_title": text("（共四项）", "(four tasks)"),
        },
        "short_title": text(f"{year}年任务清单", f"Tasks of {year}"),
        "columns": [{"part": part, "head": head} for part, head in heads.items()],
        "sections": [
            {
                "number": 1,
                "title": text("改善民生", "Better lives"),
                "items": [
                    _row(1, "修路", "Roads", "完成农村公路改造。", "Rebuild rural roads.", "6月底前", f"{year}-06"),
                    _row(2, "办学", "Schools", "新建学校十所。", "Build ten schools.", "上半年", f"{year}-H1"),
                ],
            },
            {
                "number": 2,
                "title": text("优化服务", "Better services"),
                "items": [
                    _row(3, "审批", "Permits", "压缩审批时限。", "Speed up permits.", "3月31日前", f"{year}-03-31"),
                    _row(4, "热线", "Hotline", "办好服务热线。", "Run the hotline.", "长期坚持", ""),
                ],
            },
        ],
    }


def _row(number: int, zh: str, en: str, task_zh: str, task_en: str, words: str, when: str) -> dict[str, Any]:
    deadline = {"text": text(words, f"by {when}" if when else "at all times")} | ({"when": when} if when else {})
    clause = {
        "text": text(task_zh, task_en),
        "responsible": ["body-1"],
        "support": ["body-2", f"body-{number + 2}"],
        "deadline": deadline,
    }
    return {"number": number, "title": text(zh, en), "clauses": [clause]}


def flat(year: int = 2021, draft: bool = False) -> dict[str, Any]:
    """Return a plan without sections: one clause below each item's title, the first named leading, deadlines in it."""
    items = [
        {
            "number": number,
            "title": text(f"第{number}件实事", f"Matter {number}"),
            "clauses": [
                {
                    "text": text(f"办好第{number}件实事", f"Settle matter {number}"),
                    "responsible": [f"body-{number}", "body-9"],
                    "deadline": {"text": text("年底前", "by the end of the year"), "when": str(year)},
                }
            ],
        }
        for number in range(1, 4)
    ]
    return ({"draft": True} if draft else {}) | {
        "notice": {
            "number": text(f"示政办〔{year}〕1号", f"No. 1 of {year}"),
            "title": text(f"示例省{year}年民生实事", f"Public Matters in {year}"),
            "signature": text("示例省人民政府办公厅", "General Office"),
            "date": f"{year}-01-05",
        },
        "short_title": text(f"{year}年民生实事", f"Public Matters of {year}"),
        "responsible": text("责任单位", "Responsible"),
        "deadline": text("完成时限", "Deadline"),
        "first_leads": text("列第一位的为牵头单位。", "The first named leads."),
        "brackets": "none",
        "items": items,
        "closing": text("各单位每月报送进展。", "Progress is reported monthly."),
    }


def period(when: str) -> Period:
    """Return a period as a plan names it."""
    return Period(when, Place("", 1))
