"""Verdicts as steps: undo signs their withdrawal, and anew what the reviewer had said before; redo signs them anew."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from PySide6.QtCore import QCoreApplication

from codebinder.model.review import Decision, ShownHow, Verdict
from codebinder.ui.desk import Desk
from codebinder.ui.reviewing.data import Review
from codebinder.ui.reviewing.source import ReviewSource
from codebinder.ui.undoing.steps import SignedStep
from codebinder.ui.undoing.words import verdict_title


def own(review: Review | None, ids: Sequence[str]) -> tuple[Decision, ...]:
    """Give the verdicts of whoever sits here that stand on these."""
    wanted = set(ids)
    held = [review.own(view) for view in review.subjects if view.subject.id in wanted] if review is not None else []
    return tuple(each for each in held if each is not None)


def packet_signed(desk: Desk, source: ReviewSource | None) -> None:
    """End undo where the round of a packet was signed (a workbook's round says so itself)."""
    if source is not None and source.packet:
        why = QCoreApplication.translate("Undo", "The round is signed: what was done before it is not undone.")
        desk.history.bar(owner=source.uid, filing="", why=why)


def decided(
    source: ReviewSource,
    ids: Sequence[str],
    verdict: Verdict,
    comment: str,
    how: Mapping[str, ShownHow],
    key: str,
    before: Sequence[Decision],
) -> SignedStep:
    """Give the step of a verdict that has been signed; `before` are her own verdicts that stood until then."""

    def back() -> None:
        source.withdraw(ids, key)
        sign_again(source, before, key)

    return SignedStep(
        lambda: verdict_title(verdict, len(ids)),
        back,
        lambda: source.decide(ids, verdict, comment, how, key),
        owner=source.uid if source.packet else "",
        filing=source.filing_slug,
    )


def taken_back(source: ReviewSource, ids: Sequence[str], key: str, before: Sequence[Decision]) -> SignedStep:
    """Give the step of a withdrawal that has been signed."""
    return SignedStep(
        lambda: verdict_title(None, len(ids)),
        lambda: sign_again(source, before, key),
        lambda: source.withdraw(ids, key),
        owner=source.uid if source.packet else "",
        filing=source.filing_slug,
    )


def sign_again(source: ReviewSource, before: Iterable[Decision], key: str) -> None:
    """Sign verdicts anew that stood before: those that were one gesture are one again."""
    groups: dict[tuple[Verdict, str], list[Decision]] = {}
    for each in before:
        groups.setdefault((each.verdict, each.comment), []).append(each)
    for (verdict, comment), held in groups.items():
        how = {each.subject.id: each.shown for each in held}
        source.decide(list(how), verdict, comment, how, key)
