"""The fixed wording of what goes with delivery copies: cover sheet, label, passphrase slip."""

from __future__ import annotations

from codebinder.bundle.words import Pair

COVER = Pair("Delivery copy", "交付副本")
LABEL = Pair("Media label", "介质标签")
SLIP = Pair("Passphrase slip", "口令单")
COPY_OF = Pair("Copy {number} of {of}", "第 {number} 份，共 {of} 份")
FOR = Pair("For", "收件方")
IDENTITY = Pair("Identity: SHA-256 of the package inside", "标识：内含材料包的 SHA-256")
INSIDE = Pair("Package inside", "内含材料包")
VOLUMES = Pair("Files of this copy", "本副本的文件")
VOLUME = Pair("File", "文件")
VOLUME_OF = Pair("Volume {number} of {of}", "第 {number} 卷，共 {of} 卷")
SIZE = Pair("Bytes", "字节数")
DIGEST = Pair("SHA-256", "SHA-256")
ENCRYPTED = Pair("Encryption", "加密")
AES = Pair("ZIP with AES-256 (WinZip AE-2)", "ZIP，AES-256（WinZip AE-2）")
PLAIN = Pair("not encrypted", "未加密")
OPEN = Pair("How to open it", "打开方法")
JOIN = Pair(
    "1. Put all files of this copy into one folder and join them in order (7-Zip does it when its first file, .001, is "
    "opened):",
    "1. 将本副本的全部文件放入同一文件夹，按顺序合并（用 7-Zip 打开第一个文件 .001 时自动合并）：",
)
CHECK_FILES = Pair(
    "Whether a file arrived undamaged can be seen first: on Linux and macOS with the line below, on Windows with "
    "certutil for each file, against the table above.",
    "可先核对文件是否完好：Linux 和 macOS 使用下列命令；Windows 对每个文件使用 certutil，与上表比对。",
)
DECRYPT = Pair(
    "{step}. Open the ZIP with the passphrase, which comes by another way: with 7-Zip, WinZip, or elsewhere with",
    "{step}. 用另行送达的口令打开 ZIP：可使用 7-Zip、WinZip，其他系统使用",
)
COMPARE = Pair(
    "{step}. Compare the SHA-256 of the package inside with the identity above and with the transmittal slip. All "
    "copies hold the same package; only then are its own signatures and checksums worth checking (VERIFY in it).",
    "{step}. 计算内含材料包的 SHA-256，与上述标识及交接单比对。各副本内含同一材料包；一致后再按包内 VERIFY 说明核验"
    "签名和校验值。",
)
PASSPHRASE = Pair("Passphrase", "口令")
APART = Pair(
    "Send this slip by another way than the copy, and to the named person only. It is written down nowhere else: if it "
    "is lost, a new copy is made.",
    "请通过与副本不同的途径送达，且仅交给指定收件人。口令未在他处留存；如遗失，须重新制作副本。",
)
TYPED = Pair(
    "Type it with the hyphens. There is no zero, no one, no letter O, I, L or U in it.",
    "连同连字符输入。口令中不含数字 0、1 和字母 O、I、L、U。",
)
OWN_PASSPHRASE = Pair("as agreed with the recipient; it is not printed", "按与收件方的约定，此处不打印")
DRAFT = Pair("DRAFT", "草稿")
