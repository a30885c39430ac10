"""What a stage is handed instead of reaching for it: progress, cancel, clock, randomness, keys, content."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Protocol

from codebinder.model.text import Message

if TYPE_CHECKING:
    from codebinder.model.source import SourceEntry


class Progress(Protocol):
    """Where long work says what it does; calls are cheap, may come from one worker thread at a time."""

    def start(self, step: str, total: int | None = None, unit: str = "files") -> None:
        """Begin step `step` (a message id such as "progress.read") of `total` units, or of unknown length."""
        ...

    def advance(self, count: int = 1, size: int = 0) -> None:
        """Add `count` units and `size` bytes done."""
        ...


class NoProgress:
    """A progress that says nothing."""

    def start(self, step: str, total: int | None = None, unit: str = "files") -> None:
        """Ignore the step."""

    def advance(self, count: int = 1, size: int = 0) -> None:
        """Ignore the advance."""


class Cancel(Protocol):
    """How a person stops long work: stages call `check` at least ten times a second."""

    def check(self) -> None:
        """Raise `errors.Cancelled` where the person asked to stop."""
        ...


class NeverCancel:
    """A cancel that nobody pulls."""

    def check(self) -> None:
        """Go on."""


class Clock(Protocol):
    """Today, injected."""

    def now(self) -> datetime:
        """Give the present moment, aware, in UTC."""
        ...


class Randomness(Protocol):
    """Unpredictable bytes, injected."""

    def token(self, size: int) -> bytes:
        """Give `size` fresh random bytes."""
        ...


class Signer(Protocol):
    """One person's private signing key, unlocked; the key itself never leaves the vault."""

    @property
    def fingerprint(self) -> str:
        """SHA-256 of the raw 32-byte Ed25519 public key, 64 lower-case hex digits."""
        ...

    def sign(self, message: bytes) -> bytes:
        """Give the 64-byte Ed25519 signature over `message` as it is."""
        ...


class Sealer(Protocol):
    """The workbook's own key: keyed digests and the encryption of what the workbook must not show."""

    def tag(self, purpose: str, data: bytes) -> str:
        """Give HMAC-SHA-256 of `data` under a subkey for `purpose`, as 64 hex digits."""
        ...

    def tag_key(self, purpose: str) -> bytes:
        """Give the 32 bytes of the subkey under which `tag` works, for a packet whose reader checks such digests.

        It is never shown, never logged, and leaves in nothing but an encrypted packet.
        """
        ...

    def seal(self, purpose: str, data: bytes) -> bytes:
        """Encrypt `data` with AES-256-GCM under a subkey for `purpose` (random nonce in front)."""
        ...

    def unseal(self, purpose: str, box: bytes) -> bytes:
        """Decrypt what `seal` gave; raise UserError where the key or the box is another one."""
        ...


class ContentSource(Protocol):
    """The bytes of a component's entries, read at the recorded state and never from anywhere else."""

    def read(self, entry: SourceEntry) -> bytes:
        """Give the bytes of one file (for a link: its target). Raise UserError where they are missing or changed."""
        ...

    def read_all(self, entries: Iterable[SourceEntry], *, cancel: Cancel) -> Iterator[tuple[SourceEntry, bytes]]:
        """Give every entry with its bytes, in the order asked, reading ahead in bounded memory."""
        ...

    def close(self) -> None:
        """Let go of processes and handles."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Inner:
    """A stretch of what is packed in an image: the way to it in the image's tree, where the stretch begins there, and
    its bytes. `whole`: these are all bytes of something that nothing was recognised in; `seen`: they were a part of
    something that was shown before."""

    path: bytes
    start: int
    data: bytes
    whole: bool
    seen: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Unpacked:
    """What became of unpacking an image: the formats that were read, what of it could not be, by path, and the
    stretches of the image of which all that is packed in them was shown."""

    formats: frozenset[str] = frozenset()
    faults: tuple[tuple[bytes, Message], ...] = ()
    read: tuple[tuple[int, int], ...] = ()


class Unpacker(Protocol):
    """Looks through firmware images: the leak search is handed it, since it knows no formats of images itself."""

    def unpack(
        self,
        size: int,
        pieces: Callable[[], Iterator[bytes]],
        see: Callable[[Inner], None],
        *,
        rest: Callable[[Unpacked, Callable[[int, int], bytes]], None] | None = None,
        cancel: Cancel,
    ) -> Unpacked:
        """Show everything that is packed in `size` bytes that `pieces` gives, and that does not stand there as it is.

        Stretches of one thing come in order and overlap, so that nothing falls between two. In the end `rest` is handed
        what became of it, and how to read the bytes themselves by offset and size.
        """
        ...
