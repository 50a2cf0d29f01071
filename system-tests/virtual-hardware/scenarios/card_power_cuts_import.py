"""The power is cut ten times while a configuration with a secret is imported, each time after more writes to the card:
the board always comes up again and has one whole configuration with its secret, the one before or the new one. In the
end the newest is in use, and its secret is nowhere on the card's first partition."""

import random

from lane.failure import Failure
from lane.lab import CardLab

ON_CARD = True
ONLY_WHEN_NAMED = True
SECONDS = 1100
CUTS = 10
UP = 300
QUICK = 0.002
SECRET = "wifi.txt"
WIPED = "navicast-wipe-"


def run(lab: CardLab) -> None:
    chance = random.Random(7)
    _put(lab, 0)
    length = _import(lab)
    kept = _expect_whole(lab, 0)
    print(f"undisturbed, the card is written to {length} times", flush=True)

    for cut in range(CUTS):
        # Each is cut twice, so that the second finds what the first left.
        number = 1 + cut // 2
        if cut % 2 == 0:
            _put(lab, number)
        written = _import(lab, until=round(length * (cut + chance.random()) / CUTS))
        kept = _expect_whole(lab, kept, number)
        print(f"cut after {written} writes of the import of {number}: {kept} is in use, {_left(lab)} on the card", flush=True)

    _import(lab)
    if _expect_whole(lab, kept, number) != number or "is good, and in use" not in lab.card.report("navicast-import.txt"):
        raise Failure(f"the newest is not in use: {lab.card.report('navicast-import.txt')!r}")
    if _left(lab) or lab.card.holds(_secret(number)):
        raise Failure("a secret is left on the card")


def _import(lab: CardLab, until: int | None = None) -> int:
    """Switches the board on, and off when the card was written to so often, or the import is over; returns how often."""
    board, card = lab.board, lab.card
    board.switch_on()
    # What a cut left is repaired first.
    board.until(lambda: not card.in_writing(), UP, "the board does not come up and repair its card", QUICK)
    board.until(card.in_writing, UP, "the board does not come up and import", QUICK)
    began = board.writes()
    board.until(
        lambda: not card.in_writing() or (until is not None and board.writes() - began >= until),
        UP,
        "the import does not end",
        QUICK,
    )
    written = board.writes() - began
    board.cut_power()
    return written


def _put(lab: CardLab, number: int) -> None:
    lab.card.write("navicast.yaml", _configuration(lab, number))
    lab.card.write(SECRET, _secret(number))


def _configuration(lab: CardLab, number: int) -> str:
    return (
        lab.hub_section()
        + f"board: {{wifi: {{ssid: clinic, country: DE, password-file: {SECRET}}}}}\n"
        + f"devices: [{{name: cap-{number}, driver: 6dof-hid}}]\n"
        + "# end of the file\n"
    )


def _secret(number: int) -> str:
    return f"password of configuration {number}\n"


def _left(lab: CardLab) -> list[str]:
    """Secrets on the card, still to be imported or still to be wiped."""
    return sorted(name for name in lab.card.names() if name == SECRET or name.startswith(WIPED))


def _expect_whole(lab: CardLab, *allowed: int) -> int:
    """The number of the configuration that the board has, which is one of these."""
    text = lab.card.state_file("/gateway/config/current/navicast.yaml")
    secret = lab.card.state_file(f"/gateway/config/current/{SECRET}")
    for number in allowed:
        if (text, secret) == (_configuration(lab, number), _secret(number)):
            return number
    raise Failure(f"the board has the configuration {text!r} and the secret {secret!r}")
