"""Builds the guest's root file system, kernel and initrd from Debian's packages, and keeps them."""

import contextlib
import fcntl
import hashlib
import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from . import host
from .failure import Failure, Missing

HERE = Path(__file__).resolve().parent.parent
SUITE = "trixie"
PACKAGES = (
    "dbus",
    "iproute2",
    "kmod",
    "libudev1",  # hidapi looks devices up with it
    "openjdk-25-jre-headless",
    "procps",
    "python3-minimal",
    "systemd-sysv",
    "udev",
)
UNWANTED = (
    "/usr/share/man/*",
    "/usr/share/locale/*",
    "/usr/share/doc/*",
    "/usr/share/info/*",
    "/usr/share/bash-completion/*",
)


@dataclass(frozen=True)
class Image:
    """Files that QEMU boots."""

    root: Path
    kernel: Path
    initrd: Path


def cache_folder() -> Path:
    base = os.environ.get("XDG_CACHE_HOME") or os.path.expanduser("~/.cache")
    return Path(base) / "navicast" / "virtual-hardware"


@contextlib.contextmanager
def ready(arch: str, rebuild: bool) -> Iterator[Image]:
    """The image for that architecture, built where it is not in the cache; nobody replaces it meanwhile."""
    cache = cache_folder()
    cache.mkdir(parents=True, exist_ok=True)
    with open(cache / f"lock-{arch}", "w") as lock:
        base = cache / f"base-{arch}-{_base_key(arch)}"
        image = cache / f"image-{arch}-{_image_key(arch)}"
        fcntl.flock(lock, fcntl.LOCK_SH)
        if rebuild or not image.exists():
            # Waits for runs that use an image, this one or another, and keeps others from building meanwhile.
            fcntl.flock(lock, fcntl.LOCK_EX)
            _make(arch, base, image, rebuild)
            _forget_all_but(cache, arch, (base, image))
            fcntl.flock(lock, fcntl.LOCK_SH)
        yield Image(image / "root.img", image / "vmlinuz", image / "initrd.gz")


def _make(arch: str, base: Path, image: Path, rebuild: bool) -> None:
    """Makes what is not there, or all of it."""
    if rebuild:
        shutil.rmtree(base, ignore_errors=True)
        shutil.rmtree(image, ignore_errors=True)
    if not image.exists():
        host.require_to_build(arch)
        if not base.exists():
            # This depends on the mirror, its keys and what this user may do; the image on this project alone.
            _build(base, arch, f"installing Debian {SUITE}", Missing, _base_command)
        _build(image, arch, "making the image", Failure, lambda out, _: _image_command(base / "root.tar", out))


def _build(target: Path, arch: str, what: str, blame: type[Exception], command) -> None:
    """Runs a command that fills a folder, which takes its place only when it is complete."""
    print(f"building {arch}: {what}", flush=True)
    began = time.monotonic()
    folder = Path(tempfile.mkdtemp(prefix=f"{target.name}.", dir=target.parent))
    log = target.parent / f"{target.name}.log"
    try:
        with open(log, "wb") as output:
            done = subprocess.run(
                command(folder, arch),
                env=dict(os.environ, PATH=host.SEARCH_PATH),
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
            )
        if done.returncode != 0:
            raise blame(f"{what} failed: {_last_line(log)}; see {log}")
        folder.chmod(0o755)
        folder.rename(target)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    size = sum(file.stat().st_blocks * 512 for file in target.rglob("*")) // 2**20
    print(f"built {arch}: {what} took {time.monotonic() - began:.0f} s, {size} MiB", flush=True)


def _last_line(log: Path) -> str:
    return (log.read_text(errors="replace").strip().splitlines() or ["it says nothing"])[-1]


def _base_command(out: Path, arch: str) -> list[str]:
    hook = HERE / "build" / "download-kernel"
    return [
        "mmdebstrap",
        # As root where the caller is root, else in a user namespace of its own.
        "--mode=auto",
        "--variant=essential",
        f"--architectures={arch}",
        "--skip=check/qemu",
        f"--include={','.join(PACKAGES)}",
        *(f"--dpkgopt=path-exclude={path}" for path in UNWANTED),
        '--aptopt=Acquire::Check-Valid-Until "false"',
        # The Java runtime registers its manual pages' alternatives, and fails without their folder.
        '--essential-hook=mkdir -p "$1/usr/share/man/man1"',
        f'--customize-hook={hook} "$1" {arch}',
        SUITE,
        str(out / "root.tar"),
        _mirror(),
    ]


def _image_command(base: Path, out: Path) -> list[str]:
    return ["fakeroot", "--", str(HERE / "build" / "make-image"), str(base), str(out), str(HERE / "guest")]


def _mirror() -> str:
    """The Debian mirror that this host's apt uses, else the one of everybody."""
    sources = subprocess.run(
        ["apt-get", "indextargets", "--format", "$(REPO_URI) $(ORIGIN)", "Identifier: Packages"],
        capture_output=True,
        text=True,
    ).stdout.split("\n")
    mirrors = [line.split()[0] for line in sources if line.endswith(" Debian") and "security" not in line]
    return mirrors[0] if mirrors else "http://deb.debian.org/debian"


def _base_key(arch: str) -> str:
    return _digest(arch, SUITE, *PACKAGES, *UNWANTED, HERE / "build" / "download-kernel")


def _image_key(arch: str) -> str:
    files = (HERE / "build" / "make-image", HERE / "build" / "initrd-init")
    return _digest(_base_key(arch), *files, HERE / "guest" / "lane-agent", HERE / "guest" / "lane-agent.service")


def _digest(*parts: str | Path) -> str:
    digest = hashlib.sha256()
    for part in parts:
        digest.update(part.read_bytes() if isinstance(part, Path) else part.encode())
        digest.update(b"\0")
    return digest.hexdigest()[:12]


def _forget_all_but(cache: Path, arch: str, wanted: tuple[Path, ...]) -> None:
    for kind in ("base", "image"):
        for entry in cache.glob(f"{kind}-{arch}-*"):
            if not any(entry.name.startswith(keep.name) for keep in wanted):
                shutil.rmtree(entry) if entry.is_dir() else entry.unlink()
