"""A SpaceNavigator of uhid's: its descriptor is taken, reports of all three ids arrive."""

from lane.lab import Lab

NEEDS_GATEWAY = False


def run(lab: Lab) -> None:
    cap = lab.hid_device("spacenavigator", "uhid")
    cap.plug()
    reader = lab.hidraw_reader("046d", "c626")
    reader.wait_until_open()
    gesture = ("rest", "tilt-right", "button-1", "button-none", "rest", "level")
    cap.send(*gesture)
    reader.expect(*map(cap.bytes_of, gesture))
    cap.unplug()
    reader.expect_gone()
