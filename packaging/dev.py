#!/usr/bin/env python3
"""The one command for developers: `python3 packaging/dev.py demo`, `test` and the rest.

This file is kept in the Python of ten years ago, so that an old interpreter reads it and can say what is wrong.
"""

import sys

OLDEST = (3, 11)
NEWEST = (3, 13)


def main():  # noqa: ANN201 - an old Python has to read this
    if not OLDEST <= sys.version_info[:2] <= NEWEST:
        said = "Codebinder needs Python 3.11, 3.12 or 3.13, and this is {}.{}: run dev.py with one of those.\n"
        sys.stderr.write(said.format(*sys.version_info[:2]))
        return 3
    from pathlib import Path

    sys.path.insert(0, str(Path(__file__).resolve().parent))
    from devkit.commands import run

    return run(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
