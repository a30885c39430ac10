"""MCUboot's images by their public description, which its own tool follows."""

from __future__ import annotations

import hashlib

import pytest

from helpers.boot_builders import mcuboot
from helpers.boot_images import contents, faults, find, noise, sure

_PROGRAM = noise(5001)


@pytest.mark.parametrize("counter", [None, 7], ids=["plain", "protected"])
def test_the_program_comes_out_and_its_digest_fits(counter: int | None) -> None:
    image = mcuboot(_PROGRAM, counter=counter)
    found = sure("MCUboot", b"1234" + image + b"\xff" * 40, 4)
    said = dict(found.facts)
    assert (found.end, found.faults, found.label) == (4 + len(image), (), "1.2.3+4")
    assert (said["signatures"], said.get("security counter")) == ("ECDSA", "7" if counter else None)
    assert contents(b"1234" + image, found) == {b"image": _PROGRAM}
    assert [each.label for each in found.regions] == ["header", "records"]
    digest, signature = found.checks
    ((start, end),) = digest.covers
    whole = b"1234" + image
    assert hashlib.sha256(whole[start:end]).digest() == whole[digest.start : digest.end]
    assert (signature.name, signature.covers) == ("signature ECDSA", digest.covers)


def test_a_changed_program_is_said_but_not_of_an_encrypted_one() -> None:
    image = bytearray(mcuboot(_PROGRAM))
    image[1000] ^= 1
    assert faults(sure("MCUboot", bytes(image))) == ["firmware.fault.sum"]
    secret = bytearray(mcuboot(_PROGRAM, flags=4))
    secret[1000] ^= 1
    found = sure("MCUboot", bytes(secret))
    assert (found.faults, dict(found.facts)["encrypted"]) == ((), "AES-128")


def test_missing_records_and_bytes_are_said() -> None:
    image = mcuboot(_PROGRAM)
    assert faults(sure("MCUboot", image[:2000])) == ["firmware.fault.cut"]
    assert faults(sure("MCUboot", image[: 512 + 5001])) == ["firmware.fault.table"]
    assert faults(sure("MCUboot", image[:-80])) == ["firmware.fault.table"]
    assert find("MCUboot", b"\x3d\xb8\xf3\x96" + noise(900)) is None
