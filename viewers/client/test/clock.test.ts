import { expect, test } from "vitest";
import { GatewayClock } from "../src/clock.ts";

test("nothing is known before the first event", () => {
  const clock = new GatewayClock(50);
  expect(clock.trusted).toBe(false);
  expect(clock.toOwn(0)).toBeNaN();
});

test("one sample within the tolerance is enough, one beyond it is not", () => {
  const near = new GatewayClock(50);
  near.hear(1050, 1000, 0);
  expect(near.toOwn(1000)).toBe(1050);
  const far = new GatewayClock(50);
  far.hear(1051, 1000, 0);
  expect(far.toOwn(1000)).toBeNaN();
});

test("a clock that is far off is trusted by the second second, and the least sample counts", () => {
  const clock = new GatewayClock(50);
  clock.hear(10_005, 0, 0);
  clock.hear(10_900, 890, 0);
  expect(clock.trusted).toBe(false);
  clock.hear(11_050, 1030, 0);
  expect(clock.trusted).toBe(true);
  expect(clock.offset).toBe(10_005);
});

test("time in the gateway is no part of the way", () => {
  const clock = new GatewayClock(50);
  clock.hear(140, 0, 138);
  expect(clock.offset).toBe(2);
});

test("what is older than ten minutes is forgotten with the next second", () => {
  const clock = new GatewayClock(50);
  clock.hear(0, 0, 0);
  clock.hear(599_999, 599_000, 0);
  expect(clock.offset).toBe(0);
  clock.hear(601_000, 600_000, 0);
  expect(clock.offset).toBe(999);
});

test("no more than thirty seconds with events are kept", () => {
  const clock = new GatewayClock(50);
  clock.hear(0, 0, 0);
  for (let i = 1; i <= 29; i++) clock.hear(i * 1000, i * 1000 - 5, 0);
  expect(clock.offset).toBe(0);
  clock.hear(30_000, 29_995, 0);
  expect(clock.offset).toBe(5);
});
