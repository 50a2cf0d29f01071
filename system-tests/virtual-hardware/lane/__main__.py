"""The command line of the lane: builds, boots, runs scenarios, and says how it went."""

import argparse
import contextlib
import importlib.util
import os
import shutil
import signal
import sys
import tempfile
import threading
import time
from pathlib import Path

from . import gateway, host, image
from .alarm import alarm
from .failure import Failure, Missing
from .image import HERE
from .runner import Outcome, Runner, Scenario

PROJECT = HERE.parent.parent
BUILD_SECONDS = {"amd64": 780, "arm64": 2700}
RUN_SECONDS = {"amd64": 780, "arm64": 1560}
CARD_SECONDS = 3600
ALL_PASSED, SOME_FAILED, BAD_USAGE, SKIPPED = 0, 1, 2, 3


def main() -> int:
    options = _options()
    scenarios = _scenarios(options)
    if options.list:
        print("\n".join(scenario.name for scenario in scenarios))
        return ALL_PASSED
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(SOME_FAILED))
    folder = Path(tempfile.mkdtemp(prefix="navicast-virtual-hardware-"))
    outcome = Outcome()
    try:
        with contextlib.ExitStack() as stack:
            seconds = BUILD_SECONDS[options.arch]
            with alarm(seconds, Missing(f"the guest's image is not there within {seconds} s")):
                host.require_to_run(options.arch)
                if options.card:
                    host.require_to_run_cards()
                built = stack.enter_context(image.ready(options.arch, options.rebuild))
            launcher = PROJECT / "navicast"
            if any(scenario.needs_gateway for scenario in scenarios):
                gateway.build(launcher)
            if options.build_only:
                return ALL_PASSED
            package = options.gateway or PROJECT / "gateway-app" / "target"
            bound = options.seconds or (CARD_SECONDS if options.card else RUN_SECONDS[options.arch])
            _end_at_the_latest(bound + 60, outcome)
            runner = Runner(options.arch, built, folder, options.processors, launcher, package, bound, options.card)
            runner.run(scenarios, outcome)
    except Missing as e:
        print(f"SKIPPED {options.arch}: {e}", flush=True)
        outcome.skipped += len(scenarios) - outcome.passed - outcome.failed - outcome.skipped
    except Failure as e:
        outcome.fail(options.arch, str(e))
    finally:
        if any(folder.iterdir()) and (outcome.failed or outcome.skipped or options.keep):
            print(f"logs are in {folder}")
        else:
            shutil.rmtree(folder, ignore_errors=True)
    print(outcome.summary(), flush=True)
    if outcome.failed:
        return SOME_FAILED
    return SKIPPED if outcome.skipped and not options.allow_skip else ALL_PASSED


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="run",
        description="Runs the gateway in a virtual machine whose stock kernel believes in virtual devices.",
        epilog="Exit codes: 0 all passed; 1 something failed; 2 bad usage; 3 something was skipped.",
    )
    parser.add_argument("names", nargs="*", metavar="SCENARIO", help="these alone (default: all)")
    parser.add_argument("--arch", choices=("amd64", "arm64"), default="amd64", help="the guest's (default: amd64)")
    parser.add_argument("--gateway", type=Path, metavar="DIR", help="folder of navicast.jar and lib (default: build it)")
    parser.add_argument("--allow-skip", action="store_true", help="exit with 0 where something cannot be had")
    parser.add_argument("--processors", type=int, default=min(2, os.cpu_count() or 1), help="of the guest")
    parser.add_argument("--seconds", type=int, help="for the scenarios together, boot included")
    parser.add_argument("--build-only", action="store_true", help="fill the cache, build the gateway, and end")
    parser.add_argument("--rebuild", action="store_true", help="forget the cache and fetch Debian's packages anew")
    parser.add_argument("--keep", action="store_true", help="keep the logs when all passed, too")
    parser.add_argument("--list", action="store_true", help="name the scenarios and end")
    parser.add_argument("--card", type=Path, metavar="IMG", help="the scenarios of the board's SD card, with this image")
    options = parser.parse_args()
    if options.card:
        options.arch = "arm64"
        if not options.card.exists():
            parser.error(f"there is no {options.card}; raspberry-image/build makes one")
    return options


def _scenarios(options: argparse.Namespace) -> list[Scenario]:
    names = options.names
    paths = {path.stem: path for path in sorted((HERE / "scenarios").glob("*.py"))}
    unknown = [name for name in names if name not in paths]
    if unknown:
        print(f"run: no scenario {', '.join(unknown)}; there are {', '.join(paths)}", file=sys.stderr)
        sys.exit(BAD_USAGE)
    chosen = [_load(name, path) for name, path in paths.items() if not names or name in names]
    return [
        it
        for it in chosen
        if options.arch in it.architectures
        and (names or not it.only_when_named)
        and it.on_card == (options.card is not None)
    ]


def _load(name: str, path: Path) -> Scenario:
    spec = importlib.util.spec_from_file_location(name, path)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return Scenario(
        name,
        module.run,
        getattr(module, "SECONDS", 180),
        getattr(module, "ARCHITECTURES", ("amd64", "arm64")),
        getattr(module, "NEEDS_GATEWAY", True),
        getattr(module, "ONLY_WHEN_NAMED", False),
        getattr(module, "ON_CARD", False),
    )


def _end_at_the_latest(seconds: float, outcome: Outcome) -> None:
    """The last resort, for when even an alarm does not end the run. QEMU and the hub end with this process."""

    def end() -> None:
        outcome.fail("run", f"does not end by itself within {seconds:g} s")
        print(outcome.summary(), flush=True)
        os._exit(SOME_FAILED)

    timer = threading.Timer(seconds, end)
    timer.daemon = True
    timer.start()


sys.exit(main())
