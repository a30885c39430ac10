"""A tree of files that file systems find hard, the images that real tools make of it, and what a reader gives back."""

from __future__ import annotations

import os
import random
import stat
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from codebinder.firmware.flash import READERS
from codebinder.firmware.reading import Budget, Found, Member, Memory, Unreadable
from codebinder.model.firmware import Check, NodeKind
from codebinder.model.ports import NeverCancel

Entry = tuple[str, int, bytes]
"""What an entry is, its mode, and its bytes or where it points."""


def hard_tree(folder: Path) -> Path:
    """Make odd names, nothing, holes, many small files, a large one, hard and symbolic links, deep folders."""
    root = folder / "tree"
    (root / "sub/deeper/still deeper").mkdir(parents=True)
    (root / "empty").mkdir()
    source = random.Random(8)
    text = b"".join(b"line %d of something that packs well\n" % number for number in range(9000))
    (root / "large").write_bytes(text + source.randbytes(150_000) + text[:77_777])
    (root / "noise").write_bytes(source.randbytes(40_000))
    (root / "nothing").write_bytes(b"")
    (root / "page").write_bytes(text[:4096])
    with (root / "sparse").open("wb") as file:
        file.truncate(700_000)
        file.seek(333_333)
        file.write(b"an island")
    (root / "sub/with space").write_bytes(b"hello\n")
    (root / "sub/中文.txt").write_bytes("中\n".encode())
    Path(os.fsdecode(os.fsencode(root) + b"/sub/\xff\xfe odd\nname")).write_bytes(b"odd")
    for number in range(120):
        (root / f"sub/deeper/still deeper/f{number:03}").write_bytes(b"small file %d\n" % number)
    os.link(root / "large", root / "sub/the same")
    (root / "sub/up").symlink_to("../large")
    (root / "dangling").symlink_to("/no/such/place")
    (root / "large").chmod(0o4750)
    (root / "nothing").chmod(0o600)
    (root / "empty").chmod(0o711)
    return root


def went_in(root: Path) -> dict[bytes, Entry]:
    """Give what a folder holds, by path."""
    rows: dict[bytes, Entry] = {}
    for folder, folders, files in os.walk(os.fsencode(root)):
        for name in (*folders, *files):
            path = os.path.join(folder, name)
            mode = os.lstat(path).st_mode
            body = os.fsencode(os.readlink(path)) if stat.S_ISLNK(mode) else b""
            if stat.S_ISREG(mode):
                body = Path(os.fsdecode(path)).read_bytes()
            kind = "folder" if stat.S_ISDIR(mode) else "link" if stat.S_ISLNK(mode) else "file"
            rows[os.path.relpath(path, os.fsencode(root))] = kind, 0o777 if kind == "link" else mode & 0o7777, body
    return rows


def budget(*, steps: int = 20_000_000, unpacked: int = 1 << 28) -> Budget:
    """Give what honest images don't use up."""
    return Budget(unpacked=unpacked, entries=100_000, steps=steps, read=1 << 30, cancel=NeverCancel())


def find(data: bytes, at: int = 0, given: Budget | None = None) -> Found | None:
    """Read what stands at a place, by every reader of flash whose magic is there."""
    blob = Memory(data)
    for reader in READERS:
        if any(data.startswith(magic, at + off) for magic, off in reader.magics):
            found = reader.read(blob, at, given or budget())
            if found is not None:
                return checked(found, at, len(data))
    return None


def sure(data: bytes, at: int = 0) -> Found:
    """Read what is there for certain."""
    found = find(data, at)
    assert found is not None
    return found


def checked(found: Found, at: int, size: int) -> Found:
    """Give what was found if it keeps the contract: everything inside, regions beside each other."""
    assert found.start == at
    assert at < found.end <= size
    last = at
    for region in sorted(found.regions, key=lambda each: each.start):
        assert last <= region.start < region.end <= found.end, region
        last = region.end
    for check in found.checks:
        assert at <= check.start < check.end <= found.end, check
        assert all(0 <= start < end <= size for start, end in check.covers), check
        assert check.covers
    return found


MOST = 16 << 20
"""Of one file; whoever walks an image has a budget for that."""


@dataclass(frozen=True)
class Taken:
    """What came out of an image: entries, members by name, and what was said to be wrong."""

    entries: dict[bytes, Entry]
    members: dict[bytes, Member]
    faults: list[str]


def taken(data: bytes, found: Found, *, unique: bool = True) -> Taken:
    """Take everything out; plain files are compared with what their readers unpack, too."""
    entries: dict[bytes, Entry] = {}
    members: dict[bytes, Member] = {}
    faults = [fault.id.removeprefix("firmware.fault.") for fault in found.faults]
    listing = found.members() if found.members is not None else iter(())
    while True:
        try:
            member = next(listing, None)
        except Unreadable as error:
            faults.append(error.said.id.removeprefix("firmware.fault."))
            break
        if member is None:
            break
        faults += [fault.id.removeprefix("firmware.fault.") for fault in member.faults]
        body = member.target
        if member.kind in {NodeKind.FILE, NodeKind.PART}:
            body, wrong = opened(member)
            faults += wrong
            if member.start >= 0:
                plain = data[member.start : member.start + member.size]
                assert member.open is None or plain == body
                body = plain
        assert not unique or member.name not in entries
        entries[member.name] = member.kind.value, member.mode, body
        members[member.name] = member
    return Taken(entries, members, faults)


def opened(member: Member) -> tuple[bytes, list[str]]:
    """Unpack one member, as far as it goes."""
    out = bytearray()
    if member.open is None:
        return b"", []
    try:
        for piece in member.open():
            out += piece
            if len(out) > MOST:
                return bytes(out), ["much"]
    except Unreadable as error:
        return bytes(out), [error.said.id.removeprefix("firmware.fault.")]
    return bytes(out), []


def without_modes(entries: dict[bytes, Entry]) -> dict[bytes, tuple[str, bytes]]:
    """Leave out modes, which some file systems have none of."""
    return {name: (kind, body) for name, (kind, _, body) in entries.items()}


def device(member: Member) -> str:
    """Give which device an entry is."""
    return dict(member.facts).get("device", "")


def changed(data: bytes, *rows: tuple[int, bytes]) -> bytes:
    """Write something else over parts of an image."""
    out = bytearray(data)
    for at, new in rows:
        out[at : at + len(new)] = new
    return bytes(out)


def named(checks: Sequence[Check], name: str) -> list[Check]:
    """Give the checks of one name."""
    return [check for check in checks if check.name == name]
