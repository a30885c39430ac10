"""People's own rules: lists of words, patterns, an existing gitleaks.toml, packs of our own form, and allow-lists.

The front door: `read_words`, `read_pattern`, `read_gitleaks`, `read_pack` and `read_allow` give `OwnRules` or raise
Faults naming every fault; `OwnEngine.beside(joined(...))` scans with them beside the shipped rules.
"""

from codebinder.detect.own.allow import CONTEXT, REASON, VALUE, Allowances, context, utf8
from codebinder.detect.own.allowfile import read_allow
from codebinder.detect.own.engine import OwnEngine, read_pack, shipped_engine
from codebinder.detect.own.gitleaks import read_gitleaks
from codebinder.detect.own.renaming import veiled
from codebinder.detect.own.values import PREFIX, Allow, OwnRule, OwnRules, Target, Word, joined
from codebinder.detect.own.words import read_pattern, read_words

__all__ = [
    "CONTEXT",
    "PREFIX",
    "REASON",
    "VALUE",
    "Allow",
    "Allowances",
    "OwnEngine",
    "OwnRule",
    "OwnRules",
    "Target",
    "Word",
    "context",
    "joined",
    "read_allow",
    "read_gitleaks",
    "read_pack",
    "read_pattern",
    "read_words",
    "shipped_engine",
    "utf8",
    "veiled",
]
