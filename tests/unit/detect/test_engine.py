"""The engine: right offsets, right grades, one finding a secret, whatever surrounds it."""

from __future__ import annotations

import threading

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa

from codebinder.detect import Engine
from codebinder.detect.validators import base62
from codebinder.model.findings import Confidence, Detected
from helpers.effort import within

ENGINE = Engine.load()
TOKEN = b"gh" + b"p_zQWBuTSOoRi4A9spHcVY5ncnsDkxkJ0mLq17"  # published as invalid; its checksum is right
BEGIN, END = b"-----BEGIN RSA PRI" + b"VATE KEY-----", b"-----END RSA PRI" + b"VATE KEY-----"


def scan(data: bytes, encoding: str = "utf-8") -> list[Detected]:
    return ENGINE.scan(b"tree/file", data, encoding)


def test_the_value_is_exactly_the_secret() -> None:
    (found,) = scan(b'a\nb\ntoken = "' + TOKEN + b'";\n')
    assert (found.rule, found.value, found.line, found.confidence) == ("github-token", TOKEN, 3, Confidence.HIGH)
    assert (found.start, found.end) == (13, 53)


def test_a_wrong_checksum_lowers_the_grade_and_says_so() -> None:
    (found,) = scan(TOKEN[:-1] + b"8")
    assert found.confidence is Confidence.MEDIUM
    assert "checksum" in found.reason


def test_a_checksum_is_padded_to_six_digits() -> None:
    assert base62(0) == ""
    assert base62(61) == "z"
    assert base62(62) == "10"


@pytest.mark.parametrize(
    "value",
    [
        b"AK" + b"IAIOSFODNN7EXAMPLE",
        b"gh" + b"p_" + b"x" * 36,
        b"sk" + b"_test_4eC39HqLyjWDarjtT1zdp7dc",
        b"AI" + b"zaSyA-YOUR-API-KEY-HERE-0123456789abc",
        b"postgres://user:password@localhost/db",
        b"postgres://user:${DB_PASSWORD}@db/main",
        b"https://user:%(pw)s@host/path",
    ],
)
def test_placeholders_and_documented_examples_are_scored_down_with_the_reason_not_dropped(value: bytes) -> None:
    found = scan(b"x = " + value + b"\n")
    assert [one.confidence for one in found] == [Confidence.LOW]
    assert found[0].reason


def test_a_key_of_16_kilobits_is_one_finding_from_begin_to_end() -> None:
    body = b"MIIJKQ" + b"".join(b"%064d" % number for number in range(180)).replace(b"0000", b"aZ9/")
    key = BEGIN + b"\n" + b"\n".join(body[at : at + 64] for at in range(0, len(body), 64)) + b"\n" + END
    (found,) = scan(b"/* before */\n" + key + b"\nafter\n")
    assert (found.value, found.confidence, found.line) == (key, Confidence.HIGH, 2)


def test_real_keys_of_every_format_are_sure() -> None:
    key = rsa.generate_private_key(public_exponent=65537, key_size=1024)
    for form in (
        serialization.PrivateFormat.PKCS8,
        serialization.PrivateFormat.TraditionalOpenSSL,
        serialization.PrivateFormat.OpenSSH,
    ):
        pem = key.private_bytes(serialization.Encoding.PEM, form, serialization.NoEncryption()).strip()
        ends = (b"\n", b"\r\n", b"\\n", b"\\\\n", b"\\r\\n", b"\n      ", b"\n// ", b'\\n"\n  "', b" ", b"&#10;")
        php = pem.replace(b"\n", b"\\n").replace(b"/", b"\\/")
        for wrapped in (php, *(pem.replace(b"\n", end) for end in ends)):
            (found,) = scan(b'{"key": "' + wrapped + b'"}')
            assert (found.value, found.confidence) == (wrapped, Confidence.HIGH)


def test_code_that_parses_keys_is_no_key() -> None:
    assert scan(b'if (!memcmp(p, "' + BEGIN + b'", 31))\n  find(p, "' + END + b'");\n') == []


def test_key_armour_around_a_placeholder_is_scored_down() -> None:
    (found,) = scan(BEGIN + b"\n...\n" + END)
    assert found.confidence is Confidence.LOW


def test_two_keys_are_two_findings() -> None:
    body = b"MIIJKQIBAAKCAgEAvx" + b"q8Zt5Lk2" * 6
    key = BEGIN + b"\n" + body + b"\n" + END
    assert [found.value for found in scan(key + b"\n" + key)] == [key, key]


def test_a_token_in_a_url_is_one_finding() -> None:
    (found,) = scan(b"https://x:" + TOKEN + b"@github.com/a/b")
    assert found.value == TOKEN


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_offsets_in_utf16_are_those_of_the_original(encoding: str) -> None:
    data = ("\ufeff价格𠀀\n" + TOKEN.decode() + "\n").encode(encoding)
    (found,) = scan(data, encoding)
    assert data[found.start : found.end].decode(encoding) == TOKEN.decode()
    assert (found.start, found.line) == (2 + 2 * 5, 2)


def test_half_a_code_unit_at_the_end_is_no_fault() -> None:
    assert len(scan(("\ufeff" + TOKEN.decode() + "\n").encode("utf-16-le") + b"x", "utf-16-le")) == 1


def test_a_letter_inside_a_wide_character_is_no_neighbour() -> None:
    # In Big5 and Shift-JIS the second byte of these is a letter or a backslash.
    for codec, char in (("big5", "一"), ("shift_jis", "ア"), ("gb18030", "丂")):
        raw = char.encode(codec)
        assert 0x40 <= raw[1] < 0x7F
        (found,) = scan(raw + TOKEN + raw, codec)
        assert found.value == TOKEN


def test_the_digest_tells_one_set_of_rules_from_another() -> None:
    assert ENGINE.digest == Engine.load().digest
    assert ENGINE.digest != Engine.load([]).digest


def test_no_rules_find_nothing() -> None:
    assert Engine.load([]).scan(b"x", TOKEN, "utf-8") == []


def test_threads_may_share_an_engine() -> None:
    data = b"x = 1;\n" * 1000 + TOKEN
    seen: list[int] = []

    def work() -> None:
        seen.extend(len(scan(data)) for _ in range(20))

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert seen == [1] * 80


@pytest.mark.parametrize("hostile", [b"eyJ", b"://a:", b"PRIVATE KEY", BEGIN, b"twilio ", b"xoxb-1-", b"glpat-a"])
def test_a_file_made_of_keywords_ends_soon(hostile: bytes) -> None:
    data = (hostile * 200_000)[:1_000_000]
    within(400, lambda: scan(data))


def test_a_file_of_fifty_thousand_secrets_ends_soon() -> None:
    data = b"".join(b"npm_%d " % number + TOKEN + b"\n" for number in range(50_000))
    assert len(within(800, lambda: scan(data))) == 50_000


def test_a_random_token_without_a_digit_stays_in_the_default_queue() -> None:
    (found,) = scan(b"x = gl" + b"pat-aBcRwFhTkUjOpZsCvBnM")
    assert found.confidence is Confidence.MEDIUM


def test_a_hyphenated_name_does_not() -> None:
    (found,) = scan(b"x = gl" + b"pat-some-long-name-of-a-thing")
    assert found.confidence is Confidence.LOW
