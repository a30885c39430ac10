"""Writes one delivery copy: the package as it is, or in an encrypted ZIP, cut into volumes that stock tools join.

The wrapping is no part of the package: it is made after the seal, with a fresh salt for every copy, so two copies of
one package differ in every byte while the package inside is the same. WinZip's AE-2 (AES-256 in counter mode,
authenticated by HMAC-SHA1, keys by PBKDF2) is used because 7-Zip, bsdtar and WinZip open it; its thousand rounds are
few, which is why the passphrase must carry the strength itself.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from codebinder.base.messages import SaidError
from codebinder.model.copies import CopyVolume
from codebinder.model.ports import Cancel, Progress
from codebinder.model.text import Message

CHUNK = 1 << 20
MOST_VOLUMES = 999
SUMS = "SHA256SUMS"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wrapping:
    """How a copy is made: its passphrase (empty: not encrypted), bytes a volume (0: not cut), randomness for salts."""

    passphrase: str = ""
    volume_bytes: int = 0
    random: Callable[[int], bytes]
    moment: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Inner:
    """The package that is wrapped: where it lies, its name, size, SHA-256 (hex) and CRC-32."""

    path: Path
    name: str
    size: int
    sha256: str
    crc32: int


def write_copy(
    inner: Inner, folder: Path, name: str, wrapping: Wrapping, *, progress: Progress, cancel: Cancel
) -> tuple[CopyVolume, ...]:
    """Write the copy's files and SHA256SUMS into `folder`, read every file back, and give them in order.

    `name` is what the file is called before a volume's number. Raises UserError where there would be more volumes than
    three digits count, where the package changes while it is read, or where the disk gives back other bytes.
    """
    pieces = _encrypted(inner, wrapping, cancel) if wrapping.passphrase else _plain(inner, cancel)
    volumes = tuple(_cut(pieces, folder, name, wrapping.volume_bytes, progress))
    if len(volumes) == 1 and wrapping.volume_bytes:
        (folder / volumes[0].name).rename(folder / name)
        volumes = (CopyVolume(name=name, size=volumes[0].size, sha256=volumes[0].sha256),)
    _read_back(folder, volumes, cancel)
    sums = "".join(f"{each.sha256}  {each.name}\n" for each in volumes)
    (folder / SUMS).write_bytes(sums.encode())
    return volumes


def _plain(inner: Inner, cancel: Cancel) -> Iterator[bytes]:
    seen = hashlib.sha256()
    with inner.path.open("rb") as stream:
        while chunk := stream.read(CHUNK):
            cancel.check()
            seen.update(chunk)
            yield chunk
    if seen.hexdigest() != inner.sha256:
        raise SaidError(Message("refuse.copies.package-changed"), where=inner.name)


def _encrypted(inner: Inner, wrapping: Wrapping, cancel: Cancel) -> Iterable[bytes]:
    from stream_zip import NO_COMPRESSION_64, stream_zip

    method = NO_COMPRESSION_64(inner.size, inner.crc32)
    member = (inner.name, wrapping.moment, 0o600, method, _plain(inner, cancel))
    return stream_zip(
        [member], chunk_size=CHUNK, password=wrapping.passphrase, get_crypto_random=wrapping.random,
        extended_timestamps=False,
    )  # fmt: skip


def _cut(pieces: Iterable[bytes], folder: Path, name: str, most: int, progress: Progress) -> Iterator[CopyVolume]:
    """Write the pieces into files of at most `most` bytes each (0: into one)."""
    rest = b""
    source = iter(pieces)
    for number in range(1, MOST_VOLUMES + 1):
        path = folder / (f"{name}.{number:03d}" if most else name)
        with path.open("xb") as out:
            size, digest, rest, more = _fill(out, source, rest, most, progress)
        yield CopyVolume(name=path.name, size=size, sha256=digest)
        if not more:
            return
    raise SaidError(
        Message("refuse.copies.too-many-volumes", {"most": MOST_VOLUMES}), next_step=Message("next.larger-volumes")
    )


def _fill(
    out: BinaryIO, source: Iterator[bytes], rest: bytes, most: int, progress: Progress
) -> tuple[int, str, bytes, bool]:
    """Fill one volume; give its size and digest, what did not fit, and whether there is more."""
    digest, size = hashlib.sha256(), 0
    piece = rest or next(source, b"")
    while piece:
        part = piece[: most - size] if most else piece
        out.write(part)
        digest.update(part)
        size += len(part)
        progress.advance(0, len(part))
        piece = piece[len(part) :]
        if most and size == most:
            piece = piece or next(source, b"")
            break
        piece = piece or next(source, b"")
    return size, digest.hexdigest(), piece, bool(piece)


def _read_back(folder: Path, volumes: Iterable[CopyVolume], cancel: Cancel) -> None:
    """A medium that loses bytes is found now, not by the authority."""
    for each in volumes:
        with (folder / each.name).open("rb") as stream:
            digest = hashlib.sha256()
            while chunk := stream.read(CHUNK):
                cancel.check()
                digest.update(chunk)
        if digest.hexdigest() != each.sha256:
            raise SaidError(Message("refuse.copies.read-back"), where=each.name, next_step=Message("next.another-disk"))
