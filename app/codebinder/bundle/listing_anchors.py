"""Finds the pages on which the places stand that answers name by file and line, while the files are laid out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from codebinder.bundle.excerpt import Found, Place, places_of
from codebinder.model.template_pages import Listing
from codebinder.model.text import Message, shown


class Keeper(Protocol):
    """What keeps pages of which nobody knows yet whether they are printed."""

    def hold(self) -> None:
        """Keep every page from now on, until `release`."""
        ...

    def want(self, first: int, last: int) -> None:
        """Keep these pages, where they are held or still to come."""
        ...

    def release(self) -> None:
        """Let go of what was held and is not wanted."""
        ...


@dataclass(slots=True)
class _Wanted:
    """One place of one answer; `files` are those that its path named, `page` where it stands."""

    requirement: str
    place: Place
    pages: int
    files: int = 0
    page: int = 0
    short: int = -1


class Anchors:
    """The places that the answers name, and where they turn out to be; files pass in the order of the listing."""

    def __init__(self, listing: Listing, answers: Mapping[str, str], keeper: Keeper | None) -> None:
        lengths = {each.at: each.pages for each in listing.segments if each.at}
        self._keeper = keeper
        self._found = Found()
        self._wanted: list[_Wanted] = []
        self._open: list[_Wanted] = []
        self._last = 0
        for requirement, places in places_of(listing, answers).items():
            for place in places:
                pages = lengths.get(requirement, 1)
                wanted = _Wanted(requirement, place, pages)
                if place.path:
                    self._wanted.append(wanted)
                else:
                    self._note(wanted, place.page)

    def begin(self, component: str, path: str) -> bool:
        """Begin a file; is any of its lines looked for?"""
        if not self._wanted:
            return False
        names = {path, f"{component}/{path}"}
        self._open = [each for each in self._wanted if each.place.path.removeprefix("./") in names]
        for each in self._open:
            each.files += 1
        self._open = [each for each in self._open if each.files == 1]
        self._last = 0
        if self._open and self._keeper is not None:
            self._keeper.hold()
        return bool(self._open)

    def line(self, index: int, page: int) -> None:
        """Take a printed line of the file: where it begins."""
        self._last = page
        for each in [each for each in self._open if each.place.line <= index]:
            self._open.remove(each)
            self._note(each, page)

    def end(self, lines: int) -> None:
        """End the file, which has so many lines; what follows its last printed line stands where that does."""
        for each in self._open:
            if each.place.line <= max(lines, 1) and self._last:
                self._note(each, self._last)
            else:
                each.short = lines if self._last else 0
        self._open = []
        if self._keeper is not None:
            self._keeper.release()

    def found(self) -> Found:
        """Give the pages of all places, and a sentence for each that is none; after the last file."""
        faults: list[Message] = []
        for each in self._wanted:
            params: dict[str, str | int] = {"requirement": each.requirement, "path": shown(each.place.path)}
            if each.files > 1:
                faults.append(Message("fault.pages.place-named-twice", params | {"count": each.files}))
            elif not each.files:
                faults.append(Message("fault.pages.place-not-printed", params))
            elif each.short >= 0:
                more = {"line": each.place.line, "lines": each.short}
                faults.append(Message("fault.pages.place-past-file", params | more))
        return Found(pages=dict(self._found.pages), faults=faults)

    def _note(self, wanted: _Wanted, page: int) -> None:
        wanted.page = page
        held = self._found.pages.get(wanted.requirement, ())
        self._found.pages[wanted.requirement] = (*held, page)
        if self._keeper is not None and page:
            self._keeper.want(page, page + wanted.pages - 1)
