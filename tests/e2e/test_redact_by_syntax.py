"""Through the real command line: a function, a block, comments, a folder and a rule are hidden, and only they."""

from __future__ import annotations

from pathlib import Path

import pytest

from helpers.desk import Desk
from helpers.git_repo import RepoBuilder

CODE = b"""// how it is done
#include <stdio.h>

static int secret_step(int a)
{
    return a * 7919;
}

int main(void)
{
    for (int i = 0; i < 3; i++) {
        printf("%d", secret_step(i)); /* say it */
    }
    return 0;
}
"""


class Line(Desk):
    """The command line in a folder of its own."""

    def redact(self, *words: str, code: int = 0) -> str:
        why = () if "--dry-run" in words else ("--reason", "TS", "--as", "lin")
        done = self.run("redact", self.file, *words, *why, expect=code)
        return done.out + done.err

    def filed(self, path: str) -> bytes:
        return self.run("as-filed", self.file, "--path", path).raw


@pytest.fixture
def line(tmp_path: Path) -> Line:
    line = Line(tmp_path)
    repo = RepoBuilder(tmp_path / "repo.git", bare=True)
    files = {
        b"src/a.c": CODE, b"src/b.c": CODE, b"keys/one.pem": b"one\n", b"keys/old/two.pem": b"two\n",
        b"mail.py": b"AUTHOR = 'ann.field@corp-example.net'\n", b"blob.bin": bytes(range(256)),
    }  # fmt: skip
    repo.tag("v1", repo.commit(files))
    line.run("new", line.file, "--vendor", "Example")
    line.run("key", "new", "lin", "--role", "engineer")
    line.run("key", "trust", line.file, "lin")
    line.run("product", "add", line.file, "--name", "Gateway", "--version", "1", "--slug", "gw")
    line.run("filing", "add", line.file, "--product", "gw", "--template", "cn-cbrc-317", "--slug", "f")
    line.run("source", "add", line.file, "--repo", str(repo.path), "--rev", "v1", "--slug", "s")
    return line


@pytest.mark.slow
def test_what_is_named_by_syntax_glob_and_rule_is_hidden_and_nothing_else(line: Line) -> None:
    assert "a.c:4: function secret_step" in line.redact("--path", "src/a.c", "--function", "secret_step", "--dry-run")
    assert line.filed("src/a.c") == CODE
    line.redact("--path", "src/a.c", "--function", "secret_step")
    filed = line.filed("src/a.c")
    assert b"7919" not in filed
    assert filed.startswith(CODE[: CODE.index(b"static")])
    assert filed.endswith(CODE[CODE.index(b"\n\nint main") :])
    line.redact("--path", "src/b.c", "--block", "12")
    line.redact("--path", "src/b.c", "--comments")
    filed = line.filed("src/b.c")
    assert b"printf" not in filed
    assert b"how it is done" not in filed
    assert b"say it" not in filed
    assert b"return a * 7919" in filed
    assert "Would withhold 2 files" in line.redact("--glob", "keys/", "--dry-run")
    made = line("redact", line.file, "--glob", "keys/", "--reason", "CRY", "--as", "lin")
    assert [row["kind"] for row in made["redactions"]] == ["file", "file"]
    line.run("scan", line.file, expect=1)
    rows = line("list", line.file, "findings")
    rule = next(row["rule"] for row in rows["findings"] if row["path"] == "mail.py")
    line.redact("--rule", rule)
    assert b"ann.field" not in line.filed("mail.py")


REFUSED = [
    ("--path src/a.c --block 99", 3, "The file has 15 lines."),
    ("--path src/a.c --block 3", 3, "There is no block at this line."),
    ("--path src/a.c --function none", 3, "The file has no function named none."),
    ("--path blob.bin --comment 1", 3, "This file is binary"),
    ("--path src/a.c --bytes 0-9999", 3, "The range lies outside the file"),
    ("--glob nothing/", 3, "No disclosed file matches this pattern."),
    ("--rule none", 3, "The filing has no finding of this rule."),
    ("--path src/a.c --block x", 2, "takes the number of a line"),
    ("--path src/a.c --block 3 --comments", 2, "Name the part of the file in one way."),
    ("--glob src/ --lines 1-2", 2, "Name the part of the file in one way."),
    ("--glob src/ --path src/a.c --whole", 2, "Name what to hide in one way."),
]


@pytest.mark.slow
def test_bad_input_gets_one_sentence_and_its_exit_code(line: Line) -> None:
    for index, (words, code, sentence) in enumerate(REFUSED):
        dry = ("--dry-run",) if index % 2 else ()
        assert sentence in line.redact(*words.split(), *dry, code=code)
    assert line("list", line.file, "redactions")["redactions"] == []
