"""Two SpaceMice of uhid's through the gateway: steered, lamp lit, silent in motion, pulled out in motion, back again."""

from lane.failure import Failure
from lane.lab import Lab
from lane.subscriber import Subscriber

SECONDS = 300
REST = [0, 0, 0]


def run(lab: Lab) -> None:
    navigator = lab.hid_device("spacenavigator", "uhid")
    wireless = lab.hid_device("spacemouse-wireless", "uhid")
    events = lab.subscribe()
    lab.start_gateway(
        {"name": "navigator", "driver": "6dof-hid", "ids": navigator.ids},
        {"name": "wireless", "driver": "6dof-hid", "ids": wireless.ids},
    )
    events.expect("navi-device", within=120, skip=lambda it: it["device"] != "navigator", state="lost")

    navigator.plug()
    connected(events, "navigator")
    navigator.expect_output("0401")
    navigator.send("push-down", "level")
    down = events.expect("navi-motion", device="navigator", rotation=REST)["translation"]
    if not (-0.2 < down[1] < -0.1 and down[0] == down[2] == 0):
        raise Failure(f"a push down became {down}")
    # It says nothing more: a cap in a hand would.
    expect_rest(events, "navigator")
    navigator.send("rest", "tilt-right")
    tilted = events.expect("navi-motion", device="navigator", translation=REST)["rotation"]
    if not (-0.1 < tilted[2] < 0 and tilted[:2] == [0, 0]):
        raise Failure(f"a tilt to the right became {tilted}")
    expect_rest(events, "navigator")

    navigator.send("button-1")
    press = events.expect_button("pressed", device="navigator", control="left")
    navigator.send("push-right", "level")
    pushed = events.expect("navi-motion", device="navigator")["translation"]
    if pushed != [1, 0, 0]:
        raise Failure(f"a full push to the right became {pushed}")
    navigator.unplug()
    events.expect_button("cancelled", control="left", pressId=press["pressId"], reason="device-lost")
    expect_rest(events, "navigator")
    events.expect("navi-device", skip=lambda it: it["device"] != "navigator", state="lost")

    wireless.plug()
    connected(events, "wireless")
    wireless.expect_output("0401")
    wireless.send("battery", "push-and-turn")
    moved = events.expect("navi-motion", device="wireless")
    if not (0.4 < moved["translation"][0] < 0.6 and -0.6 < moved["rotation"][1] < -0.4):
        raise Failure(f"a push to the right that turns became {moved}")
    expect_rest(events, "wireless")
    wireless.send("button-2", "button-none")
    right = events.expect_button("pressed", device="wireless", control="right")
    events.expect_button("released", device="wireless", control="right", pressId=right["pressId"])

    navigator.plug()
    connected(events, "navigator")
    navigator.expect_output("0401", "0401")


def connected(events: Subscriber, device: str) -> None:
    events.expect(
        "navi-device", skip=lambda it: it["device"] != device or it["state"] == "lost", state="connected"
    )


def expect_rest(events: Subscriber, device: str) -> None:
    """The motion that lasts is repeated until then."""
    events.expect("navi-motion", skip=lambda it: it["translation"] != REST or it["rotation"] != REST, device=device)
