"""The chain-of-custody form of one package, filled from what the register knows of its deliveries."""

from __future__ import annotations

from pathlib import Path

from codebinder.base.messages import SaidError
from codebinder.bundle.custody_pdf import custody_pdf
from codebinder.bundle.sheet import PaperReport
from codebinder.model.filing import Filing
from codebinder.model.ports import Cancel, Progress
from codebinder.model.register import Papered
from codebinder.model.text import Message, shown
from codebinder.workflow import delivering, letters
from codebinder.workflow.identities import identity_of
from codebinder.workflow.session import Session

_MOST = 50


def custody(
    session: Session,
    filing: Filing,
    *,
    out: Path,
    digest: str = "",
    blank: int = 3,
    progress: Progress,
    cancel: Cancel,
) -> Papered:
    """Write the form for the package of this digest (none: the newest delivered, else the newest built), with `blank`
    transfers left to be filled in by hand."""
    if not 0 <= blank <= _MOST:
        raise SaidError(Message("refuse.custody.form-0-blank-transfers", {"most": _MOST}), where=str(blank))
    given = delivering.deliveries(session, filing)
    built = [row for row in session.book.builds.list(filing.slug) if not row.draft]
    wanted = digest.lower() or (given[-1].digest if given else built[-1].digest if built else "")
    mine = tuple(each for each in given if each.digest == wanted)
    row = next((each for each in reversed(built) if each.digest == wanted), None)
    if not mine and row is None:
        raise SaidError(
            Message("register.not-built"), where=shown(wanted[:64]), next_step=Message("next.build-record-first")
        )
    archive = row.archive if row is not None else mine[-1].archive
    size = row.size if row is not None else mine[-1].size
    identity, moment = identity_of(session, filing), session.environment.clock.now()
    langs = letters.languages(session, filing)

    def draw(path: Path) -> PaperReport:
        return custody_pdf(
            path, identity=identity, archive=archive, digest=wanted, size=size, deliveries=mine, blank=blank,
            languages=langs, moment=moment,
        )  # fmt: skip

    with letters.paper(session, filing, out, draw, progress=progress, cancel=cancel) as pages:
        pages.waiting.appear()
        return pages.report()
