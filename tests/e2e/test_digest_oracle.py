"""With the true PIN known, no digest in a package or a workbook confirms it (proof.md §1, design §4.12)."""

from __future__ import annotations

import base64
import hashlib
import io
import re
import sqlite3
import tarfile
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pypdfium2
import pytest

from codebinder.base.digests import sm3
from helpers.desk import TEMPLATE, Desk, members
from helpers.git_repo import RepoBuilder

PIN = b"4711"
PLACE = b"#define PIN " + PIN + b"\n"
CONFIG = b"/* settings */\n" + PLACE + b"#define PORT 8080\n"
WITHHELD = b"pin = " + PIN + b"\n"
IMAGE = b"FWIMG" + bytes(4000) + b"pin=" + PIN + bytes(4000)
FILES = {b"src/config.h": CONFIG, b"src/main.c": b"int main(void) { return 0; }\n", b"etc/secret.ini": WITHHELD}
HEX = re.compile(rb"[0-9a-fA-F]{7,}")
BASE64 = re.compile(rb"[A-Za-z0-9+/_-]{6,}={0,2}")


@dataclass(frozen=True, slots=True)
class Made:
    desk: Desk
    archive: Path
    guesses: dict[str, bytes]
    git: tuple[str, ...]


def digests(data: bytes) -> Iterator[tuple[str, bytes]]:
    yield "crc32", zlib.crc32(data).to_bytes(4, "big")
    for name in ("md5", "sha1", "sha256", "sha512"):
        yield name, hashlib.new(name, data, usedforsecurity=False).digest()
    fixed = sm3()
    fixed.update(data)
    yield "sm3", bytes.fromhex(fixed.hexdigest())
    yield "blob", hashlib.sha1(b"blob %d\0" % len(data) + data, usedforsecurity=False).digest()
    yield "blob256", hashlib.sha256(b"blob %d\0" % len(data) + data).digest()


def tar_of(files: dict[bytes, bytes]) -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        for name, data in files.items():
            info = tarfile.TarInfo(name.decode())
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return out.getvalue()


def zip_of(files: dict[bytes, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in files.items():
            archive.writestr(zipfile.ZipInfo(name.decode()), data)
    return out.getvalue()


def guesses() -> dict[str, bytes]:
    """Digests of everything that encloses the PIN and that an outsider can rebuild by trying 10,000 values."""
    enclosing = {
        "range": PIN, "line": PLACE[:-1], "line and end": PLACE, "line, CRLF": PLACE[:-1] + b"\r\n",
        "file": CONFIG, "withheld": WITHHELD, "withheld line": WITHHELD[:-1], "image": IMAGE,
        "region": IMAGE[4000:5000], "region of zeroes": IMAGE.strip(b"\0"), "all files": b"".join(FILES.values()),
        "name and file": b"etc/secret.ini\0" + WITHHELD, "tar": tar_of(FILES), "zip": zip_of(FILES),
    }  # fmt: skip
    return {f"{name} of {what}": value for what, data in enclosing.items() for name, value in digests(data)}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    desk = Desk(tmp_path_factory.mktemp("oracle"))
    desk.begin()
    path = desk.folder / "src.git"
    repo = RepoBuilder(path, bare=True)
    repo.tag("v1.0", repo.commit(FILES), annotated=True)
    desk.add(path)
    desk.scan()
    image = desk.folder / "image.bin"
    image.write_bytes(IMAGE)
    desk.run("firmware", "add", desk.file, "--image", image, "--disclose", "withheld")
    start = CONFIG.index(PIN)
    desk.redact("--path", "src/config.h", "--bytes", f"{start}-{start + 4}")
    desk.redact("--path", "etc/secret.ini", "--whole")
    desk.approve()
    names = repo.git("rev-list", "--objects", "--all").decode().split()
    ids = tuple(name for name in names if re.fullmatch("[0-9a-f]{40}", name))
    harmless = repo.git("rev-parse", "v1.0:src/main.c").decode().strip()
    tag = repo.git("rev-parse", "v1.0").decode().strip()
    return Made(desk, desk.package(), guesses(), (*(each for each in ids if each != harmless), tag))


def inside(name: str, data: bytes) -> Iterator[bytes]:
    """Everything that a recipient can read in a member."""
    yield name.encode()
    yield data
    if not name.endswith(".pdf"):
        return
    for stream in re.finditer(rb"stream\r?\n(.*?)endstream", data, re.DOTALL):
        yield unpacked(stream[1])
    document = pypdfium2.PdfDocument(data)
    for page in document:
        text = page.get_textpage()
        whole = text.get_text_range().encode()
        yield whole
        yield b"".join(whole.split())
        text.close()
        page.close()
    yield repr(document.get_metadata_dict()).encode()
    yield repr([bookmark.get_title() for bookmark in document.get_toc()]).encode()
    document.close()


def unpacked(data: bytes) -> bytes:
    if data.rstrip().endswith(b"~>"):
        data = base64.a85decode(data.strip().removeprefix(b"<~").removesuffix(b"~>"))
    try:
        return zlib.decompressobj().decompress(data)
    except zlib.error:
        return b""


def complaints(pieces: Iterable[tuple[str, bytes]], made: Made) -> list[str]:
    """Every guess that a piece confirms: as hex, as base64, as raw bytes; ids of git also where shortened."""
    by_start: dict[bytes, list[tuple[str, bytes]]] = {}
    for what, value in made.guesses.items():
        by_start.setdefault(value.hex().encode()[:8], []).append((what, value))
    found: list[str] = []
    for name, data in pieces:
        for run in HEX.findall(data):
            low = run.lower()
            found += [f"{name}: {what}" for what, value in by_start.get(low[:8], ()) if value.hex().encode() in low]
            found += [f"{name}: git id {each}" for each in made.git if each.encode().startswith(low[:40])]
        runs = set(BASE64.findall(data))
        for what, value in made.guesses.items():
            texts = {base64.b64encode(value), base64.urlsafe_b64encode(value)}
            if {text for text in texts | {text.rstrip(b"=") for text in texts} if text in runs}:
                found.append(f"{name}: base64 {what}")
            if len(value) >= 16 and value in data:
                found.append(f"{name}: raw {what}")
        found += [f"{name}: raw git id {each}" for each in made.git if bytes.fromhex(each) in data]
    return found


def test_the_attack_works_where_there_is_an_oracle(made: Made) -> None:
    planted = [("x", b"crc " + b"%08X" % zlib.crc32(WITHHELD)), ("y", base64.b64encode(hashlib.md5(CONFIG).digest())),
               ("z", made.git[0][:7].encode()), ("raw", b"??" + hashlib.sha256(PLACE).digest())]  # fmt: skip
    for each in planted:
        assert complaints([each], made), each


def test_no_digest_in_the_package_is_an_oracle(made: Made) -> None:
    held = members(made.archive)
    held["slip.pdf"] = made.archive.with_name("f-slip.pdf").read_bytes()
    pieces = [(name, piece) for name, data in held.items() for piece in inside(name, data)]
    assert len(pieces) > len(held) * 2
    assert complaints(pieces, made) == []


def test_the_package_does_not_say_the_pin(made: Made) -> None:
    held = members(made.archive)
    assert not [name for name, data in held.items() if b"PIN 4711" in data or b"pin = 4711" in data]


def rows(path: Path) -> Iterator[tuple[str, bytes]]:
    """Every value of every table, unpacked where it is packed."""
    with sqlite3.connect(f"file:{path}?mode=ro", uri=True) as book:
        tables = [name for (name,) in book.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        for table in tables:
            for row in book.execute(f'SELECT * FROM "{table}"'):
                for value in row:
                    data = value.encode() if isinstance(value, str) else value
                    if isinstance(data, bytes):
                        yield table, data
                        yield table, unpacked(data)
    book.close()


def test_nothing_in_the_workbook_is_an_oracle(made: Made) -> None:
    pieces = [("file", made.desk.file.read_bytes()), *rows(made.desk.file)]
    assert len(pieces) > 50
    assert complaints(pieces, made) == []


def test_nothing_in_a_backup_copy_or_a_journal_left_by_a_kill_is_an_oracle(made: Made, tmp_path: Path) -> None:
    desk = made.desk.copy(tmp_path / "copy")
    prelude = (
        "import os\n"
        "from codebinder.workbook import redactions\n"
        "redactions.Redactions.put_map = lambda *a, **k: os.kill(os.getpid(), 9)\n"
    )
    desk.run("filing", "set", desk.file, "purpose=changed")
    done = desk.child("review", "submit", desk.file, "--as", "lin", prelude=prelude, expect=None)
    assert done.code == -9, done.err
    backup = tmp_path / "backup.codebinder"
    with sqlite3.connect(made.desk.file) as book, sqlite3.connect(backup) as target:
        book.backup(target)
    book.close()
    target.close()
    left = [path for path in desk.folder.iterdir() if path.name.startswith(desk.file.name) and path.is_file()]
    assert len(left) > 1, "no journal was left"
    pieces = [(path.name, path.read_bytes()) for path in (*left, backup)]
    assert complaints([*pieces, *rows(backup)], made) == []


def test_nothing_that_an_opening_or_a_recovery_file_leaves_is_an_oracle(made: Made, tmp_path: Path) -> None:
    desk = made.desk.copy(tmp_path / "copy")
    opening, recovery = tmp_path / "all.opening", tmp_path / "r.recovery"
    desk.run("opening", "make", desk.file, "--all", "--commit", "--to", "chen", "--out", opening, "--as", "chen")
    desk.run("recovery", "export", desk.file, "--out", recovery, "--to", "chen", "--with-workbook")
    pieces = [(path.name, path.read_bytes()) for path in (desk.file, opening, recovery)]
    assert complaints([*pieces, *rows(desk.file)], made) == []


# Digests that others wrote, under every mask style and every rule for the names of withheld files

NAMED = "withheld_names: {}, withheld_source: {{text: A test, certainty: inferred}}"
RULES = ("mask: label", "mask: bracket, withheld_names: masked", "mask: hatch", "mask: exemption, preserve_lines: yes",
         "mask: strip, strip_columns: 4", "mask: label, " + NAMED.format("unmentioned"))  # fmt: skip


def told_by_others() -> dict[bytes, bytes]:
    """Files of a tree in which others wrote down what the hidden ones come to, in every usual way."""
    known = guesses()
    hexed = {what: value.hex().encode() for what, value in known.items() if len(value) >= 16}
    texts = {what: base64.b64encode(value) for what, value in known.items() if len(value) >= 16}
    about = [what for what in hexed if what.endswith(("of file", "of withheld", "of range"))]
    return {
        **FILES,
        b"SHA256SUMS": b"".join(hexed[what] + b"  " + what.encode() + b"\n" for what in about),
        b"yarn.lock": b"".join(b'integrity "sha512-' + texts[what] + b'"\n' for what in about),
        b"sbom.json": b'{"hashes": [' + b", ".join(b'"' + hexed[what].upper() + b'"' for what in about) + b"]}\n",
        b"page.html": b'<script integrity="sha384-' + texts["sha256 of file"] + b'"></script>\n',
        b"fix.patch": b"index " + hexed["blob of file"][:9] + b".." + b"0" * 9 + b" 100644\n",
    }


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.split(",")[0].split()[-1] + "-" + str(len(rule)))
def test_digests_that_others_wrote_are_masked_and_no_oracle_is_left(tmp_path: Path, rule: str) -> None:
    desk = Desk(tmp_path / "desk")
    desk.begin(template=desk.template(TEMPLATE.replace("allowed: yes,", f"allowed: yes, {rule},")))
    path = desk.folder / "src.git"
    repo = RepoBuilder(path, bare=True)
    repo.tag("v1.0", repo.commit(told_by_others()), annotated=True)
    desk.add(path)
    desk.scan()
    start = CONFIG.index(PIN)
    desk.redact("--path", "src/config.h", "--bytes", f"{start}-{start + 4}")
    desk.redact("--path", "etc/secret.ini", "--whole")
    desk.run("keep", desk.file, "--all", "--note", "public", "--as", "lin", expect=None)
    desk.approve()
    archive = desk.package()
    names = repo.git("rev-list", "--objects", "--all").decode().split()
    hidden = [repo.git("rev-parse", f"v1.0:{each}").decode().strip() for each in ("src/config.h", "etc/secret.ini")]
    trees = [each for each in names if re.fullmatch("[0-9a-f]{40}", each)]
    disclosed = {repo.git("rev-parse", "v1.0:src/main.c").decode().strip()}
    made = Made(desk, archive, guesses(), (*hidden, *(each for each in trees if each not in disclosed)))
    pieces = [(name, piece) for name, data in members(archive).items() for piece in inside(name, data)]
    assert complaints(pieces, made) == []
    books = [("file", desk.file.read_bytes()), *rows(desk.file)]
    assert complaints(books, made) == []


def test_a_supplied_sbom_with_a_digest_of_a_hidden_file_does_not_leave(tmp_path: Path) -> None:
    """A document is not masked: what it says of a hidden file stops the filing, and names it."""
    desk = Desk(tmp_path / "desk")
    desk.begin()
    sbom = desk.folder / "sbom.json"
    sbom.write_bytes(b'{"SHA256": "' + hashlib.sha256(WITHHELD).hexdigest().encode() + b'"}')
    desk.source(FILES)
    desk.scan()
    desk.redact("--path", "etc/secret.ini", "--whole")
    done = desk.run("document", "add", desk.file, "--requirement", "manual", "--path", sbom, "--json", expect=None)
    if done.code == 0:
        done = desk.run("review", "submit", desk.file, "--as", "lin", "--json", expect=1)
    assert "R-1" in done.out
    assert hashlib.sha256(WITHHELD).hexdigest() not in done.out + done.err
