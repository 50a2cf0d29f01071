"""Turns rates into steps, once a frame. Pure; time is passed in, in milliseconds."""

from __future__ import annotations

import math
from typing import Any, Callable, Union

Rate = Union[float, "list[float]"]

MAX_SECONDS = 0.1
"""Frames further apart than this count as this far: who looked away for a minute finds the view where it was."""


def scaled(rate: Rate, by: Any) -> Rate:
    """A rate times a number, or times one number for each axis."""
    if isinstance(rate, list):
        return [v * (by[axis] if isinstance(by, (list, tuple)) else by) for axis, v in enumerate(rate)]
    return rate * (by[0] if isinstance(by, (list, tuple)) else by)


class Integrator:
    """Rate × seconds since the last frame. What has ended moves nothing more, not even for the rest of a frame."""

    def __init__(self) -> None:
        self._going: dict[Any, list[Any]] = {}  # [rate, info, since, move]

    def set(self, key: Any, rate: Rate, info: Any, now: float, move: Callable[[Rate, Any], None]) -> None:
        """Begins, or goes on at another rate."""
        going = self._going.get(key)
        if going:
            going[:2] = rate, info
        else:
            self._going[key] = [rate, info, now, move]

    def end(self, key: Any) -> None:
        self._going.pop(key, None)

    @property
    def busy(self) -> bool:
        return bool(self._going)

    def frame(self, now: float) -> None:
        for key, going in list(self._going.items()):
            rate, info, since, move = going
            if key in self._going and now > since:
                going[2] = now
                move(scaled(rate, min((now - since) / 1000, MAX_SECONDS)), info)


def whole_steps(step: Callable[..., None]) -> Callable[..., None]:
    """Hands on whole steps only and keeps the rest for the next frame, for what moves by slices or images."""
    left = 0.0

    def take(amount: float, info: Any) -> None:
        nonlocal left
        left = amount if left * amount < 0 else left + amount  # turned round: what is left the other way is no debt
        steps = math.trunc(left)
        left -= steps
        if steps:
            step(steps, info)

    return take
