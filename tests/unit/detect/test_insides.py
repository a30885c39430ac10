"""What stands in an archive is found, told as the archive's, and nothing in an archive can stop a scan."""

from __future__ import annotations

import io
import tarfile
import zipfile

from codebinder.detect import Engine
from codebinder.model.findings import Confidence

ENGINE = Engine.load()
TOKEN = b"ghp_" + b"1fK9sQ2mZ7xB4vT6rW8yL3nP5dH0jC2aE1gU"
TEXT = b'token = "' + TOKEN + b'"\n'


def zipped(files: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return out.getvalue()


def tarred(files: dict[str, bytes], mode: str = "w:gz") -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode=mode) as archive:  # type: ignore[call-overload]
        for name, data in files.items():
            member = tarfile.TarInfo(name)
            member.size = len(data)
            archive.addfile(member, io.BytesIO(data))
    return out.getvalue()


def test_a_token_in_a_jar_in_a_tar_is_found_as_the_archives() -> None:
    data = tarred({"lib/app.jar": zipped({"a.properties": b"x=1\n", "conf/b.properties": TEXT})})
    (found,) = ENGINE.scan(b"dist/app.tgz", data, "binary")
    assert (found.rule, found.value, found.confidence) == ("github-token", TOKEN, Confidence.MEDIUM)
    assert (found.start, found.end) == (0, len(data))
    assert found.member.endswith(b"app.jar!/conf/b.properties")


def test_a_damaged_archive_is_a_low_finding_that_says_so() -> None:
    data = zipped({"a.txt": TEXT * 50})[:-40]
    found = ENGINE.scan(b"a.zip", data, "binary")
    assert [one.rule for one in found if one.rule == "archive-not-opened"]
    assert all(one.confidence is Confidence.LOW for one in found if one.rule == "archive-not-opened")


def test_an_archive_bomb_is_bounded_and_told() -> None:
    inner = zipped({"zeros": bytes(80 << 20)})
    found = ENGINE.scan(b"bomb.zip", zipped({f"{number}.zip": inner for number in range(40)}), "binary")
    assert any(one.rule == "archive-not-opened" for one in found)


def test_an_archive_full_of_findings_lists_a_thousand() -> None:
    data = zipped({f"{number}.txt": TEXT for number in range(1500)})
    found = ENGINE.scan(b"a.zip", data, "binary")
    assert 1000 <= len(found) <= 1010


def test_low_findings_never_stand_before_one_of_the_default_queue() -> None:
    notices = {
        f"{number:04}.c": b"/* Copyright (C) 2001 Person%d Nobody%d */\n" % (number, number) for number in range(1200)
    }
    found = ENGINE.scan(b"a.zip", zipped(notices | {"z.txt": TEXT}), "binary")
    assert [one.rule for one in found if one.confidence is not Confidence.LOW] == ["github-token"]
    assert len(found) < 1010


def test_what_is_left_unseen_in_an_archive_full_of_secrets_stands_in_the_default_queue() -> None:
    data = zipped({f"{number}.txt": TEXT for number in range(1500)})
    (rest,) = [one for one in ENGINE.scan(b"a.zip", data, "binary") if one.rule == "archive-not-opened"]
    assert rest.confidence is Confidence.MEDIUM
