"""The sections of manifest.pdf but for the cover and the approvals."""

from __future__ import annotations

from collections.abc import Iterable

from codebinder.bundle import words
from codebinder.bundle.evidence_places import where_answered
from codebinder.bundle.excerpt import ranged
from codebinder.bundle.listing import ListingSummary
from codebinder.bundle.manifest_cover import Proof, Totals
from codebinder.bundle.paper_text import answer_text, label_of
from codebinder.bundle.papers import more_cells
from codebinder.bundle.sheet import BODY, GREY, PALE, Sheet
from codebinder.bundle.tables import NOTE, Col, Table
from codebinder.bundle.words import Pair, pair_of
from codebinder.model.package import InventoryRow, LogRow, Papers, SourcePart
from codebinder.model.ports import Cancel
from codebinder.model.source import Accounting

MONO, DIGEST = 6.6, 5.9
_BOTH_DIGESTS = Pair("SHA-256, below it SM3", "SHA-256，其下为 SM3")
_SHA256 = Pair("SHA-256", "SHA-256")
_ANSWER = Pair("Answer", "内容")
_CHOSEN = Pair(
    "{pages} pages of chosen lines are printed; {named} characters are printed by name as ‹U+…›.",
    "打印所选行共 {pages} 页；{named} 个字符以 ‹U+…› 形式标注。",
)


def disclosed_parts(sheet: Sheet, papers: Papers, listing: ListingSummary | None) -> None:
    """Say what is disclosed: sources with their accounting, firmware, documents, the printed listing."""
    for part in papers.sources:
        _source(sheet, part)
    if papers.firmware:
        _firmware(sheet, papers)
    if papers.documents:
        sheet.subheading(words.DOCUMENTS)
        table = Table(
            sheet,
            (
                Col(title=words.REQUIREMENT, width=120),
                Col(title=words.WHERE, width=290, mono=True, size=MONO),
                Col(title=words.SIZE, width=55, mono=True, right=True, size=MONO),
            ),
        )
        for document in papers.documents:
            table.row(document.requirement, document.payload_path, f"{document.size:,}")
        for part in papers.printed:
            if part.component:
                pages = ", ".join(ranged(first, last) for first, last in part.pages)
                sheet.prose(words.DOCUMENT_CUT.fill(component=part.component, pages=pages, stream=part.total))
        sheet.space(8)
    if listing is not None and listing.stream_pages:
        sheet.subheading(words.LISTING)
        text = _CHOSEN if listing.selected else words.LISTING_TEXT
        sheet.prose(
            text.fill(
                pages=listing.pages - listing.object_printed,
                stream=listing.stream_pages,
                named=listing.named_characters,
            )
        )
        if listing.object_pages:
            sheet.prose(words.LISTING_OBJECT.fill(pages=listing.object_printed, stream=listing.object_pages))
    if not (papers.sources or papers.firmware or papers.documents):
        sheet.prose(words.NONE)


def _source(sheet: Sheet, part: SourcePart) -> None:
    sheet.subheading(words.SOURCE.fill(slug=part.slug))
    if part.rev:
        sheet.value(words.REVISION, part.rev)
    if part.commit:
        sheet.value(words.COMMIT, part.commit, mono=True)
        sheet.value(words.TREE, part.tree, mono=True)
    elif part.commit_commitment:
        sheet.value(words.COMMIT, sheet.stacked(words.COMMIT_HIDDEN))
        sheet.value(words.COMMIT_COMMITMENT, part.commit_commitment, mono=True)
    account = part.accounting
    sheet.space(3)
    sheet.prose(_account(account, words.IN_COMMIT if part.rev or part.commit_commitment else words.IN_FOLDER))
    if account.outside_excerpt:
        sheet.prose(words.OUTSIDE.fill(count=f"{account.outside_excerpt:,}"))
    if account.excluded_by:
        table = Table(
            sheet,
            (
                Col(title=words.RULE, width=380, mono=True, size=7.2),
                Col(title=words.COUNT, width=94, mono=True, right=True, size=7.2),
            ),
        )
        for rule, files in account.excluded_by:
            table.row(rule or sheet.both(words.NO_INCLUDE), f"{files:,}")
    sheet.space(10)


def _account(account: Accounting, origin: Pair) -> Pair:
    """Say where every entry went; the sum of the parts is the total, and a reader can add it up."""
    counts = {
        name: f"{getattr(account, name):,}"
        for name in ("total", "disclosed", "redacted", "withheld", "excluded", "links", "submodules")
    }
    return Pair(
        words.ACCOUNT.en.format(origin=origin.en, **counts), words.ACCOUNT.zh.format(origin=origin.zh, **counts)
    )


def _firmware(sheet: Sheet, papers: Papers) -> None:
    sheet.subheading(words.FIRMWARE)
    table = Table(
        sheet,
        (
            Col(title=words.NAME, width=90, mono=True, size=MONO),
            Col(title=words.DISCLOSURE, width=86),
            Col(title=words.SIZE, width=48, mono=True, right=True, size=MONO),
            Col(title=_BOTH_DIGESTS, width=229, mono=True, size=DIGEST),
        ),
        pitch=9,
    )
    for image in papers.firmware:
        disclosure = sheet.both(words.DISCLOSURES[image.disclosure.value])
        source = f"\n{sheet.both(words.BUILT_FROM)}: {image.built_from}" if image.built_from else ""
        shown = bool(image.sha256)
        digests = "\n".join(filter(None, (image.sha256, image.sm3))) or "–"
        table.row(f"{image.slug}\n{image.name}", disclosure + source, f"{image.size:,}" if shown else "–", digests)
    sheet.space(10)


def form_summary(sheet: Sheet, papers: Papers) -> None:
    """Print the form's answers in short; tables stand whole in form.pdf."""
    if not papers.fields:
        sheet.prose(words.NONE)
        return
    table = Table(sheet, (Col(title=words.REQUIREMENT, width=170), Col(title=_ANSWER, width=304, size=8.0)), pitch=11)
    for field in papers.fields:
        rows = max(0, len(field.rows) - 1)
        file, _ = where_answered(papers, field.requirement)
        text = sheet.both(words.IN_FORM.fill(rows=rows, file=file)) if field.rows else answer_text(papers, field)
        to = {1: [f"{file}#field.{field.requirement}"]}
        table.row(sheet.both(label_of(papers, field.requirement)), text or "–", to=to)


def log_table(sheet: Sheet, papers: Papers) -> None:
    """Print the published redaction log."""
    if not papers.log:
        sheet.prose(words.NONE)
        return
    sheet.prose(words.LOG_NOTE)
    if papers.template.redaction.statement.pairs:
        sheet.prose(pair_of(papers.template.redaction.statement))
    note = words.MASK_NOTES.get(papers.template.redaction.mask)
    if note is not None:
        sheet.prose(note)
    if not papers.template.archive.sources:
        sheet.prose(words.NOT_IN_FILES)
    elif papers.template.redaction.mask in {"hatch", "strip"}:
        sheet.prose(words.IN_FILES)
    table = Table(
        sheet,
        (
            Col(title=words.MASK, width=106, mono=True, size=MONO),
            Col(title=words.PATH, width=129, mono=True, size=MONO),
            Col(title=words.REASON_COMMITMENT, width=229, mono=True, size=DIGEST),
        ),
        pitch=9,
    )
    for row in papers.log:
        reason = f"{row.reason}  {row.reason_label}".strip()
        more = [f"{NOTE}{_more(sheet, name)}: {text}" for name, text in _further(papers, row)]
        place = "\n".join((row.payload_path, *more))
        table.row(f"{row.ordinal:06d}\n{row.label}", place, f"{NOTE}{reason}\n{row.commitment}")


def _further(papers: Papers, row: LogRow) -> list[tuple[str, str]]:
    names = papers.template.redaction.log.columns
    return [(name, text) for name, text in zip(names, more_cells(row, names), strict=True) if text]


def _more(sheet: Sheet, name: str) -> str:
    return sheet.both(words.LOG_MORE[name])


def withheld_table(sheet: Sheet, papers: Papers) -> None:
    """Print the withheld files in the order of their commitments, which tells nothing."""
    withheld = [item for part in papers.sources for item in part.withheld]
    withheld += [image.withheld for image in papers.firmware if image.withheld is not None]
    if not withheld:
        sheet.prose(words.NONE)
        return
    sheet.prose(words.WITHHELD_NOTE)
    table = Table(
        sheet,
        (
            Col(title=words.NAME, width=126, mono=True, size=MONO),
            Col(title=words.COMPONENT, width=58),
            Col(title=words.REASON, width=44),
            Col(title=words.COMMITMENT, width=229, mono=True, size=DIGEST),
        ),
        pitch=9,
        gap=8,
    )
    for item in sorted(withheld, key=lambda one: one.commitment):
        table.row(item.shown_name or NOTE + sheet.both(words.NAME_HIDDEN), item.component, item.reason, item.commitment)


def links_table(sheet: Sheet, papers: Papers) -> None:
    """Print symbolic links and submodules."""
    if not papers.links:
        sheet.prose(words.NONE)
        return
    sheet.prose(words.LINKS_NOTE)
    table = Table(
        sheet,
        (
            Col(title=words.COMPONENT, width=60),
            Col(title=words.KIND, width=62),
            Col(title=words.PATH, width=164, mono=True, size=MONO),
            Col(title=words.TARGET, width=164, mono=True, size=MONO),
        ),
        pitch=9,
    )
    for link in papers.links:
        kind = words.KINDS.get(link.kind, Pair(link.kind, link.kind))
        table.row(link.component, sheet.both(kind), link.original, link.target)


def inventory_table(sheet: Sheet, inventory: Iterable[InventoryRow], *, sm3: bool, cancel: Cancel) -> Totals:
    """Print every file with its digests; give the totals for the cover."""
    sheet.prose(words.INVENTORY_NOTE)
    table = Table(
        sheet,
        (
            Col(title=words.NUMBER, width=25, mono=True, right=True, size=DIGEST, grey=GREY),
            Col(title=words.PATH, width=154, mono=True, size=MONO),
            Col(title=words.SIZE_STATE, width=48, mono=True, right=True, size=DIGEST),
            Col(title=_BOTH_DIGESTS if sm3 else _SHA256, width=229, mono=True, size=DIGEST),
        ),
        pitch=8.4,
        pad=3.2,
    )
    files = size = 0
    component = None
    for row in inventory:
        if row.component != component:
            component = row.component
            if component:
                sheet.mark(component)
        if not files % 512:
            cancel.check()
        files += 1
        size += row.size
        named = row.original and row.original_hex
        path = f"{row.path}\n={row.original}" if named else row.path
        state = words.STATE_WORDS.get(row.state, Pair(row.state, row.state)).get(sheet.languages[0])
        digests = f"{row.sha256}\n{row.sm3}" if sm3 and row.sm3 else row.sha256
        table.row(str(files), path, f"{row.size:,}\n{NOTE}{state}", digests)
    return Totals(files=files, size=size)


def verify_steps(sheet: Sheet, papers: Papers, proof: Proof) -> None:
    """Say how a stranger checks the package."""
    archive = proof.archive or f"{papers.identity.filing_slug}.zip"
    for index, (text, commands) in enumerate(words.VERIFY_STEPS, start=1):
        sheet.need(76)
        sheet.prose(Pair(f"{index}. {text.en}", f"{index}. {text.zh}"), after=3)
        for line in commands.format(archive=archive).split("\n"):
            sheet.need(14)
            sheet.box(sheet.left, sheet.y - 3.6, sheet.right - sheet.left, 13.2, fill=PALE)
            sheet.put_mono(sheet.left + 8, sheet.y, sheet.safe(line), BODY - 1.4)
            sheet.space(13.2)
        sheet.space(8)
    sheet.prose(words.VERIFY_NOTE)
    if proof.verifier_sha256:
        sheet.value(words.VERIFIER, proof.verifier_sha256, mono=True)


def unproven_list(sheet: Sheet) -> None:
    """Say what no check proves."""
    for item in words.UNPROVEN_ITEMS:
        sheet.prose(Pair(f"– {item.en}", f"– {item.zh}"), after=2)
