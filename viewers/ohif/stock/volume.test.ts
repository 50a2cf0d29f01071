import { afterAll, beforeAll, expect, test } from "vitest";
import { until } from "@navicast/rig";
import { Stage, type View } from "./stage.ts";

// A volume in 3D, small, since in software each frame of it takes seconds.

const FRAME_MILLIS = 30_000;
const ALL_MILLIS = 1_800_000;

let stage: Stage;
beforeAll(async () => {
  stage = await Stage.build({ panel: "top-left" }, { width: 640, height: 420 });
});
afterAll(() => stage?.close());

const turned = (a: readonly number[], b: readonly number[]): boolean =>
  a.reduce((sum, v, i) => sum + v * b[i]!, 0) < 0.9995;

const hold = (action: string, value: number | readonly number[], told: (now: View, before: View) => boolean) =>
  stage.hold(action, value, told, FRAME_MILLIS);

test("a volume is shown, turned, zoomed, panned and flown to", { timeout: ALL_MILLIS }, async () => {
  await stage.publisher.trigger("view.volume");
  await until("the volume", async () => (await stage.views()).some(({ type }) => type === "volume3d"), 120_000);
  await until("its picture", async () => (await stage.pixels()) !== 0, 120_000);
  await stage.picture("ohif-3d");
  const begun = performance.now();
  await hold("view.rotate", [0, 1, 0], (now, before) => turned(now.normal, before.normal));
  console.log(`3D: turned and drawn within ${Math.round(performance.now() - begun)} ms`);
  await hold("view.rotate", [1, 0, 0], (now, before) => turned(now.normal, before.normal));
  await hold("view.zoom", 1, (now, before) => now.zoom > before.zoom * 1.02);
  await hold("view.pan", [0.5, 0], (now, before) => now.pan[0] !== before.pan[0]);
  await hold("view.fly", [0, 0, 0, 0, 0, 1], (now, before) => turned(now.viewUp, before.viewUp));
  await stage.picture("ohif-3d-turned");
  expect(stage.window.errors).toEqual([]);
});
