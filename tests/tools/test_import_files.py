"""What stands in a file that is imported is extracted as it is, and a hostile file gives one sentence in time."""

import zipfile

import pytest
from files_of_plans import (
    W,
    in_list,
    numbering,
    paragraph,
    pdf_file,
    pdf_of_table,
    pdf_of_text,
    stream,
    table,
    word_file,
)

from macros.i18n.report import message
from macros.tools.importing import extraction
from macros.tools.importing.extraction import (
    LARGEST,
    MOST_MEMORY,
    MOST_PAGES,
    MOST_SECONDS,
    MOST_TEXT,
    MOST_UNPACKED,
    ExtractionError,
    extracted,
)
from macros.tools.importing.reading import plan_of


def texts(path) -> list[str]:
    return [line.text for line in extracted(path)]


def reason(path) -> str:
    with pytest.raises(ExtractionError) as failed:
        extracted(path)
    return failed.value.key


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_a_text_file_is_read_in_the_encodings_in_which_chinese_is_kept(tmp_path, encoding):
    (tmp_path / "plan.txt").write_bytes("一、⽀部\r\n（一）　工作\r2\n".encode(encoding))
    assert texts(tmp_path / "plan.txt") == ["一、⽀部", "（一）　工作", "2", ""]


def test_a_word_file_gives_its_paragraphs_with_the_numbers_that_word_shows(tmp_path):
    body = [
        paragraph("标题"),
        paragraph("第一部分", in_list(0)),
        paragraph("第一项", in_list(1)),
        paragraph("第二项", in_list(1)),
        paragraph("第二部分", in_list(0)),
        paragraph("又一项", in_list(1)),
        f"<w:p><w:del>{paragraph('删')[5:-6]}</w:del><w:ins><w:r><w:t>甲</w:t><w:tab/><w:t>乙</w:t></w:r></w:ins></w:p>",
    ]
    kinds = [("chineseCountingThousand", "%1、"), ("decimal", "%2.")]
    path = word_file(tmp_path / "plan.docx", body, {"word/numbering.xml": numbering(kinds)})
    assert texts(path) == ["标题", "一、第一部分", "1.第一项", "2.第二项", "二、第二部分", "1.又一项", "甲 乙"]


def test_a_table_is_a_line_for_each_row_with_tabs_between_its_cells(tmp_path):
    rows = [["序号", "任务", "责任单位"], ["1", "做好\t工作", "甲局"], [None, "再做", None]]
    lines = extracted(word_file(tmp_path / "plan.docx", [table(rows)]))
    assert [line.text for line in lines] == ["序号\t任务\t责任单位", "1\t做好 工作\t甲局", "\t再做"]
    assert [line.merged for line in lines] == [(), (), (0, 2)]


def test_a_text_box_is_a_line_of_its_own_once_that_is_doubted_and_not_in_the_plan(tmp_path):
    box = f"<w:txbxContent>{paragraph('附注：按季督办。')}</w:txbxContent>"
    drawn = f"<w:r><w:AlternateContent><w:Choice><w:drawing>{box}</w:drawing></w:Choice><w:Fallback><w:pict>{box}"
    body = [
        "<w:p><w:r><w:t>示例县工作要点</w:t></w:r>",
        f"{drawn}</w:pict></w:Fallback></w:AlternateContent></w:r></w:p>",
    ]
    path = word_file(tmp_path / "plan.docx", [*body, paragraph("1.做好工作。（责任单位：甲局）")])
    lines = extracted(path)
    assert [(line.text, line.is_box) for line in lines[:2]] == [("示例县工作要点", False), ("附注：按季督办。", True)]
    plan = plan_of(lines, "2022")
    assert [(doubt.line, doubt.reason, doubt.about) for doubt in plan.doubts if doubt.reason == "text_box"] == [
        (2, "text_box", "附注：按季督办。")
    ]
    assert "按季" not in repr([plan.notice, plan.requirements, plan.clauses])


def test_a_pdf_gives_the_lines_of_its_text_layer(tmp_path):
    path = pdf_of_text(tmp_path / "plan.pdf", [["一、加强建设", "1. 做好工作⽀部"], ["第二页"]])
    assert [text for text in texts(path) if text] == ["一、加强建设", "1. 做好工作⽀部", "第二页"]


@pytest.mark.parametrize("rules", ["S", "f"])
def test_a_table_with_rules_in_a_pdf_is_a_line_for_each_row(tmp_path, rules):
    rows = [
        ["序号", "任务", "责任单位", "时限"],
        ["1", "做好工作，按月报告进展", "县发展和改\n革局", "六月"],
        [None, "再做工作", "县教育局\n县财政局", "九月"],
    ]
    path = pdf_of_table(tmp_path / "plan.pdf", "示例县责任分解表", rows, [40, 180, 80, 60], rules)
    lines = [line for line in extracted(path) if line.text]
    assert [line.text for line in lines] == [
        "示例县责任分解表",
        "序号\t任务\t责任单位\t时限",
        "1\t做好工作，按月报告进展\t县发展和改革局\t六月",
        "\t再做工作\t县教育局 县财政局\t九月",
    ]
    assert [line.merged for line in lines] == [(), (), (), (0,)]


def test_what_gives_no_text_is_answered_with_what_to_do(tmp_path):
    (tmp_path / "old.doc").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
    (tmp_path / "locked.docx").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
    (tmp_path / "picture.png").write_bytes(b"\x89PNG")
    (tmp_path / "broken.docx").write_bytes(b"PK\x03\x04")
    (tmp_path / "broken.pdf").write_bytes(b"%PDF-1.7\n")
    (tmp_path / "empty.txt").write_bytes(b" \n")
    pages = ["<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [3 0 R] /Count 1 /MediaBox [0 0 9 9] >>"]
    pdf_file(tmp_path / "scan.pdf", [*pages, "<< /Type /Page /Parent 2 0 R >>"])
    key = "00" * 32
    lock = f"/Encrypt << /Filter /Standard /V 1 /R 2 /O <{key}> /U <{key}> /P -4 >> /ID [<00> <00>]"
    pdf_file(tmp_path / "locked.pdf", [*pages, "<< /Type /Page /Parent 2 0 R >>"], lock)
    assert {path.name: reason(path) for path in tmp_path.iterdir()} == {
        "old.doc": "import_old_format",
        "locked.docx": "import_password",
        "picture.png": "import_unknown_format",
        "broken.docx": "import_damaged",
        "broken.pdf": "import_damaged",
        "empty.txt": "import_empty",
        "scan.pdf": "import_scan",
        "locked.pdf": "import_password",
    }
    assert reason(tmp_path / "none.txt") == "import_no_file"


def test_more_bytes_pages_or_text_than_the_limits_are_refused(tmp_path):
    with (tmp_path / "large.docx").open("wb") as file:
        file.truncate(LARGEST + 1)
    pdf_of_text(tmp_path / "thick.pdf", [["页面"]] * (MOST_PAGES + 1))
    (tmp_path / "long.txt").write_text("字" * (MOST_TEXT + 1), encoding="utf-8")
    assert {path.name: reason(path) for path in tmp_path.iterdir()} == dict.fromkeys(
        ("large.docx", "thick.pdf", "long.txt"), "import_limits"
    )
    assert len(texts(pdf_of_text(tmp_path / "thick.pdf", [["页面"]] * MOST_PAGES))) == 2 * MOST_PAGES


def test_the_message_about_the_limits_says_what_they_are():
    said = message("import_limits", file="x")
    assert f"{LARGEST // 10**6} MB" in said and f"{MOST_UNPACKED // 10**6} MB" in said
    assert f"{MOST_PAGES} pages" in said and (MOST_SECONDS, MOST_MEMORY) == (60, 10**9)


def test_elements_within_elements_without_end_are_refused(tmp_path):
    depth = 20_000
    document = f"<d><body><p>{'<r>' * depth}{'</r>' * depth}</p></body></d>"
    assert reason(word_file(tmp_path / "plan.docx", [], {"word/document.xml": document})) == "import_damaged"


def test_a_file_that_unpacks_to_very_much_is_refused(tmp_path):
    path = tmp_path / "bomb.docx"
    with (
        zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package,
        package.open("word/document.xml", "w") as part,
    ):
        for _ in range(101):
            part.write(b"<" * 1_000_000)
    assert path.stat().st_size < 1_000_000
    assert reason(path) == "import_limits"


def test_a_file_that_lies_about_its_size_is_refused(tmp_path):
    path = word_file(tmp_path / "liar.docx", [paragraph("字" * 100_000)])
    size = zipfile.ZipFile(path).getinfo("word/document.xml").file_size.to_bytes(4, "little")
    path.write_bytes(path.read_bytes().replace(size, (10).to_bytes(4, "little")))
    assert reason(path) == "import_damaged"


@pytest.mark.parametrize("entity", ['SYSTEM "file://{secret}"', '"{secret}"'])
def test_entities_are_refused(tmp_path, entity):
    secret = tmp_path / "secret.txt"
    secret.write_text("secret", encoding="utf-8")
    document = (
        f"<!DOCTYPE d [<!ENTITY e {entity.format(secret=secret)}>]>"
        f"<w:document {W}><w:body><w:p><w:r><w:t>&e;</w:t></w:r></w:p></w:body></w:document>"
    )
    assert reason(word_file(tmp_path / "plan.docx", [], {"word/document.xml": document})) == "import_damaged"


def test_relations_macros_and_embedded_objects_are_not_looked_at(tmp_path):
    parts = {
        "word/_rels/document.xml.rels": '<R><Relationship TargetMode="External" Target="x"/></R>',
        "word/vbaProject.bin": "macro",
        "word/embeddings/object.bin": "object",
    }
    body = ["<w:p><w:r><w:object><w:t>藏</w:t></w:object><w:t>见</w:t></w:r></w:p>"]
    assert texts(word_file(tmp_path / "plan.docx", body, parts)) == ["见"]


def test_a_pdf_that_never_ends_is_ended(tmp_path, monkeypatch):
    # Each form draws the next one twenty times.
    forms = [
        stream("/F Do " * 20, f"/Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /F {at} 0 R >> >>")
        for at in range(5, 17)
    ]
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 /MediaBox [0 0 9 9] >>",
        "<< /Type /Page /Parent 2 0 R /Contents 17 0 R /Resources << /XObject << /F 4 0 R >> >> >>",
        *forms,
        stream("BT /F 12 Tf (x) Tj ET"),
        stream("/F Do"),
    ]
    monkeypatch.setattr(extraction, "MOST_SECONDS", 3)
    assert reason(pdf_file(tmp_path / "loop.pdf", objects)) == "import_limits"


def test_a_pdf_whose_pages_are_their_own_parents_is_ended(tmp_path):
    pages = ["<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 2 >>"]
    assert reason(pdf_file(tmp_path / "loop.pdf", pages)) in ("import_damaged", "import_scan", "import_limits")


def test_what_takes_too_much_memory_is_ended(tmp_path, monkeypatch):
    monkeypatch.setattr(extraction, "MOST_MEMORY", 150_000_000)
    # As a tree, empty elements take many times as much.
    document = "<d>" + "<p/>" * 2_000_000 + "</d>"
    assert reason(word_file(tmp_path / "plan.docx", [], {"word/document.xml": document})) == "import_limits"
