"""A hidden value planted anywhere in an output is caught, whatever carries it; an ordinary output gives no hit."""

from __future__ import annotations

import base64
import bz2
import gzip
import io
import json
import lzma
import tarfile
import zipfile
from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from codebinder.base.zips import ZipWriter
from codebinder.errors import Cancelled, UserError
from codebinder.leakcheck import check_archive, check_bytes, check_tree
from codebinder.model.package import LeakReport, Needle

SECRET = "Kx9pQ2vT7mLw4ZsYbR8n"
VALUE = Needle(redaction="R-1", kind="value", data=SECRET.encode())

ORDINARY = {
    "top/bagit.txt": b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n",
    "top/data/source/core/main.c": b'int main(void)\n{\n\tprintf("%02x\\n", 0x41);\n\treturn 0;\n}\n',
    "top/data/source/core/=E4=B8=AD.txt": "普通的说明文字\n".encode("gb18030"),
    "top/manifest.json": b'{"format":"codebinder-package","version":"1"}',
}


def package(folder: Path, extra: dict[str, bytes]) -> Path:
    path = folder / "package.zip"
    with path.open("wb") as stream:
        writer = ZipWriter(stream, moment=(2026, 1, 2, 3, 4, 6))
        for name, data in sorted({**ORDINARY, **extra}.items()):
            writer.add(name, data)
        writer.close()
    return path


def scan(folder: Path, extra: dict[str, bytes], *needles: Needle) -> LeakReport:
    report = check_archive(package(folder, extra), needles or (VALUE,))
    for needle in needles or (VALUE,):
        assert needle.data.decode("utf-8", "replace") not in repr(report)
    return report


def pdf(draw: object = None, **metadata: str) -> bytes:
    stream = io.BytesIO()
    canvas = Canvas(stream, invariant=1, pageCompression=1)
    canvas.setFont("Courier", 9)
    if metadata:
        canvas.setSubject(metadata.get("subject", ""))
    if draw is not None:
        assert callable(draw)
        draw(canvas)
    canvas.drawString(50, 60, "page")
    canvas.showPage()
    canvas.save()
    return stream.getvalue()


def zipped(name: str, data: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, data)
    return stream.getvalue()


def tarred(name: str, data: bytes) -> bytes:
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode="w") as archive:
        info = tarfile.TarInfo(name)
        info.size = len(data)
        archive.addfile(info, io.BytesIO(data))
    return stream.getvalue()


def test_an_ordinary_output_gives_no_hit(tmp_path: Path) -> None:
    report = scan(tmp_path, {"top/papers/form.pdf": pdf(), "top/x.jar": zipped("a.class", b"\xca\xfe\xba\xbe")})
    assert report.hits == ()
    assert report.unsearched == ()
    assert report.members == len(ORDINARY) + 2


def test_a_leak_in_a_text_file_is_caught(tmp_path: Path) -> None:
    report = scan(tmp_path, {"top/data/source/core/b.c": f"k = {SECRET};".encode()})
    (hit,) = report.hits
    assert (hit.redaction, hit.member, hit.place, hit.offset) == ("R-1", "top/data/source/core/b.c", "bytes", 4)


def test_a_leak_in_a_member_name_is_caught_and_the_name_not_repeated(tmp_path: Path) -> None:
    report = scan(tmp_path, {f"top/data/source/core/{SECRET}.c": b"x"})
    assert {hit.place for hit in report.hits} == {"name"}
    assert SECRET not in repr(report)


def test_a_leak_behind_the_escapes_of_a_safe_name_is_caught(tmp_path: Path) -> None:
    needle = Needle(redaction="R-1", kind="value", data="密钥保管箱".encode())
    name = "".join(f"={byte:02X}" for byte in needle.data)
    assert [hit.place for hit in scan(tmp_path, {f"top/data/source/core/{name}.c": b"x"}, needle).hits] == ["name"]


@pytest.mark.parametrize("shift", [0, 1, 2])
def test_a_leak_in_base64_is_caught(tmp_path: Path, shift: int) -> None:
    assert scan(tmp_path, {"top/a.txt": base64.b64encode(b"?" * shift + SECRET.encode() + b"!")}).hits


@pytest.mark.parametrize("codec", ["utf-16", "utf-16-le", "utf-16-be"])
def test_a_leak_in_utf_16_is_caught(tmp_path: Path, codec: str) -> None:
    assert scan(tmp_path, {"top/a.txt": f"key: {SECRET}\r\n".encode(codec)}).hits


def test_a_leak_in_the_text_of_a_pdf_page_is_caught_with_its_page(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(50, 700, "one")
        canvas.showPage()
        canvas.drawString(50, 700, f"the key is {SECRET} here")

    hits = scan(tmp_path, {"top/data/listing/listing.pdf": pdf(draw)}).hits
    assert "page 2" in {hit.place for hit in hits}


@pytest.mark.parametrize("at", [4, 10, 15])
def test_a_leak_wrapped_over_lines_of_a_pdf_page_is_caught(tmp_path: Path, at: int) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(50, 700, f"the key is {SECRET[:at]}")
        canvas.drawString(50, 688, SECRET[at:])

    assert scan(tmp_path, {"top/a.pdf": pdf(draw)}).hits


def test_a_leak_broken_over_two_pages_with_heads_and_feet_is_caught(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        for page in range(4):
            canvas.drawString(50, 780, "ACME Firmware 1.0")
            canvas.drawString(50, 700, f"{SECRET[9:] if page == 2 else 'text'} and more")
            if page == 1:
                canvas.drawString(50, 80, SECRET[:9])
            canvas.drawString(250, 40, f"page {page + 1} of 4")
            canvas.showPage()

    assert scan(tmp_path, {"top/a.pdf": pdf(draw)}).hits


def test_a_leak_in_a_pdf_with_spaced_out_letters_is_caught(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(50, 700, " ".join(SECRET))

    assert scan(tmp_path, {"top/a.pdf": pdf(draw)}).hits


def test_a_leak_in_a_pdf_outline_is_caught(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.bookmarkPage("p")
        canvas.addOutlineEntry(f"about {SECRET}", "p")

    assert "outline" in {hit.place for hit in scan(tmp_path, {"top/a.pdf": pdf(draw)}).hits}


def test_a_leak_in_pdf_metadata_is_caught(tmp_path: Path) -> None:
    hits = scan(tmp_path, {"top/a.pdf": pdf(subject=f"key {SECRET}")}).hits
    assert "metadata Subject" in {hit.place for hit in hits}


def test_a_leak_in_a_pdf_note_is_caught(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.textAnnotation(f"remember {SECRET}", (50, 50, 80, 80))

    assert "annotation on page 1" in {hit.place for hit in scan(tmp_path, {"top/a.pdf": pdf(draw)}).hits}


def attached(data: bytes) -> bytes:
    import pypdfium2

    document = pypdfium2.PdfDocument(pdf())
    document.new_attachment("notes.bin").set_data(data)
    stream = io.BytesIO()
    document.save(stream)
    document.close()
    return stream.getvalue()


def test_a_leak_in_a_pdf_attachment_is_caught(tmp_path: Path) -> None:
    hits = scan(tmp_path, {"top/a.pdf": attached(gzip.compress(SECRET.encode()))}).hits
    assert "top/a.pdf/notes.bin/content" in {hit.member for hit in hits}


def test_a_leak_in_the_manifest_is_caught(tmp_path: Path) -> None:
    manifest = json.dumps({"files": [{"path": "a", "original": "".join(f"\\u{ord(char):04x}" for char in SECRET)}]})
    report = scan(tmp_path, {"top/manifest.json": manifest.replace("\\\\", "\\").encode()})
    assert [hit.member for hit in report.hits] == ["top/manifest.json"]


def test_a_leak_in_the_redaction_log_is_caught(tmp_path: Path) -> None:
    assert scan(tmp_path, {"top/papers/redaction-log.csv": f"1,a.c,CRY,{SECRET}\r\n".encode()}).hits


@pytest.mark.parametrize("pack", [gzip.compress, bz2.compress, lzma.compress])
def test_a_leak_in_a_compressed_file_is_caught(tmp_path: Path, pack: object) -> None:
    assert callable(pack)
    assert scan(tmp_path, {"top/a.bin": pack(b"..." + SECRET.encode())}).hits


def test_a_leak_in_a_nested_zip_is_caught_with_its_way(tmp_path: Path) -> None:
    nested = zipped("in/b.docx", zipped("word/document.xml", f"<t>{SECRET}</t>".encode()))
    (hit,) = scan(tmp_path, {"top/a.zip": nested}).hits
    assert hit.member == "top/a.zip/in/b.docx/word/document.xml"


def test_a_leak_cut_into_runs_in_an_office_file_is_caught(tmp_path: Path) -> None:
    runs = "".join(f"<w:r><w:t>{char}</w:t></w:r>" for char in SECRET)
    document = f'<?xml version="1.0"?><w:p>{runs}</w:p>'.encode()
    assert scan(tmp_path, {"top/a.docx": zipped("word/document.xml", document)}).hits


def test_a_leak_in_a_tar_inside_gzip_is_caught(tmp_path: Path) -> None:
    assert scan(tmp_path, {"top/a.tgz": gzip.compress(tarred("deep/x", SECRET.encode()))}).hits


def test_a_leak_in_a_name_inside_a_nested_zip_is_caught_and_the_name_not_repeated(tmp_path: Path) -> None:
    report = scan(tmp_path, {"top/a.zip": zipped(f"{SECRET}.txt", b"x")})
    assert "name" in {hit.place for hit in report.hits}
    assert SECRET not in repr(report)


def test_notes_are_hidden_values_too(tmp_path: Path) -> None:
    note = Needle(redaction="R-9", kind="note", data=b"ask Li before filing")
    assert [hit.redaction for hit in scan(tmp_path, {"top/papers/x.txt": b"(ask Li before filing)"}, note).hits] == [
        "R-9"
    ]


PLACE = (
    b"static int secret_algorithm(struct device *dev)\n{\n\tint best = frobnicate_the_vault(dev, 17);\n\treturn 0;\n}\n"
)
LINE = b"int best = frobnicate_the_vault(dev, 17);"
HIDDEN = Needle(redaction="R-2", kind="place", data=PLACE)


def test_a_hidden_place_is_nowhere(tmp_path: Path) -> None:
    assert {hit.redaction for hit in scan(tmp_path, {"top/data/source/core/b.c": b"x\n" + PLACE}, HIDDEN).hits} == {
        "R-2"
    }


def test_a_long_line_of_a_hidden_place_is_caught_outside_the_sources(tmp_path: Path) -> None:
    assert scan(tmp_path, {"top/papers/x.txt": b"see " + LINE}, HIDDEN).hits


def test_a_line_of_a_hidden_place_in_the_printed_listing_is_caught(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(50, 700, "int best   = frobnicate_the")
        canvas.drawString(50, 690, "_vault(dev, 17);")

    assert scan(tmp_path, {"top/a.pdf": pdf(draw)}, HIDDEN).hits


def test_a_line_of_a_disclosed_source_may_stand_in_a_drawing_of_any_encoding(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Streams that are deflated only are read like any text; tabs of the source are spaces there."""
    monkeypatch.setattr("reportlab.rl_config.useA85", 0)
    monkeypatch.setattr("reportlab.pdfgen.canvas.rl_config.useA85", 0)

    def draw(canvas: Canvas) -> None:
        canvas.drawString(50, 700, LINE.decode())

    other = b"\t\tint best =\tfrobnicate_the_vault(dev, 17);\n"
    pages = pdf(draw)
    assert b"ASCII85" not in pages
    assert scan(tmp_path, {"top/data/source/core/other.c": other, "top/a.pdf": pages}, HIDDEN).hits == ()


def test_a_line_that_a_disclosed_source_has_anyway_may_stay(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(50, 700, LINE.decode())

    extra = {
        "top/data/source/core/other.c": b"\t\tint best =\tfrobnicate_the_vault(dev, 17);\n",
        "top/a.pdf": pdf(draw),
    }
    assert scan(tmp_path, extra, HIDDEN).hits == ()


def test_short_lines_of_a_hidden_place_may_stay(tmp_path: Path) -> None:
    assert scan(tmp_path, {"top/papers/x.txt": b"\treturn 0;\n"}, HIDDEN).hits == ()


def test_what_cannot_be_searched_is_listed(tmp_path: Path) -> None:
    short = Needle(redaction="R-3", kind="value", data=b"1234")
    report = scan(
        tmp_path,
        {
            "top/broken.gz": gzip.compress(b"hello" * 100)[:-20],
            "top/broken.pdf": b"%PDF-1.7\nnot really",
            "top/archive.7z": b"7z\xbc\xaf\x27\x1c" + b"\0" * 40,
        },
        VALUE,
        short,
    )
    text = "\n".join(report.unsearched)
    assert all(name in text for name in ("R-3", "top/broken.gz", "top/broken.pdf", "top/archive.7z"))


def test_a_bomb_is_listed_and_does_no_harm(tmp_path: Path) -> None:
    bomb = gzip.compress(b"\0" * (600 << 20), compresslevel=1)
    report = scan(tmp_path, {"top/bomb.gz": bomb})
    assert any("bomb.gz" in line for line in report.unsearched)


def test_boxes_in_boxes_end_somewhere(tmp_path: Path) -> None:
    data = SECRET.encode()
    for _ in range(10):
        data = gzip.compress(data)
    assert any("too deeply" in line for line in scan(tmp_path, {"top/a.gz": data}).unsearched)


def test_a_folder_is_searched_like_an_archive(tmp_path: Path) -> None:
    root = tmp_path / "out"
    (root / "data" / "source").mkdir(parents=True)
    (root / "data" / "source" / "a.c").write_text(f"k={SECRET}")
    (root / "b.txt").write_bytes(LINE)
    (root / "link").symlink_to(f"/nowhere/{SECRET}")
    report = check_tree(root, [VALUE, HIDDEN])
    assert {(hit.redaction, hit.place) for hit in report.hits} == {("R-1", "bytes"), ("R-1", "name"), ("R-2", "bytes")}
    assert SECRET not in repr(report)


def test_a_single_file_is_searched(tmp_path: Path) -> None:
    (tmp_path / "x.log").write_text(SECRET)
    assert check_tree(tmp_path / "x.log", [VALUE]).hits


def test_bytes_are_searched() -> None:
    assert [hit.offset for hit in check_bytes("x", b"a " + SECRET.encode(), [VALUE])] == [2]


def test_the_report_is_the_same_with_any_number_of_workers(tmp_path: Path) -> None:
    path = package(tmp_path, {f"top/{at}.txt": SECRET.encode() * (at % 3) for at in range(50)})
    reports = [check_archive(path, [VALUE], workers=workers) for workers in (0, 1, 3)]
    assert reports[0] == reports[1] == reports[2]


def test_a_scan_can_be_cancelled(tmp_path: Path) -> None:
    class Pulled:
        def check(self) -> None:
            raise Cancelled

    with pytest.raises(Cancelled):
        check_archive(package(tmp_path, {}), [VALUE], cancel=Pulled())


def test_what_is_no_archive_is_refused(tmp_path: Path) -> None:
    (tmp_path / "x.zip").write_bytes(b"no")
    with pytest.raises(UserError):
        check_archive(tmp_path / "x.zip", [VALUE])


def test_a_place_is_seen_on_pages_whatever_its_white_space_unless_a_source_has_it_so(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(50, 700, "goto fail_and_release_everything(now);")

    hidden = Needle(redaction="R-5", kind="place", data=b"\t\tgoto fail_and_release_everything(now);\n\t\t")
    elsewhere = {"top/data/source/core/o.c": b"  goto fail_and_release_everything(now);\n"}
    assert scan(tmp_path, {"top/a.pdf": pdf(draw)}, hidden).hits
    assert scan(tmp_path, {"top/a.pdf": pdf(draw), **elsewhere}, hidden).hits == ()


def test_a_short_line_with_a_deep_indent_is_too_short_to_be_searched(tmp_path: Path) -> None:
    hidden = Needle(redaction="R-6", kind="place", data=b" " * 30 + b"break;")
    report = scan(tmp_path, {"top/data/source/core/o.c": b" " * 40 + b"break;\n"}, hidden)
    assert report.hits == ()
    assert any("R-6" in each for each in report.unsearched)
