"""What looks like the right character and is another one is refused, and both are named by their code points."""

import shutil
import unicodedata

import pytest
from conftest import SHIPPED, change, check

PLAN = "plans/2024.yml"
CLAUSE = "zh: 新的第二条"

# What is written in a text, in which language, and what the maintainer reads about it.
CASES = {
    "Kangxi radical": (PLAN, CLAUSE, "zh: 新的⽀部", "“⽀”（U+2F40，康熙部首）应为“支”（U+652F）。"),
    "another Kangxi radical": (PLAN, CLAUSE, "zh: ⼈人", "“⼈”（U+2F08，康熙部首）应为“人”（U+4EBA）。"),
    "radical": (PLAN, CLAUSE, "zh: 新的⺠主", "“⺠”（U+2EA0，部首）应为“民”（U+6C11）。"),
    "radical that is no character": (
        PLAN,
        CLAUSE,
        "zh: 新⺀的",
        "“⺀”（U+2E80）是部首或笔画，不是汉字；请改用相应的汉字。",
    ),
    "compatibility character": (PLAN, CLAUSE, "zh: 新的\ufa08动", "“\ufa08”（U+FA08，兼容汉字）应为“行”（U+884C）。"),
    "compatibility character of a later plane": (
        PLAN,
        CLAUSE,
        "zh: 新的\U0002f801动",
        "“\U0002f801”（U+2F801，兼容汉字）应为“丸”（U+4E38）。",
    ),
    "private character": (PLAN, CLAUSE, "zh: 新的\ue123", "“U+E123”是自造字，别的机器上显示不出来；请改用通用的字。"),
    "variation selector": (
        PLAN,
        CLAUSE,
        "zh: 新\ufe00的",
        "“新\ufe00”后面有看不见的异体字选择符（U+FE00），请删去。",
    ),
    "ideographic variation": (
        PLAN,
        CLAUSE,
        "zh: 新的条\U000e0101",
        "“条\U000e0101”后面有看不见的异体字选择符（U+E0101），请删去。",
    ),
    "combining mark": (
        PLAN,
        CLAUSE,
        "zh: 新\u0301的",
        "“新\u0301”里有组合用符号（U+0301），中文里不用，请删去。",
    ),
    "decomposed letter in Chinese": (
        PLAN,
        CLAUSE,
        "zh: 新的Cafe\u0301",
        "“e\u0301”（U+0065 U+0301）应写作一个字符“é”（U+00E9）。",
    ),
    "decomposed letter in English": (
        "people.yml",
        "en: Jia Yi",
        unicodedata.normalize("NFD", "en: Jiǎ Yi"),
        "“a\u030c”（U+0061 U+030C）应写作一个字符“ǎ”（U+01CE）。",
    ),
    "Latin letter in a name": ("people.yml", "zh: 丙丁", "zh: 丙T", "姓名里的“T”（U+0054）不是汉字。"),
    "wide letter in a name": ("people.yml", "zh: 丙丁", "zh: 丙Ｔ", "“Ｔ”应写作“T”。"),
    "Cyrillic letter in an English name": (
        "people.yml",
        "en: Bing Ding",
        "en: Bing D\u0456ng",
        "“Bing␣D\u0456ng”里的“\u0456”（U+0456）是另一种字母，只是看上去一样；请用同一种字母。",
    ),
    "Cyrillic letter among characters": (
        PLAN,
        CLAUSE,
        "zh: 新的二\u041e",
        "“新的二\u041e”里的“\u041e”（U+041E）是另一种字母，只是看上去一样；请用同一种字母。",
    ),
    **{
        f"letter for {right}": (
            PLAN,
            CLAUSE,
            f"zh: 新的{found}条",
            f"“{found}”（U+{ord(found):04X}）是假名、注音或韩文字母，看上去像汉字“{right}”（U+{ord(right):04X}）；请改用汉字。",
        )
        for found, right in ("ニ二", "エ工", "ロ口", "ー一", "ㄧ一", "ㄚ丫", "ㅡ一", "ﾆ二")
    },
    **{
        f"no character U+{ord(char):04X}": (
            PLAN,
            CLAUSE,
            f"zh: 新{char}的",
            f"“{char}”（U+{ord(char):04X}）是部首或笔画，不是汉字；请改用相应的汉字。",
        )
        for char in "\u31d0\u2ff0\u303e"
    },
    "character of annotations": (PLAN, CLAUSE, "zh: 新的㆒条", "“㆒”（U+3192，兼容汉字）应为“一”（U+4E00）。"),
    **{
        f"punctuation {found}": (PLAN, CLAUSE, f"zh: 新{found}的", f"“{found}”应写作“{right}”。")
        for found, right in (
            ("｡", "。"),
            ("､", "、"),
            ("﹐", "，"),
            ("︐", "，"),
            ("〝", "“”"),
            ("＂", "“”"),
            ("＇", "‘’"),
        )
    },
    **{
        f"{found} in a name": (
            "people.yml",
            "zh: 丙丁",
            f"zh: 丙{found}",
            f"姓名里的“{found}”（U+{ord(found):04X}）不是汉字。",
        )
        for found in "①☆スɑꓮ"
    },
    "straight quotation mark for its pair": (
        PLAN,
        CLAUSE,
        'zh: 新的“二"条',
        '中文里的“"”应是全角的““””：“新的“二"条”。',
    ),
    "tab in a text": (PLAN, CLAUSE, "zh: 新\t的", "多余的空格、制表符（Tab）或换行，网站会照样印出来：“新␣的”。"),
    "English word in Cyrillic letters": (
        "people.yml",
        "en: Bing Ding",
        "en: \u041c\u0430 Ding",
        "“\u041c\u0430␣Ding”里的“\u041c\u0430”（U+041C U+0430）是另一种字母，只是看上去一样；请用同一种字母。",
    ),
    **{
        f"letter like Latin U+{ord(char):04X}": (
            "people.yml",
            "en: Bing Ding",
            f"en: {char}ing Ding",
            f"“{char}ing␣Di”里的“{char}”（U+{ord(char):04X}）是另一种字母，只是看上去一样；请用同一种字母。",
        )
        for char in "\u0392\u0585\u13ab\ua4ee"
    },
    "mathematical letter in English": ("people.yml", "en: Jia Yi", "en: 𝐉ia Yi", "“𝐉”应写作“J”。"),
    "Chinese as English": (
        "people.yml",
        "en: Jia Yi",
        "en: 甲，一",
        "英文（en）里写的是中文：“甲，一”。请译成英文，或者删去这一行：没有译文的，页面显示中文并注明。",
    ),
    "lost character": (PLAN, CLAUSE, "zh: 新的\ufffd条", "这里有一个字在转换编码时丢失了（U+FFFD）；请补上原来的字。"),
    "quotation mark for its pair": (PLAN, CLAUSE, "zh: 新的“二“条", "引号“”没有成对：“新的“二“条”。"),
    "quotation mark without its pair": (PLAN, CLAUSE, "zh: 新的”条", "引号“”没有成对：“新的”条”。"),
    "ligature in English": ("people.yml", "en: Jia Yi", "en: Ji\ufb01", "“\ufb01”应写作“fi”。"),
    **{
        f"invisible U+{ord(char):04X}": (
            PLAN,
            CLAUSE,
            f"zh: 新{char}的",
            f"文字里有看不见的字符（U+{ord(char):04X}），请删去。",
        )
        for char in "\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0\u034f\ufffc\U0001d159"
        "\u200b\u00ad\ufdd0\ufff0\U0002ffff\U000e0fff"
    },
}

# Other languages have letters and marks of their own.
RIGHT = {
    "Tibetan": ("བོད་ཡིག་གི་མིང་།", "en"),
    "Uyghur": ("ئۇيغۇر تىلى", "en"),
    "Tibetan with a letter that Unicode takes apart": ("\u0f42\u0fb7", "en"),
    "Latin with marks that make no letter": ("Ọ̀ṣun", "en"),
    "Greek among characters": ("α粒子", "zh"),
    "rare character": ("𬭚", "zh"),
    "character of Unicode 15": ("马文\U00031350", "zh"),
    "character of Unicode 15.1": ("马文\U0002ebf0", "zh"),
    "character that Unicode does not have yet": ("马文\U00033490", "zh"),
    "sign of a Unicode that is newer than Python's": ("无线\U0001f6dc\U0001fbff", "zh"),
    "letters beside characters": ("5G学会A级", "zh"),
    "word of Japanese among characters": ("动画ニコニコ和エロ", "zh"),
    "numbers as characters": ("㈠新的①条Ⅳ级", "zh"),
    "Greek letters of units": ("细颗粒物35μg，电阻5kΩ", "zh"),
    "Cyrillic word in English": ("The word кошка", "en"),
    "Chinese word in English": ("The character 民", "en"),
}


@pytest.mark.parametrize("case", CASES)
def test_what_only_looks_right_is_refused_and_named(data, case):
    file, old, new, sentence = CASES[case]
    line = change(data / file, old, new)
    [message] = check(data, "--language", "zh").stderr.splitlines()[:-1]
    assert message == f"data/{file}:{line}: {sentence}"


@pytest.mark.parametrize("case", RIGHT)
def test_what_is_right_in_a_language_is_accepted(data, case):
    text, language = RIGHT[case]
    if language == "zh":
        change(data / PLAN, CLAUSE, f"zh: {text}")
    else:
        change(data / PLAN, "en: The second new clause.", f"en: {unicodedata.normalize('NFC', text)}")
    run = check(data, "--language", "zh")
    assert run.returncode == 0, run.stderr


@pytest.fixture
def shipped(tmp_path):
    return shutil.copytree(SHIPPED, tmp_path / "data")


def test_a_radical_in_the_issued_text_is_reported_there(shipped):
    issued = shipped / "sources/2021.txt"
    issued.write_text(issued.read_text(encoding="utf-8").replace("党支部", "党⽀部", 1), encoding="utf-8")
    [message] = check(shipped, "--language", "zh").stderr.splitlines()[:-1]
    assert message.startswith("data/sources/2021.txt:")
    assert message.endswith(": “⽀”（U+2F40，康熙部首）应为“支”（U+652F）。")


@pytest.mark.one_in(2)
@pytest.mark.parametrize(("old", "new"), [(",", "，"), ("“", '"'), ("2021", "２０２１"), ("\n", "\u3000 ")])
def test_width_spaces_and_quotation_marks_of_the_issued_text_are_no_difference(shipped, old, new):
    path = shipped / "sources/2021.txt"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
    assert check(shipped).returncode == 0


def test_a_text_is_compared_code_point_by_code_point(shipped):
    path = shipped / "sources/2021.txt"
    path.write_text(path.read_text(encoding="utf-8").replace("1.", "⒈", 1), encoding="utf-8")
    [message] = check(shipped, "--language", "zh").stderr.splitlines()[:-1]
    assert message.split(": ", 1)[1] == SAME_TO_THE_EYE


SAME_TO_THE_EYE = "与印发的原文不符：“学会党建工作根基1.强化党的科学理论”里是U+0031 U+002E，原文是U+2488，看上去一样。"


def test_a_wrong_name_is_reported_once_and_where_it_is_wrong(shipped):
    line = change(shipped / "people.yml", "zh: 胡为平", "zh: 胡为乎")
    [message] = check(shipped, "--language", "zh").stderr.splitlines()[:-1]
    assert message == f"data/people.yml:{line}: 与印发的原文不符：这里是“胡为乎”，原文是“胡为平”。"


def test_a_wrong_party_is_reported_where_the_clause_names_it(shipped):
    plan = shipped / "plans/2021.yml"
    line = change(
        plan, "responsible: [zhu-jianhua, branch-secretaries]", "responsible: [hu-weiping, branch-secretaries]"
    )
    [message] = check(shipped, "--language", "zh").stderr.splitlines()[:-1]
    assert message.startswith(f"data/plans/2021.yml:{line}: 与印发的原文不符")


@pytest.mark.parametrize("text", ["", "另一份文件。"])
def test_another_text_in_place_of_the_issued_one_is_one_mistake(shipped, text):
    (shipped / "sources/2021.txt").write_text(text, encoding="utf-8")
    [message] = check(shipped, "--language", "zh").stderr.splitlines()[:-1]
    assert message == f"data/sources/2021.txt:1: {ANOTHER_TEXT}"


ANOTHER_TEXT = "这里的文字与2021年的工作要点几乎没有相同之处；是不是放错了文件，或者是空的？"


def test_a_plan_is_said_to_be_compared_or_not(shipped):
    assert "2021年：已与 sources/2021.txt 逐字核对，2788个字符相同。" in check(shipped).stdout
    (shipped / "sources/2021.txt").unlink()
    run = check(shipped)
    assert run.returncode == 0
    assert "2021: there is no sources/2021.txt, and the Chinese was not compared with the issued text." in run.stdout


def test_an_issued_text_that_was_there_before_is_missed(shipped, tmp_path):
    before = shutil.copytree(shipped, tmp_path / "before")
    (shipped / "sources/2021.txt").unlink()
    run = check(shipped, "--before", str(before), "--language", "zh")
    assert run.returncode == 1
    [message] = run.stderr.splitlines()[:-1]
    assert message.startswith("data/plans/2021.yml:") and message.endswith(f": {NO_LONGER_COMPARED}")
    assert check(before, "--before", str(shipped)).returncode == 0


NO_LONGER_COMPARED = "以前与原文核对过，现在没有了 sources/2021.txt；请放回原处。"


def test_other_mistakes_leave_the_comparison_waiting_and_it_is_said(shipped):
    change(shipped / "people.yml", "zh: 胡为平", "zh: 胡为乎")
    change(shipped / "plans/2021.yml", "responsible: [zhu-jianhua, branch-secretaries]", "responsible: [nobody]")
    run = check(shipped, "--language", "zh")
    assert "2021年：以上改正之后，才与 sources/2021.txt 逐字核对。" in run.stderr
