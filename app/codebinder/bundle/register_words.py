"""The fixed wording of letters and forms that follow a filing, in English and Chinese."""

from __future__ import annotations

from codebinder.bundle.words import Pair
from codebinder.model.register import Medium

CLAWBACK = Pair("Notice of claw-back", "材料追回通知")
WITHDRAWAL = Pair("Letter of withdrawal", "申报撤回函")
CUSTODY = Pair("Chain-of-custody form", "保管链记录表")

TO = Pair("To", "致")
FROM = Pair("From", "发自")
DAY = Pair("Date", "日期")
REFERENCE = Pair("Reference", "文号")
PRODUCT = Pair("Product", "产品")
DELIVERED = Pair("Delivered", "送交")
DELIVERED_TEXT = Pair("{day}, {medium}{tracking}", "{day}，{medium}{tracking}")
TRACKING = Pair(", tracking number {number}", "，运单号 {number}")
ARCHIVE = Pair("Package", "包")
SIZE = Pair("Size in bytes", "字节数")
DIGEST = Pair("SHA-256 of the package", "包的 SHA-256")
MEMBERS = Pair("Files in it that are concerned", "所涉包内文件")
RANGES = Pair("Numbered ranges that are concerned", "所涉编号范围")
WHOLE = Pair("the whole package", "整个包")
BASIS = Pair("Legal basis", "法律依据")

CLAWBACK_WHAT = Pair(
    "The package named below was delivered to you with content that should not have been disclosed. We assert every "
    "right and privilege in that content; its delivery was inadvertent and waives none of them. This notice names "
    "where the content stands and does not repeat it.",
    "下列包送达贵方时含有不应披露的内容。我方保留对该内容的一切权利与特权；该送达系疏忽所致，不构成任何放弃。"
    "本通知仅指明该内容的位置，不重述内容本身。",
)
CLAWBACK_ASKED = Pair("What we ask of you", "请贵方办理")
CLAWBACK_STEPS: tuple[Pair, ...] = (
    Pair(
        "Stop reading, copying, using and passing on what is named above, from the moment you receive this notice.",
        "自收到本通知时起，停止阅读、复制、使用及转交上述内容。",
    ),
    Pair(
        "Return every medium with it, or destroy every copy, those in archives, backups and mailboxes too.",
        "退还载有该内容的全部介质，或销毁全部副本，包括归档、备份及邮箱中的副本。",
    ),
    Pair(
        "Name to us everybody to whom you have passed it on, and pass this notice on to them.",
        "告知我方贵方已向何人转交，并将本通知转达其人。",
    ),
    Pair(
        "Confirm in writing what was returned or destroyed, when and by whom, naming the SHA-256 above.",
        "书面确认已退还或销毁之物、时间及经办人，并注明上述 SHA-256。",
    ),
)
CLAWBACK_REPLACED = Pair(
    "A package that takes its place will state that it supersedes the one with this SHA-256.",
    "替代包将声明其取代具有此 SHA-256 的包。",
)
CLAWBACK_CONFIRM = Pair("Confirmation of the recipient", "接收方确认")

WITHDRAWAL_WHAT = Pair(
    "We withdraw the filing named below, which was delivered to you. Please end its handling and confirm the "
    "withdrawal in writing. Whatever was approved and signed of it stays provable; this letter replaces nothing in it.",
    "我方撤回下列已送达贵方的申报。请终止办理并书面确认撤回。该申报已批准及签署的内容仍可核验；本函不替代其中任何内容。",
)
WITHDRAWAL_ASKED = Pair("What we ask of you", "请贵方办理")
WITHDRAWAL_STEPS: tuple[Pair, ...] = (
    Pair("End the handling of this filing.", "终止办理本申报。"),
    Pair("Return the media, or tell us what the rules make you keep.", "退还介质，或告知依规须留存之物。"),
    Pair("Confirm the withdrawal in writing under our reference.", "按我方文号书面确认撤回。"),
)

SIGNED = Pair("Signature, name, function", "签字、姓名、职务")
SEALED = Pair("Company seal", "公章")
SIGN_DAY = Pair("Date", "日期")

CUSTODY_NOTE = Pair(
    "Whoever takes over checks the seals and the digest of what was received, then signs. A line that was not signed "
    "is a gap in the chain.",
    "接收人核对封签与所收材料的摘要后签字。任何一栏未签即为保管链的断点。",
)
CUSTODY_MEDIA = Pair("Media", "介质")
CUSTODY_TRANSFERS = Pair("Transfers", "交接")
NUMBER = Pair("No.", "序号")
MEDIUM = Pair("Medium", "介质")
COPIES = Pair("Copies × volumes", "份数 × 卷数")
SEALS = Pair("Seal numbers", "封签号")
TRACKING_NUMBER = Pair("Tracking number", "运单号")
TRANSFER = Pair("Transfer {number}", "第 {number} 次交接")
RELEASED_BY = Pair("Released by", "移交人")
RECEIVED_BY = Pair("Received by", "接收人")
WHEN = Pair("Date and time", "日期与时间")
INTACT = Pair("Seals intact, digest compared", "封签完好，摘要已核对")
RECEIPT = Pair("Acknowledged", "回执")
NO_MEDIA = Pair("No delivery is in the register yet; fill in by hand.", "登记簿尚无送交记录，请手填。")

MEDIA = {
    Medium.DISC: Pair("optical disc", "光盘"),
    Medium.USB: Pair("USB stick", "U 盘"),
    Medium.PORTAL: Pair("portal upload", "网上平台上传"),
    Medium.EMAIL: Pair("e-mail", "电子邮件"),
    Medium.PAPER: Pair("paper", "纸质"),
    Medium.HAND: Pair("by hand", "当面递交"),
    Medium.OTHER: Pair("other", "其他"),
}
