"""Keys written as arrays are found in every notation by what they are called, and tables and public data are left."""

from __future__ import annotations

import random

import pytest

from codebinder.detect.bytearrays import look
from codebinder.detect.bytearrays.chance import looks
from codebinder.detect.bytearrays.naming import meant
from codebinder.detect.fileview import FileView
from codebinder.detect.sight import Sight
from codebinder.model.findings import Confidence
from helpers.effort import within

KEY = random.Random(20).randbytes(16)
HEX = ", ".join(f"0x{byte:02X}" for byte in KEY)
SIGNED = ", ".join(str(byte - 256 if byte > 127 else byte) for byte in KEY)
DECIMAL = ",".join(str(byte) for byte in KEY)
ESCAPED = "".join(f"\\x{byte:02x}" for byte in KEY)
WORDS = ", ".join(f"0x{KEY[at : at + 4].hex()}" for at in range(0, 16, 4))
CASTS = ", ".join(f"(byte) 0x{byte:02x}" for byte in KEY)
LINES = ",\n    ".join(", ".join(f"0x{byte:02x}" for byte in KEY[at : at + 8]) for at in (0, 8))
NOTED = ", /* next */ ".join(f"0x{byte:02x}" for byte in KEY)


def seen(text: str, path: str = "src/file.c") -> list[Sight]:
    return list(look(FileView(path=path.encode(), data=text.encode(), encoding="utf-8")))


@pytest.mark.parametrize(
    ("path", "before", "array", "after"),
    [
        ("a.c", "static const uint8_t aes_key[16] = { ", HEX, " };"),
        ("a.c", "const unsigned char g_MasterKey[] PROGMEM = {\n    ", LINES, ",\n};"),
        ("a.c", "u8 psk[16] __attribute__((aligned(4))) = {", NOTED, "};"),
        ("a.c", "    .encryption_key = { ", HEX, " },"),
        ("a.c", "  ctx->hmac_key = (uint8_t[]){", HEX, "};"),
        ("a.cpp", "std::array<uint8_t, 16> sessionKey{{ ", HEX, " }};"),
        ("a.cpp", "const std::vector<uint8_t> kDeviceKey = {", HEX, "};"),
        ("a.ino", "byte nwkSKey[] = { ", HEX, " };"),
        ("a.c", 'static const char secret[] = "', ESCAPED, '";'),
        ("a.c", "uint32_t tea_key[4] = {", WORDS, "};"),
        ("A.java", "private static final byte[] AES_KEY = {", SIGNED, "};"),
        ("A.java", "byte[] key = new byte[] {", CASTS, "};"),
        ("A.cs", "private readonly byte[] _key = new byte[16] { ", HEX, " };"),
        ("a.go", "var signingKey = []byte{", HEX, "}"),
        ("a.go", "\tkey := [16]byte{", DECIMAL, "}"),
        ("a.rs", "const KEY: [u8; 16] = [", HEX, "];"),
        ("a.rs", "static SECRET: &'static [u8] = &[", DECIMAL, "];"),
        ("a.rs", 'let device_key = b"', ESCAPED, '";'),
        ("a.py", "SECRET_KEY = bytes([", DECIMAL, "])"),
        ("a.py", "key = bytearray([", HEX, "])"),
        ("a.py", "key = b'", ESCAPED, "'"),
        ("a.py", "master_key = bytes.fromhex('", KEY.hex(" "), "')"),
        ("a.js", "const encKey = new Uint8Array([", DECIMAL, "]);"),
        ("a.js", "const key = Buffer.from([", HEX, "]);"),
        ("a.kt", "private val key = byteArrayOf(", SIGNED, ")"),
        ("a.dts", "sec,key = [", KEY.hex(" "), "];"),
        ("a.dts", "auth-key = /bits/ 8 <", HEX.replace(",", ""), ">;"),
        ("a.v", "parameter [127:0] SECRET_KEY = 128'h", KEY.hex(), ";"),
        ("a.vhd", 'constant AES_KEY : std_logic_vector(127 downto 0) := x"', KEY.hex(), '";'),
        ("a.h", "#define APP_KEY ", HEX, "\n"),
        ("a.h", "#define APP_KEY { ", HEX, " }\n"),
        ("a.s", "root_key:\n\t.byte ", HEX, "\n"),
        ("a.c", "// static const u8 key[] = {", HEX, "};"),
        ("a.json", '{"key": [', DECIMAL, "]}"),
        ("a.yaml", "advanced:\n  network_key: [", DECIMAL, "]"),
        ("a.vb", "Dim aesKey() As Byte = {", HEX.replace("0x", "&H"), "}"),
        ("a.ps1", "$Key = @(", DECIMAL, ")"),
        ("a.ps1", "[byte[]]$aesKey = ", HEX, ""),
        ("a.php", '$key = pack("C*", ', DECIMAL, ");"),
        ("a.php", "$secretKey = ", ".".join(f"chr({one})" for one in KEY), ";"),
        ("a.m", "aes_key = uint8([", " ".join(map(str, KEY)), "]);"),
        ("a.pas", "const AESKey: array[0..15] of Byte = (", HEX.replace("0x", "$"), ");"),
        ("a.asm", "aes_key db ", ",".join(f"0{one:02x}h" for one in KEY), ""),
        ("a.asm", "root_key:\n    dc.b ", HEX.replace("0x", "$"), ""),
        ("a.erl", "Key = <<", DECIMAL, ">>,"),
        ("a.adb", "Key : constant Bytes := (", ", ".join(f"16#{one:02X}#" for one in KEY), ");"),
        ("a.pl", "my @key = (", HEX, ");"),
        ("a.scala", "val key = Array[Byte](", SIGNED, ")"),
        ("a.lua", "local secret_key = string.char(", DECIMAL, ")"),
        ("a.ini", "aes_key = ", KEY.hex(" "), ""),
        ("a.go", "c, _ := aes.NewCipher([]byte{", HEX, "})"),
    ],
)
def test_a_key_is_found_in_every_notation(path: str, before: str, array: str, after: str) -> None:
    found = seen(f"int a;\n{before}{array}{after}\nint b;\n", path)
    assert [(one.start, one.end) for one in found] == [(7 + len(before), 7 + len(before) + len(array))]
    assert found[0].confidence is not Confidence.LOW


def test_commented_out_code_counts_as_code() -> None:
    (found,) = seen(f"// static const u8 aes_key[] = {{ {HEX} }};")
    assert found.confidence is Confidence.HIGH


@pytest.mark.parametrize(
    "name",
    [
        "public_key", "pubkey", "key_map", "keycodes", "keyboard", "primary_key_ids", "key_hash", "cert", "sbox",
        "keypad_rows", "crc_table", "font", "monkey", "signature", "device_id", "key_sizes", "data", "buf",
        "password_length", "token_types",
    ],
)  # fmt: skip
def test_other_names_are_left(name: str) -> None:
    assert not seen(f"static const uint8_t {name}[16] = {{ {HEX} }};")


@pytest.mark.parametrize(
    "name",
    ["aes_key", "KEY", "sharedSecret", "g_key", "AesKey", "private_key", "wpaPsk", "app_key1", "dek", "rsa_priv_exp"],
)
def test_names_of_keys_are_known(name: str) -> None:
    assert meant(name.encode())


@pytest.mark.parametrize(
    "values",
    [
        bytes.fromhex("2b7e151628aed2a6abf7158809cf4f3c"), bytes(range(16)), bytes(16), bytes(range(0x80, 0xA0)),
        bytes.fromhex("000102030405060708090a0b0c0d0e0f"), b"\xaa" * 16,
        bytes.fromhex("00112233445566778899aabbccddeeff"),
        bytes.fromhex("0123456789abcdeffedcba9876543210"), bytes.fromhex("deadbeefdeadbeefdeadbeefdeadbeef"),
    ],
)  # fmt: skip
def test_test_vectors_and_patterns_are_low(values: bytes) -> None:
    array = ", ".join(f"0x{byte:02x}" for byte in values)
    (found,) = seen(f"static const uint8_t aes_key[] = {{ {array} }};")
    assert found.confidence is Confidence.LOW
    assert found.reason


def test_random_bytes_look_random() -> None:
    drawn = random.Random(4)
    odd = sum(looks(drawn.randbytes(size)) != looks(KEY) for size in (16, 24, 32, 64) for _ in range(500))
    assert odd < 10


def test_rows_of_a_table_take_its_name() -> None:
    rows = [random.Random(number).randbytes(16) for number in range(4)]
    text = "static const u8 device_keys[4][16] = {\n" + "".join(
        "  { " + ", ".join(f"0x{byte:02x}" for byte in row) + " },\n" for row in rows
    )
    assert len(seen(text + "};\n")) == 4


def test_a_self_test_holds_vectors() -> None:
    text = f"#if defined(LIB_SELF_TEST)\nstatic const unsigned char key[16] = {{ {HEX} }};\n#endif\n"
    assert [one.confidence for one in seen(text)] == [Confidence.LOW]


def test_many_arrays_take_no_time() -> None:
    for text in (
        "u8 key = {0x12,0x8f,0x31,0xa4,0x55,0x91,0xd2,0x07};\n" * 5_000,
        "key = { /* " * 30_000,
        "{" * 1_000_000,
        'key="' + "\\x1f" * 100_000,
        "key = {" + "0x1f, " * 60_000,
    ):
        within(400, lambda text=text: seen(text))
