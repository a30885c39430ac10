"""Our SARIF 2.1.0: what its schema asks for, keyed fingerprints, both languages, and nothing of the content."""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import replace
from typing import Any

from codebinder.detect.reports import FINGERPRINT, Columns, Outgoing, fingerprint_of, read_report, to_sarif
from codebinder.detect.rules import Rule
from codebinder.model.findings import Confidence
from codebinder.model.text import LangText

RULES = {
    "private-key": Rule(
        id="private-key", kind="private-key", confidence=Confidence.HIGH,
        title=LangText((("en", "private key"), ("zh", "私钥"))),
    )
}  # fmt: skip


def tag(purpose: str, data: bytes) -> str:
    return hashlib.sha256(purpose.encode() + data).hexdigest()


ONE = Outgoing(
    path="src/中 文/a#b.c".encode(), line=3, start=20, end=25, rule="private-key", kind="private-key",
    confidence=Confidence.HIGH, reason="private key", fingerprint=fingerprint_of(tag, "private-key", b"p", b"v"),
    end_line=4, columns=(2, 7),
)  # fmt: skip
TWO = replace(ONE, rule="own:words", kind="code-name", confidence=Confidence.LOW, reason="allowed by a.1",
              columns=None,
              end_line=0, allowed="allowed by a.1",
              fingerprint=fingerprint_of(tag, "own:words", b"p", b"w"))  # fmt: skip


def log(*found: Outgoing, **more: Any) -> dict[str, Any]:
    made = to_sarif(found, RULES, version="1.2.3", **more)
    check(made)
    return made


def keys(table: dict[str, Any], needed: set[str], allowed: set[str]) -> None:
    assert needed <= set(table) <= needed | allowed, set(table) ^ needed


def check(made: dict[str, Any]) -> None:
    """Check the structure by the rules of SARIF 2.1.0, §3, as far as we use it."""
    json.dumps(made, allow_nan=False)
    keys(made, {"$schema", "version", "runs"}, set())
    assert made["version"] == "2.1.0"
    for run in made["runs"]:
        keys(run, {"tool", "results", "columnKind", "language"}, {"translations", "originalUriBaseIds"})
        assert re.fullmatch(r"[a-zA-Z]{2}(-[a-zA-Z]{2})?", run["language"])
        keys(run["tool"], {"driver"}, set())
        driver = run["tool"]["driver"]
        keys(driver, {"name", "version", "semanticVersion", "rules"}, set())
        for rule in driver["rules"]:
            keys(rule, {"id", "shortDescription", "messageStrings", "defaultConfiguration"}, {"properties"})
            assert rule["shortDescription"]["text"]
            assert 0 <= rule["defaultConfiguration"]["rank"] <= 100
        assert len({rule["id"] for rule in driver["rules"]}) == len(driver["rules"])
        for other in run.get("translations", ()):
            keys(other, {"name", "language", "contents", "rules"}, set())
        for result in run["results"]:
            check_result(result, driver["rules"])


def check_result(result: dict[str, Any], rules: list[dict[str, Any]]) -> None:
    keys(
        result,
        {"ruleId", "level", "message", "partialFingerprints"},
        {"ruleIndex", "kind", "rank", "locations", "properties", "suppressions", "baselineState"},
    )
    assert result["level"] in {"none", "note", "warning", "error"}
    assert result.get("baselineState", "new") in {"new", "unchanged", "absent"}
    assert result["message"]["text"]
    assert all(isinstance(value, str) for value in result["partialFingerprints"].values())
    if "ruleIndex" in result:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
    for location in result.get("locations", ()):
        place = location["physicalLocation"]
        assert re.fullmatch(r"[A-Za-z0-9._~/%-]+", place["artifactLocation"]["uri"])
        region = place["region"]
        keys(region, {"startLine", "byteOffset", "byteLength"}, {"endLine", "startColumn", "endColumn"})
        assert all(isinstance(value, int) for value in region.values())
        assert region["startLine"] >= 1
        assert region["byteOffset"] >= 0
    for one in result.get("suppressions", ()):
        keys(one, {"kind", "status", "justification"}, set())
        assert (one["kind"], one["status"]) == ("external", "accepted")


def test_a_finding_has_its_place_in_lines_columns_and_bytes() -> None:
    (result,) = log(ONE)["runs"][0]["results"]
    place = result["locations"][0]["physicalLocation"]
    assert place["artifactLocation"] == {"uri": "src/%E4%B8%AD%20%E6%96%87/a%23b.c"}
    assert place["region"] == {
        "startLine": 3, "endLine": 4, "startColumn": 2, "endColumn": 7, "byteOffset": 20, "byteLength": 5,
    }  # fmt: skip
    assert result["level"] == "error"


def test_rules_are_told_in_both_languages() -> None:
    run = log(ONE, TWO)["runs"][0]
    assert [rule["id"] for rule in run["tool"]["driver"]["rules"]] == ["own:words", "private-key"]
    (other,) = run["translations"]
    assert other["language"] == "zh-CN"
    assert other["rules"][0]["shortDescription"]["text"] == RULES["private-key"].title.get("zh")
    assert log(ONE, lang="zh")["runs"][0]["language"] == "zh-CN"


def test_what_is_allowed_is_suppressed_with_the_reason() -> None:
    (result,) = log(TWO)["runs"][0]["results"]
    assert result["suppressions"][0]["justification"] == "allowed by a.1"


def test_a_fingerprint_depends_on_the_key_and_holds_no_value() -> None:
    other = fingerprint_of(lambda purpose, data: tag("k" + purpose, data), "private-key", b"p", b"v")
    assert other != ONE.fingerprint
    assert ONE.fingerprint not in {hashlib.sha256(b"v").hexdigest()[:32], hashlib.sha1(b"v").hexdigest()[:32]}


def test_results_are_compared_with_an_earlier_log() -> None:
    before = log(ONE, ONE)
    now = log(ONE, TWO, previous=json.loads(json.dumps(before)))
    states = [(each["ruleId"], each["baselineState"]) for each in now["runs"][0]["results"]]
    assert states == [("private-key", "unchanged"), ("own:words", "new"), ("private-key", "absent")]
    after = log(ONE, TWO, previous=now)
    assert [each["baselineState"] for each in after["runs"][0]["results"]] == ["unchanged", "unchanged"]


def test_our_own_log_can_be_read_again() -> None:
    report = read_report(json.dumps(log(ONE, TWO)).encode(), "r")
    assert report.faults == ()
    assert [(one.path, one.line, one.span) for one in report.results] == [
        (ONE.path, 3, (20, 25)),
        (TWO.path, 3, (20, 25)),
    ]
    assert FINGERPRINT in json.dumps(log(ONE))


def test_columns_are_code_points_and_a_mark_is_none() -> None:
    for encoding in ("utf-8", "utf-16-le", "gb18030"):
        text = "中😀x = 1\nabc\n"
        data = text.encode(encoding)
        start = data.index("x".encode(encoding))
        assert Columns(data, encoding).of(start, start + len("x".encode(encoding))) == (1, 1, (3, 4))
        start = data.index("1\na".encode(encoding))
        assert Columns(data, encoding).of(start, start + len("1\na".encode(encoding))) == (1, 2, (7, 2))
    assert Columns(b"\xef\xbb\xbfabc", "utf-8-sig").of(3, 6) == (1, 1, (1, 4))
