"""Look at a package, or at any file or folder, from outside: verify, and the search for what a workbook hides."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from codebinder import leakcheck as scanner
from codebinder.base.messages import SaidError
from codebinder.model.filing import Filing
from codebinder.model.package import LeakReport, Needle, VerifyReport
from codebinder.model.ports import Cancel, Progress
from codebinder.model.text import Message, shown
from codebinder.workflow import filings, leaking, unsearched
from codebinder.workflow.session import Session

LEVELS = ("quick", "complete", "full")


def verify(
    path: Path,
    *,
    level: str = "complete",
    signers: Sequence[str] = (),
    digest: str = "",
    lang: str = "en",
    progress: Progress,
    cancel: Cancel,
) -> VerifyReport:
    """Read a package (archive or unpacked folder) back, trusting nothing in it; no workbook is needed."""
    from codebinder.verify.package import verify_package

    if level not in LEVELS:
        raise SaidError(
            Message("refuse.checking.no-level", {"level": shown(level)}),
            next_step=Message("next.choose-one", {"names": ", ".join(LEVELS)}),
        )
    if not path.exists():
        raise SaidError(
            Message("refuse.checking.nothing-path"), where=shown(str(path)), next_step=Message("next.check-path")
        )
    return verify_package(
        path, level=level, signers=signers, digest=digest, lang=lang, progress=progress, cancel=cancel
    )


def leakcheck(session: Session, filing: Filing | None, path: Path, *, progress: Progress, cancel: Cancel) -> LeakReport:
    """Search any file or folder for everything that the workbook hides (in one filing, or in all of them)."""
    if not path.exists():
        raise SaidError(
            Message("refuse.checking.nothing-path"), where=shown(str(path)), next_step=Message("next.check-path")
        )
    from codebinder.workflow.unpacking import ImageUnpacker

    wanted: list[Needle] = []
    missing: list[str] = []
    for each in (filing,) if filing is not None else filings.filings(session):
        wanted.extend(leaking.needles(session, each))
        fixed, unknown = leaking.digests(session, each, progress=progress, cancel=cancel)
        wanted.extend(fixed)
        missing.extend(unknown)
    progress.start("progress.leak", None)
    package = scanner.is_package(path)
    unique, alike = unsearched.told_apart(dict.fromkeys(wanted), unsearched.numbers_in(path) if package else 0)
    workers = session.environment.workers
    search = scanner.check_archive if package else scanner.check_tree
    unpacker = ImageUnpacker(session.environment)
    report = search(path, unique, progress=progress, cancel=cancel, workers=workers, unpacker=unpacker)
    return replace(report, unsearched=(*alike, *report.unsearched, *missing))
