"""What is encrypted piece by piece: in flat memory, whole or not at all."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from codebinder import vault
from codebinder.errors import UserError
from codebinder.model.review import Role
from helpers.books import Counted
from helpers.effort import within


@pytest.fixture
def held() -> vault.MemoryVault:
    made = vault.MemoryVault(randomness=Counted("streams"))
    for name in ("anna", "bo", "chen"):
        made.create(name, name, Role.LEGAL)
    return made


def box_of(held: vault.MemoryVault, data: bytes, *names: str) -> bytes:
    out = io.BytesIO()
    with vault.EncryptingWriter([held.public(name).age for name in names], out) as writer:
        for at in range(0, len(data), 100_000):
            writer.write(data[at : at + 100_000])
        writer.close()
    return out.getvalue()


@pytest.mark.parametrize("size", [0, 1, 65_536, 1_000_003])
def test_every_recipient_gets_the_bytes_back(held: vault.MemoryVault, size: int) -> None:
    data = bytes(range(256)) * (size // 256) + b"x" * (size % 256)
    box = box_of(held, data, "anna", "bo")
    assert box.startswith(b"age-encryption.org/v1\n")
    for name in ("anna", "bo"):
        out = io.BytesIO()
        held.decrypt_stream(name, io.BytesIO(box), out)
        assert out.getvalue() == data


def test_nobody_else_gets_a_byte(held: vault.MemoryVault) -> None:
    out = io.BytesIO()
    with pytest.raises(UserError, match="not encrypted to this key"):
        held.decrypt_stream("chen", io.BytesIO(box_of(held, b"secret", "anna")), out)
    assert out.getvalue() == b""


def test_a_file_cut_short_or_damaged_is_refused(held: vault.MemoryVault) -> None:
    box = box_of(held, b"x" * 300_000, "anna")
    for bad in (box[:200_000], box[:-1], box[:250_000] + b"\0" + box[250_001:], box + b"\0"):
        with pytest.raises(UserError, match="damaged or cut short"):
            held.decrypt_stream("anna", io.BytesIO(bad), io.BytesIO())


def test_a_list_of_recipients_that_never_ends_is_refused_at_once(held: vault.MemoryVault) -> None:
    box = box_of(held, b"x", "anna")
    stanza = box.split(b"-> ")[1].split(b"---")[0]
    head, _, rest = box.partition(b"--- ")
    endless = head + b"-> " + (stanza + b"-> ") * 20_000 + stanza + b"--- " + rest

    def refused() -> None:
        with pytest.raises(UserError, match="more recipients than are read"):
            held.decrypt_stream("anna", io.BytesIO(endless), io.BytesIO())
        with pytest.raises(UserError, match="more recipients than are read"):
            held.decrypt("anna", endless)

    within(80, refused)
    many = [held.public("anna").age] * 1000
    assert held.decrypt("anna", vault.encrypt(many, b"to a thousand")) == b"to a thousand"


class Full:
    def __init__(self, room: int) -> None:
        self.room = room

    def write(self, data: bytes, /) -> int:
        self.room -= len(data)
        if self.room < 0:
            raise OSError(28, "no space")
        return len(data)


def test_what_the_disk_says_comes_out_as_it_is(held: vault.MemoryVault) -> None:
    def written() -> None:
        with vault.EncryptingWriter([held.public("anna").age], Full(200_000)) as writer:
            for _ in range(100):
                writer.write(b"x" * 100_000)
            writer.close()

    with pytest.raises(OSError, match="no space"):
        written()
    with pytest.raises(OSError, match="no space"):
        held.decrypt_stream("anna", io.BytesIO(box_of(held, b"x" * 300_000, "anna")), Full(100_000))


def test_a_writer_that_is_broken_off_ends_its_thread_and_gives_no_file(held: vault.MemoryVault, tmp_path: Path) -> None:
    path = tmp_path / "x"

    def broken() -> None:
        with path.open("wb") as out, vault.EncryptingWriter([held.public("anna").age], out) as writer:
            writer.write(b"x" * 1_000_000)
            raise KeyError("somebody cancelled")

    with pytest.raises(KeyError):
        broken()
    with pytest.raises(UserError), path.open("rb") as source:
        held.decrypt_stream("anna", source, io.BytesIO())


def test_there_is_no_packet_to_nobody() -> None:
    with pytest.raises(UserError, match="nobody"):
        vault.EncryptingWriter([], io.BytesIO())
    with pytest.raises(UserError, match=r"not? an age recipient"):
        vault.EncryptingWriter(["age1nonsense"], io.BytesIO())
