"""The papers of a filing drawn for a look: exactly as the next round would have them, searched for what is hidden."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from codebinder import leakcheck
from codebinder.base.files import PrivateFolder, atomic_write, free_space_fault
from codebinder.base.messages import SaidError
from codebinder.bundle.pages import Member
from codebinder.bundle.papers_drawn import papers_of
from codebinder.bundle.sinks import DigestSink
from codebinder.model.filing import Filing
from codebinder.model.package import Papers
from codebinder.model.ports import Cancel, Progress
from codebinder.model.review import RoundFile
from codebinder.model.source import ComponentKind
from codebinder.model.text import Message, shown, shown_path
from codebinder.workflow import contents, counselling, filings, output, papering
from codebinder.workflow.assembling import assemble
from codebinder.workflow.census import top_of
from codebinder.workflow.session import Session

_PAPERS = "papers/"


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """One paper as drawn: its file name and bytes; `beside` where it is no part of the package."""

    name: str
    data: bytes
    beside: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class FolderRow:
    """One folder at the top of a source, and what it is for: `place` is "source/folder"."""

    place: str
    files: int
    purpose: str


def draw(session: Session, filing: Filing, *, draft: bool, progress: Progress, cancel: Cancel) -> tuple[Drawn, ...]:
    """Draw every paper as the next round would have it (`draft` marks each page), and those that go beside it.

    Everything is laid out and digested as for a round, since papers name files by digest; Problems where what is drawn
    shows anything that the workbook hides.
    """
    with (
        PrivateFolder(session.environment.temp_root) as work,
        PrivateFolder(session.environment.temp_root) as held,
        DigestSink(workers=session.environment.workers, cancel=cancel) as sink,
        output.Spool(sink, held) as spool,
    ):
        assembled = assemble(
            session, filing, sink=spool, work=work, draft=draft, moment=None, progress=progress, cancel=cancel
        )
        members = spool.members()
        found = [
            Drawn(name=each.name.removeprefix(_PAPERS), data=each.read())
            for each in members
            if each.name.startswith(_PAPERS) and each.name.endswith(".pdf")
        ]
        inner = replace(assembled.papers, counsel=counselling.counsel(session, filing))
        found += _beside(inner, assembled.files, work)
        searched = [_member(each) for each in found]
        output.check_round(session, filing, searched, tuple(assembled.pipeline.plan.digests), progress, cancel)
    return tuple(found)


def _beside(papers: Papers, files: Iterable[RoundFile], work: Path) -> list[Drawn]:
    """Draw what goes beside the package, over the files that the round has."""
    members = tuple(Member(each.path, each.size, each.sha256) for each in files)
    found: list[Drawn] = []
    for name, paint in papers_of(papers, "beside"):
        out = work / name
        paint(out, members)
        found.append(Drawn(name=name, data=out.read_bytes(), beside=True))
    return found


def _member(drawn: Drawn) -> leakcheck.OutputMember:
    return leakcheck.OutputMember(
        name=drawn.name, size=len(drawn.data), read=lambda: drawn.data, pieces=lambda: iter([drawn.data])
    )


def write(
    session: Session, filing: Filing, *, out: Path, draft: bool, progress: Progress, cancel: Cancel
) -> tuple[Path, ...]:
    """Draw the papers into the folder `out`, which is made where there is none; nothing there is written over."""
    if out.exists() and not out.is_dir():
        raise SaidError(Message("refuse.paperlook.no-folder"), where=shown(str(out)))
    drawn = draw(session, filing, draft=draft, progress=progress, cancel=cancel)
    paths = [out / each.name for each in drawn]
    for path in paths:
        if path.exists() or path.is_symlink():
            raise SaidError(
                Message("refuse.logs.file-name-already"),
                where=shown(str(path)),
                next_step=Message("next.choose-another-name"),
            )
    try:
        out.mkdir(parents=True, exist_ok=True)
        for path, each in zip(paths, drawn, strict=True):
            atomic_write(path, each.data)
    except OSError as error:
        raise free_space_fault(error, out) from None
    return tuple(paths)


def folders(session: Session, filing: Filing) -> tuple[FolderRow, ...]:
    """Give the folders at the top of each source, with what is in by the rules and what the vendor says they are for.

    What is withheld counts here, for the people of the house; papers count what is disclosed.
    """
    said = papering.purposes(session, filing)
    counts: dict[str, int] = {}
    for part in sorted(filings.components(session, filing, ComponentKind.SOURCE), key=lambda each: each.slug):
        for row in contents.selection(session, filing, part):
            if row.included:
                place = f"{part.slug}/{shown_path(top_of(row.entry.path))}"
                counts[place] = counts.get(place, 0) + 1
    for place in said:
        counts.setdefault(place, 0)
    return tuple(FolderRow(place=place, files=files, purpose=said.get(place, "")) for place, files in
                 sorted(counts.items()))  # fmt: skip
