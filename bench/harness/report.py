"""What a person reads, and what a program reads, of the same figures."""

from __future__ import annotations

import json
import os
import platform
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

from .stats import Figures

HEADINGS = ("way", "p50", "p90", "p99", "max", "lost", "merged", "CPU per report")


def say(line: str = "") -> None:
    print(line, flush=True)


def progress(line: str) -> None:
    """To the error stream, so that the figures can be piped."""
    print(f"bench: {line}", file=sys.stderr, flush=True)


def table(rows: Iterable[Sequence[str]]) -> None:
    """Prints rows as columns: the first to the left, figures to the right."""
    cells = [list(row) for row in rows]
    widths = [max(len(row[i]) for row in cells) for i in range(len(cells[0]))]
    for row in cells:
        first, *rest = (
            cell.ljust(width) if i == 0 else cell.rjust(width) for i, (cell, width) in enumerate(zip(row, widths))
        )
        say("  " + "   ".join([first, *rest]).rstrip())


def row(title: str, figures: Figures) -> list[str]:
    cpu = ", ".join(f"{name} {micros:.0f}" for name, micros in figures.cpu.items())
    latencies = (f"{value:.0f}" for value in (figures.p50, figures.p90, figures.p99, figures.max))
    return [title, *latencies, str(figures.lost), str(figures.merged), cpu]


def machine() -> dict[str, object]:
    """What the figures depend on: with another machine, or a busy one, they cannot be compared."""
    model = next(
        (line.partition(":")[2].strip() for line in Path("/proc/cpuinfo").read_text().splitlines() if "model name" in line),
        platform.machine(),
    )
    return {
        "cpu": model,
        "cores": os.cpu_count(),
        "kernel": platform.release(),
        "load": round(os.getloadavg()[0], 2),
    }


def say_machine(what: dict[str, object]) -> None:
    say(f"{what['cores']} x {what['cpu']}, Linux {what['kernel']}, load before the bench {what['load']}")
    if float(str(what["load"])) > 0.5 * (os.cpu_count() or 1):
        say("The machine is busy with something else: expect figures that are too high and wander.")


def write_json(document: object) -> None:
    say(json.dumps(document, indent=2))
