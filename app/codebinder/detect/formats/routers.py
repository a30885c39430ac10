"""Backups of routers, switches and firewalls: Cisco, Juniper, Huawei, MikroTik, Fortinet, pfSense, OpenWrt, nvram."""

from __future__ import annotations

from codebinder.detect.formats.judge import HIGH, MEDIUM, Weight, hidden, live, packed, secret
from codebinder.detect.formats.pairs import ini
from codebinder.detect.formats.tables import Lines, Named, Wish
from codebinder.detect.formats.xmlwalk import xml
from codebinder.model.findings import Confidence

_USER = (
    rb"(?:no[ ])?(?:enable|username[ ]\S{1,64}(?:[ ](?:privilege|role|group|access|class)[ ]\S{1,32}){0,3}"
    rb"|user[ ]\S{1,64})[ ]{1,4}"
    rb"(?:algorithm-type[ ]\S{1,16}[ ])?(?:secret|password|passwd|encrypted-password)[ ](?:level[ ]\d{1,2}[ ])?"
)
_KEYS = (
    rb"(?:key-string|(?:ip[ ])?ospf[ ](?:authentication-key|message-digest-key[ ]\d{1,3}[ ]md5)"
    rb"|neighbor[ ]\S{1,64}[ ]password"
    rb"|area[ ]\S{1,20}[ ]virtual-link[^\r\n]{0,80}key|isis[ ]password|(?:domain|area)-password"
    rb"|standby[ ]\d{1,4}[ ]authentication(?:[ ]md5[ ]key-string)?"
    rb"|(?:vrrp|glbp)[ ]\d{1,4}[ ]authentication(?:[ ](?:md5[ ]key-string|text))?"
    rb"|ntp[ ]authentication-key[ ]\d{1,5}[ ]md5"
    rb"|(?:tacacs|radius)-server[ ](?:host[ ]\S{1,64}[ ](?:[\w-]{1,20}[ ]\d{1,6}[ ]){0,6})?key"
    rb"|server-private[^\r\n]{0,80}[ ]key|server-key|key"
    rb"|ppp[ ](?:chap|pap)[ ](?:password|sent-username[ ]\S{1,64}[ ]password)|wpa-psk[ ](?:ascii|hex)"
    rb"|pre-shared-key(?:[ ](?:local|remote|address[ ]\S{1,40}[ ]key))?"
    rb"|crypto[ ](?:isakmp|ike)[ ]key|ikev1[ ]pre-shared-key|ikev2[ ](?:local"
    rb"|remote)-authentication[ ]pre-shared-key|wpa2?[ ]psk|passphrase"
    rb"|ldap-login-password|http-proxy[^\r\n]{0,60}password|ip[ ](?:ftp|http[ ]client)[ ]password"
    rb"|authentication[ ]text|vpdn[ ]username[ ]\S{1,64}[ ]password"
    rb"|l2tp[ ]tunnel[ ]password)[ ]{1,4}"
)
_LAST = (
    rb"(?=[ \t]*\r?$|[ ](?:address|hostname|encrypted|privilege|pbkdf2|auth-port|store-local|role|vrf|level)\b"
    rb"|[ ][0-9]{1,2}[ \t]*\r?$)"
)


def _device(value: bytes, grade: Confidence) -> Weight | None:
    """Judge a device's password: words of the command language are none."""
    if value.lower() in {
        b"password",
        b"secret",
        b"encrypted",
        b"required",
        b"line",
        b"local",
        b"chain",
        b"none",
        (b"in"),
        b"out",
    }:
        return None
    return live(value, grade)


cisco = Lines(
    Wish(_USER + rb"(?:[34589]|10|sha512|sha256|encrypted)[ ](?P<v>\S{8,200})", "cisco-password-hash", HIGH, hidden),
    Wish(_USER + rb"(?P<v>\S{8,200})[ ](?:encrypted|pbkdf2)\b", "cisco-password-hash", HIGH, hidden),
    Wish(_USER + rb"(?P<v>\$(?:1|5|6|8|9|14|sha512|sha256)\$\S{8,200})", "cisco-password-hash", HIGH, hidden),
    Wish(_USER + rb"[67][ ](?P<v>[0-9A-Za-z\]\[^_`\\]{4,200})", "cisco-password", HIGH, hidden),
    Wish(_USER + rb"(?:0[ ])?\"?(?P<v>[^\s\"]{1,128})\"?" + _LAST, "cisco-password", HIGH, _device),
    Wish(
        (
            rb"password[ ](?:[67][ ](?P<v>[0-9A-Fa-f]{4,200})|(?:0[ ])?(?P<w>[^\s]{1,128}))[ \t]*(?:encrypted[ \t]*)?\r"
            rb"?$"
        ),
        "cisco-password",
        HIGH,
        _device,
    ),
    Wish(rb"passwd[ ](?P<v>[^\s]{4,128})[ \t]*(?:encrypted[ \t]*)?\r?$", "cisco-password", HIGH, _device),
    Wish(_KEYS + rb"(?:[0678][ ])?\"?(?P<v>[^\s\"*]{2,200})\"?" + _LAST, "network-shared-key", HIGH, _device),
    Wish(rb"snmp-server[ ]community[ ](?:[078][ ])?(?P<v>\S{1,100})", "snmp-community", HIGH, secret),
    Wish(
        (
            rb"snmp-server[ ]host[ ]\S{1,64}[ ](?:(?:traps|informs|vrf[ ]\S{1,40}|version[ ](?:1"
            rb"|2c))[ ]){0,3}(?P<v>(?!version|traps|informs)\S{1,100})"
        ),
        "snmp-community",
        HIGH,
        secret,
    ),
    Wish(
        rb"snmp-server[ ]user[ ]\S{1,64}[ ]\S{1,64}[ ](?:remote[ ]\S{1,64}[ ])?v3[ ](?:encrypted[ ])?auth[ ](?:md5"
        rb"|sha)[ ](?P<v>\S{2,128})"
        rb"(?:[ ]priv[ ](?:des|3des|aes)?[ ]?(?:128|192|256)?[ ]?(?P<w>\S{2,128}))?",
        "snmp-user-password",
        HIGH,
        secret,
    ),
)
"""IOS, NX-OS, ASA, and what talks like them (Arista, Dell, ZyXEL, Ruijie)."""

juniper = Lines(
    Wish(rb"encrypted-password[ \t]{1,8}\"?(?P<v>\$?[^\s\";]{8,300})", "juniper-secret", HIGH, hidden),
    Wish(rb"\"?(?P<v>\$[89]\$[^\s\";]{4,300})", "juniper-secret", HIGH, hidden),
    Wish(
        rb"(?:ascii-text|plain-text-password-value|hexadecimal)[ \t]{1,8}\"?(?P<v>[^\s\";]{4,300})",
        "juniper-secret",
        HIGH,
        live,
    ),
    Wish(rb"snmp[ ]community[ ]\"?(?P<v>[^\s\";{]{1,100})", "snmp-community", HIGH, secret),
    anywhere=True,
)

huawei = Lines(
    Wish(
        rb"snmp-agent[ ]community[ ](?:read|write)[ ](?:(?:cipher|simple)[ ])?(?P<v>\S{1,400})",
        "snmp-community",
        HIGH,
        secret,
    ),
    Wish(
        (
            rb"(?:[\w-]{1,40}[ ]){0,12}(?:irreversible-cipher|cipher|simple|hash)"
            rb"[ ](?P<v>(?!(?:cipher|simple|hash|suite)\b|(?:aes|des|3des|rc4|sm4|chacha)[\w-]{0,20}\b)[^\s]{3,400})"
        ),
        "huawei-password",
        HIGH,
        _device,
    ),
    Wish(rb"pre-shared-key[ ](?P<v>(?!cipher|simple)\S{3,200})", "network-shared-key", HIGH, _device),
)

mikrotik = Lines(
    Wish(
        rb"(?:password|secret|wpa2?-pre-shared-key|ipsec-secret|(?:authentication|encryption)-password|passphrase"
        rb"|pre-shared-key|preshared-key"
        rb"|private-key|tcp-md5-key|auth-key|mschapv2-password|supplicant-password)=(?:\"(?P<v>[^\"\r\n]{1,300})\""
        rb"|(?P<w>[^\s\"=]{1,300}))",
        "mikrotik-password",
        HIGH,
        live,
    ),
    anywhere=True,
)

fortinet = Lines(
    Wish(rb"set[ ][\w-]{1,40}[ ]ENC[ ](?P<v>[A-Za-z0-9+/=_-]{6,1000})", "fortinet-secret", HIGH, hidden),
    Wish(
        (
            rb"set[ ](?:password|passwd[0-9]?|psksecret|secret|passphrase|key|auth-pwd|priv-pwd|ppp-password"
            rb"|sms-password)[ ]\"?(?P<v>(?!ENC\b)[^\s\"]{2,300})"
        ),
        "fortinet-secret",
        HIGH,
        live,
    ),
)

firewall_xml = Named(
    xml,
    Wish(
        rb"(?:bcrypt-hash|sha512-hash|md5-hash|password|passwordagain|passwd|pre-shared-key|radius_secret"
        rb"|ldap_bindpw|auth_pass|secret|wpa_passphrase"
        rb"|shared_secret|ipsecpsk|bindpw|apikey|api_key|sharedkey|privatekey|presharedkey|ldap_pass|auth_prot_pass"
        rb"|tsigkey|dynamic_psk|passphrase"
        rb"|key_?secret|webgui_password|adminpassword)",
        "firewall-config-secret",
        HIGH,
        live,
    ),
    Wish(rb"(?:prv|shared_key|tls|auth_key|privkey)", "firewall-config-secret", HIGH, packed),
    Wish(rb"(?:snmpd/rocommunity|rocommunity|rwcommunity)", "snmp-community", HIGH, secret),
)

uci = Lines(
    Wish(
        rb"(?:option|list)[ \t]{1,8}['\"]?(?:key[1-4]?|psk|password|passwd|wpakey|auth_secret|sae_password"
        rb"|preshared_key|private_key|priv_key_pwd|secret|pincode|identity_password)['\"]?"
        rb"[ \t]{1,8}(?:'(?P<v>[^'\r\n]{2,300})'|\"?(?P<w>[^\s'\"]{2,300}))",
        "router-password",
        HIGH,
        live,
    ),
    Wish(
        (
            rb"(?:uci[ \t]set[ \t])?[\w.@\[\]-]{1,80}\.(?:key|password|passwd|private_key"
            rb"|preshared_key)=(?:'(?P<v>[^'\r\n]{2,300})'|(?P<w>[^\s'\"$]{2,300}))"
        ),
        "router-password",
        HIGH,
        live,
    ),
)
"""OpenWrt's /etc/config, and what `uci show` prints."""

nvram = Named(
    ini,
    Wish(
        rb"(?:http_passwd|(?:wl|wlan|ath|ra|wifi)[\w.]*(?:wpa_psk|_key[1-4]?|_psk|passphrase|wepkey|radius_key)"
        rb"|[\w.]*(?:pppoe|pptp|l2tp|ddns|usb|ftp|smb|vpn|acc|modem|ppp|wan|lan|admin|sys|user|root|login|tr069"
        rb"|cwmp)[\w.]*"
        rb"(?:passwd|password|pass|passw|pwd|secret)[\w]{0,2}|rc_passwd|os_passwd|sshd_passwd|adminpwd|syspwd"
        rb"|wscdeviceparam_pin|secret_code|wps_device_pin)",
        "router-password",
        HIGH,
        live,
    ),
)

net_xml = Named(
    xml,
    Wish(
        rb"[\w.:-]*(?:password|passphrase|presharedkey|keypassphrase|adminpasswd|syspassword|wepkey[0-9]?"
        rb"|connectionrequestpassword|wpapsk|pskkey|userpwd|loginpwd)(?:@value)?"
        rb"|(?:value|param|dm|parameter|item)\[[\w.]*(?:password|passwd|passphrase|psk|presharedkey|pass"
        rb"|pwd)\](?:@(?:val|value|v))?",
        "router-password",
        MEDIUM,
        secret,
    ),
)
"""XML backups of home routers (TR-098 names, ZTE's DM tables, TP-Link)."""
