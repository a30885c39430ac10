"""A vault in the operating system's keychain, reached in a thread with a time limit, since it may never answer."""

from __future__ import annotations

import json
import threading
from base64 import b64decode, b64encode
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, BinaryIO, Generic, TypeVar, cast

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from codebinder.base.files import atomic_write
from codebinder.base.messages import SaidError, place_why
from codebinder.errors import UserError
from codebinder.model.ports import Randomness, Sealer, Signer
from codebinder.model.review import PublicKey, Role
from codebinder.model.text import Message, shown
from codebinder.vault import agefile, keys
from codebinder.vault.folder import account_origin, adopted, no_sealing_key, unknown_key
from codebinder.vault.randomness import SystemRandomness
from codebinder.vault.sealer import KEY_SIZE, KeySealer

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

SERVICE = "codebinder"
INDEX = "keys.json"
"""In the folder of settings: the public halves."""
_ORIGIN = "origin"
_PROBE = "probe"
"""An entry that is never there."""
_LARGEST_INDEX = 1 << 22
_INSTEAD = Message("next.set-codebinder-key-dir-folder-keys")
_BACKEND_LIBRARIES = frozenset({"secretstorage", "jeepney", "pywintypes", "win32ctypes", "keyring", "dbus", "gi"})

Given = TypeVar("Given")


class KeyringVault:
    """Private halves in the keychain (service "codebinder"), public halves in an index file, since a keychain cannot
    list its entries. `backend`: None means the one that the system has."""

    def __init__(
        self,
        config_dir: Path,
        *,
        backend: KeyringBackend | None = None,
        randomness: Randomness | None = None,
        seconds: float = 120.0,
    ) -> None:
        """`seconds` is how long the keychain may take, the person's typing of a password included."""
        self._folder = config_dir
        self._backend = backend
        self._randomness = randomness or SystemRandomness()
        self._seconds = seconds
        self._seeds: dict[str, bytes] = {}

    @property
    def where(self) -> str:
        """Say where the keys lie."""
        return "the keychain of the operating system"

    def create(self, name: str, person: str, role: Role) -> PublicKey:
        """Make a key: the private half first, so that the index never names a key that is not there."""
        keys.check_name(name)
        known = self.list()
        if any(keys.same_name(other.name, name) for other in known):
            raise SaidError(
                Message("refuse.folder.already-key-name"),
                where=shown(name),
                next_step=Message("next.take-another-name"),
            )
        self._get(_PROBE)  # a keychain that is absent or locked says so before anything is written
        pair = keys.make_pair(name, person, role, origin=self.origin(), randomness=self._randomness)
        secret = json.dumps({"ed25519": _pkcs8(pair.seed), "age": pair.age})
        self._put(f"key:{pair.public.fingerprint}", secret)
        self._write_index((*known, pair.public))
        return pair.public

    def list(self) -> tuple[PublicKey, ...]:
        """Give the public halves, by name."""
        rows = self._rows()
        found = [keys.read_public(row, where=INDEX) for row in rows]
        return tuple(sorted(found, key=lambda key: key.name))

    def _rows(self) -> Sequence[dict[str, object]]:
        """Give the index as it is written."""
        path = self._folder / INDEX
        try:
            with path.open("rb") as stream:
                value: object = json.loads(stream.read(_LARGEST_INDEX))
        except FileNotFoundError:
            return ()
        except OSError as error:
            raise SaidError(
                Message("refuse.ring.list-keys-cannot-read"), where=place_why(shown(str(path)), error)
            ) from error
        except (ValueError, RecursionError):
            raise self._damaged_index() from None
        rows = cast("Sequence[object]", value) if isinstance(value, list) else [None]
        found = [cast("dict[str, object]", row) for row in rows if isinstance(row, dict)]
        if len(found) != len(rows):
            raise self._damaged_index()
        return found

    def public(self, name: str) -> PublicKey:
        """Give one public half; UserError where there is none of that name."""
        found = self.list()
        for key in found:
            if key.name == name:
                return key
        raise unknown_key(name, [key.name for key in found])

    def signer(self, name: str) -> Signer:
        """Unlock a private key for signing."""
        public = self.public(name)
        if public.fingerprint not in self._seeds:
            self._seeds[public.fingerprint] = self._pair(public).seed
        return keys.KeySigner(keys.KeyPair(public=public, seed=self._seeds[public.fingerprint], age=""))

    def decrypt(self, name: str, box: bytes) -> bytes:
        """Decrypt what was encrypted by age to the key of that name."""
        return agefile.decrypt(self._pair(self.public(name)).age, box)

    def decrypt_stream(self, name: str, source: BinaryIO, sink: agefile.Sink) -> None:
        """Decrypt what was encrypted by age to the key of that name, piece by piece."""
        agefile.decrypt_stream(self._pair(self.public(name)).age, source, sink)

    def sealer(self, workbook_uid: str, *, create: bool) -> Sealer:
        """Unlock a workbook's sealing key; where there is none, make it (`create`) or raise UserError."""
        if workbook_uid not in self._seeds:
            entry = f"workbook:{workbook_uid}"
            text = self._get(entry)
            if text is None and not create:
                raise no_sealing_key(self.where)
            if text is None:
                text = b64encode(self._randomness.token(KEY_SIZE)).decode("ascii")
                self._put(entry, text)
            key = _decoded(text)
            if len(key) != KEY_SIZE:
                raise _damaged_entry(entry)
            self._seeds[workbook_uid] = key
        return KeySealer(self._seeds[workbook_uid], self._randomness)

    def sealing_key(self, workbook_uid: str) -> bytes:
        """Give a workbook's sealing key, for its recovery file."""
        self.sealer(workbook_uid, create=False)
        return self._seeds[workbook_uid]

    def adopt(self, workbook_uid: str, key: bytes) -> bool:
        """Keep a sealing key that a recovery file brought."""
        entry = f"workbook:{workbook_uid}"
        held = None if self._get(entry) is None else self.sealing_key(workbook_uid)
        return adopted(held, key, lambda: self._put(entry, b64encode(key).decode("ascii")))

    def origin(self) -> str:
        """Give the random id of this account, drawn once."""
        return account_origin(self._folder / _ORIGIN, self._randomness, make=self._make_folder)

    def forget(self) -> None:
        """Forget every unlocked key; whether the keychain asks again is its own choice."""
        self._seeds.clear()

    def _pair(self, public: PublicKey) -> keys.KeyPair:
        entry = f"key:{public.fingerprint}"
        text = self._get(entry)
        if text is None:
            raise SaidError(
                Message("refuse.ring.private-half-key-not-keychain"),
                where=shown(public.name),
                next_step=Message("next.restore-keychain-make-new-key"),
            )
        try:
            fields: object = json.loads(text)
            table = cast("dict[str, str]", fields) if isinstance(fields, dict) else {}
            seed = _seed(_decoded(table["ed25519"]))
            age = table["age"]
        except (ValueError, TypeError, LookupError):
            raise _damaged_entry(entry) from None
        keys.check_pair(public, seed)
        return keys.KeyPair(public=public, seed=seed, age=age)

    def _write_index(self, found: tuple[PublicKey, ...]) -> None:
        self._make_folder()
        before = {str(row.get("ed25519")): row for row in self._rows()}  # with what a newer version may have added
        rows = [
            {**before.get(key.ed25519.hex(), {}), **keys.public_fields(key)}
            for key in sorted(found, key=lambda key: key.name)
        ]
        atomic_write(self._folder / INDEX, keys.json_bytes(rows))

    def _make_folder(self) -> None:
        try:
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        except OSError as error:
            raise SaidError(
                Message("refuse.ring.folder-settings-cannot-made"), where=place_why(shown(str(self._folder)), error)
            ) from error

    def _get(self, entry: str) -> str | None:
        def question(ring: KeyringBackend) -> str | None:
            return ring.get_password(SERVICE, entry)

        return self._ask(question)

    def _put(self, entry: str, secret: str) -> None:
        def question(ring: KeyringBackend) -> None:
            ring.set_password(SERVICE, entry, secret)

        self._ask(question)
        if self._get(entry) != secret:
            raise SaidError(Message("refuse.ring.keychain-did-not-keep-key"), where=self.where, next_step=_INSTEAD)

    def _ask(self, question: Callable[[KeyringBackend], Given]) -> Given:
        """Ask the keychain in a thread of its own; UserError where it is absent, locked, broken, or never answers."""
        given = self._backend
        answer = _Answer(lambda: question(given or _system_backend()))
        answer.start()
        answer.join(self._seconds)
        if answer.is_alive():
            raise SaidError(
                Message("refuse.ring.keychain-did-not-answer-within", {"what": f"{self._seconds:.0f}"}),
                where=self.where,
                next_step=_INSTEAD,
            )
        return answer.result()

    def _damaged_index(self) -> UserError:
        return SaidError(
            Message("refuse.ring.list-keys-damaged"),
            where=shown(str(self._folder / INDEX)),
            next_step=Message("next.put-copy-file-back-private"),
        )


class _Answer(threading.Thread, Generic[Given]):
    """Runs one question; what it raised is raised again by `result`, in the thread that asks."""

    def __init__(self, question: Callable[[], Given]) -> None:
        super().__init__(name="keychain", daemon=True)
        self._question = question
        self._given: list[Given] = []
        self._raised: BaseException | None = None

    def run(self) -> None:
        with self:
            self._given.append(self._question())

    def __enter__(self) -> None:
        pass

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> bool:
        self._raised = error
        return True

    def result(self) -> Given:
        """Give the answer, or raise the sentence for what went wrong."""
        error = self._raised
        if error is None:
            return self._given[0]
        library = type(error).__module__.partition(".")[0]
        if library not in _BACKEND_LIBRARIES and not isinstance(error, OSError):
            raise error
        raise _sentence(error) from error


def _sentence(error: BaseException) -> UserError:
    import keyring.errors

    where = type(error).__name__
    if isinstance(error, keyring.errors.NoKeyringError):
        return SaidError(Message("refuse.ring.computer-no-keychain-codebinder-can"), where=where, next_step=_INSTEAD)
    if isinstance(error, keyring.errors.KeyringLocked | keyring.errors.InitError):
        return SaidError(
            Message("refuse.ring.keychain-locked"),
            where=where,
            next_step=Message("next.unlock-try-again"),
        )
    return SaidError(Message("refuse.ring.keychain-refused"), where=where, next_step=_INSTEAD)


def _system_backend() -> KeyringBackend:
    """Give the system's keychain; those of `keyrings.alt` keep secrets in open files or ask on the terminal."""
    import keyring
    import keyring.errors

    backend = keyring.get_keyring()
    parts = [backend, *cast("list[KeyringBackend]", getattr(backend, "backends", []))]
    if any(type(part).__module__.startswith("keyrings.") for part in parts):
        raise keyring.errors.NoKeyringError
    return backend


def _pkcs8(seed: bytes) -> str:
    der = Ed25519PrivateKey.from_private_bytes(seed).private_bytes(
        serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    return b64encode(der).decode("ascii")


def _seed(der: bytes) -> bytes:
    key = serialization.load_der_private_key(der, None)
    if not isinstance(key, Ed25519PrivateKey):
        raise TypeError("another kind of key")
    return key.private_bytes_raw()


def _decoded(text: str) -> bytes:
    with suppress(ValueError):
        return b64decode(text, validate=True)
    return b""


def _damaged_entry(entry: str) -> UserError:
    return SaidError(
        Message("refuse.ring.entry-keychain-damaged"),
        where=shown(f"{SERVICE}, {entry}"),
        next_step=Message("next.restore-keychain"),
    )
