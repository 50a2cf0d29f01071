"""An SD card with the board's image, as a person's PC and the board's firmware see it."""

import subprocess
import tempfile
from pathlib import Path

from .failure import Failure

_FAT = 4 << 20
_RECORD = 2048 * 512
_FAT_BYTES = 320 << 20
_STATE, _STATE_BYTES = _FAT + _FAT_BYTES, 64 << 20
_SLOT_BYTES = 320 << 20
_SLOTS = {"a": _STATE + _STATE_BYTES, "b": _STATE + _STATE_BYTES + _SLOT_BYTES}
_CARD_BYTES = 2 << 30


class Card:
    """A copy of an image, made larger as a real card is."""

    def __init__(self, image: Path, file: Path):
        self.file = file
        subprocess.run(["cp", "--sparse=always", "--reflink=auto", str(image), str(file)], check=True)
        with open(file, "r+b") as card:
            card.truncate(_CARD_BYTES)

    def write(self, name: str, content: str | bytes) -> None:
        """Puts a file onto the partition that every PC reads."""
        data = content.encode() if isinstance(content, str) else content
        self._mtools("mcopy", "-o", "-", f"::{name}", data=data)

    def copy(self, file: Path) -> None:
        """The same with a file of this host."""
        self._mtools("mcopy", "-o", str(file), "::")

    def read(self, name: str) -> str:
        return self._mtools("mtype", f"::{name}").decode(errors="replace")

    def report(self, name: str) -> str:
        """A file that the board may not have written yet."""
        return self.read(name) if name in self.names() else ""

    def names(self) -> set[str]:
        """Of the files and folders at its top."""
        return {line.removeprefix("::/").rstrip("/") for line in self._mtools("mdir", "-b", "::").decode().splitlines()}

    def delete(self, name: str) -> None:
        self._mtools("mdel", f"::{name}")

    def holds(self, text: str) -> bool:
        """Whether these bytes are anywhere on that partition, in a file or in what deleted files left."""
        size = _FAT_BYTES
        needle = text.encode()
        with open(self.file, "rb") as card:
            card.seek(_FAT)
            before = b""
            while size > 0 and (block := card.read(min(size, 1 << 20))):
                if needle in before + block:
                    return True
                before = block[-len(needle) :]
                size -= len(block)
        return False

    def recorded(self) -> str:
        """What U-Boot goes by: "slot=a" and, in a trial, "trial=b"."""
        with open(self.file, "rb") as card:
            card.seek(_RECORD)
            return card.read(512).rstrip(b"\0").decode(errors="replace")

    def works(self) -> str:
        """The system that it starts with where none is on trial: "a" or "b"."""
        return self.recorded().splitlines()[0].removeprefix("slot=")

    def in_writing(self) -> bool:
        """Whether a system has the first partition mounted for writing, or lost its power while it had: FAT marks it."""
        with open(self.file, "rb") as card:
            card.seek(_FAT + 0x41)
            return bool(card.read(1)[0] & 1)

    def slot(self, name: str) -> bytes:
        """The file system of a system, as large as it says to be."""
        with open(self.file, "rb") as card:
            card.seek(_SLOTS[name] + 1024)
            superblock = card.read(1024)
            blocks = int.from_bytes(superblock[4:8], "little")
            block_bytes = 1024 << int.from_bytes(superblock[24:28], "little")
            card.seek(_SLOTS[name])
            return card.read(blocks * block_bytes)

    def state_file(self, path: str) -> str | None:
        """A file of the board's state, after such a repair as the board does when it starts; None where there is none."""
        with open(self.file, "rb") as card, tempfile.NamedTemporaryFile(dir=self.file.parent) as state:
            card.seek(_STATE)
            state.write(card.read(_STATE_BYTES))
            state.flush()
            checked = subprocess.run(["e2fsck", "-fy", state.name], capture_output=True)
            if checked.returncode > 1:
                raise Failure(f"the state is broken: {checked.stdout.decode(errors='replace')[-400:]}")
            done = subprocess.run(["debugfs", "-R", f"cat {path}", state.name], capture_output=True, text=True)
        return None if "File not found" in done.stderr else done.stdout

    def _mtools(self, tool: str, *arguments: str, data: bytes = b"") -> bytes:
        command = [tool, "-i", f"{self.file}@@{_FAT}"]
        done = subprocess.run([*command, *arguments], input=data, capture_output=True)
        if done.returncode != 0:
            raise Failure(f"{tool} {' '.join(arguments)}: {done.stderr.decode(errors='replace').strip()[-200:]}")
        return done.stdout
