"""What goes in comes out: vendors, components, snapshots, findings, redactions, rounds, builds."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from codebinder import workbook
from codebinder.errors import Bug, UserError
from codebinder.model.filing import BuildRow, FilingState, FindingFilter
from codebinder.model.findings import Confidence, FindingState
from codebinder.model.review import Round, RoundState, Signed, SignedType
from codebinder.model.source import (
    Component,
    ComponentKind,
    Disclosure,
    DocumentTrait,
    EntryKind,
    FileFacts,
    Snapshot,
    SourceEntry,
    SourceWarning,
)  # fmt: skip
from helpers.books import a_finding, a_redaction, new_book
from helpers.effort import within


@pytest.fixture
def book(tmp_path: Path) -> Iterator[workbook.Workbook]:
    with new_book(tmp_path / "a.codebinder") as opened:
        yield opened


def test_vendor_facts_keep_their_order(book: workbook.Workbook) -> None:
    vendor = workbook.Vendor(name="V", name_zh="甲", facts=(("z", "1"), ("a", "2")))
    with book.transaction("x"):
        book.vendor.set(vendor)
    assert book.vendor.get() == vendor


def test_products_are_changed_with_their_facts_and_variants_are_checked(book: workbook.Workbook) -> None:
    china = workbook.Product(slug="cn", name="G", version="2", variant_of="gw", facts=(("uses_crypto", "yes"),))
    with book.transaction("x"):
        book.products.add(china)
        book.products.set(replace(book.products.get("gw"), category="E1", facts=(("a", "b"),)))
    assert book.products.get("cn") == china
    assert book.products.get("gw").category == "E1"
    assert [one.slug for one in book.products.list()] == ["gw", "cn"]
    with pytest.raises(UserError, match="variant of itself"), book.transaction("x"):
        book.products.set(replace(china, variant_of="cn"))
    with pytest.raises(UserError, match="no such product"), book.transaction("x"):
        book.products.set(replace(china, variant_of="us"))


def test_answers_justifications_and_rulings_are_kept_apart_and_removed(book: workbook.Workbook) -> None:
    with book.transaction("x"):
        book.filings.set_answer("f", "a", "1")
        book.filings.set_answer("f", "a", "2")
        book.filings.set_justification("f", "a", "why")
        book.filings.set_ruling("f", "a", "unclear")
        book.filings.set_register("f", due="2026-12-31", state=FilingState.SENT)
    assert (book.filings.answers("f"), book.filings.justifications("f")) == ({"a": "2"}, {"a": "why"})
    assert book.filings.rulings("f") == {"a": "unclear"}
    assert (book.filings.get("f").due, book.filings.get("f").state) == ("2026-12-31", FilingState.SENT)
    with book.transaction("x"):
        book.filings.set_answer("f", "a", None)
        book.filings.set_register("f", state=FilingState.CLEARED)
    assert book.filings.answers("f") == {}
    assert (book.filings.get("f").due, book.filings.get("f").state) == ("2026-12-31", FilingState.CLEARED)


def test_a_component_comes_back_whole_but_for_its_commit(book: workbook.Workbook) -> None:
    component = Component(
        slug="fw", kind=ComponentKind.FIRMWARE, location="caf\udce9/fw.bin", rev="v1", commit="c" * 40,
        include=("*.\udcff",), exclude=("x",), requirement="r", disclosure=Disclosure.DIGEST, built_from="src", tag="t",
        size=7,
        traits=(DocumentTrait(kind="author", name="A", text="\x00"),), traits_accepted=True,
    )  # fmt: skip
    with book.transaction("x"):
        book.components.add("f", component, sealed_commit=b"box", sealed_tree=b"box2")
    assert book.components.get("f", "fw") == replace(component, commit="")
    assert book.components.sealed_ids("f", "fw") == workbook.SealedIds(commit=b"box", tree=b"box2")
    assert [one.slug for one in book.components.list("f")] == ["src", "fw"]
    assert [one.slug for one in book.components.list("f", kind=ComponentKind.FIRMWARE)] == ["fw"]
    with book.transaction("x"):
        book.components.update("f", replace(component, rev="v2"))
    assert book.components.get("f", "fw").rev == "v2"
    with book.transaction("x"):
        book.components.remove("f", "fw")
    with pytest.raises(UserError, match="no such component"):
        book.components.get("f", "fw")
    with book.transaction("x"):
        book.documents.put(component, product="gw")
        book.documents.put(replace(component, size=8), product="gw")
    assert [one.size for one in book.documents.list(product="gw")] == [8]
    assert book.documents.list() == ()


@settings(max_examples=25)
@given(
    st.sets(st.binary(min_size=1, max_size=12).filter(lambda path: b"\0" not in path), max_size=30),
    st.binary(max_size=2),
)
def test_snapshots_of_any_paths_come_back_and_prefixes_select_exactly(
    tmp_path_factory: pytest.TempPathFactory, paths: set[bytes], prefix: bytes
) -> None:
    entries = tuple(SourceEntry(path, EntryKind.FILE, f"{n:040x}", n) for n, path in enumerate(sorted(paths)))
    snapshot = Snapshot(
        entries=entries, commit="c", tree="t", object_format="sha1", warnings=(SourceWarning(id="w", path=b"\xff"),)
    )
    with new_book(tmp_path_factory.mktemp("b") / "a.codebinder") as opened:
        packed = workbook.pack_keys(entries)
        with opened.transaction("x"):
            opened.components.put_snapshot("f", "src", snapshot, sealed_keys=packed)
        got = opened.components.snapshot("f", "src")
        assert (got.commit, got.tree, got.object_format, got.warnings) == ("", "", "sha1", snapshot.warnings)
        assert all(entry.key == "" for entry in got.entries)
        assert workbook.join_keys(got.entries, opened.components.sealed_keys("f", "src")) == entries
        page = opened.components.entry_page("f", "src", prefix=prefix, offset=1, limit=5)
        want = [path for path in sorted(paths) if path.startswith(prefix)]
        assert page.total == len(want)
        assert [entry.path for entry in page.items] == want[1:6]


def test_unsorted_entries_are_a_bug_and_a_new_snapshot_replaces_the_old(book: workbook.Workbook) -> None:
    one, two = SourceEntry(b"a", EntryKind.FILE, "1", 1), SourceEntry(b"b", EntryKind.LINK, "2", 2)
    assert not book.components.has_snapshot("f", "src")
    with pytest.raises(Bug), book.transaction("x"):
        book.components.put_snapshot("f", "src", Snapshot(entries=(two, one)), sealed_keys=b"")
    assert not book.components.has_snapshot("f", "src")
    for entries in ((one, two), (two,)):
        with book.transaction("x"):
            book.components.put_snapshot("f", "src", Snapshot(entries=entries), sealed_keys=b"s")
    assert [entry.path for entry in book.components.snapshot("f", "src").entries] == [b"b"]


def test_a_damaged_packed_list_gets_a_sentence() -> None:
    entries = (SourceEntry(b"a", EntryKind.FILE, "1", 1),)
    packed = workbook.pack_keys(entries)
    for bad in (packed[:-3], b"", b"xx" + packed, workbook.pack(b"1\n2")):
        with pytest.raises(UserError, match="damaged"):
            workbook.join_keys(entries, bad)


def test_file_facts_are_remembered_by_tag(book: workbook.Workbook) -> None:
    facts = {f"{n:064x}": FileFacts(encoding="gb18030", bom=0, language="C", lines=n) for n in range(1200)}
    with book.transaction("x"):
        book.components.put_facts(facts)
    assert book.components.facts([*facts, "absent"]) == facts


def test_a_scan_again_keeps_ids_and_decisions_and_never_uses_an_id_twice(book: workbook.Workbook) -> None:
    first = [a_finding(start=10), a_finding(start=20), a_finding(start=20), a_finding(start=30, value="w")]
    with book.transaction("x"):
        assert book.findings.merge("f", "src", first) == workbook.Merged(new=3, same=0, gone=0)
    with book.transaction("x"):
        assert book.findings.keep("f", ["F-2"], note="test key", actor="a") == 1
    with book.transaction("x"):
        assert book.findings.merge("f", "src", [*first[1:3], a_finding(start=40)]) == workbook.Merged(
            new=1, same=1, gone=2
        )
    assert [(one.id, one.state) for one in book.findings.all("f")] == [
        ("F-2", FindingState.KEPT),
        ("F-4", FindingState.OPEN),
    ]
    assert [(keep.finding.id, keep.note, keep.at) for keep in book.findings.keeps("f")] == [
        ("F-2", "test key", "2026-11-21T20:00:00Z")
    ]
    with book.transaction("x"):
        assert book.findings.unkeep("f", ["F-2"]) == 1
        book.findings.record_scan("f", "src", workbook.Scan(engine="e", files=3))
    assert book.findings.get("f", "f-2").state is FindingState.OPEN
    assert book.findings.scan_of("f", "src") == workbook.Scan(engine="e", at="2026-11-21T20:00:00Z", files=3)


def test_filters_pages_groups_and_counts_agree_with_a_plain_loop(book: workbook.Workbook) -> None:
    grades = list(Confidence)
    made = [
        a_finding(f"d{n % 3}/x{n % 11}.c".encode(), n, value=f"v{n % 5}", rule=f"r{n % 2}", confidence=grades[n % 3])
        for n in range(300)
    ]
    with book.transaction("x"):
        book.findings.merge("f", "src", made)
        book.findings.set_state("f", [f"F-{n}" for n in range(1, 61)], FindingState.REDACTED)
    everything = book.findings.all("f")
    assert [(one.path, one.start) for one in everything] == sorted((one.path, one.start) for one in made)
    wanted = FindingFilter(
        path_prefix=b"d1/", states=(FindingState.OPEN,), confidences=(Confidence.HIGH, Confidence.MEDIUM), rule="r1"
    )
    plain = [
        one for one in everything
        if one.path.startswith(b"d1/") and one.state is FindingState.OPEN
        and one.confidence is not Confidence.LOW and one.rule == "r1"
    ]  # fmt: skip
    assert plain
    assert book.findings.page("f", wanted, offset=2, limit=7).items == tuple(plain[2:9])
    assert book.findings.page("f", wanted).total == len(plain)
    assert len(book.findings.all("f", FindingFilter(path=b"d0/x0.c", component="src"))) == sum(
        one.path == b"d0/x0.c" for one in everything
    )
    groups = book.findings.groups("f", FindingFilter(value_tag="v3"))
    assert {(group.rule, group.count, group.open) for group in groups.items} == {
        (rule, len(rows), sum(one.state is FindingState.OPEN for one in rows))
        for rule in ("r0", "r1")
        for rows in [[one for one in everything if one.value_tag == "v3" and one.rule == rule]]
    }
    assert book.findings.groups("f", limit=2).total == 10
    counts = book.findings.counts("f")
    low = sum(one.state is FindingState.OPEN and one.confidence is Confidence.LOW for one in everything)
    assert (counts.redacted, counts.open, counts.scored_down, counts.undecided) == (60, 240, low, 240 - low)


@pytest.mark.parametrize("bad", ["", "F", "F-", "R-1", "F-x", "F-١", "F--1", "F-999", "F-" + "9" * 40, "12"])
def test_a_wrong_finding_id_gets_a_sentence(book: workbook.Workbook, bad: str) -> None:
    with book.transaction("x"):
        book.findings.merge("f", "src", [a_finding()])
    with pytest.raises(UserError):
        book.findings.get("f", bad)
    with pytest.raises(UserError), book.transaction("x"):
        book.findings.set_state("f", ["F-1", bad], FindingState.KEPT)
    assert book.findings.get("f", "F-1").state is FindingState.OPEN


def test_redactions_mark_their_findings_and_withdrawing_the_last_opens_them(book: workbook.Workbook) -> None:
    with book.transaction("x"):
        book.findings.merge("f", "src", [a_finding(start=10), a_finding(start=20)])
        book.findings.keep("f", ["F-1"], note="n", actor="a")
        made = book.redactions.add_many(
            "f",
            [
                (a_redaction(findings=("F-1", "F-2")), b"s1", "utf-8"),
                (a_redaction(start=20, findings=("F-2",)), b"s2", "gb18030"),
            ],
        )
    assert [one.id for one in made] == ["R-1", "R-2"]
    assert book.redactions.list("f") == made
    assert book.findings.keeps("f") == ()
    assert book.findings.counts("f").redacted == 2
    assert [(one.sealed_value, one.encoding) for one in book.redactions.sealed("f")] == [
        (b"s1", "utf-8"),
        (b"s2", "gb18030"),
    ]
    assert [slug for slug, _ in book.redactions.sealed_everywhere()] == ["f", "f"]
    with book.transaction("x"):
        book.redactions.set_published_reason("f", "R-2", "TS")
        book.redactions.withdraw("f", "R-1")
    assert [(one.id, one.published_reason) for one in book.redactions.list("f")] == [("R-2", "TS")]
    assert [one.state for one in book.findings.all("f")] == [FindingState.OPEN, FindingState.REDACTED]
    with pytest.raises(UserError, match="no such redaction"):
        book.redactions.get("f", "R-1")
    with book.transaction("x"):
        book.redactions.withdraw("f", "R-2")
        assert book.redactions.add("f", a_redaction(), sealed_value=b"", encoding="utf-8").id == "R-3"
    assert book.redactions.page("f", path=b"a.c").total == 1
    assert b"s1" not in (book.path.read_bytes())
    with pytest.raises(UserError, match="no such finding"), book.transaction("x"):
        book.redactions.add("f", a_redaction(findings=("F-77",)), sealed_value=b"", encoding="utf-8")


def test_a_salt_that_is_there_stays_and_the_map_of_a_round_is_replaced(book: workbook.Workbook) -> None:
    with book.transaction("x"):
        book.redactions.put_salts("f", {"a": b"1", "b": b"2"})
        book.redactions.put_salts("f", {"a": b"9", "c": b"3"})
        book.redactions.put_map("f", 1, [b"x", b"y"])
        book.redactions.put_map("f", 1, [b"z"])
        book.redactions.put_map("f", 2, [])
    assert book.redactions.salts("f") == {"a": b"1", "b": b"2", "c": b"3"}
    assert book.redactions.map("f", 1) == (b"z",)
    assert book.redactions.map_rounds("f") == (1,)


def test_signed_objects_are_kept_byte_for_byte_once_and_in_order(book: workbook.Workbook) -> None:
    def signed(stored: bytes, signer: str = "k") -> Signed:
        return Signed(type=SignedType.DECISION, stored=stored, signature=b"s", signer=signer)

    with book.transaction("x"):
        book.reviews.add(signed(b"1"), sequence=1, at="t", filing="f", subject="R-1", comment="why")
        book.reviews.add(signed(b"2", "other"), sequence=1, at="t")
        book.reviews.add(signed(b"3"), sequence=2, at="t", filing="f", round=2)
    assert [one.stored for one in book.reviews.objects()] == [b"1", b"2", b"3"]
    assert [one.stored for one in book.reviews.objects(filing="f", signer="k", round=2, type=SignedType.DECISION)] == [
        b"3"
    ]
    assert book.reviews.last("k")[0] == 2
    assert book.reviews.last("nobody") == (0, "")
    assert list(book.reviews.comments("f").values()) == ["why"]
    with pytest.raises(UserError, match="already"), book.transaction("x"):
        book.reviews.add(signed(b"3"), sequence=3, at="t")
    with pytest.raises(UserError, match="same place"), book.transaction("x"):
        book.reviews.add(signed(b"4"), sequence=2, at="t")


def test_a_new_round_voids_the_ones_before_and_numbers_have_no_gap(book: workbook.Workbook) -> None:
    def a_round(number: int) -> Round:
        return Round(
            number=number, digest="d", previous="", state=RoundState.OPEN, submitted_at="t", submitter="s",
            input_tag="i", files=1, size=2, programs=(("codebinder", "0.1"),),
        )  # fmt: skip

    assert book.reviews.last_round("f") is None
    with book.transaction("x"):
        book.reviews.add_round("f", a_round(1), sealed_listing=b"l1")
        book.reviews.set_round_state("f", 1, RoundState.SIGNED)
        book.reviews.add_round("f", a_round(2), sealed_listing=b"l2")
        book.reviews.set_origins({"k": "o"})
    assert [one.state for one in book.reviews.rounds("f")] == [RoundState.VOID, RoundState.OPEN]
    assert book.reviews.last_round("f") == a_round(2)
    assert book.reviews.sealed_listing("f", 1) == b"l1"
    assert book.reviews.origins() == {"k": "o"}
    with pytest.raises(UserError, match="number 3"), book.transaction("x"):
        book.reviews.add_round("f", a_round(5), sealed_listing=b"")
    with pytest.raises(UserError, match="no such round"):
        book.reviews.sealed_listing("f", 9)


def test_the_register_takes_file_names_and_no_paths(book: workbook.Workbook) -> None:
    row = BuildRow(
        filing="f", at="t", archive="f.zip", digest="d", size=1, files=2, ranges=3, draft=True, round=0, signer="s"
    )
    with book.transaction("x"):
        book.builds.add(row)
    assert book.builds.list() == book.builds.list("f") == (row,)
    assert book.builds.list("g") == ()
    with pytest.raises(Bug), book.transaction("x"):
        book.builds.add(replace(row, archive="/home/anna/f.zip"))


def test_the_largest_filing_fits_and_its_pages_come_quickly(book: workbook.Workbook) -> None:
    """Design §6: 100,000 files and 50,000 findings."""
    entries = tuple(SourceEntry(b"drivers/net/%06d.c" % n, EntryKind.FILE, "0" * 40, n) for n in range(100_000))

    def kept() -> None:
        with book.transaction("snapshot"):
            book.components.put_snapshot("f", "src", Snapshot(entries=entries), sealed_keys=b"")
        with book.transaction("scan"):
            book.findings.merge(
                "f", "src", (a_finding(b"drivers/net/%06d.c" % n, n, value=f"v{n % 999}") for n in range(50_000))
            )

    within(800, kept, tries=1)
    want = FindingFilter(path_prefix=b"drivers/net/04", states=(FindingState.OPEN,))
    assert within(40, lambda: book.findings.page("f", want, offset=9000, limit=100)).total == 10_000
    assert within(40, lambda: book.findings.groups("f", limit=100)).total == 999
    assert within(40, lambda: book.findings.counts("f")).open == 50_000
    page = within(40, lambda: book.components.entry_page("f", "src", prefix=b"drivers/net/09", offset=5000))
    assert page.total == 10_000
