"""Slices of an image by a vtkImageResliceMapper. The world is DICOM's: x to the left, y to the back, z to the head."""

from __future__ import annotations

import math
from typing import Any, Sequence

from vtkmodules.vtkCommonDataModel import vtkPlane

ORIENTATIONS = {
    "axial": ((0.0, 0.0, -1.0), (0.0, -1.0, 0.0)),
    "sagittal": ((1.0, 0.0, 0.0), (0.0, 0.0, 1.0)),
    "coronal": ((0.0, -1.0, 0.0), (0.0, 0.0, 1.0)),
}
"""Where "next" goes (to the feet, the left, the front), which is also the side that is looked from, and what is up."""


class Slices:
    """The plane of one mapper, stepped through its image. Its camera looks along the normal."""

    def __init__(self, mapper: Any) -> None:
        self._mapper = mapper
        mapper.SliceFacesCameraOff()
        mapper.SliceAtFocalPointOff()
        if mapper.GetSlicePlane() is None:
            mapper.SetSlicePlane(vtkPlane())
        self.plane = mapper.GetSlicePlane()
        self.orient("axial")

    def orient(self, name: str) -> None:
        """Through the middle of the image."""
        self.plane.SetNormal(ORIENTATIONS[name][0])
        self.plane.SetOrigin(self._image().GetCenter())

    def step(self, steps: float) -> None:
        """By slices, which may be parts of one; stays in the image."""
        lowest, highest = self._range()
        self._to(min(max(self.position + steps * self.spacing, lowest), highest))

    def first(self) -> None:
        self._to(self._range()[0])

    def last(self) -> None:
        self._to(self._range()[1])

    def middle(self) -> None:
        self._to(sum(self._range()) / 2)

    def through(self, point: Sequence[float]) -> None:
        """To the slice of a point, such as a tool's tip; stays in the image."""
        lowest, highest = self._range()
        self._to(min(max(_dot(point, self.plane.GetNormal()), lowest), highest))

    @property
    def position(self) -> float:
        """Along the normal, in millimetres."""
        return _dot(self.plane.GetOrigin(), self.plane.GetNormal())

    @property
    def spacing(self) -> float:
        """From one slice to the next, in millimetres; of an oblique one, as fine as its direction has voxels."""
        normal, spacing = self.plane.GetNormal(), self._image().GetSpacing()
        return 1 / math.sqrt(sum((n / s) ** 2 for n, s in zip(normal, spacing)))

    def _range(self) -> tuple[float, float]:
        """Of the centres of the first and the last slice."""
        bounds, normal = self._image().GetBounds(), self.plane.GetNormal()
        ends = [(bounds[2 * axis] * n, bounds[2 * axis + 1] * n) for axis, n in enumerate(normal)]
        return sum(min(e) for e in ends), sum(max(e) for e in ends)

    def _to(self, position: float) -> None:
        by = position - self.position
        origin, normal = self.plane.GetOrigin(), self.plane.GetNormal()
        self.plane.SetOrigin([o + by * n for o, n in zip(origin, normal)])

    def _image(self) -> Any:
        return self._mapper.GetInput()


def _dot(a: Sequence[float], b: Sequence[float]) -> float:
    return sum(x * y for x, y in zip(a, b))
