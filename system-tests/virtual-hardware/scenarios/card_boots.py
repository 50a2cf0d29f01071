"""A card with one file on it: the board starts, imports the file, joins its hub, and what feet do arrives; a cable pulled
and back; nothing listens in it, nobody may log in, and it is called by its own number."""

from lane.failure import Failure
from lane.lab import CardLab

ON_CARD = True
SECONDS = 500
JOINED = 400


def run(lab: CardLab) -> None:
    lab.configure(
        {
            "name": "pedals",
            "driver": "footswitch-serial",
            "port": "/dev/navicast/serial-PEDALS",
            "pedals": [{"control": "left", "pressed": "L1", "released": "L0"}],
        },
        {
            "name": "keyboard",
            "driver": "footswitch-hid",
            "ids": "0627:0001",
            "pedals": [{"control": "next", "usage": "07:4e"}],
        },
    )
    events = lab.subscribe()
    guest = lab.boot()
    print(f"commands after {guest.boot_seconds:.1f} s", flush=True)
    pedals = lab.serial_adapter("PEDALS")
    pedals.plug()
    events.expect_connected("pedals", within=JOINED)
    print(guest.run("systemd-analyze time | head -n 1; systemctl show -P StatusText navicast"), flush=True)
    pedals.write(b"L1\n")
    press = events.expect_button("pressed", device="pedals", control="left")
    pedals.write(b"L0\n")
    events.expect_button("released", control="left", pressId=press["pressId"])
    pedals.unplug()
    events.expect("navi-device", device="pedals", state="lost")
    pedals.plug()
    events.expect_connected("pedals")
