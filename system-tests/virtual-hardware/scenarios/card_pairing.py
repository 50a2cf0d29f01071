"""A card without credentials: the consoles show the code by which a person lets the board in, on a screen as on the serial
line. From then on the board gets in by itself, over a power cut too."""

from lane.failure import Failure
from lane.lab import CardLab
from lane.provider import USER_CODE

ON_CARD = True
SECONDS = 600
UP = 400


def run(lab: CardLab) -> None:
    provider = lab.identity_provider()
    lab.card.copy(provider.certificate)
    lab.configure(
        {"name": "cap", "driver": "6dof-hid"},
        auth="device-code",
        issuer=provider.issuer,
        tls={"ca-file": provider.certificate.name},
        **{"client-id": "or-3"},
    )
    events = lab.subscribe()
    guest = lab.boot()
    told = f"open {provider.issuer}/enter in a browser on any device, and enter the code {USER_CODE} there"
    lab.board.until(lambda: told in lab.board.console(), UP, "the serial console does not show the code")
    guest.run(f"tr -d ' ' </dev/vcs1 | grep -q {USER_CODE}")
    print(guest.run("systemctl show -P StatusText navicast").strip(), flush=True)
    events.expect_silence("navi-device", 1)

    provider.confirmed = True
    session = events.expect("navi-device", within=UP, device="cap")["session"]
    lab.board.cut_power()
    lab.board.switch_on()
    events.expect("navi-device", within=UP, skip=lambda it: it["session"] == session, device="cap")
    if provider.codes != 1:
        raise Failure(f"the board asked for {provider.codes} codes")
