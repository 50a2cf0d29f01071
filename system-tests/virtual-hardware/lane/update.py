"""Updates for a card, made of the system that is on it: with other files in its slot, signed by any key."""

import hashlib
import subprocess
import tarfile
import time
from pathlib import Path

from .card import Card
from .failure import Failure

KEY = Path.home() / ".config/navicast/update-key.pem"
"""The one that raspberry-image/build signs with where no other is named."""


def make_update(card: Card, file: Path, version: str, key: Path = KEY, **files: bytes) -> None:
    """files: by their names with an underscore for a dot; a later one than what is on the card."""
    slot = file.with_suffix(".slot")
    slot.write_bytes(card.slot(card.works()))
    built = int(time.time())
    files["version"] = f"version {version}\nbuilt {built}\n".encode()
    for name, content in files.items():
        part = file.with_suffix(".part")
        part.write_bytes(content)
        name = name.replace("_", ".")
        _run("debugfs", "-w", "-R", f"rm {name}", str(slot))
        _run("debugfs", "-w", "-R", f"write {part} {name}", str(slot))
        part.unlink()
    with open(slot, "rb") as content:
        digest = hashlib.file_digest(content, "sha256").hexdigest()
    folder = file.with_suffix(".d")
    folder.mkdir()
    manifest = folder / "manifest"
    manifest.write_text(f"version {version}\nbuilt {built}\nsize {slot.stat().st_size}\nsha256 {digest}\n")
    _run("openssl", "pkeyutl", "-sign", "-inkey", str(key), "-rawin", "-in", str(manifest), "-out", f"{manifest}.sig")
    with tarfile.open(file, "w") as tar:
        tar.add(manifest, "manifest")
        tar.add(f"{manifest}.sig", "manifest.sig")
        tar.add(slot, "slot.img")
    slot.unlink()


def make_key(file: Path) -> Path:
    """A key that no board trusts."""
    _run("openssl", "genpkey", "-algorithm", "ed25519", "-out", str(file))
    return file


def _run(*command: str) -> None:
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode != 0:
        raise Failure(f"{command[0]}: {done.stderr.strip()[-200:]}")
