"""Microsoft's runtime is where every library of the frozen program finds it, or the installer is not made."""

from __future__ import annotations

from pathlib import Path

import pytest

from devkit.talk import Stop
from devkit.windows import pe, runtime
from helpers import windows_tree
from helpers.windows_tree import library

PYTHON = {
    "_internal/python312.dll": library("KERNEL32.dll", "VCRUNTIME140.dll"),
    "_internal/VCRUNTIME140.dll": library("KERNEL32.dll"),
}
QT = {
    "_internal/PySide6/Qt6Core.dll": library("MSVCP140.dll", "VCRUNTIME140.dll"),
    "_internal/PySide6/MSVCP140.dll": library("VCRUNTIME140.dll"),
}


def test_imports_are_read_as_windows_reads_them(tmp_path: Path) -> None:
    (tmp_path / "a.dll").write_bytes(library("KERNEL32.dll", "Msvcp140.DLL"))
    assert pe.imports(tmp_path / "a.dll") == {"kernel32.dll", "msvcp140.dll"}
    whole = library("KERNEL32.dll")
    for data in (b"", b"MZ", b"\x7fELF", whole[:200], whole[:-1]):
        (tmp_path / "b.dll").write_bytes(data)
        assert pe.imports(tmp_path / "b.dll") <= {"kernel32.dll"}


def test_what_lies_beside_or_in_the_middle_is_found(tmp_path: Path) -> None:
    tree = windows_tree.write(tmp_path, {**PYTHON, **QT})
    assert runtime.unmet(tree) == []
    assert runtime.settle(tree) == []


def test_what_only_another_library_would_find_is_copied(tmp_path: Path) -> None:
    tree = windows_tree.write(tmp_path, {**PYTHON, **QT, "_internal/hyper/ext.pyd": library("MSVCP140.dll")})
    assert [each.name for each in runtime.unmet(tree)] == ["msvcp140.dll"]
    assert runtime.settle(tree) == ["msvcp140.dll"]
    assert runtime.unmet(tree) == []


def test_what_is_nowhere_stops_with_the_remedy(tmp_path: Path) -> None:
    tree = windows_tree.write(tmp_path, {**PYTHON, "_internal/hyper/ext.pyd": library("MSVCP140.dll")})
    with pytest.raises(Stop, match=r"lacks msvcp140\.dll \(for ext\.pyd\).*redistributable"):
        runtime.settle(tree)


@pytest.mark.parametrize(
    "name", ["kernel32.dll", "msvcrt.dll", "ucrtbase.dll", "msvcp140-0123456789abcdef.dll", "mfc.dll"]
)
def test_what_windows_has_or_a_wheel_named_anew_is_none_of_it(name: str) -> None:
    assert runtime.MICROSOFTS.fullmatch(name) is None


@pytest.mark.parametrize("name", ["vcruntime140_1.dll", "msvcp140.dll", "msvcp140_atomic_wait.dll", "concrt140.dll"])
def test_these_are(name: str) -> None:
    assert runtime.MICROSOFTS.fullmatch(name)
