"""What steps are called, to stand after "Undo" and "Redo"."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from codebinder.model.review import Verdict
from codebinder.model.text import shown
from codebinder.ui.strings import count_text
from codebinder.workflow.undoing import Done


def title_of(done: Done) -> str:
    """Name a step: what was done, to how many or to which."""
    count = max(done.count(), 1)
    name = shown(done.trace.subject.partition("/")[2] or done.trace.subject)
    if done.action == "redact returned":
        text = _returned(dropped=done.detail.get("verdict") == "drop")
    else:
        text = _many(done.action) if count > 1 else ""
        text = text or _one(done.action)
    return text.format(count=count_text(count), name=name)


def _many(action: str) -> str:
    say = QCoreApplication.translate
    return {
        "facts prefill": say("Undo", "{count} tables filled from the code"),
        "filing set": say("Undo", "change of {count} fields"),
        "keep": say("Undo", "{count} decisions to keep"),
        "product set": say("Undo", "change of {count} facts of the product"),
        "redact": say("Undo", "{count} redactions"),
        "redact propose": say("Undo", "{count} redactions taken over"),
        "redact withdraw": say("Undo", "withdrawal of {count} redactions"),
        "unkeep": say("Undo", "withdrawal of {count} keeps"),
    }.get(action, "")


def _one(action: str) -> str:
    say = QCoreApplication.translate
    return {
        "document accept": say("Undo", "acceptance of the document {name}"),
        "document add": say("Undo", "document {name}"),
        "document remove": say("Undo", "removal of the document {name}"),
        "facts prefill": say("Undo", "table filled from the code"),
        "filing add": say("Undo", "new filing {name}"),
        "filing register": say("Undo", "change of the register"),
        "filing set": say("Undo", "change of the form"),
        "firmware add": say("Undo", "image {name}"),
        "firmware remove": say("Undo", "removal of the image {name}"),
        "jewel add": say("Undo", "crown jewel"),
        "jewel remove": say("Undo", "removal of a crown jewel"),
        "keep": say("Undo", "decision to keep"),
        "log confirm": say("Undo", "entry of the privilege log"),
        "log people": say("Undo", "change of the affiliations"),
        "product add": say("Undo", "new product {name}"),
        "product set": say("Undo", "change of the product {name}"),
        "redact": say("Undo", "redaction"),
        "redact propose": say("Undo", "redaction taken over"),
        "redact withdraw": say("Undo", "withdrawal of the redaction {name}"),
        "register due": say("Undo", "due date"),
        "rules add": say("Undo", "new list of rules"),
        "rules allow": say("Undo", "allowed value"),
        "rules remove": say("Undo", "removal of a list of rules"),
        "scan forget": say("Undo", "removal of another tool's report"),
        "scan import": say("Undo", "report of another tool"),
        "source add": say("Undo", "source {name}"),
        "source relink": say("Undo", "new place of the source {name}"),
        "source remove": say("Undo", "removal of the source {name}"),
        "source update": say("Undo", "change of the source {name}"),
        "unkeep": say("Undo", "withdrawal of a keep"),
        "vendor set": say("Undo", "change of the vendor"),
    }[action]


def _returned(*, dropped: bool) -> str:
    say = QCoreApplication.translate
    if dropped:
        return say("Undo", "dropping of the returned redaction {name}")
    return say("Undo", "acceptance of the returned redaction {name}")


def verdict_title(verdict: Verdict | None, count: int) -> str:
    """Name verdicts that were signed together; None: their withdrawal."""
    say = QCoreApplication.translate
    one, many = {
        Verdict.APPROVE: (say("Undo", "approval"), say("Undo", "{count} approvals")),
        Verdict.REJECT: (say("Undo", "rejection"), say("Undo", "{count} rejections")),
        Verdict.APPROVE_IF: (say("Undo", "approval on a condition"), say("Undo", "{count} approvals on a condition")),
        Verdict.RECUSED: (say("Undo", "recusal"), say("Undo", "{count} recusals")),
        None: (say("Undo", "withdrawal of a verdict"), say("Undo", "withdrawal of {count} verdicts")),
    }[verdict]
    return one if count == 1 else many.format(count=count_text(count))
