import { expect, test } from "vitest";
import { Latencies } from "../src/latency.ts";
import { duration } from "../src/process.ts";
import { at, phantom, SIZE } from "../src/phantom.ts";
import { gestureOf, lineOf, wordsOf } from "../src/words.ts";

test("the phantom is a trunk: air around it, lungs, heart on the left, bone in the back", () => {
  expect(phantom()).toHaveLength(SIZE[0] * SIZE[1] * SIZE[2]);
  expect(at(165, 0, 0)).toBe(-1000);
  expect(at(-60, 0, 60)).toBeLessThan(-300);
  expect(at(40, -30, 0)).toBeGreaterThan(100);
  expect(at(-40, -30, 0)).toBeLessThan(0);
  expect(at(20, 56, -15)).toBeGreaterThan(200);
});

test("quantiles are of what came, the newest of it, and none of nothing", () => {
  const latencies = new Latencies();
  expect(latencies.quantiles(0.5)).toEqual([NaN]);
  for (let millis = 1; millis <= 100; millis++) latencies.add(millis);
  expect(latencies.quantiles(0.5, 0.99)).toEqual([51, 100]);
  expect(latencies.histogram().reduce((sum, count) => sum + count)).toBe(100);
  for (let i = 0; i < 10_000; i++) latencies.add(7);
  expect(latencies.quantiles(0, 1)).toEqual([7, 7]);
  latencies.clear();
  expect(latencies.count).toBe(0);
});

test("a time is told in its two largest units", () => {
  expect([0, 59.9, 61, 3599, 7260, 90_000].map(duration)).toEqual([
    "0 s",
    "59 s",
    "1 min 1 s",
    "59 min 59 s",
    "2 h 1 min",
    "1 d 1 h",
  ]);
});

test("what lies outside of the histogram is in its ends", () => {
  const latencies = new Latencies();
  for (const millis of [0, 0.001, 1e6]) latencies.add(millis);
  const counts = latencies.histogram();
  expect([counts[0], counts.at(-1)]).toEqual([2, 1]);
});

test("bindings are read as controls with gestures, axes are none", () => {
  expect(gestureOf("left+right press")).toEqual({ control: "left+right", gesture: "press" });
  expect(gestureOf("left double-tap")).toEqual({ control: "left", gesture: "double-tap" });
  expect(gestureOf("x, y")).toBeUndefined();
});

test("words for people, and the vocabulary's own where there are none", () => {
  expect(wordsOf("slice.next")).toBe("next slice");
  expect(wordsOf("mode.pan")).toBe("mode pan");
  expect(wordsOf("lights.dim")).toBe("lights.dim");
});

test("a line of the stream says what happened", () => {
  const line = (event: string, resource: Record<string, unknown>) =>
    lineOf({ at: 0, event, resource, latencyMillis: undefined });
  expect(line("navi-button", { control: "left", state: "cancelled", heldMillis: 50, reason: "device-lost" })).toBe(
    "left cancelled 50 ms, because device-lost",
  );
  expect(line("navi-action", { action: "slice.next", phase: "triggered", value: 1 })).toBe("slice.next triggered 1");
  const tools = [{ name: "Needle", status: "missing" }];
  expect(line("navi-pose", { tools })).toBe("Needle missing");
});
