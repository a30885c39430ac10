"""Binary bytes as firmware has them: keys anywhere, texts in every encoding, each where it stands."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from codebinder.detect import Engine, binaries
from codebinder.detect.fileview import FileView
from codebinder.model.findings import Detected
from helpers.outside_tools import made

NOISE = random.Random(11)
TEXT = 'admin_password = "Zq8-hunter2Two!"'
VALUE = "Zq8-hunter2Two!"


@pytest.fixture(scope="module")
def engine() -> Engine:
    return Engine.load()


def look(engine: Engine, data: bytes) -> list[Detected]:
    return binaries.look_at(engine, FileView(path=b"fw.bin!/app", data=data, encoding="binary", opened=True))


@pytest.mark.parametrize("codec", ["ascii", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("before", [1000, 1001])
def test_a_text_is_found_in_every_encoding_where_it_stands(engine: Engine, codec: str, before: int) -> None:
    start = before + before % 2 if codec != "ascii" else before
    data = NOISE.randbytes(start) + b"\0\0" + TEXT.encode(codec) + b"\0\0" + NOISE.randbytes(500)
    (found,) = [each for each in look(engine, data) if each.kind == "password"]
    assert data[found.start : found.end] == found.value == VALUE.encode(codec)


def test_a_password_in_chinese_prose_is_found(engine: Engine) -> None:
    data = NOISE.randbytes(700) + b"\0" + "管理员密码：Tr0ub4dor&3x\n".encode("gb18030") + b"\0" + NOISE.randbytes(90)
    assert any(each.value == b"Tr0ub4dor&3x" for each in look(engine, data))


@pytest.mark.parametrize("kind", ["rsa", "ecdsa", "ed25519"])
def test_a_host_key_of_dropbear_is_found_whole(engine: Engine, tmp_path: Path, kind: str) -> None:
    size = ("-s", "1024") if kind == "rsa" else ()
    made("dropbearkey", "-t", kind, *size, "-f", tmp_path / "key")
    key = (tmp_path / "key").read_bytes()
    data = NOISE.randbytes(333) + key + NOISE.randbytes(300)
    (found,) = [each for each in look(engine, data) if each.rule == "dropbear-key"]
    assert (found.start, found.end) == (333, 333 + len(key))
    broken = bytearray(data)
    broken[333 + 15 : 333 + 40] = bytes(25)
    assert not [each for each in look(engine, bytes(broken)) if each.rule == "dropbear-key"]


def test_noise_says_nothing_that_anybody_need_decide(engine: Engine) -> None:
    found = look(engine, NOISE.randbytes(2 << 20))
    assert [each for each in found if each.confidence.value != "low"] == []
