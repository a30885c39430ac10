"""Deposits of pages through the real workflow: object code beside a stretch of source, a cut manual, no masks."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pikepdf
import pytest
from reportlab.pdfgen.canvas import Canvas

from codebinder.base.messages import said
from codebinder.errors import CodebinderError, Problems
from codebinder.model.pageplan import PagePlan
from codebinder.model.source import Disclosure
from codebinder.verify.package import verify_package
from codebinder.workflow import attachments, filings, paging
from helpers.desk import members
from helpers.pdf_text import pages_by_pdfium
from helpers.small_template import HEAD, SOURCE
from helpers.workflows import QUIET, TOKEN, Room

PAGE = f"page: {{count: non_blank, blank_lines: drop, file_heading: no, line_numbers: none, min_lines: 50, {SOURCE}}}"


def _template(*segments: str, more: str = "", redaction: str = "allowed: yes") -> str:
    rows = "".join(f"    - {{{each}}}\n" for each in segments)
    return f"""{HEAD}requirements:
  - {{id: begin, kind: text, level: optional, label: {{en: Begin}}, {SOURCE}}}
  - {{id: first, kind: multiline, level: optional, label: {{en: First}}, {SOURCE}}}
  - {{id: code, kind: source, level: required, label: {{en: Source}}, {SOURCE}}}
  - {{id: image, kind: firmware, level: optional, label: {{en: Image}}, {SOURCE}}}
  - {{id: manual, kind: document, level: optional, label: {{en: Manual}}, {SOURCE}}}
listing:
  mode: excerpt
  entry: first
  whole_note: {{en: All of it is here.}}
  segments:
{rows}  {PAGE}
  {SOURCE}
{more}redaction: {{{redaction}, {SOURCE}}}
approvals: {{count: 1, role: legal, {SOURCE}}}
archive: {{compression: stored, sources: no, {SOURCE}}}
"""


C_MODE = _template(
    "stream: object, from: start, pages: 25",
    "stream: object, from: end, pages: 25",
    "stream: source, from: any, pages: 10, at: begin, unredacted: yes",
    "stream: document, requirement: manual, from: start, pages: 2, min_lines: 30",
    "stream: document, requirement: manual, from: end, pages: 1",
)
B_MODE = _template(
    "stream: source, from: start, pages: 10, unredacted: yes", "stream: source, from: end, pages: 10, unredacted: yes"
)


def _source(room: Room, lines: int = 2000) -> None:
    code = b"".join(b"int a%05d = %d;\n" % (at, at) for at in range(lines))
    main = b"".join(b"long main_%04d(void) { return %d; }\n" % (at, at) for at in range(100))
    room.source({b"lib.c": code, b"main.c": main})
    room.scan()


def _plan(room: Room) -> PagePlan:
    return paging.plan(room.session, room.filing, **QUIET)


def _answer(room: Room, **answers: str) -> None:
    filings.set_fields(room.session, room.filing, answers)


def _row(room: Room) -> str:
    rows = filings.checklist(room.session, room.filing)
    return next(f"{row.state.value}: {row.why}" for row in rows if row.requirement == "listing_pages")


def _manual(path: Path) -> Path:
    canvas = Canvas(str(path))
    for number in range(1, 7):
        canvas.drawString(100, 700, f"Manual page {number}")
        canvas.showPage()
    canvas.save()
    return path


def test_object_code_ten_pages_of_source_and_a_cut_manual_leave_as_pages_only(tmp_path: Path) -> None:
    room = Room(tmp_path, template=C_MODE)
    _source(room)
    image = tmp_path / "fw.bin"
    image.write_bytes(bytes(at * 13 % 251 for at in range(100 * 800)))
    attachments.add_firmware(room.session, room.filing, image=image, disclose=Disclosure.PRINTED, slug="fw", **QUIET)
    room.scan()
    image_digest = hashlib.sha256(image.read_bytes()).hexdigest()
    attachments.add_document(
        room.session, room.filing, requirement="manual", path=_manual(tmp_path / "manual.pdf"), cancel=QUIET["cancel"]
    )
    attachments.accept_document(room.session, room.filing, "manual")
    assert "not been laid out since the last change" in _row(room)
    plan = _plan(room)
    assert [each.id for each in plan.faults] == ["fault.pages.stretch-not-placed"]
    assert [each.id for each in plan.warnings] == ["warn.pages.document-few-lines"]
    with pytest.raises(Problems, match="not as the template asks"):
        room.submit()
    _answer(room, begin="lib.c:1001", first="main.c")
    plan = _plan(room)
    assert plan.faults == ()
    assert [(each.stream, each.pages, each.printed) for each in plan.streams] == [
        ("object", 100, 50), ("source", 42, 10), ("document", 6, 3),
    ]  # fmt: skip
    (stretch,) = plan.streams[1].segments
    assert (stretch.first, stretch.number, stretch.begins) == (23, 51, "src/lib.c:1001")
    assert plan.streams[1].begins[0] == "src/main.c:1"
    assert _row(room).startswith("met")
    room.approve()
    room.session.measures.clear()  # as in another session
    assert _row(room).startswith("met")
    archive = room.build()
    held = members(archive)
    assert not any(name.startswith(("data/source", "data/firmware")) for name in held)
    listing = tmp_path / "listing.pdf"
    listing.write_bytes(held["data/listing/listing.pdf"])
    pages = pages_by_pdfium(listing)
    assert len(pages) == 60
    assert "int a01000 = 1000;" in pages[50]
    with pikepdf.open(tmp_path / "manual.pdf") as whole:
        assert len(whole.pages) == 6
    cut = tmp_path / "cut.pdf"
    cut.write_bytes(held["data/documents/manual/manual.pdf"])
    assert [page.strip() for page in pages_by_pdfium(cut)] == [f"Manual page {number}" for number in (1, 2, 6)]
    accounting = json.loads(held["papers/accounting.json"])
    (firmware,) = accounting["firmware"]
    assert not {"size", "sha256", "sm3"} & firmware.keys(), "a digest would confirm guesses at the pages left out"
    assert image_digest not in "".join(data.decode("latin-1") for data in held.values())
    assert [(each["stream"], each["pages"]) for each in accounting["printed"]] == [
        ("object", [[1, 25], [76, 100]]), ("source", [[23, 32]]), ("document", [[1, 2], [6, 6]]),
    ]  # fmt: skip
    assert accounting["firmware"][0]["disclosure"] == "printed"
    assert verify_package(archive, level="full", signers=(), digest="", lang="en", **QUIET).exit_code == 0


def test_ten_and_ten_pages_allow_no_mask_on_them_and_any_between(tmp_path: Path) -> None:
    room = Room(tmp_path, template=B_MODE)
    _source(room)
    room.hide(b"lib.c", 900, 910)
    assert _plan(room).faults == ()
    hidden = room.hide(b"lib.c", 20, 21)
    (fault,) = _plan(room).faults
    assert hidden in said(fault)
    assert "Printed page 1" in said(fault)
    last = paging.noted(room.session, room.filing)
    assert last is not None
    paging.keep_now(room.session, room.filing, last)
    room.session.measures.clear()
    assert _row(room).startswith("unmet")
    assert hidden in _row(room)
    with pytest.raises(Problems) as caught:
        room.submit()
    assert any(hidden in str(each) for each in caught.value.problems)


def test_an_image_that_holds_something_hidden_is_never_printed(tmp_path: Path) -> None:
    room = Room(tmp_path, template=C_MODE)
    room.source({b"a.c": b'const char *token = "' + TOKEN + b'";\n' + b"int x;\n" * 900})
    room.scan()
    image = tmp_path / "fw.bin"
    image.write_bytes(bytes(40_000) + TOKEN + bytes(40_000))
    attachments.add_firmware(room.session, room.filing, image=image, disclose=Disclosure.PRINTED, slug="fw", **QUIET)
    room.scan()
    room.redact()
    _answer(room, begin="2")
    with pytest.raises(CodebinderError, match="would show something hidden"):
        room.submit()
    attachments.remove(room.session, room.filing, "fw")
    with pytest.raises(CodebinderError, match="hidden"):
        attachments.add_firmware(room.session, room.filing, image=image, disclose=Disclosure.PRINTED, **QUIET)


def test_files_that_the_form_names_come_first_and_masks_keep_their_numbers(tmp_path: Path) -> None:
    room = Room(tmp_path, template=_template("stream: source, from: start, pages: 100"))
    _source(room)
    room.hide(b"lib.c", 3, 3)
    room.hide(b"main.c", 5, 5)
    _answer(room, first="main.c\nnothing-*.c")
    assert [each.id for each in _plan(room).faults] == ["fault.pages.entry-nothing"]
    _answer(room, first="src/main.c")
    assert _plan(room).streams[0].begins[0] == "src/main.c:1"
    room.approve()
    held = members(room.build())
    path = tmp_path / "listing.pdf"
    path.write_bytes(held["data/listing/listing.pdf"])
    pages = pages_by_pdfium(path)
    assert any("All of it is here." in each for each in json.loads(held["papers/form.json"])["statements"])
    assert "[REDACTED 000002" in pages[0]
    assert "[REDACTED 000001" in pages[2]
