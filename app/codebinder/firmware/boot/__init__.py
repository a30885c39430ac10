"""Reads what boards and boot loaders read: U-Boot images, device trees, Android, vendors' headers, tables of flash."""

from __future__ import annotations

from codebinder.firmware.boot import android, esp, esptable, kernels, sparse, trees, trx, uimage
from codebinder.firmware.reading import Reader

READERS: tuple[Reader, ...] = (
    *esptable.READERS,
    *uimage.READERS,
    *trees.READERS,
    *trx.READERS,
    *android.READERS,
    *sparse.READERS,
    *esp.READERS,
    *kernels.READERS,
)
