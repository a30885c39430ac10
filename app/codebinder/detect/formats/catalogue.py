"""Which files the readers are for, by their whole names: systems, networks, people's programs."""

from __future__ import annotations

from codebinder.detect.formats import accounts, build, clients, networks, routers
from codebinder.detect.formats.sql import sql
from codebinder.detect.formats.tables import Reader

Readers = tuple[Reader, ...]


def named(*groups: tuple[str, Reader | Readers]) -> dict[bytes, Readers]:
    table: dict[bytes, Readers] = {}
    for names, reader in groups:
        for name in names.split():
            table[name.encode()] = table.get(name.encode(), ()) + (reader if isinstance(reader, tuple) else (reader,))
    return table


NAMES = named(
    (
        "shadow shadow- gshadow gshadow- master.passwd opasswd passwd passwd- shadow.default passwd.default",
        accounts.shadow,
    ),
    (
        (
            "proftpdpasswd proftpd.passwd ftpd.passwd ftpasswd vsftpd.passwd vusers pureftpd.passwd pureftpd.pdb "
            "dovecot.passwd"
        ),
        accounts.shadow,
    ),
    (
        ".htpasswd htpasswd htpasswd.users passwd.users .htdigest htdigest users.htpasswd users.digest nginx.htpasswd",
        accounts.htpasswd,
    ),
    ("smbpasswd smbpasswd.bak", accounts.smbpasswd),
    (".netrc _netrc netrc authinfo .authinfo", accounts.netrc),
    (".pgpass pgpass pgpass.conf .pgpass.conf", accounts.pgpass),
    (".git-credentials git-credentials .store-credentials", accounts.git_credentials),
    (".gitconfig gitconfig .gitmodules", (build.urls, clients.git_header)),
    ("chap-secrets pap-secrets l2tp-secrets srp-secrets eap-secrets", accounts.ppp_secrets),
    ("sasl_passwd sasl-passwd sasl_password passwd.client smtp_auth_passwd smarthost_passwd", accounts.server_lists),
    (
        (
            "users.txt passwords.txt passwd.txt userpass.txt accounts.txt credentials.txt logins.txt userlist.txt "
            "vsftpd_login.txt"
        ),
        (accounts.colon_lists, accounts.userlist),
    ),
    (
        "wpa_supplicant.conf wpa_supplicant-wlan0.conf hostapd.conf wpa.conf hostapd.wpa_psk",
        (networks.wifi, networks.wpa_psk),
    ),
    ("wificonfigstore.xml wificonfigstoresoftap.xml softap.xml", networks.wifi_xml),
    ("wireless network dropbear uhttpd ddns rpcd mwan3", routers.uci),
    ("ipsec.secrets swanctl.conf strongswan.secrets", networks.ipsec),
    (
        (
            "xl2tpd.conf l2tpd.conf pptpd.conf vtund.conf tinc.conf openl2tpd.conf n2n.conf frps.ini frpc.ini "
            "frps.toml frpc.toml"
        ),
        networks.tunnels,
    ),
    (
        (
            "named.conf rndc.key rndc.conf bind.keys named.conf.local named.conf.options nsupdate.key ddns.key "
            "tsig.key dhcpd.conf knot.conf"
        ),
        networks.named_keys,
    ),
    (
        (
            "clients.conf radiusd.conf pam_radius_auth.conf raddb_server radius_server.conf server radsecproxy.conf "
            "eap.conf"
        ),
        networks.radius,
    ),
    ("tac_plus.conf tac_plus.cfg tacacs.conf", networks.tacacs),
    ("snmpd.conf snmp.conf snmptrapd.conf snmpd.local.conf net-snmp.conf", networks.snmp),
    (
        (
            "slapd.conf ldap.conf nslcd.conf pam_ldap.conf libnss-ldap.conf ldap.secret nss_ldap.conf sssd.conf "
            "autofs_ldap_auth.conf"
        ),
        networks.ldap_client,
    ),
    (".smbcredentials smbcredentials .cifscredentials cifs.credentials .smbcreds", networks.samba),
    ("krb5.keytab .k5keytab", networks.keytab),
    ("filezilla.xml sitemanager.xml recentservers.xml queue.xml", clients.filezilla),
    ("winscp.ini", clients.winscp),
    (
        (
            "sftp-config.json sftp.json .ftpconfig .remote-sync.json remote-sync.json deployment-config.json "
            "ftp-sync.json .sftpconfig.json ftpconfig.json .ftp-kr.json .deployment-config.json sync-rsync.json "
            "ftp-simple-temp.json .vscode-sftp.json ftpsync.settings .ftpquota.json ftp-kr.json"
        ),
        clients.ftp_json,
    ),
    ("webservers.xml datasources.local.xml serverdirectories.xml sshconfigs.xml", clients.webservers),
    ("confcons.xml mremoteng.xml confcons.xml.backup", clients.remote_xml),
    ("mobaxterm.ini moba.ini session.ini securecrt.ini ssh2.ini", clients.remote_ini),
    ("ultravnc.ini vnc.ini tightvnc.ini", clients.vnc_ini),
    ("robomongo.json robo3t.json mongo-connections.json connections.json", clients.robomongo),
    (
        (
            "dbeaver-data-sources.xml data-sources.xml .dbeaver-data-sources.xml connections.ncx sqlaliases23.xml "
            "datasources.xml connections.xml"
        ),
        clients.db_xml,
    ),
    ("data-sources.json credentials-config.json", clients.robomongo),
    (
        (
            ".my.cnf my.cnf .mylogin.cnf debian.cnf mysql.cnf client.cnf .mytop .pgcli .myclirc my.ini mysqld.cnf "
            "mariadb.cnf galera.cnf"
        ),
        clients.client_sections,
    ),
    (
        (
            ".msmtprc msmtprc .muttrc muttrc .esmtprc esmtprc .mailrc mail.rc .ssmtp.conf .mbsyncrc mbsyncrc "
            ".neomuttrc .nmh"
        ),
        (clients.mail_spaced, clients.mail_url),
    ),
    (
        (
            ".esmtprc esmtprc ssmtp.conf .offlineimaprc offlineimaprc .getmailrc getmailrc .mbsyncrc revaliases "
            ".imapfilter .isyncrc"
        ),
        clients.mail_ini,
    ),
    (".fetchmailrc fetchmailrc fetchmail.conf", clients.fetchmail),
    ("client-info authinfo access default-auth-info", clients.sendmail),
    ("logins.json signons.json passwords.json", clients.logins),
    (".irssi irssi.conf znc.conf weechat.conf irc.conf .bitlbee", clients.chat),
    (
        (
            "ventrilo_srv.ini server.cfg mumble-server.ini murmur.ini serverconfig.xml gameusersettings.ini "
            "server.properties ts3server.ini bf_server.cfg icecast.xml shoutcast.conf"
        ),
        clients.game_ini,
    ),
    ("icecast.xml", clients.icecast),
    (
        (
            ".bash_history .zsh_history .sh_history .ash_history .history .mysql_history .psql_history "
            ".rediscli_history .python_history .node_repl_history .dbshell fish_history consolehost_history.txt "
            ".irb-history .lesshst .sqlite_history bash_history zsh_history .ksh_history"
        ),
        (clients.history, sql),
    ),
)
"""Readers by the file's name in lower case."""
