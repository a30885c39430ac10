"""Packages under each style of mask: built, searched for leaks and checked in full; a strip hides what it must."""

from __future__ import annotations

import re
import zipfile
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest

from codebinder.errors import Problems
from codebinder.model.package import Outcome
from codebinder.workflow import checking, openings, redacting
from helpers.workflows import LEGAL, QUIET, TEMPLATE, TOKEN, Room

SECRET = """\
static int order(int pole)
{
    int next = pole * 3 + phase_of_rotor(pole);

    return commutation_order_table[next % 12];
}
"""
CODE = f'/* pump */\n{SECRET}int main(void) {{ return order(3); }}\nchar *t = "{TOKEN.decode()}";\n'.encode()
STYLES = {
    "label": "mask: label",
    "kept": "mask: label, preserve_lines: yes",
    "bracket": "mask: bracket",
    "hatch": "mask: hatch, preserve_lines: yes",
    "strip": "mask: strip, strip_from: 4, strip_columns: 6",
    "wide": "mask: strip, strip_from: 0, strip_columns: 30",
    "exemption": "mask: exemption, reasons: [{internal: TS, published: TS, label: {en: Trade secret}, mark: (b)(4)}]",
}


def room_of(folder: Path, style: str, files: dict[bytes, bytes] | None = None) -> Room:
    """A filing whose template wants this style, with the sample's function and its token hidden."""
    folder.mkdir(exist_ok=True)
    template = TEMPLATE.replace("listing: {mode: none}", "listing: {mode: whole}")
    template = template.replace("redaction: {allowed: yes,", f"redaction: {{allowed: yes, {STYLES[style]},")
    assert STYLES[style] in template
    room = Room(folder, template=template)
    room.source({b"pump.c": CODE, **(files or {})})
    room.scan()
    room.redact()
    room.hide(b"pump.c", 2, 7)
    return room


def members(archive: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(archive) as file:
        return {name.split("/", 1)[1]: file.read(name) for name in file.namelist()}


def text_of(pdf: bytes) -> str:
    return "\n".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(pdf))


@pytest.mark.parametrize("style", sorted(STYLES.keys() - {"wide"}))
def test_a_package_is_built_and_checked_in_full_and_shows_nothing_hidden(tmp_path: Path, style: str) -> None:
    room = room_of(tmp_path, style)
    room.approve()
    archive = room.build()
    report = checking.verify(archive, level="full", **QUIET)
    assert [line for line in report.lines if line.outcome is Outcome.FAIL] == []
    held = members(archive)
    source, listing = held["data/source/src/pump.c"].decode(), text_of(held["data/listing/listing.pdf"])
    for text in (source, listing):
        assert "commutation_order" not in text
        assert "phase_of_rotor" not in text
        assert TOKEN.decode() not in text
        assert "int main(void)" in text
    assert ("REDACTED" in listing) is (style in {"label", "kept", "exemption"})
    if style == "exemption":
        assert "(b)(4) Trade secret" in held["papers/redaction-log.csv"].decode()
    filed = redacting.as_filed(room.session, room.filing, b"pump.c", **QUIET)
    assert filed.data.decode() == source
    assert source.count("\n") == (CODE.count(b"\n") if style in {"kept", "hatch", "strip"} else 4)


@pytest.mark.parametrize("style", ["hatch", "strip"])
def test_workers_change_no_byte(tmp_path: Path, style: str) -> None:
    room = room_of(tmp_path, style, {b"more/%d.c" % at: b'char *t = "' + TOKEN + b'";\n' * 40 for at in range(9)})
    room.approve()
    built = []
    for workers in (1, 4):
        room.session.environment = replace(room.session.environment, workers=workers)
        out = tmp_path / f"out{workers}"
        out.mkdir()
        built.append(room.build(out).read_bytes())
    assert built[0] == built[1]


@pytest.mark.parametrize("style", sorted(STYLES.keys() - {"wide"}))
def test_what_leaves_tells_neither_what_is_hidden_nor_how_long_it_is(tmp_path: Path, style: str) -> None:
    held: list[dict[str, bytes]] = []
    longer = SECRET.replace("phase_of_rotor(pole)", "a_much_longer_way_to_tell_the_phase(of, the, rotor, at, pole)")
    for name, body, token in (("a", SECRET, TOKEN), ("b", longer, TOKEN[:4] + b"Q" + TOKEN[5:])):
        text = CODE.replace(SECRET.encode(), body.encode()).replace(TOKEN, token)
        room = room_of(tmp_path / name, style, {b"pump.c": text})
        held.append(members(room.build(draft=True)))
        room.session.close()
    assert list(held[0]) == list(held[1])
    differing = {name for name in held[0] if held[0][name] != held[1][name]}
    assert not {name for name in differing if name.startswith("data/")}
    for name in ("papers/redaction-log.csv", "proof/commitments.txt"):
        one, two = (re.sub(rb"[0-9a-f]{64}", b"-", each[name]) for each in held)
        assert one == two


@pytest.mark.parametrize("style", ["hatch", "strip", "exemption"])
def test_all_openings_give_the_original_back(tmp_path: Path, style: str) -> None:
    room = room_of(tmp_path, style)
    room.approve()
    archive = room.build()
    made = openings.make(
        room.session, room.filing, everything=True, to=LEGAL, out=tmp_path / "all.opening", key=LEGAL, **QUIET
    )
    out = tmp_path / "rebuilt"
    openings.check(room.environment, archive, (Path(made.path),), rebuild=out, **QUIET)
    (path,) = out.rglob("pump.c")
    assert path.read_bytes() == CODE


def test_what_a_strip_shows_may_leave_and_what_it_hides_is_found(tmp_path: Path) -> None:
    room = room_of(tmp_path, "strip", {b"other.c": b"/* elsewhere: int next and retu */\n"})
    room.build(draft=True)
    for name, text, hits in (
        ("tail", b"x rn commutation_order_table[next % 12];", True),
        ("line", b"  return commutation_order_table[next % 12];", True),
        ("seen", b"retu\nstatic int order(int", False),
    ):
        path = tmp_path / name
        path.write_bytes(text)
        assert bool(checking.leakcheck(room.session, room.filing, path, **QUIET).hits) is hits, name
    room.session.close()


def test_a_line_that_a_strip_shows_from_end_to_end_is_no_leak(tmp_path: Path) -> None:
    room = room_of(tmp_path, "wide", {b"b.c": b"static int order(int pole)\n{\n"})
    room.build(draft=True)
    room.session.close()


def test_a_finding_within_the_strip_is_not_hidden_by_it(tmp_path: Path) -> None:
    template = TEMPLATE.replace(
        "redaction: {allowed: yes,", "redaction: {allowed: yes, mask: strip, strip_from: 0, strip_columns: 60,"
    )
    room = Room(tmp_path, template=template)
    room.source({b"a.c": b'int a;\nchar *t = "' + TOKEN + b'";\nint b = 1;\nint c;\n'})
    room.scan()
    room.hide(b"a.c", 1, 3)
    assert room.states() == ["open"]
    room.scan()
    assert room.states() == ["open"]
    with pytest.raises(Problems, match="neither redacted nor kept"):
        room.submit()
    room.redact()
    assert room.states() == ["redacted"]
    room.approve()
    (_, source) = next(each for each in members(room.build()).items() if each[0].endswith("a.c"))
    assert TOKEN not in source
    assert b'char *t = "' in source
    room.session.close()
