"""Where nothing but printed pages leaves of the sources, a package tells of nothing else (proof.md §1)."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from codebinder.verify.package import verify_package
from codebinder.workflow import filings, logs, packetread, packets, redacting
from codebinder.workflow.sealedmap import SealedMap
from helpers.desk import members
from helpers.pdf_text import text_by_pdfium
from helpers.small_template import HEAD, SOURCE
from helpers.workflows import ENGINEER, LEGAL, QUIET, Room

PAGE = f"page: {{lines_per_page: 20, {SOURCE}}}"
ENDS = [f"{{stream: source, from: {end}, pages: 1}}" for end in ("start", "end")]
LISTINGS = {
    "selection": f"{{mode: selection, selection: wanted, {PAGE}, {SOURCE}}}",
    "excerpt": f"{{mode: excerpt, segments: [{ENDS[0]}, {ENDS[1]}], {PAGE}, {SOURCE}}}",
    "none": "{mode: none}",
}
COLUMNS = "columns: [" + ", ".join(f"{{id: {each}, label: {{en: {each}}}}}" for each in ("path", "first", "last")) + "]"
FILES = {
    b"aa/first.c": b"int first_line;\nint hidden_a = 1;\n" + b"".join(b"int a%d;\n" % at for at in range(30)),
    b"mm/middle_path.c": b"".join(b"int middle_%d;\n" % at for at in range(40)),
    b"nn/other_path.c": b"".join(b"int other_%d;\n" % at for at in range(40)),
    b"ss/secret_path.c": b"int whole_secret;\n",
    b"zz/last.c": b"".join(b"int z%d;\n" % at for at in range(15)) + b"int hidden_z = 9;\nint last_line;\n",
}
WANTED = json.dumps(
    [{"path": "aa/first.c", "first": "1", "last": "9"}, {"path": "zz/last.c", "first": "10", "last": "17"}]
)
UNTOLD = ("middle_path", "other_path", "secret_path", "linked_path", "left_out")


def _room(folder: Path, listing: str) -> Room:
    room = Room(
        folder,
        template=f"""{HEAD}requirements:
  - {{id: wanted, kind: table, level: optional, label: {{en: Wanted}}, {COLUMNS}, {SOURCE}}}
  - {{id: code, kind: source, level: required, label: {{en: Source}}, {SOURCE}}}
listing: {LISTINGS[listing]}
redaction: {{allowed: yes, mask: label, withheld_names: shown, {SOURCE}}}
approvals: {{count: 1, role: legal, {SOURCE}}}
archive: {{compression: stored, sources: no, {SOURCE}}}
""",
    )
    room.source({**FILES, b"left_out.c": b"int out;\n"}, exclude=("left_out*",))
    room.scan()
    filings.set_fields(room.session, room.filing, {"wanted": WANTED})
    room.hide(b"aa/first.c", 2, 2)
    room.hide(b"mm/middle_path.c", 3, 4)
    room.hide(b"nn/other_path.c", 20, 20)
    room.hide(b"zz/last.c", 16, 16)
    redacting.redact_file(room.session, room.filing, path=b"ss/secret_path.c", reason="3P", key=ENGINEER)
    return room


def _texts(held: dict[str, bytes], folder: Path) -> str:
    told: list[str] = [*held]
    for name, data in held.items():
        if name.endswith(".pdf"):
            (folder / "look.pdf").write_bytes(data)
            told.append("".join(text_by_pdfium(folder / "look.pdf").split()))
        told.append(data.decode("latin-1"))
    return "\n".join(told)


def _reviewer_sees_all_the_same(room: Room) -> None:
    out = room.folder / "one.packet"
    packets.export(room.session, room.filing, out=out, to=[LEGAL], key=ENGINEER, **QUIET)
    with packetread.open_packet(room.environment, out, key=LEGAL, **QUIET) as reader:
        assert len(reader.rows) == 5
        assert reader.check(**QUIET).faults == ()


@pytest.mark.parametrize(("listing", "masks"), [("selection", 2), ("excerpt", 2), ("none", 0)])
def test_what_is_not_printed_is_neither_named_nor_counted(tmp_path: Path, listing: str, masks: int) -> None:
    room = _room(tmp_path, listing)
    row = room.submit()
    if listing == "selection":
        _reviewer_sees_all_the_same(room)
    room.decide()
    room.sign()
    held_back = SealedMap(room.session, room.filing, row.number).entries
    assert [each.ordinal for each in held_back if each.what in {"range", "file"}] == list(range(1, masks + 1))
    archive = room.build()
    held = members(archive)
    log = json.loads(held["papers/redaction-log.json"])["rows"]
    assert [row["ordinal"] for row in log] == list(range(1, masks + 1))
    assert held["proof/commitments.txt"].count(b"\n") == masks
    assert json.loads(held["papers/withheld.json"])["files"] == []
    (source,) = json.loads(held["papers/accounting.json"])["sources"]
    counts = source["accounting"]
    assert (counts["total"], counts["redacted"]) == (masks, masks)
    assert sum(counts[each] for each in ("withheld", "excluded", "outside_excerpt", "links")) == 0
    assert counts["excluded_by"] == []
    assert [word for word in UNTOLD if word in _texts(held, tmp_path)] == []
    assert verify_package(archive).verdict.startswith("INTACT")
    if masks:
        (tmp_path / "listing.pdf").write_bytes(held["data/listing/listing.pdf"])
        assert re.findall(r"REDACTED (\d+)", text_by_pdfium(tmp_path / "listing.pdf")) == ["000001", "000002"]
    rows = logs.internal(room.session, room.filing, **QUIET)
    assert sorted(row.number or 0 for row in rows) == sorted([*range(1, masks + 1), *[0] * (5 - masks)])
    assert [row.ordinal for row in logs.published(room.session, room.filing, **QUIET)] == list(range(1, masks + 1))
