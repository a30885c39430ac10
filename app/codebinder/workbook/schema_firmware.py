"""What reading firmware images adds to the workbook's tables; what was read of one is sealed."""

from __future__ import annotations

FIRMWARE = """
CREATE TABLE readings (
    component INTEGER NOT NULL REFERENCES components (id) ON DELETE CASCADE, kind TEXT NOT NULL,
    made_from TEXT NOT NULL, at TEXT NOT NULL, sealed BLOB NOT NULL, PRIMARY KEY (component, kind)) WITHOUT ROWID;
"""
"""What was read of an image (its tree, its tie to sources, imported reports), one sealed box a kind; `made_from` is a
keyed digest of everything that it was computed from, so that a stale one is told from a good one."""
