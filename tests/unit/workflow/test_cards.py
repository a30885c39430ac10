"""Cards in plain words: every shipped rule has one in both languages, and none shows the value."""

from __future__ import annotations

import os
import re
from collections import Counter
from pathlib import Path

import pytest

from codebinder.assets import resources
from codebinder.base.messages import said
from codebinder.detect.rulefile import load_rules
from codebinder.model.findings import Confidence
from codebinder.model.text import LangText
from codebinder.workflow import cards, cardtopics
from codebinder.workflow.cards import KEPT, Card, Place
from codebinder.workflow.matters import Act, Inside, Matter

CHINESE = re.compile("[\u4e00-\u9fff]")


def matter(rule: str, kind: str = "token", act: Act = Act.OPEN, **more: object) -> Matter:
    inside = Inside(rule=rule, kind=kind, confidence=Confidence.HIGH, start=0, end=9)
    held: dict[str, object] = {
        "id": "F-1", "act": act, "component": "src", "path": b"a/b.c", "start": 0, "end": 40, "rule": rule,
        "kind": kind, "confidence": Confidence.HIGH, "tag": "t", "reason": "CRY", "published": "CRY",
        "label": LangText((("en", "Key"), ("zh", "密钥"))), "inside": (inside,), "count": 1,
    }  # fmt: skip
    return Matter(**{**held, **more})  # type: ignore[arg-type]


def words(card: Card, lang: str) -> list[str]:
    return [said(each, lang) for each in card.messages]


def test_the_quick_way_of_reading_rules_and_the_checked_one_agree() -> None:
    cache = Path(os.environ["CODEBINDER_CACHE_DIR"])
    checked = load_rules(sorted((resources() / "rules").glob("*.yaml")), cache).rules
    assert len(checked) > 1000
    assert cardtopics.known_rules() == {rule.id: (rule.kind, rule.provider, rule.title) for rule in checked}


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_every_rule_has_a_card_in_both_languages_and_names_its_provider(lang: str) -> None:
    for rule, (kind, provider, title) in cardtopics.known_rules().items():
        for act in (Act.KEEP, Act.PLACE) if provider else Act:
            text = words(cards.card_of(matter(rule, kind, act), lang=lang), lang)
            assert len(text) == 5
            assert all(CHINESE.search(each) for each in text) == (lang == "zh"), rule
            whole = " ".join(text)
            assert title.get(lang)[1:] in whole, rule
            topic = cardtopics.topic_of(rule, kind)
            if provider and topic.name.startswith("service-"):
                assert provider in whole, rule


def test_a_rule_of_a_provider_is_told_by_what_the_service_is() -> None:
    topics = Counter(cardtopics.topic_of(rule, kind).name for rule, (kind, _, _) in cardtopics.known_rules().items())
    assert not {"personal", "financial", "internal", "own"} & set(topics), "kept for rules that are not shipped"
    assert topics["token"] == 2
    assert len([each for each in topics if each.startswith("service-")]) > 35


def test_each_provider_and_each_rule_is_told_once_and_none_that_there_is_not() -> None:
    rules = cardtopics.known_rules()
    assert set(cardtopics.services()) == {provider for _, provider, _ in rules.values() if provider}
    listed = [line.split(": ")[1].split() for line in lines("topics.txt")]
    flat = [rule for row in listed for rule in row]
    assert len(flat) == len(set(flat))
    assert set(flat) <= set(rules)
    named = [name for line in lines("services.txt") for name in line.split(": ")[1].split("; ")]
    assert len(named) == len(set(named))


def lines(name: str) -> list[str]:
    text = (resources() / "rules" / name).read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]


@pytest.mark.parametrize(
    ("path", "topic"),
    [
        (b"home/.ssh/id_rsa", "key-ssh"), (b"fw/firmware_signing.pem", "key-sign"),
        (b"deploy/nginx/server.key", "key-tls"), (b"lib/a.c", "key-private"),
    ],
    ids=["ssh", "signing", "server", "unknown"],
)  # fmt: skip
def test_the_name_of_its_file_may_say_what_a_private_key_is_for(path: bytes, topic: str) -> None:
    assert cardtopics.topic_of("private-key", "private-key", path).name == topic


def test_a_rule_of_peoples_own_is_told_by_its_kind_and_under_its_own_name() -> None:
    card = cards.card_of(matter("own-7f3a", "code-name", named="Project Heron"))
    assert "Project Heron" in said(card.what)
    assert "own lists" in said(card.what)
    assert cardtopics.topic_of("gitleaks:x", "password").name == "password"


def test_a_card_counts_the_other_places_and_says_what_becomes_of_them() -> None:
    other = [Place(id=f"F-{n}", component="src", path=b"x/%d" % (n // 2), line=n, state=KEPT) for n in range(4)]
    text = said(cards.card_of(matter("github-token"), other).where)
    assert "4 more places, in 2 files: 0 hidden, 4 to be disclosed" in text


def test_hiding_a_licence_wrongly_is_told() -> None:
    card = cards.card_of(matter("licence-text", "licence", Act.PLACE))
    assert "break the licence" in said(card.stays)
