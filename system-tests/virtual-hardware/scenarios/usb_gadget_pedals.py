"""Two pedals on emulated USB ports at once: enumerated with ids and strings, told apart, unplugged one by one."""

from lane.failure import Failure
from lane.lab import Lab

NEEDS_GATEWAY = False


def run(lab: Lab) -> None:
    keyboard_pedal = lab.hid_device("pcsensor", "gadget")
    programmable_pedal = lab.hid_device("vec-infinity", "gadget")
    keyboard_pedal.plug()
    programmable_pedal.plug()
    keyboard_reader = lab.hidraw_reader("0c45", "7403")
    programmable_reader = lab.hidraw_reader("05f3", "00ff")
    keyboard_reader.wait_until_open()
    programmable_reader.wait_until_open()

    names = lab.guest.run("cat /sys/bus/usb/devices/*/product")
    for pedal in (keyboard_pedal, programmable_pedal):
        if pedal.model["name"] not in names:
            raise Failure(f"no USB device is called {pedal.model['name']!r}; there are {names.split()}")

    keyboard_pedal.send("press")
    programmable_pedal.send("left", "release")
    keyboard_pedal.send("release")
    keyboard_reader.expect(*map(keyboard_pedal.bytes_of, ("press", "release")))
    programmable_reader.expect(*map(programmable_pedal.bytes_of, ("left", "release")))

    keyboard_pedal.unplug()
    keyboard_reader.expect_gone()
    programmable_pedal.send("right")
    programmable_reader.expect(*map(programmable_pedal.bytes_of, ("left", "release", "right")))
    programmable_pedal.unplug()
    programmable_reader.expect_gone()

    keyboard_pedal.plug()
    again = lab.hidraw_reader("0c45", "7403")
    again.wait_until_open()
    keyboard_pedal.send("press")
    again.expect(keyboard_pedal.bytes_of("press"))
