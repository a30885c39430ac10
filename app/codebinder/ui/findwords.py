"""Why a detector stopped at something, in Chinese: findings keep short English words, which are recognised here.

A reason may be several pieces ("found in base64; it holds more findings than are listed"). Where a piece is not known,
the rule's own title says what was found.
"""

from __future__ import annotations

import re
from functools import cache

from PySide6.QtCore import QLocale

from codebinder.model.text import LangText
from codebinder.workflow import cardtopics

_PIECES = {
    "Aadhaar number with a right check digit": "校验位正确的 Aadhaar 号码",
    "BKS key store": "BKS 密钥库",
    "BKS store with certificates only": "仅含证书的 BKS 密钥库",
    "DSA private key": "DSA 私钥",
    "EC private key": "EC 私钥",
    "KeePass password database, encrypted": "已加密的 KeePass 口令库",
    "OpenSSH private key": "OpenSSH 私钥",
    "OpenSSH private key inside a binary": "二进制文件中的 OpenSSH 私钥",
    "OpenSSH private key, encrypted": "已加密的 OpenSSH 私钥",
    "OpenSSH private key, encrypted, inside a binary": "二进制文件中已加密的 OpenSSH 私钥",
    "PKCS#12 container with a private key, encrypted": "含已加密私钥的 PKCS#12 容器",
    "PKCS#12 container with certificates only": "仅含证书的 PKCS#12 容器",
    "PKCS#12 container, all of it encrypted: it may hold a key": "整体加密的 PKCS#12 容器，可能含密钥",
    "PKCS#12 container, by its name of trust": "PKCS#12 容器，按名称为信任库",
    "RSA private key": "RSA 私钥",
    "RSA private key (key blob) inside a binary": "二进制文件中的 RSA 私钥（密钥块）",
    "RSA private key (strong name or key blob)": "RSA 私钥（强名称或密钥块）",
    "UBER key store, encrypted": "已加密的 UBER 密钥库",
    "URL-encoded text": "URL 编码的文字",
    "a common password": "常见口令",
    "a common word as a password": "以常见词作口令",
    "a common word instead of a password": "是常见词而非口令",
    "a format, a version or a place": "格式、版本或位置",
    "a locked database of passwords": "已锁定的口令库",
    "a name beside a secret": "机密值旁边的名称",
    "a note about security": "关于安全的备注",
    "a path or an address": "路径或地址",
    "a plain word in a test": "测试中的普通词",
    "a public key": "公钥",
    "a public key, a hash or a version": "公钥、哈希值或版本",
    "a reference to a variable": "对变量的引用",
    "a signature or a challenge, sent openly": "公开传送的签名或质询",
    "a single word": "单个词",
    "a user and a place": "用户与位置",
    "a weak password in a configuration": "配置中的弱口令",
    "a word from a list of one's own": "自有词表中的词",
    "a word that stands for any value": "代表任意值的词",
    "a word that stands for any value, with a number": "代表任意值的词，带编号",
    "account number with right check digits": "校验位正确的账号",
    "all zero": "全为零",
    "an account with no password": "没有口令的账户",
    "an example from the provider's documentation": "服务商文档中的示例",
    "an unsigned token": "未签名的令牌",
    "array of bytes named as an example": "名为示例的字节数组",
    "as an array of bytes": "写成字节数组",
    "beginning of a private key without armour": "无封装的私钥开头",
    "bytes named as a key, in a self-test of an algorithm": "算法自检中名为密钥的字节",
    "card number for tests": "测试用卡号",
    "card number with a right check digit": "校验位正确的卡号",
    "certificate database": "证书数据库",
    "certificate request": "证书申请",
    "characters one by one, named as a secret": "名为机密的逐个字符",
    "column of a firm's figures": "含企业数据的列",
    "column of personal financial information": "含个人金融信息的列",
    "confidentiality notice": "保密声明",
    "copyright notice": "版权声明",
    "counting in even steps": "等差计数",
    "credit code for examples": "示例用信用代码",
    "credit code with a right check digit": "校验位正确的信用代码",
    "digits only": "仅为数字",
    "e-mail address of a function, not a person": "岗位邮箱，不属于个人",
    "e-mail address on a domain for examples": "示例域名的邮箱",
    "eleven digits, perhaps a mobile number": "十一位数字，可能是手机号",
    "encrypted with a master password": "以主密码加密",
    "escaped text": "转义文字",
    "fits a card number, among other numbers": "形似卡号，位于其他数字之间",
    "fits a resident id, among other numbers": "形似身份证号，位于其他数字之间",
    "found in quoted-printable text": "见于 quoted-printable 文字",
    "hardware address for examples": "示例用硬件地址",
    "hardware address of all or many, not of one": "广播或组播硬件地址",
    "hardware address, locally administered": "本地管理的硬件地址",
    "has the outline of the format, but not its content": "外形相符，内容不符",
    "holds digits that newer identifiers do not have": "含新标识所没有的数字",
    "home folder of a person": "个人主目录",
    "home folder of nobody in particular": "不属于特定个人的主目录",
    "identity card number for examples": "示例用身份证号",
    "identity card number with a right check digit": "校验位正确的身份证号",
    "identity of a mobile phone": "手机识别码",
    "in a person's record": "在个人记录中",
    "in an example": "在示例中",
    "in generated code": "在生成的代码中",
    "in rising order": "递增排列",
    "insurance number with a right check digit": "校验位正确的保险号码",
    "internal system in a private zone": "内部域中的系统",
    "internal system, by a short host name": "以短主机名称呼的内部系统",
    "it holds more findings than are listed": "其中的发现项多于所列",
    "key armour around a placeholder": "占位内容外的密钥封装",
    "key armour, but its content is not what the armour says": "有密钥封装，但内容与其不符",
    "key database of NSS": "NSS 密钥数据库",
    "key database of NSS (Firefox, Thunderbird)": "NSS 密钥数据库（Firefox、Thunderbird）",
    "key seed with a right checksum": "校验和正确的密钥种子",
    "key store of Java inside a binary": "二进制文件中的 Java 密钥库",
    "key with a right checksum": "校验和正确的密钥",
    "letters only": "仅为字母",
    "letters only, may be a name": "仅为字母，可能是名称",
    "lines like a passport's, check digits wrong": "形似护照机读码，校验位不符",
    "made of doubled digits": "由重复数字组成",
    "made of very few characters": "由极少数字符组成",
    "made of very few values": "由极少数值组成",
    "mark of a secrecy level with its term": "带期限的密级标志",
    "marked as an example": "标明为示例",
    "matches a pattern of one's own": "与自有模式相符",
    "messenger account": "即时通信账号",
    "mobile number for examples": "示例用手机号",
    "more than 16 MiB": "超过 16 MiB",
    "names itself": "值即名称本身",
    "no hash of a known format": "不是已知格式的哈希值",
    "no mixture of digits and both cases": "没有数字与大小写混合",
    "no mixture of letters and digits": "没有字母与数字混合",
    "not the look of a password": "不像口令",
    "not the look of a token": "不像令牌",
    "number of an account": "账号",
    "number with a right check digit": "校验位正确的号码",
    "numbers of 16 bits named as a key": "名为密钥的 16 位数",
    "organisation code with a right check digit": "校验位正确的组织机构代码",
    "password database of a browser": "浏览器口令库",
    "path to debugging symbols": "调试符号路径",
    "private address of a named host": "有名称主机的内部地址",
    "private address that something connects to": "有程序连接的内部地址",
    "private key (PKCS#8)": "私钥（PKCS#8）",
    "private key (PKCS#8), encrypted": "已加密的私钥（PKCS#8）",
    "private key file (PVK)": "私钥文件（PVK）",
    "private key in PEM form": "PEM 格式的私钥",
    "private key without armour": "无封装的私钥",
    "private key, encrypted": "已加密的私钥",
    "random bytes named after a cipher": "以加密算法命名的随机字节",
    "random bytes named as a key": "名为密钥的随机字节",
    "random bytes named as a key or what goes with one": "名为密钥或其附属值的随机字节",
    "random bytes with a name that hints at keys": "名称暗示密钥的随机字节",
    "random, but the name says little": "为随机值，但名称说明不多",
    "random, but the name says little, in a test": "为随机值，但名称说明不多，且在测试中",
    "reads like a name": "读来像名称",
    "reads like a placeholder": "读来像占位内容",
    "reads like a sentence": "读来像句子",
    "repeating itself": "自身重复",
    "repeats one character": "重复同一字符",
    "resident id for examples": "示例用身份证号",
    "resident id with a right check digit": "校验位正确的身份证号",
    "resident id, old form": "旧式身份证号",
    "saved object of a TPM": "TPM 保存的对象",
    "says internal use, perhaps of an interface": "写明内部使用，可能指接口",
    "service number": "服务号码",
    "signed data with certificates": "含证书的签名数据",
    "social security number": "社会保障号码",
    "social security number that was never issued": "从未发放的社会保障号码",
    "stands among test vectors": "位于测试向量中",
    "stands among translations": "位于译文中",
    "stands in a lock file": "位于锁定文件中",
    "stands in a lock file or a list of checksums": "位于锁定文件或校验清单中",
    "stands in a minified file": "位于压缩代码中",
    "stands in an example file": "位于示例文件中",
    "stands in packed code": "位于打包代码中",
    "subscriber's identity in a mobile network": "移动网络用户识别码",
    "taxpayer's number with a right check digit": "校验位正确的纳税人识别号",
    "telephone number for examples": "示例用电话号码",
    "telephone number, of no known plan": "不属于已知号段的电话号码",
    "test vector of a standard": "标准的测试向量",
    "text for people": "给人看的文字",
    "text with entities": "含实体的文字",
    "the format is right, but there is no digit": "格式相符，但没有数字",
    "the format is right, its checksum is not": "格式相符，校验和不符",
    "the key of a project template": "项目模板自带的密钥",
    "the name says little": "名称说明不多",
    "the name speaks about a secret, it does not hold one": "名称谈及机密，但并不存放机密",
    "the standard's own sample passport": "标准自带的护照样例",
    "the words of a wallet's seed": "钱包种子词",
    "token with a right checksum": "校验和正确的令牌",
    "too plain for a key": "过于简单，不像密钥",
    "too regular to be random": "过于规则，不是随机值",
    "too short": "过短",
    "too short for a network key": "过短，不像网络密钥",
    "unified social credit code with a right check digit": "校验位正确的统一社会信用代码",
    "wallet key with a right checksum": "校验和正确的钱包密钥",
    "wallet with private keys": "含私钥的钱包",
    "well-known address": "众所周知的地址",
    "what follows in this file is not listed, it is too much": "此文件其后的内容过多，未列出",
    "wording of a proprietary notice, beside an open licence": "开放许可证旁的专有声明字样",
    "words and a number": "词加数字",
    "words joined as in a name": "像名称一样连写的词",
    "words of a classification mark": "密级标志字样",
    "words of secrecy, perhaps of an interface": "保密字样，可能指接口",
    "work folder of a build server": "构建服务器的工作文件夹",
    "work folder, perhaps of a person": "工作文件夹，可能属于个人",
}
_SHAPES = (
    (re.compile(r"most of what is registered as (\S+)"), "登记为 {0} 的大部分内容"),
    (re.compile(r"found in (.+)"), "见于 {0}"),
    (re.compile(r"allowed by (.+)"), "由 {0} 允许"),
    (re.compile(r"not looked into: (.+)"), "未查看内部：{0}"),
)
_BETWEEN = re.compile(r"(; |: |, )")
_MARKS = {"; ": "；", ": ": "：", ", ": "，"}


def reason_words(reason: str, rule: str) -> str:
    """Give why a detector stopped there, in the window's language."""
    if QLocale().language() != QLocale.Language.Chinese or not reason:
        return reason
    parts = [_MARKS.get(part) or _piece(part) for part in _BETWEEN.split(reason)]
    whole = _piece(reason) or ("".join(parts) if all(parts) else "")
    return whole or rule_title(rule) or reason


def rule_title(rule: str) -> str:
    """Give the title of a shipped rule in Chinese, or nothing."""
    known = _rules().get(rule)
    return known[2].get("zh") if known is not None else ""


def _piece(text: str) -> str:
    if text in _PIECES:
        return _PIECES[text]
    for shape, said in _SHAPES:
        found = shape.fullmatch(text)
        if found is not None:
            return said.format(_PIECES.get(found[1], found[1]))
    return _titles().get(text, "")


@cache
def _rules() -> dict[str, tuple[str, str, LangText]]:
    return cardtopics.known_rules()


@cache
def _titles() -> dict[str, str]:
    return {title.get("en"): title.get("zh") for _, _, title in _rules().values()}
