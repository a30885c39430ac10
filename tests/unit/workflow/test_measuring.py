"""A measure has exactly the numbers of a build, is cheap to take again, and what is above the ceiling goes nowhere."""

from __future__ import annotations

import json
import random
import zipfile
from pathlib import Path

import pytest

from codebinder.base.messages import said
from codebinder.errors import Faults, Problems
from codebinder.model.checklist import RequirementState
from codebinder.model.measure import Measured
from codebinder.workflow import filings, measuring, overview, planning, redacting
from helpers.small_template import HEAD, SOURCE
from helpers.workflows import ENGINEER, QUIET, Room

FILES = {
    b"a.c": b"int alpha = 1;\nint beta = 2;\nint gamma = 3;\nint delta = 4;\n",
    b"b.c": b'int secretword = 1;\nchar *name = "secretword";\nint c;\nint d;\n',
    b"sub/c.txt": "第一行\n第二行\n第三行\n".encode(),
    b"sub/d.bin": b"\0\1" * 512,
}
PAGE = "page: {lines_per_page: 4, file_heading: no, line_numbers: none}"


def template(
    *, ceiling: str = "", comparator: str = "<=", basis: str = "chars", scope: str = "package", more: str = ""
) -> str:
    limit = f'ceiling: {ceiling}, comparator: "{comparator}", ' if ceiling else ""
    policy = f"allowed: yes, preserve_lines: yes, {limit}basis: {basis}, scope: {scope}, {more}{SOURCE}"
    return f"""{HEAD}requirements:
  - {{id: code, kind: source, level: required, label: {{en: Source}}, {SOURCE}}}
  - {{id: dark, kind: text, level: required, label: {{en: Dark pages}}, {SOURCE}}}
listing: {{mode: whole, {PAGE}}}
redaction: {{{policy}}}
approvals: {{count: 1, role: legal, {SOURCE}}}
archive: {{compression: stored, {SOURCE}}}
"""


def room_with(folder: Path, **policy: str) -> Room:
    room = Room(folder, template=template(**policy))
    room.source(FILES)
    room.scan()
    return room


def measured(room: Room, *, printed: bool = True) -> Measured:
    return measuring.measured(room.session, room.filing, printed=printed, **QUIET)


def hide_value(room: Room, path: bytes, word: bytes) -> str:
    at = FILES[path].index(word)
    (row,) = redacting.redact_bytes(
        room.session, room.filing, path=path, start=at, end=at + len(word), reason="TS", key=ENGINEER, as_value=True
    )
    return row.id


def test_files_add_up_to_the_package_and_pages_to_the_deposit(tmp_path: Path) -> None:
    room = room_with(tmp_path)
    room.hide(b"a.c", 1, 2)
    hide_value(room, b"b.c", b"secretword")
    redacting.redact_file(room.session, room.filing, path=b"sub/c.txt", reason="TS", key=ENGINEER)
    found = measured(room)
    by_path = {each.path: each for each in found.files}
    assert list(by_path) == sorted(FILES)
    assert by_path[b"sub/c.txt"].withheld
    assert by_path[b"sub/c.txt"].measure.share("chars") == 1
    assert by_path[b"a.c"].measure.hidden_lines == 2
    assert by_path[b"b.c"].measure.hidden_chars == 2 * len("secretword")
    assert by_path[b"sub/d.bin"].measure.chars == 1024
    assert found.package.hidden_chars == sum(each.measure.hidden_chars for each in found.files)
    assert found.package.lines == sum(each.measure.lines for each in found.files)
    assert found.deposit.pages == len(found.pages) == 2  # what is withheld is not printed
    assert found.deposit.area == sum(each.cells for each in found.pages)
    assert found.blackout_pages == (1, 2)
    room.session.close()


def test_any_gestures_in_any_order_give_what_a_fresh_session_gives(tmp_path: Path) -> None:
    chance = random.Random(7)
    room = room_with(tmp_path)
    for _ in range(12):
        held = redacting.redactions(room.session, room.filing)
        kind = chance.randrange(4)
        if kind == 0 and held:
            room.withdraw(chance.choice(held).id)
        elif kind == 1:
            first = chance.randrange(1, 4)
            room.hide(chance.choice((b"a.c", b"b.c")), first, first + chance.randrange(2))
        elif kind == 2:
            hide_value(room, *chance.choice(((b"b.c", b"secretword"), (b"a.c", b"int gamma"), (b"b.c", b"int d;"))))
        elif not any(each.path == b"sub/c.txt" for each in held):
            redacting.redact_file(room.session, room.filing, path=b"sub/c.txt", reason="TS", key=ENGINEER)
        quick = measured(room)
        plan = room.session.plans.get(room.filing.uid)
        for table in (room.session.plans, room.session.measures, room.session.selections):
            table.clear()
        assert measured(room) == quick
        fresh = room.session.plans.get(room.filing.uid)
        if plan is not None and fresh is not None and quick.package.hidden_chars:
            assert isinstance(plan[1], planning.Plan)
            assert isinstance(fresh[1], planning.Plan)
            assert (plan[1].spans, plan[1].digests) == (fresh[1].spans, fresh[1].digests)
    room.session.close()


def test_a_second_measure_reads_only_what_a_gesture_touched(tmp_path: Path) -> None:
    room = room_with(tmp_path)
    room.hide(b"a.c", 1, 1)
    measured(room, printed=False)
    counted = room.session.totals.counted
    measured(room, printed=False)
    assert room.session.totals.counted == counted
    room.hide(b"b.c", 3, 3)
    after = measured(room, printed=False)
    assert room.session.totals.counted == counted + 1
    assert after.package.hidden_lines == 2
    room.session.close()


def test_hiding_more_never_lowers_a_share(tmp_path: Path) -> None:
    room = room_with(tmp_path)
    before = measured(room)
    for line in (1, 2, 3, 4):
        room.hide(b"a.c", line, line)
        after = measured(room)
        for basis in ("chars", "lines"):
            assert after.package.share(basis) > before.package.share(basis)
        assert after.deposit.share("pages") >= before.deposit.share("pages")
        assert after.deposit.share("lines") >= before.deposit.share("lines")
        before = after
    room.session.close()


@pytest.mark.parametrize(
    ("basis", "scope", "where"),
    [
        ("chars", "file", "src/a.c: "),
        ("lines", "file", "src/a.c: "),
        ("chars", "package", "the package: "),
        ("lines", "package", "the package: "),
        ("lines", "page", "page 1: "),
        ("area", "page", "page 1: "),
        ("lines", "deposit", "the deposit: "),
        ("area", "deposit", "the deposit: "),
        ("pages", "deposit", "the deposit: "),
    ],
)
def test_above_the_ceiling_nothing_is_submitted_and_no_draft_is_built(
    tmp_path: Path, basis: str, scope: str, where: str
) -> None:
    room = room_with(tmp_path, ceiling="0.01", basis=basis, scope=scope, more="mask: hatch, ")
    room.submit()
    room.hide(b"a.c", 1, 1)
    found = measured(room)
    assert not found.within
    assert said(found.problems[0]).startswith(where)
    assert "the template allows at most 1 %" in said(found.problems[0])
    assert "模板最多允许 1 %" in said(found.problems[0], "zh")
    with pytest.raises(Problems) as caught:
        room.submit()
    assert caught.value.problems == tuple(map(said, found.problems))
    with pytest.raises(Problems):
        room.build(draft=True)
    assert list(room.out.iterdir()) == []
    room.session.close()


@pytest.mark.parametrize(("basis", "scope"), [("lines", "file"), ("lines", "page"), ("pages", "deposit")])
@pytest.mark.parametrize(("comparator", "within"), [("<=", True), ("<", False)])
def test_exactly_one_half_keeps_at_most_and_not_less_than(
    tmp_path: Path, basis: str, scope: str, comparator: str, *, within: bool
) -> None:
    room = room_with(tmp_path, ceiling="0.5", comparator=comparator, basis=basis, scope=scope)
    room.hide(b"a.c", 1, 2)  # two of the file's four lines and of the page's
    if basis == "pages":  # what is withheld is not printed: two pages are left
        redacting.redact_file(room.session, room.filing, path=b"sub/c.txt", reason="TS", key=ENGINEER)
    found = measured(room)
    assert found.within is within
    assert bool(found.problems) is not within
    room.session.close()


def test_the_checklist_says_before_how_much_is_hidden_and_when_it_is_not_known(tmp_path: Path) -> None:
    room = room_with(tmp_path, ceiling="0.5", basis="lines", scope="deposit")

    def row() -> tuple[RequirementState, str]:
        rows = {each.requirement: each for each in filings.checklist(room.session, room.filing)}
        return rows["redaction_ceiling"].state, rows["redaction_ceiling"].why

    assert row() == (RequirementState.MET, "Nothing is hidden.")
    first = room.hide(b"a.c", 1, 1)
    assert row() == (RequirementState.UNMET, "It has not been measured since the last change.")
    found = measured(room)
    state, why = row()
    assert state is RequirementState.MET
    assert why.startswith("the deposit: ")
    assert f"(1 of {found.deposit.lines})" in why
    for line in (2, 3, 4):
        room.hide(b"a.c", line, line)
    for line in (1, 2, 3, 4):
        room.hide(b"b.c", line, line)
    assert not measured(room).within
    assert row() == (
        RequirementState.UNMET,
        "the deposit: 72.73 % of the lines hidden (8 of 11); the template allows at most 50 %.",
    )
    room.withdraw(first)
    assert row() == (RequirementState.UNMET, "It has not been measured since the last change.")
    room.session.close()


def test_a_submitted_round_is_measured_when_the_workbook_is_opened_again(tmp_path: Path) -> None:
    room = room_with(tmp_path, ceiling="0.5", basis="lines", scope="deposit", more="pages_field: dark, ")
    room.hide(b"a.c", 1, 1)
    room.approve()
    room.session.measures.clear()
    rows = {each.requirement: each for each in filings.checklist(room.session, room.filing)}
    assert rows["redaction_ceiling"].state is RequirementState.MET
    assert rows["dark"].why == "The program fills it in: 1."
    view = overview.view(room.session, room.filing)
    assert view.filled == ("dark", "1")
    assert view.hidden.startswith("the deposit: ")
    room.session.close()


def papers_of(archive: Path, *names: str) -> list[dict[str, object]]:
    with zipfile.ZipFile(archive) as held:
        top = held.namelist()[0].split("/")[0]
        return [json.loads(held.read(f"{top}/{name}")) for name in names]


def test_the_pages_with_black_out_stand_in_the_form_and_nobody_sets_them(tmp_path: Path) -> None:
    room = room_with(tmp_path, more="pages_field: dark, ")
    with pytest.raises(Faults) as refused:
        filings.set_fields(room.session, room.filing, {"dark": "1-60"})
    assert "the program fills it in" in refused.value.faults[0]
    room.approve()
    (form,) = papers_of(room.build(), "papers/form.json")
    assert [(each["requirement"], each["text"]) for each in form["fields"]] == [("dark", "None")]
    room.hide(b"b.c", 1, 1)
    room.approve()
    out = tmp_path / "second"
    out.mkdir()
    (form,) = papers_of(room.build(out), "papers/form.json")
    assert [each["text"] for each in form["fields"]] == ["2"]
    assert measured(room).blackout_pages == (2,)
    room.session.close()


@pytest.mark.parametrize(
    ("share", "said"),
    [
        ("none", None),
        ("within", {"basis": "lines", "scope": "package", "comparator": "<=", "ceiling": "0.9", "within": True}),
        (
            "percent",
            {"basis": "lines", "scope": "package", "comparator": "<=", "ceiling": "0.9", "within": True, "percent": 9},
        ),
    ],
)
def test_only_what_the_template_says_is_published_of_the_share(
    tmp_path: Path, share: str, said: dict[str, object] | None
) -> None:
    room = room_with(tmp_path, ceiling="0.9", basis="lines", scope="package", more=f"share: {share}, ")
    filings.set_fields(room.session, room.filing, {"dark": "-"})
    room.hide(b"a.c", 1, 1)
    assert measured(room).package.published("lines") == 9
    room.approve()
    accounting, manifest = papers_of(room.build(), "papers/accounting.json", "manifest.json")
    assert accounting.get("hidden") == said
    assert manifest.get("hidden") == said
    room.session.close()


@pytest.mark.parametrize(("share", "tells"), [("none", False), ("within", False), ("percent", True)])
@pytest.mark.parametrize("basis", ["chars", "lines"])
def test_what_is_published_tells_of_lengths_only_by_percent(
    tmp_path: Path, share: str, basis: str, *, tells: bool
) -> None:
    said: list[object] = []
    for name, secret in (("short", b"int x;"), ("long", b"int secret[] = {1, 2, 3, 4, 5, 6, 7, 8, 9};\n" * 3)):
        folder = tmp_path / name
        folder.mkdir()
        more = f"share: {share}, pages_field: dark, mask: bracket, "
        text = template(ceiling="0.9", basis=basis, more=more).replace("preserve_lines: yes", "preserve_lines: no")
        room = Room(folder, template=text)
        room.source({b"a.c": b"int a;\n" + secret.rstrip() + b"\nint b;\n"})
        room.scan()
        room.hide(b"a.c", 2, 1 + len(secret.splitlines()))
        form, accounting = papers_of(room.build(draft=True), "papers/form.json", "papers/accounting.json")
        said.append([form["fields"], accounting.get("hidden")])
        room.session.close()
    assert (said[0] != said[1]) is tells
