"""From an image to the package: its paper, its pages, the declared build, and what verifies."""

from __future__ import annotations

import gzip
import json
import random
import zipfile
from pathlib import Path

import pytest

from codebinder.errors import UserError
from codebinder.model.build_facts import rows
from codebinder.model.source import Disclosure
from codebinder.verify.package import verify_package
from codebinder.workflow import attachments, buildfacts, images, reviewing, undoing
from codebinder.workflow.state import READERS
from helpers.workflows import QUIET, Room

CODE = b'char *hello = "edge gateway is starting its network";\nchar *v = "gateway firmware 2.1";\n'


def image(folder: Path, name: str = "fw.bin") -> Path:
    """Padding, a packed stretch with text inside, and plain text."""
    packed = gzip.compress(CODE * 40, mtime=0)
    path = folder / name
    path.write_bytes(
        packed + b"\xff" * (8192 - len(packed)) + b"gateway firmware 2.1\0" + random.Random(8).randbytes(4075)
    )
    return path


def package(room: Room) -> Path:
    return room.build(draft=True)


def papers(archive: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(archive) as held:
        return {each.partition("/")[2]: held.read(each) for each in held.namelist()}


def add(room: Room, disclose: Disclosure) -> str:
    part = attachments.add_firmware(
        room.session, room.filing, image=image(room.folder), disclose=disclose, built_from="src", slug="fw",
        confirmed=disclose is Disclosure.DIGEST, **QUIET,
    )  # fmt: skip
    return part.slug


def test_an_image_that_leaves_has_its_paper_and_the_package_verifies_in_full(room: Room) -> None:
    room.source({b"main.c": CODE})
    buildfacts.state(room.session, room.filing, add(room, Disclosure.WHOLE),
                     {"toolchain": "gcc 12.2", "built_on": "2 May 2026", "reproducible": "no"})  # fmt: skip
    archive = package(room)
    held = papers(archive)
    told = json.loads(held["papers/firmware-fw.json"])
    assert sum(told["account"].values()) == told["size"] == 12288
    assert [each["end"] for each in told["nodes"][0]["regions"]][-1] == 12288
    assert told["build"] == {"toolchain": "gcc 12.2", "built_on": "2026-05-02", "reproducible": "no"}
    rows_ = json.loads(held["papers/accounting.json"])["firmware"]
    assert rows_ == json.loads(held["manifest.json"])["firmware"]
    assert rows_[0]["build"]["toolchain"] == "gcc 12.2"
    assert "papers/firmware-fw.json" in [row[0] for row in json.loads(held["proof/round.json"])]
    report = verify_package(archive, level="full", **QUIET)
    assert report.faults == ()
    images.read(room.session, room.filing, "fw", **QUIET)  # what is kept now is what was read then
    assert papers(room.build(room.temp, draft=True))["papers/firmware-fw.json"] == held["papers/firmware-fw.json"]


@pytest.mark.parametrize("disclose", [Disclosure.DIGEST, Disclosure.WITHHELD])
def test_of_an_image_that_stays_nothing_is_told_but_what_is_declared(room: Room, disclose: Disclosure) -> None:
    room.source({b"main.c": CODE})
    buildfacts.state(room.session, room.filing, add(room, disclose), {"toolchain": "gcc 12.2"})
    held = papers(package(room))
    assert not [name for name in held if name.startswith("papers/firmware-")]
    (row,) = json.loads(held["papers/accounting.json"])["firmware"]
    assert ("build" in row) is (disclose is Disclosure.DIGEST)


def test_build_facts_are_stated_taken_back_and_undone(room: Room) -> None:
    room.source({b"main.c": CODE})
    add(room, Disclosure.WHOLE)
    done: list[undoing.Done] = []
    undoing.follow(room.session, done.append)
    first = buildfacts.state(room.session, room.filing, "fw", {"flags": "-Os", "commands": "make\n\tmake rom"})
    assert dict(first.stated) == {"build.flags": "-Os", "build.commands": "make\n    make rom"}
    second = buildfacts.state(room.session, room.filing, "fw", {"flags": "", "built_by": "Lin"})
    facts = buildfacts.stated(second)
    assert facts is not None
    assert rows(facts) == [("commands", "make\n    make rom"), ("built_by", "Lin")]
    undoing.back(room.session, done[-1])
    assert images.image(room.session, room.filing, "fw").stated == first.stated


FAULTS = (
    ({"built_on": "31 September 2026"}, "September 2026 has 30 days"),
    ({"reproducible": "perhaps"}, "neither yes nor no"),
    ({"what": "x"}, "is nothing that is declared"),
    ({"flags": "x" * 4001}, "4000 characters"),
    ({"flags": "a\u202eb"}, "nobody sees"),
)


def test_faults_of_declared_facts_are_told(room: Room) -> None:
    room.source({b"main.c": CODE})
    add(room, Disclosure.WHOLE)
    for values, told in FAULTS:
        with pytest.raises(UserError) as caught:
            buildfacts.state(room.session, room.filing, "fw", {**values, "toolchain": "gcc"})
        assert told in " ".join(map(str, caught.value.args)) + str(getattr(caught.value, "faults", ""))
    assert buildfacts.stated(images.image(room.session, room.filing, "fw")) is None
    with pytest.raises(UserError, match="nothing"):
        buildfacts.state(room.session, room.filing, "nothing", {"toolchain": "gcc"})


def test_a_round_names_what_read_its_images(room: Room) -> None:
    room.source({b"main.c": CODE})
    add(room, Disclosure.WHOLE)
    room.scan()
    room.approve()
    assert dict(reviewing.current_round(room.session, room.filing).programs)[READERS]
    assert verify_package(room.build(), level="full", **QUIET).faults == ()
