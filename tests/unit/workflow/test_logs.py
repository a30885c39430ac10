"""The internal log holds every column of legal practice and stays in the house; the published one is the package's."""

from __future__ import annotations

import csv
import io
import json
import os
import zipfile
from dataclasses import fields
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from codebinder import templates
from codebinder.assets import resources
from codebinder.base import encoding as encodings
from codebinder.errors import Problems, UserError
from codebinder.model.ports import NeverCancel
from codebinder.model.redaction import LogColumn, RedactionKind
from codebinder.model.review import Verdict
from codebinder.model.source import ComponentKind
from codebinder.model.template import LogPolicy
from codebinder.workflow import attachments, filings, logcolumns, logs, making, redacting, reviewing
from codebinder.workflow.logrows import InternalRow
from devkit.places import ROOT
from helpers.effort import within
from helpers.pdf_text import pages_by_pdfium
from helpers.workflows import ENGINEER, LEGAL, TEMPLATE, Room

GOLDEN = Path(__file__).resolve().parents[2] / "golden" / "logs"
LISTED = TEMPLATE.replace(
    "listing: {mode: none}", "listing: {mode: whole, source: {text: A test, certainty: inferred}}"
)
CODE = b"// head\n" + b"".join(b"int f%02d(int a) { return a * %d; }\n" % (at, at * 7) for at in range(60))
MEMO = "备忘\n问律师的话\n答复\n完\n".encode("gb18030") * 3
KNOWING = ("logs_pdf", "logrows", "workflow.logs", "import logs")
FORMS = ("csv", "json", "pdf")


def fill(room: Room, *, submit: bool = True) -> None:
    """Hide a place, two ranges of one file, a short one, a place in GB18030 and a whole file."""
    room.source(
        {b"alg.c": CODE, "备忘.txt".encode(): MEMO, b"whole.bin": bytes(range(256)) * 4, b"plain.c": b"int x;\n"}
    )
    room.scan()
    room.hide(b"alg.c", 3, 9)
    room.hide(b"alg.c", 20, 20)
    room.hide("备忘.txt".encode(), 2, 3)
    redacting.redact_file(room.session, room.filing, path=b"whole.bin", reason="3P", key=ENGINEER)
    if submit:
        room.submit()


@pytest.fixture
def listed(tmp_path: Path) -> Room:
    room = Room(tmp_path, template=LISTED)
    fill(room)
    return room


def schema(name: str) -> Draft202012Validator:
    held = json.loads((resources() / "schemas" / f"{name}.schema.json").read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(held)
    return Draft202012Validator(held)


def written(room: Room, which: str, form: str, **more: object) -> Path:
    out = room.folder / f"{which}.{form}"
    logs.write(room.session, room.filing, which=which, form=form, out=out, **more)  # type: ignore[arg-type]
    return out


def test_every_column_of_legal_practice_is_there() -> None:
    columns = {each.name for each in fields(InternalRow)}
    missing = {(asked, name) for asked, names in logcolumns.PRACTICE.items() for name in names if name not in columns}
    assert missing == set()
    assert len(logcolumns.PRACTICE) >= 22


def test_a_row_says_where_how_much_why_and_by_whom(listed: Room) -> None:
    listed.decide(key=LEGAL)
    rows = logs.internal(listed.session, listed.filing)
    place = next(row for row in rows if row.redactions == ("R-1",))
    start = CODE.index(b"int f01")
    end = CODE.index(b"int f08") - 1
    assert (place.first_line, place.last_line, place.lines_hidden) == (3, 9, 7)
    assert (place.first_byte, place.end_byte) == (place.first_char, place.end_char) == (start, end)
    assert place.chars_hidden == end - start
    assert place.share_file.endswith(" %")
    assert place.pages
    assert place.share_page
    assert place.internal_reason == "TS"
    assert place.proposer == "Person lin"
    assert place.approver_1 == "Person chen"
    assert place.decision == "approve"
    assert place.template == "small 1.0"
    assert place.sha256_before != place.sha256_after


def test_characters_are_counted_in_the_files_own_encoding(listed: Room) -> None:
    memo = next(row for row in logs.internal(listed.session, listed.filing) if row.path.endswith(".txt"))
    assert memo.chars_hidden == len("问律师的话\n答复")
    assert (memo.end_byte or 0) - (memo.first_byte or 0) == len("问律师的话\n答复".encode("gb18030"))


def test_a_withheld_file_has_the_number_that_the_package_gives_it(listed: Room) -> None:
    listed.decide()
    listed.sign()
    with zipfile.ZipFile(listed.build()) as archive:
        name = next(each for each in archive.namelist() if each.endswith("papers/withheld.json"))
        (told,) = json.loads(archive.read(name))["files"]
    (row,) = [each for each in logs.internal(listed.session, listed.filing) if each.status == "withheld"]
    assert (row.number, row.commitment) == (told["ordinal"], told["commitment"])


def test_the_published_log_is_the_packages_to_the_byte(listed: Room) -> None:
    listed.decide()
    listed.sign()
    archive = listed.build()
    for form in ("csv", "json"):
        with zipfile.ZipFile(archive) as held:
            name = next(each for each in held.namelist() if each.endswith(f"papers/redaction-log.{form}"))
            assert written(listed, "published", form).read_bytes() == held.read(name)


def test_before_anything_is_submitted_no_commitment_is_told(tmp_path: Path) -> None:
    room = Room(tmp_path)
    fill(room, submit=False)
    assert {row.commitment for row in logs.published(room.session, room.filing)} == {""}
    assert {row.commitment for row in logs.internal(room.session, room.filing)} == {""}


def test_what_hides_nothing_now_is_listed_too(room: Room) -> None:
    fill(room)
    room.move({b"plain.c": b"int y;\n"}, delete=(b"alg.c",))
    rows = logs.internal(room.session, room.filing)
    ids = {name for row in rows for name in row.redactions}
    assert ids == {row.id for row in room.session.book.redactions.list(room.filing.slug)}


def test_internal_json_keeps_to_its_schema(listed: Room) -> None:
    value = json.loads(written(listed, "internal", "json").read_bytes())
    schema("internal-log-1").validate(value)
    assert value["columns"] == list(logs.COLUMNS)


def test_published_json_keeps_to_its_schema(listed: Room) -> None:
    schema("redaction-log-1").validate(json.loads(written(listed, "published", "json").read_bytes()))


def test_no_cell_of_a_csv_begins_a_formula(room: Room) -> None:
    wide = "＝cmd|calc!A1.c".encode()
    room.source({b"=cmd|calc!A1.c": CODE, b"@sum.c": CODE[:200], wide: CODE[:300]})
    room.scan()
    room.hide(b"=cmd|calc!A1.c", 3, 4)
    room.hide(b"@sum.c", 1, 1)
    room.hide(wide, 1, 1)
    data = written(room, "internal", "csv").read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    assert b"\n" not in data.replace(b"\r\n", b"")
    cells = [cell for row in csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")) for cell in row]
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r", "\n", "＝"))]
    assert "'=cmd|calc!A1.c" in cells


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_every_page_of_the_internal_log_says_that_it_stays_inside(listed: Room, lang: str) -> None:
    pages = pages_by_pdfium(written(listed, "internal", "pdf", languages=(lang,)))
    assert pages
    assert all("CONFIDENTIAL" in page and "内部文件" in page for page in pages)


@pytest.mark.parametrize("form", FORMS)
def test_an_internal_log_is_never_taken_into_a_package(room: Room, form: str) -> None:
    fill(room)
    log = written(room, "internal", form)
    with pytest.raises(Problems, match="hidden"):
        attachments.add_document(room.session, room.filing, requirement="manual", path=log, cancel=NeverCancel())
    assert not filings.components(room.session, room.filing, ComponentKind.DOCUMENT)


def test_nothing_that_makes_a_package_knows_the_internal_log() -> None:
    makers = [*(ROOT / "app/codebinder/bundle").glob("*.py")]
    makers += [ROOT / f"app/codebinder/workflow/{name}.py" for name in ("assembling", "building", "making", "output")]
    knowing = [
        each.name for each in makers
        if each.name != "logs_pdf.py"
        and any(word in each.read_text(encoding="utf-8") for word in KNOWING)
    ]  # fmt: skip
    assert knowing == []


def test_a_log_is_written_over_nothing(room: Room) -> None:
    fill(room)
    out = written(room, "internal", "csv")
    before = out.read_bytes()
    with pytest.raises(UserError, match="already"):
        written(room, "internal", "csv")
    assert out.read_bytes() == before


def test_taking_the_internal_log_out_is_written_into_the_chain(room: Room) -> None:
    fill(room)
    written(room, "internal", "json")
    row = room.session.book.audit.page(limit=10_000).items[-1]
    assert row.action == "log internal"
    assert json.loads(row.detail) == {"form": "json", "rows": 4}


def test_only_safe_columns_are_published_unless_a_template_asks() -> None:
    assert LogPolicy().columns == ()
    shipped = sorted((ROOT / "filing_templates").glob("*/template.yaml"))
    assert shipped
    for path in shipped:
        asked = templates.load_file(path).redaction.log.columns
        assert set(asked) <= {LogColumn.PAGES}, path.parent.name  # a printed page tells no length


def test_a_template_may_ask_for_more_columns(tmp_path: Path) -> None:
    columns = ", ".join(LogColumn)
    asking = f"allowed: yes, log: {{columns: [{columns}], source: {{text: Rule 7, certainty: inferred}}}},"
    room = Room(tmp_path, template=LISTED.replace("allowed: yes,", asking))
    fill(room)
    room.decide()
    room.sign()
    with zipfile.ZipFile(room.build()) as held:
        data = {each.split("/", 1)[1]: held.read(each) for each in held.namelist()}
    manifest = json.loads(data["manifest.json"])
    papers = json.loads(data["papers/redaction-log.json"])
    assert manifest["log"] == papers["rows"]
    schema("manifest-1").validate(manifest)
    rows = list(csv.DictReader(io.StringIO(data["papers/redaction-log.csv"].decode("utf-8-sig"), newline="")))
    for paper, row, inside in zip(papers["rows"], rows, logs.internal(room.session, room.filing), strict=False):
        assert paper["pages"] == list(inside.pages)
        assert paper["lines"] == [inside.first_line, inside.last_line]
        assert paper["bytes"] == [inside.first_byte, inside.end_byte]
        assert (paper["chars_hidden"], paper["lines_hidden"]) == (inside.chars_hidden, inside.lines_hidden)
        assert row["lines"] == f"{inside.first_line}-{inside.last_line}"
        assert row["pages"] == ", ".join(map(str, inside.pages))
    text = "".join(pages_by_pdfium(_saved(tmp_path / "manifest.pdf", data["manifest.pdf"])))
    assert "lines of the original" in text
    assert not [name for name, each in data.items() if _before(room) in each]


def _saved(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path


def _before(room: Room) -> bytes:
    return next(
        row.sha256_before for row in logs.internal(room.session, room.filing) if row.status == "redacted"
    ).encode()


@pytest.mark.parametrize("form", FORMS)
def test_the_internal_log_is_as_it_was(listed: Room, form: str) -> None:
    reviewing.decide(listed.session, listed.filing, ids=["R-1"], verdict=Verdict.REJECT, comment="=too much", key=LEGAL)
    out = written(listed, "internal", form)
    text = "\f".join(pages_by_pdfium(out)) if form == "pdf" else out.read_bytes().decode()
    drawn = [row.commitment for row in logs.internal(listed.session, listed.filing)]
    for each in (*drawn, listed.filing.uid):
        text = text.replace(each, "#")
    golden = GOLDEN / f"internal.{'txt' if form == 'pdf' else form}"
    if os.environ.get("CODEBINDER_WRITE_GOLDEN"):
        golden.parent.mkdir(parents=True, exist_ok=True)
        golden.write_bytes(text.encode())
    assert text.encode() == golden.read_bytes()


def test_thousands_of_redactions_take_seconds(tmp_path: Path) -> None:
    """No file is read once for each of its redactions, and nothing grows with the square of their number."""
    room = Room(tmp_path, template=LISTED)
    lines = 500
    files = {
        b"f%02d.c" % name: b"".join(
            b"int v%02d_%04d = weigh(%d);\n" % (name, at, at * 31 + name) for at in range(lines)
        )
        for name in range(20)
    }
    room.source(files)
    room.scan()
    (part,) = filings.components(room.session, room.filing, ComponentKind.SOURCE)
    who = room.session.member(ENGINEER).fingerprint
    made = [
        making.row(
            room.session, part.slug, path, (start, start + 8), data[start : start + 8], "utf-8", RedactionKind.PLACE,
            reason="TS", published="TS", note="", proposer=who,
        )
        for path, data in files.items()
        for start in encodings.line_starts(data, "utf-8")[::2]
    ]  # fmt: skip
    making.store(room.session, room.filing, made, who)
    assert len(within(1200, lambda: logs.internal(room.session, room.filing), tries=1)) == 5000
