"""Every paper of a filing, by name, with what draws it: those of the package, or those that go beside it.

A paper of the package is in the round, which is submitted before anybody approves: none bears a time or an approval.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import overload

from codebinder.bundle.evidence_places import FORM, prints_form
from codebinder.bundle.fonts import LOCK
from codebinder.bundle.form_pdf import form_sheet
from codebinder.bundle.overview import overview
from codebinder.bundle.pages import Draw, Member
from codebinder.bundle.paper_kinds import declaration, form, letter, seal_page, signature_page
from codebinder.bundle.paper_lists import checklist, counsel, media_label, redaction_log, transmittal
from codebinder.bundle.paper_text import asked_of
from codebinder.bundle.sheet import Sheet
from codebinder.model.package import Papers
from codebinder.model.ports import Cancel, NeverCancel
from codebinder.model.template_papers import Paper, PaperKind

OVERVIEW = "papers/overview.pdf"
_FILES_A_LOOK = 256
_ABOUT = "papers/about-this-package.pdf"


_KINDS: dict[PaperKind, Callable[[Papers, Paper, Sequence[Member]], Sheet]] = {
    PaperKind.LETTER: lambda papers, paper, _: letter(papers, paper),
    PaperKind.DECLARATION: lambda papers, paper, _: declaration(papers, paper),
    PaperKind.FORM: lambda papers, paper, _: form(papers, paper),
    PaperKind.CHECKLIST: checklist,
    PaperKind.OVERVIEW: overview,
    PaperKind.REDACTION_LOG: lambda papers, paper, _: redaction_log(papers, paper),
    PaperKind.SIGNATURE_PAGE: lambda papers, paper, _: signature_page(papers, paper),
    PaperKind.SEAL_PAGE: lambda papers, paper, _: seal_page(papers, paper),
    PaperKind.TRANSMITTAL: transmittal,
    PaperKind.MEDIA_LABEL: lambda papers, paper, _: media_label(papers, paper),
    PaperKind.COUNSEL: lambda papers, paper, _: counsel(papers, paper),
}


class _Watched(Sequence[Member]):
    """Files that are looked through with an eye on who asks to stop: a kernel has 100,000 of them."""

    def __init__(self, members: Sequence[Member], cancel: Cancel) -> None:
        self._members, self._cancel = members, cancel

    def __len__(self) -> int:
        return len(self._members)

    @overload
    def __getitem__(self, at: int) -> Member: ...

    @overload
    def __getitem__(self, at: slice) -> Sequence[Member]: ...

    def __getitem__(self, at: int | slice) -> Member | Sequence[Member]:
        return self._members[at]

    def __iter__(self) -> Iterator[Member]:
        for number, member in enumerate(self._members):
            if not number % _FILES_A_LOOK:
                self._cancel.check()
            yield member


def papers_of(papers: Papers, place: str = "papers", cancel: Cancel | None = None) -> Iterator[tuple[str, Draw]]:
    """Give (name in the package, what draws it) of every paper; lists of what is handed over come last, since they name
    the others. With `place` "beside" those that go beside the package, by the same names without a folder."""
    inside, watch = place == "papers", cancel or NeverCancel()
    if inside and prints_form(papers):
        yield FORM, _drawing(lambda _: form_sheet(papers), watch)
    own = [each for each in papers.papers if each.place == place and not _empty(papers, each)]
    if inside and not any(each.kind is PaperKind.OVERVIEW for each in own):
        taken = {f"papers/{each.id}.pdf" for each in own}
        yield (
            _ABOUT if OVERVIEW in taken else OVERVIEW,
            _drawing(lambda members: overview(papers, None, members), watch),
        )
    for paper in sorted(own, key=lambda each: each.kind is PaperKind.TRANSMITTAL):
        yield f"papers/{paper.id}.pdf" if inside else f"{paper.id}.pdf", _of(papers, paper, watch)


def _empty(papers: Papers, paper: Paper) -> bool:
    """Tell whether a form or declaration would say nothing: all that it names is not asked for in this filing."""
    printing = paper.kind in {PaperKind.FORM, PaperKind.DECLARATION} and bool(paper.requirements)
    return printing and not asked_of(papers, paper) and not paper.body


def _of(papers: Papers, paper: Paper, cancel: Cancel) -> Draw:
    kind = _KINDS[paper.kind]
    return _drawing(lambda members: kind(papers, paper, members), cancel)


def _drawing(make: Callable[[Sequence[Member]], Sheet], cancel: Cancel) -> Draw:
    def draw(out: Path, members: Sequence[Member]) -> int:
        cancel.check()
        with LOCK:
            return make(_Watched(members, cancel)).close(out).pages

    return draw
