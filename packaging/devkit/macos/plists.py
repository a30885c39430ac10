"""What the application says of itself to macOS: Info.plist, the same in two languages, and its entitlements.

The kinds of files come from codebinder.ui.frame.{mimetypes,winfiles}, which say them to Linux and Windows.
"""

from __future__ import annotations

import plistlib
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

from codebinder.ui.frame import mimetypes, winfiles
from devkit.places import PACKAGING
from devkit.windows import claims

NAME = "Codebinder"
IDENTIFIER = "org.codebinder.Codebinder"
PROGRAM, TOOL = "codebinder-desktop", "codebinder"
"""The window and the command line, as PyInstaller's spec calls them."""
WORKBOOK, SEALED, ZIP = "org.codebinder.workbook", "org.codebinder.sealed", "public.zip-archive"
ENTITLEMENTS = PACKAGING / "macos" / "entitlements.plist"
LANGUAGES = {"en": "en", "zh-Hans": "zh"}
"""Folders of the bundle → our names of languages."""
COPYRIGHT = "Copyright The Codebinder authors. Apache License 2.0."
_FOLDERS = "Codebinder reads the sources and documents that your workbooks name, and writes packages where you say."
_FOLDERS_ZH = "Codebinder 读取工作簿中引用的源代码和文档，并将材料包写入您指定的位置。"
_ASKED = (
    "NSDesktopFolderUsageDescription",
    "NSDocumentsFolderUsageDescription",
    "NSDownloadsFolderUsageDescription",
    "NSNetworkVolumesUsageDescription",
    "NSRemovableVolumesUsageDescription",
)
"""macOS asks the person when a program reads there what was chosen on another day, as a workbook's sources are."""
_SPACE, _LANG = "{http://www.freedesktop.org/standards/shared-mime-info}", "{http://www.w3.org/XML/1998/namespace}lang"
_SEALED_KIND, _SEALED_KIND_ZH = "Encrypted file (age)", "加密文件（age）"


@cache
def titles() -> dict[str, dict[str, str]]:
    """Give the names of our kinds of files by language: the English as Windows shows it, the Chinese as Linux does."""
    english = {(each.key, each.name): each.value for each in claims.associations()}
    root = ET.fromstring(mimetypes.types_xml())  # noqa: S314 - our own text
    chinese = {
        kind.get("type", ""): comment.text or ""
        for kind in root
        for comment in kind.iter(f"{_SPACE}comment")
        if comment.get(_LANG) == "zh_CN"
    }
    both = ((WORKBOOK, winfiles.WORKBOOK, mimetypes.WORKBOOK), (SEALED, winfiles.SEALED, mimetypes.PACKET),
            (ZIP, winfiles.PACKAGE, mimetypes.PACKAGE))  # fmt: skip
    return {
        kind: {"en": english[f"Software\\Classes\\{windows}", ""], "zh": chinese[linux]}
        for kind, windows, linux in both
    }


def document_types() -> list[dict[str, Any]]:
    """Say what the program opens: workbooks are its own, others' kinds it only offers to open."""
    rows = ((WORKBOOK, "Editor", "Owner", "workbook"), (SEALED, "Editor", "Alternate", "packet"),
            (ZIP, "Viewer", "Alternate", "package"))  # fmt: skip
    return [
        {
            "CFBundleTypeName": titles()[kind]["en"],
            "CFBundleTypeRole": role,
            "CFBundleTypeIconFile": f"{picture}.icns",
            "LSItemContentTypes": [kind],
            "LSHandlerRank": rank,
        }
        for kind, role, rank, picture in rows
    ]


def type_of(kind: str, description: str, ending: str, picture: str) -> dict[str, Any]:
    """Declare a kind of file by its ending: macOS knows no patterns such as `*-review.age`."""
    return {
        "UTTypeIdentifier": kind,
        "UTTypeDescription": description,
        "UTTypeConformsTo": ["public.data"],
        "UTTypeIconFile": f"{picture}.icns",
        "UTTypeTagSpecification": {"public.filename-extension": [ending]},
    }


def info(*, version: str, oldest: tuple[int, int]) -> dict[str, Any]:
    """Give Info.plist. `oldest` is the macOS that every library inside runs on.

    No LSEnvironment: Python's files and text are UTF-8 on macOS whatever LANG says, and the language is asked of the
    system. No NSAppTransportSecurity: there is no network code.
    """
    if not re.fullmatch(r"\d+\.\d+\.\d+", version):
        raise ValueError(version)  # CFBundleVersion takes nothing else
    workbook = type_of(WORKBOOK, titles()[WORKBOOK]["en"], "codebinder", "workbook")
    sealed = type_of(SEALED, _SEALED_KIND, "age", "packet")
    sealed.pop("UTTypeIconFile")  # others' files too: their picture is not ours to choose
    return {
        "CFBundleDevelopmentRegion": "en",
        "CFBundleDisplayName": NAME,
        "CFBundleDocumentTypes": document_types(),
        "CFBundleExecutable": PROGRAM,
        "CFBundleIconFile": "codebinder.icns",
        "CFBundleIdentifier": IDENTIFIER,
        "CFBundleInfoDictionaryVersion": "6.0",
        "CFBundleLocalizations": sorted(LANGUAGES),
        "CFBundleName": NAME,
        "CFBundlePackageType": "APPL",
        "CFBundleShortVersionString": version,
        "CFBundleSupportedPlatforms": ["MacOSX"],
        "CFBundleVersion": version,
        "LSApplicationCategoryType": "public.app-category.business",
        "LSMinimumSystemVersion": f"{oldest[0]}.{oldest[1]}",
        "LSRequiresNativeExecution": True,
        "NSHighResolutionCapable": True,
        "NSHumanReadableCopyright": COPYRIGHT,
        "NSPrincipalClass": "NSApplication",
        "NSRequiresAquaSystemAppearance": False,
        "NSSupportsAutomaticGraphicsSwitching": True,
        "NSSupportsAutomaticTermination": False,
        "NSSupportsSuddenTermination": False,
        **dict.fromkeys(_ASKED, _FOLDERS),
        "UTExportedTypeDeclarations": [workbook],
        "UTImportedTypeDeclarations": [sealed],
    }


def localised(language: str) -> dict[str, str]:
    """Give what InfoPlist.strings says in a language: keys of Info.plist, and names of kinds by their English."""
    held = {"CFBundleDisplayName": NAME, "CFBundleName": NAME, "NSHumanReadableCopyright": COPYRIGHT}
    chinese = language == "zh"
    held |= dict.fromkeys(_ASKED, _FOLDERS_ZH if chinese else _FOLDERS)
    held |= {each["en"]: each[language] for each in titles().values()}
    return {**held, _SEALED_KIND: _SEALED_KIND_ZH if chinese else _SEALED_KIND}


def strings_file(texts: Mapping[str, str]) -> bytes:
    """Write a .strings file: UTF-8, one pair a line."""
    return "".join(f"{_quoted(key)} = {_quoted(text)};\n" for key, text in sorted(texts.items())).encode()


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'


def bundle_options(work: Path) -> dict[str, Any]:
    """Give what PyInstaller's BUNDLE is told; devkit.macos.making writes the rest when everything is in its place."""
    from devkit import icons

    picture = work / "codebinder.icns"
    picture.write_bytes(icons.icns("codebinder"))
    return {"name": f"{NAME}.app", "icon": str(picture), "bundle_identifier": IDENTIFIER}


def files(*, version: str, oldest: tuple[int, int]) -> dict[str, bytes]:
    """Give what stands in the bundle, by its path below Contents."""
    made = {"Info.plist": plistlib.dumps(info(version=version, oldest=oldest)), "PkgInfo": b"APPL????"}
    for folder, language in LANGUAGES.items():
        made[f"Resources/{folder}.lproj/InfoPlist.strings"] = strings_file(localised(language))
    return made
