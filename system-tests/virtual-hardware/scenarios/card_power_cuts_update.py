"""The power is cut ten times while an update is written, checked, tried and kept: the board always comes up again, with the
system before or the new one, and has its configuration. In the end the update is kept, and the card says so."""

import random
import tempfile
import time
from pathlib import Path

from lane.failure import Failure
from lane.lab import CardLab
from lane.update import make_update

ON_CARD = True
ONLY_WHEN_NAMED = True
SECONDS = 1500
UP = 300
DONE = 600
QUICK = 0.005
UPDATE = "navicast-lane.update"
REPORT = "navicast-update.txt"


def run(lab: CardLab) -> None:
    chance = random.Random(7)
    board, card = lab.board, lab.card
    lab.configure({"name": "cap", "driver": "6dof-hid"})
    _bring(lab, "9.0")
    _switch_on(lab)
    lengths = {event: _seconds_until(lab, event) for event in ("written", "recorded", "tried", "kept")}
    board.until(lambda: "runs 9.0" in card.report(REPORT), UP, "the card does not say that the update is kept")
    board.cut_power()
    configuration = _configuration(lab)
    print(", ".join(f"{seconds:.1f} s until {event}" for event, seconds in lengths.items()), flush=True)

    _bring(lab, "9.1")
    writing, trial = lengths["recorded"], lengths["kept"]
    # Where a cut leaves a trial that is still to come, the next is within it.
    for event, seconds in (
        *(("written", writing * chance.random()) for _ in range(3)),
        ("told", 0.0),
        ("tried", 0.8 * trial * chance.random()),
        ("recorded", 0.0),
        ("tried", 0.8 * trial * chance.random()),
        ("recorded", 3 * chance.random()),
        ("tried", 0.0),
        ("kept", 0.0),
    ):
        _switch_on(lab)
        _seconds_until(lab, event)
        time.sleep(seconds)
        board.cut_power()
        if _configuration(lab) != configuration:
            raise Failure("the board has another configuration")
        print(f"cut {seconds:.1f} s after it is {event}: the card has {card.recorded().split()}", flush=True)

    _switch_on(lab)
    board.until(lambda: "runs 9.1" in card.report(REPORT), UP, "the card does not say that the update is kept")


def _bring(lab: CardLab, version: str) -> None:
    """Puts an update onto the card, in place of the one before."""
    if UPDATE in lab.card.names():
        lab.card.delete(UPDATE)
    with tempfile.TemporaryDirectory(dir=lab.card.file.parent) as folder:
        file = Path(folder) / UPDATE
        make_update(lab.card, file, version)
        lab.card.copy(file)


def _switch_on(lab: CardLab) -> None:
    # What was tried is tried again only when a person says so.
    if REPORT in lab.card.names():
        lab.card.delete(REPORT)
    lab.board.switch_on()


def _seconds_until(lab: CardLab, event: str) -> float:
    """Waits until the update is begun to be written, told to be tried, recorded to be tried, begun to be tried, or kept."""
    card, console, before = lab.card, lab.board.console, lab.card.works()
    happened = {
        "written": lambda: "Installing 9." in console(),
        "told": lambda: "is being tried" in card.report(REPORT),
        "recorded": lambda: "trial=" in card.recorded(),
        "tried": lambda: "Trying system" in console(),
        "kept": lambda: card.works() != before,
    }
    began = time.monotonic()
    lab.board.until(happened[event], DONE, f"the update is not {event}", QUICK)
    return time.monotonic() - began


def _configuration(lab: CardLab) -> str:
    text = lab.card.state_file("/gateway/config/current/navicast.yaml")
    if text is None:
        raise Failure("the board has no configuration")
    return text
