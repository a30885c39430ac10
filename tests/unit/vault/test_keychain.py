"""The vault in the keychain: in memory, absent, locked, silent. A real one: test_secret_service.py."""

from __future__ import annotations

import json
import threading
from pathlib import Path

import keyring.backend
import keyring.errors
import pytest
from keyring.backends import fail

from codebinder import vault
from codebinder.errors import UserError
from codebinder.model.review import Role


class MemoryRing(keyring.backend.KeyringBackend):
    """A keychain that keeps everything in this process."""

    priority = 1  # pyright: ignore[reportAssignmentType]

    def __init__(self) -> None:
        super().__init__()
        self.kept: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        del self.kept[service, username]


class RaisingRing(MemoryRing):
    """A keychain that answers every question with one error."""

    def __init__(self, error: Exception) -> None:
        super().__init__()
        self.error = error

    def get_password(self, service: str, username: str) -> str | None:
        raise self.error

    def set_password(self, service: str, username: str, password: str) -> None:
        raise self.error


class SilentRing(MemoryRing):
    """A keychain whose prompt nobody answers."""

    def __init__(self) -> None:
        super().__init__()
        self.release = threading.Event()
        self.answered = False

    def get_password(self, service: str, username: str) -> str | None:
        self.release.wait(60)
        self.answered = True
        return None


class ForgetfulRing(MemoryRing):
    """A keychain that takes everything and keeps nothing."""

    def set_password(self, service: str, username: str, password: str) -> None:
        pass


def test_a_key_in_the_keychain_signs_decrypts_and_seals_after_a_restart(tmp_path: Path) -> None:
    ring = MemoryRing()
    held = vault.KeyringVault(tmp_path / "c", backend=ring)
    assert held.list() == ()
    public = held.create("anna", "Anna Weber", Role.LEGAL)
    box = held.sealer("book", create=True).seal("p", b"hidden")
    again = vault.KeyringVault(tmp_path / "c", backend=ring)
    assert again.list() == (public,)
    assert again.decrypt("anna", vault.encrypt([public.age], b"x")) == b"x"
    assert again.sealer("book", create=False).unseal("p", box) == b"hidden"
    assert vault.parse_public(vault.export_public(public, again.signer("anna"))) == public
    assert again.origin() == public.origin
    assert {service for service, _ in ring.kept} == {"codebinder"}
    public_files = b"".join(path.read_bytes() for path in (tmp_path / "c").iterdir())
    assert b"AGE-SECRET-KEY" not in public_files


def test_what_is_kept_fits_into_an_entry_of_windows(tmp_path: Path) -> None:
    ring = MemoryRing()
    held = vault.KeyringVault(tmp_path, backend=ring)
    held.create("名" * 64, "陈" * 200, Role.ENGINEER)
    held.sealer("0f8fad5b-d9cb-469f-a165-70867728950e", create=True)
    held.adopt("1f8fad5b-d9cb-469f-a165-70867728950e", bytes(32))
    assert len(ring.kept) == 3
    # 2,560 bytes of UTF-16 for the secret, 513 characters for the user's name and 32,767 for the target's.
    assert max(len(secret.encode("utf-16-le")) for secret in ring.kept.values()) < 2560 // 4
    assert max(len(name) for _, name in ring.kept) < 513
    assert not any("名" in text or "陈" in text for pair in ring.kept.items() for text in (*pair[0], pair[1]))


def test_a_name_is_taken_once_and_an_unknown_one_names_the_others(tmp_path: Path) -> None:
    held = vault.KeyringVault(tmp_path, backend=MemoryRing())
    held.create("anna", "Anna", Role.LEGAL)
    with pytest.raises(UserError, match="already"):
        held.create("Anna", "Anna", Role.LEGAL)
    with pytest.raises(UserError, match="There is: anna"):
        held.signer("bob")
    with pytest.raises(UserError, match="is not here"):
        held.sealer("book", create=False)


@pytest.mark.parametrize(
    ("error", "sentence"),
    [
        (keyring.errors.NoKeyringError("x"), "no keychain"),
        (keyring.errors.KeyringLocked("x"), "locked"),
        (keyring.errors.InitError("x"), "locked"),
        (keyring.errors.PasswordSetError("x"), "refused"),
        (OSError(5, "x"), "refused"),
    ],
)
def test_a_keychain_that_fails_gets_a_sentence_with_a_way_out(tmp_path: Path, error: Exception, sentence: str) -> None:
    held = vault.KeyringVault(tmp_path, backend=RaisingRing(error))
    for use in (lambda: held.create("a", "A", Role.LEGAL), lambda: held.sealer("book", create=True)):
        with pytest.raises(UserError, match=sentence) as caught:
            use()
        assert "CODEBINDER_KEY_DIR" in caught.value.next_step
        assert caught.value.exit_code == 3
    assert not (tmp_path / "keys.json").exists()


def test_the_backend_of_a_computer_without_keychain_gets_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="no keychain"):
        vault.KeyringVault(tmp_path, backend=fail.Keyring()).create("a", "A", Role.LEGAL)


def test_our_own_mistake_inside_the_thread_is_not_called_a_keychains(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError):
        vault.KeyringVault(tmp_path, backend=RaisingRing(ZeroDivisionError())).sealer("b", create=True)


def test_a_keychain_that_never_answers_stops_nobody(tmp_path: Path) -> None:
    ring = SilentRing()
    with pytest.raises(UserError, match="did not answer"):
        vault.KeyringVault(tmp_path, backend=ring, seconds=0.1).sealer("book", create=True)
    assert not ring.answered, "somebody waited until it answered"
    ring.release.set()


def test_a_keychain_that_keeps_nothing_is_noticed_at_once(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="did not keep"):
        vault.KeyringVault(tmp_path, backend=ForgetfulRing()).create("a", "A", Role.LEGAL)


def test_lost_swapped_and_damaged_entries_get_a_sentence(tmp_path: Path) -> None:
    ring = MemoryRing()
    held = vault.KeyringVault(tmp_path, backend=ring)
    entries = [("codebinder", f"key:{held.create(name, name, Role.LEGAL).fingerprint}") for name in ("anna", "bob")]
    ring.kept[entries[0]], ring.kept[entries[1]] = ring.kept[entries[1]], ring.kept[entries[0]]
    with pytest.raises(UserError, match="does not belong"):
        held.signer("anna")
    for bad in ("", "{}", "[]", '{"ed25519": 1, "age": ""}', '{"ed25519": "AA", "age": ""}'):
        ring.kept[entries[0]] = bad
        with pytest.raises(UserError, match="damaged"):
            held.signer("anna")
    del ring.kept[entries[0]]
    with pytest.raises(UserError, match="not in the keychain any more"):
        held.signer("anna")
    ring.kept["codebinder", "workbook:b"] = "short"
    with pytest.raises(UserError, match="damaged"):
        held.sealer("b", create=True)
    for index in ("{", "{}", "[1]", "[" * 100_000):
        (tmp_path / "keys.json").write_text(index)
        with pytest.raises(UserError, match="damaged"):
            held.list()


def test_what_a_newer_version_wrote_about_a_key_is_kept(tmp_path: Path) -> None:
    ring = MemoryRing()
    vault.KeyringVault(tmp_path, backend=ring).create("lin", "Lin Wei", Role.ENGINEER)
    index = tmp_path / "keys.json"
    (row,) = json.loads(index.read_text())
    index.write_text(json.dumps([{**row, "from-the-future": {"a": 1}}]))
    vault.KeyringVault(tmp_path, backend=ring).create("chen", "Chen Yu", Role.LEGAL)
    held = {each["name"]: each for each in json.loads(index.read_text())}
    assert held["lin"]["from-the-future"] == {"a": 1}
    assert set(held) == {"lin", "chen"}
