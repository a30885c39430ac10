"""An opening's file: written the same everywhere, read back strictly, and bound to one place of one filing."""

from __future__ import annotations

import contextlib
import io
import json
import zipfile
from dataclasses import replace

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from codebinder import redact
from codebinder.errors import UserError
from codebinder.model.redaction import RedactionKind
from codebinder.redact import gitpath

FILING = "0b2c5a1e-0000-4000-8000-000000000001"
SALT = bytes(range(32))


def item(
    hidden: bytes = b"secret", *, ordinal: int = 1, salt: bytes = SALT, path: str = "data/source/s/a.c"
) -> redact.Item:
    text = redact.message(
        filing_uid=FILING, component="s", kind=RedactionKind.PLACE, payload_path=path, ordinal=ordinal, offset=7,
        hidden=hidden,
    )  # fmt: skip
    value = redact.commitment(
        salt=salt, filing_uid=FILING, component="s", kind=RedactionKind.PLACE, payload_path=path, ordinal=ordinal,
        offset=7, hidden=hidden,
    )  # fmt: skip
    return redact.Item(
        name=f"ranges/{ordinal:06d}", commitment=value, component="s", kind="place", payload_path=path,
        ordinal=ordinal, offset=7, encoding="utf-8", mask=22, salt=salt, message=text,
    )  # fmt: skip


def withheld(path: bytes, data: bytes) -> redact.Item:
    hidden = redact.withheld_hidden(path, data)
    text = redact.message(
        filing_uid=FILING, component="s", kind=RedactionKind.FILE, payload_path="-", ordinal=0, offset=0, hidden=hidden
    )
    value = redact.withheld_commitment(salt=SALT, filing_uid=FILING, component="s", path=path, data=data)
    return redact.Item(
        name="ranges/000009", commitment=value, component="s", kind="file", payload_path="-", ordinal=9, offset=0,
        encoding="", mask=0, salt=SALT, message=text,
    )  # fmt: skip


def whole(*items: redact.Item, objects: tuple[redact.GitObject, ...] = ()) -> redact.OpeningFile:
    return redact.OpeningFile(
        filing=FILING, round=1, round_digest="a" * 64, root="b" * 64, recipient="age1x", message=b"m" * 90,
        signature=b"s" * 64, key=b"k" * 113, items=items, objects=objects,
    )  # fmt: skip


def repacked(data: bytes, changes: dict[str, bytes | None], twice: str = "") -> bytes:
    """The same ZIP by a stock library, with members changed, left out (None), added, or written twice."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        held = {name: old.read(name) for name in old.namelist()}
        for name, body in (held | changes).items():
            if body is not None:
                new.writestr(name, body)
        if twice:
            with pytest.warns(UserWarning, match="Duplicate"):
                new.writestr(twice, held[twice])
    return out.getvalue()


def test_what_is_written_is_read_back_and_is_the_same_bytes_each_time() -> None:
    opening = whole(item(), item(b"\xff\x00", ordinal=2), withheld(b"dir/\xe9.key", b"\r\n"))
    data = redact.write_opening(opening)
    assert redact.write_opening(replace(opening, items=opening.items[::-1])) == data
    found = redact.read_opening(data)
    assert sorted(found.items, key=lambda each: each.name) == sorted(opening.items, key=lambda each: each.name)
    assert redact.read_opening(repacked(data, {})) == found


def test_the_hidden_bytes_of_a_withheld_file_are_its_content_and_its_path_stands_beside() -> None:
    with zipfile.ZipFile(io.BytesIO(redact.write_opening(whole(withheld(b"a/b", b"content"))))) as archive:
        assert archive.read("ranges/000009.hidden") == b"content"
        assert archive.read("ranges/000009.path") == b"a/b"
        assert archive.read("ranges/000009.message").endswith(b"content")


BAD: dict[str, tuple[dict[str, bytes | None], str]] = {
    "a salt of 31 bytes": ({"ranges/000001.salt": SALT[:31].hex().encode()}, "exactly 32 bytes"),
    "a salt of 33 bytes": ({"ranges/000001.salt": SALT.hex().encode() + b"00"}, "exactly 32 bytes"),
    "an empty salt": ({"ranges/000001.salt": b""}, "exactly 32 bytes"),
    "a salt that is no hex": ({"ranges/000001.salt": b"x" * 64}, "exactly 32 bytes"),
    "no salt": ({"ranges/000001.salt": None}, "ranges/000001.salt is missing"),
    "no message": ({"ranges/000001.message": None}, "ranges/000001.message is missing"),
    "no release": ({"release.msg": None}, "release.msg is missing"),
    "no description": ({"opening.json": None}, "opening.json is missing"),
    "another value beside the message": ({"ranges/000001.hidden": b"forged"}, "is not what its message holds"),
    "a member too many": ({"ranges/000002.message": b"x"}, "members that no opening has"),
    "a name that climbs": ({"../x": b"x"}, "is not allowed"),
    "an absolute name": ({"/etc/x": b"x"}, "is not allowed"),
    "a bomb": ({"ranges/000001.message": b"\0" * (90 << 20)}, "unpack to more"),
    "a message of another kind": ({"ranges/000001.message": b"hello"}, "not the message of a commitment"),
    "no JSON": ({"opening.json": b"{"}, "not JSON"),
    "JSON of something else": ({"opening.json": b'{"format":"x"}'}, "something else"),
}


@pytest.mark.parametrize("case", BAD)
def test_what_is_not_an_opening_is_refused_in_one_sentence(case: str) -> None:
    changes, sentence = BAD[case]
    with pytest.raises(UserError, match=sentence) as refused:
        redact.read_opening(repacked(redact.write_opening(whole(item())), changes))
    assert refused.value.exit_code == 3


def test_a_member_that_stands_twice_is_refused() -> None:
    with pytest.raises(UserError, match="twice"):
        redact.read_opening(repacked(redact.write_opening(whole(item())), {}, twice="ranges/000001.salt"))


@pytest.mark.parametrize("name", ["ranges/../x", "release", "ranges/1", "commits/../s", "/ranges/000001"])
def test_a_description_that_names_other_members_is_refused(name: str) -> None:
    data = redact.write_opening(whole(item()))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        said = json.loads(archive.read("opening.json"))
    said["openings"][0]["name"] = name
    with pytest.raises(UserError, match="no opening has"):
        redact.read_opening(repacked(data, {"opening.json": json.dumps(said).encode()}))


@pytest.mark.parametrize("data", [b"", b"PK\3\4", b"age-encryption.org/v1\n", b"\0" * 100, b"PK\3\4" + b"\0" * 999])
def test_other_files_are_no_openings(data: bytes) -> None:
    with pytest.raises(UserError):
        redact.read_opening(data)


FIELDS = st.fixed_dictionaries(
    {
        "filing_uid": st.text(max_size=8),
        "component": st.text(max_size=8),
        "kind": st.sampled_from(list(RedactionKind)),
        "payload_path": st.text(max_size=8),
        "ordinal": st.integers(0, 2**63 - 1),
        "offset": st.integers(0, 2**63 - 1),
        "hidden": st.binary(max_size=40),
    }
)


@given(one=FIELDS, other=FIELDS, salt=st.binary(min_size=32, max_size=32), wrong=st.binary(min_size=32, max_size=32))
def test_no_other_value_salt_place_or_filing_opens_a_commitment(
    one: dict[str, object], other: dict[str, object], salt: bytes, wrong: bytes
) -> None:
    published = redact.commitment(salt=salt, **one)  # type: ignore[arg-type]
    text = redact.message(**one)  # type: ignore[arg-type]
    assert redact.check_opening(salt=salt, text=text, published=published)
    for name, value in other.items():
        changed = {**one, name: value}
        opens = redact.check_opening(salt=salt, text=redact.message(**changed), published=published)  # type: ignore[arg-type]
        assert opens is (changed == one)
    assert redact.check_opening(salt=wrong, text=text, published=published) is (wrong == salt)


@given(FIELDS)
def test_a_message_is_read_back_as_it_was_made(fields: dict[str, object]) -> None:
    found = redact.parse_message(redact.message(**fields))  # type: ignore[arg-type]
    assert {name: getattr(found, name) for name in fields} == {**fields, "kind": str(fields["kind"])}


@given(FIELDS, st.data())
def test_a_message_that_was_cut_or_lengthened_is_none(fields: dict[str, object], data: st.DataObject) -> None:
    text = redact.message(**fields)  # type: ignore[arg-type]
    cut = data.draw(st.integers(0, len(text) - 1))
    for bad in (text[:cut], text + b"x"):
        with pytest.raises(UserError):
            redact.parse_message(bad)


@given(
    st.lists(st.tuples(st.binary(max_size=30), st.binary(min_size=1, max_size=30)), max_size=6), st.binary(max_size=9)
)
def test_masks_are_replaced_and_all_else_stays(pieces: list[tuple[bytes, bytes]], tail: bytes) -> None:
    label = "[REDACTED 000001 TS]"
    assume(all(label.encode() not in plain for plain, _ in pieces))
    filed, original, patches = b"", b"", list[redact.Patch]()
    for number, (plain, hidden) in enumerate(pieces, 1):
        offset = len(filed) + len(plain)
        patches.append(
            redact.Patch(ordinal=number, offset=offset, size=20, label=label, encoding="utf-8", hidden=hidden)
        )
        filed += plain + label.encode()
        original += plain + hidden
    assert redact.rebuild(filed + tail, patches[::-1]) == original + tail


@pytest.mark.parametrize(("offset", "size"), [(5, 19), (5, 21), (4, 20), (6, 20), (5, 400), (90, 20)])
def test_a_mask_of_another_size_or_place_is_refused(offset: int, size: int) -> None:
    filed = b"int a[REDACTED 000001 TS]\nint b;\n"
    patch = redact.Patch(
        ordinal=1, offset=offset, size=size, label="[REDACTED 000001 TS]", encoding="utf-8", hidden=b"x"
    )
    with pytest.raises(UserError, match="mask of range 1"):
        redact.rebuild(filed, [patch])


def test_line_ends_of_a_mask_are_those_of_what_is_hidden() -> None:
    label = "[REDACTED 000001 TS]"
    mask = f"{label}\r\n{label}".encode()
    patch = redact.Patch(
        ordinal=1, offset=0, size=len(mask), label=label, encoding="utf-8", hidden=b"a\r\nb",
        layouts=frozenset({"lines"}),
    )  # fmt: skip
    assert redact.rebuild(mask + b"\n", [patch]) == b"a\r\nb\n"
    assert not redact.is_mask(mask, replace(patch, hidden=b"a\nb"))
    assert not redact.is_mask(mask + b"\r\n", patch)


@pytest.mark.parametrize("beside", [b"    ", b"\n", b"\n  \n"], ids=["blanks", "a line end", "both"])
@pytest.mark.parametrize("layout", ["one", "lines"])
def test_an_opening_can_not_drop_disclosed_blanks_and_line_ends_beside_a_mask(layout: str, beside: bytes) -> None:
    label = "[REDACTED 000001 TS]"
    hidden = b"// a" + b"\n" * beside.count(b"\n") + b"b"
    whole = b"x" + label.encode() + beside + b"stop();\n"
    patch = redact.Patch(
        ordinal=1, offset=1, size=20 + len(beside), label=label, encoding="utf-8", hidden=hidden,
        layouts=frozenset({layout}),
    )  # fmt: skip
    with pytest.raises(UserError, match="mask of range 1"):
        redact.rebuild(whole, [patch])


@pytest.mark.parametrize("encoding", ["undefined", "punycode", "a\0b", "cp037", "utf_16_le", "x" * 9999])
def test_an_encoding_that_no_file_has_is_refused(encoding: str) -> None:
    with pytest.raises(UserError, match="encoding"):
        redact.read_opening(redact.write_opening(whole(replace(item(), encoding=encoding))))


@given(st.lists(st.tuples(st.integers(0, 4000), st.integers(0, 255)), min_size=1, max_size=6), st.integers(0, 4000))
def test_a_damaged_opening_is_a_sentence_or_says_something_else(changes: list[tuple[int, int]], cut: int) -> None:
    data = bytearray(redact.write_opening(whole(item(), withheld(b"a", b"b"))))
    for at, value in changes:
        data[at % len(data)] = value
    for bad in (bytes(data), bytes(data[:cut])):
        with contextlib.suppress(UserError):
            redact.read_opening(bad)


def test_trees_that_unfold_without_end_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gitpath, "_MOST_ENTRIES", 50_000)
    trees: dict[str, bytes] = {}
    below = b"100644 f\0" + b"\1" * 20
    for _ in range(12):
        name = redact.object_id("tree", below, 40)
        trees[name] = below
        below = b"".join(b"40000 %02d\0" % number + bytes.fromhex(name) for number in range(60))
    with pytest.raises(UserError, match="three million"):
        for _ in redact.walk(name, trees):
            pass


@pytest.mark.parametrize(
    "bad", [b"x", b"100644 a", b"100644 a\0" + b"1" * 19, b"100644 ..\0" + b"1" * 20, b"1x a\0" + b"1" * 20,
            b"100644 a/b\0" + b"1" * 20, b" a\0" + b"1" * 20]
)  # fmt: skip
def test_what_is_no_tree_is_refused(bad: bytes) -> None:
    with pytest.raises(UserError):
        redact.read_tree(bad, 40)
