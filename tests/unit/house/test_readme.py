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


REFERENCE = (ROOT / "resources/help/command-line.md").read_text(encoding="utf-8")


def test_every_command_of_the_readme_and_of_the_reference_exists() -> None:
    from codebinder.cli.main import parser

    text = parser().format_help()
    for page in (README, REFERENCE):
        commands = set(re.findall(r"^    codebinder ([a-z-]+)", page, re.MULTILINE))
        assert commands
        assert [each for each in commands if each not in text] == []


def test_every_file_that_the_readme_names_is_there() -> None:
    named = re.findall(r"`((?:resources|packaging|filing_templates|\.github)/[A-Za-z0-9_./-]+)`", README)
    assert named
    assert [each for each in named if not (ROOT / each).exists()] == []


def test_every_command_of_dev_py_that_the_readme_names_exists() -> None:
    from devkit.commands import COMMANDS

    named = set(re.findall(r"dev\.py ([a-z]+)", README))
    assert named - set(COMMANDS) == set()
