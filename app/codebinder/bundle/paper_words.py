"""The fixed wording of the papers that templates ask for, and of the pages that explain a package."""

from __future__ import annotations

from codebinder.bundle.words import Pair
from codebinder.model.package import Origin

TO = Pair("To", "致", (("ru", "Кому"), ("fr", "À")))
FROM = Pair("From", "发自", (("ru", "От"), ("fr", "De")))
DATE = Pair("Date", "日期", (("ru", "Дата"), ("fr", "Date")))
SUBJECT = Pair("Subject", "事由", (("ru", "Тема"), ("fr", "Objet")))
ABOUT = Pair("Product", "产品", (("ru", "Изделие"), ("fr", "Produit")))
AUTHORITY = Pair("Authority", "主管机关", (("ru", "Орган"), ("fr", "Autorité")))
SIGNER = Pair(
    "Legal representative or authorised person",
    "法定代表人或授权代表",
    (("ru", "Законный или уполномоченный представитель"), ("fr", "Représentant légal ou personne habilitée")),
)
NAME_BLOCK = Pair("Name in block letters", "姓名（正楷）", (("ru", "Фамилия, инициалы"), ("fr", "Nom en capitales")))
NOT_ANSWERED = Pair("(not answered)", "（未填写）", (("ru", "(не заполнено)"), ("fr", "(sans réponse)")))
DECLARED = Pair("We declare:", "我方声明：", (("ru", "Заявляем:"), ("fr", "Nous déclarons :")))
NOTHING_DECLARED = Pair("Nothing has been declared yet.", "尚未作出任何声明。")
ITEM = Pair("Item", "项目", (("ru", "Пункт"), ("fr", "Rubrique")))
ANSWER = Pair("Answer", "内容", (("ru", "Ответ"), ("fr", "Réponse")))
NUMBER = Pair("No.", "序号", (("ru", "№"), ("fr", "N°")))

EVIDENCE = Pair("Where in the package", "包内位置")
STATE = Pair("State, and why", "状态及理由")
FORM_PLACE = Pair("{file}, item {item}", "{file}第{item}项")
AFTERWARDS = Pair("made after approval: manifest.pdf", "批准后生成：manifest.pdf")
CHECKLIST_NOTE = Pair(
    "What the template asks for, what became of it, and where in the package it stands. Paths are relative to the "
    "package's folder; where the reader follows links, a click opens the file.",
    "列出模板的各项要求、办理状态及其在包内的位置。路径相对于包的文件夹；阅读器支持链接时，点击即可打开。",
)

BY_FILE = Pair("By file", "按文件")
RANGES = Pair("Ranges", "范围数")
NUMBERS = Pair("Numbers of the ranges", "范围编号")
PAGES = Pair("Printed pages", "打印页码")
NOTHING_HIDDEN = Pair("Nothing is hidden, and nothing is withheld.", "未隐藏任何内容，亦无未披露文件。")

BELONGS = Pair("This page belongs to filing {slug} ({uid}).", "本页属于{slug}（{uid}）。")
SEAL_ACROSS = Pair("Seal across the edges of all pages", "骑缝章：加盖于全部页面侧边")
SEAL_ACROSS_HOW = Pair(
    "Fan the pages out along this edge, so that the seal falls on every one of them; more than one seal where "
    "there are "
    "many pages.",
    "将各页沿此侧边错开，使印章落在每一页上；页数较多时分次加盖。",
)
SEAL_NOTE = Pair(
    "Seals and signatures go on the printed papers; what is sealed here is named by the digests on the "
    "transmittal slip.",
    "印章与签字加盖于打印文书；本页所指的包以交接单所列摘要为准。",
)

FILE = Pair("File", "文件")
BYTES = Pair("Bytes", "字节数")
SHA256 = Pair("SHA-256", "SHA-256")
PAGE_COUNT = Pair("Pages", "页数")
FILE_DATE = Pair("Date", "日期")
TOTAL = Pair("{files} files, {size} bytes", "共{files}个文件，{size}字节")
TRANSMITTAL_NOTE = Pair(
    "What is handed over, with this list itself left out. Approvals, checksums and the seal are made after the "
    "approval "
    "and stand in manifest.pdf and SHA256SUMS.",
    "所移交的文件（不含本清单）。批准记录、校验和与封签在批准后生成，见 manifest.pdf 与 SHA256SUMS。",
)
TRANSMITTAL_SHORT = Pair("What is handed over, with this list itself left out.", "所移交的文件（不含本清单）。")

COPY_OF = Pair("Copy {number} of {copies}", "第{number}份 共{copies}份", (("ru", "Экземпляр {number} из {copies}"),))
CUT_HERE = Pair("Cut along the frame and fix to the medium.", "沿框裁下，贴于介质。")

COUNSEL_NOTE = Pair(
    "Rules that the sources leave unclear, and what has been left out, each with what a person decided and why. For "
    "counsel to look at before this is filed.",
    "规则来源不明确之处与已省略的事项，以及由人作出的决定和理由，供法务在提交前审阅。",
)
COUNSEL_KINDS = {
    "open": Pair("rule unclear, not decided", "规则不明，尚未决定"),
    "unclear": Pair("rule unclear, decided", "规则不明，已作决定"),
    "omitted": Pair("left out, justified", "已说明理由后省略"),
    "contradiction": Pair("the code says otherwise", "与代码所示不符"),
}
DECIDED_BY = Pair("By, when", "由谁、何时")
SOURCES = Pair("What the sources say", "来源所述")

OVERVIEW = Pair("About this package", "关于本材料包")
WHAT_IS = Pair("What this is", "这是什么")
WHAT_IS_TEXT = Pair(
    "{vendor} hands this package to {recipient}. It holds what {vendor} discloses about {product}, put together by the "
    'rules of "{template}".',
    "{vendor}向{recipient}提交本材料包。其中是{vendor}依“{template}”的规则就{product}所披露的内容。",
)
SOMEBODY = Pair("the recipient", "接收方")
PLAIN = Pair(
    "Source code is the text that programmers write and from which the product's software is made. Firmware is that "
    "software as it runs inside the device. Nobody needs to run anything to read this package: papers are PDF files, "
    "source code is plain text.",
    "源代码是程序员编写、用以制作产品软件的文本；固件是在设备内运行的软件。阅读本材料包无需运行任何程序：文书为 "
    "PDF，源代码为纯文本。",
)
PLAIN_PAPERS = Pair(
    "No source code is in it. Nobody needs to run anything to read this package: papers are PDF files.",
    "本材料包不含源代码。阅读无需运行任何程序：文书为 PDF。",
)
ASKED = Pair("What is asked for", "要求什么")
ASKED_BY = Pair("Asked by", "提出要求者")
ASKED_MET = Pair(
    "{met} of {asked} requirements that apply are met; {other} are left out or decided with a reason. The "
    "checklist says "
    "which and where.",
    "适用的{asked}项要求中，{met}项已满足，{other}项已说明理由后省略或作出决定，详见要求核对。",
)
INSIDE = Pair("What is in it", "包内有什么")
FOLDER = Pair("Folder", "文件夹")
HOLDS = Pair("What it holds", "内容")
COUNT = Pair("Files", "文件数")
SIZE = Pair("Bytes", "字节数")
PLACES: tuple[tuple[str, Pair], ...] = (
    ("data/source/", Pair("source code as disclosed, file by file", "所披露的源代码，逐个文件")),
    ("data/listing/", Pair("source code printed on numbered pages", "按页打印的源代码")),
    ("data/firmware/", Pair("the device's software as it is installed", "设备中安装的软件")),
    ("data/documents/", Pair("documents that were supplied with the filing", "随附的文件资料")),
    ("papers/", Pair("forms, declarations, this paper, the log of what is hidden", "表格、声明、本文、隐藏记录")),
    ("proof/", Pair("who approved, with which key; proof of what is hidden", "批准者及其密钥；隐藏内容的证明")),
)
LISTING_TEXT = Pair("the program listing as plain-text files", "纯文本文件形式的程序清单")
MANIFEST = Pair(
    "everything on paper: each file with its digests, the checklist, the approvals, how to verify",
    "全部内容的书面清单：各文件及其摘要、要求核对、批准、核验方法",
)
AFTER_APPROVAL = Pair("made after approval", "批准后生成")
FIGURES = Pair("The package in figures", "数据一览")
FOLDERS = Pair("The source code, folder by folder", "源代码各文件夹")
FOLDERS_NOTE = Pair(
    "Counted over what is disclosed. What a folder is for is said by {vendor}; where its files come from is judged by "
    "their names and by the licences that they name.",
    "按所披露内容统计。文件夹用途由{vendor}说明；来源按文件名称及文件中所载许可判断。",
)
LANGUAGE = Pair("Language", "语言")
LINES = Pair("Lines", "行数")
PURPOSE = Pair("What it is for", "用途")
ORIGIN = Pair("Origin", "来源")
DISCLOSED = Pair("Disclosed", "披露情况")
ORIGINS = {
    Origin.OWN: Pair("own", "自有"),
    Origin.THIRD_PARTY: Pair("names third-party licences", "载有第三方许可"),
    Origin.VENDORED: Pair("third party, by its name", "第三方（按名称判断）"),
}
NOTICES = Pair("{name} ({files})", "{name} ({files})")
WHOLE = Pair("all files whole", "全部文件完整")
PRINTED_FILES = Pair("printed, all or a part", "打印（全部或部分）")
PARTLY = Pair("{count} with parts hidden", "{count}个部分隐藏")
HELD_BACK = Pair("{count} withheld", "{count}个未披露")
AT_MOST = Pair("at most {percent} % hidden", "隐藏不超过{percent} %")
ROOT_FOLDER = Pair("(files at the top)", "（顶层文件）")
NO_PURPOSE = Pair("–", "–")
HIDDEN = Pair("What is hidden", "隐藏了什么")
HIDDEN_NONE = Pair("Nothing is hidden in what is disclosed.", "所披露内容中未隐藏任何部分。")
HIDDEN_SOME = Pair(
    "{ranges} places are hidden behind numbered marks, and {withheld} files are withheld. Each has a published reason, "
    "was approved by a person, and carries a commitment: a sealed number by which {vendor} can show that place "
    "later and "
    "prove that it is the one that was hidden.",
    "共有{ranges}处以编号标记隐藏，{withheld}个文件未披露。每处均有公布的理由并经人批准，且附承诺值："
    "{vendor}日后可凭以出示该处"
    "内容，并证明即当时所隐藏者。",
)
CHECK = Pair("How to check it, in three steps", "核对三步")
STEPS: tuple[Pair, ...] = (
    Pair(
        "Compare: the transmittal slip came to you by another way. Compute the SHA-256 of the archive and "
        "compare it with "
        "the slip, group by group.",
        "比对：交接单经另一途径送达。计算归档文件的 SHA-256，与交接单逐组比对。",
    ),
    Pair(
        "Verify: unpack the archive and follow VERIFY-en.txt. It gives commands for Windows and others that "
        "need nothing "
        "installed, and says what each result means.",
        "核验：解开归档文件，按 VERIFY-zh.txt 操作。所列命令（含 Windows）无需安装任何软件，并说明每种结果的含义。",
    ),
    Pair(
        "Compare the names: manifest.pdf names who approved these files, with a fingerprint for each key. Ask {vendor} "
        "for the fingerprints on a telephone number that you already know.",
        "核对人员：manifest.pdf 载有批准者及其密钥指纹。请拨打已知号码，向{vendor}核实指纹。",
    ),
)
WHO = Pair("Who approves", "由谁批准")
WHO_TEXT = Pair(
    "{count} person(s) with the role {role} sign exactly these files, each with a key of their own; whoever proposed "
    "what is hidden is not among them. Their names stand on the approval page of manifest.pdf.",
    "由{count}名“{role}”各以本人密钥对这些文件签名；提出隐藏者不在其列。姓名载于 manifest.pdf 的批准页。",
)
SEE = Pair("See {where}", "参见 {where}")
CHART_TEXT = Pair("In words: {text}", "文字说明：{text}")
MORE_FOLDERS = Pair("and {count} more folders, listed below", "另有{count}个文件夹，见下表")
