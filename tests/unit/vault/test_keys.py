"""Public keys as text, sealers, and the vault in memory."""

from __future__ import annotations

import base64
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from codebinder import vault
from codebinder.errors import Bug, UserError
from codebinder.model.review import Role
from helpers.books import Counted


def test_a_public_key_travels_as_one_line(tmp_path_factory: pytest.TempPathFactory) -> None:
    held = vault.MemoryVault()
    public = held.create("anna", "Anna Weber 安娜", Role.LEGAL)
    text = vault.export_public(public, held.signer("anna"))
    assert text.startswith("codebinder-key1:")
    assert text.isascii()
    assert "\n" not in text
    assert vault.parse_public(f"  {text}\n") == public


def test_every_changed_character_of_an_exported_key_is_refused() -> None:
    held = vault.MemoryVault(randomness=Counted())
    text = vault.export_public(held.create("anna", "Anna", Role.LEGAL), held.signer("anna"))
    original = vault.parse_public(text)
    for place in range(len(text)):
        changed = text[:place] + ("A" if text[place] != "A" else "B") + text[place + 1 :]
        try:
            # The last character of base64 carries spare bits: another spelling of the same bytes is no other key.
            assert vault.parse_public(changed) == original
            assert place == len(text) - 1
        except UserError:
            pass


def test_a_key_under_another_persons_name_is_refused() -> None:
    held = vault.MemoryVault()
    text = vault.export_public(held.create("anna", "Anna", Role.LEGAL), held.signer("anna"))
    body = text.split(":")[1]
    fields = json.loads(base64.urlsafe_b64decode(body + "=" * (-len(body) % 4)))
    for change in (
        {"person": "Mallory"},
        {"role": "engineer"},
        {"age": held.create("b", "B", Role.LEGAL).age},
        {"name": "x"},
    ):
        forged = base64.urlsafe_b64encode(json.dumps(fields | change).encode()).decode()
        with pytest.raises(UserError, match="changed on its way"):
            vault.parse_public(f"codebinder-key1:{forged.rstrip('=')}")


@pytest.mark.parametrize(
    "bad",
    [
        "",
        "codebinder-key1:",
        "codebinder-key1:!!",
        "codebinder-key1:W10",
        "ssh-ed25519 AAAA",
        "codebinder-key1:" + "A" * 9000,
        "codebinder-key1:é",
    ],
)
def test_other_text_is_no_key(bad: str) -> None:
    with pytest.raises(UserError):
        vault.parse_public(bad)


@given(st.binary(max_size=200), st.text(max_size=10, alphabet=st.characters(exclude_categories=["Cs"])))
def test_a_box_opens_to_what_was_sealed_for_its_purpose_only(data: bytes, purpose: str) -> None:
    sealer = vault.KeySealer(b"k" * 32, vault.SystemRandomness())
    box = sealer.seal(purpose, data)
    assert sealer.unseal(purpose, box) == data
    assert len(data) < 8 or data not in box
    with pytest.raises(UserError, match="does not open"):
        sealer.unseal(purpose + "x", box)
    with pytest.raises(UserError, match="does not open"):
        vault.KeySealer(b"l" * 32, vault.SystemRandomness()).unseal(purpose, box)


def test_every_flipped_bit_of_a_box_and_every_cut_is_refused() -> None:
    sealer = vault.KeySealer(b"k" * 32, Counted())
    box = sealer.seal("p", b"hidden")
    for bit in range(len(box) * 8):
        flipped = bytearray(box)
        flipped[bit // 8] ^= 1 << bit % 8
        with pytest.raises(UserError):
            sealer.unseal("p", bytes(flipped))
    for size in range(len(box)):
        with pytest.raises(UserError):
            sealer.unseal("p", box[:size])


def test_tags_differ_by_key_and_purpose_and_boxes_by_nonce() -> None:
    one, two = vault.KeySealer(b"1" * 32, Counted()), vault.KeySealer(b"2" * 32, Counted())
    assert one.tag("a", b"x") == one.tag("a", b"x")
    assert len({one.tag("a", b"x"), one.tag("b", b"x"), two.tag("a", b"x"), one.tag("a", b"y")}) == 4
    assert one.seal("a", b"x") != one.seal("a", b"x")
    with pytest.raises(Bug):
        vault.KeySealer(b"short", Counted())


def test_keys_of_one_vault_share_an_origin_and_of_two_do_not() -> None:
    one, two = vault.MemoryVault(), vault.MemoryVault()
    keys = [one.create("a", "A", Role.LEGAL), one.create("b", "B", Role.ENGINEER), two.create("c", "C", Role.LEGAL)]
    assert keys[0].origin == keys[1].origin == one.origin()
    assert keys[2].origin != keys[0].origin


def test_no_private_half_shows_in_the_text_of_an_object() -> None:
    from codebinder.vault.keys import make_pair

    pair = make_pair("a", "A", Role.LEGAL, origin="o", randomness=Counted())
    assert pair.age not in repr(pair)
    assert repr(pair.seed) not in repr(pair)
