"""Supplied documents: what does not meet the eye is found, and a hostile document ends in a trait, not in a trace."""

from __future__ import annotations

import io
import os
import struct
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from codebinder import assets
from codebinder.errors import UserError
from codebinder.intake import DocumentFacts, inspect_document
from codebinder.intake.document import _look
from helpers.effort import within

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def seen(path: Path, data: bytes) -> DocumentFacts:
    path.write_bytes(data)
    return inspect_document(path)


def kinds(facts: DocumentFacts) -> set[str]:
    return {trait.kind for trait in facts.traits}


def told(facts: DocumentFacts) -> str:
    return "\n".join(f"{trait.kind}|{trait.name}|{trait.text}" for trait in facts.traits)


def pdf_of(change: Callable[[pikepdf.Pdf], None] | None = None, **options: Any) -> bytes:
    out = io.BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        if change is not None:
            change(pdf)
        pdf.save(out, **options)
    return out.getvalue()


def zip_of(**members: str | bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in members.items():
            archive.writestr(name, text)
    return out.getvalue()


def docx(**parts: str) -> bytes:
    body = f"<w:document {W}><w:body><w:p/></w:body></w:document>"
    return zip_of(**{"[Content_Types].xml": "<Types/>", "word/document.xml": body, **parts})


def png(*chunks: tuple[bytes, bytes], after: bytes = b"") -> bytes:
    def packed(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    start = packed(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0))
    middle = b"".join(packed(kind, body) for kind, body in chunks)
    end = packed(b"IDAT", zlib.compress(b"\0\0")) + packed(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + start + middle + end + after


def exif(text: bytes = b"Canon EOS of Lin\0") -> bytes:
    entries = [(0x0110, 2, len(text), 50), (0x8825, 4, 1, 38)]
    folder = struct.pack("<H", len(entries)) + b"".join(struct.pack("<HHII", *entry) for entry in entries) + bytes(4)
    return (b"II*\0" + struct.pack("<I", 8) + folder).ljust(50, b"\0") + text


def jpeg(*segments: tuple[int, bytes], after: bytes = b"") -> bytes:
    made = b"".join(struct.pack(">BBH", 0xFF, kind, len(body) + 2) + body for kind, body in segments)
    return b"\xff\xd8" + made + b"\xff\xda\x00\x02pixels\xff\xd9" + after


def test_a_clean_pdf_has_no_traits(tmp_path: Path) -> None:
    facts = seen(tmp_path / "a.pdf", pdf_of())
    assert (facts.media_type, facts.traits) == ("application/pdf", ())
    assert facts.size == (tmp_path / "a.pdf").stat().st_size
    assert inspect_document(tmp_path / "a.pdf") == facts


@pytest.mark.parametrize("name", ["certificate.pdf", "test-report.pdf"])
def test_the_sample_documents_are_clean(name: str) -> None:
    facts = inspect_document(assets.resources() / "samples" / "documents" / name)
    assert facts.media_type == "application/pdf"
    assert facts.traits == ()


def test_metadata_of_a_pdf_is_found(tmp_path: Path) -> None:
    def change(pdf: pikepdf.Pdf) -> None:
        with pdf.open_metadata(set_pikepdf_as_editor=False) as meta:
            meta["dc:creator"] = ["Somebody Else"]
        pdf.docinfo["/Author"] = "Lin Xiaoyu"

    facts = seen(tmp_path / "a.pdf", pdf_of(change))
    assert "metadata|Author|Lin Xiaoyu" in told(facts)
    assert "Somebody Else" in told(facts)
    assert kinds(facts) == {"metadata", "xmp"}


def test_attachments_notes_fields_scripts_and_layers_are_found(tmp_path: Path) -> None:
    def change(pdf: pikepdf.Pdf) -> None:
        pdf.attachments["prices.xlsx"] = b"secret prices"
        name, string, array = pikepdf.Name, pikepdf.String, pikepdf.Array
        note = pikepdf.Dictionary(
            Type=name.Annot, Subtype=name.Text, Rect=[0, 0, 9, 9], Contents=string("delete this"), T=string("Lin")
        )
        link = pikepdf.Dictionary(Type=name.Annot, Subtype=name.Link, Rect=[0, 0, 9, 9])
        field = pikepdf.Dictionary(
            Subtype=name.Widget, FT=name.Tx, T=string("pin"), V=string("4711"), Rect=[0, 0, 9, 9]
        )
        pdf.pages[0].obj["/Annots"] = array([pdf.make_indirect(one) for one in (note, link, field)])
        pdf.Root["/AcroForm"] = pikepdf.Dictionary(Fields=array([pdf.pages[0].obj["/Annots"][2]]))
        script = pikepdf.Dictionary(S=name.JavaScript, JS=string("app.alert(1)"))
        pdf.Root["/OpenAction"] = pdf.make_indirect(script)
        layer = pdf.make_indirect(pikepdf.Dictionary(Type=name.OCG, Name=string("draft")))
        default = pikepdf.Dictionary(OFF=array([layer]))
        pdf.Root["/OCProperties"] = pikepdf.Dictionary(OCGs=array([layer]), D=default)

    facts = seen(tmp_path / "a.pdf", pdf_of(change))
    text = told(facts)
    assert "attachment|prices.xlsx|" in text
    assert "annotation|Text Lin|delete this" in text
    assert "form-field|pin|4711" in text
    assert "javascript|" in text
    assert "hidden-layer|" in text
    assert "Link" not in text


def test_invisible_text_is_found(tmp_path: Path) -> None:
    def change(pdf: pikepdf.Pdf) -> None:
        pdf.add_blank_page()
        pdf.pages[1].obj["/Contents"] = pdf.make_stream(b"BT /F1 9 Tf 3 Tr (seen by nobody) Tj ET")
        pdf.pages[0].obj["/Contents"] = pdf.make_stream(b"BT /F1 9 Tf 0 Tr 13 Tr0 (seen) Tj ET")

    facts = seen(tmp_path / "a.pdf", pdf_of(change, compress_streams=True))
    assert told(facts) == "hidden-text|invisible letters|pages 2"


def test_earlier_revisions_are_found_and_linearised_files_are_not_taken_for_them(tmp_path: Path) -> None:
    data = pdf_of()
    later = data + b"9 0 obj\n<< >>\nendobj\nxref\n0 0\ntrailer\n<< /Size 10 /Root 1 0 R >>\nstartxref\n0\n%%EOF\n"
    assert "revision" in kinds(seen(tmp_path / "a.pdf", later))
    assert "revision" not in kinds(seen(tmp_path / "b.pdf", pdf_of(linearize=True)))


def test_an_encrypted_pdf_says_so(tmp_path: Path) -> None:
    locked = pdf_of(encryption=pikepdf.Encryption(owner="a", user="b"))
    assert "unreadable|encrypted|" in told(seen(tmp_path / "a.pdf", locked))
    half = pdf_of(encryption=pikepdf.Encryption(owner="a", user=""))
    assert "encrypted" in kinds(seen(tmp_path / "b.pdf", half))


@pytest.mark.parametrize("data", [b"%PDF-1.7\n", b"%PDF-1.7\n" + os.urandom(4000), pdf_of()[:300]])
def test_a_damaged_pdf_is_unreadable(tmp_path: Path, data: bytes) -> None:
    assert kinds(seen(tmp_path / "a.pdf", data)) & {"unreadable", "repaired"}


def test_a_pdf_bomb_is_not_inflated(tmp_path: Path) -> None:
    def change(pdf: pikepdf.Pdf) -> None:
        bomb = pikepdf.Stream(pdf, zlib.compress(bytes(64_000_000)), Filter=pikepdf.Name.FlateDecode)
        bomb["/Type"] = pikepdf.Name.Metadata
        pdf.Root["/Metadata"] = pdf.make_indirect(bomb)

    data = pdf_of(change, compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.none)
    assert len(data) < 1_000_000
    within(160, lambda: seen(tmp_path / "a.pdf", data))


def test_a_clean_office_file_has_no_traits(tmp_path: Path) -> None:
    facts = seen(tmp_path / "a.docx", docx())
    assert facts.media_type.endswith("wordprocessingml.document")
    assert facts.traits == ()


def test_what_a_word_file_hides_is_found(tmp_path: Path) -> None:
    core = '<c xmlns:dc="x"><dc:creator>Lin Xiaoyu</dc:creator><dc:title/></c>'
    app = "<Properties><Company>Meridian</Company><Pages>3</Pages></Properties>"
    comments = f'<w:comments {W}><w:comment w:author="Wang"><w:p><w:t>not for them</w:t></w:p></w:comment></w:comments>'
    body = (
        f"<w:document {W}><w:body><w:ins w:author='A'><w:r/></w:ins><w:del><w:r/></w:del>"
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t>hidden</w:t></w:r></w:body></w:document>"
    )
    parts = {
        "docProps/core.xml": core,
        "docProps/app.xml": app,
        "word/comments.xml": comments,
        "word/document.xml": body,
    }
    extra = {"word/embeddings/sheet.xlsx": "x", "customXml/item1.xml": "<a/>", "word/vbaProject.bin": "x"}
    text = told(seen(tmp_path / "a.docx", docx(**parts, **extra)))
    for expected in (
        "metadata|creator|Lin Xiaoyu", "metadata|Company|Meridian", "comment|Wang|not for them",
        "tracked-change|word/document.xml|2 tracked", "hidden-text|word/document.xml|1 places",
        "embedded|word/embeddings/sheet.xlsx", "custom-xml|", "macro|",
    ):  # fmt: skip
        assert expected in text
    assert "Pages" not in text


def test_hidden_sheets_and_slides_are_found(tmp_path: Path) -> None:
    book = '<workbook><sheets><sheet name="Open"/><sheet name="Cost" state="veryHidden"/></sheets></workbook>'
    sheet = seen(tmp_path / "a.xlsx", zip_of(**{"[Content_Types].xml": "<Types/>", "xl/workbook.xml": book}))
    assert told(sheet) == "hidden-sheet|Cost|veryHidden"
    parts = {"ppt/slides/slide1.xml": "<sld/>", "ppt/slides/slide2.xml": '<sld show="0"/>'}
    slides = seen(tmp_path / "a.pptx", zip_of(**{"[Content_Types].xml": "<Types/>", **parts}))
    assert told(slides) == "hidden-slide|ppt/slides/slide2.xml|is not shown"


def test_opendocument_is_looked_into(tmp_path: Path) -> None:
    meta = '<m xmlns:meta="urn:m"><meta:initial-creator>Lin</meta:initial-creator></m>'
    content = '<c xmlns:o="urn:o"><o:annotation>look again</o:annotation><o:changed-region/></c>'
    kind = "application/vnd.oasis.opendocument.text"
    facts = seen(tmp_path / "a.odt", zip_of(**{"mimetype": kind, "meta.xml": meta, "content.xml": content}))
    assert facts.media_type == kind
    assert "metadata|initial-creator|Lin" in told(facts)
    assert {"metadata", "comment", "tracked-change"} == kinds(facts)


def test_an_office_file_that_attacks_the_reader_is_unreadable(tmp_path: Path) -> None:
    laughs = '<!DOCTYPE a [<!ENTITY x "ha"><!ENTITY y "&x;&x;">]><a>&y;</a>'
    assert "unreadable" in kinds(seen(tmp_path / "a.docx", docx(**{"docProps/core.xml": laughs})))
    bomb = "<a>" + " " * 60_000_000 + "</a>"
    assert "unreadable" in kinds(seen(tmp_path / "b.docx", docx(**{"docProps/core.xml": bomb})))
    assert "unreadable" in kinds(seen(tmp_path / "c.docx", docx(**{"docProps/core.xml": "<a><b></a>"})))
    assert "unreadable" in kinds(seen(tmp_path / "d.docx", docx()[:-30]))
    assert "unreadable" in kinds(seen(tmp_path / "e.zip", zip_of(a="b")))


def test_pictures_give_their_camera_place_and_texts(tmp_path: Path) -> None:
    text = told(seen(tmp_path / "a.jpg", jpeg((0xE1, b"Exif\0\0" + exif()), (0xFE, b"by Lin"), after=b"PK" * 20)))
    assert "exif|Model|Canon EOS of Lin" in text
    assert "exif|GPS|" in text
    assert "comment|comment|by Lin" in text
    assert "attachment|trailing data|40 bytes" in text
    chunks = ((b"tEXt", b"Author\0Lin"), (b"zTXt", b"Note\0\0" + zlib.compress(b"packed")), (b"eXIf", exif()))
    text = told(seen(tmp_path / "a.png", png(*chunks, after=b"more" * 5)))
    for expected in ("metadata|Author|Lin", "metadata|Note|packed", "exif|Model|", "attachment|trailing data|20 bytes"):
        assert expected in text
    assert "metadata|Model|" in told(seen(tmp_path / "a.tif", exif()))
    assert "comment|comment|hello" in told(seen(tmp_path / "a.gif", b"GIF89a" + b"\x21\xfe\x05hello\x00\x3b"))


def test_clean_pictures_have_no_traits(tmp_path: Path) -> None:
    assert seen(tmp_path / "a.png", png()).traits == ()
    assert seen(tmp_path / "a.jpg", jpeg((0xE0, b"JFIF\0"))).traits == ()
    assert inspect_document(assets.resources() / "samples" / "gateway" / "assets" / "logo.png").traits == ()


def test_a_damaged_picture_is_unreadable(tmp_path: Path) -> None:
    assert "unreadable" in kinds(seen(tmp_path / "a.png", png()[:-5]))
    assert "unreadable" in kinds(seen(tmp_path / "a.jpg", b"\xff\xd8\xff\xe1\x00"))
    assert "unreadable" in kinds(seen(tmp_path / "a.tif", b"II*\0"))


def test_text_is_clean_and_unknown_formats_are_not(tmp_path: Path) -> None:
    assert seen(tmp_path / "a.txt", b"hello").traits == ()
    assert seen(tmp_path / "a", "声明".encode()).media_type == "text/plain"
    assert kinds(seen(tmp_path / "a.bin", b"\0\1\2")) == {"unreadable"}
    assert kinds(seen(tmp_path / "a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(99))) == {"unreadable"}
    assert "metadata|author|Lin" in told(seen(tmp_path / "a.rtf", rb"{\rtf1{\info{\author Lin}}\revised x}"))


def test_an_absent_document_gets_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="no such file"):
        inspect_document(tmp_path / "none.pdf")


def test_hostile_texts_are_escaped_and_short(tmp_path: Path) -> None:
    facts = seen(tmp_path / "a.png", png((b"tEXt", b"A\0\x1b[2J" + b"x" * 9000)))
    (trait,) = facts.traits
    assert trait.text.startswith("\\x1b[2J")
    assert len(trait.text) < 600


SEEDS = [
    pdf_of(),
    docx(),
    png((b"tEXt", b"a\0b")),
    jpeg((0xE1, b"Exif\0\0" + exif())),
    exif(),
    b"GIF89a\x21\xfe\x01a\0",
]


@settings(max_examples=120)
@given(st.sampled_from(SEEDS), st.lists(st.tuples(st.integers(0, 2000), st.binary(max_size=4)), max_size=6))
def test_no_change_of_a_document_makes_the_reader_fail(seed: bytes, changes: list[tuple[int, bytes]]) -> None:
    data = bytearray(seed)
    for at, new in changes:
        data[at % len(data) : at % len(data) + len(new)] = new
    _look(bytes(data), "")


def test_a_picture_with_a_comment_without_an_end_takes_no_time(tmp_path: Path) -> None:
    """There are more ways to cut it into blocks than a search by pattern could ever try."""
    data = b"GIF89a" + b"\x21\xfe" * 3 + b"\1" * 60_000
    assert kinds(within(160, lambda: seen(tmp_path / "a.gif", data))) <= {"comment"}


def test_a_comment_of_several_blocks_is_joined(tmp_path: Path) -> None:
    facts = seen(tmp_path / "a.gif", b"GIF89a" + b"\x21\xfe\x05hello\x06 world\0\x3b")
    assert "comment|comment|hello world" in told(facts)


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        ("1 g BT /F1 9 Tf (a) Tj ET", "white"),
        ("1 1 1 rg BT /F1 9 Tf [(a) -1 (b)] TJ ET", "white"),
        ("0 0 0 0 k BT /F1 9 Tf (a) Tj ET", "white"),
        ("q 1 g q 0 g Q BT /F1 9 Tf (a) Tj ET Q", "white"),
        ("BT /F1 0.1 Tf (a) Tj ET", "tiny"),
        ("BT /F1 9 Tf 7 Tr <61> Tj ET", "invisible"),
    ],
)
def test_letters_that_nobody_sees_are_found(tmp_path: Path, content: str, kind: str) -> None:
    def change(pdf: pikepdf.Pdf) -> None:
        pdf.pages[0].obj["/Contents"] = pdf.make_stream(content.encode())

    assert f"hidden-text|{kind} letters|pages 1" in told(seen(tmp_path / "a.pdf", pdf_of(change)))


@pytest.mark.parametrize("content", ["q 1 g Q BT /F1 9 Tf (a) Tj ET", "1 g 0 0 9 9 re f 0 g BT /F1 9 Tf (a) Tj ET"])
def test_letters_that_are_seen_are_no_trait(tmp_path: Path, content: str) -> None:
    def change(pdf: pikepdf.Pdf) -> None:
        pdf.pages[0].obj["/Contents"] = pdf.make_stream(content.encode())

    assert not seen(tmp_path / "a.pdf", pdf_of(change)).traits


def test_a_form_with_invisible_letters_is_found(tmp_path: Path) -> None:
    def change(pdf: pikepdf.Pdf) -> None:
        form = pikepdf.Stream(pdf, b"BT 3 Tr (a) Tj ET", Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Form)
        pdf.pages[0].obj["/Private"] = pdf.make_indirect(form)

    assert "hidden-text|invisible letters|pages a form" in told(seen(tmp_path / "a.pdf", pdf_of(change)))


def test_layers_that_are_on_are_told_too(tmp_path: Path) -> None:
    def change(pdf: pikepdf.Pdf) -> None:
        layer = pdf.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.OCG, Name=pikepdf.String("draft")))
        pdf.Root["/OCProperties"] = pikepdf.Dictionary(OCGs=pikepdf.Array([layer]), D=pikepdf.Dictionary())

    assert kinds(seen(tmp_path / "a.pdf", pdf_of(change))) == {"layers"}


R = 'xmlns="http://schemas.openxmlformats.org/package/2006/relationships"'


def test_what_office_settings_tell_of_the_house_is_found(tmp_path: Path) -> None:
    template = (
        f'<Relationships {R}><Relationship Type="x/attachedTemplate" TargetMode="External" '
        r'Target="file:///C:\Users\lin\house.dotm"/><Relationship Type="x/hyperlink" TargetMode="External" '
        'Target="https://example.org/"/></Relationships>'
    )
    settings = f'<w:settings {W}><w:rsids><w:rsid w:val="1"/><w:rsid w:val="2"/></w:rsids>'
    settings += '<w:docVars><w:docVar w:name="case" w:val="4711"/></w:docVars></w:settings>'
    facts = seen(tmp_path / "a.docx", docx(**{"word/settings.xml": settings, "word/_rels/settings.xml.rels": template}))
    said = told(facts)
    assert "metadata|rsid|2 editing sessions" in said
    assert "metadata|case|4711" in said
    assert "house.dotm" in said
    assert "example.org" not in said


def test_hidden_rows_names_and_cached_data_of_a_sheet_are_found(tmp_path: Path) -> None:
    sheet = '<worksheet><cols><col hidden="1"/></cols><sheetData><row hidden="true"/></sheetData></worksheet>'
    book = '<workbook><definedNames><definedName name="pin" hidden="1">4711</definedName></definedNames></workbook>'
    parts = {
        "[Content_Types].xml": "<Types/>", "xl/workbook.xml": book, "xl/worksheets/sheet1.xml": sheet,
        "xl/pivotCache/pivotCacheRecords1.xml": "<r/>",
    }  # fmt: skip
    said = told(seen(tmp_path / "a.xlsx", zip_of(**parts)))
    assert "hidden-name|pin|4711" in said
    assert "2 hidden rows" in said
    assert "cached-data|xl/pivotCache" in said


def test_invisible_characters_and_remarks_of_a_text_are_found(tmp_path: Path) -> None:
    said = told(seen(tmp_path / "a.html", "<p>a\u200bb</p><!-- ask Lin -->".encode()))
    assert "hidden-text|characters|1 runs" in said
    assert "comment|remark|ask Lin" in said
    assert not seen(tmp_path / "b.txt", "plain 文字\n".encode()).traits
