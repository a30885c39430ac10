"""Leaks planted on purpose: each is masked, or stops the build and leaves no package (proof.md §1)."""

from __future__ import annotations

import base64
import getpass
import gzip
import hashlib
import io
import json
import random
import socket
import tarfile
from pathlib import Path

import pytest

from codebinder.base.digests import sm3
from helpers.desk import Desk, listing, members
from helpers.git_repo import Content, Link, RepoBuilder

SECRET = b"Tq7-zebra-9041-kilo"
LEAKING = {b"main.c": b'char *token = "' + SECRET + b'";\n'}
PDF = Path(__file__).parents[2] / "resources/samples/documents/certificate.pdf"
ALGORITHM = b"".join(
    b"    state = rotate(state ^ 0x%04x, %d); /* step */\n" % (at * 4099 % 65536, at) for at in range(9)
)


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    desk = Desk(tmp_path_factory.mktemp("begun") / "desk")
    desk.begin()
    return desk


@pytest.fixture
def desk(begun: Desk, tmp_path: Path) -> Desk:
    return begun.copy(tmp_path / "desk")


def hide(desk: Desk, *, note: str = "") -> None:
    """Hide the secret of main.c as a value."""
    start = LEAKING[b"main.c"].index(SECRET)
    span = f"{start}-{start + len(SECRET)}"
    more = ("--note", note) if note else ()
    desk.redact("--path", "main.c", "--bytes", span, "--value", *more, reason="CRY")


def refused(desk: Desk) -> str:
    """Submit, and build a draft: both must be refused because of a leak, and leave nothing. Give what they said."""
    before = listing(desk.out), listing(desk.temp), desk.rounds()
    told = desk.submit(expect=1)
    assert "no package" in told["error"]
    drafted = desk.build(None, "--draft", expect=1)
    assert "no package" in drafted["error"]
    assert (listing(desk.out), listing(desk.temp), desk.rounds()) == before
    return "\n".join((*told["details"], *drafted["details"]))


def build_refused(desk: Desk) -> str:
    """Build; it must be refused because of a leak, and leave nothing. Give what it said."""
    before = listing(desk.out), listing(desk.temp)
    told = desk.build(expect=1)
    assert "no package" in told["error"]
    assert (listing(desk.out), listing(desk.temp)) == before
    return "\n".join(told["details"])


def hidden_with(desk: Desk, files: dict[bytes, Content]) -> None:
    desk.source({**LEAKING, **files})
    desk.scan()
    hide(desk)


def test_a_value_in_a_link_target_stops_the_build(desk: Desk) -> None:
    hidden_with(desk, {b"current": Link(b"keys/" + SECRET)})
    assert "R-1" in refused(desk)


def test_a_value_in_a_file_name_stops_the_build_and_is_not_repeated(desk: Desk) -> None:
    hidden_with(desk, {b"keys/" + SECRET + b".txt": b"nothing\n"})
    said = refused(desk)
    assert "R-1" in said
    assert SECRET.decode() not in said


def test_a_value_in_an_escaped_file_name_stops_the_build(desk: Desk) -> None:
    files = {b"main.c": 'char *a = "密钥abc字";\n'.encode()}
    desk.source({**files, "说明-密钥abc字.txt".encode(): b"nothing\n"})
    desk.scan()
    desk.redact("--path", "main.c", "--bytes", "11-23", "--value")
    refused(desk)


def test_a_value_in_a_documents_metadata_stops_the_build(desk: Desk) -> None:
    import pikepdf

    document = desk.folder / "manual.pdf"
    with pikepdf.open(PDF) as pdf:
        pdf.docinfo["/Keywords"] = SECRET.decode()
        pdf.save(document)
    added = desk("document", "add", desk.file, "--requirement", "manual", "--path", document)["document"]
    assert added["traits"]
    desk.run("document", "accept", desk.file, "--document", added["slug"])
    hidden_with(desk, {})
    refused(desk)


def test_a_document_with_metadata_stops_the_build_until_it_is_accepted(desk: Desk) -> None:
    import pikepdf

    document = desk.folder / "manual.pdf"
    with pikepdf.open(PDF) as pdf:
        pdf.docinfo["/Author"] = "Somebody Inside"
        pdf.save(document)
    desk.source({b"a.c": b"int a;\n"})
    desk.scan()
    added = desk("document", "add", desk.file, "--requirement", "manual", "--path", document)["document"]
    desk.approve()
    assert "manual" in "\n".join(desk.build(expect=1)["details"])
    desk.run("document", "accept", desk.file, "--document", added["slug"])
    desk.approve()
    desk.package()


def test_a_value_in_an_answer_stops_the_build(desk: Desk) -> None:
    desk.run("filing", "set", desk.file, f"purpose=Log in with {SECRET.decode()} then wait")
    hidden_with(desk, {})
    refused(desk)


def test_a_value_in_a_fact_of_the_product_stops_the_build(desk: Desk) -> None:
    desk.run("product", "set", desk.file, "--product", "gw", f"model=X {SECRET.decode()}")
    hidden_with(desk, {})
    refused(desk)


def test_a_value_in_the_vendors_or_the_recipients_name_stops_the_build(desk: Desk) -> None:
    desk.run("filing", "set", desk.file, f"recipient=Agent {SECRET.decode()}")
    hidden_with(desk, {})
    refused(desk)


@pytest.mark.parametrize("packed", [False, True])
def test_a_value_in_an_image_that_is_disclosed_whole_stops_the_build(desk: Desk, packed: bool) -> None:
    image = desk.folder / "image.bin"
    image.write_bytes(gzip.compress(bytes(900) + SECRET) if packed else bytes(900) + SECRET + bytes(90))
    desk.run("firmware", "add", desk.file, "--image", image)
    hidden_with(desk, {})
    desk.run("keep", desk.file, "--all", "--note", "it may stay in the image", "--as", "lin")
    refused(desk)


def test_the_digest_of_an_image_that_holds_a_hidden_value_is_refused(desk: Desk) -> None:
    image = desk.folder / "image.bin"
    image.write_bytes(random.Random(4).randbytes(20_000) + SECRET + bytes(90))
    desk.run("firmware", "add", desk.file, "--image", image, "--disclose", "digest", "--confirm-digest")
    hidden_with(desk, {})
    told = desk.submit(expect=1)
    assert "digest" in told["error"]


def test_a_value_inside_an_archive_in_the_tree_stops_the_build(desk: Desk) -> None:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w:gz") as archive:
        info = tarfile.TarInfo("inner.txt")
        info.size = len(SECRET)
        archive.addfile(info, io.BytesIO(SECRET))
    hidden_with(desk, {b"vendor.tgz": out.getvalue()})
    refused(desk)


SPELT = {
    "plain": SECRET,
    "base64": base64.b64encode(SECRET),
    "base64-within": base64.b64encode(b"x" + SECRET + b"yy"),
    "base64url": base64.urlsafe_b64encode(b"??" + SECRET),
    "hex": SECRET.hex().encode(),
    "upper-hex": SECRET.hex().upper().encode(),
    "url": b"".join(b"%%%02x" % byte for byte in SECRET),
    "c": b"".join(b"\\x%02x" % byte for byte in SECRET),
    "octal": b"".join(b"\\%03o" % byte for byte in SECRET),
    "array": b", ".join(b"0x%02X" % byte for byte in SECRET),
    "decimal": b", ".join(b"%d" % byte for byte in SECRET),
}
WIDE = {codec: SECRET.decode().encode(codec) for codec in ("utf-16-le", "utf-16-be")}


def test_a_value_is_masked_in_other_files_however_it_is_spelt(desk: Desk) -> None:
    files = {name: b"head\n[" + spelt + b"]\ntail\n" for name, spelt in SPELT.items()} | WIDE
    desk.source({**LEAKING, **{name.encode(): data for name, data in files.items()}})
    desk.scan()
    hide(desk)
    desk.approve()
    held = members(desk.package())
    for name, spelt in (SPELT | WIDE).items():
        shown = held[f"data/source/src/{name}"]
        assert spelt not in shown, name
        assert b"REDACTED" in shown.replace(b"\0", b""), name
        if name in SPELT:
            assert shown.startswith(b"head\n["), name
            assert shown.endswith(b"]\ntail\n"), name


def test_a_line_of_a_hidden_place_that_a_document_repeats_stops_the_build(desk: Desk) -> None:
    desk.source({b"alg.c": b"int f(int state) {\n" + ALGORITHM + b"    return state;\n}\n"})
    desk.scan()
    desk.redact("--path", "alg.c", "--lines", "2-10", reason="TS-ALG")
    desk.run("filing", "set", desk.file, "purpose=" + ALGORITHM.splitlines()[4].strip().decode())
    refused(desk)


def test_a_common_line_of_a_hidden_place_may_stay_elsewhere(desk: Desk) -> None:
    common = b"    report_error_and_continue(log, code);\n"
    files = {b"alg.c": b"int f(int state) {\n" + ALGORITHM + common + b"}\n", b"other.c": common}
    desk.source(files)
    desk.scan()
    desk.redact("--path", "alg.c", "--lines", "2-11", reason="TS-ALG")
    desk.approve()
    held = members(desk.package())
    assert held["data/source/src/other.c"] == common
    assert b"rotate" not in held["data/source/src/alg.c"]


def test_an_internal_note_in_an_answer_stops_the_build(desk: Desk) -> None:
    desk.run("filing", "set", desk.file, "purpose=Ask Wang about the back door before 2027, he knows")
    desk.source(LEAKING)
    desk.scan()
    hide(desk, note="back door before 2027")
    refused(desk)


def test_a_reviewers_comment_in_an_answer_stops_the_build(desk: Desk) -> None:
    desk.run("filing", "set", desk.file, "purpose=This is too weak to be shown to anyone")
    desk.source(LEAKING)
    desk.scan()
    hide(desk)
    desk.submit()
    desk(
        "review",
        "decide",
        desk.file,
        "--all",
        "--verdict",
        "approve",
        "--comment",
        "too weak to be shown",
        "--as",
        "chen",
    )
    desk.sign()
    build_refused(desk)


def test_rule_ids_confidence_internal_reasons_and_notes_never_leave(desk: Desk) -> None:
    key = b"-----BEGIN PRIVATE KEY-----\n" + base64.b64encode(bytes(range(99))) + b"\n-----END PRIVATE KEY-----\n"
    desk.source({b"k.pem": key, b"vul.c": b"strcpy(name, input);\nint rest;\n"})
    assert desk.scan() == 1
    found = desk("list", desk.file, "findings")["findings"]
    desk.redact("--all", "--note", "found by the machine", reason="CRY")
    desk.redact("--path", "vul.c", "--lines", "1-1", "--note", "overflow, not fixed yet", reason="VUL")
    desk.approve()
    held = members(desk.package())
    own = {name: data for name, data in held.items() if not name.startswith(("verify.py", "papers/template", "VERIFY"))}
    for word in (found[0]["rule"], "not fixed yet", "found by the machine", "VUL", "ulnerab", "confidence"):
        assert not [name for name, data in own.items() if word.encode() in data], word
    assert b"[REDACTED 000002 CON" in held["data/source/src/vul.c"]


def second_filing(desk: Desk, files: dict[bytes, Content]) -> None:
    """A filing `f` that hides the secret, and one `g`, for somebody else, whose sources show it."""
    desk.source(LEAKING)
    desk.scan()
    hide(desk)
    desk.run("filing", "add", desk.file, "--product", "gw", "--template", desk.template(), "--slug", "g")
    desk.source(files, slug="second", filing="g")
    desk.scan("g")


def test_a_value_of_an_earlier_filing_stops_submission_until_it_is_hidden(desk: Desk) -> None:
    second_filing(desk, {b"x.c": b"// " + SECRET + b"\n"})
    told = desk.submit("g", expect=1)
    assert "another filing" in told["error"]
    assert any(row.startswith("R-1: ") for row in told["details"])
    desk.redact("--path", "x.c", "--whole", filing="g")
    desk.submit("g")


def test_a_value_of_an_earlier_filing_that_is_kept_in_this_one_may_leave(desk: Desk) -> None:
    key = b"-----BEGIN PRIVATE KEY-----\n%s\n-----END PRIVATE KEY-----\n" % base64.b64encode(bytes(range(99)))
    desk.source({b"key.pem": key})
    desk.scan()
    desk.redact("--all", reason="CRY")
    desk.run("filing", "add", desk.file, "--product", "gw", "--template", desk.template(), "--slug", "g")
    desk.source({b"key.pem": key}, slug="second", filing="g")
    desk.scan("g")
    desk.submit("g", expect=1)
    desk.run("keep", desk.file, "--filing", "g", "--all", "--note", "theirs, they know it", "--as", "lin")
    desk.approve("g")
    assert members(desk.package(filing="g"))["data/source/second/key.pem"] == key


def test_a_value_of_an_earlier_filing_in_an_answer_stops_submission(desk: Desk) -> None:
    second_filing(desk, {b"x.c": b"int x;\n"})
    desk.run("filing", "set", desk.file, f"purpose=see {SECRET.decode()}", "--filing", "g")
    desk.submit("g", expect=1)


def test_a_value_of_an_earlier_filing_in_utf_16_stops_submission(desk: Desk) -> None:
    second_filing(desk, {b"x.txt": b"\xff\xfe" + SECRET.decode().encode("utf-16-le")})
    desk.submit("g", expect=1)


def test_a_draft_is_searched_as_well(desk: Desk) -> None:
    desk.source({**LEAKING, b"current": Link(SECRET)})
    desk.scan()
    hide(desk)
    told = desk.build(None, "--draft", expect=1)
    assert "no package" in told["error"]
    assert not listing(desk.out)


def test_digests_that_others_wrote_of_a_withheld_file_are_removed_and_the_removal_is_noted(desk: Desk) -> None:
    withheld = b"pin = 4711\n"
    names = ("md5", "sha1", "sha224", "sha256", "sha384", "sha512", "sha3_256", "sha3_512", "blake2b", "sm3")
    sums = {f"SUMS.{name}".encode(): f"{digest(name, withheld)}  etc/pin.ini\n".encode() for name in names}
    desk.source({b"etc/pin.ini": withheld, b"a.c": b"int a;\n", **sums})
    desk.scan()
    desk.redact("--path", "etc/pin.ini", "--whole")
    desk.approve()
    archive = desk.build()["build"]["archive"]
    held = {name.rpartition("/")[2]: data for name, data in members(archive).items()}
    for name in names:
        assert held[f"SUMS.{name}"].startswith(b"[REDACTED "), name
        assert held[f"SUMS.{name}"].endswith(b"]  etc/pin.ini\n"), name
    log = json.loads(held["redaction-log.json"])
    assert {row["payload_path"].rpartition("/")[2] for row in log["rows"]} == {f"SUMS.{name}" for name in names}


def test_a_digest_of_a_list_of_digests_goes_with_the_digest_that_is_removed_from_it(desk: Desk) -> None:
    config = b"pin = 4711\n"
    sums = f"{digest('sha256', config)}  config.ini\n".encode()
    desk.source({b"config.ini": config, b"A.sums": f"{digest('sha256', sums)}  Z.sums\n".encode(), b"Z.sums": sums})
    desk.scan()
    desk.redact("--path", "config.ini", "--bytes", "6-10")
    desk.approve()
    held = {name.rpartition("/")[2]: data for name, data in members(desk.build()["build"]["archive"]).items()}
    assert held["Z.sums"].endswith(b"]  config.ini\n")
    assert held["A.sums"].endswith(b"]  Z.sums\n")
    assert digest("sha256", sums).encode() not in held["A.sums"]


def test_the_head_of_a_patch_of_a_redacted_file_is_removed(desk: Desk) -> None:
    config = b"pin = 4711\n"
    blob = hashlib.sha1(b"blob %d\0" % len(config) + config, usedforsecurity=False).hexdigest()
    patch = f"--- a/config.ini\n+++ b/config.ini\nindex 0123456..{blob[:9]} 100644\n".encode()
    desk.source({b"config.ini": config, b"fix.patch": patch})
    desk.scan()
    desk.redact("--path", "config.ini", "--bytes", "6-10")
    desk.approve()
    held = {name.rpartition("/")[2]: data for name, data in members(desk.build()["build"]["archive"]).items()}
    assert blob[:7].encode() not in held["fix.patch"]
    assert b"index 0123456..[REDACTED " in held["fix.patch"]


def digest(name: str, data: bytes) -> str:
    made = sm3() if name == "sm3" else hashlib.new(name)
    made.update(data)
    return made.hexdigest()


def test_a_lock_files_integrity_of_a_file_with_a_hidden_place_is_removed(desk: Desk) -> None:
    config = b"port = 8080\npin = 4711\n"
    lock = b'{"integrity": "sha512-' + base64.b64encode(hashlib.sha512(config).digest()) + b'"}\n'
    desk.source({b"config.ini": config, b"lock.json": lock})
    desk.scan()
    desk.redact("--path", "config.ini", "--bytes", "18-22")
    desk.approve()
    held = {name.rpartition("/")[2]: data for name, data in members(desk.build()["build"]["archive"]).items()}
    assert held["lock.json"].startswith(b'{"integrity": "sha512-[REDACTED ')
    assert held["lock.json"].endswith(b']"}\n')


def test_a_git_id_that_a_file_names_stops_the_build_where_something_is_hidden(desk: Desk) -> None:
    path = desk.folder / "src.git"
    repo = RepoBuilder(path, bare=True)
    commit = repo.commit({b"pin.c": b"int pin = 4711;\n", b"more.c": b"int more;\n"})
    repo.tag("v1.0", commit)
    tree = repo.git("rev-parse", "HEAD^{tree}").decode().strip()
    blob = repo.git("rev-parse", "HEAD:pin.c").decode().strip()
    told = {"commit": commit, "tree": tree, "part": blob[:12], "short": commit[:7], "banner": f"v1.0-3-g{commit[:9]}"}
    desk.add(path)
    desk.source({name.encode(): f"built from {text}\n".encode() for name, text in told.items()}, slug="second")
    desk.scan()
    desk.redact("--path", "pin.c", "--bytes", "10-14")
    said = refused(desk)
    assert [name for name in told if f"second/{name}" not in said] == []


def test_a_commit_given_as_revision_is_not_published_where_something_is_hidden(desk: Desk) -> None:
    path = desk.folder / "src.git"
    repo = RepoBuilder(path, bare=True)
    commit = repo.commit({b"pin.c": b"int pin = 4711;\n", b"more.c": b"int more;\n"})
    desk.run("source", "add", desk.file, "--repo", path, "--rev", commit[:10], "--slug", "src")
    desk.scan()
    desk.redact("--path", "pin.c", "--bytes", "10-14")
    desk.approve()
    held = members(desk.package())
    assert not [name for name, data in held.items() if commit[:7].encode() in data]


def test_the_house_does_not_tell(desk: Desk) -> None:
    desk.source({b"a.c": b"int a;\n"})
    desk.scan()
    desk.approve()
    held = members(desk.package())
    words = [str(desk.folder), str(desk.home), "author@example.org", f"{getpass.getuser()}@", socket.gethostname()]
    for word in (each for each in words if len(each) > 5):
        assert not [name for name, data in held.items() if word.encode() in data], word


def test_leakcheck_finds_what_the_workbook_hides_in_any_folder(desk: Desk, tmp_path: Path) -> None:
    desk.source(LEAKING)
    desk.scan()
    hide(desk)
    folder = tmp_path / "mail"
    folder.mkdir()
    (folder / "letter.txt").write_bytes(b"Use " + base64.b64encode(SECRET))
    told = desk("leakcheck", folder, "--workbook", desk.file, expect=1)
    assert [hit["member"] for hit in told["leakcheck"]["hits"]] == ["letter.txt"]
    (folder / "letter.txt").write_bytes(b"Use the other one")
    desk("leakcheck", folder, "--workbook", desk.file)


def test_what_the_leak_scan_could_not_search_is_listed_by_the_build(desk: Desk) -> None:
    """A packed file that nobody can open may hold anything; the vendor must know that it leaves unsearched."""
    hidden_with(desk, {b"tools.7z": b"7z\xbc\xaf\x27\x1c" + bytes(range(64))})
    told = desk.submit()["round"]
    assert any("tools.7z" in text for text in told["unsearched"])
    desk.decide()
    desk.sign()
    built = desk.build()["build"]
    assert any("tools.7z" in text for text in built["unsearched"])
