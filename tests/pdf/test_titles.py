"""How Chinese titles are broken: between words, in the shape of a trapezoid or a rhombus, and not inside of names."""

import itertools

import pytest

from macros.pdf.titles import lines_of, width, words_of

COMMITTEE = "中共示例省科学技术协会社会组织行业委员会"
TITLES = [
    f"{COMMITTEE}关于印发《{COMMITTEE}2021年工作要点》的通知",
    f"{COMMITTEE}2021年工作要点",
    "关于做好2022年春节期间走访慰问困难党员和基层一线科技工作者有关工作的通知",
    "关于召开第十五次代表大会暨成立六十周年庆祝大会并表彰先进集体和先进个人的决定",
    "示例大学关于进一步加强和改进新形势下基层党组织建设与党员教育管理服务工作的实施意见（试行）",
]
NEVER_FIRST, NEVER_LAST = "，。、；：？！）》〉」』”’〕】", "（《〈「『“‘〔【"


def has_a_shape(lines) -> bool:
    """Return whether lines never widen again once they have narrowed, as those of an hourglass do."""
    widths = [width(line) for line in lines]
    widest = widths.index(max(widths))
    return widths == sorted(widths[: widest + 1]) + sorted(widths[widest + 1 :], reverse=True)


@pytest.mark.parametrize("most", [14, 16, 20, 28])
@pytest.mark.parametrize("title", TITLES)
def test_lines_fit_have_a_shape_and_lose_nothing(title, most):
    lines = lines_of(title, most, (COMMITTEE,))
    assert "".join(lines) == title
    assert len(lines) == 1 if width(title) <= most else len(lines) > 1
    assert max(map(width, lines)) <= most
    assert has_a_shape(lines), lines
    for line, following in itertools.pairwise(lines):
        assert following[0] not in NEVER_FIRST and line[-1] not in NEVER_LAST, lines


def test_a_title_is_broken_between_words():
    for most in (8, 10, 12, 14, 16):
        lines = lines_of("关于做好2022年春节期间有关工作的通知", most)
        assert len(lines) > 1
        for word in ("关于", "做好", "2022", "春节", "期间", "有关", "工作", "通知"):
            assert any(word in line for line in lines), lines


def test_a_name_stays_whole_for_a_line_more():
    title = "关于深入开展学习强国平台推广使用工作的通知"
    assert "".join(lines_of(title, 12, ("学习强国平台",))) == title
    for phrase in ("学习强国平台", "开展学习强国", "推广使用工作"):
        assert any(phrase in line for line in lines_of(title, 12, (phrase,))), phrase


def test_a_name_longer_than_a_line_is_broken_late():
    phrases = (COMMITTEE, "示例省科学技术协会", "社会组织行业委员会", "2021年工作要点")
    assert lines_of(TITLES[0], 20, phrases) == (
        COMMITTEE,
        "关于印发《中共示例省科学技术协会社会组织",
        "行业委员会2021年工作要点》的通知",
    )


def test_a_number_stays_with_what_it_counts():
    for most in (8, 9, 10, 11, 12):
        lines = lines_of("关于庆祝建党100周年和2021年全部工作的安排", most)
        assert len(lines) > 1 and not any(line[-1].isdigit() for line in lines), lines


def test_rare_characters_count_as_one():
    title = "𬱖𮯰同志关于𬱖𮯰学会换届工作有关事项的请示报告"
    assert "".join(lines_of(title, 14)) == title
    assert width("𬱖a1（") == 3


@pytest.mark.parametrize("title", ["", "通知", "一" * 300, f"{COMMITTEE}关于印发" * 20, "a" * 90])
def test_what_cannot_be_broken_well_is_left_to_whoever_prints_it(title):
    assert "".join(lines_of(title, 20, ("", COMMITTEE))) == title


def test_a_name_that_a_phone_has_room_for_is_one_word_and_a_longer_one_breaks_between_its_words():
    words = words_of(f"{COMMITTEE}关于各学会党支部", ["省科学技术协会", "各学会党支部", COMMITTEE])
    assert "".join(words) == f"{COMMITTEE}关于各学会党支部"
    assert words[-3:] == ("委员会", "关于", "各学会党支部") and "省科学技术协会" in words
