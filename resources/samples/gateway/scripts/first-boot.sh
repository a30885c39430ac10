#!/bin/sh
# Runs once when a device starts for the first time: makes its own keys, sets the host name, removes itself.
set -eu

STATE=/var/lib/mgd
MARK="$STATE/first-boot-done"

[ -e "$MARK" ] && exit 0
mkdir -p "$STATE"
chmod 700 "$STATE"

serial=$(tr -dc 'A-Z0-9' < /sys/firmware/devicetree/base/serial-number | tail -c 8)
hostname="mg240-${serial:-unknown}"
echo "$hostname" > /etc/hostname
sed -i "s/^hostname = .*/hostname = $hostname/" /etc/mgd/gateway.ini

if [ ! -s "$STATE/device.key" ]; then
    openssl genpkey -algorithm ED25519 -out "$STATE/device.key"
    chmod 600 "$STATE/device.key"
fi

date -u +%Y-%m-%dT%H:%M:%SZ > "$MARK"
