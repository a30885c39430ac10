"""Holds a bill against the NTIA minimum: per component supplier, name, version, identifier, relation; author, time.

Source: The Minimum Elements For a Software Bill of Materials, NTIA, 2021-07-12: "Supplier Name, Component Name, Version
of the Component, Other Unique Identifiers, Dependency Relationship, Author of SBOM Data, Timestamp".
"""

from __future__ import annotations

from collections.abc import Callable

from codebinder.model.bill import Bill, BillPart, Lack, NtiaField
from codebinder.model.text import shown

_FIRST = 3


def lacks_of(bill: Bill) -> tuple[Lack, ...]:
    """Give what the bill lacks, in the order of the minimum. A bill of no components lacks names."""
    related = {ref for pair in bill.relations for ref in pair} | {bill.root}
    tests: tuple[tuple[NtiaField, Callable[[BillPart], bool]], ...] = (
        (NtiaField.SUPPLIER, lambda part: bool(part.supplier)),
        (NtiaField.NAME, lambda part: bool(part.name.strip())),
        (NtiaField.VERSION, lambda part: bool(part.version)),
        (NtiaField.IDENTIFIER, lambda part: bool(part.identifiers)),
        (NtiaField.DEPENDENCY, lambda part: part.ref in related),
    )
    found: list[Lack] = []
    for field, has in tests:
        missing = [part for part in bill.parts if not has(part)]
        if missing:
            first = tuple(shown(part.name[:60]) or "?" for part in missing[:_FIRST])
            found.append(Lack(field=field, count=len(missing), first=first))
    if not bill.parts:
        found.append(Lack(field=NtiaField.NAME))
    if not any(author.strip() and not author.startswith("Tool:") for author in bill.authors):
        found.append(Lack(field=NtiaField.AUTHOR))
    if not bill.created.strip():
        found.append(Lack(field=NtiaField.TIMESTAMP))
    return tuple(found)
