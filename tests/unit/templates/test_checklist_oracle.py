"""The checklist against a second, plainer reading of the rules: conditions, groups, omissions, rulings, counts."""

from __future__ import annotations

from dataclasses import dataclass

from hypothesis import given, settings
from hypothesis import strategies as st

from codebinder import templates
from codebinder.model.checklist import FilingFacts, RequirementState
from codebinder.model.template import Level
from helpers.small_template import PARTS, requirement, template_of

S = RequirementState
LEVELS = tuple(Level)
KINDS = ("text", "document", "source")


@dataclass(frozen=True)
class Rule:
    kind: str
    level: Level
    conditional: bool
    unclear: bool
    least: int
    group: bool


rules = st.builds(
    Rule,
    kind=st.sampled_from(KINDS),
    level=st.sampled_from(LEVELS),
    conditional=st.booleans(),
    unclear=st.booleans(),
    least=st.integers(1, 3),
    group=st.booleans(),
)
filings = st.fixed_dictionaries(
    {
        "crypto": st.sampled_from(("", "yes", "no")),
        "answered": st.lists(st.booleans(), min_size=3, max_size=3),
        "documents": st.lists(st.integers(0, 4), min_size=3, max_size=3),
        "sources": st.integers(0, 4),
        "reasons": st.lists(st.booleans(), min_size=3, max_size=3),
        "rulings": st.lists(st.booleans(), min_size=3, max_size=3),
        "chosen": st.sampled_from(("", "r0", "r1", "r2")),
    }
)


def given_of(rule: Rule, at: int, filing: dict) -> int:
    if rule.kind == "text":
        return int(filing["answered"][at])
    return filing["documents"][at] if rule.kind == "document" else filing["sources"]


def alone(rule: Rule, at: int, filing: dict) -> RequirementState:
    """What a requirement is by itself, read off the rules one after the other."""
    if rule.conditional and filing["crypto"] != "yes":
        return S.NOT_APPLICABLE if filing["crypto"] == "no" else S.UNMET
    count = given_of(rule, at, filing)
    if rule.level is Level.FORBIDDEN:
        return S.UNMET if count else S.MET
    if rule.unclear and filing["rulings"][at]:
        return S.DECIDED
    if rule.level is Level.OMITTABLE and filing["reasons"][at] and not count:
        return S.OMITTED
    if rule.level is Level.OPTIONAL and not count:
        return S.NOT_APPLICABLE
    return S.MET if count >= (1 if rule.kind == "text" else rule.least) else S.UNMET


def in_group(states: list[RequirementState], wanted: list[Rule], filing: dict) -> list[RequirementState]:
    """Of the members that are asked for exactly one counts: the one that was named, else the one that was given."""
    grouped = len([rule for rule in wanted if rule.group]) > 1
    members = [
        at for at, rule in enumerate(wanted)
        if grouped and rule.group and rule.level is not Level.FORBIDDEN and states[at] is not S.NOT_APPLICABLE
    ]  # fmt: skip
    if not members:
        return states
    settled = {S.DECIDED, S.OMITTED}
    named = [at for at in members if filing["chosen"] == f"r{at}"]
    had = [
        at for at in members
        if given_of(wanted[at], at, filing) or states[at] in settled
        or (wanted[at].unclear and filing["rulings"][at])
        or (wanted[at].level is Level.OMITTABLE and filing["reasons"][at])
    ]  # fmt: skip
    chosen = named or had
    made = list(states)
    for at in members:
        if len(chosen) != 1:
            made[at] = S.UNMET if not chosen or at in chosen else states[at]
        elif at not in chosen:
            made[at] = S.NOT_APPLICABLE
    return made


def keys(rule: Rule, *, grouped: bool) -> list[str]:
    made = ["when: {fact: uses_crypto, is: yes}"] if rule.conditional else []
    made += ["rule_unclear: yes"] if rule.unclear else []
    made += [f"min_count: {rule.least}"] if rule.kind != "text" else []
    return made + (["one_of: g"] if grouped and rule.group else [])


@settings(max_examples=150, deadline=None)
@given(st.lists(rules, min_size=3, max_size=3), filings)
def test_every_combination_is_judged_as_the_rules_say(wanted: list[Rule], filing: dict) -> None:
    grouped = len([rule for rule in wanted if rule.group]) > 1
    parts = PARTS + ("groups: [{id: g, label: {en: One}}]\n" if grouped else "")
    texts = [
        requirement(f"r{at}", rule.kind, *keys(rule, grouped=grouped), level=rule.level.value)
        for at, rule in enumerate(wanted)
    ]
    answers = [(f"r{at}", "x") for at, rule in enumerate(wanted) if rule.kind == "text" and filing["answered"][at]]
    facts = FilingFacts(
        facts=(("uses_crypto", filing["crypto"]),) if filing["crypto"] else (),
        answers=(*answers, *([("g", filing["chosen"])] if filing["chosen"] else [])),
        documents=tuple((f"r{at}", count) for at, count in enumerate(filing["documents"]) if count),
        sources=filing["sources"],
        justifications=tuple((f"r{at}", "why") for at in range(3) if filing["reasons"][at]),
        rulings=tuple((f"r{at}", "so") for at in range(3) if filing["rulings"][at]),
    )
    rows = {row.requirement: row for row in templates.checklist(template_of(*texts, parts=parts), facts)}
    expected = in_group([alone(rule, at, filing) for at, rule in enumerate(wanted)], wanted, filing)
    assert [rows[f"r{at}"].state for at in range(3)] == expected
    for at in range(3):
        row = rows[f"r{at}"]
        assert row.why
        assert row.where or row.state is not S.UNMET
