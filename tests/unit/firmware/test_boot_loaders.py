"""Environments of mkenvimage and first programs of mkimage: the sum tells where they end."""

from __future__ import annotations

import zlib
from pathlib import Path

import pytest

from helpers.boot_images import contents, faults, find, noise, sure
from helpers.outside_tools import made


@pytest.mark.parametrize("options", [(), ("-r",), ("-p", "0x00")], ids=["plain", "redundant", "zeros"])
def test_an_environment_ends_where_its_sum_fits(tmp_path: Path, options: tuple[str, ...]) -> None:
    (tmp_path / "e").write_text("bootcmd=run distro_bootcmd\nbootdelay=3\nbaudrate=115200\nethaddr=02:00:00:00:00:01\n")
    made("mkenvimage", "-s", "0x4000", *options, "-o", tmp_path / "o", tmp_path / "e")
    image = (tmp_path / "o").read_bytes()
    whole = noise(4096) + image + noise(100_000, 2)
    found = sure("U-Boot environment", whole, 4096)
    said = dict(found.facts)
    assert (found.end, said["variables"], said["bootcmd"]) == (4096 + 0x4000, "4", "run distro_bootcmd")
    (check,) = found.checks
    ((start, end),) = check.covers
    assert int.from_bytes(whole[check.start : check.end], "little") == zlib.crc32(whole[start:end])
    assert contents(whole, found)[b"variables"].split(b"\0")[1] == b"bootdelay=3"
    assert find("U-Boot environment", whole[: 4096 + 0x3000] + b"\1" + whole[4096 + 0x3001 :], 4096) is None


def test_variables_in_a_program_are_no_environment() -> None:
    assert find("U-Boot environment", b"abcdbootcmd=run\0bootdelay=3\0\0" + bytes(5000)) is None
    assert find("U-Boot environment", b"abcdbootcmd=" + b"x" * 300_000) is None
    assert find("U-Boot environment", b"abcdbootcmd=1\0usage: bootm\0\0" + bytes(5000)) is None


def test_a_long_environment_is_read_whole(tmp_path: Path) -> None:
    lines = [f"name_{number}={'x' * 700}" for number in range(90)]
    (tmp_path / "e").write_text("bootcmd=run a\n" + "\n".join(lines) + "\n")
    made("mkenvimage", "-s", "0x20000", "-o", tmp_path / "o", tmp_path / "e")
    found = sure("U-Boot environment", (tmp_path / "o").read_bytes())
    assert (found.end, dict(found.facts)["variables"]) == (0x20000, "91")


def test_a_first_program_ends_with_its_length(tmp_path: Path) -> None:
    program = noise(5000)
    (tmp_path / "p").write_bytes(program)
    made("mkimage", "-A", "arm", "-T", "sunxi_egon", "-d", tmp_path / "p", tmp_path / "o")
    image = (tmp_path / "o").read_bytes()
    found = sure("Allwinner eGON", image)
    assert (found.end, found.faults) == (len(image), ())
    assert program in image
    assert faults(sure("Allwinner eGON", image[:3000] + b"\0\1\2" + image[3003:])) == ["firmware.fault.sum"]
    assert faults(sure("Allwinner eGON", image[:3000])) == ["firmware.fault.cut"]
    assert find("Allwinner eGON", noise(4) + b"eGON.BT0" + noise(60)) is None
