"""SSH to a board from outside, as an administrator does: the client of this host, over a port that QEMU forwards."""

import subprocess
from pathlib import Path

from .board import Board
from .failure import Failure
from .hub import free_port

_ANSWER_SECONDS = 60


class Ssh:
    """folder: for its keys, and for the key by which it knows the board again."""

    def __init__(self, folder: Path):
        self._folder = folder
        self._port = 0

    def public_key(self, name: str) -> str:
        """Makes a key; returns the line for whoever is to let it in."""
        key = self._folder / name
        subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", name, "-f", str(key)], check=True)
        return key.with_suffix(".pub").read_text().strip()

    def connect(self, board: Board) -> None:
        """Leads to that board, until it is switched off."""
        assert board.machine is not None
        self._port = free_port()
        forward = f"hostfwd_add net tcp:127.0.0.1:{self._port}-:22"
        problem = board.machine.qmp("human-monitor-command", **{"command-line": forward})
        if problem:
            raise Failure(f"QEMU does not forward a port: {problem}")

    def run(self, key: str, user: str, command: str) -> str:
        """Runs a command in the board; returns what it or the client itself said. key: by its name, "" for none."""
        options = {
            "BatchMode": "yes",
            "ConnectTimeout": "20",
            "HostKeyAlias": "board",
            "IdentitiesOnly": "yes",
            "IdentityFile": str(self._folder / key) if key else "none",
            "LogLevel": "ERROR",
            "StrictHostKeyChecking": "accept-new",
            "UserKnownHostsFile": str(self._folder / "known_hosts"),
        }
        words = [word for option, value in options.items() for word in ("-o", f"{option}={value}")]
        done = subprocess.run(
            ["ssh", "-F", "none", *words, "-p", str(self._port), f"{user}@127.0.0.1", command],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            timeout=_ANSWER_SECONDS,
        )
        return done.stdout
