"""The cover of manifest.pdf: what is filed, by whom, with whom, under which template and how sure that is; counts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from codebinder.bundle import words
from codebinder.bundle.prose import broken, text_width
from codebinder.bundle.sheet import BODY, GREY, PALE, PITCH, TITLE, Sheet, subject_of
from codebinder.bundle.words import Pair, Words, pair_of
from codebinder.model.package import Papers, ShareRow
from codebinder.model.review import Round
from codebinder.model.template import FilingTemplate, Status

_NOT_BINDING = frozenset({Status.SUSPENDED, Status.DRAFT, Status.WITHDRAWN})


@dataclass(frozen=True, slots=True, kw_only=True)
class Totals:
    """Counts that the cover prints once the inventory has been drawn."""

    files: int
    size: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """What was committed to and how the archive is packed."""

    commitments: int = 0
    root: str = ""
    codec: str = ""
    verifier_sha256: str = ""
    archive: str = ""


def title_block(sheet: Sheet, title: Words, subject: str) -> None:
    """Set a paper's title and what it is about."""
    texts = list(dict.fromkeys(sheet.safe(title.get(lang)) for lang in sheet.languages))
    with sheet.tagged("H1"):
        right = sheet.left
        for line in broken(texts[0], sheet.right - sheet.left, TITLE):
            sheet.space(TITLE + 3 if right > sheet.left else TITLE)
            sheet.put(sheet.left, sheet.y, line, TITLE)
            right = sheet.left + text_width(line, TITLE) + 14
        for at, text in enumerate(texts[1:]):
            fits = not at and right + text_width(text, TITLE - 5) <= sheet.right
            for line in (text,) if fits else broken(text, sheet.right - sheet.left, TITLE - 5):
                sheet.space(0 if fits else TITLE)
                sheet.put(right if fits else sheet.left, sheet.y, line, TITLE - 5, grey=GREY)
    sheet.space(21)
    sheet.paragraph(subject, size=11.5, grey=0.25, after=3)
    sheet.rule(sheet.y + 4, weight=0.9, grey=0.3)
    sheet.space(12)


def banners(sheet: Sheet, template: FilingTemplate | None, *, draft: bool) -> None:
    """Say in pale boxes what a reader must know first: draft, regime not in force, rules not confirmed."""
    if draft:
        _banner(sheet, [words.DRAFT])
    if template is None:
        return
    texts: list[Pair] = []
    if template.status in _NOT_BINDING:
        texts.append(_standing(template))
    if template.verify_before_use:
        texts.append(words.UNVERIFIED)
    if texts:
        _banner(sheet, texts)


def _standing(template: FilingTemplate) -> Pair:
    """Say that a regime is not in force, in every language that the template and these words have."""
    status, note = words.STATUSES[template.status], pair_of(template.status_note)
    dated = words.SINCE.fill(date=template.status_date) if template.status_date else Pair("", "")

    def said(lang: str) -> str:
        text = words.STATUS_BANNER.get(lang).format(status=status.get(lang), date=dated.get(lang))
        return f"{text}{'' if lang == 'zh' else ' '}{note.get(lang)}".strip()

    return Pair(said("en"), said("zh"), tuple((lang, said(lang)) for lang, _ in words.STATUS_BANNER.more))


def _banner(sheet: Sheet, texts: Sequence[Pair]) -> None:
    lines: list[str] = []
    for text in texts:
        for one in dict.fromkeys(text.get(lang) for lang in sheet.languages):
            lines += broken(sheet.safe(one), sheet.right - sheet.left - 28, BODY)
    height = len(lines) * PITCH + 14
    sheet.need(height + 10)
    bottom = sheet.y + BODY - height + 3
    sheet.box(sheet.left, bottom, sheet.right - sheet.left, height, fill=PALE)
    sheet.box(sheet.left, bottom, 3, height, fill=GREY)
    sheet.space(8)
    for line in lines:
        sheet.put(sheet.left + 16, sheet.y, line)
        sheet.space(PITCH)
    sheet.space(12)


def identity_block(sheet: Sheet, papers: Papers) -> None:
    """Set who files what with whom."""
    identity = papers.identity
    vendor = "\n".join(dict.fromkeys(name for name in (identity.vendor, identity.vendor_zh) if name))
    sheet.value(words.VENDOR, vendor)
    sheet.value(words.RECIPIENT, identity.recipient)
    sheet.value(words.PRODUCT, identity.product)
    if identity.model:
        sheet.value(words.MODEL, identity.model)
    sheet.value(words.VERSION, identity.version)
    if identity.category:
        sheet.value(words.CATEGORY, identity.category)


def template_block(sheet: Sheet, template: FilingTemplate) -> None:
    """Set under which template, in what status, and how sure its rules are."""
    sheet.value(words.TEMPLATE, f"{sheet.both(pair_of(template.names))}\n{template.id} {template.version}")
    screens(sheet, template)
    sheet.value(words.TEMPLATE_DIGEST, template.digest, mono=True)
    authority = sheet.both(pair_of(template.authority))
    if authority:
        sheet.value(words.AUTHORITY, authority)
    status = sheet.both(words.STATUSES[template.status])
    sheet.value(words.STATUS, f"{status} {template.status_date}".strip())
    if template.confidence and "en" in sheet.languages:  # templates write it in English alone
        sheet.value(words.CONFIDENCE, template.confidence)


def screens(sheet: Sheet, template: FilingTemplate) -> None:
    """Name the screens that were put to the template; their text is in it, and so in its digest."""
    for each in template.attached:
        status = sheet.both(words.STATUSES[Status(each.status)])
        about = f"{each.id} {each.version}, {status} {each.status_date}".strip()
        sheet.value(words.SCREEN, f"{sheet.both(pair_of(each.names))}\n{about}")


def cover(
    sheet: Sheet, papers: Papers, round_: Round | None, proof: Proof, moment: datetime | None
) -> tuple[int, float]:
    """Draw the cover; give the place (page, height) where the totals go."""
    identity = papers.identity
    title_block(sheet, words.MANIFEST, subject_of(identity))
    banners(sheet, papers.template, draft=papers.draft)
    identity_block(sheet, papers)
    sheet.space(8)
    template_block(sheet, papers.template)
    sheet.space(8)
    sheet.value(words.FILING_ID, f"{identity.filing_slug}\n{identity.filing_uid}")
    if round_ is None:
        sheet.value(words.ROUND, sheet.both(words.ROUND_NONE))
    else:
        sheet.value(words.ROUND, str(round_.number))
        sheet.value(words.ROUND_DIGEST, round_.digest, mono=True, to="#approvals")
    if moment is not None:
        sheet.value(words.DATE, moment.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S UTC"))
    place = (sheet.page, sheet.y)
    sheet.value(words.FILES, " ", to="#inventory")
    withheld = sum(len(part.withheld) for part in papers.sources)
    withheld += sum(part.withheld is not None for part in papers.firmware)
    hidden = words.HIDDEN_TEXT.fill(ranges=len(papers.log), withheld=withheld)
    sheet.value(words.HIDDEN, sheet.stacked(hidden), to="#log" if papers.log else "#withheld")
    if papers.share is not None:
        sheet.value(words.SHARE, sheet.both(_share(papers.share)), to="#log")
    if proof.root:
        sheet.value(words.ROOT, proof.root, mono=True)
    if proof.codec:
        sheet.value(words.CODEC, proof.codec)
    return place


def _share(row: ShareRow) -> Pair:
    """Put into words what is published of how much is hidden."""
    parts: list[Pair] = []
    if row.ceiling:
        parts.append(_filled(words.SHARE_WITHIN, row, row.scope))
    if row.percent is not None:
        parts.append(_filled(words.SHARE_PERCENT, row, words.SHARE_WHOLES.get(row.scope, row.scope)))
    return Pair("; ".join(part.en for part in parts), "；".join(part.zh for part in parts))


def _filled(text: Pair, row: ShareRow, scope: str) -> Pair:
    basis, where = words.SHARE_BASES[row.basis], words.SHARE_SCOPES[scope]
    plain = {"comparator": row.comparator, "ceiling": row.ceiling, "percent": row.percent}
    return Pair(
        text.en.format(basis=basis.en, scope=where.en, **plain), text.zh.format(basis=basis.zh, scope=where.zh, **plain)
    )
