"""What is said of parties and texts cannot drift: printed annotations, translations of paragraphs, and text as text."""

import re
import shutil
from pathlib import Path

import pytest
import yaml
from conftest import LANGUAGES, PROJECT, body, change, command, renderer
from hypothesis import given, settings
from hypothesis import strategies as st

from macros.i18n.words import ORIGINAL, Words
from macros.plan.annotation import annotation
from macros.plan.load import load, problems_of
from macros.plan.runs import RunWriter
from macros.plan.yaml_source import DataError
from macros.website.pages import pages

SHAPES = PROJECT / "tests/data/shapes"
# Each is part of another, or begins like it.
NAMES = {"keji": "科技厅", "nong": "科技厅农村处", "sheng": "省科技厅", "cai": "财政厅", "shi": "各市、自治州"}
BETWEEN = ("、", "，", "；", "等，", "会同", "和", "：", "")


@pytest.fixture
def bare(tmp_path) -> Path:
    """A plan of one clause, with parties whose names are parts of each other."""
    folder = tmp_path / "data"
    (folder / "plans").mkdir(parents=True)
    shutil.copy(SHAPES / "printed/site.yml", folder)
    bodies = "".join(f"  - {{id: {id_}, name: {{zh: {name}}}}}\n" for id_, name in NAMES.items())
    (folder / "people.yml").write_text(f"bodies:\n{bodies}", encoding="utf-8")
    return folder


def write(folder: Path, printed: str, ids: list[str], more: str = "") -> None:
    (folder / "plans/2024.yml").write_text(
        "notice: {title: {zh: 安排}}\nshort_title: {zh: 安排}\nresponsible: {zh: 责任单位}\nitems:\n"
        f'  - clauses: [{{text: {{zh: 办事}}, responsible: [{", ".join(ids)}], printed: {{zh: "{printed}"}}{more}}}]\n',
        encoding="utf-8",
    )


def rules(folder: Path) -> set[str]:
    try:
        load(folder)
    except DataError as error:
        return {problem.rule for problem in error.problems}
    return set()


def test_what_is_printed_names_those_listed_and_nobody_else(bare):
    @settings(max_examples=60, deadline=None)
    @given(st.data())
    def try_out(data):
        named = data.draw(st.lists(st.sampled_from(sorted(NAMES)), min_size=1, max_size=4, unique=True))
        printed = data.draw(st.sampled_from(["", "责任单位："]))
        for id_ in named:
            printed += NAMES[id_] + data.draw(st.sampled_from(BETWEEN[:-1]))
        write(bare, printed, named)
        assert rules(bare) == set(), printed
        [duty] = load(bare).newest.duties
        note = annotation(duty.clause, duty.plan, RunWriter(load(bare), Words(ORIGINAL)))
        assert [piece.party_id for piece in note.pieces if piece.party_id] == named
        other = data.draw(st.sampled_from(sorted(set(NAMES) - set(named))))
        # Of one whose name is part of another's that is printed, nobody can say that it is missing.
        if not any(NAMES[other] in NAMES[id_] for id_ in named):
            write(bare, printed, [*named, other])
            assert "printed_without_party" in rules(bare), (printed, other)
        write(bare, printed + NAMES[other], named)
        assert "printed_with_more" in rules(bare), (printed, other)

    try_out()


@pytest.mark.parametrize("name", ["\U00031350\U0002ebf0", "\U00033490"])
def test_a_name_of_characters_that_python_does_not_know_is_one_name_more(bare, name):
    write(bare, f"科技厅、{name}", ["keji"])
    assert rules(bare) == {"printed_with_more"}
    [problem] = problems_of(bare)
    assert name in Words(ORIGINAL).problem(problem)


def test_a_name_within_a_longer_one_that_is_printed_is_not_named_by_it(bare):
    write(bare, "科技厅农村处", ["nong", "keji"])
    assert rules(bare) == {"printed_without_party"}


def test_the_longest_form_is_found_in_what_is_printed(bare):
    write(bare, "科技厅农村处，省科技厅、科技厅", ["keji", "sheng", "nong"])
    site = load(bare)
    [duty] = site.newest.duties
    note = annotation(duty.clause, duty.plan, RunWriter(site, Words(ORIGINAL)))
    found = [(piece.party_id, "".join(run.text for run in piece.runs)) for piece in note.pieces if piece.party_id]
    assert found == [("nong", "科技厅农村处"), ("sheng", "省科技厅"), ("keji", "科技厅")]


# --- The translation lock ---------------------------------------------------------------------------------------------


@pytest.fixture
def paragraphs(data) -> Path:
    """The small folder with several paragraphs, and items without numbers, in two languages, locked."""
    plan = data / "plans/2024.yml"
    change(
        plan,
        'requirements:\n  zh: 总体要求是：做好工作。\n  en: "The general requirement is this: work well."\n',
        "requirements:\n" + "".join(f"  - zh: 第{n}段话。\n    en: Paragraph {n}.\n" for n in "一二三"),
    )
    text = plan.read_text(encoding="utf-8")
    begin = text.index("  - number: 2\n    title:\n      zh: 另一部分")
    items = "".join(
        f"      - clauses:\n          - text:\n              zh: 无号的{n}\n              en: Unnumbered {n}.\n"
        "            responsible: [secretaries]\n"
        for n in "甲乙丙"
    )
    plan.write_text(
        f"{text[:begin]}  - title:\n      zh: 另一部分\n      en: Another section\n    items:\n{items}", "utf-8"
    )
    # The first section has a number.
    change(plan, "  - number: 1\n    title:\n      zh: 新的部分", "  - title:\n      zh: 新的部分")
    change(plan, "      - number: 1\n        title:\n          zh: 新的一项", "      - title:\n          zh: 新的一项")
    text = plan.read_text(encoding="utf-8")
    plan.write_text(re.sub(r"          - number: 1.[12]\n            text", "          - text", text), encoding="utf-8")
    assert command("fmt", data).returncode == 0
    return data


def outdated(folder: Path) -> list[str]:
    return [problem.place.line for problem in load(folder).outdated]


@pytest.mark.parametrize("old", ["zh: 第二段话。", "zh: 无号的乙", "zh: 新的第二条", "zh: 另一部分"])
def test_of_entries_without_a_number_only_the_one_that_changed_is_outdated(paragraphs, old):
    assert not outdated(paragraphs)
    line = change(paragraphs / "plans/2024.yml", old, f"{old.removesuffix('。')}改{'。' * old.endswith('。')}")
    assert outdated(paragraphs) == [line + 1]


@pytest.mark.parametrize("before", ["  - zh: 第一段话。\n", "  - zh: 第三段话。\n"])
def test_a_paragraph_put_in_outdates_nothing(paragraphs, before):
    change(paragraphs / "plans/2024.yml", before, f"  - zh: 新的一段。\n    en: New.\n{before}")
    assert not outdated(paragraphs)


def test_an_item_without_a_number_put_in_or_moved_outdates_nothing(paragraphs):
    plan = paragraphs / "plans/2024.yml"
    text = plan.read_text(encoding="utf-8")
    first, second, third = (
        text.index(f"      - clauses:\n          - text:\n              zh: 无号的{n}") for n in "甲乙丙"
    )
    new = text[first:second].replace("无号的甲", "新来的").replace("Unnumbered 甲", "Newly come")
    plan.write_text(text[:first] + text[third:] + new + text[second:third] + text[first:second], encoding="utf-8")
    assert not outdated(paragraphs)


# --- Text stays text --------------------------------------------------------------------------------------------------

HOSTILE = "<b>&amp;{{ 7*7 }}{% raw %}[a](b)#*_`\\"


def spoiled(value, said, key="", within=""):
    """Add a hostile text to each text of a file; in printed annotations, to each text that they repeat."""
    if isinstance(value, dict):
        return {name: spoiled(child, said, name, key) for name, child in value.items()}
    if isinstance(value, list):
        return [spoiled(child, said, key, within) for child in value]
    if key not in LANGUAGES:
        return value
    return said.sub(lambda found: found[0] + HOSTILE, value) if within == "printed" else f"{value}{HOSTILE}"


def texts(value, key=""):
    """Yield the texts of a file but for printed annotations."""
    if isinstance(value, dict):
        for name, child in value.items():
            yield from texts(child, name) if name != "printed" else ()
    elif isinstance(value, list):
        for child in value:
            yield from texts(child, key)
    elif key in LANGUAGES:
        yield value


# Without the issued text, its gaps are mistakes.
@pytest.mark.parametrize("name", sorted(path.name for path in SHAPES.iterdir() if path.name != "gaps"))
def test_what_looks_like_markup_is_text_in_every_key(tmp_path, name):
    paths = sorted(SHAPES.joinpath(name).rglob("*.yml"))
    contents = {path: yaml.load(path.read_text(encoding="utf-8"), yaml.BaseLoader) for path in paths}
    known = sorted({text for content in contents.values() for text in texts(content)}, key=len, reverse=True)
    said = re.compile("|".join(map(re.escape, known)))
    for path, content in contents.items():
        file = tmp_path / "data" / path.relative_to(SHAPES / name)
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(yaml.safe_dump(spoiled(content, said), allow_unicode=True, sort_keys=False), encoding="utf-8")
    site = load(tmp_path / "data")
    assert sum(HOSTILE in text[ORIGINAL] for text in site.texts) >= len(site.texts) - 2
    for words in map(Words, site.languages):
        to_html = renderer(site, words)
        rendered = [body(to_html, page) for page in pages(site, words)]
        assert any("&lt;b&gt;" in html for html in rendered) and not any("<b>" in html for html in rendered)
