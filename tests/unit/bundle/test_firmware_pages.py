"""What papers tell of firmware images: the words that a person has read, whole for programs, bounded on paper, and
nothing of images whose bytes do not leave."""

from __future__ import annotations

import json
import os
import re
from dataclasses import replace
from pathlib import Path

import jsonschema
import pytest

from codebinder import assets
from codebinder.base import canonical
from codebinder.bundle.compare_pdf import compare_json, compare_pdf
from codebinder.bundle.firmware_json import firmware_json, read_parts, told_parts
from codebinder.bundle.firmware_pages import asked_of_device, firmware_pages, picture
from codebinder.bundle.firmware_paper_words import IMAGES, MARK_KINDS
from codebinder.bundle.fonts import LOCK
from codebinder.bundle.sheet import Sheet, SheetSetup
from codebinder.bundle.words import Pair
from codebinder.model.checklist import RequirementState
from codebinder.model.firmware import (
    Analysis,
    Change,
    Comparison,
    FileChange,
    Mark,
    MarkKind,
    RegionChange,
)
from codebinder.model.package import FirmwarePart, Papers
from codebinder.model.source import Disclosure
from helpers import images
from helpers.filing_papers import digest, papers
from helpers.pdf_text import pages_by_pdfium

GOLDEN = Path(__file__).resolve().parents[2] / "golden" / "papers"


def part(
    slug: str, reading: Analysis | None, disclosure: Disclosure = Disclosure.WHOLE, **more: object
) -> FirmwarePart:
    made = FirmwarePart(
        slug=slug, name=f"{slug}.bin", disclosure=disclosure, size=reading.size if reading else 0, sha256=digest(slug),
        sm3="", built_from="main", reading=reading,
    )  # fmt: skip
    return replace(made, **more)  # type: ignore[arg-type]


def of(*parts: FirmwarePart, languages: tuple[str, ...] = ("en", "zh")) -> Papers:
    return replace(papers(languages), firmware=parts)


def blank(languages: tuple[str, ...]) -> Sheet:
    setup = SheetSetup(title=Pair("Pages", "页"), subject="", author="", languages=languages, draft=False, moment=None)
    return Sheet(setup)


def drawn(out: Path, told: Papers) -> list[str]:
    with LOCK:
        sheet = blank(told.languages)
        sheet.section(IMAGES)
        firmware_pages(sheet, told)
        sheet.close(out)
    return [" ".join(page.split()) for page in pages_by_pdfium(out)]


def held(name: str, text: str) -> str:
    golden = GOLDEN / name
    if os.environ.get("CODEBINDER_WRITE_GOLDEN"):
        golden.write_text(text, encoding="utf-8")
    return golden.read_text(encoding="utf-8")


ROUTER = {"tie": images.TIE, "build": images.BUILD, "hidden": ((0x300000, 0x310000),)}


@pytest.mark.parametrize("languages", [("en", "zh"), ("zh",)], ids=["both", "chinese"])
def test_the_pages_say_what_they_said_when_somebody_read_them(tmp_path: Path, languages: tuple[str, ...]) -> None:
    told = of(part("router", images.router(), Disclosure.REDACTED, **ROUTER), languages=languages)
    text = "\n\n".join(drawn(tmp_path / "pages.pdf", told)) + "\n"
    assert text == held(f"firmware-{'-'.join(languages)}.txt", text)


def test_the_same_images_give_the_same_pages(tmp_path: Path) -> None:
    told = of(part("router", images.router(), **ROUTER), part("hostile", images.hostile()))
    drawn(tmp_path / "one.pdf", told)
    drawn(tmp_path / "two.pdf", told)
    assert (tmp_path / "one.pdf").read_bytes() == (tmp_path / "two.pdf").read_bytes()


@pytest.mark.parametrize("disclosure", [Disclosure.DIGEST, Disclosure.WITHHELD, Disclosure.PRINTED])
def test_of_an_image_whose_bytes_stay_nothing_is_told(disclosure: Disclosure) -> None:
    told = of(part("router", images.router(), disclosure, **ROUTER))
    assert read_parts(told) == ()
    assert read_parts(of(part("router", None))) == ()


def test_a_declaration_stands_without_a_reading(tmp_path: Path) -> None:
    told = of(part("router", None, Disclosure.DIGEST, build=images.BUILD))
    assert told_parts(told)
    text = " ".join(drawn(tmp_path / "pages.pdf", told))
    assert "gcc 11.2.0" in text
    assert "The image names" not in text


def test_very_much_is_bounded_on_paper_and_told_in_the_paper_for_programs(tmp_path: Path) -> None:
    reading = images.router(9000)
    pages = drawn(tmp_path / "pages.pdf", of(part("router", reading), part("crowded", images.crowded())))
    text = " ".join(pages)
    assert len(pages) < 12
    assert "more in papers/firmware-router.json" in text
    assert "4,880 more in papers/firmware-crowded.json" in text
    assert "1,800 files" in text
    whole = json.loads(b"".join(firmware_json(part("router", reading), reading)))
    assert len(whole["nodes"]) == len(reading.nodes)


@pytest.mark.parametrize("name", ["router", "hostile", "empty", "crowded"])
def test_the_paper_for_programs_is_canonical_and_of_its_schema(name: str) -> None:
    reading = {"router": images.router, "hostile": images.hostile, "crowded": lambda: images.crowded(900),
               "empty": lambda: images.plain(0, images.PADDING)}[name]()  # fmt: skip
    data = b"".join(firmware_json(part(name, reading, **ROUTER), reading))
    value = json.loads(data)
    assert canonical.dumps(value) + b"\n" == data
    schema = json.loads((assets.resources() / "schemas" / "firmware-1.schema.json").read_bytes())
    jsonschema.validate(value, schema)
    assert sum(value["account"].values()) == value["size"] == reading.size


def test_hostile_names_do_no_harm_on_paper(tmp_path: Path) -> None:
    pages = drawn(tmp_path / "pages.pdf", of(part("hostile", images.hostile())))
    assert not any(char in text for text in pages for char in "\x1b\x07\u202e")
    assert "\\x1b[31mred" in " ".join(pages)
    assert len(pages) < 6


def test_the_picture_alone_tells_the_account(tmp_path: Path) -> None:
    with LOCK:
        sheet = Sheet(
            SheetSetup(title=Pair("t", "t"), subject="", author="", languages=("en",), draft=False, moment=None)
        )
        for reading in (images.huge(), images.plain(0, images.PADDING), images.plain(77, images.UNKNOWN)):
            picture(sheet, part("x", reading))
        sheet.close(tmp_path / "pages.pdf")
    text = " ".join(" ".join(pages_by_pdfium(tmp_path / "pages.pdf")).split())
    assert "2,147,483,648" in text
    assert "There is nothing to show (0 bytes)." in text


def test_an_account_is_named_without_what_stands_beside_it() -> None:
    reading = replace(
        images.plain(64, images.UNKNOWN),
        marks=(Mark(kind=MarkKind.ACCOUNT, text="root:$1$abc$hashhash:0:0", node=0, offset=0),),
    )
    assert b"hashhash" not in b"".join(firmware_json(part("x", reading), reading))


def test_what_the_template_asks_of_the_device_is_named_beside_the_image() -> None:
    row = papers().checklist[0]
    ids = ("ports", "no_debug_ports", "secure_boot_spec", "update_procedure", "support", "key_developers", "report")
    rows = [replace(row, requirement=each, state=RequirementState.MET) for each in ids]
    rows.append(replace(row, requirement="debug_interfaces", state=RequirementState.NOT_APPLICABLE))
    assert asked_of_device(replace(papers(), checklist=tuple(rows))) == set(ids[:4])


def test_every_kind_of_mark_has_its_word() -> None:
    assert set(MARK_KINDS) == set(MarkKind)
    assert all(re.search("[\u4e00-\u9fff]", pair.zh) for pair in MARK_KINDS.values())


COMPARED = Comparison(
    identical=False,
    sizes=(4096, 8192),
    regions=(
        RegionChange(change=Change.SAME, format="uImage", label="header", one=(0, 64), other=(0, 64)),
        RegionChange(change=Change.CHANGED, format="gzip", label="", one=(64, 2048), other=(64, 2048), differing=12,
                     only="build time"),
        RegionChange(change=Change.MOVED, format="squashfs", label="", one=(2048, 4096), other=(4096, 6144)),
        RegionChange(change=Change.ADDED, format="padding", label="", one=None, other=(6144, 8192)),
        RegionChange(change=Change.REMOVED, format="x" * 300, label="\x1b[0m", one=(4000, 4096), other=None),
    ),
    files=(FileChange(change=Change.CHANGED, path=b"etc/\xffpasswd", one=10, other=12),
           FileChange(change=Change.SAME, path=b"bin/sh", one=1, other=1)),
    only_one=("old string",), only_other=("new \u202e string",), marks_other=images.MARKS[:3],
)  # fmt: skip


def test_a_comparison_is_printed_and_told_to_programs(tmp_path: Path) -> None:
    out = tmp_path / "report.pdf"
    compare_pdf(out, COMPARED, ("one.bin", "two.bin"), ("en", "zh"))
    text = "\n\n".join(" ".join(page.split()) for page in pages_by_pdfium(out)) + "\n"
    assert text == held("firmware-compared-en-zh.txt", text)
    value = json.loads(compare_json(COMPARED, ("one.bin", "two.bin")))
    assert [each["change"] for each in value["regions"]] == ["same", "changed", "moved", "added", "removed"]
    same = replace(COMPARED, identical=True, regions=COMPARED.regions[:1], files=())
    compare_pdf(out, same, ("one.bin", "one.bin"), ("en",))
    assert "the same, byte for byte" in " ".join(pages_by_pdfium(out)).replace("\n", " ")
    many = replace(COMPARED, regions=tuple(
        RegionChange(change=Change.CHANGED, format="block", label="", one=(at, at + 1), other=(at, at + 1), differing=1)
        for at in range(3000)))  # fmt: skip
    compare_pdf(out, many, ("one.bin", "two.bin"), ("en",))
    assert "2,600 more; the report for programs has them all" in " ".join(" ".join(pages_by_pdfium(out)).split())
