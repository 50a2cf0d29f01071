"""The pedal whose board is a mouse and a gamepad too: a pedal to its driver, and no controller beside a SpaceMouse."""

from lane.failure import Failure
from lane.lab import Lab

SECONDS = 420
REST = [0, 0, 0]
IDS = "1a86:e026"


def run(lab: Lab) -> None:
    pedal = lab.hid_device("pcsensor-e026", "gadget")
    navigator = lab.hid_device("spacenavigator", "uhid")
    pedal.plug()
    navigator.plug()
    expect_words(lab)

    events = lab.subscribe()
    lab.start_gateway(
        {"name": "pedals", "driver": "footswitch-hid", "ids": IDS},
        {"name": "cap", "driver": "6dof-hid"},  # finds the one controller by itself
    )
    for _ in range(2):
        events.expect("navi-device", within=240, skip=lambda it: it["state"] == "lost", state="connected")

    # What its other collections say moves nothing and presses nothing.
    pedal.send("mouse", "stick", "stick-level")
    pedal.send("press", "release")
    press = events.expect_button("pressed", device="pedals", control="middle")
    events.expect_button("released", device="pedals", control="middle", pressId=press["pressId"])
    navigator.send("push-down", "level")
    down = events.expect("navi-motion", device="cap", rotation=REST)["translation"]
    if not (-0.2 < down[1] < -0.1 and down[0] == down[2] == 0):
        raise Failure(f"a push down of the cap became {down}")

    pedal.send("press")
    held = events.expect_button("pressed", device="pedals", control="middle")
    pedal.unplug()
    events.expect_button("cancelled", control="middle", pressId=held["pressId"], reason="device-lost")


def expect_words(lab: Lab) -> None:
    """What a person is told of the board."""
    words = lab.run_gateway_command("devices")
    for line in (
        "  for footswitch-hid: PCsensor footswitch",
        "  not for 6dof-hid: it is known as PCsensor footswitch, which is no controller",
    ):
        if line not in words.splitlines():
            raise Failure(f"navicast devices does not say {line.strip()!r}: {words}")
