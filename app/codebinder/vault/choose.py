"""Chooses where keys lie: a folder of key files where CODEBINDER_KEY_DIR names one, else the system's keychain."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping, MutableMapping
from pathlib import Path

from codebinder.base.messages import SaidError
from codebinder.model.ports import Randomness
from codebinder.model.text import Message, shown
from codebinder.vault.folder import FolderVault
from codebinder.vault.port import Vault
from codebinder.vault.ring import KeyringVault

FOLDER_VARIABLE = "CODEBINDER_KEY_DIR"
PASSPHRASE_VARIABLE = "CODEBINDER_KEY_PASSPHRASE"  # noqa: S105  (the name of a variable)


def take_passphrase(env: MutableMapping[str, str]) -> str:
    """Take the passphrase out of an environment, so that no child process inherits it; "" where there is none."""
    return env.pop(PASSPHRASE_VARIABLE, "")


def vault_kind(env: Mapping[str, str], platform: str = sys.platform) -> str:
    """Say where keys lie here, without touching any of it: "folder" where CODEBINDER_KEY_DIR names one, else the
    keychain of the system: "windows", "macos", "secret-service", or "none" where no desktop bus leads to one."""
    if env.get(FOLDER_VARIABLE, ""):
        return "folder"
    if platform in {"win32", "darwin"}:
        return "windows" if platform == "win32" else "macos"
    bus = env.get("XDG_RUNTIME_DIR", "")
    there = env.get("DBUS_SESSION_BUS_ADDRESS") or (bus and Path(bus, "bus").exists())
    return "secret-service" if there else "none"


def open_vault(
    env: Mapping[str, str],
    *,
    prompt: Callable[[str], str] | None,
    config_dir: Path,
    passphrase: str = "",
    randomness: Randomness | None = None,
) -> Vault:
    """Choose the vault. `prompt` asks a person for a passphrase (None: nobody is there); `passphrase` is what
    `take_passphrase` gave. Nothing is unlocked, and no keychain is touched, before a key is used."""
    named = env.get(FOLDER_VARIABLE, "")
    if not named:
        return KeyringVault(config_dir, randomness=randomness)
    folder = Path(named).expanduser()
    given = passphrase or env.get(PASSPHRASE_VARIABLE, "")

    def ask() -> str:
        if given:
            return given
        if prompt is None:
            raise SaidError(
                Message("refuse.choose.key-files-locked-nobody-ask"),
                where=shown(str(folder)),
                next_step=Message("next.set-run-command-terminal", {"passphrase_variable": PASSPHRASE_VARIABLE}),
            )
        first = prompt(f"Passphrase of the keys in {shown(str(folder))}: ")
        fresh = not any(folder.glob("*.pem"))
        if fresh and prompt("The same passphrase again: ") != first:
            raise SaidError(Message("refuse.choose.two-passphrases-differ-no-key"), next_step=Message("next.try-again"))
        return first

    return FolderVault(folder, ask, randomness=randomness)
