"""Finding in a file's bytes: places are the file's own in every encoding, and no pattern can hang it."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from codebinder.base import encoding as encodings
from codebinder.base import textfind
from codebinder.base.textfind import Hits, PatternFault, Wanted, find_all
from codebinder.errors import Cancelled
from codebinder.model.ports import NeverCancel
from helpers.effort import within


def found(data: bytes, codec: str = "utf-8", *, most: int = 1000, **wanted: object) -> Hits:
    starts = encodings.line_starts(data, codec)
    return find_all(data, codec, starts, Wanted(**wanted), cancel=NeverCancel(), most=most)  # type: ignore[arg-type]


def texts(data: bytes, codec: str = "utf-8", **wanted: object) -> list[str]:
    hits = found(data, codec, **wanted)
    return [data[a:b].decode(codec) for a, b in zip(hits.starts, hits.ends, strict=True)]


def test_case_counts_only_where_asked() -> None:
    assert texts("Key KEY Ключ КЛЮЧ".encode(), text="ключ") == ["Ключ", "КЛЮЧ"]
    assert texts(b"Key KEY", text="KEY", case=True) == ["KEY"]


def test_whole_words_leave_parts_of_words_out() -> None:
    assert texts(b"key keys _key key2 (key)", text="key", words=True) == ["key", "key"]
    assert texts(b"a+x +x", text="+x", words=True) == ["+x", "+x"]


def test_a_plain_text_is_no_pattern() -> None:
    assert texts(b"a.c abc", text="a.c") == ["a.c"]
    assert texts(b"a.c abc", text="a.c", regex=True) == ["a.c", "abc"]
    assert texts(b"ab\nac\n", text="^a.$", regex=True) == ["ab", "ac"]


def test_the_end_of_a_line_is_found_before_crlf_too() -> None:
    assert texts(b"a;\r\nb;\r\n$;x", text=";$", regex=True) == [";", ";"]
    assert texts(b"a;\r\n$;x", text=r"[$];|\$;x", regex=True) == ["$;"]


@pytest.mark.parametrize("codec", ["utf-8", "gb18030", "utf-16-le", "utf-16-be"])
def test_places_are_those_of_the_file_in_every_encoding(codec: str) -> None:
    text = "int 变量 = 1;\n// 变量\n" * 3
    assert texts(text.encode(codec), codec, text="变.", regex=True) == ["变量"] * 6


def test_halves_of_two_byte_characters_are_not_hit() -> None:
    data = "亅|".encode("gb18030")
    hits = found(data, "gb18030", text="|")
    assert list(zip(hits.starts, hits.ends, strict=True)) == [(2, 3)]


def test_bytes_that_are_no_text_are_found_as_they_are() -> None:
    assert len(found(b"\xff\x00key\xfe" * 3, "binary", text="key")) == 3
    assert len(found("\xff变".encode() + b"\xff", "binary", text="变")) == 1


@pytest.mark.parametrize("pattern", ["(", "a{5000}", "[z-a]", "x" * 5000], ids=["open", "many", "range", "long"])
def test_what_is_no_pattern_is_told(pattern: str) -> None:
    with pytest.raises(PatternFault):
        found(b"abc", text=pattern, regex=True)


def test_a_pattern_that_backtracks_for_ever_elsewhere_ends_here() -> None:
    assert len(within(80, lambda: found(b"x" * 200_000, text="(x+x+)+y", regex=True))) == 0


def test_many_hits_are_cut_and_said_so() -> None:
    hits = found(b"a" * 500, text="a", most=100)
    assert (len(hits), hits.more) == (100, True)


def test_a_search_ends_when_it_is_cancelled() -> None:
    class Pulled:
        def check(self) -> None:
            raise Cancelled

    with pytest.raises(Cancelled):
        find_all(b"abc", "utf-8", [0], Wanted(text="b"), cancel=Pulled())


def test_without_the_library_plain_texts_are_still_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(textfind, "_library", lambda: None)
    assert texts(b"Key key", text="KEY") == ["Key", "key"]
    with pytest.raises(PatternFault):
        found(b"a", text="a+", regex=True)


def test_next_and_previous_go_round() -> None:
    hits = found(b"a..a..a", text="a")
    assert [hits.after(at) for at in (0, 1, 4, 7)] == [0, 1, 2, 0]
    assert [hits.before(at) for at in (0, 1, 4, 7)] == [2, 0, 1, 2]
    assert Hits().after(0) == Hits().before(0) == -1


@given(st.text(alphabet="ab\n变", max_size=60), st.text(alphabet="ab变", min_size=1, max_size=3))
def test_every_hit_holds_the_text_and_none_overlap(text: str, wanted: str) -> None:
    data = text.encode()
    hits = found(data, text=wanted, case=True)
    assert len(hits) == text.count(wanted)
    assert all(data[a:b].decode() == wanted for a, b in zip(hits.starts, hits.ends, strict=True))
    assert all(a <= b for a, b in pairwise(hits.starts))
    assert list(hits.within(0, len(data))) == list(zip(hits.starts, hits.ends, strict=True))
