"""The approvals page: who signed which digest with which key, beside lines for a hand signature and a company seal."""

from __future__ import annotations

from collections.abc import Sequence

from codebinder.bundle import words
from codebinder.bundle.sheet import BODY, GREY, RULE, Sheet
from codebinder.bundle.words import Pair
from codebinder.model.package import Approval, Papers
from codebinder.model.review import Round

BLOCK = 190.0


def approvals_section(sheet: Sheet, papers: Papers, round_: Round | None, approvals: Sequence[Approval]) -> None:
    """Draw a block for every approval; a draft gets as many empty ones as the template asks for."""
    if round_ is not None:
        sheet.prose(words.APPROVALS_NOTE)
        sheet.value(words.ROUND_DIGEST, grouped(round_.digest), mono=True)
        if round_.scope:
            sheet.value(words.COVERS_ONLY, ", ".join(round_.scope))
        if round_.submitter:
            sheet.value(words.SUBMITTED, grouped(round_.submitter), mono=True)
    if not approvals:
        sheet.prose(words.NO_APPROVAL)
    for approval in approvals:
        _block(sheet, approval)
    for _ in range(max(0, papers.template.approvals.count - len(approvals))):
        _block(sheet, None)


def grouped(digest: str, size: int = 4, line: int = 8) -> str:
    """Write a digest in groups that a person can compare: four digits, eight groups a line."""
    groups = [digest[at : at + size] for at in range(0, len(digest), size)]
    return "\n".join(" ".join(groups[at : at + line]) for at in range(0, len(groups), line))


def _block(sheet: Sheet, approval: Approval | None) -> None:
    sheet.need(BLOCK)
    sheet.space(4)
    sheet.rule(sheet.y + 8)
    sheet.space(8)
    if approval is None:
        for label in (words.PERSON, words.ROLE, words.FINGERPRINT):
            sheet.value(label, " ")
    else:
        key = approval.key
        sheet.value(words.PERSON, key.person)
        sheet.value(words.ROLE, sheet.both(words.ROLES.get(key.role.value, Pair(key.role.value, key.role.value))))
        sheet.value(words.KEY, key.name)
        sheet.value(words.FINGERPRINT, grouped(key.fingerprint), mono=True)
        for giver in approval.acting_for:
            sheet.value(words.ACTING_FOR, giver.person)
            sheet.value(words.FINGERPRINT, grouped(giver.fingerprint), mono=True)
        sheet.value(words.CLAIMED, approval.at)
        if approval.account_shared:
            sheet.prose(words.SHARED)
    hand_lines(sheet)


def hand_lines(sheet: Sheet) -> None:
    """Draw the lines for a hand signature and its date, and the frame for the company seal."""
    sheet.need(104)
    sheet.space(8)
    top = sheet.y
    seal = 96.0
    sheet.draw(
        f"q 0.6 w {RULE} G [3 2] 0 d {sheet.right - seal} {top - seal + 6:.2f} {seal} {seal} re S Q",
    )
    sheet.put(sheet.right - seal + 8, top - 6, sheet.both(words.SEAL_HERE), BODY - 1.6, grey=GREY)
    for index, label in enumerate((words.SIGN_HERE, words.SIGN_DATE)):
        y = top - 34 - index * 40
        sheet.put(sheet.left, y, sheet.both(label), BODY - 0.6, grey=GREY)
        sheet.rule(y - 3, left=sheet.left + 100, right=sheet.right - seal - 30, grey=0.3)
    sheet.space(seal + 6)
