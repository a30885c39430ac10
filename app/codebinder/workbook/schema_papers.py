"""What certificates add to the workbook's tables: approval pages that came back signed."""

from __future__ import annotations

PAPERS = """
CREATE TABLE approval_papers (digest TEXT PRIMARY KEY, at TEXT NOT NULL, pdf BLOB NOT NULL) WITHOUT ROWID;
"""
"""A page goes with the approval whose stored bytes have this SHA-256; it holds nothing that is not published."""
