"""Two originals that differ only in what is hidden, in content and length, give the same package (proof.md §1).

What may differ is what is drawn or signed anew: commitments, their root, digests of such files, signatures.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from codebinder.workflow import environment
from helpers.desk import TEMPLATE, Desk, members
from helpers.git_repo import RepoBuilder
from helpers.pdf_text import pages_by_pdfium

MOMENT = datetime(2026, 11, 21, 20, 0, 0, tzinfo=UTC)
DIGEST = re.compile(rb"[0-9a-f]{64}")
DERIVED = {
    "proof/commitments.txt", "papers/redaction-log.json", "papers/redaction-log.csv", "papers/withheld.json",
    "papers/accounting.json", "proof/round.json", "proof/approvals/submission.msg", "proof/approvals/approval-1.msg",
    "manifest-sha256.txt", "manifest.json", "SHA256SUMS", "SM3SUMS", "tagmanifest-sha256.txt", "proof/seal.msg",
}  # fmt: skip
"""Hold commitments or digests of what holds them; equal once every digest is blanked."""
SIGNATURES = {"proof/approvals/submission.sig", "proof/approvals/approval-1.sig", "proof/seal.sig"}
PAPERS = {"manifest.pdf"}


def valued(value: bytes) -> dict[bytes, bytes]:
    """A value that stands in several files, in several spellings."""
    return {
        b"token.c": b'char *token = "' + value + b'";\n',
        b"again.txt": b"head\n" + value + b"\ntail\n",
        b"spelt.txt": b"b64 " + base64.b64encode(value) + b"\nhex " + value.hex().encode() + b"\n",
    }


def short() -> dict[bytes, bytes]:
    return {
        **valued(b"s3cr3t-a"),
        b"pin.c": b"int pin = 1234;\nint next;\n",
        b"algorithm.c": b"/* head */\nreturn 1;\n/* tail */\nint last_line;\n",
        b"whole.bin": b"x",
        b"text.txt": b"before\nplain words\nafter\n",
        b"binary.txt": b"before\nplain words\nafter\n",
        b"wide.txt": b"\xff\xfe" + "before\nHID\nafter\n".encode("utf-16-le"),
        b"other.c": b"int other(void) { return 0; }\n",
    }


def long() -> dict[bytes, bytes]:
    body = b"".join(b"  total_%05d += weigh(queue, %d);\n" % (at, at * 7) for at in range(1500))
    return {
        **valued(b"Another-" + b"kx7Q" * 60 + b"-end"),
        b"pin.c": b"int pin = " + b"9" * 700 + b";\nint next;\n",
        b"algorithm.c": b"/* head */\n" + body[:-1] + b"\n/* tail */\nint last_line;\n",
        b"whole.bin": bytes(range(256)) * 3000,
        b"text.txt": b"before\n" + "机密算法的说明".encode("gb18030") * 40 + b"\nafter\n",
        b"binary.txt": b"before\n\0\x01\x02" + bytes(range(200, 250)) * 9 + b"\nafter\n",
        b"wide.txt": b"\xff\xfe" + ("before\n" + "很长的秘密" * 90 + "\nafter\n").encode("utf-16-le"),
        b"other.c": b"int other(void) { return 0; }\n",
    }


def hide(desk: Desk, files: dict[bytes, bytes]) -> Path:
    """Hide what differs, in every way that there is, and build."""
    repo = RepoBuilder(desk.folder / "src.git", bare=True)
    repo.tag("v1.0", repo.commit(files))
    desk.add(desk.folder / "src.git")
    desk.scan()
    pin = files[b"pin.c"]
    span = f"{pin.index(b'=') + 2}-{pin.index(b';')}"
    desk.redact("--path", "pin.c", "--bytes", span, reason="CRY")
    lines = files[b"algorithm.c"].count(b"\n")
    desk.redact("--path", "algorithm.c", "--lines", f"2-{lines - 2}", reason="TS-ALG")
    desk.redact("--path", "whole.bin", "--whole", reason="3P")
    for name in ("text.txt", "binary.txt"):
        data = files[name.encode()]
        desk.redact("--path", name, "--bytes", f"7-{len(data) - 7}", reason="TS")
    wide = files[b"wide.txt"]
    token = files[b"token.c"]
    desk.redact("--path", "token.c", "--bytes", f"15-{len(token) - 3}", "--value", reason="CRY")
    desk.redact("--path", "wide.txt", "--bytes", f"16-{len(wide) - 14}", reason="PII")
    desk.approve()
    return desk.package()


@pytest.fixture(scope="module")
def pair(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, Path]]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(environment.SystemClock, "now", lambda _: MOMENT)
        folder = tmp_path_factory.mktemp("pair")
        desk = Desk(folder / "one")
        desk.begin()
        other = desk.copy(folder / "two")
        yield hide(desk, short()), hide(other, long())


def blank(data: bytes) -> bytes:
    return DIGEST.sub(b"#", data)


def test_the_packages_have_the_same_members_in_the_same_order(pair: tuple[Path, Path]) -> None:
    one, two = (list(members(each)) for each in pair)
    assert one == two


def test_every_member_is_the_same_but_for_commitments_and_signatures(pair: tuple[Path, Path]) -> None:
    one, two = (members(each) for each in pair)
    for name, data in one.items():
        if name in SIGNATURES:
            assert len(two[name]) == len(data) == 64
        elif name in DERIVED:
            assert blank(data) == blank(two[name]), name
        elif name not in PAPERS:
            assert data == two[name], name


def test_a_withheld_image_tells_neither_its_length_nor_its_name(tmp_path: Path) -> None:
    """Apart from the others: withheld files stand in the order of their commitments, which is drawn by lot."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(environment.SystemClock, "now", lambda _: MOMENT)
        one = Desk(tmp_path / "one")
        one.begin()
        one.source({b"main.c": b"int main(void) { return 0; }\n"})
        two = one.copy(tmp_path / "two")
        packages: list[dict[str, bytes]] = []
        for desk, name, size in ((one, "image.bin", 90), (two, "a-much-longer-name.img", 70_000)):
            (desk.folder / name).write_bytes(bytes(at * 7 % 251 for at in range(size)))
            desk.run("firmware", "add", desk.file, "--image", desk.folder / name, "--disclose", "withheld")
            desk.scan()
            desk.approve()
            packages.append(members(desk.package()))
    first, second = packages
    assert list(first) == list(second)
    told = [name for name in first if name not in {*SIGNATURES, *PAPERS} and blank(first[name]) != blank(second[name])]
    assert told == []


def test_the_sources_and_the_listing_are_the_same_to_the_byte(pair: tuple[Path, Path]) -> None:
    one, two = (members(each) for each in pair)
    payload = [name for name in one if name.startswith("data/")]
    assert "data/listing/listing.pdf" in payload
    assert "data/source/src/algorithm.c" in payload
    assert {name: one[name] for name in payload} == {name: two[name] for name in payload}


def test_the_printed_manifest_says_the_same(pair: tuple[Path, Path], tmp_path: Path) -> None:
    texts: list[list[str]] = []
    for number, archive in enumerate(pair):
        path = tmp_path / f"{number}.pdf"
        held = members(archive)
        path.write_bytes(held["manifest.pdf"])
        pages = ["".join(page.split()) for page in pages_by_pdfium(path)]
        for digest in sorted({each.decode() for data in held.values() for each in DIGEST.findall(data)}):
            pages = [page.replace(digest, "#") for page in pages]
        texts.append(pages)
    assert texts[0] == texts[1]


def test_nothing_of_either_original_is_in_a_package(pair: tuple[Path, Path]) -> None:
    for archive, needle in zip(pair, (b"plain words", b"weigh(queue"), strict=True):
        assert not [name for name, data in members(archive).items() if needle in data]


# Every mask style, withheld files under each rule for their names, and digests that others wrote of what is hidden

SOURCE = "withheld_source: {text: A test, certainty: inferred}"
UNMENTIONED = f"unmentioned, {SOURCE}"
LOG = "log: {columns: [pages], source: {text: A test, certainty: inferred}}"
RULES = (
    ("label", "shown"), ("label", UNMENTIONED), ("bracket", "masked"), ("hatch", "masked"), ("exemption", UNMENTIONED),
    ("strip, strip_columns: 9", "masked"), (f"hatch, {LOG}", "shown"),
)  # fmt: skip
SHORT, LONG = b"x7", b"Much-longer-" + b"kQ" * 300


def told(hidden: bytes, name: bytes, body: bytes) -> dict[bytes, bytes]:
    """A place of two lines, a file that is withheld, and what others say about both: sums, a lock file, an SBOM."""
    config = b"first line\n" + b"secret_on_line = " + body + b"\nsecond_of_lines = " + hidden + b"\nlast line\n"
    sums = b"".join(
        hashlib.new(kind, data).hexdigest().encode() + b"  " + path + b"\n"
        for kind in ("md5", "sha1", "sha256", "sha512")
        for path, data in ((b"config.ini", config), (name, hidden))
    )
    checksums = [
        {"algorithm": "SHA256", "checksumValue": hashlib.sha256(data).hexdigest()} for data in (config, hidden)
    ]
    integrity = base64.b64encode(hashlib.sha512(hidden).digest()).decode()
    return {
        b"config.ini": config,
        b"SHA256SUMS": sums,
        b"package-lock.json": json.dumps({"integrity": f"sha512-{integrity}"}).encode() + b"\n",
        b"sbom.spdx.json": json.dumps({"files": [{"checksums": checksums}]}).encode() + b"\n",
        b"main.c": b"int main(void) { return 0; }\n",
        name: hidden,
    }  # fmt: skip


def told_package(desk: Desk, files: dict[bytes, bytes], name: bytes) -> dict[str, bytes]:
    repo = RepoBuilder(desk.folder / "src.git", bare=True)
    repo.tag("v1.0", repo.commit(files))
    desk.add(desk.folder / "src.git")
    desk.scan()
    desk.redact("--path", "config.ini", "--lines", "2-3", reason="TS")
    desk.redact("--path", name.decode(), "--whole", reason="3P")
    if desk("list", desk.file, "findings")["findings"]:
        desk.run("keep", desk.file, "--all", "--note", "not a secret", "--as", "lin", expect=None)
    desk.approve()
    return members(desk.package())


@pytest.mark.parametrize(
    ("style", "naming"),
    RULES,
    ids=[" ".join(each.split(",")[0] for each in row) + (" log" if LOG in row[0] else "") for row in RULES],
)
def test_no_mask_and_no_rule_for_names_tells_content_or_length(tmp_path: Path, style: str, naming: str) -> None:
    """Digests that others wrote of what is hidden differ in the originals, and are masked in the package."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(environment.SystemClock, "now", lambda _: MOMENT)
        one = Desk(tmp_path / "one")
        rule = f"allowed: yes, mask: {style}, withheld_names: {naming},"
        one.begin(template=one.template(TEMPLATE.replace("allowed: yes,", rule)))
        two = one.copy(tmp_path / "two")
        names = (
            (b"etc/algorithm.bin",) * 2 if naming == "shown" else (b"etc/zq.bin", b"etc/a-much-longer-name-of-it.bin")
        )
        first = told_package(one, told(SHORT, names[0], b"abc"), names[0])
        second = told_package(two, told(LONG, names[1], b"d" * 700), names[1])
    assert list(first) == list(second)
    differing = [
        name for name in first
        if name not in {*SIGNATURES, *PAPERS} and blank(first[name]) != blank(second[name])
    ]  # fmt: skip
    assert differing == []
    payload = [name for name in first if name.startswith("data/")]
    assert {name: first[name] for name in payload} == {name: second[name] for name in payload}
    assert b"REDACTED" in first["data/source/src/SHA256SUMS"] or b"[***]" in first["data/source/src/SHA256SUMS"]


# Everything that a listing and its papers may do with what is disclosed

TEST = "source: {text: A test, certainty: inferred}"
STRIP = "[{value: both, label: {en: Both}}, {value: none, label: {en: None}}]"
PRINTED = (
    TEMPLATE.replace(
        "requirements:",
        f"""requirements:
  - {{id: leave_out, kind: enum, level: optional, label: {{en: Left out}}, choices: {STRIP}, {TEST}}}""",
    )
    .replace(
        f"listing: {{mode: whole, {TEST}}}",
        f"""listing:
  mode: LISTING
  strip: leave_out
  volume_pages: 2
  page: {{highlight: yes, lines_per_page: 12, number_every: 5, font_size: 14, new_page_per_file: yes, {TEST}}}
  {TEST}""",
    )
    .replace(
        "allowed: yes,", "allowed: yes, share: within, comparator: '<=', basis: area, scope: deposit, ceiling: 0.99,"
    )
)
PAGES = "excerpt\n  segments: [{stream: source, from: start, pages: 5}, {stream: source, from: end, pages: 1}]"


def commented(hidden: bytes, first: bytes, noise: bytes) -> dict[bytes, bytes]:
    """Hidden lines that begin and end comments, say what interprets a file, or make it binary."""
    body = b"".join(
        b"  /* line %d */ int a%d; // and more of the very same line, which is broken\n\n" % (at, at) for at in range(9)
    )
    return {
        b"lib/around.c": b"/* head\n" + hidden + b"\n still */\nint shown;\n" + body,
        b"lib/noise.c": b"int head;\n" + noise + b"\n// tail\nint tail;\n" + body,
        b"a_run": b"#!" + first + b"\n# a comment\nimport os  # more\nif True: print('x')\n" + body,
        b"zz/last.c": b"int x; /* " + hidden + b" */\n// end\n",
    }


def test_nothing_that_is_printed_colours_counts_or_leaves_out_by_what_is_hidden(tmp_path: Path) -> None:
    texts = (
        commented(b"x", b"/bin/sh", b"plain"),
        commented(b"*/ int y; /* " + b"gone " * 400, b"/usr/bin/env python3 -u " + b"-x " * 99, b"\0\1\2" * 700),
    )
    made: list[dict[str, bytes]] = []
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(environment.SystemClock, "now", lambda _: MOMENT)
        one = Desk(tmp_path / "one")
        text = PRINTED.replace("LISTING", PAGES).replace("archive: {", "archive: {sources: no, ")
        one.begin(template=one.template(text))
        one.run("filing", "set", one.file, "leave_out=both")
        for desk, files in ((one, texts[0]), (one.copy(tmp_path / "two"), texts[1])):
            repo = RepoBuilder(desk.folder / "src.git", bare=True)
            repo.tag("v1.0", repo.commit(files))
            desk.add(desk.folder / "src.git")
            desk.scan()
            for path, line in (("lib/around.c", 2), ("lib/noise.c", 2), ("a_run", 1)):
                desk.redact("--path", path, "--lines", f"{line}-{line}", reason="TS")
            last = files[b"zz/last.c"]
            desk.redact("--path", "zz/last.c", "--bytes", f"10-{last.index(b' */' + chr(10).encode())}", reason="TS")
            if desk("list", desk.file, "findings")["findings"]:
                desk.run("keep", desk.file, "--all", "--note", "not a secret", "--as", "lin", expect=None)
            desk.approve()
            made.append(members(desk.package()))
    first, second = made
    assert list(first) == list(second)
    assert any(name.startswith("data/listing/") for name in first)
    told_apart = [
        name for name in first if name not in {*SIGNATURES, *PAPERS} and blank(first[name]) != blank(second[name])
    ]
    assert told_apart == []
