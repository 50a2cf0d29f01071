import { describe, expect, test } from "vitest";
import { imageSlices, resliceSlices } from "../src/slices.ts";
import { resliced, sliced } from "./scene.ts";

const [K, X, Y, Z] = [2, 3, 4, 5];

describe("image mapper", () => {
  test("a stack: next is the higher number, and it stays within", () => {
    const mapper = sliced(K);
    const slices = imageSlices(mapper);
    slices.first();
    expect(mapper.getSlice()).toBe(0);
    slices.step(3);
    expect(mapper.getSlice()).toBe(3);
    slices.step(-10);
    expect(mapper.getSlice()).toBe(0);
    slices.last();
    expect(mapper.getSlice()).toBe(39);
    slices.middle();
    expect([19, 20]).toContain(mapper.getSlice());
    expect(slices.orient?.("axial")).toBeUndefined();
  });

  test("a patient: next is towards the feet, the left, the front", () => {
    const mapper = sliced(K);
    const slices = imageSlices(mapper, "LPS");
    slices.middle();
    const from = mapper.getSlice();
    slices.step(2); // the number rises towards the head here
    expect(mapper.getSlice()).toBe(from - 2);
    for (const [mode, lps] of [
      [X, 1],
      [Y, -1],
      [Z, -2],
    ] as const) {
      for (const [axes, sign] of [
        ["LPS", 1],
        ["RAS", mode === Z ? 1 : -1],
      ] as const) {
        const one = sliced(mode);
        const along = imageSlices(one, axes);
        along.middle();
        const before = one.getSlice();
        along.step(1);
        expect(one.getSlice() - before, `${mode} ${axes}`).toBeCloseTo(lps * sign, 6);
      }
    }
  });

  test("first and last are those of the way", () => {
    const mapper = sliced(Z);
    const slices = imageSlices(mapper, "LPS");
    slices.first();
    expect(mapper.getSlice()).toBe(178);
    slices.last();
    expect(mapper.getSlice()).toBe(100);
  });

  test("orientations, looked at as radiologists do", () => {
    const mapper = sliced(K);
    const slices = imageSlices(mapper, "LPS");
    expect(slices.orient?.("sagittal")).toEqual({ normal: [1, 0, 0], up: [0, 0, 1] });
    expect(mapper.getSlicingMode()).toBe(X);
    expect(slices.orient?.("coronal")).toEqual({ normal: [0, -1, 0], up: [0, 0, 1] });
    expect(slices.orient?.("axial")).toEqual({ normal: [0, 0, -1], up: [0, -1, 0] });
    expect(imageSlices(mapper, "RAS").orient?.("axial")).toEqual({ normal: [-0, -0, -1], up: [-0, 1, 0] });
  });
});

describe("reslice mapper", () => {
  test("a step is one thinnest spacing towards the feet, and it stays within the image", () => {
    const mapper = resliced();
    const slices = resliceSlices(mapper);
    slices.step(3);
    expect(mapper.getSlicePlane().getOrigin()).toEqual([0, 0, 137]);
    slices.step(1000);
    expect(mapper.getSlicePlane().getOrigin()[2]).toBe(100);
    slices.first();
    expect(mapper.getSlicePlane().getOrigin()[2]).toBe(178);
    slices.middle();
    expect(mapper.getSlicePlane().getOrigin()[2]).toBe(139);
  });

  test("the side from which it is looked at does not change the way", () => {
    const mapper = resliced();
    mapper.getSlicePlane().setNormal(0, 0, 1);
    resliceSlices(mapper).step(1);
    expect(mapper.getSlicePlane().getOrigin()[2]).toBe(139);
  });

  test("an oblique plane moves along its normal", () => {
    const mapper = resliced();
    const slices = resliceSlices(mapper);
    slices.turn?.([0, 0, 140], [0, -Math.SQRT1_2, -Math.SQRT1_2]);
    slices.step(2);
    const [x, y, z] = mapper.getSlicePlane().getOrigin();
    expect([x, y, z]).toEqual([0, expect.closeTo(-2 * Math.SQRT1_2), expect.closeTo(140 - 2 * Math.SQRT1_2)]);
    expect(slices.plane?.().normal).toEqual([0, expect.closeTo(-Math.SQRT1_2), expect.closeTo(-Math.SQRT1_2)]);
  });

  test("orientations turn the plane", () => {
    const mapper = resliced();
    resliceSlices(mapper, "RAS").orient?.("coronal");
    expect(mapper.getSlicePlane().getNormal()).toEqual([-0, 1, 0]);
  });
});
