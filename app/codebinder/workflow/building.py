"""Build: the approved bytes into one archive, searched for everything hidden before it may appear."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from codebinder import assets, review
from codebinder.base.files import AtomicFolder, PrivateFolder, free_space_fault
from codebinder.base.messages import SaidError, SaidProblems, Told
from codebinder.bundle.papers_pdf import slip_pdf
from codebinder.bundle.sinks import ZipSink
from codebinder.model.filing import BuildRow, Filing
from codebinder.model.package import Approval, BuildReport, Needle
from codebinder.model.ports import Cancel, Progress, Signer
from codebinder.model.review import Duty, Round, RoundState, Signed, SignedType
from codebinder.model.text import Message, shown
from codebinder.workflow import filings, imagereadings, output, papering, registered, reviewing, state, unmet
from codebinder.workflow.assembling import Assembled, assemble
from codebinder.workflow.identities import identity_of
from codebinder.workflow.pipeline import SaltBook
from codebinder.workflow.recovery import Made
from codebinder.workflow.sealing import Seal, recoverable
from codebinder.workflow.session import Session


def build(
    session: Session,
    filing: Filing,
    *,
    out: Path,
    key: str,
    draft: bool = False,
    progress: Progress,
    cancel: Cancel,
) -> BuildReport:
    """Build the package into one new folder in `out`: the archive and the slip. Whole, or not at all.

    Raises Problems (exit 1) where a requirement is unmet, the round is not approved, a byte is not what was approved,
    the ceiling is passed, or anything hidden can be found in the finished archive. A draft needs no approval and says
    DRAFT on every page.
    """
    begun = time.monotonic()
    registered.check_open(session, filing)
    sealer_key = session.acting(key, Duty.SEAL, filing)
    signer, _ = session.signer(key)
    filing = filings.narrowed(session, filing, () if draft else state.scope_of(session, filing))
    row = None if draft else _approved(session, filing)
    approvals = () if draft else state.approvals(session, filing)
    name = _name(filing, row)
    _check_target(out, name)
    made = None if row is None else recoverable(session, filing, row, approvals, key)
    try:
        with PrivateFolder(session.environment.temp_root) as work, AtomicFolder(out / name) as folder:
            written = _write(
                session, filing, folder=folder.path, work=work, row=row, approvals=approvals,
                signer=signer, name=name, progress=progress, cancel=cancel,
            )  # fmt: skip
            report = written.report
            _check_size(session, filing, report)
            unsearched = _leaks(session, filing, folder.path, written, progress, cancel)
            folder.settle()
            # The register and the seal are committed before the folder appears: at a full disk or a kill there is at
            # most a row too many, never a sealed package at large that the workbook does not know.
            _record(session, filing, written, row, sealer_key.fingerprint, made)
    except OSError as error:
        raise free_space_fault(error, out) from None
    return replace(
        report,
        archive=str(out / name / report.archive),
        slip=str(out / name / report.slip),
        seconds=time.monotonic() - begun,
        unsearched=unsearched,
        recovery=str(made.path) if made is not None else "",
    )


def _name(filing: Filing, row: Round | None) -> str:
    """Name the package: of a draft, of the whole filing, or of one part of a rolling production."""
    if row is None:
        return f"{filing.slug}-draft"
    return f"{filing.slug}-part-{row.number}" if row.scope else filing.slug


def _check_target(out: Path, name: str) -> None:
    if (out / name).exists():
        raise SaidError(
            Message("refuse.building.folder-holds-package-already"),
            where=shown(str(out / name)),
            next_step=Message("next.move-earlier-package-away-choose"),
        )
    if not out.is_dir():
        raise SaidError(
            Message("refuse.building.output-folder-does-not-exist"),
            where=shown(str(out)),
            next_step=Message("next.make-choose-another-one"),
        )


def _approved(session: Session, filing: Filing) -> Round:
    rows = filings.checklist(session, filing)
    # Approvals come last: a void round says more than "nobody has signed" does.
    missing = unmet.unmet([each for each in rows if each.step != "review"])
    if missing:
        raise SaidProblems(
            Message("refuse.building.requirements-not-met", {"count": len(missing)}), missing, where=filing.slug,
            next_step=Message("next.meet-them-build-draft-draft"),
        )  # fmt: skip
    row = state.current_round(session, filing)
    if row is None:
        raise SaidProblems(
            Message("refuse.building.nothing-been-submitted-legal"), where=filing.slug,
            next_step=Message("next.run-review-submit-build-draft"),
        )  # fmt: skip
    if row.state is RoundState.VOID:
        raise SaidProblems(
            Message("refuse.building.round-void-something-changed-since", {"number": row.number, "row": _newer(row)}),
            where=filing.slug, next_step=Message("next.submit-new-round-approved"),
        )  # fmt: skip
    refused = state.rejected(session, filing)
    if refused:
        raise SaidProblems(
            Message("refuse.building.something-round-stands-rejected", {"number": row.number}),
            tuple(Message("fault.building.rejected", {"each": each}) for each in refused),
            where=filing.slug, next_step=Message("next.proposer-changes-withdraws-then-submit"),
        )  # fmt: skip
    if row.state is not RoundState.SIGNED:
        raise SaidProblems(
            Message("refuse.building.round-not-approved-yet", {"number": row.number}),
            _outstanding(session, filing), where=filing.slug,
            next_step=Message("next.reviewer-signs-review-sign-build"),
        )  # fmt: skip
    state.check_chain(session)
    reviewing.check_queue(session, filing)
    unsigned = unmet.unmet([each for each in rows if each.step == "review"])
    if unsigned:
        raise SaidProblems(Message("refuse.building.not-everybody-who-must-approve"), unsigned, where=filing.slug)
    return row


def _outstanding(session: Session, filing: Filing) -> tuple[str, ...]:
    """Say whom a round still waits for, and why an approval does not count."""
    held = state.status(session, filing)
    if held is None:
        return ()
    names = {each.fingerprint: f"{each.person} ({each.name})" for each in session.roster().members}
    asked = [
        Told(Message("fault.building.asked-not-answered", {"each": shown(names.get(each, each[:16]))}))
        for each in held.waiting
    ]
    return (*asked, *held.refused)


def _newer(row: Round) -> str:
    then = dict(row.programs)
    known = state.programs(highlighted="pygments" in then, images=state.READERS in then)
    changed = sorted(name for name, _ in set(row.programs) ^ set(known))
    names = ", ".join(dict.fromkeys(changed))
    return Told(Message("word.newer", {"gap": " ", "names": names})) if changed else ""


def _moment(approvals: Sequence[Approval]) -> datetime | None:
    """Give the package's one time: that of its last approval."""
    stamps = [datetime.strptime(each.at, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC) for each in approvals]
    return max(stamps, default=None)


def _write(
    session: Session,
    filing: Filing,
    *,
    folder: Path,
    work: Path,
    row: Round | None,
    approvals: Sequence[Approval],
    signer: Signer,
    name: str,
    progress: Progress,
    cancel: Cancel,
) -> _Written:
    moment = _moment(approvals)
    compression = filings.template(session, filing).archive.compression
    path = folder / f"{name}.zip"
    with ZipSink(
        path, top=name, moment=moment, compression=compression, workers=session.environment.workers, cancel=cancel
    ) as sink:
        assembled = assemble(
            session, filing, sink=sink, work=work, draft=row is None, moment=moment, progress=progress, cancel=cancel
        )
        seal = _close(session, filing, assembled, row, approvals, signer)
        archive = sink.close()
        files = len(sink.files)
    slip = folder / f"{name}-slip.pdf"
    slip_pdf(
        slip,
        identity=identity_of(session, filing),
        archive=archive,
        round_=row,
        approvals=approvals,
        sealer=signer.fingerprint,
        draft=row is None,
        languages=papering.languages(session, filing),
        moment=moment,
    )
    report = BuildReport(
        archive=archive.path, digest=archive.sha256, size=archive.size, files=files,
        ranges=len(assembled.pipeline.named), draft=row is None, slip=slip.name, seconds=0.0,
    )  # fmt: skip
    return _Written(report, assembled.pipeline.salts, seal, tuple(assembled.pipeline.plan.digests))


def _record(
    session: Session, filing: Filing, written: _Written, row: Round | None, sealer: str, made: Made | None
) -> None:
    """Put the build into the register, with seal, salts and a new recovery file's note, in one transaction."""
    if assets.replaced():
        raise SaidError(Message("refuse.building.replaced"), next_step=Message("next.start-again"))
    report = written.report
    number = row.number if row else 0
    detail = {"round": number, "files": report.files, "size": report.size, "draft": report.draft}
    with session.book.transaction("build", actor=sealer, subject=filing.slug, detail=detail):
        if row is not None and _approved(session, filing).number != row.number:
            raise SaidProblems(
                Message("refuse.building.another-round-submitted-meanwhile"),
                where=filing.slug,
                next_step=Message("next.build-again"),
            )
        written.salts.save()
        written.seal.save()
        imagereadings.write(session, filing)
        if made is not None:
            made.note(session)
        session.book.builds.add(
            BuildRow(
                filing=filing.slug,
                at=session.environment.stamp(),
                archive=report.archive,
                digest=report.digest,
                size=report.size,
                files=report.files,
                ranges=report.ranges,
                draft=report.draft,
                round=number,
                signer=sealer,
            )
        )


def _close(
    session: Session,
    filing: Filing,
    assembled: Assembled,
    row: Round | None,
    approvals: Sequence[Approval],
    signer: Signer,
) -> Seal:
    submissions: tuple[Signed, ...] = ()
    if row is not None:
        submissions = session.book.reviews.objects(filing=filing.slug, type=SignedType.SUBMISSION, round=row.number)
    seal = Seal(session, filing, row, approvals, signer)
    assembled.bundle.close(
        round=row,
        approvals=approvals,
        submission=submissions[-1] if submissions else None,
        keys=session.roster().members,
        seal=seal,
        answers=() if row is None else state.closing(session, filing),
        signed_pages=session.book.papers.of([review.stored_digest(each.signed) for each in approvals]),
    )
    return seal


@dataclass(frozen=True, slots=True)
class _Written:
    """A package in its hidden folder, and what the workbook must remember of it."""

    report: BuildReport
    salts: SaltBook
    seal: Seal
    digests: tuple[Needle, ...]


def _check_size(session: Session, filing: Filing, report: BuildReport) -> None:
    limit = filings.template(session, filing).archive.max_bytes
    if limit and report.size > limit:
        raise SaidProblems(
            Message("refuse.building.archive-bytes-template-allows", {"size": report.size, "limit": limit}),
            where=report.archive,
            next_step=Message("next.exclude-what-need-not-leave"),
        )


def _leaks(
    session: Session, filing: Filing, folder: Path, written: _Written, progress: Progress, cancel: Cancel
) -> tuple[str, ...]:
    archive, slip = folder / written.report.archive, folder / written.report.slip
    return output.check_package(session, filing, archive, slip, written.digests, progress, cancel)


def builds(session: Session, filing: Filing) -> tuple[BuildRow, ...]:
    """Give the filing's builds from the register."""
    return session.book.builds.list(filing.slug)
