"""A leak planted in a finished package, one in each place, and in what people hand in: each is caught and named."""

from __future__ import annotations

import base64
import csv
import gzip
import io
import json
import random
import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from helpers.desk import Desk, listing, members

TOKEN = "Tq7-zebra-9041-kilo"
LONG = "".join(f"{at * 7919 % 65536:04x}Zq" for at in range(40))
"""Longer than any printed line: in a listing it is always wrapped."""
SOURCES = {
    b"main.c": f'char *token = "{TOKEN}";\nint pin = 4711; /* of the door */\n'.encode(),
    b"long.c": f'char *key = "{LONG}";\n'.encode(),
    b"other.c": b"int other(void)\n{\n    return 0;\n}\n",
}
PDF = Path(__file__).parents[2] / "resources/samples/documents/certificate.pdf"


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """A workbook that hides a token, a long key and a short number."""
    made = Desk(tmp_path_factory.mktemp("hidden") / "desk")
    made.begin()
    made.source(SOURCES)
    made.scan()
    hide(made)
    return made


@pytest.fixture(scope="module")
def package(desk: Desk) -> Path:
    """The package as it was built, without a leak."""
    desk.approve()
    return desk.package()


@pytest.fixture(scope="module")
def open_listing(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The printed listing of the same sources, drawn by the same program, with nothing hidden."""
    made = Desk(tmp_path_factory.mktemp("open") / "desk")
    made.begin()
    made.source(SOURCES)
    made.scan()
    return members(made.package(None, "--draft"))["data/listing/listing.pdf"]


def hide(desk: Desk) -> None:
    for name, value, more in ((b"main.c", TOKEN, "--value"), (b"long.c", LONG, "--value"), (b"main.c", "4711", "")):
        start = SOURCES[name].index(value.encode())
        span = ("--bytes", f"{start}-{start + len(value)}", *([more] if more else []))
        desk.redact("--path", name.decode(), *span, reason="CRY")


def tampered(package: Path, folder: Path, change: Callable[[dict[str, bytes]], None], comment: bytes = b"") -> Path:
    held = members(package)
    change(held)
    path = folder / "tampered.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in held.items():
            archive.writestr(f"f/{name}", data)
        archive.comment = comment
    return path


def hits(desk: Desk, path: Path) -> list[dict[str, Any]]:
    """Search with the command; nothing that it says may hold what is hidden."""
    done = desk.run("leakcheck", path, "--workbook", desk.file, "--json", expect=1)
    said = desk.run("leakcheck", path, "--workbook", desk.file, expect=1)
    for text in (done.out, done.err, said.out, said.err):
        assert TOKEN not in text
        assert LONG not in text
    found: list[dict[str, Any]] = done.json["leakcheck"]["hits"]
    for hit in found:
        assert f"{hit['redaction']}: {hit['member']}, {hit['place']} {hit['offset']}" in said.out
    return found


def test_the_package_as_built_has_no_leak(desk: Desk, package: Path) -> None:
    assert desk("leakcheck", package, "--workbook", desk.file)["leakcheck"]["hits"] == []


Change = Callable[[dict[str, bytes]], None]


def put(name: str, data: bytes) -> Change:
    return lambda held: held.update({name: data})


def in_pdf(name: str, change: Callable[[pikepdf.Pdf], None]) -> Change:
    def work(held: dict[str, bytes]) -> None:
        out = io.BytesIO()
        with pikepdf.open(io.BytesIO(held[name])) as pdf:
            change(pdf)
            pdf.save(out)
        held[name] = out.getvalue()

    return work


def outline(pdf: pikepdf.Pdf) -> None:
    with pdf.open_outline() as made:
        made.root.append(pikepdf.OutlineItem(f"keys/{TOKEN}.c", 0))


def metadata(pdf: pikepdf.Pdf) -> None:
    pdf.docinfo["/Subject"] = f"with {TOKEN}"


def xmp(pdf: pikepdf.Pdf) -> None:
    with pdf.open_metadata() as made:
        made["dc:description"] = TOKEN


def attachment(pdf: pikepdf.Pdf) -> None:
    pdf.attachments["a.gz"] = gzip.compress(TOKEN.encode())


def page(pdf: pikepdf.Pdf) -> None:
    text = f"BT /F1 9 Tf 50 700 Td ({TOKEN[:7]}) Tj 0 -12 Td ({TOKEN[7:]}) Tj ET"
    font = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
    last = pdf.add_blank_page()
    last.obj["/Resources"] = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font))
    last.obj["/Contents"] = pdf.make_stream(text.encode())


def manifest(held: dict[str, bytes]) -> None:
    read = json.loads(held["manifest.json"])
    read["remark"] = [{"original": f"keys/{TOKEN}.c"}]
    held["manifest.json"] = json.dumps(read).encode()


def redaction_log(held: dict[str, bytes]) -> None:
    name = next(name for name in held if name.startswith("papers/") and "redaction" in name and name.endswith(".csv"))
    out = io.StringIO()
    csv.writer(out).writerow(["9", "data/source/src/main.c", "CRY", f'a "quoted" {TOKEN}'])
    held[name] += out.getvalue().encode()


PLANTED: dict[str, Change] = {
    "member-name": put(f"data/source/src/{TOKEN}.c", b"int a;\n"),
    "escaped-member-name": put("data/source/src/=" + "=".join(f"{byte:02X}" for byte in TOKEN.encode()) + ".c", b"a"),
    "source": put("data/source/src/new.c", f"// {TOKEN}\n".encode()),
    "base64": put("data/source/src/new.txt", b"Authorization: " + base64.b64encode(b"u:" + TOKEN.encode()) + b"\n"),
    "base64-wrapped": put("data/source/src/new.pem", base64.encodebytes(b"x" * 40 + TOKEN.encode() + b"y" * 40)),
    "packed": put("data/source/src/new.gz", gzip.compress(b"a" * 99 + TOKEN.encode())),
    "pdf-outline": in_pdf("data/listing/listing.pdf", outline),
    "pdf-metadata": in_pdf("data/listing/listing.pdf", metadata),
    "pdf-xmp": in_pdf("manifest.pdf", xmp),
    "pdf-attachment": in_pdf("manifest.pdf", attachment),
    "pdf-page": in_pdf("manifest.pdf", page),
    "manifest-json": manifest,
    "redaction-log": redaction_log,
    "bag-info": lambda held: held.update({"bag-info.txt": held["bag-info.txt"] + f"Remark: {TOKEN}\n".encode()}),
    "seal": put("proof/seal.txt", TOKEN.encode("utf-16-le")),
}


@pytest.mark.parametrize("where", PLANTED)
def test_a_leak_planted_in_a_built_package_is_caught(desk: Desk, package: Path, tmp_path: Path, where: str) -> None:
    assert "R-1" in {hit["redaction"] for hit in hits(desk, tampered(package, tmp_path, PLANTED[where]))}


def test_a_leak_in_the_comment_of_the_archive_is_caught(desk: Desk, package: Path, tmp_path: Path) -> None:
    path = tampered(package, tmp_path, lambda _held: None, comment=TOKEN.encode())
    assert {hit["place"] for hit in hits(desk, path)} == {"between members"}


def test_a_leak_between_two_members_of_the_archive_is_caught(desk: Desk, package: Path, tmp_path: Path) -> None:
    path = tmp_path / "tampered.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for number, (name, data) in enumerate(members(package).items()):
            archive.writestr(f"f/{name}", data)
            if number == 3:
                archive.fp.write(TOKEN.encode())  # type: ignore[union-attr]
                archive.start_dir = archive.fp.tell()  # type: ignore[union-attr]
    assert {hit["place"] for hit in hits(desk, path)} == {"between members"}


def test_a_wrapped_line_of_the_listing_is_caught(
    desk: Desk, package: Path, open_listing: bytes, tmp_path: Path
) -> None:
    """The listing of the same sources without a mask: the key stands over several printed lines of it."""
    (tmp_path / "open.pdf").write_bytes(open_listing)
    text = subprocess.run(["pdftotext", "-layout", tmp_path / "open.pdf", "-"], capture_output=True, check=True).stdout
    assert LONG[:20].encode() in text
    assert LONG.encode() not in text
    found = hits(desk, tampered(package, tmp_path, put("data/listing/listing.pdf", open_listing)))
    assert {hit["redaction"] for hit in found} >= {"R-1", "R-2", "R-3"}
    assert any(hit["member"].endswith("data/listing/listing.pdf") for hit in found if hit["redaction"] == "R-2")


def test_a_value_too_short_to_be_searched_is_caught_with_its_line(desk: Desk, package: Path, tmp_path: Path) -> None:
    line = SOURCES[b"main.c"].splitlines()[1]
    found = hits(desk, tampered(package, tmp_path, put("papers/remark.txt", b"see: " + line + b"\n")))
    assert {hit["redaction"] for hit in found} == {"R-3"}


def test_the_original_sources_hit_and_another_folder_does_not(desk: Desk, tmp_path: Path) -> None:
    folder = tmp_path / "sources"
    folder.mkdir()
    for name, data in SOURCES.items():
        (folder / name.decode()).write_bytes(data)
    assert {hit["member"] for hit in hits(desk, folder)} == {"main.c", "long.c"}
    (folder / "main.c").unlink()
    (folder / "long.c").unlink()
    desk.run("leakcheck", folder, "--workbook", desk.file)


# What people hand in


def document(desk: Desk, path: Path, *, expect: int = 0) -> dict[str, Any]:
    return desk("document", "add", desk.file, "--requirement", "manual", "--path", path, expect=expect)


def docx(path: Path, **parts: str) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        body = {"[Content_Types].xml": "<Types/>", "word/document.xml": "<w:document><w:p/></w:document>", **parts}
        for name, text in body.items():
            archive.writestr(name, text)
    return path


def test_a_document_that_holds_something_hidden_is_not_taken_in(desk: Desk, tmp_path: Path) -> None:
    runs = "".join(f"<w:del><w:r><w:delText>{char}</w:delText></w:r></w:del>" for char in TOKEN)
    path = docx(tmp_path / "manual.docx", **{"word/document.xml": f"<w:document><w:p>{runs}</w:p></w:document>"})
    before = listing(desk.temp)
    told = document(desk, path, expect=1)
    assert "not taken in" in told["error"]
    assert any(row.startswith("R-1: manual.docx/word/document.xml, text 0 ") for row in told["details"])
    assert TOKEN not in json.dumps(told)
    assert listing(desk.temp) == before


@pytest.mark.parametrize("change", [outline, metadata, xmp, attachment, page])
def test_a_pdf_that_holds_something_hidden_is_not_taken_in(
    desk: Desk, tmp_path: Path, change: Callable[[pikepdf.Pdf], None]
) -> None:
    path = tmp_path / "manual.pdf"
    with pikepdf.open(PDF) as pdf:
        change(pdf)
        pdf.save(path)
    assert any(row.startswith("R-1: manual.pdf") for row in document(desk, path, expect=1)["details"])


def test_an_image_that_holds_something_hidden_is_not_taken_in(desk: Desk, tmp_path: Path) -> None:
    image = tmp_path / "image.bin"
    packed = gzip.compress(b"a" * 200 + TOKEN.encode())
    image.write_bytes(b"\x27\x05\x19\x56" + bytes(60) + packed + random.Random(3).randbytes(2000))
    for how in (("whole",), ("digest", "--confirm-digest")):
        told = desk("firmware", "add", desk.file, "--image", image, "--disclose", *how, expect=1)
        assert any(row.startswith("R-1: image.bin") and "gzip@0x40" in row for row in told["details"]), told["details"]


def test_what_of_a_document_nobody_can_look_into_stops_until_it_is_accepted(desk: Desk, tmp_path: Path) -> None:
    mine = desk.copy(tmp_path / "desk")
    path = docx(tmp_path / "manual.docx", **{"word/embeddings/a.bin": "7z\xbc\xaf\x27\x1c"})
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("word/embeddings/b.7z", b"7z\xbc\xaf\x27\x1c" + bytes(99))
    traits = document(mine, path)["document"]["traits"]
    assert any(each["kind"] == "unsearched" and "b.7z" in each["text"] for each in traits)


def test_a_later_redaction_searches_the_documents_again(desk: Desk, tmp_path: Path) -> None:
    mine = Desk(tmp_path / "desk")
    mine.begin()
    mine.source(SOURCES)
    mine.scan()
    path = tmp_path / "manual.txt"
    path.write_text(f"Type {TOKEN} at the prompt.\n")
    document(mine, path)
    hide(mine)
    told = mine.submit(expect=1)
    assert any(row.startswith("R-1: data/documents/manual/manual.txt") for row in told["details"])
    assert mine.rounds() == []
