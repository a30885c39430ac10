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
    return {
        "facts prefill": QCoreApplication.translate("Undo", "{count} tables filled from the code"),
        "filing set": QCoreApplication.translate("Undo", "change of {count} fields"),
        "keep": QCoreApplication.translate("Undo", "{count} decisions to keep"),
        "product set": QCoreApplication.translate("Undo", "change of {count} facts of the product"),
        "redact": QCoreApplication.translate("Undo", "{count} redactions"),
        "redact propose": QCoreApplication.translate("Undo", "{count} redactions taken over"),
        "redact withdraw": QCoreApplication.translate("Undo", "withdrawal of {count} redactions"),
        "unkeep": QCoreApplication.translate("Undo", "withdrawal of {count} keeps"),
    }.get(action, "")


def _one(action: str) -> str:
    return {
        "aside drop": QCoreApplication.translate("Undo", "removal of an answer kept aside"),
        "document accept": QCoreApplication.translate("Undo", "acceptance of the document {name}"),
        "document add": QCoreApplication.translate("Undo", "document {name}"),
        "document remove": QCoreApplication.translate("Undo", "removal of the document {name}"),
        "document state": QCoreApplication.translate("Undo", "statements about the document {name}"),
        "facts prefill": QCoreApplication.translate("Undo", "table filled from the code"),
        "filing add": QCoreApplication.translate("Undo", "new filing {name}"),
        "filing register": QCoreApplication.translate("Undo", "change of the register"),
        "filing set": QCoreApplication.translate("Undo", "change of the form"),
        "firmware add": QCoreApplication.translate("Undo", "image {name}"),
        "firmware disclose": QCoreApplication.translate("Undo", "how the image {name} is disclosed"),
        "firmware remove": QCoreApplication.translate("Undo", "removal of the image {name}"),
        "firmware rebuilt": QCoreApplication.translate("Undo", "comparison of the image {name} with one built again"),
        "firmware replace": QCoreApplication.translate("Undo", "replacement of the image {name}"),
        "firmware state": QCoreApplication.translate("Undo", "build facts of the image {name}"),
        "jewel add": QCoreApplication.translate("Undo", "crown jewel"),
        "jewel remove": QCoreApplication.translate("Undo", "removal of a crown jewel"),
        "keep": QCoreApplication.translate("Undo", "decision to keep"),
        "log confirm": QCoreApplication.translate("Undo", "entry of the privilege log"),
        "log people": QCoreApplication.translate("Undo", "change of the affiliations"),
        "product add": QCoreApplication.translate("Undo", "new product {name}"),
        "product set": QCoreApplication.translate("Undo", "change of the product {name}"),
        "redact": QCoreApplication.translate("Undo", "redaction"),
        "redact propose": QCoreApplication.translate("Undo", "redaction taken over"),
        "redact withdraw": QCoreApplication.translate("Undo", "withdrawal of the redaction {name}"),
        "register due": QCoreApplication.translate("Undo", "due date"),
        "rules add": QCoreApplication.translate("Undo", "new list of rules"),
        "rules allow": QCoreApplication.translate("Undo", "allowed value"),
        "rules remove": QCoreApplication.translate("Undo", "removal of a list of rules"),
        "scan forget": QCoreApplication.translate("Undo", "removal of another tool's report"),
        "scan import": QCoreApplication.translate("Undo", "report of another tool"),
        "screen attach": QCoreApplication.translate("Undo", "screen put to the filing"),
        "screen detach": QCoreApplication.translate("Undo", "screen taken off the filing"),
        "source add": QCoreApplication.translate("Undo", "source {name}"),
        "source relink": QCoreApplication.translate("Undo", "new place of the source {name}"),
        "source remove": QCoreApplication.translate("Undo", "removal of the source {name}"),
        "source update": QCoreApplication.translate("Undo", "change of the source {name}"),
        "template migrate": QCoreApplication.translate("Undo", "other version of the template"),
        "unkeep": QCoreApplication.translate("Undo", "withdrawal of a keep"),
        "vendor set": QCoreApplication.translate("Undo", "change of the vendor"),
    }[action]


def _returned(*, dropped: bool) -> str:
    if dropped:
        return QCoreApplication.translate("Undo", "dropping of the returned redaction {name}")
    return QCoreApplication.translate("Undo", "acceptance of the returned redaction {name}")


def verdict_title(verdict: Verdict | None, count: int) -> str:
    """Name verdicts that were signed together; None: their withdrawal."""
    one, many = {
        Verdict.APPROVE: (
            QCoreApplication.translate("Undo", "approval"),
            QCoreApplication.translate("Undo", "{count} approvals"),
        ),
        Verdict.REJECT: (
            QCoreApplication.translate("Undo", "rejection"),
            QCoreApplication.translate("Undo", "{count} rejections"),
        ),
        Verdict.APPROVE_IF: (
            QCoreApplication.translate("Undo", "approval on a condition"),
            QCoreApplication.translate("Undo", "{count} approvals on a condition"),
        ),
        Verdict.RECUSED: (
            QCoreApplication.translate("Undo", "recusal"),
            QCoreApplication.translate("Undo", "{count} recusals"),
        ),
        None: (
            QCoreApplication.translate("Undo", "withdrawal of a verdict"),
            QCoreApplication.translate("Undo", "withdrawal of {count} verdicts"),
        ),
    }[verdict]
    return one if count == 1 else many.format(count=count_text(count))
