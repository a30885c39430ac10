"""Looks into a compiled installer: what its tables and files say beside what was meant, and Windows' own rules.

The rules are those of Microsoft's consistency checks (ICE) that a per-user installer breaks easily; Windows runs all of
them when WiX compiles there. Works on what wixl made, where Chinese stands as code points.
"""

from __future__ import annotations

import hashlib
import re
import tempfile
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from devkit.windows import authoring, claims, wixl
from devkit.windows.authoring import BUILD, NEWER_FOUND, OLDER_FOUND, SECURE, Plan
from devkit.windows.layout import guid, ident, name_fault

IDENTIFIER = re.compile(r"[A-Za-z_][A-Za-z0-9_.]{0,71}")
STANDARD = {"TARGETDIR", "LocalAppDataFolder", "ProgramMenuFolder", "ProgramFiles64Folder", "PersonalFolder"}
HKCU, HKLM = "1", "2"
KEY_IS_REGISTRY, IS_64_BIT = 4, 256
ORDER = (
    "FindRelatedProducts", "AppSearch", "KeepFolder", "LaunchConditions", "CostFinalize", "SetARPINSTALLLOCATION",
    "SetARPREADME", "InstallValidate", "InstallInitialize", "RemoveExistingProducts", "ProcessComponents",
    "RemoveRegistryValues", "RemoveFiles", "InstallFiles", "WriteRegistryValues", "WriteEnvironmentStrings",
    "RegisterProduct", "InstallFinalize",
)  # fmt: skip
KEYED = ("Component", "File", "Directory", "Registry", "Feature", "RemoveFile", "Shortcut", "CustomAction")


@dataclass(slots=True)
class Look:
    """A compiled installer beside its plan; faults gather."""

    msi: Path
    made: Plan
    faults: list[str] = field(default_factory=list[str])

    def rows(self, table: str) -> list[list[str]]:
        return wixl.rows(self.msi, table)

    def same(self, what: str, found: object, meant: object) -> None:
        if found != meant:
            self.faults.append(f"{what}: {found} instead of {meant}"[:400])


def look(msi: Path, made: Plan) -> list[str]:
    """Give everything that is wrong; an empty list is what one hopes for."""
    seen = Look(msi, made)
    for each in (identifiers, components, folders, files, registry, kept, product, upgrades, sequence, extracted):
        each(seen)
    return seen.faults


def identifiers(seen: Look) -> None:
    """Every identifier is allowed, and stands once in its table."""
    for table in KEYED:
        names = [row[0] for row in seen.rows(table)]
        seen.faults += [f"{table}: {name} twice" for name, count in Counter(names).items() if count > 1]
        seen.faults += [f"{table}: {name} is no identifier" for name in names if IDENTIFIER.fullmatch(name) is None]


def components(seen: Look) -> None:
    """Each has its identifier for ever, a key in the registry (ICE38), and one feature; one for each folder."""
    keys = {row[0]: row for row in seen.rows("Registry")}
    root = HKLM if seen.made.everybody else HKCU
    rows = seen.rows("Component")
    for name, ident_, _, attributes, _, key in rows:
        seen.same(f"attributes of {name}", int(attributes), KEY_IS_REGISTRY | IS_64_BIT)
        seen.same(f"key of {name}", (keys[key][1], keys[key][5]), (HKCU if name == authoring.MENU else root, name))
        seen.same(f"identifier of {name}", ident_, "{" + guid("component", seen.made.scope, keys[key][3]) + "}")
    places = {row[0]: row[2] for row in rows}
    meant = {ident("c", folder.name): folder.ident for folder in seen.made.tree.folders}
    seen.same("folders' components", {name: place for name, place in places.items() if name[:2] == "c_"}, meant)
    parts = Counter(row[1] for row in seen.rows("FeatureComponents"))
    seen.same("components in features", parts, Counter(list(places)))


def folders(seen: Look) -> None:
    """Each stands where it should, and whatever lies in a person's profile is removed again (ICE64)."""
    rows = {row[0]: row for row in seen.rows("Directory")}
    removed = {row[3] for row in seen.rows("RemoveFile") if row[4] == "2" and not row[2]}
    wanted = set(rows) - STANDARD
    seen.same("folders removed", removed, wanted)
    top = PurePosixPath()
    for folder in seen.made.tree.folders:
        _, parent, name = rows[folder.ident]
        if folder.name != top:
            above = next(each for each in seen.made.tree.folders if each.name == folder.name.parent)
            seen.same(f"place of {folder.name}", (parent, name), (above.ident, wixl.stand_in(folder.name.name)))
    above = ("ProgramFiles64Folder", "TARGETDIR") if seen.made.everybody else ("ProgramsFolder", "LocalAppDataFolder")
    seen.same("place of the program", tuple(rows["APPLICATIONFOLDER"][1:]), (above[0], authoring.NAME))
    seen.same("place above", rows[above[0]][1], above[1])


def files(seen: Look) -> None:
    """Each has its name, size and folder, and no name that Windows could not hold."""
    found = {row[0]: (row[1], row[2], int(row[3])) for row in seen.rows("File")}
    meant = {
        ident("f", name): (ident("c", folder.name), wixl.stand_in(name.name), path.stat().st_size)
        for folder in seen.made.tree.folders
        for name, path in folder.files
    }
    seen.same("files", {key: value for key, value in found.items() if meant.get(key) != value}, {})
    seen.same("files missing", sorted(set(meant) - set(found)), [])
    seen.faults += [f"{row[1]}: {fault}" for row in found.values() if (fault := name_fault(PurePosixPath(row[1])))]


def registry(seen: Look) -> None:
    """The program's words about its files, App Paths, one value a component, and nothing else."""
    root = HKLM if seen.made.everybody else HKCU
    found = {(row[2], row[3], row[4]) for row in seen.rows("Registry")}
    seen.same("part of the registry", {row[1] for row in seen.rows("Registry") if row[5] != authoring.MENU}, {root})
    own = {each for each in found if each[0] == f"{claims.OWN}\\Parts"}
    said = (*claims.associations(), *claims.app_paths(), claims.place())
    meant = {(each.key, each.name, each.value) for each in said}
    seen.same("registry", found - own, meant)
    seen.same("own values", len(own), len(seen.rows("Component")))
    seen.same("search path", seen.rows("Environment"), [
        ["Path", "=-*PATH" if seen.made.everybody else "=-PATH", "[~];[APPLICATIONFOLDER]", "SearchPath"]
    ])  # fmt: skip
    shortcut = seen.rows("Shortcut")[0]
    target = claims.FOLDER + claims.WINDOW
    seen.same("shortcut", (shortcut[1], shortcut[2], shortcut[4]), ("ProgramMenuFolder", authoring.NAME, target))


def kept(seen: Look) -> None:
    """The folder where the program lies is found again, unless another one is asked for, before anything is counted."""
    search = {row[0]: row[1:] for row in seen.rows("RegLocator")}
    root = HKLM if seen.made.everybody else HKCU
    seen.same("search for the folder", search.get("KeptFolder"), [root, claims.OWN, "Folder", "18"])  # raw, 64 bit
    for table in ("InstallUISequence", "InstallExecuteSequence"):
        rows = {row[0]: (row[1], int(row[2])) for row in seen.rows(table)}
        seen.same(f"KeepFolder in {table}", rows["KeepFolder"][0], f"{authoring.KEPT_PLACE} AND NOT {authoring.PLACE}")
        if not rows["AppSearch"][1] < rows["KeepFolder"][1] < rows["CostInitialize"][1]:
            seen.faults.append(f"{table}: KeepFolder comes at the wrong time")


def product(seen: Look) -> None:
    """Name, version, codes, what Windows' list of programs shows, and the conditions."""
    values = {row[0]: row[1] for row in seen.rows("Property")}
    meant = {
        "ProductName": authoring.NAME, "ProductVersion": seen.made.version, "Manufacturer": authoring.MAKER,
        "ProductCode": "{" + seen.made.product_code() + "}", "UpgradeCode": "{" + seen.made.upgrade_code + "}",
        "ARPCOMMENTS": wixl.stand_in(authoring.LEFT), "ARPNOMODIFY": "1", "ARPPRODUCTICON": "codebinder.ico",
        "REINSTALLMODE": "amus", "ProductLanguage": authoring.LANGUAGE,
        "SecureCustomProperties": ";".join(sorted(SECURE)),
        **({"ALLUSERS": "1"} if seen.made.everybody else {}),
    }  # fmt: skip
    seen.same("properties", *(sorted(one.items() - other.items()) for one, other in ((values, meant), (meant, values))))
    conditions = {(row[0], row[1]) for row in seen.rows("LaunchCondition")}
    told = {
        (f"Installed OR NOT {NEWER_FOUND}", wixl.stand_in(authoring.DOWNGRADE)),
        (f"Installed OR {BUILD} >= {authoring.OLDEST_BUILD}", wixl.stand_in(authoring.TOO_OLD)),
    }
    seen.same("conditions", conditions, told)
    said = wixl.tool(["msiinfo", "suminfo", seen.msi.name], seen.msi.parent)
    source = 2 if seen.made.everybody else 10  # compressed; 8: asks for no administrator
    for line in ("Template: x64;1033", "{" + seen.made.package_code() + "}", f"Source: {source} ("):
        if line not in said:
            seen.faults.append(f"the summary lacks {line}")


def upgrades(seen: Look) -> None:
    """What is older or as old is replaced, with its features; what is newer is only noticed."""
    first, second, third = authoring.numbers(seen.made.version)
    code = "{" + seen.made.upgrade_code + "}"
    meant = [
        [code, "0.0.0", f"{first}.{second}.{third + 1}", "", "257", "", OLDER_FOUND],
        [code, seen.made.version, authoring.LAST, "", "2", "", NEWER_FOUND],
    ]
    seen.same("upgrades", sorted(seen.rows("Upgrade")), meant)


def sequence(seen: Look) -> None:
    """The older program goes within the transaction; everything is in Windows' own order."""
    places = {row[0]: int(row[2]) for row in seen.rows("InstallExecuteSequence")}
    seen.same("sequence", sorted(set(ORDER) & set(places), key=places.__getitem__), list(ORDER))


def extracted(seen: Look) -> None:
    """The files in the cabinet are those of the tree, byte for byte."""
    with tempfile.TemporaryDirectory(prefix="msi-") as folder:
        wixl.tool(["msiextract", "-C", folder, seen.msi.name], seen.msi.parent)
        found = {
            path.relative_to(folder).as_posix(): digest(path) for path in Path(folder).rglob("*") if path.is_file()
        }
    top = authoring.NAME if seen.made.everybody else f"Programs/{authoring.NAME}"
    meant = {f"{top}/{wixl.stand_in(str(name))}": digest(path) for name, path in seen.made.tree.files}
    seen.same("extracted files", {name for name, _ in found.items() ^ meant.items()}, set())


def digest(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
