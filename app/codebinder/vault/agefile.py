"""Encryption to people by age (pyrage), here alone: identities are private keys."""

from __future__ import annotations

import queue
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from types import TracebackType
from typing import Any, BinaryIO, Protocol, Self, cast

from codebinder.base.messages import SaidError
from codebinder.model.text import Message

_PIECE = 1 << 18
_AHEAD = 8
"""Pieces that wait for the thread that encrypts."""
_LOOK = 0.05
_LONGEST_HEADER = 1 << 17
"""Bytes of the list of recipients in front of a file, for about a thousand of them. The library takes time by the
square of it, can't be stopped, and anybody can write one: a file of a few megabytes would stand still for hours."""


class Sink(Protocol):
    """Takes bytes, piece by piece."""

    def write(self, data: bytes, /) -> int:
        """Take a piece; what it raises ends the work."""
        ...


def new_identity() -> tuple[str, str]:
    """Draw an age identity: its secret text and its public recipient."""
    identity: Any = _pyrage().x25519.Identity.generate()
    return str(identity), str(identity.to_public())


def check_recipient(text: str) -> None:
    """Raise ValueError where `text` is no age recipient."""
    _recipient(text)


def encrypt(recipients: Sequence[str], data: bytes) -> bytes:
    """Encrypt `data` to everybody in `recipients` ("age1…"); UserError where one is none."""
    try:
        known = [_recipient(text) for text in recipients]
    except ValueError:
        raise SaidError(
            Message("refuse.recipients.not-age-recipient"), next_step=Message("next.use-public-key-owner-exported")
        ) from None
    if not known:
        raise SaidError(Message("refuse.agefile.nobody-encrypt"), next_step=Message("next.name-recipient-public-key"))
    return cast("bytes", _pyrage().encrypt(data, known))


_TOO_MUCH = "Excessive work"
"""How the library begins to say that a passphrase would take too long. It guesses so from a moment's measure of this
machine, and guesses wrong where the machine is busy: the right passphrase was refused. So it is asked again."""
_TRIES = 6


def encrypt_by_passphrase(passphrase: str, data: bytes) -> bytes:
    """Encrypt `data` under a passphrase (age's scrypt)."""
    if not passphrase:
        raise SaidError(
            Message("refuse.agefile.empty-passphrase-protects-nothing"),
            next_step=Message("next.choose-passphrase-enter"),
        )
    return cast("bytes", _pyrage().passphrase.encrypt(data, passphrase))


def decrypt_by_passphrase(passphrase: str, box: bytes) -> bytes:
    """Decrypt what `encrypt_by_passphrase` gave; UserError where the passphrase or the file is wrong."""
    _check_header(box)
    pyrage = _pyrage()
    for _ in range(_TRIES):
        try:
            return cast("bytes", pyrage.passphrase.decrypt(box, passphrase))
        except (pyrage.DecryptError, ValueError) as error:
            if not str(error).startswith(_TOO_MUCH):
                raise SaidError(
                    Message("refuse.agefile.passphrase-does-not-open-file"),
                    next_step=Message("next.try-again-ask-anew"),
                ) from None
    raise SaidError(Message("refuse.agefile.too-much-work"), next_step=Message("next.close-programs-try-again-faster"))


def decrypt(identity: str, box: bytes) -> bytes:
    """Decrypt what was encrypted to this identity; UserError where it was not."""
    _check_header(box)
    pyrage = _pyrage()
    try:
        return cast("bytes", pyrage.decrypt(box, [pyrage.x25519.Identity.from_str(identity)]))
    except (pyrage.DecryptError, pyrage.IdentityError):
        raise SaidError(
            Message("refuse.agefile.file-not-encrypted-key-damaged"),
            next_step=Message("next.ask-sender-encrypt-your-public-key"),
        ) from None


def decrypt_stream(identity: str, source: BinaryIO, sink: Sink) -> None:
    """Decrypt what was encrypted to this identity, piece by piece; nothing reaches `sink` where it was not.

    UserError where the file is damaged or cut short, which shows after its good pieces were given. What `sink` raises
    comes out as it is.
    """
    start = source.tell()
    _check_header(source.read(_LONGEST_HEADER))
    source.seek(start)
    pyrage = _pyrage()
    held = _Held(sink)
    try:
        pyrage.decrypt_io(source, held, [pyrage.x25519.Identity.from_str(identity)])
    except (pyrage.DecryptError, pyrage.IdentityError):
        if held.error is not None:
            raise held.error from None
        raise SaidError(
            Message("refuse.agefile.file-not-encrypted-key-damaged"),
            next_step=Message("next.ask-sender-encrypt-your-public-key"),
        ) from None
    except OSError:
        if held.error is not None:
            raise held.error from None
        raise SaidError(
            Message("refuse.agefile.file-damaged-cut-short"), next_step=Message("next.ask-sender-again-copy-whole")
        ) from None


def _check_header(data: bytes) -> None:
    if b"\n--- " not in data[:_LONGEST_HEADER]:
        raise SaidError(
            Message("refuse.agefile.no-file-age-encrypted-names"),
            next_step=Message("next.ask-sender-encrypt-your-public-key"),
        )


class EncryptingWriter:
    """A binary writer whose bytes reach `out` encrypted, in flat memory: nothing of them lies on the disk in plain.

    A context manager; `close` brings everything to `out`. Where the block ends without it, what is in `out` is no file
    that anybody could open.
    """

    def __init__(self, recipients: Sequence[str], out: Sink) -> None:
        try:
            known = [_recipient(text) for text in recipients]
        except ValueError:
            raise SaidError(
                Message("refuse.recipients.not-age-recipient"), next_step=Message("next.use-public-key-owner-exported")
            ) from None
        if not known:
            raise SaidError(
                Message("refuse.agefile.nobody-encrypt"), next_step=Message("next.name-recipient-public-key")
            )
        self._queue: queue.Queue[bytes | None] = queue.Queue(_AHEAD)
        self._pending = bytearray()
        self._held = _Held(out)
        self._closed = False
        self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="age")
        self._work = self._pool.submit(_pyrage().encrypt_io, _Reader(self._queue), self._held, known)

    def write(self, data: bytes, /) -> int:
        """Take some bytes."""
        self._pending += data
        if len(self._pending) >= _PIECE:
            self._send()
        return len(data)

    def close(self) -> None:
        """Encrypt the rest, and wait until `out` has everything."""
        self._send()
        self._put(b"")
        self._closed = True
        self._result()

    def __enter__(self) -> Self:
        """Use as a context manager."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End the thread, whatever happened."""
        if not self._closed:
            while not self._work.done():
                try:
                    self._queue.put(None, timeout=_LOOK)
                except queue.Full:
                    continue
                break
        self._pool.shutdown(wait=True)

    def _send(self) -> None:
        if self._pending:
            piece = bytes(self._pending)
            self._pending.clear()
            self._put(piece)

    def _put(self, piece: bytes) -> None:
        while True:
            if self._work.done():
                self._result()
            try:
                self._queue.put(piece, timeout=_LOOK)
            except queue.Full:
                continue
            return

    def _result(self) -> None:
        pyrage = _pyrage()
        try:
            self._work.result()
        except (pyrage.EncryptError, OSError):
            if self._held.error is not None:
                raise self._held.error from None
            raise


class _Reader:
    """What the library reads from: pieces from a queue; b"" ends the file, None breaks it off."""

    def __init__(self, pieces: queue.Queue[bytes | None]) -> None:
        self._pieces = pieces
        self._piece = memoryview(b"")
        self._ended = False

    def read(self, size: int = -1) -> bytes:
        if not self._piece and not self._ended:
            piece = self._pieces.get()
            if piece is None:
                raise ValueError("broken off")
            self._ended = not piece
            self._piece = memoryview(piece)
        size = len(self._piece) if size < 0 else size
        part, self._piece = self._piece[:size], self._piece[size:]
        return bytes(part)


class _Held:
    """Remembers what a sink raised: the library turns it into errors of its own."""

    def __init__(self, sink: Sink) -> None:
        self._sink = sink
        self.error: BaseException | None = None

    def write(self, data: bytes) -> int:
        try:
            return self._sink.write(data)
        except BaseException as error:
            self.error = error
            raise

    def flush(self) -> None:
        return


def _recipient(text: str) -> object:
    pyrage = _pyrage()
    if len(text) > 200 or not text.isascii():
        raise ValueError("no recipient")
    try:
        return cast("object", pyrage.x25519.Recipient.from_str(text))
    except pyrage.RecipientError:
        raise ValueError("no recipient") from None


def _pyrage() -> Any:  # noqa: ANN401  (the extension module carries no types)
    import pyrage

    return pyrage
