"""Networks, paths, addresses: what is internal stands in the default queue, samples and packages do not."""

from __future__ import annotations

import pytest

from codebinder.detect.fileview import FileView
from codebinder.detect.people import look
from codebinder.model.findings import Confidence

LOW, MEDIUM = Confidence.LOW, Confidence.MEDIUM


def seen(text: str, path: str = "src/meter.c") -> list[tuple[str, Confidence, str]]:
    file = FileView(path=path.encode(), data=text.encode(), encoding="utf-8")
    return [(one.rule, one.confidence, file.flat[one.start : one.end].decode()) for one in look(file)]


@pytest.mark.parametrize(
    ("text", "path", "grade"),
    [
        ("url = http://10.41.7.203:9092/", "src/a.py", MEDIUM),
        ("server 10.41.7.203:9092", "conf/a.conf", MEDIUM),
        ("redis.host=10.41.7.203\nredis.port=6379", "conf/a.properties", MEDIUM),
        ("10.41.7.203", "src/a.py", LOW),
        ("net 10.41.7.203/24", "conf/a.conf", LOW),
        ("http://192.168.1.1:80/", "conf/a.conf", LOW),
        ("http://10.41.7.203:9092/", "tests/test_a.py", LOW),
    ],
)
def test_a_private_address_matters_where_something_connects_to_it(text: str, path: str, grade: Confidence) -> None:
    assert [one for rule, one, _ in seen(text, path) if rule == "private-address"] == [grade]


@pytest.mark.parametrize("text", ["1.10.41.7.203", "10.41.7.999", "8.8.8.8", "v10.41.7", "172.40.1.1"])
def test_other_dotted_numbers_are_no_private_addresses(text: str) -> None:
    assert not seen(text)


@pytest.mark.parametrize(
    ("address", "reason"),
    [
        ("00:00:00:00:00:00", "all or many"), ("ff:ff:ff:ff:ff:ff", "all or many"),
        ("01:00:5e:00:00:fb", "all or many"),
        ("02:42:ac:11:00:02", "locally"), ("00:11:22:33:44:55", "examples"), ("00:00:5e:00:53:af", "examples"),
    ],
)  # fmt: skip
def test_hardware_addresses_of_nobody_are_low_with_the_reason(address: str, reason: str) -> None:
    file = FileView(path=b"conf/net.conf", data=f"hwaddr = {address}".encode(), encoding="utf-8")
    found = [one for one in look(file) if one.rule == "mac-address"]
    assert [one.confidence for one in found] == [LOW]
    assert reason in found[0].reason


def test_a_table_of_hosts_names_the_inside() -> None:
    file = FileView(path=b"etc/hosts", data=b"10.33.7.17 db7.quist.corp\n", encoding="utf-8")
    assert {(one.rule, one.confidence) for one in look(file)} == {
        ("private-address", Confidence.MEDIUM),
        ("internal-host", Confidence.MEDIUM),
    }


def test_a_fingerprint_is_no_hardware_address() -> None:
    assert not seen("sha1 1f:2e:3d:4c:5b:6a:79:88:97:a6:b5:c4:d3:e2:f1:00:11:22:33:44")


@pytest.mark.parametrize(
    "text",
    [
        "import com.huaxin.internal.Build;",
        "package com.huaxin.internal;",
        'name = "org.quist.core.internal"',
        "this.local = 3;",
        "svc.cluster.local:80",
        "http://host.docker.internal:80/",
        "a.b.local",
    ],
)
def test_packages_and_members_are_no_hosts(text: str) -> None:
    assert not [one for one in seen(text) if one[0] == "internal-host" and one[1] is not LOW]


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("http://build7.rd.huaxin.corp:8080/", "src/a.c"),
        ("smtp.huaxin.lan:25", "src/a.c"),
        ("scp x root@nas.huaxin.intranet:/x", "src/a.sh"),
        ("  host: db01.prod.huaxin.internal\n", "conf/a.yml"),
    ],
)
def test_hosts_in_private_zones_are_found(text: str, path: str) -> None:
    assert [one[1] for one in seen(text, path) if one[0] == "internal-host"] == [MEDIUM]


@pytest.mark.parametrize(
    ("text", "grade"),
    [
        ("http://jenkins:8080/job", MEDIUM),
        ("https://confluence.huaxin.corp/x", MEDIUM),
        ("https://jira.huaxin-meter.com/browse/X-1", LOW),
    ],
)
def test_systems_are_internal_by_their_host(text: str, grade: Confidence) -> None:
    assert [one[1] for one in seen(text)] == [grade]


@pytest.mark.parametrize(
    "text", ["https://gitlab.com/x", "https://issues.apache.org/jira/x", "https://wiki.debian.org/x"]
)
def test_public_systems_are_left_alone(text: str) -> None:
    assert not seen(text)


@pytest.mark.parametrize(
    ("text", "name", "grade"),
    [
        ('#line 1 "/home/zhangsw/meter/main.c"', "zhangsw", MEDIUM),
        ("C:\\Users\\mquist\\src", "mquist", MEDIUM),
        ("C:\\\\Users\\\\mquist\\\\src", "mquist", MEDIUM),
        ("D:\\work\\lixm\\main.c", "lixm", LOW),
        ("/data/home/lixm/x", "lixm", MEDIUM),
        ("/home/user/x", "user", LOW),
        ("/Users/runner/work", "runner", LOW),
        ("for example /home/lixm/x", "lixm", LOW),
    ],
)
def test_the_name_in_a_path_is_the_value(text: str, name: str, grade: Confidence) -> None:
    assert ("build-path", grade, name) in seen(text)


def test_an_api_path_is_no_home() -> None:
    assert not seen("GET /api/Users/list")


@pytest.mark.parametrize(
    "text",
    [
        "// 地址：广东省深圳市南山区科苑路15号",
        "家住杭州市余杭区文一西路969号3幢",
        "北京市海淀区中关村南大街27号院3号楼501室",
    ],
)
def test_chinese_addresses_are_taken_whole(text: str) -> None:
    found = [one for one in seen(text) if one[0] == "address-cn"]
    assert len(found) == 1
    assert found[0][1] is MEDIUM
    assert text.endswith(found[0][2])


def test_the_address_in_the_general_public_licence_is_low() -> None:
    found = seen("Foundation, Inc., 51 Franklin Street, Fifth Floor, Boston, MA 02110-1301 USA")
    assert {grade for _, grade, _ in found} <= {LOW}
