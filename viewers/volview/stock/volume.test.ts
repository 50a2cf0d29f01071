import { afterAll, beforeAll, test } from "vitest";
import { until } from "@navicast/rig";
import { Stage, type View } from "./stage.ts";

// The volume in 3D, small and plain, since in software each frame of it takes seconds.

const FRAME_MILLIS = 60_000;
const ALL_MILLIS = 1_800_000;

let stage: Stage;
beforeAll(async () => {
  stage = await Stage.build({ panel: "top-left" }, { width: 420, height: 320 });
});
afterAll(() => stage?.close());

const hold = (action: string, value: number | readonly number[], told: (now: View, before: View) => boolean) =>
  stage.hold(action, value, told, FRAME_MILLIS);

const differs = (a: readonly number[], b: readonly number[]): boolean => Math.hypot(...a.map((v, i) => v - b[i]!)) > 1;
const far = ({ position, focalPoint }: View): number => Math.hypot(...position.map((v, i) => v - focalPoint[i]!));

test("a volume is shown, turned, zoomed and panned", { timeout: ALL_MILLIS }, async () => {
  // As plain as VolView draws it.
  await stage.store(`(setInterval(() => s.get("view").visibleViews.filter((v) => v.type === "3D" && v.dataID).forEach((v) => {
    const store = s.get("volumeColoring");
    if (store.getConfig(v.id, v.dataID)?.cvr?.enabled !== false) {
      store.updateCVRParameters(v.id, v.dataID, { enabled: false, volumeQuality: 1 });
    }
  }), 20), true)`);
  await stage.presses("layout.maximise", async () => (await stage.views()).length === 1);
  await stage.presses("view.volume", async () => (await stage.view()).type === "3D", 60_000);
  await until("its camera", async () => (await stage.view()).position.length === 3, 300_000);
  await stage.picture("volview-3d");
  const begun = performance.now();
  await hold("view.rotate", [0, 1, 0], (now, before) => differs(now.position, before.position));
  console.log(`3D: turned and drawn within ${Math.round(performance.now() - begun)} ms`);
  await hold("view.zoom", 1, (now, before) => far(now) < far(before) * 0.99);
  await hold("view.pan", [0.5, 0], (now, before) => differs(now.focalPoint, before.focalPoint));
  await stage.picture("volview-3d-turned");
});
