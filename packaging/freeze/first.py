"""Runs before everything else in the frozen program, in every process of it.

Children get the environment that the program was started with: on Linux PyInstaller's loader points LD_LIBRARY_PATH at
our own libraries. This process has them by now; git, a file manager or a browser must find theirs. A worker or another
window of ours is started by the same loader, which sets all that again where it does not find its own marks.

And pyHanko can sign without the libraries for networks that it brings along: they are not inside, but two of its
modules, which fetch time stamps and certificates, are loaded with all others. Nothing of ours asks them for anything.
"""

import os
import sys
from types import ModuleType

for name in ("LD_LIBRARY_PATH", "LIBPATH"):
    before = os.environ.pop(f"{name}_ORIG", None)
    if before is not None:
        os.environ[name] = before
    else:
        os.environ.pop(name, None)
for name in [each for each in os.environ if each.startswith("_PYI_")]:
    del os.environ[name]


class NoNetwork:
    """Can be named, and not be made."""

    def __init__(self, *_given: object, **_named: object) -> None:
        raise ImportError("the frozen program holds no library for networks")


for module, named in (
    ("pyhanko.sign.timestamps.aiohttp_client", "HTTPTimeStamper"),
    ("pyhanko_certvalidator.fetchers.aiohttp_fetchers", "AIOHttpFetcherBackend"),
):
    sys.modules[module] = ModuleType(module, NoNetwork.__doc__)
    vars(sys.modules[module])[named] = NoNetwork
