"""Runs git, through GitPython, so that nothing of a hostile repository or of the caller's environment takes effect.

Two ways: over the repository's own folder, for refs and history; and over a private empty repository whose object
store is the hostile one, for trees and contents, so that the hostile configuration is not even read there.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tempfile
import threading
import weakref
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import IO, TYPE_CHECKING, cast

from codebinder.base.files import free_space_fault
from codebinder.base.messages import SaidError
from codebinder.base.workers import lent
from codebinder.errors import UserError
from codebinder.intake.found import GIT_VARIABLE, git_path
from codebinder.intake.gitdir import GitDir
from codebinder.model.ports import Cancel, NeverCancel
from codebinder.model.text import Message

if TYPE_CHECKING:
    from git.cmd import Git

OLDEST_GIT = (2, 39)
TIME_LIMIT = 120.0
_OUTPUT_LIMIT = 512 * 1024 * 1024
_CHUNK = 1024 * 1024
_NOTHING = os.devnull
_REFRESH = "GIT_PYTHON_REFRESH"
_IMPORTING = threading.Lock()

# Whatever configuration a repository brings, the command line has the last word.
_OPTIONS: tuple[tuple[str, str], ...] = (
    ("core.hooksPath", _NOTHING),
    ("core.fsmonitor", "false"),
    ("core.untrackedCache", "false"),
    ("core.pager", "cat"),
    ("core.editor", "false"),
    ("core.askPass", ""),
    ("core.sshCommand", "false"),
    ("core.gitProxy", ""),
    ("core.attributesFile", _NOTHING),
    ("core.excludesFile", _NOTHING),
    ("core.alternateRefsCommand", "false"),
    # A commit-graph can name other parents and trees than the commits do.
    ("core.commitGraph", "false"),
    ("core.quotePath", "false"),
    ("core.bigFileThreshold", "512m"),
    # git's own share of the memory: the defaults take 200 MB for a large repository, and are no faster.
    ("core.deltaBaseCacheLimit", "32m"),
    ("core.packedGitLimit", "64m"),
    ("core.packedGitWindowSize", "8m"),
    ("credential.helper", ""),
    ("diff.external", ""),
    ("log.showSignature", "false"),
    ("gpg.program", "false"),
    ("gpg.ssh.program", "false"),
    ("gpg.x509.program", "false"),
    ("protocol.allow", "never"),
    ("submodule.recurse", "false"),
    ("gc.auto", "0"),
    ("maintenance.auto", "false"),
    ("uploadpack.packObjectsHook", ""),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Output:
    """What one call of git gave."""

    status: int
    stdout: bytes
    stderr: str
    timed_out: bool = False


class Child:
    """A running git with its three pipes; standard error is drained so that git never blocks on it."""

    def __init__(self, process: subprocess.Popen[bytes], holder: object) -> None:
        self.process = process
        self._holder = holder  # GitPython's wrapper ends the process when it is collected
        self._errors = bytearray()
        self._drain = threading.Thread(target=self._read_errors, name="git-stderr", daemon=True)
        self._drain.start()

    @property
    def stdin(self) -> IO[bytes]:
        return cast("IO[bytes]", self.process.stdin)

    @property
    def stdout(self) -> IO[bytes]:
        return cast("IO[bytes]", self.process.stdout)

    def errors(self) -> str:
        """Wait for the end of standard error and give (the start of) it."""
        self._drain.join(5)
        return bytes(self._errors).decode("utf-8", "backslashreplace").strip()

    def kill(self) -> None:
        """End the process and let go of the pipes; harmless when it has ended."""
        self.process.kill()
        self.process.wait()
        self._drain.join(5)
        for pipe in (self.process.stdin, self.process.stdout, self.process.stderr):
            if pipe is not None:
                try:
                    pipe.close()
                except OSError:  # a pipe with unwritten bytes complains; the process is gone
                    continue

    def _read_errors(self) -> None:
        pipe = cast("IO[bytes]", self.process.stderr)
        try:
            while chunk := pipe.read(4096):
                if len(self._errors) < 64 * 1024:
                    self._errors += chunk
        except (OSError, ValueError):  # closed under our hands by kill()
            return


class GitRunner:
    """Runs git over one repository. `close()` removes the private folder."""

    def __init__(self, where: GitDir, extra_objects: Sequence[Path] = ()) -> None:
        self.where = where
        try:  # named as base.files names its private folders, so that a killed program's are cleaned up with them
            self.private = Path(tempfile.mkdtemp(prefix=f"codebinder-{os.getpid()}-"))
        except OSError as error:
            raise free_space_fault(error, tempfile.gettempdir()) from error
        self.close = weakref.finalize(self, shutil.rmtree, self.private, ignore_errors=True)
        _write_private_repository(self.private, where.object_format)
        self._extra = tuple(extra_objects)
        try:
            check_version(self)
        except UserError:
            self.close()
            raise

    def start(self, arguments: Sequence[str], *, objects: bool = False, stdin: bool = False) -> Child:
        """Start git; `objects`: over the private repository, where only the object store is the repository's."""
        git_dir = self.private if objects else self.where.git_dir
        # With an explicit folder git asks neither for the owner of the repository nor for a way up to another one.
        command = [git_program(), f"--git-dir={git_dir}", "--no-pager", "--no-replace-objects", "--literal-pathspecs"]
        for name, value in _OPTIONS:
            command += ["-c", f"{name}={value}"]
        command += arguments
        git = _git_class()(str(self.private))
        environment = _environment(self.private, self._own_variables(objects=objects))
        holder = git.execute(
            command, istream=subprocess.PIPE if stdin else subprocess.DEVNULL, as_process=True, env=environment
        )
        return Child(cast("subprocess.Popen[bytes]", holder.proc), holder)

    def run(
        self,
        arguments: Sequence[str],
        *,
        objects: bool = False,
        stdin: bytes = b"",
        limit: float = TIME_LIMIT,
        cancel: Cancel | None = None,
    ) -> Output:
        """Run git to its end; output beyond 512 MiB is refused, and so is more time than `limit` seconds."""
        stop = cancel or NeverCancel()
        child = self.start(arguments, objects=objects, stdin=bool(stdin))
        late = threading.Event()

        def end() -> None:
            late.set()
            child.process.kill()

        watch = threading.Timer(limit, end)
        watch.daemon = True
        watch.start()
        try:
            if stdin:
                threading.Thread(target=_feed, args=(child.stdin, stdin), name="git-feed", daemon=True).start()
            output = bytearray()
            while chunk := os.read(child.stdout.fileno(), _CHUNK):
                stop.check()
                output += chunk
                if len(output) > _OUTPUT_LIMIT:
                    raise SaidError(
                        Message("refuse.gitrun.repository-gives-more-than-can"),
                        where=arguments[0],
                        next_step=Message("next.check-whether-repository-what-claims"),
                    )
            status = child.process.wait()
            return Output(status=status, stdout=bytes(output), stderr=child.errors(), timed_out=late.is_set())
        finally:
            watch.cancel()
            child.kill()

    def _own_variables(self, *, objects: bool) -> dict[str, str]:
        common = self.private if objects else self.where.common
        git_dir = self.private if objects else self.where.git_dir
        return {
            "GIT_DIR": str(git_dir),
            "GIT_COMMON_DIR": str(common),
            "GIT_OBJECT_DIRECTORY": str(self.where.objects),
            "GIT_ALTERNATE_OBJECT_DIRECTORIES": os.pathsep.join(_quoted(str(path)) for path in self._extra),
            "GIT_SHALLOW_FILE": str(common / "shallow"),
            "GIT_INDEX_FILE": str(self.private / "index"),
            "GIT_WORK_TREE": str(self.private / "work"),
        }


def git_program() -> str:
    """Give the git executable that GitPython runs."""
    return str(_git_class().GIT_PYTHON_GIT_EXECUTABLE or "git")


def check_version(runner: GitRunner) -> None:
    """Raise UserError where git is older than 2.39 (its --end-of-options and quoting can't be relied upon)."""
    version = _version(git_program(), runner)
    if version < OLDEST_GIT:
        raise SaidError(
            Message("refuse.gitrun.git-too-old-codebinder-needs", {"names": ".".join(map(str, version))}),
            next_step=Message("next.install-newer-git-try-again"),
        )


_VERSIONS: dict[str, tuple[int, ...]] = {}


def _version(program: str, runner: GitRunner) -> tuple[int, ...]:
    if program not in _VERSIONS:
        text = runner.run(["version"], objects=True).stdout
        match = re.search(rb"(\d+)\.(\d+)(?:\.(\d+))?", text)
        _VERSIONS[program] = tuple(int(part) for part in match.groups(b"0")) if match else (0,)
    return _VERSIONS[program]


def _git_class() -> type[Git]:
    """Import GitPython when git is first needed: it costs a tenth of a second, and runs git once."""
    with _IMPORTING:
        return _imported()


@lru_cache(maxsize=1)
def _imported() -> type[Git]:
    path = git_path()
    if not path:
        raise _no_git()
    try:
        # It would look for itself: in the folder one is in where PATH has an empty part, and on macOS for what is none.
        with lent({GIT_VARIABLE: path, _REFRESH: "raise"}):
            from git.cmd import Git as GitClass
    except ImportError as error:
        raise _no_git() from error
    return GitClass


def _no_git() -> UserError:
    return SaidError(Message("refuse.gitrun.git-cannot-started"), next_step=Message("next.install-git-2-39-newer"))


def _environment(private: Path, own: Mapping[str, str]) -> dict[str, str]:
    """Give what git's environment gets on top of the process's own.

    GitPython passes our own environment on, so every GIT_* and CODEBINDER_* variable that stands there is overruled
    (empty means unset to git); CODEBINDER_KEY_PASSPHRASE in particular is inherited by no child.
    """
    made = {
        name: "0" if name.endswith("_LIMIT") else ""
        for name in os.environ
        if name.upper().startswith(("GIT_", "CODEBINDER_", "SSH_ASKPASS", "XDG_CONFIG"))
    }
    made |= {
        "HOME": str(private),
        "XDG_CONFIG_HOME": str(private),
        "USERPROFILE": str(private),
        "LC_ALL": "C",
        "LANG": "C",
        "PAGER": "cat",
        "GIT_PAGER": "cat",
        "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_CONFIG_SYSTEM": _NOTHING,
        "GIT_CONFIG_GLOBAL": _NOTHING,
        "GIT_CONFIG_COUNT": "0",
        "GIT_ATTR_NOSYSTEM": "1",
        "GIT_TERMINAL_PROMPT": "0",
        "GIT_OPTIONAL_LOCKS": "0",
        "GIT_NO_LAZY_FETCH": "1",
        "GIT_NO_REPLACE_OBJECTS": "1",
        "GIT_GRAFT_FILE": _NOTHING,
        "GIT_PROTOCOL_FROM_USER": "0",
        "GIT_ALLOW_PROTOCOL": "none",  # a list of allowed transports; there is none of that name
        "GIT_SSH_COMMAND": "false",
        "GIT_EDITOR": "false",
    }
    return made | dict(own)


def _write_private_repository(folder: Path, object_format: str) -> None:
    """Make an empty bare repository by hand: `git init` would copy the machine's templates into it."""
    for name in ("objects", "refs", "work"):
        (folder / name).mkdir()
    (folder / "HEAD").write_bytes(b"ref: refs/heads/none\n")
    config = "[core]\n\trepositoryformatversion = 1\n\tbare = true\n"
    if object_format != "sha1":
        config += f"[extensions]\n\tobjectFormat = {object_format}\n"
    (folder / "config").write_bytes(config.encode("ascii"))


def _feed(pipe: IO[bytes], data: bytes) -> None:
    try:
        pipe.write(data)
        pipe.close()
    except (OSError, ValueError):
        return  # git ended without reading it all; its status says why


def _quoted(path: str) -> str:
    """Quote a path for a list of object stores, which splits at the separator."""
    if os.pathsep not in path and not path.startswith('"'):
        return path
    return '"' + path.replace("\\", "\\\\").replace('"', '\\"') + '"'
