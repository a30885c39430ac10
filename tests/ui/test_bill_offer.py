"""Documents: the offer to write a bill of materials from the form's table, and what is then supplied."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

from codebinder.model.bill import BillFormat
from codebinder.model.template import RequirementKind
from codebinder.ui.main_window import MainWindow
from codebinder.ui.widgets.billoffer import BillOffer
from codebinder.workflow import bills, filings
from codebinder.workflow.views import Step

Settle = Callable[[MainWindow], None]


def test_a_bill_is_written_and_supplied_in_one_gesture(opened: MainWindow, settle: Settle, tmp_path: Path) -> None:
    session, _ = opened.desk.need()
    filing = filings.add_filing(session, product="gateway", template="escrow-deposit", slug="cra")
    opened.desk.select_filing("cra")
    settle(opened)
    (table, *_) = bills.tables(session, filing)
    row = {column.id: "1" if column.kind == "number" else "invented" for column in table.columns}
    filings.set_fields(session, filing, {table.id: json.dumps([row])})
    opened.show_step(Step.DOCUMENTS)
    settle(opened)
    offer = opened.page().findChild(BillOffer)
    assert offer is not None
    out = tmp_path / "bill.json"
    offer.write(BillFormat.CYCLONEDX, out)
    settle(opened)
    assert json.loads(out.read_bytes())["specVersion"] == "1.6"
    wanted = next(
        each.id for each in filings.template(session, filing).requirements if each.kind is RequirementKind.SBOM
    )
    (part,) = [each for each in filings.components(session, filing) if each.requirement == wanted]
    assert dict(part.stated)["format"] == "cyclonedx-1.6"
