"""A small template that loads, and ways to spoil it."""

from __future__ import annotations

from codebinder import templates
from codebinder.model.template import FilingTemplate

HEAD = """\
schema: 1
id: small
version: "1.0"
status: draft
status_date: 2026-11
jurisdiction: XX
languages: [en]
names: {en: Small}
summary: {en: A small template}
authority: {en: Nobody}
status_note: {en: Never in force}
confidence: high
verify_before_use: no
"""

SOURCE = "source: {text: A test, certainty: inferred}"

TAIL = f"""\
listing: {{mode: none}}
redaction: {{allowed: yes, {SOURCE}}}
approvals: {{count: 1, role: legal, {SOURCE}}}
archive: {{{SOURCE}}}
"""

PARTS = """\
categories:
  - {code: HW, label: {en: Hardware}}
  - {code: HW.network, parent: HW, label: {en: Network}}
  - {code: ROUTER, parent: HW.network, label: {en: Router}}
  - {code: SW, label: {en: Software}}
facts:
  - {id: uses_crypto, question: {en: Crypto?}}
"""


def requirement(identifier: str, kind: str, *more: str, level: str = "required") -> str:
    keys = [f"id: {identifier}", f"kind: {kind}", f"level: {level}", f"label: {{en: {identifier}}}", SOURCE, *more]
    return "  - " + "\n    ".join(keys) + "\n"


def text_of(*requirements: str, parts: str = "", head: str = HEAD, tail: str = TAIL) -> bytes:
    wanted = requirements or (requirement("name", "text"),)
    return (head + parts + "requirements:\n" + "".join(wanted) + tail).encode()


def template_of(*requirements: str, parts: str = "", tail: str = TAIL) -> FilingTemplate:
    return templates.load(text_of(*requirements, parts=parts, tail=tail), name="small.yaml")
