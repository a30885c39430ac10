"""File names for keys: a key's name may be anything a person can type, a file's name may not."""

from __future__ import annotations

from codebinder.base.messages import SaidError
from codebinder.model.text import Message, shown

_PLAIN = frozenset(b"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_. ")
_DEVICES = frozenset(
    {"con", "prn", "aux", "nul", "conin$", "conout$"} | {f"{p}{n}" for p in ("com", "lpt") for n in range(10)}
)
_LONGEST = 200


def file_stem(name: str) -> str:
    """Give the file name (without ending) for a key's name: reversible, and harmless on every system."""
    out = [chr(byte) if byte in _PLAIN else f"={byte:02X}" for byte in name.encode("utf-8", "surrogatepass")]
    if out and (out[0] in ". -" or name.split(".", 1)[0].strip().casefold() in _DEVICES):
        out[0] = f"={ord(out[0]):02X}" if len(out[0]) == 1 else out[0]
    if out and out[-1] in ". ":
        out[-1] = f"={ord(out[-1]):02X}"
    stem = "".join(out)
    if not stem or len(stem) > _LONGEST:
        raise SaidError(
            Message("refuse.names.name-key-too-long-file"),
            where=shown(name[:64]),
            next_step=Message("next.take-shorter-one"),
        )
    return stem
