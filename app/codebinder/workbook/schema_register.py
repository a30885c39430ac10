"""What the register adds to the workbook's tables: rows that are only ever added, and a key for each filing's maps."""

from __future__ import annotations

REGISTER = """
CREATE TABLE register_rows (
    id INTEGER PRIMARY KEY, filing TEXT NOT NULL, at TEXT NOT NULL, day TEXT NOT NULL, kind TEXT NOT NULL,
    about INTEGER NOT NULL, actor TEXT NOT NULL, value TEXT NOT NULL, note TEXT NOT NULL);
CREATE INDEX register_of_filing ON register_rows (filing, kind);
CREATE TABLE map_keys (
    filing INTEGER PRIMARY KEY REFERENCES filings (id) ON DELETE CASCADE, sealed BLOB NOT NULL);
CREATE TABLE kept_commitments (
    filing TEXT NOT NULL, round INTEGER NOT NULL, packed BLOB NOT NULL, PRIMARY KEY (filing, round)) WITHOUT ROWID;
CREATE TABLE recovery_files (
    id INTEGER PRIMARY KEY, at TEXT NOT NULL, name TEXT NOT NULL, with_workbook INTEGER NOT NULL);
ALTER TABLE sealed_map ADD COLUMN own INTEGER NOT NULL DEFAULT 0;
"""
"""The register's rows name a filing by its slug, since they outlive it; `note` is sealed. `map_keys` holds the random
key of one filing's sealed maps, itself sealed under the workbook's key: destroying that row is what erasing a filing
comes to; `sealed_map.own` says which parts are sealed under it (those of older programs are under the workbook's key).
What was published anyway, the commitments, is kept of a filing that was erased."""
