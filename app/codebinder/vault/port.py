"""What every vault can do, whatever it keeps its keys in."""

from __future__ import annotations

from typing import BinaryIO, Protocol

from codebinder.model.ports import Sealer, Signer
from codebinder.model.review import PublicKey, Role
from codebinder.vault.agefile import Sink


class Vault(Protocol):
    """Private keys of the people at this account, and the sealing keys of their workbooks."""

    @property
    def where(self) -> str:
        """Say where the keys lie, for people."""
        ...

    def create(self, name: str, person: str, role: Role) -> PublicKey:
        """Make a key; UserError where the name is taken or will not do."""
        ...

    def list(self) -> tuple[PublicKey, ...]:
        """Give the public halves, by name."""
        ...

    def public(self, name: str) -> PublicKey:
        """Give one public half; UserError where there is none of that name."""
        ...

    def signer(self, name: str) -> Signer:
        """Unlock a private key for signing."""
        ...

    def decrypt(self, name: str, box: bytes) -> bytes:
        """Decrypt what was encrypted by age to the key of that name."""
        ...

    def decrypt_stream(self, name: str, source: BinaryIO, sink: Sink) -> None:
        """Decrypt it piece by piece into `sink`, for files that need not fit into memory."""
        ...

    def sealer(self, workbook_uid: str, *, create: bool) -> Sealer:
        """Unlock a workbook's sealing key; where there is none, make it (`create`) or raise UserError."""
        ...

    def sealing_key(self, workbook_uid: str) -> bytes:
        """Give a workbook's sealing key itself, for its recovery file and nothing else; UserError where it is not here.

        It is never shown and never logged.
        """
        ...

    def adopt(self, workbook_uid: str, key: bytes) -> bool:
        """Keep a workbook's sealing key that a recovery file brought: True where it is new here, False where it was
        here already; UserError where another one is, which is never replaced."""
        ...

    def origin(self) -> str:
        """Give the random id of this account, drawn once; keys of one account are flagged (proof.md §3)."""
        ...

    def forget(self) -> None:
        """Forget what is unlocked: the next use asks again."""
        ...
