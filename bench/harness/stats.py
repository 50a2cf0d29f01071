"""Figures of one run, and the median of several."""

from __future__ import annotations

import statistics
from dataclasses import asdict, dataclass

from .matching import Outcome


@dataclass(frozen=True)
class Figures:
    """Latency in microseconds; CPU time in microseconds a report, by process."""

    sent: int
    p50: float
    p90: float
    p99: float
    max: float
    lost: int
    merged: int
    cpu: dict[str, float]

    def as_json(self) -> dict:
        return asdict(self)


def percentile(ordered: list[float], percent: float) -> float:
    """The smallest value that so many percent of all do not exceed."""
    return ordered[max(0, -(-len(ordered) * percent // 100).__int__() - 1)]


def figures(outcome: Outcome, cpu: dict[str, float]) -> Figures:
    ordered = sorted(outcome.micros) or [float("nan")]
    return Figures(
        outcome.sent,
        *(round(percentile(ordered, percent), 1) for percent in (50, 90, 99, 100)),
        outcome.lost,
        outcome.merged,
        {name: round(seconds * 1e6 / outcome.sent, 1) for name, seconds in cpu.items()},
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
        {name: round(statistics.median(run.cpu[name] for run in runs), 1) for name in runs[0].cpu},
    )
