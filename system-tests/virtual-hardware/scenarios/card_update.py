"""Updates: one that is signed by a stranger and one that is damaged are refused; one that is good is tried and kept; one that
does not come up is given back. Each time the card says what became of it."""

from lane.failure import Failure
from lane.lab import CardLab
from lane.update import make_key, make_update

ON_CARD = True
SECONDS = 1500
BACK = 400


def run(lab: CardLab) -> None:
    folder = lab.board.card.file.parent
    lab.configure({"name": "pedals", "driver": "footswitch-serial", "port": "/dev/ttyS9",
                   "pedals": [{"control": "left", "pressed": "L1", "released": "L0"}]})
    events = lab.subscribe()

    strange, good, broken = (folder / f"navicast-{it}.update" for it in ("strange", "good", "broken"))
    make_update(lab.card, strange, "9.0", key=make_key(folder / "strange.pem"))
    make_update(lab.card, good, "9.1")
    # The kernel starts, and finds nothing to go on with.
    make_update(lab.card, broken, "9.2", initrd_img=b"no initial RAM disk\n" * 1000)

    _try(lab, strange, "not signed with the key that this board trusts", "slot=a")
    events.expect("navi-device", within=BACK, device="pedals")
    lab.board.cut_power()

    damaged = bytearray(good.read_bytes())
    damaged[100 << 20] ^= 1
    strange.write_bytes(damaged)
    _try(lab, strange, "it is damaged, or the card is", "slot=a")
    lab.board.cut_power()

    _try(lab, good, "This board was updated and runs 9.1.", "slot=b")
    lab.board.cut_power()

    _try(lab, broken, "9.2 was tried, but it did not come up", "slot=b")
    events.expect("navi-device", within=BACK, device="pedals")


def _try(lab: CardLab, update, words: str, record: str) -> None:
    """Puts it on the card, switches the board on, and waits for these words on the card."""
    for name in lab.card.names():
        if name.endswith(".update"):
            lab.card.delete(name)
    lab.card.copy(update)
    lab.board.switch_on()
    lab.board.until(lambda: words in lab.card.report("navicast-update.txt"), BACK, f"no report says {words!r}")
    if lab.card.recorded().strip() != record:
        raise Failure(f"the card starts with {lab.card.recorded()!r}")
