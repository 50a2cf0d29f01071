"""Pedals that no model knows: named as such, learned by pressing each when told, and then read by what was written."""

from lane.failure import Failure
from lane.lab import Lab

SECONDS = 420
ARCHITECTURES = ("amd64",)


def run(lab: Lab) -> None:
    pedal = lab.hid_device("three-buttons", "uhid")
    known = lab.hid_device("pcsensor", "gadget")
    pedal.plug()
    known.plug()
    lab.hidraw_reader(*known.ids.split(":")).wait_until_open()
    boards = {it["ids"]: it for it in lab.listed_devices() if it["type"] == "hid"}
    expect(boards[pedal.ids]["drivers"]["footswitch-hid"] == {"match": "learnable"}, boards)
    expect(boards[known.ids]["drivers"]["footswitch-hid"]["model"] == "PCsensor footswitch", boards)
    expect(len(boards[known.ids]["paths"]) == 2, boards)

    lesson = lab.start_gateway_command(f"learn --device {pedal.ids} --controls left,right --write /tmp/learned.yaml")
    lesson.wait_for("Press left now", 240)
    pedal.send("first", "none")
    lesson.wait_for("Press right now")
    pedal.send("first", "none")
    lesson.wait_for("That was left")
    pedal.send("third", "none")
    expect(lesson.wait() == 0, lesson.output())

    events = lab.subscribe()
    lab.start_gateway_with(lab.guest.run("cat /tmp/learned.yaml"))
    events.expect_connected("pedals", within=240)
    pedal.send("third", "none")
    press = events.expect_button("pressed", device="pedals", control="right")
    events.expect_button("released", device="pedals", control="right", pressId=press["pressId"])


def expect(holds: bool, told: object) -> None:
    if not holds:
        raise Failure(f"the gateway said {told}")
