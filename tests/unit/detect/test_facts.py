"""What the code says about itself: each kind is seen where it stands, and not where only words stand."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest

from codebinder.detect import patterns
from codebinder.detect.facts import Gathering, observe, observing
from codebinder.detect.facts.gathering import MOST_RECORDS, PLACES
from codebinder.detect.facts.observed import Fact
from codebinder.detect.facts.stems import stems_of
from codebinder.detect.fileview import FileView
from codebinder.model.observations import ObservationKind


def view(text: str | bytes, path: str = "src/net.c") -> FileView:
    data = text if isinstance(text, bytes) else text.encode()
    return FileView(path=path.encode(), data=data, encoding="utf-8")


def seen(text: str | bytes, path: str = "src/net.c") -> set[tuple[str, str]]:
    return {(each.kind.value, each.subject) for each in observe(view(text, path))}


@pytest.mark.parametrize(
    ("path", "text", "kind", "subject"),
    [
        ("src/net.c", "  if (listen(fd, 5) < 0) return -1;\n", "listener", "listen()"),
        ("src/net.c", "addr.sin_addr.s_addr = htonl(INADDR_ANY);\n", "listener", "every address (INADDR_ANY)"),
        ("src/net.c", "addr.sin_port = htons(2323);\n", "port", "2323"),
        ("src/net.h", "#define TELNET_PORT 23\n", "port", "23"),
        ("x_defconfig", "CONFIG_FEATURE_TELNETD_PORT_DEFAULT=23\n", "port", "23"),
        ("web/server.js", "app.listen(3000, () => start());\n", "port", "3000"),
        ("web/server.js", "app.listen(process.env.PORT || 8081);\n", "port", "8081"),
        ("cmd/main.go", 'log.Fatal(http.ListenAndServe(":8080", nil))\n', "port", "8080"),
        ("srv.py", "httpd = HTTPServer(('', 8000), Handler)\n", "listener", "network server"),
        ("A.java", "ServerSocket s = new ServerSocket(9100);\n", "port", "9100"),
        ("application.properties", "server.port=8443\n", "port", "8443"),
        ("Dockerfile", "FROM x\nEXPOSE 6379/tcp 9000\n", "port", "6379"),
        ("unit/a.socket", "[Socket]\nListenStream=10022\n", "port", "10022"),
        ("etc/inetd.conf", "telnet stream tcp nowait root /usr/sbin/telnetd telnetd\n", "listener", "telnet"),
        ("etc/nginx.conf", "server {\n  listen 8088;\n}\n", "port", "8088"),
        ("board.dts", 'bootargs = "console=ttyS0,115200";\n', "interface", "UART console"),
        ("x_defconfig", "CONFIG_KGDB=y\n", "interface", "GDB server or stub"),
        ("main.go", 'import _ "net/http/pprof"\n', "interface", "Go profiler (pprof)"),
        ("i.php", "<?php phpinfo();\n", "interface", "phpinfo page"),
        ("settings.py", "DEBUG = True\n", "interface", "debug mode of a web framework"),
        ("ui.c", "static void enter_factory_mode(void)\n", "interface", "factory or engineering mode"),
        ("ui.c", 'menu_add("工程模式", on_engineer);\n', "interface", "factory or engineering mode"),
        ("cli.c", 'if (!strcmp(cmd, "hidden_command"))\n', "interface", "hidden function"),
        ("etc/init.d/S50", "telnetd -l /bin/sh\n", "remote", "Telnet server"),
        ("etc/init.d/S50", "start-stop-daemon -S -x /usr/sbin/sshd\n", "remote", "SSH server"),
        ("acs.c", "cwmp_session_init(&s);\n", "remote", "TR-069 (CWMP)"),
        ("mq.c", 'mosquitto_subscribe(m, NULL, "dev/cmd/#", 0);\n', "remote", "MQTT commands"),
        ("r.c", "int remote_reboot(void)\n", "remote", "remote reboot, update or control"),
        ("login.c", 'if (strcmp(user, "x")) return; username == "admin";\n', "account", "admin"),
        ("setup.sh", "useradd -m -s /bin/bash svcacct\n", "account", "svcacct"),
        ("c.c", "EVP_aes_256_gcm();\n", "crypto", "AES"),
        ("c.c", "mbedtls_aes_setkey_enc(&ctx, key, 128);\n", "crypto", "AES"),
        ("C.java", 'Cipher.getInstance("DESede/CBC/PKCS5Padding");\n', "crypto", "3DES"),
        ("c.c", "wc_Des3_SetKey(&des3, key, iv, DES_ENCRYPTION);\n", "crypto", "wolfSSL"),
        ("c.py", "key = RSA.generate(2048)\n", "crypto", "RSA"),
        ("c.c", "sm4_setkey_enc(&ctx, key);\n", "crypto", "SM4"),
        ("c.c", "SM3_Update(&hash, data, n);\n", "crypto", "SM3"),
        ("c.c", "ret = zuc_generate(&st, out, 32);\n", "crypto", "ZUC"),
        ("c.go", 'import "crypto/tls"\n', "crypto", "TLS"),
        ("c.js", "crypto.subtle.encrypt({name: 'AES-GCM'}, k, d)\n", "crypto", "Web Cryptography"),
        ("c.c", "EVP_chacha20_poly1305()\n", "crypto", "ChaCha20"),
        ("x_defconfig", "CONFIG_CRYPTO_SHA512=y\n", "crypto", "Linux kernel cryptography"),
        ("up.c", "esp_https_ota(&config);\n", "update", "ESP OTA"),
        ("up.sh", "opkg update && opkg upgrade\n", "update", "package feed"),
        ("up.c", "int firmware_upgrade_start(void);\n", "update", "firmware update"),
        ("app.js", "const { autoUpdater } = require('x');\n", "update", "Squirrel or Electron updater"),
        ("app.js", "Sentry.init({ dsn });\n", "telemetry", "Sentry"),
        ("app.c", 'post("https://collect.vendor-cloud.cn/v1", body);\n', "outgoing", "collect.vendor-cloud.cn"),
    ],
)  # fmt: skip
def test_code_that_does_it_is_observed(path: str, text: str, kind: str, subject: str) -> None:
    assert (kind, subject) in seen(text, path)


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("src/net.c", "/* we could listen(fd, 5) here, over TLS 1.2 */\n"),
        ("src/net.c", "int a; // AES-256-GCM and telnetd\n"),
        ("src/net.c", "/*\n the old telnetd with RC4\n*/\n"),
        ("conf.py", "# DEBUG = True with AES-128\n"),
        ("README.md", "It listens on port 8080 with AES-256 and telnetd.\n"),
        ("docs/ports.rst", "EXPOSE 80\nsshd\n"),
        ("package-lock.json", '"integrity": "sha512-abc"\n'),
        ("src/a.c", "gpio_port = 23; usb_port(80); #define MAX_PORTS 8080\n"),
        ("src/a.c", "arc4random(); aesthetic(); describe(); x = march64;\n"),
        ("board.dts", 'serdes3: phy@3 { }; sm2 { regulator-name = "vdd"; };\n'),
        ("a.java", 'Event.listen("x", y);\n'),
        ("x_defconfig", "# CONFIG_KGDB is not set\n"),
        ("x_defconfig", "CONFIG_PASSWD=y\n"),
        ("net/Kconfig", "config TELNETD\n\thelp\n\t  sshd -D on port 23\n"),
        ("conf/locale/a.ini", "text = SHA256 HMAC with telnetd\n"),
        ("a.js", "var x = this.recoveryMode; type = 'x-httpd-php'; pass = 'secretpassword';\n"),
        ("user.py", "such as using adduser and deluser commands\n"),
        ("cmd.c", 'x = user ? "user" : "factory";\n'),
        ("a.asl", "IO(Decode16, 0x80) /* Port 80 Post */\n"),
        ("conf/a.c", "packing(buf, &entry->tag_port,   43, 39, size);\n"),
        ("src/a.c", 'xmlns="http://www.w3.org/2000/svg"\n'),
        (".gitattributes", "tests/aes256* text\n"),
    ],
)  # fmt: skip
def test_words_are_not_code(path: str, text: str) -> None:
    assert seen(text, path) == set()


@pytest.mark.parametrize(
    ("text", "subject", "detail"),
    [
        ("EVP_aes_256_gcm()", "AES", "cipher, 256 bits, GCM"),
        ('"AES/CBC/PKCS5Padding"', "AES", "cipher, CBC"),
        ("aes128_ctr(x)", "AES", "cipher, 128 bits, CTR"),
        ("RSA_generate_key(2048)", "RSA", "signature, 2048 bits"),
        ("TLSv1_2_method", "TLS", "protocol, version 1.2"),
        ("SSLv3", "SSL", "protocol, version 3"),
        ("secp256r1", "Elliptic curves", "signature, secp256r1"),
        ("SHA384_Init", "SHA-384", "hash"),
        ("triple-DES", "3DES", "cipher, 168 bits"),
    ],
)
def test_key_lengths_and_modes_are_read_from_names(text: str, subject: str, detail: str) -> None:
    found = {(each.subject, each.detail) for each in observe(view(f"x = {text};\n"))}
    assert (subject, detail) in found


def test_accounts_of_password_files_are_listed_and_their_hashes_are_not() -> None:
    shadow = "root:$6$abcdefgh$secretsecretsecret:18000:0:99999:7:::\nsupport::18000:0:99999:7:::\nbin:*:1:0:9:7:::\n"
    rows = list(observe(view(shadow, "rootfs/etc/shadow")))
    assert [(row.subject, row.detail) for row in rows] == [
        ("root", "shadow file, with a password"),
        ("support", "shadow file, no password"),
        ("bin", "shadow file, cannot log in"),
    ]
    assert [row.line for row in rows] == [1, 2, 3]
    assert "secret" not in repr(rows)
    passwd = "root:x:0:0:root:/root:/bin/sh\nnobody:x:99:99::/:/sbin/nologin\n"
    assert [row.detail for row in observe(view(passwd, "etc/passwd"))] == [
        "password file, user 0", "password file, cannot log in"
    ]  # fmt: skip


def test_places_are_exact_and_tests_stand_aside() -> None:
    text = "a\nb\nx = EVP_aes_128_cbc();\n"
    (one, *_) = [each for each in observe(view(text)) if each.subject == "AES"]
    assert one.line == 3
    assert text.encode()[one.start : one.end] == b"_aes_"
    assert not one.aside
    assert all(each.aside for each in observe(view(text, "tests/test_c.c")))
    assert all(each.aside for each in observe(view("run: sha256sum x && telnetd\n", ".github/workflows/a.yml")))


def test_strings_of_an_image_are_read_like_a_file() -> None:
    strings = b"\n".join([b"GCC: 9.3", b"/usr/sbin/telnetd", b"console=ttyS0,115200", b"AES-256-CBC"])
    assert {("remote", "Telnet server"), ("interface", "UART console"), ("crypto", "AES")} <= seen(strings, "fw.bin")


MIXED = (
    b"  telnetd; EVP_aes_256_gcm(); server.port=8080 \n#define HTTP_PORT 8080\nconsole=ttyS0 TLSv1.2 hmac_x "
    + "工程模式 remote_reboot OTA https://a.b.cn".encode()
    + b"\nEXPOSE 80\n[Socket]\n" * 3
    + b"x = 'https://collect.vendor-cloud.cn/a'; sm4_init(); sha-256 md5_x user = 'admin' # rsa 2048\n"
)


@pytest.fixture
def slow(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Take the linear-time library away."""
    caches = (patterns.compile_pattern, observing.gate, observing._some, observing._fitting, observing._facts_of)

    def forget() -> None:
        for cache in caches:
            cache.cache_clear()

    forget()
    monkeypatch.setattr(patterns, "_RE2", None)
    monkeypatch.setattr(patterns, "LINEAR", False)
    yield
    monkeypatch.undo()
    forget()


LINEAR = [(each.start, each.end, each.kind, each.subject, each.detail) for each in observe(view(MIXED * 3))]


@pytest.mark.usefixtures("slow")
def test_the_same_is_observed_without_the_linear_library() -> None:
    found = [(each.start, each.end, each.kind, each.subject, each.detail) for each in observe(view(MIXED * 3))]
    assert found == LINEAR
    assert len(found) > 20


@pytest.mark.parametrize("fact", observing.FACTS, ids=lambda fact: fact.gate[:30])
def test_every_gate_has_stems_without_which_it_cannot_match(fact: Fact) -> None:
    stems = stems_of(fact.gate)
    assert stems
    assert all(len(stem.encode("latin-1")) >= 2 for stem in stems)


@pytest.mark.parametrize(
    ("gate", "stems"),
    [
        (r"\bab?cd+e", {"cd"}),
        (r"(?:foo|bar)x{0,3}", {"foo", "bar"}),
        (r"(?i:Foo|\b)long[a-z\]]tail", {"long"}),
        (r"a\.b\(", {"a.b("}),
        (r"x*", set()),
        (r"one|[0-9]", set()),
    ],
)
def test_stems_are_read_from_patterns(gate: str, stems: set[str]) -> None:
    assert stems_of(gate) == stems


def test_a_gathering_adds_up_in_any_order_and_keeps_the_first_places() -> None:
    files = [view("telnetd\n" * 3, f"etc/init{number:03}") for number in range(50)]
    one, other = Gathering(), Gathering()
    for file in files:
        one.add(file)
    threads = [threading.Thread(target=other.add, args=(file,)) for file in reversed(files)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert one.observations() == other.observations()
    (row,) = one.observations()
    assert (row.kind, row.subject, row.count, row.firm) == (ObservationKind.REMOTE, "Telnet server", 150, 150)
    assert len(row.places) == PLACES
    assert (row.places[0].path, row.places[0].line) == (b"etc/init000", 1)


def test_a_changed_file_replaces_what_it_said_and_a_gone_one_takes_it_back() -> None:
    held = Gathering()
    held.add(view("telnetd\n", "a"))
    held.add(view("sshd -D; telnetd\n", "b"))
    again = Gathering.unpacked(held.packed())
    assert again is not None
    assert again.observations() == held.observations()
    again.add(view("nothing\n", "a"))
    assert {(row.subject, row.count) for row in again.observations()} == {("Telnet server", 1), ("SSH server", 1)}
    again.keep_only([b"a"])
    assert again.observations() == ()
    more = Gathering()
    more.merge(held)
    assert more.observations() == held.observations()


def test_bytes_that_are_no_gathering_are_refused() -> None:
    packed = Gathering().packed()
    assert Gathering.unpacked(packed[:-3]) is None
    assert Gathering.unpacked(b"") is None


def test_memory_is_bounded_and_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("codebinder.detect.facts.gathering.MOST_RECORDS", 3)
    assert MOST_RECORDS > 3
    held = Gathering()
    for number in range(6):
        held.add(view("telnetd\n", f"f{number}"))
    assert not held.whole
    assert held.observations()[0].count == 3


def test_a_table_of_one_spelling_is_counted_up_to_a_limit() -> None:
    rows = list(observe(view("x = sha256_x;\n" * 5000)))
    assert 10 <= len(rows) <= 100


def test_hosts_beyond_number_are_counted_together() -> None:
    text = "".join(f'get("https://h{number}.vendor-cloud.cn/")\n' for number in range(3000))
    held = Gathering()
    held.add(view(text, "a.js"))
    rows = held.observations()
    assert len(rows) == 2001
    assert sum(row.count for row in rows) == 3000
