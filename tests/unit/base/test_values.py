"""Whatever form a hidden value takes, wherever it stands, it is found, and its range covers all of it."""

from __future__ import annotations

import base64
import urllib.parse

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from codebinder.base import arrays
from codebinder.base.values import ValueSearch, needle_forms
from helpers.effort import within

VALUE = b"Kx9pQ2vT7mLw4ZsYbR8n"
SEARCH = ValueSearch([("R-1", VALUE, "utf-8")])

texts = st.text(
    st.one_of(st.characters(min_codepoint=0x21, max_codepoint=0x7E), st.sampled_from("密钥保管箱测试数据初始化")),
    min_size=12,
    max_size=40,
)
plain_values = st.text(st.characters(min_codepoint=0x20, max_codepoint=0x7E), min_size=6, max_size=40).filter(
    lambda text: len(set(text)) > 3 and text == text.strip()
)
around = st.text(st.sampled_from("abc XYZ.,;()\n"), max_size=30)


def found(value: str, data: bytes, encoding: str = "utf-8") -> list[tuple[int, int]]:
    search = ValueSearch([("R-1", value.encode(), "utf-8")])
    return [(hit.start, hit.end) for hit in search.search(data, encoding)]


def covered(hits: list[tuple[int, int]], start: int, end: int) -> bool:
    return any(low <= start and high >= end for low, high in hits)


@given(value=texts, before=around, after=around, codec=st.sampled_from(["utf-8", "utf-16-le", "utf-16-be", "gb18030"]))
def test_a_value_is_found_in_every_text_encoding(value: str, before: str, after: str, codec: str) -> None:
    data = (before + value + after).encode(codec)
    start = len(before.encode(codec))
    assert covered(found(value, data, codec), start, start + len(value.encode(codec)))


@given(value=plain_values, lead=st.binary(max_size=5), tail=st.binary(max_size=5), safe=st.booleans())
def test_base64_is_found_at_every_alignment_and_all_of_its_bits_are_covered(
    value: str, lead: bytes, tail: bytes, safe: bool
) -> None:
    raw = lead + value.encode() + tail
    encoded = base64.urlsafe_b64encode(raw) if safe else base64.b64encode(raw)
    first, last = len(lead) * 8 // 6, -(-(len(lead) + len(value)) * 8 // 6)
    hits = found(value, b"key = " + encoded + b";")
    assert covered(hits, 6 + first, 6 + last)


@pytest.mark.parametrize("shift", [0, 1, 2])
@pytest.mark.parametrize("width", [16, 20, 64])
def test_base64_wrapped_over_lines_is_found(shift: int, width: int) -> None:
    encoded = base64.b64encode(b"\x01" * shift + VALUE + b"tail of the text, quite long").decode()
    data = "\n    ".join(encoded[at : at + width] for at in range(0, len(encoded), width)).encode()
    assert SEARCH.search(data)


@given(value=plain_values, upper=st.booleans(), codec=st.sampled_from(["utf-8", "utf-16-le", "utf-16-be"]))
def test_hex_is_found_in_both_cases(value: str, upper: bool, codec: str) -> None:
    digits = value.encode(codec).hex()
    data = f"x={digits.upper() if upper else digits};".encode()
    assert covered(found(value, data), 2, 2 + len(digits))


@given(value=plain_values, data=st.data())
def test_any_mix_of_url_escapes_is_found(value: str, data: st.DataObject) -> None:
    pieces: list[str] = []
    for byte in value.encode():
        way = data.draw(st.sampled_from(["plain", "upper", "lower"]))
        plain = way == "plain" and byte not in b"%"
        pieces.append(chr(byte) if plain else f"%{byte:02X}" if way != "lower" else f"%{byte:02x}")
    text = "".join(pieces)
    assert covered(found(value, f"u={text}&x".encode()), 2, 2 + len(text.encode()))


@given(value=plain_values)
def test_standard_and_form_urls_are_found(value: str) -> None:
    for text in (urllib.parse.quote(value), urllib.parse.quote(value, safe=""), urllib.parse.quote_plus(value)):
        assert covered(found(value, f"?a={text}".encode()), 3, 3 + len(text))


@given(value=plain_values, data=st.data())
def test_any_mix_of_c_escapes_is_found(value: str, data: st.DataObject) -> None:
    simple = {'"': '\\"', "\\": "\\\\", "'": "\\'"}
    pieces: list[str] = []
    for char in value:
        way = data.draw(st.sampled_from(["plain", "x", "octal", "u", "U"]))
        spelt = {"x": f"\\x{ord(char):02x}", "octal": f"\\{ord(char):03o}", "u": f"\\u{ord(char):04X}"}
        plain = simple.get(char, char)
        pieces.append(spelt.get(way, plain) if way != "U" else f"\\U{ord(char):08x}")
    text = "".join(pieces)
    assert covered(found(value, f'"{text}"'.encode()), 1, 1 + len(text))


@given(value=st.text(st.sampled_from("密钥保管箱测试abcXYZ 😀"), min_size=6, max_size=20))
def test_java_and_json_escapes_of_any_character_are_found(value: str) -> None:
    units = value.encode("utf-16-be")
    text = "".join(f"\\u{units[at]:02x}{units[at + 1]:02x}" for at in range(0, len(units), 2))
    assert covered(found(value, f'"{text}"'.encode()), 1, 1 + len(text))


def test_escapes_in_a_gb18030_file_are_read_beside_its_plain_characters() -> None:
    value = "密钥保管箱测试"
    data = 's = "密钥'.encode("gb18030") + b"\\u4fdd\\u7ba1" + '箱测试"'.encode("gb18030")
    search = ValueSearch([("R-1", value.encode("gb18030"), "gb18030")])
    assert search.search(data, "gb18030")


@given(
    value=st.binary(min_size=6, max_size=24).filter(lambda raw: len(set(raw)) > 3),
    style=st.sampled_from(["0x{:02x}", "0x{:02X}", "0X{:02X}", "{:d}", "(byte) 0x{:02x}", "0x{:02x}U", "0{:02x}h"]),
    gap=st.sampled_from([",", ", ", " ,", ",\n\t", ",\r\n        ", ", /* 0x10 */\n "]),
)
def test_byte_arrays_of_any_layout_are_found(value: bytes, style: str, gap: str) -> None:
    text = gap.join(style.format(byte) for byte in value)
    search = ValueSearch([("R-1", value, "binary")])
    hits = [(hit.start, hit.end) for hit in search.search(f"{{ {text} }}".encode())]
    digits = text.find(style.format(value[0]).split("{")[0]) if "byte" not in style else len("(byte) ")
    assert covered(hits, 2 + max(digits, 0), 2 + len(text))


@given(value=plain_values, gap=st.sampled_from([" ", ":", "-", "\n"]), group=st.sampled_from([1, 2, 4]))
def test_hex_dumps_are_found(value: str, gap: str, group: int) -> None:
    digits = value.encode().hex()
    text = gap.join(digits[at : at + 2 * group] for at in range(0, len(digits), 2 * group))
    assert covered(found(value, f"[ {text} ]".encode()), 2, 2 + len(text))


def test_a_list_of_characters_is_found() -> None:
    text = ", ".join(f"'{chr(byte)}'" for byte in VALUE)
    assert SEARCH.search(f"char k[] = {{ {text} }};".encode())


@pytest.mark.parametrize(
    "text",
    [
        "00000000: 4b78 3970 5132 7654 376d 4c77 345a 7359  Kx9pQ2vT7mLw4ZsY\n00000010: 6252 386e            bR8n\n",
        " + ".join(f"chr({byte})" for byte in VALUE),
        ", ".join(f"'\\u{byte:04x}'" for byte in VALUE),
        "\n".join(f"\t.byte {byte:#x}" for byte in VALUE),
        ",".join(f"0x{byte:02x}_u8" for byte in VALUE),
    ],
)
def test_dumps_and_lists_of_other_tools_are_found(text: str) -> None:
    assert SEARCH.search(text.replace(VALUE.decode()[:16], "................").encode())


@pytest.mark.parametrize(
    "filler", [b" ", b"  x\n", b"//\n", b"0x", b"K, ", b"'K', ", b"\\x4b", b"%4b", b"\\n", b'"\n"']
)
def test_no_filler_makes_the_search_slow(filler: bytes) -> None:
    byte = VALUE[arrays.pick(VALUE)]
    before, after = VALUE[VALUE.index(byte) - 1], VALUE[VALUE.index(byte) + 1]
    bait = f" {before:#x}, {byte:#x}, {after:#x}, ".encode()
    data = (filler * 200 + bait + filler * 200) * 200
    within(160, lambda: SEARCH.search(data))


def test_signed_java_bytes_are_found() -> None:
    value = bytes([200, 17, 255, 128, 9, 77, 133])
    text = ", ".join(str(byte - 256 if byte > 127 else byte) for byte in value)
    assert ValueSearch([("R-1", value, "binary")]).search(f"{{{text}}}".encode())


@pytest.mark.parametrize("order", ["utf-16-le", "utf-16-be"])
def test_ascii_forms_inside_utf_16_are_found(order: str) -> None:
    for text in (
        base64.b64encode(VALUE).decode().rstrip("="),
        VALUE.hex(),
        ", ".join(f"0x{byte:02x}" for byte in VALUE),
    ):
        data = ("a " + text + " z").encode(order)
        hits = [(hit.start, hit.end) for hit in SEARCH.search(data, order)]
        assert covered(hits, 4, 4 + 2 * len(text)), text


def test_base64_of_utf_16_as_powershell_has_it_is_found() -> None:
    data = b"-enc " + base64.b64encode(("echo " + VALUE.decode()).encode("utf-16-le"))
    assert SEARCH.search(data)


@pytest.mark.parametrize("joint", ["\n", "\r\n   ", '"\n    "', '" "', "\\\n", "\n * ", "\n// "])
def test_a_value_broken_over_lines_is_found(joint: str) -> None:
    text = VALUE.decode()
    for at in range(1, len(text)):
        data = f'x = "{text[:at]}{joint}{text[at:]}";'.encode()
        assert SEARCH.search(data), at


KEY = b"-----BEGIN RSA PRIVATE KEY-----\n" + base64.encodebytes(bytes(range(7, 247)) * 2) + (
    b"-----END RSA PRIVATE KEY-----\n"
)  # fmt: skip


@pytest.mark.parametrize(
    "respell",
    [
        lambda key: key.replace(b"\n", b"\r\n"),
        lambda key: b"".join(b"    " + line for line in key.splitlines(keepends=True)),
        lambda key: key.replace(b"\n", b"\\n"),
        lambda key: b"".join(b'"' + line + b'\\n"\n' for line in key.splitlines()),
        lambda key: b"".join(key.splitlines()[1:-1]),
        base64.b64encode,
        lambda key: b"\n".join(key.splitlines()[2:4]),
    ],
)
def test_a_private_key_is_found_however_it_is_wrapped(respell: object) -> None:
    search = ValueSearch([("R-1", KEY, "utf-8")])
    assert callable(respell)
    assert search.search(b"key:\n" + respell(KEY) + b"\n")


def test_the_armour_of_a_key_alone_is_no_hit() -> None:
    search = ValueSearch([("R-1", KEY, "utf-8")])
    assert not search.search(b"-----BEGIN RSA PRIVATE KEY-----\n...\n-----END RSA PRIVATE KEY-----\n")


def test_lines_are_only_searched_when_asked_for() -> None:
    line = KEY.splitlines()[3]
    assert ValueSearch([("R-1", KEY, "utf-8")]).search(line)
    assert not ValueSearch([("R-1", KEY, "utf-8")], lines=False).search(line)


def test_short_values_are_listed_and_not_searched() -> None:
    search = ValueSearch([("R-1", b"12345", "utf-8"), ("R-2", b"123456", "utf-8")])
    assert search.unsearched == ("R-1",)
    assert [hit.id for hit in search.search(b"pin 12345 and 123456")] == ["R-2"]


def test_a_few_letters_in_utf_16_are_short_too() -> None:
    assert ValueSearch([("R-1", "abc".encode("utf-16-le"), "utf-16-le")]).unsearched == ("R-1",)


def test_two_redactions_of_one_value_are_both_told() -> None:
    search = ValueSearch([("R-2", VALUE, "utf-8"), ("R-1", VALUE, "utf-8")])
    assert [hit.id for hit in search.search(b"a " + VALUE)] == ["R-1", "R-2"]


def test_overlapping_values_are_all_found() -> None:
    search = ValueSearch([("R-1", b"alpha-beta", "utf-8"), ("R-2", b"beta-gamma", "utf-8")])
    assert {hit.id for hit in search.search(b"alpha-beta-gamma")} == {"R-1", "R-2"}


ORDINARY = b"""
static const uint8_t table[] = { 0x00, 0x01, 0x02, 0x03, 30, 31, 32, 33 };
int main(int argc, char **argv) { printf("%02x %s\\n\\x1b[0m", table[0], argv[1]); return 0; }
/* 41 42 43 44, a%20b, &amp; */
"""


def test_ordinary_source_gives_no_hit() -> None:
    assert SEARCH.search(ORDINARY * 50) == []


@settings(max_examples=50)
@given(data=st.binary(max_size=400))
def test_no_bytes_break_the_search(data: bytes) -> None:
    for piece in (data, b"\\x4" + data, data + b"%4", b"\0" + data):
        for hit in SEARCH.search(piece):
            assert 0 <= hit.start < hit.end <= len(piece)


def test_nothing_hidden_means_nothing_found() -> None:
    assert ValueSearch([]).search(b"anything") == []


def test_pieces_that_are_not_worth_a_search_hold_nothing() -> None:
    pieces = [
        b"",
        b"plain",
        b"a " + VALUE,
        b"",
        ORDINARY,
        "k".encode("utf-16") + VALUE,
        b"x" * 99,
        VALUE.hex().encode(),
    ]
    worth = SEARCH.worth(pieces)
    assert {index for index, piece in enumerate(pieces) if SEARCH.search(piece)} <= worth
    assert worth.isdisjoint({0, 1, 3, 6})


def test_forms_are_named() -> None:
    forms = needle_forms(VALUE, "utf-8")
    assert {"utf-8", "utf-16-le", "utf-16-be", "base64-0", "base64-1", "base64-2", "hex", "hex-upper"} <= set(forms)
    assert base64.b64decode(forms["base64-0"] + b"=" * (-len(forms["base64-0"]) % 4))[:18] == VALUE[:18]


def test_values_searched_plainly_are_not_sought_in_other_forms() -> None:
    search = ValueSearch([], plain=[("L1", VALUE, "utf-8")])
    assert search.search(b"x " + VALUE)
    assert search.search(VALUE.decode().encode("utf-16-le"))
    assert not search.search(VALUE.hex().encode())


def test_a_short_value_in_base64_is_found_wherever_a_line_break_parts_it() -> None:
    for value in (b"Pw7!xQ", b"hunter2x9", b"Kx9pQ2vT7mLw4Z"):
        search = ValueSearch([("R-1", value, "utf-8")])
        for before in range(43, 58):
            text = base64.b64encode(b"?" * before + value + b"!" * 40)
            wrapped = b"\n".join(text[at : at + 76] for at in range(0, len(text), 76)) + b"\n"
            told = -(-(before % 3) * 8 // 6), (before % 3 + len(value)) * 8 // 6
            if told[1] - told[0] > 7:  # what is shorter is looked for in one piece
                assert search.search(wrapped, "utf-8"), (value, before)
