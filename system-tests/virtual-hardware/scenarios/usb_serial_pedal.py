"""Pedals on a USB serial board: press and release, a cable pulled while one is held, the cable back, the gateway
stopped while one is held."""

from lane.failure import Failure
from lane.lab import Lab

SECONDS = 420


def run(lab: Lab) -> None:
    board = lab.serial_adapter("PEDALS")
    board.plug()
    events = lab.subscribe()
    gateway = lab.start_gateway(
        {
            "name": "pedals",
            "driver": "footswitch-serial",
            "port": board.node,
            "pedals": [
                {"control": "left", "pressed": "L1", "released": "L0"},
                {"control": "right", "pressed": "R1", "released": "R0"},
            ],
        }
    )
    events.expect_connected("pedals", within=240)

    board.write(b"L1\r\n")
    press = events.expect_button("pressed", device="pedals", control="left")
    board.write(b"L0\r\n")
    events.expect_button("released", control="left", pressId=press["pressId"])

    board.write(b"R1\r\n")
    held = events.expect_button("pressed", control="right")
    events.expect("navi-button", state="held", control="right", pressId=held["pressId"])
    board.unplug()
    cancelled = events.expect_button("cancelled", control="right", pressId=held["pressId"], reason="device-lost")
    lost = events.expect("navi-device", device="pedals", state="lost")
    if cancelled["seq"] > lost["seq"]:
        raise Failure("the loss of the device was told before the end of what was held on it")

    board.plug()
    events.expect_connected("pedals")
    board.write(b"R1\r\n")
    again = events.expect_button("pressed", control="right")
    if again["pressId"] == held["pressId"]:
        raise Failure("a press after the cable was back has the id of the one before")
    board.write(b"R0\r\n")
    events.expect_button("released", control="right", pressId=again["pressId"])

    board.write(b"L1\r\n")
    last = events.expect_button("pressed", control="left")
    gateway.stop()
    events.expect_button("cancelled", control="left", pressId=last["pressId"], reason="gateway-stopping")
    events.expect_silence("navi-button", seconds=1)
