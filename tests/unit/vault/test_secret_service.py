"""Keys in a real Secret Service: gnome-keyring on a session bus of its own, in a home of its own, restarted, locked."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import pytest

from devkit.places import APP

pytestmark = pytest.mark.secret_service
PROGRAMS = ("dbus-run-session", "gnome-keyring-daemon")
UNLOCKED = "printf pw | gnome-keyring-daemon --unlock --components=secrets >/dev/null"
NO_SERVICES = """<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig><type>session</type><listen>unix:tmpdir=/tmp</listen><auth>EXTERNAL</auth>
<policy context="default"><allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/>
<allow own="*"/></policy></busconfig>
"""
LOCK = """
import secretstorage
bus = secretstorage.dbus_init()
collection = secretstorage.get_default_collection(bus)
collection.lock()
assert collection.is_locked()
"""
DELETE = """
import secretstorage, sys
bus = secretstorage.dbus_init()
(item,) = secretstorage.search_items(bus, {"service": "codebinder", "username": "key:" + sys.argv[1]})
item.delete()
"""
ENTRIES = """
import json, secretstorage
bus = secretstorage.dbus_init()
found = list(secretstorage.search_items(bus, {"service": "codebinder"}))
print(json.dumps([(each.get_attributes()["username"], each.get_secret().decode()) for each in found]))
"""
SEAL = """
import sys
from pathlib import Path
from codebinder import vault
held = vault.open_vault({}, prompt=None, config_dir=Path(sys.argv[1]))
box = Path(sys.argv[2])
fresh = not box.exists()
sealer = held.sealer("0f8fad5b-d9cb-469f-a165-70867728950e", create=fresh)
if fresh:
    box.write_bytes(sealer.seal("p", b"hidden"))
print(sealer.unseal("p", box.read_bytes()).decode())
"""
USE = """
import sys
from pathlib import Path
from codebinder import vault
from codebinder.errors import UserError
held = vault.open_vault({}, prompt=None, config_dir=Path(sys.argv[1]))
held._seconds = 8
for name in sys.argv[2:]:
    try:
        public = held.public(name)
        assert vault.parse_public(vault.export_public(public, held.signer(name))) == public
        assert held.decrypt(name, vault.encrypt([public.age], b"to her")) == b"to her"
        print(name, "signs and opens")
    except UserError as error:
        print(error)
"""


@dataclass
class Said:
    code: int
    out: str
    err: str


class Account:
    """One person's account: what she keeps outlives a session; every `session` is a new login."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.home = folder / "home"
        for each in (self.home, folder / "run", folder / "temp"):
            each.mkdir(mode=0o700)
        self.config = self.home / ".config" / "codebinder"

    def environment(self) -> dict[str, str]:
        return {
            "PATH": os.environ["PATH"], "HOME": str(self.home), "XDG_RUNTIME_DIR": str(self.folder / "run"),
            "XDG_CONFIG_HOME": str(self.home / ".config"), "XDG_DATA_HOME": str(self.home / ".local"),
            "TMPDIR": str(self.folder / "temp"), "PYTHONPATH": str(APP), "PYTHONDONTWRITEBYTECODE": "1",
            "LANG": "C.UTF-8",
        }  # fmt: skip

    def session(self, *steps: str, begin: str = UNLOCKED, config: Path | None = None) -> list[Said]:
        """Log in, run the steps (shell lines) one after the other, log out; give what each said."""
        lines = [begin, *(f"( {step} ) >{self.folder}/o{at} 2>{self.folder}/e{at}; echo $? >{self.folder}/c{at}"
                          for at, step in enumerate(steps))]  # fmt: skip
        own = [f"--config-file={config}"] if config else []
        command = ["dbus-run-session", *own, "--", "sh", "-c", "\n".join(lines)]
        pipe = subprocess.PIPE
        with subprocess.Popen(
            command, env=self.environment(), stdout=pipe, stderr=pipe, text=True, start_new_session=True
        ) as login:
            try:
                _, errors = login.communicate(timeout=60)
            finally:
                with suppress(ProcessLookupError):
                    os.killpg(login.pid, signal.SIGKILL)
        read = [[(self.folder / f"{kind}{at}").read_text() for kind in "coe"] for at in range(len(steps))]
        assert len(read) == len(steps), errors
        return [Said(int(code), out, err) for code, out, err in read]

    def cb(self, *words: object) -> str:
        return self.python("import sys; from codebinder.app import main; sys.exit(main(sys.argv[1:]))", *words)

    def python(self, code: str, *words: object) -> str:
        path = self.folder / f"{abs(hash(code))}.py"
        path.write_text(code, encoding="utf-8")
        return " ".join([sys.executable, str(path), *(f"'{word}'" for word in words)])

    def use(self, *names: str) -> str:
        return self.python(USE, self.config, *names)


@pytest.fixture
def account(tmp_path: Path) -> Account:
    missing = [name for name in PROGRAMS if not shutil.which(name)]
    if missing and not (sys.platform == "linux" and os.environ.get("CI")):
        pytest.skip(f"not installed: {' '.join(missing)}")
    assert missing == []  # where everything is checked, nothing is left out silently
    return Account(tmp_path)


def new(account: Account, name: str, role: str = "legal") -> str:
    return account.cb("key", "new", name, "--role", role, "--person", f"Person {name}")


def refused(said: Said) -> None:
    assert said.code == 3, said
    assert "CODEBINDER_KEY_DIR" in said.err
    assert "Traceback" not in said.err


def test_keys_and_a_workbook_outlive_a_login(account: Account) -> None:
    book = account.folder / "w.codebinder"
    first = account.session(
        new(account, "chen"),
        new(account, "lin", "engineer"),
        account.cb("key", "list", "--json"),
        account.cb("new", book, "--vendor", "Example"),
        account.cb("key", "trust", book, "chen"),
        account.use("chen", "lin"),
        account.python(SEAL, account.config, account.folder / "box"),
        account.python(ENTRIES),
    )
    assert [each.code for each in first] == [0] * 8, first
    assert first[5].out == "chen signs and opens\nlin signs and opens\n"
    entries = dict(json.loads(first[7].out))
    assert sorted(name.partition(":")[0] for name in entries) == ["key", "key", "workbook"]
    assert max(len(secret.encode("utf-16-le")) for secret in entries.values()) <= 2560
    again = account.session(
        account.cb("key", "list", "--json"),
        account.use("chen", "lin"),
        account.cb("key", "trust", book, "lin", "--as", "chen"),
        account.cb("audit", book),
        account.python(SEAL, account.config, account.folder / "box"),
    )
    assert [each.code for each in again] == [0] * 5, again
    assert again[4].out == "hidden\n"
    assert again[0].out == first[2].out
    assert again[1].out == first[5].out


def test_no_secret_stands_in_any_file_of_ours(account: Account) -> None:
    said = account.session(new(account, "chen"), account.python(ENTRIES))
    ((_, secret),) = json.loads(said[1].out)
    fields = json.loads(secret)
    ours = b"".join(path.read_bytes() for path in account.config.rglob("*") if path.is_file())
    assert ours
    assert fields["age"].encode() not in ours
    assert fields["ed25519"].encode() not in ours
    assert (account.config / "keys.json").stat().st_mode & 0o022 == 0


def test_a_locked_keychain_gets_a_sentence_and_nothing_is_lost(account: Account) -> None:
    said = account.session(new(account, "chen"), account.python(LOCK), new(account, "lin"), account.use("chen"))
    assert said[1].code == 0, said[1]
    refused(said[2])
    assert "locked" in said[2].err
    assert "locked" in said[3].out
    (listed,) = json.loads((account.config / "keys.json").read_text())
    assert listed["name"] == "chen"
    unlocked = account.session(account.use("chen"), new(account, "lin"), account.use("lin"))
    assert [each.out for each in unlocked if "signs" in each.out] == ["chen signs and opens\n", "lin signs and opens\n"]


def test_without_a_session_bus_a_sentence_names_the_way_out(account: Account) -> None:
    gone = "DBUS_SESSION_BUS_ADDRESS=unix:path=/nonexistent; export DBUS_SESSION_BUS_ADDRESS"
    (said,) = account.session(new(account, "chen"), begin=gone)
    refused(said)
    assert not (account.config / "keys.json").exists()


def test_on_a_bus_without_a_keychain_a_folder_of_key_files_takes_its_place(account: Account) -> None:
    config = account.folder / "bus.conf"
    config.write_text(NO_SERVICES)
    keys = account.folder / "keys"
    keys.mkdir(mode=0o700)
    inside = f"CODEBINDER_KEY_DIR={keys} CODEBINDER_KEY_PASSPHRASE=geheim "
    code = USE.replace("open_vault({}", "open_vault(__import__('os').environ").replace("held._seconds = 8", "")
    said = account.session(
        new(account, "chen"), inside + new(account, "chen"), inside + account.python(code, account.config, "chen"),
        inside.replace("geheim", "wrong") + account.python(code, account.config, "chen"),
        begin=":", config=config,
    )  # fmt: skip
    refused(said[0])
    assert "no keychain" in said[0].err
    assert (said[1].code, said[2].out) == (0, "chen signs and opens\n")
    assert "passphrase does not open" in said[3].out
    assert (keys / "chen.key.pem").read_text().startswith("-----BEGIN ENCRYPTED PRIVATE KEY-----")


def test_an_entry_deleted_behind_our_back_is_told_and_the_others_go_on(account: Account) -> None:
    account.session(new(account, "chen"), new(account, "lin"))
    listed = {each["name"]: each for each in json.loads((account.config / "keys.json").read_text())}
    public = __import__("hashlib").sha256(bytes.fromhex(listed["chen"]["ed25519"])).hexdigest()
    said = account.session(account.python(DELETE, public), account.use("chen", "lin"), new(account, "chen"))
    assert said[0].code == 0, said[0]
    assert "not in the keychain any more" in said[1].out
    assert "make a new key" in said[1].out
    assert "lin signs and opens" in said[1].out
    assert said[2].code == 3  # its name stays taken: somebody's roster may know it
