"""A vault that lives as long as the object: for tests, and for looking around without leaving anything behind."""

from __future__ import annotations

from typing import BinaryIO

from codebinder.base.messages import SaidError
from codebinder.model.ports import Randomness, Sealer, Signer
from codebinder.model.review import PublicKey, Role
from codebinder.model.text import Message, shown
from codebinder.vault import agefile, keys
from codebinder.vault.folder import adopted, no_sealing_key, unknown_key
from codebinder.vault.randomness import SystemRandomness
from codebinder.vault.sealer import KEY_SIZE, KeySealer


class MemoryVault:
    """Keys in memory, always unlocked."""

    def __init__(self, *, randomness: Randomness | None = None) -> None:
        self._randomness = randomness or SystemRandomness()
        self._pairs: dict[str, keys.KeyPair] = {}
        self._sealing: dict[str, bytes] = {}
        self._origin = self._randomness.token(16).hex()

    @property
    def where(self) -> str:
        """Say where the keys lie."""
        return "memory"

    def create(self, name: str, person: str, role: Role) -> PublicKey:
        """Make a key; UserError where the name is taken or will not do."""
        if any(keys.same_name(other, name) for other in self._pairs):
            raise SaidError(
                Message("refuse.folder.already-key-name"),
                where=shown(name),
                next_step=Message("next.take-another-name"),
            )
        pair = keys.make_pair(name, person, role, origin=self._origin, randomness=self._randomness)
        self._pairs[name] = pair
        return pair.public

    def list(self) -> tuple[PublicKey, ...]:
        """Give the public halves, by name."""
        return tuple(self._pairs[name].public for name in sorted(self._pairs))

    def public(self, name: str) -> PublicKey:
        """Give one public half."""
        return self._pair(name).public

    def signer(self, name: str) -> Signer:
        """Give a signer."""
        return keys.KeySigner(self._pair(name))

    def decrypt(self, name: str, box: bytes) -> bytes:
        """Decrypt what was encrypted by age to the key of that name."""
        return agefile.decrypt(self._pair(name).age, box)

    def decrypt_stream(self, name: str, source: BinaryIO, sink: agefile.Sink) -> None:
        """Decrypt what was encrypted by age to the key of that name, piece by piece."""
        agefile.decrypt_stream(self._pair(name).age, source, sink)

    def sealer(self, workbook_uid: str, *, create: bool) -> Sealer:
        """Give a workbook's sealer."""
        if workbook_uid not in self._sealing:
            if not create:
                raise no_sealing_key(self.where)
            self._sealing[workbook_uid] = self._randomness.token(KEY_SIZE)
        return KeySealer(self._sealing[workbook_uid], self._randomness)

    def sealing_key(self, workbook_uid: str) -> bytes:
        """Give a workbook's sealing key, for its recovery file."""
        if workbook_uid not in self._sealing:
            raise no_sealing_key(self.where)
        return self._sealing[workbook_uid]

    def adopt(self, workbook_uid: str, key: bytes) -> bool:
        """Keep a sealing key that a recovery file brought."""
        return adopted(self._sealing.get(workbook_uid), key, lambda: self._sealing.__setitem__(workbook_uid, key))

    def origin(self) -> str:
        """Give the random id of this vault."""
        return self._origin

    def forget(self) -> None:
        """Nothing is ever locked here."""

    def _pair(self, name: str) -> keys.KeyPair:
        if name not in self._pairs:
            raise unknown_key(name, sorted(self._pairs))
        return self._pairs[name]
