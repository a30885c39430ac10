"""The approval page: one page on which one person approves one round, for a certificate's signature and for a pen.

It is drawn from what the approval signs and nothing else, so that whoever holds the same round draws the same bytes,
and compares them with the page that came back signed.
"""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from codebinder.bundle import words
from codebinder.bundle.fonts import LOCK, legible, text_face
from codebinder.bundle.manifest_approvals import grouped, hand_lines
from codebinder.bundle.manifest_cover import title_block
from codebinder.bundle.prose import text_width
from codebinder.bundle.sheet import BODY, LEFT, RIGHT, PaperReport, Sheet, SheetSetup
from codebinder.bundle.words import Pair
from codebinder.errors import Bug
from codebinder.model.certificates import ApprovalPage

TITLE = Pair("Approval", "批准书")
STATEMENT = Pair(
    "The person named below approves that exactly the files of this round leave, each byte of them as it is in the "
    "round digest, and nothing else.",
    "下列人员批准：仅可提交本轮次所含文件，其每一字节均以轮次摘要为准，此外不得提交任何内容。",
)
WHAT = Pair("What is approved", "批准事项")
WHO = Pair("Who approves", "批准人")
FILES_OF = Pair("Files that leave", "提交的文件")
DECIDED = Pair("Decided before", "批准前已决定")
DECIDED_TEXT = Pair(
    "{redactions} redactions and withheld files, {kept} findings kept",
    "遮盖与不披露 {redactions} 处，保留的发现 {kept} 处",
)
SCOPE = Pair("Components", "所含组件")
NOTE = Pair(
    "This page stands beside the approval that the key named here signed; it does not replace it. The time is that of "
    "the signer's computer. A signature inside this file is by a certificate, and says only what its issuer vouches "
    "for.",
    "本页与所列密钥签署的批准一并存放，不能代替该批准。时间以签名者计算机为准。"
    "文件内的签名由证书作出，其效力以颁发者的保证为限。",
)


_LANGUAGES = ("en", "zh")
_LABEL = 168.0


def approval_pdf(out: Path, page: ApprovalPage) -> PaperReport:
    """Write the page; the same values give the same bytes."""
    moment = datetime.strptime(page.at, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)
    subject = f"{page.product} {page.version}".strip()
    setup = SheetSetup(
        title=TITLE, subject=subject, author=page.vendor, languages=_LANGUAGES, draft=False, moment=moment
    )
    with LOCK:
        sheet = Sheet(setup)
        title_block(sheet, TITLE, _clipped(subject))
        sheet.prose(STATEMENT)
        _what(sheet, page)
        _who(sheet, page)
        sheet.prose(NOTE, size=7.8)
        hand_lines(sheet)
        report = sheet.close(out)
    if report.pages != 1:
        raise Bug("an approval page has one page")
    return report


def _what(sheet: Sheet, page: ApprovalPage) -> None:
    row = page.round
    sheet.subheading(WHAT)
    sheet.value(
        words.VENDOR, "\n".join(dict.fromkeys(_clipped(name, 2) for name in (page.vendor, page.vendor_zh) if name))
    )
    sheet.value(words.RECIPIENT, _clipped(page.recipient, 2))
    sheet.value(words.PRODUCT, _clipped(f"{page.product} {page.version}".strip()))
    sheet.value(words.TEMPLATE, _clipped(page.template))
    sheet.value(words.FILING_ID, f"{_clipped(page.filing)}\n{page.filing_uid}")
    sheet.value(words.ROUND, str(row.number))
    sheet.value(words.ROUND_DIGEST, grouped(row.digest), mono=True)
    if row.scope:
        sheet.value(SCOPE, _clipped(", ".join(row.scope)))
    sheet.value(FILES_OF, sheet.both(words.FILES_TEXT.fill(files=f"{row.files:,}", size=f"{row.size:,}")))
    decided = DECIDED_TEXT.fill(redactions=f"{page.redactions:,}", kept=f"{page.kept:,}")
    sheet.value(DECIDED, sheet.stacked(decided))


def _who(sheet: Sheet, page: ApprovalPage) -> None:
    key = page.approver
    sheet.subheading(WHO)
    sheet.value(words.PERSON, _clipped(key.person))
    sheet.value(words.ROLE, sheet.both(words.ROLES.get(key.role.value, Pair(key.role.value, key.role.value))))
    sheet.value(words.FINGERPRINT, grouped(key.fingerprint), mono=True)
    sheet.value(words.CLAIMED, page.at)
    if page.account_shared:
        sheet.prose(words.SHARED, size=7.8)


def _clipped(text: str, lines: int = 1) -> str:
    """Shorten a text to what fits: the page has to stay one, and the manifest says it in full."""
    shown, _ = legible(text.replace("\n", " "), text_face())
    room = lines * (RIGHT - LEFT - _LABEL - 24.0)
    if text_width(shown, BODY) <= room:
        return text
    while text_width(shown, BODY) > room - BODY:
        shown = shown[: min(len(shown) - 1, int(len(shown) * room / text_width(shown, BODY)) + 1)]
    return f"{shown}…"
