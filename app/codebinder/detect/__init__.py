"""Looks for what may have to be hidden: rule packs to findings.

The front door: `Engine.load()` compiles the rules, `Engine.scan` looks at one file's bytes, `scan_paths` at folders.
"""

from codebinder.detect.engine import Engine, shipped_digest
from codebinder.detect.rules import Rule
from codebinder.detect.walk import scan_paths

__all__ = ["Engine", "Rule", "scan_paths", "shipped_digest"]
