"""A vault in a folder of encrypted key files, for servers, tests and people without a keychain."""

from __future__ import annotations

import hmac
import json
import os
from base64 import b64decode, b64encode
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO, cast

from codebinder.base.files import atomic_write, bring_to_disk, free_space_fault, patiently
from codebinder.base.messages import SaidError, place_why
from codebinder.errors import Bug, UserError
from codebinder.model.ports import Randomness, Sealer, Signer
from codebinder.model.review import PublicKey, Role
from codebinder.model.text import Message, shown
from codebinder.vault import agefile, keys
from codebinder.vault.names import file_stem
from codebinder.vault.pkcs8 import decrypt_seed, encrypt_seed
from codebinder.vault.randomness import SystemRandomness
from codebinder.vault.sealer import KEY_SIZE, KeySealer

_PRIVATE, _PUBLIC, _SEALING = ".key.pem", ".key.json", ".seal.pem"
_ORIGIN = "origin"
_LARGEST = 1 << 16
_AGE = "age identity"


class FolderVault:
    """Keys as `<name>.key.pem` (encrypted PKCS#8) and `<name>.key.json` (public); sealing keys as `<uid>.seal.pem`.

    `passphrase` is asked once and remembered until `forget`; all files of a folder share it.
    """

    def __init__(self, folder: Path, passphrase: Callable[[], str], *, randomness: Randomness | None = None) -> None:
        self._folder = folder
        self._ask = passphrase
        self._randomness = randomness or SystemRandomness()
        self._passphrase: str | None = None
        self._seeds: dict[str, bytes] = {}

    @property
    def where(self) -> str:
        """Say where the keys lie."""
        return f"key files in {shown(str(self._folder))}"

    def create(self, name: str, person: str, role: Role) -> PublicKey:
        """Make a key and write its files; an existing one is never replaced."""
        keys.check_name(name)
        for other in self.list():
            if keys.same_name(other.name, name):
                raise SaidError(
                    Message("refuse.folder.already-key-name"),
                    where=shown(other.name),
                    next_step=Message("next.take-another-name"),
                )
        pair = keys.make_pair(name, person, role, origin=self.origin(), randomness=self._randomness)
        stem = file_stem(name)
        passphrase = self._unlock()
        self._write_new(stem + _PRIVATE, encrypt_seed(pair.seed, passphrase, self._randomness))
        # The age identity is sealed under the signing key: one passphrase opens both, and slow derivation runs once.
        box = KeySealer(pair.seed, self._randomness).seal(_AGE, pair.age.encode("ascii"))
        fields = keys.public_fields(pair.public) | {"age_box": b64encode(box).decode("ascii")}
        try:
            atomic_write(self._folder / (stem + _PUBLIC), keys.json_bytes(fields))
        except UserError:
            with suppress(OSError):
                (self._folder / (stem + _PRIVATE)).unlink()
            raise
        return pair.public

    def list(self) -> tuple[PublicKey, ...]:
        """Give the public halves, by name."""
        try:
            files = sorted(self._folder.glob("*" + _PUBLIC))
        except OSError as error:
            raise self._unreadable(error) from error
        return tuple(sorted((self._read(path)[0] for path in files), key=lambda key: key.name))

    def public(self, name: str) -> PublicKey:
        """Give one public half; UserError where there is none of that name."""
        return self._read(self._known(name))[0]

    def signer(self, name: str) -> Signer:
        """Unlock a private key for signing."""
        public = self.public(name)
        return keys.KeySigner(keys.KeyPair(public=public, seed=self._seed(public), age=""))

    def decrypt(self, name: str, box: bytes) -> bytes:
        """Decrypt what was encrypted by age to the key of that name."""
        return agefile.decrypt(self._identity(name), box)

    def decrypt_stream(self, name: str, source: BinaryIO, sink: agefile.Sink) -> None:
        """Decrypt what was encrypted by age to the key of that name, piece by piece."""
        agefile.decrypt_stream(self._identity(name), source, sink)

    def _identity(self, name: str) -> str:
        public, age_box = self._read(self._known(name))
        return KeySealer(self._seed(public), self._randomness).unseal(_AGE, age_box).decode("ascii")

    def sealer(self, workbook_uid: str, *, create: bool) -> Sealer:
        """Unlock a workbook's sealing key, a 32-byte seed in a file like the signing keys'; or make it."""
        file_name = file_stem(workbook_uid) + _SEALING
        path = self._folder / file_name
        if workbook_uid not in self._seeds:
            if path.exists():
                self._seeds[workbook_uid] = self._open(path)
            elif create:
                seed = self._randomness.token(KEY_SIZE)
                self._write_new(file_name, encrypt_seed(seed, self._unlock(), self._randomness))
                self._seeds[workbook_uid] = seed
            else:
                raise no_sealing_key(self.where)
        return KeySealer(self._seeds[workbook_uid], self._randomness)

    def sealing_key(self, workbook_uid: str) -> bytes:
        """Give a workbook's sealing key, for its recovery file."""
        self.sealer(workbook_uid, create=False)
        return self._seeds[workbook_uid]

    def adopt(self, workbook_uid: str, key: bytes) -> bool:
        """Keep a sealing key that a recovery file brought."""
        file_name = file_stem(workbook_uid) + _SEALING
        held = self.sealing_key(workbook_uid) if (self._folder / file_name).exists() else None

        def keep() -> None:
            self._write_new(file_name, encrypt_seed(key, self._unlock(), self._randomness))
            self._seeds[workbook_uid] = key

        return adopted(held, key, keep)

    def origin(self) -> str:
        """Give the random id of this folder, drawn once."""
        return account_origin(self._folder / _ORIGIN, self._randomness, make=self._make_folder)

    def forget(self) -> None:
        """Forget the passphrase and every unlocked key."""
        self._passphrase = None
        self._seeds.clear()

    def _unlock(self) -> str:
        if self._passphrase is None:
            passphrase = self._ask()
            if not passphrase:
                raise SaidError(
                    Message("refuse.agefile.empty-passphrase-protects-nothing"),
                    next_step=Message("next.choose-passphrase-enter"),
                )
            # A mistyped passphrase must not make a key that nobody can open together with the others.
            for path in [*sorted(self._folder.glob("*" + _PRIVATE)), *sorted(self._folder.glob("*" + _SEALING))][:1]:
                decrypt_seed(self._bytes(path), passphrase, where=shown(path.name))
            self._passphrase = passphrase
        return self._passphrase

    def _seed(self, public: PublicKey) -> bytes:
        if public.fingerprint not in self._seeds:
            seed = self._open(self._folder / (file_stem(public.name) + _PRIVATE))
            keys.check_pair(public, seed)
            self._seeds[public.fingerprint] = seed
        return self._seeds[public.fingerprint]

    def _open(self, path: Path) -> bytes:
        data = self._bytes(path)
        return decrypt_seed(data, self._unlock(), where=shown(path.name))

    def _known(self, name: str) -> Path:
        keys.check_name(name)
        path = self._folder / (file_stem(name) + _PUBLIC)
        if not path.is_file():
            raise unknown_key(name, [key.name for key in self.list()])
        return path

    def _read(self, path: Path) -> tuple[PublicKey, bytes]:
        where = shown(path.name)
        try:
            value: object = json.loads(self._bytes(path))
            fields = cast("dict[str, object]", value) if isinstance(value, dict) else {}
            age_box = b64decode(str(fields.pop("age_box", "")), validate=True)
        except (ValueError, RecursionError):
            raise SaidError(
                Message("refuse.folder.key-file-damaged"), where=where, next_step=Message("next.put-right-file-back")
            ) from None
        public = keys.read_public(fields, where=where)
        if file_stem(public.name) + _PUBLIC != path.name:
            raise SaidError(
                Message("refuse.folder.key-file-not-named-after"), where=where, next_step=Message("next.give-old-name")
            )
        return public, age_box

    def _bytes(self, path: Path) -> bytes:
        try:
            with path.open("rb") as stream:
                return stream.read(_LARGEST)
        except FileNotFoundError:
            raise SaidError(
                Message("refuse.folder.private-half-key-missing"),
                where=shown(path.name),
                next_step=Message("next.put-file-back"),
            ) from None
        except OSError as error:
            raise self._unreadable(error) from error

    def _write_new(self, file_name: str, data: bytes) -> None:
        """Write a file that only this account may read, on disk and whole before it has its name."""
        self._make_folder()
        path = self._folder / file_name
        part = self._folder / f".{file_name}.part-{os.getpid()}"
        try:
            if path.exists():
                raise SaidError(Message("refuse.folder.already-key-file-name"), where=shown(file_name))
            part.unlink(missing_ok=True)
            handle = os.open(part, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
            with os.fdopen(handle, "wb") as stream:
                stream.write(data)
                stream.flush()
                bring_to_disk(stream.fileno())
            patiently(lambda: part.rename(path))
        except OSError as error:
            raise free_space_fault(error, path) from error
        finally:
            with suppress(OSError):
                part.unlink(missing_ok=True)

    def _make_folder(self) -> None:
        try:
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        except OSError as error:
            raise self._unreadable(error) from error

    def _unreadable(self, error: OSError) -> UserError:
        return SaidError(
            Message("refuse.folder.folder-key-files-cannot-used"),
            where=place_why(shown(str(self._folder)), error),
            next_step=Message("next.set-codebinder-key-dir-folder"),
        )


def account_origin(path: Path, randomness: Randomness, *, make: Callable[[], None]) -> str:
    """Read the account's random id from `path`, or draw it and write it there."""
    with suppress(OSError, ValueError):
        text = path.read_text(encoding="ascii").strip()
        if len(text) == 32 and bytes.fromhex(text):
            return text
    text = randomness.token(16).hex()
    make()
    atomic_write(path, text.encode("ascii") + b"\n")
    return text


def no_sealing_key(where: str) -> UserError:
    """The sentence for a workbook whose sealing key is not here."""
    return SaidError(
        Message("refuse.folder.key-opens-workbook-sealed-entries"),
        where=where,
        next_step=Message("next.work-account-made-workbook-import"),
    )


def adopted(held: bytes | None, key: bytes, keep: Callable[[], None]) -> bool:
    """Keep a sealing key where there is none; never replace another one."""
    if len(key) != KEY_SIZE:
        raise Bug("a sealing key has 32 bytes")
    if held is None:
        keep()
    elif not hmac.compare_digest(held, key):
        raise SaidError(
            Message("refuse.folder.account-holds-another-key-workbook"),
            next_step=Message("next.import-recovery-file-another-account"),
        )
    return held is None


def unknown_key(name: str, known: list[str]) -> UserError:
    """The sentence for a key that is not in this vault."""
    if known:
        step = Message("next.it", {"known": ", ".join(shown(one) for one in known[:8])})
    else:
        step = Message("next.make-key")
    return SaidError(Message("refuse.folder.no-key-name-here"), where=shown(name), next_step=step)
