"""The power is cut twenty times, ten while a configuration is imported and ten while an update is installed and tried, each at
another moment: the board always comes up again, and has one whole configuration, the one before or the new one."""

import random
import time

from lane.failure import Failure
from lane.lab import CardLab
from lane.update import make_update

ON_CARD = True
ONLY_WHEN_NAMED = True
SECONDS = 1750
CUTS = 10
MARK = "# end of the file\n"


def run(lab: CardLab) -> None:
    chance = random.Random(7)
    folder = lab.card.file.parent
    configurations = [_configuration(lab, number) for number in range(CUTS + 1)]
    lab.card.write("navicast.yaml", configurations[0])
    guest = lab.boot()
    began = time.monotonic()
    guest.until(lambda: "navicast-import.txt" in lab.card.names(), 240, "no report is on the card")
    length = time.monotonic() - began
    lab.board.cut_power()
    _expect_whole(lab, configurations[:1])

    for number in range(1, CUTS + 1):
        lab.card.write("navicast.yaml", configurations[number])
        lab.boot()
        moment = chance.uniform(0, length * 1.2)
        time.sleep(moment)
        lab.board.cut_power()
        kept = _expect_whole(lab, configurations[: number + 1])
        print(f"import cut {moment:.1f} s after the start: generation {kept} of {number}", flush=True)

    update = folder / "navicast-next.update"
    make_update(lab.card, update, "9.1")
    lab.card.copy(update)
    for number in range(CUTS):
        # From the first sign of life until some time into the trial.
        moment = chance.uniform(0, 60)
        if "navicast-update.txt" in lab.card.names():
            lab.card.delete("navicast-update.txt")
        lab.boot()
        time.sleep(moment)
        lab.board.cut_power()
        _expect_whole(lab, configurations)
        print(f"update cut {moment:.1f} s after the start: {lab.card.recorded().split()}", flush=True)
    lab.boot()
    lab.board.until(lambda: "runs 9.1" in lab.card.report("navicast-update.txt"), 400, "the update was not installed")


def _configuration(lab: CardLab, number: int) -> str:
    return lab.hub_section() + f"devices: [{{name: pedals-{number}, driver: simulator}}]\n{MARK}"


def _expect_whole(lab: CardLab, allowed: list[str]) -> int:
    """The number of the configuration that the card has."""
    text = lab.card.state_file("/gateway/config/current/navicast.yaml", lab.card.file.with_suffix(".state"))
    if text not in allowed:
        raise Failure(f"the configuration on the card is {text!r}")
    return allowed.index(text)
