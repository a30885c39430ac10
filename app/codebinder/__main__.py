"""`python -m codebinder` is the command line."""

from __future__ import annotations

import sys

from codebinder.app import main

if __name__ == "__main__":
    sys.exit(main())
