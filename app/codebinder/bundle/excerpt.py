"""Which pages of each stream are printed: a template's segments, the pages that must be there, whole where short.

Everything here is arithmetic over page numbers, so that a look, a round and a build choose alike. What is wrong is said
in words and never mended in silence: segments that overlap, a stretch that nobody has placed, or one past the end.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations

from codebinder.model.template_pages import Limits, Listing, Segment, Stream
from codebinder.model.text import Message

MUST_INCLUDE = "must_include"
_PLACE = re.compile(r"(?P<path>.+?):(?P<line>[0-9]{1,9})", re.DOTALL)
_PAGE = re.compile(r"[0-9]{1,9}")


@dataclass(frozen=True, slots=True)
class Place:
    """A place that an answer names: a page of the stream, or a file and one of its lines (`page` 0)."""

    page: int = 0
    path: str = ""
    line: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """One segment of the recipe with the pages of its stream that it came to; `first` is 0 where it came to none."""

    segment: Segment
    first: int
    last: int


@dataclass(frozen=True, slots=True, kw_only=True)
class StreamPlan:
    """What is printed of one stream: its numbers of pages, ascending and each once; `whole`: all of them."""

    stream: Stream
    total: int
    pages: Sequence[int]
    whole: bool
    stretches: tuple[Stretch, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What is printed of all streams, in the order of the recipe, and what is wrong with it."""

    streams: tuple[StreamPlan, ...]
    faults: tuple[Message, ...] = ()


@dataclass(slots=True)
class Found:
    """Where the answers' places turned out to be: pages of the stream by requirement, and what is wrong with them."""

    pages: dict[str, tuple[int, ...]] = field(default_factory=dict[str, "tuple[int, ...]"])
    faults: list[Message] = field(default_factory=list[Message])


def steering(listing: Listing) -> frozenset[str]:
    """Give the requirements whose answers decide what is printed, or where."""
    caps, bates = listing.caps, listing.bates
    names = {listing.selection, listing.entry, listing.must_include, listing.strip, listing.legend}
    names |= {each.at for each in listing.segments}
    names |= {caps.consecutive, caps.total, caps.percent} if caps is not None else set()
    names |= {listing.bates.prefix, listing.bates.start} if listing.bates is not None else set()
    names |= {bates.prefix, bates.start} if bates is not None else set()
    return frozenset(names - {""})


def ruled(listing: Listing) -> bool:
    """Does a template set rules that what is printed may fail, whatever they are?"""
    page, limits = listing.page, listing.limits
    return bool(
        listing.mode in {"excerpt", "selection"}
        or (listing.mode != "none" and (page.min_lines or page.wrap == "refuse" or listing.caps or listing.bates))
        or (listing.mode != "none" and (limits != Limits()))
    )


def streams_of(listing: Listing) -> tuple[Stream, ...]:
    """Give the streams of a recipe in its order; the source alone where there is none."""
    found = dict.fromkeys(Stream(each.stream) for each in listing.segments)
    return tuple(found) or (Stream.SOURCE,)


def place_of(text: str) -> Place | None:
    """Read an answer: a page number, a file and its line ("src/main.c:1"), or a file; None where nothing is said."""
    text = text.strip()
    if not text:
        return None
    if _PAGE.fullmatch(text):
        return Place(page=int(text))
    match = _PLACE.fullmatch(text)
    return Place(path=match["path"], line=max(1, int(match["line"]))) if match else Place(path=text)


def places_of(listing: Listing, answers: Mapping[str, str]) -> dict[str, tuple[Place, ...]]:
    """Give the places of the source stream that answers name, by requirement: one where a stretch begins, and every
    one that must be there."""
    wanted: dict[str, tuple[Place, ...]] = {}
    for each in listing.segments:
        place = place_of(answers.get(each.at, "")) if each.at else None
        if place is not None and each.stream == Stream.SOURCE:
            wanted[each.at] = (place,)
    if listing.must_include:
        lines = answers.get(listing.must_include, "").splitlines()
        places = tuple(place for place in map(place_of, lines) if place is not None)
        if places:
            wanted[listing.must_include] = places
    return wanted


def whole_up_to(listing: Listing, stream: Stream) -> int:
    """Give the number of pages up to which all of a stream is printed.

    It is where the segments from its start and end reach over it, where it holds no more than one segment from anywhere
    alone, or where it has fewer pages than the template says. The last is no reason to show more of a source from which
    a stretch is taken beside object code.
    """
    own = [each for each in listing.segments if each.stream == stream]
    ends = sum(each.pages for each in own if each.origin != "any")
    loose = max((each.pages for each in own if each.origin == "any"), default=0)
    beside = stream is Stream.SOURCE and not ends and Stream.OBJECT in streams_of(listing)
    return max(ends or loose, 0 if beside else listing.whole_below_pages - 1)


def choose(
    listing: Listing,
    answers: Mapping[str, str],
    *,
    totals: Mapping[Stream, int],
    found: Found | None = None,
) -> Plan:
    """Choose the pages of every stream from how many it has; `found` are the pages of places that are named by file."""
    found = found or Found()
    faults = list(found.faults)
    most = listing.limits.pages
    if most and (held := totals.get(Stream.SOURCE, 0)) > most:
        faults.append(Message("fault.pages.too-many", {"pages": held, "most": most}))
    plans = tuple(_stream(listing, stream, totals.get(stream, 0), answers, found, faults) for stream in totals)
    return Plan(streams=plans, faults=tuple(faults))


def _stream(
    listing: Listing,
    stream: Stream,
    total: int,
    answers: Mapping[str, str],
    found: Found,
    faults: list[Message],
) -> StreamPlan:
    own = [each for each in listing.segments if each.stream == stream]
    must = found.pages.get(listing.must_include, ()) if stream is Stream.SOURCE and listing.must_include else ()
    if listing.mode != "excerpt" or total <= whole_up_to(listing, stream):
        stretches = tuple(_clipped(each, total) for each in own)
        return StreamPlan(stream=stream, total=total, pages=range(1, total + 1), whole=True, stretches=stretches)
    stretches = tuple(_stretch(each, total, answers, found, faults) for each in own)
    _check_overlaps(stretches, stream, total, faults)
    pages = {page for each in stretches if each.first for page in range(each.first, each.last + 1)}
    pages |= {page for page in must if 1 <= page <= total}
    return StreamPlan(
        stream=stream, total=total, pages=tuple(sorted(pages)), whole=len(pages) == total, stretches=stretches
    )


def _clipped(segment: Segment, total: int) -> Stretch:
    """Give the pages of a whole stream that a segment still stands for: of one from anywhere, all of them."""
    first, last = 1, total
    if segment.origin == "start":
        last = min(segment.pages, total)
    elif segment.origin == "end":
        first = max(1, total - segment.pages + 1)
    return Stretch(segment=segment, first=first if total else 0, last=last)


def _stretch(segment: Segment, total: int, answers: Mapping[str, str], found: Found, faults: list[Message]) -> Stretch:
    if segment.origin == "start":
        return Stretch(segment=segment, first=1, last=segment.pages)
    if segment.origin == "end":
        return Stretch(segment=segment, first=total - segment.pages + 1, last=total)
    first = _begin(segment, answers, found, faults)
    last = first + segment.pages - 1
    if not first:
        return Stretch(segment=segment, first=0, last=0)
    if last > total:
        words = {"count": segment.pages, "first": first, "last": last, "total": total}
        latest = total - segment.pages + 1
        name = "fault.pages.stretch-beyond-end" if latest >= 1 else "fault.pages.stretch-longer-than-stream"
        params = {"requirement": segment.at, "stream": word(segment.stream), "latest": latest, **words}
        faults.append(Message(name, params))
        last = max(total, first - 1)
        return Stretch(segment=segment, first=first if first <= total else 0, last=last if first <= total else 0)
    return Stretch(segment=segment, first=first, last=last)


def _begin(segment: Segment, answers: Mapping[str, str], found: Found, faults: list[Message]) -> int:
    place = place_of(answers.get(segment.at, ""))
    params = {"requirement": segment.at, "count": segment.pages, "stream": word(segment.stream)}
    if place is None:
        faults.append(Message("fault.pages.stretch-not-placed", params))
        return 0
    if place.path and segment.stream != Stream.SOURCE:
        faults.append(Message("fault.pages.only-page-number", {"requirement": segment.at, "stream": params["stream"]}))
        return 0
    if not place.path:
        if not place.page:
            faults.append(Message("fault.pages.stretch-not-placed", params))
        return place.page
    held = found.pages.get(segment.at, ())
    return held[0] if held else 0


def _check_overlaps(stretches: Sequence[Stretch], stream: Stream, total: int, faults: list[Message]) -> None:
    for one, other in combinations([each for each in stretches if each.first], 2):
        if one.first > other.last or other.first > one.last:
            continue
        params: dict[str, str | int | Message] = {
            "stream": word(stream),
            "a": ranged(one.first, one.last),
            "b": ranged(other.first, other.last),
        }
        loose = next((each for each in (other, one) if each.segment.origin == "any"), None)
        room = _room(loose, stretches, total) if loose is not None else None
        if loose is None or room is None:
            faults.append(Message("fault.pages.overlap-no-room", params | {"total": total}))
        else:
            low, high = room
            faults.append(
                Message("fault.pages.overlap", params | {"requirement": loose.segment.at, "low": low, "high": high})
            )


def _room(loose: Stretch, stretches: Sequence[Stretch], total: int) -> tuple[int, int] | None:
    """Give the first and the last page at which a stretch may begin beside the others, in the widest gap."""
    others = sorted((each.first, each.last) for each in stretches if each is not loose and each.first)
    gaps: list[tuple[int, int]] = []
    at = 1
    for first, last in (*others, (total + 1, total + 1)):
        if first - at >= loose.segment.pages:
            gaps.append((at, first - loose.segment.pages))
        at = max(at, last + 1)
    return max(gaps, key=lambda gap: (gap[1] - gap[0], -gap[0]), default=None)


def object_faults(listing: Listing, images: Sequence[str]) -> tuple[Message, ...]:
    """Say where object code is to be printed and no image (`images`: those disclosed as printed pages) is there to be,
    or the other way round."""
    asked = listing.mode == "excerpt" and Stream.OBJECT in streams_of(listing)
    if asked and not images:
        return (Message("fault.pages.object-missing"),)
    return () if asked else tuple(Message("fault.pages.object-without-segment", {"slug": slug}) for slug in images)


def word(stream: str) -> Message:
    """Name a stream in a sentence."""
    return Message(f"word.stream-{stream}")


def ranged(first: int, last: int) -> str:
    """Give "7" or "7-9"."""
    return str(first) if first == last else f"{first}-{last}"


def runs(pages: Iterable[int]) -> list[tuple[int, int]]:
    """Give ascending numbers as runs of consecutive ones."""
    found: list[tuple[int, int]] = []
    for page in pages:
        if found and page == found[-1][1] + 1:
            found[-1] = (found[-1][0], page)
        else:
            found.append((page, page))
    return found


def listed(pages: Iterable[int], most: int = 12) -> str:
    """Give numbers for a sentence: "1-3, 7", the first of them where they are many."""
    parts = [ranged(first, last) for first, last in runs(pages)]
    return ", ".join(parts[:most]) + (" …" if len(parts) > most else "")
