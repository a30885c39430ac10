"""Third-party components that name themselves in an image: rules as data, each with what it says and where from."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from codebinder import assets


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """How one component names itself: `banner` over one string, whose group is the version; `needs` stands in all that
    it matches; `where` is the file of its source that says it, `example` one such string with its `version`."""

    name: str
    licence: str
    where: str
    needs: str
    banner: re.Pattern[str]
    example: str
    version: str


@cache
def rules() -> tuple[Rule, ...]:
    """Give all rules."""
    with (assets.resources() / "firmware" / "components.toml").open("rb") as stream:
        rows: list[dict[str, str]] = tomllib.load(stream)["component"]
    return tuple(
        Rule(
            name=row["name"], licence=row["licence"], where=row["where"], needs=row["needs"],
            banner=re.compile(row["banner"]), example=row["example"], version=row["version"],
        )
        for row in rows
    )  # fmt: skip


def named(text: str, among: Sequence[Rule] | None = None) -> Iterator[tuple[Rule, str]]:
    """Give the components (of `among` where given) that a string names, with their version or ""."""
    for rule in rules() if among is None else among:
        if rule.needs in text and (match := rule.banner.search(text)) is not None:
            yield rule, (match.group(1) or "") if match.re.groups else ""
