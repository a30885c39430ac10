"""Gives rules names that say nothing: a finding's rule stands in clear where the list that it comes from is sealed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from codebinder.detect.own.values import PREFIX, Allow, OwnRules


def veiled(rules: OwnRules, tag: Callable[[str], str]) -> tuple[OwnRules, dict[str, str]]:
    """Give the rules under names made by `tag` from their ids, and the real id for each name.

    The same id has the same name after a list was changed and added again, so its findings keep what was decided.
    """
    names = {id_: f"{PREFIX}{tag(id_)[:10]}" for id_ in rules.ids}

    def allow(entry: Allow) -> Allow:
        return replace(entry, rules=tuple(names.get(rule, rule) for rule in entry.rules))

    renamed = replace(
        rules,
        rules=tuple(
            replace(own, rule=replace(own.rule, id=names[own.rule.id]), allow=tuple(map(allow, own.allow)))
            for own in rules.rules
        ),
        packs=tuple(replace(rule, id=names[rule.id]) for rule in rules.packs),
        allow=tuple(map(allow, rules.allow)),
    )
    return renamed, {name: id_.removeprefix(PREFIX) for id_, name in names.items()}
