"""A serial SpaceMouse (Magellan protocol) at a USB adapter: greeting, cap, keys, and a cable pulled in motion."""

from lane.devices import SerialAdapter
from lane.failure import Failure
from lane.lab import Lab
from lane.subscriber import Subscriber

SECONDS = 420
# The protocol's sixteen digits: all have an even number of ones.
DIGITS = b"0AB3D56GH9:K<MN?"
REST = [0, 0, 0]


def run(lab: Lab) -> None:
    mouse = lab.serial_adapter("SPACEMOUSE")
    mouse.plug()
    events = lab.subscribe()
    lab.start_gateway({"name": "cap", "driver": "6dof-magellan", "port": mouse.node, "stop-bits": 1})
    greet(mouse, within=240)
    events.expect_connected("cap")

    mouse.write(motion(x=200))
    pushed = events.expect("navi-motion", device="cap", rotation=REST)["translation"]
    if not (0 < pushed[0] < 1 and pushed[1:] == [0, 0]):
        raise Failure(f"half a push to the right became {pushed}")
    mouse.write(motion())
    expect_rest(events)

    mouse.write(motion(c=-200))
    turned = events.expect("navi-motion", skip=is_rest, translation=REST)["rotation"]
    if not (-1 < turned[2] < 0 and turned[:2] == [0, 0]):
        raise Failure(f"half a turn to the right became {turned}")
    # It falls silent without having told that the cap is back: a view must not go on turning.
    expect_rest(events)

    mouse.write(keys(1))
    press = events.expect_button("pressed", device="cap", control="1")
    mouse.write(keys(0))
    events.expect_button("released", control="1", pressId=press["pressId"])

    mouse.write(keys(2) + motion(y=400))
    held = events.expect_button("pressed", control="2")
    events.expect("navi-motion", skip=is_rest)
    mouse.unplug()
    events.expect_button("cancelled", control="2", pressId=held["pressId"], reason="device-lost")
    expect_rest(events)
    events.expect("navi-device", device="cap", state="lost")

    mouse.plug()
    greet(mouse, within=30)
    events.expect_connected("cap")
    events.expect_silence("navi-button", seconds=1)


def greet(mouse: SerialAdapter, within: float) -> None:
    """Answers the gateway's greeting and takes its settings."""
    mouse.read(b"vQ\r", within)
    mouse.write(b"v  MAGELLAN  Version 5.49  by LOGITECH INC.\r")
    mouse.read(b"m3\r")
    mouse.write(b"m3\r")
    mouse.read(b"c3B\r")
    mouse.write(b"c3B\r")


def motion(**axes: int) -> bytes:
    """A record of the cap: x, y, z, a, b, c, about 7200 at full deflection."""
    values = [axes.get(axis, 0) + 0x8000 for axis in "xyzabc"]
    return b"d" + bytes(DIGITS[value >> shift & 15] for value in values for shift in (12, 8, 4, 0)) + b"\r"


def keys(bitmap: int) -> bytes:
    return b"k" + bytes(DIGITS[bitmap >> shift & 15] for shift in (0, 4, 8)) + b"\r"


def is_rest(resource: dict) -> bool:
    return resource["translation"] == REST and resource["rotation"] == REST


def expect_rest(events: Subscriber) -> None:
    events.expect("navi-motion", skip=lambda resource: not is_rest(resource))
