"""The udev rules of packaging/: a pedal and a serial adapter that are plugged in get their group and their name."""

from lane.failure import Failure
from lane.image import HERE
from lane.lab import Lab

NEEDS_GATEWAY = False
RULES = "/etc/udev/rules.d/70-navicast.rules"


def run(lab: Lab) -> None:
    lab.guest.write(RULES, (HERE.parent.parent / "packaging" / "udev" / "70-navicast.rules").read_text())
    try:
        lab.guest.run(f"udevadm verify {RULES} && udevadm control --reload")
        pedal = lab.hid_device("vec-infinity", "gadget")
        pedal.plug()
        _expect(lab, "/dev/navicast/pedal-05f3-00ff-00", "660 dialout")
        adapter = lab.serial_adapter("RULES")
        adapter.plug()
        _expect(lab, "/dev/navicast/serial-RULES", "660 dialout")
        pedal.unplug()
        lab.guest.run("udevadm settle && test ! -e /dev/navicast/pedal-05f3-00ff-00")
    finally:
        lab.guest.run(f"rm -f {RULES} && udevadm control --reload")


def _expect(lab: Lab, name: str, rights: str) -> None:
    """Waits for that link and looks at the node behind it."""
    told = lab.guest.run(f"udevadm wait --timeout=40 {name} && stat -L -c '%a %G' {name}").strip()
    if told != rights:
        raise Failure(f"{name} has the rights {told!r} and not {rights!r}")
