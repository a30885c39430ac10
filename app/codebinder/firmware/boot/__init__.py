"""Reads what boards and boot loaders read: U-Boot images, device trees, Android, vendors' headers, tables of flash."""

from __future__ import annotations

from codebinder.firmware.boot import (
    android,
    avb,
    dfu,
    esp,
    esptable,
    imx,
    kernels,
    loaders,
    mcuboot,
    roms,
    routers,
    sections,
    sparse,
    trees,
    trx,
    uefi,
    uimage,
)
from codebinder.firmware.reading import Reader

READERS: tuple[Reader, ...] = (
    *esptable.READERS,
    *dfu.READERS,
    *sections.READERS,
    *uimage.READERS,
    *trees.READERS,
    *trx.READERS,
    *android.READERS,
    *avb.READERS,
    *sparse.READERS,
    *esp.READERS,
    *kernels.READERS,
    *uefi.READERS,
    *routers.READERS,
    *loaders.READERS,
    *mcuboot.READERS,
    *imx.READERS,
    *roms.READERS,
)
