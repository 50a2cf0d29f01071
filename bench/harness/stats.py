"""Figures of one run, and the median of several."""

from __future__ import annotations

import math
import statistics
from dataclasses import asdict, dataclass, field

from .matching import Outcome


@dataclass(frozen=True)
class Figures:
    """Latency in microseconds; CPU time in microseconds a report, by process.

    parts: p50 of parts of the way, for one whose events tell of them.
    """

    sent: int
    p50: float
    p90: float
    p99: float
    max: float
    lost: int
    merged: int
    cpu: dict[str, float]
    parts: dict[str, float] = field(default_factory=dict)

    def as_json(self) -> dict:
        return asdict(self)


def percentile(ordered: list[float], percent: float) -> float:
    """The smallest value that so many percent of all do not exceed."""
    return ordered[max(0, math.ceil(len(ordered) * percent / 100) - 1)]


def figures(outcome: Outcome, cpu: dict[str, float], parts: dict[str, list[float]] | None = None) -> Figures:
    ordered = sorted(outcome.micros) or [float("nan")]
    return Figures(
        outcome.sent,
        *(round(percentile(ordered, percent), 1) for percent in (50, 90, 99, 100)),
        outcome.lost,
        outcome.merged,
        {name: round(seconds * 1e6 / outcome.sent, 1) for name, seconds in cpu.items()},
        {name: round(statistics.median(micros), 1) for name, micros in (parts or {}).items() if micros},
    )


def median(runs: list[Figures]) -> Figures:
    """Of several runs: medians of the latencies and of CPU time, the worst maximum, sums of the counts."""

    def middle(name: str) -> float:
        return round(statistics.median(getattr(run, name) for run in runs), 1)

    return Figures(
        sum(run.sent for run in runs),
        middle("p50"),
        middle("p90"),
        middle("p99"),
        max(run.max for run in runs),
        sum(run.lost for run in runs),
        sum(run.merged for run in runs),
        _medians([run.cpu for run in runs]),
        _medians([run.parts for run in runs]),
    )


def _medians(runs: list[dict[str, float]]) -> dict[str, float]:
    return {name: round(statistics.median(run[name] for run in runs), 1) for name in runs[0]}
