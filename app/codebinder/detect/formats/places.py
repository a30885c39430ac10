"""Which files the readers are for, by suffixes, folders and patterns of names."""

from __future__ import annotations

import re

from codebinder.detect.formats import accounts, apps, build, clients, cloud, installers, networks, routers, servers
from codebinder.detect.formats.notebooks import notebook
from codebinder.detect.formats.sheets import sheet
from codebinder.detect.formats.sql import sql
from codebinder.detect.formats.tables import Reader

Readers = tuple[Reader, ...]

SUFFIXES: dict[bytes, Readers] = {
    b".sql": (sql,),
    b".mysql": (sql,),
    b".psql": (sql,),
    b".pgsql": (sql,),
    b".dump": (sql,),
    b".ddl": (sql,),
    (b".dmp"): (sql,),
    b".ipynb": (notebook,),
    **dict.fromkeys((b".csv", b".tsv"), (sheet,)),
    **dict.fromkeys((b".conf", b".cnf"), (servers.any_settings,)),
    b".htpasswd": (accounts.htpasswd,),
    b".htdigest": (accounts.htpasswd,),
    b".netrc": (accounts.netrc,),
    b".pgpass": (accounts.pgpass,),
    b".ldif": (networks.ldif,),
    b".ldi": (networks.ldif,),
    b".keytab": (networks.keytab,),
    b".nmconnection": (networks.wifi,),
    b".psk": (networks.wifi,),
    b".ovpn": (networks.openvpn,),
    b".rdp": (clients.remote_ini,),
    b".rdg": (clients.remote_xml,),
    b".xsh": (clients.remote_ini,),
    b".xfp": (clients.remote_ini,),
    b".remmina": (clients.remote_ini,),
    b".mxtsessions": (clients.remote_ini,),
    b".vnc": (clients.vnc_ini,),
    (b".mobaconf"): (clients.remote_ini,),
    b".reg": (clients.registry,),
    b".ncx": (clients.db_xml,),
    b".kubeconfig": (cloud.kubeconfig,),
    b".tfvars": (cloud.tfvars,),
    b".tfstate": (cloud.terraform_state,),
    b".tfbackend": (cloud.tfvars,),
    b".publishsettings": (cloud.azure,),
    b".pubxml": (apps.dotnet,),
    b".cscfg": (cloud.azure,),
    b".eyaml": (cloud.encrypted,),
    b".rsc": (routers.mikrotik,),
    b".jaas": (servers.jaas,),
    b".s3cfg": (cloud.aws, cloud.tool_ini),
    b".env": (apps.dotenv,),
    b".pypirc": (build.pypi,),
    b".npmrc": (build.npm,),
    b".ks": (installers.kickstart,),
    b".preseed": (installers.kickstart,),
    b".plist": (build.plist,),
    b".entitlements": (build.plist,),
    b".mobileconfig": (build.plist,),
    b".config": (apps.dotnet,),
    b".udl": (apps.connection_strings,),
    b".dtsconfig": (apps.connection_strings,),
    (b".rds"): (apps.connection_strings,),
    b".dsn": (servers.database_server,),
    b".cf": (servers.database_server,),
    b".kdbx": (clients.keepass,),
    b".kdb": (clients.keepass,),
    b".history": (clients.history,),
}
"""Readers by the name's suffix, whatever the name."""

PLACES: dict[bytes, tuple[tuple[re.Pattern[bytes], Reader], ...]] = {
    b".docker": ((re.compile(rb"/config\.json$"), cloud.docker),),
    b".kube": ((re.compile(rb"/config[\w.-]{0,40}$"), cloud.kubeconfig),),
    b".aws": ((re.compile(rb"/(?:config|credentials)$"), cloud.aws),),
    b".git": ((re.compile(rb"/config$"), clients.git_settings),),
    b".gem": ((re.compile(rb"/credentials$"), build.gem),),
    b".cargo": ((re.compile(rb"/credentials$"), build.cargo),),
    **dict.fromkeys(
        (b"gh", b"hub", b"doctl", b"glab-cli", b".circleci", b".ngrok2", b"ngrok", b".config"),
        (
            (re.compile(rb"/(?:hosts|config|cli|ngrok)\.ya?ml$"), cloud.tool_yaml),
            (re.compile(rb"/hub$"), cloud.tool_yaml),
        ),
    ),
    **dict.fromkeys(
        (b".cloudflared", b".aliyun", b".netlify", b".vercel", b".mc", b"configstore", b".terraform.d", b".kaggle"),
        ((re.compile(rb"\.json$"), cloud.tool_json),),
    ),
    b".bundle": ((re.compile(rb"/config$"), build.bundle),),
    b".hex": ((re.compile(rb"/hex\.config$"), build.hex_pm),),
    b".putty": ((re.compile(rb"/sessions/"), clients.remote_ini),),
    b"Sessions": ((re.compile(rb"\.(?:ini|xsh|xfp)$"), clients.remote_ini),),
    **dict.fromkeys(
        (b"DBeaver", b"HeidiSQL", b"SQLyog", b"Navicat"), ((re.compile(rb"\.(?:ini|txt)$"), clients.db_ini),)
    ),
    b".vnc": ((re.compile(rb"/passwd$"), networks.vnc_file),),
    b"wireguard": ((re.compile(rb"\.conf$"), networks.wireguard),),
    **dict.fromkeys((b"system-connections", b"iwd"), ((re.compile(rb""), networks.wifi),)),
    b"netplan": ((re.compile(rb"\.ya?ml$"), networks.netplan),),
    **dict.fromkeys(
        (b"openvpn", b"vpn"),
        (
            (re.compile(rb"/[\w.-]+(?:\.conf|\.key|\.txt|/[\w-]+)$"), networks.openvpn),
            (
                re.compile(rb"/(?:auth|login|pass|user|cred)[\w-]{0,30}(?:\.(?:txt|conf|cfg|auth))?$"),
                networks.two_lines,
            ),
        ),
    ),
    **dict.fromkeys((b"ipsec", b"swanctl", b"ipsec.d"), ((re.compile(rb"\.(?:conf|secrets)$"), networks.ipsec),)),
    b"config": (
        (re.compile(rb"etc/config/[^/]{1,80}$"), routers.uci),
        (re.compile(rb"config/settings/[^/]{1,80}\.py$"), apps.django),
        (re.compile(rb"config/(?:initializers|environments)/[^/]{1,80}\.rb$"), apps.rails_code),
        (re.compile(rb"(?i)weblogic.*config/(?:jdbc/[^/]{1,80}|config)\.xml$"), servers.weblogic),
    ),
    **dict.fromkeys((b"raddb", b"freeradius"), ((re.compile(rb""), networks.radius),)),
    **dict.fromkeys((b"named", b"bind", b"rndc", b"bind9"), ((re.compile(rb"\.(?:conf|key)$"), networks.named_keys),)),
    **dict.fromkeys(
        (b"host_vars", b"group_vars", b"inventory", b"inventories"),
        ((re.compile(rb"(?i)/[\w.-]{1,80}(?<!\.py|.\.c|\.md|.\.h|\.js|rst)$"), cloud.ansible_variables),),
    ),
    **dict.fromkeys(
        (b"vars", b"defaults"), ((re.compile(rb"/(?:vars|defaults)/[\w-]{1,40}\.ya?ml$"), cloud.ansible_variables),)
    ),
    b"hieradata": ((re.compile(rb"\.ya?ml$"), apps.app_yaml),),
    b"data_bags": ((re.compile(rb"\.json$"), apps.app_json), (re.compile(rb"\.json$"), cloud.chef_json)),
    b"settings": ((re.compile(rb"settings/[^/]{1,80}\.py$"), apps.django),),
    b"sites": ((re.compile(rb"settings[^/]{0,40}\.php$"), apps.php),),
    **dict.fromkeys((b".jenkins", b"jenkins", b"jenkins_home"), ((re.compile(rb"\.xml$"), servers.jenkins),)),
    b"secrets": (
        (re.compile(rb"secrets/(?:master\.key|hudson\.util\.Secret|initialAdminPassword)$"), servers.jenkins_key),
    ),
    **dict.fromkeys((b".ivy2", b".sbt"), ((re.compile(rb"credentials$"), build.signing),)),
    b"svn.simple": ((re.compile(rb""), clients.subversion),),
    **dict.fromkeys(
        (b"exim", b"exim4", b"postfix"),
        ((re.compile(rb"/[\w-]{1,80}(?:passw[\w.]{0,20}|client)$"), accounts.server_lists),),
    ),
    **dict.fromkeys((b"chart", b"charts", b"helm"), ((re.compile(rb"/values[^/]{0,40}\.ya?ml$"), cloud.helm_values),)),
    b"weblogic": ((re.compile(rb"\.xml$"), servers.weblogic),),
}
"""Readers for files whose names mean something only in certain folders, by the folder."""

Families = tuple[tuple[re.Pattern[bytes], Readers], ...]


def _families(*rows: tuple[bytes, Reader | Readers]) -> Families:
    return tuple((re.compile(rb"(?:" + row + rb")$"), _group(of)) for row, of in rows)


def _group(of: Reader | Readers) -> Readers:
    return (of,) if callable(of) else of


_SECRETS = rb"(?:secrets?|credentials?)[-_.][\w.-]{1,60}|[\w.-]{1,60}[-_.](?:secrets?|credentials?)\.\w{3,4}"
_YAML = _families(
    (rb"(?:application|bootstrap)-.*", apps.spring_yaml),
    (
        rb"docker-compose[\w.-]{1,60}|values[-._][\w.-]{1,60}|[\w-]{1,40}-values\.ya?ml|compose\.[\w.-]{1,40}",
        cloud.helm_values,
    ),
    (_SECRETS, apps.app_yaml),
)
FAMILIES: dict[bytes, Families] = {
    b".properties": _families(
        (
            (
                rb"(?:application|bootstrap)-.*|[\w-]{0,40}(?:jdbc|db|database|datasource|secret"
                rb"|credential)s?[\w-]{0,20}\.properties"
            ),
            apps.spring_properties,
        ),
    ),
    b".yml": _YAML,
    b".yaml": _YAML,
    b".json": _families(
        (rb".*\.tfvars\.json", cloud.terraform_state),
        (rb"appsettings\..*", (apps.app_json, apps.dotnet_strings)),
        (rb"client_secret.*|[\w.-]{1,80}-[0-9a-f]{12}\.json", cloud.gcloud),
        (rb"robomongo.*", clients.robomongo),
        (_SECRETS + rb"|config[-_.][\w.-]{1,60}", apps.app_json),
    ),
    b".py": _families((rb"[\w.-]{0,60}settings[\w.-]{0,40}", apps.django)),
    b".php": _families(
        (rb"wp-config.*", apps.wordpress),
        (rb"config(?:uration)?[-_.][\w.-]{1,40}|[\w.-]{1,40}[-_.]?config\.(?:inc\.)?php", apps.php),
    ),
    b".conf": _families(
        (rb"(?:wpa_supplicant|hostapd).*", networks.wifi),
        (rb".*jaas.*", servers.jaas),
        (rb"wg[0-9]{1,3}\.conf", networks.wireguard),
    ),
    b".xml": _families(
        (rb"(?:wlan|wi-?fi|wireless).*", networks.wifi_xml),
        (rb"config-.*", routers.firewall_xml),
        (rb"(?:recentservers|sitemanager|filezilla).*", clients.filezilla),
        (rb"confcons.*", clients.remote_xml),
        (rb"keepass.*", clients.keepass_xml),
        (rb"(?:auto)?unattend.*", installers.unattend),
    ),
    b".ini": _families((rb"winscp.*", clients.winscp)),
    b".cf": _families((rb"(?:mysql|pgsql|ldap).*", servers.database_server)),
    b".csv": _families((rb"[\w-]{1,40}[-_](?:accesskeys|credentials|keys)\.csv", cloud.aws_csv)),
    b".key": _families(
        (rb"(?:ta|static|tls-auth|tls-crypt|shared)\.key", networks.openvpn),
        (rb"k.*\.\+[0-9]{3}\+[0-9]{5}\.key", networks.named_keys),
    ),
    b".private": _families((rb"k.*\.\+[0-9]{3}\+[0-9]{5}\.private", networks.named_keys)),
    b".config": _families((rb".*jaas.*", servers.jaas)),
    b".backup": _families((rb".*\.tfstate\.backup", cloud.terraform_state)),
}
"""Readers by patterns of the whole name in lower case, by its suffix; the first that matches counts."""

STARTS: dict[bytes, Families] = {
    b".en": _families((rb"\.env(?:rc)?(?:[._-].*)?", apps.dotenv)),
    b"nvr": _families((rb"nvram.*", routers.nvram)),
    b"wpa": _families((rb"wpa_supplicant.*", networks.wifi)),
    b"hos": _families((rb"hostapd.*", networks.wifi)),
    b"wp-": _families((rb"wp-config.*", apps.wordpress)),
    b"run": _families((rb"running-config.*", routers.cisco)),
    b"sta": _families((rb"startup-config.*", routers.cisco)),
    b"con": _families((rb"confcons\.xml.*", clients.remote_xml)),
}
"""The same by the first three letters, for names whose suffix says nothing."""

ENDS: tuple[tuple[bytes, Readers], ...] = (
    (b"_history", (clients.history,)),
    (b"-confg", (routers.cisco,)),
    (b"running-config", (routers.cisco,)),
    (b"startup-config", (routers.cisco,)),
    (b"_history.txt", (clients.history,)),
)
"""The same by ends of names that have no suffix."""
