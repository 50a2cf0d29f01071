"""Rights: without the udev rules of packaging/ an ordinary user is told what is missing and what to do, for a pedal
and its input nodes; with them, pedal and serial adapter have their group and their name, and the user may."""

from lane.failure import Failure
from lane.image import HERE
from lane.lab import Lab

SECONDS = 420
RULES = "/etc/udev/rules.d/70-navicast.rules"


def run(lab: Lab) -> None:
    pedal = lab.hid_device("pcsensor", "gadget")
    pedal.plug()
    lab.hidraw_reader(*pedal.ids.split(":")).wait_until_open()
    trouble = _listed(lab, pedal.ids, member_of="")["trouble"]
    if "no permission to open /dev/hidraw" not in trouble or "install the udev rules" not in trouble:
        raise Failure(f"a user without rights is told {trouble!r}")
    pedal.unplug()

    lab.guest.write(RULES, (HERE.parent.parent / "packaging" / "udev" / "70-navicast.rules").read_text())
    try:
        lab.guest.run(f"udevadm verify {RULES} && udevadm control --reload")
        pedal.plug()
        _expect(lab, "/dev/navicast/pedal-0c45-7403-00", "660 dialout")
        adapter = lab.serial_adapter("RULES")
        adapter.plug()
        _expect(lab, "/dev/navicast/serial-RULES", "660 dialout")
        lab.guest.run("udevadm settle")
        refused, granted = (_listed(lab, pedal.ids, group) for group in ("", "dialout"))
        if "to the group dialout" not in refused["trouble"] or not granted["usable"]:
            raise Failure(f"without the group the user is told {refused}, with it {granted}")
        pedal.unplug()
        lab.guest.run("udevadm settle && test ! -e /dev/navicast/pedal-0c45-7403-00")
    finally:
        lab.guest.run(f"rm -f {RULES} && udevadm control --reload")


def _listed(lab: Lab, ids: str, member_of: str) -> dict:
    return next(it for it in lab.listed_devices(member_of) if it["type"] == "hid" and it["ids"] == ids)


def _expect(lab: Lab, name: str, rights: str) -> None:
    """Waits for that link and looks at the node behind it."""
    told = lab.guest.run(f"udevadm wait --timeout=90 {name} && stat -L -c '%a %G' {name}").strip()
    if told != rights:
        raise Failure(f"{name} has the rights {told!r} and not {rights!r}")
