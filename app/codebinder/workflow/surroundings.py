"""In which surroundings something stands (tests, documents, others' code, …), and what a value looks like.

Judgements put together what is alike; alike means the same kind of place and the same kind of value too.
"""

from __future__ import annotations

import re
from enum import StrEnum
from itertools import pairwise

from codebinder.workflow.sights import Sight

SECRET_KINDS = frozenset({"private-key", "token", "password", "key"})


class Setting(StrEnum):
    """Where something stands."""

    CREDIT = "credit"
    TEST = "test"
    THIRD = "third"
    DOCS = "docs"
    DEPLOY = "deploy"
    CODE = "code"


_TEST = re.compile(
    rb"(?:^|/)(?:[^/]*[._-])?(?:tests?|testing|testdata|fixtures?|mocks?|selftests?|testmgr)"
    rb"(?:[._-][^/]*)?(?:/|$|[0-9]*\.)|"
    # A word that the product may be about as well: sample_rate.c and vector.c are no examples.
    rb"(?:^|/)(?:[^/]*[._-])?(?:specs?|examples?|samples?|demos?|vectors|dummy)(?:/|[0-9]*$)|"
    rb"(?:^|/)(?:[^/]*[._-])(?:specs?|examples?|samples?|demos?|vectors?|dummy)[0-9]*\.[^/]*$|"
    rb"(?:^|/)(?:examples?|samples?|demos?|dummy|specs?|vectors)[0-9]*\.[^/]*$|"
    rb"(?:^|/)test_|(?:^|/)[^/]*_test\."
)
_THIRD = re.compile(
    rb"(?:^|/)(?:third[_-]?party|3rdparty|vendor|vendors|node_modules|external|externals|extern|deps|contrib|"
    rb"subprojects|bower_components|site-packages)(?:/|$)"
)
_DOCS = re.compile(
    rb"(?:^|/)(?:docs?|documentation|man|manual|help)(?:/|$)|\.(?:md|rst|txt|adoc|html?|tex|[1-8])$|readme|changelog"
)
_DEPLOY = re.compile(
    rb"(?:^|/)(?:deploy|deployment|config|configs|conf|etc|helm|k8s|ansible|terraform|\.github|ci)(?:/|$)|"
    rb"\.(?:ini|conf|cfg|env|properties|ya?ml|tfvars|toml)$"
)
_CREDIT = re.compile(r"copyright|\(c\)|©|spdx|authors?\b|maintainer|signed-off|written by|license", re.IGNORECASE)


def setting_of(path: bytes, sight: Sight | None) -> Setting:
    """Say in which surroundings a place is; a copyright line is one wherever it stands."""
    lower = path.lower()
    if sight is not None and _CREDIT.search(sight.line[: sight.before]):
        return Setting.CREDIT
    for setting, pattern in ((Setting.THIRD, _THIRD), (Setting.TEST, _TEST), (Setting.DOCS, _DOCS)):
        if pattern.search(lower):
            return setting
    return Setting.DEPLOY if _DEPLOY.search(lower) else Setting.CODE


def in_tests(path: bytes) -> bool:
    """Does a file belong to tests, examples or fixtures?"""
    return _TEST.search(path.lower()) is not None


def looks_drawn(value: bytes) -> bool:
    """Does a value look drawn at random, and not like a word somebody thought of?"""
    if not 10 <= len(value) <= 200 or b" " in value:
        return False
    classes = sum(bool(re.search(chars, value)) for chars in (rb"[a-z]", rb"[A-Z]", rb"[0-9]", rb"[^A-Za-z0-9]"))
    runs = re.findall(rb"[a-z]{4,}|[A-Z]{4,}", value)
    turns = sum(_class(one) != _class(other) for one, other in pairwise(value))
    return classes >= 3 and turns * 3 >= len(value) and sum(map(len, runs)) * 2 < len(value)


def looks_chosen(value: bytes) -> bool:
    """Is a value made as passwords have to be: letters of both cases or signs, and numbers?"""
    if not 8 <= len(value) <= 64 or b" " in value:
        return False
    return sum(bool(re.search(chars, value)) for chars in (rb"[a-z]", rb"[A-Z]", rb"[0-9]", rb"[^A-Za-z0-9_]")) >= 3


def looks_made_up(value: bytes) -> bool:
    """Does a name, address or number belong to those that are set apart for examples?"""
    return _MADE_UP.search(value.lower()) is not None


_MADE_UP = re.compile(
    rb"(?:^|[@.])example\.(?:com|net|org|edu|cn)$|(?:^|[@.])[a-z0-9.-]+\.(?:example|test|invalid|localhost)$|"
    rb"(?:^|@)(?:example|test|localhost)$|^(?:192\.0\.2|198\.51\.100|203\.0\.113)\.[0-9]+$|^2001:db8:|"
    rb"\b555[-. ]?01[0-9]{2}$"
)


def _class(char: int) -> int:
    return 0 if chr(char).islower() else 1 if chr(char).isupper() else 2 if chr(char).isdigit() else 3


def is_common(value: bytes) -> bool:
    """Is a value a word or number that stands in any code, so that hiding it everywhere hides far more?"""
    return len(value) <= 12 and re.fullmatch(rb"[a-z]+|[A-Z][a-z]*|[A-Z]+|[0-9]{1,8}", value) is not None


_NOTE_WORDS = re.compile(r"[\W\d_]+")
_EMPTY_NOTES = frozenset({
    "ok", "okay", "fine", "yes", "no", "na", "none", "nothing", "keep", "kept", "ignore", "skip", "false", "fp", "x",
    "xx", "good", "harmless", "see", "above", "seeabove", "todo", "tbd", "same", "ditto", "falsepositive", "notasecret",
    "noproblem", "allgood", "无", "没有", "误报", "可以", "保留", "没问题", "不是", "忽略", "同上", "好", "是", "否",
})  # fmt: skip
_DOUBT = re.compile(
    r"\?|？|\bnot sure\b|\bunsure\b|\bmaybe\b|\bprobably\b|\bperhaps\b|\bcheck with\b|\bask\b|\bto ?do\b|\btbd\b|"
    r"\bfixme\b|\b(?:must|to|should|will) be (?:removed|replaced|rotated|changed|revoked|deleted|hidden|"
    r"cleaned|checked)\b|"
    r"\bremove before\b|\bstill (?:live|in use|valid|works?)\b|\bi (?:think|guess|believe|suppose|hope)\b|"
    r"\bhopefully\b|"
    r"\b(?:should|seems?) (?:to )?be (?:fine|ok|okay|harmless|safe|unused)\b|"
    r"\b(?:seems|looks|appears) (?:fine|ok|okay|harmless|like|to)\b|"
    r"\bassum(?:e|ed|ing)\b|\b(?:un|not (?:yet )?)checked\b|\bdon'?t know\b|\bno idea\b|\bunclear\b|\bunknown\b|"
    r"\bfor now\b|\btemporar(?:y|ily)\b|\b(?:fix|clean ?up|rotate|remove|check)\b.{0,20}\b(?:later|soon)\b|"
    r"不确定|可能|待确认|待定|问一下|需确认|好像|应该是|应该没|大概|估计|不清楚|不知道|似乎|暂时|以后再|稍后|尚未|未确认|未核实|感觉",
    re.IGNORECASE,
)
_TEST_NOTE = re.compile(
    r"\b(?:tests?|testing|examples?|samples?|dummy|fake|fixtures?|demo|placeholders?|made[- ]up|mock)\b|"
    r"测试|示例|样例|占位|虚构",
    re.IGNORECASE,
)
_OPEN_NOTE = re.compile(
    r"\b(?:harmless|not (?:a )?secret|not confidential|public(?:ly)? known|is public|false positive|can stay|may stay|"
    r"no need to hide)\b|误报|公开信息|无需隐藏|不是机密|无害",
    re.IGNORECASE,
)


def note_key(note: str) -> str:
    """Give a note without what differs from one to the next: case, numbers, signs."""
    return _NOTE_WORDS.sub(" ", note.casefold()).strip()


def says_nothing(note: str) -> bool:
    """Is a note empty, or one that says nothing of the thing?"""
    key = note_key(note)
    return not key or key.replace(" ", "") in _EMPTY_NOTES


def doubts(note: str) -> bool:
    """Does a note say that its writer was not sure?"""
    return _DOUBT.search(note) is not None


def claims_test(note: str) -> bool:
    """Does a note say that this belongs to tests or examples?"""
    return _TEST_NOTE.search(note) is not None


def says_open(note: str) -> bool:
    """Does a note say that nothing need be hidden?"""
    return _OPEN_NOTE.search(note) is not None
