"""Somebody who tries to get at what images hide, or to have a statement about one image stand for another."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from pathlib import Path

import pytest

from codebinder import firmware
from codebinder.errors import UserError
from codebinder.firmware import Memory
from codebinder.firmware.blobs import spool
from codebinder.model.source import Component, Disclosure
from codebinder.workflow import attachments, comparing, exposure, imagehiding, imagereplacing, images, undoing
from helpers.boot_images import noise
from helpers.hidden_images import FILES, add, flash, hide, table
from helpers.outside_tools import made, needs
from helpers.workflows import QUIET, Room

SETTINGS = b"calib: 4711\nmode: fast\n"


def whole(room: Room, data: bytes, disclose: Disclosure = Disclosure.WHOLE) -> Component:
    path = Path(room.folder / "fw.bin")
    path.write_bytes(data)
    return attachments.add_firmware(
        room.session, room.filing, image=path, disclose=disclose, slug="fw", confirmed=True, **QUIET
    )


def image(room: Room) -> Component:
    return images.image(room.session, room.filing, "fw")


def replaced(room: Room, data: bytes, *, confirmed: bool = False) -> None:
    path = Path(room.folder / "next.bin")
    path.write_bytes(data)
    imagereplacing.replace_image(room.session, room.filing, "fw", path, confirmed=confirmed, **QUIET)


def squashed(room: Room, files: dict[str, bytes]) -> bytes:
    needs("mksquashfs")
    root = Path(room.folder / "root")
    for name, data in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(data)
    made("mksquashfs", root, room.folder / "fs", "-noappend", "-quiet", "-all-root")
    return noise(4096, 3) + Path(room.folder / "fs").read_bytes()


def test_that_an_image_was_built_again_is_not_said_of_the_one_that_takes_its_place(room: Room) -> None:
    whole(room, flash(table()))
    comparing.rebuilt(room.session, room.filing, "fw", Path(room.folder / "fw.bin"), **QUIET)
    assert dict(image(room).stated)["build.rebuilt"].startswith("0/")
    steps: list[undoing.Done] = []
    undoing.follow(room.session, steps.append)
    replaced(room, noise(9000, 7))
    assert image(room).stated == ()
    undoing.back(room.session, steps[-1], **QUIET)
    assert dict(image(room).stated)["build.rebuilt"].startswith("0/")


def test_a_word_for_the_digest_of_one_image_is_none_for_another(room: Room) -> None:
    before = whole(room, flash(table()), Disclosure.DIGEST)
    with pytest.raises(UserError, match="exception"):
        replaced(room, noise(9000, 7))
    assert image(room) == before
    replaced(room, noise(9000, 7), confirmed=True)
    assert dict(image(room).stated) == {"digest.confirmed": "yes"}


def test_files_that_are_left_out_and_stand_whole_in_an_image_are_told_to_whoever_signs(room: Room) -> None:
    room.source({**FILES, b"etc/cal.conf": SETTINGS, b"etc/other.conf": b"nothing of it stands there\n",
                 b"COPYING": b"the words of a licence\n", b"out/COPYING": b"the words of a licence\n"},
                exclude=("etc/**", "out/**"))  # fmt: skip
    files = {"etc/settings": SETTINGS, "COPYING": b"the words of a licence\n", "bin/a": noise(3000, 1)}
    whole(room, squashed(room, files))
    (row,) = exposure.look(room.session, room.filing, **QUIET)
    assert (row.source, row.names, row.where) == ("src", ("etc/cal.conf",), ("squashfs@0x1000!/etc/settings",))
    assert row.said.id == "exposed.left-out"
    room.scan()
    room.submit()
    assert [each.id for each in exposure.told(room.session, room.filing)] == ["exposed.left-out"]
    imagehiding.disclose(room.session, room.filing, "fw", Disclosure.WITHHELD, **QUIET)
    assert exposure.look(room.session, room.filing, **QUIET) == ()


SECTOR = noise(300, 61).ljust(4096, b"\xff")
NVRAM = b"".join((b"\xff" * 900_000, noise(300, 62), b"\xff" * 99_700))
ENVIRONMENT = (b"\x11\x22\x33\x44serial=ABC123456\0wifi_key=a-long-word-of-passage\0\0").ljust(6000, b"\xff")


@pytest.mark.parametrize(
    ("hidden", "copy"),
    [
        pytest.param(SECTOR, SECTOR.rstrip(b"\xff") + bytes(100), id="other-padding"),
        pytest.param(NVRAM, NVRAM[899_000:901_000], id="an-island-in-erased-flash"),
        pytest.param(ENVIRONMENT, ENVIRONMENT.rstrip(b"\xff"), id="words"),
        pytest.param(SECTOR * 8, b"\xff" * (1 << 20) + SECTOR, id="a-sea-of-padding"),
    ],
)
def test_a_copy_of_what_is_hidden_is_found_whatever_padding_is_around_it(
    room: Room, hidden: bytes, copy: bytes
) -> None:
    room.source(FILES)
    add(room, noise(2048, 3) + hidden + noise(3000, 9))
    hide(room, 2048, 2048 + len(hidden))
    (room.folder / "other.bin").write_bytes(noise(500, 10) + copy + noise(500, 11))
    with pytest.raises(UserError, match="something hidden"):
        attachments.add_firmware(room.session, room.filing, image=room.folder / "other.bin", **QUIET)


def cpio(*files: tuple[bytes, bytes]) -> bytes:
    out = bytearray()
    for name, data in (*files, (b"TRAILER!!!", b"")):
        fields = (1, 0o100644, 0, 0, 1, 0, len(data), 0, 0, 0, 0, len(name) + 1, 0)
        out += b"070701" + b"".join(b"%08X" % each for each in fields) + name + b"\0"
        out += bytes(-len(out) % 4)
        out += data + bytes(-len(data) % 4)
    return bytes(out)


def test_no_two_things_in_an_image_are_called_the_same_whatever_their_names_are(tmp_path: Path) -> None:
    names = (b"x~2", b"x", b"x", b"x", b"x~2", b"a!/b", b"a!/b", b"!/", b"..", b"~2", b"")
    image = Memory(cpio(*((name, b"%d is what stands in this one" % number) for number, name in enumerate(names))))
    read = firmware.read_image(image, name=b"image", folder=tmp_path, **QUIET)
    ways = [read.path(node.number) for node in read.nodes[1:]]
    assert len(set(ways)) == len(ways) == len(names)
    for number, way in enumerate(ways):
        text = firmware.member(
            image, way, lambda _, blob: blob.read(0, blob.size), folder=tmp_path, cancel=QUIET["cancel"]
        )
        assert text == b"%d is what stands in this one" % number


def test_what_is_packed_where_an_image_hides_it_and_open_in_another_is_told(room: Room) -> None:
    inner = table() + noise(500, 8)
    room.source(FILES)
    add(room, noise(1000) + gzip.compress(inner, mtime=0) + noise(1000, 2))
    hide(room, 1100, 1200)
    whole(room, noise(200, 4) + gzip.compress(b"." + inner, mtime=0) + noise(90, 6))
    assert exposure.look(room.session, room.filing, **QUIET) == ()
    replaced(room, squashed(room, {"lib/calibration": inner, "bin/a": noise(3000, 1)}))
    (row,) = exposure.look(room.session, room.filing, **QUIET)
    assert (row.said.id, row.image, row.source) == ("exposed.inside", "fw", "flash")
    assert row.where == ("squashfs@0x1000!/lib/calibration",)
    room.scan()
    room.submit()
    assert [each.id for each in exposure.told(room.session, room.filing)] == ["exposed.inside"]


def test_after_a_bomb_nothing_more_is_unpacked(tmp_path: Path) -> None:
    opened: list[int] = []

    def bomb() -> Iterator[bytes]:
        opened.append(1)
        yield bytes(1 << 20)

    budget = firmware.Limits(free=1000, ratio=1).budget(1000, QUIET["cancel"])
    for _ in range(3):
        held = spool(bomb, budget, tmp_path)
        held.close()
        assert held.fault is not None
    assert opened == [1]
