"""Well-known ports and what usually answers there."""

from __future__ import annotations

SERVICES: dict[int, str] = {
    7: "echo", 20: "FTP data", 21: "FTP", 22: "SSH", 23: "Telnet", 25: "SMTP", 37: "time", 43: "WHOIS", 49: "TACACS+",
    53: "DNS", 67: "DHCP", 68: "DHCP", 69: "TFTP", 70: "Gopher", 79: "Finger", 80: "HTTP", 88: "Kerberos",
    102: "ISO TSAP (S7)", 110: "POP3", 111: "RPC portmapper", 113: "ident", 119: "NNTP", 123: "NTP", 135: "DCE RPC",
    137: "NetBIOS", 138: "NetBIOS", 139: "NetBIOS", 143: "IMAP", 161: "SNMP", 162: "SNMP trap", 179: "BGP",
    389: "LDAP", 443: "HTTPS", 445: "SMB", 465: "SMTPS", 500: "IKE", 502: "Modbus", 512: "rexec", 513: "rlogin",
    514: "syslog or rsh", 515: "LPD", 520: "RIP", 546: "DHCPv6", 547: "DHCPv6", 554: "RTSP", 587: "SMTP submission",
    623: "IPMI", 631: "IPP", 636: "LDAPS", 830: "NETCONF", 853: "DNS over TLS", 873: "rsync", 989: "FTPS", 990: "FTPS",
    992: "Telnet over TLS", 993: "IMAPS", 995: "POP3S", 1080: "SOCKS", 1099: "Java RMI", 1194: "OpenVPN",
    1433: "SQL Server", 1521: "Oracle", 1701: "L2TP", 1723: "PPTP", 1812: "RADIUS", 1813: "RADIUS", 1883: "MQTT",
    1900: "SSDP", 2049: "NFS", 2181: "ZooKeeper", 2323: "Telnet", 2375: "Docker", 2376: "Docker", 2379: "etcd",
    2404: "IEC 60870-5-104", 3000: "HTTP", 3128: "HTTP proxy", 3306: "MySQL", 3389: "RDP", 3478: "STUN", 4369: "EPMD",
    4433: "TLS", 4500: "IPsec NAT-T", 4840: "OPC UA", 5000: "HTTP", 5005: "Java debugger", 5060: "SIP", 5061: "SIPS",
    5353: "mDNS", 5355: "LLMNR", 5432: "PostgreSQL", 5555: "Android debug bridge", 5601: "Kibana", 5671: "AMQPS",
    5672: "AMQP", 5683: "CoAP", 5684: "CoAPS", 5858: "Node debugger", 5900: "VNC", 5984: "CouchDB", 5985: "WinRM",
    5986: "WinRM", 6000: "X11", 6379: "Redis", 6443: "Kubernetes", 6666: "netconsole", 6667: "IRC",
    7547: "TR-069 (CWMP)", 7777: "HTTP", 8000: "HTTP", 8008: "HTTP", 8080: "HTTP", 8081: "HTTP", 8443: "HTTPS",
    8554: "RTSP", 8787: "Java debugger", 8883: "MQTT over TLS", 8888: "HTTP", 9000: "HTTP", 9042: "Cassandra",
    9090: "HTTP", 9092: "Kafka", 9100: "printing or metrics", 9200: "Elasticsearch", 9229: "Node debugger",
    9418: "git", 10000: "HTTP", 10050: "Zabbix", 11211: "memcached", 16379: "Redis cluster", 20000: "DNP3",
    26379: "Redis Sentinel", 27017: "MongoDB", 30005: "TR-069 (CWMP)", 34567: "DVR", 37777: "DVR", 44818: "EtherNet/IP",
    47808: "BACnet", 50051: "gRPC", 58455: "CWMP",
}  # fmt: skip


def service(port: int) -> str:
    """Give what usually answers at `port`; empty where nothing is known."""
    return SERVICES.get(port, "")
