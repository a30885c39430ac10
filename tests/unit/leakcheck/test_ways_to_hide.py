"""Every way in which hidden bytes could stand in an output unseen, planted on purpose: each is caught."""

from __future__ import annotations

import base64
import bz2
import gzip
import io
import json
import lzma
import quopri
import random
import struct
import tarfile
import zipfile
import zlib
from collections.abc import Callable

import pytest

from codebinder.leakcheck import check_bytes
from codebinder.model.package import Needle

SECRET = b"Zq7-zebra=9041/kilo-Vault"
VALUE = Needle(redaction="R-1", kind="value", data=SECRET)
TEXT = SECRET.decode()
BEFORE, AFTER = b"int before = 1;\n", b"\nint after = 2;\n"


def caught(data: bytes, *needles: Needle, name: str = "member") -> bool:
    hits = check_bytes(name, data, needles or (VALUE,))
    assert not any(needle.data in repr(hits).encode() for needle in needles or (VALUE,))
    return "R-1" in {hit.redaction for hit in hits}


def wrapped(text: bytes, width: int, end: bytes) -> bytes:
    return end.join(text[at : at + width] for at in range(0, len(text), width))


LONG = (
    b"some text before it, so that it stands in the middle of many lines of base64; " + SECRET + b" and text behind it"
)
SPELT: dict[str, bytes] = {
    "utf-8": SECRET,
    "utf-16-le": TEXT.encode("utf-16-le"),
    "utf-16-be": TEXT.encode("utf-16-be"),
    "utf-16-at-an-odd-offset": b"x" + TEXT.encode("utf-16-le"),
    "utf-32-le": bytes(8) + TEXT.encode("utf-32-le") + bytes(8),
    "utf-32-be": bytes(8) + TEXT.encode("utf-32-be") + bytes(8),
    "base64": base64.b64encode(SECRET),
    "base64-shifted-1": base64.b64encode(b"a" + SECRET),
    "base64-shifted-2": base64.b64encode(b"ab" + SECRET),
    "base64-url": base64.urlsafe_b64encode(b"\xff\xfe" + SECRET),
    "base64-lines-of-64": wrapped(base64.b64encode(LONG), 64, b"\n"),
    "base64-lines-of-76-crlf": wrapped(base64.b64encode(LONG), 76, b"\r\n"),
    "base64-in-c-strings": b'"' + wrapped(base64.b64encode(LONG), 40, b'"\n    "') + b'"',
    "base64-of-utf-16": base64.b64encode(TEXT.encode("utf-16-le")),
    "base64-in-utf-16": base64.b64encode(SECRET).decode().encode("utf-16-le"),
    "hex": SECRET.hex().encode(),
    "upper-hex": SECRET.hex().upper().encode(),
    "hex-with-colons": SECRET.hex(":").encode(),
    "hex-with-spaces": SECRET.hex(" ").upper().encode(),
    "hex-x-escapes": b"".join(b"\\x%02x" % byte for byte in SECRET),
    "url": b"".join(b"%%%02X" % byte for byte in SECRET),
    "c-octal": b"".join(b"\\%03o" % byte for byte in SECRET),
    "json-u": json.dumps({"k": TEXT}).encode().replace(b"Z", b"\\u005a").replace(b"q", b"\\u0071"),
    "xml-decimal": b"".join(b"&#%d;" % byte for byte in SECRET),
    "xml-hex": b"".join(b"&#x%x;" % byte for byte in SECRET),
    "array-hex": b"{" + b", ".join(b"0x%02X" % byte for byte in SECRET) + b"}",
    "array-decimal": b"[" + b",".join(b"%d" % byte for byte in SECRET) + b"]",
    "array-octal": b"{" + b", ".join(b"0%o" % byte for byte in SECRET) + b"}",
    "array-java-signed": b"{" + b", ".join(b"(byte) 0x%02x" % byte for byte in SECRET) + b"}",
    "array-of-characters": b"{" + b", ".join(b"'%c'" % byte for byte in SECRET) + b"}",
    "c-strings-in-pieces": b'"' + SECRET[:9] + b'"\n    "' + SECRET[9:] + b'"',
    "quoted-printable": b"Content-Transfer-Encoding: quoted-printable\r\n\r\n"
    + quopri.encodestring(b"w " * 33 + SECRET),
    "encoded-word": b"Subject: =?utf-8?Q?a_" + SECRET.replace(b"=", b"=3D") + b"?=\r\n",
    "pdf-octal": b"%PDF-1.4\n1 0 obj (" + b"".join(b"\\%03o" % byte for byte in SECRET) + b") endobj",
    "pdf-hex-string": b"%PDF-1.4\n1 0 obj <" + SECRET.hex().encode() + b"> endobj",
    "pdf-hex-string-utf-16": b"%PDF-1.4\n1 0 obj <FEFF" + TEXT.encode("utf-16-be").hex().encode() + b"> endobj",
    "pdf-utf-16-octal": b"%PDF-1.4\n1 0 obj (\\376\\377"
    + b"".join(b"\\000%c" % byte for byte in SECRET) + b") endobj",
    "pdf-name": b"%PDF-1.4\n1 0 obj /" + b"".join(b"#%02x" % byte for byte in SECRET) + b" endobj",
    "pdf-broken-into-pieces": b"%PDF-1.4\n1 0 obj ["
    + b" -20 ".join(b"(%c)" % byte for byte in SECRET) + b"] TJ endobj",
    "markup-in-the-middle": b"<html><p>" + SECRET[:8] + b"<b>" + SECRET[8:] + b"</b></p>",
    "comment-in-the-middle": b"<html><p>" + SECRET[:8] + b"<!-- x -->" + SECRET[8:] + b"</p>",
    "xml-in-utf-16": ("<?xml version='1.0'?><t>" + "</t><t>".join(TEXT) + "</t>").encode("utf-16"),
}  # fmt: skip


@pytest.mark.parametrize("form", SPELT)
def test_a_value_is_caught_in_this_form(form: str) -> None:
    spelt = SPELT[form]
    whole = (
        spelt
        if form.startswith(("pdf", "utf-", "base64-in-utf", "xml-in", "quoted", "encoded"))
        else BEFORE + spelt + AFTER
    )
    assert caught(whole)
    assert not caught(whole, Needle(redaction="R-1", kind="value", data=b"another-value=4711/that-is-absent"))


@pytest.mark.parametrize("codec", ["gb18030", "big5", "shift_jis", "euc_kr", "utf-16-le", "utf-8"])
@pytest.mark.parametrize("own", ["utf-8", "gb18030", "utf-16-le"])
def test_a_chinese_value_is_caught_in_any_encoding(own: str, codec: str) -> None:
    text = "密鑰保管箱" if codec in {"big5", "gb18030", "utf-8", "utf-16-le"} else "秘密金庫"
    needle = Needle(redaction="R-1", kind="value", data=text.encode(own), encoding=own)
    assert caught(b"x" * 8 + text.encode(codec) + b"y" * 8, needle)


def test_a_value_of_a_latin_1_file_is_caught_in_utf_8() -> None:
    needle = Needle(redaction="R-1", kind="value", data="Schlüsselgröße".encode("latin-1"), encoding="latin-1")
    assert caught("die Schlüsselgröße ist".encode(), needle)


KEY = bytes(range(3, 250, 13))


@pytest.mark.parametrize(
    "written",
    [
        KEY.hex().encode(),
        KEY.hex().upper().encode(),
        KEY.hex(":").encode(),
        base64.b64encode(KEY),
        b"-----BEGIN PRIVATE KEY-----\n" + wrapped(base64.b64encode(KEY), 16, b"\n") + b"\n-----END PRIVATE KEY-----",
    ],
)
def test_a_key_that_is_written_down_is_caught_as_its_bytes(written: bytes) -> None:
    """The same key in the firmware image, or as another file spells it."""
    needle = Needle(redaction="R-1", kind="value", data=written)
    assert caught(bytes(99) + KEY + bytes(99), needle)
    assert caught(b"key: " + base64.b64encode(KEY), needle)
    assert caught(b"key: " + KEY.hex().encode(), needle)


def test_a_hex_key_is_caught_as_an_array_of_bytes() -> None:
    needle = Needle(redaction="R-1", kind="value", data=KEY.hex().encode())
    assert caught(b"static const u8 key[] = {" + b", ".join(b"0x%02x" % byte for byte in KEY) + b"};", needle)


def test_zeros_written_down_are_not_searched_as_bytes() -> None:
    assert not caught(bytes(999), Needle(redaction="R-1", kind="value", data=b"00" * 16))


# Packed


def zipped(*files: tuple[str, bytes], comment: bytes = b"", extra: bytes = b"") -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files:
            info = zipfile.ZipInfo(name)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.extra = extra
            archive.writestr(info, data)
        archive.comment = comment
    return out.getvalue()


def tarred(data: bytes, **fields: object) -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w", format=tarfile.PAX_FORMAT) as archive:
        info = tarfile.TarInfo("inner.bin")
        info.size = len(data)
        for name, value in fields.items():
            setattr(info, name, value)
        archive.addfile(info, io.BytesIO(data))
    return out.getvalue()


def old_tar(data: bytes) -> bytes:
    head = bytearray(tarred(data)[:512])
    head[257:265] = bytes(8)
    head[148:156] = b" " * 8
    head[148:156] = b"%06o\0 " % sum(head)
    return bytes(head) + data.ljust(-(-len(data) // 512) * 512, b"\0") + bytes(1024)


def ar(data: bytes, name: bytes = b"a.o/") -> bytes:
    return b"!<arch>\n%-16s%-12s%-6s%-6s%-8s%-10s`\n" % (name, b"0", b"0", b"0", b"644", b"%d" % len(data)) + data


def cpio(data: bytes, name: bytes = b"etc/x") -> bytes:
    def entry(name: bytes, data: bytes) -> bytes:
        fields = [1, 0o100644, 0, 0, 1, 0, len(data), 0, 0, 0, 0, len(name) + 1, 0]
        head = b"070701" + b"".join(b"%08X" % field for field in fields) + name + b"\0"
        head += bytes(-len(head) % 4)
        return head + data + bytes(-len(data) % 4)

    return entry(name, data) + entry(b"TRAILER!!!", b"")


def deb(data: bytes) -> bytes:
    return ar(gzip.compress(tarred(data)), b"data.tar.gz/")


def lzma_alone(data: bytes) -> bytes:
    return lzma.compress(data, format=lzma.FORMAT_ALONE)


def blocks(data: bytes) -> bytes:
    """A file system keeps a file in packed blocks, one behind the other; the value stands across two of them."""
    return (
        b"hsqs"
        + bytes(24)
        + b"\4\0"
        + bytes(66)
        + b"".join(zlib.compress(data[at : at + 100]) for at in range(0, len(data), 100))
    )


def png(text: bytes) -> bytes:
    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)) + chunk(b"IDAT", zlib.compress(b"\0\0"))
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"zTXt", b"Comment\0\0" + zlib.compress(text)) + chunk(b"IEND", b"")


def hex_records(data: bytes) -> bytes:
    rows = []
    for at in range(0, len(data), 16):
        body = bytes([len(data[at : at + 16])]) + at.to_bytes(2, "big") + b"\0" + data[at : at + 16]
        rows.append(b":" + (body + bytes([-sum(body) & 0xFF])).hex().upper().encode())
    return b"\r\n".join([*rows, b":00000001FF"])


def motorola(data: bytes) -> bytes:
    rows = [b"S00600004844521B"]
    for at in range(0, len(data), 16):
        piece = data[at : at + 16]
        body = bytes([len(piece) + 5]) + at.to_bytes(4, "big") + piece
        rows.append(b"S3" + (body + bytes([~sum(body) & 0xFF])).hex().upper().encode())
    return b"\n".join(rows)


def uf2(data: bytes) -> bytes:
    size = 13
    pieces = [data[at : at + size] for at in range(0, len(data), size)]
    return b"".join(
        struct.pack("<8I", 0x0A324655, 0x9E5D5157, 0, at * size, len(piece), at, len(pieces), 0)
        + piece.ljust(476, b"\0")
        + struct.pack("<I", 0x0AB16F30)
        for at, piece in enumerate(pieces)
    )


def array(data: bytes) -> bytes:
    return (
        b"const char page_gz[] = {\n"
        + wrapped(b", ".join(b"0x%02x" % byte for byte in gzip.compress(data)), 72, b"\n  ")
        + b"\n};\n"
    )


def decimals(data: bytes) -> bytes:
    return b"page = [" + b", ".join(b"%d" % byte for byte in gzip.compress(data)) + b"]\n"


def part(data: bytes) -> bytes:
    """A text long enough to be packed for good."""
    return b"one two three four five six seven " * 5 + data + b" eight nine ten " * 9


PACKED: dict[str, Callable[[bytes], bytes]] = {
    "zip": lambda data: zipped(("a.txt", data)),
    "zip-comment": lambda data: zipped(("a.txt", b"x"), comment=data),
    "zip-extra-field": lambda data: zipped(("a.txt", b"x"), extra=struct.pack("<2H", 0x7777, len(data)) + data),
    "zip-behind-a-picture": lambda data: png(b"x") + zipped(("a.txt", data)),
    "zip-behind-a-script": lambda data: b"#!/bin/sh\nexec unzip $0\n\0" + zipped(("a.txt", data)),
    "zip-with-a-broken-directory": lambda data: zipped(("a.txt", data)).replace(b"PK\1\2", b"PK\1\3"),
    "zip-cut-short": lambda data: zipped(("a.txt", data), ("b.txt", bytes(999)))[:-60],
    "tar": tarred,
    "tar-old": old_tar,
    "tar-gz": lambda data: gzip.compress(tarred(data)),
    "tar-owner": lambda data: gzip.compress(tarred(b"x", uname=SECRET.decode())),
    "tar-pax-comment": lambda data: gzip.compress(tarred(b"x", pax_headers={"comment": SECRET.decode()})),
    "gzip": gzip.compress,
    "gzip-name": lambda data: b"\x1f\x8b\x08\x08" + bytes(6) + SECRET + b"\0" + gzip.compress(b"x")[10:],
    "two-gzips": lambda data: gzip.compress(b"x") + gzip.compress(data),
    "gzip-cut-short": lambda data: gzip.compress(data + random.Random(5).randbytes(2000))[:-700],
    "bzip2": bz2.compress,
    "xz": lzma.compress,
    "lzma": lzma_alone,
    "zlib": zlib.compress,
    "ar": ar,
    "debian-package": deb,
    "cpio": cpio,
    "cpio-gz": lambda data: gzip.compress(cpio(data)),
    "rpm": lambda data: b"\xed\xab\xee\xdb" + bytes(96) + gzip.compress(cpio(data)),
    "kernel-in-firmware": lambda data: b"\x27\x05\x19\x56" + bytes(60) + gzip.compress(data) + b"\xff" * 99,
    "lzma-in-firmware": lambda data: bytes(64) + lzma_alone(data) + b"\xff" * 99,
    "initramfs-in-firmware": lambda data: bytes(4096) + lzma.compress(cpio(data)) + bytes(64),
    "blocks-of-a-file-system": lambda data: blocks(
        b"y" * (90 - data.find(SECRET)) + data if data.find(SECRET) < 90 else data
    ),
    "text-of-a-picture": png,
    "base64-of-gzip": lambda data: b"release: " + base64.b64encode(gzip.compress(data)) + b"\n",
    "base64-of-gzip-in-lines": lambda data: b"r: |\n  " + wrapped(base64.b64encode(gzip.compress(data)), 60, b"\n  "),
    "base64-of-zip-in-a-mail": lambda data: (
        b"MIME-Version: 1.0\r\n\r\n" + wrapped(base64.b64encode(zipped(("a.txt", data))), 76, b"\r\n")
    ),
    "base64-of-zlib": lambda data: b'{"state": "' + base64.b64encode(zlib.compress(data)) + b'"}',
    "hex-of-gzip": lambda data: b"blob=" + gzip.compress(data, mtime=0).hex().encode(),
    "array-of-gzip": array,
    "decimal-array-of-gzip": decimals,
    "intel-hex": hex_records,
    "motorola-s": motorola,
    "uf2": uf2,
    "gzip-of-intel-hex": lambda data: gzip.compress(hex_records(data)),
    "nested": lambda data: zipped(("a.tgz", gzip.compress(tarred(zipped(("b.jar", bz2.compress(data))))))),
}


@pytest.mark.parametrize("way", PACKED)
def test_a_value_is_caught_packed_this_way(way: str) -> None:
    assert caught(PACKED[way](part(SECRET)))


@pytest.mark.parametrize("way", PACKED)
def test_an_ordinary_thing_packed_this_way_gives_no_hit(way: str) -> None:
    assert not caught(PACKED[way](part(b"nothing")), Needle(redaction="R-1", kind="value", data=b"absent-value-4711"))
