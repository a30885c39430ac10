"""The part of the command line that scripts rely on: names, exit codes, one JSON object, silence."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from codebinder.cli import main as cli
from codebinder.cli.output import Output, TerminalProgress
from codebinder.errors import Bug, Cancelled
from codebinder.workflow import filings, scanrun
from helpers.desk import Desk

COMMANDS = """
demo --out DIR
open FILE
open
new FILE --vendor NAME --vendor-zh NAME
vendor set FILE KEY=VALUE KEY=VALUE
product add FILE --name N --version V --model M --category CODE --variant-of SLUG --slug SLUG
product set FILE --product SLUG KEY=VALUE KEY=VALUE
filing add FILE --product SLUG --template ID --recipient NAME --from FILING --slug SLUG
filing set FILE KEY=VALUE
filing set FILE --filing SLUG KEY=VALUE KEY=@table.csv
filing set FILE --filing SLUG --from FIELDS.yaml
filing show FILE --filing SLUG
source add FILE --filing SLUG --repo PATH --rev REV --include GLOB --include GLOB --exclude GLOB --slug SLUG
source add FILE --folder PATH --include GLOB --exclude GLOB --slug SLUG
source update FILE --source SLUG --rev REV
source relink FILE --source SLUG --repo PATH
source remove FILE --source SLUG
firmware add FILE --filing SLUG --image PATH --disclose withheld --built-from SLUG --slug SLUG
document add FILE --filing SLUG --requirement ID --path PATH
checklist FILE --filing SLUG
scan FILE --filing SLUG
scan --filing SLUG FILE
scan --path PATH PATH --sarif --grade low
scan import FILE REPORT --filing SLUG --source SLUG
rules add FILE --pattern RE --id ID --title T
rules add FILE --gitleaks FILE
rules list FILE
rules remove FILE ID
rules test --pattern RE --text TEXT
rules allow FILE --finding ID --anywhere --note TEXT
list FILE products
list FILE findings --filing SLUG
list FILE register
redact FILE --filing SLUG --finding F-1 F-2 --reason TS --note TEXT --as KEY
redact FILE --all --reason TS --as KEY
redact FILE --path P --lines 1-2 --reason TS --as KEY
redact FILE --path P --bytes 1-2 --reason TS --as KEY
redact FILE --path P --whole --reason TS --as KEY
redact FILE --path P --function NAME --reason TS --as KEY
redact FILE --path P --block 3 --reason TS --as KEY
redact FILE --path P --comment 3 --reason TS --as KEY
redact FILE --path P --comments --reason TS --as KEY
redact FILE --glob G G --reason TS --as KEY
redact FILE --glob G --comments --dry-run
redact FILE --rule ID ID --reason TS --as KEY
redact FILE --kind K --reason TS --as KEY
redact withdraw FILE --redaction R-1 --as KEY
redact withdraw --redaction R-1 --as KEY FILE
keep FILE --filing SLUG --finding F-1 F-2 --note TEXT --as KEY
keep FILE --all --note TEXT --as KEY
as-filed FILE --filing SLUG --path P
key new NAME --role engineer
key list
key export NAME
key trust FILE NAME --as KEEPER --duty propose --duty seal
key roster FILE
key duties FILE NAME --duty propose --as KEEPER
key delegate FILE --from NAME --to NAME --duty approve --filing SLUG --until 2027-01-31 --as KEEPER
key delegate FILE --from NAME --to NAME --end --void --as KEEPER
key revoke FILE NAME --lost --after 3 --dry-run --as KEEPER
key revoke FILE NAME --compromised --as KEEPER
key remove FILE NAME --as KEEPER
key keeper FILE NAME --as KEEPER
key successors FILE NAME NAME --need 2 --as KEEPER
key endorse FILE NAME --as KEY
key take-over FILE --as KEY
key certificate FILE NAME --certificate PATH --as KEEPER
review submit FILE --filing SLUG --as KEY
review decide FILE --filing SLUG --id R-1 F-2 --verdict approve --comment TEXT --as KEY
review decide FILE --all --verdict reject --as KEY
review sign FILE --filing SLUG --as KEY
build FILE --filing SLUG --out DIR --as KEY --draft
verify PACKAGE --level quick --signer FINGERPRINT --signer FINGERPRINT --digest HEX
leakcheck PATH --workbook FILE --filing SLUG
template list
template show ID
template check PATH
template schema
template preview PATH --out PDF
""".strip().splitlines()


@pytest.mark.parametrize("line", COMMANDS)
def test_a_documented_command_is_taken_with_every_option(line: str) -> None:
    values = cli._parsed([*line.split(), "--json", "--quiet", "--lang", "zh", "--workers", "3"])
    assert callable(values.run)
    assert (values.json, values.quiet, values.lang, values.workers) == (True, True, "zh", 3)
    if "FILE" in line.split():
        taken = [values.__dict__.get(name) for name in ("file", "more", "path", "workbook")]
        assert "FILE" in {*taken, *values.__dict__.get("paths", ())}
    pairs = [word for word in line.split() if word.startswith("KEY=")]
    assert values.__dict__.get("pairs", []) == pairs


REFUSED: list[tuple[int, str]] = [
    (2, ""),
    (2, "nonsense"),
    (2, "new w2"),
    (2, "list FILE nonsense"),
    (2, "list FILE products --wor 2"),
    (2, "open --no"),
    (2, "scan"),
    (2, "scan FILE --path ."),
    (2, "scan FILE --grade low"),
    (2, "filing set FILE"),
    (2, "filing set FILE nonsense"),
    (2, "source add FILE --repo REPO"),
    (2, "source add FILE --folder . --rev v1"),
    (2, "redact FILE --path a.c --lines 2-1 --reason TS --as lin"),
    (2, "redact FILE --path a.c --lines 1-1 --whole --reason TS --as lin"),
    (2, "redact FILE --path a.c --lines 1-1 --value --reason TS --as lin"),
    (2, "redact FILE --finding F-1 --lines 1-1 --reason TS --as lin"),
    (2, "redact FILE --all --path a.c --whole --reason TS --as lin"),
    (2, "redact FILE --finding F-1 --as lin"),
    (2, "redact FILE --all --reason TS"),
    (2, "redact FILE --path a.c --function f --block 1 --reason TS --as lin"),
    (2, "redact FILE --path a.c --block one --reason TS --as lin"),
    (2, "redact FILE --glob src/ --whole --reason TS --as lin"),
    (2, "redact FILE --rule a --path a.c --whole --reason TS --as lin"),
    (3, "redact FILE --path a.c --block 99 --dry-run"),
    (3, "redact FILE --glob none/ --dry-run"),
    (3, "redact FILE --kind none --reason TS --as lin"),
    (2, "redact withdraw FILE --as lin"),
    (2, "keep FILE --as lin"),
    (3, "keep FILE --all --as lin"),
    (3, "redact FILE --finding F-99 --reason TS --as lin"),
    (3, "redact FILE --finding F-1 --reason NONE --as lin"),
    (3, "redact FILE --finding F-1 --reason TS --as nobody"),
    (3, "redact FILE --path a.c --lines 1-99 --reason TS --as lin"),
    (3, "redact FILE --path a.c --bytes 0-0 --reason TS --as lin"),
    (3, "as-filed FILE --path -"),
    (3, "as-filed FILE --path a.c --source none"),
    (3, "source add FILE --repo REPO --rev=--output=x"),
    (3, "source add FILE --repo REPO --rev v1.0 --include nothing"),
    (3, "source add FILE --repo LONG --rev v1.0"),
    (3, "source add FILE --folder LONG"),
    (3, "document add FILE --requirement manual --path LONG"),
    (3, "firmware add FILE --image LONG"),
    (3, "list LONG products"),
    (3, "list REPO products"),
    (3, "verify LONG"),
    (3, "verify FILE"),
    (3, "leakcheck LONG --workbook FILE"),
    (3, "scan --path LONG"),
    (3, "template preview escrow-deposit --out none/x.pdf"),
    (3, "template show ../../etc/passwd"),
    (3, "demo --out FILE"),
    (3, "key new ../x --role legal"),
    (3, "key trust FILE codebinder-key1:xx"),
    (3, "review sign FILE --as chen"),
    (1, "review submit FILE --as lin"),
    (1, "build FILE --out . --as lin"),
]


@pytest.mark.parametrize(("code", "line"), REFUSED)
def test_what_is_refused_is_one_object_and_one_exit_code(made: Desk, code: int, line: str) -> None:
    names = {"FILE": str(made.file), "REPO": str(made.folder / "src-f.git"), "LONG": str(made.folder / ("x" * 5000))}
    words = [names.get(word, word) for word in line.split()]
    done = made.run(*words, "--json", expect=code)
    assert done.json["exit"] == code
    assert done.json["error"]
    assert done.out.count("\n") == 1
    assert "Traceback" not in done.err
    assert made.run(*words, expect=code).out == ""


def test_every_list_is_one_object_under_its_own_name(made: Desk) -> None:
    names = ("products", "filings", "sources", "findings", "redactions", "decisions", "rounds", "audit", "register")
    for what in names:
        told = made("list", made.file, what)
        assert list(told) == [what]
        assert isinstance(told[what], list)


def test_scan_says_1_where_there_are_findings_and_0_where_there_are_none(desk: Desk) -> None:
    assert desk.scan() == 1
    desk.run("source", "remove", desk.file, "--source", "src")
    desk.source({b"b.c": b"int b;\n"}, slug="other")
    assert desk.scan() == 0


def test_as_filed_gives_the_bytes_and_nothing_else(desk: Desk) -> None:
    assert desk.run("as-filed", desk.file, "--path", "a.c").raw == b"int a;\r\nint b;\n"
    assert desk.run("as-filed", desk.file, "--path", "说明.txt", "--quiet").raw == b"x\n"
    desk.redact("--path", "a.c", "--lines", "2-2")
    assert b"int b" not in desk.run("as-filed", desk.file, "--path", "a.c").raw


def test_scanning_a_path_gives_a_line_of_json_a_finding(tmp_path: Path, made: Desk) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "-k\n.pem").write_text(
        "x\n" * 3 + 'token = "ghp_' + "1fK9sQ2mZ7xB4vT6rW8yL3nP5dH0jC2aE1gU" + '"\n'
    )
    done = made.run("scan", "--path", tmp_path, "--json", expect=1)
    (row,) = [json.loads(line) for line in done.out.splitlines()]
    assert set(row) == {"path", "line", "start", "end", "rule", "kind", "confidence"}
    assert (row["path"], row["line"]) == ("in/-k\n.pem", 4)  # JSON escapes what a terminal must not see
    sarif = made.run("scan", "--path", tmp_path, "--sarif", expect=1)
    assert sarif.json["version"] == "2.1.0"
    assert "1fK9sQ" not in done.out + sarif.out


def test_quiet_says_nothing_but_faults(made: Desk) -> None:
    done = made.run("list", made.file, "findings", "--quiet")
    assert (done.out, done.err) == ("", "")
    done = made.run("list", made.file, "findings", "--filing", "none", "--quiet", expect=3)
    assert done.out == ""
    assert done.err


def test_chinese_where_there_is_a_catalogue(made: Desk) -> None:
    assert "托管" in made.run("template", "show", "escrow-deposit", "--lang", "zh").out
    made.changes["LC_ALL"] = "zh_CN.UTF-8"
    try:
        assert "托管" in made.run("template", "list").out
        assert "托管" not in made.run("template", "list", "--lang", "en").out
    finally:
        made.changes.clear()


@pytest.mark.parametrize("error", [RuntimeError, KeyError, ValueError, RecursionError, MemoryError, AssertionError])
def test_a_bug_ends_with_4_and_says_nothing_of_content(
    made: Desk, monkeypatch: pytest.MonkeyPatch, error: type[Exception]
) -> None:
    def broken(*_: object) -> None:
        raise error("hunter2-zebra")

    monkeypatch.setattr(filings, "filings", broken)
    done = made.run("list", made.file, "filings", "--json", expect=4)
    assert done.json["exit"] == 4
    assert "zebra" not in done.out + done.err
    assert error.__name__ in done.err


def test_a_bug_that_we_named_is_told(made: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise Bug("spans must be in order")

    monkeypatch.setattr(filings, "filings", broken)
    assert "spans must be in order" in made.run("list", made.file, "filings", expect=4).err


@pytest.mark.parametrize("error", [KeyboardInterrupt, Cancelled])
def test_an_interruption_ends_with_130_one_object_and_no_change(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, error: type[BaseException]
) -> None:
    def pulled(*_: object) -> None:
        raise error

    before = desk("list", desk.file, "audit")
    monkeypatch.setattr(scanrun.hiding, "settle", pulled)
    done = desk.run("scan", desk.file, "--json", expect=130)
    assert done.json["exit"] == 130
    assert "Traceback" not in done.err
    monkeypatch.undo()
    assert desk("list", desk.file, "audit") == before
    assert not list(desk.temp.iterdir())


def test_a_workbook_that_another_program_holds_is_read_and_not_written(desk: Desk) -> None:
    from codebinder import workbook
    from helpers.books import StillClock

    with workbook.Workbook.open(desk.file, clock=StillClock()):
        assert desk("list", desk.file, "products")["products"]
        told = desk("product", "set", desk.file, "--product", "gw", "a=b", expect=3)
    assert "held" in told["error"] + told["next_step"]


def test_a_full_stdout_is_told_on_stderr(made: Desk) -> None:
    if not Path("/dev/full").exists():
        pytest.skip("no such device here")
    with Path("/dev/full").open("wb") as full:
        import subprocess

        code = "import sys; from codebinder.app import main; sys.exit(main(sys.argv[1:]))"
        done = subprocess.run(
            [sys.executable, "-c", code, "list", str(made.file), "products", "--json"],
            env={**made.environment(), "PYTHONPATH": ":".join(sys.path)},
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
        )
    assert done.returncode == 3
    assert b"disk is full" in done.stderr
    assert b"Traceback" not in done.stderr


class _Terminal:
    """A terminal that remembers."""

    def __init__(self) -> None:
        self.text = ""

    def isatty(self) -> bool:
        return True

    def write(self, text: str) -> int:
        self.text += text
        return len(text)

    def flush(self) -> None:
        pass


def test_the_bar_is_gone_before_a_line_is_printed(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = _Terminal()
    out = Output(stdout=terminal, stderr=terminal)  # type: ignore[arg-type]
    progress = TerminalProgress(out)
    ticks = iter(range(0, 100, 5))
    monkeypatch.setattr("codebinder.cli.output.time.monotonic", lambda: float(next(ticks)))
    progress.start("progress.scan", 10)
    progress.advance(3, 100)
    out.line("done")
    assert "3/10" in terminal.text
    assert terminal.text.endswith("\r\x1b[Kdone\n")


def test_what_comes_from_outside_is_escaped_on_its_way_to_the_terminal(desk: Desk) -> None:
    desk.source({b"\x1b[31mred\n.c": b"int a;\n"}, slug="odd")
    done = desk.run("redact", desk.file, "--path", "none\x1b[2J", "--whole", "--reason", "TS", "--as", "lin", expect=3)
    assert "\x1b" not in done.err + done.out
    assert "\\x1b" in done.err
