"""The fixed wording of the pages about firmware images, in English and Chinese."""

from __future__ import annotations

from codebinder.bundle.words import Pair
from codebinder.model.firmware import MarkKind

MAP = Pair("Map of {name}", "{name} 的分布图")
MAGNIFIED = Pair("Magnified: {start} to {end}", "放大：{start} 至 {end}")
HIDDEN_MARK = Pair("hidden here", "已隐藏")
RAISED = Pair("drawn wider than to scale", "加宽显示，不按比例")
PACKED = Pair("unpacked from the part above", "由上方部分解包得出")
CURVE = Pair("entropy, 0 to 8 bits a byte", "熵（0 至 8 比特/字节）")
TOGETHER = Pair("several regions as one, their kinds by height", "多个区域合并显示，高度表示类别比例")

IMAGES = Pair("Firmware images, taken apart", "固件映像分析")
NOTE = Pair(
    "What was read of each image as it leaves in this package; parts that are hidden are read as they stand there, "
    "filled. Numbers of regions are those of the map. Formats are recognised by their own headers and checksums; what "
    "no reader recognises is told apart by entropy alone. To recognise a part is to say what it is: not that it is "
    "genuine, unchanged, complete or safe.",
    "以下内容均依据本包所含映像的实际字节得出；隐藏部分按填充后的字节读取。区域编号与分布图一致。格式依其自身的头部和校验和识别；"
    "无法识别的部分仅依熵值区分。“已识别”仅说明该部分属于何种格式，并不表示其真实、未经改动、完整或安全。",
)
IMAGE = Pair("Image {slug}: {name}", "映像 {slug}：{name}")
WHOLE_IN = Pair("Complete, for programs", "完整数据（供程序读取）")
RECOGNISED = Pair("Recognised as", "识别为")
FACTS = Pair("What it says of itself", "自身标示")
FAULTS = Pair("What is wrong in it", "存在的问题")
FAULTS_INSIDE = Pair("What is damaged, cut off or could not be read", "损坏、截断或未能读取的部分")
FAULTS_COUNTED = Pair(
    "{count} of its parts are damaged, cut off or could not be read whole: manifest.pdf names them.",
    "其中 {count} 个部分损坏、截断或未能完整读取，名称见 manifest.pdf。",
)
STOPPED = Pair("Not read to the end", "未读完")
EMPTY = Pair("The image has no bytes.", "映像为空（0 字节）。")

ACCOUNT = Pair("Account of its bytes", "字节统计")
KIND = Pair("Kind", "类别")
BYTES = Pair("Bytes", "字节数")
SHARE = Pair("Share", "占比")
HIDDEN_SUM = Pair(
    "hidden by the filer and filled, counted above as what it reads as",
    "由申报人隐藏并填充（已按填充后的内容计入以上各类）",
)
SUM = Pair("Sum: the size of the image", "合计：映像大小")

REGIONS = Pair("Regions", "区域")
NUMBER = Pair("No.", "编号")
START = Pair("Start", "起始")
END = Pair("End, not included", "结束（不含）")
WHAT = Pair("What it is", "内容")
ENTROPY = Pair("Bits a byte", "比特/字节")
INSIDE = Pair("in {name}", "位于 {name}")

CONTENTS = Pair("Tree of contents", "内容树")
NAME = Pair("Name", "名称")
SIZE = Pair("Size", "大小")
DIGEST = Pair("SHA-256", "SHA-256")
FOLDED = Pair("{count} files, {size} bytes", "{count} 个文件，{size} 字节")
AT_TOP = Pair("(at the top)", "（根目录）")
LARGEST = Pair("the largest of them:", "其中最大的：")
MORE = Pair("{count} more in {file}", "另有 {count} 项，见 {file}")
NOT_DIGESTED = Pair("not read", "未读取")
LEADS_TO = Pair("leads to {target}", "指向 {target}")
NONE_READ = Pair("Nothing inside it could be read.", "其中内容未能读取。")
NO_TREE = Pair("Nothing stands inside it.", "其中不含其他内容。")

MARKS = Pair("What it says about itself", "映像自身的标记")
MARK_KINDS = {
    MarkKind.VERSION: Pair("version", "版本"),
    MarkKind.BANNER: Pair("banner", "启动标识"),
    MarkKind.BUILD_ID: Pair("build id", "构建标识"),
    MarkKind.COMPILER: Pair("compiler", "编译器"),
    MarkKind.BUILD_PATH: Pair("build path", "构建路径"),
    MarkKind.LICENCE: Pair("licence", "许可证"),
    MarkKind.URL: Pair("address on the network", "网络地址"),
    MarkKind.ACCOUNT: Pair("account", "账户"),
    MarkKind.COMPONENT: Pair("component", "组件"),
    MarkKind.CERTIFICATE: Pair("certificate", "证书"),
    MarkKind.KEY: Pair("key", "密钥"),
    MarkKind.DATE: Pair("date", "日期"),
}
SAYS = Pair("What it says", "内容")
WHERE = Pair("Where first, how often", "首次出现位置、次数")
TIMES = Pair("{count} times", "{count} 次")
ACCOUNTS_NOTE = Pair(
    "Accounts are named without their password hashes.",
    "所列账户不含口令散列值。",
)
NO_MARKS = Pair("No versions, banners or other marks were found in it.", "未发现版本、标识等标记。")
KEYS = Pair("Keys and certificates in it", "其中的密钥和证书")
KEYS_NOTE = Pair(
    "Found in the image itself; what the vendor declares of keys stands in the form.",
    "以下为在映像中发现的密钥和证书；供应商声明的密钥见申报表。",
)
COMPONENTS = Pair("Third-party components, by their banners", "第三方组件（依标识识别）")
VERSION = Pair("Version", "版本")

TIE = Pair("Tie to the disclosed source", "与所披露源代码的对应")
TIE_SHARE = Pair(
    "Of {strings} distinct meaningful strings in the image, {explained} ({percent}) stand in the disclosed sources "
    "({sources}).",
    "映像中共有 {strings} 个不同的有意义字符串，其中 {explained} 个（{percent}）见于所披露的源代码（{sources}）。",
)
TIE_SYMBOLS = Pair(
    "Of {symbols} names of functions and data, {symbols_explained} ({symbol_percent}) stand in the disclosed sources.",
    "{symbols} 个函数和数据名称中，{symbols_explained} 个（{symbol_percent}）见于所披露的源代码。",
)
TIE_NO_SOURCE = Pair(
    "No source is disclosed beside this image, so that nothing of it could be tied to one.",
    "本包未随该映像披露源代码，因此无从比对。",
)
TIE_NO_STRINGS = Pair(
    "The image holds no meaningful strings, so that nothing of it could be tied to a source.",
    "映像中没有有意义的字符串，因此无法与源代码比对。",
)
TIE_THIRD = Pair(
    "Of the strings that do not, {count} stand in parts that carry a third party's banner.",
    "未见于源代码的字符串中，{count} 个位于带有第三方标识的部分。",
)
TIE_MEANS = Pair(
    "A large share says that this source and this image belong together; it does not prove that the image was built "
    "from exactly this source, nor that the source is complete: code without strings leaves no trace here, strings can "
    "be the same in other versions, and third-party parts may have no source in this package. Only a build from the "
    "source that gives the same bytes would prove it. A small share says that most of its text comes from elsewhere: "
    "from third parties, from sources that are not disclosed or are hidden here, or from another version.",
    "占比高说明该源代码与该映像相互对应，但不能证明映像完全由此源代码构建，也不能证明源代码完整：不含字符串的代码在此不留痕迹，"
    "不同版本可能含有相同的字符串，第三方部分的源代码可能不在本包内。只有由源代码重新构建并得到相同的字节，才能证明。"
    "占比低说明其文本大多来自他处：第三方、未披露或在此隐藏的源代码，或其他版本。",
)
PART = Pair("Part of the image", "映像部分")
STRINGS = Pair("Strings", "字符串")
EXPLAINED = Pair("In the source", "见于源代码")
THIRD_PARTY = Pair("Third party", "第三方")
FILE = Pair("Disclosed file", "披露的文件")
IN_IMAGE = Pair("Strings in the image", "映像中的字符串")
ALONE = Pair("In no other file", "仅见于该文件")
MATCHES = Pair("Versions, build ids and dates", "版本、构建标识和日期")
IN_SOURCE = Pair("The same in the source", "源代码中的对应")
NOT_IN_SOURCE = Pair("not found in the source", "源代码中未找到")
WITHOUT = Pair("Parts with no disclosed source", "没有对应源代码的部分")
WITHOUT_NOTE = Pair(
    "These hold code or text, and nothing of it stands in any disclosed source.",
    "以下部分含有代码或文本，但在所披露的源代码中均未找到对应内容。",
)
UNEXPLAINED = Pair("Strings that no disclosed source has", "所披露源代码中没有的字符串")
SYMBOLS_UNEXPLAINED = Pair("Names that no disclosed source has", "所披露源代码中没有的名称")

BUILD = Pair("How it was built, as declared", "构建情况（声明）")
BUILD_NOTE = Pair(
    "Declared by the vendor; the program does not build the image.",
    "由供应商声明；本程序不构建映像。",
)
BUILD_KEYS = {
    "toolchain": Pair("Toolchain", "工具链"),
    "flags": Pair("Flags", "编译选项"),
    "commands": Pair("Commands", "构建命令"),
    "built_by": Pair("Built by", "构建人"),
    "built_on": Pair("Built on", "构建日期"),
    "environment": Pair("Environment", "构建环境"),
    "reproducible": Pair("Reproducible", "可重现"),
    "rebuilt": Pair("Built again and compared", "重新构建并比对"),
}
REBUILT_SAME = Pair("every one of {size} bytes is the same", "{size} 字节逐一相同")
REBUILT_DIFFERS = Pair(
    "{differing} of {size} bytes differ, in {regions} regions",
    "{size} 字节中有 {differing} 字节不同，分布于 {regions} 个区域",
)
YES_NO = {"yes": Pair("yes", "是"), "no": Pair("no", "否")}
CONTRADICTED = {
    "toolchain": Pair("The image names another compiler than declared: {seen}", "映像所示编译器与声明不同：{seen}"),
    "built_on": Pair("The image names a later day than declared: {seen}", "映像所示日期晚于声明：{seen}"),
    "reproducible": Pair(
        "The image holds the time of a build; it is reproducible only where that time is fixed: {seen}",
        "映像中含有构建时间；仅当该时间固定时才可重现：{seen}",
    ),
    "rebuilt": Pair(
        "It is declared to be reproducible, and what was built again differs.",
        "声明为可重现，但重新构建的结果不同。",
    ),
}
OVERVIEW_NOTE = Pair(
    "What stands where in the device's software, as a picture; manifest.pdf says more.",
    "设备软件的内容分布图；详见 manifest.pdf。",
)
ITSELF = Pair("the image itself, outside the parts below", "映像本身（不含以下部分）")
MATCH_KINDS = {
    "version": Pair("version", "版本"),
    "build-id": Pair("build id", "构建标识"),
    "date": Pair("date", "日期"),
    "symbol": Pair("name", "名称"),
    "banner": Pair("banner", "启动标识"),
}
ASKED = Pair(
    "What the template asks of the device: ports, start, updates, keys",
    "模板对设备的要求：接口、启动、更新、密钥",
)
