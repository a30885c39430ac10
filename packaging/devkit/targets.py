"""The systems that Codebinder supports, as pip and as environment markers name them."""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cached_property

PYTHONS = ("3.11", "3.12", "3.13")

# The oldest first: the wheel that runs on the oldest system is the one that is locked.
SYSTEMS: dict[str, tuple[str, ...]] = {
    "linux": (
        *(f"manylinux_2_{minor}_x86_64" for minor in (17, 24, 26, 27, 28, 31, 34, 35)),
        "manylinux2014_x86_64",
        "manylinux1_x86_64",
        "linux_x86_64",
    ),
    "win32": ("win_amd64",),
    "darwin": tuple(f"macosx_{major}_0_arm64" for major in (11, 12, 13, 14, 15)),
}
MARKERS: dict[str, dict[str, str]] = {
    "linux": {"sys_platform": "linux", "platform_system": "Linux", "os_name": "posix", "platform_machine": "x86_64"},
    "win32": {"sys_platform": "win32", "platform_system": "Windows", "os_name": "nt", "platform_machine": "AMD64"},
    "darwin": {"sys_platform": "darwin", "platform_system": "Darwin", "os_name": "posix", "platform_machine": "arm64"},
}


@dataclass(frozen=True)
class Target:
    """One operating system with one Python."""

    system: str
    python: str

    @property
    def name(self) -> str:
        return f"{self.system}-{self.python}"

    @cached_property
    def markers(self) -> dict[str, str]:
        """Give the environment that markers are evaluated in for this target."""
        return {
            **MARKERS[self.system],
            "python_version": self.python,
            "python_full_version": f"{self.python}.5",
            "implementation_name": "cpython",
            "implementation_version": f"{self.python}.5",
            "platform_python_implementation": "CPython",
            "platform_release": "",
            "platform_version": "",
        }

    @property
    def options(self) -> list[str]:
        """Give pip's options for this target."""
        chosen = ["--implementation", "cp", "--python-version", self.python]
        chosen += ["--abi", f"cp{self.python.replace('.', '')}", "--abi", "abi3", "--abi", "none"]
        for platform in SYSTEMS[self.system]:
            chosen += ["--platform", platform]
        return chosen


TARGETS = tuple(Target(system, python) for system in SYSTEMS for python in PYTHONS)


def marker_for(targets: AbstractSet[Target]) -> str:
    """Give the shortest marker that is true for exactly `targets`; empty where that is all of them."""
    systems = {target.system for target in targets}
    pythons = {target.python for target in targets}
    if targets != {target for target in TARGETS if target.system in systems and target.python in pythons}:
        return " or ".join(
            f"(sys_platform == '{one.system}' and python_version == '{one.python}')"
            for one in sorted(targets, key=lambda target: target.name)
        )
    parts: list[str] = []
    if len(systems) < len(SYSTEMS):
        parts.append(any_of(f"sys_platform == '{name}'" for name in sorted(systems)))
    if len(pythons) < len(PYTHONS):
        parts.append(any_of(f"python_version == '{name}'" for name in sorted(pythons)))
    return " and ".join(parts)


def any_of(clauses: object) -> str:
    every = list(clauses)  # type: ignore[call-overload]
    return every[0] if len(every) == 1 else "(" + " or ".join(every) + ")"
