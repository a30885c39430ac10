"""Named reviewers, duties, delegations, take-overs and signed pages in a package: each rule kept, and broken."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from codebinder.model.review import PublicKey, Role, Signed, SignedType
from codebinder.verify import standalone
from helpers import breaking, packages
from helpers.packages import Person

PLAIN = {"filing": "", "round": 0, "template": ""}
ENGINEER, LAWYER = packages.people()
SECOND = Person("wen", Role.LEGAL, b"\3" * 32)
HELPER = Person("hou", Role.ENGINEER, b"\4" * 32)
MEMBERS = [packages.member(each.public) for each in (ENGINEER, LAWYER, SECOND, HELPER)]


def print_of(person: Person) -> str:
    return person.public.fingerprint


def rosters(*versions: dict[str, object]) -> list[Signed]:
    """Sign version 1 with everybody on it, and more versions by what they change."""
    keeper = packages.people()[0]
    signed: list[Signed] = []
    fields: dict[str, object] = {"members": MEMBERS, "keeper": print_of(keeper), **PLAIN}
    for number, changes in enumerate([{}, *versions], 1):
        fields |= changes
        signed.append(keeper.sign(SignedType.ROSTER, {**fields, "roster": number, "previous_roster": keeper.previous}))
    return signed


def newest(versions: Sequence[Signed], change: Callable[..., object] | None = None) -> Callable[..., Any]:
    """Have everything signed at the newest version of the roster, and bent by `change`."""

    def bend(kind: str, fields: dict[str, object]) -> object:
        fields = {**fields, "roster": len(versions)}
        return change(kind, fields) if change else fields

    return bend


def asking(*reviewers: Person, **more: object) -> Callable[[str, dict[str, object]], dict[str, object]]:
    def change(kind: str, fields: dict[str, object]) -> dict[str, object]:
        extra = {"reviewers": [print_of(each) for each in reviewers], **more} if kind == "submission" else {}
        return {**fields, **extra}

    return change


def answer(who: Person, digest: str, **more: object) -> Signed:
    person = Person(who.name, who.role, who.seed, sequence=40)
    return person.sign(SignedType.ANSWER, {"digest": digest, "packet": "", "objects": ["b" * 64], **more})


def excusal(by: Person, reviewer: Person, digest: str, **more: object) -> Signed:
    person = Person(by.name, by.role, by.seed, sequence=60)
    fields = {"digest": digest, "reviewer": print_of(reviewer), "comment_tag": "", **more}
    return person.sign(SignedType.EXCUSAL, fields)


def judged(folder: Path, **options: object) -> standalone.Check:
    folder.mkdir(exist_ok=True)
    if "rosters" not in options:
        options["rosters"] = rosters()
    versions = options["rosters"]
    options["change"] = newest(versions, options.get("change"))  # type: ignore[arg-type]
    made = packages.make(folder, **options)  # type: ignore[arg-type]
    return breaking.check(made.archive)


def good(found: standalone.Check) -> str:
    assert (found.exit_code, found.faults) == (0, [])
    return next(text for name, _, text in found.lines if name == "APPROVAL")


def refused(found: standalone.Check, says: str) -> None:
    assert found.exit_code == 1
    assert any(says in text for _, _, text in found.faults), found.faults


# -- everybody who was asked


def test_a_reviewer_who_answered_or_was_released_is_not_missed(tmp_path: Path) -> None:
    good(judged(tmp_path / "a", change=asking(LAWYER)))
    good(judged(tmp_path / "b", change=asking(LAWYER, SECOND), answers=lambda digest: [answer(SECOND, digest)]))
    good(judged(tmp_path / "c", change=asking(SECOND), answers=lambda digest: [excusal(ENGINEER, SECOND, digest)]))
    both = asking(SECOND, LAWYER, HELPER)
    good(judged(tmp_path / "d", change=both, answers=lambda d: [excusal(ENGINEER, HELPER, d), answer(SECOND, d)]))


def test_an_answer_that_was_left_out_is_missed(tmp_path: Path) -> None:
    refused(judged(tmp_path, change=asking(LAWYER, SECOND)), "neither approved nor answered nor been released")


BAD_ANSWERS: dict[str, tuple[Callable[[str], Signed], str]] = {
    "of another round": (lambda d: answer(SECOND, d, round=2), "another round"),
    "about other bytes": (lambda _: answer(SECOND, "c" * 64), "other files"),
    "of another filing": (lambda d: answer(SECOND, d, filing=packages.WORKBOOK), "another filing"),
    "of another template": (lambda d: answer(SECOND, d, template="c" * 64), "another template"),
    "of another workbook": (lambda d: answer(SECOND, d, workbook=packages.FILING), "another workbook"),
    "after another round": (lambda d: answer(SECOND, d, previous_round="c" * 64), "different earlier rounds"),
    "with words": (lambda d: answer(SECOND, d, note="all is well"), "nobody approved that"),
    "that names no objects": (lambda d: answer(SECOND, d, objects=["x"]), "objects"),
    "of who was not asked": (lambda d: answer(HELPER, d), "nobody who was asked"),
    "of the approver": (lambda d: answer(LAWYER, d), "answered already"),
    "of a stranger": (lambda d: answer(Person("x", Role.LEGAL, b"\7" * 32), d), "not on the roster"),
    "release by herself": (lambda d: excusal(SECOND, SECOND, d), "not signed by the roster's keeper"),
    "release by another one": (lambda d: excusal(LAWYER, SECOND, d), "not signed by the roster's keeper"),
    "release of who was not asked": (lambda d: excusal(ENGINEER, HELPER, d), "nobody who was asked"),
    "release with words": (lambda d: excusal(ENGINEER, SECOND, d, note="x"), "nobody approved that"),
    "release for other bytes": (lambda _: excusal(ENGINEER, SECOND, "c" * 64), "other files"),
}


@pytest.mark.parametrize("name", BAD_ANSWERS)
def test_an_answer_that_is_none_does_not_count(tmp_path: Path, name: str) -> None:
    make, says = BAD_ANSWERS[name]
    found = judged(tmp_path, change=asking(LAWYER, SECOND), answers=lambda digest: [make(digest)])
    refused(found, says)
    assert any("neither approved nor answered" in text for _, _, text in found.faults) or "approver" in name


# -- what is covered


def test_a_round_of_single_components_says_so(tmp_path: Path) -> None:
    found = judged(tmp_path, change=asking(scope=["main", "fw"]), part=True)
    assert good(found).endswith("covers only: main, fw")
    assert any("main, fw" in text for text in standalone.as_object(found)["not_proven"])
    assert any("main, fw" in text for text in found.unproven)


def test_a_file_of_a_component_that_the_round_does_not_cover_is_found(tmp_path: Path) -> None:
    refused(judged(tmp_path, change=asking(scope=["main"]), part=True), "does not cover")


def test_a_part_does_not_go_by_the_name_of_the_whole_nor_the_whole_by_that_of_a_part(tmp_path: Path) -> None:
    refused(judged(tmp_path / "a", change=asking(scope=["main", "fw"])), "the name of the whole")
    refused(judged(tmp_path / "b", part=True), "the name of a part")


# -- pages that a certificate signed


def test_a_signed_page_is_listed_and_said_to_be_checked_elsewhere(tmp_path: Path) -> None:
    found = judged(tmp_path, signed_page=b"%PDF-1.7 signed")
    good(found)
    assert any("approval-1.pdf" in text and "PAdES" in text for text in found.unproven)
    assert standalone.as_object(found)["not_proven"][-1].startswith("what the signature in proof/approvals/approval-1")


def test_a_page_of_no_approval_is_found(tmp_path: Path) -> None:
    made = packages.make(tmp_path)

    def change(files: dict[str, bytearray]) -> None:
        files["proof/approvals/approval-2.pdf"] = bytearray(b"%PDF")

    refused(breaking.check(packages.reseal(made, tmp_path / "bent.zip", change)), "goes with no approval")


# -- duties, delegations, revocations


def delegation(**changes: object) -> dict[str, object]:
    row = {"giver": print_of(LAWYER), "taker": print_of(HELPER), "duties": ["approve"], "filing": "", "until": ""}
    return {"delegations": [{**row, **changes}]}


def delegated(folder: Path, versions: list[Signed], by: Person = HELPER, *said: PublicKey, **more: object) -> Any:
    fresh = Person(by.name, by.role, by.seed)
    return judged(folder, rosters=versions, approver=fresh, acting_for=said or (LAWYER.public,), **more)


@pytest.mark.parametrize(
    "changes", [{}, {"filing": packages.FILING}, {"until": "2026-03-04"}], ids=["all", "one", "day"]
)
def test_a_delegated_approval_stands_for_both(tmp_path: Path, changes: dict[str, object]) -> None:
    line = good(delegated(tmp_path, rosters(delegation(**changes))))
    assert print_of(HELPER) in line
    assert print_of(LAWYER) in line


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"filing": packages.WORKBOOK}, "delegated it to her"), ({"until": "2026-03-03"}, "delegated it to her"),
        ({"duties": ["seal"]}, "delegated it to her"), ({"giver": print_of(ENGINEER)}, "delegated it to her"),
    ],
    ids=["another filing", "past", "another duty", "who has it not"],
)  # fmt: skip
def test_a_delegation_that_is_not_in_force_lets_nobody_approve(
    tmp_path: Path, change: dict[str, object], says: str
) -> None:
    refused(delegated(tmp_path, rosters(delegation(**change))), says)


def test_a_delegation_that_was_ended_does_not_count_by_naming_an_old_version(tmp_path: Path) -> None:
    versions = rosters(delegation(), {"delegations": []})

    def change(kind: str, fields: dict[str, object]) -> dict[str, object]:
        return {**fields, "roster": 2} if kind == "approval" else fields

    refused(delegated(tmp_path, versions, change=change), "delegated it to her")


def test_neither_of_the_two_may_have_submitted(tmp_path: Path) -> None:
    """The engineer has role legal's duty by nobody but herself: she submitted, and lets another one approve."""
    members = [packages.member(ENGINEER.public) | {"role": "legal"}, *MEMBERS[1:]]
    versions = rosters({"members": members, **delegation(giver=print_of(ENGINEER))})
    refused(delegated(tmp_path, versions, HELPER, ENGINEER.public), "also submitted or approved")


def test_the_manifest_says_for_whom_an_approval_stands(tmp_path: Path) -> None:
    refused(delegated(tmp_path, rosters(delegation()), HELPER, SECOND.public), "whom an approver stands for")


@pytest.mark.parametrize(
    ("duties", "says"),
    [
        ([(LAWYER, ["propose"])], "in the role legal"),
        ([(ENGINEER, ["seal"])], "allowed to propose"),
        ([(ENGINEER, ["propose"])], "allowed to seal"),
    ],
    ids=["approve", "propose", "seal"],
)
def test_a_duty_that_was_taken_binds(tmp_path: Path, duties: list[tuple[Person, list[str]]], says: str) -> None:
    rows = [{"fingerprint": print_of(who), "duties": held} for who, held in duties]
    refused(judged(tmp_path, rosters=rosters({"duties": rows})), says)


@pytest.mark.parametrize(
    ("person", "after", "whole"),
    [(LAWYER, 1, True), (LAWYER, 0, False), (SECOND, 0, True)],
    ids=["what came before counts", "what came after does not", "somebody else"],
)
def test_what_a_revoked_key_signed_counts_up_to_its_number(
    tmp_path: Path, person: Person, after: int, *, whole: bool
) -> None:
    rows = [{"fingerprint": print_of(person), "loss": "compromised", "after": after}]
    found = judged(tmp_path, rosters=rosters({"revoked": rows}))
    if whole:
        good(found)
    else:
        refused(found, "was revoked")


# -- taking over


def taken_over(*, endorsers: Sequence[Person], need: int = 2, **changes: object) -> tuple[list[Signed], list[Signed]]:
    keys = [print_of(LAWYER), print_of(SECOND)]
    versions = rosters({"successors": {"need": need, "keys": keys}})
    digest = hashlib.sha256(versions[-1].stored).hexdigest()
    fields = {"new_keeper": print_of(SECOND), "previous_roster": digest, "roster": 2, **PLAIN}
    signed = [
        Person(each.name, each.role, each.seed, sequence=20).sign(SignedType.ENDORSEMENT, fields) for each in endorsers
    ]
    roster = {"members": MEMBERS, "keeper": print_of(SECOND), "previous_roster": digest, "roster": 3, **PLAIN}
    new = Person(SECOND.name, SECOND.role, SECOND.seed, sequence=30)
    versions.append(new.sign(SignedType.ROSTER, {**roster, "successors": {"need": need, "keys": keys}, **changes}))
    return versions, signed


def test_a_roster_that_successors_took_over_is_taken(tmp_path: Path) -> None:
    versions, endorsements = taken_over(endorsers=(LAWYER, SECOND))
    good(judged(tmp_path, rosters=versions, endorsements={3: endorsements}))


@pytest.mark.parametrize(
    ("case", "says"),
    [
        ("too few", "too few"), ("none", "too few"), ("beside another version", "nobody endorses it"),
        ("more than the keeper", "changes more than its keeper"), ("not a successor", "nobody who may sign one"),
    ],
    ids=["too few", "none", "beside another version", "more than the keeper", "not a successor"],
)  # fmt: skip
def test_a_take_over_that_is_none_is_refused(tmp_path: Path, case: str, says: str) -> None:
    endorsers = {"too few": (LAWYER,), "not a successor": (LAWYER, SECOND, HELPER)}.get(case, (LAWYER, SECOND))
    more = {"certificates": []} if case != "more than the keeper" else {"delegations": delegation()["delegations"]}
    versions, endorsements = taken_over(endorsers=endorsers, **more)
    beside = {2: endorsements} if case == "beside another version" else {} if case == "none" else {3: endorsements}
    refused(judged(tmp_path, rosters=versions, endorsements=beside), says)


def test_what_stands_beside_the_rosters_has_a_name_that_says_what_it_is(tmp_path: Path) -> None:
    versions, endorsements = taken_over(endorsers=(LAWYER, SECOND))
    made = packages.make(tmp_path, rosters=versions, endorsements={3: endorsements}, change=newest(versions))

    def change(files: dict[str, bytearray]) -> None:
        for ending in ("msg", "sig"):
            files[f"proof/roster/0003-endorsement-3.{ending}"] = files.pop(f"proof/roster/0003-endorsement-2.{ending}")

    refused(breaking.check(packages.reseal(made, tmp_path / "bent.zip", change)), "not numbered without a gap")
