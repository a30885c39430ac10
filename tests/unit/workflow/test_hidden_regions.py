"""Stretches of a firmware image are hidden with every number over them, committed to, checked and opened."""

from __future__ import annotations

import io
import json
import re
import subprocess
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from codebinder import redact
from codebinder.review import packetparts as parts
from codebinder.verify.package import verify_package
from codebinder.workflow import logs, openings, packetread, packets
from helpers import oracle
from helpers.boot_images import noise
from helpers.hidden_images import END, FILES, LOADER, START, add, digests, flash, hide, table
from helpers.outside_tools import made, needs
from helpers.packets import Apart
from helpers.pdf_text import pages_by_pdfium
from helpers.workflows import ENGINEER, LEGAL, QUIET, Room

HEADER, DATA_SUM = (LOADER + 4, LOADER + 8), (LOADER + 24, LOADER + 28)
PAYLOAD = "data/firmware/flash/flash.bin"


def built(room: Room, data: bytes) -> Path:
    room.source(FILES)
    add(room, data)
    hide(room)
    room.scan()
    room.approve()
    return room.build()


def read(archive: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(archive) as held:
        return {name.partition("/")[2]: held.read(name) for name in held.namelist()}


def test_a_hidden_stretch_takes_the_sums_over_it_along(room: Room) -> None:
    data = flash(table())
    members = read(built(room, data))
    filed = members[PAYLOAD]
    wanted = bytearray(data)
    for start, end in (HEADER, DATA_SUM, (START, END)):
        wanted[start:end] = redact.filling(end - start)
    assert filed == wanted
    rows = json.loads(members["papers/redaction-log.json"])["rows"]
    assert [(row["ordinal"], row["payload_path"], row["size"]) for row in rows] == [
        (1, PAYLOAD, 4), (2, PAYLOAD, 4), (3, PAYLOAD, 3000)
    ]  # fmt: skip
    assert {row["reason"] for row in rows} == {"TS"}
    (part,) = json.loads(members["papers/accounting.json"])["firmware"]
    assert dict(digests(bytes(wanted)))["sha256"].hex() == part["sha256"]
    assert (part["disclosure"], part["size"]) == ("redacted", len(data))


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Room, Path]]:
    """One package for the tests that only look at it."""
    room = Room(tmp_path_factory.mktemp("regions"))
    yield room, built(room, flash(table()))
    room.session.close()


def test_the_package_is_intact_and_says_what_is_hidden(whole: tuple[Room, Path]) -> None:
    report = verify_package(whole[1], level="full", **QUIET)
    assert (report.exit_code, report.faults) == (0, ())
    assert "3 hidden ranges" in next(line.text for line in report.lines if line.name == "HIDDEN")


def test_no_number_over_what_encloses_the_hidden_bytes_is_in_package_or_workbook(whole: tuple[Room, Path]) -> None:
    room, archive = whole
    data = flash(table())
    kernel = data[LOADER : LOADER + 64 + 2048 + 3000 + 4096]
    header = kernel[:4] + bytes(4) + kernel[8:64]
    enclosing = {"image": data, "part": kernel, "payload": kernel[64:], "range": table(), "line": table()[:43],
                 "header": header, "head as it is": kernel[:64], "before the end": data[:END], "from it": data[START:],
                 "not erased": data[: len(data.rstrip(b"\xff"))]}  # fmt: skip
    guesses = {f"{name} of {what}": value for what, each in enclosing.items() for name, value in digests(each)}
    made = oracle.Made(None, archive, guesses, ())  # type: ignore[arg-type]
    members = read(archive)
    assert (
        oracle.complaints(((name, each) for name, data in members.items() for each in oracle.inside(name, data)), made)
        == []
    )
    assert oracle.complaints(oracle.rows(room.session.path), made) == []
    sums = {what: value for what, value in guesses.items() if "crc32" in what or "adler" in what}
    assert [what for what, value in sums.items() if value in members[PAYLOAD]] == []
    assert b"calibration table" not in b"".join(members.values())


def test_an_opening_of_a_region_gives_its_bytes_and_the_image_back(whole: tuple[Room, Path], tmp_path: Path) -> None:
    needs("openssl")
    room, archive = whole
    report = openings.make(
        room.session, room.filing, everything=True, to=LEGAL, out=tmp_path / "all.opening", key=LEGAL, **QUIET
    )
    verdict = openings.check(
        room.environment, archive, [Path(report.path)], rebuild=tmp_path / "re", extract=tmp_path / "ex", **QUIET
    )
    assert verdict.exit_code == 0, verdict.lines
    assert [each.data for each in verdict.opened if each.component == "flash"][2] == table()
    (image,) = (path for path in (tmp_path / "re").rglob("flash.bin"))
    assert image.read_bytes() == flash(table())
    with zipfile.ZipFile(io.BytesIO(room.vault.decrypt(LEGAL, Path(report.path).read_bytes()))) as held:
        salt = held.read("ranges/000003.salt").decode().strip()
        message = Path(held.extract("ranges/000003.message", tmp_path))
    command = ["openssl", "dgst", "-sha256", "-mac", "HMAC", "-macopt", f"hexkey:{salt}", message]
    told = subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()[-1]
    assert f"000003  {told}  place  {PAYLOAD}  {START}\n".encode() in read(archive)["proof/commitments.txt"]


def test_a_changed_filling_or_length_is_told(whole: tuple[Room, Path], tmp_path: Path) -> None:
    with zipfile.ZipFile(whole[1]) as held:
        held.extractall(tmp_path)
    (folder,) = tmp_path.iterdir()
    image = folder / PAYLOAD
    data = bytearray(image.read_bytes())
    data[START + 17] ^= 1
    image.write_bytes(data)
    assert any(
        "no filling stands at byte" in each.text for each in verify_package(folder, level="full", **QUIET).faults
    )


def test_the_logs_tell_of_regions(whole: tuple[Room, Path]) -> None:
    room, _ = whole
    rows = logs.internal(room.session, room.filing)
    assert [(row.number, row.component, row.first_byte, row.end_byte, row.status) for row in rows] == [
        (1, "flash", *HEADER, "redacted"), (2, "flash", *DATA_SUM, "redacted"), (3, "flash", START, END, "redacted")
    ]  # fmt: skip
    assert all(row.commitment and row.redactions == ("R-1",) for row in rows)
    assert [row.size for row in logs.published(room.session, room.filing)] == [4, 4, 3000]


@pytest.mark.parametrize("content", ["whole", "ranges"])
def test_a_packet_shows_a_reviewer_what_is_hidden_and_checks_it(room: Room, content: str) -> None:
    room.source(FILES)
    add(room, flash(table()))
    hide(room)
    room.scan()
    room.submit()
    out = room.folder / "a.packet"
    packets.export(room.session, room.filing, out=out, to=[LEGAL], key=ENGINEER, content=content, **QUIET)
    with packetread.open_packet(room.environment, out, key=LEGAL, **QUIET) as reader:
        checked = reader.check(**QUIET)
        assert checked.faults == ()
        assert checked.commitments == 4  # with that of the commit
        told = {each.id: each.params for each in checked.not_checked_messages}
        assert told["packet.image-parts"] == {"count": 1}
        assert told["packet.image-numbers"] == {"count": 2, "size": 8}
        (row,) = (each for each in reader.sources if each.image)
        shown = reader.file("flash", b"flash.bin")
        assert table() in shown.original
        assert table() not in shown.filed
        assert (shown.whole, row.parts[-1][0]) == (False, START - 64)


def test_two_images_that_differ_in_hidden_bytes_alone_leave_as_the_same(tmp_path: Path) -> None:
    packages: list[dict[str, bytes]] = []
    for number in range(2):
        (tmp_path / str(number)).mkdir()
        room = Room(tmp_path / str(number))
        packages.append(read(built(room, flash(table(number * 5000)))))
        room.session.close()
    one, other = packages
    assert one.keys() == other.keys()
    assert one[PAYLOAD] == other[PAYLOAD]
    drawn = {name for name in one if name.endswith(".sig") or name.startswith("proof/roster/")}
    for name in one.keys() - drawn:
        assert told(tmp_path, one, name) == told(tmp_path, other, name), name


def told(folder: Path, members: dict[str, bytes], name: str) -> object:
    """What a member says, but for digests and signatures."""
    if not name.endswith(".pdf"):
        return re.sub(rb"[0-9a-f]{64}", b"", members[name])
    (folder / "x.pdf").write_bytes(members[name])
    return [re.sub(r"[0-9a-f \n-]{10,}", "", page) for page in pages_by_pdfium(folder / "x.pdf")]


def test_the_same_filing_gives_the_same_image_again(whole: tuple[Room, Path], tmp_path: Path) -> None:
    assert read(whole[0].build(tmp_path)) == read(whole[1])


FIT = """/dts-v1/;
/ { description = "f"; #address-cells = <1>;
  images {
    kernel { description = "k"; data = /incbin/("k"); type = "kernel"; arch = "arm"; os = "linux";
             compression = "none"; load = <0>; entry = <0>;
             hash-1 { algo = "sha256"; }; hash-2 { algo = "crc32"; }; hash-3 { algo = "md5"; }; };
    other { description = "o"; data = /incbin/("o"); type = "firmware"; arch = "arm"; compression = "none";
            hash-1 { algo = "sha256"; }; }; };
  configurations { default = "c"; c { kernel = "kernel"; }; }; };
"""


def test_the_hashes_of_a_fit_are_hidden_with_its_kernel_and_no_others(room: Room) -> None:
    kernel, other = noise(900, 21) + table() + noise(900, 22), noise(1200, 23)
    for name, data in (("k", kernel), ("o", other), ("f.its", FIT.encode())):
        (room.folder / name).write_bytes(data)
    made("mkimage", "-f", room.folder / "f.its", room.folder / "fit")
    data = noise(256, 24) + (room.folder / "fit").read_bytes()
    room.source(FILES)
    add(room, data)
    at = data.find(table())
    hide(room, at, at + len(table()))
    room.scan()
    room.approve()
    filed = read(room.build())[PAYLOAD]
    assert len(filed) == len(data)
    gone = dict(digests(kernel))
    for name in ("sha256", "crc32", "md5"):
        assert gone[name] in data
        assert gone[name] not in filed
    assert dict(digests(other))["sha256"] in filed
    assert sum(one != two for one, two in zip(filed, data, strict=True)) <= len(table()) + 32 + 4 + 16


@pytest.fixture(scope="module")
def packet(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Room, Path]]:
    room = Room(tmp_path_factory.mktemp("forged"))
    room.source(FILES)
    add(room, flash(table()))
    hide(room)
    room.scan()
    room.submit()
    out = room.folder / "a.packet"
    packets.export(room.session, room.filing, out=out, to=[LEGAL], key=ENGINEER, **QUIET)
    yield room, out
    room.session.close()


def faults(room: Room, forged: Apart) -> set[str]:
    with packetread.open_packet(room.environment, forged.again(LEGAL), key=LEGAL, **QUIET) as reader:
        return {each.id.removeprefix("packet.") for each in reader.check(**QUIET).fault_messages}


def test_a_sender_who_shows_other_bytes_than_leave_is_caught(packet: tuple[Room, Path]) -> None:
    room, path = packet
    forged = Apart(room, path)
    (name,) = (each for each in forged.members if each.startswith("text/"))
    data = bytearray(forged.members[name])
    data[5] ^= 1  # around what is hidden, in what is shown as filed
    forged.members[name] = bytes(data)
    assert "other-file" in faults(room, forged)


def test_a_sender_who_shows_another_original_is_caught(packet: tuple[Room, Path]) -> None:
    room, path = packet
    forged = Apart(room, path)
    (name,) = (each for each in forged.members if each.startswith("original/"))
    data = forged.members[name]
    forged.members[name] = data.replace(b"calibration", b"CALIBRATION")
    assert {"wrong-commitment", "place-other"} <= faults(room, forged)


def test_a_sender_who_leaves_the_image_out_is_caught(packet: tuple[Room, Path]) -> None:
    room, path = packet
    forged = Apart(room, path)
    forged.change(parts.FILES, parts.FileRow, lambda row: None if row["component"] == "flash" else row)
    assert "range-of-nothing" in faults(room, forged)


def test_a_sender_whose_filling_is_of_another_length_is_caught(packet: tuple[Room, Path]) -> None:
    room, path = packet
    forged = Apart(room, path)

    def shorter(row: dict[str, Any]) -> object:
        row["length"] -= row["length"] > 100
        return row

    forged.change(parts.RANGES, parts.RangeRow, shorter)
    assert "wrong-mask" in faults(room, forged)
