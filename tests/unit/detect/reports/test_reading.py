# ruff: noqa: E501  (records as the tools write them)
"""Reports of other tools: recognised by their form, secrets dropped, everything hostile a listed fault."""

from __future__ import annotations

import hashlib
import json
import tracemalloc
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from codebinder.detect.reports import Report, read_report
from codebinder.detect.reports.paths import PathFault, tree_path
from codebinder.errors import UserError

SECRET = "hunter" + "-7Qx9vL2mPz4"
GITLEAKS: dict[str, Any] = {
    "RuleID": "generic-api-key", "Description": "Generic key", "StartLine": 3, "EndLine": 3, "StartColumn": 2,
    "EndColumn": 30, "Match": f"key = {SECRET}", "Secret": SECRET, "File": "src/a.c", "SymlinkFile": "", "Commit": "",
    "Entropy": 3.5, "Author": "", "Email": "", "Date": "", "Message": f"see {SECRET}", "Tags": [],
    "Fingerprint": "src/a.c:generic-api-key:3",
}  # fmt: skip
GITLEAKS_7 = {
    "line": f"key = {SECRET}", "lineNumber": 3, "offender": SECRET, "offenderEntropy": -1, "commit": "", "repo": "x",
    "rule": "Generic", "commitMessage": "", "author": "", "email": "", "file": "src/a.c", "date": "", "tags": "key",
}  # fmt: skip
TRUFFLEHOG = {
    "SourceMetadata": {"Data": {"Filesystem": {"file": "src/a.c", "line": 3}}}, "SourceID": 1, "SourceType": 15,
    "SourceName": "trufflehog - filesystem", "DetectorType": 17, "DetectorName": "URI", "DecoderName": "PLAIN",
    "Verified": False, "Raw": SECRET, "RawV2": f"{SECRET}!", "Redacted": "", "ExtraData": None, "StructuredData": None,
}  # fmt: skip
TRUFFLEHOG_GIT = {
    **TRUFFLEHOG,
    "SourceMetadata": {"Data": {"Git": {"commit": "ab" * 20, "file": "src/a.c", "email": "x", "line": 3}}},
}
TRUFFLEHOG_2 = {
    "branch": "main", "commit": "x", "commitHash": "ab" * 20, "date": "", "diff": f"+key = {SECRET}", "path": "src/a.c",
    "printDiff": SECRET, "reason": "High Entropy", "stringsFound": [SECRET],
}  # fmt: skip
BASELINE = {
    "version": "1.5.0", "plugins_used": [], "filters_used": [], "generated_at": "2026-01-01T00:00:00Z",
    "results": {
        "src/a.c": [
            {"type": "Secret Keyword", "filename": "src/a.c", "is_verified": False, "line_number": 3,
             "hashed_secret": hashlib.sha1(SECRET.encode()).hexdigest()},
        ]
    },
}  # fmt: skip
KINGFISHER = {
    "rule": {"name": "Generic Password", "id": "kingfisher.generic.1"},
    "finding": {
        "snippet": SECRET, "fingerprint": "1", "confidence": "medium", "entropy": "3.4", "language": "C", "line": 3,
        "validation": {"status": "Not Attempted", "response": ""}, "column_start": 2, "column_end": 9, "path": "src/a.c",
    },
}  # fmt: skip
SARIF: dict[str, Any] = {
    "version": "2.1.0",
    "runs": [
        {
            "tool": {"driver": {"name": "Some Scanner", "rules": [
                {"id": "R1", "shortDescription": {"text": "hard-coded password"}, "properties": {"tags": ["cwe-798"]}}
            ]}},
            "results": [
                {
                    "ruleId": "R1", "ruleIndex": 0, "level": "error", "message": {"text": f"found {SECRET}"},
                    "locations": [
                        {
                            "physicalLocation": {
                                "artifactLocation": {"uri": "src/a.c", "uriBaseId": "%SRCROOT%"},
                                "region": {"startLine": 3, "startColumn": 2, "endColumn": 9, "snippet": {"text": SECRET}},
                            }
                        }
                    ],
                    "partialFingerprints": {"x": SECRET},
                }
            ],
        }
    ],
}  # fmt: skip


def lines(*records: object) -> str:
    return "".join(json.dumps(record) + "\n" for record in records)


FORMS = {
    "gitleaks": (json.dumps([GITLEAKS]), "gitleaks:generic-api-key", "token"),
    "gitleaks-7": (json.dumps([GITLEAKS_7]), "gitleaks:Generic", "token"),
    "trufflehog": (lines(TRUFFLEHOG, TRUFFLEHOG), "trufflehog:URI", "token"),
    "trufflehog-one": (lines(TRUFFLEHOG), "trufflehog:URI", "token"),
    "trufflehog-git": (lines({"level": "info-0", "ts": "", "logger": "x", "msg": "running"}, TRUFFLEHOG_GIT), "trufflehog:URI", "token"),
    "trufflehog-2": (lines(TRUFFLEHOG_2), "trufflehog:High-Entropy", "token"),
    "detect-secrets": (json.dumps(BASELINE, indent=2), "detect-secrets:Secret-Keyword", "password"),
    "kingfisher": (json.dumps({"findings": [KINGFISHER], "audit": {}}), "kingfisher:kingfisher.generic.1", "password"),
    "kingfisher-lines": (lines(KINGFISHER, {"audit": {}}, {"findings": 1, "rules_applied": 3}), "kingfisher:kingfisher.generic.1", "password"),
    "sarif": (json.dumps(SARIF, indent=1), "some-scanner:R1", "password"),
}  # fmt: skip


def kept(report: Report) -> str:
    return repr(report) + "".join(repr([getattr(one, name) for name in one.__slots__]) for one in report.results)


@pytest.mark.parametrize("form", FORMS)
def test_a_report_is_recognised_and_its_secrets_are_dropped(form: str) -> None:
    text, rule, kind = FORMS[form]
    report = read_report(text.encode(), "r.json")
    assert report.faults == ()
    assert {(one.path, one.rule, one.kind) for one in report.results} == {(b"src/a.c", rule, kind)}
    assert {one.line for one in report.results} == ({0} if form == "trufflehog-2" else {3})
    assert SECRET not in kept(report)


@pytest.mark.parametrize("codec", ["utf-8-sig", "utf-16"])
def test_a_report_is_read_as_shells_write_it(codec: str) -> None:
    assert len(read_report(FORMS["sarif"][0].encode(codec), "r").results) == 1


@pytest.mark.parametrize(
    "text",
    ["", "  \n", "{", "[", "null", "3", '"x"', "{}", "[]", "[3]", '{"a":1}', "[" * 200_000, '{"a":' * 200_000, "\x00\x01",
     '{"runs": ' + "9" * 6000 + "}", "PK\x03\x04", "<xml/>", '{"a":1}\n{"b":2}\n', "-Infinity", "\ud800".encode("utf-8", "surrogatepass").decode("latin-1")],
)  # fmt: skip
def test_what_is_no_report_is_a_sentence(text: str) -> None:
    try:
        report = read_report(text.encode("latin-1"), "r.json")
    except UserError:
        return
    assert report.results == ()


PATHS = {
    "../a.c": "leads out", "a/../../b": "leads out", "/etc/passwd": "absolute", "C:\\x\\a.c": "absolute",
    "\\\\host\\share\\a": "absolute", "": "empty", "./": "empty", "a\x00b": "zero", "x" * 5000: "characters",
}  # fmt: skip


@pytest.mark.parametrize("path", PATHS)
def test_a_path_outside_of_the_tree_is_a_fault_with_its_place(path: str) -> None:
    report = read_report(json.dumps([GITLEAKS, {**GITLEAKS, "File": path}]).encode(), "r.json")
    assert len(report.results) == 1
    (fault,) = report.faults
    assert fault.startswith("r.json:[1]")
    assert PATHS[path] in fault
    assert "\x00" not in fault


@pytest.mark.parametrize(
    ("uri", "word"),
    [("https://example.com/a.c", "address"), ("file://host/a.c", "another machine"), ("//host/a.c", "another machine"),
     ("%2e%2e/a.c", "leads out"), ("..%2Fa.c", "leads out"), ("%2Fetc%2Fpasswd", "absolute"), ("file:///etc/passwd", "absolute"),
     ("a%00b", "zero"), ("..%5Ca.c", "leads out"), ("file:///C:/x/a.c", "absolute"), ("javascript:alert(1)", "address"),
     ("\ud800/a", "half")],
)  # fmt: skip
def test_a_uri_outside_of_the_tree_is_a_fault(uri: str, word: str) -> None:
    with pytest.raises(PathFault, match=word):
        tree_path(uri, uri=True)


@pytest.mark.parametrize(
    ("raw", "uri", "root", "path"),
    [("a%20b/%E4%B8%AD.c", True, "", "a b/中.c"), ("a%20b", False, "", "a%20b"), ("./a//b/./c", False, "", "a/b/c"),
     ("src\\x\\a.c", False, "", "src/x/a.c"), ("/home/u/r/src/a.c", False, "/home/u/r/", "src/a.c"),
     ("file:///home/u/r/src/a.c", True, "/home/u/r", "src/a.c"), ("C:\\r\\a.c", False, "c:\\r", "a.c"),
     ("file:///C:/r/a.c", True, "C:\\r", "a.c"), ("a%252e", True, "", "a%2e"), ("x:y", False, "", "x:y"), ("100%", True, "", "100%")],
)  # fmt: skip
def test_paths_inside_the_tree_are_understood(raw: str, uri: bool, root: str, path: str) -> None:
    assert tree_path(raw, uri=uri, root=root) == path.encode()


def test_a_folder_beside_the_root_is_not_the_root() -> None:
    with pytest.raises(PathFault):
        tree_path("/home/u/repo-2/a.c", root="/home/u/repo")


def change(value: Any, way: list[Any], to: object) -> Any:
    copy = json.loads(json.dumps(value))
    at = copy
    for step in way[:-1]:
        at = at[step]
    at[way[-1]] = to
    return copy


WRONG = [
    (["runs"], 3), (["runs"], {}), (["runs", 0], 3), (["runs", 0, "tool"], []), (["runs", 0, "results"], "x"),
    (["runs", 0, "results", 0], 3), (["runs", 0, "results", 0, "locations"], 3), (["runs", 0, "results", 0, "locations", 0], []),
    (["runs", 0, "results", 0, "ruleIndex"], 99), (["runs", 0, "results", 0, "ruleIndex"], "x"),
    (["runs", 0, "results", 0, "locations", 0, "physicalLocation"], {}),
    (["runs", 0, "results", 0, "locations", 0, "physicalLocation", "artifactLocation"], {"index": 7}),
    (["runs", 0, "results", 0, "locations", 0, "physicalLocation", "artifactLocation", "uri"], 3),
    (["runs", 0, "results", 0, "locations", 0, "physicalLocation", "region", "startLine"], "3"),
    (["runs", 0, "results", 0, "locations", 0, "physicalLocation", "region", "startLine"], -3),
    (["runs", 0, "results", 0, "locations", 0, "physicalLocation", "region", "startLine"], 1e400),
    (["runs", 0, "results", 0, "locations", 0, "physicalLocation", "region", "endLine"], 1),
    (["runs", 0, "results", 0, "suppressions"], 3), (["runs", 0, "results", 0, "locations"], []), (["version"], "1.0.0"),
]  # fmt: skip


@pytest.mark.parametrize(("way", "to"), WRONG)
def test_a_wrong_type_in_sarif_is_a_fault_with_its_place(way: list[Any], to: object) -> None:
    report = read_report(json.dumps(change(SARIF, way, to)).encode(), "r.sarif")
    assert report.faults
    assert all(fault.startswith("r.sarif:") for fault in report.faults)
    assert SECRET not in "".join(report.faults)


def test_a_doubled_key_is_told_and_the_last_counts() -> None:
    text = json.dumps([GITLEAKS]).replace('"StartLine": 3', '"StartLine": 1, "StartLine": 3')
    report = read_report(text.encode(), "r.json")
    assert [one.line for one in report.results] == [3]
    (fault,) = report.faults
    assert "StartLine" in fault


def test_a_broken_line_does_not_cost_the_others() -> None:
    text = lines(TRUFFLEHOG) + '{"x": \n' + lines({"other": 1}, TRUFFLEHOG_GIT)
    report = read_report(text.encode(), "r.json")
    assert len(report.results) == 2
    assert [fault.split(":")[1] for fault in report.faults] == ["2", "3"]


def test_a_greeting_before_the_lines_is_told_and_costs_nothing() -> None:
    report = read_report(("Unearth your secrets\n\n" + lines(TRUFFLEHOG)).encode(), "r.json")
    assert len(report.results) == 1
    assert [fault.split(":")[1] for fault in report.faults] == ["1"]


def test_a_document_is_not_taken_for_lines_because_of_its_layout() -> None:
    text = json.dumps(BASELINE, indent=1).replace('"plugins_used": [],', '"plugins_used": [\n{"name": "x"}\n],')
    assert len(read_report(text.encode(), "r.json").results) == 1


def test_faults_are_counted_beyond_some_hundreds() -> None:
    report = read_report(
        json.dumps([{**GITLEAKS, "File": f"../{number}"} for number in range(3000)] + [GITLEAKS]).encode(), "r"
    )
    assert len(report.results) == 1
    assert 400 < len(report.faults) < 600
    assert "more" in report.faults[-1]


def test_a_report_of_200_megabytes_is_refused_without_reading_it() -> None:
    data = b'{"version": "2.1.0", "runs": [' + b" " * (200 << 20) + b"]}"
    tracemalloc.start()
    with pytest.raises(UserError, match="MB"):
        read_report(data, "r.sarif")
    assert tracemalloc.get_traced_memory()[1] < 450 << 20
    tracemalloc.stop()


def test_what_the_tool_does_not_hold_for_a_secret_is_noise() -> None:
    dismissed = change(BASELINE, ["results", "src/a.c", 0, "is_secret"], False)
    inactive = change(KINGFISHER, ["finding", "validation", "status"], "Inactive Credential")
    suppressed = change(SARIF, ["runs", 0, "results", 0, "suppressions"], [{"kind": "inSource"}])
    for value in (dismissed, [inactive], suppressed, change(SARIF, ["runs", 0, "results", 0, "level"], "note")):
        (one,) = read_report(json.dumps(value).encode(), "r").results
        assert one.noise


@pytest.mark.parametrize("gone", [("kind", "pass"), ("kind", "notApplicable"), ("baselineState", "absent")])
def test_what_is_no_result_any_more_is_left_out(gone: tuple[str, str]) -> None:
    assert (
        read_report(json.dumps(change(SARIF, ["runs", 0, "results", 0, gone[0]], gone[1])).encode(), "r").results == ()
    )


def test_a_complaint_about_code_is_no_secret() -> None:
    plain = change(
        SARIF, ["runs", 0, "tool", "driver", "rules", 0], {"id": "R1", "shortDescription": {"text": "overflow"}}
    )
    (one,) = read_report(json.dumps(plain).encode(), "r").results
    assert one.kind == "vulnerability"


def test_a_draft_of_sarif_is_read() -> None:
    draft = change(SARIF, ["version"], "2.0.0")
    place = draft["runs"][0]["results"][0]["locations"][0]["physicalLocation"]
    place["fileLocation"] = place.pop("artifactLocation")
    draft["runs"][0]["tool"] = {"name": "old"}
    draft["runs"][0]["resources"] = {"rules": {"R1": {"id": "R1", "shortDescription": {"text": "password"}}}}
    del draft["runs"][0]["results"][0]["ruleIndex"]
    (one,) = read_report(json.dumps(draft).encode(), "r").results
    assert (one.path, one.rule, one.kind) == (b"src/a.c", "old:R1", "password")


def test_a_tool_cannot_pass_for_ones_own_rules() -> None:
    named = change(SARIF, ["runs", 0, "tool", "driver", "name"], "own")
    (one,) = read_report(json.dumps(named).encode(), "r").results
    assert not one.rule.startswith("own:")


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(
        ["runs", "results", "locations", "physicalLocation", "artifactLocation", "uri", "region", "startLine", "tool",
         "driver", "rules", "RuleID", "File", "StartLine", "Secret", "SourceMetadata", "Data", "Git", "file", "line",
         "DetectorName", "rule", "finding", "path", "findings", "stringsFound", "version"]), inner, max_size=6),
    max_leaves=30,
)  # fmt: skip


@given(value=JSON)
def test_no_json_makes_it_fail(value: object) -> None:
    try:
        report = read_report(json.dumps(value).encode(), "r")
    except UserError:
        return
    assert all(one.path and b".." not in one.path.split(b"/") for one in report.results)
