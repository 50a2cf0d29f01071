"""A double of the parts of Slicer that the scene layer touches, with the very names of `slicer-api.json` and no others.

It keeps state as Slicer does, on real VTK matrices and cameras. It is no Slicer: none could be run.
"""

from __future__ import annotations

from typing import Any, Optional

from vtkmodules.vtkCommonMath import vtkMatrix4x4
from vtkmodules.vtkRenderingCore import vtkCamera

ORIENTATIONS = {  # columns of SliceToRAS: screen's right, up, the way of the offset
    "Axial": ((-1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "Sagittal": ((0, -1, 0), (0, 0, 1), (1, 0, 0)),
    "Coronal": ((-1, 0, 0), (0, 0, 1), (0, 1, 0)),
}


class vtkMRMLNode:
    _count = 0

    def __init__(self, name: str = "") -> None:
        vtkMRMLNode._count += 1
        self._id, self._name, self._attributes = f"{type(self).__name__}{vtkMRMLNode._count}", name, {}


class _Named(vtkMRMLNode):
    def GetID(self) -> str:
        return self._id

    def GetName(self) -> str:
        return self._name


class vtkMRMLDisplayNode:
    def __init__(self) -> None:
        self._visible = True

    def GetVisibility(self) -> bool:
        return self._visible

    def SetVisibility(self, visible: bool) -> None:
        self._visible = bool(visible)


class vtkMRMLScalarVolumeDisplayNode:
    def __init__(self) -> None:
        self._auto, self._window, self._level, self._inverted = 1, 400.0, 40.0, 0
        self._presets = [(350.0, 40.0), (1500.0, -600.0)]

    def SetAutoWindowLevel(self, auto: int) -> None:
        self._auto = auto
        if auto:
            self._window, self._level = 400.0, 40.0

    def GetWindow(self) -> float:
        return self._window

    def GetLevel(self) -> float:
        return self._level

    def SetWindowLevel(self, window: float, level: float) -> None:
        if not self._auto:  # else Slicer computes both anew
            self._window, self._level = window, level

    def GetNumberOfWindowLevelPresets(self) -> int:
        return len(self._presets)

    def SetWindowLevelFromPreset(self, index: int) -> None:
        self.SetWindowLevel(*self._presets[index])

    def GetInvertDisplayScalarRange(self) -> int:
        return self._inverted

    def SetInvertDisplayScalarRange(self, inverted: int) -> None:
        self._inverted = inverted


class vtkMRMLScalarVolumeNode(_Named):
    def __init__(self, name: str) -> None:
        super().__init__(name)
        self._display = vtkMRMLScalarVolumeDisplayNode()

    def GetScalarVolumeDisplayNode(self) -> vtkMRMLScalarVolumeDisplayNode:
        return self._display


class vtkMRMLSliceNode:
    jumps: list = []

    def __init__(self, orientation: str) -> None:
        self._to_ras = vtkMatrix4x4()
        self._field, self._origin = [200.0, 160.0, 1.0], [0.0, 0.0, 0.0]
        self.SetOrientation(orientation)

    def SetOrientation(self, name: str) -> None:
        for column, axis in enumerate(ORIENTATIONS[name]):
            for row in range(3):
                self._to_ras.SetElement(row, column, axis[row])

    def GetSliceToRAS(self) -> vtkMatrix4x4:
        return self._to_ras

    def GetFieldOfView(self) -> tuple:
        return tuple(self._field)

    def SetFieldOfView(self, x: float, y: float, z: float) -> None:
        self._field = [x, y, z]

    def GetXYZOrigin(self) -> tuple:
        return tuple(self._origin)

    def SetSliceOrigin(self, x: float, y: float, z: float) -> None:
        self._origin = [x, y, z]

    def UpdateMatrices(self) -> None:
        pass

    @staticmethod
    def JumpAllSlices(scene: Any, r: float, a: float, s: float) -> None:
        vtkMRMLSliceNode.jumps.append((r, a, s))


class vtkMRMLSliceLayerLogic:
    def __init__(self) -> None:
        self._volume: Optional[vtkMRMLScalarVolumeNode] = None

    def GetVolumeNode(self) -> Optional[vtkMRMLScalarVolumeNode]:
        return self._volume


class vtkMRMLSliceLogic:
    def __init__(self, orientation: str) -> None:
        self._node, self._layer = vtkMRMLSliceNode(orientation), vtkMRMLSliceLayerLogic()
        self._fits = 0

    def GetSliceNode(self) -> vtkMRMLSliceNode:
        return self._node

    def GetBackgroundLayer(self) -> vtkMRMLSliceLayerLogic:
        return self._layer

    def GetSliceOffset(self) -> float:
        matrix = self._node.GetSliceToRAS()
        return sum(matrix.GetElement(i, 2) * matrix.GetElement(i, 3) for i in range(3))

    def SetSliceOffset(self, offset: float) -> None:
        matrix, by = self._node.GetSliceToRAS(), offset - self.GetSliceOffset()
        for i in range(3):
            matrix.SetElement(i, 3, matrix.GetElement(i, 3) + by * matrix.GetElement(i, 2))

    def GetLowestVolumeSliceSpacing(self) -> tuple:
        return (1.0, 1.0, 2.5)

    def GetLowestVolumeSliceBounds(self, bounds: list, centres: bool) -> None:
        assert centres
        bounds[:] = [-80.0, 80.0, -80.0, 80.0, -50.0, 50.0]

    def FitSliceToAll(self) -> None:
        self._fits += 1


class qMRMLSliceWidget:
    def __init__(self, orientation: str) -> None:
        self._logic = vtkMRMLSliceLogic(orientation)

    def sliceLogic(self) -> vtkMRMLSliceLogic:
        return self._logic


class vtkMRMLCameraNode:
    def __init__(self) -> None:
        self._camera, self._clipped = vtkCamera(), 0
        self._camera.SetPosition(0, 500, 0)
        self._camera.SetViewUp(0, 0, 1)

    def GetCamera(self) -> vtkCamera:
        return self._camera

    def ResetClippingRange(self) -> None:
        self._clipped += 1


class qMRMLThreeDView:
    def __init__(self) -> None:
        self._camera, self._resets = vtkMRMLCameraNode(), 0

    def cameraNode(self) -> vtkMRMLCameraNode:
        return self._camera

    def resetFocalPoint(self) -> None:
        self._resets += 1

    def resetCamera(self) -> None:
        self._resets += 1


class qMRMLThreeDWidget:
    def __init__(self) -> None:
        self._view = qMRMLThreeDView()

    def threeDView(self) -> qMRMLThreeDView:
        return self._view


class qMRMLLayoutManager:
    def __init__(self) -> None:
        self.layout = vtkMRMLLayoutNode.SlicerLayoutFourUpView
        self._slices = {"Red": qMRMLSliceWidget("Axial"), "Green": qMRMLSliceWidget("Coronal"), "Yellow": qMRMLSliceWidget("Sagittal")}
        self._three_d = qMRMLThreeDWidget()

    def setLayout(self, layout: int) -> None:
        self.layout = layout

    def sliceViewNames(self) -> tuple:
        return tuple(self._slices)

    def sliceWidget(self, name: str) -> qMRMLSliceWidget:
        return self._slices[name]

    def threeDWidget(self, index: int) -> qMRMLThreeDWidget:
        assert index == 0
        return self._three_d


class vtkMRMLLayoutNode:
    SlicerLayoutConventionalView = 2
    SlicerLayoutFourUpView = 3
    SlicerLayoutOneUp3DView = 4
    SlicerLayoutOneUpRedSliceView = 6
    SlicerLayoutOneUpYellowSliceView = 7
    SlicerLayoutOneUpGreenSliceView = 8


class vtkMRMLCrosshairNode:
    NoCrosshair = 0
    ShowBasic = 1

    def __init__(self) -> None:
        self._mode, self._ras = self.NoCrosshair, (1.0, 2.0, 3.0)

    def GetCrosshairMode(self) -> int:
        return self._mode

    def SetCrosshairMode(self, mode: int) -> None:
        self._mode = mode

    def GetCrosshairRAS(self) -> tuple:
        return self._ras

    def SetCrosshairRAS(self, ras: list) -> None:
        self._ras = tuple(ras)


class vtkMRMLMarkupsFiducialNode(_Named):
    def __init__(self, name: str) -> None:
        super().__init__(name)
        self._points: list = []
        self._display = vtkMRMLDisplayNode()

    def AddControlPointWorld(self, x: float, y: float, z: float) -> None:
        self._points.append((x, y, z))

    def GetNumberOfControlPoints(self) -> int:
        return len(self._points)

    def RemoveNthControlPoint(self, index: int) -> None:
        del self._points[index]

    def GetDisplayNode(self) -> vtkMRMLDisplayNode:
        return self._display


class vtkMRMLLinearTransformNode(_Named):
    def __init__(self, name: str) -> None:
        super().__init__(name)
        self._matrix = vtkMatrix4x4()

    def SetMatrixTransformToParent(self, matrix: vtkMatrix4x4) -> None:
        self._matrix.DeepCopy(matrix)

    def SetAttribute(self, name: str, value: str) -> None:
        self._attributes[name] = value


class vtkMRMLModelNode(_Named):
    def __init__(self, name: str) -> None:
        super().__init__(name)
        self._mesh: Any = None
        self._display: Optional[vtkMRMLDisplayNode] = None
        self._transform = ""

    def SetAndObserveMesh(self, mesh: Any) -> None:
        self._mesh = mesh

    def CreateDefaultDisplayNodes(self) -> None:
        self._display = vtkMRMLDisplayNode()

    def GetDisplayNode(self) -> Optional[vtkMRMLDisplayNode]:
        return self._display

    def SetAndObserveTransformNodeID(self, identity: str) -> None:
        self._transform = identity


class vtkMRMLScene:
    def __init__(self) -> None:
        self._nodes: list = [vtkMRMLCrosshairNode()]

    def AddNewNodeByClass(self, kind: str, name: str) -> Any:
        node = globals()[kind](name)
        self._nodes.append(node)
        return node

    def GetFirstNodeByClass(self, kind: str) -> Any:
        return next((node for node in self._nodes if type(node).__name__ == kind), None)


class _Application:
    def __init__(self) -> None:
        self._manager = qMRMLLayoutManager()

    def layoutManager(self) -> qMRMLLayoutManager:
        return self._manager


class util:
    def __init__(self, slicer: "SlicerDouble") -> None:
        self._slicer = slicer

    def getNodesByClass(self, kind: str) -> list:
        kinds = {"vtkMRMLMarkupsNode": "vtkMRMLMarkupsFiducialNode"}
        return [node for node in self._slicer.mrmlScene._nodes if type(node).__name__ == kinds.get(kind, kind)]

    def setSliceViewerLayers(self, background: Any) -> None:
        for name in self._slicer.app.layoutManager().sliceViewNames():
            self._slicer.app.layoutManager().sliceWidget(name).sliceLogic().GetBackgroundLayer()._volume = background


class SlicerDouble:
    """What `import slicer` gives."""

    vtkMRMLSliceNode = vtkMRMLSliceNode
    vtkMRMLCrosshairNode = vtkMRMLCrosshairNode
    vtkMRMLLayoutNode = vtkMRMLLayoutNode

    def __init__(self) -> None:
        vtkMRMLSliceNode.jumps = []
        self.app, self.mrmlScene, self.util = _Application(), vtkMRMLScene(), util(self)
