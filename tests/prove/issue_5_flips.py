"""Single bits, changed one at a time: cells of decisions and audit rows, packets and answers, as sent and inside."""

from __future__ import annotations

import random
import shutil
import sqlite3
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

from codebinder import vault
from helpers.desk import PASSPHRASE, Desk
from prove.issue_5_machines import CHEN, LIN, Scene
from prove.ledger import Ledger

SIGNED = ("stored", "signature", "signer", "digest", "type", "filing", "round", "sequence", "subject", "at", "comment")
AUDIT = ("at", "action", "actor", "subject", "detail", "previous", "hash")
SHARES = {"decisions": 0.4, "audit rows": 0.2, "packet, as sent": 0.1, "packet, inside": 0.1, "answer, as sent": 0.1,
          "answer, inside": 0.1}  # fmt: skip


def flips(ledger: Ledger, scene: Scene, folder: Path, count: int) -> None:
    """Change bits; each of them has to make the command that reads it say so and end with 1 or 3."""
    folder.mkdir()
    draw = random.Random(count)
    begun = time.monotonic()
    total: Counter[str] = Counter()
    missed: list[str] = []
    numbers = {name: round(count * share) for name, share in SHARES.items()}
    cells(scene, folder, draw, "signed_objects", SIGNED, numbers["decisions"], "decisions", total, missed)
    cells(scene, folder, draw, "audit", AUDIT, numbers["audit rows"], "audit rows", total, missed)
    chen, packet = scene.chen.desk, scene.packets[-1]
    read = lambda path: chen.run("review", "show", path, "--as", CHEN, expect=None).code  # noqa: E731
    assert read(packet) == 0  # unchanged, there is nothing to say
    files(draw, packet, folder, numbers["packet, as sent"], "packet, as sent", read, None, total, missed)
    files(draw, packet, folder, numbers["packet, inside"], "packet, inside", read, keys(chen, CHEN), total, missed)
    lin, answer = scene.lin.desk, scene.answers[0]
    copy = Path(shutil.copy(scene.before, folder / "import.codebinder"))
    before = objects(copy)
    take = lambda path: lin.run("review", "import", copy, path, expect=None).code  # noqa: E731
    files(draw, answer, folder, numbers["answer, as sent"], "answer, as sent", take, None, total, missed)
    files(draw, answer, folder, numbers["answer, inside"], "answer, inside", take, keys(lin, LIN), total, missed)
    ledger.note("nothing of a changed answer got into the workbook", objects(copy) == before, f"{len(before)} objects")
    whole = lin.run("review", "import", copy, answer, expect=None).code
    ledger.note("the same answer unchanged is taken", whole == 0)
    figures = ", ".join(f"{number} {name}" for name, number in total.items())
    lost = f"; MISSED {len(missed)}: {', '.join(f'{n} {w}' for w, n in Counter(missed).items())}" if missed else ""
    ledger.note(f"{sum(total.values())} single-bit changes, each is told", not missed,
                f"{figures}; {time.monotonic() - begun:.0f} s{lost}")  # fmt: skip


def cells(
    scene: Scene, folder: Path, draw: random.Random, table: str, columns: tuple[str, ...], count: int, what: str,
    total: Counter[str], missed: list[str],
) -> None:  # fmt: skip
    """Flip one bit of one cell behind the program's back, have `audit` read the workbook, put the bit back."""
    copy = Path(shutil.copy(scene.book, folder / f"{table}.codebinder"))
    book = sqlite3.connect(copy, isolation_level=None)
    book.execute("PRAGMA synchronous = OFF")
    names = [row[0] for row in book.execute(f"SELECT rowid FROM {table}")]
    assert scene.lin.desk.run("audit", copy, expect=None).code == 0
    while total[what] < count:
        row, column = draw.choice(names), draw.choice(columns)
        (value,) = book.execute(f"SELECT {column} FROM {table} WHERE rowid = ?", (row,)).fetchone()
        changed = flipped(draw, value)
        if changed is None:
            continue
        total[what] += 1
        try:
            book.execute(f"UPDATE {table} SET {column} = ? WHERE rowid = ?", (changed, row))
        except sqlite3.IntegrityError:
            continue  # the file itself refuses two rows of one place
        code = scene.lin.desk.run("audit", copy, expect=None).code
        if code not in {1, 3}:
            missed.append(f"{table}.{column}")
        book.execute(f"UPDATE {table} SET {column} = ? WHERE rowid = ?", (value, row))
    book.close()
    assert scene.lin.desk.run("audit", copy, expect=None).code == 0


def flipped(draw: random.Random, value: Any) -> Any:
    """Give the value with one bit changed; a text stays one (as bytes it would be another type for SQLite)."""
    if isinstance(value, int):
        return value ^ (1 << draw.randrange(4))
    data = bytearray(value.encode() if isinstance(value, str) else value)
    if not data:
        return None
    data[draw.randrange(len(data))] ^= 1 << draw.randrange(7 if isinstance(value, str) else 8)
    if isinstance(value, bytes):
        return bytes(data)
    return data.decode("utf-8", "ignore") or None


def files(
    draw: random.Random, source: Path, folder: Path, count: int, what: str, read: Callable[[Path], int],
    opened: tuple[vault.Vault, str] | None, total: Counter[str], missed: list[str],
) -> None:  # fmt: skip
    """Flip one bit of a file as it was sent, or, by whoever can open it, of what is inside, encrypted anew."""
    data = source.read_bytes()
    inner = opened[0].decrypt(opened[1], data) if opened else data
    path = folder / f"changed{source.suffix}"
    for _ in range(count):
        changed = bytearray(inner)
        at = draw.randrange(len(changed))
        changed[at] ^= 1 << draw.randrange(8)
        box = vault.encrypt([opened[0].public(opened[1]).age], bytes(changed)) if opened else bytes(changed)
        path.write_bytes(box)
        total[what] += 1
        if read(path) not in {1, 3}:
            missed.append(f"{what} at {at} of {len(inner)}")


def keys(desk: Desk, name: str) -> tuple[vault.Vault, str]:
    held = vault.open_vault(
        {"CODEBINDER_KEY_DIR": str(desk.keys)}, prompt=None, config_dir=desk.home, passphrase=PASSPHRASE
    )
    return held, name


def objects(book: Path) -> list[Any]:
    with sqlite3.connect(book) as opened:
        return opened.execute("SELECT digest, signature FROM signed_objects ORDER BY id").fetchall()
