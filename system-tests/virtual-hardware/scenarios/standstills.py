"""What was pressed while the gateway, or the whole machine, stood still reaches nobody, whichever door it came through;
the next press does."""

import time

from lane.devices import HidDevice, SerialAdapter
from lane.failure import Failure
from lane.lab import Lab
from lane.subscriber import Subscriber

SECONDS = 420
# Half the lane's deadline of a press is a standstill; this is well above it.
STANDS_SECONDS = 3


def run(lab: Lab) -> None:
    board = lab.serial_adapter("PEDALS")
    board.plug()
    pedal = lab.hid_device("vec-infinity", "uhid")
    pedal.plug()
    events = lab.subscribe()
    lab.start_gateway(
        {
            "name": "serial",
            "driver": "footswitch-serial",
            "port": board.node,
            "pedals": [{"control": "left", "pressed": "L1", "released": "L0"}],
        },
        {"name": "hid", "driver": "footswitch-hid", "ids": pedal.ids},
    )
    came = {events.expect("navi-device", within=240, state="connected")["device"] for _ in range(2)}
    if came != {"serial", "hid"}:
        raise Failure(f"connected are {came}")
    expect_taps(events, board, pedal)

    lab.guest.run("pkill -STOP -x java")
    board.write(b"L1\nL0\n")
    pedal.send("left", "release")
    time.sleep(STANDS_SECONDS)
    lab.guest.run("pkill -CONT -x java")
    events.expect_silence("navi-button", seconds=3)
    expect_taps(events, board, pedal)

    lab.guest.machine.suspend()
    board.write(b"L1\nL0\n")
    time.sleep(STANDS_SECONDS)
    lab.guest.machine.resume()
    events.expect_silence("navi-button", seconds=3)
    expect_taps(events, board, pedal)


def expect_taps(events: Subscriber, board: SerialAdapter, pedal: HidDevice) -> None:
    board.write(b"L1\nL0\n")
    press = events.expect_button("pressed", device="serial", control="left")
    events.expect_button("released", device="serial", pressId=press["pressId"])
    pedal.send("left", "release")
    press = events.expect_button("pressed", device="hid", control="left")
    events.expect_button("released", device="hid", pressId=press["pressId"])
