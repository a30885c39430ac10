"""Whatever is done to an image, readers of boot images say something true within bounds, or nothing."""

from __future__ import annotations

import lzma
import struct
import zlib
from functools import cache

from hypothesis import given, settings
from hypothesis import strategies as st

from helpers.boot_builders import (
    esp_description,
    esp_image,
    esp_table,
    mcuboot,
    tplink,
    trx,
    uefi_file,
    uefi_guided,
    uefi_section,
    uefi_sections,
    uefi_volume,
)
from helpers.boot_images import noise, survives

_NUMBERS = (b"\xff" * 4, bytes(4), b"\x7f\xff\xff\xff", b"\0\0\0\1")
_LZMA = b"\x98\x58\x4e\xee\x14\x39\x59\x42\x9d\x6e\xdc\x7b\xd7\x94\x03\xcf"


def _uimage() -> bytes:
    body = struct.pack(">3I", 600, 90, 0) + noise(600) + noise(92)
    header = struct.pack(">7I4B32s", 0x27051956, 0, 9, len(body), 0, 0, zlib.crc32(body), 5, 2, 4, 0, b"name")
    return header[:4] + zlib.crc32(header).to_bytes(4) + header[8:] + body


def _fit() -> bytes:
    strings, tokens = b"", b""

    def prop(name: bytes, value: bytes) -> bytes:
        nonlocal strings
        strings += name + b"\0"
        return struct.pack(">3I", 3, len(value), len(strings) - len(name) - 1) + value + bytes(-len(value) % 4)

    def node(name: bytes, *inner: bytes) -> bytes:
        named = name + bytes(4 - len(name) % 4)
        return struct.pack(">I", 1) + named + b"".join(inner) + struct.pack(">I", 2)

    data = noise(300)
    summed = node(b"hash-1", prop(b"algo", b"crc32\0"), prop(b"value", zlib.crc32(data).to_bytes(4)))
    signed = node(b"signature", prop(b"hashed-nodes", b"/\0/images/a\0"), prop(b"value", noise(64)))
    inside = node(b"a", prop(b"data", data), prop(b"type", b"kernel\0"), summed)
    outside = node(b"b", prop(b"data-size", struct.pack(">I", 80)), prop(b"data-offset", struct.pack(">I", 0)))
    conf = node(b"configurations", prop(b"default", b"c\0"), node(b"c", prop(b"kernel", b"a\0"), signed))
    tokens = node(b"", prop(b"description", b"fit\0"), node(b"images", inside, outside), conf) + struct.pack(">I", 9)
    size = 56 + len(tokens) + len(strings)
    head = struct.pack(">10I", 0xD00DFEED, size, 56, 56 + len(tokens), 40, 17, 16, 0, len(strings), len(tokens))
    return (head + bytes(16) + tokens + strings).ljust(size + -size % 4, b"\0") + noise(80)


def _boot() -> bytes:
    head = struct.pack(
        "<8s10I16s512s32s1024s", b"ANDROID!", 900, 1, 700, 2, 0, 3, 4, 2048, 2, 5, b"n", b"c", b"\1", b""
    )
    return (head + struct.pack("<IQIIQ", 0, 0, 1660, 90, 0)).ljust(2048, b"\0") + noise(2048 * 3)


def _sparse() -> bytes:
    chunks = [(0xCAC1, 2, noise(512)), (0xCAC2, 9, b"abcd"), (0xCAC3, 7, b""), (0xCAC4, 0, b"\1\2\3\4")]
    packed = b"".join(struct.pack("<2H2I", kind, 0, count, 12 + len(data)) + data for kind, count, data in chunks)
    return struct.pack("<I4H4I", 0xED26FF3A, 1, 0, 28, 12, 256, 18, 4, 0) + packed


def _flash() -> bytes:
    boot = esp_image([(0x40100000, noise(400))], chip=0)
    app = esp_image([(0x3F400020, esp_description()), (0x40080000, noise(90))])
    rows = [(b"nvs", 1, 2, 0x9000, 0x1000, 0), (b"app", 0, 0, 0x10000, 0x1000, 0)]
    return boot.ljust(0x8000, b"\xff") + esp_table(rows).ljust(0x8000, b"\xff") + app


def _uefi() -> bytes:
    inner = uefi_sections(uefi_section(0x10, noise(90)), uefi_section(0x15, "name\0".encode("utf-16-le")))
    packed = uefi_guided(_LZMA, lzma.compress(inner, lzma.FORMAT_ALONE))
    return uefi_volume(uefi_file(1, 7, inner), uefi_file(2, 11, packed), size=0x800)


@cache
def _seeds() -> tuple[bytes, ...]:
    environment = b"bootcmd=x\0bootdelay=1\0\0".ljust(1020, b"\xff")
    target = struct.pack("<6sBI255s2I", b"Target", 0, 1, b"f", 40, 1) + struct.pack("<2I", 0, 32) + noise(32)
    suse = struct.pack("<5sBIB", b"DfuSe", 1, 0, 1) + target + struct.pack("<4H3sB", 0, 1, 2, 0x11A, b"UFD", 16)
    return (
        _uimage(),
        _fit(),
        trx(1, [noise(90), noise(80)]),
        _boot(),
        _sparse(),
        _flash(),
        _uefi(),
        tplink(noise(300), noise(200)),
        mcuboot(noise(300), counter=1),
        zlib.crc32(environment).to_bytes(4, "little") + environment,
        suse + (zlib.crc32(suse) ^ 0xFFFFFFFF).to_bytes(4, "little"),
    )


def test_every_seed_is_recognised_whole() -> None:
    """Otherwise what follows would try nothing."""
    assert [max((each.end for each in survives(seed)), default=0) for seed in _seeds()] == [
        len(each) for each in _seeds()
    ]


@settings(max_examples=120)
@given(data=st.data())
def test_changed_cut_and_doubled_images_end_quietly(data: st.DataObject) -> None:
    image = bytearray(data.draw(st.sampled_from(_seeds())))
    for _ in range(data.draw(st.integers(1, 6))):
        at = data.draw(st.integers(0, len(image) - 1))
        head = data.draw(st.integers(0, min(len(image) - 1, 400)))
        match data.draw(st.integers(0, 4)):
            case 0:
                image[at] = data.draw(st.integers(0, 255))
            case 1:
                image[head : head + 4] = data.draw(
                    st.sampled_from([b"\xff" * 4, bytes(4), b"\x7f\xff\xff\xff", b"\0\0\0\1"])
                )
            case 2:
                del image[max(at, 1) :]
            case 3:
                image[at:at] = image[head : head + 64]
            case _:
                image[head] ^= 1 << data.draw(st.integers(0, 7))
    for found in survives(bytes(image)):
        assert found.format
