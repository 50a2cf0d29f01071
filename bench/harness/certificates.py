"""A throw-away certificate for the hub of a bench."""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

from .processes import BenchError


@dataclass(frozen=True)
class Certificate:
    """PEM files; the certificate is signed by its own key, so that it is its own authority."""

    file: Path
    key: Path


def loopback(folder: Path) -> Certificate:
    """Makes one for 127.0.0.1 that is good for a day."""
    openssl = shutil.which("openssl")
    if openssl is None:
        raise BenchError("there is no openssl; on Debian: sudo apt install openssl")
    made = Certificate(folder / "hub.crt", folder / "hub.key")
    made.key.touch(mode=0o600)
    command = [openssl, "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-noenc"]
    command += ["-days", "1", "-subj", "/CN=navicast-bench", "-addext", "subjectAltName=IP:127.0.0.1"]
    command += ["-out", str(made.file), "-keyout", str(made.key)]
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    if result.returncode != 0:
        raise BenchError(f"openssl makes no certificate:\n{result.stderr.strip()}")
    return made
