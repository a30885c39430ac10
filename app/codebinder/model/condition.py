"""When something of a template holds: a structured test of facts, no expression language."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """A structured condition: exactly one of `all`, `any`, `negated`, or a test of `fact` (`equals` or `among`).

    Facts are strings: product facts ("uses_crypto": "yes"|"no"|…), "category" (a code; a parent's code matches its
    children), "variant" ("yes"|"no"), field answers by "field.<id>", and "has.<component kind>" ("yes"|"no").
    """

    all: tuple[Condition, ...] = ()
    any: tuple[Condition, ...] = ()
    negated: Condition | None = None
    fact: str = ""
    equals: str = ""
    among: tuple[str, ...] = ()
