import fc from "fast-check";
import vtkCamera from "@kitware/vtk.js/Rendering/Core/Camera";
import { describe, expect, test } from "vitest";
import {
  approach,
  type Camera,
  focusOn,
  heightOf,
  lookFrom,
  move,
  pan,
  rotate,
  screenOf,
  vector,
  zoom,
} from "../src/camera.ts";
import { add, dot, norm, scale, subtract, type Vector } from "../src/vector.ts";

function camera(parallel = false): Camera {
  const made = vtkCamera.newInstance() as unknown as Camera & { setParallelProjection(on: boolean): void };
  made.setPosition(0, 0, 500);
  made.setFocalPoint(0, 0, 0);
  made.setViewUp(0, 1, 0);
  made.setParallelProjection(parallel);
  made.setParallelScale(100);
  return made;
}

/** Where a point of the world is on the screen: to the right, up, and towards the person, in millimetres. */
function onScreen(c: Camera, point: Vector): Vector {
  const { right, up, towards } = screenOf(c);
  const from = subtract(point, vector(c.getFocalPoint()));
  return [dot(from, right), dot(from, up), dot(from, towards)];
}

const near = (v: readonly number[]) => v.map((x) => expect.closeTo(x, 6));

test("the screen is right-handed: x right, y up, z towards the person", () => {
  expect(screenOf(camera())).toEqual({ right: near([1, 0, 0]), up: near([0, 1, 0]), towards: near([0, 0, 1]) });
});

describe.each([false, true])("parallel: %s", (parallel) => {
  test("the image moves right and up", () => {
    const c = camera(parallel);
    move(c, 10, 20);
    expect(onScreen(c, [0, 0, 0])).toEqual(near([10, 20, 0]));
    pan(c, 0.5, 0);
    expect(onScreen(c, [0, 0, 0])).toEqual(near([10 + heightOf(c) / 2, 20, 0]));
  });

  test("the image grows by a doubling, and back", () => {
    const c = camera(parallel);
    const height = heightOf(c);
    zoom(c, 1);
    expect(heightOf(c)).toBeCloseTo(height / 2, 6);
    zoom(c, -1);
    expect(heightOf(c)).toBeCloseTo(height, 6);
  });

  test("it never gets through what is looked at, and not out of sight for ever", () => {
    const c = camera(parallel);
    for (let i = 0; i < 1000; i++) approach(c, 1e6);
    expect(heightOf(c)).toBeGreaterThan(0);
    expect(screenOf(c).towards).toEqual(near([0, 0, 1]));
    for (let i = 0; i < 1000; i++) zoom(c, -10);
    expect(heightOf(c)).toBeLessThan(1e6);
    zoom(c, 5);
    expect(Number.isFinite(heightOf(c))).toBe(true);
  });
});

test("the image turns by the right-hand rule about the screen's axes", () => {
  const about = (x: number, y: number, z: number, point: Vector) => {
    const c = camera();
    rotate(c, x, y, z);
    return onScreen(c, point);
  };
  expect(about(0, 0, 90, [10, 0, 0])).toEqual(near([0, 10, 0])); // right goes up: against the clock
  expect(about(90, 0, 0, [0, 10, 0])).toEqual(near([0, 0, 10])); // up comes towards the person
  expect(about(0, 90, 0, [0, 0, 10])).toEqual(near([10, 0, 0])); // what is near goes right
});

test("after any turns the axes are still those of the screen, and nothing has grown or moved", () => {
  const angle = fc.double({ min: -200, max: 200, noNaN: true });
  fc.assert(
    fc.property(fc.array(fc.tuple(angle, angle, angle), { maxLength: 30 }), (turns) => {
      const c = camera();
      for (const [x, y, z] of turns) rotate(c, x, y, z);
      const { right, up, towards } = screenOf(c);
      for (const axis of [right, up, towards]) expect(norm(axis)).toBeCloseTo(1, 6);
      expect(dot(right, up)).toBeCloseTo(0, 6);
      expect(norm(subtract(vector(c.getPosition()), vector(c.getFocalPoint())))).toBeCloseTo(500, 4);
      expect(c.getFocalPoint()).toEqual(near([0, 0, 0]));
    }),
  );
});

test("turning there and back is nothing", () => {
  const c = camera();
  rotate(c, 30, 0, 0);
  rotate(c, -30, 0, 0);
  expect(c.getPosition()).toEqual(near([0, 0, 500]));
});

test("looks from another side, and at a plane, from as far as before", () => {
  const c = camera();
  lookFrom(c, [1, 0, 0], [0, 0, 1]);
  expect(c.getPosition()).toEqual(near([500, 0, 0]));
  expect(screenOf(c).up).toEqual(near([0, 0, 1]));
  focusOn(c, [40, 7, 7], [1, 0, 0]);
  expect(c.getFocalPoint()).toEqual(near([40, 0, 0]));
  expect(c.getPosition()).toEqual(near([540, 0, 0]));
  expect(add(vector(c.getFocalPoint()), scale(screenOf(c).towards, 500))).toEqual(near(c.getPosition()));
});
