"""A workbook's own key: taken out for its recovery file, and taken in where it is not yet."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import keyring.backend
import pytest

from codebinder.errors import Bug, UserError
from codebinder.vault import FolderVault, KeyringVault, MemoryVault, Vault

UID = "0b2c5a1e-0000-4000-8000-000000000001"


class Ring(keyring.backend.KeyringBackend):
    """A keychain in memory."""

    priority = 1.0

    def __init__(self) -> None:
        super().__init__()
        self.held: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.held.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.held[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        del self.held[service, username]


def memory(folder: Path) -> Vault:
    return MemoryVault()


def files(folder: Path) -> Vault:
    return FolderVault(folder / "keys", lambda: "correct horse")


def ring(folder: Path) -> Vault:
    return KeyringVault(folder, backend=Ring())


@pytest.fixture(params=[memory, files, ring])
def make(request: pytest.FixtureRequest) -> Callable[[Path], Vault]:
    made: Callable[[Path], Vault] = request.param
    return made


def test_a_key_goes_from_one_vault_to_another_and_opens_the_same(make: Callable[[Path], Vault], tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
    first, second = make(tmp_path / "one"), make(tmp_path / "two")
    box = first.sealer(UID, create=True).seal("p", b"hidden")
    key = first.sealing_key(UID)
    assert len(key) == 32
    assert second.adopt(UID, key) is True
    assert second.adopt(UID, key) is False
    assert second.sealer(UID, create=False).unseal("p", box) == b"hidden"
    second.forget()
    assert second.sealing_key(UID) == key


def test_another_key_is_never_replaced(make: Callable[[Path], Vault], tmp_path: Path) -> None:
    held = make(tmp_path)
    held.sealer(UID, create=True)
    before = held.sealing_key(UID)
    with pytest.raises(UserError, match="another key"):
        held.adopt(UID, b"\1" * 32)
    assert held.sealing_key(UID) == before


def test_a_key_that_is_not_here_is_not_made(make: Callable[[Path], Vault], tmp_path: Path) -> None:
    held = make(tmp_path)
    for _ in range(2):
        with pytest.raises(UserError, match="is not here"):
            held.sealing_key(UID)


def test_a_key_of_another_size_is_our_own_fault(make: Callable[[Path], Vault], tmp_path: Path) -> None:
    with pytest.raises(Bug):
        make(tmp_path).adopt(UID, b"short")
