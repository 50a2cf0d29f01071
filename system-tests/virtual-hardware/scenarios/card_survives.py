"""What a gateway or a board must come back from by itself: a gateway that is killed, one that hangs, a kernel that panics,
and a first process that hangs, which only the board's watchdog can end."""

from lane.board import WATCHDOG
from lane.lab import CardLab
from lane.subscriber import Subscriber

ON_CARD = True
SECONDS = 900
BACK = 300


def run(lab: CardLab) -> None:
    lab.configure({"name": "pedals", "driver": "footswitch-serial", "port": "/dev/ttyS9",
                   "pedals": [{"control": "left", "pressed": "L1", "released": "L0"}]})
    events = lab.subscribe()
    guest = lab.boot(*WATCHDOG)
    session = _back(events, "")
    gateway = "$(systemctl show -P MainPID navicast)"
    guest.run(f"kill -KILL {gateway}")
    session = _back(events, session)
    guest.run(f"kill -STOP {gateway}")
    session = _back(events, session)
    guest.run("test $(systemctl show -P NRestarts navicast) = 2 && wdctl | grep -q 'i6300'")

    guest.start("echo c >/proc/sysrq-trigger")
    session = _back(events, session)
    lab.await_start(2)
    guest.start("kill -SEGV 1")
    _back(events, session)


def _back(events: Subscriber, before: str) -> str:
    """Waits for a gateway that is not the one before; returns the name of its run."""
    return events.expect("navi-device", within=BACK, skip=lambda it: it["session"] == before)["session"]
