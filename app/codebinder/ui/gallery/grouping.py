"""Templates grouped by what somebody has to do, and filtered by what they are and how sure their rules are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from enum import StrEnum
from typing import TypeVar

from PySide6.QtCore import QCoreApplication

from codebinder.model.rule_source import Certainty
from codebinder.model.template import FilingTemplate
from codebinder.model.template_papers import Task, TemplateKind

_T = TypeVar("_T")
_SCREENS = "screens"
_ORDER = (*(each.value for each in Task if each is not Task.OTHER), _SCREENS, Task.OTHER.value)


class Sure(StrEnum):
    """How sure the rules of a template are, told from where each was read."""

    READ = "read"
    PARTLY = "partly"
    MOSTLY_NOT = "mostly-not"


def group_of(task: str, kind: str) -> str:
    """Give the group that a template stands in."""
    if kind == TemplateKind.SCREEN:
        return _SCREENS
    return task if task in _ORDER else Task.OTHER.value


def groups() -> tuple[str, ...]:
    """Give every group, in the order in which they stand."""
    return _ORDER


def group_name(group: str) -> str:
    """Say what somebody has to do who needs a template of the group."""
    return {
        Task.REGULATOR.value: QCoreApplication.translate("Grouping", "File with a regulator"),
        Task.COPYRIGHT.value: QCoreApplication.translate("Grouping", "Register a copyright"),
        Task.PATENT.value: QCoreApplication.translate("Grouping", "Apply for a patent"),
        Task.COURT.value: QCoreApplication.translate("Grouping", "Produce code in court"),
        Task.ESCROW.value: QCoreApplication.translate("Grouping", "Deposit code in escrow"),
        Task.CERTIFICATION.value: QCoreApplication.translate("Grouping", "Have a product tested or certified"),
        _SCREENS: QCoreApplication.translate("Grouping", "Screens: questions added to any filing"),
    }.get(group, QCoreApplication.translate("Grouping", "Something else"))


def kind_word(kind: str) -> str:
    """Give the word for what a template is."""
    return {
        TemplateKind.FILING.value: QCoreApplication.translate("Grouping", "filing"),
        TemplateKind.QUESTIONNAIRE.value: QCoreApplication.translate("Grouping", "questionnaire"),
        TemplateKind.SCREEN.value: QCoreApplication.translate("Grouping", "screen"),
    }.get(kind, kind)


def grouped(rows: Iterable[_T], group: Callable[[_T], str]) -> Iterator[tuple[str, list[_T]]]:
    """Give the groups that have rows, in their order; rows of a group stay in theirs."""
    held: dict[str, list[_T]] = {}
    for row in rows:
        held.setdefault(group(row), []).append(row)
    for name in _ORDER:
        if name in held:
            yield name, held[name]


def sure_of(template: FilingTemplate) -> Sure:
    """Tell how sure the rules of a template are."""
    rules = [each.source for each in template.requirements]
    rules += [template.listing.source, template.redaction.source, template.approvals.source, template.archive.source]
    counts = Counter(each.certainty for each in rules)
    if 2 * (counts[Certainty.INFERRED] + counts[Certainty.MEMORY]) > len(rules):
        return Sure.MOSTLY_NOT
    asked = {each.source.certainty for each in template.requirements}
    return Sure.READ if asked <= {Certainty.SOURCE, Certainty.SECONDARY} else Sure.PARTLY


def sure_word(sure: Sure) -> str:
    """Give the words for it."""
    return {
        Sure.READ: QCoreApplication.translate("Grouping", "what it asks was read in sources"),
        Sure.PARTLY: QCoreApplication.translate("Grouping", "partly inferred"),
        Sure.MOSTLY_NOT: QCoreApplication.translate("Grouping", "mostly inferred"),
    }[sure]
