"""What redaction that can be proved adds to the workbook's tables; whatever tells of hidden content is sealed."""

from __future__ import annotations

CARRYING = """
CREATE TABLE carry_report (
    component INTEGER PRIMARY KEY REFERENCES components (id) ON DELETE CASCADE, at TEXT NOT NULL,
    new_findings INTEGER NOT NULL, sealed BLOB NOT NULL);
CREATE TABLE returned (
    redaction INTEGER PRIMARY KEY REFERENCES redactions (id) ON DELETE CASCADE, waiting INTEGER NOT NULL,
    at TEXT NOT NULL, sealed BLOB NOT NULL);
CREATE TABLE redaction_origin (
    redaction INTEGER PRIMARY KEY REFERENCES redactions (id) ON DELETE CASCADE, path BLOB NOT NULL,
    start INTEGER NOT NULL, "end" INTEGER NOT NULL, content_tag TEXT NOT NULL);
CREATE TABLE keep_origin (
    finding INTEGER PRIMARY KEY REFERENCES findings (id) ON DELETE CASCADE, path BLOB NOT NULL,
    context_tag TEXT NOT NULL, carried_path BLOB NOT NULL, carried_tag TEXT NOT NULL);
"""
"""What became of redactions when their source moved: the last report, what went back to a person (or is gone and may
come back), and where that which a decision is about stood when it was decided. `new_findings` is -1 until a scan."""

REDACTION = CARRYING
