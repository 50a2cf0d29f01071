import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { axes, move, nextIsTowards, rotate, through, type Camera } from "../src/camera.ts";
import { add, cross, dot, length, minus, unit, type Vector } from "../src/vector.ts";

/** An axial view as OHIF and VolView have it: seen from the feet, the front of the patient up. */
const AXIAL: Camera = { position: [0, 0, -100], focalPoint: [0, 0, 0], viewUp: [0, -1, 0] };

const number = fc.double({ min: -100, max: 100, noNaN: true });
const vector = fc.tuple(number, number, number);
const camera = fc
  .tuple(vector, vector, vector)
  .filter(([, off, up]) => length(off) > 1 && length(cross(off, up)) > 1)
  .map(([focalPoint, off, up]): Camera => {
    const towards = unit(off);
    return { focalPoint, position: add(focalPoint, off), viewUp: unit(cross(towards, cross(up, towards))) };
  });

const close = (a: Vector, b: Vector, off = 1e-6): void => expect(length(minus(a, b))).toBeLessThan(off);

describe("rotate", () => {
  test("about the line of sight the image turns counter-clockwise: what was right is up", () => {
    const { right, up } = axes(AXIAL);
    const turned = axes(rotate(AXIAL, [0, 0, 90]));
    close(turned.up, right); // the direction that is up now was to the right before
    close(turned.right, minus([0, 0, 0], up));
  });

  test("about the screen's x axis the upper part of the image comes towards the person", () => {
    const { up } = axes(AXIAL);
    close(axes(rotate(AXIAL, [90, 0, 0])).towards, up);
  });

  test("about the screen's y axis the left part comes towards the person", () => {
    const { right } = axes(AXIAL);
    close(axes(rotate(AXIAL, [0, 90, 0])).towards, minus([0, 0, 0], right));
  });

  test("keeps the focal point, the distance, and right angles", () => {
    fc.assert(
      fc.property(camera, vector, (c, degrees) => {
        const turned = rotate(c, degrees);
        close(turned.focalPoint, c.focalPoint);
        expect(length(minus(turned.position, turned.focalPoint))).toBeCloseTo(
          length(minus(c.position, c.focalPoint)),
          6,
        );
        expect(dot(turned.viewUp, axes(turned).towards)).toBeCloseTo(0, 6);
        expect(length(turned.viewUp)).toBeCloseTo(1, 9);
      }),
    );
  });

  test("there and back again about one axis is where it was", () => {
    fc.assert(
      fc.property(camera, number, (c, degrees) => {
        close(rotate(rotate(c, [degrees, 0, 0]), [-degrees, 0, 0]).position, c.position, 1e-4);
      }),
    );
  });
});

test("move: the image goes right, up and towards the person, so the camera goes the other way", () => {
  const { right, up, towards } = axes(AXIAL);
  const moved = move(AXIAL, [1, 2, 3]);
  close(minus(AXIAL.focalPoint, moved.focalPoint), add(add(add([0, 0, 0], right, 1), up, 2), towards, 3));
  close(minus(moved.position, moved.focalPoint), minus(AXIAL.position, AXIAL.focalPoint));
});

test("through: the plane has the point, and the camera only goes along its line of sight", () => {
  fc.assert(
    fc.property(camera, vector, (c, point) => {
      const moved = through(c, point);
      const { right, up, towards } = axes(c);
      expect(dot(minus(point, moved.focalPoint), towards)).toBeCloseTo(0, 5);
      expect(dot(minus(moved.focalPoint, c.focalPoint), right)).toBeCloseTo(0, 5);
      expect(dot(minus(moved.focalPoint, c.focalPoint), up)).toBeCloseTo(0, 5);
    }),
  );
});

test.each<[string, Vector, 1 | -1]>([
  ["axial from the feet: towards the person is the feet", [0, 0, -1], 1],
  ["axial from the head", [0, 0, 1], -1],
  ["coronal from the front: towards the person is the front", [0, -1, 0], 1],
  ["coronal from the back", [0, 1, 0], -1],
  ["sagittal from the left: towards the person is the left", [1, 0, 0], 1],
  ["sagittal from the right", [-1, 0, 0], -1],
  ["oblique, most of it axial", [0.5, 0.5, -0.7], 1],
])("next: %s", (_, towards, sense) => expect(nextIsTowards(towards)).toBe(sense));
