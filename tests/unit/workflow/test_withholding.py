"""Names of withheld files: hidden in the shortest spelling that tells them apart from what is disclosed."""

from __future__ import annotations

from codebinder.workflow.withholding import spellings


def test_a_name_of_its_own_is_hidden_alone_and_with_its_folders() -> None:
    assert spellings([b"src/kdf/secret_kdf.c"], [b"src/main.c"]) == [(b"secret_kdf.c", b"src/kdf/secret_kdf.c")]


def test_a_name_that_a_disclosed_file_has_too_takes_its_folder_with_it() -> None:
    assert spellings([b"src/kdf/parser.c"], [b"lib/parser.c"]) == [(b"kdf/parser.c", b"src/kdf/parser.c")]


def test_a_name_inside_a_longer_disclosed_name_is_not_hidden_there() -> None:
    assert spellings([b"a/main.c"], [b"b/domain.c"]) == [(b"a/main.c",)]


def test_a_path_inside_a_disclosed_path_has_no_spelling() -> None:
    assert spellings([b"a/b.c"], [b"x/a/b.c"]) == [()]


def test_many_names_are_told_apart_at_once() -> None:
    withheld = [b"d/%d/same.c" % number for number in range(5000)]
    disclosed = [b"e/%d/same.c" % number for number in range(0, 5000, 2)]
    found = spellings(withheld, disclosed)
    assert found[1] == (b"1/same.c", b"d/1/same.c") or found[1] == (b"d/1/same.c",)
    assert all(names and not any(names[0] in path for path in disclosed[:50]) for names in found)
