import { mkdir } from "node:fs/promises";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import {
  open,
  pause,
  Publisher,
  startHub,
  until,
  volviewPage,
  volviewSite,
  type Hub,
  type Lasting,
  type Site,
  type Window,
} from "@navicast/rig";

// Every action, over a real hub, to the state of VolView's own stores and to another picture. The layout without 3D, since
// one frame of that takes half a minute in software.

const TOPIC = "OR-3";
const PATIENCE_MILLIS = 8000;

interface View {
  readonly id: string;
  readonly name: string;
  readonly slice: number;
  readonly max: number;
  readonly width: number;
  readonly level: number;
  readonly scale: number;
  readonly focalPoint: readonly number[];
  readonly viewUp: readonly number[];
}

let hub: Hub;
let site: Site;
let window: Window;
let publisher: Publisher;

beforeAll(async () => {
  hub = await startHub();
  site = await volviewSite({ hub: hub.url, topic: TOPIC, patientFrames: { Patient: "LPS" } });
  window = await open({ width: 1000, height: 640 });
  publisher = new Publisher(hub.url, TOPIC);
  // Before the first frame of the 3D view that VolView starts with.
  await window.page.addInitScript(() => {
    setInterval(() => {
      const app = document.querySelector("#app") as any;
      const view = app?.__vue_app__?.config.globalProperties.$pinia?._s.get("view");
      if (view?.currentLayoutName === "Four Up") view.switchToNamedLayout("Axial Coronal Sagittal");
    }, 5);
  });
  await window.page.goto(volviewPage(site), { waitUntil: "commit" });
  await until("VolView", () => store("s.get('view') !== undefined"), 60_000);
  const drawn = ({ name, max, focalPoint }: View): boolean => name === "Axial" && max === 63 && focalPoint.length === 3;
  await until("an image", async () => (await views()).some(drawn), 90_000);
  await store(`s.get("view").setActiveView(s.get("view").visibleViews.find((v) => v.name === "Axial").id)`);
  await picture("volview-start");
  for (let second = 0; second < 2; second += 0.3) {
    await publisher.device("connected");
    await pause(300);
  }
  await until("the panel", async () => (await panel()).includes("pedals"), 30_000);
});

afterAll(async () => {
  publisher?.close();
  await window?.close();
  site?.close();
  hub?.part.kill();
});

/** What an expression gives, with VolView's stores as `s`. */
function store<Answer = boolean>(expression: string): Promise<Answer> {
  const stores = `document.querySelector("#app").__vue_app__.config.globalProperties.$pinia._s`;
  return window.page.evaluate(`(() => { const s = ${stores}; return ${expression}; })()`) as Promise<Answer>;
}

function views(): Promise<View[]> {
  return store(`s.get("view").visibleViews.filter((v) => v?.dataID && v.type === "2D").map((v) => {
    const slice = s.get("viewSlice").getConfig(v.id, v.dataID);
    const window = s.get("windowing").getConfig(v.id, v.dataID);
    const camera = s.get("viewCamera").getConfig(v.id, v.dataID) ?? {};
    return { id: v.id, name: v.name, slice: slice.slice, max: slice.max, width: window.width, level: window.level,
      scale: camera.parallelScale, focalPoint: [...(camera.focalPoint ?? [])], viewUp: [...(camera.viewUp ?? [])] };
  })`);
}

async function view(): Promise<View | undefined> {
  const active = await store<string>(`s.get("view").activeView`);
  const all = await views();
  return all.find(({ id }) => id === active) ?? all[0];
}

function panel(): Promise<string> {
  return window.page.evaluate(
    () => document.querySelector("#navicast-panel")?.shadowRoot?.querySelector("section")?.textContent ?? "",
  );
}

/** The middle of the page without its panels. */
async function pixels(): Promise<string> {
  const picture = await window.page.screenshot({ clip: { x: 45, y: 52, width: 700, height: 360 }, timeout: 60_000 });
  return picture.toString("base64");
}

async function picture(name: string): Promise<void> {
  const folder = process.env.NAVICAST_PICTURES;
  if (folder === undefined) return;
  await mkdir(folder, { recursive: true });
  await window.page.screenshot({ path: path.join(folder, `${name}.png`), timeout: 60_000 });
}

/** Again and again, as a person would whose press came too late on this busy machine; refused is refused. */
async function moves(act: () => Promise<unknown>, told: (now: View, before: View) => boolean): Promise<void> {
  const before = (await view())!;
  const drawn = await pixels();
  let last = before;
  for (let times = 1; ; times++) {
    await act();
    try {
      await until(
        "the move",
        async () => {
          last = (await views()).find(({ id }) => id === before.id)!;
          return told(last, before) && (await pixels()) !== drawn;
        },
        PATIENCE_MILLIS,
      );
      return;
    } catch (e) {
      if (times === 3) throw new Error(`${String(e)}\nbefore ${JSON.stringify(before)}\nafter ${JSON.stringify(last)}`);
    }
  }
}

const press = (action: string, told: (now: View, before: View) => boolean, steps = 1): Promise<void> =>
  moves(() => publisher.trigger(action, steps), told);

async function hold(action: string, value: number | readonly number[], told: (now: View, before: View) => boolean) {
  let lasting: Lasting | undefined;
  const start = async (): Promise<void> => {
    lasting?.fallSilent();
    lasting = await publisher.start(action, value);
  };
  await moves(start, told).finally(() => lasting?.end());
}

test("slices: next is the feet", async () => {
  await press("slice.last", (now) => now.slice === 0);
  await press("slice.first", (now) => now.slice === 63);
  await press("slice.next", (now, before) => now.slice === before.slice - 1);
  await press("slice.middle", (now) => now.slice === 32);
  await press("slice.previous", (now, before) => now.slice === before.slice + 4, 4);
  await hold("slice.scroll", 0.3, (now, before) => now.slice <= before.slice - 2);
});

test("window, and its reset", async () => {
  await hold("window.adjust", [1, 0], (now, before) => now.width > before.width + 40);
  await hold("window.adjust", [0, 1], (now, before) => now.level > before.level + 40);
  await press("window.reset", (now) => now.width === 400 && now.level === 40);
});

test("zoom, pan, rotation, flight, reset", async () => {
  const { scale } = (await view())!;
  await hold("view.zoom", 0.5, (now, before) => now.scale < before.scale * 0.95);
  await hold("view.pan", [0.3, 0], (now, before) => now.focalPoint[0]! < before.focalPoint[0]! - 5);
  await hold("view.rotate", [0, 0, 0.5], (now) => Math.abs(now.viewUp[0]!) > 0.2);
  await hold("view.fly", [0, 0.5, 0, 0, 0, 0], (now, before) => now.focalPoint[1] !== before.focalPoint[1]);
  await picture("volview-turned");
  await press("view.reset", (now) => Math.abs(now.scale - scale) < 1 && Math.abs(now.viewUp[0]!) < 0.01);
});

test("crosshairs follow the tip of the tool in the role of pointer", async () => {
  for (let times = 0; times < 3 && (await store<string>(`s.get("tool").currentTool`)) !== "Crosshairs"; times++) {
    await publisher.trigger("crosshair.toggle");
    await pause(1500);
  }
  await until("the slices", async () => {
    await publisher.tool("Stylus", "pointer", "Patient", [-25, 10, 16]);
    return (await views()).find(({ name }) => name === "Axial")!.slice === 40;
  });
  await picture("volview-crosshairs");
});

test("views and layouts", async () => {
  const active = (): Promise<string> => store(`s.get("view").activeView`);
  const presses = async (action: string, told: () => Promise<boolean>): Promise<void> => {
    for (let times = 1; ; times++) {
      await publisher.trigger(action);
      try {
        return void (await until(action, told, PATIENCE_MILLIS));
      } catch (e) {
        if (times === 3) throw e;
      }
    }
  };
  const before = await active();
  await presses("view.next", async () => (await active()) !== before);
  await presses("view.previous", async () => (await active()) === before);
  await presses("layout.maximise", async () => (await views()).length === 1);
  await presses("layout.maximise", async () => (await views()).length === 3);
  await presses("layout.next", async () => (await store<string>(`s.get("view").currentLayoutName`)) === "Axial Only");
});

test("a binding that VolView cannot do is said in the panel", async () => {
  await publisher.profile("cardiac", [
    { input: "left tap", action: "slice.next" },
    { input: "right tap", action: "series.next" },
  ]);
  await until("the profile", async () => (await panel()).includes("right tap: series.next (another viewer does it)"));
  expect(await panel()).toContain("left tap: slice.next");
});

test("a store that a later VolView calls otherwise is said in one line, and all else goes on", async () => {
  await store(`(s.set("moved", s.get("crosshairs")), s.delete("crosshairs"))`);
  await until("the line", async () =>
    (await panel()).includes("This VolView has no crosshairs; without it crosshair.toggle cannot be done"),
  );
  await press("slice.next", (now, before) => now.slice === before.slice - 1);
});
