"""The fixed wording of the papers, in English and Chinese: part of the filed bytes, hence together and here."""

from __future__ import annotations

from dataclasses import dataclass

from codebinder.bundle.words_more import MORE
from codebinder.model.checklist import RequirementState
from codebinder.model.rule_source import Certainty
from codebinder.model.template import Level, Status
from codebinder.model.text import LangText


@dataclass(frozen=True, slots=True)
class Pair:
    """One text in both languages of the papers, and in `more` of them (tag, text) where papers are drawn in those."""

    en: str
    zh: str
    more: tuple[tuple[str, str], ...] = ()

    def __post_init__(self) -> None:
        if not self.more and self.en in MORE:
            object.__setattr__(self, "more", MORE[self.en])

    def get(self, lang: str) -> str:
        """Give the text in one language; in English where that has none."""
        return self.zh if lang == "zh" else dict(self.more).get(lang, self.en)

    def fill(self, **values: str | int) -> Pair:
        """Put values into fields."""
        more = tuple((lang, text.format(**values)) for lang, text in self.more)
        return Pair(self.en.format(**values), self.zh.format(**values), more)


Words = Pair | LangText
"""What papers are set from: the program's own words, or a template's, which may be in any language."""


def pair_of(text: LangText) -> Pair:
    """Give a template's text as a pair, with its further languages; a missing one falls back to English."""
    return Pair(text.get("en"), text.get("zh"), tuple(pair for pair in text.pairs if pair[0] not in {"en", "zh"}))


DRAFT = Pair(
    "DRAFT – not approved, not to be filed",
    "草稿 未经批准，不得提交",
    (("ru", "ПРОЕКТ – не утверждено, не подлежит подаче"), ("fr", "PROJET – non approuvé, ne pas déposer")),
)
PAGE_OF = Pair(
    "Page {page} of {pages}",
    "第 {page} 页 共 {pages} 页",
    (("ru", "Страница {page} из {pages}"), ("fr", "Page {page} sur {pages}")),
)
INTERNAL = Pair("CONFIDENTIAL – internal, not part of any filing", "内部文件 不得对外提供")
MANIFEST = Pair("Disclosure manifest", "披露材料清单")
FORM = Pair("Filing form", "申报表")
SLIP = Pair("Transmittal slip", "交接单")
CONTENTS = Pair("Contents", "目录")
NONE = Pair("None.", "无。")

VENDOR = Pair("Filed by", "申报单位", (("ru", "Подаёт"), ("fr", "Déposé par")))
RECIPIENT = Pair("Filed with", "接收单位", (("ru", "Кому"), ("fr", "Déposé auprès de")))
PRODUCT = Pair("Product", "产品名称", (("ru", "Изделие"), ("fr", "Produit")))
MODEL = Pair("Model", "型号", (("ru", "Модель"), ("fr", "Modèle")))
VERSION = Pair("Version", "版本", (("ru", "Версия"), ("fr", "Version")))
CATEGORY = Pair("Category", "类别", (("ru", "Категория"), ("fr", "Catégorie")))
TEMPLATE = Pair("Filing template", "申报模板")
SCREEN = Pair("Screen put to it", "附加的筛查单")
TEMPLATE_DIGEST = Pair("Template SHA-256", "模板 SHA-256")
AUTHORITY = Pair("Authority", "主管机关")
STATUS = Pair("Status of the regime", "制度状态")
CONFIDENCE = Pair("Confidence in the rules", "规则可信度")
LEGAL_BASIS = Pair("Legal basis", "法律依据")
FILING_ID = Pair("Filing", "申报编号")
ROUND = Pair("Round", "轮次")
ROUND_DIGEST = Pair("Round digest", "轮次摘要")
ROUND_NONE = Pair("none (draft)", "无（草稿）")
FILES = Pair("Files in the inventory", "文件清单所列")
FILES_TEXT = Pair("{files} files, {size} bytes", "{files} 个文件，{size} 字节")
HIDDEN = Pair("Hidden ranges", "隐藏范围")
HIDDEN_TEXT = Pair("{ranges} ranges, {withheld} withheld files", "{ranges} 处范围，{withheld} 个未披露文件")
SHARE = Pair("How much is hidden", "遮盖比例")
SHARE_WITHIN = Pair(
    "{comparator} {ceiling} of the {basis} of {scope}, as the template allows",
    "{scope}的{basis} {comparator} {ceiling}，符合模板规定",
)
SHARE_PERCENT = Pair("at most {percent} % of the {basis} of {scope}", "不超过{scope}{basis}的{percent} %")
SHARE_BASES = {
    "chars": Pair("characters", "字符"),
    "lines": Pair("lines", "行数"),
    "area": Pair("printed area", "打印面积"),
    "pages": Pair("pages", "页数"),
}
SHARE_SCOPES = {
    "file": Pair("each file", "每个文件"),
    "package": Pair("the package", "整个包"),
    "page": Pair("each printed page", "每一打印页"),
    "deposit": Pair("all that is printed", "全部打印内容"),
}
SHARE_WHOLES = {"file": "package", "page": "deposit"}
"""A figure in percent is that of the whole, even where the ceiling is for each part of it."""
ROOT = Pair("Root of the commitments", "承诺根值")
CODEC = Pair("Compression", "压缩方式")
DATE = Pair("Date (of the last approval)", "日期（最后批准日）")

STATUSES = {
    Status.IN_FORCE: Pair("in force", "现行有效", (("ru", "действует"), ("fr", "en vigueur"))),
    Status.SUSPENDED: Pair("suspended", "暂停实施", (("ru", "приостановлен"), ("fr", "suspendu"))),
    Status.DRAFT: Pair("draft", "草案", (("ru", "проект"), ("fr", "projet"))),
    Status.WITHDRAWN: Pair("withdrawn", "已撤回", (("ru", "отменён"), ("fr", "retiré"))),
    Status.CONTRACTUAL: Pair("contractual", "合同约定", (("ru", "по договору"), ("fr", "contractuel"))),
}
STATUS_BANNER = Pair(
    "The regime behind this template is {status}{date}.",
    "本模板所依据的制度：{status}{date}。",
    (
        ("ru", "Режим, на котором основан этот шаблон: {status}{date}."),
        ("fr", "Régime sur lequel ce modèle se fonde : {status}{date}."),
    ),
)
SINCE = Pair(" (as of {date})", "（{date}）", (("ru", " ({date})"), ("fr", " ({date})")))
UNVERIFIED = Pair(
    "The template's rules have not been confirmed by a competent person; confirm them before relying on this filing.",
    "本模板的规则尚未经主管人员确认，使用前请核实。",
    (
        (
            "ru",
            "Правила шаблона не подтверждены компетентным лицом: проверьте их, прежде чем полагаться на этот комплект.",
        ),
        (
            "fr",
            "Les règles de ce modèle n'ont pas été confirmées par une personne compétente : vérifiez-les avant usage.",
        ),
    ),
)
CERTAINTIES = {
    Certainty.SOURCE: Pair("read in the source", "见于原文"),
    Certainty.SECONDARY: Pair("read in a secondary source", "见于二手资料"),
    Certainty.MEMORY: Pair("general knowledge", "一般知识"),
    Certainty.INFERRED: Pair("inferred", "推断"),
}

DISCLOSED = Pair("What is disclosed", "披露内容")
SOURCE = Pair("Source component {slug}", "源代码组件 {slug}")
REVISION = Pair("Revision", "版本标识")
COMMIT = Pair("Commit", "提交")
TREE = Pair("Tree", "目录树")
COMMIT_HIDDEN = Pair(
    "not published, since something is hidden, withheld or excluded", "未公布：存在隐藏、未披露或排除的内容"
)
COMMIT_COMMITMENT = Pair("Commitment to commit and tree", "对提交与目录树的承诺")
ACCOUNT = Pair(
    "{total} files in the {origin} = {disclosed} disclosed + {redacted} redacted + {withheld} withheld + "
    "{excluded} excluded + {links} links + {submodules} submodules.",
    "{origin}中共 {total} 个文件 = 披露 {disclosed} + 部分隐藏 {redacted} + 未披露 {withheld} + 排除 {excluded} + "
    "符号链接 {links} + 子模块 {submodules}。",
)
IN_COMMIT, IN_FOLDER = Pair("commit", "提交"), Pair("folder", "文件夹")
OUTSIDE = Pair(
    "+ {count} outside the printed excerpt, not disclosed. A file that it shows a part of counts as disclosed.",
    "+ 打印节选之外、未披露 {count}。节选中印有任何内容的文件计为已披露。",
)
RULE = Pair("Excluded by rule", "排除规则")
COUNT = Pair("Files", "文件数")
NO_INCLUDE = Pair("(no include rule takes them)", "（未被任何包含规则选中）")
FIRMWARE = Pair("Firmware", "固件")
DOCUMENTS = Pair("Documents", "文件资料")
NAME = Pair("Name", "名称")
DISCLOSURE = Pair("Disclosure", "披露方式")
BUILT_FROM = Pair("Built from", "构建来源")
SIZE = Pair("Bytes", "字节数")
REQUIREMENT = Pair("Requirement", "要求")
WHERE = Pair("Where in the package", "包内位置")
DISCLOSURES = {
    "whole": Pair("whole", "完整披露"),
    "redacted": Pair("redacted", "部分隐藏"),
    "digest": Pair("by digest only", "仅披露摘要"),
    "printed": Pair("printed pages", "打印页"),
    "withheld": Pair("withheld", "未披露"),
}
LISTING = Pair("Printed listing", "打印清单")
LISTING_TEXT = Pair(
    "{pages} pages printed of {stream} pages of source; {named} characters are printed by name as ‹U+…›.",
    "源程序共 {stream} 页，打印 {pages} 页；{named} 个字符以 ‹U+…› 形式标注。",
)
LISTING_OBJECT = Pair(
    "{pages} pages printed of {stream} pages of object code, as a hex dump.",
    "目标程序共 {stream} 页，以十六进制打印 {pages} 页。",
)
DOCUMENT_CUT = Pair(
    "Of the document {component}, pages {pages} of {stream} are in the package.",
    "文档 {component} 共 {stream} 页，材料包中为第 {pages} 页。",
)

SUMMARY = Pair("The form in summary", "申报表摘要")
CHECKLIST = Pair("Requirements", "要求核对")
STATE = Pair("State", "状态")
WHY = Pair("Why", "说明")
STATES = {
    RequirementState.MET: Pair("met", "已满足"),
    RequirementState.UNMET: Pair("not met", "未满足"),
    RequirementState.NOT_APPLICABLE: Pair("not applicable", "不适用"),
    RequirementState.OMITTED: Pair("omitted, justified", "已说明理由后省略"),
    RequirementState.DECIDED: Pair("rule unclear, decided", "规则不明，已作决定"),
}
LEVELS = {
    Level.REQUIRED: Pair("required", "必需"),
    Level.OPTIONAL: Pair("optional", "可选"),
    Level.FORBIDDEN: Pair("forbidden", "禁止"),
    Level.OMITTABLE: Pair("omittable", "可省略"),
}
IN_FORM = Pair("{rows} rows, see {file}", "{rows} 行，见 {file}")

INVENTORY = Pair("Inventory", "文件清单")
NUMBER = Pair("No.", "序号")
PATH = Pair("Path in the package", "包内路径")
INVENTORY_NOTE = Pair(
    "Every file of payload and papers with its size and full digests, over the bytes as filed. Where a name had to be "
    "made safe, the name in the source stands below it, after an equals sign. A hook joins the parts of a broken path.",
    "列出载荷与文书的全部文件、大小及完整摘要，均按提交字节计算。名称经过安全转换的，其下在等号之后列出源中名称。"
    "页边折线表示路径换行。",
)
STATE_WORDS = {
    "disclosed": Pair("disclosed", "完整"),
    "redacted": Pair("redacted", "部分隐藏"),
    "paper": Pair("paper", "文书"),
    "withheld": Pair("withheld", "未披露"),
}
SIZE_STATE = Pair("Bytes, state", "字节 状态")

LOG = Pair("Redaction log", "隐藏记录")
LOG_MORE = {
    "pages": Pair("printed pages", "打印页码"),
    "lines": Pair("lines of the original", "原文件行号"),
    "bytes": Pair("bytes of the original", "原文件字节"),
    "chars_hidden": Pair("characters hidden", "遮盖字符数"),
    "lines_hidden": Pair("lines hidden", "遮盖行数"),
}
LOG_NOTE = Pair(
    "Each hidden range, in order of appearance, with its published reason and its commitment. A commitment lets the "
    "vendor show a single range later and prove it; it tells nothing about it before.",
    "按出现顺序列出各处隐藏范围、公布理由及承诺值。凭承诺值，申报单位日后可单独出示并证明某一范围；此前不泄露任何内容。",
)
MASK_NOTES = {
    "bracket": Pair(
        "[***] stands where something has been left out; the rows below are in order of appearance.",
        "凡略去内容之处均标 [***]；下表按出现顺序排列。",
    ),
    "hatch": Pair("In the listing broad black diagonals cover what is hidden.", "打印清单中以黑色宽斜线覆盖隐藏部分。"),
    "strip": Pair(
        "Hidden lines are blocked out beside a strip that stays visible.",
        "被隐藏的各行除保留可见的竖条外均以黑块遮盖。",
    ),
    "exemption": Pair(
        "Each mask names the exemption that is relied on; the rows below are in order of appearance.",
        "每一标记注明所援引的豁免条款；下表按出现顺序排列。",
    ),
}
"""What a log says of masks that are no plain labels."""
IN_FILES = Pair("In source files the mask stands there.", "源文件中以标记代替。")
NOT_IN_FILES = Pair(
    "The source files themselves do not leave: a path here is that of the file from which pages were printed.",
    "源文件本身不随包提交：此处路径为打印所依据的文件。",
)
MASK = Pair("Mask", "标记")
REASON = Pair("Reason", "理由")
COMMITMENT = Pair("Commitment", "承诺值")
REASON_COMMITMENT = Pair("Reason, commitment", "理由 承诺值")
WITHHELD = Pair("Withheld files", "未披露文件")
WITHHELD_NOTE = Pair(
    "Files that are not disclosed, ordered by commitment and not by their place.",
    "未披露文件按承诺值排序，与其位置无关。",
)
COMPONENT = Pair("Component", "组件")
NAME_HIDDEN = Pair("(name not shown)", "（名称不公布）")
LINKS = Pair("Links and submodules", "符号链接与子模块")
LINKS_NOTE = Pair(
    "Recorded as they stand in the source; never followed, and not created in the package.",
    "仅如实记录，不跟随，包内不创建。",
)
KIND = Pair("Kind", "种类")
TARGET = Pair("Target", "目标")
KINDS = {"link": Pair("link", "符号链接"), "submodule": Pair("submodule", "子模块")}

APPROVALS = Pair("Approvals", "批准")
APPROVALS_NOTE = Pair(
    "Each person below signed the round digest printed here with the key named. Compare the fingerprint with one that "
    "you received by another way. Times are those of the signer's computer.",
    "下列人员使用所列密钥对此处所载轮次摘要签名。请与经其他途径取得的指纹核对。时间以签名者计算机为准。",
)
SUBMITTED = Pair("Submitted by key", "提交者密钥")
PERSON = Pair("Person", "姓名")
ROLE = Pair("Role", "职责")
KEY = Pair("Key", "密钥")
FINGERPRINT = Pair("Fingerprint (SHA-256)", "指纹（SHA-256）")
SEALER = Pair("Fingerprint of the sealing key", "封签密钥指纹")
CLAIMED = Pair("Time claimed", "声明时间")
ROLES = {"engineer": Pair("engineer", "工程人员"), "legal": Pair("legal", "法务人员")}
ACTING_FOR = Pair("Acting for", "代为批准，委托人")
COVERS_ONLY = Pair("Covers only these components", "仅涵盖以下组件")
SHARED = Pair(
    "This key and the submitter's were made or unlocked under one account of one computer.",
    "该密钥与提交者密钥系在同一计算机账户下生成或解锁。",
)
NO_APPROVAL = Pair(
    "Nobody has approved this draft. Its lines are left empty.", "本草稿尚未经任何人批准，以下各栏留空。"
)
SIGN_HERE = Pair("Signature", "签字", (("ru", "Подпись"),))
SIGN_DATE = Pair("Date", "日期", (("ru", "Дата"),))
SEAL_HERE = Pair("Company seal", "公章", (("ru", "М. П."), ("fr", "Cachet")))

VERIFY = Pair("How to verify", "核验方法")
VERIFY_STEPS: tuple[tuple[Pair, str], ...] = (
    (
        Pair(
            "Compare the archive's SHA-256 with the transmittal slip, which comes by another way.",
            "将归档文件的 SHA-256 与另行送达的交接单核对。",
        ),
        "sha256sum {archive}\ncertutil -hashfile {archive} SHA256",
    ),
    (
        Pair("Check every file with stock tools, in the package's folder.", "在包目录内使用通用工具核对全部文件。"),
        "sha256sum -c SHA256SUMS\ncksum -a sm3 -c SM3SUMS",
    ),
    (
        Pair(
            "Check structure, round, approvals and seal, naming the key that you expect. Nothing is installed.",
            "核验结构、轮次、批准及封签，并指明预期密钥。无需安装。",
        ),
        "python3 -I verify.py --level full --signer FINGERPRINT",
    ),
    (
        Pair(
            "Or with an installed Codebinder, or any BagIt tool (RFC 8493).",
            "或使用已安装的 Codebinder，或任何 BagIt 工具（RFC 8493）。",
        ),
        "codebinder verify {archive} --signer FINGERPRINT",
    ),
)
VERIFY_NOTE = Pair(
    "VERIFY-en.txt explains each step, for Windows as well. The verifier in the package comes from the sender; its "
    "digest is fixed for each release of Codebinder and printed in its README.",
    "VERIFY-zh.txt 说明各步骤（含 Windows）。包内核验程序来自发送方，其摘要随每个 Codebinder 发行版固定，"
    "并载于 README。",
)
VERIFIER = Pair("SHA-256 of verify.py", "verify.py 的 SHA-256")

UNPROVEN = Pair("What is not proven", "未予证明的事项")
UNPROVEN_ITEMS: tuple[Pair, ...] = (
    Pair(
        "Who holds the keys: that is what the fingerprints, compared by another way, are for.",
        "密钥由何人持有：须经其他途径核对指纹。",
    ),
    Pair(
        "That two keys belong to two persons: that is the vendor's statement.", "两把密钥属于两人：系申报单位的陈述。"
    ),
    Pair("The times: they are claims of the signers' computers.", "时间：仅为签名者计算机的声明。"),
    Pair("That hidden text is what its label says.", "隐藏内容与其标记相符。"),
    Pair("That the source is complete, or that it builds the firmware.", "源代码完整，或可构建出所列固件。"),
    Pair("That nothing was withdrawn later.", "此后未被撤回。"),
)

STATEMENTS = Pair("Statements", "声明")
APPLICANT = Pair("Applicant and product", "申报单位与产品")
ANSWERS = Pair("Answers", "申报内容")
SIGNATURES = Pair("Signature and seal", "签字与盖章")
REPRESENTATIVE = Pair("Legal representative or authorised person", "法定代表人或授权代表")

ARCHIVE = Pair("Archive", "归档文件")
ARCHIVE_SIZE = Pair("Size", "大小")
BYTES = Pair("{size} bytes", "{size} 字节")
SLIP_NOTE = Pair(
    "Send this page by another way than the archive: by hand, by post, or read aloud over a telephone number that you "
    "already know. The recipient computes the digests of the archive received and compares every group.",
    "请经与归档文件不同的途径送达本页：当面递交、邮寄，或拨打已知号码口头核对。接收方计算所收归档文件的摘要，逐组比对。",
)
SLIP_USE = Pair("How to use this page", "使用方法")
SLIP_DRAFT = Pair("This archive is a draft: nobody has approved it.", "该归档文件为草稿，未经任何人批准。")
RECEIVED = Pair("Received, digests compared", "收讫并已核对摘要")
