"""Decrypts a packet into a private folder, by a key of this account or a passphrase; nothing of it is believed yet."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from codebinder import vault
from codebinder.base.files import free_space_fault
from codebinder.base.messages import SaidError
from codebinder.errors import Bug, UserError
from codebinder.model.ports import Cancel, Progress
from codebinder.model.text import Message, shown
from codebinder.review.packet import AGE, DOOR

if TYPE_CHECKING:
    from codebinder.workflow.environment import Environment

LARGEST = 64 << 30
_CHUNK = 1 << 20
_LARGEST_BOX = 8192
_ASK = Message("next.ask-sender-encrypt-your-public")


def is_packet(path: Path) -> bool:
    """Does the file begin like a packet: an age file, or one that opens by a passphrase? What is in it, only opening
    it tells."""
    try:
        with path.open("rb") as stream:
            return stream.read(len(DOOR)).startswith((AGE, DOOR))
    except OSError:
        return False


def decrypted(
    environment: Environment,
    path: Path,
    plain: Path,
    *,
    key: str,
    passphrase: str,
    progress: Progress,
    cancel: Cancel,
) -> tuple[str, str]:
    """Decrypt the packet at `path` into the new file `plain`; give its SHA-256, and the fingerprint of the key that
    opened it ("" for the passphrase)."""
    try:
        with path.open("rb") as source:
            sha256, size = _digest(source, progress, cancel)
            box = _door(source)
            target = _Plain(plain, size, progress, cancel)
            start = source.tell()
            if passphrase:
                _by_passphrase(passphrase, box, source, target)
                return sha256, ""
            return sha256, _by_key(environment, key, source, start, target, door=box is not None)
    except OSError as error:
        raise SaidError(
            Message("packet.unreadable"), where=shown(str(path)), next_step=Message("next.name-another-file")
        ) from error


def _digest(source: BinaryIO, progress: Progress, cancel: Cancel) -> tuple[str, int]:
    digest, size = hashlib.sha256(), 0
    progress.start("progress.packet", None)
    while chunk := source.read(_CHUNK):
        cancel.check()
        digest.update(chunk)
        size += len(chunk)
        if size > LARGEST:
            raise SaidError(Message("packet.too-large"), next_step=_ASK)
    source.seek(0)
    return digest.hexdigest(), size


def _door(source: BinaryIO) -> bytes | None:
    """Go to where the age file begins; give the box that a passphrase opens, where one stands in front."""
    head = source.read(len(DOOR))
    if head == DOOR:
        size = int.from_bytes(source.read(4), "big")
        box = source.read(size) if size <= _LARGEST_BOX else b""
        if not box or len(box) != size:
            raise SaidError(Message("packet.no-packet"), next_step=Message("next.ask-sender-again"))
        begin = source.tell()
        good = source.read(len(AGE)) == AGE
        source.seek(begin)
    else:
        box, good = None, head.startswith(AGE)
        source.seek(0)
    if not good:
        raise SaidError(Message("packet.no-packet"), next_step=Message("next.packet-always-encrypted-name-file"))
    return box


def _by_passphrase(passphrase: str, box: bytes | None, source: BinaryIO, target: _Plain) -> None:
    if box is None:
        raise SaidError(Message("packet.no-passphrase"), next_step=Message("next.open-key-encrypted"))
    identity = vault.decrypt_by_passphrase(passphrase, box)
    try:
        text = identity.decode("ascii")
    except UnicodeDecodeError:
        raise SaidError(Message("packet.no-packet"), next_step=Message("next.ask-sender-again")) from None
    with target:
        vault.decrypt_stream(text, source, target)


def _by_key(environment: Environment, key: str, source: BinaryIO, start: int, target: _Plain, *, door: bool) -> str:
    held = environment.vault()
    keys = [held.public(key)] if key else list(held.list())
    with target:
        for public in keys:
            source.seek(start)
            try:
                held.decrypt_stream(public.name, source, target)
            except UserError:
                if target.size or target.full:
                    raise
                continue
            return public.fingerprint
    if door:
        raise SaidError(Message("packet.by-passphrase"), next_step=Message("next.give-passphrase-sender-told-you"))
    raise SaidError(Message("packet.not-for-you" if keys else "packet.no-keys"), next_step=_ASK)


class _Plain:
    """The decrypted file: never larger than what it was decrypted from, readable by this account only."""

    def __init__(self, path: Path, most: int, progress: Progress, cancel: Cancel) -> None:
        self.size = 0
        self.full = False
        self._path = path
        self._most = most
        self._progress = progress
        self._cancel = cancel
        self._pending = bytearray()
        self._stream: BinaryIO | None = None

    def __enter__(self) -> None:
        self._stream = self._path.open("xb")

    def __exit__(self, kind: object, *_: object) -> None:
        try:
            if kind is None:
                self._send()
        finally:
            if self._stream is not None:
                self._stream.close()

    def write(self, data: bytes, /) -> int:
        self.size += len(data)
        if self.size > self._most:
            self.full = True
            raise SaidError(Message("packet.too-large"), next_step=_ASK)
        self._pending += data
        if len(self._pending) >= _CHUNK:
            self._cancel.check()
            self._progress.advance(0, len(self._pending))
            self._send()
        return len(data)

    def _send(self) -> None:
        if self._stream is None:
            raise Bug("a packet is decrypted into a file that is not open")
        try:
            self._stream.write(self._pending)
        except OSError as error:
            self.full = True
            raise free_space_fault(error, self._path.parent) from None
        self._pending.clear()
