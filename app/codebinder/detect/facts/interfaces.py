"""Debug, test and maintenance interfaces, and functions by which others control the product from afar."""

# ruff: noqa: E501  (a gate stays one literal)

from __future__ import annotations

from codebinder.detect.facts.observed import Fact, named
from codebinder.model.observations import ObservationKind

_I, _R = ObservationKind.INTERFACE, ObservationKind.REMOTE
DEBUG, TEST, MAINTENANCE = "debug", "test", "maintenance"
_E, _F = r"(?:\b|_)", r"(?:\b|_)"


def _text(words: str) -> str:
    """Give the UTF-8 bytes of Chinese words as a pattern over bytes."""
    return "|".join(word.encode().decode("latin-1") for word in words.split())


_INTERFACES = (
    ("JTAG", DEBUG, _E + r"(?:JTAG|jtag)" + _F),
    ("SWD", DEBUG, r"\bSWD(?:IO|CLK)\b|\bswd_(?:dp|ap|read_reg|write_reg)|CONFIG_(?:[A-Z0-9]+_)*SWD\b"),
    ("UART console", DEBUG, (r"\bconsole=tty(?:S|AMA|USB|PS|O|mxc|LP|SAC|HS|MSM|AM)\w*|CONFIG_(?:DEBUG_UART|SERIAL_EARLYCON|EARLY_PRINTK|CONSOLE_UART)\w*[ =]|"
     r"\bstdout-path\b|\bgetty\b.{0,40}tty(?:S|AMA|USB|mxc|O|LP)\w*|tty(?:S|AMA|mxc)[0-9]+::(?:askfirst|respawn)")),
    ("GDB server or stub", DEBUG, r"\bgdbserver\b|" + _E + r"(?:kgdb|KGDB)" + _F + r"|\bgdb_?stub\b"),
    ("Android debug bridge", DEBUG, r"\badbd\b|\bro\.debuggable\b|\bservice\.adb\.|\bpersist\.adb\b"),
    ("Java debugger (JDWP)", DEBUG, r"-agentlib:jdwp|-Xrunjdwp|\bjdwp=|transport=dt_socket"),
    ("Java management (JMX)", MAINTENANCE, r"\bcom\.sun\.management\.jmxremote|\bjmxremote\.port|\bJolokia\b|\bjolokia\b"),
    ("Go profiler (pprof)", DEBUG, r"/debug/pprof|\bnet/http/pprof\b|/debug/vars\b"),
    ("Spring Boot Actuator", MAINTENANCE, r"\bspring-boot(?:-starter)?-actuator\b|\bmanagement\.endpoints?\.|\"/actuator\b|\bactuator/(?:env|heapdump|health|shutdown)"),
    ("phpinfo page", DEBUG, r"\bphpinfo\s?\("),
    ("debug mode of a web framework", DEBUG, r"(?m:^DEBUG\s?=\s?True)|\bAPP_DEBUG\s?=\s?true|\bapp\.run\([^)\n]{0,80}debug\s?=\s?True|\bFLASK_DEBUG\s?=\s?1|\bWP_DEBUG',\s?true"),
    ("debugger of a script engine", DEBUG, r"\bxdebug\.(?:mode|remote)|node --inspect|--inspect-brk|\bdebugpy\.listen|\bpydevd\b|\brpdb\b"),
    ("server status page", MAINTENANCE, r"/server-status\b|/nginx_status\b|\bstub_status\b"),
    ("magic system request", DEBUG, r"\bCONFIG_MAGIC_SYSRQ=y|/proc/sysrq-trigger"),
    ("kernel debug file system", DEBUG, r"\bCONFIG_DEBUG_FS=y|/sys/kernel/debug\b|\bdebugfs_create_\w+"),
    ("physical memory device", DEBUG, r"\bCONFIG_DEVMEM=y|\"/dev/k?mem\""),
    ("debug shell or menu", DEBUG, r"(?i:debug[ _-]?(?:shell|menu|console|port|interface|page|backdoor)\b|\bdbg[ _-]?(?:shell|menu|cli))"),
    ("factory or engineering mode", TEST, r"(?i:" + _E + r"engineer(?:ing)?[ _-]?(?:mode|menu)|" + _E + r"factory[ _-]?(?:mode|test|menu)|" + _E + r"manufactur(?:e|ing)[ _-]?(?:mode|test)|" + _E + r"mfg[ _-]?mode)|"
     + _text("工程模式 工厂模式 产测 工装测试")),
    ("test mode", TEST, r"(?i:" + _E + r"test[ _-]mode" + _F + r"|" + _E + r"self[ _-]?test[ _-]?(?:port|interface|command)|\bloopback[ _-]test)|\bTestMode\b|" + _text("测试模式 测试接口")),
    ("maintenance or service mode", MAINTENANCE, r"(?i:" + _E + r"maintenance[ _-]?(?:mode|port|interface|account|shell)|" + _E + r"service[_-](?:menu|mode)\b|" + _E + r"diag(?:nostics?)?[ _-]?(?:mode|port|shell|menu|interface)\b|" + _E + r"rescue[ _-]?(?:mode|shell)|" + _E + r"recovery[ _-]mode)|"
     + _text("维护模式 维护接口 调试接口 调试模式 调试口")),
    ("hidden function", MAINTENANCE, r"(?i:" + _E + r"(?:hidden|secret|undocumented|backdoor|magic)[ _-]?(?:menu|command|cmd|shell|page|login)|"+ _E + r"(?:hidden|undocumented|backdoor|magic)[ _-](?:password|account|port|interface)" + r"\b|" + _E + r"back[ _-]?door" + _F + r")|" + _text("后门 隐藏命令 隐藏菜单 万能密码 超级密码")),
    ("firmware shell", MAINTENANCE, r"\bCONFIG_CMDLINE=y|\bCONFIG_AUTOBOOT_(?:STOP_STR|KEYED)\b|\bCONFIG_HUSH_PARSER=y"),
    ("USB download mode", MAINTENANCE, r"\bCONFIG_(?:CMD_DFU|CMD_FASTBOOT|USB_FUNCTION_(?:DFU|FASTBOOT|SDP|MASS_STORAGE))=y|\bfastboot_(?:getvar|boot|oem)\w*"),
)  # fmt: skip

_REMOTE = (
    ("Telnet server", "remote shell", r"\b(?:u?telnetd)\b|\bin\.telnetd\b|CONFIG_(?:FEATURE_)?TELNETD(?:_STANDALONE|_INETD_WAIT)?=y"),
    ("SSH server", "remote shell", r"/sshd\b|[\"']sshd[\"']|(?m:^[ \t]*sshd\b)|\bsshd (?:-|start)|\bsshd\.service\b|\bsshd_config\b|\bdropbear\b|\bssh_bind_(?:new|listen|accept)\b|\borg\.apache\.sshd\.server\b|\bServerInterface\b|\bssh\.NewServerConn\b|\bgliderlabs/ssh\b"),
    ("rsh, rlogin or rexec server", "remote shell", r"\b(?:in\.)?(?:rexecd|rshd|rlogind)\b"),
    ("remote shell", "remote shell", r"\bnc\s+-l\w*\s[^\n]{0,40}-e\s|/dev/tcp/[0-9$]|\b(?:ba)?sh -i\s?>&|(?i:\breverse[ _-]shell\b|\bweb[ _-]?shell\b)|\bttyd\b|\bshellinabox"),
    ("FTP or TFTP server", "file transfer", r"\b(?:vsftpd|proftpd|pure-ftpd|tftpd|in\.tftpd|ftpd|tcpsvd)\b"),
    ("RPC server", "remote calls", r"\bsvc_(?:register|run)\s?\(|\bgrpc\.(?:NewServer|server)\(|\bgrpc::ServerBuilder\b|\bSimpleXMLRPCServer\b|\bXmlRpcServer\b|\bUnicastRemoteObject\b|\bLocateRegistry\.createRegistry\b|\bTThread(?:ed|Pool)Server\b|\bubus_add_object\b|\brpcd\b"),
    ("SNMP agent", "management", r"\bsnmpd\b|\binit_agent\(|\bnetsnmp_register_\w+"),
    ("TR-069 (CWMP)", "management", r"(?i:\bTR-?0?69\b|\bcwmpd?\b|\bcwmp[:_]|\bcwmp-)|\bInternetGatewayDevice\.|\bManagementServer\.|\bConnectionRequestURL\b"),
    ("TR-369 (USP)", "management", r"\bTR-?369\b|\bobuspa\b"),
    ("OMA-DM or LwM2M", "management", r"(?i:\boma[-_ ]?dm\b|\blwm2m)|(?i:[\"'\s<(/]syncml[\"'\s>):])"),
    ("NETCONF or RESTCONF", "management", r"(?i:\bnetconf(?:d|_server)?\b|\brestconf\b)"),
    ("IPMI or Redfish", "management", r"(?i:\bipmi(?:d|_lan)\b|/redfish/v1)"),
    ("MQTT commands", "messages", r"\b(?:mosquitto|MQTTClient|MQTTAsync|esp_mqtt_client|mqtt_client|mqtt|umqtt)(?:_|\.)subscribe\b|\bpaho[./]mqtt|\bMqttClient\b|\bMQTTClient\b"),
    ("remote reboot, update or control", "control", r"(?i:" + _E + r"remote[-_]?control|"+ _E + r"remote[-_ ]?(?:reboot|restart|upgrade|exec(?:ute|ution)?|command|cmd|shell|wipe|lock|unlock|shutdown|debug|assist(?:ance)?|desktop|maintenance)" + _F + r")|" + _text("远程控制 远程重启 远程升级 远程维护 远程协助")),
    ("VNC or RDP server", "remote desktop", r"\b(?:x11vnc|Xvnc|vncserver|tigervnc|rfbInitServer|rfbGetScreen|libvncserver|xrdp|freerdp_peer\w*|freerdp_listener\w*)\b"),
    ("remote desktop service", "remote desktop", r"\b(?:TeamViewer|AnyDesk|RustDesk|ToDesk|Sunlogin|LogMeIn|Splashtop)\b|" + _text("向日葵远程")),
    ("Windows remote management", "remote shell", r"\bEnable-PSRemoting\b|\bwinrm (?:quickconfig|set)|(?i:\bpsexec)\b"),
    ("agent of a cloud service", "management", r"\bamazon-ssm-agent\b|\bwaagent\b|\baliyun-service\b|\bAzureIotHub|\bIoTHubClient\w*|\baws_iot_\w+|\bAWSIoTMQTT\w*"),
    ("reverse tunnel", "remote access", r"\bngrok\b|\bfrpc\b|\bautossh\b|\bssh\s[^\n]{0,40}-R\s?[0-9]|\bcloudflared\b|\bzerotier\b"),
    ("embedded web server", "management", r"\b(?:mini_httpd|thttpd|uhttpd|lighttpd|goahead|civetweb|http_server_init|httpd_start)\b|/httpd\b|\bhttpd -[a-z]|/boa\b|\bboa\.conf\b|\bmg_(?:http_listen|start)\b|\bHTTPD_(?:START|DEFAULT_CONFIG)\b|CONFIG_HTTPD\b"),
)  # fmt: skip

FACTS: tuple[Fact, ...] = (
    *(named(_I, subject, gate, what) for subject, what, gate in _INTERFACES),
    *(named(_R, subject, gate, what) for subject, what, gate in _REMOTE),
)
