"""A value planted in a document where no reader of it looks: PDF, Office, OpenDocument, old Office, messages."""

from __future__ import annotations

import base64
import io
import random
import struct
import zipfile
import zlib
from collections.abc import Callable

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Stream, String

from codebinder.leakcheck import check_bytes
from codebinder.model.package import LeakHit, Needle

SECRET = "Zq7-zebra=9041/kilo-Vault"
VALUE = Needle(redaction="R-1", kind="value", data=SECRET.encode())
ABSENT = Needle(redaction="R-1", kind="value", data=b"absent-value-4711/of-no-file")


def places(data: bytes) -> set[str]:
    hits: list[LeakHit] = check_bytes("document", data, [VALUE])
    assert SECRET not in repr(hits)
    assert not check_bytes("document", data, [ABSENT])
    return {hit.place for hit in hits}


def pdf(change: Callable[[pikepdf.Pdf], None], **options: object) -> bytes:
    out = io.BytesIO()
    with pikepdf.new() as made:
        page = made.add_blank_page(page_size=(600, 800))
        font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
        page.obj["/Resources"] = Dictionary(Font=Dictionary(F1=font))
        change(made)
        made.save(out, **options)
    return out.getvalue()


def drawing(content: str) -> Callable[[pikepdf.Pdf], None]:
    def change(made: pikepdf.Pdf) -> None:
        made.pages[0].obj["/Contents"] = made.make_stream(content.encode())

    return change


def pieces(text: str) -> str:
    return "[" + " -10 ".join(f"({char})" for char in text) + "] TJ"


def layered(made: pikepdf.Pdf) -> None:
    layer = made.make_indirect(Dictionary(Type=Name.OCG, Name=String("draft")))
    made.Root["/OCProperties"] = Dictionary(OCGs=Array([layer]), D=Dictionary(OFF=Array([layer]), Order=Array([layer])))
    made.pages[0].obj["/Resources"]["/Properties"] = Dictionary(L1=layer)
    drawing(f"/OC /L1 BDC BT /F1 9 Tf 50 700 Td {pieces(SECRET)} ET EMC")(made)


def outlined(made: pikepdf.Pdf) -> None:
    with made.open_outline() as outline:
        outline.root.append(pikepdf.OutlineItem(f"about {SECRET}", 0))


def with_xmp(made: pikepdf.Pdf) -> None:
    with made.open_metadata() as metadata:
        metadata["dc:description"] = f"about {SECRET}"


def with_field(made: pikepdf.Pdf) -> None:
    field = made.make_indirect(Dictionary(FT=Name.Tx, T=String("pin"), V=String(SECRET)))
    made.Root["/AcroForm"] = Dictionary(Fields=Array([field]))


def with_script(made: pikepdf.Pdf) -> None:
    made.Root["/OpenAction"] = Dictionary(S=Name.JavaScript, JS=String(f"app.alert('{SECRET}')"))


def with_unused_page(made: pikepdf.Pdf) -> None:
    """A form that no page shows, its text in pieces."""
    form = Stream(made, f"BT /F1 9 Tf {pieces(SECRET)} ET".encode(), Type=Name.XObject, Subtype=Name.Form)
    made.pages[0].obj["/Private"] = made.make_indirect(form)


def attached(made: pikepdf.Pdf) -> None:
    made.attachments["notes.docx"] = office("word/document.xml", runs(SECRET))


def with_actual_text(made: pikepdf.Pdf) -> None:
    hexed = SECRET.encode("utf-16-be").hex()
    drawing(f"/Span <</ActualText <FEFF{hexed}>>> BDC BT /F1 9 Tf 50 700 Td (text) Tj ET EMC")(made)


def with_glyph_map(made: pikepdf.Pdf) -> None:
    codes = "".join(f"<{at + 33:02x}> <{ord(char):04x}>\n" for at, char in enumerate(SECRET))
    cmap = f"/CIDInit /ProcSet findresource begin begincmap {len(SECRET)} beginbfchar\n{codes}endbfchar endcmap end"
    font = made.pages[0].obj["/Resources"]["/Font"]["/F1"]
    font["/ToUnicode"] = made.make_stream(cmap.encode())
    shown = "".join(f"\\{at + 33:03o}" for at in range(len(SECRET)))
    drawing(f"BT /F1 9 Tf 50 700 Td ({shown}) Tj ET")(made)


def with_layout(made: pikepdf.Pdf) -> None:
    """Two columns of a listing with the numbers of lines between."""
    drawing(
        f"BT /F1 9 Tf 50 700 Td (12) Tj 30 0 Td ({SECRET[:11]}) Tj -30 -12 Td (13) Tj 30 0 Td ({SECRET[11:]}) Tj ET"
    )(made)


HIDDEN_IN_PDF: dict[str, Callable[[pikepdf.Pdf], None]] = {
    "a-page": drawing(f"BT /F1 9 Tf 50 700 Td ({SECRET}) Tj ET"),
    "text-in-pieces": drawing(f"BT /F1 9 Tf 50 700 Td {pieces(SECRET)} ET"),
    "text-moved-letter-by-letter": drawing(
        "BT /F1 9 Tf 50 700 Td " + " 6 0 Td ".join(f"({char}) Tj" for char in SECRET) + " ET"
    ),
    "invisible-text": drawing(f"BT /F1 9 Tf 3 Tr 50 700 Td {pieces(SECRET)} ET"),
    "white-text": drawing(f"1 g BT /F1 9 Tf 50 700 Td {pieces(SECRET)} ET"),
    "text-beside-the-page": drawing(f"BT /F1 9 Tf 5000 7000 Td {pieces(SECRET)} ET"),
    "two-lines-with-numbers": with_layout,
    "a-layer-switched-off": layered,
    "the-outline": outlined,
    "metadata": lambda made: made.docinfo.__setitem__("/Keywords", SECRET),
    "metadata-in-utf-16": lambda made: made.docinfo.__setitem__("/Keywords", f"密 {SECRET}"),
    "xmp": with_xmp,
    "a-form-field": with_field,
    "a-script": with_script,
    "a-form-that-no-page-shows": with_unused_page,
    "an-attachment": attached,
    "actual-text": with_actual_text,
    "a-map-of-glyphs": with_glyph_map,
}


@pytest.mark.parametrize("packing", ["plain", "object-streams", "encrypted"])
@pytest.mark.parametrize("where", HIDDEN_IN_PDF)
def test_a_value_in_a_pdf_is_caught_wherever_it_hides(where: str, packing: str) -> None:
    options: dict[str, dict[str, object]] = {
        "plain": {"compress_streams": False},
        "object-streams": {"object_stream_mode": pikepdf.ObjectStreamMode.generate},
        "encrypted": {"encryption": pikepdf.Encryption(owner="x", user="", R=6)},
    }
    assert places(pdf(HIDDEN_IN_PDF[where], **options[packing])), where


def stream_pdf(filters: str, packed: bytes, more: str = "") -> bytes:
    head = f"%PDF-1.4\n1 0 obj\n<< /Length {len(packed)} /Filter {filters} {more} >>\nstream\n".encode()
    return head + packed + b"\nendstream\nendobj\n"


def predicted(data: bytes, columns: int) -> bytes:
    rows, before = b"", bytes(columns)
    for at in range(0, len(data), columns):
        row = data[at : at + columns].ljust(columns, b"\0")
        rows += b"\2" + bytes((here - up) & 0xFF for here, up in zip(row, before, strict=True))
        before = row
    return zlib.compress(rows)


def lzw(data: bytes) -> bytes:
    """Nine bits a code, begun anew before codes grow."""
    codes: list[int] = []
    for at in range(0, len(data), 200):
        codes += [256, *data[at : at + 200]]
    bits = "".join(f"{code:09b}" for code in [*codes, 257])
    return int(bits.ljust(-(-len(bits) // 8) * 8, "0"), 2).to_bytes(-(-len(bits) // 8), "big")


CONTENT = f"BT (before) Tj ({SECRET}) Tj ET".encode()
FILTERS: dict[str, bytes] = {
    "ascii-85": stream_pdf("/ASCII85Decode", base64.a85encode(CONTENT) + b"~>"),
    "ascii-85-and-flate": stream_pdf("[/ASCII85Decode /FlateDecode]", base64.a85encode(zlib.compress(CONTENT)) + b"~>"),
    "ascii-hex": stream_pdf("/AHx", zlib.compress(CONTENT).hex().encode() + b">").replace(b"/AHx", b"[/AHx /Fl]"),
    "run-length": stream_pdf("/RunLengthDecode", bytes([len(CONTENT) - 1]) + CONTENT + b"\x80"),
    "lzw": stream_pdf("/LZWDecode", lzw(CONTENT * 9)),
    "flate-twice": stream_pdf("[/FlateDecode /FlateDecode]", zlib.compress(zlib.compress(CONTENT))),
    "predictor": stream_pdf("/FlateDecode", predicted(CONTENT, 16), "/DecodeParms << /Predictor 12 /Columns 16 >>"),
    "carriage-return-only": stream_pdf("/FlateDecode", zlib.compress(CONTENT)).replace(b"stream\n", b"stream\r", 1),
}


@pytest.mark.parametrize("way", FILTERS)
def test_a_stream_of_a_pdf_is_searched_however_it_is_packed(way: str) -> None:
    assert places(FILTERS[way])


def test_an_earlier_state_of_a_pdf_is_searched_as_a_reader_would_show_it() -> None:
    """Another program's redaction only appends: the former page is still there, in letters of its own."""
    first = pdf(with_glyph_map, compress_streams=False)
    whole = pdf(drawing("BT /F1 9 Tf 50 700 Td (clean) Tj ET"))
    assert any(place.startswith("page") for place in places(first + whole))


# Office


def office(name: str, data: str | bytes, **more: str | bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        for each, text in {name: data, **more}.items():
            archive.writestr(each, text)
    return out.getvalue()


def runs(text: str, before: str = "<w:r><w:t>", after: str = "</w:t></w:r>\n  ") -> str:
    return (
        "<w:document><w:body><w:p>"
        + "".join(f"{before}{char}{after}" for char in text)
        + "</w:p></w:body></w:document>"
    )


HALF = len(SECRET) // 2
ESCAPED = "".join(f"&#{ord(char)};" for char in SECRET)
XML = '<?xml version="1.0" encoding="UTF-8"?>\n'
IN_OFFICE: dict[str, bytes] = {
    "runs": office("word/document.xml", XML + runs(SECRET)),
    "runs-without-a-declaration": office("word/document.xml", runs(SECRET)),
    "runs-in-utf-16": office("word/document.xml", runs(SECRET).encode("utf-16")),
    "hidden-text": office("word/document.xml", runs(SECRET, "<w:r><w:rPr><w:vanish/></w:rPr><w:t>")),
    "deleted-text": office(
        "word/document.xml", runs(SECRET, "<w:del><w:r><w:delText>", "</w:delText></w:r></w:del>")
    ),
    "text-with-a-deletion-in-the-middle": office(
        "word/document.xml",
        f"<w:p><w:t>{SECRET[:HALF]}</w:t><w:del w:id='1'><w:r><w:delText>gone</w:delText></w:r></w:del>"
        f"<w:t>{SECRET[HALF:]}</w:t></w:p>",
    ),
    "text-before-an-insertion": office(
        "word/document.xml",
        f"<w:p><w:t>{SECRET[:HALF]}</w:t><w:ins w:id='1'><w:r><w:t>new</w:t></w:r></w:ins>"
        f"<w:t>{SECRET[HALF:]}</w:t></w:p>",
    ),
    "a-comment": office("word/document.xml", runs("x"), **{"word/comments.xml": runs(SECRET)}),
    "a-header": office("word/document.xml", runs("x"), **{"word/header1.xml": runs(SECRET)}),
    "a-property": office("word/document.xml", runs("x"), **{"docProps/custom.xml": f"<p><v>{SECRET}</v></p>"}),
    "an-escaped-property": office(
        "word/document.xml", runs("x"), **{"docProps/core.xml": f"<p>{ESCAPED}</p>"}
    ),
    "an-embedded-sheet": office(
        "word/document.xml", runs("x"), **{"word/embeddings/a.xlsx": office("xl/sharedStrings.xml", runs(SECRET))}
    ),
    "a-shared-string": office("xl/sharedStrings.xml", runs(SECRET, "<r><t>", "</t></r>")),
    "a-slides-notes": office("ppt/notesSlides/notesSlide1.xml", runs(SECRET, "<a:r><a:t>", "</a:t></a:r>")),
    "an-open-document": office("content.xml", runs(SECRET, "<text:span>", "</text:span>")),
    "a-cdata-section": office("word/document.xml", f"<t><![CDATA[{SECRET[:9]}]]><![CDATA[{SECRET[9:]}]]></t>"),
}  # fmt: skip


@pytest.mark.parametrize("where", IN_OFFICE)
def test_a_value_in_an_office_file_is_caught_wherever_it_hides(where: str) -> None:
    assert places(IN_OFFICE[where]), where


def compound(*streams: tuple[str, bytes]) -> bytes:
    """A compound file whose streams stand in every second sector, so that none is in one piece."""
    sectors: list[bytes] = []
    table: list[int] = []

    def chain(data: bytes) -> int:
        parts = [data[at : at + 512].ljust(512, b"\0") for at in range(0, len(data), 512)]
        first = len(sectors)
        for number, part in enumerate(parts):
            sectors.extend((part, b"\xee" * 512))
            table.extend((first + 2 * number + 2 if number + 1 < len(parts) else 0xFFFFFFFE, 0xFFFFFFFF))
        return first

    entries = [(name, 2, chain(data.ljust(4096, b" ")), max(len(data), 4096)) for name, data in streams]
    rows = b""
    for name, kind, start, size in [("Root Entry", 5, 0xFFFFFFFE, 0), *entries]:
        raw = name.encode("utf-16-le") + b"\0\0"
        rows += raw.ljust(64, b"\0") + struct.pack("<HBB", len(raw), kind, 1) + b"\xff" * 12 + bytes(36)
        rows += struct.pack("<IQ", start, size)
    directory = chain(rows)
    at = len(sectors)
    table += [0xFFFFFFFD, *[0xFFFFFFFF] * (127 - len(table))]
    sectors.append(struct.pack("<128I", *table[:128]))
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<5H", 62, 3, 0xFFFE, 9, 6) + bytes(6)
    head += struct.pack("<9I", 0, 1, directory, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0)
    return head + struct.pack("<109I", at, *[0xFFFFFFFF] * 108) + b"".join(sectors)


def test_a_value_across_two_sectors_of_an_old_office_file_is_caught() -> None:
    text = (" " * 250 + SECRET).encode("utf-16-le")
    assert SECRET.encode("utf-16-le") in text
    made = compound(("WordDocument", text))
    assert SECRET.encode("utf-16-le") not in made
    assert places(made)


def test_an_attachment_of_a_message_is_caught() -> None:
    attachment = office("word/document.xml", runs(SECRET), **{"word/media/a.bin": random.Random(5).randbytes(4500)})
    assert places(compound(("__substg1.0_37010102", attachment)))


def test_a_macro_file_inside_an_office_file_is_looked_into() -> None:
    made = compound(("Module1", b" " * 508 + SECRET.encode()))
    assert SECRET.encode() not in made
    assert places(office("word/document.xml", runs("x"), **{"word/vbaProject.bin": made}))


@pytest.mark.parametrize("cut", range(0, 2600, 130))
def test_a_damaged_compound_file_ends_in_no_trace(cut: int) -> None:
    made = compound(("WordDocument", b"x" * 600))
    check_bytes("a.doc", made[: 512 + cut], [VALUE])
    check_bytes("a.doc", made[:cut] + b"\xff" * 40 + made[cut + 40 :], [VALUE])
