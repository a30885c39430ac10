"""The two kinds of failure that Codebinder knows, and the exit codes that scripts may rely on."""

from __future__ import annotations

from enum import IntEnum


class ExitCode(IntEnum):
    """What the command line returns (shared with every face; see the README)."""

    DONE = 0
    PROBLEMS = 1
    USAGE = 2
    REFUSED = 3
    BUG = 4
    INTERRUPTED = 130


class CodebinderError(Exception):
    """Base of everything that Codebinder raises on purpose."""


class UserError(CodebinderError):
    """Bad input or a state that a person can mend: what is wrong, where, and what to do next.

    `message` is one sentence without untrusted control characters; `where` a file, line or name, already escaped;
    `next_step` one sentence. `exit_code` is REFUSED unless the command ran and found problems.
    """

    def __init__(
        self, message: str, *, where: str = "", next_step: str = "", exit_code: ExitCode = ExitCode.REFUSED
    ) -> None:
        super().__init__(message)
        self.message = message
        self.where = where
        self.next_step = next_step
        self.exit_code = exit_code

    def __str__(self) -> str:
        """Give the sentence as it is shown: what, where, what next."""
        where = f" ({self.where})" if self.where else ""
        step = f" {self.next_step}" if self.next_step else ""
        return f"{self.message}{where}{step}"


class Faults(UserError):
    """Many faults of one input, reported at once (a template, a form, a rule file).

    `faults` holds one sentence each, with file, line and column where they are known.
    """

    def __init__(self, message: str, faults: tuple[str, ...], *, where: str = "", next_step: str = "") -> None:
        super().__init__(message, where=where, next_step=next_step)
        self.faults = faults

    def __str__(self) -> str:
        """Give the sentence and every fault on a line of its own."""
        return "\n".join((super().__str__(), *(f"  {fault}" for fault in self.faults)))


class Problems(UserError):
    """The command ran and found problems (exit 1): unmet requirements, a refused build, a leak."""

    def __init__(self, message: str, problems: tuple[str, ...] = (), *, where: str = "", next_step: str = "") -> None:
        super().__init__(message, where=where, next_step=next_step, exit_code=ExitCode.PROBLEMS)
        self.problems = problems

    def __str__(self) -> str:
        """Give the sentence and every problem on a line of its own."""
        return "\n".join((super().__str__(), *(f"  {problem}" for problem in self.problems)))


class Cancelled(CodebinderError):
    """The person cancelled; whatever was under way has been undone."""


class Bug(CodebinderError):
    """A state that our own code must never reach."""
