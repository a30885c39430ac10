"""Firmware images as values: what stands where in one, what is packed inside, and how it answers to sources. Pure.

An image is a tree of *nodes*: the image itself, what a reader recognised in it, and what came out of that (files of a
file system, an unpacked kernel). Each node's bytes are told apart into *regions* that lie side by side without a gap,
so that every byte is accounted for. Offsets are bytes from the beginning of the node that a region belongs to.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from codebinder.model.text import Message

SEPARATOR = b"!/"
"""Stands in paths between a node and what is in it, as in findings inside archives."""
SHADES = 32
"""Steps of one bit per byte in a profile: 0 is a constant, 8 * SHADES - 1 the evenest."""


class RegionKind(StrEnum):
    """What is known of a stretch of bytes."""

    KNOWN = "known"
    PADDING = "padding"
    COMPRESSED = "compressed"
    ENCRYPTED = "encrypted"
    UNKNOWN = "unknown"


class NodeKind(StrEnum):
    """What a node is: the whole image, a part that a reader bounded or unpacked, or an entry of a file system."""

    IMAGE = "image"
    PART = "part"
    FILE = "file"
    FOLDER = "folder"
    LINK = "link"
    DEVICE = "device"


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """A number inside an image that was computed from other bytes of it: it would tell of them if they were hidden.

    `name` is the field's term (crc32, sha256, sum8, build-id, signature, …). The value stands from `start` to `end`;
    `covers` are the stretches that it was computed from. All offsets as in the region's node.
    """

    name: str
    start: int
    end: int
    covers: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Region:
    """A stretch of a node's bytes. `label` and the values of `facts` may come from the image: untrusted.

    `entropy` is the mean in 1/100 bit per byte (0 to 800). `node` is the number of the node that was read from exactly
    these bytes, -1 for none. `facts` keys are fixed English terms ("compression", "load address", "version", …).
    """

    start: int
    end: int
    kind: RegionKind
    format: str = ""
    label: str = ""
    facts: tuple[tuple[str, str], ...] = ()
    faults: tuple[Message, ...] = ()
    checks: tuple[Check, ...] = ()
    entropy: int = 0
    node: int = -1

    @property
    def size(self) -> int:
        """The length in bytes."""
        return self.end - self.start


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """One thing in the tree. `start` is the offset in the parent's bytes where it stands there as it is (not packed),
    else -1. `name` is raw bytes of one step; an entry of a file system has the whole path inside that file system.

    `size` is in bytes, `sha256` 64 hex digits or "" where its bytes were not read; `format` what was recognised, ""
    for nothing, `label` what it calls itself; `checks` are numbers over its bytes (more stand at its regions);
    `regions` are empty for folders, links, devices, empty files, and files that nothing was found in.
    """

    number: int
    parent: int
    kind: NodeKind
    name: bytes
    size: int
    start: int = -1
    sha256: str = ""
    format: str = ""
    mode: int = 0
    target: bytes = b""
    depth: int = 0
    label: str = ""
    facts: tuple[tuple[str, str], ...] = ()
    checks: tuple[Check, ...] = ()
    regions: tuple[Region, ...] = ()
    faults: tuple[Message, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """Entropy of an image, block by block: one byte each, in 1/SHADES bit per byte. The last block may be shorter."""

    block: int
    entropy: bytes


class MarkKind(StrEnum):
    """What a string of an image says."""

    VERSION = "version"
    BANNER = "banner"
    BUILD_ID = "build-id"
    COMPILER = "compiler"
    BUILD_PATH = "build-path"
    LICENCE = "licence"
    URL = "url"
    ACCOUNT = "account"
    COMPONENT = "component"
    CERTIFICATE = "certificate"
    KEY = "key"
    DATE = "date"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """Something that an image says about itself: `text` (untrusted), the node and offset where it first stands, how
    often it was seen; `name` and `version` where it is a component's banner; `detail` beside it ("no password")."""

    kind: MarkKind
    text: str
    node: int
    offset: int
    count: int = 1
    name: str = ""
    version: str = ""
    detail: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class StringCount:
    """How many strings of each encoding stand in one node's own bytes; `meaningful` of them say something."""

    node: int
    ascii: int = 0
    utf8: int = 0
    utf16: int = 0
    gb18030: int = 0
    meaningful: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Analysis:
    """Everything that was read from one image. `nodes[0]` is the image; parents stand before what is in them.

    `stopped` says what limits cut short; nothing in here depends on time or machine.
    """

    size: int
    nodes: tuple[Node, ...]
    profile: Profile
    marks: tuple[Mark, ...] = ()
    strings: tuple[StringCount, ...] = ()
    stopped: tuple[Message, ...] = ()

    def path(self, number: int) -> bytes:
        """Give the way to a node, each step behind `SEPARATOR`; empty for the image itself."""
        steps: list[bytes] = []
        while number > 0:
            node = self.nodes[number]
            steps.append(node.name)
            number = node.parent
        return SEPARATOR.join(reversed(steps))

    def children(self) -> dict[int, list[Node]]:
        """Give the nodes below each node, in order."""
        below: dict[int, list[Node]] = {}
        for node in self.nodes[1:]:
            below.setdefault(node.parent, []).append(node)
        return below

    def place(self, number: int) -> int | None:
        """Give a node's offset in the image's own bytes; None where it, or what it is in, is packed."""
        offset = 0
        while number > 0:
            node = self.nodes[number]
            if node.start < 0:
                return None
            offset += node.start
            number = node.parent
        return offset


@dataclass(frozen=True, slots=True)
class Stretch:
    """A leaf of the map: a stretch of the image's own bytes as far as it was told apart, and how deep that lies."""

    start: int
    end: int
    region: Region
    node: int
    depth: int


def stretches(analysis: Analysis, depth: int = 99) -> Iterator[Stretch]:
    """Give the image's own bytes as leaves that lie side by side: regions whose bytes stand as they are in the image
    are told apart further, down to `depth`."""
    yield from _leaves(analysis, 0, 0, depth)


def _leaves(analysis: Analysis, number: int, base: int, depth: int) -> Iterator[Stretch]:
    node = analysis.nodes[number]
    for region in node.regions:
        inner = analysis.nodes[region.node] if region.node >= 0 else None
        if inner is not None and inner.start == region.start and inner.regions and inner.depth <= depth:
            yield from _leaves(analysis, inner.number, base + region.start, depth)
        else:
            yield Stretch(base + region.start, base + region.end, region, number, node.depth)


def account(found: Iterable[Stretch]) -> dict[RegionKind, int]:
    """Give the bytes of each kind."""
    sums = dict.fromkeys(RegionKind, 0)
    for each in found:
        sums[each.region.kind] += each.end - each.start
    return sums


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildFacts:
    """What a person declares of how an image was made; every text may be empty. `reproducible` is "yes", "no" or "".
    `rebuilt` is no declaration: what came of comparing the image with one that was built again, as
    "differing bytes/size/regions that differ" (0/… for the same bytes), "" where nobody did."""

    toolchain: str = ""
    flags: str = ""
    commands: str = ""
    built_by: str = ""
    built_on: str = ""
    environment: str = ""
    reproducible: str = ""
    rebuilt: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TieRegion:
    """How many meaningful strings of one node stand in it, and how many of these the sources explain."""

    node: int
    strings: int
    explained: int
    third_party: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class TieFile:
    """A disclosed file whose strings stand in the image; `alone` counts those that stand in no other file."""

    component: str
    path: bytes
    strings: int
    alone: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TieMatch:
    """A version, build id, date or symbol of the image, and where the source says the same ("" where it does not)."""

    kind: str
    text: str
    component: str = ""
    path: bytes = b""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tie:
    """What ties an image to sources. Counts are of distinct meaningful strings and of distinct symbols.

    `without_source` are numbers of nodes that hold code or text and of which nothing disclosed explains anything.
    `third_party` counts unexplained strings of nodes that carry the banner of a third party's component; it is part of
    what is not explained. `stopped` says what bounds cut short.
    """

    sources: tuple[str, ...]
    strings: int
    explained: int
    symbols: int
    symbols_explained: int
    regions: tuple[TieRegion, ...] = ()
    files: tuple[TieFile, ...] = ()
    matches: tuple[TieMatch, ...] = ()
    unexplained: tuple[str, ...] = ()
    symbols_unexplained: tuple[str, ...] = ()
    without_source: tuple[int, ...] = ()
    third_party: int = 0
    stopped: tuple[Message, ...] = ()

    @property
    def percent(self) -> float:
        """The share of meaningful strings that the sources explain, in percent; 0 where there are none."""
        return 100.0 * self.explained / self.strings if self.strings else 0.0


class Change(StrEnum):
    """What became of a region, a file or a string from one image to another."""

    SAME = "same"
    MOVED = "moved"
    CHANGED = "changed"
    ADDED = "added"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True, kw_only=True)
class RegionChange:
    """One region in both images (start, end; None where it is missing there). `differing` counts the bytes that are not
    the same at the same distance from the region's start; `only` names what alone differs ("build time", "checksum"),
    "" where that is not known."""

    change: Change
    format: str
    label: str
    one: tuple[int, int] | None
    other: tuple[int, int] | None
    differing: int = 0
    only: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FileChange:
    """One file inside both images, by its path in the tree (raw bytes); sizes are -1 where it is missing."""

    change: Change
    path: bytes
    one: int
    other: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """What differs between two images; `identical` where every byte is the same. `files` are those that changed, were
    added or removed, beside `files_same` that did not; strings and marks are what stands in one of them alone."""

    identical: bool
    sizes: tuple[int, int]
    regions: tuple[RegionChange, ...]
    files: tuple[FileChange, ...]
    files_same: int = 0
    only_one: tuple[str, ...] = ()
    only_other: tuple[str, ...] = ()
    marks_one: tuple[Mark, ...] = ()
    marks_other: tuple[Mark, ...] = ()
