import { afterAll, beforeAll, expect, test } from "vitest";
import { Devices, open, pause, startGateway, startHub, until, type Part } from "@navicast/rig";
import { Stage, TOPIC, type View } from "./stage.ts";

// What must never happen, with the gateway and its hub as processes that are killed, and a foot on a serial line.

let stage: Stage;
let devices: Devices;
let gateway: Part;
beforeAll(async () => {
  [stage, devices] = await Promise.all([Stage.build(), Devices.plugIn()]);
});
afterAll(async () => {
  gateway?.kill();
  devices?.unplug();
  await stage?.close();
});

/** In milliseconds: longer than the lease of 250 ms, and what a page needs to draw in software. */
const LET_GO_MILLIS = 300;

/** When the view moved, by OHIF's own state and the page's clock, since the call. */
async function movesSeen(page = stage.window.page): Promise<() => Promise<number[]>> {
  await page.evaluate(() => {
    const { viewportGridService, cornerstoneViewportService } = (globalThis as any).services;
    const viewport = cornerstoneViewportService.getCornerstoneViewport(viewportGridService.getState().activeViewportId);
    const at: number[] = ((globalThis as any).movedAt = []);
    let last = viewport.getZoom();
    const look = (): void => {
      if (viewport.getZoom() !== last) at.push(performance.now());
      last = viewport.getZoom();
    };
    clearInterval((globalThis as any).looking);
    (globalThis as any).looking = setInterval(look, 4);
  });
  return () => page.evaluate(() => (globalThis as any).movedAt as number[]);
}

/** Zooms, cuts it short, and says how many milliseconds after the cut the view moved last. */
async function lastMoveAfter(cut: (stop: () => void) => Promise<void>): Promise<number> {
  if ((await stage.view()).zoom !== 1) await stage.press("view.reset", (now) => now.zoom === 1);
  const moves = await movesSeen();
  let lasting = await stage.publisher.start("view.zoom", 0.3);
  const moving = async (): Promise<boolean> => {
    const before = (await moves()).length;
    await pause(150);
    return (await moves()).length > before + 1;
  };
  await until("the zoom", async () => {
    if (await moving()) return true;
    lasting.fallSilent(); // this busy machine stood still for longer than a lease
    lasting = await stage.publisher.start("view.zoom", 0.3);
    return moving();
  });
  const at = await stage.window.page.evaluate(() => performance.now());
  await cut(() => lasting.fallSilent());
  await pause(1500);
  const last = (await moves()).at(-1)! - at;
  console.log(`the view moved last ${Math.round(last)} ms after the cut`);
  return last;
}

test("a gateway that falls silent: what lasts ends with its lease", async () => {
  expect(await lastMoveAfter(async (stop) => stop())).toBeLessThan(LET_GO_MILLIS);
});

test("a viewer that is paused by its panel lets go at once, and says so", async () => {
  const button = (): Promise<void> =>
    stage.window.page.evaluate(() =>
      document.querySelector("#navicast-panel")!.shadowRoot!.querySelector<HTMLElement>(".pause")!.click(),
    );
  expect(await lastMoveAfter(button)).toBeLessThan(LET_GO_MILLIS);
  expect(await stage.panel()).toContain("paused");
  const paused = await stage.view();
  await stage.publisher.trigger("slice.next");
  await pause(500);
  expect(await stage.view()).toEqual(paused);
  await button();
  await stage.press("slice.next", (now, before) => now.slice === before.slice + 1);
});

// How late a press comes is known less the quickest way of an event so far. After a few events that may be the way of one
// that this machine kept waiting for milliseconds; of a hundred, one after the other, none is quicker by as much as half one.
test("a press that comes 151 ms late does nothing", async () => {
  for (let times = 0; times < 100; times++) await stage.publisher.device("connected");
  const before = await stage.view();
  for (let times = 0; times < 5; times++) await stage.publisher.trigger("slice.next", 1, 151);
  await pause(500);
  expect(await stage.view()).toEqual(before);
});

test("a foot on a serial line moves the view; a gateway that is killed in the middle of a hold moves nothing more", async () => {
  gateway = await startGateway(stage.hub.url, TOPIC, devices);
  await until("the gateway", async () => (await stage.products()).includes("NAVICast"), 30_000);
  await pause(2500); // two seconds of its events, by which the viewer knows its clock
  await footDown("left", (now, before) => now.slice > before.slice);
  devices.pedals.move("left", false);
  await stage.press("slice.last", (now) => now.slice === 63);
  await footDown("right", (now, before) => now.slice < before.slice - 2);
  gateway.kill("SIGKILL");
  await gateway.ended();
  await pause(LET_GO_MILLIS);
  const { slice } = await stage.view();
  await pause(700);
  expect((await stage.view()).slice).toBe(slice);
  devices.pedals.move("right", false);
});

async function footDown(pedal: "left" | "right", told: (now: View, before: View) => boolean): Promise<void> {
  const before = await stage.view();
  for (let times = 0; ; times++) {
    devices.pedals.move(pedal, true);
    try {
      await until("the foot", async () => told(await stage.view(), before), 3000);
      return;
    } catch (e) {
      if (times === 3) throw e;
      devices.pedals.move(pedal, false);
      await pause(300);
    }
  }
}

test("two viewers on one topic both move; one that is opened in the middle of a hold waits for the next", async () => {
  const other = await open();
  try {
    await stage.load(other.page);
    const [a, b] = [await stage.view(), await stage.view(undefined, other.page)];
    await stage.presses("window.invert", async () => {
      const [now, there] = [await stage.view(), await stage.view(undefined, other.page)];
      return now.invert !== a.invert && there.invert !== b.invert;
    });
    const lasting = await stage.publisher.start("view.zoom", 0.1);
    await stage.load(other.page);
    const joined = await stage.view(undefined, other.page);
    await pause(1000);
    expect(await stage.view(undefined, other.page)).toEqual(joined);
    await lasting.end();
    await stage.publisher.trigger("view.reset");
  } finally {
    await other.close();
  }
});

test(
  "60 rates a second for a minute: nothing piles up, and the last value is the one that holds",
  { timeout: 150_000 },
  async () => {
    await stage.window.page.evaluate(() => {
      const frames = ((globalThis as any).frames60 = { count: 0 });
      const frame = (): void => {
        frames.count++;
        requestAnimationFrame(frame);
      };
      frame();
    });
    const { zoom } = await stage.view();
    const lasting = await stage.publisher.start("view.pan", [0, 0.01]);
    const begun = performance.now();
    let sent = 0;
    while (performance.now() - begun < 60_000) {
      sent++;
      await lasting.set([sent % 2 === 0 ? 0.2 : -0.2, 0]);
      await pause(Math.max(0, begun + (sent * 1000) / 60 - performance.now()));
    }
    // Had anything piled up, it would be worked off now; instead the last value moves the view at once, and alone.
    await lasting.end();
    await stage.hold("view.pan", [1, 0], (now, before) => now.pan[0] > before.pan[0] + 20);
    await pause(600);
    const rest = await stage.view();
    await pause(1000);
    expect(await stage.view()).toEqual(rest);
    expect(rest.zoom).toBe(zoom);
    const frames = await stage.window.page.evaluate(() => (globalThis as any).frames60.count as number);
    console.log(`${sent} rates sent in a minute, ${frames} frames drawn by the page meanwhile`);
    expect(sent).toBeGreaterThan(1000);
    await stage.publisher.trigger("view.reset");
  },
);

test("a hub that is killed: the viewer lets go, says so, and comes back with the next hub", async () => {
  const port = Number(new URL(stage.hub.url).port);
  expect(
    await lastMoveAfter(async (stop) => {
      stage.hub.part.kill("SIGKILL");
      await stage.hub.part.ended();
      stop();
    }),
  ).toBeLessThan(LET_GO_MILLIS);
  await until("the panel", async () => /offline|connecting/.test(await stage.panel()));
  stage.replaceHub(await startHub(port));
  await until("the link", async () => !/offline|connecting/.test(await stage.panel()), 40_000);
  await stage.acquaint();
  await stage.press("slice.first", (now) => now.slice === 0);
});
