"""`codebinder product`: what is filed, and its facts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from codebinder.cli.context import Context, Parser, Values, command, group, pairs, plain, with_file
from codebinder.errors import ExitCode

if TYPE_CHECKING:
    from codebinder.cli.context import Commands


def register(commands: Commands, common: Parser) -> None:
    """Add the commands."""
    subs = group(commands, "product", "what is filed, and its facts")
    parser = with_file(command(subs, "add", common, _add, "add a product"), filing=False)
    for name in ("name", "version"):
        parser.add_argument(f"--{name}", required=True)
    parser.add_argument("--model", default="")
    parser.add_argument("--category", default="", metavar="CODE")
    parser.add_argument("--variant-of", default="", metavar="SLUG")
    parser.add_argument("--slug", default="")
    parser = with_file(command(subs, "set", common, _set, "set facts such as uses_crypto=yes"), filing=False)
    parser.add_argument("--product", required=True, metavar="SLUG")
    parser.add_argument("pairs", nargs="+", metavar="KEY=VALUE")


def _add(context: Context, values: Values) -> ExitCode:
    from codebinder.workflow import vendors

    with context.session(values.file) as session:
        product = vendors.add_product(
            session,
            name=values.name,
            version=values.version,
            model=values.model,
            category=values.category,
            variant_of=values.variant_of,
            slug=values.slug,
        )
    context.out.line(f"Added the product {product.slug}: {product.name} {product.version}.")
    context.out.result({"product": plain(product)})
    return ExitCode.DONE


def _set(context: Context, values: Values) -> ExitCode:
    from codebinder.workflow import vendors

    with context.session(values.file) as session:
        product = vendors.set_product(session, values.product, pairs(values.pairs))
    context.out.line(f"Set {len(values.pairs)} facts of {product.slug}.")
    context.out.result({"product": plain(product)})
    return ExitCode.DONE
