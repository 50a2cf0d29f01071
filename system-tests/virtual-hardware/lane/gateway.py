"""The packaged gateway, as it runs in the guest."""

import shutil
import subprocess
from pathlib import Path

from .failure import Failure
from .guest import Command, Guest

_FOLDER = "/opt/navicast"
_BUILD_SECONDS = 400
_CONFIG = "/etc/navicast/gateway.yaml"
# As the launcher starts it, without its cache, which belongs to the JDK it was made with.
_JAVA = (
    "java -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -XX:-UsePerfData --enable-native-access=ALL-UNNAMED "
    f"--sun-misc-unsafe-memory-access=allow -jar {_FOLDER}/navicast.jar"
)


def build(launcher: Path) -> None:
    """Makes sure that gateway and hub are built, which is the launcher's own business."""
    try:
        done = subprocess.run(
            [str(launcher), "--version"], stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=_BUILD_SECONDS
        )
    except (OSError, subprocess.TimeoutExpired) as e:
        raise Failure(f"the gateway cannot be built: {e}") from e
    if done.returncode != 0:
        raise Failure(f"the gateway cannot be built: {done.stderr.strip()[-400:]}")


def install(guest: Guest, package: Path) -> None:
    """Copies the package, navicast.jar and the jars in lib beside it, into the guest."""
    if not (package / "navicast.jar").exists():
        raise Failure(f"no navicast.jar in {package}; build it first, or name its folder with --gateway")
    shared = guest.machine.share / "gateway"
    shutil.rmtree(shared, ignore_errors=True)
    (shared / "lib").mkdir(parents=True)
    shutil.copy(package / "navicast.jar", shared)
    for jar in (package / "lib").glob("*.jar"):
        shutil.copy(jar, shared / "lib")
    # On the guest's own disk: a jar over the shared folder makes every class load a question to the host.
    guest.run(f"rm -rf {_FOLDER} && cp -r /share/gateway {_FOLDER}", seconds=180)


def start(guest: Guest, config: str) -> Command:
    """Starts the gateway with that configuration."""
    guest.write(_CONFIG, config)
    return guest.start(f"exec {_JAVA} run --config {_CONFIG}")


def start_command(guest: Guest, arguments: str) -> Command:
    """Starts another of its commands."""
    return guest.start(f"exec {_JAVA} {arguments}")


def run(guest: Guest, arguments: str, seconds: float, member_of: str | None = None) -> str:
    """Runs another of its commands to its end; returns what it printed.

    member_of: as an ordinary user in that group ("" for none); None: as root.
    """
    user = ""
    if member_of is not None:
        groups = f"--groups={member_of}" if member_of else "--clear-groups"
        user = f"setpriv --reuid=nobody --regid=nogroup {groups} "
    return guest.run(f"exec {user}{_JAVA} {arguments}", seconds)
