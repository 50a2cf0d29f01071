import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { pause, pressUntil, until, type Lasting } from "@navicast/rig";
import { distance, near, Stage, type View } from "./stage.ts";

// Every action, over a real hub, to OHIF's own state and to other pixels. Without 3D, which takes minutes in software.

let stage: Stage;
beforeAll(async () => {
  stage = await Stage.build();
});
afterAll(() => stage?.close());

const width = ({ lower, upper }: View): number => upper! - lower!;
const level = ({ lower, upper }: View): number => (upper! + lower!) / 2;
const degrees = (a: readonly number[], b: readonly number[]): number =>
  (Math.acos(
    Math.min(
      1,
      a.reduce((sum, v, i) => sum + v * b[i]!, 0),
    ),
  ) *
    180) /
  Math.PI;

describe("a stack of images", () => {
  test("slices by steps, first, middle and last", async () => {
    await stage.press("slice.next", (now, before) => now.slice === before.slice + 1);
    await stage.press("slice.next", (now, before) => now.slice === before.slice + 5, 5);
    await stage.press("slice.previous", (now, before) => now.slice === before.slice - 2, 2);
    await stage.press("slice.last", (now) => now.slice === 63);
    await stage.press("slice.first", (now) => now.slice === 0);
    await stage.press("slice.middle", (now) => now.slice === 32);
  });

  test("scrolls as long as it is held, and not longer", async () => {
    await stage.hold("slice.scroll", 0.5, (now, before) => now.slice >= before.slice + 3);
    await pause(500);
    const { slice } = await stage.view();
    expect(slice).toBeLessThan(60);
    await pause(300);
    expect((await stage.view()).slice).toBe(slice);
  });

  test("window: adjusted, preset, next preset, inverted, reset", async () => {
    await stage.hold("window.adjust", [1, 0], (now, before) => width(now) > width(before) + 40);
    await stage.hold("window.adjust", [0, -1], (now, before) => level(now) < level(before) - 40);
    await stage.press("window.preset", (now) => near(width(now), 1499) && near(level(now), -600.5), 2); // lung
    await stage.press("window.next-preset", (now) => near(width(now), 149) && near(level(now), 89.5)); // liver
    await stage.press("window.invert", (now) => now.invert);
    await stage.press("window.invert", (now) => !now.invert);
    await stage.press("window.reset", (now) => near(width(now), 399) && near(level(now), 39.5));
  });

  test("pan, zoom, rotation and flight within the plane, reset", async () => {
    await stage.hold("view.zoom", 1, (now, before) => now.zoom > before.zoom * 1.2);
    await stage.hold("view.pan", [0.5, 1], (now, b) => now.pan[0] > b.pan[0] + 5 && now.pan[1] < b.pan[1] - 10);
    await stage.hold("view.rotate", [0, 0, 0.3], (now) => now.rotation > 180 && now.rotation < 355); // counter-clockwise
    await stage.hold("view.fly", [1, 0, 0.5, 0, 0, 0], (now, b) => now.pan[0] > b.pan[0] + 5 && now.slice > b.slice);
    await stage.picture("ohif-turned");
    await stage.press("view.reset", (now) => near(now.zoom, 1, 0.02) && near(now.rotation, 0));
  });
});

describe("what is laid over the image", () => {
  const marks = () =>
    stage.window.page.evaluate(() =>
      [...document.querySelector("#navicast-marks")!.shadowRoot!.querySelectorAll("div")].map((mark) => ({
        name: mark.dataset["name"]!,
        text: mark.textContent,
        at: mark.style.transform,
      })),
    );
  const annotations = () =>
    stage.window.page.evaluate(() =>
      (globalThis as any).cornerstoneTools.annotation.state
        .getAllAnnotations()
        .filter((one: any) => one.metadata.toolName === "Probe")
        .map((one: any) => ({
          tool: one.metadata.toolName,
          point: [...one.data.handles.points[0]],
          shown: one.isVisible !== false,
        })),
    );

  test("the pointer is shown while it is held, moves, and stays at its place", async () => {
    const shown = await stage.begins("pointer.show", undefined, async () => (await marks()).length === 1);
    const [before] = await marks();
    const moving = await stage.begins("pointer.move", [1, 0.5], async () => (await marks())[0]!.at !== before!.at);
    await moving.end();
    // Where this machine stood still the hold has ended already, and the move showed the pointer again: then once more.
    let held: Lasting | undefined = shown;
    const letGo = async (): Promise<void> => {
      held ??= await stage.publisher.start("pointer.show");
      await held.end();
      held = undefined;
    };
    await pressUntil("its end", letGo, async () => (await marks()).length === 0, { millis: 2500, times: 6 });
  });

  test("a point is placed at the pointer, hidden, shown, and taken back", async () => {
    await stage.presses("measure.place", async () => (await annotations()).length === 1);
    const [point] = await annotations();
    expect(point).toMatchObject({ tool: "Probe", shown: true });
    await stage.picture("ohif-point");
    await stage.presses("annotation.toggle", async () => !(await annotations())[0].shown);
    await stage.presses("annotation.toggle", async () => (await annotations())[0].shown);
    await stage.presses("measure.undo", async () => (await annotations()).length === 0);
  });

  test("a tool in the role of pointer is marked where it is, takes the point, and goes when it is not seen", async () => {
    const [x, y, z] = (await stage.view()).focalPoint as [number, number, number];
    const tip = [x + 20, y - 10, z];
    const tracked = async (): Promise<boolean> => {
      await stage.publisher.tool("Stylus", "pointer", "Patient", tip);
      return (await marks()).some(({ text }) => text === "Stylus");
    };
    await until("the mark", tracked);
    const seen = setInterval(() => void stage.publisher.tool("Stylus", "pointer", "Patient", tip), 50);
    await stage
      .presses("measure.place", async () => (await annotations()).some(({ point }: any) => distance(point, tip) < 0.01))
      .finally(() => clearInterval(seen));
    await stage.publisher.tool("Stylus", "pointer", "Patient", undefined);
    await until("its end", async () => (await marks()).length === 0);
    await stage.presses("measure.undo", async () => (await annotations()).length === 0);
    await stage.publisher.tool("Stylus", "pointer", "Elsewhere", tip);
    await pause(200);
    expect(await marks()).toEqual([]);
  });

  test("the panel says which pedal does what, and why one does nothing here", async () => {
    await stage.publisher.profile("cardiac", [
      { input: "left tap", action: "slice.next" },
      { input: "right tap", action: "view.sagittal" },
      { input: "left hold", action: "site.lamp" },
    ]);
    const said = await until("the profile", async () => {
      const text = await stage.panel();
      return text.includes("cardiac") && text;
    });
    expect(said).toContain("left tap: slice.next");
    expect(said).toContain("right tap: view.sagittal (not now: it needs a view of a volume: choose MPR)");
    expect(said).toContain("left hold: site.lamp (another viewer does it)");
    await stage.window.page.evaluate(() =>
      document.querySelector("#navicast-panel")!.shadowRoot!.querySelector<HTMLElement>(".more")!.click(),
    );
    await stage.picture("ohif-panel");
  });

  test("OHIF's own keys go on working", async () => {
    const before = await stage.view();
    await stage.window.page.keyboard.press("ArrowDown");
    await until("the next image", async () => (await stage.view()).slice === before.slice + 1);
  });
});

describe("series, film and layouts", () => {
  const series = () =>
    stage.window.page.evaluate(() => {
      const { viewportGridService, displaySetService } = (globalThis as any).services;
      const { activeViewportId, viewports } = viewportGridService.getState();
      const [uid] = viewports.get(activeViewportId).displaySetInstanceUIDs;
      return displaySetService.getDisplaySetByUID(uid).SeriesDescription as string;
    });
  const views = () => stage.views();

  test("the next series and the one before", async () => {
    const first = await series();
    await stage.presses("series.next", async () => (await series()) !== first && (await stage.view()).slices === 32);
    await stage.picture("ohif-series");
    await stage.presses(
      "series.previous",
      async () => (await series()) === first && (await stage.view()).slices === 64,
    );
  });

  test("a film begins, goes faster, and ends", async () => {
    const film = () =>
      stage.window.page.evaluate(() => {
        const { viewportGridService, cineService } = (globalThis as any).services;
        return cineService.getState().cines[viewportGridService.getState().activeViewportId] ?? {};
      });
    const { slice } = await stage.view();
    await stage.presses("cine.toggle", async () => (await film()).isPlaying === true);
    await until("the film", async () => Math.abs((await stage.view()).slice - slice) > 2);
    const { frameRate } = await film();
    const faster = await stage.begins("cine.speed", 1, async () => (await film()).frameRate > frameRate + 2);
    await faster.end();
    await stage.presses("cine.toggle", async () => (await film()).isPlaying === false);
    await pause(500);
    const still = (await stage.view()).slice;
    await pause(500);
    expect((await stage.view()).slice).toBe(still);
  });

  test("layouts: two views side by side, the other one, one maximised, MPR", async () => {
    await stage.presses("layout.next", async () => (await stage.layout()) === "default 1x2");
    await stage.drawn(2, "stack");
    const { id } = await stage.view();
    await stage.presses("view.next", async () => (await stage.view()).id !== id);
    await stage.presses("view.previous", async () => (await stage.view()).id === id);
    await stage.presses("layout.maximise", async () => (await views()).length === 1);
    await stage.presses("layout.maximise", async () => (await views()).length === 2);
    await stage.picture("ohif-two");
    await stage.presses("layout.next", async () => (await stage.layout()).startsWith("mpr"));
    await stage.drawn(3, "orthographic");
  });
});

describe("planes through a volume (MPR)", () => {
  test("next is the feet, and last is where next ends", async () => {
    const axial = (await stage.views()).find(({ normal }) => Math.abs(normal[2]!) > 0.9)!;
    for (let times = 0; (await stage.view()).id !== axial.id && times < 3; times++) {
      const { id } = await stage.view();
      await stage.presses("view.next", async () => (await stage.view()).id !== id);
    }
    await stage.press("slice.next", (now, before) => near(now.focalPoint[2]!, before.focalPoint[2]! - 6), 3);
    await stage.press("slice.last", (now) => now.focalPoint[2]! < -55);
    await stage.press("slice.first", (now) => now.focalPoint[2]! > 55);
    await stage.press("slice.middle", (now) => Math.abs(now.focalPoint[2]!) < 3);
  });

  test("turned out of its plane, flown, zoomed, panned, windowed", async () => {
    await stage.hold("view.rotate", [0.5, 0, 0], (now, before) => degrees(now.normal, before.normal) > 10);
    await stage.picture("ohif-oblique");
    await stage.hold("view.fly", [0, 0, 0.5, 0, 0.3, 0], (now, b) => distance(now.focalPoint, b.focalPoint) > 4);
    await stage.hold("view.zoom", 1, (now, before) => now.zoom > before.zoom * 1.2);
    await stage.hold("view.pan", [-0.5, 0], (now, before) => now.pan[0] < before.pan[0] - 5);
    await stage.hold("window.adjust", [1, 0], (now, before) => width(now) > width(before) + 40);
    await stage.press("view.reset", (now) => near(now.zoom, 1, 0.1));
    await stage.press("view.coronal", (now) => Math.abs(now.normal[1]!) > 0.99);
    await stage.press("slice.next", (now, before) => now.focalPoint[1]! < before.focalPoint[1]! - 1, 4); // to the front
    await stage.press("view.sagittal", (now) => Math.abs(now.normal[0]!) > 0.99);
    await stage.press("slice.next", (now, before) => now.focalPoint[0]! > before.focalPoint[0]! + 1, 4); // to the left
    await stage.press("view.axial", (now) => Math.abs(now.normal[2]!) > 0.99);
  });

  test("crosshairs follow the tip of the tool in the role of pointer", async () => {
    const active = () =>
      stage.window.page.evaluate(
        () =>
          (globalThis as any).cornerstoneTools.ToolGroupManager.getToolGroup("mpr").getToolOptions("Crosshairs")
            .mode as string,
      );
    await stage.presses("crosshair.toggle", async () => (await active()) === "Active");
    const tip = [-25, 10, 16];
    const off = ({ focalPoint, normal }: View): number =>
      Math.abs(normal.reduce((sum, v, i) => sum + v * (tip[i]! - focalPoint[i]!), 0));
    await until("the planes", async () => {
      await stage.publisher.tool("Stylus", "pointer", "Patient", tip);
      return (await stage.views()).every((view) => off(view) < 1.1);
    });
    await stage.picture("ohif-crosshairs");
    await stage.publisher.tool("Stylus", "pointer", "Patient", undefined);
    await stage.presses("crosshair.toggle", async () => (await active()) !== "Active");
    await stage.presses("layout.next", async () => (await stage.layout()) === "default 1x1");
    await stage.drawn(1, "stack");
  });
});

test("a command that a later OHIF calls otherwise is said in one line, and all else goes on", async () => {
  await stage.window.page.evaluate(() => {
    const { commandsManager } = globalThis as any;
    const known = commandsManager.getCommand.bind(commandsManager);
    commandsManager.getCommand = (name: string) => (name === "resetViewport" ? undefined : known(name));
  });
  await until("the line", async () => (await stage.panel()).includes("This OHIF has no resetViewport"));
  expect(await stage.panel()).toContain("without it view.reset cannot be done");
  await stage.picture("ohif-later");
  await stage.press("slice.next", (now, before) => now.slice === before.slice + 1);
});

test("nothing was asked of another machine, and OHIF said of no error", () => {
  expect(stage.window.blocked).toEqual([]);
  expect(stage.window.errors).toEqual([]);
});
