"""What an action does to Slicer's scene. All of it runs on Qt's main thread, and nothing here knows of hubs or Qt.

Slicer's world is RAS: x to the right of the patient, y to the front, z to the head.
"""

from __future__ import annotations

import math
from typing import Any, Callable, Optional, Sequence

from vtkmodules.vtkCommonMath import vtkMatrix4x4
from vtkmodules.vtkCommonTransforms import vtkTransform
from vtkmodules.vtkFiltersSources import vtkConeSource

from navicast_client import Tool, Viewer, whole_steps
from navicast_client.vtk import camera
from navicast_client.vtk.tools import pose_matrix

THREE_D = "3D"
NEEDLE_MILLIMETRES = 60.0

NEXT_IN_RAS = (-1.0, 1.0, -1.0)
"""Where "next" goes along each axis: to the left, to the front, to the feet."""

LPS_TO_RAS = (-1.0, -1.0, 1.0)


class SlicerScene:
    """Moves what is in `slicer`; one view is the active one, which view.next and view.previous change.

    frame: the frame of tools that is the scene's; empty where none is shown. lps: that frame is LPS, not RAS.
    said: is told in words what a person should see: the active view, and each change of a tool's state.
    """

    def __init__(self, slicer: Any, frame: str = "", lps: bool = False, said: Callable[[str], None] | None = None) -> None:
        self._slicer = slicer
        self._frame = frame
        self._lps = lps
        self._said = said or (lambda text: None)
        self._active = 0
        self._layout_before: Optional[int] = None
        self._tools: dict[str, _ToolNodes] = {}
        self._pointer: Optional[str] = None

    def bind(self, viewer: Viewer) -> None:
        """Says to a viewer what each action does here."""
        triggers = {
            "slice.next": lambda steps: self.step_slices(steps),
            "slice.previous": lambda steps: self.step_slices(-steps),
            "slice.first": lambda _: self._to_end(first=True),
            "slice.last": lambda _: self._to_end(first=False),
            "slice.middle": lambda _: self._to_middle(),
            "window.preset": lambda number: self._preset(int(number) - 1),
            "window.reset": lambda _: self._reset_window(),
            "window.invert": lambda _: self._invert(),
            "view.reset": lambda _: self._reset_view(),
            "view.next": lambda steps: self._activate(self._active + int(steps)),
            "view.previous": lambda steps: self._activate(self._active - int(steps)),
            "view.axial": lambda _: self._orient("Axial"),
            "view.sagittal": lambda _: self._orient("Sagittal"),
            "view.coronal": lambda _: self._orient("Coronal"),
            "view.volume": lambda _: self._activate(len(self._views()) - 1),
            "layout.next": lambda _: self._next_layout(),
            "layout.maximise": lambda _: self._maximise(),
            "series.next": lambda steps: self._step_series(int(steps)),
            "series.previous": lambda steps: self._step_series(-int(steps)),
            "crosshair.toggle": lambda _: self._toggle_crosshair(),
            "annotation.toggle": lambda _: self._toggle_annotations(),
            "measure.place": lambda _: self._place(),
            "measure.undo": lambda _: self._undo(),
        }
        for action, do in triggers.items():
            viewer.on(action, lambda steps, info, do=do: do(steps))
        viewer.on("slice.scroll", whole_steps(lambda steps, info: self.step_slices(steps)))
        viewer.on("window.adjust", lambda amount, info: self._adjust_window(amount))
        viewer.on("view.pan", lambda amount, info: self._pan(amount))
        viewer.on("view.zoom", lambda amount, info: self._zoom(amount))
        viewer.on("view.rotate", lambda amount, info: self._rotate(amount))
        viewer.on("view.fly", lambda amount, info: self._fly(amount))
        if self._frame:
            viewer.on_tool(self.show_tool)

    # --- views

    def _views(self) -> list[str]:
        return [*self._layout_manager().sliceViewNames(), THREE_D]

    @property
    def active(self) -> str:
        """The name of the active view: Red, Green, Yellow, …, or 3D."""
        views = self._views()
        return views[self._active % len(views)]

    def _activate(self, index: int) -> None:
        self._active = index % len(self._views())
        self._said(f"active view: {self.active}")

    def _slice_logic(self) -> Any:
        """Of the active view; None where that is the 3D view."""
        return None if self.active == THREE_D else self._layout_manager().sliceWidget(self.active).sliceLogic()

    def _layout_manager(self) -> Any:
        return self._slicer.app.layoutManager()

    # --- slices

    def step_slices(self, steps: float) -> None:
        """Towards the feet, the front or the left, whichever the slice faces most; stays in the volume."""
        logic = self._slice_logic()
        if logic is None:
            return
        lowest, highest = self._range(logic)
        spacing = logic.GetLowestVolumeSliceSpacing()[2]
        offset = logic.GetSliceOffset() + steps * spacing * self._sense(logic)
        logic.SetSliceOffset(min(max(offset, lowest), highest))

    def _to_end(self, first: bool) -> None:
        logic = self._slice_logic()
        if logic is not None:
            lowest, highest = self._range(logic)
            logic.SetSliceOffset(lowest if first == (self._sense(logic) > 0) else highest)

    def _to_middle(self) -> None:
        logic = self._slice_logic()
        if logic is not None:
            logic.SetSliceOffset(sum(self._range(logic)) / 2)

    @staticmethod
    def _range(logic: Any) -> tuple[float, float]:
        bounds = [0.0] * 6
        logic.GetLowestVolumeSliceBounds(bounds, True)  # of the voxels' centres
        return bounds[4], bounds[5]

    @staticmethod
    def _sense(logic: Any) -> int:
        """1 where a growing offset goes to the next slice."""
        matrix = logic.GetSliceNode().GetSliceToRAS()
        normal = [matrix.GetElement(axis, 2) for axis in range(3)]
        most = max(range(3), key=lambda axis: abs(normal[axis]))
        return 1 if normal[most] * NEXT_IN_RAS[most] > 0 else -1

    def _orient(self, name: str) -> None:
        logic = self._slice_logic()
        if logic is None:
            self._activate(0)
            logic = self._slice_logic()
        logic.GetSliceNode().SetOrientation(name)

    # --- window and level, of the volume behind the active view

    def _display(self) -> Any:
        logic = self._slice_logic() or self._layout_manager().sliceWidget(self._views()[0]).sliceLogic()
        volume = logic.GetBackgroundLayer().GetVolumeNode()
        return volume.GetScalarVolumeDisplayNode() if volume else None

    def _adjust_window(self, amount: Sequence[float]) -> None:
        display = self._display()
        if display:
            display.SetAutoWindowLevel(0)  # or Slicer sets both anew
            display.SetWindowLevel(max(display.GetWindow() + amount[0], 1.0), display.GetLevel() + amount[1])

    def _preset(self, index: int) -> None:
        display = self._display()
        if display and 0 <= index < display.GetNumberOfWindowLevelPresets():
            display.SetAutoWindowLevel(0)
            display.SetWindowLevelFromPreset(index)

    def _reset_window(self) -> None:
        display = self._display()
        if display:
            display.SetAutoWindowLevel(1)

    def _invert(self) -> None:
        display = self._display()
        if display:
            display.SetInvertDisplayScalarRange(0 if display.GetInvertDisplayScalarRange() else 1)

    # --- the active view's place

    def _pan(self, amount: Sequence[float]) -> None:
        logic = self._slice_logic()
        if logic is None:
            return self._move_camera(lambda view: camera.pan(view, amount))
        node = logic.GetSliceNode()
        height, origin = node.GetFieldOfView()[1], node.GetXYZOrigin()
        node.SetSliceOrigin(origin[0] - amount[0] * height, origin[1] - amount[1] * height, 0)

    def _zoom(self, doublings: float) -> None:
        logic = self._slice_logic()
        if logic is None:
            return self._move_camera(lambda view: camera.zoom(view, doublings))
        node = logic.GetSliceNode()
        x, y, z = node.GetFieldOfView()
        node.SetFieldOfView(x / 2.0**doublings, y / 2.0**doublings, z)
        node.UpdateMatrices()

    def _rotate(self, degrees: Sequence[float]) -> None:
        """In 3D about the focal point; a slice about its middle, which makes it oblique."""
        logic = self._slice_logic()
        if logic is None:
            return self._move_camera(lambda view: camera.rotate(view, degrees))
        angle = math.sqrt(sum(d * d for d in degrees))
        if angle == 0:
            return
        node = logic.GetSliceNode()
        # A slice's x points right and y up, but z may point towards the person (coronal) or away (axial, sagittal).
        towards = 1 if node.GetSliceToRAS().Determinant() > 0 else -1
        turn = vtkTransform()
        turn.SetMatrix(node.GetSliceToRAS())
        # What is seen turns one way when the plane turns the other.
        turn.RotateWXYZ(-towards * angle, degrees[0], degrees[1], towards * degrees[2])
        node.GetSliceToRAS().DeepCopy(turn.GetMatrix())
        node.UpdateMatrices()

    def _fly(self, amount: Sequence[float]) -> None:
        if self._slice_logic() is None:
            self._move_camera(lambda view: camera.fly(view, amount))

    def _move_camera(self, move: Callable[[Any], None]) -> None:
        node = self._layout_manager().threeDWidget(0).threeDView().cameraNode()
        if node:
            move(node.GetCamera())
            node.ResetClippingRange()

    def _reset_view(self) -> None:
        logic = self._slice_logic()
        if logic is not None:
            logic.FitSliceToAll()
            return
        view = self._layout_manager().threeDWidget(0).threeDView()
        view.resetFocalPoint()
        view.resetCamera()

    # --- layout and volumes

    def _next_layout(self) -> None:
        node = self._slicer.vtkMRMLLayoutNode
        layouts = [
            node.SlicerLayoutFourUpView,
            node.SlicerLayoutConventionalView,
            node.SlicerLayoutOneUpRedSliceView,
            node.SlicerLayoutOneUp3DView,
        ]
        now = self._layout_manager().layout
        self._layout_before = None
        self._layout_manager().setLayout(layouts[(layouts.index(now) + 1) % len(layouts) if now in layouts else 0])

    def _maximise(self) -> None:
        node, manager = self._slicer.vtkMRMLLayoutNode, self._layout_manager()
        if self._layout_before is not None:
            manager.setLayout(self._layout_before)
            self._layout_before = None
            return
        alone = {
            "Red": node.SlicerLayoutOneUpRedSliceView,
            "Yellow": node.SlicerLayoutOneUpYellowSliceView,
            "Green": node.SlicerLayoutOneUpGreenSliceView,
            THREE_D: node.SlicerLayoutOneUp3DView,
        }.get(self.active)
        if alone is not None:
            self._layout_before = manager.layout
            manager.setLayout(alone)

    def _step_series(self, steps: int) -> None:
        volumes = self._nodes("vtkMRMLScalarVolumeNode")
        if not volumes:
            return
        logic = self._slice_logic() or self._layout_manager().sliceWidget(self._views()[0]).sliceLogic()
        shown = logic.GetBackgroundLayer().GetVolumeNode()
        ids = [volume.GetID() for volume in volumes]
        at = ids.index(shown.GetID()) if shown and shown.GetID() in ids else -1 if steps > 0 else 0
        self._slicer.util.setSliceViewerLayers(background=volumes[(at + steps) % len(volumes)])

    def _nodes(self, name: str) -> list[Any]:
        return list(self._slicer.util.getNodesByClass(name))

    # --- crosshair, markups

    def _crosshair(self) -> Any:
        return self._slicer.mrmlScene.GetFirstNodeByClass("vtkMRMLCrosshairNode")

    def _toggle_crosshair(self) -> None:
        node, kind = self._crosshair(), self._slicer.vtkMRMLCrosshairNode
        if node:
            node.SetCrosshairMode(kind.NoCrosshair if node.GetCrosshairMode() != kind.NoCrosshair else kind.ShowBasic)

    def _toggle_annotations(self) -> None:
        displays = [node.GetDisplayNode() for node in self._nodes("vtkMRMLMarkupsNode")]
        displays = [display for display in displays if display]
        visible = any(display.GetVisibility() for display in displays)
        for display in displays:
            display.SetVisibility(not visible)

    def _place(self) -> None:
        """At the tip of the tool in the role `pointer`, where there is one that is tracked; else at the crosshair."""
        if self._pointer is not None and not self._tools[self._pointer].tracked:
            return self._said(f"{self._pointer} is not tracked, so that no point was placed")
        point = self._tools[self._pointer].tip() if self._pointer is not None else self._crosshair().GetCrosshairRAS()
        self._points(make=True).AddControlPointWorld(point[0], point[1], point[2])

    def _undo(self) -> None:
        points = self._points(make=False)
        if points and points.GetNumberOfControlPoints() > 0:
            points.RemoveNthControlPoint(points.GetNumberOfControlPoints() - 1)

    def _points(self, make: bool) -> Any:
        found = [node for node in self._nodes("vtkMRMLMarkupsFiducialNode") if node.GetName() == "NAVICast"]
        if found or not make:
            return found[0] if found else None
        return self._slicer.mrmlScene.AddNewNodeByClass("vtkMRMLMarkupsFiducialNode", "NAVICast")

    # --- tools

    def show_tool(self, tool: Tool) -> None:
        """Where it is, by a linear transform and a needle on it; one that is not tracked is hidden, and said."""
        if tool.frame != self._frame:
            return
        nodes = self._tools.get(tool.name)
        if nodes is None:
            nodes = self._tools[tool.name] = _ToolNodes(self._slicer, tool.name)
        if tool.role == "pointer":
            self._pointer = tool.name
        if nodes.show(tool, self._lps):
            self._said(f"{tool.name}: {tool.status}")
        if tool.tracked and tool.name == self._pointer:
            node = self._crosshair()
            if node and node.GetCrosshairMode() != self._slicer.vtkMRMLCrosshairNode.NoCrosshair:
                r, a, s = nodes.tip()
                node.SetCrosshairRAS([r, a, s])
                self._slicer.vtkMRMLSliceNode.JumpAllSlices(self._slicer.mrmlScene, r, a, s)


class _ToolNodes:
    """A transform and a needle of one tool, found by name where the scene has them already."""

    def __init__(self, slicer: Any, name: str) -> None:
        self._transform = _named(slicer, "vtkMRMLLinearTransformNode", f"{name} (NAVICast)")
        self._needle = _named(slicer, "vtkMRMLModelNode", f"{name} needle (NAVICast)")
        if self._needle.GetDisplayNode() is None:
            cone = vtkConeSource()
            cone.SetHeight(NEEDLE_MILLIMETRES)
            cone.SetRadius(NEEDLE_MILLIMETRES / 15)
            cone.SetDirection(0, 0, 1)
            cone.SetCenter(0, 0, -NEEDLE_MILLIMETRES / 2)  # its tip is the origin
            cone.Update()
            self._needle.SetAndObserveMesh(cone.GetOutput())
            self._needle.CreateDefaultDisplayNodes()
        self._needle.SetAndObserveTransformNodeID(self._transform.GetID())
        self._status = ""
        self._tip = (0.0, 0.0, 0.0)
        self._needle.GetDisplayNode().SetVisibility(False)

    def show(self, tool: Tool, lps: bool) -> bool:
        """True where its state is another than before."""
        if tool.tracked and tool.position and tool.orientation:
            matrix = pose_matrix(tool.position, tool.orientation)
            if lps:
                matrix = _to_ras(matrix)
            self._tip = tuple(matrix.GetElement(axis, 3) for axis in range(3))
            self._transform.SetMatrixTransformToParent(matrix)
        changed = self._status != tool.status
        if changed:
            self._status = tool.status
            self._needle.GetDisplayNode().SetVisibility(tool.tracked)
            self._transform.SetAttribute("NAVICast.Status", tool.status)
        return changed

    @property
    def tracked(self) -> bool:
        return self._status == "ok"

    def tip(self) -> tuple[float, float, float]:
        return self._tip


def _named(slicer: Any, kind: str, name: str) -> Any:
    found = [node for node in slicer.util.getNodesByClass(kind) if node.GetName() == name]
    return found[0] if found else slicer.mrmlScene.AddNewNodeByClass(kind, name)


def _to_ras(matrix: vtkMatrix4x4) -> vtkMatrix4x4:
    """Of a tool's own axes to RAS, from the same to LPS."""
    out = vtkMatrix4x4()
    out.DeepCopy(matrix)
    for row, sign in enumerate(LPS_TO_RAS):
        for column in range(4):
            out.SetElement(row, column, sign * matrix.GetElement(row, column))
    return out
