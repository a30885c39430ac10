"""Does a structured condition hold for a filing? Yes, no, or not to be told until a question is answered."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import cast

from codebinder.model.checklist import FilingFacts
from codebinder.model.condition import Condition
from codebinder.model.template import Category
from codebinder.templates.parsing import parse_json


class Known:
    """The facts of one filing, looked up by name: a checklist of hundreds of requirements asks thousands of times."""

    def __init__(self, facts: FilingFacts) -> None:
        self.facts = facts
        self.answers = dict(facts.answers)
        self.stated = dict(facts.facts)
        self.documents = dict(facts.documents)
        self.justifications = dict(facts.justifications)
        self.rulings = dict(facts.rulings)
        self.approvals = dict(facts.approvals)
        self._trees: dict[int, Mapping[str, str]] = {}

    def parents(self, categories: Iterable[Category]) -> Mapping[str, str]:
        """Give each category's parent; `categories` are those of one template, which outlive this."""
        held = self._trees.get(id(categories))
        if held is None:
            held = {category.code: category.parent for category in categories}
            self._trees[id(categories)] = held
        return held


def known_of(facts: FilingFacts | Known) -> Known:
    """Give facts so that they can be looked up."""
    return facts if isinstance(facts, Known) else Known(facts)


def evaluate(condition: Condition, facts: FilingFacts | Known, categories: Iterable[Category] = ()) -> bool:
    """Does `condition` hold? What is not known counts as "does not"; `judge` tells the two apart."""
    return judge(condition, facts, categories) is True


def judge(condition: Condition, facts: FilingFacts | Known, categories: Iterable[Category] = ()) -> bool | None:
    """Does `condition` hold? None where it hangs on a product fact that nobody has stated yet.

    A category matches itself and every ancestor: by the parents in `categories`, else by the dotted code
    ("HW.network.router" is in "HW.network" and in "HW").
    """
    known = known_of(facts)
    if condition.negated is not None:
        inner = judge(condition.negated, known, categories)
        return None if inner is None else not inner
    if condition.all:
        return _combine([judge(part, known, categories) for part in condition.all], decisive=False)
    if condition.any:
        return _combine([judge(part, known, categories) for part in condition.any], decisive=True)
    values = fact_values(condition.fact, known, categories)
    if values is None:
        return None
    wanted = condition.among or (condition.equals,)
    return any(value in wanted for value in values)


def _combine(parts: list[bool | None], *, decisive: bool) -> bool | None:
    if decisive in parts:
        return decisive
    return None if None in parts else not decisive


def fact_values(fact: str, facts: FilingFacts | Known, categories: Iterable[Category] = ()) -> tuple[str, ...] | None:
    """Give every value that counts as this fact's, or None where it is not stated.

    A category counts with its ancestors, and an answer of several choices with each of them.
    """
    known = known_of(facts)
    if fact.startswith("field."):
        answer = known.answers.get(fact.removeprefix("field."), "")
        chosen = parse_json(answer) if answer.startswith("[") else None
        return tuple(str(word) for word in cast("list[object]", chosen)) if isinstance(chosen, list) else (answer,)
    if fact.startswith("has."):
        counts = {"has.source": known.facts.sources, "has.firmware": known.facts.firmware,
                  "has.document": sum(known.documents.values())}  # fmt: skip
        return ("yes" if counts.get(fact, 0) else "no",)
    if fact == "variant":
        return (known.stated.get(fact) or "no",)
    if not known.stated.get(fact):
        return None
    return _ancestry(known.stated[fact], known.parents(categories)) if fact == "category" else (known.stated[fact],)


def ancestry(code: str, categories: Iterable[Category] = ()) -> tuple[str, ...]:
    """Give `code` and its ancestors, nearest first."""
    return _ancestry(code, {category.code: category.parent for category in categories})


def _ancestry(code: str, parents: Mapping[str, str]) -> tuple[str, ...]:
    found = [code]
    while code and len(found) <= len(parents) + code.count(".") + 1:
        code = parents[code] if code in parents else code.rpartition(".")[0]
        if code:
            found.append(code)
    return tuple(found)


def unknown_facts(condition: Condition, facts: FilingFacts | Known) -> tuple[str, ...]:
    """Give the facts that `condition` asks for and that nobody has stated."""
    known = known_of(facts)
    parts = (*condition.all, *condition.any, *((condition.negated,) if condition.negated else ()))
    names = [name for part in parts for name in unknown_facts(part, known)]
    if condition.fact and fact_values(condition.fact, known) is None:
        names.append(condition.fact)
    return tuple(dict.fromkeys(names))
