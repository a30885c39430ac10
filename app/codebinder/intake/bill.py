"""Reads a bill of materials that somebody supplies: SPDX 2.3 or CycloneDX 1.6 in JSON, held against its schema.

A bill is hostile like every document: bounded in size and depth, a key that stands twice is a fault (two readers would
see two bills), and nothing in it is fetched. 100,000 relationships take a second or two, since the schema is checked by
compiled code and only names, ids and relations are kept.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Any, cast

from codebinder.intake.bill_cyclonedx import read_cyclonedx
from codebinder.intake.bill_ntia import lacks_of
from codebinder.intake.bill_spdx import read_spdx
from codebinder.intake.bill_spdx_schema import spdx_schema
from codebinder.intake.files import FileContent
from codebinder.model.bill import Bill, BillFormat, BillReport
from codebinder.model.ports import Cancel
from codebinder.model.text import Message, shown

MOST_BYTES = 256 * 1024 * 1024
_MOST_VALUES = 24_000_000
"""Brackets and commas: an empty list is two bytes in a file and sixty in memory."""
_HALF = re.compile(rb"\\u[dD][89a-fA-F]")
_MOST_FAULTS = 50
_LONGEST = 200
_OTHERS = (
    (b"SPDXVersion:", "SPDX tag-value"),
    (b"http://cyclonedx.org/schema/bom", "CycloneDX XML"),
    (b"http://spdx.org/rdf", "SPDX RDF"),
)
"""How other writings of the same formats begin, so that they get a name instead of "not JSON"."""


class _TwiceError(ValueError):
    """An object of the bill has one key two times."""


def read_bill(path: Path, *, cancel: Cancel) -> BillReport:
    """Read the bill at `path`; what is wrong with it is told in the report. UserError where the file cannot be read."""
    content = FileContent(path)
    if content.size > MOST_BYTES:
        return _refused("", Message("bill.too-large", {"most": MOST_BYTES // 2**20}))
    return read_bill_bytes(content.read(MOST_BYTES), cancel=cancel)


def read_bill_bytes(data: bytes, *, cancel: Cancel) -> BillReport:
    """Read a bill from its bytes."""
    for mark, name in _OTHERS if data.lstrip()[:1] not in {b"{", b"["} else ():
        if mark in data[:4096]:
            return _refused("", Message("bill.other-writing", {"name": name}))
    cancel.check()
    if sum(map(data.count, (b",", b"[", b"{"))) > _MOST_VALUES:
        return _refused("", Message("bill.too-many", {"most": _MOST_VALUES // 1_000_000}))
    try:
        held: object = json.loads(data, object_pairs_hook=_once)
        if _HALF.search(data):
            json.dumps(held, ensure_ascii=False).encode()  # half a character is none that anybody can print
    except _TwiceError as twice:
        return _refused("", Message("bill.key-twice", {"key": shown(str(twice)[:80])}))
    except RecursionError:
        return _refused("", Message("bill.too-deep"))
    except ValueError as error:
        line = getattr(error, "lineno", 0)
        return _refused("", Message("bill.not-json-line", {"line": line}) if line else Message("bill.not-json"))
    if not isinstance(held, dict):
        return _refused("", Message("bill.neither"))
    return _read(cast("dict[str, Any]", held), cancel)


def _once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    made = dict(pairs)
    if len(made) != len(pairs):
        seen: set[str] = set()
        raise _TwiceError(next(key for key, _ in pairs if key in seen or seen.add(key)))
    return made


def _read(held: dict[str, Any], cancel: Cancel) -> BillReport:
    name, found = _format(held)
    if found is None:
        text = Message("bill.other-version", {"name": shown(name)}) if name else Message("bill.neither")
        return _refused(name, text)
    cancel.check()
    try:
        faults = _held_against(found, held)
    except ValueError:  # the schema's reader goes less deep than that of JSON
        return _refused(name, Message("bill.too-deep"))
    if faults:
        return BillReport(format=found.value, bill=None, faults=faults, lacks=())
    cancel.check()
    reader: Callable[[dict[str, Any]], tuple[Bill, list[Message]]] = (
        read_spdx if found is BillFormat.SPDX else read_cyclonedx
    )
    bill, dangling = reader(held)
    if dangling:
        return BillReport(format=found.value, bill=None, faults=tuple(dangling[:_MOST_FAULTS]), lacks=())
    cancel.check()
    return BillReport(format=found.value, bill=bill, faults=(), lacks=lacks_of(bill))


def _format(held: dict[str, Any]) -> tuple[str, BillFormat | None]:
    """Name the format and its version, and say which of ours it is."""
    spdx, cyclone = held.get("spdxVersion"), held.get("bomFormat")
    if isinstance(spdx, str):
        name = spdx.lower()[:40]
        return name, BillFormat.SPDX if name == BillFormat.SPDX else None
    if isinstance(cyclone, str) and cyclone == "CycloneDX":
        name = f"cyclonedx-{str(held.get('specVersion', ''))[:40]}"
        return name, BillFormat.CYCLONEDX if name == BillFormat.CYCLONEDX else None
    graph = held.get("@graph")
    return ("spdx-3", None) if graph is not None else ("", None)


@lru_cache(maxsize=2)
def _validator(found: BillFormat) -> Any:  # noqa: ANN401  (an extension class without stubs of its own)
    import jsonschema_rs

    if found is BillFormat.SPDX:
        return jsonschema_rs.Draft7Validator(spdx_schema())
    folder = files("cyclonedx.schema._res")

    def retrieve(uri: str) -> Any:  # noqa: ANN401  (a schema is whatever JSON it is)
        name = uri.rpartition("/")[2]
        if name not in _BESIDE:
            raise ValueError("no schema of this name is at hand")
        return json.loads((folder / name).read_bytes())

    schema = json.loads((folder / "bom-1.6.SNAPSHOT.schema.json").read_bytes())
    return jsonschema_rs.Draft7Validator(schema, retriever=retrieve)


_BESIDE = frozenset({"spdx.SNAPSHOT.schema.json", "jsf-0.82.SNAPSHOT.schema.json"})


def _held_against(found: BillFormat, held: dict[str, Any]) -> tuple[Message, ...]:
    faults: list[Message] = []
    for error in _validator(found).iter_errors(held):
        place = "/".join(str(step) for step in error.instance_path) or "/"
        text = str(error.message).split("\n", 1)[0]
        faults.append(Message("bill.fault", {"place": shown(place[:_LONGEST]), "what": shown(text[:_LONGEST])}))
        if len(faults) == _MOST_FAULTS:
            faults.append(Message("bill.more"))
            break
    return tuple(faults)


def _refused(name: str, text: Message) -> BillReport:
    return BillReport(format=name, bill=None, faults=(text,), lacks=())
