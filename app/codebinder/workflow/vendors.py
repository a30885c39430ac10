"""The vendor and its products: entered once, used by every filing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from codebinder.base.messages import SaidError
from codebinder.model.filing import Product, Vendor
from codebinder.model.text import Message, shown
from codebinder.workflow.session import Session, slugged

_NAMES = ("name", "name_zh")
_PRODUCT = ("name", "name_zh", "version", "model", "category")


def vendor(session: Session) -> dict[str, str]:
    """Give the vendor's facts, `name` and `name_zh` among them."""
    held = session.book.vendor.get()
    return {"name": held.name, "name_zh": held.name_zh, **dict(held.facts)}


def set_vendor(session: Session, values: Mapping[str, str]) -> Vendor:
    """Set facts of the vendor; an empty value removes a fact, but the name stays."""
    _check_keys(values)
    held = session.book.vendor.get()
    facts = dict(held.facts)
    facts.update({key: value for key, value in values.items() if key not in _NAMES})
    name = values.get("name", held.name).strip()
    if not name:
        raise SaidError(Message("refuse.vendors.vendor-name-cannot-empty"), where="name")
    changed = Vendor(
        name=name,
        name_zh=values.get("name_zh", held.name_zh),
        facts=tuple(sorted((key, value) for key, value in facts.items() if value)),
    )
    with session.book.transaction("vendor set", detail={"count": len(values)}):
        session.book.vendor.set(changed)
    return changed


def products(session: Session) -> tuple[Product, ...]:
    """Give every product of the workbook."""
    return session.book.products.list()


def add_product(
    session: Session,
    *,
    name: str,
    version: str,
    model: str = "",
    category: str = "",
    variant_of: str = "",
    slug: str = "",
) -> Product:
    """Add a product; a variant starts with the facts, model and category of the product that it varies."""
    if not name.strip() or not version.strip():
        raise SaidError(
            Message("refuse.vendors.product-needs-name-version"), next_step=Message("next.give-both-name-version")
        )
    taken = {product.slug for product in products(session)}
    origin = session.book.products.get(variant_of) if variant_of else None
    product = Product(
        slug=slugged(slug, f"{name}-{version}", taken),
        name=name.strip(),
        version=version.strip(),
        model=model or (origin.model if origin else ""),
        category=category or (origin.category if origin else ""),
        variant_of=variant_of,
        facts=origin.facts if origin else (),
    )
    with session.book.transaction("product add", subject=product.slug):
        session.book.products.add(product)
    return product


def set_product(session: Session, slug: str, values: Mapping[str, str]) -> Product:
    """Set a product's name, version, model, category, or facts such as `uses_crypto`; an empty value removes a fact."""
    product = changed_product(session, slug, values)
    with session.book.transaction("product set", subject=slug, detail={"count": len(values)}):
        session.book.products.set(product)
    return product


def changed_product(session: Session, slug: str, values: Mapping[str, str]) -> Product:
    """Give the product as `set_product` would write it down, with every value checked."""
    _check_keys(values)
    product = session.book.products.get(slug)
    facts = dict(product.facts)
    fields = {key: value.strip() for key, value in values.items() if key in _PRODUCT}
    facts.update({key: value.strip() for key, value in values.items() if key not in _PRODUCT})
    for needed in ("name", "version"):
        if needed in fields and not fields[needed]:
            raise SaidError(Message("refuse.vendors.product-cannot-empty", {"needed": needed}), where=slug)
    return replace(product, facts=tuple(sorted((key, value) for key, value in facts.items() if value)), **fields)


def _check_keys(values: Mapping[str, str]) -> None:
    for key in values:
        if not key.replace("_", "").replace("-", "").replace(".", "").isalnum():
            raise SaidError(Message("refuse.vendors.fact-name-holds-letters-digits"), where=shown(key))
