"""The search of the whole output for everything hidden: before it is submitted, and again when it is finished."""

from __future__ import annotations

import mmap
import os
import shutil
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Self

from codebinder import leakcheck
from codebinder.base.messages import SaidProblems
from codebinder.bundle import codec
from codebinder.bundle.sinks import InventoryDigest, MemberSink
from codebinder.errors import Problems
from codebinder.model.filing import Filing
from codebinder.model.package import LeakReport, Needle
from codebinder.model.ports import Cancel, Progress, Unpacker
from codebinder.model.source import ComponentKind, Disclosure
from codebinder.model.text import Message
from codebinder.workflow import attachments, digestguard, filings, hiding, leaking, unsearched
from codebinder.workflow.session import Session

_PIECE = 1 << 20


class Spool:
    """A sink that keeps every member in one private file as it passes to another sink, to be searched afterwards."""

    def __init__(self, sink: MemberSink, folder: Path) -> None:
        self._sink = sink
        self._folder = folder
        self._path = folder / "spool"
        self._stream = self._path.open("xb")
        self._places: list[tuple[str, int, int]] = []
        self._files: list[tuple[str, Path]] = []
        self._at = 0
        self._map: mmap.mmap | None = None

    @property
    def files(self) -> list[InventoryDigest]:
        """What the other sink has written."""
        return self._sink.files

    def add(self, name: str, data: bytes, *, executable: bool = False) -> None:
        """Keep one member's bytes."""
        self._stream.write(data)
        self._places.append((name, self._at, len(data)))
        self._at += len(data)
        self._sink.add(name, data, executable=executable)

    def add_file(self, name: str, path: Path) -> None:
        """Keep one member from a file."""
        if path.stat().st_size <= codec.LARGE:
            self.add(name, path.read_bytes())
            return
        kept = self._folder / f"spool-{len(self._files)}"
        try:
            os.link(path, kept)  # its own place in the private folder: the file may be removed once it is written
        except OSError:
            shutil.copyfile(path, kept)
        self._files.append((name, kept))
        self._sink.add_file(name, path)

    def flush(self) -> None:
        """Wait for the other sink."""
        self._sink.flush()

    def members(self) -> tuple[leakcheck.OutputMember, ...]:
        """Give what was kept; nothing may be added any more."""
        self._stream.close()
        if self._at:
            with self._path.open("rb") as stream:
                self._map = mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ)
        small = (
            leakcheck.OutputMember(name=name, size=size, read=self._reading(at, size), pieces=self._whole(at, size))
            for name, at, size in self._places
        )
        large = (
            leakcheck.OutputMember(name=name, size=path.stat().st_size, read=path.read_bytes, pieces=_streaming(path))
            for name, path in self._files
        )
        return (*small, *large)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._stream.close()
        if self._map is not None:
            self._map.close()

    def _reading(self, at: int, size: int) -> Callable[[], bytes]:
        return lambda: self._map[at : at + size] if self._map is not None else b""

    def _whole(self, at: int, size: int) -> Callable[[], Iterator[bytes]]:
        read = self._reading(at, size)
        return lambda: iter([read()])


def _streaming(path: Path) -> Callable[[], Iterator[bytes]]:
    def pieces() -> Iterator[bytes]:
        with path.open("rb") as stream:
            while piece := stream.read(_PIECE):
                yield piece

    return pieces


def check_round(
    session: Session,
    filing: Filing,
    members: Sequence[leakcheck.OutputMember],
    digests: Sequence[Needle],
    progress: Progress,
    cancel: Cancel,
) -> tuple[str, ...]:
    """Search everything that is about to be submitted; raise Problems where it shows anything hidden, so that legal
    never reads what no build would let out. Give what could not be searched."""
    wanted, alike = unsearched.told_apart(leaking.needles(session, filing), unsearched.numbers_of(members))
    _digested_images(session, filing, wanted, cancel)
    progress.start("progress.leak", None)
    report = leakcheck.check_members(
        members, (*wanted, *digests), disclosed=leaking.disclosed(session, filing, cancel),
        progress=progress, cancel=cancel, workers=session.environment.workers, unpacker=_unpacker(session),
    )  # fmt: skip
    if report.hits:
        raise _refusal(session, filing, report)
    return (*alike, *report.unsearched)


def _unpacker(session: Session) -> Unpacker:
    from codebinder.workflow.unpacking import ImageUnpacker

    return ImageUnpacker(session.environment)


def _refusal(session: Session, filing: Filing, report: LeakReport) -> Problems:
    own = {secret.redaction.id for secret in hiding.secrets(session, filing)}
    elsewhere = {secret.redaction.id for secret in hiding.secrets_elsewhere(session, filing)} - own
    if {hit.redaction for hit in report.hits} <= elsewhere:
        return SaidProblems(
            Message("refuse.output.values-another-filing-workbook-hides"),
            leaking.told(report.hits),
            next_step=Message("next.redact-them-here-too-mark"),
        )
    return SaidProblems(
        Message("refuse.output.what-would-submitted-still-shows"),
        leaking.told(report.hits),
        next_step=Message("next.redact-those-places-too-withhold"),
    )


def check_package(
    session: Session,
    filing: Filing,
    archive: Path,
    slip: Path,
    digests: Sequence[Needle],
    progress: Progress,
    cancel: Cancel,
) -> tuple[str, ...]:
    """Search the finished package and its slip; raise Problems where they show anything hidden. Give what could not be
    searched."""
    wanted, alike = unsearched.told_apart(leaking.needles(session, filing), unsearched.numbers_in(archive))
    _digested_images(session, filing, wanted, cancel)
    progress.start("progress.leak", None)
    report = leakcheck.check_archive(
        archive, (*wanted, *digests), beside=((slip.name, slip.read_bytes()),),
        disclosed=leaking.disclosed(session, filing, cancel), progress=progress, cancel=cancel,
        workers=session.environment.workers, unpacker=_unpacker(session),
    )  # fmt: skip
    if report.hits:
        raise SaidProblems(
            Message("refuse.output.finished-package-would-still-show"),
            leaking.told(report.hits),
            next_step=Message("next.redact-those-places-too-withhold"),
        )
    return (*alike, *report.unsearched)


def _digested_images(session: Session, filing: Filing, wanted: Sequence[Needle], cancel: Cancel) -> None:
    """Refuse the bare digest of an image that encloses something hidden, which would confirm a guess at that, and its
    printed pages, which would show it."""
    digestguard.check_filing(session, filing)
    for part in filings.components(session, filing, ComponentKind.FIRMWARE):
        if part.disclosure not in {Disclosure.DIGEST, Disclosure.PRINTED} or not wanted:
            continue
        with attachments.unchanged(session, part, cancel=cancel) as path:
            hits = leakcheck.check_tree(path, wanted, cancel=cancel, unpacker=_unpacker(session)).hits
        if hits and part.disclosure is Disclosure.PRINTED:
            raise SaidProblems(
                Message("refuse.output.printed-image-would-show", {"slug": part.slug}),
                leaking.told(hits),
                next_step=Message("next.withhold-image-or-supply-another"),
            )
        if hits:
            raise SaidProblems(
                Message("refuse.output.digest-image-would-confirm-guesses", {"slug": part.slug}),
                tuple(dict.fromkeys(f"{hit.redaction}: in {part.slug}" for hit in hits)),
                next_step=Message("next.withhold-image-publishes-commitment-instead"),
            )
