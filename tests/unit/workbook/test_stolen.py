"""A stolen workbook gives nothing hidden away: no value, no unkeyed digest of one, in the file or its journal."""

from __future__ import annotations

import base64
import hashlib
import zlib
from pathlib import Path

from codebinder import workbook
from codebinder.model.review import Round, RoundState
from codebinder.model.source import Component, ComponentKind, EntryKind, Snapshot, SourceEntry
from codebinder.vault import KeySealer
from helpers.books import Counted, a_finding, a_redaction, new_book

PIN = b"4711"
SECRET = b"correct-horse-battery-staple"
FILE = b"int pin = " + PIN + b';\nchar *pw = "' + SECRET + b'";\n'


def digests(data: bytes) -> dict[str, bytes]:
    blob = b"blob %d\0" % len(data) + data
    found = {name: hashlib.new(name, data).digest() for name in ("md5", "sha1", "sha256", "sha512", "sm3")}
    found["crc32"] = zlib.crc32(data).to_bytes(4, "big")
    found["git"], found["git256"] = hashlib.sha1(blob).digest(), hashlib.sha256(blob).digest()
    return found


def spellings(data: bytes) -> list[bytes]:
    found = [data, data.hex().encode(), data.hex().upper().encode()]
    for shift in range(3):
        coded = base64.b64encode(bytes(shift) + data)
        found.append(coded[4 if shift else 0 : -4])
        found.append(base64.urlsafe_b64encode(bytes(shift) + data)[4 if shift else 0 : -4])
    return [one for one in found if len(one) >= 4]


def fill(book: workbook.Workbook) -> None:
    sealer = KeySealer(b"k" * 32, Counted())
    git = digests(FILE)["git"].hex()
    entries = (SourceEntry(b"pin.c", EntryKind.FILE, git, len(FILE)),)
    commit = hashlib.sha1(b"commit" + FILE).hexdigest()
    source = Component(slug="src", kind=ComponentKind.SOURCE, location="../repo", is_git=True, rev="v1", commit=commit)
    with book.transaction("source add", detail={"files": 1}):
        book.components.update(
            "f", source, sealed_commit=sealer.seal("ids", commit.encode()), sealed_tree=sealer.seal("ids", git.encode())
        )
        book.components.put_snapshot(
            "f",
            "src",
            Snapshot(entries=entries, commit=commit),
            sealed_keys=sealer.seal("keys", workbook.pack_keys(entries)),
        )
        book.findings.merge(
            "f",
            "src",
            [
                a_finding(b"pin.c", 10, value=sealer.tag("value", PIN)),
                a_finding(b"pin.c", 28, value=sealer.tag("value", SECRET)),
            ],
        )
    for value in (PIN, SECRET):
        with book.transaction("redact"):
            book.redactions.add("f", a_redaction(b"pin.c"), sealed_value=sealer.seal("value", value), encoding="utf-8")
    with book.transaction("submit"):
        book.redactions.put_salts("f", {sealer.tag("range", b"pin.c:10"): sealer.seal("salt", b"s" * 32)})
        book.redactions.put_map("f", 1, [sealer.seal("map", FILE)])
        listing = b'[["data/source/src/pin.c",1,"' + digests(FILE)["sha256"].hex().encode() + b'"]]'
        row = Round(
            number=1, digest="d" * 64, previous="", state=RoundState.OPEN, submitted_at="t", submitter="s",
            input_tag=sealer.tag("input", FILE), files=1, size=1,
        )  # fmt: skip
        book.reviews.add_round("f", row, sealed_listing=sealer.seal("listing", workbook.pack(listing)))
        book.redactions.withdraw("f", "R-1")


def test_no_hidden_value_and_no_digest_of_one_is_in_the_file_or_its_journal(tmp_path: Path) -> None:
    path = tmp_path / "a.codebinder"
    with new_book(path) as book:
        fill(book)
        with book.transaction("journal"):
            book._store.write("PRAGMA cache_size = 2")
            book.filings.set_answer("f", "x", "y" * 60_000)
            journal = (tmp_path / "a.codebinder-journal").read_bytes()
    stored = path.read_bytes() + journal
    assert b"pin.c" in stored  # the search itself works
    commit = hashlib.sha1(b"commit" + FILE).hexdigest()
    assert commit.encode() not in stored
    assert bytes.fromhex(commit) not in stored
    for data in (PIN, SECRET, FILE):
        for spelling in spellings(data)[0 if data != PIN else 1 :]:
            assert spelling not in stored
        for name, digest in digests(data).items():
            for spelling in spellings(digest):
                # Four raw bytes of a CRC may stand in random boxes by chance; in hex they may not.
                assert len(spelling) < 6 or spelling not in stored, name
    assert b" " + PIN not in stored


def test_the_same_search_finds_an_unsealed_key(tmp_path: Path) -> None:
    path = tmp_path / "a.codebinder"
    with new_book(path) as book, book.transaction("x"):
        book.filings.set_answer("f", "leak", digests(SECRET)["sha1"].hex())
    assert any(spelling in path.read_bytes() for spelling in spellings(digests(SECRET)["sha1"]))
