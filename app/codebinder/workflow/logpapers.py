"""How the logs of the house are laid out on paper: what belongs together stands in one cell, nothing is cut off."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol

from codebinder.base.messages import said
from codebinder.bundle.words import Pair, pair_of
from codebinder.model.package import Identity
from codebinder.model.template import FilingTemplate
from codebinder.model.text import Message
from codebinder.workflow.logrows import InternalRow, in_words

if TYPE_CHECKING:
    from codebinder.bundle.logs_pdf import LogPaper


class _Word(Protocol):
    """Gives a sentence of the logs by its name."""

    def __call__(self, name: str, /, **params: str | int | Message) -> str: ...


def pair(name: str, **params: str | int | Message) -> Pair:
    """Give a sentence of the catalogues in both languages of papers."""
    message = Message(name, params)
    return Pair(said(message, "en"), said(message, "zh"))


def internal_paper(
    identity: Identity, template: FilingTemplate, rows: Sequence[InternalRow], languages: tuple[str, ...]
) -> LogPaper:
    """Lay out the internal log; what is the same for every row stands at its head."""
    from codebinder.bundle.logs_pdf import LogColumn, LogPaper, LogSection

    first = languages[0]
    columns = (
        LogColumn(title=pair("log.group-number"), share=62),
        LogColumn(title=pair("log.group-where"), share=280, mono=True, size=5.8),
        LogColumn(title=pair("log.group-extent"), share=118),
        LogColumn(title=pair("log.group-reason"), share=140),
        LogColumn(title=pair("log.group-people"), share=170),
    )
    section = LogSection(
        title=pair("log.entries"),
        columns=columns,
        rows=[_internal_cells(row, first) for row in rows],
        notes=(pair("log.internal-note"),),
    )
    signed = next((row.signed for row in rows if row.signed), "")
    head = (*head_of(identity, template, rows=len(rows)), (pair("log.head-signed"), signed))
    return LogPaper(
        title=pair("log.internal"), subject=subject_of(identity), author=identity.vendor, languages=languages,
        head=head, sections=(section,),
    )  # fmt: skip


def subject_of(identity: Identity) -> str:
    """Name the product as papers do."""
    return " ".join(filter(None, (identity.product, identity.model, identity.version)))


def head_of(identity: Identity, template: FilingTemplate, *, rows: int) -> tuple[tuple[Pair, str], ...]:
    """Give what stands at the head of a log."""
    vendor = " ".join(filter(None, (identity.vendor, identity.vendor_zh)))
    return (
        (pair("log.head-vendor"), vendor),
        (pair("log.head-product"), subject_of(identity)),
        (pair("log.head-recipient"), identity.recipient),
        (pair("log.head-template"), f"{pair_of(template.names).en} ({template.id} {template.version})"),
        (pair("log.head-rows"), f"{rows:,}"),
    )


def _internal_cells(row: InternalRow, lang: str) -> tuple[str, ...]:
    def word(name: str, /, **params: str | int | Message) -> str:
        return said(Message(f"log.{name}", params), lang)

    number = f"{row.number:06d}" if row.number else "–"
    status = word({"redacted": "status-redacted", "withheld": "status-withheld"}.get(row.status, "status-idle"))
    identity = _lines(number, ", ".join(row.redactions), word(f"kind-{row.kind}"), status)
    same = row.payload_path == f"data/source/{row.component}/{row.path}"
    where = _lines(
        f"{row.component}: {row.path}",
        "" if same else row.payload_path,
        row.sha256_before and word("before", digest=row.sha256_before),
        row.sha256_after and word("after", digest=row.sha256_after),
        row.commitment and word("commitment", digest=row.commitment),
    )
    return (identity, where, _extent(row, word), _reason(row, word), in_words(_people(row, word), lang))


def _extent(row: InternalRow, word: _Word) -> str:
    if row.end_byte is None or row.first_byte is None:
        return ""
    texts = [word("bytes", first=row.first_byte, last=row.end_byte)]
    if row.end_char is not None and row.last_line is not None:
        params = {"first": row.first_line or 0, "last": row.last_line}
        texts.insert(0, word("line" if row.first_line == row.last_line else "lines", **params))
        texts.append(word("chars", first=row.first_char or 0, last=row.end_char))
        texts.append(word("hidden", chars=row.chars_hidden or 0, lines=row.lines_hidden or 0))
    if row.share_package:
        texts.append(word("shares", file=row.share_file or "–", package=row.share_package))
    if row.pages:
        shares = row.share_page or ", ".join(map(str, row.pages))
        texts.append(word("pages", pages=shares))
    return _lines(*texts)


def _reason(row: InternalRow, word: _Word) -> str:
    return _lines(
        f"{row.internal_reason}  {row.information}".strip(),
        row.published_reason and word("published-as", reason=row.published_reason),
        row.label and word("label", label=row.label),
        row.note and word("note", note=row.note),
        row.legal_basis and word("basis", basis=row.legal_basis),
    )


def _people(row: InternalRow, word: _Word) -> str:
    first = (row.approver_1, row.decision_1, row.decided_1_at, row.shown_1, row.comment_1)
    second = (row.approver_2, row.decision_2, row.decided_2_at, row.shown_2, row.comment_2)
    return _lines(
        row.proposer and word("proposed", who=row.proposer, at=row.proposed_at),
        *(_decided(number, each, word) for number, each in ((1, first), (2, second))),
        row.further and word("further", text=row.further),
        row.decision and word("stands", decision=row.decision),
        row.conflict and word("conflict", ids=row.conflict),
        row.settlement and word("settled", text=row.settlement),
    )


def _decided(number: int, cells: tuple[str, str, str, str, str], word: _Word) -> str:
    who, verdict, at, seen, comment = cells
    if not who:
        return ""
    text = word("approver", number=number, who=who, verdict=verdict, at=at)
    text += f"\n{word('seen', how=seen)}" if seen else ""
    return f"{text}\n{word('comment', comment=comment)}" if comment else text


def _lines(*texts: object) -> str:
    return "\n".join(str(each) for each in texts if each)
