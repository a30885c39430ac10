"""What the statement says will leave, counted again from the package that was built."""

from __future__ import annotations

import zipfile
from pathlib import Path

from codebinder.base.messages import said
from codebinder.workflow import leaving, redacting
from helpers.workflows import ENGINEER, TOKEN, Room

FILES = {
    b"a.c": b"int a;\nint b;\n", b"k.c": b'key = "' + TOKEN + b'"\n', b"empty": b"", b"w.bin": b"\0\1 whole",
    b"x/\xe4\xb8\xad.c": b"int one;\nint two;\nint three;\n", b"out/z.c": b"left out\n",
}  # fmt: skip


def test_every_number_is_that_of_the_package(tmp_path: Path) -> None:
    room = Room(tmp_path)
    room.source(FILES, exclude=("out/**",))
    room.scan()
    room.redact()
    room.hide("x/中.c".encode(), 2, 2)
    redacting.redact_file(room.session, room.filing, path=b"w.bin", reason="TS", key=ENGINEER)
    parts = {each.name: each for each in leaving.of_round(room.session, room.filing, room.submit())}
    room.decide()
    room.sign()
    with zipfile.ZipFile(room.build()) as archive:
        held = {name.partition("/")[2]: archive.read(name) for name in archive.namelist()}
    sources = {name.removeprefix("data/source/src/"): data for name, data in held.items() if "data/source" in name}
    whole = {name for name, data in sources.items() if data == FILES.get(name.encode())}
    assert {each.removeprefix("src/") for each in parts["whole"].items} == whole == {"a.c", "empty"}
    assert len(parts["masked"].items) == len(sources) - len(whole) == 2
    assert parts["withheld"].items == ("src: w.bin",)
    assert parts["excluded"].items == ("src: out/z.c",)
    counted = set(parts["round"].items)
    assert counted <= set(held)
    added = {name for name in held if name not in counted}
    assert {"manifest.json", "SHA256SUMS"} <= added
    assert "In all" not in said(parts["round"].said)
    assert "manifest" in said(parts["later"].said), "what is made afterwards is not kept quiet"
