"""What goes wrong when YAML is typed by hand is reported at the line where it is, in words without a parser's terms."""

import textwrap

import pytest
from conftest import change, check

PLAN, PEOPLE = "plans/2024.yml", "people.yml"
TEXT = "zh: 新的第二条"

NO_LIST = "“responsible”应是一个列表，请写作：[jia-yi, advisers]。"
NO_KEY_ABOVE = "“zh”上面缺少它所属的一行，如“name:”：“zh: 甲一”。"
SECOND_CLAUSE = """\
          - number: 1.2
            text:
              zh: 新的第二条
              en: The second new clause.
            responsible: [jia-yi, advisers]
"""

# A file, what is replaced in it, how many lines further the slip is, and what the maintainer reads.
SLIPS = {
    "full-width colon": (
        PLAN,
        TEXT,
        "zh：新的第二条",
        0,
        "冒号是全角的“：”，应是半角的“:”，后面加一个空格：“zh：新的第二条”。",
    ),
    "full-width colon after a space": (
        PLAN,
        TEXT,
        "zh ：新的",
        0,
        "冒号是全角的“：”，应是半角的“:”，后面加一个空格：“zh ：新的”。",
    ),
    "full-width colon of a list's key": (
        PLAN,
        "responsible: [jia-yi, advisers]",
        "responsible：[jia-yi]",
        0,
        "冒号是全角的“：”，应是半角的“:”，后面加一个空格：“responsible：[jia-yi]”。",
    ),
    "full-width colon of an entry": (
        PEOPLE,
        "- id: jia-yi",
        "- id：jia-yi",
        0,
        "冒号是全角的“：”，应是半角的“:”，后面加一个空格：“- id：jia-yi”。",
    ),
    "full-width comma": (
        PLAN,
        "[jia-yi, advisers]",
        "[jia-yi，advisers]",
        0,
        "列表里用半角的“,”分隔，不用“，”：“responsible: [jia-yi，advisers]”。",
    ),
    "comma of an enumeration": (
        PLAN,
        "[jia-yi, advisers]",
        "[jia-yi、advisers]",
        0,
        "列表里用半角的“,”分隔，不用“、”：“responsible: [jia-yi、advisers]”。",
    ),
    "full-width bracket": (
        PLAN,
        "[jia-yi, advisers]",
        "［jia-yi, advisers］",
        0,
        "括号“［”应是半角的“[”：“responsible: ［jia-yi, advisers］”。",
    ),
    "black bracket": (
        PLAN,
        "[jia-yi, advisers]",
        "【jia-yi】",
        0,
        "括号“【”应是半角的“[”：“responsible: 【jia-yi】”。",
    ),
    "dash": (PEOPLE, "- id: jia-yi", "— id: jia-yi", 0, "开头的“—”应是半角的“-”，后面加一个空格：“— id: jia-yi”。"),
    "full-width hyphen": (
        PEOPLE,
        "- id: jia-yi",
        "－ id: jia-yi",
        0,
        "开头的“－”应是半角的“-”，后面加一个空格：“－ id: jia-yi”。",
    ),
    "no space after a dash": (PEOPLE, "- id: jia-yi", "-id: jia-yi", 0, "“-”后面要有一个空格：“-id: jia-yi”。"),
    "no space after a colon": (PLAN, TEXT, "zh:新的第二条", 0, "冒号后面要有一个空格：“zh:新的第二条”。"),
    "no colon": (PEOPLE, "zh: 甲一", "zh 甲一", 0, "“zh”后面缺少冒号和空格：“zh 甲一”。"),
    "no colon in an entry": (PEOPLE, "- id: jia-yi", "- id jia-yi", 0, "“id”后面缺少冒号和空格：“- id jia-yi”。"),
    "no colon at the end of a file": (
        "plans/2023.yml",
        "responsible: [bing-ding, secretaries]",
        "responsible [bing-ding, secretaries]",
        0,
        "“responsible”后面缺少冒号和空格：“responsible [bing-ding, secretaries]”。",
    ),
    "plus for a dash": (
        PEOPLE,
        "- id: jia-yi",
        "+ id: jia-yi",
        0,
        "开头的“+”应是半角的“-”，后面加一个空格：“+ id: jia-yi”。",
    ),
    "dot for a dash": (
        PEOPLE,
        "- id: jia-yi",
        "· id: jia-yi",
        0,
        "开头的“·”应是半角的“-”，后面加一个空格：“· id: jia-yi”。",
    ),
    "number for a dash": (
        PEOPLE,
        "- id: jia-yi",
        "1、id: jia-yi",
        0,
        "开头的“1、”应是半角的“-”，后面加一个空格：“1、id: jia-yi”。",
    ),
    "two dashes": (
        PEOPLE,
        "- id: jia-yi",
        "-- id: jia-yi",
        0,
        "开头的“--”应是半角的“-”，后面加一个空格：“-- id: jia-yi”。",
    ),
    "translation deeper than the original": (
        PEOPLE,
        "      en: Jia Yi",
        "        en: Jia Yi",
        0,
        "缩进不对：“en: Jia Yi”前面有8个空格，上下对齐应是6个。",
    ),
    "text that begins with a number sign": (
        PEOPLE,
        "en: Jia Yi",
        "en: # Jia Yi",
        0,
        "“#”使整段成了注释，没有读入：“en: # Jia Yi”。请在整段文字两头加半角的引号。",
    ),
    "two keys on a line": (
        PEOPLE,
        "    name:\n      zh: 甲一",
        "    name: zh: 甲一",
        0,
        "一行只写一项：“name: zh: 甲一”。请把后一项另起一行，比上一行多缩进两个空格。",
    ),
    "narrow colon in Chinese": (PLAN, TEXT, "zh: 新的: 第二条", 0, "中文里的冒号用全角的“：”：“zh: 新的: 第二条”。"),
    "wide comma in a list of forms": (
        "glossary.yml",
        "      en: common word\n",
        "      en: common word\n    variants:\n      zh: [常用语，惯用语]\n",
        2,
        "列表里用半角的“,”分隔，不用“，”：“zh: [常用语，惯用语]”。",
    ),
    "tab as indentation": (
        PLAN,
        f"              {TEXT}",
        f"\t{TEXT}",
        0,
        "这里有制表符（Tab）：“zh: 新的第二条”。请改为空格。",
    ),
    "tab behind spaces": (
        PLAN,
        f"              {TEXT}",
        f"            \t{TEXT}",
        0,
        "这里有制表符（Tab）：“zh: 新的第二条”。请改为空格。",
    ),
    "tab after a colon": (
        PLAN,
        TEXT,
        "zh:\t新的第二条",
        0,
        "这里有制表符（Tab）：“zh:<U+0009>新的第二条”。请改为空格。",
    ),
    "no-break space as indentation": (
        PLAN,
        f"              {TEXT}",
        f"            \u00a0 {TEXT}",
        0,
        "这里的空格不是普通空格（U+00A0）：“zh: 新的第二条”。请改为普通空格。",
    ),
    "ideographic space as indentation": (
        PLAN,
        f"              {TEXT}",
        f"\u3000{TEXT}",
        0,
        "这里的空格不是普通空格（U+3000）：“zh: 新的第二条”。请改为普通空格。",
    ),
    "zero-width space before a key": (
        PLAN,
        TEXT,
        f"\u200b{TEXT}",
        0,
        "这里的空格不是普通空格（U+200B）：“<U+200B>zh: 新的第二条”。请改为普通空格。",
    ),
    "ideographic space after a colon": (
        PLAN,
        TEXT,
        "zh:\u3000新的第二条",
        0,
        "这里的空格不是普通空格（U+3000）：“zh:<U+3000>新的第二条”。请改为普通空格。",
    ),
    "no-break space after a colon": (
        PLAN,
        TEXT,
        "zh:\u00a0新的第二条",
        0,
        "这里的空格不是普通空格（U+00A0）：“zh:<U+00A0>新的第二条”。请改为普通空格。",
    ),
    "conflict marker": (
        PLAN,
        f"              {TEXT}",
        f"<<<<<<< main\n              {TEXT}\n=======\n>>>>>>> other",
        0,
        "这里留着合并冲突的标记（<<<<<<<）；请选定要保留的文字，删去标记。",
    ),
    "quote never closed": (PLAN, TEXT, 'zh: "新的第二条', 0, '引号没有成对：“zh: "新的第二条”。'),
    "single quote never closed": (PLAN, TEXT, "zh: '新的第二条", 0, "引号没有成对：“zh: '新的第二条”。"),
    "text after a quote": (
        PLAN,
        TEXT,
        'zh: "新的"第二条',
        0,
        '后一个引号后面还有文字：“zh: "新的"第二条”。请把整段文字放在引号里，里面的半角引号前加“\\”。',
    ),
    "backslash": (
        PLAN,
        "en: The second new clause.",
        r'en: "C:\data"',
        0,
        r"双引号里的“\”有特殊含义：“en: " + r'"C:\data"' + r"”。请写成“\\”，或者改用单引号。",
    ),
    "quotes of the text for quotes of YAML": (
        PLAN,
        TEXT,
        "zh: “新的: 第二条”",
        0,
        "““”是文字里的引号，不能代替 YAML 的引号；请在整段文字两头加半角的引号：“zh: “新的: 第二条””。",
    ),
    "colon in a text": (
        PLAN,
        "en: The second new clause.",
        "en: New: the second",
        0,
        "文字里有冒号加空格，整段要加半角的引号：“en: New: the second”。",
    ),
    "special sign at the start": (
        PLAN,
        TEXT,
        "zh: @新的第二条",
        0,
        "文字以“@”开头时，整段要加半角的引号：“zh: @新的第二条”。",
    ),
    "percent sign at the start": (
        PLAN,
        TEXT,
        "zh: %新的第二条",
        0,
        "文字以“%”开头时，整段要加半角的引号：“zh: %新的第二条”。",
    ),
    "bracket at the start": (
        PLAN,
        "en: The second new clause.",
        "en: [New] clause",
        0,
        "文字以“[”开头时，整段要加半角的引号：“en: [New] clause”。",
    ),
    "one space too many": (
        PLAN,
        f"              {TEXT}",
        f"               {TEXT}",
        0,
        "缩进不对：“zh: 新的第二条”前面有15个空格，上下对齐应是14个。",
    ),
    "one space too few": (
        PEOPLE,
        "    name:\n      zh: 甲一",
        "   name:\n      zh: 甲一",
        0,
        "缩进不对：“name:”前面有3个空格，上下对齐应是4个。",
    ),
    "comment after a text": (
        PEOPLE,
        "en: Jia Yi",
        "en: Jia # Yi",
        0,
        "“#”和后面的字没有读入：“Jia”之后的“# Yi”。是文字的，请把整段加引号；是注释的，请写在单独一行。",
    ),
    "text on the next line": (
        PLAN,
        TEXT,
        f"{TEXT}\n                其余",
        1,
        "这一行接到了上一行的文字后面：“新的第二条 其余”。请把一段文字写在一行里；是新的一项的，请检查缩进和冒号。",
    ),
    "list mark in a text": (
        PLAN,
        TEXT,
        f"{TEXT}\n                - 其余",
        1,
        "这一行接到了上一行的文字后面：“新的第二条 - 其余”。请把一段文字写在一行里；是新的一项的，请检查缩进和冒号。",
    ),
    "text of lines": (
        PLAN,
        TEXT,
        "zh: |\n                新的第二条",
        0,
        "“|”会把行末的换行也算进文字；请把文字写在一行里。",
    ),
    "list without brackets": (
        PLAN,
        "[jia-yi, advisers]",
        "jia-yi, advisers",
        0,
        "“responsible”应是一个列表，请写作：[jia-yi, advisers]。",
    ),
    "list of one without brackets": (
        PLAN,
        "[jia-yi, advisers]",
        "jia-yi",
        0,
        "“responsible”应是一个列表，请写作：[jia-yi]。",
    ),
    "entry without a dash": (
        PEOPLE,
        "  - id: bing-ding",
        "    id: bing-ding",
        0,
        "这里像是新的一项，但从“id”起缺少开头的“- ”。",
    ),
    "entry without its first line": (
        PLAN,
        "          - number: 1.2\n",
        "",
        0,
        "这里像是新的一项，但从“text”起缺少开头的“- ”。",
    ),
    "conflict marker that is indented": (
        PLAN,
        f"              {TEXT}",
        f"              <<<<<<< main\n              {TEXT}",
        0,
        "这里留着合并冲突的标记（<<<<<<<）；请选定要保留的文字，删去标记。",
    ),
    "tab at the end": (PLAN, TEXT, f"{TEXT}\t", 0, "这里有制表符（Tab）：“zh: 新的第二条<U+0009>”。请改为空格。"),
    "tab before a colon": (PLAN, TEXT, "zh\t: 新的", 0, "这里有制表符（Tab）：“zh<U+0009>: 新的”。请改为空格。"),
    "tab after a dash": (
        PEOPLE,
        "- id: jia-yi",
        "-\tid: jia-yi",
        0,
        "这里有制表符（Tab）：“-<U+0009>id: jia-yi”。请改为空格。",
    ),
    "tab before a comment": (
        PEOPLE,
        "  - id: jia-yi",
        "\t# c\n  - id: jia-yi",
        0,
        "这里有制表符（Tab）：“# c”。请改为空格。",
    ),
    "line break that is none elsewhere": (PLAN, TEXT, "zh: 新\u2028的", 0, "这里有看不见的换行符（U+2028），请删去。"),
    "star for a dash in a list of ids": (
        PLAN,
        "responsible: [jia-yi, advisers]",
        "responsible:\n              * jia-yi",
        1,
        "开头的“*”应是半角的“-”，后面加一个空格：“* jia-yi”。",
    ),
    "no space after a dash in a list of ids": (
        PLAN,
        "responsible: [jia-yi, advisers]",
        "responsible:\n              - jia-yi\n              -advisers",
        2,
        "“-”后面要有一个空格：“-advisers”。",
    ),
    "full-width closing bracket": (
        PLAN,
        "[jia-yi, advisers]",
        "[jia-yi, advisers］",
        0,
        "括号“］”应是半角的“]”：“responsible: [jia-yi, advisers］”。",
    ),
    "no closing bracket": (
        PLAN,
        "[jia-yi, advisers]",
        "[jia-yi, advisers",
        0,
        "列表开头有“[”，后面没有“]”：“responsible: [jia-yi, advisers”。",
    ),
    "closing bracket in a comment": (
        "glossary.yml",
        "      en: common word\n",
        "      en: common word\n    variants:\n      zh: [常用语 # a]\n      en: [common words]\n",
        2,
        "“#”和后面的字没有读入：“zh: [常用语”之后的“# a]”。是文字的，请把整段加引号；是注释的，请写在单独一行。",
    ),
    "no opening bracket": (PLAN, "[jia-yi, advisers]", "jia-yi, advisers]", 0, NO_LIST),
    "round brackets": (PLAN, "[jia-yi, advisers]", "(jia-yi, advisers)", 0, NO_LIST),
    "ids in lines without dashes": (
        PLAN,
        "[jia-yi, advisers]",
        "\n              jia-yi\n              advisers",
        1,
        NO_LIST,
    ),
    "two commas": (
        PLAN,
        "[jia-yi, advisers]",
        "[jia-yi,, advisers]",
        0,
        "列表里有两个连着的逗号：“responsible: [jia-yi,, advisers]”。请删去一个，或补上中间的一项。",
    ),
    "spaces between ids": (
        PLAN,
        "[jia-yi, advisers]",
        "[jia-yi advisers]",
        0,
        "“jia-yi advisers”是几个 id 连在一起，请用“,”隔开：[jia-yi, advisers]。",
    ),
    "quote in a list never closed": (
        PLAN,
        "[jia-yi, advisers]",
        '["jia-yi, advisers]',
        0,
        '引号没有成对：“responsible: ["jia-yi, advisers]”。',
    ),
    "quote of an entry never closed": (
        PLAN,
        "[jia-yi, advisers]",
        '\n              - "jia-yi\n              - advisers',
        1,
        '引号没有成对：“- "jia-yi”。',
    ),
    "quote of a key never closed": (
        PEOPLE,
        "    name:\n      zh: 甲一",
        '    "name:\n      zh: 甲一',
        0,
        '引号没有成对：“"name:”。',
    ),
    **{
        f"braces: {written}": (
            PEOPLE,
            "name:\n      zh: 甲一\n      en: Jia Yi",
            f"name: {written}",
            0,
            f"一行只写一项：“name: {written}”。请把后一项另起一行，比上一行多缩进两个空格。",
        )
        for written in (
            "{zh: 甲一, en: Jia",
            "{zh：甲一, en: Jia}",
            "{zh: 甲一， en: Jia}",
            "｛zh: 甲一｝",
            "{zh:甲一, en:Jia}",
        )
    },
    "comment after an entry of a list": (
        "search.yml",
        "zh: [干得好]",
        "zh:\n        - 干得好 # 俗话",
        1,
        "“#”和后面的字没有读入：“干得好”之后的“# 俗话”。是文字的，请把整段加引号；是注释的，请写在单独一行。",
    ),
    "entry of a list that begins with a number sign": (
        "search.yml",
        "zh: [干得好]",
        "zh:\n        - #干得好",
        1,
        "“#”使整段成了注释，没有读入：“- #干得好”。请在整段文字两头加半角的引号。",
    ),
    "address cut by a number sign": (
        "branches.yml",
        "https://example.org/branches",
        "https://example.org/ #branches",
        0,
        "“#”和后面的字没有读入：“https://example.org/”之后的“#branches”。是文字的，请把整段加引号；是注释的，请写在单独一行。",
    ),
    "folded text in Chinese": (
        PLAN,
        TEXT,
        "zh: >-\n                新的\n                第二条",
        0,
        "“>”会把行末的换行也算进文字；请把文字写在一行里。",
    ),
    "block that is not indented": (PLAN, TEXT, "zh: |\n  新的", 0, "“|”会把行末的换行也算进文字；请把文字写在一行里。"),
    "semicolon for a colon": (PEOPLE, "zh: 甲一", "zh; 甲一", 0, "“zh”后面缺少冒号和空格：“zh; 甲一”。"),
    "star at the start": (
        PEOPLE,
        "en: Jia Yi",
        "en: *Jia* Yi",
        0,
        "文字以“*”开头时，整段要加半角的引号：“en: *Jia* Yi”。",
    ),
    "text in place of languages": (
        PEOPLE,
        "name:\n      zh: 甲一\n      en: Jia Yi",
        "name: 甲一",
        0,
        "“name”的内容写在下面几行，比它多缩进两个空格，每行开头写明是什么，如“zh: 甲一”；现在是一段文字。",
    ),
    "languages that are not indented": (
        PEOPLE,
        "      zh: 甲一\n      en: Jia Yi",
        "    zh: 甲一\n    en: Jia Yi",
        0,
        "“zh”属于“name”，要比它多缩进两个空格，后面各行也一样。",
    ),
    "languages without the key above": (PEOPLE, "    name:\n      zh: 甲一", "      zh: 甲一", 0, NO_KEY_ABOVE),
    "languages in the place of a key": (
        PEOPLE,
        "    name:\n      zh: 甲一\n      en: ",
        "    zh: 甲一\n    en: ",
        0,
        NO_KEY_ABOVE,
    ),
    **{
        f"entry {spaces} deep": (
            PEOPLE,
            "  - id: bing-ding\n    name:\n      zh: 丙丁\n      en: Bing Ding\n",
            textwrap.indent("- id: bing-ding\n  name:\n    zh: 丙丁\n    en: Bing Ding\n", " " * spaces),
            0,
            f"缩进不对：“- id: bing-ding”前面有{spaces}个空格，上下对齐应是2个。",
        )
        for spaces in (0, 1, 3, 4, 6)
    },
    **{
        f"clause {spaces} deep": (
            PLAN,
            SECOND_CLAUSE,
            textwrap.indent(textwrap.dedent(SECOND_CLAUSE), " " * spaces),
            0,
            f"缩进不对：“- number: 1.2”前面有{spaces}个空格，上下对齐应是10个。",
        )
        for spaces in (0, 4, 8, 12)
    },
    "first line of a list too deep": (
        PEOPLE,
        "  - id: jia-yi\n",
        "   - id: jia-yi\n",
        0,
        "缩进不对：“- id: jia-yi”前面有3个空格，上下对齐应是2个。",
    ),
    "first line of a clause not deep enough": (
        PLAN,
        "          - number: 1.2\n",
        "      - number: 1.2\n",
        0,
        "缩进不对：“- number: 1.2”前面有6个空格，上下对齐应是10个。",
    ),
    "key below a dash": (
        PLAN,
        "            responsible: [jia-yi, advisers]",
        "          responsible: [jia-yi, advisers]",
        0,
        "缩进不对：“responsible: [jia-yi, advisers]”前面有10个空格，上下对齐应是12个。",
    ),
    "list without its key": (
        PLAN,
        "        clauses:\n          - number: 2.1",
        "          - number: 2.1",
        0,
        "这里是“clauses”的一项，上面却没有“clauses:”这一行：“- number: 2.1”。",
    ),
    **{
        f"line of no key: {line!r}": (
            PLAN,
            f"              {TEXT}\n",
            f"              {TEXT}\n{line}\n",
            1,
            f"这一行开头没有“名称:”，也没有接在上一行后面：“{line.strip()}”。"
            "是上一段文字的，请移到那一行的末尾；是说明的，请在开头加“# ”。",
        )
        for line in (
            "              其余",
            "其余",
            "              // note",
            "              ＃说明",
            "              <!-- x -->",
        )
    },
    "no-break space before a colon": (
        PEOPLE,
        "zh: 甲一",
        "zh\u00a0: 甲一",
        0,
        "这里的空格不是普通空格（U+00A0）：“zh<U+00A0>: 甲一”。请改为普通空格。",
    ),
    "zero-width space in a key": (
        PEOPLE,
        "zh: 甲一",
        "z\u200bh: 甲一",
        0,
        "这里的空格不是普通空格（U+200B）：“z<U+200B>h: 甲一”。请改为普通空格。",
    ),
    "dash at the start": (PLAN, TEXT, "zh: - 新的", 0, "文字以“-”开头时，整段要加半角的引号：“zh: - 新的”。"),
    "two languages on a line": (
        PEOPLE,
        "zh: 甲一\n      en: Jia Yi",
        "zh: 甲一 en: Jia Yi",
        0,
        "一行只写一项：“zh: 甲一 en: Jia Yi”。请把后一项另起一行，比上一行多缩进两个空格。",
    ),
    "dash before a further key": (
        PEOPLE,
        "    name:\n      zh: 甲一",
        "  - name:\n      zh: 甲一",
        0,
        "“name”和上面的“id”是同一项，前面不要“- ”，请改为两个空格。",
    ),
    "dash before a key of a clause": (
        PLAN,
        "            responsible: [jia-yi, advisers]",
        "          - responsible: [jia-yi, advisers]",
        0,
        "“responsible”和上面的“number”是同一项，前面不要“- ”，请改为两个空格。",
    ),
    "dash before the text of a clause": (
        PLAN,
        "          - number: 1.2\n            text:",
        "          - number: 1.2\n          - text:",
        1,
        "“text”和上面的“number”是同一项，前面不要“- ”，请改为两个空格。",
    ),
    "key as deep as a text": (
        PLAN,
        "            responsible: [jia-yi, advisers]",
        "              responsible: [jia-yi, advisers]",
        0,
        "“responsible”不属于“text”，要和它左右对齐，下面各行也一样。",
    ),
    "list of a term as deep as its text": (
        "glossary.yml",
        "    meaning:\n",
        "      variants:\n        en: [common words]\n    meaning:\n",
        0,
        "“variants”不属于“term”，要和它左右对齐，下面各行也一样。",
    ),
    "key not deep enough behind a list": (
        "glossary.yml",
        "    meaning:\n",
        "    elsewhere:\n      en: [usual word]\n   meaning:\n",
        2,
        "缩进不对：“meaning:”前面有3个空格，上下对齐应是4个。",
    ),
    "roles among persons": (
        PEOPLE,
        "roles:\n",
        "",
        0,
        "支部担任的 secretaries、advisers 不在 roles 下面；上面是不是少了“roles:”这一行？",
    ),
}


@pytest.mark.parametrize("slip", SLIPS)
def test_a_slip_is_reported_once_where_it_is(data, slip):
    file, old, new, further, sentence = SLIPS[slip]
    line = change(data / file, old, new) + further
    messages = check(data, "--language", "zh").stderr.splitlines()[:-1]
    assert messages == [f"data/{file}:{line}: {sentence}"]


def test_a_text_that_is_only_wrapped_is_no_mistake(data):
    change(data / PLAN, "en: The second new clause.", "en: The second\n                new clause.")
    run = check(data, "--language", "zh")
    assert run.returncode == 0, run.stderr


def test_the_same_slip_in_many_lines_is_one_message(data):
    path = data / PEOPLE
    path.write_text(path.read_text(encoding="utf-8").replace("      zh: ", "      zh:\u00a0"), encoding="utf-8")
    [message] = check(data, "--language", "zh").stderr.splitlines()[:-1]
    assert message.startswith(f"data/{PEOPLE}:5: 这里的空格不是普通空格（U+00A0）")
    assert message.endswith("。第9、14、18行也是这样。")


def test_a_key_that_stands_twice_hides_nothing_else(data):
    line = change(data / PEOPLE, "roles:\n", "persons:\n")
    messages = check(data, "--language", "zh").stderr.splitlines()[:-1]
    assert messages == [f"data/{PEOPLE}:{line}: “persons”重复了，第一次在第2行，请只留一个。"]


def test_lines_are_counted_as_the_parser_counts_them(data):
    change(data / PEOPLE, "en: Jia Yi", "en: Jia\n        Yi # a comment")
    path = data / PEOPLE
    path.write_bytes(path.read_text(encoding="utf-8").replace("\n", "\r").encode())
    messages = check(data, "--language", "zh").stderr.splitlines()
    assert any(message.startswith(f"data/{PEOPLE}:6: “#”和后面的字没有读入") for message in messages), messages
