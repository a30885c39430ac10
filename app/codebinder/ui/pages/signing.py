"""The signing panel: in plain words what is signed and what has not been seen, before the key is asked for."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from codebinder.model.source import Accounting
from codebinder.model.text import shown
from codebinder.ui.keys import role_name
from codebinder.ui.parts import banner, button, card, clear, glyph_label, label, scrolled
from codebinder.ui.reviewing.certificate import CertificateFields
from codebinder.ui.strings import count_text, grouped, size_text
from codebinder.ui.theme import GRID, mono
from codebinder.workflow.views import SigningView

_NAMED = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Before:
    """What was before whoever signs, and how the others stand.

    Of what is signed for, `unseen` was never in view, `bulk` was decided together with others, `parts` was in view
    only in part; `met` conditions were declared met; `refused` says why nothing can be signed here at all;
    `unsearched` is what the search for hidden values could not look into; `exposed` what is hidden in a source and
    open in an image.
    """

    unseen: int = 0
    bulk: int = 0
    parts: int = 0
    met: tuple[str, ...] = ()
    excused: tuple[str, ...] = ()
    refused: str = ""
    certificates: bool = False
    unsearched: str = ""
    exposed: tuple[str, ...] = ()


class SigningPanel(QWidget):
    """Says what a signature means; signs only when it is asked to here."""

    signed = Signal()
    closed = Signal()

    def __init__(self) -> None:
        super().__init__()
        inner = QWidget()
        self._box = QVBoxLayout(inner)
        self._box.setContentsMargins(0, 0, GRID, 0)
        self._box.setSpacing(GRID)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scrolled(inner), 1)
        self.certificate = CertificateFields()
        outer.addWidget(self.certificate)
        row = QHBoxLayout()
        self.back = button(self.tr("Back"), self.closed.emit, name="sign-back")
        self.sign = button(self.tr("Sign with my key"), self.signed.emit, "primary", name="sign-now")
        row.addStretch(1)
        row.addWidget(self.back)
        row.addWidget(self.sign)
        outer.addLayout(row)

    def show_view(self, view: SigningView, *, before: Before, writable: bool) -> None:
        """Show what signing this round means."""
        clear(self._box)
        frame, box = card()
        number, row = view.round.number, view.round
        names = ", ".join(shown(each) for each in view.scope)
        text = self.tr("Your signature says: all of round {number} may leave, exactly as it is.")
        if names:
            text = self.tr(
                "Your signature says: of round {number}, which covers {names} only, all may leave, exactly as it is."
            )
        box.addWidget(label(text.format(number=number, names=names), "heading"))
        for glyph, text in (*self._lines(view), *self._seen(before), *self._others(view, before)):
            line = QHBoxLayout()
            line.setSpacing(GRID)
            line.addWidget(glyph_label(glyph))
            line.addWidget(label(text), 1)
            box.addLayout(line)
        text = self.tr("What is signed, as one digest (SHA-256 over the list of all files and their digests):")
        box.addWidget(label(text, "muted"))
        digest = label(grouped(row.digest))
        digest.setFont(mono(9))
        digest.setAccessibleName(self.tr("Digest of the round"))
        box.addWidget(digest)
        who = ", ".join(
            f"{shown(each.person)} ({role_name(each.role)}, {grouped(each.fingerprint[:16])})"
            for each in view.proposers
        )
        box.addWidget(label(self.tr("Proposed and submitted by: {people}").format(people=who), "muted"))
        self._box.addWidget(frame)
        if view.shared_account:
            self._box.addWidget(
                banner(
                    "warn",
                    self.tr(
                        "A reviewer's key and a proposer's key were made in the same account on one computer: both may be one person. The package will say so."
                    ),
                )
            )
        for text in view.unmet[:8]:
            self._box.addWidget(banner("warn", self.tr("Not met yet: {text}").format(text=text)))
        blocked = before.refused or self._blocked(view)
        if blocked:
            self._box.addWidget(banner("bad", blocked))
        self._box.addStretch(1)
        self.sign.setEnabled(writable and not blocked)
        self.certificate.offer(possible=before.certificates and not blocked)
        (self.back if blocked else self.sign).setFocus()

    def _lines(self, view: SigningView) -> list[tuple[str, str]]:
        count = count_text
        rows = [
            ("info", self.tr("Files that would leave: {files}, {size} in all.").format(
                files=count(view.round.files), size=size_text(view.round.size))),
            ("info",
             self.tr("Redactions: {count}. What they hide does not leave.").format(count=count(view.redactions))),
            ("info", self.tr("Findings kept: {count}. What was found does leave.").format(count=count(view.keeps))),
            ("complete" if not view.undecided else "error",
             self.tr("Undecided: {count}").format(count=count(view.undecided))),
            ("complete" if not view.rejected else "error",
             self.tr("Rejected: {count}").format(count=count(view.rejected))),
        ]  # fmt: skip
        rows[1:1] = [("info", self._account(slug, account)) for slug, account in view.accounting]
        if view.scored_down:
            rows.append(
                (
                    "warning",
                    self.tr(
                        "Scored down by the detectors: {count}. Nobody has decided these findings, and they leave as they are."
                    ).format(count=count_text(view.scored_down)),
                )
            )
        if view.taken_back:
            rows.append(
                (
                    "warning",
                    self.tr(
                        "Redactions taken back since this filing was last signed, withdrawn or gone with a source: {count}. What they hid may leave now."
                    ).format(count=count_text(view.taken_back)),
                )
            )
        return rows

    def _seen(self, before: Before) -> list[tuple[str, str]]:
        """Say what of all this has not been before her."""
        rows = [
            (before.unseen, self.tr("Not shown to you: {count} of what you sign for was never opened.")),
            (before.bulk, self.tr("Decided in bulk: {count}, without being opened one by one.")),
            (before.parts, self.tr("Shown in part: {count}, without the file as filed beside the original.")),
        ]
        return [("warning", text.format(count=count_text(count))) for count, text in rows if count]

    def _others(self, view: SigningView, before: Before) -> list[tuple[str, str]]:
        """Say how the other reviewers stand, and what was declared met."""
        rows = list[tuple[str, str]]()
        if before.met:
            text = self.tr("Conditions declared met: {count}. {list}")
            rows.append(("info", text.format(count=count_text(len(before.met)), list="; ".join(before.met[:_NAMED]))))
        if view.waiting:
            text = self.tr(
                "Asked and not answered yet: {names}. The package waits for them, or the keeper lets them off."
            )
            rows.append(("warning", text.format(names=", ".join(shown(each.person) for each in view.waiting))))
        if before.unsearched:
            text = self.tr("Not searched for what is hidden: {list}")
            rows.append(("warning", text.format(list=before.unsearched)))
        rows += [("warning", each) for each in before.exposed]
        if before.excused:
            rows.append(("info", self.tr("Let off by the keeper: {names}").format(names=", ".join(before.excused))))
        return rows

    def _account(self, slug: str, account: Accounting) -> str:
        """Say where every entry of one source's commit went, as the cover will."""
        text = self.tr(
            "{source}: {total} entries of the commit = {disclosed} disclosed + {redacted} redacted + {withheld} withheld + {excluded} excluded + {links} links + {submodules} submodules"
        )
        return text.format(
            source=slug,
            total=count_text(account.total),
            disclosed=count_text(account.disclosed),
            redacted=count_text(account.redacted),
            withheld=count_text(account.withheld),
            excluded=count_text(account.excluded),
            links=count_text(account.links),
            submodules=count_text(account.submodules),
        )

    def _blocked(self, view: SigningView) -> str:
        if view.conflicts:
            text = self.tr("Reviewers disagree about {count}; the arbiter settles that before anybody signs.")
            return text.format(count=count_text(view.conflicts))
        if view.pending:
            text = self.tr("Approved on a condition that nobody has signed as met: {count}.")
            return text.format(count=count_text(view.pending))
        if view.undecided:
            return self.tr("Nothing can be signed while something is undecided.")
        if view.rejected:
            return self.tr("What is rejected must be changed or withdrawn by its proposer, then submitted again.")
        return ""
