"""The papers for programs: form.json, the published redaction log, withheld files, accounting. PDFs are made elsewhere.

All of it is in the round, so none of it may depend on the approval's time, and all of it comes from Papers, which hold
disclosed and approved things only.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from codebinder.base import canonical
from codebinder.bundle.firmware_json import build_row
from codebinder.bundle.listing_names import listing_rows
from codebinder.model.package import (
    DocumentPart,
    FieldValue,
    FirmwarePart,
    LogRow,
    Papers,
    PrintedPart,
    ShareRow,
    SourcePart,
)
from codebinder.model.redaction import LogColumn, Withheld
from codebinder.model.source import Accounting, Disclosure
from codebinder.model.template import FilingTemplate

_ABBREVIATION = re.compile(r"(?<![0-9a-z])g?[0-9a-f]{7,64}(?![0-9a-z])", re.IGNORECASE)
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_STEERING = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
LOG_COLUMNS = ("ordinal", "payload_path", "label", "reason", "reason_label", "commitment")


def settled(papers: Papers, *, draft: bool, ranges: int) -> Papers:
    """Give papers as they are printed: marked as a draft or not, without revisions that spell what is not published,
    and with the withheld files of sources and firmware numbered after the `ranges`, in the order of their commitments,
    so that the numbers tell nothing either."""
    order = {item.commitment: ranges + number for number, item in enumerate(withheld_of(papers), 1)}
    papers = discreet(papers, draft=draft)
    sources = tuple(
        replace(part, withheld=tuple(replace(item, ordinal=order[item.commitment]) for item in part.withheld))
        for part in papers.sources
    )
    firmware = tuple(
        replace(part, withheld=part.withheld and replace(part.withheld, ordinal=order[part.withheld.commitment]))
        for part in papers.firmware
    )
    return replace(papers, sources=sources, firmware=firmware)


def withheld_of(papers: Papers) -> tuple[Withheld, ...]:
    """Give every withheld file of a package, ordered by commitment."""
    found = [item for part in papers.sources for item in part.withheld]
    found += [part.withheld for part in papers.firmware if part.withheld is not None]
    return tuple(sorted(found, key=lambda item: item.commitment))


def discreet(papers: Papers, *, draft: bool) -> Papers:
    """Say whether this is a draft, and take out a revision that spells an object id where the commit itself is not
    published: an abbreviation of seven digits is enough to test guesses of what is hidden (proof.md §1). Every paper is
    written from what this gives."""
    return replace(papers, draft=draft, sources=tuple(_discreet_part(part) for part in papers.sources))


def _discreet_part(part: SourcePart) -> SourcePart:
    if part.commit:
        return part
    return replace(part, tree="", rev="" if _ABBREVIATION.search(part.rev) else part.rev)


def form_json(papers: Papers) -> bytes:
    """Give the filled form as JSON; `form.pdf` prints the same."""
    identity, template = papers.identity, papers.template
    return _json(
        {
            "format": "codebinder-form",
            "version": "1",
            "filing": {"uid": identity.filing_uid, "slug": identity.filing_slug, "recipient": identity.recipient},
            "vendor": {"name": identity.vendor, "name_zh": identity.vendor_zh},
            "product": product_json(papers),
            "template": template_json(template),
            "fields": [_field(field) for field in papers.fields],
            "statements": list(papers.statements),
        }
    )


def product_json(papers: Papers) -> dict[str, str]:
    """Give the product as the form and the manifest name it."""
    identity = papers.identity
    return {
        "name": identity.product,
        "model": identity.model,
        "version": identity.version,
        "category": identity.category,
    }


def template_json(template: FilingTemplate) -> dict[str, object]:
    """Give what the form and the manifest say of the template: who must approve is thereby in the round."""
    return {
        "id": template.id,
        "version": template.version,
        "digest": template.digest,
        "status": template.status.value,
        "approvals": {
            "count": template.approvals.count,
            "role": template.approvals.role,
            "legal_keeper": template.approvals.legal_keeper,
        },
    }


def _field(field: FieldValue) -> dict[str, object]:
    out: dict[str, object] = {
        "requirement": field.requirement,
        "label_en": field.label_en,
        "label_zh": field.label_zh,
        "text": field.text,
    }
    if field.rows:
        out["rows"] = [list(row) for row in field.rows]
    return out


def log_json(rows: Sequence[LogRow]) -> bytes:
    """Give the published redaction log as JSON."""
    return _json({"format": "codebinder-redaction-log", "version": "1", "rows": [log_row(row) for row in rows]})


def log_row(row: LogRow) -> dict[str, object]:
    """Give one row of the log as the JSON log and the manifest hold it."""
    return {
        "ordinal": row.ordinal,
        "payload_path": row.payload_path,
        "label": row.label,
        "reason": row.reason,
        "reason_label": row.reason_label,
        "commitment": row.commitment,
        **({"size": row.size} if row.size else {}),
        **{name: value if isinstance(value, int) else list(value) for name, value in row.more},
    }


def log_csv(rows: Sequence[LogRow], more: Sequence[str] = ()) -> bytes:
    """Give the log for a spreadsheet; `more` are the columns that the template asks for beyond the six."""
    table = (
        [*(str(value) for value in list(log_row(row).values())[: len(LOG_COLUMNS)]), *more_cells(row, more)]
        for row in rows
    )
    return csv_bytes((*LOG_COLUMNS, *more), table)


def more_cells(row: LogRow, more: Sequence[str]) -> list[str]:
    """Give the further columns of a row as texts: a number, first and last ("12-40"), or pages ("3, 4")."""
    held = dict(row.more)
    cells: list[str] = []
    for name in more:
        value = held.get(name, ())
        joint = ", " if name == LogColumn.PAGES else "-"
        cells.append(str(value) if isinstance(value, int) else joint.join(map(str, value)))
    return cells


def csv_bytes(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """Give a table as RFC 4180 has it (CRLF, every cell quoted), in UTF-8 with a byte order mark, without which Excel
    reads Chinese in the machine's own code page.

    A cell that begins with `=`, `+`, `-`, `@` (wide ones too, where a spreadsheet speaks Chinese), a tab or a line end
    would be a formula to a spreadsheet: it gets an apostrophe in front, which a reader of the file takes off again.
    Characters that steer a terminal, or turn what follows around, are named as they are on paper.
    """
    out = io.StringIO(newline="")
    writer = csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow(columns)
    for row in rows:
        writer.writerow(map(_cell, row))
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def _cell(text: str) -> str:
    text = _STEERING.sub(lambda found: f"‹U+{ord(found[0]):04X}›", text)
    return f"'{text}" if text.startswith(_FORMULA) else text


def withheld_json(withheld: Sequence[Withheld]) -> bytes:
    """Give the withheld files, in the order given (by commitment)."""
    return _json({"format": "codebinder-withheld", "version": "1", "files": [withheld_row(item) for item in withheld]})


def withheld_row(item: Withheld) -> dict[str, object]:
    """Give one withheld file; its name only where the template's rule shows it."""
    out: dict[str, object] = {
        "ordinal": item.ordinal,
        "component": item.component,
        "reason": item.reason,
        "commitment": item.commitment,
    }
    if item.shown_name:
        out["name"] = item.shown_name
    return out


def accounting_json(papers: Papers, *, executables: Iterable[str] = (), shortened: Mapping[str, str]) -> bytes:
    """Give where every entry of every source went, with the links and submodules by name, and what of files is neither
    in their bytes nor in their names: which are executable, and the originals (hex) of names that were cut. All of it
    is thereby approved; manifest.json, which is not, can only repeat it."""
    share = {} if papers.share is None else {"hidden": share_row(papers.share)}
    return _json(
        {
            **share,
            "format": "codebinder-accounting",
            "version": "1",
            "sources": [source_row(part) for part in papers.sources],
            "links": link_rows(papers),
            "firmware": [firmware_row(part) for part in papers.firmware],
            "documents": [document_row(part) for part in papers.documents],
            **({"printed": [printed_row(part) for part in papers.printed]} if papers.printed else {}),
            **listing_part(papers),
            "executables": sorted(executables),
            "shortened": [{"path": path, "original_hex": text} for path, text in sorted(shortened.items())],
        }
    )


def listing_part(papers: Papers) -> dict[str, object]:
    """Give the text files of a listing, where it has any."""
    return {"listing_files": listing_rows(papers.listing_files)} if papers.listing_files else {}


def share_row(row: ShareRow) -> dict[str, object]:
    """Give what is published of how much is hidden: within the ceiling, or in whole percent; never an exact number."""
    out: dict[str, object] = {"basis": row.basis, "scope": row.scope}
    if row.ceiling:
        out |= {"comparator": row.comparator, "ceiling": row.ceiling, "within": True}
    if row.percent is not None:
        out["percent"] = row.percent
    return out


def source_row(part: SourcePart) -> dict[str, object]:
    """Give one source component; commit and tree ids only where the commit is published."""
    out: dict[str, object] = {"component": part.slug, "accounting": _accounting(part.accounting)}
    if part.rev:
        out["rev"] = part.rev
    if part.commit:
        out["commit"] = part.commit
        out["tree"] = part.tree
    elif part.commit_commitment:
        out["commit_commitment"] = part.commit_commitment
    return out


def firmware_row(part: FirmwarePart) -> dict[str, object]:
    """Give one image; size and digests only where it is disclosed whole, redacted (as filed) or by its digest."""
    out: dict[str, object] = {"component": part.slug, "name": part.name, "disclosure": part.disclosure.value}
    if part.disclosure in {Disclosure.WHOLE, Disclosure.REDACTED, Disclosure.DIGEST}:
        out |= {"size": part.size, "sha256": part.sha256, "sm3": part.sm3}
    if part.built_from:
        out["built_from"] = part.built_from
    if part.build is not None:
        out["build"] = build_row(part.build)
    if part.withheld is not None:
        out["withheld"] = part.withheld.ordinal
    return out


def document_row(part: DocumentPart) -> dict[str, object]:
    """Give one supplied document."""
    return {"component": part.slug, "requirement": part.requirement, "path": part.payload_path, "size": part.size}


def printed_row(part: PrintedPart) -> dict[str, object]:
    """Give which pages of a stream leave, as runs of consecutive ones."""
    out: dict[str, object] = {
        "stream": part.stream,
        "pages": [list(run) for run in part.pages],
        "total": part.total,
        "whole": part.whole,
    }
    if part.component:
        out["component"] = part.component
    return out


def link_rows(papers: Papers) -> list[dict[str, str]]:
    """Give the links and submodules that were recorded and not followed."""
    return [
        {"component": row.component, "original": row.original, "kind": row.kind, "target": row.target}
        for row in papers.links
    ]


def _accounting(value: Accounting) -> dict[str, object]:
    return {
        "total": value.total,
        "disclosed": value.disclosed,
        "redacted": value.redacted,
        "withheld": value.withheld,
        "excluded": value.excluded,
        "links": value.links,
        "submodules": value.submodules,
        "outside_excerpt": value.outside_excerpt,
        "excluded_by": [{"rule": rule, "files": files} for rule, files in value.excluded_by],
    }


def _json(value: object) -> bytes:
    return canonical.dumps(value) + b"\n"
