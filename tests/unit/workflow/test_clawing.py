"""Claw-back: the notice names places and repeats nothing, and it is open until everybody has confirmed."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path
from typing import Any

import pytest

from codebinder.errors import Problems, UserError
from codebinder.model.register import Clawback, Medium
from codebinder.workflow import redacting, register, registered, reviewing
from codebinder.workflow.register import Parcel
from helpers.pdf_text import text_by_pdfium
from helpers.workflows import ENGINEER, QUIET, Room

SLIPPED = b"int slipped_through_table_of_the_house = 77123;"
MEMBER = "data/source/src/a.c"


@pytest.fixture
def sent(room: Room) -> Room:
    """A room whose package went to two recipients, with a line in it that should have been hidden."""
    room.source({b"a.c": b"int a;\nint hidden_line_of_the_house;\n" + SLIPPED + b"\nint b;\n"})
    room.scan()
    room.hide(b"a.c", 2, 2)
    room.approve()
    room.build()
    for each in ("CAC", "Test Laboratory 2"):
        register.sent(room.session, room.filing, Parcel(to=each, medium=Medium.USB, tracking="SF-9"))
    return room


def claw(room: Room, out: Path, **more: Any) -> tuple[Clawback, list[str]]:
    given: dict[str, Any] = {"basis": "Protective order of 2026-05-01, section 9", **more}
    held, notices = register.clawback(room.session, room.filing, out=out, **QUIET, **given)
    return held, [text_by_pdfium(Path(each.path)) for each in notices]


def digest_of(room: Room) -> str:
    return room.session.book.builds.list("f")[-1].digest


def test_each_recipient_gets_a_notice_that_names_places_and_no_other_recipient(sent: Room, tmp_path: Path) -> None:
    sent.hide(b"a.c", 3, 3)  # what slipped through is hidden now, so the search of the letters knows it
    held, texts = claw(sent, tmp_path / "notice.pdf", members=[f"{MEMBER}:3-3"], ranges=[1], reference="CB-1")
    assert [each.name for each in sorted(tmp_path.glob("notice*"))] == ["notice-1.pdf", "notice-2.pdf"]
    assert held.recipients == held.waiting == ("CAC", "Test Laboratory 2")
    for text in texts:
        flat = text.replace(" ", "").replace("\n", "").replace("\r", "")
        assert digest_of(sent) in flat
        assert f"{MEMBER}:3-3" in flat
        assert "000001" in flat
        assert "Protectiveorder" in flat
        assert "slipped_through" not in flat
        assert "hidden_line" not in flat
    assert ("CAC" in texts[0], "Laboratory" in texts[0]) == (True, False)
    assert ("CAC" in texts[1], "Laboratory" in texts[1]) == (False, True)


@pytest.mark.parametrize("text", [SLIPPED.decode(), "see int hidden_line_of_the_house; there"], ids=["new", "old"])
def test_a_notice_that_would_repeat_the_content_is_not_written(sent: Room, tmp_path: Path, text: str) -> None:
    sent.hide(b"a.c", 3, 3)
    with pytest.raises(Problems, match="would repeat"):
        claw(sent, tmp_path / "notice.pdf", basis=f"Order. {text}")
    assert not list(tmp_path.glob("*notice*"))
    assert not register.clawbacks(sent.session, sent.filing)


def test_a_number_too_short_to_be_searched_for_is_not_repeated_either(room: Room, tmp_path: Path) -> None:
    room.source({b"pin.c": b"int pin = 4711;\nint port = 80;\n"})
    room.scan()
    redacting.redact_bytes(room.session, room.filing, path=b"pin.c", start=10, end=14, reason="CRY", key=ENGINEER)
    redacting.redact_bytes(room.session, room.filing, path=b"pin.c", start=27, end=29, reason="TS", key=ENGINEER)
    room.approve()
    room.build()
    register.sent(room.session, room.filing, Parcel(to="CAC"))
    with pytest.raises(Problems, match="would repeat"):
        claw(room, tmp_path / "notice.pdf", basis="Order; the PIN 4711 was left bare")
    with pytest.raises(Problems, match="would repeat"):
        register.withdraw(room.session, room.filing, out=tmp_path / "w.pdf", basis="PIN: 4711.", **QUIET)
    claw(room, tmp_path / "notice.pdf", basis="Order 80 of 2026, No. 14711-B")


def test_a_note_of_the_register_does_not_get_into_a_notice(sent: Room, tmp_path: Path) -> None:
    secret = "the table of gains was left bare by mistake"
    claw(sent, tmp_path / "one.pdf", note=secret)
    with pytest.raises(Problems, match="would repeat"):
        claw(sent, tmp_path / "two.pdf", basis=f"Order, since {secret}")


def test_what_was_not_delivered_is_not_clawed_back(sent: Room, tmp_path: Path) -> None:
    out = tmp_path / "n.pdf"
    for wrong, message in (
        ({"digest": "0" * 64}, "no delivery"),
        ({"members": ["data/source/src/b.c"]}, "no such file"),
        ({"members": [SLIPPED.decode()]}, "no such file"),
        ({"ranges": [2]}, "no hidden range number 2"),
        ({"ranges": [0]}, "no hidden range number 0"),
        ({"basis": " "}, "legal basis"),
        ({"day": "2026-11-01"}, "before"),
    ):
        with pytest.raises(UserError, match=message):
            claw(sent, out, **wrong)
    assert not out.exists()
    assert not register.clawbacks(sent.session, sent.filing)


def test_it_is_open_until_every_recipient_has_confirmed(sent: Room, tmp_path: Path) -> None:
    held, _ = claw(sent, tmp_path / "n.pdf")
    scan = tmp_path / "scan.png"
    scan.write_bytes(b"scan")
    session, filing = sent.session, sent.filing
    register.step(session, filing, text="Telephoned Ms Li; she has stopped.", who="Chen")
    with pytest.raises(UserError, match="none of the recipients"):
        register.destroyed(session, filing, who="MIIT")
    one = register.destroyed(session, filing, who="CAC", number="D-1", scan=scan)
    assert (one.open, one.waiting) == (True, ("Test Laboratory 2",))
    with pytest.raises(UserError, match="confirmed already"):
        register.destroyed(session, filing, who="CAC")
    done = register.destroyed(session, filing, who="")
    assert (done.open, [each.who for each in done.destroyed]) == (False, ["CAC", "Test Laboratory 2"])
    assert done.steps[0].text.startswith("Telephoned")
    assert held.id == done.id
    assert "Telephoned" not in "".join(row.note + row.value for row in registered.rows(session, filing))


def test_the_replacement_says_in_its_papers_what_it_supersedes(sent: Room, tmp_path: Path) -> None:
    claw(sent, tmp_path / "n.pdf")
    wrong = digest_of(sent)
    assert sent.state() == "signed"
    held = register.replaced(sent.session, sent.filing, by=sent.filing, key=ENGINEER)
    assert (held.replacement, held.replacement_digest) == ("f", "")
    assert sent.state() == "void"
    sent.hide(b"a.c", 3, 3)
    sent.approve()
    archive = sent.build(sent.temp)
    with zipfile.ZipFile(archive) as package:
        names = package.namelist()
        papers = [package.read(each) for each in names if each.endswith("papers/form.json")]
        everything = b"".join(package.read(each) for each in names if each.endswith(".json"))
    assert papers
    assert any(wrong in each for each in json.loads(papers[0])["statements"])
    assert wrong.encode() in everything
    assert register.clawbacks(sent.session, sent.filing)[-1].replacement_digest == digest_of(sent) != wrong


def test_the_round_is_bound_to_what_it_supersedes(sent: Room, tmp_path: Path) -> None:
    claw(sent, tmp_path / "n.pdf")
    other = sent.begin("g")
    register.replaced(sent.session, sent.filing, by=other)
    assert register.show(sent.session, other).supersedes == digest_of(sent)
    assert reviewing.current_round(sent.session, sent.filing).state.value == "signed"  # type: ignore[union-attr]
