"""Bills of materials: one that is supplied is held against its schema; one is written from a table's answer."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from codebinder import intake
from codebinder.base.files import atomic_write
from codebinder.base.messages import SaidError, SaidFaults, Told, said
from codebinder.model.bill import Bill, BillFormat, BillPart, BillReport, Lack
from codebinder.model.filing import Filing
from codebinder.model.ports import Cancel
from codebinder.model.template import Requirement, RequirementKind
from codebinder.model.text import Message, shown
from codebinder.workflow import filings
from codebinder.workflow.session import Session

COLUMNS: Mapping[str, tuple[str, ...]] = {
    "name": ("component", "part", "name"),
    "version": ("version",),
    "supplier": ("supplier", "licensor", "manufacturer", "vendor", "author"),
    "licence": ("licence", "license"),
    "identifier": ("identifier", "purl", "cpe"),
}
"""What a column of a table is to a bill, by its id in the template."""
_IDENTIFIER = re.compile(r"pkg:[a-z][a-z0-9.+-]*/\S+|cpe:2\.3:\S+|cpe:/\S+")


def check(path: Path, *, cancel: Cancel) -> BillReport:
    """Read the bill at `path`: its format, its faults, what it lacks of the NTIA minimum."""
    return intake.read_bill(path, cancel=cancel)


def lack_text(lack: Lack, lang: str) -> str:
    """Say what is lacking: "supplier of 3 components (zlib, …)"."""
    field = Message(f"bill.field-{lack.field.value}")
    if not lack.count:
        return said(Message("bill.lacks-bill", {"field": field}), lang)
    params = {"field": field, "count": lack.count, "first": ", ".join(lack.first)}
    return said(Message("bill.lacks-parts", params), lang)


def stated_of(report: BillReport) -> tuple[tuple[str, str], ...]:
    """Give what a checklist may ask of a supplied bill: its format, whether it has the NTIA minimum, what it lacks."""
    lacks = "; ".join(lack_text(each, "en") for each in report.lacks)
    stated = [("format", report.format), ("ntia", "no" if lacks else "yes")]
    return (*stated, *([("ntia_lacks", lacks)] if lacks else []))


def taken(requirement: Requirement, path: Path, *, cancel: Cancel) -> tuple[tuple[str, str], ...]:
    """Give what is stated of a bill that is supplied for `requirement`; SaidFaults where it is not of its format."""
    if requirement.kind is not RequirementKind.SBOM:
        return ()
    report = check(path, cancel=cancel)
    if report.bill is None:
        raise SaidFaults(
            Message("refuse.bills.not-taken"), tuple(map(Told, report.faults)), where=shown(path.name),
            next_step=Message("next.mend-bill"),
        )  # fmt: skip
    return stated_of(report)


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """A bill that was written: where, in which format, how many components it names beside the product."""

    path: str
    format: str
    parts: int
    lacks: tuple[str, ...]


def tables(session: Session, filing: Filing) -> tuple[Requirement, ...]:
    """Give the tables of the form of which a bill can be made: components with version, and whose or by which name."""
    return tuple(
        each
        for each in filings.template(session, filing).requirements
        if each.kind is RequirementKind.TABLE and _is_bill(_meanings(each).keys())
    )


def _is_bill(meanings: AbstractSet[str]) -> bool:
    return {"name", "version"} <= meanings and bool(meanings & {"supplier", "licence", "identifier"})


def write(
    session: Session, filing: Filing, *, out: Path, form: BillFormat, requirement: str = "", cancel: Cancel
) -> Written:
    """Write a bill of the product and the components that a table of the form names, and read it back."""
    from codebinder.bundle.bill_out import write_bill

    known = tables(session, filing)
    table = next((each for each in known if not requirement or each.id == requirement), None)
    if table is None:
        names = ", ".join(each.id for each in known)
        raise SaidError(
            Message("refuse.bills.no-table", {"requirement": shown(requirement)}), where=filing.slug,
            next_step=Message("next.asks", {"names": names}) if names else Message("next.supply-written-bill"),
        )  # fmt: skip
    bill = _bill(session, filing, table, form)
    data = write_bill(bill, uid=filing.uid)
    report = intake.read_bill_bytes(data, cancel=cancel)
    if report.bill is None:
        raise SaidFaults(
            Message("refuse.bills.not-writable"), tuple(map(Told, report.faults)), where=table.id,
            next_step=Message("next.mend-table"),
        )  # fmt: skip
    atomic_write(out, data)
    return Written(
        path=str(out), format=form.value, parts=len(bill.parts) - 1,
        lacks=tuple(lack_text(each, "en") for each in report.lacks),
    )  # fmt: skip


def _bill(session: Session, filing: Filing, table: Requirement, form: BillFormat) -> Bill:
    product, vendor = filings.product(session, filing), session.book.vendor.get()
    rows = _rows(filings.answers(session, filing).get(table.id, ""))
    meanings = _meanings(table)
    root = BillPart(
        ref="product", name=product.name, version=product.version, supplier=vendor.name,
        identifiers=(f"pkg:generic/{_plain(product.slug)}@{_plain(product.version)}",),
    )  # fmt: skip
    parts = tuple(_part(row, meanings, number) for number, row in enumerate(rows, start=1))
    parts = tuple(part for part in parts if part.name)
    return Bill(
        format=form, name=f"{product.name} {product.version}", created=session.environment.stamp(),
        authors=(vendor.name,), root=root.ref, parts=(root, *parts),
        relations=tuple((root.ref, part.ref) for part in parts),
    )  # fmt: skip


def _plain(text: str) -> str:
    return re.sub(r"[^A-Za-z0-9.~_-]+", "-", text) or "-"


def _meanings(table: Requirement) -> dict[str, str]:
    """Give the column of each meaning; of several the first."""
    ids = [column.id for column in table.columns]
    found = {meaning: next((name for name in ids if name in names), "") for meaning, names in COLUMNS.items()}
    return {meaning: name for meaning, name in found.items() if name}


def _rows(answer: str) -> list[dict[str, object]]:
    held: object = json.loads(answer) if answer else []
    rows = cast("list[object]", held) if isinstance(held, list) else []
    return [cast("dict[str, object]", row) for row in rows if isinstance(row, dict)]


def _part(row: dict[str, object], meanings: dict[str, str], number: int) -> BillPart:
    def cell(meaning: str) -> str:
        return str(row.get(meanings.get(meaning, ""), "")).strip()

    identifier = cell("identifier")
    return BillPart(
        ref=f"part-{number}", name=cell("name"), version=cell("version"), supplier=cell("supplier"),
        identifiers=(identifier,) if _IDENTIFIER.fullmatch(identifier) else (), licence=cell("licence"),
    )  # fmt: skip
