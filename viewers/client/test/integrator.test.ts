import fc from "fast-check";
import { expect, test } from "vitest";
import { Integrator, scaled, wholeSteps } from "../src/integrator.ts";

function recorder() {
  const moves: unknown[] = [];
  return { moves, move: (amount: unknown) => void moves.push(amount) };
}

test("moves by rate × seconds, once a frame, from its begin", () => {
  const { moves, move } = recorder();
  const integrator = new Integrator<null>();
  integrator.set("cap", 0.5, null, 1000, move);
  integrator.frame(1016);
  integrator.frame(1050);
  expect(moves).toEqual([0.5 * 0.016, 0.5 * 0.034]);
});

test("the newest value counts, and what has ended moves nothing", () => {
  const { moves, move } = recorder();
  const integrator = new Integrator<null>();
  integrator.set("cap", [1, 0], null, 0, move);
  integrator.set("cap", [0, -1], null, 5, move);
  integrator.frame(10);
  integrator.end("cap");
  integrator.frame(20);
  expect(moves).toEqual([[0, -0.01]]);
  expect(integrator.busy).toBe(false);
});

test("frames that paused make no jump", () => {
  const { moves, move } = recorder();
  const integrator = new Integrator<null>();
  integrator.set("cap", 1, null, 0, move);
  integrator.frame(60_000);
  expect(moves).toEqual([0.1]);
});

test("a clock that stands or goes back moves nothing", () => {
  const { moves, move } = recorder();
  const integrator = new Integrator<null>();
  integrator.set("cap", 1, null, 100, move);
  integrator.frame(100);
  integrator.frame(90);
  expect(moves).toEqual([]);
});

test("whatever the frames, the sum is rate × time as long as none is too far from the next", () => {
  const gaps = fc.array(fc.integer({ min: 1, max: 100 }), { minLength: 1, maxLength: 50 });
  fc.assert(
    fc.property(gaps, fc.double({ min: -1, max: 1, noNaN: true }), (frames, rate) => {
      let sum = 0;
      let now = 0;
      const integrator = new Integrator<null>();
      integrator.set("cap", rate, null, 0, (amount) => (sum += amount as number));
      for (const gap of frames) integrator.frame((now += gap));
      expect(sum).toBeCloseTo((rate * now) / 1000, 9);
    }),
  );
});

test("one speed or one for each axis", () => {
  expect(scaled(0.5, 20)).toBe(10);
  expect(scaled([1, -1], 2)).toEqual([2, -2]);
  expect(scaled([1, 0.5, 1], [10, 20])).toEqual([10, 10, 1]);
});

test("whole steps lose nothing, and turning round owes nothing", () => {
  const steps: number[] = [];
  const scroll = wholeSteps((n) => void steps.push(n));
  for (const amount of [0.4, 0.4, 0.4, 1.9, -0.5, -0.5]) scroll(amount, null);
  expect(steps).toEqual([1, 2, -1]);
});

test("whole steps are never further from the sum than one", () => {
  fc.assert(
    fc.property(fc.array(fc.double({ min: 0, max: 5, noNaN: true }), { maxLength: 100 }), (amounts) => {
      let done = 0;
      const scroll = wholeSteps((n) => void (done += n));
      let sum = 0;
      for (const amount of amounts) {
        scroll(amount, null);
        sum += amount;
        expect(Number.isInteger(done)).toBe(true);
        expect(sum - done).toBeGreaterThan(-1e-6);
        expect(sum - done).toBeLessThan(1);
      }
    }),
  );
});
