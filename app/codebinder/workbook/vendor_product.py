"""Vendor facts, products and the documents that are entered once and used by every filing."""

from __future__ import annotations

import difflib

from codebinder.base.messages import SaidError
from codebinder.errors import UserError
from codebinder.model.filing import Product, Vendor
from codebinder.model.source import Component
from codebinder.model.text import Message, shown
from codebinder.workbook.component_text import component_text, read_component
from codebinder.workbook.store import Row, Store

_COLUMNS = "id, slug, name, name_zh, version, model, category, variant_of"


class VendorTable:
    """Who files."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def get(self) -> Vendor:
        """Give the vendor with its facts, in the order in which they were set."""
        found = dict(self._store.rows("SELECT key, value FROM vendor ORDER BY position, key"))
        name, name_zh = found.pop("name", ""), found.pop("name_zh", "")
        return Vendor(name=name, name_zh=name_zh, facts=tuple(found.items()))

    def set(self, vendor: Vendor) -> None:
        """Replace the vendor and all its facts."""
        self._store.write("DELETE FROM vendor")
        pairs = {"name": vendor.name, "name_zh": vendor.name_zh} | {
            key: value for key, value in vendor.facts if key not in {"name", "name_zh"}
        }
        self._store.write_many(
            "INSERT INTO vendor (key, value, position) VALUES (?, ?, ?)",
            ((key, value, position) for position, (key, value) in enumerate(pairs.items())),
        )


class Products:
    """What is filed."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def add(self, product: Product) -> None:
        """Add a product; UserError where its slug is taken or what it is a variant of is unknown."""
        if self.exists(product.slug):
            raise taken("product", product.slug)
        self._check_variant(product)
        self._store.write(
            "INSERT INTO products (slug, name, name_zh, version, model, category, variant_of) "
            "VALUES (?, ?, ?, ?, ?, ?, ?)",
            _values(product),
        )
        self._put_facts(product)

    def set(self, product: Product) -> None:
        """Replace the product of that slug, its facts included."""
        self.get(product.slug)
        self._check_variant(product)
        self._store.write(
            "UPDATE products SET slug = ?, name = ?, name_zh = ?, version = ?, model = ?, category = ?, variant_of = ? "
            "WHERE slug = ?",
            (*_values(product), product.slug),
        )
        self._store.write(
            "DELETE FROM product_facts WHERE product = (SELECT id FROM products WHERE slug = ?)", (product.slug,)
        )
        self._put_facts(product)

    def exists(self, slug: str) -> bool:
        """Is there a product of that slug?"""
        return self._store.row("SELECT 1 FROM products WHERE slug = ?", (slug,)) is not None

    def get(self, slug: str) -> Product:
        """Give the product of that slug; UserError where there is none."""
        found = self._store.row(f"SELECT {_COLUMNS} FROM products WHERE slug = ?", (slug,))  # noqa: S608  (a constant)
        if found is None:
            raise unknown("product", slug, [product.slug for product in self.list()])
        return self._product(found)

    def list(self) -> tuple[Product, ...]:
        """Give all products, oldest first."""
        rows = self._store.rows(f"SELECT {_COLUMNS} FROM products ORDER BY id")  # noqa: S608  (a constant)
        return tuple(map(self._product, rows))

    def _check_variant(self, product: Product) -> None:
        if product.variant_of == product.slug:
            raise SaidError(Message("refuse.vendor_product.product-cannot-variant-itself"), where=shown(product.slug))
        if product.variant_of:
            self.get(product.variant_of)

    def _put_facts(self, product: Product) -> None:
        self._store.write_many(
            "INSERT INTO product_facts SELECT id, ?, ? FROM products WHERE slug = ?",
            ((key, value, product.slug) for key, value in dict(product.facts).items()),
        )

    def _product(self, row: Row) -> Product:
        facts = self._store.rows("SELECT key, value FROM product_facts WHERE product = ? ORDER BY key", (row[0],))
        return Product(
            slug=row[1],
            name=row[2],
            name_zh=row[3],
            version=row[4],
            model=row[5],
            category=row[6],
            variant_of=row[7],
            facts=tuple((str(key), str(value)) for key, value in facts),
        )


class Documents:
    """Documents of the vendor (product "") or of one product, which several filings use."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def put(self, document: Component, *, product: str = "") -> None:
        """Add a document, or replace the one of that slug."""
        position = self._store.number("SELECT coalesce(max(position), 0) + 1 FROM documents")
        self._store.write(
            "INSERT INTO documents (product, slug, position, value) VALUES (?, ?, ?, ?) "
            "ON CONFLICT DO UPDATE SET value = excluded.value",
            (product, document.slug, position, component_text(document)),
        )

    def remove(self, slug: str, *, product: str = "") -> None:
        """Remove a document; UserError where there is none."""
        if not self._store.write("DELETE FROM documents WHERE product = ? AND slug = ?", (product, slug)):
            raise unknown("document", slug, [document.slug for document in self.list(product=product)])

    def list(self, *, product: str = "") -> tuple[Component, ...]:
        """Give the documents, in the order in which they were entered."""
        rows = self._store.rows("SELECT value FROM documents WHERE product = ? ORDER BY position", (product,))
        return tuple(read_component(str(value)) for (value,) in rows)


def word(what: str) -> Message:
    """Give the word for a kind of thing."""
    return Message(f"word.{what.replace(' ', '-')}")


def taken(what: str, slug: str) -> UserError:
    """The sentence for a slug that stands for another thing already."""
    return SaidError(
        Message("refuse.vendor_product.already-name", {"what": word(what)}),
        where=shown(slug),
        next_step=Message("next.give-new-another-slug", {"what": word(what)}),
    )


def unknown(what: str, slug: str, known: list[str] | None = None) -> UserError:
    """The sentence for a slug or id that stands for nothing, with the nearest that does (None: too many to tell)."""
    if known is None:
        step = Message("next.list-shows", {"what": what})
        return SaidError(
            Message("refuse.vendor_product.no-such", {"what": word(what)}), where=shown(slug), next_step=step
        )
    near = difflib.get_close_matches(slug, known, n=1)
    if near:
        step = Message("next.did-you-mean", {"near": f"`{shown(near[0])}`"})
    elif known:
        step = Message("next.it", {"known": f"{', '.join(map(shown, known[:8]))}{', …' if len(known) > 8 else ''}"})
    else:
        step = Message("next.none-yet", {"what": word(what)})
    return SaidError(Message("refuse.vendor_product.no-such", {"what": word(what)}), where=shown(slug), next_step=step)


def _values(product: Product) -> tuple[str, str, str, str, str, str, str]:
    return (
        product.slug, product.name, product.name_zh, product.version, product.model, product.category,
        product.variant_of,
    )  # fmt: skip
