"""With real VTK, rendering off screen."""

import math
import unittest

from tests.scripted import Script

try:
    import vtkmodules.vtkRenderingOpenGL2  # noqa: F401
    from vtkmodules.util.vtkConstants import VTK_SHORT
    from vtkmodules.vtkCommonDataModel import vtkImageData
    from vtkmodules.vtkRenderingCore import vtkImageSlice, vtkRenderer, vtkRenderWindow, vtkWindowToImageFilter
    from vtkmodules.vtkRenderingImage import vtkImageResliceMapper

    from navicast_client.vtk import bind
    from navicast_client.vtk.slices import ORIENTATIONS
except ImportError as e:
    raise unittest.SkipTest(f"VTK is missing (apt install python3-vtk9): {e}")

SIZE, SLICES = 32, 20


def phantom() -> vtkImageData:
    """Its slices get brighter towards the head; a bright block lies front left at the feet."""
    image = vtkImageData()
    image.SetDimensions(SIZE, SIZE, SLICES)
    image.SetSpacing(2, 2, 5)
    image.AllocateScalars(VTK_SHORT, 1)
    for z in range(SLICES):
        for y in range(SIZE):
            for x in range(SIZE):
                block = x >= 24 and y < 8 and z < 8
                image.SetScalarComponentFromDouble(x, y, z, 0, 1000 if block else z * 40)
    return image


class VtkTest(unittest.TestCase):
    def setUp(self) -> None:
        self.script = Script()
        self.addCleanup(self.script.stop)
        mapper = vtkImageResliceMapper()
        mapper.SetInputData(phantom())
        image = vtkImageSlice()
        image.SetMapper(mapper)
        image.GetProperty().SetColorWindow(1000)
        image.GetProperty().SetColorLevel(500)
        self.renderer = vtkRenderer()
        self.renderer.AddViewProp(image)
        self.window = vtkRenderWindow()
        self.window.SetOffScreenRendering(True)
        self.window.SetSize(160, 160)
        self.window.AddRenderer(self.renderer)
        self.camera = self.renderer.GetActiveCamera()
        self.camera.ParallelProjectionOn()
        self.image = image
        self.status: list = []
        self.scene = bind(self.script.viewer, self.renderer, image, frame="Patient", status=self.status.append)
        self.trigger("view.axial")
        self.renderer.ResetCamera()
        self.window.Render()

    def trigger(self, action: str, value: float = 1) -> None:
        self.script.say("navi-action", action=action, phase="triggered", value=value)
        self.script.viewer.poll()

    def rate(self, action: str, value, millis: float = 200) -> None:
        number = self.script.sequence + 1
        self.script.say("navi-action", action=action, actionId=number, phase="started", leaseMillis=250, value=value)
        self.script.pass_time(millis)
        self.script.say("navi-action", action=action, actionId=number, phase="ended", validMillis=0)
        self.script.viewer.poll()

    def pixels(self) -> bytes:
        self.scene.changed = True
        self.scene.render()
        grab = vtkWindowToImageFilter()
        grab.SetInput(self.window)
        grab.ReadFrontBufferOff()
        grab.Update()
        scalars = grab.GetOutput().GetPointData().GetScalars()
        return bytes(memoryview(scalars))

    def screen(self, point) -> tuple:
        """x to the right, y up, z towards the person, of a point in the world."""
        transformed = self.camera.GetViewTransformMatrix().MultiplyPoint((*point, 1.0))
        return transformed[:3]

    def test_next_goes_to_the_feet_and_the_picture_follows(self) -> None:
        before, z = self.pixels(), self.scene.slices.plane.GetOrigin()[2]
        self.trigger("slice.next", 2)
        self.assertAlmostEqual(self.scene.slices.plane.GetOrigin()[2], z - 10)
        self.assertNotEqual(self.pixels(), before)

    def test_slices_stay_in_the_image(self) -> None:
        self.trigger("slice.next", 1000)
        self.assertAlmostEqual(self.scene.slices.plane.GetOrigin()[2], 0)
        self.trigger("slice.first")
        self.assertAlmostEqual(self.scene.slices.plane.GetOrigin()[2], (SLICES - 1) * 5)

    def test_scroll_goes_the_way_of_next(self) -> None:
        z = self.scene.slices.plane.GetOrigin()[2]
        self.rate("slice.scroll", 0.5)
        self.assertAlmostEqual(self.scene.slices.plane.GetOrigin()[2], z - 20 * 0.5 * 0.2 * 5, delta=1.1)

    def test_orientations_go_and_look_as_the_contract_says(self) -> None:
        self.assertEqual(ORIENTATIONS["axial"][0], (0, 0, -1))  # to the feet
        self.assertEqual(ORIENTATIONS["sagittal"][0], (1, 0, 0))  # to the left
        self.assertEqual(ORIENTATIONS["coronal"][0], (0, -1, 0))  # to the front
        for name, right in {"axial": (1, 0, 0), "coronal": (1, 0, 0), "sagittal": (0, 1, 0)}.items():
            self.trigger(f"view.{name}")
            focal = self.camera.GetFocalPoint()
            x, y, _ = self.screen([f + 10 * r for f, r in zip(focal, right)])
            self.assertAlmostEqual(x, 10, msg=name)
            self.assertAlmostEqual(y, 0, msg=name)

    def test_window_and_inversion(self) -> None:
        prop = self.image.GetProperty()
        self.trigger("window.preset", 2)
        self.assertEqual((prop.GetColorWindow(), prop.GetColorLevel()), (1500, -600))
        self.rate("window.adjust", [1.0, 0.0])
        self.assertAlmostEqual(prop.GetColorWindow(), 1580, delta=10)
        self.trigger("window.reset")
        before = self.pixels()
        self.trigger("window.invert")
        self.assertNotEqual(self.pixels(), before)
        self.trigger("window.reset")
        self.assertEqual(self.pixels(), before)

    def test_pan_moves_the_image_right_and_up(self) -> None:
        point = self.camera.GetFocalPoint()
        height = 2 * self.camera.GetParallelScale()
        self.rate("view.pan", [1.0, 0.5])
        x, y, _ = self.screen(point)
        self.assertAlmostEqual(x, 0.5 * 0.2 * height, delta=0.05 * height)
        self.assertAlmostEqual(y, 0.5 * 0.1 * height, delta=0.025 * height)

    def test_zoom_enlarges_in_both_projections(self) -> None:
        point = [f + 5 for f in self.camera.GetFocalPoint()]
        for parallel in (True, False):
            self.camera.SetParallelProjection(parallel)
            before = self._size(point)
            self.rate("view.zoom", 1.0)
            self.assertAlmostEqual(math.log2(self._size(point) / before), 0.2, delta=0.05)

    def _size(self, point) -> float:
        x, y, z = self.screen(point)
        return math.hypot(x, y) / (self.camera.GetParallelScale() if self.camera.GetParallelProjection() else -z)

    def test_rotation_is_by_the_right_hand_about_the_screens_axes(self) -> None:
        # What points where the first axis is turns towards the second.
        for axis, (start, end) in enumerate([((0, 1, 0), (0, 0, 1)), ((0, 0, 1), (1, 0, 0)), ((1, 0, 0), (0, 1, 0))]):
            self.renderer.ResetCamera()
            point = self._world(start)
            self.rate("view.rotate", [float(i == axis) for i in range(3)])
            turned = self._direction(point)
            self.assertGreater(sum(t * e for t, e in zip(turned, end)), math.sin(math.radians(10)))
            self.assertAlmostEqual(turned[axis], 0, places=6)

    def _world(self, screen) -> list:
        matrix = self.camera.GetViewTransformMatrix()
        focal = self.camera.GetFocalPoint()
        return [f + sum(screen[i] * matrix.GetElement(i, j) for i in range(3)) for j, f in enumerate(focal)]

    def _direction(self, point) -> tuple:
        focal = self.screen(self.camera.GetFocalPoint())
        return tuple(p - f for p, f in zip(self.screen(point), focal))

    def test_flying_moves_by_millimetres(self) -> None:
        self.camera.ParallelProjectionOff()
        point = self.camera.GetFocalPoint()
        before = self.screen(point)
        self.rate("view.fly", [0.5, 0.0, -0.5, 0, 0, 0])
        after = self.screen(point)
        self.assertAlmostEqual(after[0] - before[0], 10, delta=1.1)
        self.assertAlmostEqual(after[2] - before[2], -10, delta=1.1)

    def test_a_tool_is_shown_where_it_is_and_nowhere_else(self) -> None:
        tool = {"name": "Needle", "status": "ok", "position": [30, 30, 50], "orientation": [0, 0, 0, 1], "role": "needle"}
        empty = self.pixels()
        self.script.say("navi-pose", device="tracker", kind="tracker", frame="Tracker", tools=[tool])
        self.script.viewer.poll()
        self.assertIsNone(self.scene.tools.tip("Needle"))
        self.script.say("navi-pose", device="tracker", kind="tracker", frame="Patient", tools=[tool])
        self.script.viewer.poll()
        self.assertEqual(self.scene.tools.tip("Needle"), (30, 30, 50))
        self.assertNotEqual(self.pixels(), empty)
        self.script.pass_time(300)
        self.assertIsNone(self.scene.tools.tip("Needle"))
        self.assertEqual(self.pixels(), empty)
        self.assertEqual(self.status, ["Needle: ok", "Needle: lease"])


if __name__ == "__main__":
    unittest.main()
