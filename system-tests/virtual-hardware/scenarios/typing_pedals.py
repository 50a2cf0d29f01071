"""Pedals that type: while the gateway has them the console and every other reader hear nothing of them, only declared
keys are told, and the system hears them again when the gateway has ended, however it ended."""

from lane.failure import Failure
from lane.lab import Lab
from lane.subscriber import Subscriber

SECONDS = 420
ARCHITECTURES = ("amd64",)
B_HEARD = ("typed 62", "key 48 1", "key 48 0")


def run(lab: Lab) -> None:
    pedal = lab.hid_device("pcsensor", "gadget")
    keyboard = lab.usb_keyboard()
    pedal.plug()
    keyboard.plug()
    for node in (pedal.ids, keyboard.ids):
        lab.hidraw_reader(*node.split(":")).wait_until_open()
    system = lab.console_listener(pedal.ids, keyboard.ids)
    pedal.send("press", "release")
    system.expect(*B_HEARD)
    keyboard.tap("b")
    system.expect(*B_HEARD)

    events = lab.subscribe()
    gateway = lab.start_gateway(
        {"name": "pedal", "driver": "footswitch-hid", "ids": pedal.ids},
        {
            "name": "keyboard",
            "driver": "footswitch-hid",
            "ids": keyboard.ids,
            "pedals": [{"control": "next", "usage": "07:4e"}],
        },
    )
    came = {events.expect("navi-device", within=240, state="connected")["device"] for _ in range(2)}
    if came != {"pedal", "keyboard"}:
        raise Failure(f"connected are {came}")
    pedal.send("press", "press-other-key", "release")
    expect_tap(events, "pedal", "middle")
    keyboard.tap("b")
    keyboard.tap("pgdn")
    expect_tap(events, "keyboard", "next")
    events.expect_silence("navi-button", seconds=1)
    if system.heard():
        raise Failure(f"while the gateway had the pedals, the system heard {system.heard()}")

    lab.guest.run("kill -KILL $(pgrep -f 'navicast.jar run')")
    gateway.wait()
    pedal.send("press", "release")
    system.expect(*B_HEARD)
    keyboard.tap("b")
    system.expect(*B_HEARD)


def expect_tap(events: Subscriber, device: str, control: str) -> None:
    press = events.expect_button("pressed", device=device, control=control)
    events.expect_button("released", device=device, control=control, pressId=press["pressId"])
