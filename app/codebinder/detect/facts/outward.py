"""Update mechanisms, telemetry, and the hosts that code names as somewhere to talk to."""

# ruff: noqa: E501  (a gate stays one literal)

from __future__ import annotations

import re
from collections.abc import Iterable

from codebinder.detect.facts.observed import Fact, Hit, Reading, named
from codebinder.model.observations import ObservationKind

_U, _T, _O = ObservationKind.UPDATE, ObservationKind.TELEMETRY, ObservationKind.OUTGOING
_E, _F = r"(?:\b|_)", r"(?:\b|_)"

_UPDATES = (
    ("SWUpdate", "device", r"\bswupdate\b"),
    ("Mender", "device", r"\bmender-(?:client|update|artifact)\b|\bhosted\.mender\.io\b|/etc/mender\b"),
    ("RAUC", "device", r"\brauc\b|\brauc\.slot\b"),
    ("OSTree", "device", r"\bostree\b"),
    ("hawkBit", "device", r"(?i:\bhawkbit\b)"),
    ("fwupd", "device", r"\bfwupd(?:mgr|tool)?\b"),
    ("UEFI capsule", "device", r"(?i:\bcapsule[-_ ]update\b|\bCONFIG_EFI_CAPSULE)|\befi_(?:update_capsule|capsule_\w+)"),
    ("MCUboot", "device", r"(?i:\bmcuboot\b)|\bboot_request_upgrade\b"),
    ("ESP OTA", "device", r"\besp_(?:https_)?ota_?\w*|\bUpdateClass\b|\bArduinoOTA\b"),
    ("A/B update engine", "device", r"\bupdate_engine\b|\bandroid\.os\.RecoverySystem\b|\bRecoverySystem\.installPackage\b"),
    ("over-the-air update", "device", r"(?i:\bover-the-air\b|" + _E + r"ota[-_ ]?(?:update|upgrade|server|url|image|download|start|begin)\w*)|\bOTA\b|"
     + "|".join(w.encode().decode("latin-1") for w in ("固件升级", "在线升级", "固件更新"))),
    ("firmware update", "device", r"(?i:" + _E + r"(?:firmware|fw)[-_ ]?(?:update|upgrade|flash|download)\w*|\bsysupgrade\b)"),
    ("USB DFU", "device", r"\bdfu-util\b|\bDFU_(?:DNLOAD|DETACH|UPLOAD)\b|\bdfu_(?:write|flush|init)\w*"),
    ("package feed", "system packages", r"\bopkg (?:update|install|upgrade)|\bapt(?:-get)? (?:dist-)?upgrade|/etc/apt/sources\.list|/etc/yum\.repos\.d|\bdnf upgrade|\byum update|\bapk upgrade\b|\bunattended-upgrades?\b"),
    ("Squirrel or Electron updater", "desktop", r"\bautoUpdater\b|\belectron-updater\b|\bSquirrel\.Windows\b|\bUpdateManager\.GitHubUpdateManager"),
    ("Sparkle", "desktop", r"\bSUFeedURL\b|\bSUUpdater\b|\bSPUUpdater\b|\bWinSparkle\b|\bwin_sparkle_\w+"),
    ("self-update", "program", r"(?i:" + _E + r"self[-_]?update[a-z_]*\b|" + _E + r"auto[-_]?updat(?:e|er)" + _F + r"|\bcheck[-_ ]?for[-_ ]?updates?\b|\bgo-?selfupdate\b)"),
    ("live patching", "system", r"\bkpatch\b|\blivepatch\b|\bCONFIG_LIVEPATCH=y"),
)  # fmt: skip

_TELEMETRY = (
    ("Google Analytics", r"\bgoogle-analytics\.com\b|\bgoogletagmanager\.com\b|\bgtag\('"),
    ("Firebase", r"\bfirebase[-_/.]?(?:analytics|crashlytics)\b|(?i:\bcrashlytics\b)|\bFirebaseAnalytics\b"),
    ("Sentry", r"\bsentry_sdk\b|\bSentry\.init\b|\b@sentry/|\bsentry\.io\b|\bRaven\.config\b"),
    ("Mixpanel", r"(?i:\bmixpanel\b)"),
    ("Amplitude", r"\bapi\.amplitude\.com\b|\bamplitude-js\b|\bamplitude\.(?:init|track)\b"),
    ("Segment", r"\bapi\.segment\.io\b|\banalytics\.identify\("),
    ("Bugsnag", r"(?i:\bbugsnag\b)"),
    ("New Relic", r"(?i:\bnew[-_]?relic\b)"),
    ("Datadog", r"\bdatadoghq\.com\b|\bdd-trace\b|\bddtrace\b|\bdatadog-agent\b"),
    ("Application Insights", r"(?i:\bapplication-?insights\b)"),
    ("Umeng", r"(?i:\bumeng\b)|" + "友盟".encode().decode("latin-1")),
    ("Baidu statistics", r"\bhm\.baidu\.com\b|\bmobstat\b"),
    ("Tencent Bugly or statistics", r"(?i:\bbugly\b)|\bmta\.qq\.com\b"),
    ("Sensors Analytics", r"(?i:\bsensors(?:data|analytics)\b)"),
    ("TalkingData", r"(?i:\btalkingdata\b)"),
    ("AppsFlyer", r"(?i:\bappsflyer\b)"),
    ("Matomo", r"(?i:\bmatomo\b|\bpiwik\b)"),
    ("PostHog", r"(?i:\bposthog\b)"),
    ("OpenTelemetry", r"(?i:\bopentelemetry\b|\botlp(?:_|\.|-)(?:http|grpc|endpoint|exporter))"),
    ("telemetry", r"(?i:" + _E + r"telemetry(?:_|-)?(?:url|endpoint|client|enabled|upload|send|server|collector|host)\w*|" + _E + r"usage[-_ ]stat(?:s|istics)\b|\bphone[-_ ]?home\b)"),
    ("crash reports", r"(?i:\bcrash[-_ ]?report(?:er|ing|s)?\b)|\bbreakpad\b|\bcrashpad\b"),
)  # fmt: skip

_HOST = re.compile(
    rb"://(?:[\w.%~-]+(?::[^@/\s\"']*)?@)?([A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?(?:\.[A-Za-z0-9-]+)+)$"
)
_SCHEME = re.compile(rb"[a-z]+(?=://)")
_KNOWN = re.compile(
    rb"(?i)(?:^|\.)(?:w3\.org|xmlsoap\.org|xml\.org|xmlns\.com|apache\.org|springframework\.org|purl\.org|schema\.org|json-schema\.org"
    rb"|schemastore\.org|schemas\.microsoft\.com|schemas\.android\.com|openxmlformats\.org|github\.com|githubusercontent\.com|stackoverflow\.com|googlesource\.com|example\.(?:com|org|net|cn)|example|localhost|test|invalid|local|spdx\.org|gnu\.org|opensource\.org"
    rb"|creativecommons\.org|mozilla\.org|ietf\.org|rfc-editor\.org|ogc\.org|oasis-open\.org|sun\.com|java\.com|jcp\.org"
    rb"|ecma-international\.org|android\.com/(?:apk)?|eclipse\.org|maven\.org|unicode\.org|wikipedia\.org|iana\.org"
    rb"|devicetree\.org|kernel\.org|foo\.(?:com|bar)|bar\.com|hibernate\.org|inkscape\.org|sourceforge\.net|adobe\.com)$"
)


def _host(hit: Hit) -> Iterable[Reading]:
    found = _HOST.search(hit.word)
    if found is None or _KNOWN.search(found[1]) or len(found[1]) > 120:
        return
    host = found[1].decode("latin-1").lower()
    if not re.search(r"\.(?:[a-z]{2,12}|\d{1,3})$", host) or re.search(
        r"\.(?:py|js|java|html?|xml|php|xsd|dtd|so)$", host
    ):
        return
    scheme = _SCHEME.search(hit.word)
    yield host, scheme[0].decode() if scheme else ""


FACTS: tuple[Fact, ...] = (
    *(named(_U, subject, gate, what) for subject, what, gate in _UPDATES),
    *(named(_T, subject, gate) for subject, gate in _TELEMETRY),
    Fact(
        kind=_O,
        gate=r"[\"'=`](?:https?|wss?|mqtts?|ftps?|coaps?|tcp)://[A-Za-z0-9][A-Za-z0-9.-]*\.[A-Za-z0-9-]+",
        read=_host,
    ),
)
