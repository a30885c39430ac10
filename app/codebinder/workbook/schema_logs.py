"""What the privilege log adds to the workbook's tables; names, dates and descriptions in it are sealed."""

from __future__ import annotations

PRIVILEGE = """
CREATE TABLE privilege_entries (
    redaction INTEGER NOT NULL REFERENCES redactions (id) ON DELETE CASCADE, place TEXT NOT NULL, at TEXT NOT NULL,
    actor TEXT NOT NULL, sealed BLOB NOT NULL, PRIMARY KEY (redaction, place)) WITHOUT ROWID;
CREATE TABLE privilege_people (
    filing INTEGER PRIMARY KEY REFERENCES filings (id) ON DELETE CASCADE, at TEXT NOT NULL, actor TEXT NOT NULL,
    sealed BLOB NOT NULL);
"""
"""What a person confirmed or corrected of one entry of the privilege log (`place` is a keyed tag of the file in which
the redaction hides something), and the filing's table of affiliations and attorneys."""
