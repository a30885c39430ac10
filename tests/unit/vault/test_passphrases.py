"""A file under a passphrase: a wrong one is told as wrong, and what this machine finds too much as that."""

from __future__ import annotations

import re

import pytest

from codebinder.errors import UserError
from codebinder.vault import agefile

BOX = agefile.encrypt_by_passphrase("right", b"content")


def test_the_right_passphrase_opens_and_a_wrong_one_is_called_wrong() -> None:
    assert agefile.decrypt_by_passphrase("right", BOX) == b"content"
    with pytest.raises(UserError, match="passphrase does not open"):
        agefile.decrypt_by_passphrase("wrong", BOX)


def test_a_file_that_asks_too_much_of_this_machine_does_not_make_the_passphrase_wrong() -> None:
    heavy = re.sub(rb"(-> scrypt \S+) \d+\n", rb"\1 30\n", BOX, count=1)
    with pytest.raises(UserError, match="take this machine too long"):
        agefile.decrypt_by_passphrase("right", heavy)
