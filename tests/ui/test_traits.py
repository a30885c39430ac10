"""What does not meet the eye has words in both languages; what was not searched is said in few lines."""

from __future__ import annotations

import re

import pytest

from codebinder.model.review import Round, RoundState
from codebinder.model.source import DocumentTrait
from codebinder.ui.strings import chinese
from codebinder.ui.traitwords import submitted_words, trait_kind, trait_text, unsearched_text
from devkit.places import ROOT

INTAKE = "".join(each.read_text() for each in sorted((ROOT / "app/codebinder/intake").glob("document*.py")))
KINDS = tuple(
    sorted(
        {"unsearched", "exif"}
        | set(re.findall(r'(?:rait\(|kind=|\n    \()"([a-z]+(?:-[a-z]+)*)", (?!\))', INTAKE)) - {"word"}
    )
)


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_that_is_found_has_a_word_in_both_languages(kind: str) -> None:
    assert ("Trait", trait_kind(kind)) in chinese(), kind


def test_the_kinds_are_those_of_every_format() -> None:
    assert {"layers", "hidden-name", "cached-data", "hidden-text", "custom-xml", "macro", "unreadable"} <= set(KINDS)


def test_what_was_not_searched_of_a_document_is_said_in_the_language_of_the_window() -> None:
    trait = DocumentTrait(kind="unsearched", name="leak search", text="b.7z: It is damaged.")
    assert trait_text(trait, "en") == "could not be searched for what is hidden · b.7z: It is damaged."
    assert trait_text(trait, "zh").endswith("b.7z：已损坏。")
    other = DocumentTrait(kind="layers", name="layers", text="\x1b[2J")
    assert "\x1b" not in trait_text(other, "en")


def test_a_hundred_short_places_are_one_line() -> None:
    texts = tuple(f"redaction R-{at}: too short to be searched" for at in range(100))
    assert unsearched_text(texts, "en").startswith("100 redactions are too short")
    assert unsearched_text(texts, "zh").startswith("100 处隐藏太短")
    members = tuple(f"{at}.7z: It is damaged." for at in range(30))
    assert unsearched_text(members, "en").endswith("and 22 more")


def test_submitting_says_what_could_not_be_searched() -> None:
    made = {"number": 3, "digest": "", "previous": "", "submitter": "", "input_tag": "", "submitted_at": ""}
    row = Round(**made, state=RoundState.OPEN, files=1, size=1, programs=())  # type: ignore[arg-type]
    assert submitted_words(row, "en") == ("info", "Round 3 is submitted.")
    row = Round(**made, state=RoundState.OPEN, files=1, size=1, programs=(), unsearched=("a.7z: It is damaged.",))  # type: ignore[arg-type]
    level, text = submitted_words(row, "en")
    assert (level, "a.7z: It is damaged." in text) == ("warning", True)
