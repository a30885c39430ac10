"""What `template preview` shows: a template's form and one page of its listing, filled with samples."""

from __future__ import annotations

from pathlib import Path

from codebinder.bundle.form_pdf import form_pdf
from codebinder.model.package import FieldValue, Identity, Papers
from codebinder.model.template import FIELD_KINDS, FilingTemplate, Requirement, RequirementKind

_SAMPLE = Identity(
    filing_uid="00000000-0000-4000-8000-000000000000",
    filing_slug="sample",
    vendor="Sample Vendor Ltd.",
    vendor_zh="示例科技有限公司",
    product="Sample Router",
    model="SR-1",
    version="V1.0",
    category="",
    recipient="",
)


def preview_pdf(template: FilingTemplate, out: Path) -> None:
    """Write the preview to `out`."""
    form_pdf(out, papers=sample_papers(template))


def sample_papers(template: FilingTemplate) -> Papers:
    """Give papers whose answers say what would stand there."""
    fields = tuple(_sample(item) for item in template.requirements if item.kind in FIELD_KINDS)
    return Papers(identity=_SAMPLE, template=template, fields=fields, checklist=(), draft=True)


def _sample(item: Requirement) -> FieldValue:
    rows: tuple[tuple[str, ...], ...] = ()
    if item.kind is RequirementKind.TABLE:
        rows = (tuple(column.label.get("en") for column in item.columns), tuple("…" for _ in item.columns))
    if item.kind is RequirementKind.QUESTIONS:
        rows = (("Question", "Answer"), *((question.text.get("en"), "…") for question in item.questions))
    text = " / ".join(choice.label.get("en") for choice in item.choices) or item.statement.get("en") or "…"
    limit = f" (≤ {item.max_chars})" if item.max_chars else ""
    return FieldValue(
        requirement=item.id,
        label_en=item.label.get("en"),
        label_zh=item.label.get("zh"),
        text="" if rows else f"{text}{limit} [{item.level.value}]",
        rows=rows,
    )


