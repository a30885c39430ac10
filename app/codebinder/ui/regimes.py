"""The words for a regime: its status, where it holds, and how many of a template's rules nobody has read in a source."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from codebinder.model.rule_source import Certainty, RuleSource
from codebinder.model.template import FilingTemplate, Status


def status_name(status: Status) -> str:
    """Give the word for a regime's status."""
    return {
        Status.IN_FORCE: QCoreApplication.translate("Status", "in force"),
        Status.SUSPENDED: QCoreApplication.translate("Status", "suspended"),
        Status.DRAFT: QCoreApplication.translate("Status", "draft"),
        Status.WITHDRAWN: QCoreApplication.translate("Status", "withdrawn"),
        Status.CONTRACTUAL: QCoreApplication.translate("Status", "by contract"),
    }[status]


def status_look(status: str) -> str:
    """Give the look of a status tag."""
    return {Status.IN_FORCE.value: "tag-good", Status.CONTRACTUAL.value: "tag"}.get(status, "tag-warn")


def place_name(jurisdiction: str) -> str:
    """Give a jurisdiction's name; a code that we have no name for shows itself."""
    names = {
        "CN": QCoreApplication.translate("Jurisdiction", "China"),
        "INT": QCoreApplication.translate("Jurisdiction", "international"),
        "US": QCoreApplication.translate("Jurisdiction", "United States"),
        "EU": QCoreApplication.translate("Jurisdiction", "European Union"),
        "FR": QCoreApplication.translate("Jurisdiction", "France"),
        "IN": QCoreApplication.translate("Jurisdiction", "India"),
        "RU": QCoreApplication.translate("Jurisdiction", "Russia"),
    }
    return names.get(jurisdiction) or jurisdiction or QCoreApplication.translate("Jurisdiction", "anywhere")


def inferred(template: FilingTemplate) -> int:
    """Count the rules that nobody has read in a source."""
    rules: list[RuleSource] = [each.source for each in template.requirements]
    rules += [template.listing.source, template.redaction.source, template.approvals.source, template.archive.source]
    return sum(rule.certainty is Certainty.INFERRED for rule in rules)


def status_of(status: str) -> str:
    """Give the word for a status as a template's head has it; what is no status shows itself."""
    return status_name(Status(status)) if status in set(Status) else status
