"""Runs many commands of the real command line in one process, one after the other: `python many_commands.py LIST.json`.

The list holds argument lists; what comes out is one JSON list of [exit code, stdout, stderr]. Starting the program anew
for each of a thousand commands would take most of the time and change nothing.
"""

from __future__ import annotations

import contextlib
import functools
import io
import json
import os
import sys
from pathlib import Path

from codebinder.app import main
from codebinder.vault import folder, pkcs8


@functools.cache
def _opened(pem: bytes, passphrase: str, where: str) -> bytes:
    return pkcs8.decrypt_seed(pem, passphrase, where=where)


def run(commands: list[list[str]]) -> list[tuple[int, str, str]]:
    folder.decrypt_seed = lambda pem, passphrase, *, where: _opened(pem, passphrase, where)
    passphrase = os.environ["CODEBINDER_KEY_PASSPHRASE"]
    done: list[tuple[int, str, str]] = []
    for words in commands:
        os.environ["CODEBINDER_KEY_PASSPHRASE"] = passphrase  # each run takes it away
        out, err = io.StringIO(), io.StringIO()
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            code = main(words)
        done.append((code, out.getvalue(), err.getvalue()))
    return done


if __name__ == "__main__":
    told = run(json.loads(Path(sys.argv[1]).read_text(encoding="utf-8")))
    print(json.dumps(told))
