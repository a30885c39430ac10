"""Observations in the workbook: kept sealed, listed, proposed for tables, set beside what is stated."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from codebinder.detect.facts import Gathering
from codebinder.errors import UserError
from codebinder.model.checklist import RequirementState
from codebinder.model.observations import ObservationKind
from codebinder.workflow import attachments, codefacts, filings, scanning, vendors
from helpers.small_template import SOURCE
from helpers.workflows import QUIET, TEMPLATE, Room

TABLES = TEMPLATE.replace(
    "listing:",
    f"""\
  - {{id: ports, kind: table, level: optional, label: {{en: Ports}}, {SOURCE}, prefill: [ports, interfaces], columns: [
      {{id: port, label: {{en: Port}}, fill: name}}, {{id: protocol, label: {{en: P}}, fill: service}},
      {{id: purpose, label: {{en: Purpose}}}}]}}
  - {{id: crypto, kind: table, level: optional, label: {{en: Crypto}}, {SOURCE}, prefill: [encryption], columns: [
      {{id: name, label: {{en: Name}}, fill: name}}, {{id: bits, label: {{en: Bits}}, fill: detail}},
      {{id: where, label: {{en: Where}}, fill: places, required: no}}]}}
listing:""",
)
FILES = {
    b"src/srv.c": b"int main(void)\n{\n  listen(fd, 5);\n}\n",
    b"src/c.c": b"x = EVP_aes_256_gcm();\n",
    b"Dockerfile": b"EXPOSE 8080 9000\n",
    b"board.dts": b'bootargs = "console=ttyS0,115200";\n',
    b"README.md": b"AES-128 on port 7070\n",
}


@pytest.fixture
def tables(tmp_path: Path) -> Iterator[Room]:
    room = Room(tmp_path, template=TABLES)
    room.source(FILES)
    yield room
    room.session.close()


def look(room: Room, slug: str = "src", files: dict[bytes, bytes] = FILES) -> Gathering:
    gathering = Gathering()
    for path, data in files.items():
        gathering.add(codefacts.file_view(path, data))
    with room.session.book.transaction("test"):
        codefacts.keep(room.session, room.filing, slug, gathering)
    return gathering


def test_what_is_kept_is_listed_by_component_and_kind(tables: Room) -> None:
    gathering = look(tables)
    rows = codefacts.facts(tables.session, tables.filing)
    assert {row.component for row in rows} == {"src"}
    assert tuple(row.observation for row in rows) == gathering.observations()
    only = codefacts.facts(tables.session, tables.filing, (ObservationKind.PORT,))
    assert [row.observation.subject for row in only] == ["8080", "9000"]
    again = codefacts.kept(tables.session, tables.filing, "src")
    assert again is not None
    assert again.observations() == gathering.observations()


def test_nothing_of_it_stands_in_clear_in_the_file(tables: Room) -> None:
    look(tables, files={b"src/x.c": b'post("https://telemetry.inner-host.cn/a");\n'})
    assert b"inner-host" not in tables.session.path.read_bytes()


def test_tables_are_filled_and_what_is_missing_is_told(tables: Room) -> None:
    look(tables)
    made = {table.requirement: table for table in codefacts.prefill(tables.session, tables.filing)}
    assert (made["ports"].added, made["crypto"].added) == (3, 1)
    answers = filings.answers(tables.session, tables.filing)
    assert [row["port"] for row in json.loads(answers["ports"])] == ["port 8080", "port 9000", "UART console"]
    assert {"name": "AES", "bits": "cipher, 256 bits, GCM", "where": "src/c.c:1"} in json.loads(answers["crypto"])
    row = next(each for each in filings.checklist(tables.session, tables.filing) if each.requirement == "ports")
    assert row.state is RequirementState.UNMET
    assert "purpose" in row.why
    assert all(table.added == 0 for table in codefacts.prefill(tables.session, tables.filing))


def test_what_a_person_wrote_is_never_changed(tables: Room) -> None:
    look(tables)
    mine = [{"port": "TCP 8080", "protocol": "HTTP", "purpose": "the console"}]
    filings.set_fields(tables.session, tables.filing, {"ports": json.dumps(mine)})
    table = next(each for each in codefacts.prefill(tables.session, tables.filing) if each.requirement == "ports")
    assert (table.kept, table.added) == (1, 2)
    rows = json.loads(filings.answers(tables.session, tables.filing)["ports"])
    assert rows[0] == mine[0]
    assert [row["port"] for row in rows[1:]] == ["port 9000", "UART console"]


def test_before_a_scan_there_is_nothing_to_fill_from(tables: Room) -> None:
    with pytest.raises(UserError, match="Nothing is known"):
        codefacts.prefill(tables.session, tables.filing)
    assert codefacts.observed(tables.session, tables.filing) == ()


def test_a_contradiction_is_unmet_until_it_is_decided(tables: Room) -> None:
    look(tables)
    vendors.set_product(tables.session, "gw", {"uses_crypto": "no"})
    name = "contradicted_uses_crypto"

    def state() -> RequirementState | None:
        rows = filings.checklist(tables.session, tables.filing)
        return next((row.state for row in rows if row.requirement == name), None)

    assert state() is RequirementState.UNMET
    filings.set_fields(tables.session, tables.filing, {}, rulings={name: "only in the test bench"})
    assert state() is RequirementState.DECIDED
    with pytest.raises(UserError):
        filings.set_fields(tables.session, tables.filing, {}, rulings={"contradicted_moon": "x"})
    vendors.set_product(tables.session, "gw", {"uses_crypto": "yes"})
    assert state() is None


def test_the_strings_of_an_image_are_read(tables: Room) -> None:
    image = tables.folder / "fw.bin"
    image.write_bytes(
        bytes(range(256)) * 40 + b"\0/usr/sbin/telnetd\0\1\2AES-256-CBC\0\0" + "/usr/sbin/sshd -D".encode("utf-16-le")
    )
    attachments.add_firmware(tables.session, tables.filing, image=image, slug="fw", **QUIET)
    assert scanning.scan(tables.session, tables.filing, **QUIET).images_read == 1
    rows = [row for row in codefacts.facts(tables.session, tables.filing) if row.component == "fw"]
    assert {"Telnet server", "AES", "SSH server"} <= {row.observation.subject for row in rows}
    assert scanning.scan(tables.session, tables.filing, **QUIET).images_read == 0


def test_components_are_added_up_for_the_checklist(tables: Room) -> None:
    look(tables)
    tables.source({b"b.c": b"y = EVP_aes_256_gcm();\n"}, slug="two")
    look(tables, "two", {b"b.c": b"y = EVP_aes_256_gcm();\n"})
    (row,) = [each for each in codefacts.observed(tables.session, tables.filing) if each.subject == "AES"]
    assert row.count == 2
    assert [place.path for place in row.places] == [b"src/c.c", b"b.c"]


def test_a_second_scan_tells_what_changed_and_what_went(tables: Room) -> None:
    def ports() -> list[str]:
        tables.scan()
        rows = codefacts.facts(tables.session, tables.filing, (ObservationKind.PORT,))
        return [row.observation.subject for row in rows]

    assert ports() == ["8080", "9000"]
    tables.move({b"other/Dockerfile": b"EXPOSE 7547\n"})
    assert sorted(ports()) == ["7547", "8080", "9000"]
    tables.move({b"other/Dockerfile": b"EXPOSE 7000\n"}, delete=(b"Dockerfile",))
    assert ports() == ["7000"]
