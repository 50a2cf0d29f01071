"""The actions of docs/actions.md: the kind of each, and what full deflection means where nothing is set."""

from __future__ import annotations

TRIGGER, HOLD, RATE = "trigger", "hold", "rate"

_TRIGGERS = """
slice.next slice.previous slice.first slice.last slice.middle window.preset window.next-preset window.reset window.invert
view.reset view.next view.previous view.axial view.sagittal view.coronal view.volume layout.next layout.maximise
series.next series.previous cine.toggle crosshair.toggle overlay.toggle annotation.toggle measure.place measure.undo
screenshot.take
""".split()

SPEEDS: dict[str, "float | list[float]"] = {
    "slice.scroll": 20,
    "window.adjust": 400,
    "view.pan": 0.5,
    "view.zoom": 1,
    "view.rotate": 60,
    "view.fly": [100, 100, 100, 60, 60, 60],
    "cine.speed": 30,
    "pointer.move": 0.5,
}
"""In a second: slices, grey values, parts of the view's height, doublings, degrees, millimetres and degrees, images."""

KINDS: dict[str, str] = {
    **{action: TRIGGER for action in _TRIGGERS},
    **{action: RATE for action in SPEEDS},
    "pointer.show": HOLD,
}
