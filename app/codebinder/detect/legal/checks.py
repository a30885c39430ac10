"""Checks that legal rules name: none so far, since marks and notices have no checksum."""

from __future__ import annotations

from codebinder.detect.verdict import Validator

CHECKS: dict[str, Validator] = {}
