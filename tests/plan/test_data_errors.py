"""Data that is wrong stops the build: every mistake at file and line, in both languages, and the last site stays."""

import contextlib
import os
import re
import shutil
import tempfile
from pathlib import Path

import pytest
import yaml
from conftest import PROJECT, SHIPPED, TWO_PLANS, change, check
from test_canonical_format import NO_FORM, NOT_IN_FORM, OUT_OF_ORDER
from test_characters import ANOTHER_TEXT, NO_LONGER_COMPARED, SAME_TO_THE_EYE
from test_characters import CASES as CHARACTERS
from test_drafts import ONLY_DRAFTS
from test_lost_data import ANOTHER_YEAR, GONE, UNREAD_FILE, UNREAD_TEXT
from test_pages import SAME_NAME
from test_reading import NOT_RENDERED, RENDERED_OTHERWISE
from test_shapes import AS_ISSUED, TABLE_MISTAKES
from test_source_file import DOUBT
from test_translations import BAD_LOCK_ENTRY, OUTDATED, OUTDATED_SINCE, UNTRANSLATED
from test_yaml_slips import SLIPS

from macros.i18n.report import report
from macros.i18n.words import Words
from macros.plan import yaml_source
from macros.plan.load import load
from macros.plan.reader import keys, printed
from macros.plan.work_plan import Plan
from macros.plan.yaml_source import DataError


def messages(folder) -> list[str]:
    """Return the lines that say what is wrong, without the summary."""
    run = check(folder)
    assert run.returncode == 1, run.stdout
    assert "Traceback" not in run.stderr
    return [line for line in run.stderr.splitlines() if re.match(r"\S+:\d+: ", line)]


PLAN = "plans/2024.yml"
DATA_FILES = ("site.yml", "people.yml", "branches.yml", "glossary.yml", "search.yml", PLAN)

# A file, what is replaced in it, and what the maintainer reads: rule by rule.
MISTAKES = {
    "file in a folder": (
        PLAN,
        "notice:\n",
        f"source: {{file: a/b.docx, sha256: {'0' * 64}}}\nnotice:\n",
        "“a/b.docx”不是文件名：只写名称，不写文件夹。"
        " / “a/b.docx” is not the name of a file: give the name without a folder.",
    ),
    "digest too short": (
        PLAN,
        "notice:\n",
        "source: {file: b.docx, sha256: 0a}\nnotice:\n",
        "“sha256”应是 64 位十六进制数字（小写），现为“0a”。"
        " / “sha256” has 64 hexadecimal digits in lower case, and is “0a”.",
    ),
    "language that cannot be built": (
        "site.yml",
        "  en: Example Committee\n",
        "  en: Example Committee\nlanguages: [zh, fr]\n",
        "“fr”不能用作“languages”；可用的有：zh、en。 / “fr” is not a value of “languages”; the values are: zh, en.",
    ),
    "languages without the original": (
        "site.yml",
        "  en: Example Committee\n",
        "  en: Example Committee\nlanguages: [en]\n",
        "languages 里要有原文的语言“zh”。 / The languages of a site include that of the original, “zh”.",
    ),
    "syntax": (
        PLAN,
        "zh: 新的第二条",
        "}",
        "这一行读不懂：“}”。请检查缩进、冒号后的空格、括号和引号。"
        " / This line cannot be read: “}”. Check the indentation, the space after the colon, brackets, and quotes.",
    ),
    "no space after a colon": (
        PLAN,
        "zh: 新的第二条",
        "zh:新的第二条",
        "冒号后面要有一个空格：“zh:新的第二条”。 / A space is needed after the colon: “zh:新的第二条”.",
    ),
    "unknown key": (
        PLAN,
        "        lead:\n",
        "        leed:\n",
        "这里没有“leed”这一项；可用的有：number、title、lead、clauses、marked、closing。是不是“lead”？"
        " / “leed” is not known here; what can stand here: number, title, lead, clauses, marked, closing."
        " Did you mean “lead”?",
    ),
    "misspelt key that must be there": (
        PLAN,
        "requirements:",
        "requirement:",
        f"这里没有“requirement”这一项；可用的有：{'、'.join(keys(Plan)[0])}。是不是“requirements”？"
        f" / “requirement” is not known here; what can stand here: {', '.join(keys(Plan)[0])}."
        " Did you mean “requirements”?",
    ),
    "key in words of one's own": (
        PLAN,
        "responsible: [jia-yi, advisers]",
        "牵头人: [jia-yi, advisers]",
        "这里没有“牵头人”这一项；可用的有：number、text、oversight、lead、responsible、support、deadline、cells、printed、ends、marked、merged。"
        " / “牵头人” is not known here; what can stand here: number, text, oversight, lead,"
        " responsible, support, deadline, cells, printed, ends, marked, merged.",
    ),
    "misspelt list that clauses refer to": (
        "people.yml",
        "persons:",
        "person:",
        "这里没有“person”这一项；可用的有：persons、roles、bodies。是不是“persons”？"
        " / “person” is not known here; what can stand here: persons, roles, bodies. Did you mean “persons”?",
    ),
    "misspelt id that clauses name": (
        "people.yml",
        "  - id: jia-yi",
        "  - idd: jia-yi",
        "这里没有“idd”这一项；可用的有：id、name、variants。是不是“id”？"
        " / “idd” is not known here; what can stand here: id, name, variants. Did you mean “id”?",
    ),
    "id of somebody else": (
        "people.yml",
        "  - id: advisers",
        "  - id: jia-yi",
        "id“jia-yi”重复了，第一次在 data/people.yml:3。每个 id 只用一次。"
        " / The id “jia-yi” is used twice, first at data/people.yml:3. Every id is used once.",
    ),
    "misspelt text in which a term stands": (
        "plans/2023.yml",
        "            text:\n              zh: 老的一条",
        "            txt:\n              zh: 老的一条",
        "这里没有“txt”这一项；可用的有：number、text、oversight、lead、responsible、support、deadline、cells、printed、ends、marked、merged。是不是“text”？"
        " / “txt” is not known here; what can stand here: number, text, oversight, lead,"
        " responsible, support, deadline, cells, printed, ends, marked, merged. Did you mean “text”?",
    ),
    "YAML's word for nothing": (
        "people.yml",
        "zh: 甲一",
        "zh: ~",
        "“zh”是空的，请填写，或者删去这一项。 / “zh” is empty. Fill it in, or delete the line.",
    ),
    "short title of another plan": (
        PLAN,
        "short_title:\n  zh: 2024年工作要点",
        "short_title:\n  zh: 2023年工作要点",
        "简称“2023年工作要点”与 data/plans/2023.yml:26 的相同；每份工作要点的简称各不相同。"
        " / The short title “2023年工作要点” is that of data/plans/2023.yml:26 too; every plan has its own.",
    ),
    "id with capitals that clauses name": (
        "people.yml",
        "  - id: bing-ding",
        "  - id: Bing-Ding",
        "id“Bing-Ding”不能用作网址：只用小写字母、数字和连字符，例如 zhang-san。"
        " / The id “Bing-Ding” cannot be part of an address: use lowercase letters, digits, and hyphens,"
        " as in zhang-san.",
    ),
    "unknown language": (
        "people.yml",
        "      en: Jia Yi",
        "      eng: Jia Yi",
        "这里没有“eng”这一项；可用的有：zh、en。是不是“en”？"
        " / “eng” is not known here; what can stand here: zh, en. Did you mean “en”?",
    ),
    "missing key": (
        "people.yml",
        "    name:\n      zh: 甲一\n      en: Jia Yi\n",
        "",
        "缺少“name”。 / “name” is missing.",
    ),
    "Chinese missing": (
        "people.yml",
        "      zh: 甲一\n",
        "",
        "缺少“zh”。 / “zh” is missing.",
    ),
    "Chinese empty": (
        "people.yml",
        "zh: 甲一",
        "zh:",
        "“zh”是空的，请填写，或者删去这一项。 / “zh” is empty. Fill it in, or delete the line.",
    ),
    "text where a list is expected": (
        PLAN,
        "responsible: [jia-yi]",
        "responsible: jia-yi",
        "“responsible”应是一个列表，请写作：[jia-yi]。 / “responsible” should be a list, written [jia-yi].",
    ),
    "list where a text is expected": (
        "branches.yml",
        "kind: example-branch\n    source:\n      title:\n        zh: 示发〔2023〕2号",
        "kind: [example-branch]\n    source:\n      title:\n        zh: 示发〔2023〕2号",
        "“kind”写法不对：应为一段文字，现为一个列表（每行以 - 开头）。"
        " / “kind” should be a text, but is a list (each line begins with -).",
    ),
    "text where a mapping is expected": (
        PLAN,
        "short_title:\n  zh: 2024年工作要点\n  en: 2024 Work Plan",
        "short_title: 2024年工作要点",
        "“short_title”的内容写在下面几行，比它多缩进两个空格，每行开头写明是什么，"
        "如“zh: 2024年工作要点”；现在是一段文字。"
        " / “short_title” is written on the lines below it, two spaces further in, each beginning with what it is,"
        " as in “zh: 2024年工作要点”; here it is a text.",
    ),
    "mapping where a list is expected": (
        PLAN,
        "responsible: [jia-yi, advisers]",
        "responsible: {zh: 甲一}",
        "“responsible”写法不对：应为一个列表（每行以 - 开头），现为若干行“名称：内容”。"
        " / “responsible” should be a list (each line begins with -), but is lines of the form “name: content”.",
    ),
    "id not for an address": (
        "branches.yml",
        "  - id: plain-branch",
        "  - id: ../Plain",
        "id“../Plain”不能用作网址：只用小写字母、数字和连字符，例如 zhang-san。"
        " / The id “../Plain” cannot be part of an address: use lowercase letters, digits, and hyphens,"
        " as in zhang-san.",
    ),
    "unknown party": (
        PLAN,
        "responsible: [jia-yi, advisers]",
        "responsible: [jia-yi, adviser]",
        "people.yml 里没有责任人“adviser”。是不是“advisers”？"
        " / people.yml has no party “adviser”. Did you mean “advisers”?",
    ),
    "unknown party like none": (
        PLAN,
        "responsible: [jia-yi, advisers]",
        "responsible: [jia-yi, xxx]",
        "people.yml 里没有责任人“xxx”。可用的有：advisers、bing-ding、jia-yi、secretaries。"
        " / people.yml has no party “xxx”. What can stand here: advisers, bing-ding, jia-yi, secretaries.",
    ),
    "unknown party by name": (
        PLAN,
        "responsible: [jia-yi, advisers]",
        "responsible: [甲一, advisers]",
        "people.yml 里没有责任人“甲一”。是不是“jia-yi”？ / people.yml has no party “甲一”. Did you mean “jia-yi”?",
    ),
    "kind without roles": (
        "branches.yml",
        "roles: [secretaries]",
        "roles: []",
        "“roles”里至少要有一项。 / “roles” needs at least one entry.",
    ),
    "clause without parties": (
        PLAN,
        "responsible: [jia-yi, advisers]",
        "responsible: []",
        "“responsible”里至少要有一项。 / “responsible” needs at least one entry.",
    ),
    "party named twice": (
        PLAN,
        "responsible: [jia-yi, advisers]",
        "responsible: [jia-yi, jia-yi]",
        "同一条里责任人“jia-yi”写了两次。 / “jia-yi” stands twice under the same clause.",
    ),
    "unknown role": (
        "branches.yml",
        "roles: [advisers]",
        "roles: [jia-yi]",
        "people.yml 里没有集体责任人“jia-yi”；可用的有：advisers、secretaries。"
        " / people.yml has no role “jia-yi”; the roles are: advisers, secretaries.",
    ),
    "unknown kind": (
        "branches.yml",
        "kind: example-branch\n    society",
        "kind: exampel-branch\n    society",
        "没有“exampel-branch”这一类支部；可用的有：example-branch。是不是“example-branch”？"
        " / There is no kind of branch “exampel-branch”; the kinds are: example-branch."
        " Did you mean “example-branch”?",
    ),
    "a day that does not exist": (
        PLAN,
        "date: 2024-02-29",
        "date: 2024-02-30",
        "“date”应是存在的日期，写作 2021-02-25，现为“2024-02-30”。"
        " / “date” should be a date that exists, written 2021-02-25, but is “2024-02-30”.",
    ),
    "a number that is none": (
        PLAN,
        "      - number: 2\n        title:\n          zh: 又一项",
        "      - number: two\n        title:\n          zh: 又一项",
        "“number”应是从 1 起的整数，现为“two”。 / “number” should be a whole number from 1, but is “two”.",
    ),
    "clause out of order": (
        PLAN,
        "number: 1.2",
        "number: 1.3",
        "编号“1.3”不连续，这里应是“1.2”。 / The number “1.3” is out of order; “1.2” is expected here.",
    ),
    "item out of order": (
        PLAN,
        "      - number: 2\n        title:\n          zh: 又一项",
        "      - number: 3\n        title:\n          zh: 又一项",
        "编号“3”不连续，这里应是“2”。 / The number “3” is out of order; “2” is expected here.",
    ),
    "number missing": (
        PLAN,
        "      - number: 2\n        title:\n          zh: 又一项",
        "      - numbr: 2\n        title:\n          zh: 又一项",
        "这里没有“numbr”这一项；可用的有：number、title、lead、clauses、marked、closing。是不是“number”？"
        " / “numbr” is not known here; what can stand here: number, title, lead, clauses,"
        " marked, closing. Did you mean “number”?",
    ),
    "unknown rendering": (
        "glossary.yml",
        "rendering: own",
        "rendering: mine",
        "“mine”不能用作“rendering”；可用的有：official、secondary、own。"
        " / “mine” is not a value of “rendering”; the values are: official, secondary, own.",
    ),
    "clause number that is none": (
        PLAN,
        "number: 1.2",
        "number: 1-2",
        "“1-2”不是条的编号：应由项的编号和条在项中的次序组成，例如 5.2。"
        " / “1-2” is not a clause number; a clause is numbered by its item and its place in it, as in 5.2.",
    ),
    "id that is a device": (
        "branches.yml",
        "  - id: plain-branch",
        "  - id: con",
        "id“con”不能用作文件夹名：它是系统保留的名字，或者超过 80 个字符。"
        " / The id “con” cannot be a folder's name: the system reserves it, or it is longer than 80 characters.",
    ),
    "source without address or number": (
        "branches.yml",
        "zh: 示发〔2023〕2号",
        "zh: 听说",
        "出处要么有 address（公开网址），要么在 title 里写明文号，例如〔2021〕1号。"
        " / A source has an address (a public page), or a Chinese title with the document's number,"
        " as in 〔2021〕1号.",
    ),
    "address with a user": (
        "branches.yml",
        "https://example.org/branches",
        "https://bank.example@example.org/branches",
        "“https://bank.example@example.org/branches”的“@”前面还有一段，会看错它通向哪里；请删去。"
        " / “https://bank.example@example.org/branches” has something before an “@”, which hides where it leads."
        " Delete it.",
    ),
    "address with a port that does not exist": (
        "branches.yml",
        "https://example.org/branches",
        "https://example.org:65536/branches",
        "“https://example.org:65536/branches”的端口不存在：最大是 65535。"
        " / “https://example.org:65536/branches” has a port that does not exist: the highest is 65535.",
    ),
    "address of two alphabets": (
        "branches.yml",
        "https://example.org/branches",
        "https://ex\u0430mple.org/branches",
        "“https://ex\u0430mple.org/branches”的主机名混用了看上去一样的几种字母；请核对。"
        " / The host in “https://ex\u0430mple.org/branches” mixes alphabets whose letters look the same. Check it.",
    ),
    "address that is none": (
        "branches.yml",
        "address: https://example.org/branches",
        "address: example.org/branches",
        "“example.org/branches”不是网址：应以 https:// 或 http:// 开头，后面没有空格、引号和全角的字符。"
        " / “example.org/branches” is not a web address; one begins with https:// or http://"
        " and has no spaces, quotes or full-width characters.",
    ),
    "term in no plan": (
        "glossary.yml",
        "zh: 常用语",
        "zh: 罕用语",
        "术语“罕用语”在各份工作要点里都没有出现；请核对写法，或在 variants 的 zh 里补上文中的写法。"
        " / The term “罕用语” stands in no plan. Check how it is written, or give the plan's form under variants, zh.",
    ),
    "variant that is another rendering": (
        "glossary.yml",
        "      en: common word\n    meaning:\n",
        "      en: common word\n    variants:\n      en: [the common words, usual word]\n    meaning:\n",
        "“usual word”不是“common word”的另一种形式。"
        "别处的译法请写在 elsewhere，特定场合才用的写在 in_context 并说明理由。"
        " / “usual word” is not a form of “common word”. Give renderings used elsewhere under elsewhere,"
        " and one for a certain context under in_context, with the reason.",
    ),
    "context without a form": (
        "glossary.yml",
        "      en: common word\n    meaning:\n",
        "      en: common word\n    in_context:\n      - reason:\n          zh: 测试。\n    meaning:\n",
        "缺少“form”。 / “form” is missing.",
    ),
    "phrase that leads nowhere": (
        "search.yml",
        "zh: 总体要求是：做好工作。",
        "zh: 做坏工作",
        "“做坏工作”在工作要点和其他数据里都找不到；says 要照原文写。"
        " / “做坏工作” stands nowhere in the plans or the other data; says must be as it is written there.",
    ),
    "form that leads to two things": (
        "search.yml",
        "[干得好]",
        "[干得好, 干得好]",
        "“干得好”写了两次，第一次在 data/search.yml:7。每种说法只通向一处。"
        " / “干得好” is given twice, first at data/search.yml:7. Each form leads to one thing.",
    ),
    "form for which nothing is said": (
        "search.yml",
        '      en: "The general requirement is this: work well."\n'
        "    also:\n      zh: [干得好]\n      en: [do a good job]",
        "    also:\n      zh: [干得好]\n      en: [do a good job]",
        "缺少“says: en”。 / “says: en” is missing.",
    ),
    "mark of direction": (
        PLAN,
        "zh: 新的第二条",
        "zh: 新的\u202e第二条",
        "文字里有看不见的字符（U+202E），请删去。 / The text has an invisible character (U+202E). Delete it.",
    ),
    "zero-width space": (
        PLAN,
        "en: The second new clause.",
        "en: The second\u200b new clause.",
        "文字里有看不见的字符（U+200B），请删去。 / The text has an invisible character (U+200B). Delete it.",
    ),
    "space in Chinese": (
        PLAN,
        "zh: 新的第二条",
        "zh: 新的 2 条",
        "多余的空格、制表符（Tab）或换行，网站会照样印出来：“新的␣2␣条”。"
        " / A stray space, tab or line break, which the site would print: “新的␣2␣条”.",
    ),
    "two spaces in English": (
        PLAN,
        "en: The second new clause.",
        "en: The second  new clause.",
        "多余的空格、制表符（Tab）或换行，网站会照样印出来：“second␣␣new␣cl”。"
        " / A stray space, tab or line break, which the site would print: “second␣␣new␣cl”.",
    ),
    "half-width comma": (
        PLAN,
        "zh: 新的第二条",
        "zh: 新的,第二条",
        "中文里的“,”应是全角的“，”：“新的,第二条”。 / In Chinese, “,” is written full-width, “，”: “新的,第二条”.",
    ),
    "half-width bracket": (
        PLAN,
        "zh: 新的第二条",
        "zh: 新的(第二)条",
        "中文里的“(”应是全角的“（”：“新的(第二)条”。 / In Chinese, “(” is written full-width, “（”: “新的(第二)条”.",
    ),
    "straight quotation mark": (
        PLAN,
        "zh: 新的第二条",
        'zh: 新的"第二"条',
        '中文里的“"”应是全角的““””：“新的"第二"条”。 / In Chinese, “"” is written full-width, ““””: “新的"第二"条”.',
    ),
    "full stop that is a point": (
        PLAN,
        "zh: 新的第二条",
        "zh: 新的第二条.",
        "中文里的“.”应是全角的“。”：“新的第二条.”。 / In Chinese, “.” is written full-width, “。”: “新的第二条.”.",
    ),
    "wide digit": (
        PLAN,
        "zh: 新的第二条",
        "zh: 新的第２条",
        "“２”应写作“2”。 / “２” is written “2”.",
    ),
    "full-width comma in English": (
        PLAN,
        "en: The second new clause.",
        "en: The second，␣new␣clause.",
        "英文里不用全角的“，”：“second，␣new␣c”。 / English has no full-width “，”: “second，␣new␣c”.",
    ),
    "sections and items at once": (
        PLAN,
        "sections:\n  - number: 1\n",
        "items:\n  - {number: 1, clauses: [{text: {zh: 一件事}, responsible: [jia-yi]}]}\nsections:\n  - number: 1\n",
        "“items”和“sections”不能同时写，请保留一个。 / “items” and “sections” cannot stand together. Keep one.",
    ),
    "section with sections and items": (
        PLAN,
        "    items:\n      - number: 2\n",
        "    sections: [{number: 1, lead: {zh: 一段话}}]\n    items:\n      - number: 2\n",
        "“items”和“sections”不能同时写，请保留一个。 / “items” and “sections” cannot stand together. Keep one.",
    ),
    "section in a section in a section": (
        PLAN,
        "              en: A clause for secretaries.\n            responsible: [secretaries]\n",
        "              en: A clause for secretaries.\n            responsible: [secretaries]\n"
        "  - {number: 3, sections: [{number: 1, sections: [{number: 1, lead: {zh: 深处}}]}]}\n",
        "层次太多：部分之下只能再分一层，然后是项。"
        " / Too many levels: a section holds one more level of sections, and then items.",
    ),
    "section of which nothing is said": (
        PLAN,
        "              en: A clause for secretaries.\n            responsible: [secretaries]\n",
        "              en: A clause for secretaries.\n            responsible: [secretaries]\n"
        "  - {number: 3, title: {zh: 空的部分}}\n",
        "缺少“items”。 / “items” is missing.",
    ),
    "section of somebody whom its heading does not name": (
        PLAN,
        "      en: Another section\n",
        "      en: Another section\n    responsible: [jia-yi]\n",
        "“甲一”（jia-yi）负责整个部分，这一部分的标题或开头语里却没有其名称或别称（variants）。请改正其中一处。"
        " / “甲一” (jia-yi) answers for the whole section, and neither its title nor its opening has the"
        " name or one of its variants. Correct one of the two.",
    ),
    "section of somebody unknown": (
        PLAN,
        "      en: Another section\n",
        "      en: Another section\n    responsible: [jia-er]\n",
        "people.yml 里没有责任人“jia-er”。是不是“jia-yi”？ / people.yml has no party “jia-er”. Did you mean “jia-yi”?",
    ),
    "number missing among others": (
        PLAN,
        "      - number: 2\n        title:\n",
        "      - title:\n",
        "缺少“number”。 / “number” is missing.",
    ),
    "cell said to be merged": (
        PLAN,
        "          - number: 1.2\n",
        "          - number: 1.2\n            merged: [responsible]\n",
        "“responsible”写明与上一行合并（merged），内容却与上一行不同。"
        " / “responsible” is said to be merged with the row above, and differs from it.",
    ),
    "mark that is none": (
        PLAN,
        "requirements:\n",
        "marks: [壹、]\nrequirements:\n",
        "“壹、”不是编号的样式；请写第一个编号的样子，如 一、、（一）、1. 或 第一条。"
        " / “壹、” is no pattern of a number; write how number one looks, as in 1. or (1).",
    ),
    "month that does not exist": (
        PLAN,
        "responsible: [jia-yi, advisers]",
        "deadline: {text: {zh: 新的}, when: 2024-13}\n            responsible: [jia-yi, advisers]",
        "“when”应写成 2022-06-30、2022-06、2022-Q2、2022-H1 或 2022，现在是“2024-13”。"
        " / “when” should be written 2022-06-30, 2022-06, 2022-Q2, 2022-H1 or 2022, but is “2024-13”.",
    ),
    "deadline that stands nowhere": (
        PLAN,
        "responsible: [jia-yi, advisers]",
        "deadline: {text: {zh: 年底前}}\n            responsible: [jia-yi, advisers]",
        "时限“年底前”在这一条的文字里找不到。请照原文写；若印在括号里，请给本年的要点写上“deadline”（时限之前的字样）。"
        " / The deadline “年底前” does not stand in the text of this clause. Write it as issued; if it stands in the"
        " brackets, give the plan the label before it, “deadline”.",
    ),
    "printed annotation without a party": (
        PLAN,
        "responsible: [jia-yi, advisers]",
        "printed: {zh: 牵头人：甲一等}\n            responsible: [jia-yi, advisers]",
        "“printed”里没有“派驻顾问”（advisers）的名称或别称（variants）。请改正其中一处。"
        " / “printed” has neither the name of “派驻顾问” (advisers) nor one of its variants. Correct one of the two.",
    ),
    "printed annotation with somebody else": (
        PLAN,
        "responsible: [jia-yi, advisers]",
        "printed: {zh: 牵头人：甲一、派驻顾问，丙丁配合}\n            responsible: [jia-yi, advisers]",
        "“printed”里的“丙丁”不是这一条所列责任人的名称或别称（variants）。请把它列入，或改正文字。"
        " / “丙丁” in “printed” is no name and no variant of a party of this clause. List the party, or correct"
        " the text.",
    ),
    "variant that is another's name": (
        "people.yml",
        "      en: Bing Ding\n",
        "      en: Bing Ding\n    variants: {zh: [甲一]}\n",
        "“甲一”既是“bing-ding”的别称，也是“jia-yi”的名称或别称；原文写的是哪一个，就分不清了。请只留一处。"
        " / “甲一” is a variant of “bing-ding”, and a name or variant of “jia-yi” too, so that nobody can tell whom"
        " a plan means by it. Keep one of them.",
    ),
    "anchor": (
        PLAN,
        "zh: 新的第二条",
        "zh: &two 新的第二条",
        "这里不用 YAML 的 & 和 *；文字以它们开头时请加引号。"
        " / YAML's & and * are not used here; put a text that begins with one of them in quotes.",
    ),
    "tag": (
        PLAN,
        "zh: 新的第二条",
        "zh: !!python/name:os.system 新的第二条",
        "这里不用 YAML 的 ! 标记；文字以它开头时请加引号。"
        " / YAML's ! tags are not used here; put a text that begins with one in quotes.",
    ),
}


@pytest.mark.parametrize("mistake", MISTAKES)
def test_one_mistake_gives_one_message_at_its_line(data, mistake):
    file, old, new, sentence = MISTAKES[mistake]
    line = change(data / file, old, new)
    [message] = messages(data)
    assert message.split(": ", 1)[1] == sentence
    shown, _, at = message.split(": ")[0].rpartition(":")
    assert shown == f"data/{file}"
    # What is missing is reported where its entry begins; all else on a line that was changed.
    assert line - 1 <= int(at) <= line + old.count("\n")


# What becomes of a whole file, and the message that the maintainer reads.
FILES = {
    "absent": (lambda path: path.unlink(), 1, "缺少这个文件。 / This file is missing."),
    "empty": (lambda path: path.write_text("# nothing\n"), 1, "文件是空的。 / The file is empty."),
    "in another encoding": (
        lambda path: path.write_bytes("name: x\nzh: 甲".encode("gbk")),
        2,
        "文件不是 UTF-8 编码，请以 UTF-8 保存。 / The file is not in UTF-8. Save it as UTF-8.",
    ),
    "a link": (
        lambda path: path.rename(path.with_suffix(".txt")) and path.symlink_to(path.with_suffix(".txt")),
        1,
        "这里应是普通文件，不能是链接或文件夹。 / A plain file is expected here, not a link or a folder.",
    ),
    "with a NUL": (
        lambda path: path.write_text("# a comment\nname: a\0\n"),
        2,
        "有不允许的字符（U+0000），请删去。 / A character that is not allowed (U+0000). Delete it.",
    ),
    "with two documents": (
        lambda path: path.write_text("name: x\n---\nname: y\n"),
        2,
        "一个文件只写一份数据，请删去这里的 ---。 / One file holds one document. Delete the --- here.",
    ),
    "with a list as a key": (
        lambda path: path.write_text("[a]: x\n"),
        1,
        "冒号前面应是一个词。 / A single word is expected before the colon.",
    ),
    "too deep": (
        lambda path: path.write_text("name: " + "[" * 30),
        1,
        "缩进层次太多，请检查这里的缩进和括号。"
        " / Too many levels of indentation. Check the indentation and the brackets here.",
    ),
    "with an endless text": (
        lambda path: path.write_text("name:\n  zh: " + "长" * 20001),
        2,
        "这段文字超过 20000 个字符，请检查引号和缩进。"
        " / This text is longer than 20000 characters. Check quotes and indentation.",
    ),
    "too large": (
        lambda path: os.truncate(path, 16_000_001),
        1,
        "文件超过 16 MB，不会读取。 / The file is larger than 16 MB and is not read.",
    ),
}


# That one year's plan is absent is no fault, nor that there are no branches or no terms.
MAY_BE_ABSENT = (PLAN, "branches.yml", "glossary.yml", "search.yml")


@pytest.mark.parametrize(
    ("fault", "file"),
    [(fault, file) for fault in FILES for file in DATA_FILES if fault != "absent" or file not in MAY_BE_ABSENT],
)
def test_a_file_that_cannot_be_read_gives_one_message(data, file, fault):
    spoil, line, sentence = FILES[fault]
    spoil(data / file)
    assert messages(data) == [f"data/{file}:{line}: {sentence}"]


def test_a_duplicate_key_names_the_first_one(data):
    line = change(data / PLAN, "          zh: 新的一项\n", "          zh: 新的一项\n          zh: 别的\n")
    assert messages(data) == [f"data/{PLAN}:{line + 1}: {DUPLICATE_KEY}"]
    assert line == 42


DUPLICATE_KEY = "“zh”重复了，第一次在第42行，请只留一个。 / “zh” stands here twice, first on line 42. Keep one."


FILE_NAME = "工作要点的文件名应是年份，例如 2022.yml。 / A plan's file is named by its year, as in 2022.yml."
NO_PLANS = "这里应有至少一份工作要点，例如 2021.yml。 / At least one plan is expected here, as in 2021.yml."


def test_a_plan_s_file_is_named_by_its_year(data):
    (data / PLAN).rename(data / "plans/next.yml")
    assert messages(data) == [f"data/plans/next.yml:1: {FILE_NAME}"]


def test_a_folder_without_plans_says_so_once(data):
    shutil.rmtree(data / "plans")
    assert messages(data) == [f"data/plans:1: {NO_PLANS}"]


def test_what_nothing_refers_to_is_reported_and_stops_nothing(data):
    change(data / PLAN, "responsible: [jia-yi, advisers]", "responsible: [jia-yi]")
    people = data / "people.yml"
    people.write_text(people.read_text(encoding="utf-8") + UNUSED, encoding="utf-8")
    run = check(data)
    assert run.returncode == 0
    assert run.stdout.splitlines()[:2] == [
        f"data/branches.yml:33: {UNUSED_ROLE}",
        f"data/people.yml:20: {UNUSED_PARTY}",
    ]
    assert "unused: 2; other notices: 0." in run.stdout


UNUSED = "  - id: nobody\n    name:\n      zh: 无人\n      en: Nobody\n"
UNUSED_PARTY = (
    "提示：没有哪一条由“nobody”负责，也没有哪个支部担任。 / Note: no clause names “nobody”, and no branch fills it."
)
UNUSED_ROLE = (
    "提示：没有哪一条由“advisers”负责，支部在这里担任的这一角色没有内容。"
    " / Note: no clause names “advisers”, so this role brings the branch nothing."
)


def test_a_clause_that_names_nobody_is_noticed_where_others_name_somebody(data):
    line = change(data / PLAN, "            responsible: [jia-yi, advisers]\n", "") - 4
    assert f"data/{PLAN}:{line}: {NAMES_NOBODY}" in check(data).stdout.splitlines()


NAMES_NOBODY = (
    "提示：1.2没有写明由谁负责。原文若有，请补上。"
    " / Note: 1.2 does not say who is responsible. If the issued text does, add it."
)


def test_every_difference_from_the_issued_text_is_reported_at_its_line(tmp_path):
    data = shutil.copytree(SHIPPED, tmp_path / "data")
    plan = data / "plans/2021.yml"
    lines = [
        change(plan, "按期换届", "按期换界"),
        change(plan, "深入开展“最美”系列宣传活动", "开展“最美”系列宣传活动"),
        change(plan, "responsible: [zhu-jianhua, branch-secretaries]", "responsible: [zhu-jianhua]"),
    ]
    found = messages(data)
    assert [message.split(": ")[0] for message in found] == [f"data/plans/2021.yml:{line}" for line in sorted(lines)]
    assert found[0].endswith(NOT_ISSUED)


NOT_ISSUED = (
    "与印发的原文不符：这里是“工作力量，按期换界（责任人：胡为平”，原文是“工作力量，按期换届（责任人：胡为平”。"
    " / Not the issued text: “工作力量，按期换界（责任人：胡为平” stands here,"
    " and “工作力量，按期换届（责任人：胡为平” in the issued text."
)


def test_a_text_that_differs_in_several_places_is_reported_once(tmp_path):
    data = shutil.copytree(SHIPPED, tmp_path / "data")
    line = change(data / "plans/2021.yml", "规范组织设置，配强党务工作力量", "规范设置，加强党务工作力量")
    [message] = messages(data)
    assert message.startswith(f"data/plans/2021.yml:{line}: ")
    assert "规范设置，加强党务" in message and "规范组织设置，配强党务" in message


@pytest.mark.parametrize("most", [1000, pytest.param(1_000_000, marks=pytest.mark.long)])
def test_a_file_of_endless_values_is_not_read_to_its_end(data, monkeypatch, most):
    if most != yaml_source._MOST_VALUES:
        monkeypatch.setattr(yaml_source, "_MOST_VALUES", most)
    (data / "people.yml").write_text("- a\n" * (most + 1))
    assert messages(data) == [f"data/people.yml:{most - 1}: {ENDLESS.format(most)}"]


ENDLESS = "文件的内容超过 {0} 项，不再读下去。 / The file holds more than {0} values and is not read further."


def test_of_very_many_mistakes_the_first_are_reported(data):
    (data / "people.yml").write_text("".join(f"key{n}: 1\n" for n in range(5000)))
    found = messages(data)
    assert len(found) == 1000
    assert found[-1].split(": ", 1)[1] == FURTHER


FURTHER = "错误太多，只列出前 999 处。 / Too many mistakes: only the first 999 are told."


def test_an_item_left_out_is_reported_once(tmp_path):
    data = shutil.copytree(SHIPPED, tmp_path / "data")
    plan = (data / "plans/2021.yml").read_text(encoding="utf-8")
    begin, end = plan.index("      - number: 2\n"), plan.index("      - number: 3\n")
    (data / "plans/2021.yml").write_text(plan[:begin] + plan[end:], encoding="utf-8")
    [message] = messages(data)
    assert message.endswith(" / The number “3” is out of order; “2” is expected here.")


def test_a_file_that_may_not_be_opened_is_reported():
    # Root may open everything, and so the test steps down. What pytest gives as a folder is root's alone, and so may
    # be Python's own: what it imports late, it imports before.
    load(TWO_PLANS)
    with tempfile.TemporaryDirectory() as folder:
        data = Path(shutil.copytree(TWO_PLANS, Path(folder) / "data"))
        (data / "people.yml").chmod(0)
        with stepped_down(Path(folder)), pytest.raises(DataError) as error:
            load(data)
    [message, *_] = report(error.value.problems, [Words("zh"), Words("en")])
    assert message == f"{printed(data / 'people.yml')}:1: {UNREADABLE}"


@contextlib.contextmanager
def stepped_down(folder):
    """Go on as a user who owns the folder and has no other rights, where this is root."""
    if os.geteuid() != 0:
        yield
        return
    for path in (folder, *folder.rglob("*")):
        os.chown(path, NOBODY, NOBODY)
    os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)


NOBODY = 65534
UNREADABLE = "这个文件打不开，请检查权限。 / This file cannot be opened. Check its permissions."


def test_every_rule_has_a_bad_case_here():
    words = yaml.safe_load((PROJECT / "macros/i18n/locales/zh.yml").read_text(encoding="utf-8"))
    rules = {key: word for key, word in words.items() if key.startswith("problem_")}
    reported = [case[3] for case in MISTAKES.values()] + [case[2] for case in FILES.values()]
    reported += [FILE_NAME, NO_PLANS, UNUSED_PARTY, UNUSED_ROLE, NOT_ISSUED, DUPLICATE_KEY, UNREADABLE, ENDLESS]
    reported += [NAMES_NOBODY, ONLY_DRAFTS, AS_ISSUED, FURTHER, SAME_TO_THE_EYE, NO_LONGER_COMPARED, ANOTHER_TEXT]
    reported += [case[3] for case in CHARACTERS.values()]
    reported += [case[-1] for case in TABLE_MISTAKES.values()]
    reported += [case[4] for case in SLIPS.values()] + [SAME_NAME]
    reported += [NOT_IN_FORM, NO_FORM, OUT_OF_ORDER, OUTDATED, OUTDATED_SINCE, UNTRANSLATED, BAD_LOCK_ENTRY]
    reported += [
        NOT_RENDERED,
        RENDERED_OTHERWISE,
        DOUBT,
        UNREAD_FILE,
        UNREAD_TEXT,
        GONE,
        ANOTHER_YEAR,
        "第5行也是这样。",
    ]
    untested = [
        key for key, word in rules.items() if not any(re.search(gaps_open(word), sentence) for sentence in reported)
    ]
    assert untested == []
    assert len(rules) > 35


def gaps_open(word: str) -> str:
    """Make a sentence of the locale a pattern that its filled-in forms match."""
    return re.sub(r"\\{\w+\\}", ".+", re.escape(word))


def test_all_problems_of_all_files_are_reported_at_once_in_order(data):
    change(data / PLAN, "responsible: [jia-yi]", "responsible: [nobody]")
    change(data / "plans/2023.yml", "date: 2023-01-05", "date: 2023-13-05")
    change(data / "people.yml", "      en: Bing Ding", "      ne: Bing Ding")
    places = [message.split(": ")[0] for message in messages(data)]
    assert [place.rsplit(":")[0] for place in places] == ["data/people.yml", "data/plans/2023.yml", f"data/{PLAN}"]
