"""Tells from a rule's name what kind of thing another tool means, and makes the names that findings carry."""

from __future__ import annotations

import re
from collections.abc import Iterable

from codebinder.model.text import shown

_SECRET = re.compile(r"(?i)secret|credential|passw|token|api[-_ ]?key|cwe-(?:798|259|321|522)|hard-?coded|entropy|leak")
_KINDS = (
    (re.compile(r"(?i)private[-_ ]?key|rsa[-_ ]?key|ssh[-_ ]?key|pem\b|pkcs"), "private-key"),
    (re.compile(r"(?i)certificate|x\.?509"), "certificate"),
    (re.compile(r"(?i)passw|passphrase|\bpwd\b|basic[-_ ]?auth|keyword"), "password"),
    (re.compile(r"(?i)encryption[-_ ]?key|secret[-_ ]?key|hex high|salt\b"), "key"),
    (re.compile(r"(?i)e-?mail|phone|\bpii\b|ssn|identity number|public ip"), "personal"),
)
_BAD = re.compile(r"[^A-Za-z0-9._/-]+")


def kind_of(names: Iterable[str], *, secrets: bool) -> str:
    """Give one of our kinds; `secrets` says that the tool looks for nothing else."""
    text = " ".join(names)
    if secrets or _SECRET.search(text):
        return next((kind for pattern, kind in _KINDS if pattern.search(text)), "token")
    # What an analyser of code complains of is a weakness that stands in the code as it would be disclosed.
    return "vulnerability"


def rule_name(text: str) -> str:
    """Give a rule's name without spaces and signs, at most 80 characters of it."""
    return _BAD.sub("-", text).strip("-")[:80] or "unnamed"


def tool_name(text: str) -> str:
    """Give a tool's short name."""
    name = _BAD.sub("-", text).strip("-/.").replace("/", "-").lower()[:40] or "tool"
    return f"{name}-tool" if name == "own" else name  # "own:" begins the names of people's own rules


def told(text: str) -> str:
    """Give a rule's description as a phrase that is safe to show: one line, bounded."""
    line = " ".join(text.split())
    return shown(line if len(line) <= 160 else line[:159] + "…")
