"""What detection adds to the workbook's tables; nothing here says in clear what was found or looked for."""

from __future__ import annotations

SCANNED = """
ALTER TABLE scans ADD COLUMN seen BLOB NOT NULL DEFAULT x'';
ALTER TABLE scans ADD COLUMN masks TEXT NOT NULL DEFAULT '';
ALTER TABLE scans ADD COLUMN stale INTEGER NOT NULL DEFAULT 0;
ALTER TABLE findings ADD COLUMN member BLOB NOT NULL DEFAULT x'';
CREATE TABLE finding_values (
    filing INTEGER NOT NULL REFERENCES filings (id) ON DELETE CASCADE, tag TEXT NOT NULL, encoding TEXT NOT NULL,
    sealed BLOB NOT NULL, PRIMARY KEY (filing, tag)) WITHOUT ROWID;
"""
"""Keyed tags of the files that a scan has read, of the redactions that stood then, and values that are looked for
everywhere, sealed."""

OWN_RULES = """
CREATE TABLE detection_lists (
    id INTEGER PRIMARY KEY, kind TEXT NOT NULL, name TEXT NOT NULL, sealed BLOB NOT NULL, added_at TEXT NOT NULL);
"""
"""People's own rules, allow-lists and the reports of other tools: `name` is a short name, all else is sealed."""

OBSERVATIONS = """
CREATE TABLE observations (
    component INTEGER PRIMARY KEY REFERENCES components (id) ON DELETE CASCADE, at TEXT NOT NULL, sealed BLOB NOT NULL);
"""
"""What a component's code says about itself (ports, accounts, hosts and where they stand), sealed as one."""

JEWELS = """
CREATE TABLE jewels (
    id INTEGER PRIMARY KEY, sealed_label BLOB NOT NULL, sealed_origin BLOB NOT NULL, sealed_fingerprints BLOB NOT NULL,
    added_at TEXT NOT NULL);
"""
"""The register of what the vendor protects: keyed fingerprints, names and origins, all sealed."""

DETECTION = SCANNED + OWN_RULES + OBSERVATIONS + JEWELS
