"""Gestures on images: what may be hidden how, what is refused and why, and what is taken back."""

from __future__ import annotations

import gzip
import hashlib
from pathlib import Path

import pytest

from codebinder import firmware
from codebinder.errors import Problems, UserError
from codebinder.model.firmware import Analysis, Check, Node, NodeKind, Profile, Region, RegionKind
from codebinder.model.redaction import Redaction
from codebinder.model.source import Disclosure
from codebinder.workflow import (
    attachments,
    filedimages,
    imagehiding,
    imagereplacing,
    images,
    proposing,
    redacting,
    undoing,
)
from helpers.boot_images import noise
from helpers.hidden_images import END, FILES, LOADER, START, add, flash, hide, table, uimage
from helpers.workflows import ENGINEER, QUIET, Room


def rows(room: Room) -> list[tuple[int, int, str]]:
    found = imagehiding.rows(room.session, room.filing, "flash", **QUIET)
    return [(each.start, each.end, each.number) for each in found]


def disclose(room: Room, how: Disclosure) -> None:
    imagehiding.disclose(room.session, room.filing, "flash", how, **QUIET)


def places(room: Room) -> tuple[Redaction, ...]:
    return filedimages.places(room.session, room.filing)


def test_what_is_hidden_is_listed_with_what_goes_along(room: Room) -> None:
    add(room, flash(table()))
    hide(room)
    assert rows(room) == [
        (LOADER + 4, LOADER + 8, "header crc32"), (LOADER + 24, LOADER + 28, "data crc32"), (START, END, "")
    ]  # fmt: skip


def test_a_part_is_hidden_by_its_path(room: Room) -> None:
    add(room, flash(table()))
    found = images.read(room.session, room.filing, "flash", **QUIET)
    path = next(found.path(each.number) for each in found.nodes if each.name == b"kernel")
    stretch = imagehiding.stretch_of(room.session, room.filing, "flash", path, **QUIET)
    assert stretch == (LOADER + 64, LOADER + 64 + 2048 + 3000 + 4096)


def test_the_workbook_keeps_no_byte_of_what_an_image_hides(room: Room) -> None:
    add(room, flash(table()))
    row = hide(room)
    (held,) = room.session.book.redactions.sealed(room.filing.slug)
    assert len(held.sealed_value) < 64
    assert row.content_tag not in {hashlib.sha256(table()).hexdigest(), ""}
    assert b"calibration table" not in room.session.path.read_bytes()


def test_a_place_inside_something_packed_hides_all_of_it(room: Room) -> None:
    packed = gzip.compress(noise(600) + table(), mtime=0)
    data = noise(512, 9) + uimage(packed) + b"\xff" * 4096
    add(room, data)
    row = hide(room, 700, 710)
    assert (row.start, row.end) == (512 + 64, 512 + 64 + len(packed))
    room.source(FILES)
    room.scan()
    room.approve()
    room.build()


def test_an_image_that_is_packed_as_a_whole_is_refused(room: Room) -> None:
    add(room, gzip.compress(noise(5000), mtime=0))
    with pytest.raises(UserError, match="whole image would be hidden"):
        hide(room, 100, 120)


def test_a_text_form_is_refused_with_what_to_do(room: Room) -> None:
    lines = [bytes((16, at >> 8, at & 255, 0, *noise(16, at + 1))) for at in range(0, 512, 16)]
    text = "".join(f":{each.hex().upper()}{-sum(each) & 255:02X}\n" for each in lines) + ":00000001FF\n"
    add(room, text.encode())
    with pytest.raises(UserError, match=r"Intel HEX.*stands as it is") as told:
        hide(room, 10, 20)
    assert "plain bytes" in str(told.value.next_step)


@pytest.mark.parametrize("stretch", [(-1, 5), (5, 5), (9, 5), (0, 1 << 40), (32768, 32769), (0, 32768)])
def test_a_stretch_that_is_none_is_refused(room: Room, stretch: tuple[int, int]) -> None:
    add(room, flash(table()))
    with pytest.raises(UserError):
        hide(room, *stretch)
    assert places(room) == ()


@pytest.mark.parametrize("how", [Disclosure.WHOLE, Disclosure.DIGEST, Disclosure.WITHHELD])
def test_nothing_is_hidden_in_an_image_that_is_disclosed_otherwise(room: Room, how: Disclosure) -> None:
    add(room, flash(table()), disclose=how)
    with pytest.raises(UserError, match="no stretches that could be hidden"):
        hide(room)


def test_an_image_that_hides_is_not_disclosed_whole_or_by_digest(room: Room) -> None:
    add(room, flash(table()))
    row = hide(room)
    for how in (Disclosure.WHOLE, Disclosure.DIGEST, Disclosure.PRINTED):
        with pytest.raises(UserError, match="stretches of it are hidden"):
            disclose(room, how)
    disclose(room, Disclosure.WITHHELD)
    disclose(room, Disclosure.REDACTED)
    room.withdraw(row.id)
    disclose(room, Disclosure.WHOLE)


def test_a_redacted_image_that_hides_nothing_is_not_submitted(room: Room) -> None:
    room.source(FILES)
    add(room, flash(table()))
    room.scan()
    with pytest.raises(UserError, match="nothing in it is hidden"):
        room.submit()


def test_steps_are_taken_back_and_done_again(room: Room) -> None:
    steps: list[undoing.Done] = []
    undoing.follow(room.session, steps.append)
    add(room, flash(table()))
    row = hide(room)
    back = undoing.back(room.session, steps[-1], **QUIET)
    assert places(room) == ()
    undoing.forth(room.session, back, **QUIET)
    assert [each.id for each in places(room)] == [row.id]
    disclose(room, Disclosure.WITHHELD)
    undoing.back(room.session, steps[-1], **QUIET)
    assert images.image(room.session, room.filing, "flash").disclosure is Disclosure.REDACTED


def test_a_changed_image_voids_the_round_and_is_refused(room: Room) -> None:
    room.source(FILES)
    add(room, flash(table()))
    hide(room)
    room.scan()
    room.approve()
    (room.folder / "flash.bin").write_bytes(flash(table(1)))
    with pytest.raises(UserError, match="changed since"):
        room.build()


def test_a_source_that_states_the_digest_of_the_original_image_has_it_hidden(room: Room) -> None:
    digest = hashlib.sha256(flash(table())).hexdigest()
    room.source({**FILES, b"SHA256SUMS": f"{digest}  flash.bin\n".encode()})
    add(room, flash(table()))
    hide(room)
    room.scan()
    filed = redacting.as_filed(room.session, room.filing, b"SHA256SUMS", **QUIET)
    assert digest.encode() not in filed.data
    assert [each.ordinal for each in filed.ranges] == [1]
    room.submit()


def test_an_image_as_filed_that_states_a_digest_of_its_own_part_is_refused(room: Room) -> None:
    data = flash(table())
    kernel = data[LOADER : LOADER + 64 + 2048 + 3000 + 4096]
    note = b"kernel " + hashlib.sha256(kernel).hexdigest().encode()
    room.source(FILES)
    add(room, data[: -len(note)] + note)
    hide(room)
    room.scan()
    with pytest.raises(Problems, match="still shows") as told:
        room.submit()
    assert "sha256" in str(told.value.problems)


def test_a_short_sum_in_a_header_that_no_reader_knows_goes_along(room: Room) -> None:
    import zlib

    body = noise(300, 7) + table() + noise(300, 8)
    data = b"VEND" + zlib.crc32(body).to_bytes(4, "little") + body + b"\xff" * 2048
    add(room, data)
    hide(room, 8, 8 + len(body))
    assert rows(room)[0] == (4, 8, "crc32")


def test_a_document_that_repeats_what_an_image_hides_is_refused(room: Room) -> None:
    add(room, flash(table()))
    hide(room)
    paper = Path(room.folder / "manual.txt")
    paper.write_bytes(b"Manual\n\n" + table().splitlines()[3] + b"\nend\n")
    with pytest.raises(UserError, match="something hidden"):
        attachments.add_document(room.session, room.filing, requirement="manual", path=paper, cancel=QUIET["cancel"])


@pytest.mark.parametrize("shift", [0, 512])
def test_what_an_image_hides_is_proposed_to_the_next_filing_where_it_stands_there(room: Room, shift: int) -> None:
    add(room, flash(table()))
    row = hide(room)
    other = room.begin("g")
    (room.folder / "new.bin").write_bytes(noise(shift, 77) + flash(table()))
    attachments.add_firmware(
        room.session, other, image=room.folder / "new.bin", disclose=Disclosure.REDACTED, slug="new", **QUIET
    )
    (made,) = proposing.propose(room.session, other, source=room.filing.slug, ids=None, key=ENGINEER, **QUIET)
    assert (made.component, made.path, made.start, made.end) == ("new", b"new.bin", START + shift, END + shift)
    assert made.content_tag == row.content_tag
    found = imagehiding.rows(room.session, other, "new", **QUIET)
    assert [each.number for each in found] == ["header crc32", "data crc32", ""]


def test_a_number_without_a_place_is_named_and_nothing_is_hidden(room: Room) -> None:
    part = add(room, flash(table()))
    check = Check(name="signature", start=0, end=0, covers=((0, 32768),))
    node = Node(number=0, parent=-1, kind=NodeKind.IMAGE, name=b"", size=32768, format="made up", checks=(check,),
                regions=(Region(start=0, end=32768, kind=RegionKind.KNOWN),))  # fmt: skip
    found = Analysis(size=32768, nodes=(node,), profile=Profile(block=1024, entropy=bytes(32)))
    session = room.session
    with session.book.transaction("firmware read", subject="f/flash"):
        sealed = session.sealer.seal(images.READING, firmware.packed(found))
        tag = images.made_from(session, part)
        session.book.readings.put(room.filing.slug, "flash", images.ANALYSIS, made_from=tag, sealed=sealed)
    with pytest.raises(Problems, match=r"no bytes of their own.*signature \(image\)"):
        hide(room)
    assert places(room) == ()


def test_a_second_stretch_costs_no_second_look_at_what_encloses_both(room: Room) -> None:
    add(room, flash(table()))
    hide(room)
    before = rows(room)
    hide(room, 10, 20)
    assert rows(room) == [(10, 20, ""), *before]


def test_a_copy_of_what_is_hidden_in_another_image_is_refused(room: Room) -> None:
    room.source(FILES)
    add(room, flash(table()))
    hide(room)
    (room.folder / "other.bin").write_bytes(noise(4000, 31) + table() + noise(10, 32))
    with pytest.raises(UserError, match="something hidden"):
        attachments.add_firmware(room.session, room.filing, image=room.folder / "other.bin", **QUIET)


def test_a_copy_of_what_is_hidden_elsewhere_in_the_same_image_is_refused(room: Room) -> None:
    room.source(FILES)
    data = flash(table())
    add(room, data[:-4000] + table() + data[-1000:])
    hide(room)
    room.scan()
    with pytest.raises(Problems, match="still shows"):
        room.submit()


def test_a_string_that_stands_elsewhere_in_the_image_anyway_stops_nothing(room: Room) -> None:
    notice = b"Copyright (c) 2020 the authors of this library, all rights reserved\0"
    data = noise(500, 41) + notice + noise(500, 42) + notice + noise(500, 43)
    room.source(FILES)
    add(room, data)
    hide(room, 480, 500 + len(notice) + 40)
    room.scan()
    room.submit()


def test_another_build_takes_what_is_hidden_along_and_its_decisions(room: Room) -> None:
    room.source(FILES)
    add(room, flash(table()))
    row = hide(room)
    room.scan()
    room.approve()
    (room.folder / "next.bin").write_bytes(noise(256, 51) + flash(table()))
    imagereplacing.replace_image(room.session, room.filing, "flash", room.folder / "next.bin", **QUIET)
    (now,) = places(room)
    assert (now.id, now.path, now.start, now.content_tag) == (row.id, b"next.bin", START + 256, row.content_tag)
    room.scan()
    room.submit()
    room.sign()
    room.build()


def test_a_build_without_what_is_hidden_is_refused_and_nothing_is_replaced(room: Room) -> None:
    part = add(room, flash(table()))
    hide(room)
    for data, why in ((flash(table(7)), "R-1: nothing of it is left"), (table() * 2, "R-1: 2 places are alike")):
        (room.folder / "next.bin").write_bytes(b"." + data)
        with pytest.raises(Problems) as told:
            imagereplacing.replace_image(room.session, room.filing, "flash", room.folder / "next.bin", **QUIET)
        assert told.value.problems == (why,)
    assert images.image(room.session, room.filing, "flash") == part


def test_a_replaced_image_is_put_back(room: Room) -> None:
    part = add(room, flash(table()))
    hide(room)
    steps: list[undoing.Done] = []
    undoing.follow(room.session, steps.append)
    (room.folder / "next.bin").write_bytes(noise(256, 51) + flash(table()))
    imagereplacing.replace_image(room.session, room.filing, "flash", room.folder / "next.bin", **QUIET)
    undoing.back(room.session, steps[-1], **QUIET)
    assert images.image(room.session, room.filing, "flash") == part
    assert [(each.path, each.start) for each in places(room)] == [(b"flash.bin", START)]
