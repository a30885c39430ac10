"""A listing in plain text: one file for each source file as filed, with a name that any system takes.

Bytes stay as filed; only line ends are written anew, where the template says so. A name is made from the path (ASCII,
one of the template's endings, no longer than it allows, no two alike on any system), and which file it stands for is
said in papers/accounting.json and manifest.json, so that every path can be had back exactly.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from codebinder.base.messages import SaidProblems
from codebinder.bundle.excerpt import Plan
from codebinder.bundle.fonts import mono_face
from codebinder.bundle.listing_checks import Checks
from codebinder.bundle.listing_names import names_of
from codebinder.errors import Bug
from codebinder.model.measure import PageCover
from codebinder.model.package import ListedFile
from codebinder.model.ports import Cancel, NeverCancel
from codebinder.model.redaction import AsFiled
from codebinder.model.stripping import Stripped
from codebinder.model.template_pages import Listing
from codebinder.model.template_papers import FileNames
from codebinder.model.text import Message, shown_path

FOLDER = "data/listing"
_ENDS = re.compile(rb"\r\n?|\n")
_WIDE_ENDS = re.compile("\r\n?|\n")
_NEW = {"lf": "\n", "crlf": "\r\n"}


@dataclass(frozen=True, slots=True)
class _Taken:
    """One file that waits in the folder for its name."""

    component: str
    path: bytes
    waiting: Path
    size: int


class TextListing:
    """Writes the text files of a listing into `folder`; files come in by `add`. Binary files are no text: they are
    passed over, and told."""

    def __init__(
        self,
        listing: Listing,
        names: FileNames,
        folder: Path | None,
        *,
        draft: bool,
        answers: Mapping[str, str] = MappingProxyType({}),
        cancel: Cancel | None = None,
    ) -> None:
        self._listing, self._names, self._draft = listing, names, draft
        self._folder = folder / "text" if folder is not None else None
        self._created = answers.get(listing.created, "") if listing.created else ""
        self._cancel = cancel or NeverCancel()
        self._checks = Checks(listing, columns=0, face=mono_face())
        self._taken: list[_Taken] = []
        self._also: list[Message] = []
        self.passed_over: list[str] = []
        self.listed: tuple[ListedFile, ...] = ()
        self.plan = Plan(streams=())
        if self._folder is not None:
            self._folder.mkdir()

    def add(self, asfiled: AsFiled) -> None:
        """Take one file."""
        self._cancel.check()
        label = f"{asfiled.component}/{shown_path(asfiled.path)}"
        if asfiled.encoding == "binary":
            self.passed_over.append(label)
            return
        data = text_of(self._listing, asfiled)
        self._checks.raw(label, data, ends=False)
        waiting = Path(f"{len(self._taken):07d}")
        if self._folder is not None:
            waiting = self._folder / waiting
            waiting.write_bytes(data)
        self._taken.append(_Taken(asfiled.component, asfiled.path, waiting, len(data)))

    def refuse(self, faults: Sequence[Message]) -> None:
        """Take what others found wrong, to be refused together with the rest."""
        self._also += faults

    @property
    def faults(self) -> tuple[Message, ...]:
        """Give everything that is wrong with the files."""
        return (*self._also, *self._checks.faults, *self._ending_faults())

    def finish(self) -> Sequence[Path]:
        """Give the files their names; raise Problems with every fault, unless it is a draft."""
        if self.faults and not self._draft:
            raise SaidProblems(
                Message("refuse.listing.pages-not-as-template-asks", {"count": len(self.faults)}),
                self.faults,
                next_step=Message("next.run-pages-see-plan"),
            )
        several = len({each.component for each in self._taken}) > 1
        wanted = [
            f"{each.component}/{shown_path(each.path)}" if several else shown_path(each.path) for each in self._taken
        ]
        named = sorted(zip(names_of(wanted, self._names), self._taken, strict=True), key=lambda pair: pair[0])
        paths: list[Path] = []
        rows: list[ListedFile] = []
        for name, each in named:
            paths.append(each.waiting.rename(each.waiting.with_name(name)))
            rows.append(
                ListedFile(
                    path=f"{FOLDER}/{name}",
                    component=each.component,
                    original=each.path,
                    size=each.size,
                    created=self._created,
                )
            )
        self.listed = tuple(rows)
        return paths

    def add_object(self, label: str, path: Path, *, size: int, sha256: str) -> None:
        """Refuse object code, which is printed on pages only."""
        del path, size, sha256
        raise Bug(f"A listing in plain text takes no object code: {label}")

    def close(self) -> None:
        """Let go of nothing: the folder is the caller's."""

    @property
    def printed(self) -> frozenset[str] | None:
        """Give the files that are in it, where some are passed over; else None for all of them."""
        if not self.passed_over:
            return None
        return frozenset(f"{each.component}/{shown_path(each.path)}" for each in self._taken)

    @property
    def stripped(self) -> Stripped:
        """Give nothing: bytes leave as filed."""
        return Stripped()

    @property
    def covers(self) -> Sequence[PageCover]:
        """Give nothing: there are no pages."""
        return ()

    @property
    def mask_pages(self) -> Mapping[int, tuple[int, ...]]:
        """Give nothing: there are no pages."""
        return {}

    def _ending_faults(self) -> list[Message]:
        endings = self._names.endings
        if endings and "txt" not in endings:
            return [Message("fault.pages.text-ending", {"endings": ", ".join(endings)})]
        return []


def text_of(listing: Listing, file: AsFiled) -> bytes:
    """Give a file's bytes as they leave: as filed, with the line ends that the template sets."""
    new = _NEW.get(listing.line_ends)
    if new is None:
        return file.data
    if not file.encoding.startswith(("utf-16", "utf-32")):
        return _ENDS.sub(new.encode(), file.data)
    # Two bytes and more a character: an end is no longer the byte that it looks like.
    text = file.data.decode(file.encoding, "surrogatepass")
    return _WIDE_ENDS.sub(new, text).encode(file.encoding, "surrogatepass")
