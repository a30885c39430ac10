"""Walks an image: finds what readers recognise, tells every byte apart, goes on into what is inside, within limits."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from enum import IntEnum
from pathlib import Path
from typing import Protocol

from codebinder.firmware import entropy
from codebinder.firmware.blobs import Spooled, spool
from codebinder.firmware.candidates import Magics
from codebinder.firmware.partition import Claim, fill, own_stretches, with_entropy
from codebinder.firmware.reading import Blob, Budget, Exhausted, Found, Member, Slice, Unreadable, pieces
from codebinder.model.firmware import SEPARATOR, Analysis, Check, Node, NodeKind, Profile, Region
from codebinder.model.ports import Cancel, Progress
from codebinder.model.text import Message

_MOST_PARTS = 4096
"""Members of one node that its regions name; the tree names all of them."""
_LABEL = 200
_WORTH = 1 << 16
"""Bytes from which a part is worth comparing with those before."""
_PLAIN = {NodeKind.FOLDER, NodeKind.LINK, NodeKind.DEVICE}


class Telling(IntEnum):
    """How much a walk tells of each node: the tree alone, its regions too, or digests, entropy and profile as well."""

    TREE = 0
    REGIONS = 1
    ALL = 2


class Visitor(Protocol):
    """Something that looks at the bytes of every node once, a node before what is in it."""

    def visit(self, node: Node, blob: Blob, own: tuple[tuple[int, int], ...]) -> None:
        """Look at a node. `own` are the stretches of it that no other node repeats as they are: what stands plainly in
        a node below is that node's own, so that nothing is seen twice; what is packed is seen packed and unpacked.
        `node` is not complete yet: its digest, regions and facts are, its numbers below are not."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How far to go into one image: levels of nesting, nodes, steps (`steps`, and one more for every `per_step` bytes
    of the image), and unpacked bytes: `free`, or `ratio` times the image's own size where that is more, `unpacked` at
    most."""

    depth: int = 8
    entries: int = 300_000
    steps: int = 500_000
    per_step: int = 8
    free: int = 128 << 20
    ratio: int = 40
    unpacked: int = 16 << 30

    def budget(self, size: int, cancel: Cancel) -> Budget:
        """Give what reading an image of `size` bytes may cost."""
        most = min(max(self.free, self.ratio * size), self.unpacked)
        steps = self.steps + size // self.per_step
        return Budget(
            unpacked=most, entries=self.entries, steps=steps, read=(1 << 28) + 16 * size, cancel=cancel,
            looks=(64 << 20) + Budget.LEVELS * size,
        )  # fmt: skip


_NAMELESS = b"~"
_STEP = SEPARATOR.replace(b"/", b"\\x2f")
"""Stands in a name for what parts the steps of a way: else `a!/b` would be a thing of its own and one in `a`."""


@dataclass(slots=True)
class _Draft:
    """A node while it is being read."""

    node: Node
    names: dict[bytes, int] = field(default_factory=dict[bytes, int])

    def called(self, name: bytes) -> bytes:
        """Give a name that no sibling has, and that is one step of a way: the second of one gets "~2" behind it."""
        name = name.replace(SEPARATOR, _STEP) or _NAMELESS
        count = self.names.get(name, 0) + 1
        made = name if count == 1 else name + b"~%d" % count
        while made in self.names:
            count += 1
            made = name + b"~%d" % count
        self.names[name] = count
        self.names.setdefault(made, 1)
        return made


class Walk:
    """One walk through one image."""

    def __init__(
        self, magics: Magics, *, limits: Limits, budget: Budget, visitors: Sequence[Visitor], folder: Path | None,
        progress: Progress, target: Sequence[bytes] | None = None, taken: Callable[[Node, Blob], None] | None = None,
        telling: Telling = Telling.ALL, once: bool = False,
    ) -> None:  # fmt: skip
        """Prepare. With `target` (the names that lead to one node) nothing else is read than the way there, and
        `taken` is handed that node with its bytes. With `once` parts with the same bytes are read once."""
        self._magics, self._limits, self._budget = magics, limits, budget
        self._visitors, self._folder, self._progress = visitors, folder, progress
        self._target, self._taken = target, taken
        self._telling = telling if target is None else Telling.TREE
        self._once = once and target is None
        self._drafts: list[_Draft] = []
        self._faultless: set[bytes] = set()
        self.stopped: dict[str, Message] = {}
        self.done = False
        self._through = 0

    def run(self, blob: Blob, name: bytes) -> Analysis:
        """Walk the image `blob` called `name`."""
        self._budget.entry()
        root = self._new(Node(number=0, parent=-1, kind=NodeKind.IMAGE, name=name, size=blob.size))
        self._look(root, blob)
        profile = Profile(block=256, entropy=b"")
        if self._telling is Telling.ALL:
            profile = entropy.profile(blob, self._budget)
        nodes = tuple(draft.node for draft in self._drafts)
        return Analysis(size=blob.size, nodes=nodes, profile=profile, stopped=tuple(self.stopped.values()))

    def _new(self, node: Node) -> _Draft:
        draft = _Draft(node)
        self._drafts.append(draft)
        return draft

    def _child(self, parent: _Draft, node: Node) -> _Draft | None:
        """Add a node below `parent`; None where it is not on the way to the target."""
        name = parent.called(node.name)
        if self._target is not None and (self.done or self._target[parent.node.depth] != name):
            return None
        self._budget.entry()
        depth = parent.node.depth + 1
        return self._new(replace(node, number=len(self._drafts), parent=parent.node.number, name=name, depth=depth))

    def _look(self, draft: _Draft, blob: Blob, section_of: str = "") -> None:
        """Read one node: what is recognised in it, its regions, its digest, and then what is inside."""
        if self._target is not None and draft.node.depth == len(self._target):
            self.done = True
            if self._taken is not None:
                self._taken(draft.node, blob)
            return
        found = self._claims(draft, blob) if blob.size and self._may_look(draft, blob) else []
        if len(found) == 1 and (found[0].start, found[0].end) == (0, blob.size):
            self._become(draft, blob, found[0])
            return
        below: list[tuple[_Draft, Found]] = []
        claims: list[Claim] = []
        for each in found:
            child = self._part(draft, each)
            if child is None:
                continue
            below.append((child, each))
            claims.append(Claim(each.start, each.end, child.node.number, each.format, each.label))
        around = Found(start=0, end=blob.size, format=section_of) if section_of and claims else None
        told = not section_of and self._told(draft, bool(claims))
        regions = fill(blob, claims, told, self._budget, within=around) if self._telling else ()
        self._measure(draft, blob, regions, below)
        for child, each in below:
            if not self._gone(draft):
                self._become_once(child, Slice(blob, each.start, each.end), _shifted(each))
                if not draft.node.depth:
                    self._done(each.end - each.start)

    def _become_once(self, draft: _Draft, blob: Blob, found: Found) -> None:
        """Read what is inside; where that is enough, not a second time where the same bytes were read before without a
        fault: the slots of a flash hold the same system twice."""
        if not self._once or found.members is None or blob.size < _WORTH:
            self._become(draft, blob, found)
            return
        digest = hashlib.sha256()
        for piece in pieces(blob):
            self._budget.check()
            digest.update(piece)
        key = digest.digest()
        if key in self._faultless:
            draft.node = replace(draft.node, format=found.format, label=found.label, facts=found.facts)
            self._seen(draft, blob, ())
            return
        below, stopped = len(self._drafts), len(self.stopped)
        self._become(draft, blob, found)
        rows = (draft, *self._drafts[below:])
        if len(self.stopped) == stopped and not any(each.node.faults for each in rows):
            self._faultless.add(key)

    def _may_look(self, draft: _Draft, blob: Blob) -> bool:
        try:
            self._budget.look(blob.size)
        except Exhausted as error:
            self._stop(draft, error)
            return False
        return True

    def _told(self, draft: _Draft, claimed: bool) -> bool:  # noqa: FBT001  (a question and its answer)
        """Is it worth telling unclaimed bytes apart? Not in files that are nothing but themselves."""
        return self._target is None and (claimed or draft.node.kind in {NodeKind.IMAGE, NodeKind.PART})

    def _part(self, draft: _Draft, found: Found) -> _Draft | None:
        name = b"%s@0x%x" % (found.format.encode().replace(b" ", b"-"), found.start)
        size = found.end - found.start
        try:
            return self._child(
                draft, Node(number=0, parent=0, kind=NodeKind.PART, name=name, size=size, start=found.start)
            )
        except Exhausted as error:
            self._stop(draft, error)
            return None

    def _claims(self, draft: _Draft, blob: Blob) -> list[Found]:
        """Give what readers recognise, in order, none overlapping another."""
        found: list[Found] = []
        at = 0
        try:
            first = self._asked(blob, 0, self._magics.firsts)
            if first is not None:
                found.append(first)
                at = first.end
            beginnings = self._magics.candidates(blob, at, self._budget)
            while at < blob.size and (place := beginnings.following(at)) is not None:
                each = self._asked(blob, place[0], (place[1],))
                if each is not None and each.start >= at:
                    found.append(each)
                    at = each.end
        except Exhausted as error:
            self._stop(draft, error)
        if draft.node.depth >= self._limits.depth and found:
            self._fault(draft, Message("firmware.fault.deep"))
            return []
        return found

    def _asked(self, blob: Blob, begin: int, ranks: Sequence[int]) -> Found | None:
        for rank in ranks:
            self._budget.step(8)
            try:
                found = self._magics.readers[rank].read(blob, begin, self._budget)
            except Exhausted:
                raise
            except Unreadable:
                continue
            if found is not None and begin <= found.start < min(found.end, blob.size):
                return found if found.end <= blob.size else replace(found, end=blob.size)
        return None

    def _become(self, draft: _Draft, blob: Blob, found: Found) -> None:
        """Let a node be what was found, and read what is inside."""
        node = replace(
            draft.node, format=found.format, label=found.label, checks=found.checks,
            facts=(*draft.node.facts, *found.facts), faults=(*draft.node.faults, *found.faults),
        )  # fmt: skip
        draft.node = node
        if node.depth and node.kind is NodeKind.PART and self._target is not None and node.depth == len(self._target):
            self.done = True
            if self._taken is not None:
                self._taken(node, blob)
            return
        below: list[tuple[_Draft, Member]] = []
        if node.depth < self._limits.depth:
            below = list(self._listed(draft, blob, found))
        elif found.members is not None:
            self._fault(draft, Message("firmware.fault.deep"))
        parts = [
            Claim(member.start, member.start + child.node.size, child.node.number, "", _called(member.name))
            for child, member in below[:_MOST_PARTS]
            if child.node.start >= 0 and child.node.size
        ]
        regions = fill(blob, parts, told=False, budget=self._budget, within=found) if self._telling else ()
        self._measure(draft, blob, regions, below)
        for child, member in below:
            if not self._gone(draft):
                self._member(child, blob, member)
                if not draft.node.depth and child.node.start >= 0:
                    self._done(child.node.size)

    def _gone(self, draft: _Draft) -> bool:
        return self._target is not None and self.done and draft.node.depth < len(self._target)

    def _listed(self, draft: _Draft, blob: Blob, found: Found) -> Iterator[tuple[_Draft, Member]]:
        """Give the members of what was found as nodes."""
        if found.members is None:
            return
        try:
            for member in found.members():
                self._budget.step()
                start = member.start if 0 <= member.start <= blob.size else -1
                size = member.size if start < 0 else max(0, min(member.size, blob.size - start))
                node = Node(
                    number=0, parent=0, kind=member.kind, name=member.name, size=max(size, 0), start=start,
                    mode=member.mode, target=member.target, facts=member.facts, faults=member.faults,
                )  # fmt: skip
                child = self._child(draft, node)
                if child is not None:
                    yield child, replace(member, start=start, size=size)
                if self._target is not None and child is not None:
                    return
        except Exhausted as error:
            self._stop(draft, error)
        except Unreadable as error:
            self._fault(draft, error.said)

    def _member(self, child: _Draft, blob: Blob, member: Member) -> None:
        if member.kind in _PLAIN:
            if self._target is None:
                self._seen(child, Slice(blob, 0, 0), ())
            return
        if member.start >= 0:
            self._look(child, Slice(blob, member.start, member.start + member.size), member.section_of)
            return
        if member.open is None:
            return
        held = spool(member.open, self._budget, self._folder)
        try:
            if isinstance(held.fault, Exhausted):
                self._stop(child, held.fault)
            elif held.fault is not None:
                self._fault(child, held.fault.said)
            elif member.size >= 0 and held.blob.size != member.size:
                self._fault(child, Message("firmware.fault.size", {"stated": member.size, "size": held.blob.size}))
            child.node = replace(child.node, size=held.blob.size)
            self._look_guarded(child, held)
        finally:
            held.close()

    def _look_guarded(self, child: _Draft, held: Spooled) -> None:
        try:
            self._look(child, held.blob)
        except Exhausted as error:
            self._stop(child, error)

    def _measure(
        self, draft: _Draft, blob: Blob, regions: Sequence[Region], below: Sequence[tuple[_Draft, object]]
    ) -> None:
        if self._target is not None:
            return
        plain = [(child.node.start, child.node.start + child.node.size) for child, _ in below if child.node.start >= 0]
        if self._telling is Telling.ALL:
            digest = hashlib.sha256()
            done = with_entropy(blob, regions, digest.update, self._budget)
            draft.node = replace(draft.node, sha256=digest.hexdigest(), regions=done)
        elif regions:
            draft.node = replace(draft.node, regions=tuple(regions))
        own = own_stretches(blob.size, plain)
        self._seen(draft, blob, own)
        if not draft.node.depth:
            self._done(sum(end - start for start, end in own))

    def _done(self, size: int) -> None:
        """Tell how far through the image's own bytes the walk is."""
        if self._target is None:
            before = self._through >> 20
            self._through += size
            self._progress.advance((self._through >> 20) - before, size)

    def _seen(self, draft: _Draft, blob: Blob, own: tuple[tuple[int, int], ...]) -> None:
        for visitor in self._visitors:
            visitor.visit(draft.node, blob, own)

    def _stop(self, draft: _Draft, error: Exhausted) -> None:
        self.stopped[error.said.id] = error.said
        self._fault(draft, error.said)

    def _fault(self, draft: _Draft, fault: Message) -> None:
        if fault not in draft.node.faults:
            draft.node = replace(draft.node, faults=(*draft.node.faults, fault))


def _called(name: bytes) -> str:
    """Give the name of a stretch that is a member of something else."""
    return name.decode("utf-8", "backslashreplace")[:_LABEL]


def _shifted(found: Found) -> Found:
    """Tell what was found from its own beginning instead of its blob's."""
    by = found.start
    members = found.members

    def moved() -> Iterator[Member]:
        for member in members() if members is not None else ():
            yield replace(member, start=member.start - by) if member.start >= 0 else member

    def check(each: Check) -> Check:
        covers = tuple((start - by, end - by) for start, end in each.covers)
        return replace(each, start=each.start - by, end=each.end - by, covers=covers)

    def region(each: Region) -> Region:
        checks = tuple(check(row) for row in each.checks)
        return replace(each, start=each.start - by, end=each.end - by, checks=checks)

    return replace(
        found, start=0, end=found.end - by, regions=tuple(region(each) for each in found.regions),
        checks=tuple(check(each) for each in found.checks), members=moved if members is not None else None,
    )  # fmt: skip
