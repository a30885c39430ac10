"""What the findings of each rule are about, and what happens if they stay: read from resources/rules, once.

Titles, kinds and providers stand in the rule packs. Those are checked when a scan reads them, which takes seconds;
here only the lines are read that cards need (a test holds both ways of reading against each other).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from codebinder.assets import resources
from codebinder.model.text import LangText, shown

_FIELD = re.compile(r"(?:  - |    )(id|kind|provider): (.*)")
_TITLE = re.compile(r"    title: \{en: (\"[^\"]*\"|[^,\"]*), zh: (\"[^\"]*\"|[^}\"]*)\}")
_BY_KIND = {
    "private-key": ("key-private", "key"), "certificate": ("certificate", "public"), "token": ("token", "secret"),
    "password": ("password", "secret"), "key": ("symmetric", "key"), "personal": ("personal", "person"),
    "financial": ("financial", "identity"), "internal": ("internal", "inside"), "notice": ("confidential", "marked"),
    "licence": ("licence", "credit"), "export": ("export", "export"), "vulnerability": ("hole", "hole"),
    "code-name": ("own", "trade"), "jewel": ("jewel", "trade"),
}  # fmt: skip
_MONEY = frozenset({"payment", "exchange", "wallet"})
_BY_NAME = (
    ("key-ssh", re.compile(rb"(?:^|/)(?:id_(?:rsa|dsa|ecdsa|ed25519)|ssh_host[^/]*key|[^/]*[_.-]ssh[_.-][^/]*)$")),
    ("key-sign", re.compile(rb"(?:code|firmware|release|boot|image|ota|update)[_.-]?sign|sign(?:ing)?[_.-]?key|secure[_.-]?boot")),  # noqa: E501  (one pattern)
    ("key-tls", re.compile(rb"(?:^|[/_.-])(?:tls|ssl|https?|server|nginx|apache|web)(?:[/_.-]|$)")),
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """What a rule's findings are about. `name` and `stays` are those of messages; `provider` whose token it is."""

    name: str
    stays: str
    title: LangText
    provider: str = ""


@dataclass(frozen=True, slots=True)
class _Rule:
    kind: str
    provider: str
    title: LangText


def topic_of(rule: str, kind: str, path: bytes = b"", title: str = "") -> Topic:
    """Say what a finding of this rule is about; `title` is people's own name of a rule that is not shipped."""
    held = _rules().get(rule)
    if held is None:
        name, stays = _BY_KIND.get(kind, ("own", "trade"))
        words = title or shown(rule.removeprefix("own-"))
        return Topic(name=_by_path(name, path), stays=stays, title=LangText((("en", words), ("zh", words))))
    known = _topics().get(rule)
    if known is not None:
        name, stays = known
    elif held.provider:
        service = services()[held.provider]
        name, stays = f"service-{service}", "money" if service in _MONEY else "secret"
    else:
        name, stays = _BY_KIND[held.kind]
    return Topic(name=_by_path(name, path), stays=stays, title=held.title, provider=held.provider)


def _by_path(name: str, path: bytes) -> str:
    """Let the name of its file say what a private key may be for."""
    if name != "key-private":
        return name
    lower = path.lower()
    return next((better for better, pattern in _BY_NAME if pattern.search(lower)), name)


@cache
def services() -> dict[str, str]:
    """Give what the service behind each provider is."""
    return {provider: service for service, rest in _lines("services.txt") for provider in rest.split("; ")}


@cache
def _topics() -> dict[str, tuple[str, str]]:
    found: dict[str, tuple[str, str]] = {}
    for head, rest in _lines("topics.txt"):
        name, stays = head.split(", ")
        found.update(dict.fromkeys(rest.split(), (name, stays)))
    return found


def _lines(name: str) -> Iterator[tuple[str, str]]:
    for line in (resources() / "rules" / name).read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            head, _, rest = line.partition(": ")
            yield head, rest


@cache
def _rules() -> dict[str, _Rule]:
    found: dict[str, _Rule] = {}
    for file in sorted((resources() / "rules").glob("*.yaml")):
        found.update(_read(file))
    return found


def _read(file: Path) -> Iterator[tuple[str, _Rule]]:
    fields: dict[str, str] = {}
    title = LangText()
    for line in (*file.read_text(encoding="utf-8").splitlines(), "  - id: "):
        field, named = _FIELD.match(line), _TITLE.match(line)
        if field is not None and field[1] == "id":
            if fields:
                yield fields["id"], _Rule(fields["kind"], fields.get("provider", ""), title)
            fields, title = {"id": field[2]}, LangText()
        elif field is not None:
            fields[field[1]] = field[2].strip('"')
        elif named is not None:
            title = LangText((("en", named[1].strip('"')), ("zh", named[2].strip('"'))))


def known_rules() -> dict[str, tuple[str, str, LangText]]:
    """Give kind, provider and title of every shipped rule, as the cards know them."""
    return {name: (rule.kind, rule.provider, rule.title) for name, rule in _rules().items()}
