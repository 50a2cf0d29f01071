"""The Debian package, installed: it waits for a configuration, tells a wrong one once, and its unit, as locked up as it
is, lets through a pedal that types, a serial board and GPIO, all plugged in after its start; killed, it comes back."""

import json

from lane.failure import Failure
from lane.image import HERE
from lane.lab import Lab

SECONDS = 900
ONLY_WHEN_NAMED = True  # wants the package: packaging/build --only deb
ARCHITECTURES = ("amd64",)  # where the lane has a GPIO adapter that is plugged in
CONFIG = "/etc/navicast/navicast.yaml"
LINE = 0


def run(lab: Lab) -> None:
    guest = lab.guest
    packages = sorted((HERE.parent.parent / "packaging" / "target").glob(f"navicast_*_{guest.machine.arch}.deb"))
    if not packages:
        raise Failure("there is no package; build it: packaging/build --only deb")
    lab.share_file(f"packaging/target/{packages[-1].name}")
    pedal = lab.hid_device("pcsensor", "gadget")
    board = lab.serial_adapter("BOARD")
    adapter = lab.gpio_adapter()
    events = lab.subscribe()
    devices = [
        {"name": "pedal", "driver": "footswitch-hid", "ids": pedal.ids},
        {
            "name": "board",
            "driver": "footswitch-serial",
            "port": board.node,
            "pedals": [{"control": "left", "pressed": "L1", "released": "L0"}],
        },
        {
            "name": "lines",
            "driver": "footswitch-gpio",
            "chip": adapter.label,
            "pedals": [{"control": "foot", "normally-open": LINE}],
        },
    ]
    # An emulated processor has no time for both at once.
    guest.run("systemctl mask --runtime navicast-cache")
    guest.run(f"rm -f {CONFIG}; dpkg --install /share/{packages[-1].name}", seconds=240)
    try:
        _expect(lab, "systemctl show --value -p ConditionResult -p ActiveState navicast", "inactive\nno")

        guest.write(CONFIG, "gateway: virtual\n")
        guest.run("systemctl start navicast || true", seconds=180)
        _until(lab, "systemctl is-failed navicast")
        _expect(lab, "systemctl show --value -p NRestarts -p ExecMainStatus navicast", "0\n2")
        guest.run("journalctl -u navicast | grep -q navicast.yaml")

        guest.write(CONFIG, lab.configuration(f"devices: {json.dumps(devices)}\n"))
        guest.run("systemctl start navicast", seconds=240)
        for plugged in (pedal, board, adapter):
            plugged.plug()
        came = {events.expect("navi-device", 240, _absent, state="connected")["device"] for _ in devices}
        if came != {device["name"] for device in devices}:
            raise Failure(f"connected are {came}")

        system = lab.console_listener(pedal.ids)
        pedal.send("press", "release")
        _expect_tap(events, "middle")
        board.write(b"L1\nL0\n")
        _expect_tap(events, "left")
        adapter.tap(LINE)
        _expect_tap(events, "foot")
        if system.heard():
            raise Failure(f"the system heard what the pedal typed: {system.heard()}")

        pid = guest.run("systemctl show --value -p MainPID navicast").strip()
        _expect(lab, f"stat -c %U /proc/{pid}; grep -h CapEff /proc/{pid}/status", "navicast\nCapEff:\t0000000000000000")
        _expect(lab, f"ss -Hlnptu | grep -c pid={pid}, || true", "0")
        _expect(lab, f"nsenter --target {pid} --mount sh -c 'touch /usr/x 2>/dev/null || echo read-only'", "read-only")
        _until(lab, "grep -qxE 'yes|no' /run/navicast-clock/synchronized")
        guest.run("systemd-analyze security --offline=yes --threshold=15 navicast.service")

        guest.run(f"kill -KILL {pid}")
        came = {events.expect("navi-device", 240, _absent, state="connected")["device"] for _ in devices}
        if came != {device["name"] for device in devices}:
            raise Failure(f"after it was killed, connected are {came}")
        board.write(b"L1\nL0\n")
        _expect_tap(events, "left")

        guest.run("systemctl stop navicast && systemctl unmask --runtime navicast-cache")
        guest.run("systemctl start navicast-cache && test -s /var/cache/navicast/navicast.aot", seconds=300)
    finally:
        guest.run("journalctl -o cat -u navicast -u navicast-cache >/share/commands/journal.out")
        guest.run(f"rm -f {CONFIG} && dpkg --purge navicast", seconds=120)
    _expect(lab, "find / -xdev -name '*navicast*' -not -path '/opt/*' -not -path '/share/*'", "/var/lib/navicast")


def _absent(resource: dict) -> bool:
    return resource["state"] == "lost"


def _expect_tap(events, control: str) -> None:
    press = events.expect_button("pressed", control=control)
    events.expect_button("released", control=control, pressId=press["pressId"])


def _expect(lab: Lab, command: str, answer: str) -> None:
    told = lab.guest.run(command).strip()
    if sorted(told.split("\n")) != sorted(answer.split("\n")):
        raise Failure(f"{command!r} says {told!r} and not {answer!r}")


def _until(lab: Lab, command: str, seconds: float = 120) -> None:
    lab.guest.run(f"until {command}; do sleep 0.2; done", seconds=seconds)
