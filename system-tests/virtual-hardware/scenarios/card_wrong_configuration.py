"""A configuration with a mistake is told on the card, for any PC to read, in the words of the command check; the board goes
on with nothing, and with the right file it joins."""

from lane.failure import Failure
from lane.lab import CardLab

ON_CARD = True
SECONDS = 600


def run(lab: CardLab) -> None:
    lab.card.write("navicast.yaml", lab.hub_section(tpoic="x") + "devices: []\n")
    lab.boot()
    report = _import(lab)
    if "tpoic" not in report or "topic" not in report or "navicast.yaml:2:" not in report or "\r\n" not in report:
        raise Failure(f"the report says {report!r}")
    if lab.guest.run("systemctl is-active navicast || true").strip() == "active":
        raise Failure("the gateway runs without a valid configuration")
    lab.guest.start("systemctl poweroff")
    lab.board.wait_until_off(120)

    lab.configure({"name": "pedals", "driver": "footswitch-serial", "port": "/dev/navicast/serial-PEDALS",
                   "pedals": [{"control": "left", "pressed": "L1", "released": "L0"}]})
    events = lab.subscribe()
    lab.boot()
    events.expect("navi-device", within=300, device="pedals")
    print(_import(lab), flush=True)


def _import(lab: CardLab) -> str:
    """What the board wrote onto the card, once it has."""
    lab.guest.until(lambda: "navicast-import.txt" in lab.card.names(), 240, "no report is on the card")
    lab.guest.run("while [ $(systemctl is-active navicast-import) = activating ]; do sleep 1; done")
    return lab.card.read("navicast-import.txt")
