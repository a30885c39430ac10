"""Hides many ranges in one go: reads rows from a JSON file and makes the redactions by the use cases' own functions.

    python redact_many.py WORKBOOK ROWS.json KEY         rows: {"path" (hex), "start", "end", "value" (true or false)}

The command line makes one redaction a run, which for thousands of them takes an hour and measures nothing.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from codebinder import redact
from codebinder.app import environment
from codebinder.base import encoding as encodings
from codebinder.model.ports import NeverCancel
from codebinder.model.redaction import RedactionKind
from codebinder.model.source import ComponentKind
from codebinder.workflow import contents, filings, making
from codebinder.workflow.session import Session


def main(book: str, rows: str, key: str) -> None:
    wanted: dict[bytes, list[tuple[int, int, bool]]] = {}
    for row in json.loads(Path(rows).read_bytes()):
        wanted.setdefault(bytes.fromhex(row["path"]), []).append((row["start"], row["end"], row["value"]))
    with Session.open(environment(), Path(book)) as session:
        filing = filings.resolve(session, None)
        (part,) = filings.components(session, filing, ComponentKind.SOURCE)
        proposer = session.member(key).fingerprint
        entries = [row.entry for row in contents.selection(session, filing, part) if row.entry.path in wanted]
        made = []
        with contents.opened(session, filing, part) as content:
            for entry, data in content.read_all(entries, cancel=NeverCancel()):
                encoding = encodings.detect(data)[0]
                for start, end, value in wanted[entry.path]:
                    redact.check_place(data, encoding, start, end)
                    kind = RedactionKind.VALUE if value else RedactionKind.PLACE
                    made.append(
                        making.row(
                            session, part.slug, entry.path, (start, end), data[start:end], encoding, kind,
                            reason="TS", published="TS", note="", proposer=proposer,
                        )
                    )  # fmt: skip
        making.store(session, filing, made, proposer)
    print(len(made))


if __name__ == "__main__":
    main(*sys.argv[1:])
