"""Tools of a tracker as actors: shown where they are, and never where they are not."""

from __future__ import annotations

from typing import Any, Callable, Mapping, Optional

from vtkmodules.vtkCommonCore import vtkPoints
from vtkmodules.vtkCommonDataModel import vtkCellArray, vtkPolyData
from vtkmodules.vtkCommonMath import vtkMatrix4x4
from vtkmodules.vtkFiltersSources import vtkConeSource
from vtkmodules.vtkRenderingCore import vtkActor, vtkPolyDataMapper

from ..viewer import Tool

COLOURS: Mapping[Optional[str], tuple[float, float, float]] = {
    "needle": (1.0, 0.8, 0.2),
    "pointer": (0.2, 0.9, 1.0),
    "probe": (0.6, 1.0, 0.4),
    None: (0.9, 0.9, 0.9),
}
LENGTH_MILLIMETRES = 60.0
TRAIL_POINTS = 100


class Tools:
    """A cone and a trail for each tool of one frame. A tool that is not tracked is hidden, its trail ends there.

    frame: the one that the world's coordinates are of, or that `to_world` leads from.
    status: is told "Stylus: ok", "Stylus: missing", … whenever that changes.
    """

    def __init__(
        self,
        renderer: Any,
        frame: str,
        to_world: vtkMatrix4x4 | None = None,
        status: Callable[[str], None] | None = None,
    ) -> None:
        self._renderer = renderer
        self._frame = frame
        self._to_world = to_world or vtkMatrix4x4()
        self._status = status or (lambda text: None)
        self._shown: dict[str, _Shown] = {}

    def __call__(self, tool: Tool) -> bool:
        """Shows or hides it; true where it is one of this frame."""
        if tool.frame != self._frame:
            return False
        shown = self._shown.get(tool.name)
        if shown is None:
            shown = self._shown[tool.name] = _Shown(self._renderer, COLOURS.get(tool.role, COLOURS[None]))
        if shown.status != tool.status:
            shown.status = tool.status
            self._status(f"{tool.name}: {tool.status}")
        if tool.tracked and tool.position and tool.orientation:
            matrix = vtkMatrix4x4()
            vtkMatrix4x4.Multiply4x4(self._to_world, pose_matrix(tool.position, tool.orientation), matrix)
            shown.show(matrix)
        else:
            shown.hide()
        return True

    def tip(self, name: str) -> tuple[float, float, float] | None:
        """Of a tool in the world; None while it is not tracked."""
        shown = self._shown.get(name)
        if shown is None or not shown.actor.GetVisibility():
            return None
        matrix = shown.actor.GetUserMatrix()
        return matrix.GetElement(0, 3), matrix.GetElement(1, 3), matrix.GetElement(2, 3)


class _Shown:
    def __init__(self, renderer: Any, colour: tuple[float, float, float]) -> None:
        self.status = ""
        cone = vtkConeSource()
        cone.SetHeight(LENGTH_MILLIMETRES)
        cone.SetRadius(LENGTH_MILLIMETRES / 15)
        cone.SetDirection(0, 0, 1)
        cone.SetCenter(0, 0, -LENGTH_MILLIMETRES / 2)  # its tip is the origin
        self.actor = _actor(renderer, colour)
        self.actor.GetMapper().SetInputConnection(cone.GetOutputPort())
        self._trail = _actor(renderer, colour)
        self._points: list[tuple[float, float, float]] = []

    def show(self, matrix: vtkMatrix4x4) -> None:
        self.actor.SetUserMatrix(matrix)
        self.actor.VisibilityOn()
        self._points.append((matrix.GetElement(0, 3), matrix.GetElement(1, 3), matrix.GetElement(2, 3)))
        del self._points[:-TRAIL_POINTS]
        self._draw_trail()

    def hide(self) -> None:
        self.actor.VisibilityOff()
        self._points.clear()
        self._draw_trail()

    def _draw_trail(self) -> None:
        points, line = vtkPoints(), vtkCellArray()
        line.InsertNextCell(len(self._points))
        for point in self._points:
            line.InsertCellPoint(points.InsertNextPoint(point))
        data = vtkPolyData()
        data.SetPoints(points)
        if len(self._points) > 1:
            data.SetLines(line)
        self._trail.GetMapper().SetInputData(data)
        self._trail.SetVisibility(len(self._points) > 1)


def pose_matrix(position: "list[float]", orientation: "list[float]") -> vtkMatrix4x4:
    """position: x, y, z. orientation: unit quaternion x, y, z, w."""
    x, y, z, w = orientation
    rows = (
        (1 - 2 * (y * y + z * z), 2 * (x * y - z * w), 2 * (x * z + y * w), position[0]),
        (2 * (x * y + z * w), 1 - 2 * (x * x + z * z), 2 * (y * z - x * w), position[1]),
        (2 * (x * z - y * w), 2 * (y * z + x * w), 1 - 2 * (x * x + y * y), position[2]),
    )
    matrix = vtkMatrix4x4()
    for i, row in enumerate(rows):
        for j, value in enumerate(row):
            matrix.SetElement(i, j, value)
    return matrix


def _actor(renderer: Any, colour: tuple[float, float, float]) -> vtkActor:
    actor = vtkActor()
    actor.SetMapper(vtkPolyDataMapper())
    actor.GetProperty().SetColor(colour)
    actor.VisibilityOff()
    renderer.AddActor(actor)
    return actor
