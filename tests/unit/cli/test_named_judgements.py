"""`review decide --judgement`: decides what was listed, and nothing that is another thing by now."""

from __future__ import annotations

from helpers.desk import LEGAL, Desk


def listed(desk: Desk) -> dict[str, list[str]]:
    return {each["id"]: each["members"] for each in desk("review", "judgements", desk.file)["judgements"]}


def test_a_judgement_that_was_listed_before_something_changed_is_no_longer_there(desk: Desk) -> None:
    desk.redact("--path", "a.c", "--lines", "1-1")
    desk.redact("--all", reason="CRY")
    desk.submit()
    before = listed(desk)
    assert len(before) == 2
    desk("redact", "withdraw", desk.file, "--redaction", "R-1", "--as", "lin")
    desk.redact("--path", "a.c", "--lines", "1-2")
    desk.submit()
    after = listed(desk)
    (gone,) = set(before) - set(after)
    how = ("--verdict", "approve", "--as", LEGAL)
    refused = desk.run("review", "decide", desk.file, "--judgement", gone, *how, expect=None)
    assert refused.code == 3
    (same,) = set(before) & set(after)
    done = desk("review", "decide", desk.file, "--judgement", same, *how)
    assert len(done["decisions"]) == len(after[same])
