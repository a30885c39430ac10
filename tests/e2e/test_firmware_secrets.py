"""Secrets inside firmware images: found, decided, reviewed and searched for as those of sources are."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import pytest

from codebinder.workflow import output, packetinside
from helpers.desk import ENGINEER, LEGAL, Desk
from helpers.outside_tools import made

PASSWORD = b"Zq8-hunterTwoSecret!"
PHRASE = b"turbine-hall-77"
SHADOW = b"root:$6$abcdefghij$" + b"Qx9.kd/7aB" * 8 + b"AbCdEf:19000:0:99999:7:::\n"
WIFI = b'network={\n ssid="plant"\n psk="' + PHRASE + b'"\n}\n'
MAIN = b"""static const unsigned char whitening_table[16] = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16};
int mix_turbine_state(int x)
{
    for (int i = 0; i < 16; i++) x = x * 33 ^ whitening_table[i];
    printf("turbine state is now %d\\n", x);
    return x;
}
"""
SOURCES = {
    b"login.c": b'const char *api_password = "' + PASSWORD + b'";\n',
    b"main.c": MAIN,
    b"notes.txt": b"the installer prints " + PHRASE + b" on its first page\n",
}
NAME = "fw.bin"


def image(folder: Path, *, compressor: str = "zstd") -> Path:
    """A flash dump: a header of nobody's, a squashfs with what systems keep, and padding."""
    root = folder / "root"
    (root / "etc").mkdir(parents=True)
    (root / "etc/shadow").write_bytes(SHADOW)
    (root / "etc/wpa_supplicant.conf").write_bytes(WIFI)
    made("openssl", "genrsa", "-out", root / "etc/server.key", "1024")
    made("openssl", "rsa", "-in", root / "etc/server.key", "-outform", "DER", "-out", folder / "key.der")
    noise = random.Random(8)
    app = noise.randbytes(900) + (folder / "key.der").read_bytes() + noise.randbytes(900)
    (root / "app").write_bytes(
        app + PASSWORD.decode().encode("utf-16-le") + bytes(9) + b"mix_turbine_state\0turbine state is now %d\n\0"
    )
    made("mksquashfs", root, folder / "root.squashfs", "-quiet", "-noappend", "-comp", compressor)
    path = folder / NAME
    packed = (folder / "root.squashfs").read_bytes()
    path.write_bytes(noise.randbytes(4096) + b"\xff" * 61440 + packed + b"\xff" * 4096)
    return path


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    desk = Desk(tmp_path_factory.mktemp("begun") / "desk")
    desk.begin()
    desk.source(SOURCES)
    desk.run("firmware", "add", desk.file, "--image", image(desk.folder), "--slug", "fw", "--built-from", "src")
    desk.scan()
    return desk


@pytest.fixture
def desk(begun: Desk, tmp_path: Path) -> Desk:
    return begun.copy(tmp_path / "desk")


def findings(desk: Desk) -> dict[tuple[str, str], dict[str, Any]]:
    """Give the findings by the last step of their path and rule."""
    rows = desk("list", desk.file, "findings")["findings"]
    return {(each["path"].rpartition("/")[2], each["rule"]): each for each in rows}


def keep(desk: Desk, *which: str) -> None:
    desk.run("keep", desk.file, *(which or ("--all",)), "--note", "was replaced in the field", "--as", ENGINEER)


def test_what_stands_in_an_image_is_found_as_in_a_source_tree(desk: Desk) -> None:
    found = findings(desk)
    inside = f"{NAME}!/squashfs@0x10000!/"
    assert found["shadow", "shadow-password-hash"]["path"] == f"{inside}etc/shadow"
    assert found["wpa_supplicant.conf", "wifi-passphrase"]["confidence"] == "high"
    assert ("server.key", "private-key") in found
    key = next(each for (_, rule), each in found.items() if rule == "der-private-key")
    assert key["path"].startswith(f"{inside}app")
    seen = found["app", "same-value"]  # known from a source, written in UTF-16 here
    assert "utf-16-le" in seen["reason"]
    assert found["notes.txt", "same-value"]["component"] == "src"  # known from the image, sought in the source


def test_an_image_that_did_not_change_is_not_read_again(desk: Desk) -> None:
    before = findings(desk)
    assert desk("scan", desk.file, expect=None)["scan"]["images_read"] == 0
    assert findings(desk) == before


def test_what_stands_in_an_image_blocks_only_where_the_image_leaves(desk: Desk) -> None:
    keep(desk, "--finding", *(each["id"] for each in findings(desk).values() if each["component"] == "src"))
    told = desk.submit(expect=1)
    assert "neither redacted nor kept" in told["error"]
    desk.run("firmware", "disclose", desk.file, "--firmware", "fw", "--disclose", "withheld")
    desk.submit()
    assert findings(desk)["shadow", "shadow-password-hash"]["state"] == "open"


def test_a_place_in_a_packed_part_is_hidden_with_what_encloses_it(desk: Desk) -> None:
    one = findings(desk)["shadow", "shadow-password-hash"]["id"]
    told = desk.redact("--finding", one, reason="CRY", expect=3)
    assert "whole" in told["error"]
    assert "--disclose redacted" in told["next_step"]
    desk.run("firmware", "disclose", desk.file, "--firmware", "fw", "--disclose", "redacted")
    (row,) = desk.redact("--finding", one, reason="CRY")["redactions"]
    assert (row["kind"], row["component"], row["path"], row["start"]) == ("place", "fw", NAME, 0x10000)
    states = {each["state"] for each in findings(desk).values() if each["component"] == "fw"}
    assert states == {"redacted"}
    desk.scan()
    assert {each["state"] for each in findings(desk).values() if each["component"] == "fw"} == {"redacted"}
    desk.run("redact", "withdraw", desk.file, "--redaction", row["id"], "--as", ENGINEER)
    assert {each["state"] for each in findings(desk).values() if each["component"] == "fw"} == {"open"}


def test_a_value_hidden_in_a_source_does_not_hide_it_in_an_image(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.redact("--finding", findings(desk)["login.c", "assigned-password"]["id"], reason="CRY")
    assert findings(desk)["app", "same-value"]["state"] == "open"
    keep(desk)
    told = desk.submit(expect=1)
    assert any("R-1" in row and "squashfs@0x10000!/app" in row for row in told["details"])
    # Without what unpacks images, nobody would see it: the search is what catches it, and nothing else.
    monkeypatch.setattr(output, "_unpacker", lambda _session: None)
    desk.submit()


def test_a_packet_shows_what_is_kept_inside_and_finds_it_again(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep(desk)
    desk.submit()
    good, bad = tmp_path / "good.packet", tmp_path / "bad.packet"
    out = ("--to", LEGAL, "--as", ENGINEER)
    desk.run("review", "export", desk.file, "--out", good, *out)
    desk.run("review", "show", good, "--as", LEGAL)
    desk.run("review", "decide", good, "--all", "--verdict", "approve", "--as", LEGAL)
    desk.run("review", "sign", good, "--as", LEGAL)
    real = packetinside._cut

    def other(*arguments: Any) -> Any:
        parts, data = real(*arguments) or ((), b"")
        return parts, data.replace(b"plant", b"bench")

    monkeypatch.setattr(packetinside, "_cut", other)
    desk.run("review", "export", desk.file, "--out", bad, *out)
    told = desk.run("review", "show", bad, "--as", LEGAL, expect=None)
    assert told.code
    assert "wpa_supplicant.conf" in told.out + told.err


def test_a_digest_alone_is_confirmed_and_never_of_what_can_be_guessed(desk: Desk, tmp_path: Path) -> None:
    add = ("firmware", "add", desk.file, "--disclose", "digest", "--image")
    told = desk(*add, desk.folder / NAME, expect=3)
    assert "--confirm-digest" in told["next_step"]
    flat = tmp_path / "flat.bin"
    flat.write_bytes(b"\xff" * 100_000 + b"4711" + b"\0" * 100_000)
    assert "guessed" in desk(*add, flat, "--confirm-digest", expect=3)["error"]
    keep(desk, "--finding", *(each["id"] for each in findings(desk).values() if each["component"] == "src"))
    told = desk("firmware", "disclose", desk.file, "--firmware", "fw", "--disclose", "digest", "--confirm-digest",
                expect=None)  # fmt: skip
    assert "guess" in told["error"]
    assert any("wifi-passphrase" in row for row in told["details"])
    assert not any("der-private-key" in row for row in told["details"])
    keep(desk, "--finding", *(each["id"] for each in findings(desk).values() if each["component"] == "fw"))
    desk.run("firmware", "disclose", desk.file, "--firmware", "fw", "--disclose", "digest", "--confirm-digest")
    desk.submit()
    assert any("digest_confirmed" in row["detail"] for row in desk("list", desk.file, "audit")["audit"])
    packet = tmp_path / "p.packet"
    desk.run("review", "export", desk.file, "--out", packet, "--to", LEGAL, "--as", ENGINEER)
    assert "Image fw: its digest only." in desk.run("review", "leaving", packet, "--as", LEGAL).out


def test_what_is_hidden_in_the_source_and_open_in_the_image_is_told_to_whoever_signs(
    desk: Desk, tmp_path: Path
) -> None:
    keep(desk)
    desk.redact("--path", "main.c", "--lines", "2-7", reason="TS-ALG")
    (row,) = desk("firmware", "exposed", desk.file, expect=1)["exposed"]
    assert (row["names"], row["texts"], row["where"]) == (["mix_turbine_state"], 1, ["squashfs@0x10000!/app"])
    assert desk("checklist", desk.file, expect=None)["exposed"] == [row]
    desk.submit()
    told = f"R-1 hides something in main.c of src (TS-ALG), and the image fw still shows it: {row['names'][0]}"
    assert told in desk.run("review", "leaving", desk.file).out
    packet = tmp_path / "p.packet"
    desk.run("review", "export", desk.file, "--out", packet, "--to", LEGAL, "--as", ENGINEER)
    assert told in desk.run("review", "leaving", packet, "--as", LEGAL).out
    desk.run("firmware", "disclose", desk.file, "--firmware", "fw", "--disclose", "redacted")
    one = findings(desk)["shadow", "shadow-password-hash"]["id"]
    desk.redact("--finding", one, reason="CRY")
    assert desk("firmware", "exposed", desk.file)["exposed"] == []


def test_what_would_leave_of_a_thing_in_an_image_is_shown(desk: Desk) -> None:
    path = f"{NAME}!/squashfs@0x10000!/etc/shadow"
    assert desk.run("as-filed", desk.file, "--path", path).raw == SHADOW
    desk.run("firmware", "disclose", desk.file, "--firmware", "fw", "--disclose", "redacted")
    desk.redact("--finding", findings(desk)["shadow", "shadow-password-hash"]["id"], reason="CRY")
    assert desk.run("as-filed", desk.file, "--path", path, expect=3).raw == b""
    desk.run("firmware", "disclose", desk.file, "--firmware", "fw", "--disclose", "withheld")
    assert "withheld" in desk.run("as-filed", desk.file, "--path", path, expect=3).err
