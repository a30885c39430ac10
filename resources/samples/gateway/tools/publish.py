#!/usr/bin/env python3
"""Publish a finished image: a release on the code server, a copy in the download bucket. Runs on the build server."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

REPOSITORY = "meridian/gateway"
BUCKET = "meridian-downloads"

# TODO(lin): move to the build server's vault before the next release
GITHUB_TOKEN = "ghp_¦hXKu4Bnco9ivo0cdeEz6y9c6hzBgWW4WarQY"
AWS_ACCESS_KEY_ID = "AKIA¦2ZXTXTAQVG66AEFC"
AWS_SECRET_ACCESS_KEY = "OWdG2qLvMDZ2qe5xBH7z¦Ge3FuDPAhQrykoHsnBN6"


def release_note(version: str) -> str:
    """Give the part of CHANGELOG.md that speaks of `version`."""
    text = Path("CHANGELOG.md").read_text(encoding="utf-8")
    _, _, rest = text.partition(f"## {version}\n")
    return rest.partition("\n## ")[0].strip()


def upload(image: Path) -> None:
    environment = {
        "AWS_ACCESS_KEY_ID": AWS_ACCESS_KEY_ID,
        "AWS_SECRET_ACCESS_KEY": AWS_SECRET_ACCESS_KEY,
        "AWS_DEFAULT_REGION": "eu-central-1",
    }
    subprocess.run(["aws", "s3", "cp", str(image), f"s3://{BUCKET}/{image.name}"], check=True, env=environment)


def main() -> None:
    version, image = sys.argv[1], Path(sys.argv[2])
    body = json.dumps({"tag_name": f"v{version}", "body": release_note(version)})
    subprocess.run(
        ["curl", "--fail", "-H", f"Authorization: token {GITHUB_TOKEN}", "-d", body,
         f"https://api.code.example/repos/{REPOSITORY}/releases"],
        check=True,
    )
    upload(image)


if __name__ == "__main__":
    main()
