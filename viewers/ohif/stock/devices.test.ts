import { afterAll, beforeAll, expect, test } from "vitest";
import { Devices, NEEDLE, pause, pressUntil, startGateway, until, type Part } from "@navicast/rig";
import { near, Stage, TOPIC, type View } from "./stage.ts";

// The whole way: the bytes of pedals, a cap and a tracker into a real gateway, over a real hub, to OHIF's own state and to
// other pixels.

let stage: Stage;
let devices: Devices;
let gateway: Part;
beforeAll(async () => {
  [stage, devices] = await Promise.all([Stage.build(), Devices.plugIn()]);
  gateway = await startGateway(stage.hub.url, TOPIC, devices);
  await until("the gateway", async () => (await stage.products()).includes("NAVICast"), 30_000);
  await until("its devices", async () => /cap.*tracker|tracker.*cap/.test(await stage.panel()), 30_000);
  // Nothing is done until the viewer knows the gateway's clock, which takes events in two different seconds.
  const { slice } = await stage.view();
  await pressUntil("a tap", tap, async () => (await stage.view()).slice > slice, { millis: 700, times: 30 });
});
afterAll(async () => {
  gateway?.kill();
  devices?.unplug();
  await stage?.close();
});

async function tap(): Promise<void> {
  devices.pedals.move("left", true);
  await pause(80);
  devices.pedals.move("left", false);
}

async function key(number: number): Promise<void> {
  devices.cap.keys(number);
  await pause(80);
  devices.cap.keys();
}

const keyUntil = (number: number, so: () => Promise<boolean>): Promise<void> =>
  pressUntil(`key ${number} of the cap`, () => key(number), so);

const push = (deflection: readonly number[], told: (now: View, before: View) => boolean): Promise<View> =>
  stage.person.hold(
    () => devices.cap.push(...deflection),
    async () => {
      devices.cap.rest();
      await pause(200);
    },
    told,
  );

test("a cap pans, zooms and turns the image, and lets go of it", async () => {
  await push([0.7, 0, 0], (now, before) => now.pan[0] > before.pan[0] + 10);
  await push([0, 0.7, 0], (now, before) => now.pan[1] < before.pan[1] - 10);
  await push([0, 0, 0.6], (now, before) => now.zoom > before.zoom * 1.1);
  await push([0, 0, 0, 0, 0, 0.3], (now) => now.rotation > 180 && now.rotation < 357); // counter-clockwise
  const still = await stage.view();
  await pause(700);
  expect(await stage.view()).toEqual(still);
  await stage.picture("ohif-cap");
  await stage.person.press(
    () => key(4),
    (now) => near(now.zoom, 1, 0.02) && near(now.rotation, 0),
  );
});

test("a needle that moves takes the crosshairs and all three planes along", async () => {
  const mode = () =>
    stage.window.page.evaluate(
      () =>
        (globalThis as any).cornerstoneTools.ToolGroupManager.getToolGroup("mpr")?.getToolOptions("Crosshairs")
          ?.mode as string | undefined,
    );
  const views = () => stage.views();
  await keyUntil(1, async () => (await stage.layout()) === "default 1x2");
  await stage.drawn(2, "stack");
  await keyUntil(1, async () => (await stage.layout()).startsWith("mpr"));
  await stage.drawn(3, "orthographic");
  await keyUntil(2, async () => (await mode()) === "Active");
  const off = ({ focalPoint, normal }: View, tip: readonly number[]): number =>
    Math.abs(normal.reduce((sum, v, i) => sum + v * (tip[i]! - focalPoint[i]!), 0));
  for (const tip of [
    [-25, 10, 16],
    [30, -20, -12],
  ]) {
    const drawn = await Promise.all((await views()).map(({ id }) => stage.pixels(id)));
    devices.tracker.sees(NEEDLE, () => tip);
    await until("the planes", async () => (await views()).every((view) => off(view, tip) < 1.1));
    await until("other pixels", async () => {
      const now = await Promise.all((await views()).map(({ id }) => stage.pixels(id)));
      return now.every((pixels, index) => pixels !== drawn[index]);
    });
  }
  await stage.picture("ohif-needle");
  const marks = () =>
    stage.window.page.evaluate(() => document.querySelector("#navicast-marks")!.shadowRoot!.textContent!);
  await until("a mark", async () => (await marks()).includes("NeedleTip"));
  devices.tracker.losesSight();
  await until("no mark", async () => !(await marks()).includes("NeedleTip"));
});

test("the cap turns a plane out of its plane (oblique)", async () => {
  await push([0, 0, 0, 0.6, 0, 0], (now, before) => dot(now.normal, before.normal) < 0.99);
  await stage.picture("ohif-cap-oblique");
});

const dot = (a: readonly number[], b: readonly number[]): number => a.reduce((sum, v, i) => sum + v * b[i]!, 0);

test("nothing was asked of another machine, and OHIF said of no error", () => {
  expect(stage.window.blocked).toEqual([]);
  expect(stage.window.errors).toEqual([]);
});
