"""What a round is computed from, as keyed digests: any change that could move a byte changes one, and says which.

What is computed here is kept while the workbook is open, and looked at again after a transaction that was more than a
decision: every click on a filing with thousands of decisions asks for it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import PurePath
from typing import cast

from codebinder.model.filing import Filing, Keep
from codebinder.model.redaction import Redaction, RedactionKind
from codebinder.model.review import Subject
from codebinder.model.source import Component, ComponentKind
from codebinder.workflow import contents, filings
from codebinder.workflow.session import Session, canonical

_INPUT, SUBJECT = "round-input", "subject"
_REVIEWING = frozenset(
    {
        "review answer", "review decide", "review excuse", "review export", "review fulfil", "review import",
        "review settle", "review sign", "review withdraw",
    }
)  # fmt: skip
"""Actions that add signed objects and nothing else: no byte that would leave depends on them."""

_PARTS = ("recipient", "vendor", "product", "roster", "template")


@dataclass(frozen=True, slots=True)
class Inputs:
    """Of one filing (or of some components): the keyed digest of all inputs, what is to be decided in it, and where
    each of that stands. `tags` are the digests of single inputs by name, for a change to be named."""

    tag: str
    tags: Mapping[str, str]
    rows: tuple[Redaction | Keep, ...]
    subjects: tuple[Subject, ...]


def of(session: Session, filing: Filing, scope: tuple[str, ...] = ()) -> Inputs:
    """Give the inputs as they are now; `scope` are components, empty for all."""
    key = f"{filing.uid}:{','.join(scope)}"
    if session.book.writing:  # what a transaction has half written is nothing to remember
        return _made(session, filing, scope)
    sequence, head = session.book.audit_head()
    held = session.inputs.get(key)
    if held is not None:
        seen, known_head, made = held
        if known_head == head or (seen < sequence and session.book.audit.actions(seen) <= _REVIEWING):
            session.inputs[key] = (sequence, head, made)
            return made
    made = _made(session, filing, scope)
    session.inputs[key] = (sequence, head, made)
    return made


def _made(session: Session, filing: Filing, scope: tuple[str, ...]) -> Inputs:
    rows = tuple(
        row
        for row in (*session.book.redactions.list(filing.slug), *session.book.findings.keeps(filing.slug))
        if not scope or _component(row) in scope or _everywhere(row)
    )
    value = _value(session, filing, scope, rows)
    origins = Origins(session, filing)
    subjects = tuple(subject_of(session, row, origins) for row in rows)
    tags = {name: _tag(session, value[name]) for name in _PARTS}
    for kind in ("answer", "justification", "ruling"):
        texts = cast("dict[str, object]", value[f"{kind}s"])
        tags |= {f"{kind}/{name}": _tag(session, text) for name, text in texts.items()}
    for part in cast("list[list[object]]", value["components"]):
        tags[f"component/{part[0]}"] = _tag(session, part)
    tags |= {f"subject/{each.id}": each.digest for each in subjects}
    return Inputs(tag=_tag(session, value), tags=tags, rows=rows, subjects=subjects)


def _tag(session: Session, value: object) -> str:
    return session.sealer.tag(_INPUT, canonical(value))


def _component(row: Redaction | Keep) -> str:
    return row.component if isinstance(row, Redaction) else row.finding.component


def _everywhere(row: Redaction | Keep) -> bool:
    """Does this hide a value wherever it stands, in every component?"""
    return isinstance(row, Redaction) and row.kind is RedactionKind.VALUE


def _value(
    session: Session, filing: Filing, scope: tuple[str, ...], rows: tuple[Redaction | Keep, ...]
) -> dict[str, object]:
    components = [
        [
            part.slug,
            part.kind.value,
            part.rev,
            list(part.include),
            list(part.exclude),
            part.requirement,
            part.disclosure.value,
            part.built_from,
            part.tag,
            part.traits_accepted,
            "" if part.kind is ComponentKind.SOURCE else PurePath(part.location).name,
            snapshot_tag(session, filing, part),
            *([[list(each) for each in part.stated]] if part.stated else []),  # older rounds know of none
        ]
        for part in filings.components(session, filing)
        if not scope or part.slug in scope
    ]
    vendor = session.book.vendor.get()
    frozen = session.book.filings.frozen(filing.slug)  # a value at hand may be older than a migration
    product = filings.product(session, filing)
    value: dict[str, object] = {
        "filing": filing.uid,
        "recipient": filings.recipient(session, filing),
        "template": filing.template_digest if frozen is None else frozen[1],
        "vendor": [vendor.name, vendor.name_zh, [list(fact) for fact in vendor.facts]],
        "product": [product.name, product.version, product.model, product.category, [list(f) for f in product.facts]],
        "answers": filings.answers(session, filing),
        "justifications": session.book.filings.justifications(filing.slug),
        "rulings": session.book.filings.rulings(filing.slug),
        "components": components,
        "redactions": [_redaction(row) for row in rows if isinstance(row, Redaction)],
        "keeps": [_keep(row) for row in rows if isinstance(row, Keep)],
        "roster": session.roster().version,
    }
    return value | {"scope": list(scope)} if scope else value


def snapshot_tag(session: Session, filing: Filing, part: Component) -> str:
    """Tell one state of a source from another: by its commit, or by what a folder's files were when it was hashed."""
    book = session.book.components
    if part.kind is not ComponentKind.SOURCE:
        return ""
    if part.is_git:
        return session.sealer.tag(
            _INPUT, session.sealer.unseal(contents.COMMIT, book.sealed_ids(filing.slug, part.slug).commit)
        )
    sealed = book.sealed_keys(filing.slug, part.slug)
    return session.sealer.tag(_INPUT, session.sealer.unseal(contents.KEYS, sealed)) if sealed else ""


def _redaction(row: Redaction) -> list[str | int]:
    return [
        row.id,
        row.kind.value,
        row.component,
        row.path.hex(),
        row.start,
        row.end,
        row.published_reason,
        row.content_tag,
    ]


def _keep(row: Keep) -> list[str | int]:
    seen = row.finding
    return [seen.id, seen.rule, seen.path.hex(), seen.value_tag, seen.context_tag, row.note]


class Origins:
    """Where what was carried over stood when it was decided: a decision goes with it to where it stands now."""

    def __init__(self, session: Session, filing: Filing) -> None:
        self._redactions = session.book.carried.origins(filing.slug)
        self._keeps = session.book.carried.keep_origins(filing.slug)

    def redaction(self, row: Redaction) -> Redaction:
        """Give a redaction as it was before it was ever carried."""
        was = self._redactions.get(row.id)
        if was is None:
            return row
        return replace(row, path=was.path, start=was.start, end=was.end, content_tag=was.content_tag)

    def keep(self, row: Keep) -> Keep:
        """Give a keep as it was before its file was renamed, as long as it is still as it was carried."""
        was = self._keeps.get(row.finding.id)
        if was is None or was[2:] != (row.finding.path, row.finding.context_tag):
            return row
        return replace(row, finding=replace(row.finding, path=was[0], context_tag=was[1]))


def subject_value(row: Redaction | Keep, origins: Origins) -> tuple[str, list[str | int]]:
    """Give the kind of what is decided, and the values that its digest is over, in their order."""
    if isinstance(row, Redaction):
        kind = "withheld" if row.kind is RedactionKind.FILE else "redaction"
        return kind, [*_redaction(origins.redaction(row)), row.reason, row.note]
    return "keep", _keep(origins.keep(row))


def subject_of(session: Session, row: Redaction | Keep, origins: Origins) -> Subject:
    """Give what a decision about a redaction or a keep is bound to: a change of it voids the decision."""
    kind, value = subject_value(row, origins)
    if isinstance(row, Redaction):
        name, proposer, published = row.id, row.proposer, row.published_reason
    else:
        name, proposer, published = row.finding.id, row.actor, ""
    digest = session.sealer.tag(SUBJECT, canonical([kind, value]))
    return Subject(id=name, kind=kind, digest=digest, proposer=proposer, published_reason=published)
