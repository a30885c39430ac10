"""What an image says against what is disclosed: kept until something changes, published as computed on what leaves."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

from codebinder.model.source import Disclosure
from codebinder.workflow import attachments, tying
from helpers.workflows import QUIET, Room

OWN = b"""
#include "net.h"
static const char *lines[] = {
    "gateway: link %d came up after %u ms",
    "gateway: refusing to " "start without a serial number",
};
int gateway_link_watch(int n) { return n; }
"""
HELD = b'const char *feed = "feeder gear ratio is out of its range";\n'
SAID = (
    b"gateway: link %d came up after %u ms", b"gateway: refusing to start without a serial number",
    b"feeder gear ratio is out of its range", b"nothing disclosed says this sentence",
)  # fmt: skip


def image(folder: Path) -> Path:
    path = folder / "fw.bin"
    path.write_bytes(bytes(64) + b"\0".join(SAID) + bytes(64))
    return path


def add(room: Room, disclose: Disclosure = Disclosure.WHOLE) -> None:
    attachments.add_firmware(
        room.session, room.filing, image=image(room.folder), disclose=disclose, slug="fw", confirmed=True, **QUIET
    )


def test_the_sources_explain_what_they_say_and_nothing_else(room: Room) -> None:
    room.source({b"src/net.c": OWN, b"src/feed.c": HELD})
    add(room)
    tie = tying.tie(room.session, room.filing, "fw", **QUIET)
    assert (tie.strings, tie.explained, tie.sources) == (4, 3, ("src",))
    assert tie.unexplained == (SAID[3].decode(),)
    rows = [(each.path, each.strings, each.alone) for each in tie.files]
    assert rows == [
        (b"src/net.c", 2, 2),
        (b"src/feed.c", 1, 1),
    ]


def test_a_tie_is_kept_until_the_sources_change(room: Room) -> None:
    room.source({b"src/net.c": OWN})
    add(room)
    assert tying.kept(room.session, room.filing, "fw") is None
    made = tying.tie(room.session, room.filing, "fw", **QUIET)
    assert tying.kept(room.session, room.filing, "fw") == made
    room.source({b"src/feed.c": HELD}, slug="more")
    assert tying.kept(room.session, room.filing, "fw") is None
    assert tying.tie(room.session, room.filing, "fw", **QUIET).explained == made.explained + 1


def published(archive: Path) -> dict[str, object] | None:
    with zipfile.ZipFile(archive) as held:
        name = next((each for each in held.namelist() if each.endswith("papers/firmware-fw.json")), "")
        found: dict[str, object] | None = json.loads(held.read(name)).get("tie") if name else None
    return found


def test_the_papers_tell_the_tie_of_what_leaves_and_not_of_what_is_hidden(room: Room) -> None:
    room.source({b"src/net.c": OWN, b"src/feed.c": HELD})
    add(room)
    whole = published(room.build(draft=True))
    assert whole is not None
    assert whole["explained"] == 3
    room.hide(b"src/feed.c", 1, 1)
    masked = published(room.build(room.temp, draft=True))
    assert masked is not None
    assert masked["explained"] == 2
    assert tying.tie(room.session, room.filing, "fw", **QUIET).explained == 3


def test_of_an_image_that_stays_no_tie_is_published(room: Room) -> None:
    room.source({b"src/net.c": OWN})
    add(room, Disclosure.WITHHELD)
    assert published(room.build(draft=True)) is None
