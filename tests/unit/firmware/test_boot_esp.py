"""Images and flashes of Espressif's chips, made by their public description, since no tool of Debian makes them."""

from __future__ import annotations

import hashlib
import zlib
from functools import reduce
from operator import xor

import pytest

from codebinder.firmware import Memory, read_image
from codebinder.model.firmware import RegionKind, stretches
from codebinder.model.ports import NeverCancel, NoProgress
from helpers.boot_builders import esp_description, esp_image, esp_table
from helpers.boot_images import contents, faults, find, members, noise, sure

_SIGNED = ["xor8", "sha256", "sha256", "signature", "crc32"]
_SEGMENTS = [(0x3F400020, 5000), (0x40080000, 700), (0x3FFB0000, 33)]


def _app(**options: object) -> tuple[bytes, list[tuple[int, bytes]]]:
    bodies = [(load, noise(size, size)) for load, size in _SEGMENTS]
    bodies[0] = (bodies[0][0], esp_description() + bodies[0][1])
    return esp_image(bodies, **options), bodies  # type: ignore[arg-type]


def test_an_application_says_what_it_is_and_gives_its_segments() -> None:
    image, bodies = _app()
    found = sure("ESP image", b"abcd" + image + b"rest", 4)
    said = dict(found.facts)
    assert (found.end, found.faults, found.label) == (4 + len(image), (), "a-project")
    assert (said["chip"], said["type"], said["version"]) == ("ESP32-C3", "application", "1.2.3")
    assert (said["IDF version"], said["made"], said["ELF sha256"]) == ("v5.1.2", "Jan  2 2024 12:00:01", "11" * 32)
    inside = contents(b"abcd" + image, found)
    assert inside == {b"segment-%d" % number: data for number, (_, data) in enumerate(bodies)}
    assert dict(members(found)[1].facts) == {"load address": "0x40080000"}


def test_the_sum_and_the_digest_are_checks() -> None:
    image, bodies = _app()
    total, sha, program = sure("ESP image", image).checks
    assert image[program.start : program.end] == b"\x11" * 32
    assert sum(end - start for start, end in program.covers) == sum(len(data) for _, data in bodies) - 32
    covered = b"".join(image[start:end] for start, end in total.covers)
    assert covered == b"".join(data for _, data in bodies)
    assert image[total.start] == reduce(xor, covered, 0xEF)
    ((start, end),) = sha.covers
    assert hashlib.sha256(image[start:end]).digest() == image[sha.start : sha.end]


@pytest.mark.parametrize("chip", [0, 9, None], ids=["esp32", "esp32-s3", "esp8266"])
def test_images_without_a_description_stand_by_their_sum(chip: int | None) -> None:
    bodies = [(0x40100000, noise(4000)), (0x3FFE8000, noise(900))]
    image = esp_image(bodies, chip=chip)
    found = sure("ESP image", image + b"\xff" * 100)
    assert (found.end, found.faults) == (len(image), ())
    assert contents(image, found) == {b"segment-0": bodies[0][1], b"segment-1": bodies[1][1]}
    assert find("ESP image", image[:2000] + bytes([image[2000] ^ 1]) + image[2001:]) is None


def test_damage_and_missing_bytes_of_a_described_one_are_said() -> None:
    image, _ = _app()
    damaged = sure("ESP image", image[:2000] + bytes([image[2000] ^ 1]) + image[2001:])
    assert [each.params["name"] for each in damaged.faults] == ["xor8", "sha256"]
    cut = sure("ESP image", image[:3000])
    assert (cut.end, faults(cut), len(members(cut))) == (3000, ["firmware.fault.cut"], 1)


def test_a_signature_sector_belongs_to_the_image() -> None:
    image, _ = _app()
    image += b"\xff" * (-len(image) % 4096)
    sector = b"\xe7\x02\0\0" + hashlib.sha256(image).digest() + noise(1160)
    sector += zlib.crc32(sector).to_bytes(4, "little") + bytes(16)
    whole = image + sector + b"\xff" * (4096 - len(sector))
    found = sure("ESP image", whole)
    assert (found.end, found.faults) == (len(whole), ())
    assert [each.name for each in found.checks] == [*_SIGNED, "ELF sha256"]
    assert found.checks[2].covers == ((0, len(image)),)
    damaged = image[:-1] + b"\0" + whole[len(image) :]
    assert [each.params["name"] for each in sure("ESP image", damaged).faults] == ["sha256 (signature)"]


# --------------------------------------------------------------------------------------------------- tables and flashes

_ROWS = [
    (b"nvs", 1, 2, 0x9000, 0x5000, 0),
    (b"otadata", 1, 0, 0xE000, 0x2000, 0),
    (b"app0", 0, 0x10, 0x10000, 0x8000, 1),
]


def test_a_table_names_its_partitions_and_its_sum_is_a_check() -> None:
    data = esp_table(_ROWS)
    found = sure("ESP partition table", data)
    assert (found.end, found.faults) == (0xC00, ())
    assert dict(found.facts)["partitions"].split("; ") == [
        "nvs (data, nvs) 0x9000+0x5000",
        "otadata (data, ota) 0xe000+0x2000",
        "app0 (app, ota_0) 0x10000+0x8000 encrypted",
    ]
    (check,) = found.checks
    assert hashlib.md5(data[: check.covers[0][1]]).digest() == data[check.start : check.end]
    assert faults(sure("ESP partition table", b"\xaa\x50" + data[2:12] + b"X" + data[13:])) == ["firmware.fault.sum"]


def test_a_table_without_a_sum_needs_two_rows_and_an_end() -> None:
    assert sure("ESP partition table", esp_table(_ROWS, summed=False)).end == 0xC00
    assert find("ESP partition table", esp_table(_ROWS[:1], summed=False)) is None
    assert find("ESP partition table", b"\xaa\x50" + noise(3000)) is None


def test_a_whole_flash_is_laid_out_by_its_table() -> None:
    image, _ = _app()
    boot = esp_image([(0x40100000, noise(4000))], chip=0)
    flash = b"\xff" * 0x1000 + boot
    flash += b"\xff" * (0x8000 - len(flash)) + esp_table(_ROWS) + b"\xff" * 0x400
    flash += noise(0x5000, 7) + b"\xff" * 0x2000 + image + b"\xff" * (0x9000 - len(image))
    found = sure("ESP flash", flash)
    inside = contents(flash, found)
    assert list(inside) == [b"gap-0x0", b"boot loader", b"partition table", b"nvs", b"otadata", b"app0", b"gap-0x18000"]
    assert b"".join(inside.values()) == flash
    assert inside[b"boot loader"].startswith(boot)
    assert inside[b"app0"].startswith(image)
    cut = sure("ESP flash", flash[:0xD000])
    assert [each.params["name"] for each in cut.faults] == ["otadata", "app0"]
    assert members(cut)[-1].faults


def test_segments_are_known_as_the_images_own() -> None:
    image, _ = _app()
    found = read_image(Memory(image), name=b"app.bin", progress=NoProgress(), cancel=NeverCancel())
    assert {each.region.kind for each in stretches(found)} == {RegionKind.KNOWN}
    assert [each.region.label for each in stretches(found) if each.region.node >= 0] == [
        "segment-0",
        "segment-1",
        "segment-2",
    ]
