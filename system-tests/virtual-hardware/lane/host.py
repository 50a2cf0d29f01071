"""What the host must bring along, and how to get it."""

import os
import shutil
import subprocess
from dataclasses import dataclass

from .failure import Missing

# Where Debian keeps mke2fs and depmod, which an ordinary user's PATH leaves out.
SEARCH_PATH = os.environ.get("PATH", "") + ":/usr/sbin:/sbin"
INSTALL_SECONDS = 600


@dataclass(frozen=True)
class Tool:
    """command: its name, or the path of a file."""

    command: str
    package: str

    def is_there(self) -> bool:
        return os.path.exists(self.command) if "/" in self.command else bool(shutil.which(self.command, path=SEARCH_PATH))


_RUN = (Tool("setpriv", "util-linux"),)
_QEMU = {
    "amd64": (Tool("qemu-system-x86_64", "qemu-system-x86"),),
    "arm64": (Tool("qemu-system-aarch64", "qemu-system-arm"),),
}
_CARDS = (
    Tool("mcopy", "mtools"),
    Tool("ssh", "openssh-client"),
    Tool("/usr/lib/u-boot/qemu_arm64/u-boot.bin", "u-boot-qemu"),
)
_BUILD = (
    Tool("mmdebstrap", "mmdebstrap"),
    Tool("/usr/share/keyrings/debian-archive-keyring.gpg", "debian-archive-keyring"),
    Tool("dpkg-deb", "dpkg"),
    Tool("fakeroot", "fakeroot"),
    Tool("mke2fs", "e2fsprogs"),
    Tool("depmod", "kmod"),
    Tool("cpio", "cpio"),
    Tool("xz", "xz-utils"),
)
_BUILD_FOREIGN = {"arm64": (Tool("qemu-aarch64-static", "qemu-user-static"),)}


def debian_architecture() -> str:
    """The architecture of this host, in Debian's word."""
    return {"x86_64": "amd64", "aarch64": "arm64"}.get(os.uname().machine, os.uname().machine)


def require_to_run(arch: str) -> None:
    """Makes sure that a guest can be booted."""
    _require(_RUN + _QEMU[arch])


def require_to_run_cards() -> None:
    """Makes sure that a board with a card can be booted."""
    _require(_CARDS)


def require_to_build(arch: str) -> None:
    """Makes sure that a guest can be built."""
    foreign = arch != debian_architecture()
    _require(_BUILD + (_BUILD_FOREIGN.get(arch, ()) if foreign else ()))
    if foreign:
        _require_emulation(arch)


def _require(tools: tuple[Tool, ...]) -> None:
    absent = _absent(tools)
    if not absent:
        return
    packages = sorted({tool.package for tool in absent})
    names = ", ".join(packages)
    if os.geteuid() != 0:
        raise Missing(f"{names} not installed, and only root can: apt-get install {' '.join(packages)}")
    if shutil.which("apt-get") is None:
        raise Missing(f"{names} not installed, and this is not Debian (no apt-get)")
    problem = _install(packages)
    if _absent(tools):
        raise Missing(f"{names} cannot be installed: {problem}")


def _absent(tools: tuple[Tool, ...]) -> list[Tool]:
    return [tool for tool in tools if not tool.is_there()]


def _install(packages: list[str]) -> str:
    """Returns apt's last words where it failed."""
    print(f"installing {' '.join(packages)}", flush=True)
    environment = dict(os.environ, DEBIAN_FRONTEND="noninteractive")
    last_words = ""
    for command in (["update", "-q"], ["install", "-q", "-y", "--no-install-recommends", *packages]):
        try:
            done = subprocess.run(
                ["apt-get", *command],
                env=environment,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                text=True,
                timeout=INSTALL_SECONDS,
            )
        except subprocess.TimeoutExpired:
            return f"apt-get took longer than {INSTALL_SECONDS} s"
        if done.returncode != 0:
            last_words = (done.stdout.strip().splitlines() or ["apt-get failed"])[-1]
    return last_words


def _require_emulation(arch: str) -> None:
    """Installing packages for another architecture runs its programs: the kernel must hand them to QEMU."""
    machine = {"arm64": "qemu-aarch64"}[arch]
    formats = "/proc/sys/fs/binfmt_misc"
    if os.path.exists(f"{formats}/{machine}"):
        return
    if os.geteuid() != 0:
        raise Missing(f"programs of {arch} are not handed to QEMU: as root, systemctl restart systemd-binfmt")
    try:
        if not os.path.exists(f"{formats}/register"):
            subprocess.run(["mount", "-t", "binfmt_misc", "binfmt_misc", formats], check=True, capture_output=True)
        if not os.path.exists(f"{formats}/{machine}"):
            with open(f"/usr/lib/binfmt.d/{machine}.conf", "rb") as rule, open(f"{formats}/register", "wb") as register:
                register.write(next(line for line in rule if line.startswith(b":")).strip())
    except (OSError, subprocess.CalledProcessError) as e:
        raise Missing(f"programs of {arch} cannot be handed to QEMU here: {e}") from e
