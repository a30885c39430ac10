"""What must not be in a filing's output, and the search for it in a file that somebody hands in (proof.md §1)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from codebinder import leakcheck
from codebinder.base.messages import SaidProblems, Told, message_of
from codebinder.errors import UserError
from codebinder.model.filing import Filing
from codebinder.model.package import LeakHit, LeakReport, Needle
from codebinder.model.ports import Cancel, NeverCancel, NoProgress, Progress
from codebinder.model.redaction import RedactionKind, Secret
from codebinder.model.source import ComponentKind, Disclosure, DocumentTrait
from codebinder.model.text import Message, shown
from codebinder.workflow import contents, filings, hiding, imageneedles, notes, oracles, strips, withholding
from codebinder.workflow.pipeline import Pipeline
from codebinder.workflow.session import Session

_LEAST_SHORT, _SEARCHED = 3, 6
_WORD = re.compile(rb"(?<![0-9a-z])[a-z]*[0-9][0-9a-z]*(?![0-9a-z])")
"""A short value that a person would not write by chance: it has a digit, and between 3 and 5 characters."""
SHORTEST_NOTE = 16
"""Bytes from which a note is searched for in what people write: a shorter one is a word that any text may have."""
_TOLD = 50
"""Hits that a refusal lists."""


def needles(session: Session, filing: Filing) -> tuple[Needle, ...]:
    """Give everything that must not be in this filing's output: hidden values and places, values that earlier filings
    hide, internal notes and comments, and commit ids that are not published."""
    filing = replace(filing, scope=())  # what another production hides is in none of them
    kept = {keep.finding.value_tag for keep in session.book.findings.keeps(filing.slug)}
    secrets = hiding.secrets(session, filing)
    strip = strips.strip_of(session, filing)
    rows: list[Needle] = []
    for secret in secrets:
        if secret.in_image:
            continue
        if secret.redaction.kind is RedactionKind.VALUE:
            value, codec = secret.value, secret.encoding
            rows.append(Needle(redaction=secret.redaction.id, kind="value", data=value, encoding=codec))
        else:
            rows.extend(strips.place_needles(secret, strip))
    rows.extend(
        Needle(redaction=secret.redaction.id, kind="value", data=secret.value, encoding=secret.encoding)
        for secret in hiding.secrets_elsewhere(session, filing)
        if secret.redaction.content_tag not in kept
    )
    policy = filings.template(session, filing).redaction
    rows.extend(
        Needle(redaction=name.redaction.id, kind="value", data=name.value, encoding=name.encoding)
        for name in withholding.hidden_names(session, filing, secrets, policy)
    )
    rows.extend(_note_needles(session, filing, secrets))
    for part in filings.components(session, filing, ComponentKind.FIRMWARE):
        if part.disclosure is Disclosure.WITHHELD:
            rows.extend(imageneedles.of_withheld(part.slug, contents.located(session, part)))
    rows.extend(imageneedles.of_places(session, filing, secrets))
    for part in filings.components(session, filing, ComponentKind.SOURCE):
        if secrets or part.include or part.exclude:
            ids = contents.commit_of(session, filing, part)
            rows.extend(Needle(redaction=part.slug, kind="object-id", data=each.encode()) for each in ids if each)
    return tuple(rows)


def _note_needles(session: Session, filing: Filing, secrets: Sequence[Secret]) -> list[Needle]:
    boxes = [(secret.redaction.id, secret.redaction.note) for secret in secrets]
    boxes += [(keep.finding.id, keep.note) for keep in session.book.findings.keeps(filing.slug)]
    boxes += [("comment", box) for box in session.book.reviews.comments(filing.slug).values()]
    texts = dict.fromkeys((owner, notes.opened(session, box)) for owner, box in boxes if box)
    return [Needle(redaction=owner, kind="note", data=text.encode()) for owner, text in texts]


def digests(
    session: Session, filing: Filing, *, progress: Progress, cancel: Cancel
) -> tuple[tuple[Needle, ...], tuple[str, ...]]:
    """Give the digests of what is hidden and of what encloses it, and the lines around what is too short; and what of
    these can't be told, since a source is not there."""
    pipeline = Pipeline(session, filing)
    try:
        pipeline.look(progress=progress, cancel=cancel)
    except UserError as error:
        read = (secret for secret in pipeline.secrets if not secret.in_image)
        own = (each for secret in read for each in oracles.needles_of(secret.redaction.id, secret.value))
        missing = Told(Message("fault.leaking.digests-files-enclose-something-hidden", {"slug": filing.slug}))
        return tuple(own), (Told(Message("fault.leaking.digests-why", {"missing": missing, "why": message_of(error)})),)
    return tuple(pipeline.plan.digests), ()


def disclosed(session: Session, filing: Filing, cancel: Cancel) -> leakcheck.Disclosed:
    """Give what reads the disclosed originals as filed, for telling a hidden line from one that stands there anyway."""

    def read() -> Iterator[bytes]:
        try:
            pipeline = Pipeline(session, filing)
            for filed in pipeline.files(progress=NoProgress(), cancel=cancel):
                yield filed.data
            yield from pipeline.images.disclosed(cancel)
        except UserError:  # a source that is gone tells nothing: what was seen then counts as hidden
            return

    return read


def told(hits: Sequence[LeakHit]) -> tuple[str, ...]:
    """Give the sentences of a refusal: redaction, member and offset, never the value."""
    rows = [f"{hit.redaction}: {shown(hit.member)}, {hit.place} {hit.offset} ({hit.encoding})" for hit in hits]
    more = len(rows) - _TOLD
    return (*rows[:_TOLD], Told(Message("fault.importing.more", {"count": more}))) if more > 0 else tuple(rows)


def check_supplied(
    session: Session, filing: Filing, path: Path, *, opaque: bool = True, progress: Progress, cancel: Cancel
) -> LeakReport:
    """Search a file that is about to become a part of the filing; raise Problems where it holds anything hidden. What
    nobody could look into is told, unless nothing is hidden and nobody asks for what is `opaque`."""
    from codebinder.workflow.unpacking import ImageUnpacker

    fixed, missing = digests(session, filing, progress=progress, cancel=cancel)
    wanted = (*needles(session, filing), *fixed)
    if not wanted and not opaque:
        return LeakReport(hits=(), members=1, size=path.stat().st_size, unsearched=missing)
    report = leakcheck.check_tree(
        path, wanted, disclosed=disclosed(session, filing, cancel), progress=progress, cancel=cancel,
        workers=session.environment.workers, unpacker=ImageUnpacker(session.environment),
    )  # fmt: skip
    if report.hits:
        raise SaidProblems(
            Message("refuse.leaking.file-would-show-something-hidden"),
            told(report.hits),
            where=shown(path.name),
            next_step=Message("next.supply-file-without"),
        )
    return replace(report, unsearched=(*report.unsearched, *missing))


def check_texts(session: Session, filing: Filing, texts: Sequence[tuple[str, str]]) -> None:
    """Search what a person wrote about something hidden (name, text); raise Problems where it repeats any of it."""
    if not texts:
        return
    # A note of a word or two may stand in any sentence.
    wanted = [each for each in needles(session, filing) if each.kind != "note" or len(each.data) >= SHORTEST_NOTE]
    members = [_member(name, text.encode()) for name, text in texts]
    report = leakcheck.check_members(members, wanted, disclosed=disclosed(session, filing, NeverCancel()))
    found = (*told(report.hits), *_short(session, filing, texts))
    if found:
        raise SaidProblems(
            Message("refuse.leaking.would-repeat-something-hidden"),
            found,
            where=filing.slug,
            next_step=Message("next.say-other-words-tell-what"),
        )


def _member(name: str, data: bytes) -> leakcheck.OutputMember:
    return leakcheck.OutputMember(name=name, size=len(data), read=lambda: data, pieces=lambda: iter((data,)))


def _short(session: Session, filing: Filing, texts: Sequence[tuple[str, str]]) -> list[str]:
    """Find numbers and codes that are too short to be searched for in sources, where they stand as a word."""
    where: dict[bytes, list[str]] = {}
    for name, text in texts:
        for word in set(_WORD.findall(text.lower().encode())):
            where.setdefault(word, []).append(name)
    rows: list[str] = []
    for secret in hiding.secrets(session, filing):
        value = secret.value.strip().lower()
        if _LEAST_SHORT <= len(value) < _SEARCHED and _WORD.fullmatch(value):
            rows += [f"{secret.redaction.id}: {shown(name)}" for name in where.get(value, ())]
    return rows


def traits_of(report: LeakReport) -> tuple[DocumentTrait, ...]:
    """Give what of a document nobody could look into, as traits that a person must accept."""
    return tuple(DocumentTrait(kind="unsearched", name="leak search", text=shown(each)) for each in report.opaque)
