"""What the composition root hands to every use case: clock, randomness, vault, folders, number of workers."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from codebinder.model.ports import Clock, Randomness

if TYPE_CHECKING:
    from codebinder.vault import Vault


class SystemClock:
    """The computer's clock, in whole seconds: every time that we sign is a claim at that precision."""

    def now(self) -> datetime:
        """Give the present second in UTC."""
        return datetime.now(UTC).replace(microsecond=0)


class SystemRandomness:
    """The operating system's random source."""

    def token(self, size: int) -> bytes:
        """Give `size` fresh random bytes."""
        return secrets.token_bytes(size)


@dataclass(slots=True)
class _Unlocked:
    """The vault once it is open: keys unlock once for a while (design §5)."""

    vault: Vault | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Environment:
    """Everything from outside that a use case may need.

    `open_vault` finds the keychain or the folder of key files and may raise UserError (absent, locked); it is called
    when a key is needed for the first time. `temp_root` is where private work folders are made and emptied.
    """

    clock: Clock
    randomness: Randomness
    open_vault: Callable[[], Vault]
    config_dir: Path
    cache_dir: Path | None = None
    """For what takes long to compile; losing it costs time only."""
    templates_dir: Path | None = None
    """The folder of a person's own templates, where whoever started the program named one."""
    temp_root: Path
    workers: int = 2
    _unlocked: _Unlocked = field(default_factory=_Unlocked)

    def vault(self) -> Vault:
        """Give the vault, opened at the first call."""
        if self._unlocked.vault is None:
            self._unlocked.vault = self.open_vault()
        return self._unlocked.vault

    def with_vault(self, open_vault: Callable[[], Vault]) -> Environment:
        """Give the same with another vault; what is unlocked of this one stays with this one."""
        return replace(self, open_vault=open_vault, _unlocked=_Unlocked())

    def stamp(self) -> str:
        """Give the present second as RFC 3339 in UTC, the form of every time that is stored or signed."""
        return self.clock.now().strftime("%Y-%m-%dT%H:%M:%SZ")
