"""Makes a large repository of plausible source, the same on every machine: 32,000 files, about 250 MB, a few keys."""

from __future__ import annotations

import random
import subprocess
from collections.abc import Iterator
from pathlib import Path

from helpers.git_repo import git_environment

FILES = 32_000
MEAN = 10_500
KEYS = 24
_TYPES = ("int", "u32", "size_t", "const char *", "struct device *", "void *", "bool", "u8", "unsigned long")
_VERBS = ("read", "write", "probe", "reset", "enable", "disable", "parse", "init", "free", "map", "queue", "flush")
_NOUNS = ("clock", "pin", "bus", "page", "block", "queue", "phy", "timer", "region", "frame", "cache", "node", "port")
_ENDINGS = (".c", ".c", ".c", ".h", ".h", ".dts", ".py", ".S", ".rst", ".txt", ".mk")
_BASE64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"


def make_big_repository(path: Path, *, files: int = FILES, mean: int = MEAN) -> Path:
    """Make a bare repository of one commit, tagged v1.0."""
    command = ["git", "-c", "init.defaultBranch=main", "init", "-q", "--bare", str(path)]
    subprocess.run(command, check=True, env=git_environment())
    command = ["git", "-C", str(path), "fast-import", "--quiet"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, env=git_environment()) as importer:
        pipe = importer.stdin
        assert pipe is not None
        head = "author Sample <a@example.org> 1700000000 +0000\ncommitter Sample <a@example.org> 1700000000 +0000\n"
        pipe.write(f"commit refs/heads/main\n{head}data 5\nmade\n".encode())
        for name, data in big_files(files, mean):
            pipe.write(b"M 100644 inline %s\ndata %d\n" % (name.encode(), len(data)) + data + b"\n")
        pipe.write(b"reset refs/tags/v1.0\nfrom refs/heads/main\n")
        pipe.close()
    assert importer.returncode == 0
    return path


def big_files(files: int, mean: int) -> Iterator[tuple[str, bytes]]:
    """Give (path, bytes) of every file; half of them are under 2 KB, as in real trees."""
    chance = random.Random(20150401)
    pool = [_line(chance) for _ in range(20_000)]
    every = max(1, files // KEYS)
    for number in range(files):
        size = min(int(chance.lognormvariate(0, 1.9) * mean / 6), 400_000) + 60
        lines = chance.choices(pool, k=max(1, size // 36))
        lines.insert(0, f"/* unit {number} of {files}: {chance.choice(_NOUNS)} {chance.choice(_VERBS)} */")
        if number % every == every // 2:
            lines.insert(len(lines) // 2, _key(chance))
        folder = f"{chance.choice(_NOUNS)}/{chance.choice(_VERBS)}-{number % 97}"
        yield f"{folder}/{chance.choice(_NOUNS)}_{number}{chance.choice(_ENDINGS)}", "\n".join(lines).encode() + b"\n"


def _line(chance: random.Random) -> str:
    verb, noun, other = chance.choice(_VERBS), chance.choice(_NOUNS), chance.choice(_NOUNS)
    number = chance.randrange(1 << chance.randrange(2, 32))
    return chance.choice(
        (
            f"static {chance.choice(_TYPES)} {noun}_{verb}({chance.choice(_TYPES)} {other}, u32 flags)",
            f"\tif ({noun}->{other} & BIT({number % 32}))",
            f"\t\treturn {noun}_{verb}({other}, {number:#x});",
            f"#define {noun.upper()}_{verb.upper()}_{number % 997}\t{number:#010x}",
            f"\t/* {verb} the {noun} before the {other} of chapter {number % 40} */",
            f"\t{noun}->{other}[{number % 64}] = {number};",
            "}",
            "",
            f"\t{number % 256:#04x}, {number % 251:#04x}, {number % 241:#04x}, {number % 239:#04x},",
        )
    )


def _key(chance: random.Random) -> str:
    body = "".join(chance.choices(_BASE64, k=1586))
    lines = ["MII" + body[:61], *(body[at : at + 64] for at in range(61, len(body), 64))]
    return "\n".join(["-----BEGIN RSA PRIVATE KEY-----", *lines, "-----END RSA PRIVATE KEY-----"])
