"""The commands of dev.py and where each of them goes."""

from __future__ import annotations

import os
import re
import subprocess
import sys

from devkit import testing
from devkit.places import ROOT, TESTS, VENV_PYTHON, WINDOWS, environment, program
from devkit.prepare import prepare
from devkit.talk import Stop, complain, heading, say

USAGE = """\
usage: python3 packaging/dev.py COMMAND

  demo [--out DIR]              set up, build and verify the sample's package, open the window where there is a display
  test [--no-setup] [PYTEST...] set up, run every check and every test
  app [FILE]                    start the window
  bench [NAME] [ARGS...]        measure
  shots [--out DIR] [--all]     pictures of every page; --all: in every state, language, theme, size and scale
  prove ISSUE [--repo PATH]...  the long evidence of one issue
  fmt                           format the code and apply ruff's safe corrections
  freeze [--out DIR]            the program as one folder that needs no Python
  msi [--out DIR] [--tree FROZEN] [--per-machine]
                                the Windows installer, on Windows; with --tree compiled here for a look
  dmg [--out DIR] [--identity NAME] [--profile NAME] [--offline]
                                the disk image for macOS, on a Mac
  deb [--out DIR] [--tree FROZEN]
                                the package for Debian and Ubuntu
  portable [--out DIR] [--tree FROZEN]
                                the archive for any Linux: no installation, no administrator
  lock [--upgrade]              write the lock files anew
  wheels                        prove that the locked packages exist for every supported system, under fitting licences
  wheel [--out DIR]             build our own wheel
  wheelhouse [--system linux|win32|darwin] [--python 3.1x] [--all] [--out DIR]
                                the archive for machines without a network: every wheel, and an installer
  licences [--csv|--markdown] [--tools] [--check|--write]
                                every part that others made, under which licence, and whether all of it is in order
  sbom [--tree FROZEN] [--out FILE]
                                the bill of materials (CycloneDX 1.6) of a release, or of a frozen program
  release [--out DIR] [--targets NAMES] [--draft] [--sign-with COMMAND] | release --check DIR
                                everything that this system can make, with sums, bill and licences in one folder
  setup                         set up for `test`, and nothing else
"""
CODEBINDER = "import sys; from codebinder.app import main; sys.exit(main())"
DESKTOP = "import sys; from codebinder.app import desktop; sys.exit(desktop())"


def run(arguments: list[str]) -> int:
    """Run one command and give the exit code; what stops it is said in one sentence."""
    command, rest = (arguments[0], arguments[1:]) if arguments else ("", [])
    action = COMMANDS.get(command)
    if action is None:
        (say if command in {"-h", "--help", "help"} else complain)(USAGE)
        return 0 if command in {"-h", "--help", "help"} else 2
    try:
        return action(rest)
    except Stop as stop:
        complain(str(stop))
        return stop.code
    except KeyboardInterrupt:
        return 130


def child(command: list[str], **extra: str) -> int:
    return subprocess.run(command, cwd=ROOT, env=environment(**extra), check=False).returncode


def module_main(module: str, arguments: list[str], **extra: str) -> int:
    """Call `main(argv)` of one of our own modules in the virtual environment."""
    code = f"import sys; from {module} import main; sys.exit(main(sys.argv[1:]))"
    return child([str(VENV_PYTHON), "-c", code, *arguments], **extra)


def has_display() -> bool:
    if WINDOWS or sys.platform == "darwin":
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def demo(arguments: list[str]) -> int:
    prepare(testing=False)
    heading("Demo")
    code, said = heard([str(VENV_PYTHON), "-c", CODEBINDER, "demo", *arguments])
    if code == 0 and has_display():
        return child([str(VENV_PYTHON), "-c", CODEBINDER, "open", *re.findall(r"\S+\.codebinder\b", said)[:1]])
    if code == 0:
        say("There is no display here, so the window stays shut: `python3 packaging/dev.py app` opens it.")
    return code


def heard(command: list[str]) -> tuple[int, str]:
    """Run a program, pass on what it says line by line, and give that back as well."""
    lines: list[str] = []
    pipe = subprocess.PIPE
    with subprocess.Popen(command, cwd=ROOT, env=environment(), stdout=pipe, text=True, encoding="utf-8") as process:
        for line in process.stdout or ():
            print(line, end="", flush=True)
            lines.append(line)
    return process.returncode, "".join(lines)


def test(arguments: list[str]) -> int:
    rest = [word for word in arguments if word != "--no-setup"]
    missing = [] if "--no-setup" in arguments else prepare(testing=True)
    if not VENV_PYTHON.exists():
        raise Stop("Nothing is set up yet: run `python3 packaging/dev.py test` without --no-setup first.")
    return testing.run_all(rest, missing)


def app(arguments: list[str]) -> int:
    prepare(testing=False)
    return child(
        [str(VENV_PYTHON), "-c", "import sys; from codebinder.app import desktop; sys.exit(desktop())", *arguments]
    )


def bench(arguments: list[str]) -> int:
    prepare(testing=True, libraries=False)
    folder = TESTS / "bench"
    names = sorted(path.stem for path in folder.glob("*.py") if not path.stem.startswith("_"))
    if arguments and arguments[0] in names:
        return module_main(f"bench.{arguments[0]}", arguments[1:])
    if not names:
        raise Stop("There is nothing to measure in tests/bench.")
    return max(module_main(f"bench.{name}", arguments) for name in names)


def shots(arguments: list[str]) -> int:
    prepare(testing=True)
    return module_main("helpers.shots", arguments, QT_QPA_PLATFORM=os.environ.get("QT_QPA_PLATFORM", "offscreen"))


def prove(arguments: list[str]) -> int:
    if not arguments or not (TESTS / "prove" / f"issue_{arguments[0]}.py").is_file():
        known = sorted(path.stem.removeprefix("issue_") for path in (TESTS / "prove").glob("issue_*.py"))
        raise Stop(f"Say which issue to prove; there is evidence for: {' '.join(known) or 'none yet'}", code=2)
    prepare(testing=True)
    return module_main(f"prove.issue_{arguments[0]}", arguments[1:], QT_QPA_PLATFORM="offscreen")


def freeze(arguments: list[str]) -> int:
    prepare(testing=True, libraries=False)
    return module_main("devkit.freezing", arguments)


def deb(arguments: list[str]) -> int:
    prepare(testing=True, libraries=False)
    return module_main("devkit.linux.deb", arguments, QT_QPA_PLATFORM="offscreen")


def portable(arguments: list[str]) -> int:
    prepare(testing=True, libraries=False)
    return module_main("devkit.linux.portable", arguments, QT_QPA_PLATFORM="offscreen")


def msi(arguments: list[str]) -> int:
    prepare(testing=True, libraries=False)
    return module_main("devkit.windows.making", arguments)


def dmg(arguments: list[str]) -> int:
    prepare(testing=True, libraries=False)
    return module_main("devkit.macos.making", arguments)


def fmt(_arguments: list[str]) -> int:
    prepare(testing=True, libraries=False)
    child([program("ruff"), "check", "--fix", "--quiet", *testing.CODE])
    return child([program("ruff"), "format", *testing.CODE])


def lock(arguments: list[str]) -> int:
    prepare(testing=True, libraries=False)
    return child([str(VENV_PYTHON), "-m", "devkit.lock", *arguments])


def wheels(_arguments: list[str]) -> int:
    prepare(testing=True, libraries=False)
    return child([str(VENV_PYTHON), "-m", "devkit.wheels"])


def wheel(arguments: list[str]) -> int:
    prepare(testing=True, libraries=False)
    return module_main("devkit.ownwheel", arguments)


def wheelhouse(arguments: list[str]) -> int:
    prepare(testing=True, libraries=False)
    return module_main("devkit.wheelhouse", arguments)


def licences(arguments: list[str]) -> int:
    prepare(testing=True, libraries=False)
    return module_main("devkit.licences", arguments)


def sbom(arguments: list[str]) -> int:
    prepare(testing=True, libraries=False)
    return module_main("devkit.sbom", arguments)


def release(arguments: list[str]) -> int:
    prepare(testing=True, libraries=False)
    return module_main("devkit.releasing", arguments)


def setup(_arguments: list[str]) -> int:
    return 1 if prepare(testing=True) else 0


COMMANDS = {
    "demo": demo,
    "test": test,
    "app": app,
    "bench": bench,
    "shots": shots,
    "prove": prove,
    "freeze": freeze,
    "deb": deb,
    "portable": portable,
    "msi": msi,
    "dmg": dmg,
    "fmt": fmt,
    "lock": lock,
    "wheels": wheels,
    "wheel": wheel,
    "wheelhouse": wheelhouse,
    "licences": licences,
    "sbom": sbom,
    "release": release,
    "setup": setup,
}
