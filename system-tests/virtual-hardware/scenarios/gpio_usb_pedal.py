"""Pedals on the lines of a USB adapter: a plain contact, one debounced by the kernel, a supervised pair, its cable cut
while it is held, the adapter pulled out while a pedal is held and plugged in again."""

from lane.failure import Failure
from lane.lab import Lab

SECONDS = 420
ARCHITECTURES = ("amd64",)  # Debian's kernel for the other one lacks the adapter's driver; there, gpio_pedal

PLAIN, FILTERED, OPEN_AT_REST, CLOSED_AT_REST = 0, 1, 4, 5


def run(lab: Lab) -> None:
    adapter = lab.gpio_adapter()
    adapter.contact(CLOSED_AT_REST, closed=True)
    adapter.plug()
    listed = lab.listed_devices()
    chips = [it for it in listed if it["type"] == "gpio-chip" and it["label"] == adapter.label]
    if len(chips) != 1 or chips[0]["drivers"] != ["footswitch-gpio"] or len(chips[0]["lines"]) != 8:
        raise Failure(f"devices does not list the adapter as it is: {listed}")

    events = lab.subscribe()
    lab.start_gateway(
        {
            "name": "pedals",
            "driver": "footswitch-gpio",
            "chip": adapter.label,
            "pedals": [
                {"control": "plain", "normally-open": PLAIN},
                {"control": "pair", "normally-open": OPEN_AT_REST, "normally-closed": CLOSED_AT_REST},
            ],
        },
        {
            "name": "filtered",
            "driver": "footswitch-gpio",
            "chip": adapter.label,
            "kernel-debounce-micros": 5000,
            "pedals": [{"control": "noisy", "normally-open": FILTERED}],
        },
    )
    came = {events.expect("navi-device", within=240, state="connected")["device"] for _ in range(2)}
    if came != {"pedals", "filtered"}:
        raise Failure(f"connected are {came}")

    for device, control, line in (("pedals", "plain", PLAIN), ("filtered", "noisy", FILTERED)):
        adapter.tap(line)
        press = events.expect_button("pressed", device=device, control=control)
        events.expect_button("released", device=device, control=control, pressId=press["pressId"])

    adapter.contacts({CLOSED_AT_REST: False, OPEN_AT_REST: True})
    press = events.expect_button("pressed", control="pair")
    adapter.contacts({OPEN_AT_REST: False, CLOSED_AT_REST: True})
    events.expect_button("released", control="pair", pressId=press["pressId"])

    adapter.contacts({CLOSED_AT_REST: False, OPEN_AT_REST: True})
    held = events.expect_button("pressed", control="pair")
    adapter.contact(OPEN_AT_REST, closed=False)  # the cable: the pedal is still down
    events.expect_button("cancelled", control="pair", pressId=held["pressId"], reason="device-faulted")
    events.expect("navi-device", device="pedals", state="faulted")
    adapter.contact(CLOSED_AT_REST, closed=True)  # the cable is back, and the foot is up
    events.expect_connected("pedals")

    adapter.contact(PLAIN, closed=True)
    held = events.expect_button("pressed", control="plain")
    adapter.unplug()
    events.expect_button("cancelled", control="plain", pressId=held["pressId"], reason="device-lost")
    lost = {events.expect("navi-device", state="lost")["device"] for _ in range(2)}
    if lost != {"pedals", "filtered"}:
        raise Failure(f"lost are {lost}")

    adapter.contact(PLAIN, closed=False)
    adapter.plug()
    back = {events.expect("navi-device", within=60, skip=is_lost, state="connected")["device"] for _ in range(2)}
    if back != {"pedals", "filtered"}:
        raise Failure(f"back are {back}")
    adapter.tap(PLAIN)
    press = events.expect_button("pressed", control="plain")
    events.expect_button("released", control="plain", pressId=press["pressId"])


def is_lost(resource: dict) -> bool:
    return resource["state"] == "lost"
