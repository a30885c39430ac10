"""What Windows reads in a program file: its picture, its version and its manifest. The spec asks here.

NEVER RUN: what PyInstaller makes of it was not seen on Windows; the texts are checked by tests.
"""

from __future__ import annotations

import sys
from pathlib import Path

from devkit import building, icons
from devkit.windows.authoring import MAKER, NAME, numbers

DESCRIPTIONS = {"codebinder": "Codebinder command line", "codebinder-desktop": "Codebinder"}
"""Windows shows this in its lists of programs, of what runs, and of what opens a file."""

MANIFEST = """\
<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<assembly xmlns="urn:schemas-microsoft-com:asm.v1" manifestVersion="1.0">
  <trustInfo xmlns="urn:schemas-microsoft-com:asm.v3">
    <security>
      <requestedPrivileges>
        <requestedExecutionLevel level="asInvoker" uiAccess="false"/>
      </requestedPrivileges>
    </security>
  </trustInfo>
  <compatibility xmlns="urn:schemas-microsoft-com:compatibility.v1">
    <application>
      <supportedOS Id="{8e0f7a12-bfb3-4fe8-b9a5-48fd50a15a9a}"/>
    </application>
  </compatibility>
  <application xmlns="urn:schemas-microsoft-com:asm.v3">
    <windowsSettings>
      <longPathAware xmlns="http://schemas.microsoft.com/SMI/2016/WindowsSettings">true</longPathAware>
      <dpiAwareness xmlns="http://schemas.microsoft.com/SMI/2016/WindowsSettings">PerMonitorV2</dpiAwareness>
      <activeCodePage xmlns="http://schemas.microsoft.com/SMI/2019/WindowsSettings">UTF-8</activeCodePage>
    </windowsSettings>
  </application>
  <dependency>
    <dependentAssembly>
      <assemblyIdentity type="win32" name="Microsoft.Windows.Common-Controls" version="6.0.0.0" \
processorArchitecture="*" publicKeyToken="6595b64144ccf1df" language="*"/>
    </dependentAssembly>
  </dependency>
</assembly>
"""
"""Never an administrator; paths beyond 260 characters where Windows allows them; sharp on every display, as Qt asks for
anyway; and libraries in C get paths as UTF-8, which is what Python hands them."""


def options(name: str, work: Path) -> dict[str, object]:
    """Give what PyInstaller's EXE is told of the program `name`: nothing but on Windows."""
    if sys.platform != "win32":
        return {}
    drawn, version = work / "icons", work / f"{name}.version.txt"
    if not drawn.exists():
        icons.write(drawn)
    version.write_text(version_text(name, building.version()), encoding="utf-8")
    return {"icon": str(drawn / "codebinder.ico"), "version": str(version), "manifest": MANIFEST}


def version_text(name: str, version: str) -> str:
    """Give the version resource in the words that PyInstaller reads."""
    four = (*numbers(version), 0)
    strings = {
        "CompanyName": MAKER,
        "FileDescription": DESCRIPTIONS[name],
        "FileVersion": version,
        "InternalName": name,
        "LegalCopyright": "Apache License 2.0",
        "OriginalFilename": f"{name}.exe",
        "ProductName": NAME,
        "ProductVersion": version,
    }
    rows = "".join(f"      StringStruct({key!r}, {value!r}),\n" for key, value in strings.items())
    return (
        "VSVersionInfo(\n"
        f"  ffi=FixedFileInfo(filevers={four}, prodvers={four}, mask=0x3F, flags=0x0, OS=0x40004, fileType=0x1,\n"
        "    subtype=0x0, date=(0, 0)),\n"
        "  kids=[\n"
        f"    StringFileInfo([StringTable('040904B0', [\n{rows}    ])]),\n"
        "    VarFileInfo([VarStruct('Translation', [0x0409, 1200])]),\n"
        "  ],\n"
        ")\n"
    )
