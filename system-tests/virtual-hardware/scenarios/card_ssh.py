"""A key for SSH in the configuration lets root in, from outside, and nobody else by anything else. When it is gone from the
configuration, nothing listens any more."""

from lane.failure import Failure
from lane.lab import CardLab
from lane.ssh import Ssh

ON_CARD = True
SECONDS = 450
UP = 300
CAP = {"name": "cap", "driver": "6dof-hid"}
LISTENING = "ss -Hltn | awk '{print $4}'"


def run(lab: CardLab) -> None:
    ssh = Ssh(lab.card.file.parent)
    lab.configure(CAP, board={"ssh-keys": [ssh.public_key("administrator")]})
    ssh.public_key("stranger")
    lab.boot()
    ssh.connect(lab.board)
    lab.board.until(lambda: ssh.run("administrator", "root", "id -u") == "0\n", UP, "the key does not let root in")
    for key, user in (("stranger", "root"), ("administrator", "navicast"), ("", "root")):
        told = ssh.run(key, user, "id -u")
        # The ways in that the board offers stand in the brackets.
        if "Permission denied (publickey)." not in told:
            raise Failure(f"{user} with the key {key!r} is told {told!r}")
    _expect_listening(lab, "0.0.0.0:22\n")
    lab.board.cut_power()

    lab.configure(CAP)
    lab.boot()
    ssh.connect(lab.board)
    lab.guest.run("until systemctl is-active -q navicast-identity; do sleep 1; done", UP)
    _expect_listening(lab, "")
    if "timed out" not in (told := ssh.run("administrator", "root", "id -u")):
        raise Failure(f"without a key in the configuration SSH says {told!r}")


def _expect_listening(lab: CardLab, wanted: str) -> None:
    listening = lab.guest.run(LISTENING)
    if listening != wanted:
        raise Failure(f"the board listens at {listening!r}")
