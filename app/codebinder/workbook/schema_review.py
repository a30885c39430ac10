"""What review by packets adds to the workbook's tables; whatever tells of hidden content is sealed."""

from __future__ import annotations

from codebinder.workbook.schema_logs import PRIVILEGE
from codebinder.workbook.schema_papers import PAPERS
from codebinder.workbook.schema_register import REGISTER

ROUNDS = """
ALTER TABLE rounds ADD COLUMN reviewers TEXT NOT NULL DEFAULT '[]';
ALTER TABLE rounds ADD COLUMN scope TEXT NOT NULL DEFAULT '[]';
ALTER TABLE rounds ADD COLUMN inputs BLOB NOT NULL DEFAULT x'';
ALTER TABLE rounds ADD COLUMN sealed_unsearched BLOB NOT NULL DEFAULT x'';
CREATE INDEX signed_by_round ON signed_objects (filing, round, type);
"""
"""Whom a round was sent to, which components it covers (both JSON lists; empty: anybody, all), and keyed digests of
each thing that it was computed from, packed, so that a change can be named; and, sealed, what nobody could search."""

REVIEWING = ROUNDS + PRIVILEGE + REGISTER + PAPERS
