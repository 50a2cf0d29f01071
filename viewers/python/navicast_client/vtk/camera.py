"""A vtkCamera moved as a person sees it: x right, y up, z towards the person, right-hand rule."""

from __future__ import annotations

import math
from typing import Any, Sequence

from vtkmodules.vtkCommonTransforms import vtkTransform

Vector = Sequence[float]


def axes(camera: Any) -> tuple[Vector, Vector, Vector]:
    """Right, up and towards the person, in the world."""
    towards = [-v for v in camera.GetDirectionOfProjection()]
    camera.OrthogonalizeViewUp()
    up = camera.GetViewUp()
    return _cross(up, towards), up, towards


def pan(camera: Any, amount: Vector) -> None:
    """The image moves by parts of the view's height, right and up."""
    height = view_height(camera)
    right, up, _ = axes(camera)
    _shift(camera, [-height * (amount[0] * r + amount[1] * u) for r, u in zip(right, up)])


def zoom(camera: Any, doublings: float) -> None:
    """The image becomes larger by so many doublings; smaller where it is negative."""
    factor = 2.0**doublings
    if camera.GetParallelProjection():
        camera.SetParallelScale(camera.GetParallelScale() / factor)
    else:
        camera.Dolly(factor)


def rotate(camera: Any, degrees: Vector) -> None:
    """What is seen turns about the focal point."""
    angle = math.sqrt(sum(d * d for d in degrees))
    if angle == 0:
        return
    axis = [sum(d * a[i] for d, a in zip(degrees, axes(camera))) for i in range(3)]
    turn = vtkTransform()
    turn.RotateWXYZ(-angle, axis)
    focal = camera.GetFocalPoint()
    arm = turn.TransformVector([p - f for p, f in zip(camera.GetPosition(), focal)])
    camera.SetViewUp(turn.TransformVector(camera.GetViewUp()))
    camera.SetPosition([f + a for f, a in zip(focal, arm)])


def fly(camera: Any, amount: Vector) -> None:
    """What is seen moves by millimetres, and turns by degrees. In parallel projection 100 mm nearer is twice as large."""
    right, up, towards = axes(camera)
    x, y, z = amount[:3]
    if camera.GetParallelProjection():
        zoom(camera, z / 100)
        z = 0.0
    _shift(camera, [-(x * r + y * u + z * t) for r, u, t in zip(right, up, towards)])
    rotate(camera, amount[3:])


def look_from(camera: Any, towards: Vector, up: Vector) -> None:
    """From the same distance at the same point, in another direction."""
    focal, distance = camera.GetFocalPoint(), camera.GetDistance()
    camera.SetPosition([f + distance * t for f, t in zip(focal, towards)])
    camera.SetViewUp(up)


def view_height(camera: Any) -> float:
    """Of the view, in the world's units, in the plane of the focal point."""
    if camera.GetParallelProjection():
        return 2 * camera.GetParallelScale()
    return 2 * camera.GetDistance() * math.tan(math.radians(camera.GetViewAngle()) / 2)


def _shift(camera: Any, by: Vector) -> None:
    camera.SetPosition([p + b for p, b in zip(camera.GetPosition(), by)])
    camera.SetFocalPoint([f + b for f, b in zip(camera.GetFocalPoint(), by)])


def _cross(a: Vector, b: Vector) -> Vector:
    return (a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0])
