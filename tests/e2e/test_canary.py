"""A planted secret is in no log, temporary file, crash report or workbook, after runs that are killed or crash."""

from __future__ import annotations

import base64
import contextlib
import gzip
import shutil
import zlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from helpers.desk import ENGINEER, LEGAL, Desk
from helpers.git_repo import Content

CANARY = "Zq9-canary-7731-sings"
TOKEN = "-----BEGIN PRIVATE KEY-----\n" + base64.b64encode(CANARY.encode() * 4).decode() + "\n-----END PRIVATE KEY-----"
FILES: dict[bytes, Content] = {
    b"main.c": f'char *token = "{CANARY}";\n'.encode(),
    b"key.pem": f"{TOKEN}\n".encode(),
    b"secret.txt": f"{CANARY}\n".encode() * 3,
}
NEEDLES = (
    CANARY.encode(), CANARY[4:16].encode(), base64.b64encode(CANARY.encode() * 4)[:40], CANARY.encode().hex().encode(),
    CANARY.encode("utf-16-le"),
)  # fmt: skip


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    desk = Desk(tmp_path_factory.mktemp("canary") / "desk")
    desk.begin()
    desk.source(FILES)
    return desk


@pytest.fixture(scope="module")
def hidden(begun: Desk, tmp_path_factory: pytest.TempPathFactory) -> Desk:
    desk = begun.copy(tmp_path_factory.mktemp("hidden") / "desk")
    desk.scan()
    desk.redact("--all", "--note", "the canary", reason="CRY")
    desk.redact("--path", "main.c", "--bytes", "15-36", "--value", reason="CRY")
    desk.redact("--path", "secret.txt", "--whole")
    desk.approve()
    return desk


def unpacked(data: bytes) -> Iterator[bytes]:
    """The data, and what is deflated inside it anywhere."""
    yield data
    at = data.find(b"\x78")
    while at >= 0:
        if data[at + 1 : at + 2] in {b"\x01", b"\x5e", b"\x9c", b"\xda"}:
            with contextlib.suppress(zlib.error):
                yield zlib.decompressobj().decompress(data[at : at + (1 << 20)])
        at = data.find(b"\x78", at + 1)
    if data.startswith(b"\x1f\x8b"):
        yield gzip.decompress(data)


def told(desk: Desk, *said: bytes) -> list[str]:
    """Where the canary is, of everything that a run may have left: all files but the repository; what it printed."""
    pieces = [("printed", text) for text in said]
    files = {str(path.relative_to(desk.folder)): path for path in desk.folder.rglob("*") if path.is_file()}
    pieces += [(name, path.read_bytes()) for name, path in files.items() if ".git" not in name]
    return [name for name, data in pieces for each in unpacked(data) for needle in NEEDLES if needle in each]


STEPS: dict[str, tuple[tuple[object, ...], str]] = {
    "scan": (("scan", "FILE"), "codebinder.workflow.scanrun.finding_of"),
    "redact": (
        ("redact", "FILE", "--path", "main.c", "--bytes", "15-36", "--value", "--reason", "CRY", "--as", ENGINEER),
        "codebinder.workbook.redactions.Redactions.add_many",
    ),
    "submit": (("review", "submit", "FILE", "--as", ENGINEER), "codebinder.bundle.package.Bundle.finish_payload"),
    "build": (("build", "FILE", "--out", "OUT", "--as", ENGINEER), "codebinder.workflow.building._leaks"),
    "draft": (("build", "FILE", "--out", "OUT", "--as", ENGINEER, "--draft"), "codebinder.redact.redactor.commitment"),
}

FAULTS = (ValueError, MemoryError, AssertionError, RuntimeError, KeyError, OSError)


def prepared(begun: Desk, hidden: Desk, folder: Path, step: str) -> tuple[Desk, list[object]]:
    desk = (begun if step in {"scan", "redact"} else hidden).copy(folder)
    return desk, [{"FILE": desk.file, "OUT": desk.out}.get(str(each), each) for each in STEPS[step][0]]


@pytest.mark.parametrize("step", STEPS)
def test_the_canary_is_in_nothing_that_a_killed_run_leaves(
    begun: Desk, hidden: Desk, tmp_path: Path, step: str
) -> None:
    desk, arguments = prepared(begun, hidden, tmp_path / "desk", step)
    owner, _, name = STEPS[step][1].rpartition(".")
    whole = f"import {owner}\n" if owner.islower() else f"import {owner.rpartition('.')[0]}\n"
    prelude = f"import os\n{whole}{owner}.{name} = lambda *a, **k: os.kill(os.getpid(), 9)\n"
    done = desk.child(*arguments, prelude=prelude, expect=-9)
    assert told(desk, done.raw, done.err.encode()) == []


@pytest.mark.parametrize("step", STEPS)
def test_the_canary_is_in_nothing_that_a_crashed_run_leaves(
    begun: Desk, hidden: Desk, tmp_path: Path, step: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk, arguments = prepared(begun, hidden, tmp_path / "desk", step)

    for fault in FAULTS:

        def planted(*_: object, _fault: type[Exception] = fault, **__: object) -> None:
            raise _fault(CANARY)

        monkeypatch.setattr(STEPS[step][1], planted)
        done = desk.run(*arguments, expect=None)
        assert done.code == (4 if fault is not OSError or step not in {"build", "draft"} else 3), done.err
        assert told(desk, done.raw, done.err.encode()) == []
        assert done.code == 3 or (fault.__name__ in done.err and "planted" in done.err), "a report names its frames"


def test_the_canary_would_be_found(hidden: Desk, tmp_path: Path) -> None:
    desk = hidden.copy(tmp_path / "desk")
    (desk.temp / "left").write_bytes(b"x" + zlib.compress(CANARY.encode()))
    assert told(desk) == ["temp/left", "temp/left"]


def test_the_canary_is_in_nothing_that_a_whole_run_leaves(hidden: Desk, tmp_path: Path) -> None:
    desk = hidden.copy(tmp_path / "desk")
    said = [desk.run("build", desk.file, "--out", desk.out, "--as", ENGINEER).raw]
    for what in ("findings", "redactions", "decisions", "rounds", "audit", "register", "sources"):
        said.append(desk.run("list", desk.file, what, "--json").raw)
        said.append(desk.run("list", desk.file, what).raw)
    with_package = [*said, *(path.read_bytes() for path in desk.out.rglob("*.zip"))]
    assert told(desk, *with_package) == []
    shutil.rmtree(desk.out)


PACKETS: dict[str, tuple[tuple[object, ...], str]] = {
    "export": (("review", "export", "FILE", "--out", "NEW", "--to", LEGAL, "--as", ENGINEER), "PacketWriter.close"),
    "show": (("review", "show", "PACKET", "--as", LEGAL, "--file", "src:main.c", "--original"), "PacketContainer.read"),
    "decide": (
        ("review", "decide", "PACKET", "--all", "--verdict", "approve", "--comment", CANARY, "--as", LEGAL),
        "PacketContainer.read",
    ),
}


@pytest.mark.parametrize("step", PACKETS)
def test_a_killed_packet_leaves_nothing_once_any_program_has_begun(hidden: Desk, tmp_path: Path, step: str) -> None:
    """What was decrypted lies in a private folder; whoever starts next empties it."""
    desk = hidden.copy(tmp_path / "desk")
    packet, new = desk.folder / "1.packet", desk.folder / "2.packet"
    desk.run("review", "export", desk.file, "--out", packet, "--to", LEGAL, "--as", ENGINEER)
    command, name = PACKETS[step]
    words = {"FILE": desk.file, "PACKET": packet, "NEW": new}
    prelude = (
        f"import os\nfrom codebinder.review import packet\npacket.{name} = lambda *a, **k: os.kill(os.getpid(), 9)\n"
    )
    done = desk.child(*(words.get(str(each), each) for each in command), prelude=prelude, expect=-9)
    left = list(desk.temp.iterdir())
    assert left
    assert all(each.stat().st_mode & 0o077 == 0 for each in left)
    assert not new.exists()
    desk.run("key", "list")
    assert not list(desk.temp.iterdir())
    assert told(desk, done.raw, done.err.encode()) == []
