"""Pedals on the modem lines of a USB serial port, one normally open and one normally closed: press, release, the cable
pulled while one is held, which must not look like a release or a press, and the cable back."""

from lane.failure import Failure
from lane.lab import Lab
from lane.subscriber import Subscriber

SECONDS = 420


def run(lab: Lab) -> None:
    port = lab.modem_port()
    port.plug()
    events = lab.subscribe()
    lab.start_gateway(
        {
            "name": "pedals",
            "driver": "footswitch-modem-lines",
            "port": port.node,
            "contacts": [
                {"control": "open", "line": "dcd"},
                {"control": "closed", "line": "dsr", "normally": "closed"},
            ],
        }
    )
    events.expect_connected("pedals", within=240)

    # The lines go together. The closed one is found down, so nothing is said of it before it has been up.
    port.pulse()
    press = events.expect_button("pressed", device="pedals", control="open")
    expect_both(events, open="released", closed="pressed")
    port.lines(on=True)
    expect_both(events, open="pressed", closed="released")
    port.unplug()
    cancelled = events.expect_button("cancelled", control="open", reason="device-lost")
    if cancelled["pressId"] == press["pressId"]:
        raise Failure("two presses have one id")
    events.expect("navi-device", device="pedals", state="lost")

    port.plug()
    events.expect_connected("pedals")
    port.pulse()
    events.expect_button("pressed", control="open")
    expect_both(events, open="released", closed="pressed")


def expect_both(events: Subscriber, **states: str) -> None:
    """What the next two movements of the pedals are, in any order."""
    told = {}
    for _ in states:
        button = events.expect("navi-button", skip=lambda it: it["state"] == "held")
        told[button["control"]] = button["state"]
    if told != states:
        raise Failure(f"the pedals are told as {told} and not as {states}")
