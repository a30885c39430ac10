"""The vault of key files, from end to end, and what a hostile name, file or passphrase gets."""

from __future__ import annotations

import json
import os
import stat
import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from codebinder import vault
from codebinder.errors import UserError
from codebinder.model.review import Role
from codebinder.model.text import shown
from codebinder.vault import keys
from codebinder.vault.names import file_stem
from codebinder.vault.pkcs8 import decrypt_seed
from helpers.books import Counted

PASSPHRASE = "correct horse 电池"


def opened(folder: Path, passphrase: str = PASSPHRASE) -> vault.FolderVault:
    return vault.FolderVault(folder, lambda: passphrase, randomness=Counted())


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with two keys and one sealing key; tests only read it."""
    path = tmp_path_factory.mktemp("vault") / "keys"
    held = opened(path)
    held.create("anna", "Anna Weber", Role.LEGAL)
    held.create("李雷", "李雷", Role.ENGINEER)
    held.sealer("book-1", create=True)
    return path


def test_a_key_made_once_signs_after_a_restart_and_openssl_agrees(folder: Path, tmp_path: Path) -> None:
    held = opened(folder)
    assert [key.name for key in held.list()] == ["anna", "李雷"]
    public = held.public("anna")
    signer = held.signer("anna")
    assert signer.fingerprint == public.fingerprint == vault.fingerprint_of(public.ed25519)
    (tmp_path / "m").write_bytes(b"message")
    (tmp_path / "s").write_bytes(signer.sign(b"message"))
    (tmp_path / "k.pem").write_bytes(vault.public_pem(public.ed25519))
    command = ["openssl", "pkeyutl", "-verify", "-rawin", "-pubin", "-inkey", "k.pem", "-in", "m", "-sigfile", "s"]
    assert subprocess.run(command, cwd=tmp_path, capture_output=True, check=False).returncode == 0
    (tmp_path / "m").write_bytes(b"massage")
    assert subprocess.run(command, cwd=tmp_path, capture_output=True, check=False).returncode == 1


def test_the_private_file_is_encrypted_pkcs8_with_scrypt_that_openssl_opens(folder: Path) -> None:
    path = folder / "anna.key.pem"
    shown_by = subprocess.run(["openssl", "asn1parse", "-in", path], capture_output=True, text=True, check=True).stdout
    assert "PBES2" in shown_by
    assert "scrypt" in shown_by
    assert "aes-256-cbc" in shown_by
    numbers = [int(line.rpartition(":")[2], 16) for line in shown_by.splitlines() if "INTEGER" in line]
    assert numbers[-4:] == [1 << 14, 8, 5, 32]  # 16 MiB five times over
    command = ["openssl", "pkey", "-in", path, "-noout", "-passin", "stdin"]
    assert subprocess.run(command, input=PASSPHRASE.encode(), capture_output=True, check=False).returncode == 0
    assert subprocess.run(command, input=b"wrong", capture_output=True, check=False).returncode != 0


def test_private_files_are_for_their_owner_only_and_hold_no_key_in_the_open(folder: Path) -> None:
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    for path in folder.glob("*.pem"):
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
    held = opened(folder)
    seed = decrypt_seed((folder / "anna.key.pem").read_bytes(), PASSPHRASE, where="")
    keys.check_pair(held.public("anna"), seed)
    for path in folder.iterdir():
        data = path.read_bytes()
        assert seed not in data
        assert seed.hex().encode() not in data
        assert b"AGE-SECRET-KEY" not in data
        assert PASSPHRASE.encode() not in data
    assert not list(folder.glob(".*"))


@pytest.mark.parametrize("wrong", ["", "wrong", PASSPHRASE + " "])
def test_a_wrong_or_empty_passphrase_gets_a_sentence(folder: Path, wrong: str) -> None:
    for use in (lambda held: held.signer("anna"), lambda held: held.sealer("book-1", create=False)):
        with pytest.raises(UserError, match="passphrase") as caught:
            use(opened(folder, wrong))
        assert PASSPHRASE not in str(caught.value)


def test_a_mistyped_passphrase_makes_no_key_beside_the_others(folder: Path) -> None:
    before = sorted(folder.iterdir())
    with pytest.raises(UserError, match="does not open"):
        opened(folder, "mistyped").create("new", "New", Role.LEGAL)
    assert sorted(folder.iterdir()) == before


def test_the_passphrase_is_asked_once_until_it_is_forgotten(folder: Path) -> None:
    asked: list[int] = []

    def ask() -> str:
        asked.append(1)
        return PASSPHRASE

    held = vault.FolderVault(folder, ask)
    held.list()
    assert asked == []
    held.signer("anna")
    held.signer("李雷")
    held.sealer("book-1", create=False)
    assert len(asked) == 1
    held.forget()
    held.signer("anna")
    assert len(asked) == 2


def test_what_is_sealed_opens_after_a_restart_and_only_with_the_right_key(folder: Path) -> None:
    box = opened(folder).sealer("book-1", create=False).seal("value", b"hidden")
    assert opened(folder).sealer("book-1", create=True).unseal("value", box) == b"hidden"
    with pytest.raises(UserError, match="is not here"):
        opened(folder).sealer("book-2", create=False)


def test_age_boxes_open_for_their_recipient_only(folder: Path) -> None:
    held = opened(folder)
    box = vault.encrypt([held.public("anna").age], b"packet")
    assert held.decrypt("anna", box) == b"packet"
    with pytest.raises(UserError, match="not encrypted to this key"):
        held.decrypt("李雷", box)
    for bad in ("age1nonsense", "", "ssh-ed25519 AAAA"):
        with pytest.raises(UserError, match="not an age recipient"):
            vault.encrypt([bad], b"x")
    with pytest.raises(UserError, match="nobody"):
        vault.encrypt([], b"x")


def test_a_key_is_never_replaced(folder: Path) -> None:
    for name in ("anna", "ANNA", "ａｎｎａ"):
        with pytest.raises(UserError, match="already"):
            opened(folder).create(name, "Mallory", Role.LEGAL)
    assert opened(folder).public("anna").person == "Anna Weber"


def test_swapped_and_damaged_files_get_a_sentence(folder: Path, tmp_path: Path) -> None:
    def copy(name: str) -> Path:
        target = tmp_path / name
        target.mkdir()
        for path in folder.iterdir():
            (target / path.name).write_bytes(path.read_bytes())
        return target

    swapped = copy("swapped")
    (swapped / "anna.key.pem").write_bytes((folder / (file_stem("李雷") + ".key.pem")).read_bytes())
    with pytest.raises(UserError, match="does not belong"):
        opened(swapped).signer("anna")
    broken = copy("broken")
    for bad in (b"", b"text", b"-----BEGIN ENCRYPTED PRIVATE KEY-----\nAA==\n-----END ENCRYPTED PRIVATE KEY-----\n"):
        (broken / "anna.key.pem").write_bytes(bad)
        with pytest.raises(UserError):
            opened(broken).signer("anna")
    (broken / "anna.key.pem").unlink()
    with pytest.raises(UserError, match="missing"):
        opened(broken).signer("anna")
    public = copy("public")
    good = json.loads((public / "anna.key.json").read_text())
    for change in (
        {"name": "eve"},
        {"ed25519": "00"},
        {"age": "x"},
        {"role": "boss"},
        {"person": "\x1b[2J"},
        {"age_box": "!"},
    ):
        (public / "anna.key.json").write_text(json.dumps(good | change))
        with pytest.raises(UserError):
            opened(public).signer("anna")
    for bad in ("[]", "{", "[" * 100_000):
        (public / "anna.key.json").write_text(bad)
        with pytest.raises(UserError):
            opened(public).list()


@pytest.mark.parametrize(
    "bad", ["", " ", "a/b", "..\\x", "a\nb", "a\x1b", "x" * 65, " a", "a:b", "é" * 60 + "\u202e", "e\u0301"]
)
def test_a_hostile_name_is_refused_before_anything_is_written(tmp_path: Path, bad: str) -> None:
    with pytest.raises(UserError):
        opened(tmp_path / "k").create(bad, "P", Role.LEGAL)
    with pytest.raises(UserError):
        opened(tmp_path / "k").signer(bad)
    assert not (tmp_path / "k").exists()


@pytest.mark.parametrize(
    ("name", "stem"),
    [
        ("anna", "anna"),
        ("con", "=63on"),
        ("NUL.x", "=4EUL.x"),
        ("..", "=2E=2E"),
        ("-rf", "=2Drf"),
        ("a.", "a=2E"),
        ("é", "=C3=A9"),
    ],
)
def test_file_names_are_harmless_everywhere(name: str, stem: str) -> None:
    assert file_stem(name) == stem


@given(st.text(min_size=1, max_size=20), st.text(min_size=1, max_size=20))
def test_file_names_stay_in_their_folder_and_tell_names_apart(one: str, other: str) -> None:
    stems = []
    for name in (one, other):
        stem = file_stem(name)
        assert stem.isascii()
        assert not set(stem) & set('/\\:*?"<>|\0')
        assert stem not in {".", ".."}
        assert stem == shown(stem)
        stems.append(stem)
    assert (stems[0] == stems[1]) == (one == other)


def test_an_unusable_folder_gets_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(UserError, match="cannot be used"):
        opened(tmp_path / "file").create("anna", "A", Role.LEGAL)


def test_the_environment_chooses_and_loses_the_passphrase(tmp_path: Path) -> None:
    env = {"CODEBINDER_KEY_DIR": str(tmp_path / "k"), "CODEBINDER_KEY_PASSPHRASE": "pw", "PATH": os.environ["PATH"]}
    given_passphrase = vault.take_passphrase(env)
    assert "CODEBINDER_KEY_PASSPHRASE" not in env
    assert vault.take_passphrase(env) == ""
    held = vault.open_vault(env, prompt=None, config_dir=tmp_path / "c", passphrase=given_passphrase)
    held.create("anna", "Anna", Role.LEGAL)
    with pytest.raises(UserError, match="nobody to ask"):
        vault.open_vault(env, prompt=None, config_dir=tmp_path / "c").signer("anna")
    assert isinstance(vault.open_vault({}, prompt=None, config_dir=tmp_path / "c"), vault.KeyringVault)
    assert not (tmp_path / "c").exists()
    questions: list[str] = []

    def prompt(question: str) -> str:
        questions.append(question)
        return "pw" if len(questions) < 3 else "other"

    vault.open_vault(env, prompt=prompt, config_dir=tmp_path).signer("anna")
    assert len(questions) == 1
    env["CODEBINDER_KEY_DIR"] = str(tmp_path / "fresh")
    with pytest.raises(UserError, match="differ"):
        vault.open_vault(env, prompt=prompt, config_dir=tmp_path).create("bob", "B", Role.ENGINEER)
