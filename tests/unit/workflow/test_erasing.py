"""Hold, retention, erasure: one filing's hidden content is gone from the workbook's file, and its proof is left."""

from __future__ import annotations

import hashlib
import sqlite3
from datetime import UTC, datetime
from pathlib import Path

import pytest

from codebinder.errors import UserError
from codebinder.model.register import ErasureReport
from codebinder.model.review import SignedType
from codebinder.workflow import (
    audit,
    filings,
    hiding,
    importing,
    logs,
    openings,
    overview,
    privilege,
    recovery,
    redacting,
    register,
    sources,
)
from codebinder.workflow.environment import Environment
from codebinder.workflow.sealedmap import SealedMap
from codebinder.workflow.session import Session
from helpers.books import StillClock
from helpers.workflows import ENGINEER, LEGAL, QUIET, TOKEN, Room

KEEPER = ENGINEER  # the first one trusted


@pytest.fixture
def two(room: Room) -> Room:
    """Two filings, each with something hidden; the first is built."""
    room.source({b"a.c": b'char *t = "' + TOKEN + b'";\nint hidden_line_of_f;\nint b;\n'})
    room.scan()
    room.redact()
    room.hide(b"a.c", 2, 2)
    room.approve()
    room.build()
    first, room.filing = room.filing, room.begin("g")
    room.source({b"g.c": b"int hidden_line_of_g;\nint c;\n"}, slug="gsrc")
    room.scan()
    room.hide(b"g.c", 1, 1)
    room.approve()
    room.filing = first
    return room


def boxes(path: Path, filing: str) -> list[bytes]:
    """Everything sealed that must be gone from the file: key, map parts, salts, values, commit ids."""
    with sqlite3.connect(path) as base:
        of = "JOIN filings f ON f.id = t.filing WHERE f.slug = ?"
        rows = [
            *base.execute(f"SELECT t.sealed FROM map_keys t {of}", (filing,)),
            *base.execute(f"SELECT t.sealed FROM sealed_map t {of}", (filing,)),
            *base.execute(f"SELECT t.sealed FROM salts t {of}", (filing,)),
            *base.execute(
                "SELECT r.sealed_value FROM redactions r JOIN components c ON c.id = r.component JOIN filings f "
                "ON f.id = c.filing WHERE f.slug = ?", (filing,),
            ),
            *base.execute(
                "SELECT c.sealed_commit FROM components c JOIN filings f ON f.id = c.filing WHERE f.slug = ?", (filing,)
            ),
        ]  # fmt: skip
    base.close()
    return [bytes(row[0]) for row in rows if row[0]]


def erase(room: Room, **more: str) -> ErasureReport:
    given = {"confirm": "f", "reason": "the contract ends", "key": KEEPER, **more}
    return register.erase(room.session, room.filing, **given)


def test_maps_are_sealed_under_a_key_of_the_filing_itself(two: Room) -> None:
    box = two.session.book.redactions.map_part("f", 1, 0)
    assert box is not None
    with pytest.raises(UserError, match="does not open"):
        two.session.sealer.unseal("sealed-map", box)
    assert SealedMap(two.session, two.filing, 1).entries
    assert two.session.book.register.map_key("f") != two.session.book.register.map_key("g")


def test_a_key_that_was_moved_to_another_filing_does_not_open(two: Room) -> None:
    two.session.close()
    with sqlite3.connect(two.session.path) as base:
        (sealed,) = base.execute("SELECT sealed FROM map_keys ORDER BY filing DESC").fetchone()
        base.execute("UPDATE map_keys SET sealed = ?", (sealed,))
    base.close()
    with Session.open(two.environment, two.session.path) as session, pytest.raises(UserError, match="does not open"):
        _ = SealedMap(session, filings.resolve(session, "f"), 1).entries


def test_maps_of_older_programs_still_open_and_are_erased_too(two: Room) -> None:
    session = two.session
    book = session.book
    key = book.register.map_key("f")
    assert key
    entries = SealedMap(session, two.filing, 1).entries
    from codebinder.workflow import mapkeys  # the parts, sealed as before under the workbook's key

    own = mapkeys.sealer_of(session, two.filing, 1)
    parts = [session.sealer.seal("sealed-map", own.unseal("sealed-map", each)) for each in book.redactions.map("f", 1)]
    with book.transaction("test"):
        book.redactions.put_map("f", 1, parts)
    assert SealedMap(session, two.filing, 1).entries == entries
    erase(two)
    data = session.path.read_bytes()
    assert not [each for each in parts if each in data]


def test_nothing_of_it_is_in_the_files_bytes_afterwards(two: Room) -> None:
    path = two.session.path
    gone, stays = boxes(path, "f"), boxes(path, "g")
    assert len(gone) > 6
    assert all(each in path.read_bytes() for each in gone)
    made = erase(two)
    assert made.compacted
    data = b"".join(each.read_bytes() for each in path.parent.glob(f"{path.name}*") if "recovery" not in each.name)
    assert not [each for each in gone if each in data]
    assert not [each for each in gone if len(each) > 40 and each[8:40] in data]
    assert all(each in data for each in stays)
    assert not [each for each in path.parent.glob(f"{path.name}-*") if "recovery" not in each.name]
    assert two.session.book.check() == ()
    assert audit.faults(two.session) == ()


def test_deleting_alone_overwrites_as_well(two: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where there is no room to write the file anew, what was deleted is overwritten all the same."""
    monkeypatch.setattr("codebinder.workflow.erasing.compact", lambda _: False)
    gone = boxes(two.session.path, "f")
    assert not erase(two).compacted
    data = two.session.path.read_bytes()
    assert not [each for each in gone if each in data]


def test_the_proof_is_left(two: Room) -> None:
    session = two.session
    before = session.book.reviews.objects(filing="f")
    builds = session.book.builds.list("f")
    commitments = sorted(each.commitment for each in SealedMap(session, two.filing, 1).entries if each.what == "range")
    made = erase(two)
    assert session.book.reviews.objects(filing="f")[: len(before)] == before
    assert session.book.reviews.objects(filing="f")[-1].type is SignedType.ERASURE
    assert session.book.builds.list("f") == builds
    assert (made.maps, made.values, made.components, made.early) == (1, 2, 1, True)
    from codebinder import workbook as books

    kept = books.unpack(session.book.register.commitments("f")[1]).decode().splitlines()
    assert sorted(line.split()[1] for line in kept) == commitments
    assert session.book.reviews.sealed_listing("f", 1)
    view = overview.view(session, filings.resolve(session, "f"))
    assert view.round is not None
    assert view.round.state.value == "signed"
    assert register.show(session, two.filing).erased == "2026-11-21"


def test_openings_are_impossible_afterwards_and_work_for_the_others(two: Room, tmp_path: Path) -> None:
    erase(two)
    common = {"everything": True, "to": LEGAL, "key": LEGAL, **QUIET}
    with pytest.raises(UserError, match="was erased on 2026-11-21"):
        openings.make(two.session, two.filing, out=tmp_path / "o.age", **common)  # type: ignore[arg-type]
    with pytest.raises(UserError, match="was erased"):
        openings.preview(two.session, two.filing, everything=True)
    assert not (tmp_path / "o.age").exists()
    other = filings.resolve(two.session, "g")
    made = openings.make(two.session, other, out=tmp_path / "g.age", **common)  # type: ignore[arg-type]
    assert made.ranges == 1


def test_nothing_is_made_of_it_any_more(two: Room) -> None:
    erase(two)
    for gesture in (
        two.submit, two.build, lambda: two.build(draft=True),
        lambda: two.source({b"n.c": b"int n;\n"}, slug="new"),
        lambda: erase(two),
        lambda: register.hold(two.session, two.filing, reference="x", key=KEEPER),
        lambda: register.sent(two.session, two.filing, register.Parcel(to="CAC")),
    ):  # fmt: skip
        with pytest.raises(UserError, match="was erased"):
            gesture()


def test_recovery_and_the_other_filings_work_on(two: Room, tmp_path: Path) -> None:
    words = "a passphrase of legal's safe"
    recovery.export(two.session, tmp_path / "r", passphrase=words, with_workbook=True)
    made = erase(two)
    assert [(name, whole) for _, name, whole in made.recovery] == [("w.codebinder.recovery", False), ("r", True)]
    recovery.export(two.session, tmp_path / "after", passphrase=words)
    assert hiding.secrets_elsewhere(two.session, two.filing) == ()
    two.session.close()
    from codebinder.vault import MemoryVault
    from helpers.books import Counted

    vault = MemoryVault(randomness=Counted("v"))
    elsewhere = Environment(
        clock=StillClock(), randomness=Counted("e"), open_vault=lambda: vault,
        config_dir=tmp_path, temp_root=two.temp,
    )  # fmt: skip
    recovery.import_(elsewhere, two.session.path, tmp_path / "after", passphrase=words)
    with Session.open(elsewhere, two.session.path) as session:
        assert SealedMap(session, filings.resolve(session, "g"), 1).entries
        with pytest.raises(UserError, match="was erased"):
            SealedMap(session, filings.resolve(session, "f"), 1)


def test_it_must_be_confirmed_by_its_name(two: Room) -> None:
    for wrong in ("", "g", "F"):
        with pytest.raises(UserError, match="typed once more"):
            erase(two, confirm=wrong)
    assert boxes(two.session.path, "f")


def test_before_the_retention_date_only_the_keeper_may_with_a_reason(
    two: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(UserError, match="No retention date"):
        erase(two, reason="")
    register.retain(two.session, two.filing, until="2027-11-21", key=ENGINEER)
    with pytest.raises(UserError, match="kept until 2027-11-21"):
        erase(two, reason="")
    with pytest.raises(UserError, match="Only the keeper"):
        erase(two, key=LEGAL)
    assert boxes(two.session.path, "f")
    monkeypatch.setattr(StillClock, "now", lambda _: datetime(2027, 11, 21, 23, 59, tzinfo=UTC))
    with pytest.raises(UserError, match="kept until"):
        erase(two, reason="", key=LEGAL)
    monkeypatch.setattr(StillClock, "now", lambda _: datetime(2027, 11, 22, tzinfo=UTC))
    assert not erase(two, reason="", key=LEGAL).early


def test_copies_that_upgrades_kept_are_named_under_any_name_and_told_of_where_they_are_gone(two: Room) -> None:
    book = two.session.book
    beside = two.session.path.with_name("its name before.codebinder.format-3")
    beside.write_bytes(b"as it was")
    for kept in (hashlib.sha256(b"as it was").hexdigest(), "0" * 64):
        with book.transaction("upgrade", detail={"from": 3, "to": 4, "kept": kept}):
            pass
    report = erase(two)
    assert report.copies == (beside.name,)
    assert report.lost_copies == (report.day,)


def test_her_key_is_asked_for_again(two: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    forget = two.vault.forget

    def again() -> None:
        asked.append("again")
        forget()

    monkeypatch.setattr(two.vault, "forget", again)
    erase(two)
    assert asked == ["again"]


def test_under_a_hold_nothing_is_erased_removed_or_replaced(two: Room) -> None:
    session, filing = two.session, two.filing
    register.hold(session, filing, reference="Case 12", note="letter of counsel", key=LEGAL)
    assert register.show(session, filing).held
    for gesture in (
        lambda: erase(two),
        lambda: two.withdraw("R-1"),
        lambda: redacting.withdraw_many(session, filing, ["R-1"], key=ENGINEER),
        lambda: sources.remove(session, filing, "src"),
        lambda: redacting.unkeep(session, filing, "F-1", key=ENGINEER),
        lambda: importing.forget(session, filing, "L-1"),
        lambda: filings.set_fields(session, filing, {"purpose": "another"}),
        lambda: filings.set_fields(session, filing, {}, justifications={"manual": "another"}),
        lambda: sources.update(session, filing, "src", rev="v1", **QUIET),
    ):
        with pytest.raises(UserError, match=r"legal hold since 2026-11-21 \(Case 12\)"):
            gesture()
    with pytest.raises(UserError, match="already"):
        register.hold(session, filing, reference="Case 13", key=LEGAL)
    with pytest.raises(UserError, match="Only the keeper"):
        register.release_hold(session, filing, note="closed", key=LEGAL)
    with pytest.raises(UserError, match="reason"):
        register.release_hold(session, filing, note=" ", key=KEEPER)
    assert boxes(session.path, "f")
    filings.set_fields(session, filing, {}, due="2027-01-01")
    register.release_hold(session, filing, note="closed", key=KEEPER)
    assert erase(two).maps == 1
    with pytest.raises(UserError, match="erased"):
        filings.set_fields(session, filing, {"purpose": "another"})


def test_under_a_hold_the_map_of_a_round_that_nobody_signed_is_kept(two: Room) -> None:
    session, filing = two.session, two.filing
    two.hide(b"a.c", 3, 3)
    two.submit()
    register.hold(session, filing, reference="Case 12", key=LEGAL)
    redacted = len(session.book.redactions.list("f"))
    two.submit()
    assert session.book.redactions.map_rounds("f") == (1, 2, 3)
    assert len(session.book.redactions.list("f")) == redacted


def test_retention_is_counted_from_the_delivery_and_only_the_keeper_shortens_it(two: Room) -> None:
    session, filing = two.session, two.filing
    register.sent(session, filing, register.Parcel(to="CAC", day="2024-02-29"))
    assert register.retain(session, filing, years=10) == "2034-03-01"
    assert register.retain_until(session, filing) == "2034-03-01"
    with pytest.raises(UserError, match="Only the keeper"):
        register.retain(session, filing, until="2030-01-01", key=LEGAL)
    assert register.retain(session, filing, until="2030-01-01", key=KEEPER) == "2030-01-01"
    for wrong in ({"until": "2030-02-30"}, {"years": 0}, {"years": 101}, {"until": "2031-01-01", "years": 1}):
        with pytest.raises(UserError):
            register.retain(session, filing, key=KEEPER, **wrong)  # type: ignore[arg-type]


def test_a_failure_in_the_midst_erases_nothing(two: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        type(two.session.book.reviews), "add", lambda *_, **__: (_ for _ in ()).throw(OSError(28, "full"))
    )
    before = boxes(two.session.path, "f")
    with pytest.raises(OSError, match="full"):
        erase(two)
    assert boxes(two.session.path, "f") == before
    assert SealedMap(two.session, two.filing, 1).entries


def test_a_template_says_how_long_a_filing_is_kept(two: Room) -> None:
    text = two.template.read_text(encoding="utf-8") + "retention_years: 10\n"
    two.template.write_text(text, encoding="utf-8")
    kept = two.begin("kept")
    assert register.retain_until(two.session, kept) == ""
    other = "1" * 64
    register.sent(two.session, kept, register.Parcel(to="CAC", day="2026-11-20"), digest=other, force=True)
    assert register.retain_until(two.session, kept) == "2036-11-21"  # not before the filing was there
    with pytest.raises(UserError, match="kept until 2036-11-21"):
        register.erase(two.session, kept, confirm="kept", key=LEGAL)


def test_the_retention_date_is_not_got_round_by_what_anybody_may_record(two: Room) -> None:
    """Neither by a day that is over, nor by a shorter time than the template has, nor by an old delivery."""
    session = two.session
    for given in ({"until": "2020-01-01"}, {"until": "2026-11-21"}):
        with pytest.raises(UserError, match="Only the keeper"):
            register.retain(session, two.filing, key=LEGAL, **given)
    register.sent(session, two.filing, register.Parcel(to="CAC", day="1990-01-01"))
    with pytest.raises(UserError, match="Only the keeper"):
        register.retain(session, two.filing, years=1)
    assert register.retain(session, two.filing, until="2026-11-22") == "2026-11-22"

    two.template.write_text(two.template.read_text(encoding="utf-8") + "retention_years: 10\n", encoding="utf-8")
    kept = two.begin("kept")
    with pytest.raises(UserError, match="Only the keeper"):
        register.retain(session, kept, until="2027-01-01", key=LEGAL)
    for number, day in enumerate(("1990-01-01", "2026-11-21", "1991-01-01"), start=1):
        other = str(number) * 64
        register.sent(session, kept, register.Parcel(to="CAC", day=day), digest=other, force=True)
        assert register.retain_until(session, kept) == "2036-11-21"
    assert register.retain(session, kept, until="2036-11-20", key=KEEPER) == "2036-11-20"


def test_no_log_says_afterwards_that_nothing_was_hidden(two: Room, tmp_path: Path) -> None:
    erase(two)
    filing = filings.resolve(two.session, "f")
    for which in ("internal", "published"):
        with pytest.raises(UserError, match="erased"):
            logs.write(two.session, filing, which=which, form="csv", out=tmp_path / f"{which}.csv")
    with pytest.raises(UserError, match="erased"):
        privilege.write(two.session, filing, form="csv", out=tmp_path / "privilege.csv")
    assert not list(tmp_path.glob("*.csv"))
