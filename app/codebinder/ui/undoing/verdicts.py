"""Verdicts as steps: undo signs their withdrawal, and anew what the reviewer had said before; redo signs them anew."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from PySide6.QtCore import QCoreApplication

from codebinder.model.review import Decision, ShownHow, Verdict
from codebinder.ui.desk import Desk
from codebinder.ui.reviewing.data import Review
from codebinder.ui.reviewing.doing import Work
from codebinder.ui.reviewing.source import ReviewSource
from codebinder.ui.undoing.steps import SignedStep
from codebinder.ui.undoing.words import verdict_title


def own(review: Review | None, ids: Sequence[str]) -> tuple[Decision, ...]:
    """Give the verdicts of whoever sits here that stand on these."""
    held = review.owned if review is not None else {}
    return tuple(held[each] for each in dict.fromkeys(ids) if each in held)


def packet_signed(desk: Desk, source: ReviewSource | None) -> None:
    """End undo where the round of a packet was signed (a workbook's round says so itself)."""
    if source is not None and source.packet:
        why = QCoreApplication.translate("Undo", "The round is signed: what was done before it is not undone.")
        desk.history.bar(owner=source.uid, filing="", why=why)


def deciding(
    desk: Desk,
    source: ReviewSource,
    ids: Sequence[str],
    verdict: Verdict,
    comment: str,
    how: Mapping[str, ShownHow],
    before: Sequence[Decision],
) -> Work:
    """Give the work that signs a verdict; `before` are her own verdicts that stand until then."""

    def work(key: str, *_: object) -> None:
        def back() -> None:
            source.withdraw(ids, key)
            sign_again(source, before, key)

        def forth() -> None:
            source.decide(ids, verdict, comment, how, key)

        forth()
        desk.history.push(_step(source, lambda: verdict_title(verdict, len(ids)), back, forth))

    return work


def withdrawing(desk: Desk, source: ReviewSource, ids: Sequence[str], before: Sequence[Decision]) -> Work:
    """Give the work that signs that verdicts count no more."""

    def work(key: str, *_: object) -> None:
        def forth() -> None:
            source.withdraw(ids, key)

        def back() -> None:
            sign_again(source, before, key)

        forth()
        desk.history.push(_step(source, lambda: verdict_title(None, len(ids)), back, forth))

    return work


def _step(
    source: ReviewSource, title: Callable[[], str], back: Callable[[], object], forth: Callable[[], object]
) -> SignedStep:
    return SignedStep(title, back, forth, owner=source.uid if source.packet else "", filing=source.filing_slug)


def sign_again(source: ReviewSource, before: Iterable[Decision], key: str) -> None:
    """Sign verdicts anew that stood before: those that were one gesture are one again."""
    groups: dict[tuple[Verdict, str], list[Decision]] = {}
    for each in before:
        groups.setdefault((each.verdict, each.comment), []).append(each)
    for (verdict, comment), held in groups.items():
        how = {each.subject.id: each.shown for each in held}
        source.decide(list(how), verdict, comment, how, key)
