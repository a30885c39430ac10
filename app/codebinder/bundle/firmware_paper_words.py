"""The fixed wording of the pages about firmware images, in English and Chinese."""

from __future__ import annotations

from codebinder.bundle.words import Pair

MAP = Pair("Map of {name}", "{name} 的分布图")
MAGNIFIED = Pair("Magnified: {start} to {end}", "放大：{start} 至 {end}")
HIDDEN_MARK = Pair("hidden here", "已隐藏")
RAISED = Pair("drawn wider than to scale", "加宽显示，不按比例")
PACKED = Pair("unpacked from the part above", "由上方部分解包得出")
CURVE = Pair("entropy, 0 to 8 bits a byte", "熵（0 至 8 比特/字节）")
TOGETHER = Pair("several regions as one, their kinds by height", "多个区域合并显示，高度表示类别比例")
