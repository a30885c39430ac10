"""What a signature means, in words, before it is made: the same in a workbook and in a packet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from codebinder.base.messages import said
from codebinder.model.source import Accounting
from codebinder.model.text import Message, shown

if TYPE_CHECKING:
    from codebinder.workflow.views import SigningView


def spelled(account: Accounting) -> str:
    """Give the account of a source as one equation, with the rules that excluded something."""
    rules = ", ".join(f"{count} by {rule}" for rule, count in account.excluded_by)
    return (
        f"{account.total} entries of the commit = {account.disclosed} disclosed + {account.redacted} redacted + "
        f"{account.withheld} withheld + {account.excluded} excluded{f' ({rules})' if rules else ''} + "
        f"{account.links} links + {account.submodules} submodules"
    )


def spelled_signing(view: SigningView, lang: str) -> list[str]:
    """Say what a signature means, in counts, before it is made."""
    from codebinder.workflow import unsearched

    rows = [f"Round {view.round.number}: {view.files} files, {view.size} bytes, digest {view.round.digest}."]
    if view.scope:
        rows.append(f"It covers only: {', '.join(map(shown, view.scope))}.")
    rows.append(
        f"{view.redactions} redactions and {view.keeps} keeps; {view.undecided} undecided, {view.rejected} "
        f"rejected, {view.scored_down} findings scored down that nobody decided."
    )
    rows += [f"{shown(slug)}: {spelled(account)}" for slug, account in view.accounting]
    if view.conditions:
        rows.append(f"{view.conditions} were approved on a condition that somebody has signed to be met.")
    if view.not_shown:
        rows.append(f"Note: {view.not_shown} were approved by nobody who had them before her.")
    rows += [
        said(Message("leak.not-searched", {"text": text}), lang) for text in unsearched.words(view.unsearched, lang)
    ]
    rows += [said(Message("exposed.warning", {"text": each}), lang) for each in view.exposed]
    if view.taken_back:
        rows.append(
            f"Note: {view.taken_back} redactions were taken back since this filing was last signed, withdrawn or "
            "gone with a source; what they hid may leave now."
        )
    if view.shared_account:
        rows.append("Note: both sides' keys were made under one account.")
    return rows
