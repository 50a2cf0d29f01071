import { afterAll, beforeAll, expect, test } from "vitest";
import { Devices, NEEDLE, pause, pressUntil, startGateway, until } from "@navicast/rig";
import { Stage, TOPIC, type View } from "./stage.ts";

// Every action, over a real hub, to the state of VolView's own stores and to another picture.

let stage: Stage;
beforeAll(async () => {
  stage = await Stage.build();
  await stage.picture("volview-start");
});
afterAll(() => stage?.close());

/** How large VolView itself makes the whole image in the axial view. */
let fitting: number;

/** And by little, also where the view did not say yet how large it is: then the whole image is in it. */
const larger = (now: View, before: View): boolean => {
  const was = before.scale ?? fitting;
  return now.scale !== undefined && now.scale < was * 0.95 && now.scale > was * 0.3;
};

test("slices: next is the feet", async () => {
  await stage.press("slice.last", (now) => now.slice === 0);
  await stage.press("slice.first", (now) => now.slice === 63);
  await stage.press("slice.next", (now, before) => now.slice === before.slice - 1);
  await stage.press("slice.middle", (now) => now.slice === 32);
  await stage.press("slice.previous", (now, before) => now.slice === before.slice + 4, 4);
  await stage.hold("slice.scroll", 0.3, (now, before) => now.slice <= before.slice - 2);
});

test("window: adjusted, preset, next preset, reset", async () => {
  await stage.hold("window.adjust", [1, 0], (now, before) => now.width > before.width + 40);
  await stage.hold("window.adjust", [0, 1], (now, before) => now.level > before.level + 40);
  await stage.press("window.preset", (now) => now.width === 1500 && now.level === -600, 4); // lungs
  await stage.press("window.next-preset", (now) => now.width === 80 && now.level === 40); // brain
  await stage.press("window.reset", (now) => now.width === 400 && now.level === 40);
});

test("zoom, pan, rotation, flight, reset", async () => {
  fitting = (await stage.view()).scale!;
  await stage.hold("view.zoom", 0.5, larger);
  await stage.hold("view.pan", [0.3, 0], (now, before) => now.focalPoint[0]! < before.focalPoint[0]! - 5);
  await stage.hold("view.rotate", [0, 0, 0.3], (now) => Math.abs(now.viewUp[0]!) > 0.2);
  await stage.hold("view.fly", [0, 0.5, 0, 0, 0, 0], (now, before) => now.focalPoint[1] !== before.focalPoint[1]);
  await stage.picture("volview-turned");
  await stage.press("view.reset", (now) => Math.abs(now.scale! - fitting) < 1 && Math.abs(now.viewUp[0]!) < 0.01);
});

test("the active view becomes coronal, sagittal, axial", async () => {
  await stage.presses("view.coronal", async () => (await stage.view()).name === "Coronal");
  await until("its slices", async () => (await stage.view()).max === 255);
  await stage.press("slice.next", (now, before) => now.slice === before.slice - 3, 3); // to the front
  await stage.presses("view.sagittal", async () => (await stage.view()).name === "Sagittal");
  await until("its slices", async () => (await stage.view()).max === 255);
  await stage.press("slice.next", (now, before) => now.slice === before.slice + 3, 3); // to the left
  await stage.picture("volview-sagittal");
  await stage.presses("view.axial", async () => (await stage.view()).name === "Axial");
  await until("its slices", async () => (await stage.view()).max === 63);
});

test("the next series is shown in all views, and the one before", async () => {
  const { data } = await stage.view();
  await stage.presses("series.next", async () => (await stage.views()).every((view) => view.data !== data));
  await until("its slices", async () => (await stage.view()).max === 31);
  await stage.picture("volview-series");
  await stage.presses("series.previous", async () => (await stage.views()).every((view) => view.data === data));
});

test("what was measured is hidden, and shown again", async () => {
  await stage.store(`s.get("ruler").addRuler({ imageID: s.get("view").visibleViews[0].dataID, slice: 32, placing: false,
    frameOfReference: { planeOrigin: [0, 0, 0], planeNormal: [0, 0, 1] }, firstPoint: [-40, 0, 0], secondPoint: [40, 0, 0] })`);
  const hidden = (): Promise<boolean> => stage.store(`s.get("ruler").rulers[0].hidden === true`);
  await stage.presses("annotation.toggle", hidden);
  await stage.presses("annotation.toggle", async () => !(await hidden()));
});

test("crosshairs follow the tip of the tool in the role of pointer", async () => {
  await stage.presses("crosshair.toggle", () => stage.store(`s.get("tool").currentTool === "Crosshairs"`));
  const axial = async (): Promise<number> => (await stage.views()).find(({ name }) => name === "Axial")!.slice;
  await until("the slices", async () => {
    await stage.publisher.tool("Stylus", "pointer", "Patient", [-25, 10, 16]);
    return (await axial()) === 40;
  });
  await pause(300);
  expect((await stage.view()).name).toBe("Axial"); // still the one that was chosen
  await stage.picture("volview-crosshairs");
});

test("pedals, a cap and a needle through a real gateway", async () => {
  const devices = await Devices.plugIn();
  const gateway = await startGateway(stage.hub.url, TOPIC, devices);
  const push = (deflection: readonly number[], told: (now: View, before: View) => boolean): Promise<View> =>
    stage.person.hold(
      () => devices.cap.push(...deflection),
      async () => {
        devices.cap.rest();
        await pause(200);
      },
      told,
    );
  const tap = async (): Promise<void> => {
    devices.pedals.move("left", true);
    await pause(80);
    devices.pedals.move("left", false);
  };
  const key = async (number: number): Promise<void> => {
    devices.cap.keys(number);
    await pause(80);
    devices.cap.keys();
  };
  try {
    await until("its devices", async () => /cap.*tracker|tracker.*cap/.test(await stage.panel()), 30_000);
    // Nothing is done until the viewer knows the gateway's clock, which takes events in two different seconds.
    const { slice } = await stage.view();
    await pressUntil("a tap", tap, async () => (await stage.view()).slice < slice, { millis: 700, times: 30 });
    await push([0.7, 0, 0], (now, before) => now.focalPoint[0]! < before.focalPoint[0]! - 10);
    await push([0, 0, 0.6], larger);
    await push([0, 0, 0, 0, 0, 0.5], (now) => Math.abs(now.viewUp[0]!) > 0.2);
    await stage.picture("volview-cap");
    await stage.person.press(
      () => key(4),
      (now) => Math.abs(now.viewUp[0]!) < 0.01 && Math.abs(now.scale! - fitting) < 1,
    );
    for (const [tip, slices] of [
      [
        [-25, 10, 16],
        [40, 138, 103],
      ],
      [
        [30, -20, -12],
        [26, 108, 158],
      ],
    ] as const) {
      const drawn = await stage.pixels();
      devices.tracker.sees(NEEDLE, () => tip);
      const shown = async (): Promise<number[]> => {
        const views = await stage.views();
        return ["Axial", "Coronal", "Sagittal"].map((name) => views.find((view) => view.name === name)!.slice);
      };
      await until("the slices", async () => (await shown()).every((slice, i) => Math.abs(slice - slices[i]!) <= 1));
      await until("other pixels", async () => (await stage.pixels()) !== drawn);
    }
    await pause(300);
    expect((await stage.view()).name).toBe("Axial");
    await stage.picture("volview-needle");
  } finally {
    gateway.kill();
    devices.unplug();
  }
});

test("views and layouts", async () => {
  const active = (): Promise<string> => stage.store(`s.get("view").activeView`);
  const before = await active();
  await stage.presses("view.next", async () => (await active()) !== before);
  await stage.presses("view.previous", async () => (await active()) === before);
  await stage.presses("layout.maximise", async () => (await stage.views()).length === 1);
  await stage.presses("layout.maximise", async () => (await stage.views()).length === 3);
  await stage.presses("layout.next", () => stage.store(`s.get("view").currentLayoutName === "Axial Only"`));
});

test("a binding that VolView cannot do is said in the panel", async () => {
  await stage.publisher.profile("cardiac", [
    { input: "left tap", action: "slice.next" },
    { input: "right tap", action: "cine.toggle" },
  ]);
  await until("the profile", async () =>
    (await stage.panel()).includes("right tap: cine.toggle (another viewer does it)"),
  );
  expect(await stage.panel()).toContain("left tap: slice.next");
});

test("a store that a later VolView calls otherwise is said in one line, and all else goes on", async () => {
  await stage.store(`(s.set("moved", s.get("crosshairs")), s.delete("crosshairs"))`);
  await until("the line", async () =>
    (await stage.panel()).includes(
      "This VolView has no crosshairs.setPosition; without it crosshair.toggle cannot be done",
    ),
  );
  await stage.picture("volview-later");
  await stage.press("slice.next", (now, before) => now.slice === before.slice - 1);
});
