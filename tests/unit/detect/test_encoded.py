"""What stands encoded is decoded and searched again; the finding is the encoded text as it stands in the file."""

from __future__ import annotations

import base64
import gzip
import io
import quopri
import urllib.parse
import zipfile
import zlib
from collections.abc import Sequence
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from codebinder.detect.encoded import look
from codebinder.detect.encoded.marks import Kind, marks
from codebinder.detect.fileview import FileView
from codebinder.detect.sight import Sight
from codebinder.model.findings import Confidence
from helpers.effort import within

gzipped = partial(gzip.compress, mtime=0)
"""The same bytes every second: samples name their tests."""

SECRET = b"Nord-44-Gv7x-Plant-Seven"
TEXT = b'service = "mes"\npassword = "' + SECRET + b'"\n'


def again(decoded: bytes) -> Sequence[Sight]:
    at = decoded.find(SECRET)
    if at < 0:
        return []
    return [Sight(start=at, end=at + len(SECRET), rule="secret", confidence=Confidence.HIGH, reason="planted")]


def seen(data: bytes, path: bytes = b"conf/file.txt") -> list[Sight]:
    return list(look(FileView(path=path, data=data, encoding="utf-8"), again))


def zipped(data: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("inner.txt", data)
    return out.getvalue()


@pytest.mark.parametrize(
    "coded",
    [
        base64.b64encode(TEXT),
        base64.b64encode(b"x" + TEXT).rstrip(b"="),
        base64.urlsafe_b64encode(TEXT + b"~~~???"),
        base64.b64encode(TEXT.decode().encode("utf-16-le")),
        base64.b64encode(gzipped(TEXT * 3)),
        base64.b64encode(zlib.compress(TEXT * 3)),
        base64.b64encode(zipped(TEXT)),
        TEXT.hex().encode(),
        TEXT.hex().upper().encode(),
        gzipped(TEXT * 3).hex().encode(),
    ],
)
@pytest.mark.parametrize(("before", "after"), [(b'a = "', b'";\n'), (b"/opt/data/", b"\n"), (b"x:", b""), (b"(", b")")])
def test_a_run_is_decoded_and_its_place_is_the_run(coded: bytes, before: bytes, after: bytes) -> None:
    data = b"first line\n" + before + coded + after + b"\nlast line of the file\n"
    found = seen(data)
    assert found, coded
    assert data[found[0].start : found[0].end].endswith(coded)
    assert found[0].rule == "secret"
    assert "planted" in found[0].reason


@pytest.mark.parametrize(
    ("head", "join", "tail"), [("", "\n", "\n"), ("  ", "\n  ", "\n"), ('"', '"\n  "', '";'), ("", "\\n", "")]
)
def test_a_block_of_lines_is_decoded_as_one(head: str, join: str, tail: str) -> None:
    code = base64.b64encode(
        b"a long beginning of a text that says nothing yet, " * 4 + TEXT + b"and an end" * 8
    ).decode()
    lines = [code[at : at + 76] for at in range(0, len(code), 76)]
    block = join.join(lines)
    data = f"begin\n{head}{block}{tail}\nend\n".encode()
    (found,) = seen(data)
    assert data[found.start : found.end] == block.encode()


def test_base_32_is_decoded_where_it_is_spoken_of() -> None:
    coded = base64.b32encode(TEXT)
    data = b"seed = base32.decode('" + coded + b"')\n"
    (found,) = seen(data)
    assert data[found.start : found.end] == coded


@pytest.mark.parametrize(
    ("data", "value"),
    [
        (b"u=" + urllib.parse.quote(TEXT.decode()).encode(), urllib.parse.quote(SECRET.decode()).encode()),
        (b'{"a": "password\\u003d\\u0027' + SECRET + b'\\u0027"}', SECRET),
        (
            b's = "' + b"".join(b"\\x%02x" % byte for byte in TEXT) + b'"',
            b"".join(b"\\x%02x" % byte for byte in SECRET),
        ),
        (b"<v>password=&quot;" + SECRET.replace(b"-", b"&#45;") + b"&quot;</v>", SECRET.replace(b"-", b"&#45;")),
        (
            b"Content-Transfer-Encoding: quoted-printable\n\n" + quopri.encodestring(b"\xe4" * 20 + SECRET),
            quopri.encodestring(b"\xe4" * 20 + SECRET)[60:].strip(),
        ),
    ],
)
def test_escapes_are_undone_and_the_place_is_known_to_the_byte(data: bytes, value: bytes) -> None:
    (found,) = seen(b"first\n" + data + b"\nlast\n")
    assert (b"first\n" + data)[found.start : found.end] == value


@pytest.mark.parametrize(
    "data",
    [
        b'<img src="data:image/svg+xml;base64,' + base64.b64encode(TEXT) + b'">',
        b"-----BEGIN PRIVATE KEY-----\n" + base64.b64encode(TEXT) + b"\n-----END PRIVATE KEY-----\n",
        b"plain words and /usr/share/doc/some/longer/path/with/many/parts and SomeVeryLongIdentifierInCamelCase\n" * 20,
        base64.b64encode(bytes(range(256)) + TEXT),
    ],
)
def test_what_is_looked_at_elsewhere_or_is_no_text_is_left(data: bytes) -> None:
    assert not seen(data)


def test_names_and_digests_leave_no_marks() -> None:
    text = (
        b"sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08 com.example.project.SomeController\n"
    )
    assert not [one for one in marks(text * 50) if one[0] is Kind.RUN]


def test_a_key_in_base_64_without_armour_is_found() -> None:
    from cryptography.hazmat.primitives import serialization as forms
    from cryptography.hazmat.primitives.asymmetric import ec

    key = ec.generate_private_key(ec.SECP256R1()).private_bytes(
        forms.Encoding.DER, forms.PrivateFormat.PKCS8, forms.NoEncryption()
    )
    data = b"blob: " + base64.b64encode(key) + b"\n"
    assert [one.rule for one in seen(data)] == ["der-private-key"]
    assert [one.rule for one in seen(b"blob: " + key.hex().encode())] == ["der-private-key"]


def test_bombs_and_endless_runs_take_no_time() -> None:
    bomb = base64.b64encode(gzipped(bytes(8 << 20)))
    for data in (
        (bomb + b"\n") * 100,
        b"%41%42" * 30_000,
        b"\\u003d" * 30_000,
        b"&quot;a" * 60_000,
        base64.b64encode(b"the quick brown fox ") * 30_000,
        b"70617373776f72643d6e6f" * 30_000,
        (base64.b64encode(b"password is not here") + b" ") * 6_000,
    ):
        within(300, lambda data=data: seen(data))


@given(st.text(alphabet="ABCabcMII=+/%\\ux0123&#;\n\"' {}", max_size=400))
def test_no_text_raises(text: str) -> None:
    seen(text.encode())
    seen(base64.b64encode(text.encode()))
    seen(text.encode().hex().encode())
