"""Does a structured condition hold for a filing? Yes, no, or not to be told until a question is answered."""

from __future__ import annotations

from collections.abc import Iterable
from typing import cast

from codebinder.model.checklist import FilingFacts
from codebinder.model.condition import Condition
from codebinder.model.template import Category
from codebinder.templates.answers import parse_json


def evaluate(condition: Condition, facts: FilingFacts, categories: Iterable[Category] = ()) -> bool:
    """Does `condition` hold? What is not known counts as "does not"; `judge` tells the two apart."""
    return judge(condition, facts, categories) is True


def judge(condition: Condition, facts: FilingFacts, categories: Iterable[Category] = ()) -> bool | None:
    """Does `condition` hold? None where it hangs on a product fact that nobody has stated yet.

    A category matches itself and every ancestor: by the parents in `categories`, else by the dotted code
    ("HW.network.router" is in "HW.network" and in "HW").
    """
    if condition.negated is not None:
        inner = judge(condition.negated, facts, categories)
        return None if inner is None else not inner
    if condition.all:
        return _combine([judge(part, facts, categories) for part in condition.all], decisive=False)
    if condition.any:
        return _combine([judge(part, facts, categories) for part in condition.any], decisive=True)
    values = fact_values(condition.fact, facts, categories)
    if values is None:
        return None
    wanted = condition.among or (condition.equals,)
    return any(value in wanted for value in values)


def _combine(parts: list[bool | None], *, decisive: bool) -> bool | None:
    if decisive in parts:
        return decisive
    return None if None in parts else not decisive


def fact_values(fact: str, facts: FilingFacts, categories: Iterable[Category] = ()) -> tuple[str, ...] | None:
    """Give every value that counts as this fact's, or None where it is not stated.

    A category counts with its ancestors, and an answer of several choices with each of them.
    """
    if fact.startswith("field."):
        answer = dict(facts.answers).get(fact.removeprefix("field."), "")
        chosen = parse_json(answer) if answer.startswith("[") else None
        return tuple(str(word) for word in cast("list[object]", chosen)) if isinstance(chosen, list) else (answer,)
    if fact.startswith("has."):
        counts = {"has.source": facts.sources, "has.firmware": facts.firmware,
                  "has.document": sum(count for _, count in facts.documents)}  # fmt: skip
        return ("yes" if counts.get(fact, 0) else "no",)
    stated = dict(facts.facts)
    if fact == "variant":
        return (stated.get(fact) or "no",)
    if not stated.get(fact):
        return None
    return ancestry(stated[fact], categories) if fact == "category" else (stated[fact],)


def ancestry(code: str, categories: Iterable[Category] = ()) -> tuple[str, ...]:
    """Give `code` and its ancestors, nearest first."""
    parents = {category.code: category.parent for category in categories}
    found = [code]
    while code and len(found) <= len(parents) + code.count(".") + 1:
        code = parents[code] if code in parents else code.rpartition(".")[0]
        if code:
            found.append(code)
    return tuple(found)


def unknown_facts(condition: Condition, facts: FilingFacts) -> tuple[str, ...]:
    """Give the facts that `condition` asks for and that nobody has stated."""
    parts = (*condition.all, *condition.any, *((condition.negated,) if condition.negated else ()))
    names = [name for part in parts for name in unknown_facts(part, facts)]
    if condition.fact and fact_values(condition.fact, facts) is None:
        names.append(condition.fact)
    return tuple(dict.fromkeys(names))
