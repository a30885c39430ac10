"""The workbook's tables, as the steps that lead from an empty file to the newest version; a step never changes."""

from __future__ import annotations

from codebinder.workbook.schema_detection import DETECTION
from codebinder.workbook.schema_firmware import FIRMWARE
from codebinder.workbook.schema_redaction import REDACTION
from codebinder.workbook.schema_review import REVIEWING

APPLICATION_ID = 0x43424E44
"""Stands in the file's header, so that `file` and we know a workbook ("CBND")."""

_PEOPLE_AND_PRODUCTS = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE counters (name TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE vendor (key TEXT PRIMARY KEY, value TEXT NOT NULL, position INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE products (
    id INTEGER PRIMARY KEY, slug TEXT NOT NULL UNIQUE, name TEXT NOT NULL, name_zh TEXT NOT NULL, version TEXT NOT NULL,
    model TEXT NOT NULL, category TEXT NOT NULL, variant_of TEXT NOT NULL);
CREATE TABLE product_facts (
    product INTEGER NOT NULL REFERENCES products (id) ON DELETE CASCADE, key TEXT NOT NULL, value TEXT NOT NULL,
    PRIMARY KEY (product, key)) WITHOUT ROWID;
CREATE TABLE documents (
    product TEXT NOT NULL, slug TEXT NOT NULL, position INTEGER NOT NULL, value TEXT NOT NULL,
    PRIMARY KEY (product, slug)) WITHOUT ROWID;
"""

_FILINGS = """
CREATE TABLE filings (
    id INTEGER PRIMARY KEY, slug TEXT NOT NULL UNIQUE, uid TEXT NOT NULL UNIQUE,
    product INTEGER NOT NULL REFERENCES products (id), template_id TEXT NOT NULL, template_version TEXT NOT NULL,
    template_digest TEXT NOT NULL, template_text BLOB NOT NULL, recipient TEXT NOT NULL, language TEXT NOT NULL,
    created_at TEXT NOT NULL, based_on TEXT NOT NULL, due TEXT NOT NULL, state TEXT NOT NULL);
CREATE TABLE responses (
    filing INTEGER NOT NULL REFERENCES filings (id) ON DELETE CASCADE, kind TEXT NOT NULL, requirement TEXT NOT NULL,
    text TEXT NOT NULL, PRIMARY KEY (filing, kind, requirement)) WITHOUT ROWID;
CREATE TABLE components (
    id INTEGER PRIMARY KEY, filing INTEGER NOT NULL REFERENCES filings (id) ON DELETE CASCADE, slug TEXT NOT NULL,
    kind TEXT NOT NULL, value TEXT NOT NULL, sealed_commit BLOB NOT NULL, sealed_tree BLOB NOT NULL,
    UNIQUE (filing, slug));
CREATE TABLE snapshots (
    component INTEGER PRIMARY KEY REFERENCES components (id) ON DELETE CASCADE, object_format TEXT NOT NULL,
    warnings TEXT NOT NULL, sealed_keys BLOB NOT NULL);
CREATE TABLE entries (
    component INTEGER NOT NULL REFERENCES snapshots (component) ON DELETE CASCADE, path BLOB NOT NULL,
    kind TEXT NOT NULL, size INTEGER NOT NULL, PRIMARY KEY (component, path)) WITHOUT ROWID;
CREATE TABLE file_facts (
    tag TEXT PRIMARY KEY, encoding TEXT NOT NULL, bom INTEGER NOT NULL, language TEXT NOT NULL,
    lines INTEGER NOT NULL) WITHOUT ROWID;
"""

_FINDINGS = """
CREATE TABLE scans (
    component INTEGER PRIMARY KEY REFERENCES components (id) ON DELETE CASCADE, engine TEXT NOT NULL, at TEXT NOT NULL,
    files INTEGER NOT NULL);
CREATE TABLE findings (
    id INTEGER PRIMARY KEY, component INTEGER NOT NULL REFERENCES components (id) ON DELETE CASCADE,
    path BLOB NOT NULL, start INTEGER NOT NULL, "end" INTEGER NOT NULL, line INTEGER NOT NULL, rule TEXT NOT NULL,
    kind TEXT NOT NULL, confidence TEXT NOT NULL, reason TEXT NOT NULL, value_tag TEXT NOT NULL,
    context_tag TEXT NOT NULL, state TEXT NOT NULL);
CREATE INDEX findings_by_place ON findings (component, path, start);
CREATE INDEX findings_by_value ON findings (value_tag);
CREATE TABLE keeps (
    finding INTEGER PRIMARY KEY REFERENCES findings (id) ON DELETE CASCADE, note TEXT NOT NULL, actor TEXT NOT NULL,
    at TEXT NOT NULL);
CREATE TABLE redactions (
    id INTEGER PRIMARY KEY, component INTEGER NOT NULL REFERENCES components (id) ON DELETE CASCADE,
    kind TEXT NOT NULL, path BLOB NOT NULL, start INTEGER NOT NULL, "end" INTEGER NOT NULL, reason TEXT NOT NULL,
    published_reason TEXT NOT NULL, note TEXT NOT NULL, proposer TEXT NOT NULL, content_tag TEXT NOT NULL,
    created_at TEXT NOT NULL, withdrawn_at TEXT NOT NULL, encoding TEXT NOT NULL, sealed_value BLOB NOT NULL);
CREATE INDEX redactions_by_place ON redactions (component, path, start);
CREATE TABLE redaction_findings (
    redaction INTEGER NOT NULL REFERENCES redactions (id) ON DELETE CASCADE,
    finding INTEGER NOT NULL REFERENCES findings (id) ON DELETE CASCADE,
    PRIMARY KEY (redaction, finding)) WITHOUT ROWID;
CREATE INDEX redactions_of_finding ON redaction_findings (finding);
CREATE TABLE salts (
    filing INTEGER NOT NULL REFERENCES filings (id) ON DELETE CASCADE, range_tag TEXT NOT NULL, sealed BLOB NOT NULL,
    PRIMARY KEY (filing, range_tag)) WITHOUT ROWID;
CREATE TABLE sealed_map (
    filing INTEGER NOT NULL REFERENCES filings (id) ON DELETE CASCADE, round INTEGER NOT NULL, part INTEGER NOT NULL,
    sealed BLOB NOT NULL, PRIMARY KEY (filing, round, part));
"""

_REVIEW = """
CREATE TABLE signed_objects (
    id INTEGER PRIMARY KEY, filing TEXT NOT NULL, round INTEGER NOT NULL, type TEXT NOT NULL, signer TEXT NOT NULL,
    sequence INTEGER NOT NULL, subject TEXT NOT NULL, at TEXT NOT NULL, digest TEXT NOT NULL UNIQUE,
    stored BLOB NOT NULL, signature BLOB NOT NULL, comment TEXT NOT NULL, UNIQUE (signer, sequence));
CREATE INDEX signed_by_filing ON signed_objects (filing, type);
CREATE TABLE origins (fingerprint TEXT PRIMARY KEY, origin TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE rounds (
    filing INTEGER NOT NULL REFERENCES filings (id) ON DELETE CASCADE, number INTEGER NOT NULL, digest TEXT NOT NULL,
    previous TEXT NOT NULL, state TEXT NOT NULL, submitted_at TEXT NOT NULL, submitter TEXT NOT NULL,
    input_tag TEXT NOT NULL, files INTEGER NOT NULL, size INTEGER NOT NULL, programs TEXT NOT NULL,
    sealed_listing BLOB NOT NULL, PRIMARY KEY (filing, number));
CREATE TABLE builds (
    id INTEGER PRIMARY KEY, filing TEXT NOT NULL, at TEXT NOT NULL, archive TEXT NOT NULL, digest TEXT NOT NULL,
    size INTEGER NOT NULL, files INTEGER NOT NULL, ranges INTEGER NOT NULL, draft INTEGER NOT NULL,
    round INTEGER NOT NULL, signer TEXT NOT NULL);
CREATE TABLE audit (
    seq INTEGER PRIMARY KEY, at TEXT NOT NULL, action TEXT NOT NULL, actor TEXT NOT NULL, subject TEXT NOT NULL,
    detail TEXT NOT NULL, previous TEXT NOT NULL, hash TEXT NOT NULL);
"""

STEPS: tuple[str, ...] = (
    _PEOPLE_AND_PRODUCTS + _FILINGS + _FINDINGS + _REVIEW, DETECTION, REDACTION, REVIEWING, FIRMWARE,
)  # fmt: skip
"""STEPS[n] leads from version n to version n + 1."""

SCHEMA_VERSION = len(STEPS)
"""The version that this program writes; it brings older ones to it, and refuses newer ones."""
