r"""The container of a review packet: members one behind the other, their list, and the signature over that list.

    "codebinder-packet/v1\n"
    the members' bytes, packed or stored, one behind the other and nothing between them
    the list: canonical JSON, a row a member: name, "stored" or "deflate", size, packed size, SHA-256 as packed
    the signed PACKET object as stored bytes, then its signature (64 bytes)
    lengths of the members, of the list and of the object, 64-bit big-endian each

Every byte of it is covered: the members by the list, the list by the digest in the object, the object by its signature,
the rest by having one value that fits. It is always inside an age file, and never read from anywhere else; who may
have made it is only known once the signature is checked, so every number is bounded before it is used.
"""

from __future__ import annotations

import hashlib
import json
import re
import threading
import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Protocol, Self

from codebinder.base import canonical
from codebinder.base.messages import SaidError
from codebinder.errors import Bug, UserError
from codebinder.model.text import Message
from codebinder.review.fields import is_count, is_digest, is_list

MAGIC = b"codebinder-packet/v1\n"
DOOR = b"codebinder-packet-passphrase/v1\n"
"""Stands in front of a packet that opens by a passphrase: then the length (32-bit) and the bytes of an age box with the
identity that the rest is encrypted to."""
AGE = b"age-encryption.org/v1\n"

LARGE = 16 << 20
"""Members of more bytes are stored as they are, so that nothing has to be unpacked that is larger than this."""
MOST_MEMBERS = 1_000_000
LARGEST_LIST = 256 << 20
_FREE, _RATIO = 256 << 20, 100
"""All members together unpack to no more than so many bytes and so many times their packed size."""
_LARGEST_OBJECT = 8 << 20
_SIGNATURE = 64
_TRAILER = 24
_CHUNK = 1 << 20
_STORED, _DEFLATED = "stored", "deflate"
_PART = re.compile(r"[a-z]{1,20}\.(?:json|yaml)|(?:original|text)/[0-9]{6,7}", re.ASCII)
_FILED = re.compile(r"filed/[\x20-\x5b\x5d-\x7e]{1,1000}", re.ASCII)


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """One member as the list has it; `offset` is where its packed bytes begin in the container."""

    name: str
    method: str
    size: int
    packed: int
    sha256: str
    offset: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Packed:
    """A member's bytes ready to be written: `data` is deflated where it is shorter than `size`."""

    name: str
    size: int
    data: bytes
    sha256: str

    @staticmethod
    def of(name: str, data: bytes, deflated: bytes | None = None) -> Packed:
        """Take a member's bytes, and what they were deflated to where that is shorter."""
        body = deflated if deflated is not None and len(deflated) < len(data) <= LARGE else data
        return Packed(name=name, size=len(data), data=body, sha256=hashlib.sha256(body).hexdigest())


class _Out(Protocol):
    def write(self, data: bytes, /) -> int: ...


def is_member_name(name: str) -> bool:
    """Is this a name that a member may have? None ever becomes a path; they are strict all the same."""
    if _PART.fullmatch(name):
        return True
    return bool(_FILED.fullmatch(name)) and all(each not in {"", ".", ".."} for each in name.split("/"))


class PacketWriter:
    """Writes a container in one go, front to back, into something that encrypts it."""

    def __init__(self, out: _Out) -> None:
        self._out = out
        self._rows: list[str] = []
        self._names: set[str] = set()
        self._body = 0
        out.write(MAGIC)

    def add(self, member: Packed) -> None:
        """Write one member."""
        self._claim(member.name)
        self._out.write(member.data)
        self._list(member.name, member.size, len(member.data), member.sha256)

    def add_stream(self, name: str, chunks: Iterable[bytes]) -> tuple[int, str]:
        """Write one large member piece by piece, stored; give its size and SHA-256."""
        self._claim(name)
        digest, size = hashlib.sha256(), 0
        for chunk in chunks:
            digest.update(chunk)
            size += len(chunk)
            self._out.write(chunk)
        self._list(name, size, size, digest.hexdigest())
        return size, digest.hexdigest()

    def listing(self) -> bytes:
        """Give the list of the members; nothing can be added any more."""
        self._names = set()
        return f"[{','.join(self._rows)}]".encode()

    def close(self, listing: bytes, stored: bytes, signature: bytes) -> None:
        """Write the list, the signed object and the lengths."""
        if len(signature) != _SIGNATURE or len(stored) > _LARGEST_OBJECT or len(listing) > LARGEST_LIST:
            raise Bug("a packet was closed with something that its reader would refuse")
        lengths = (self._body, len(listing), len(stored))
        self._out.write(listing + stored + signature + b"".join(each.to_bytes(8, "big") for each in lengths))

    def _claim(self, name: str) -> None:
        if not is_member_name(name) or name in self._names:
            raise Bug(f"a packet can't have this member, or has it already: {name[:80]!r}")
        self._names.add(name)

    def _list(self, name: str, size: int, packed: int, sha256: str) -> None:
        method = _STORED if packed == size else _DEFLATED
        # Written out by hand: the same bytes as canonical.dumps, which takes a second for a large tree.
        self._rows.append(f'[{json.dumps(name, ensure_ascii=False)},"{method}",{size},{packed},"{sha256}"]')
        self._body += packed


class PacketContainer:
    """A container that was decrypted into a private file; read by threads at will. A context manager.

    `stored`, `signature` and `members_digest` are what the signature has to be checked over; until then nothing here
    is known to come from anybody.
    """

    def __init__(self, path: Path) -> None:
        """Open it and read its list strictly; UserError where anything of it is not as it must be."""
        self._mutex = threading.Lock()
        self._stream: BinaryIO = path.open("rb")
        done = False
        try:
            lengths = self._lengths()
            after = len(MAGIC) + lengths[0]
            listing = self._get(after, lengths[1])
            self.stored = self._get(after + lengths[1], lengths[2])
            self.signature = self._get(after + lengths[1] + lengths[2], _SIGNATURE)
            self.members_digest = digest_of(listing)
            self.members: Mapping[str, Member] = _parse(listing, lengths[0])
            done = True
        finally:
            if not done:
                self._stream.close()

    def close(self) -> None:
        """Let go of the file."""
        self._stream.close()

    def __enter__(self) -> Self:
        """Use as a context manager that closes."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close."""
        self.close()

    def read(self, name: str, limit: int) -> bytes:
        """Give a member's bytes, checked against the list; UserError where it is missing, damaged, or too large."""
        member = self._member(name)
        if member.size > limit:
            raise damaged(Message("fault.packet.part-larger-than-may"))
        return b"".join(self.chunks(name))

    def chunks(self, name: str) -> Iterator[bytes]:
        """Give a member's bytes piece by piece; a fault shows at the end at the latest."""
        member = self._member(name)
        if member.method == _DEFLATED:
            packed = self._get(member.offset, member.packed)
            if hashlib.sha256(packed).hexdigest() != member.sha256:
                raise damaged(Message("fault.packet.part-not-what-list-says"))
            yield _inflated(packed, member.size)
            return
        digest = hashlib.sha256()
        for at in range(member.offset, member.offset + member.packed, _CHUNK):
            piece = self._get(at, min(_CHUNK, member.offset + member.packed - at))
            digest.update(piece)
            yield piece
        if digest.hexdigest() != member.sha256:
            raise damaged(Message("fault.packet.part-not-what-list-says"))

    def check(self, name: str) -> int:
        """Check a member's packed bytes against the list; give how many they are."""
        member = self._member(name)
        digest = hashlib.sha256()
        for at in range(member.offset, member.offset + member.packed, _CHUNK):
            digest.update(self._get(at, min(_CHUNK, member.offset + member.packed - at)))
        if digest.hexdigest() != member.sha256:
            raise damaged(Message("fault.packet.part-not-what-list-says"))
        return member.packed

    def _member(self, name: str) -> Member:
        member = self.members.get(name)
        if member is None:
            raise damaged(Message("fault.packet.part-missing"))
        return member

    def _lengths(self) -> tuple[int, int, int]:
        size = self._stream.seek(0, 2)
        least = len(MAGIC) + _SIGNATURE + _TRAILER
        if size < least or self._get(0, len(MAGIC)) != MAGIC:
            raise SaidError(
                Message("refuse.packet.decrypts-something-no-review-packet"),
                next_step=Message("next.open-program-made"),
            )
        trailer = self._get(size - _TRAILER, _TRAILER)
        body, listing, stored = (int.from_bytes(trailer[at : at + 8], "big") for at in (0, 8, 16))
        if body + listing + stored + least != size:
            raise damaged(Message("fault.packet.parts-do-not-add-up"))
        if listing > LARGEST_LIST or stored > _LARGEST_OBJECT:
            raise damaged(Message("fault.packet.list-larger-than-may"))
        return body, listing, stored

    def _get(self, at: int, size: int) -> bytes:
        with self._mutex:
            self._stream.seek(at)
            data = self._stream.read(size)
        if len(data) != size:
            raise damaged(Message("fault.packet.cut-short"))
        return data


def digest_of(listing: bytes) -> str:
    """Give the digest of the list of members, which the signed object names."""
    return hashlib.sha256(listing).hexdigest()


def damaged(why: Message) -> UserError:
    """The sentence for a packet that does not hold together; `why` is ours, never a text of the packet."""
    return SaidError(
        Message("refuse.packet.packet-damaged-changed", {"why": why}),
        next_step=Message("next.ask-sender-again-use-nothing"),
    )


def _parse(listing: bytes, body: int) -> Mapping[str, Member]:
    value = canonical.loads(listing, limit=LARGEST_LIST)
    if not is_list(value) or len(value) > MOST_MEMBERS:
        raise damaged(Message("fault.packet.list-no-list-too-long"))
    members: dict[str, Member] = {}
    at = len(MAGIC)
    for row in value:
        member = _row(row, at)
        if member.name in members:
            raise damaged(Message("fault.packet.list-name-twice"))
        members[member.name] = member
        at += member.packed
    if at != len(MAGIC) + body:
        raise damaged(Message("fault.packet.parts-do-not-add-up"))
    if sum(member.size for member in members.values()) > _FREE + _RATIO * body:
        raise damaged(Message("fault.packet.would-unpack-more-than-allowed"))
    return members


def _row(row: object, offset: int) -> Member:
    if not is_list(row) or len(row) != 5:
        raise damaged(Message("fault.packet.list-not-what-should"))
    name, method, size, packed, sha256 = row
    if not isinstance(name, str) or not is_member_name(name):
        raise damaged(Message("fault.packet.list-name-no-packet"))
    if not is_count(size) or not is_count(packed) or not is_digest(sha256) or not isinstance(method, str):
        raise damaged(Message("fault.packet.list-not-what-should"))
    fits = size == packed if method == _STORED else method == _DEFLATED and packed < size <= LARGE
    if not fits:
        raise damaged(Message("fault.packet.list-part-would-unpack-more"))
    return Member(name=name, method=method, size=size, packed=packed, sha256=sha256, offset=offset)


def _inflated(packed: bytes, size: int) -> bytes:
    inflater = zlib.decompressobj(-15)
    try:
        data = inflater.decompress(packed, size + 1)
    except zlib.error:
        raise damaged(Message("fault.packet.part-does-not-unpack")) from None
    if len(data) != size or not inflater.eof or inflater.unused_data:
        raise damaged(Message("fault.packet.part-does-not-unpack-what"))
    return data
