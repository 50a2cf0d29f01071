"""A keyboard-type pedal of uhid's: seen with its ids, its reports arrive whole, an unplug ends the reading."""

from lane.lab import Lab

NEEDS_GATEWAY = False


def run(lab: Lab) -> None:
    pedal = lab.hid_device("pcsensor", "uhid")
    pedal.plug()
    reader = lab.hidraw_reader("0c45", "7403")
    reader.wait_until_open()
    pedal.send("press", "release", "press")
    reader.expect(*map(pedal.bytes_of, ("press", "release", "press")))

    pedal.unplug()
    reader.expect_gone()

    pedal.plug()
    again = lab.hidraw_reader("0c45", "7403")
    again.wait_until_open()
    pedal.send("release")
    again.expect(pedal.bytes_of("release"))
