"""Lines left out of the listing by choice, and a listing in plain text, from the form to the verified package."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest

from codebinder.base.messages import said
from codebinder.errors import Problems
from codebinder.model.stripping import Stripped
from codebinder.model.template_pages import Strip
from codebinder.verify.package import verify_package
from codebinder.workflow import filings, laying, measuring, stripping, strippreview
from codebinder.workflow.pipeline import Pipeline
from helpers.pdf_text import text_by_pdfium
from helpers.small_template import HEAD, SOURCE
from helpers.workflows import QUIET, Room

CODE = b'/* header */\n\nint a; // beside\n  // alone\nchar *s = "// text";\n'
SQL = b"-- kept\n\nselect 1;\n"

_TAIL = f"""\
redaction: {{allowed: yes, {SOURCE}}}
approvals: {{count: 1, role: legal, {SOURCE}}}
archive: {{compression: stored, sources: ARCHIVED, names: {{ascii: yes, longest: 40, endings: [txt]}}, {SOURCE}}}
"""
_REQUIREMENTS = f"""\
requirements:
  - {{id: code, kind: source, level: required, label: {{en: Source}}, {SOURCE}}}
"""
STRIPPED = f"""{HEAD}{_REQUIREMENTS}\
  - id: leave_out
    kind: enum
    level: optional
    label: {{en: Lines left out}}
    choices:
      - {{value: none, label: {{en: None}}}}
      - {{value: blank, label: {{en: Blank}}}}
      - {{value: comments, label: {{en: Comments}}}}
      - {{value: both, label: {{en: Both}}}}
    {SOURCE}
listing: {{mode: whole, strip: leave_out, page: {{lines_per_page: 50}}, {SOURCE}}}
{_TAIL.replace("ARCHIVED", "yes").replace(", endings: [txt]", "")}"""
APPENDIX = f"""{HEAD}{_REQUIREMENTS}\
  - {{id: made_on, kind: date, level: required, label: {{en: Created}}, {SOURCE}}}
listing:
  mode: whole
  form: text
  line_ends: crlf
  created: made_on
  limits: {{file_bytes: 200, ascii: yes}}
  {SOURCE}
{_TAIL.replace("ARCHIVED", "no")}"""


@pytest.fixture
def room(tmp_path: Path) -> Room:
    room = Room(tmp_path, template=STRIPPED)
    room.source({b"src/a.c": CODE, b"src/q.sql": SQL})
    room.scan()
    return room


def answer(room: Room, **answers: str) -> None:
    filings.set_fields(room.session, room.filing, answers)


def members(archive: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(archive) as package:
        return {name.partition("/")[2]: package.read(name) for name in package.namelist()}


def test_the_effect_is_shown_before_anybody_chooses(room: Room) -> None:
    seen = strippreview.preview(room.session, room.filing, Strip.BOTH, **QUIET)
    assert seen.chosen is Strip.NONE
    assert [(each.path, each.blank, each.comments, each.unread) for each in seen.files] == [
        ("src/src/a.c", 1, 2, False),
        ("src/src/q.sql", 1, 0, True),
    ]
    assert seen.files[0].samples == ((1, "/* header */"), (4, "  // alone"))
    assert (seen.total.blank, seen.total.comments, seen.total.unread) == (2, 2, 1)
    assert (seen.pages_before, seen.pages_after, seen.printed_before, seen.printed_after) == (1, 1, 1, 1)
    words = " ".join(said(each, lang) for each in strippreview.told(seen, "leave_out") for lang in ("en", "zh"))
    assert 'With "both": 2 blank lines and 2 comment lines' in words
    assert "leave_out" in words


def test_the_listing_leaves_them_out_and_says_so_and_the_files_keep_them(room: Room) -> None:
    answer(room, leave_out="both")
    room.approve()
    archive = room.build()
    assert verify_package(archive, level="full", **QUIET).exit_code == 0
    package = members(archive)
    (room.folder / "listing.pdf").write_bytes(package["data/listing/listing.pdf"])
    text = " ".join(text_by_pdfium(room.folder / "listing.pdf").split())
    assert "beside" in text
    assert "-- kept" in text
    assert "header" not in text
    assert "alone" not in text
    assert "2 blank lines and 2 lines that hold comments only" in text
    assert package["data/source/src/src/a.c"] == CODE
    (left, _) = json.loads(package["papers/form.json"])["statements"][:2]
    assert "2 blank lines and 2 lines that hold comments only" in left
    assert "仅含注释" in " ".join(stripping.statements(Stripped(blank=2, comments=2), ("zh", "en")))


def test_measures_and_plans_see_the_same_lines(room: Room) -> None:
    before = measuring.measured(room.session, room.filing, **QUIET).pages
    answer(room, leave_out="both")
    after = measuring.measured(room.session, room.filing, **QUIET).pages
    assert sum(page.lines for page in before) - sum(page.lines for page in after) == 4


def test_nothing_is_left_out_unless_somebody_says_so(room: Room) -> None:
    writer = laying.laid_out(room.session, room.filing, Pipeline(room.session, room.filing), **QUIET)
    assert (writer.stripped.blank, writer.stripped.comments) == (0, 0)


def test_a_text_appendix_is_built_verified_and_listed(tmp_path: Path) -> None:
    room = Room(tmp_path, template=APPENDIX)
    room.source({b"src/main.c": b"int a;\nint b;\r\n", "src/主.c".encode(): b"x\n"})
    room.scan()
    answer(room, made_on="2026-11-20")
    room.approve()
    archive = room.build()
    assert verify_package(archive, level="full", **QUIET).exit_code == 0
    package = members(archive)
    assert {name: data for name, data in package.items() if name.startswith("data/")} == {
        "data/listing/src-main.c.txt": b"int a;\r\nint b;\r\n",
        "data/listing/src-_.c.txt": b"x\r\n",
    }
    listed = package["papers/listing-files.txt"].decode("ascii")
    assert "src-main.c.txt  2026-11-20  16\r\n" in listed
    rows = json.loads(package["manifest.json"])["listing_files"]
    assert rows == json.loads(package["papers/accounting.json"])["listing_files"]
    assert bytes.fromhex(rows[0]["original_hex"]).decode() == "src/主.c"


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ("// 注\n".encode(), "src/a.c:1: 注 (U+6CE8)"),
        (b"x" * 200, None),
        (b"x" * 201, "201 bytes, and 200 is the limit"),
    ],
    ids=["not ascii", "just so many bytes", "too many bytes"],
)
def test_a_text_appendix_beyond_its_limits_is_refused_at_submission(
    tmp_path: Path, data: bytes, words: str | None
) -> None:
    room = Room(tmp_path, template=APPENDIX)
    room.source({b"a.c": data})
    room.scan()
    answer(room, made_on="2026-11-20")
    if words is None:
        assert room.submit().number == 1
        return
    with pytest.raises(Problems) as refused:
        room.submit()
    assert any(words in str(each) for each in refused.value.problems)


def test_what_is_hidden_is_hidden_in_the_text_too(tmp_path: Path) -> None:
    room = Room(tmp_path, template=APPENDIX)
    room.source({b"a.c": b"int a;\nint secret_of_ours_number_one;\n"})
    room.scan()
    answer(room, made_on="2026-11-20")
    room.hide(b"a.c", 2, 2)
    room.approve()
    archive = room.build()
    assert verify_package(archive, level="full", **QUIET).exit_code == 0
    assert b"secret_of_ours" not in b"".join(members(archive).values())
    assert members(archive)["data/listing/a.c.txt"].startswith(b"int a;\r\n[REDACTED 000001 TS")
