"""Where what is inside an image stands in the image's own bytes, without Qt."""

from __future__ import annotations

from codebinder.model.firmware import Analysis


def own_stretch(analysis: Analysis, number: int, start: int, end: int) -> tuple[int, int, bool]:
    """Give the smallest stretch of the image's own bytes that takes in `start` to `end` of a node; True where it is
    that of something packed, which holds more."""
    nodes, packed = analysis.nodes, False
    while (base := analysis.place(number)) is None:
        packed = True
        inner, number = number, nodes[number].parent
        region = next((each for each in nodes[number].regions if each.node == inner), None)
        start, end = (region.start, region.end) if region is not None else (0, nodes[number].size)
    return base + start, base + end, packed
