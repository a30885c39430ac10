"""The window's texts: English stands in the code, Chinese in resources/i18n/*_zh.ts, read here without a compiler.

Every visible text goes through `self.tr("literal")` or `QCoreApplication.translate("Context", "literal")`, which the
tools of Qt find: `pyside6-lupdate -locations none -no-obsolete -extensions py app/codebinder/ui -ts
resources/i18n/codebinder_zh.ts` brings the file of our own texts up to date. What Qt itself says in its dialogs and
menus comes from Qt's translation, and where that is incomplete, or where we say it otherwise, from qt_zh.ts.
A text is found under its own context only: what is missing shows as English, and the tests find it.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from xml.etree import ElementTree as ET

from PySide6.QtCore import QLibraryInfo, QLocale, QObject, QTranslator

from codebinder.assets import resources
from codebinder.base.messages import said
from codebinder.errors import Bug
from codebinder.model.text import Message

LANGUAGES = (("en", "English"), ("zh", "简体中文"))


def system_language() -> str:
    """Give the language that the system asks for, of those that we have."""
    return "zh" if QLocale.system().language() == QLocale.Language.Chinese else "en"


def read_ts(path: Path) -> dict[tuple[str, str], str]:
    """Read a Qt Linguist file: (context, source text) -> translation; unfinished ones are left out."""
    table: dict[tuple[str, str], str] = {}
    for context in ET.parse(path).getroot().iter("context"):  # noqa: S314  (our own shipped file)
        name = context.findtext("name", "")
        for message in context.iter("message"):
            done = message.find("translation")
            if done is not None and done.text and done.get("type") not in {"unfinished", "vanished", "obsolete"}:
                table[name, message.findtext("source", "")] = done.text
    return table


@cache
def chinese() -> dict[tuple[str, str], str]:
    """Give every Chinese text that is shipped."""
    table: dict[tuple[str, str], str] = {}
    for path in sorted((resources() / "i18n").glob("*_zh.ts")):
        table.update(read_ts(path))
    return table


class Translator(QTranslator):
    """Looks texts up in a table in memory."""

    def __init__(self, table: dict[tuple[str, str], str], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._table = table

    def isEmpty(self) -> bool:
        """Say that there is something here, or Qt won't ask."""
        return False

    def translate(self, context: str, source: str, _disambiguation: str | None = None, n: int = -1) -> str | None:
        """Give the text; Qt asks again under the name of every class above."""
        found = self._table.get((context, source))
        return found.replace("%n", str(n)) if found and n >= 0 else found


def translators(lang: str, parent: QObject) -> list[QTranslator]:
    """Give what translates into `lang`; the last one is asked first."""
    if lang != "zh":
        return []
    of_qt = QTranslator(parent)
    of_qt.load("qtbase_zh_CN", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath))
    return [of_qt, Translator(chinese(), parent)]


def locale(lang: str) -> QLocale:
    """Give how `lang` writes days and numbers: as the system does where it speaks the same language."""
    language = QLocale.Language.Chinese if lang == "zh" else QLocale.Language.English
    system = QLocale.system()
    return system if system.language() == language else QLocale(language)


def message_text(message: Message, lang: str) -> str:
    """Give a sentence of the message catalogue; an id that is not there shows itself instead of stopping the window."""
    try:
        return said(message, lang)
    except Bug:
        return message.id


def size_text(size: int) -> str:
    """Give a number of bytes for people: 0 B, 3.4 KB, 12 MB."""
    value = float(size)
    for unit in ("B", "KB", "MB", "GB"):
        if value < 1024 or unit == "GB":
            return f"{value:.0f} {unit}" if unit == "B" or value >= 10 else f"{value:.1f} {unit}"
        value /= 1024
    return ""


def count_text(count: int) -> str:
    """Give a whole number with thin groups of three."""
    return f"{count:,}".replace(",", "\u202f")


def grouped(fingerprint: str) -> str:
    """Give a fingerprint in groups of four, for comparing by eye and ear."""
    return " ".join(fingerprint[at : at + 4] for at in range(0, len(fingerprint), 4))
