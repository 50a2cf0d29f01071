"""Pedals on the modem lines of a USB serial port, one normally open and one normally closed: press, release, the cable
pulled while one is held, which must not look like a release or a press, and the cable back."""

from lane.lab import Lab

SECONDS = 240


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
    events.expect_connected("pedals", within=120)

    # Whether it is a foot is unknown before a line has changed once: the closed one is found "down".
    port.lines(on=True)
    press = events.expect_button("pressed", device="pedals", control="open")
    port.lines(on=False)
    ends = {}
    for _ in range(2):
        event = events.expect("navi-button", skip=lambda it: it["state"] == "held")
        ends[event["control"]] = event
    assert ends["open"]["state"] == "released" and ends["open"]["pressId"] == press["pressId"], ends
    assert ends["closed"]["state"] == "pressed", ends

    port.lines(on=True)
    ends = {}
    for _ in range(2):
        event = events.expect("navi-button", skip=lambda it: it["state"] == "held")
        ends[event["control"]] = event["state"]
    assert ends == {"open": "pressed", "closed": "released"}, ends
    port.unplug()
    events.expect_button("cancelled", control="open", reason="device-lost")
    events.expect("navi-device", device="pedals", state="lost")

    port.plug()
    events.expect_connected("pedals")
    events.expect_silence("navi-button", seconds=1)
    port.lines(on=True)
    events.expect_button("pressed", control="open")
