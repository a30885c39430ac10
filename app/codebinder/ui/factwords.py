"""What the code says, in Chinese: observations keep short English words, which are recognised here piece by piece.

A piece that is not known (a name, a product, a path) stays as it is.
"""

from __future__ import annotations

import re

_PIECES = {
    "A/B update engine": "A/B 升级引擎",
    "FTP or TFTP server": "FTP 或 TFTP 服务器",
    "IPMI or Redfish": "IPMI 或 Redfish",
    "MAC": "消息认证码",
    "MQTT commands": "MQTT 命令",
    "NETCONF or RESTCONF": "NETCONF 或 RESTCONF",
    "Netty or JDK server": "Netty 或 JDK 服务器",
    "OMA-DM or LwM2M": "OMA-DM 或 LwM2M",
    "RPC server": "RPC 服务器",
    "SNMP agent": "SNMP 代理",
    "SSH server": "SSH 服务器",
    "Telnet server": "Telnet 服务器",
    "UART console": "UART 控制台",
    "VNC or RDP server": "VNC 或 RDP 服务器",
    "Windows remote management": "Windows 远程管理",
    "agent of a cloud service": "云服务代理",
    "asymmetric": "非对称算法",
    "cannot log in": "不能登录",
    "cipher": "加密算法",
    "control": "控制",
    "crash reports": "崩溃报告",
    "debug": "调试",
    "debug mode of a web framework": "Web 框架的调试模式",
    "debug shell or menu": "调试命令行或菜单",
    "debugger of a script engine": "脚本引擎的调试器",
    "default account in code": "代码中的默认账户",
    "default of a service": "服务的默认端口",
    "desktop": "桌面软件",
    "device": "设备",
    "embedded web server": "嵌入式 Web 服务器",
    "every address (INADDR_ANY)": "所有地址（INADDR_ANY）",
    "exposed by a container": "由容器公开",
    "factory or engineering mode": "工厂或工程模式",
    "file transfer": "文件传输",
    "firmware shell": "固件命令行",
    "firmware update": "固件升级",
    "hash": "散列算法",
    "hidden function": "隐藏功能",
    "in a socket address": "在套接字地址中",
    "kernel debug file system": "内核调试文件系统",
    "key agreement": "密钥协商",
    "library": "密码库",
    "listens here": "在此监听",
    "live patching": "在线补丁",
    "made by a script": "由脚本创建",
    "made in a database": "在数据库中创建",
    "made in code": "在代码中创建",
    "magic system request": "内核魔术键",
    "maintenance": "维护",
    "maintenance or service mode": "维护或服务模式",
    "management": "管理",
    "messages": "消息",
    "named as a port": "以端口命名",
    "named as the port of another machine": "以其他机器的端口命名",
    "named in code": "在代码中命名",
    "network server": "网络服务器",
    "no password": "无密码",
    "opened by a container": "由容器打开",
    "opened by a socket unit": "由套接字单元打开",
    "over-the-air update": "空中升级",
    "package feed": "软件包源",
    "password file": "密码文件",
    "password hashing": "密码散列",
    "physical memory device": "物理内存设备",
    "program": "程序",
    "protocol": "协议",
    "remote access": "远程访问",
    "remote calls": "远程调用",
    "remote desktop": "远程桌面",
    "remote desktop service": "远程桌面服务",
    "remote reboot, update or control": "远程重启、升级或控制",
    "remote shell": "远程命令行",
    "reverse tunnel": "反向隧道",
    "self-update": "自动升级",
    "server socket": "服务器套接字",
    "server status page": "服务器状态页",
    "set in configuration": "在配置中设定",
    "signature": "签名",
    "socket": "套接字",
    "socket unit": "套接字单元",
    "started by inetd": "由 inetd 启动",
    "super server": "超级服务器",
    "system": "系统",
    "system packages": "系统软件包",
    "telemetry": "遥测",
    "test": "测试",
    "test mode": "测试模式",
    "user 0": "用户 0",
    "web password file": "Web 密码文件",
    "with a password": "有密码",
}
_ONE = re.compile(r"(?P<subject>.+?)(?: \((?P<detail>[^()]*)\))? at (?P<places>.*?:\d+)(?: and (?P<more>\d+) more)?")
_OTHERS = re.compile(r"and (\d+) other things?")


def fact_text(text: str, lang: str) -> str:
    """Give a subject or a detail of an observation in `lang`."""
    if lang != "zh" or not text:
        return text
    if text in _PIECES:
        return _PIECES[text]
    return "，".join(_piece(each) for each in re.split(r"[,;] ", text))


def _piece(text: str) -> str:
    bits = re.fullmatch(r"(\d+) bits", text)
    usual = re.fullmatch(r"usually (.+)", text)
    if bits:
        return f"{bits[1]} 位"
    if usual:
        return f"通常为 {usual[1]}"
    return _PIECES.get(text, text)


def seen_text(text: str, lang: str = "zh") -> str:
    """Give what was seen and where, as the checklist tells it, in `lang`."""
    if lang != "zh":
        return text
    return "；".join(_seen(each) for each in re.split(r"; (?!usually )", text))


def _seen(text: str) -> str:
    others = _OTHERS.fullmatch(text)
    if others:
        return f"另有 {others[1]} 项"
    found = _ONE.fullmatch(text)
    if found is None:
        return text
    detail = f"（{fact_text(found['detail'], 'zh')}）" if found["detail"] else ""
    more = f" 等，另有 {found['more']} 处" if found["more"] else ""
    return f"{fact_text(found['subject'], 'zh')}{detail}，见 {found['places']}{more}"
