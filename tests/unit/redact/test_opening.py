"""What is committed binds one value to one place of one filing, and stock tools agree (proof.md §2)."""

from __future__ import annotations

import hashlib
import hmac
import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from codebinder import redact
from codebinder.errors import UserError
from codebinder.model.redaction import RedactionKind

UID = "0b9e3f7a-5c1d-4b7e-9a51-2f6f3f1c8d10"
FIELDS = {
    "filing_uid": UID,
    "component": "tree",
    "kind": RedactionKind.VALUE,
    "payload_path": "data/source/tree/a.c",
    "ordinal": 1,
    "offset": 7,
    "hidden": b"the PIN is 4711",
}
OTHERS = {
    "filing_uid": "1b9e3f7a-5c1d-4b7e-9a51-2f6f3f1c8d10",
    "component": "tre",
    "kind": RedactionKind.PLACE,
    "payload_path": "data/source/tree/b.c",
    "ordinal": 2,
    "offset": 8,
    "hidden": b"the PIN is 4712",
}
SALT = bytes(range(32))


def test_the_message_is_the_domain_and_each_field_behind_its_length() -> None:
    def field(data: bytes) -> bytes:
        return len(data).to_bytes(8, "big") + data

    assert redact.message(**FIELDS) == b"codebinder/commitment/v1\0" + b"".join(
        field(part)
        for part in (
            UID.encode(),
            b"tree",
            b"value",
            b"data/source/tree/a.c",
            (1).to_bytes(8, "big"),
            (7).to_bytes(8, "big"),
            b"the PIN is 4711",
        )
    )


def test_openssl_computes_the_same_commitment(tmp_path: Path) -> None:
    (tmp_path / "message").write_bytes(redact.message(**FIELDS))
    told = subprocess.run(
        ["openssl", "dgst", "-sha256", "-mac", "HMAC", "-macopt", f"hexkey:{SALT.hex()}", "message"],
        cwd=tmp_path,
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    assert told.rsplit("= ", 1)[-1].strip() == redact.commitment(salt=SALT, **FIELDS)


def test_an_opening_verifies() -> None:
    published = redact.commitment(salt=SALT, **FIELDS)
    assert redact.check_opening(salt=SALT, text=redact.message(**FIELDS), published=published)


@pytest.mark.parametrize("changed", sorted(FIELDS))
def test_no_other_value_place_ordinal_or_filing_verifies(changed: str) -> None:
    published = redact.commitment(salt=SALT, **FIELDS)
    other = redact.message(**{**FIELDS, changed: OTHERS[changed]})
    assert not redact.check_opening(salt=SALT, text=other, published=published)


def test_no_other_salt_verifies() -> None:
    published = redact.commitment(salt=SALT, **FIELDS)
    assert not redact.check_opening(salt=bytes(32), text=redact.message(**FIELDS), published=published)


def test_a_message_of_another_domain_verifies_nothing() -> None:
    other = b"codebinder/commitment/v2\0" + redact.message(**FIELDS)[25:]
    published = hmac.new(SALT, other, hashlib.sha256).hexdigest()
    assert not redact.check_opening(salt=SALT, text=other, published=published)


@pytest.mark.parametrize("size", [0, 16, 31, 33, 64, 65])
def test_a_salt_of_another_length_is_refused(size: int) -> None:
    with pytest.raises(UserError, match="exactly 32 bytes"):
        redact.commitment(salt=bytes(size), **FIELDS)
    with pytest.raises(UserError, match="exactly 32 bytes"):
        redact.check_opening(salt=bytes(size), text=redact.message(**FIELDS), published="0" * 64)


@given(
    st.lists(
        st.tuples(st.text(max_size=4), st.text(max_size=4), st.binary(max_size=4), st.integers(0, 9)),
        min_size=2,
        max_size=2,
        unique=True,
    )
)
def test_fields_cannot_flow_into_each_other(pair: list[tuple[str, str, bytes, int]]) -> None:
    texts = {
        redact.message(
            filing_uid=UID,
            component=component,
            kind=RedactionKind.PLACE,
            payload_path=path,
            ordinal=ordinal,
            offset=0,
            hidden=hidden,
        )
        for component, path, hidden, ordinal in pair
    }
    assert len(texts) == 2


def test_a_withheld_file_commits_to_its_path_and_its_content() -> None:
    def of(path: bytes, data: bytes) -> str:
        return redact.withheld_commitment(salt=SALT, filing_uid=UID, component="tree", path=path, data=data)

    assert len({of(b"a", b"bc"), of(b"ab", b"c"), of(b"a", b"bd"), of(b"b", b"bc")}) == 4
    published = of(b"a", b"bc")
    text = redact.message(
        filing_uid=UID,
        component="tree",
        kind=RedactionKind.FILE,
        payload_path="-",
        ordinal=0,
        offset=0,
        hidden=redact.withheld_hidden(b"a", b"bc"),
    )
    assert redact.check_opening(salt=SALT, text=text, published=published)


def test_a_published_text_that_is_not_ascii_opens_nothing() -> None:
    assert not redact.check_opening(salt=SALT, text=redact.message(**FIELDS), published="déjà")
