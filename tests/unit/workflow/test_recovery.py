"""Recovery files: tried out before they count, made before the first seal, and brought back to the right workbook."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from codebinder import vault
from codebinder.errors import Problems, UserError
from codebinder.model.review import Role
from codebinder.vault import MemoryVault
from codebinder.workflow import building, people, recovery
from codebinder.workflow.environment import Environment
from codebinder.workflow.recipients import Recipient
from codebinder.workflow.session import Session
from helpers.books import Counted
from helpers.workflows import ENGINEER, LEGAL, QUIET, SECOND, TOKEN, Room

WORDS = "a passphrase of legal's safe"


@pytest.fixture
def hiding(room: Room) -> Room:
    """A room with something hidden and approved."""
    room.source({b"a.c": b'char *t = "' + TOKEN + b'";\nint hidden_line;\nint b;\n'})
    room.scan()
    room.redact()
    room.hide(b"a.c", 2, 2)
    room.approve()
    return room


class Account:
    """Another account: a vault of its own with one key, that of the keeper of a safe."""

    def __init__(self, room: Room, temp: Path) -> None:
        self.vault = MemoryVault(randomness=Counted("elsewhere"))
        self.environment = Environment(
            clock=room.environment.clock, randomness=Counted("there"), open_vault=lambda: self.vault, config_dir=temp,
            temp_root=temp,
        )  # fmt: skip
        self.age = people.create_key(self.environment, "safe", role=Role.LEGAL, person="Keeper of the safe").age


@pytest.fixture
def elsewhere(room: Room, tmp_path: Path) -> Account:
    temp = tmp_path / "other-temp"
    temp.mkdir()
    return Account(room, temp)


def copied(room: Room, target: Path) -> Path:
    shutil.copy(room.session.path, target)
    return target


def sealed_value(session: Session) -> bytes:
    """What the first redaction hides, as the workbook keeps it."""
    ((_, stored), *_) = session.book.redactions.sealed_everywhere()
    return session.sealer.unseal("redaction-value", stored.sealed_value)


def test_a_passphrase_brings_the_key_to_another_account(hiding: Room, elsewhere: Account, tmp_path: Path) -> None:
    report = recovery.export(hiding.session, tmp_path / "r.recovery", passphrase=WORDS)
    assert report.by_passphrase
    assert recovery.by_passphrase(tmp_path / "r.recovery")
    book = copied(hiding, tmp_path / "copy.codebinder")
    with Session.open(elsewhere.environment, book) as session, pytest.raises(UserError, match="is not here"):
        sealed_value(session)
    back = recovery.import_(elsewhere.environment, book, tmp_path / "r.recovery", passphrase=WORDS)
    assert (back.new_key, back.restored) == (True, False)
    with Session.open(elsewhere.environment, book) as session:
        assert sealed_value(session) == TOKEN
    assert not recovery.import_(elsewhere.environment, book, tmp_path / "r.recovery", passphrase=WORDS).new_key


def test_a_key_of_a_person_brings_it_and_no_other_key_does(hiding: Room, elsewhere: Account, tmp_path: Path) -> None:
    environment, held = elsewhere.environment, elsewhere.vault
    recovery.export(hiding.session, tmp_path / "r", to=[elsewhere.age, LEGAL])
    book = copied(hiding, tmp_path / "copy.codebinder")
    assert recovery.import_(environment, book, tmp_path / "r", key="safe").new_key
    recovery.export(hiding.session, tmp_path / "r2", to=[SECOND])
    with pytest.raises(UserError, match="none of the keys"):
        recovery.import_(environment, book, tmp_path / "r2")
    assert held.sealing_key(hiding.session.book.uid) == hiding.vault.sealing_key(hiding.session.book.uid)


def test_one_file_covers_what_is_hidden_later(hiding: Room, elsewhere: Account, tmp_path: Path) -> None:
    recovery.export(hiding.session, tmp_path / "r", to=[elsewhere.age, LEGAL])
    later = hiding.hide(b"a.c", 3, 3)
    book = copied(hiding, tmp_path / "copy.codebinder")
    recovery.import_(elsewhere.environment, book, tmp_path / "r")
    with Session.open(elsewhere.environment, book) as session:
        stored = session.book.redactions.get_sealed("f", later)
        assert session.sealer.unseal("redaction-value", stored.sealed_value) == b"int b;"


def test_a_workbook_comes_back_out_of_the_file(hiding: Room, elsewhere: Account, tmp_path: Path) -> None:
    recovery.export(hiding.session, tmp_path / "r", to=[elsewhere.age, LEGAL], with_workbook=True)
    back = recovery.import_(elsewhere.environment, tmp_path / "back.codebinder", tmp_path / "r")
    assert back.restored
    with Session.open(elsewhere.environment, tmp_path / "back.codebinder") as session:
        assert sealed_value(session) == TOKEN
        assert session.book.check() == ()


def test_without_a_workbook_inside_none_is_made(hiding: Room, elsewhere: Account, tmp_path: Path) -> None:
    recovery.export(hiding.session, tmp_path / "r", to=[elsewhere.age, LEGAL])
    with pytest.raises(UserError, match="holds none"):
        recovery.import_(elsewhere.environment, tmp_path / "back.codebinder", tmp_path / "r")
    assert not (tmp_path / "back.codebinder").exists()


def test_the_key_of_another_workbook_is_refused_and_not_kept(hiding: Room, elsewhere: Account, tmp_path: Path) -> None:
    other = Session.create(hiding.environment, tmp_path / "other.codebinder", vendor="Other")
    recovery.export(other, tmp_path / "r", to=[elsewhere.age, hiding.vault.public(LEGAL).age])
    uid = other.book.uid
    other.close()
    book = copied(hiding, tmp_path / "copy.codebinder")
    with pytest.raises(UserError, match="another workbook"):
        recovery.import_(elsewhere.environment, book, tmp_path / "r")
    with pytest.raises(UserError, match="is not here"):
        elsewhere.vault.sealing_key(uid)


def test_a_key_that_opens_nothing_of_the_workbook_is_refused(hiding: Room, elsewhere: Account, tmp_path: Path) -> None:
    uid = hiding.session.book.uid
    inside = recovery._Inside(uid, b"\7" * 32, None)  # pyright: ignore[reportPrivateUsage]
    forged = recovery._locked(inside, "", (Recipient(age=elsewhere.age),))  # pyright: ignore[reportPrivateUsage]
    (tmp_path / "forged").write_bytes(forged)
    book = copied(hiding, tmp_path / "copy.codebinder")
    with pytest.raises(UserError, match="does not open this workbook"):
        recovery.import_(elsewhere.environment, book, tmp_path / "forged")
    with pytest.raises(UserError, match="is not here"):
        elsewhere.vault.sealing_key(uid)


def test_a_key_that_is_here_already_is_never_replaced_by_another() -> None:
    held = MemoryVault()
    assert held.adopt("u", b"\1" * 32)
    assert not held.adopt("u", b"\1" * 32)
    with pytest.raises(UserError, match="another key"):
        held.adopt("u", b"\2" * 32)
    assert held.sealing_key("u") == b"\1" * 32


@pytest.mark.parametrize("how", [{}, {"passphrase": "short"}, {"passphrase": WORDS, "to": [LEGAL]}, {"to": ["nobody"]}])
def test_an_export_that_nobody_or_anybody_could_open_is_refused(
    hiding: Room, how: dict[str, object], tmp_path: Path
) -> None:
    with pytest.raises(UserError):
        recovery.export(hiding.session, tmp_path / "r", **how)  # type: ignore[arg-type]
    assert not (tmp_path / "r").exists()
    assert not recovery.state(hiding.session).made


def test_a_file_that_nobody_here_can_open_is_not_kept(hiding: Room, tmp_path: Path) -> None:
    stranger = MemoryVault().create("x", "Stranger", Role.LEGAL)
    with pytest.raises(Problems, match="can't be test-opened"):
        recovery.export(hiding.session, tmp_path / "r", to=[stranger.age])
    assert not (tmp_path / "r").exists()


def test_an_existing_file_is_not_replaced(hiding: Room, tmp_path: Path) -> None:
    (tmp_path / "r").write_bytes(b"mine")
    with pytest.raises(UserError, match="already"):
        recovery.export(hiding.session, tmp_path / "r", to=[LEGAL])
    assert (tmp_path / "r").read_bytes() == b"mine"


@pytest.mark.parametrize("data", [b"", b"hello", b"age-encryption.org/v1\n-> scrypt x 18\n", b"PK\3\4"])
def test_other_files_are_no_recovery_files(hiding: Room, data: bytes, tmp_path: Path) -> None:
    (tmp_path / "r").write_bytes(data)
    with pytest.raises(UserError):
        recovery.import_(hiding.environment, hiding.session.path, tmp_path / "r", passphrase=WORDS)


def test_a_wrong_passphrase_is_a_sentence(hiding: Room, tmp_path: Path) -> None:
    recovery.export(hiding.session, tmp_path / "r", passphrase=WORDS)
    with pytest.raises(UserError, match="does not open this file"):
        recovery.import_(hiding.environment, hiding.session.path, tmp_path / "r", passphrase="wrong words")


def build(room: Room, out: str = "out") -> building.BuildReport:
    target = room.folder / out
    target.mkdir(exist_ok=True)
    return building.build(room.session, room.filing, out=target, key=ENGINEER, **QUIET)


def test_the_first_sealed_build_makes_one_and_says_so(hiding: Room) -> None:
    assert not recovery.state(hiding.session).made
    report = build(hiding)
    made = Path(report.recovery)
    assert made == hiding.session.path.with_name("w.codebinder.recovery")
    assert made not in (hiding.folder / "out").rglob("*")
    held = recovery.state(hiding.session)
    assert held.made
    assert set(held.to) == {"Person lin", "Person chen"}
    for name in (ENGINEER, LEGAL):
        assert hiding.vault.decrypt(name, made.read_bytes()).startswith(b"PK")
    assert build(hiding, "again").recovery == ""


def test_a_draft_and_a_build_that_hides_nothing_make_none(room: Room) -> None:
    room.source({b"a.c": b"int a;\n"})
    room.scan()
    room.build(draft=True)
    room.approve()
    shutil.rmtree(room.out)
    room.out.mkdir()
    room.build()
    assert not recovery.state(room.session).made
    assert not list(room.folder.glob("*.recovery"))


def test_a_build_whose_recovery_file_cannot_be_opened_seals_nothing(
    hiding: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = vault.encrypt
    monkeypatch.setattr(vault, "encrypt", lambda to, data: whole(to, data[:-1] + b"?"))
    with pytest.raises(UserError):
        build(hiding)
    assert not list(hiding.folder.glob("*.recovery"))
    assert not list((hiding.folder / "out").iterdir())
    assert not recovery.state(hiding.session).made


def test_a_build_that_fails_later_leaves_a_file_that_the_next_one_takes(
    hiding: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(building, "_record", fail)
        with pytest.raises(Problems):
            build(hiding)
    assert not recovery.state(hiding.session).made
    (left,) = hiding.folder.glob("*.recovery")
    before = left.read_bytes()
    assert Path(build(hiding, "again").recovery) == left
    assert left.read_bytes() == before
    assert recovery.state(hiding.session).made


def fail(*_: object, **__: object) -> None:
    raise Problems("stopped by the test")


def test_another_file_of_that_name_is_left_alone(hiding: Room) -> None:
    mine = hiding.session.path.with_name("w.codebinder.recovery")
    mine.write_bytes(b"mine")
    assert build(hiding).recovery.endswith("w.codebinder-2.recovery")
    assert mine.read_bytes() == b"mine"


def test_the_key_is_in_nothing_that_is_shown_or_stored(hiding: Room, tmp_path: Path) -> None:
    recovery.export(hiding.session, tmp_path / "r", to=[LEGAL])
    key = hiding.vault.sealing_key(hiding.session.book.uid)
    data = hiding.session.path.read_bytes() + (tmp_path / "r").read_bytes()
    assert key not in data
    assert key.hex().encode() not in data
