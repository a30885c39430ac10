"""Lays regions side by side so that every byte of a node stands in exactly one, and measures them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from codebinder.firmware import entropy
from codebinder.firmware.entropy import Counts
from codebinder.firmware.reading import Blob, Budget, Found, pieces
from codebinder.model.firmware import Region, RegionKind


@dataclass(frozen=True, slots=True)
class Claim:
    """A stretch that is a node of its own."""

    start: int
    end: int
    node: int
    format: str
    label: str


def fill(
    blob: Blob,
    claims: Sequence[Claim],
    told: bool,  # noqa: FBT001  (what is made of gaps)
    budget: Budget,
    within: Found | None = None,
) -> tuple[Region, ...]:
    """Give the regions of a blob: `claims`, the parts that `within` tells apart itself, and what lies between.

    Between them stands more of the same format inside what was found; else, where it is worth being `told` apart,
    padding, dense bytes and unknown ones. Nothing to say gives no regions.
    """
    rows: list[Region] = []
    if within is not None:
        rows += [_cut(each, blob.size) for each in within.regions]
    held = {(each.start, each.end): at for at, each in enumerate(rows)}
    for claim in claims:
        at = held.get((claim.start, claim.end))
        if at is not None:
            rows[at] = replace(rows[at], node=claim.node)
        else:
            rows.append(
                Region(
                    start=claim.start,
                    end=claim.end,
                    kind=RegionKind.KNOWN,
                    format=claim.format,
                    label=claim.label,
                    node=claim.node,
                )
            )
    if not rows and within is None and not told:
        return ()
    return tuple(_beside(blob, rows, within, budget))


def _cut(region: Region, size: int) -> Region:
    start = max(0, min(region.start, size))
    return replace(region, start=start, end=max(start, min(region.end, size)))


def _beside(blob: Blob, rows: list[Region], within: Found | None, budget: Budget) -> Iterable[Region]:
    """Give rows that don't overlap, and what lies between them. Of two that overlap the one that begins first stays, a
    node before a mere part."""
    at = 0
    for row in sorted(rows, key=lambda each: (each.start, each.node < 0, -each.end)):
        if row.start < at or row.end <= row.start:
            continue
        if row.start > at:
            yield from _between(blob, at, row.start, within, budget)
        yield row
        at = row.end
    if at < blob.size:
        yield from _between(blob, at, blob.size, within, budget)


def _between(blob: Blob, start: int, end: int, within: Found | None, budget: Budget) -> Iterable[Region]:
    if within is None:
        yield from entropy.told_apart(blob, start, end, budget)
        return
    yield Region(start=start, end=end, kind=RegionKind.KNOWN, format=within.format)


def own_stretches(size: int, plain: Iterable[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """Give what of a node of `size` bytes stands in none of the `plain` stretches, which are nodes of their own."""
    own: list[tuple[int, int]] = []
    at = 0
    for start, end in sorted(plain):
        if start > at:
            own.append((at, start))
        at = max(at, end)
    if at < size:
        own.append((at, size))
    return tuple(own)


def with_entropy(
    blob: Blob, regions: Sequence[Region], feed: Callable[[bytes], object], budget: Budget
) -> tuple[Region, ...]:
    """Read a blob once: `feed` gets every piece, and regions that have no entropy yet get theirs."""
    counts: dict[int, Counts] = {}
    number = at = 0
    for piece in pieces(blob):
        budget.check()
        feed(piece)
        end = at + len(piece)
        while number < len(regions):
            region = regions[number]
            part = piece[max(region.start - at, 0) : region.end - at]
            if part and not region.entropy and region.kind is not RegionKind.PADDING:
                now = entropy.count(part)
                counts[number] = counts[number] + now if number in counts else now
            if region.end > end:
                break
            number += 1
        at = end
    return tuple(
        replace(region, entropy=entropy.hundredths(counts[at])) if at in counts else region
        for at, region in enumerate(regions)
    )
