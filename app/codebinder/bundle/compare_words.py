"""The fixed wording of a report about two firmware images, in English and Chinese."""

from __future__ import annotations

from codebinder.bundle.words import Pair
from codebinder.model.firmware import Change

TITLE = Pair("Two firmware images compared", "固件映像对比报告")
ONE = Pair("Image 1", "映像1")
OTHER = Pair("Image 2", "映像2")
BYTES = Pair("{name}, {size} bytes", "{name}，{size} 字节")
RESULT = Pair("Result", "结论")
IDENTICAL = Pair(
    "The two images are the same, byte for byte.",
    "两个映像逐字节完全相同。",
)
DIFFERENT = Pair(
    "The two images differ. Of {regions} regions, {same} are the same, {moved} stand elsewhere, {changed} have changed "
    "({differing} bytes at the same places), {added} stand in image 2 alone and {removed} in image 1 alone.",
    "两个映像不同。共 {regions} 个区域：相同 {same} 个，移位 {moved} 个，改变 {changed} 个"
    "（相同位置上 {differing} 字节不同），仅见于映像2的 {added} 个，仅见于映像1的 {removed} 个。",
)
ONLY = Pair(
    "Wherever regions have changed, no more than this differs: {only}.",
    "改变的区域中仅有以下内容不同：{only}。",
)
FILES_TOLD = Pair(
    "Of the files inside, {same} are the same, {moved} have moved, {changed} have changed, {added} stand in image 2 "
    "alone and {removed} in image 1 alone.",
    "其中的文件：相同 {same} 个，移位 {moved} 个，改变 {changed} 个，"
    "仅见于映像2的 {added} 个，仅见于映像1的 {removed} 个。",
)
MEANS = Pair(
    "Compared are bytes. That two images agree does not say from which source they were built, and that they differ in "
    "times, signatures or build paths alone does not prove that the rest does the same; it shows where to look.",
    "本报告比较的是字节。两个映像一致并不说明其由何源代码构建；仅在时间、签名或构建路径上不同，也不证明其余部分功能相同，"
    "而是指出应查看何处。",
)
PICTURE = Pair("Both images, side by side", "两个映像并列")
REGIONS = Pair("Regions", "区域")
FILES = Pair("Files inside", "其中的文件")
NO_FILES = Pair("No files stand inside that differ.", "其中没有不同的文件。")
SAME_LEFT_OUT = Pair(
    "{count} files that are the same are not listed.",
    "{count} 个相同的文件未列出。",
)
MARKS_ONE = Pair("What image 1 alone says of itself", "仅映像1含有的标记")
MARKS_OTHER = Pair("What image 2 alone says of itself", "仅映像2含有的标记")
STRINGS_ONE = Pair("Strings in image 1 alone", "仅见于映像1的字符串")
STRINGS_OTHER = Pair("Strings in image 2 alone", "仅见于映像2的字符串")
MORE = Pair("{count} more; the report for programs has them all.", "另有 {count} 项；供程序读取的报告列出全部。")
CHANGE = Pair("What became of it", "变化")
DIFFERING = Pair("Bytes that differ", "不同的字节数")
WHAT = Pair("What it is", "内容")
PATH = Pair("Path", "路径")
SIZES = Pair("Size in 1, in 2", "大小（1、2）")
CHANGES = {
    Change.SAME: Pair("the same", "相同"),
    Change.MOVED: Pair("moved", "移位"),
    Change.CHANGED: Pair("changed", "改变"),
    Change.ADDED: Pair("in image 2 alone", "仅见于映像2"),
    Change.REMOVED: Pair("in image 1 alone", "仅见于映像1"),
}
