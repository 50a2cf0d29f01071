"""Window and level of a vtkImageProperty."""

from __future__ import annotations

from typing import Any, Sequence

PRESETS = ((400, 40), (1500, -600), (1800, 400), (80, 40), (350, 50))
"""Width and level of CT: soft tissue, lung, bone, brain, liver."""

NARROWEST = 1.0


class Window:
    """Starts from what the property has, and returns to it."""

    def __init__(self, prop: Any, presets: Sequence[tuple[float, float]] = PRESETS) -> None:
        self._property = prop
        self._first = (prop.GetColorWindow(), prop.GetColorLevel())
        self._presets = presets
        self._preset = -1

    def adjust(self, amount: Sequence[float]) -> None:
        """Wider, and level up, by so many grey values; what is seen gets darker where the level goes up."""
        width, level = abs(self._property.GetColorWindow()), self._property.GetColorLevel()
        self._set(max(width + amount[0], NARROWEST), level + amount[1])

    def preset(self, number: float) -> None:
        """1… ; a number that there is not changes nothing."""
        index = int(number) - 1
        if 0 <= index < len(self._presets):
            self._preset = index
            self._set(*self._presets[index])

    def next_preset(self) -> None:
        self.preset((self._preset + 1) % len(self._presets) + 1)

    def reset(self) -> None:
        self._property.SetColorWindow(self._first[0])
        self._property.SetColorLevel(self._first[1])

    def invert(self) -> None:
        """VTK shows an inverted image where the window is negative."""
        self._property.SetColorWindow(-self._property.GetColorWindow())

    def _set(self, width: float, level: float) -> None:
        inverted = self._property.GetColorWindow() < 0
        self._property.SetColorWindow(-width if inverted else width)
        self._property.SetColorLevel(level)
