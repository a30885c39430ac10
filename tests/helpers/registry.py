"""A registry of Windows in memory: the border that `codebinder.ui.frame.winfiles` reads and writes through."""

from __future__ import annotations


class Registry:
    """The values by (key, name); the default value's name is ""."""

    def __init__(self) -> None:
        self.values: dict[tuple[str, str], str] = {}

    def get(self, key: str, name: str) -> str | None:
        return self.values.get((key, name))

    def put(self, key: str, name: str, value: str) -> None:
        self.values[key, name] = value

    def drop(self, key: str, name: str | None = None) -> None:
        for at in list(self.values):
            below = name is None and (at[0] == key or at[0].startswith(key + "\\"))
            if below or at == (key, name):
                del self.values[at]
