"""The words are found at the same places with hyperscan and with the automaton, whatever overlaps."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor

import ahocorasick_rs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from codebinder.detect import hyper, wordsearch
from codebinder.detect.wordsearch import WordSearch

WORDS = st.lists(st.binary(min_size=1, max_size=4).map(lambda word: bytes(97 + byte % 3 for byte in word)), min_size=1)
TEXT = st.binary(max_size=200).map(lambda text: bytes(97 + byte % 3 for byte in text))


@given(WORDS, TEXT)
def test_they_are_those_of_an_automaton(words: list[bytes], text: bytes) -> None:
    unique = sorted(set(words))
    wanted = ahocorasick_rs.BytesAhoCorasick(unique, matchkind=ahocorasick_rs.MatchKind.LeftmostLongest)
    assert list(WordSearch(unique).hits(text)) == wanted.find_matches_as_indexes(text)


def test_without_hyperscan_they_are_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    text = b"confidential, and confidentiality; CONFIDENTIAL\xff" * 3
    words = [b"confidential", b"confidentiality", b"CONFIDENTIAL", b"and con", b"\xff"]
    fast = list(WordSearch(words).hits(text))
    monkeypatch.setattr(hyper, "HYPERSCAN", None)
    assert list(WordSearch(words).hits(text)) == fast
    assert len(fast) == 12


def test_a_word_across_the_seam_of_two_slices_is_found_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(wordsearch, "_SLICE", 64)
    text = b"." * 60 + b"secret word" + b"." * 100 + b"secret"
    assert [(start, end) for _, start, end in WordSearch([b"secret word", b"secret"]).hits(text)] == [
        (60, 71),
        (171, 177),
    ]


def test_threads_that_ask_at_once_search_with_the_same_set(monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[int] = []

    def slow(words: tuple[bytes, ...]) -> None:
        made.append(len(words))
        time.sleep(0.05)

    monkeypatch.setattr(wordsearch, "_scanner", slow)  # None: the automaton is taken
    search = WordSearch([b"secret"])
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(lambda _: list(search.hits(b"a secret")), range(8)))
    assert found == [[(0, 2, 8)]] * 8
    assert made == [1]
