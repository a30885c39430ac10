"""Device trees and U-Boot's FIT images, which are device trees that hold images, hashes and signatures."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from codebinder.firmware.boot import fdt
from codebinder.firmware.boot.common import Cover, Facts, address, check, crc, cut, digest, facts, known, part, wrong
from codebinder.firmware.boot.fdt import Tree
from codebinder.firmware.reading import Blob, Budget, Found, Member, Reader
from codebinder.model.firmware import Check, NodeKind, Region
from codebinder.model.text import Message

TREE, FIT = "device tree", "FIT"
_MOST_IMAGES = 1000
_DIGESTS = {"md5": 16, "sha1": 20, "sha256": 32, "sha384": 48, "sha512": 64}
_TOLD = (b"description", b"type", b"arch", b"os", b"compression")


@dataclass(frozen=True, slots=True)
class _Image:
    """One image of a FIT: its node, and where its bytes stand."""

    node: int
    start: int
    size: int
    outside: bool

    @property
    def end(self) -> int:
        return self.start + self.size


def _read(blob: Blob, start: int, budget: Budget) -> Found | None:
    tree = fdt.parse(blob, start, budget)
    if tree is None:
        return None
    end, faults = cut(blob, start + tree.size)
    if not tree.whole:
        if not faults and len(tree.nodes) < 2:
            return None
        faults = faults or (Message("firmware.fault.table"),)
    images = tree.find(b"/images")
    if images > 0 and tree.nodes[images].below:
        return _fit(tree, images, end, faults, budget)
    label = tree.text(0, b"model") or tree.text(0, b"compatible")
    chosen = tree.find(b"/chosen")
    return Found(
        start=start,
        end=end,
        format=TREE,
        label=label,
        facts=facts(
            ("model", tree.text(0, b"model")),
            ("compatible", tree.text(0, b"compatible")),
            ("command line", tree.text(chosen, b"bootargs") if chosen > 0 else ""),
            ("console", tree.text(chosen, b"stdout-path") if chosen > 0 else ""),
            ("nodes", len(tree.nodes)),
            ("properties", sum(len(each.properties) for each in tree.nodes)),
            ("version", tree.version),
            ("signature keys", _keys(tree)),
        ),
        faults=faults,
        regions=_blocks(tree, end),
        members=lambda: iter((_text(tree),)),
    )


def _text(tree: Tree) -> Member:
    return Member(name=b"tree.dts", kind=NodeKind.FILE, size=-1, open=partial(fdt.source, tree))


def _keys(tree: Tree) -> str:
    """Give the public keys that a boot loader's own tree holds, which it will ask images to be signed with."""
    held = tree.find(b"/signature")
    rows: list[str] = []
    for each in tree.nodes[held].below[:_MOST_IMAGES] if held > 0 else ():
        name = tree.text(each, b"key-name-hint") or tree.nodes[each].name.decode("utf-8", "backslashreplace")
        said = [
            tree.text(each, b"algo"),
            tree.text(each, b"required") and f"required for {tree.text(each, b'required')}",
        ]
        rows.append(" ".join((name, *(part for part in said if part))))
    return "; ".join(rows)


def _blocks(tree: Tree, end: int) -> tuple[Region, ...]:
    """Tell a tree's blocks apart, as far as they don't overlap."""
    rows = [
        (tree.start, tree.start + fdt.HEADER, "header"),
        (tree.reserved, min(tree.structure[0], tree.reserved + 16), "reserved memory"),
        (*tree.structure, "structure"),
        (*tree.strings, "strings"),
    ]
    out: list[Region] = []
    at = tree.start
    for first, last, label in sorted(rows):
        begin, until = max(first, at), min(last, end)
        if begin < until:
            out.append(known(begin, until, TREE, label))
            at = until
    return tuple(out)


# ----------------------------------------------------------------------------------------------------------------- FIT


def _fit(tree: Tree, images: int, end: int, faults: tuple[Message, ...], budget: Budget) -> Found:
    rows, lost = _images(tree, images)
    sums = _Sums(tree, budget)
    for each in rows:
        sums.image(each)
    configurations = tree.find(b"/configurations")
    told: list[str] = []
    for each in tree.nodes[configurations].below[:_MOST_IMAGES] if configurations > 0 else ():
        told.append(_configuration(tree, each))
        sums.configuration(each, rows)
    last = min(max([end, *(each.end for each in rows)]), tree.blob.size)
    filled = -(last - tree.start) % 4  # images behind the tree are filled up to whole words
    if not any(tree.blob.read(last, filled)):
        last = min(last + filled, tree.blob.size)
    label = tree.text(0, b"description")
    return Found(
        start=tree.start,
        end=last,
        format=FIT,
        label=label,
        facts=facts(
            ("description", label),
            ("made", tree.number(0, b"timestamp")),
            ("images", len(rows)),
            ("default", tree.text(configurations, b"default") if configurations > 0 else ""),
            ("configurations", "; ".join(told)),
        ),
        faults=(*faults, *lost, *sums.faults),
        regions=(known(tree.start, min(tree.start + fdt.HEADER, end), FIT, "header"),),
        checks=tuple(sums.checks),
        members=lambda: _members(tree, rows),
    )


def _images(tree: Tree, images: int) -> tuple[list[_Image], tuple[Message, ...]]:
    """Find the images' bytes: in the tree, or behind it, by offset or position."""
    rows: list[_Image] = []
    lost: list[Message] = []
    base = tree.start + tree.size + -tree.size % 4
    for each in tree.nodes[images].below[:_MOST_IMAGES]:
        inside = tree.property(each, b"data")
        size = tree.number(each, b"data-size")
        offset, position = tree.number(each, b"data-offset"), tree.number(each, b"data-position")
        if inside is not None:
            rows.append(_Image(each, inside.start, inside.size, outside=False))
        elif size is not None and (offset is not None or position is not None):
            begin = tree.start + position if position is not None else base + (offset or 0)
            if begin + size > tree.blob.size:
                name = tree.nodes[each].name.decode("utf-8", "backslashreplace")
                lost.append(Message("firmware.fault.beyond", {"name": name}))
                begin, size = min(begin, tree.blob.size), max(min(size, tree.blob.size - begin), 0)
            rows.append(_Image(each, begin, size, outside=True))
    return rows, tuple(lost)


def _members(tree: Tree, rows: list[_Image]) -> Iterator[Member]:
    for each in rows:
        yield part(tree.nodes[each.node].name, tree.blob, each.start, each.size, _told(tree, each.node))
    yield _text(tree)


def _told(tree: Tree, node: int) -> Facts:
    said = [(name.decode(), tree.text(node, name)) for name in _TOLD]
    load, entry = tree.number(node, b"load"), tree.number(node, b"entry")
    below = [(tree.nodes[each].name, each) for each in tree.nodes[node].below]
    signed = (
        f"{tree.text(each, b'algo')} by {tree.text(each, b'key-name-hint')}" for name, each in below if _signs(name)
    )
    return facts(
        *said,
        ("load address", address(load) if load is not None else ""),
        ("entry point", address(entry) if entry is not None else ""),
        ("hashes", ", ".join(tree.text(each, b"algo") for name, each in below if name.startswith(b"hash"))),
        ("signatures", "; ".join(signed)),
        ("cipher", ", ".join(tree.text(each, b"algo") for name, each in below if name.startswith(b"cipher"))),
    )


def _signs(name: bytes) -> bool:
    return name.startswith(b"signature")


def _configuration(tree: Tree, node: int) -> str:
    name = tree.nodes[node].name.decode("utf-8", "backslashreplace")
    roles = (b"kernel", b"fdt", b"ramdisk", b"firmware", b"loadables", b"fpga", b"script")
    used = [f"{role.decode()} {tree.text(node, role)}" for role in roles if tree.property(node, role)]
    signed = ["signed" for each in tree.nodes[node].below if _signs(tree.nodes[each].name)]
    return f"{name} ({', '.join(used + signed[:1])})"


class _Sums:
    """Hashes and signatures of a FIT, as checks; hashes are computed again."""

    def __init__(self, tree: Tree, budget: Budget) -> None:
        self._tree, self._budget = tree, budget
        self.checks: list[Check] = []
        self.faults: list[Message] = []

    def image(self, row: _Image) -> None:
        """Add the checks of one image."""
        covers = (row.start, row.end)
        for each in self._tree.nodes[row.node].below[:_MOST_IMAGES]:
            name = self._tree.nodes[each].name
            value = self._tree.property(each, b"value")
            if value is None or not value.size or value.start + value.size > self._tree.blob.size:
                continue
            algorithm = self._tree.text(each, b"algo")
            if _signs(name):
                self.checks.append(check(f"signature {algorithm}", value.start, value.size, covers))
            elif name.startswith(b"hash"):
                self.checks.append(check(algorithm, value.start, value.size, covers))
                self._verify(row, algorithm, self._tree.value(each, b"value"))

    def _verify(self, row: _Image, algorithm: str, stated: bytes) -> None:
        covers = ((row.start, row.end),)
        if algorithm == "crc32":
            computed = crc(self._tree.blob, covers, self._budget).to_bytes(4)
        elif algorithm in _DIGESTS:
            computed = digest(algorithm, self._tree.blob, covers, self._budget)
        else:
            return
        if computed != stated:
            name = self._tree.nodes[row.node].name.decode("utf-8", "backslashreplace")
            self.faults.append(wrong(f"{algorithm} ({name})"))

    def configuration(self, node: int, rows: list[_Image]) -> None:
        """Add the signatures of one configuration: over nodes of the tree, less the images' bytes, and its strings."""
        tree = self._tree
        for each in tree.nodes[node].below[:_MOST_IMAGES]:
            value = tree.property(each, b"value")
            if not _signs(tree.nodes[each].name) or value is None or value.start + value.size > tree.blob.size:
                continue
            covers: list[Cover] = []
            for path in tree.value(each, b"hashed-nodes", 64 << 10).split(b"\0")[:_MOST_IMAGES]:
                self._budget.step(1 + len(tree.nodes))
                number = tree.find(path) if path else -1
                if number >= 0:
                    covers += _less(tree, number, rows)
            strings = tree.value(each, b"hashed-strings")
            if len(strings) == 8:
                begin = tree.strings[0] + int.from_bytes(strings[:4])
                covers.append((begin, min(begin + int.from_bytes(strings[4:]), tree.strings[1])))
            if value.size:
                label = f"signature {tree.text(each, b'algo')}"
                held = [(first, min(until, tree.blob.size)) for first, until in covers]
                self.checks.append(check(label, value.start, value.size, *held))


def _less(tree: Tree, number: int, rows: list[_Image]) -> list[Cover]:
    """Give what a node occupies itself, up to its first child, less the bytes of an image in it."""
    node = tree.nodes[number]
    end = tree.nodes[node.below[0]].begin if node.below else node.end
    held = next((each for each in rows if each.node == number and not each.outside), None)
    if held is None:
        return [(node.begin, end)]
    return [(node.begin, held.start), (held.end + -held.size % 4, end)]


READERS = (Reader(format=TREE, read=_read, magics=((fdt.MAGIC, 0),)),)
