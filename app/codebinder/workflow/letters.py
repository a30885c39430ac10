"""Papers that the register writes: drawn in private, searched for everything that the workbook hides, and only then
there under their name, together with the row that says so."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Generator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from codebinder import leakcheck
from codebinder.base.files import PrivateFolder
from codebinder.base.messages import SaidProblems
from codebinder.bundle.sheet import PaperReport
from codebinder.model.filing import Filing
from codebinder.model.package import Needle
from codebinder.model.ports import Cancel, Progress
from codebinder.model.register import Papered
from codebinder.model.text import Message, shown
from codebinder.workflow import leaking, notes, papering, registered
from codebinder.workflow.releasing import Waiting
from codebinder.workflow.session import Session


@dataclass(slots=True)
class Pages:
    """A paper that waits for its row: `appear` gives it its name."""

    waiting: Waiting
    path: Path
    sha256: str
    pages: int
    unsearched: tuple[str, ...] = field(default=())

    def report(self, event: int = 0) -> Papered:
        """Say what was written."""
        return Papered(
            path=str(self.path), sha256=self.sha256, pages=self.pages, event=event, unsearched=self.unsearched
        )


def languages(session: Session, filing: Filing) -> tuple[str, ...]:
    """Give the languages of a letter: those of the filing's papers, where its words are in them, else both."""
    held = tuple(lang for lang in papering.languages(session, filing) if lang in {"en", "zh"})
    return held or ("en", "zh")


@contextmanager
def paper(
    session: Session,
    filing: Filing,
    out: Path,
    draw: Callable[[Path], PaperReport],
    *,
    progress: Progress,
    cancel: Cancel,
) -> Generator[Pages]:
    """Draw a paper and search it; in the block its row is committed, and `waiting.appear()` gives it its name.

    Problems where it shows anything that the workbook hides: nothing is left then.
    """
    with Waiting(out) as waiting, PrivateFolder(session.environment.temp_root) as folder:
        target = folder / "paper.pdf"
        report = draw(target)
        unsearched = _check(session, filing, target, progress, cancel)
        data = target.read_bytes()
        waiting.write(data)
        yield Pages(waiting, out, hashlib.sha256(data).hexdigest(), report.pages, unsearched)


def _check(session: Session, filing: Filing, path: Path, progress: Progress, cancel: Cancel) -> tuple[str, ...]:
    progress.start("progress.leak", None)
    fixed, missing = leaking.digests(session, filing, progress=progress, cancel=cancel)
    wanted = (*leaking.needles(session, filing), *fixed, *_notes(session, filing))
    report = leakcheck.check_tree(
        path, wanted, disclosed=leaking.disclosed(session, filing, cancel), progress=progress, cancel=cancel,
        workers=session.environment.workers,
    )  # fmt: skip
    if report.hits:
        raise SaidProblems(
            Message("refuse.letters.letter-would-repeat-something-hidden"),
            leaking.told(report.hits),
            where=filing.slug,
            next_step=Message("next.say-other-words-name-places"),
        )
    return tuple(dict.fromkeys((*report.unsearched, *missing)))


def _notes(session: Session, filing: Filing) -> list[Needle]:
    """Give the sealed notes of the register: internal, like those of redactions."""
    boxes = [(row.id, row.note) for row in registered.rows(session, filing) if row.note]
    texts = [(number, notes.opened(session, box)) for number, box in boxes]
    return [
        Needle(redaction=f"register {number}", kind="note", data=text.encode())
        for number, text in texts
        if len(text) >= leaking.SHORTEST_NOTE
    ]


def shown_name(path: Path) -> str:
    """Give a file's name for the register, never the path of this machine."""
    return shown(path.name)
