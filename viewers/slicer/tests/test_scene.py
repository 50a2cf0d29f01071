"""The scene layer on a double of Slicer: python3 -m unittest discover -t . -s tests, in viewers/slicer."""

import inspect
import json
import math
import sys
import unittest
from pathlib import Path

HERE = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(HERE / "NAVICast"), str(HERE.parent / "python")]

try:
    import vtkmodules.vtkCommonMath  # noqa: F401
except ImportError as e:
    raise unittest.SkipTest(f"VTK is missing (apt install python3-vtk9): {e}")

from NAVICastLib.scene import SlicerScene  # noqa: E402
from tests import slicer_double as double  # noqa: E402

# The viewer's script is that of the client's own tests.
sys.path.insert(0, str(HERE.parent / "python" / "tests"))
from scripted import Script  # noqa: E402


class DoubleTest(unittest.TestCase):
    def test_the_double_has_no_name_that_slicer_has_not(self) -> None:
        api = json.loads((HERE / "slicer-api.json").read_text())
        for name, files in api.items():
            if name == "about":
                continue
            listed = {member for members in files.values() for member in members}
            kind = getattr(double, name)
            has = {member for member, _ in inspect.getmembers(kind) if not member.startswith("_")} - {"jumps"}
            has |= {"layout"} if name == "qMRMLLayoutManager" else set()
            self.assertLessEqual(has, listed, name)


class SceneTest(unittest.TestCase):
    def setUp(self) -> None:
        self.script = Script()
        self.addCleanup(self.script.stop)
        self.slicer = double.SlicerDouble()
        self.volumes = [self.slicer.mrmlScene.AddNewNodeByClass("vtkMRMLScalarVolumeNode", n) for n in ("CT", "MR")]
        self.slicer.util.setSliceViewerLayers(background=self.volumes[0])
        self.said: list = []
        self.scene = SlicerScene(self.slicer, frame="Patient", lps=True, said=self.said.append)
        self.scene.bind(self.script.viewer)
        self.manager = self.slicer.app.layoutManager()
        self.red = self.manager.sliceWidget("Red").sliceLogic()
        self.display = self.volumes[0].GetScalarVolumeDisplayNode()
        self.camera = self.manager.threeDWidget(0).threeDView().cameraNode()

    def trigger(self, action: str, value: float = 1) -> None:
        self.script.say("navi-action", action=action, phase="triggered", value=value)
        self.script.viewer.poll()

    def rate(self, action: str, value, millis: float = 200) -> None:
        number = self.script.sequence + 1
        self.script.say("navi-action", action=action, actionId=number, phase="started", leaseMillis=250, value=value)
        self.script.pass_time(millis)
        self.script.say("navi-action", action=action, actionId=number, phase="ended", validMillis=0)
        self.script.viewer.poll()

    def tool(self, **more) -> None:
        tool = {"name": "Stylus", "status": "ok", "position": [10, 20, 30], "orientation": [0, 0, 0, 1], "role": "pointer"}
        self.script.say("navi-pose", device="tracker", kind="tracker", frame="Patient", tools=[{**tool, **more}])
        self.script.viewer.poll()

    def test_next_goes_to_the_feet_the_front_and_the_left(self) -> None:
        for view, axis, sense in (("Red", 2, -1), ("Green", 1, 1), ("Yellow", 0, -1)):
            self.assertEqual(self.scene.active, view)
            matrix = self.manager.sliceWidget(view).sliceLogic().GetSliceNode().GetSliceToRAS()
            self.trigger("slice.next", 2)
            self.assertAlmostEqual(matrix.GetElement(axis, 3), sense * 5.0, msg=view)
            self.trigger("slice.previous", 2)
            self.assertAlmostEqual(matrix.GetElement(axis, 3), 0, msg=view)
            self.trigger("view.next")

    def test_slices_end_where_the_volume_ends(self) -> None:
        self.trigger("slice.first")
        self.assertEqual(self.red.GetSliceOffset(), 50)
        self.trigger("slice.next", 1000)
        self.assertEqual(self.red.GetSliceOffset(), -50)
        self.trigger("slice.middle")
        self.assertEqual(self.red.GetSliceOffset(), 0)

    def test_scroll_goes_by_whole_slices(self) -> None:
        self.rate("slice.scroll", 1.0)
        self.assertAlmostEqual(self.red.GetSliceOffset() % 2.5, 0)
        self.assertAlmostEqual(self.red.GetSliceOffset(), -20 * 0.2 * 2.5, delta=2.6)

    def test_the_window_is_taken_over_from_slicers_own_choice(self) -> None:
        self.rate("window.adjust", [1.0, 0.0])
        self.assertAlmostEqual(self.display.GetWindow(), 480, delta=10)
        self.trigger("window.preset", 2)
        self.assertEqual((self.display.GetWindow(), self.display.GetLevel()), (1500, -600))
        self.trigger("window.preset", 9)
        self.assertEqual(self.display.GetWindow(), 1500)
        self.trigger("window.reset")
        self.assertEqual(self.display.GetWindow(), 400)
        self.trigger("window.invert")
        self.assertEqual(self.display.GetInvertDisplayScalarRange(), 1)

    def test_a_slice_is_panned_and_zoomed(self) -> None:
        node = self.red.GetSliceNode()
        self.rate("view.pan", [1.0, 0.0])
        self.assertAlmostEqual(node.GetXYZOrigin()[0], -0.5 * 0.2 * 160, delta=2)
        self.rate("view.zoom", 1.0)
        self.assertAlmostEqual(node.GetFieldOfView()[1], 160 / 2**0.2, delta=3)

    def test_a_slice_turns_by_the_right_hand_in_every_orientation(self) -> None:
        for orientation in double.ORIENTATIONS:
            for axis in range(3):
                self.trigger(f"view.{orientation.lower()}")
                node = self.red.GetSliceNode()
                before = self._person_axes(node)
                self.rate("view.rotate", [float(i == axis) for i in range(3)])
                after = self._person_axes(node)
                # A point of the patient that was along the next axis is now turned towards the one after.
                point = before[(axis + 1) % 3]
                seen = [sum(p * a for p, a in zip(point, after[i])) for i in range(3)]
                self.assertGreater(seen[(axis + 2) % 3], math.sin(math.radians(10)), (orientation, axis))
                self.assertAlmostEqual(seen[axis], 0, places=6)

    @staticmethod
    def _person_axes(node) -> list:
        """Right, up, and towards the person, in RAS."""
        matrix = node.GetSliceToRAS()
        right, up = ([matrix.GetElement(row, column) for row in range(3)] for column in (0, 1))
        towards = [right[1] * up[2] - right[2] * up[1], right[2] * up[0] - right[0] * up[2], right[0] * up[1] - right[1] * up[0]]
        return [right, up, towards]

    def test_the_3d_view_is_moved_by_its_camera(self) -> None:
        self.trigger("view.volume")
        self.assertEqual(self.scene.active, "3D")
        before = self.camera.GetCamera().GetPosition()
        self.rate("view.rotate", [0.0, 1.0, 0.0])
        self.assertNotEqual(self.camera.GetCamera().GetPosition(), before)
        self.rate("view.fly", [0.1, 0, 0, 0, 0, 0])
        self.assertGreater(self.camera._clipped, 1)
        self.trigger("slice.next")
        self.assertEqual(self.red.GetSliceOffset(), 0)

    def test_layouts(self) -> None:
        layouts = double.vtkMRMLLayoutNode
        self.trigger("layout.maximise")
        self.assertEqual(self.manager.layout, layouts.SlicerLayoutOneUpRedSliceView)
        self.trigger("layout.maximise")
        self.assertEqual(self.manager.layout, layouts.SlicerLayoutFourUpView)
        self.trigger("layout.next")
        self.assertEqual(self.manager.layout, layouts.SlicerLayoutConventionalView)

    def test_series(self) -> None:
        shown = self.red.GetBackgroundLayer().GetVolumeNode
        self.trigger("series.next")
        self.assertEqual(shown().GetName(), "MR")
        self.trigger("series.next")
        self.assertEqual(shown().GetName(), "CT")

    def test_a_tool_is_shown_in_ras_and_hidden_with_a_word(self) -> None:
        self.tool()
        transform = self.slicer.util.getNodesByClass("vtkMRMLLinearTransformNode")[0]
        needle = self.slicer.util.getNodesByClass("vtkMRMLModelNode")[0]
        self.assertEqual([transform._matrix.GetElement(i, 3) for i in range(3)], [-10, -20, 30])
        self.assertTrue(needle.GetDisplayNode().GetVisibility())
        self.assertEqual(needle._transform, transform.GetID())
        self.script.pass_time(300)
        self.assertFalse(needle.GetDisplayNode().GetVisibility())
        self.assertEqual(transform._attributes["NAVICast.Status"], "lease")
        self.assertEqual(self.said, ["Stylus: ok", "Stylus: lease"])

    def test_a_tool_of_another_frame_is_not_shown(self) -> None:
        self.script.say(
            "navi-pose",
            device="tracker",
            frame="Tracker",
            tools=[{"name": "Stylus", "status": "ok", "position": [1, 2, 3], "orientation": [0, 0, 0, 1]}],
        )
        self.script.viewer.poll()
        self.assertEqual(self.slicer.util.getNodesByClass("vtkMRMLModelNode"), [])

    def test_the_crosshair_follows_the_pointer_where_it_is_on(self) -> None:
        self.tool()
        self.assertEqual(double.vtkMRMLSliceNode.jumps, [])
        self.trigger("crosshair.toggle")
        self.tool()
        self.assertEqual(double.vtkMRMLSliceNode.jumps, [(-10, -20, 30)])

    def test_points_are_placed_at_the_pointer_and_nowhere_else(self) -> None:
        self.tool()
        self.trigger("measure.place")
        points = self.slicer.util.getNodesByClass("vtkMRMLMarkupsFiducialNode")[0]
        self.assertEqual(points._points, [(-10, -20, 30)])
        self.tool(status="missing")
        self.trigger("measure.place")
        self.assertEqual(points.GetNumberOfControlPoints(), 1)
        self.assertIn("not tracked", self.said[-1])
        self.trigger("measure.undo")
        self.trigger("measure.undo")
        self.assertEqual(points.GetNumberOfControlPoints(), 0)
        self.trigger("annotation.toggle")
        self.assertFalse(points.GetDisplayNode().GetVisibility())


if __name__ == "__main__":
    unittest.main()
