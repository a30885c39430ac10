"""What a sender who lies, and has a key on the roster, can put before a reviewer: refused, or named as a fault."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from codebinder.errors import ExitCode, UserError
from codebinder.model.review import Role, SignedType
from codebinder.review import packetparts as parts
from codebinder.workflow import packetread, packets, people, redacting
from codebinder.workflow.packetviews import PacketCheck
from helpers.packets import Apart, encrypted, plain
from helpers.workflows import ENGINEER, LEGAL, QUIET, SECOND, TOKEN, Room

LINES = b"".join(b"line %d of the file\n" % number for number in range(30))
FILES = {
    b"a.c": b"int x;\n" + TOKEN + b"\n" + LINES,
    b"b.c": b"an algorithm of ours\nmore of it\n",
    b"k.c": b'token = "ghp_9fK9sQ2mZ7xB4vT6rW8yL3nP5dH0jC2aE1gZ"\n',
    b"w.bin": b"\x7fELF\0\1\2 withheld whole",
}


def filled(folder: Path) -> Room:
    room = Room(folder)
    room.source(FILES)
    found = room.scan()
    kept = [each.id for each in found if each.path == b"k.c"]
    room.redact(*(each.id for each in found if each.id not in kept))
    room.keep(*kept)
    room.hide(b"b.c", 1, 1)
    redacting.redact_file(room.session, room.filing, path=b"w.bin", reason="TS", key=ENGINEER)
    room.submit()
    return room


@pytest.fixture
def own(tmp_path: Path) -> Iterator[Room]:
    """A workbook that a test may change."""
    room = filled(tmp_path)
    yield room
    room.session.close()


@pytest.fixture(scope="module")
def ready(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Room]:
    """One workbook for the tests that only read it."""
    room = filled(tmp_path_factory.mktemp("forged"))
    yield room
    room.session.close()


@pytest.fixture(scope="module")
def good(ready: Room) -> Path:
    return exported(ready)


@pytest.fixture
def packet(ready: Room, good: Path) -> Apart:
    return Apart(ready, good)


def exported(room: Room, name: str = "out.packet", **more: Any) -> Path:
    out = room.folder / name
    packets.export(room.session, room.filing, out=out, **{"to": [LEGAL], "key": ENGINEER, **more}, **QUIET)
    return out


def checked(room: Room, path: Path, *, key: str = LEGAL) -> PacketCheck:
    with packetread.open_packet(room.environment, path, key=key, **QUIET) as reader:
        return reader.check(**QUIET)


def faults(room: Room, path: Path) -> set[str]:
    return {each.id.removeprefix("packet.") for each in checked(room, path).fault_messages}


def refused(room: Room, path: Path, why: str, *, key: str = LEGAL) -> None:
    with pytest.raises(UserError, match=why) as error:
        checked(room, path, key=key)
    assert error.value.exit_code is ExitCode.REFUSED
    assert "\n" not in str(error.value)
    assert not list(room.temp.iterdir())


def test_what_was_only_taken_apart_and_signed_again_is_good(ready: Room, packet: Apart) -> None:
    assert checked(ready, packet.again()).faults == ()


def relisted(packet: Apart) -> None:
    """Make the round's listing and the signed objects fit whatever the files are now."""
    rows = json.loads(packet.members[parts.ROUND])
    table = {name.removeprefix("filed/"): data for name, data in packet.members.items() if name.startswith("filed/")}
    names = sorted({name for name, _, _ in rows} | {name for name in table if name.startswith("proof/roster/")})
    rows = [[name, len(table[name]), hashlib.sha256(table[name]).hexdigest()] for name in names]
    listing = json.dumps(rows, separators=(",", ":")).encode()
    packet.members[parts.ROUND] = listing
    packet.fields["digest"] = hashlib.sha256(listing).hexdigest()
    packet.submitted(digest=packet.fields["digest"])


FILED = "filed/data/source/src/a.c"


def of_file(table: dict[str, Any], wanted: bytes, /, **change: object) -> dict[str, Any]:
    if bytes.fromhex(table["path"]) == wanted:
        table.update(change)
    return table


def gone(path: bytes) -> Callable[[dict[str, Any]], object]:
    return lambda table: None if bytes.fromhex(table["path"]) == path else table


def original_of(packet: Apart, path: bytes) -> str:
    row = next(row for row in packet.rows(parts.RANGES) if bytes.fromhex(row[3]) == path)
    return row[-2]


def leaves_something_else(packet: Apart) -> None:
    packet.members[FILED] = packet.members[FILED].replace(b"line 7", b"line 8")


def leaves_the_secret(packet: Apart) -> None:
    packet.members[FILED] = packet.members[FILED].replace(b"line 7 ", TOKEN)
    relisted(packet)


def shows_another_original(packet: Apart) -> None:
    name = original_of(packet, b"a.c")
    packet.members[name] = packet.members[name].replace(TOKEN, b"x" * len(TOKEN))


def shows_another_file_around(packet: Apart) -> None:
    name = original_of(packet, b"a.c")
    packet.members[name] = packet.members[name].replace(b"line 9 ", b"LINE 9 ")


def shows_another_withheld_file(packet: Apart) -> None:
    packet.members[original_of(packet, b"w.bin")] = b"harmless"


def leaves_out_a_subject(packet: Apart) -> None:
    packet.change(parts.SUBJECTS, parts.SubjectRow, gone(b"b.c"))


def leaves_out_a_range(packet: Apart) -> None:
    packet.change(parts.RANGES, parts.RangeRow, gone(b"b.c"))


def leaves_out_the_withheld(packet: Apart) -> None:
    packet.change(parts.RANGES, parts.RangeRow, gone(b"w.bin"))


def gives_a_range_to_another(packet: Apart) -> None:
    packet.change(parts.RANGES, parts.RangeRow, lambda table: of_file(table, b"b.c", redactions=["R-77"]))


def gives_a_range_to_nobody(packet: Apart) -> None:
    packet.change(parts.RANGES, parts.RangeRow, lambda table: of_file(table, b"b.c", redactions=[]))


def changes_a_salt(packet: Apart) -> None:
    packet.change(parts.RANGES, parts.RangeRow, lambda table: of_file(table, b"b.c", salt="00" * 32))


def shortens_a_salt(packet: Apart) -> None:
    packet.change(parts.RANGES, parts.RangeRow, lambda table: of_file(table, b"b.c", salt="00"))


def moves_a_range(packet: Apart) -> None:
    packet.change(parts.RANGES, parts.RangeRow, lambda table: of_file(table, b"b.c", start=3))


def moves_a_place(packet: Apart) -> None:
    packet.change(parts.SUBJECTS, parts.SubjectRow, lambda table: of_file(table, b"b.c", start=1))


def moves_a_keep(packet: Apart) -> None:
    packet.change(parts.SUBJECTS, parts.SubjectRow, lambda table: of_file(table, b"k.c", start=1))


def renames_a_file(packet: Apart) -> None:
    packet.change(parts.FILES, parts.FileRow, lambda table: of_file(table, b"k.c", path=b"z.c".hex()))


def leaves_out_a_file(packet: Apart) -> None:
    del packet.members["filed/data/source/src/k.c"]
    packet.change(parts.FILES, parts.FileRow, lambda table: of_file(table, b"k.c", filed=""))


def adds_a_file(packet: Apart) -> None:
    packet.members["filed/data/source/src/extra.c"] = b"x"


def adds_a_file_to_the_round(packet: Apart) -> None:
    rows = [*json.loads(packet.members[parts.ROUND]), ["data/source/src/x.c", 1, hashlib.sha256(b"x").hexdigest()]]
    packet.put(parts.ROUND, sorted(rows))
    packet.members["filed/data/source/src/x.c"] = b"x"
    relisted(packet)


def unhides_a_place(packet: Apart) -> None:
    """Leave a file as it is, and take its range out of everything."""
    packet.members["filed/data/source/src/b.c"] = FILES[b"b.c"]
    rows = packet.members["filed/proof/commitments.txt"].splitlines(keepends=True)
    packet.members["filed/proof/commitments.txt"] = b"".join(row for row in rows if b"b.c" not in row)
    packet.change(parts.RANGES, parts.RangeRow, gone(b"b.c"))
    packet.change(parts.FILES, parts.FileRow, lambda table: of_file(table, b"b.c", original=""))
    relisted(packet)


def shows_another_roster(packet: Apart) -> None:
    packet.members["filed/proof/roster/0002.msg"] += b" "
    relisted(packet)


def leaves_out_a_version_of_the_roster(packet: Apart) -> None:
    """Put one more version into the package than she is shown, with whatever stands on it."""
    newest = packet.rows(parts.ROSTERS)[-1]
    for end in ("msg", "sig"):
        packet.members[f"filed/proof/roster/0005.{end}"] = b"a version that nobody shows her " + newest[1].encode()
    relisted(packet)


def says_another_reason_of_a_withheld_file(packet: Apart) -> None:
    paper = json.loads(packet.members["filed/papers/withheld.json"])
    paper["files"][0]["reason"] = "another"
    packet.put("filed/papers/withheld.json", paper)
    relisted(packet)


def names_another_withheld_file(packet: Apart) -> None:
    paper = json.loads(packet.members["filed/papers/withheld.json"])
    paper["files"][0]["name"] = "harmless.bin"
    packet.put("filed/papers/withheld.json", paper)
    relisted(packet)


def says_two_things_of_a_withheld_file(packet: Apart) -> None:
    """Write one field twice: whoever reads the first and whoever reads the last see different papers."""
    paper = packet.members["filed/papers/withheld.json"]
    packet.members["filed/papers/withheld.json"] = paper.replace(b'"reason"', b'"reason": "another", "reason"')
    relisted(packet)


def shows_another_template(packet: Apart) -> None:
    packet.members["filed/papers/template.yaml"] += b"\n"
    relisted(packet)


def puts_no_mask(packet: Apart) -> None:
    mask = packet.members[FILED].split(b"\n")[1]
    packet.members[FILED] = packet.members[FILED].replace(
        mask, b"[REDACTED 000001 trust me ]"[: len(mask)].ljust(len(mask))
    )
    relisted(packet)


def publishes_another_reason(packet: Apart) -> None:
    packet.change(parts.RANGES, parts.RangeRow, lambda table: of_file(table, b"b.c", reason="CRY"))


FORGED: dict[Callable[[Apart], None], set[str]] = {
    leaves_something_else: {"other-file", "other-digest", "other-outside"},
    leaves_the_secret: {"other-outside"},
    shows_another_original: {"wrong-commitment"},
    shows_another_file_around: {"other-outside"},
    shows_another_withheld_file: {"wrong-commitment", "withheld-other"},
    leaves_out_a_subject: {"mask-of-nobody"},
    leaves_out_a_range: {"unshown-commitment", "not-hidden", "original-of-nothing"},
    leaves_out_the_withheld: {"unshown-commitment", "withheld-unshown"},
    gives_a_range_to_another: {"mask-of-nobody"},
    gives_a_range_to_nobody: {"mask-of-nobody"},
    changes_a_salt: {"wrong-commitment"},
    shortens_a_salt: {"wrong-commitment"},
    moves_a_range: {"wrong-commitment", "other-outside", "not-hidden"},
    moves_a_place: {"place-other"},
    moves_a_keep: {"keep-other"},
    renames_a_file: {"wrong-name"},
    leaves_out_a_file: {"missing-file", "other-digest"},
    adds_a_file: {"stray-file"},
    adds_a_file_to_the_round: {"stray-source"},
    unhides_a_place: {"not-hidden"},
    shows_another_roster: {"other-roster"},
    leaves_out_a_version_of_the_roster: {"other-roster"},
    says_another_reason_of_a_withheld_file: {"withheld-paper"},
    names_another_withheld_file: {"withheld-paper"},
    says_two_things_of_a_withheld_file: {"withheld-paper"},
    shows_another_template: {"other-template"},
    puts_no_mask: {"wrong-mask"},
    publishes_another_reason: {"other-reason", "wrong-mask"},
}


@pytest.mark.parametrize("forge", FORGED, ids=[each.__name__ for each in FORGED])
def test_a_sender_who(ready: Room, packet: Apart, forge: Callable[[Apart], None]) -> None:
    forge(packet)
    assert FORGED[forge] <= faults(ready, packet.again())


def test_what_is_hidden_in_the_name_of_a_value_and_is_another_is_told(tmp_path: Path) -> None:
    room = Room(tmp_path)
    room.source({b"a.c": b"int x;\n" + TOKEN + b"\n", b"b.txt": base64.b64encode(b"x = " + TOKEN) + b"\n"})
    room.redact(*(each.id for each in room.scan() if each.path == b"a.c"))
    room.keep(*(each.id for each in room.findings() if each.state.value == "open"))
    room.submit()
    found = checked(room, exported(room))
    assert found.faults == ()
    assert [each.params["count"] for each in found.not_checked_messages if each.id == "packet.other-forms"] == [1]
    room.session.close()


def without(name: str) -> Callable[[Apart], None]:
    return lambda packet: packet.members.pop(name) and None


def subject_changed(packet: Apart) -> None:
    packet.change(
        parts.SUBJECTS, parts.SubjectRow, lambda table: table.update(value=table["value"].replace("TS", "CRY")) or table
    )


def subject_twice(packet: Apart) -> None:
    packet.put(parts.SUBJECTS, packet.rows(parts.SUBJECTS) * 2)


def template_changed(packet: Apart) -> None:
    packet.members[parts.TEMPLATE] += b"\n"


def object_changed(packet: Apart) -> None:
    (row,) = packet.rows(parts.OBJECTS)
    packet.put(parts.OBJECTS, [[*row[:3], "00" * 64]])


def object_twice(packet: Apart) -> None:
    packet.put(parts.OBJECTS, packet.rows(parts.OBJECTS) * 2)


def no_submission(packet: Apart) -> None:
    packet.put(parts.OBJECTS, [])


def roster_shorter(packet: Apart) -> None:
    packet.put(parts.ROSTERS, packet.rows(parts.ROSTERS)[:2])


def roster_forged(packet: Apart) -> None:
    rows = packet.rows(parts.ROSTERS)
    rows[2] = [rows[2][0], rows[2][1], rows[2][2], "11" * 64]
    packet.put(parts.ROSTERS, rows)


def listing_of_another_round(packet: Apart) -> None:
    rows = json.loads(packet.members[parts.ROUND])
    packet.put(parts.ROUND, rows[1:])


def comment_of_nothing(packet: Apart) -> None:
    packet.put(parts.COMMENTS, {"0" * 64: "you approved this"})


def two_heads(packet: Apart) -> None:
    packet.put(parts.HEAD, packet.rows(parts.HEAD) * 2)


def keys_short(packet: Apart) -> None:
    packet.change(parts.HEAD, parts.Head, lambda table: table.update(keys="{}") or table)


def says_whole(packet: Apart) -> None:
    packet.change(parts.HEAD, parts.Head, lambda table: table.update(content="ranges") or table)


def range_of_no_member(packet: Apart) -> None:
    packet.change(parts.RANGES, parts.RangeRow, lambda table: table.update(original="original/999999") or table)


def accounts_of_no_shape(packet: Apart) -> None:
    packet.change(parts.HEAD, parts.Head, lambda table: table.update(accounting='[["src",{"total":-1}]]') or table)


REFUSED: dict[str, tuple[Callable[[Apart], None], str]] = {
    "no head": (without(parts.HEAD), "missing"),
    "no ranges": (without(parts.RANGES), "missing"),
    "no original": (without("original/000001"), "range is not what"),
    "subject changed": (subject_changed, "not what its digest says"),
    "subject twice": (subject_twice, "twice"),
    "template changed": (template_changed, "not the one that was signed"),
    "object changed": (object_changed, "signature"),
    "object twice": (object_twice, "stand at one place"),
    "no submission": (no_submission, "does not hold the signed submission"),
    "roster shorter": (roster_shorter, "roster|not on"),
    "roster forged": (roster_forged, "signature"),
    "another listing": (listing_of_another_round, "another round"),
    "comment of nothing": (comment_of_nothing, "belongs to nothing"),
    "two heads": (two_heads, "more than one thing"),
    "keys short": (keys_short, "lacks the keys"),
    "says whole": (says_whole, "something else than it says"),
    "range of no member": (range_of_no_member, "range is not what"),
    "accounts": (accounts_of_no_shape, "table"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_a_packet_is_refused_with_one_sentence(ready: Room, packet: Apart, name: str) -> None:
    forge, why = REFUSED[name]
    forge(packet)
    refused(ready, packet.again(), why)


def test_a_packet_signed_by_somebody_who_is_not_on_its_roster_is_refused(ready: Room, packet: Apart) -> None:
    people.create_key(ready.environment, "outsider", role=Role.ENGINEER, person="Somebody")
    refused(ready, packet.again(key="outsider"), "not on the workbook's roster")


def test_a_packet_for_another_person_that_was_encrypted_again_is_refused(ready: Room, good: Path) -> None:
    whole = plain(ready, good)
    refused(ready, encrypted(ready, whole, SECOND), "signed for other people", key=SECOND)


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        ({"workbook": "00000000-0000-0000-0000-000000000000"}, "another workbook"),
        ({"filing": "00000000-0000-0000-0000-000000000000"}, "another filing"),
        ({"round": 2}, "another round"),
        ({"digest": "0" * 64}, "another round"),
        ({"template": "0" * 64}, "template"),
        ({"roster": 2}, "not those that were signed"),
        ({"members": "0" * 64}, "not those that were signed"),
        ({"content": "half"}, "content"),
        ({"critical": ["future"]}, "future"),
        ({"audit_head": None}, "audit_head"),
    ],
    ids=["workbook", "filing", "round", "digest", "template", "roster", "members", "content", "critical", "head"],
)
def test_an_object_that_says_something_else_is_refused(
    ready: Room, packet: Apart, fields: dict[str, object], why: str
) -> None:
    refused(ready, packet.again(fields=fields), why)


def test_a_packet_of_an_older_round_that_knows_of_a_newer_one_is_refused(own: Room) -> None:
    first = Apart(own, exported(own))
    own.hide(b"b.c", 2, 2)
    own.submit()
    newer = Apart(own, exported(own, "second.packet"))
    first.members[parts.OBJECTS] = newer.members[parts.OBJECTS]
    refused(own, first.again(), "round 2 followed|stand at one place")


def test_what_is_no_packet_is_refused(ready: Room) -> None:
    path = ready.folder / "x"
    for data in (b"", b"SQLite format 3\0", b"age-encryption.org/v1\n", b"PK\3\4", b"codebinder-packet/v1\n" * 9):
        path.write_bytes(data)
        refused(ready, path, "packet|opens|damaged")
    path.write_bytes(b"codebinder-packet-passphrase/v1\n" + b"\xff" * 50)
    refused(ready, path, "packet")
    refused(ready, ready.folder / "nothing", "can't be read|cannot be read")
    refused(ready, ready.folder, "can't be read|cannot be read")
    assert not packetread.is_packet(ready.folder)


def test_a_plain_container_is_refused(ready: Room, good: Path) -> None:
    path = ready.folder / "x"
    path.write_bytes(plain(ready, good))
    refused(ready, path, "always encrypted")


def test_an_object_of_another_filing_does_not_fit(own: Room) -> None:
    packet = Apart(own, exported(own))
    other = own.begin("other")
    own.source({b"o.c": b"int o;\n"}, slug="o", filing=other)
    own.scan(other)
    own.submit(other)
    (signed,) = own.session.book.reviews.objects(filing="other", type=SignedType.SUBMISSION)
    packet.members[parts.OBJECTS] = parts.dump_signed([*packet.objects(), signed])
    refused(own, packet.again(), "another filing")
