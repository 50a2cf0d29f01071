"""Pedals on GPIO lines: a plain contact, one debounced by the kernel, a supervised pair pressed and released, its cable cut while it is held, the
cable back, and a chip whose line somebody else has."""

from lane.failure import Failure
from lane.lab import Lab

SECONDS = 420
ARCHITECTURES = ("arm64",)  # the board of the other one has no GPIO chip

PLAIN, POWER_BUTTON, OPEN_AT_REST, CLOSED_AT_REST, FILTERED = 2, 3, 5, 6, 7


def run(lab: Lab) -> None:
    chip = lab.gpio_chip()
    chip.contact(PLAIN, closed=False)
    chip.contact(FILTERED, closed=False)
    chip.contact(OPEN_AT_REST, closed=False)
    chip.contact(CLOSED_AT_REST, closed=True)
    _expect_listed(lab, chip.label)

    events = lab.subscribe()
    lab.start_gateway(
        {
            "name": "pedals",
            "driver": "footswitch-gpio",
            "chip": chip.label,
            "pedals": [
                {"control": "plain", "normally-open": PLAIN},
                {"control": "pair", "normally-open": OPEN_AT_REST, "normally-closed": CLOSED_AT_REST},
            ],
        },
        {
            "name": "filtered",
            "driver": "footswitch-gpio",
            "chip": chip.label,
            "kernel-debounce-micros": 5000,
            "pedals": [{"control": "noisy", "normally-open": FILTERED}],
        },
        {
            "name": "taken",
            "driver": "footswitch-gpio",
            "chip": chip.label,
            "pedals": [{"control": "power", "normally-open": POWER_BUTTON}],
        },
    )
    states = {}
    while len(states) < 3:
        event = events.expect("navi-device", within=240)
        states[event["device"]] = (event["state"], event.get("reason", ""))
    if states["pedals"][0] != "connected" or states["filtered"][0] != "connected":
        raise Failure(f"the pedals are {states}")
    if states["taken"][0] != "lost" or "in use by" not in states["taken"][1]:
        raise Failure(f"a line that belongs to the power button is {states['taken']}")

    chip.contact(PLAIN, closed=True)
    press = events.expect_button("pressed", device="pedals", control="plain")
    chip.contact(PLAIN, closed=False)
    events.expect_button("released", control="plain", pressId=press["pressId"])

    chip.contact(FILTERED, closed=True)
    press = events.expect_button("pressed", device="filtered", control="noisy")
    chip.contact(FILTERED, closed=False)
    events.expect_button("released", control="noisy", pressId=press["pressId"])

    chip.contact(CLOSED_AT_REST, closed=False)
    chip.contact(OPEN_AT_REST, closed=True)
    press = events.expect_button("pressed", control="pair")
    chip.contact(OPEN_AT_REST, closed=False)
    chip.contact(CLOSED_AT_REST, closed=True)
    events.expect_button("released", control="pair", pressId=press["pressId"])

    chip.contact(CLOSED_AT_REST, closed=False)
    chip.contact(OPEN_AT_REST, closed=True)
    held = events.expect_button("pressed", control="pair")
    events.expect("navi-button", state="held", control="pair", pressId=held["pressId"])
    chip.contact(OPEN_AT_REST, closed=False)  # the cable: the pedal is still down
    events.expect_button("cancelled", control="pair", pressId=held["pressId"], reason="device-faulted")
    fault = events.expect("navi-device", device="pedals", state="faulted")
    if "neither contact of the pedal pair" not in fault["reason"]:
        raise Failure(f"the fault says {fault['reason']!r}")
    chip.contact(PLAIN, closed=True)
    chip.contact(PLAIN, closed=False)
    events.expect_silence("navi-button", seconds=1)

    chip.contact(OPEN_AT_REST, closed=True)  # the cable is back, the foot is still down: no press
    events.expect_connected("pedals")
    chip.contact(OPEN_AT_REST, closed=False)
    chip.contact(CLOSED_AT_REST, closed=True)
    chip.contact(PLAIN, closed=True)
    again = events.expect_button("pressed", control="plain")
    chip.contact(PLAIN, closed=False)
    events.expect_button("released", control="plain", pressId=again["pressId"])


def _expect_listed(lab: Lab, label: str) -> None:
    listed = lab.listed_devices()
    chips = [entry for entry in listed if entry["type"] == "gpio-chip" and entry["label"] == label]
    if len(chips) != 1 or chips[0]["drivers"] != ["footswitch-gpio"] or len(chips[0]["lines"]) != 8:
        raise Failure(f"devices does not list the GPIO chip as it is: {listed}")
    users = [line["user"] for line in chips[0]["lines"]]
    if users[PLAIN] or not users[POWER_BUTTON]:
        raise Failure(f"devices is wrong about who has which line: {users}")
