"""A packet out of one workbook and into a reviewer's hands: everything of the round, for her, and nothing else."""

from __future__ import annotations

import itertools
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from codebinder import templates
from codebinder.errors import Cancelled, ExitCode, Problems, UserError
from codebinder.model.review import Role, SignedType, Verdict
from codebinder.model.source import Disclosure
from codebinder.review import packetparts as parts
from codebinder.workflow import attachments, packetread, packets, people, redacting
from codebinder.workflow.packetviews import PacketReport
from helpers.packets import Apart, encrypted, plain
from helpers.workflows import ENGINEER, LEGAL, QUIET, SECOND, TEMPLATE, TOKEN, Room

LINES = b"".join(b"line %d of the file\n" % number for number in range(200))
ALGORITHM = b"the trade secret of this function\n"
FILES = {
    b"a.c": b"int x;\n" + TOKEN + b"\n" + LINES + TOKEN + b"\nend\n",
    b"b.c": ALGORITHM + b"more of it\n",
    b"c/d.c": LINES,
    b"k.c": b'token = "ghp_9fK9sQ2mZ7xB4vT6rW8yL3nP5dH0jC2aE1gZ"\n',
    b"w.bin": b"\x7fELF\0\1\2 withheld whole",
    b"wide.txt": ("宽 " + TOKEN.decode() + " text\n").encode("utf-16"),
}


def filled(room: Room) -> None:
    room.source(FILES)
    found = room.scan()
    kept = [each.id for each in found if each.path == b"k.c"]
    room.redact(*(each.id for each in found if each.id not in kept))
    room.keep(*kept)
    room.hide(b"b.c", 1, 1)
    redacting.redact_file(room.session, room.filing, path=b"w.bin", reason="TS", key=ENGINEER)


NUMBER = itertools.count(1)


def export(room: Room, name: str = "", **more: Any) -> PacketReport:
    given = {"to": [LEGAL], "key": ENGINEER, **more}
    out = room.folder / (name or f"{next(NUMBER)}.packet")
    return packets.export(room.session, room.filing, out=out, **given, **QUIET)


@pytest.fixture
def own(room: Room) -> Room:
    """A workbook that a test may change."""
    filled(room)
    room.submit()
    return room


@pytest.fixture(scope="module")
def ready(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Room]:
    """One workbook for the tests that only export from it."""
    room = Room(tmp_path_factory.mktemp("packets"))
    filled(room)
    room.submit()
    yield room
    room.session.close()


@pytest.fixture(scope="module")
def opened(ready: Room) -> Iterator[packetread.PacketReader]:
    report = export(ready, questions=("Is R-1 enough?",))
    with packetread.open_packet(ready.environment, Path(report.path), key=LEGAL, **QUIET) as reader:
        yield reader


def temporary(room: Room) -> set[Path]:
    return set(room.temp.iterdir())


def test_everything_is_computed_again_and_agrees(opened: packetread.PacketReader) -> None:
    found = opened.check(**QUIET)
    assert found.faults == ()
    assert (found.digest, found.files) == (opened.round.digest, opened.round.files)
    assert found.commitments == len(opened.ranges)
    assert [each.id for each in found.not_checked_messages] == ["packet.left-out", "packet.notes", "packet.figures",
        "packet.people"]  # fmt: skip


def test_a_reviewer_is_shown_what_is_hidden_beside_what_leaves(ready: Room, opened: packetread.PacketReader) -> None:
    for path, data in FILES.items():
        found = opened.file("src", path)
        assert found.original == data
        assert found.whole
        assert found.withheld == (path == b"w.bin")
        if not found.withheld:
            assert TOKEN not in found.filed
            assert TOKEN.decode().encode("utf-16-le") not in found.filed
    assert [each.id for each in opened.file("src", b"k.c").findings]
    assert "place" in [each.kind.value for each in opened.file("src", b"b.c").redactions]
    assert opened.read("data/source/src/c/d.c") == LINES
    rows = {each.subject.id: each for each in opened.subjects()}
    there = {each.subject.id: each.subject for each in packets.state.subjects(ready.session, ready.filing)}
    assert {name: row.subject for name, row in rows.items()} == there
    assert {each.ordinal for each in opened.ranges} == {number for row in rows.values() for number in row.hides}
    assert opened.info.questions == ("Is R-1 enough?",)
    assert opened.info.proposer.name == ENGINEER
    assert opened.round.digest == opened.info.round.digest


def test_what_is_in_a_packet_is_this_and_nothing_else(opened: packetread.PacketReader) -> None:
    own = [name for name in opened.held.members if not name.startswith("filed/")]
    filed = {name.removeprefix("filed/") for name in opened.held.members} - set(own)
    assert own == [
        "original/000001", "original/000002", "original/000003", "original/000004", "round.json", "template.yaml",
        "rosters.json", "objects.json", "comments.json", "subjects.json", "files.json", "ranges.json", "head.json",
    ]  # fmt: skip
    assert filed == {each.path for each in opened.files()}
    assert "proof/commitments.txt" in filed


def test_two_recipients_and_the_sender_open_it_and_nobody_else(ready: Room) -> None:
    before = temporary(ready)
    people.create_key(ready.environment, "third", role=Role.LEGAL, person="Third")
    report = export(ready, to=[LEGAL, people.export_key(ready.environment, SECOND)])
    assert report.recipients == (LEGAL, SECOND)
    assert report.warnings == ()
    for key in (LEGAL, SECOND, ENGINEER):
        with packetread.open_packet(ready.environment, Path(report.path), key=key, **QUIET) as reader:
            assert reader.opened_by == ready.vault.public(key).fingerprint
    with (
        pytest.raises(UserError, match="opens this packet") as refused,
        packetread.open_packet(ready.environment, Path(report.path), key="third", **QUIET),
    ):
        pass
    assert refused.value.exit_code is ExitCode.REFUSED
    assert temporary(ready) == before


def test_a_passphrase_opens_it_and_no_other(ready: Room) -> None:
    before = temporary(ready)
    report = export(ready, to=[], passphrase="correct horse")
    path = Path(report.path)
    assert packetread.is_packet(path)
    with packetread.open_packet(ready.environment, path, passphrase="correct horse", **QUIET) as reader:
        assert reader.check(**QUIET).faults == ()
        assert reader.opened_by == ""
    for passphrase, why in (("wrong horse", "passphrase does not open"), ("", "a passphrase does")):
        with (
            pytest.raises(UserError, match=why),
            packetread.open_packet(ready.environment, path, key=LEGAL, passphrase=passphrase, **QUIET),
        ):
            pass
    assert temporary(ready) == before


def test_a_packet_tells_nothing_before_it_is_opened(ready: Room) -> None:
    data = Path(export(ready).path).read_bytes()
    assert data.startswith(b"age-encryption.org/v1\n-> X25519 ")
    for word in (b"Gateway", b"Example", b"a.c", b"chen", b"json", ready.filing.uid.encode()):
        assert word not in data


def test_somebody_outside_of_the_roster_is_told_of(ready: Room) -> None:
    people.create_key(ready.environment, "outsider", role=Role.LEGAL, person="Somebody")
    report = export(ready, to=[people.export_key(ready.environment, "outsider")])
    assert "outsider is not on the workbook's roster" in report.warnings[0]
    with packetread.open_packet(ready.environment, Path(report.path), key="outsider", **QUIET) as reader:
        assert reader.check(**QUIET).faults == ()


@pytest.mark.parametrize(
    ("more", "why"),
    [
        ({"to": []}, "nobody to encrypt"),
        ({"to": ["nobody"]}, "names nobody"),
        ({"content": "half"}, "holds everything, or ranges"),
        ({"context": -1}, "0 to 1000"),
        ({"questions": ["x"] * 101}, "at most 100"),
        ({"key": "nobody"}, "no key"),
    ],
    ids=["nobody", "unknown", "content", "context", "questions", "key"],
)
def test_what_makes_no_packet_leaves_nothing(ready: Room, more: dict[str, Any], why: str) -> None:
    before, head = (temporary(ready), set(ready.folder.iterdir())), ready.session.book.audit_head()
    with pytest.raises(UserError, match=why):
        export(ready, **more)
    assert (temporary(ready), set(ready.folder.iterdir())) == before
    assert ready.session.book.audit_head() == head


def test_a_file_that_is_there_stays_as_it_is(ready: Room) -> None:
    (ready.folder / "mine").write_bytes(b"mine")
    with pytest.raises(UserError, match="already"):
        export(ready, "mine")
    assert (ready.folder / "mine").read_bytes() == b"mine"


def test_only_an_open_round_is_exported(room: Room) -> None:
    filled(room)
    with pytest.raises(UserError, match="Nothing has been submitted"):
        export(room)
    room.submit()
    room.hide(b"b.c", 2, 2)
    with pytest.raises(UserError, match="void"):
        export(room)


def test_sources_that_changed_under_it_make_no_packet(ready: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    before = temporary(ready), set(ready.folder.iterdir())
    monkeypatch.setattr(packets.review, "round_digest", lambda _: "0" * 64)
    with pytest.raises(Problems, match="not what round 1 submitted"):
        export(ready)
    assert (temporary(ready), set(ready.folder.iterdir())) == before


class Stopped:
    def __init__(self, after: int) -> None:
        self.left = after

    def check(self) -> None:
        self.left -= 1
        if self.left < 0:
            raise Cancelled("stopped")


@pytest.mark.parametrize("after", [0, 3, 6])
def test_a_cancelled_export_leaves_nothing(ready: Room, after: int) -> None:
    before, head = (temporary(ready), set(ready.folder.iterdir())), ready.session.book.audit_head()
    with pytest.raises(Cancelled):
        packets.export(
            ready.session, ready.filing, out=ready.folder / "stopped", to=[LEGAL], key=ENGINEER,
            progress=QUIET["progress"], cancel=Stopped(after),
        )  # fmt: skip
    assert (temporary(ready), set(ready.folder.iterdir())) == before
    assert ready.session.book.audit_head() == head


def test_an_export_is_one_audit_row_and_one_signed_object(ready: Room) -> None:
    rows = ready.session.book.audit_head()[0]
    export(ready)
    assert ready.session.book.audit_head()[0] == rows + 1
    *_, signed = ready.session.book.reviews.objects(type=SignedType.PACKET)
    assert signed.signer == ready.vault.public(ENGINEER).fingerprint
    assert ready.state() == "open"


def test_a_packet_holds_nothing_of_another_filing(room: Room) -> None:
    canary, secret = b"CANARY-OF-ANOTHER-FILING", b"ghp_" + b"8aB7cD6eF5gH4iJ3kL2mN1oP0qR9sT8uV7wX"
    other = room.begin("other")
    room.source({b"canary.c": canary + b"\n" + secret + b"\n" + canary * 3}, slug="hidden-source", filing=other)
    room.scan(other)
    room.redact(filing=other)
    room.submit(other)
    filled(room)
    room.submit()
    room.decide()
    packet = Apart(room, Path(export(room).path))
    for name, data in packet.members.items():
        for word in (
            canary,
            secret,
            b"hidden-source",
            other.uid.encode(),
            canary.hex().encode(),
            secret.hex().encode(),
        ):
            assert word not in data, name
    heads = packet.rows(parts.HEAD)[0]
    assert not any("canary" in str(each).lower() for each in heads)


def test_decisions_and_their_comments_go_along(own: Room) -> None:
    own.decide("R-1", verdict=Verdict.REJECT)
    own.decide("R-2")
    report = export(own, to=[SECOND])
    with packetread.open_packet(own.environment, Path(report.path), key=SECOND, **QUIET) as reader:
        assert list(reader.comments.values()) == ["no"]
        kinds = [each.type for each in reader.objects]
        assert kinds[:3] == [SignedType.ROSTER] * 3
        assert kinds[-1] is SignedType.PACKET
        assert kinds.count(SignedType.DECISION) == 2
        legal, engineer = (own.vault.public(each).fingerprint for each in (LEGAL, ENGINEER))
        assert reader.heads[legal] == own.session.book.reviews.last(legal)
        assert reader.heads[engineer] == own.session.book.reviews.last(engineer)
        assert reader.audit_head[0] == own.session.book.audit_head()[0] - 1


def test_ranges_alone_permit_no_digest_and_say_so(ready: Room) -> None:
    whole, small = export(ready), export(ready, content="ranges", context=2)
    assert small.size < whole.size
    with packetread.open_packet(ready.environment, Path(small.path), key=LEGAL, **QUIET) as reader:
        found = reader.check(**QUIET)
        assert (found.faults, found.digest) == ((), "")
        assert {each.id for each in found.not_checked_messages} >= {"packet.not-sent-files", "packet.ranges-only"}
        assert found.commitments == len(reader.ranges)
        shown = reader.file("src", b"a.c")
        assert not shown.whole
        assert shown.original == b"".join(FILES[b"a.c"][at : at + size] for at, _, size in shown.parts)
        assert shown.original.count(TOKEN) == 2
        assert b"line 100 " not in shown.original
        assert shown.original.count(b"\n") == shown.filed.count(b"\n")
        with pytest.raises(UserError, match="not sent"):
            reader.read("data/source/src/c/d.c")
        with pytest.raises(UserError, match="not sent"):
            reader.file("src", b"c/d.c")
        assert reader.file("src", b"w.bin").original == FILES[b"w.bin"]
        assert reader.file("src", b"k.c").filed


@pytest.mark.parametrize("mask", ["mask: strip, strip_columns: 6", "preserve_lines: yes", "withheld_names: masked"])
@pytest.mark.parametrize("content", ["whole", "ranges"])
def test_every_way_to_mask_agrees_with_its_original(tmp_path: Path, mask: str, content: str) -> None:
    room = Room(tmp_path, template=TEMPLATE.replace("redaction: {allowed: yes,", f"redaction: {{allowed: yes, {mask},"))
    filled(room)
    room.submit()
    report = export(room, content=content)
    with packetread.open_packet(room.environment, Path(report.path), key=LEGAL, **QUIET) as reader:
        assert reader.check(**QUIET).faults == ()
    room.session.close()


@pytest.mark.parametrize("content", ["whole", "ranges"])
def test_where_nothing_but_a_listing_leaves_the_files_are_shown_all_the_same(tmp_path: Path, content: str) -> None:
    template = TEMPLATE.replace("listing: {mode: none}", "listing: {mode: whole, source: {certainty: source, text: x}}")
    template = template.replace("compression: stored,", "compression: stored, sources: no,")
    room = Room(tmp_path, template=template)
    filled(room)
    room.submit()
    report = export(room, content=content)
    with packetread.open_packet(room.environment, Path(report.path), key=LEGAL, **QUIET) as reader:
        found = reader.check(**QUIET)
        assert found.faults == ()
        assert "packet.listing-only" in {each.id for each in found.not_checked_messages}
        assert TOKEN in reader.file("src", b"a.c").original
        assert reader.file("src", b"k.c").filed
    room.session.close()


def test_every_bit_of_what_is_inside_counts(ready: Room) -> None:
    before = temporary(ready)
    whole = plain(ready, Path(export(ready).path))
    chance = random.Random("bits")
    places = [chance.randrange(len(whole) * 8) for _ in range(60)]
    places += [(len(whole) - 1 - at) * 8 + chance.randrange(8) for at in range(0, 24 + 64 + 40, 4)]
    for place in places:
        changed = bytearray(whole)
        changed[place // 8] ^= 1 << place % 8
        path = encrypted(ready, bytes(changed))
        with pytest.raises(UserError), packetread.open_packet(ready.environment, path, key=LEGAL, **QUIET):
            pass
    assert temporary(ready) == before


def test_every_bit_of_the_file_itself_counts(ready: Room) -> None:
    before = temporary(ready)
    whole = Path(export(ready).path).read_bytes()
    chance = random.Random("outer bits")
    path = ready.folder / "flipped"
    for place in [chance.randrange(len(whole) * 8) for _ in range(60)] + list(range(0, 320 * 8, 41)):
        changed = bytearray(whole)
        changed[place // 8] ^= 1 << place % 8
        path.write_bytes(changed)
        with pytest.raises(UserError), packetread.open_packet(ready.environment, path, key=LEGAL, **QUIET):
            pass
    for cut in (0, 10, 100, 1000, len(whole) - 1):
        path.write_bytes(whole[:cut])
        with pytest.raises(UserError), packetread.open_packet(ready.environment, path, key=LEGAL, **QUIET):
            pass
    assert temporary(ready) == before


def test_withheld_images_and_files_that_go_unmentioned_are_shown_to_her(tmp_path: Path) -> None:
    rule = "withheld_names: unmentioned, withheld_source: {certainty: source, text: x}"
    room = Room(tmp_path, template=TEMPLATE.replace("redaction: {allowed: yes,", f"redaction: {{allowed: yes, {rule},"))
    filled(room)
    image, whole = tmp_path / "secret.img", tmp_path / "open.img"
    image.write_bytes(b"\0\1image" * 500)
    whole.write_bytes(b"\0\2open image" * 500)
    attachments.add_firmware(room.session, room.filing, image=image, disclose=Disclosure.WITHHELD, slug="fw", **QUIET)
    attachments.add_firmware(room.session, room.filing, image=whole, disclose=Disclosure.WHOLE, slug="open", **QUIET)
    room.scan()
    room.submit()
    with packetread.open_packet(room.environment, Path(export(room).path), key=LEGAL, **QUIET) as reader:
        assert reader.check(**QUIET).faults == ()
        assert reader.file("src", b"w.bin").original == FILES[b"w.bin"]
        assert reader.file("fw", b"secret.img").original == image.read_bytes()
        assert reader.read("data/firmware/open/open.img") == whole.read_bytes()
    room.session.close()


def test_what_was_carried_to_another_commit_agrees_and_is_told(own: Room) -> None:
    own.move({b"b.c": b"/* new first lines */\n\n" + FILES[b"b.c"], b"a.c": b"/* x */\n" + FILES[b"a.c"]})
    own.scan()
    own.submit()
    with packetread.open_packet(own.environment, Path(export(own).path), key=LEGAL, **QUIET) as reader:
        found = reader.check(**QUIET)
        assert found.faults == ()
        assert "packet.carried" in {each.id for each in found.not_checked_messages}
        assert reader.info.delta is not None
        assert reader.info.delta.before == 1
        assert {each.since for each in reader.subjects()} == {"same"}
        places = [each for each in reader.subjects() if (each.path, each.title) == (b"b.c", "place")]
        assert reader.file("src", b"b.c").original[places[0].start :].startswith(ALGORITHM.rstrip(b"\n"))


def test_a_round_of_single_components_is_shown_alone(own: Room) -> None:
    own.source({b"later.c": b"not yet\n"}, slug="later")
    own.scan()
    row = packets.reviewing.submit(own.session, own.filing, key=ENGINEER, scope=("src",), **QUIET)
    with packetread.open_packet(own.environment, Path(export(own).path), key=LEGAL, **QUIET) as reader:
        assert reader.check(**QUIET).faults == ()
        assert (reader.round.scope, reader.round.digest) == (("src",), row.digest)
        assert not any("later" in name for name in reader.held.members)
        with pytest.raises(UserError, match="no file of this name"):
            reader.file("later", b"later.c")


def test_a_template_that_differs_from_the_shipped_one_is_shown_line_by_line() -> None:
    identifier = templates.shipped_ids()[0]
    text = templates.find(identifier).text
    assert packetread.difference(identifier, text) == ()
    changed = packetread.difference(identifier, text + b"# and \x1b[31mmore\n")
    assert changed is not None
    assert changed[-1] == "+# and \\x1b[31mmore"
    assert packetread.difference("none-of-this-id", text) is None
