import { describe, expect, test } from "vitest";
import { complaint, missing, needing, refusals, stepwise, whilePossible, type Deeds } from "../src/deed.ts";

let slices = 10;
const moved: string[] = [];
const DEEDS: Deeds = {
  "slice.next": {
    needs: ["scroll"],
    why: () => (slices > 1 ? undefined : "there is only one image"),
    trigger: (steps) => moved.push(`next ${steps}`),
  },
  "view.reset": { needs: ["resetView"], trigger: () => moved.push("reset") },
  "view.zoom": {
    why: () => {
      throw new TypeError("not mounted");
    },
    rate: (amount: number) => moved.push(`zoom ${amount}`),
  },
  "pointer.show": { hold: (on) => moved.push(`pointer ${on}`) },
};
const all = (): boolean => true;
const without = (need: string) => (asked: string) => asked !== need;

describe("what cannot be done now", () => {
  test("is found by asking the view", () => {
    slices = 10;
    expect(refusals(DEEDS, all).has("slice.next")).toBe(false);
    slices = 1;
    expect(refusals(DEEDS, all).get("slice.next")).toBe("there is only one image");
  });

  test("is all that asks a view which is just being built up", () => {
    expect(refusals(DEEDS, all).get("view.zoom")).toBe("the view is not ready");
  });

  test("is what needs something that this viewer does not have, and one line says so", () => {
    const has = without("resetView");
    expect(refusals(DEEDS, has).get("view.reset")).toBe("the viewer has no resetView");
    expect(complaint("OHIF", missing(DEEDS, has))).toBe(
      "This OHIF has no resetView; without it view.reset cannot be done: a newer plug-in may be needed",
    );
    expect(complaint("OHIF", missing(DEEDS, all))).toBeUndefined();
  });
});

test("where nothing can be done any more the line stays one line", () => {
  const deeds = needing(
    ["grid"],
    Object.fromEntries(["a", "b", "c", "d", "e", "f"].map((name) => [name, { needs: ["x"], trigger: () => {} }])),
  );
  expect(complaint("OHIF", missing(deeds, without("grid")))).toBe(
    "This OHIF has no grid; without it a, b, c, d and 2 more cannot be done: a newer plug-in may be needed",
  );
  expect(refusals(deeds, without("x")).get("f")).toBe("the viewer has no x");
});

test("a deed is asked once more before it is done, but an end always counts", () => {
  slices = 10;
  const next = whilePossible(DEEDS["slice.next"]!);
  const show = whilePossible(DEEDS["pointer.show"]!);
  moved.length = 0;
  next.trigger?.(2, undefined as never);
  slices = 1;
  next.trigger?.(3, undefined as never);
  whilePossible(DEEDS["view.zoom"]!).rate?.(1, undefined as never);
  show.hold?.(false, undefined as never);
  expect(moved).toEqual(["next 2", "pointer false"]);
});

test("stepwise keeps what is less than a step", () => {
  const steps: number[] = [];
  const move = stepwise((n) => steps.push(n));
  for (const amount of [0.4, 0.4, 0.4, 2.5, -0.5, -0.6]) move(amount);
  expect(steps).toEqual([1, 2, -1]);
});
