"""The WiX source of the installer, in the words that WiX 3.14 and Debian's wixl both know.

wixl knows no `Environment`, `Property/@Secure` and `UpgradeVersion/@MigrateFeatures`; these stand between `ifndef` and
`endif`, and `wixl.complete` adds what they mean to what wixl made. The upgrade is written out, since wixl's
`MajorUpgrade` cannot replace a build of the same version: everything below the *next* version is replaced.
There are no dialogs: Windows shows its own bar, in its own language, and asks nothing. Texts of ours are bilingual.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from dataclasses import dataclass
from pathlib import PurePosixPath

from devkit.talk import Stop
from devkit.windows import claims
from devkit.windows.claims import OWN, WINDOW
from devkit.windows.layout import Folder, Tree, guid, ident

NAME, MAKER = "Codebinder", "Codebinder"
SCHEMA = "http://schemas.microsoft.com/wix/2006/wi"
CODE_PAGE, LANGUAGE = "936", "1033"
"""A code page with Chinese, so that one package speaks both languages; Windows has it in every edition."""
OLDEST_BUILD = 17763
"""Windows 10 1809, the oldest that Qt 6.11 runs on."""
LAST = "127.0.0"
"""Beyond every version of ours. wixl wants an upper end, and above this one Wine takes it for a negative number."""
MENU = "StartMenu"
NEWER_FOUND, OLDER_FOUND, BUILD = "NEWERFOUND", "OLDERFOUND", "WINDOWSBUILD"
PLACE, KEPT_PLACE = "APPLICATIONFOLDER", "KEPTFOLDER"
"""Where the program lies, and where it lay: a folder of one's own choice is asked of the registry again with every
upgrade, repair and removal, since Windows keeps none for components whose key is a registry value."""
AFTER_SEARCH, AFTER_COST_FINALIZE, AFTER_INITIALIZE = "51", 1001, "1501"
SHOWN = {"ARPINSTALLLOCATION": claims.FOLDER, "ARPREADME": claims.FOLDER + "README.txt"}
"""What Windows' list of programs shows, known only when the folder is."""
SECURE = (PLACE, BUILD, KEPT_PLACE, NEWER_FOUND, OLDER_FOUND)
"""What the half of Windows Installer that may write is told by the half that asks."""
LEFT = (
    "Removing Codebinder leaves what is yours: workbooks where you saved them, settings in "
    "%LOCALAPPDATA%\\codebinder, keys in the Windows Credential Manager. "
    "卸载不会删除您的工作簿、%LOCALAPPDATA%\\codebinder 中的设置和 Windows 凭据管理器中的密钥。"
)
"""Windows' list of programs shows it; an uninstaller of Windows has no last word of its own."""
DOWNGRADE = (
    "A newer version of Codebinder is installed already. Workbooks that it has opened may be unreadable to this older "
    "one. To go back all the same, remove the newer version first. "
    "已安装更新版本的 Codebinder，用它打开过的工作簿，本版本可能无法读取。如仍要使用旧版本，请先卸载新版本。"
)
TOO_OLD = (
    "Codebinder needs Windows 10 version 1809 or newer, 64-bit. Codebinder 需要 64 位 Windows 10 1809 或更新版本。"
)
ABOUT = (
    "Assemble, review and verify source-code and firmware disclosure packages, offline. "
    "离线编制、审核和核验源代码与固件披露材料包。"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What is to be installed: for one person (without an administrator), or for everybody on the machine."""

    version: str
    tree: Tree
    everybody: bool = False

    @property
    def scope(self) -> str:
        return "machine" if self.everybody else "person"

    @property
    def root(self) -> str:
        return "HKLM" if self.everybody else "HKCU"

    @property
    def upgrade_code(self) -> str:
        return guid("upgrade", self.scope)

    def product_code(self) -> str:
        """Another content is another product to Windows, which then replaces the one that is there."""
        return guid("product", self.scope, self.version, self.tree.digest())

    def package_code(self) -> str:
        return guid("package", self.product_code())


def plan(tree: Tree, version: str, *, everybody: bool = False) -> Plan:
    """Make the plan; Stop where this is no tree of Windows programs or the version none of Windows Installer."""
    numbers(version)
    names = {str(name) for name, _ in tree.files}
    missing = [name for name in (WINDOW, claims.CONSOLE, "README.txt") if name not in names]
    if missing:
        raise Stop(f"This is no frozen tree for Windows: it lacks {', '.join(missing)}.")
    return Plan(version=version, tree=tree, everybody=everybody)


def numbers(version: str) -> tuple[int, int, int]:
    """Give the three numbers that Windows Installer compares."""
    found = re.fullmatch(r"(\d{1,3})\.(\d{1,3})\.(\d{1,5})", version)
    if found is None or int(found[1]) > 126 or int(found[2]) > 255 or int(found[3]) >= 65_535:
        raise Stop(f"Windows Installer compares versions of three numbers (126.255.65534 at most), not {version}.")
    return int(found[1]), int(found[2]), int(found[3])


def source(made: Plan) -> bytes:
    """Give the whole source. Its files are read below `$(var.Tree)`, its picture from `$(var.Icon)`."""
    wix = ET.Element("Wix", xmlns=SCHEMA)
    product = _element(
        wix, "Product", Id=made.product_code(), Name=NAME, Language=LANGUAGE, Codepage=CODE_PAGE, Version=made.version,
        Manufacturer=MAKER, UpgradeCode=made.upgrade_code,
    )  # fmt: skip
    _element(
        product, "Package", Id=made.package_code(), InstallerVersion="500", Compressed="yes", Manufacturer=MAKER,
        InstallScope="perMachine" if made.everybody else "perUser", Description=f"{NAME} {made.version}",
        Comments=ABOUT, SummaryCodepage=CODE_PAGE,
    )  # fmt: skip
    _element(product, "MediaTemplate", EmbedCab="yes")
    _element(product, "Icon", Id="codebinder.ico", SourceFile="$(var.Icon)")
    _upgrade(product, made)
    _conditions(product)
    _properties(product)
    _kept(product, made)
    _folders(product, made)
    _features(product, made)
    _sequence(product)
    ET.indent(wix, "  ")
    return b'<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(wix, encoding="utf-8") + b"\n"


def _element(parent: ET.Element, tag: str, **attributes: str) -> ET.Element:
    return ET.SubElement(parent, tag, attributes)


def _told(parent: ET.Element, *words: str) -> None:
    parent.append(ET.ProcessingInstruction(*words))


def _upgrade(product: ET.Element, made: Plan) -> None:
    """Replace what is as old or older (everything below the next version); notice what is newer."""
    first, second, third = numbers(made.version)
    upgrade = _element(product, "Upgrade", Id=made.upgrade_code)
    _element(
        upgrade, "UpgradeVersion", Minimum=made.version, IncludeMinimum="no", Maximum=LAST, IncludeMaximum="no",
        OnlyDetect="yes", Property=NEWER_FOUND,
    )  # fmt: skip
    older = {"Minimum": "0.0.0", "IncludeMinimum": "yes", "Maximum": f"{first}.{second}.{third + 1}"}
    older |= {"IncludeMaximum": "no", "Property": OLDER_FOUND}
    _told(upgrade, "ifndef", "var.Wixl")
    _element(upgrade, "UpgradeVersion", **older, MigrateFeatures="yes")
    _told(upgrade, "else")
    _element(upgrade, "UpgradeVersion", **older)
    _told(upgrade, "endif")


def _conditions(product: ET.Element) -> None:
    _element(product, "Condition", Message=DOWNGRADE).text = f"Installed OR NOT {NEWER_FOUND}"
    _element(product, "Condition", Message=TOO_OLD).text = f"Installed OR {BUILD} >= {OLDEST_BUILD}"


def _properties(product: ET.Element) -> None:
    values = {
        "ARPCOMMENTS": LEFT,
        "ARPNOMODIFY": "1",
        "ARPPRODUCTICON": "codebinder.ico",
        # A library may be older in a newer program; without this the older file would be left out, and then be missing.
        "REINSTALLMODE": "amus",
    }
    for name, value in values.items():
        _element(product, "Property", Id=name, Value=value)
    _told(product, "ifndef", "var.Wixl")
    _build_search(_element(product, "Property", Id=BUILD, Secure="yes"))
    _told(product, "else")
    _build_search(_element(product, "Property", Id=BUILD))
    _told(product, "endif")
    for name, value in SHOWN.items():
        _element(product, "CustomAction", Id=f"Set{name}", Property=name, Value=value)


def _kept(product: ET.Element, made: Plan) -> None:
    """Find the folder where the program lies; what the command line says has the last word."""
    for told in ("ifndef", "else"):
        _told(product, *((told, "var.Wixl") if told == "ifndef" else (told,)))
        secure = {"Secure": "yes"} if told == "ifndef" else {}
        wanted = _element(product, "Property", Id=KEPT_PLACE, **secure)
        _element(
            wanted, "RegistrySearch", Id="KeptFolder", Root=made.root, Key=OWN, Name="Folder", Type="raw", Win64="yes"
        )
        if secure:
            _element(product, "Property", Id=PLACE, **secure)
    _told(product, "endif")
    _element(product, "CustomAction", Id="KeepFolder", Property=PLACE, Value=f"[{KEPT_PLACE}]")


def _build_search(wanted: ET.Element) -> None:
    key = "SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion"
    _element(
        wanted, "RegistrySearch", Id="WindowsBuild", Root="HKLM", Key=key, Name="CurrentBuildNumber", Type="raw",
        Win64="yes",
    )  # fmt: skip


def _folders(product: ET.Element, made: Plan) -> None:
    target = _element(product, "Directory", Id="TARGETDIR", Name="SourceDir")
    _element(target, "Directory", Id="PersonalFolder")
    menu = _element(target, "Directory", Id="ProgramMenuFolder")
    if made.everybody:
        above = _element(target, "Directory", Id="ProgramFiles64Folder")
    else:
        local = _element(target, "Directory", Id="LocalAppDataFolder")
        above = _element(local, "Directory", Id="ProgramsFolder", Name="Programs")
    elements: dict[PurePosixPath, ET.Element] = {}
    for folder in made.tree.folders:
        top = folder.name == PurePosixPath()
        parent = above if top else elements[folder.name.parent]
        held = _element(parent, "Directory", Id=folder.ident, Name=NAME if top else folder.name.name)
        elements[folder.name] = held
        _files(held, folder, made)
    own = elements[PurePosixPath()]
    for name, values in (("Associations", claims.associations()), ("AppPaths", [*claims.app_paths(), claims.place()])):
        _values(_component(own, name, made), name, values, made)
    _search_path(_component(own, "SearchPath", made), made)
    _shortcut(_component(menu, MENU, made))
    if not made.everybody:  # Windows wants a rule for every folder in a person's profile, also for one shared by others
        _element(_component(above, "Programs", made), "RemoveFolder", Id="RemovePrograms", On="uninstall")


def _component(parent: ET.Element, name: str, made: Plan, ident_: str = "") -> ET.Element:
    """Begin a component whose key is a registry value of its own."""
    held = _element(parent, "Component", Id=ident_ or name, Guid=guid("component", made.scope, name), Win64="yes")
    root = "HKCU" if name == MENU else made.root  # Windows wants it for a shortcut, also where it is everybody's
    _element(
        held, "RegistryValue", Id=ident("k", name), Root=root, Key=f"{OWN}\\Parts", Name=name, Type="integer",
        Value="1", KeyPath="yes",
    )  # fmt: skip
    return held


def _files(parent: ET.Element, folder: Folder, made: Plan) -> None:
    held = _component(parent, f"folder {folder.name}", made, ident("c", folder.name))
    for name, _ in folder.files:
        _element(held, "File", Id=ident("f", name), Name=name.name, Source=f"$(var.Tree)/{name}")
    _element(held, "RemoveFolder", Id=ident("r", folder.name), On="uninstall")


def _values(held: ET.Element, name: str, values: list[claims.Value], made: Plan) -> None:
    for each in values:
        given = {"Name": each.name} if each.name else {}
        _element(
            held, "RegistryValue", Id=ident("v", f"{name} {each.key} {each.name}"), Root=made.root, Key=each.key,
            **given, Type="string", Value=each.value,
        )  # fmt: skip


def _search_path(held: ET.Element, made: Plan) -> None:
    _told(held, "ifndef", "var.Wixl")
    _element(
        held, "Environment", Id="Path", Name="PATH", Action="set", Part="last", Permanent="no",
        System="yes" if made.everybody else "no", Value=claims.FOLDER,
    )  # fmt: skip
    _told(held, "endif")


def _shortcut(held: ET.Element) -> None:
    _element(
        held, "Shortcut", Id="Shortcut", Directory="ProgramMenuFolder", Name=NAME, Description=ABOUT,
        Target=claims.FOLDER + WINDOW, WorkingDirectory="PersonalFolder", Icon="codebinder.ico",
    )  # fmt: skip


def _features(product: ET.Element, made: Plan) -> None:
    program = _feature(product, "Program", "The program 程序本身")
    parts = [ident("c", folder.name) for folder in made.tree.folders] + ([] if made.everybody else ["Programs"])
    for each in (*parts, "AppPaths"):
        _element(program, "ComponentRef", Id=each)
    for name, title in (
        ("Associations", "Open workbooks by double click 双击打开工作簿"),
        ("SearchPath", "Call codebinder in a terminal 在终端中直接使用 codebinder"),
        (MENU, "Start menu 开始菜单"),
    ):
        _element(_feature(program, f"With{name}", title), "ComponentRef", Id=name)


def _feature(parent: ET.Element, name: str, title: str) -> ET.Element:
    absent = "disallow" if name == "Program" else "allow"
    return _element(parent, "Feature", Id=name, Title=title, Level="1", AllowAdvertise="no", Absent=absent)


def _sequence(product: ET.Element) -> None:
    """Remove the older program within the transaction: if the newer one fails, the older one comes back.

    Every place is a number between those that Windows gives its own actions: wixl loses its way in "after".
    """
    for name in ("InstallUISequence", "InstallExecuteSequence"):
        sequence = _element(product, name)
        held = _element(sequence, "Custom", Action="KeepFolder", Sequence=AFTER_SEARCH)
        held.text = f"{KEPT_PLACE} AND NOT {PLACE}"
    for at, name in enumerate(SHOWN, start=AFTER_COST_FINALIZE):
        _element(sequence, "Custom", Action=f"Set{name}", Sequence=str(at))
    _element(sequence, "RemoveExistingProducts", Sequence=AFTER_INITIALIZE)
