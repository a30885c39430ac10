"""What the README promises to strangers is so in this very checkout."""

import hashlib
import re

from devkit.places import ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_the_readme_prints_the_digest_of_the_verifier_that_goes_into_packages() -> None:
    verifier = (ROOT / "app/codebinder/verify/standalone.py").read_bytes()
    assert f"{hashlib.sha256(verifier).hexdigest()}  verify.py" in README


def test_every_picture_of_the_readme_is_there() -> None:
    pictures = re.findall(r"!\[[^\]]*\]\(([^)]+)\)", README)
    assert pictures
    assert [each for each in pictures if not (ROOT / each).is_file()] == []


def test_every_command_of_the_walk_exists() -> None:
    from codebinder.cli.main import parser

    text = parser().format_help()
    commands = set(re.findall(r"^    codebinder ([a-z-]+)", README, re.MULTILINE))
    assert commands
    assert [each for each in commands if each not in text] == []
