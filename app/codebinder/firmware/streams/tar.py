"""tar archives (old, POSIX, GNU, pax) and ar archives: their files stand plainly in them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from codebinder.base.packed import PackedError, pax_fields, tar_name, tar_number, tar_sum_is_right
from codebinder.firmware.boot.common import check, facts, known
from codebinder.firmware.codecs import CUT_SHORT, DAMAGED
from codebinder.firmware.flash.common import Window, entry_facts, zeros
from codebinder.firmware.reading import Blob, Budget, Found, Member, Reader, pieces
from codebinder.firmware.streams.common import moment
from codebinder.model.firmware import Check, NodeKind, Region
from codebinder.model.text import Message

_BLOCK = 512
_EXTENDED = 1 << 20
_MOST_CHECKS = 65_536
_KINDS = {
    b"0": NodeKind.FILE, b"\0": NodeKind.FILE, b"7": NodeKind.FILE, b"S": NodeKind.FILE, b"1": NodeKind.LINK,
    b"2": NodeKind.LINK, b"3": NodeKind.DEVICE, b"4": NodeKind.DEVICE, b"5": NodeKind.FOLDER, b"6": NodeKind.DEVICE,
}  # fmt: skip
_MODES = {b"2": 0o120000, b"3": 0o020000, b"4": 0o060000, b"5": 0o040000, b"6": 0o010000}
_MOST_HOLES = 1 << 16


@dataclass(frozen=True, slots=True)
class _Entry:
    head: bytes
    at: int
    kind: bytes
    name: bytes
    link: bytes
    start: int
    size: int
    end: int
    sparse: tuple[tuple[int, int], ...] = ()
    real: int = -1


class _Tar:
    """One archive, walked from header to header."""

    def __init__(self, blob: Blob, start: int, budget: Budget) -> None:
        self._blob, self._start, self._budget = Window(blob), start, budget
        self._data = blob
        self.end = start
        self.count = 0
        self.fault: Message | None = None
        self.checks: list[Check] = []

    def entries(self) -> Iterator[_Entry]:
        """Give entries as far as they follow each other; then `end` and `fault` are set."""
        at = self._start
        long: dict[bytes, bytes] = {}
        while True:
            self._budget.step(2)
            head = self._blob.read(at, _BLOCK)
            if len(head) == _BLOCK and not any(head):
                self.end, self.fault = self._behind(at), None
                return
            entry = self._entry(head, at, long) if len(head) == _BLOCK else None
            if entry is None:
                self.end = min(at, self._blob.size)
                self.fault = None if at == self._blob.size else CUT_SHORT if len(head) < _BLOCK else DAMAGED
                return
            at = entry.end
            if entry.kind in b"LKxgX" and entry.kind:
                self._extend(entry, long)
                continue
            yield entry
            long.clear()

    def _entry(self, head: bytes, at: int, long: dict[bytes, bytes]) -> _Entry | None:
        try:
            if not tar_sum_is_right(head):
                return None
            size, kind = tar_number(head[124:136]), head[156:157]
            if size < 0 or size > 1 << 62:
                return None
            if b"size" in long and long[b"size"].isdigit() and len(long[b"size"]) < 20:
                size = int(long[b"size"])
            stored = size if kind not in {b"1", b"2", b"3", b"4", b"5", b"6"} else 0
            start, sparse, real = at + _BLOCK, (), -1
            if kind == b"S":
                start, sparse, real = self._sparse(head, start)
        except PackedError:
            return None
        name = long.get(b"GNU.sparse.name") or long.get(b"path") or tar_name(head)
        link = long.get(b"linkpath", b"") or head[157:257].split(b"\0", 1)[0]
        end = start + -(-stored // _BLOCK) * _BLOCK
        if long.get(b"GNU.sparse.major") == b"1":
            start, sparse, real = self._mapped(start, stored, long.get(b"GNU.sparse.realsize", b""))
        return _Entry(head, at, kind, name, link, start, stored, end, sparse, real)

    def _sparse(self, head: bytes, start: int) -> tuple[int, tuple[tuple[int, int], ...], int]:
        """Read GNU's old map of a file with holes: where data begins, stretches of the file, its real size."""
        rows: list[tuple[int, int]] = []
        block, at, count, more = head, 386, 4, head[482]
        while True:
            rows += [
                (tar_number(block[place : place + 12]), tar_number(block[place + 12 : place + 24]))
                for place in range(at, at + 24 * count, 24)
                if block[place]
            ]
            if not more or len(rows) > _MOST_HOLES:
                return start, tuple(rows), tar_number(head[483:495])
            self._budget.step()
            block = self._blob.read(start, _BLOCK)
            if len(block) < _BLOCK:
                return start, tuple(rows), tar_number(head[483:495])
            start, at, count, more = start + _BLOCK, 0, 21, block[504]

    def _mapped(self, start: int, stored: int, real: bytes) -> tuple[int, tuple[tuple[int, int], ...], int]:
        """Read the map of a file with holes as POSIX archives have it: lines of numbers in blocks before the data;
        a file whose map is none is taken as it stands."""
        body = self._blob.read(start, min(stored, _EXTENDED))
        lines = body.split(b"\n", 2 * _MOST_HOLES + 1)
        count = _decimal(lines[0])
        numbers = [_decimal(line) for line in lines[1 : 2 * count + 1]]
        if not 0 <= count <= _MOST_HOLES or len(numbers) < 2 * count or min(numbers, default=0) < 0:
            return start, (), -1
        self._budget.step(count)
        used = sum(len(line) + 1 for line in lines[: 2 * count + 1])
        rows = tuple(zip(numbers[::2], numbers[1::2], strict=True))
        return start + -(-used // _BLOCK) * _BLOCK, rows, _decimal(real)

    def _extend(self, entry: _Entry, long: dict[bytes, bytes]) -> None:
        body = self._blob.read(entry.start, min(entry.size, _EXTENDED))
        if entry.kind == b"L":
            long[b"path"] = body.rstrip(b"\0")
        elif entry.kind == b"K":
            long[b"linkpath"] = body.rstrip(b"\0")
        elif entry.kind != b"g":
            long.update(pax_fields(body))

    def _behind(self, at: int) -> int:
        """Give where the blocks of zeros end that close an archive: two, and what fills a record of twenty."""
        most = min(self._start + -(-(at + 2 * _BLOCK - self._start) // (20 * _BLOCK)) * 20 * _BLOCK, self._blob.size)
        rest = self._blob.read(at, most - at)
        return at + (len(rest) - len(rest.lstrip(b"\0"))) // _BLOCK * _BLOCK

    def survey(self) -> None:
        """Walk it once for its end and its sums."""
        for entry in self.entries():
            self.count += 1
            if len(self.checks) < _MOST_CHECKS:
                at = entry.at
                self.checks.append(check("sum of the header", at + 148, 8, (at, at + 148), (at + 156, at + _BLOCK)))

    def members(self) -> Iterator[Member]:
        """List what is inside."""
        for entry in self.entries():
            kind = _KINDS.get(entry.kind, NodeKind.FILE)
            name = entry.name.rstrip(b"/").removeprefix(b"./").lstrip(b"/")
            if kind is NodeKind.FILE and entry.name.endswith(b"/"):
                kind = NodeKind.FOLDER
            if name in {b"", b"."}:
                continue
            yield self._member(entry, kind, name)

    def _member(self, entry: _Entry, kind: NodeKind, name: bytes) -> Member:
        numbers = [_octal(entry.head[low:high]) for low, high in ((100, 108), (108, 116), (116, 124), (136, 148))]
        mode = numbers[0] & 0o7777 | _MODES.get(entry.kind, 0o100000)
        device = (_octal(entry.head[329:337]), _octal(entry.head[337:345]))
        said = facts(("time", moment(numbers[3])), ("link", "hard" if entry.kind == b"1" else ""))
        plain = kind is NodeKind.FILE
        short = plain and entry.start + entry.size > self._blob.size
        return Member(
            name=name, kind=kind, mode=mode, target=entry.link if kind is NodeKind.LINK else b"",
            size=(entry.real if entry.real >= 0 else entry.size) if plain else 0,
            start=entry.start if plain and entry.real < 0 else -1,
            open=self._filled(entry) if plain and entry.real >= 0 else None,
            facts=(*entry_facts(mode, numbers[1], numbers[2], device), *said), faults=(CUT_SHORT,) if short else (),
        )  # fmt: skip

    def _filled(self, entry: _Entry) -> Callable[[], Iterator[bytes]]:
        """Give the bytes of a file with holes."""

        def run() -> Iterator[bytes]:
            at, source = 0, entry.start
            for offset, size in entry.sparse:
                if offset < at or offset + size > entry.real:
                    return
                yield from zeros(offset - at, self._budget)
                yield from pieces(self._data, source, source + size)
                at, source = offset + size, source + size
            yield from zeros(entry.real - at, self._budget)

        return run


def _decimal(field: bytes) -> int:
    return int(field) if field.isdigit() and len(field) < 19 else -1


def _octal(field: bytes) -> int:
    try:
        return max(0, tar_number(field))
    except PackedError:
        return 0


def _read_tar(blob: Blob, start: int, budget: Budget) -> Found | None:
    head = blob.read(start, _BLOCK)
    if len(head) < _BLOCK or not head[0] or not tar_sum_is_right(head):
        return None
    archive = _Tar(blob, start, budget)
    archive.survey()
    if not archive.count:
        return None
    style = {b"ustar\0": "POSIX", b"ustar ": "GNU"}.get(head[257:263], "old")
    return Found(
        start=start, end=archive.end, format="tar", facts=facts(("notation", style), ("entries", archive.count)),
        faults=(archive.fault,) if archive.fault is not None else (), checks=tuple(archive.checks),
        members=archive.members,
    )  # fmt: skip


# --------------------------------------------------------------------------------------------------------------- ar


_AR = b"!<arch>\n"


def _ar_rows(blob: Blob, start: int, budget: Budget) -> Iterator[tuple[bytes, int, int, int] | int]:
    """Give (name, header's place, data's place, size) of each member, and last where the archive ends."""
    at = start + len(_AR)
    while True:
        budget.step(2)
        head = blob.read(at, 60)
        digits = head[48:58].strip()
        if len(head) < 60 or head[58:] != b"`\n" or not digits.isdigit():
            yield min(at, blob.size)
            return
        size = int(digits)
        yield head[:16].rstrip(), at, at + 60, size
        at += 60 + size + size % 2


def _read_ar(blob: Blob, start: int, budget: Budget) -> Found | None:
    regions: list[Region] = [known(start, start + len(_AR), "ar", "header")]
    names, count, end, last = (0, 0), 0, start + len(_AR), start
    for row in _ar_rows(Window(blob), start, budget):
        if isinstance(row, int):
            end = row
            break
        name, _, at, size = row
        count, last = count + 1, at + size
        if name == b"//":
            names = (at, size)
            regions.append(known(at, at + size, "ar", "names"))
        elif name in {b"/", b"/SYM64/"} or name.startswith(b"__.SYMDEF"):
            regions.append(known(at, at + size, "ar", "symbols"))
    if not count and (start or blob.read(end, 1) not in {b"", b"\0", b"\xff"}):
        return None  # within something else the word is a program's own text

    def members() -> Iterator[Member]:
        table = blob.read(names[0], min(names[1], _EXTENDED))
        for row in _ar_rows(Window(blob), start, budget):
            if isinstance(row, int):
                return
            name, _, at, size = row
            if name in {b"/", b"//", b"/SYM64/"} or name.startswith(b"__.SYMDEF"):
                continue
            if name.startswith(b"#1/") and name[3:].isdigit() and len(name) < 10:
                inside = min(int(name[3:]), size)
                name, at, size = blob.read(at, min(inside, 4096)).rstrip(b"\0"), at + inside, size - inside
            elif name[:1] == b"/" and name[1:].isdigit():
                name = table[int(name[1:]) :].split(b"\n", 1)[0]
            yield Member(name=name.rstrip(b"/") or b"member", kind=NodeKind.FILE, size=size, start=at, mode=0o100644)

    return Found(
        start=start, end=min(end, blob.size), format="ar", facts=facts(("entries", count)), regions=tuple(regions),
        faults=(CUT_SHORT,) if last > blob.size else (), members=members,
    )  # fmt: skip


TAR = Reader(format="tar", read=_read_tar, magics=((b"ustar", 257),))
OLD_TAR = Reader(format="tar", read=_read_tar, first=True)
AR = Reader(format="ar", read=_read_ar, magics=((_AR, 0),))
