"""Openings as use cases: who may make them, what they hold, what a check refuses, and what is rebuilt."""

from __future__ import annotations

import io
import json
import re
import shutil
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from codebinder import redact, review, vault
from codebinder.errors import Problems, UserError
from codebinder.model.opening import OpeningReport, OpeningVerdict
from codebinder.model.redaction import RedactionKind
from codebinder.model.review import Role, SignedType
from codebinder.model.source import Disclosure
from codebinder.workflow import attachments, openings, people, redacting, sealedmap, sources
from helpers.git_repo import Content
from helpers.workflows import ENGINEER, LEGAL, QUIET, SECOND, Room

FILES: dict[bytes, Content] = {
    b"main.c": b"int a;\r\nint hidden_one;\r\nint b;\r\nint hidden_two;\r\n",
    b"sub/wide.txt": "one\ntwo hidden\nthree\n".encode("utf-16"),
    b"sub/gb.txt": "第一行\n秘密内容在这里\n第三行\n".encode("gb18030"),
    b"sub/blob.bin": bytes(range(256)) * 8,
    b"readme": b"hello\n",
}


class Case:
    """A room whose package is built, and its openings."""

    def __init__(self, room: Room) -> None:
        self.room = room
        self.package = Path()
        self.made = 0

    def make(self, *ids: str, to: str = LEGAL, key: str = LEGAL, **how: object) -> Path:
        return Path(self.report(*ids, to=to, key=key, **how).path)

    def report(self, *ids: str, to: str = LEGAL, key: str = LEGAL, **how: object) -> OpeningReport:
        self.made += 1
        out = self.room.folder / f"{self.made}.opening"
        return openings.make(
            self.room.session, self.room.filing, redactions=ids, to=to, out=out, key=key, **how, **QUIET
        )  # type: ignore[arg-type]

    def check(self, *paths: Path, package: Path | None = None, **how: object) -> OpeningVerdict:
        return openings.check(self.room.environment, package or self.package, paths, **how, **QUIET)  # type: ignore[arg-type]

    def plain(self, path: Path) -> bytes:
        """The ZIP inside an opening."""
        return self.room.vault.decrypt(LEGAL, path.read_bytes())

    def forged(self, path: Path, change: Callable[[dict[str, bytes]], None]) -> Path:
        """A decrypted opening with its members changed."""
        out = io.BytesIO()
        with zipfile.ZipFile(io.BytesIO(self.plain(path))) as old, zipfile.ZipFile(out, "w") as new:
            members = {name: old.read(name) for name in old.namelist()}
            change(members)
            for name, data in members.items():
                new.writestr(name, data)
        target = path.with_suffix(".forged")
        target.write_bytes(out.getvalue())
        return target


def hide(room: Room, path: bytes, line: int) -> str:
    return room.hide(path, line, line)


def built(room: Room, *, withhold: bool = True) -> Case:
    room.source(FILES)
    room.scan()
    for path, line in ((b"main.c", 2), (b"main.c", 4), (b"sub/wide.txt", 2), (b"sub/gb.txt", 2)):
        hide(room, path, line)
    if withhold:
        redacting.redact_file(room.session, room.filing, path=b"sub/blob.bin", reason="TS", key=ENGINEER)
    room.approve()
    case = Case(room)
    case.package = room.build()
    return case


@pytest.fixture(scope="module")
def held(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Case]:
    """One package for the tests that only make and check openings of it."""
    room = Room(tmp_path_factory.mktemp("openings"))
    yield built(room)
    room.session.close()


def line_of(verdict: OpeningVerdict, name: str) -> str:
    return next(line.text for line in verdict.lines if line.name == name)


def test_one_range_is_opened_and_nothing_else(held: Case) -> None:
    report = held.report("R-1")
    assert (report.ranges, report.files, report.commits, report.round) == (1, 0, 0, 1)
    verdict = held.check(Path(report.path))
    assert verdict.exit_code == 0, verdict.lines
    assert [(each.ordinal, each.data) for each in verdict.opened] == [(1, b"int hidden_one;")]
    assert b"hidden_two" not in held.plain(Path(report.path))


def test_a_check_speaks_chinese(held: Case, tmp_path: Path) -> None:
    made = held.make("R-1", "R-2", "R-5", commit=True)
    good = held.check(made, rebuild=tmp_path / "re", lang="zh")
    assert good.exit_code == 0, good.lines
    said = (good.verdict, *(line.text for line in good.lines), *good.not_proven)
    assert all(re.search("[\u4e00-\u9fff]", text) for text in said), said


def test_what_is_wrong_is_told_in_chinese(held: Case) -> None:
    def other(members: dict[str, bytes]) -> None:
        fields = json.loads(members["opening.json"])
        fields["round"] += 1
        members["opening.json"] = json.dumps(fields).encode()

    verdict = held.check(held.forged(held.make("R-1"), other), lang="zh")
    assert verdict.exit_code == 1
    assert line_of(verdict, "RELEASE") == "此开示文件属于另一个材料包：另一申报或其另一轮。"


def test_all_openings_together_rebuild_every_file(held: Case, tmp_path: Path) -> None:
    one, two = held.make("R-1"), held.make("R-2")
    rest = held.make("R-3", "R-4", "R-5")
    verdict = held.check(one, two, rest, rebuild=tmp_path / "re")
    assert verdict.exit_code == 0, verdict.lines
    found = {path.name: path.read_bytes() for path in (tmp_path / "re").rglob("*") if path.is_file()}
    assert found == {path.decode().rpartition("/")[2]: FILES[path] for path in FILES if path != b"readme"}


def test_a_file_of_which_one_range_is_not_opened_is_not_rebuilt(held: Case, tmp_path: Path) -> None:
    verdict = held.check(held.make("R-1"), rebuild=tmp_path / "re")
    assert verdict.exit_code == 1
    assert "none could be rebuilt" in line_of(verdict, "REBUILT")
    assert not (tmp_path / "re").exists()


def test_the_opening_is_the_same_but_for_its_release_and_encryption(held: Case) -> None:
    def parts(path: Path) -> dict[str, bytes]:
        with zipfile.ZipFile(io.BytesIO(held.plain(path))) as archive:
            return {name: archive.read(name) for name in archive.namelist() if not name.startswith("release")}

    assert parts(held.make("R-1")) == parts(held.make("R-1"))


def test_the_register_says_what_was_opened_to_whom(held: Case) -> None:
    before = len(openings.made(held.room.session, held.room.filing))
    report = held.report("R-2")
    row = openings.made(held.room.session, held.room.filing)[-1]
    assert (row.number, row.round, row.recipient, row.recipient_name) == (
        before + 1,
        1,
        report.recipient,
        "Person chen",
    )
    assert len(row.commitments) == 1
    assert row.digest == report.release
    assert held.room.session.book.audit.page(offset=0, limit=1000).items[-1].action == "opening make"
    assert held.room.state() == "signed"


def test_only_somebody_who_may_approve_releases(held: Case) -> None:
    before = len(openings.made(held.room.session, held.room.filing))
    with pytest.raises(UserError, match="Only a key of role legal"):
        held.make("R-1", key=ENGINEER)
    assert len(openings.made(held.room.session, held.room.filing)) == before
    assert not (held.room.folder / f"{held.made}.opening").exists()


def test_an_existing_file_is_not_replaced_and_nothing_is_released(held: Case) -> None:
    target = held.room.folder / f"{held.made + 1}.opening"
    target.write_bytes(b"mine")
    before = len(openings.made(held.room.session, held.room.filing))
    with pytest.raises(UserError, match="already"):
        held.make("R-1")
    assert target.read_bytes() == b"mine"
    assert len(openings.made(held.room.session, held.room.filing)) == before


@pytest.mark.parametrize("to", ["nobody", "age1nonsense", "codebinder-key1:AAAA", ""])
def test_a_recipient_that_is_none_is_refused(held: Case, to: str) -> None:
    with pytest.raises(UserError):
        held.make("R-1", to=to)


def test_a_recipient_may_be_a_line_a_file_a_name_or_a_bare_age_recipient(held: Case, tmp_path: Path) -> None:
    line = people.export_key(held.room.environment, SECOND)
    (tmp_path / "key.txt").write_text(f"# hers\n{line}\n")
    age = held.room.vault.public(SECOND).age
    reports = [held.report("R-1", to=to) for to in (line, str(tmp_path / "key.txt"), SECOND, age)]
    assert {report.recipient for report in reports} == {age}
    assert [report.recipient_name for report in reports] == ["Person zhao"] * 3 + [""]


def test_an_unknown_redaction_or_path_is_refused(held: Case) -> None:
    with pytest.raises(UserError, match="R-99 hides nothing"):
        held.make("R-99")
    with pytest.raises(UserError, match="Nothing is hidden in this file"):
        held.make(path=b"readme")


def swap(members: dict[str, bytes]) -> None:
    for ending in ("message", "salt", "hidden"):
        one, two = f"ranges/000001.{ending}", f"ranges/000002.{ending}"
        members[one], members[two] = members[two], members[one]


def described(change: Callable[[dict[str, object]], None]) -> Callable[[dict[str, bytes]], None]:
    def apply(members: dict[str, bytes]) -> None:
        value = json.loads(members["opening.json"])
        change(value)
        members["opening.json"] = json.dumps(value).encode()

    return apply


def another(**fields: object) -> Callable[[dict[str, bytes]], None]:
    """A message and its description that say something else than was committed to."""

    def apply(members: dict[str, bytes]) -> None:
        said = redact.parse_message(members["ranges/000001.message"])
        values = {name: getattr(said, name) for name in
                  ("filing_uid", "component", "kind", "payload_path", "ordinal", "offset", "hidden")}  # fmt: skip
        values |= fields
        values["kind"] = RedactionKind(values["kind"])
        members["ranges/000001.message"] = redact.message(**values)
        members["ranges/000001.hidden"] = values["hidden"]

    return apply


def replaced(name: str, data: bytes) -> Callable[[dict[str, bytes]], None]:
    return lambda members: members.__setitem__(name, data)


def without_second(members: dict[str, bytes]) -> None:
    for name in [name for name in members if name.startswith("ranges/000002")]:
        del members[name]
    described(lambda value: value["openings"].pop())(members)  # type: ignore[attr-defined]


def other_round(members: dict[str, bytes]) -> None:
    members["release.msg"] = members["release.msg"].replace(b'"round":1', b'"round":2')


NOBODY = (
    b"-----BEGIN PUBLIC KEY-----\nMCowBQYDK2VwAyEAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n"
    b"-----END PUBLIC KEY-----\n"
)

FORGED: dict[str, tuple[Callable[[dict[str, bytes]], None], str]] = {
    "another value": (another(hidden=b"int hidden_0ne;"), "do not give the commitment"),
    "another salt": (replaced("ranges/000001.salt", b"00" * 32), "do not give the commitment"),
    "another filing": (another(filing_uid="0" * 36), "another filing"),
    "another component": (another(component="other"), "another place"),
    "another kind": (another(kind="value"), "another place"),
    "another path": (another(payload_path="data/source/src/readme"), "another place"),
    "another number": (another(ordinal=2), "another number or offset"),
    "another offset": (another(offset=9), "another number or offset"),
    "two ranges swapped": (swap, "another number or offset"),
    "another line of the list": (described(lambda v: v["openings"][0].update(offset=1)), "another line"),  # type: ignore[index]
    "another commitment": (described(lambda v: v["openings"][0].update(commitment="0" * 64)), "`commitments`"),  # type: ignore[index]
    "another recipient": (described(lambda v: v.update(recipient="age1other")), "`recipient`"),
    "another round": (described(lambda v: v.update(round=2)), "of another package"),
    "another list": (described(lambda v: v.update(root="0" * 64)), "of another package"),
    "a range left out": (without_second, "`commitments`"),
    "a signature of somebody else": (replaced("release.sig", b"\0" * 64), "signature of a release is wrong"),
    "a key of nobody": (replaced("release.pem", NOBODY), "not on the package's roster"),
    "a release that says another round": (other_round, "signature of a release is wrong"),
}  # fmt: skip


@pytest.mark.parametrize("case", FORGED)
def test_a_forged_opening_does_not_match(held: Case, case: str, tmp_path: Path) -> None:
    change, sentence = FORGED[case]
    verdict = held.check(held.forged(held.make("R-1", "R-2"), change), rebuild=tmp_path / "re", extract=tmp_path / "ex")
    assert verdict.exit_code == 1
    assert [line.text for line in verdict.lines if sentence in line.text], verdict.lines
    assert verdict.opened == ()
    assert not (tmp_path / "re").exists()
    assert not (tmp_path / "ex").exists()


def test_an_opening_of_another_package_does_not_match(held: Case, tmp_path: Path) -> None:
    room = Room(tmp_path)
    try:
        other = built(room, withhold=False)
        verdict = held.check(held.make("R-1"), package=other.package)
        assert verdict.exit_code == 1
        assert "of another package" in line_of(verdict, "RELEASE")
    finally:
        room.session.close()


def test_a_changed_package_does_not_match(held: Case, tmp_path: Path) -> None:
    with zipfile.ZipFile(held.package) as archive:
        archive.extractall(tmp_path)
    (top,) = tmp_path.iterdir()
    assert held.check(held.make("R-1"), package=top).exit_code == 0
    (top / "data/source/src/readme").write_bytes(b"hell0\n")
    verdict = held.check(held.make("R-1"), package=top)
    assert verdict.exit_code == 1
    assert "not as it was sealed" in line_of(verdict, "PACKAGE")


def test_what_a_mask_size_claims_is_looked_at(held: Case, tmp_path: Path) -> None:
    forged = held.forged(
        held.make("R-3"),
        described(lambda v: v["openings"][0].update(mask=v["openings"][0]["mask"] + 2)),  # type: ignore[index]
    )
    verdict = held.check(forged, rebuild=tmp_path / "re")
    assert verdict.exit_code == 1
    assert "mask of range 4" in line_of(verdict, "FILES")
    assert not (tmp_path / "re").exists()


def test_merged_ranges_are_named(tmp_path: Path) -> None:
    room = Room(tmp_path)
    try:
        room.source({b"a.c": b"one two three four\n"})
        room.scan()
        for start, end in ((0, 7), (4, 13)):
            redacting.redact_bytes(
                room.session, room.filing, path=b"a.c", start=start, end=end, reason="TS", key=ENGINEER
            )
        room.approve()
        case = Case(room)
        report = case.report("R-1")
        assert [(each.ordinal, each.asked, each.also) for each in report.merged] == [(1, ("R-1",), ("R-2",))]
    finally:
        room.session.close()


def test_nothing_is_opened_that_was_not_signed(room: Room) -> None:
    room.source(FILES)
    room.scan()
    hide(room, b"main.c", 2)
    case = Case(room)
    with pytest.raises(UserError, match="No round of this filing was signed"):
        case.make("R-1")
    room.submit()
    with pytest.raises(UserError, match="No round of this filing was signed"):
        case.make("R-1")
    room.decide()
    room.sign()
    assert case.report("R-1").ranges == 1


def test_a_round_that_was_built_stays_open_to_openings_after_everything_moved_on(room: Room) -> None:
    case = built(room)
    room.move({b"main.c": b"int other;\n"})
    shutil.rmtree(room.repositories["src"].path)
    verdict = case.check(case.make("R-1"))
    assert verdict.exit_code == 0, verdict.lines
    assert verdict.opened[0].data == b"int hidden_one;"


def test_the_way_to_the_commit_is_offered_only_where_everything_is_opened(room: Room) -> None:
    case = built(room)
    report = case.report("R-1", commit=True)
    assert report.objects == 0
    assert "4 ranges and withheld files" in report.unoffered[0]
    verdict = case.check(Path(report.path))
    assert verdict.exit_code == 0
    assert "not in this opening" in line_of(verdict, "COMMIT")
    earlier = case.make("R-2", "R-3", "R-4", "R-5")
    last = case.report(commit=True)
    assert last.objects == 3
    assert not last.unoffered
    verdict = case.check(Path(report.path), earlier, Path(last.path))
    assert verdict.exit_code == 0, verdict.lines
    assert any("5 files are followed through 2 folders" in line.text for line in verdict.lines)
    other = case.report(commit=True, to=SECOND)
    assert other.objects == 0


def test_the_way_for_one_file_holds_the_trees_on_it_alone(room: Room) -> None:
    case = built(room)
    case.make(everything=True)
    report = case.report(commit=True, path=b"readme")
    assert report.objects == 2
    verdict = case.check(Path(report.path))
    assert verdict.exit_code == 0, verdict.lines
    assert "1 files are followed through 1 folders" in line_of(verdict, "COMMIT")


def test_a_git_object_that_was_changed_does_not_match(room: Room) -> None:
    case = built(room)

    def change(members: dict[str, bytes]) -> None:
        name = next(name for name in members if name.endswith(".tree"))
        members[name] = members[name].replace(b"readme", b"README")

    forged = case.forged(case.make(everything=True, commit=True), change)
    verdict = case.check(forged)
    assert verdict.exit_code == 1
    assert "not what its id says" in line_of(verdict, "COMMIT")


@pytest.mark.parametrize("why", ["excluded", "message"])
def test_the_way_is_not_offered_where_something_would_still_be_told(room: Room, why: str) -> None:
    if why == "excluded":
        room.source({b"a.c": b"hidden line here\nint b;\n", b"out.txt": b"x"}, exclude=("out.txt",))
    else:
        room.source({b"a.c": b"hidden line here\nint b;\n"}, slug="src")
        other = room.repositories["src"]
        commit = other.commit({b"z.c": b"z\n"}, message="about hidden line elsewhere")
        sources.update(room.session, room.filing, "src", rev=commit, **QUIET)
        room.source({b"b.c": b"hidden line elsewhere\n"}, slug="two")
    room.scan()
    room.hide(b"a.c", 1, 1)
    if why == "message":
        room.hide(b"b.c", 1, 1)
    room.approve()
    case = Case(room)
    report = case.report(commit=True, path=b"a.c", component="src")
    assert report.objects == 0
    assert ("excluded" if why == "excluded" else "commit's own text") in report.unoffered[0]


def test_a_withheld_image_is_opened(room: Room, tmp_path: Path) -> None:
    image = tmp_path / "fw.bin"
    image.write_bytes(b"\x7fIMG" + bytes(range(256)) * 9000)
    room.source({b"a.c": b"hidden line here\nint b;\n"})
    attachments.add_firmware(room.session, room.filing, image=image, disclose=Disclosure.WITHHELD, slug="fw", **QUIET)
    room.scan()
    room.hide(b"a.c", 1, 1)
    room.approve()
    case = Case(room)
    case.package = room.build()
    image_bytes = image.read_bytes()
    image.unlink()
    verdict = case.check(case.make(everything=True), rebuild=tmp_path / "re")
    assert verdict.exit_code == 0, verdict.lines
    assert (tmp_path / "re/withheld/fw/fw.bin").read_bytes() == image_bytes


def test_a_role_that_is_not_the_templates_may_not_release(room: Room) -> None:
    people.create_key(room.environment, "other", role=Role.ENGINEER, person="Other")
    built(room)
    with pytest.raises(UserError, match="not on this workbook's roster"):
        Case(room).make("R-1", key="other")


def test_the_sealed_map_says_nothing_without_the_key(room: Room) -> None:
    built(room)
    data = room.session.path.read_bytes()
    for each in (b"hidden_one", "秘密内容".encode("gb18030"), "two hidden".encode("utf-16-le"), bytes(range(64))):
        assert each not in data


def test_a_map_of_which_a_part_was_moved_or_cut_is_damaged(room: Room) -> None:
    case = built(room)
    book, slug = room.session.book, room.filing.slug
    parts = book.redactions.map(slug, 1)
    with book.transaction("test"):
        book.redactions.put_map(slug, 1, [parts[0], parts[2], parts[1]], own=True)
    with pytest.raises(UserError, match="damaged"):
        case.make("R-1")
    with book.transaction("test"):
        book.redactions.put_map(slug, 1, parts[:-1], own=True)
    with pytest.raises(UserError, match="damaged"):
        case.make("R-1")


def test_problems_are_said_with_exit_code_1() -> None:
    assert Problems("x").exit_code == 1


def test_the_map_of_a_round_that_nobody_approved_goes_with_the_next_one(room: Room) -> None:
    case = built(room)
    for line in (1, 3):
        hide(room, b"main.c", line)
        room.submit()
    assert room.session.book.redactions.map_rounds("f") == (1, 3)
    assert case.report("R-1", number=1).round == 1
    with pytest.raises(UserError, match="Round 2 was not signed"):
        case.make("R-1", number=2)


def test_a_map_of_the_first_form_is_still_opened(room: Room) -> None:
    case = built(room)
    book = room.session.book
    held = sealedmap.SealedMap(room.session, room.filing, 1)
    rows = [
        {
            "ordinal": each.ordinal, "component": each.component, "kind": each.kind, "offset": each.offset,
            "payload_path": each.payload_path, "redactions": list(each.redactions), "salt": each.salt.hex(),
            "hidden": held.data(each).hex(), "commitment": each.commitment,
        }
        for each in held.entries if each.what == sealedmap.RANGE
    ]  # fmt: skip
    sealer = room.session.sealer
    with book.transaction("test"):
        book.redactions.put_map("f", 1, [sealer.seal(sealedmap.MAP, json.dumps(row).encode()) for row in rows])
    verdict = case.check(case.make("R-1", "R-3"))
    assert verdict.exit_code == 0, verdict.lines
    assert [each.data for each in verdict.opened] == [b"int hidden_one;", "two hidden".encode("utf-16-le")]


def test_who_came_onto_the_roster_after_the_approval_is_told_so(room: Room) -> None:
    case = built(room)
    assert not case.report("R-1").warnings
    people.create_key(room.environment, "late", role=Role.LEGAL, person="Late Comer")
    people.trust(room.session, "late")
    report = case.report("R-1", key="late")
    assert "came onto the roster after" in report.warnings[0]
    verdict = case.check(Path(report.path))
    assert verdict.exit_code == 1
    assert "not on the package's roster" in line_of(verdict, "RELEASE")


def test_a_release_signed_by_somebody_who_may_not_approve_does_not_match(held: Case) -> None:
    room = held.room

    def change(members: dict[str, bytes]) -> None:
        said = json.loads(members["release.msg"].partition(b"/v1\0")[2][8:])
        engineer = room.vault.public(ENGINEER)
        signed = review.sign(SignedType.RELEASE, said | {"signer": engineer.fingerprint}, room.vault.signer(ENGINEER))
        members["release.msg"] = review.signed_message(signed.type, signed.stored)
        members["release.sig"] = signed.signature
        members["release.pem"] = vault.public_pem(engineer.ed25519)

    verdict = held.check(held.forged(held.make("R-1"), change))
    assert verdict.exit_code == 1
    assert "Only a key of role legal" in line_of(verdict, "RELEASE")


def test_an_opening_is_not_checked_against_a_draft(held: Case, tmp_path: Path) -> None:
    verdict = held.check(held.make("R-1"), package=held.room.build(tmp_path, draft=True))
    assert verdict.exit_code == 1
    assert "DRAFT" in line_of(verdict, "PACKAGE")
