"""Binds the actions of a viewer to a VTK renderer: for plain VTK, trame and trame-slicer."""

from __future__ import annotations

from typing import Any, Callable, Optional

from ..viewer import Viewer
from . import camera
from .slices import ORIENTATIONS, Slices
from .tools import Tools
from .window import PRESETS, Window

__all__ = ["PRESETS", "Scene", "Slices", "Tools", "Window", "bind"]


class Scene:
    """What is bound. `changed` is true when something was moved since it was last rendered."""

    def __init__(self, renderer: Any, slices: Optional[Slices], window: Optional[Window], tools: Optional[Tools]) -> None:
        self.renderer = renderer
        self.slices = slices
        self.window = window
        self.tools = tools
        self.changed = False

    def render(self) -> bool:
        """Once for all that was moved; false where there was nothing."""
        if not self.changed:
            return False
        self.changed = False
        self.renderer.ResetCameraClippingRange()
        self.renderer.GetRenderWindow().Render()
        return True


def bind(
    viewer: Viewer,
    renderer: Any,
    image: Any = None,
    frame: str | None = None,
    to_world: Any = None,
    presets: Any = PRESETS,
    status: Callable[[str], None] | None = None,
) -> Scene:
    """Moves the camera of a renderer; with `image` (a vtkImageSlice with a vtkImageResliceMapper) its slices, window and
    level too; with `frame` the tools of that frame as actors. Poll the viewer, then call `render` of what is returned.

        scene = bind(viewer, renderer, image=image_slice, frame="Patient")
        viewer.poll(); scene.render()                       # from the host's timer
    """
    scene = Scene(
        renderer,
        Slices(image.GetMapper()) if image else None,
        Window(image.GetProperty(), presets) if image else None,
        Tools(renderer, frame, to_world, status) if frame else None,
    )

    def on(action: str, move: Callable[[Any], Any]) -> None:
        def moved(amount: Any, info: Any) -> None:
            move(amount)
            scene.changed = True

        viewer.on(action, moved)

    def active() -> Any:
        return renderer.GetActiveCamera()

    on("view.pan", lambda amount: camera.pan(active(), amount))
    on("view.zoom", lambda amount: camera.zoom(active(), amount))
    on("view.rotate", lambda amount: camera.rotate(active(), amount))
    on("view.fly", lambda amount: camera.fly(active(), amount))
    on("view.reset", lambda steps: renderer.ResetCamera())
    if scene.slices and scene.window:
        _bind_image(on, scene.slices, scene.window, active)
    if scene.tools:
        tools = scene.tools

        def show(tool: Any) -> None:
            scene.changed = tools(tool) or scene.changed

        viewer.on_tool(show)
    return scene


def _bind_image(on: Callable[..., None], slices: Slices, window: Window, active: Callable[[], Any]) -> None:
    on("slice.next", slices.step)
    on("slice.previous", lambda steps: slices.step(-steps))
    on("slice.scroll", slices.step)
    on("slice.first", lambda steps: slices.first())
    on("slice.last", lambda steps: slices.last())
    on("slice.middle", lambda steps: slices.middle())
    on("window.adjust", window.adjust)
    on("window.preset", window.preset)
    on("window.next-preset", lambda steps: window.next_preset())
    on("window.reset", lambda steps: window.reset())
    on("window.invert", lambda steps: window.invert())
    for name in ORIENTATIONS:
        on(f"view.{name}", lambda steps, name=name: _orient(slices, active(), name))


def _orient(slices: Slices, view: Any, name: str) -> None:
    slices.orient(name)
    camera.look_from(view, *ORIENTATIONS[name])
