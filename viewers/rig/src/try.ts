import { spawn } from "node:child_process";
import { parseArgs } from "node:util";
import { browserPath } from "./browser.ts";
import { Devices, NEEDLE } from "./devices.ts";
import { startGateway, startHub } from "./gateway.ts";
import { ohifPage, ohifSite } from "./ohif.ts";
import type { Site } from "./site.ts";
import { volviewPage, volviewSite } from "./volview.ts";
import { vtkPage, vtkSite } from "./vtk.ts";

// A viewer to be moved by simulated pedals, a cap and a needle, whose feet and hands are keys of this terminal.

const TOPIC = "TRY";
/** How far the needle goes from the middle of the image is `reach`, in millimetres. */
const VIEWERS = {
  ohif: {
    reach: 40,
    site: (navicast: Joining, port?: number) => ohifSite("ohif-3.13", navicast, port),
    page: ohifPage,
  },
  volview: { reach: 40, site: volviewSite, page: volviewPage },
  vtk: { reach: 12, site: vtkSite, page: vtkPage },
} as const;
const USAGE = `usage: viewers/try ${Object.keys(VIEWERS).join("|")} [--port N]   (--no-browser leaves the page for you to open)`;
const TAP_MILLIS = 80;
const HOLD_MILLIS = 1500;
const PUSH_MILLIS = 500;

type Joining = {
  readonly hub: string;
  readonly topic: string;
  readonly patientFrames: Readonly<Record<string, "LPS">>;
};

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { port: { type: "string" }, "no-browser": { type: "boolean" } },
});
const viewer = VIEWERS[positionals[0] as keyof typeof VIEWERS];
if (positionals.length !== 1 || viewer === undefined) {
  console.error(USAGE);
  process.exit(2);
}

console.log("Starting; the first time the viewer is fetched from npm (50 to 60 MB) and the gateway is built ...");
const hub = await startHub();
const navicast: Joining = { hub: hub.url, topic: TOPIC, patientFrames: { Patient: "LPS" } };
const site: Site = await viewer.site(navicast, values.port === undefined ? undefined : Number(values.port));
const page = viewer.page(site, navicast);
const devices = await Devices.plugIn();
const gateway = await startGateway(hub.url, TOPIC, devices);

console.log(`
The viewer:  ${page}
The hub:     ${hub.url}, topic ${TOPIC} (./navicast watch --hub ${hub.url} --topic ${TOPIC} shows what arrives)

Press here, as feet and hands would:
  n         left pedal: next slice
  p         right pedal, shortly: a little back
  h         right pedal, held for a second and a half: back through the slices
  w a s d   the cap, pushed up, left, down, right: the image moves
  + -       the cap, pulled or pushed: the image gets larger or smaller
  l r       the cap, turned left or right
  1         key of the cap: next layout        4   reset
  2         crosshairs, in a layout with them  5   next view
  3         next window                        6   3D
  7 8       place a point, take it back
  t         a needle comes into sight and moves; again: it goes
  q         end
`);
const browser = values["no-browser"] ? undefined : openPage(page);

function openPage(url: string): ReturnType<typeof spawn> | undefined {
  if (!process.env.DISPLAY && !process.env.WAYLAND_DISPLAY) {
    console.log("There is no screen here: open the address in a browser on this machine.");
    return undefined;
  }
  const path = browserPath() ?? "xdg-open";
  return spawn(path, [url], { stdio: "ignore" }).on("error", () => console.log(`Open ${url} in a browser.`));
}

function tap(pedal: "left" | "right", millis: number): void {
  devices.pedals.move(pedal, true);
  setTimeout(() => devices.pedals.move(pedal, false), millis);
}

function push(...deflection: readonly number[]): void {
  devices.cap.push(...deflection);
  setTimeout(() => devices.cap.rest(), PUSH_MILLIS);
}

function key(number: number): void {
  devices.cap.keys(number);
  setTimeout(() => devices.cap.keys(), TAP_MILLIS);
}

let inSight = false;
/** Round and up and down through the middle of the image. */
function needle(): void {
  inSight = !inSight;
  if (!inSight) return devices.tracker.losesSight();
  const begun = performance.now();
  devices.tracker.sees(NEEDLE, () => {
    const seconds = (performance.now() - begun) / 1000;
    return [Math.cos(seconds / 2), Math.sin(seconds / 2), Math.sin(seconds / 3)].map((part) => part * viewer.reach);
  });
}

const KEYS: Readonly<Record<string, () => void>> = {
  n: () => tap("left", TAP_MILLIS),
  p: () => tap("right", TAP_MILLIS),
  h: () => tap("right", HOLD_MILLIS),
  w: () => push(0, 0.6),
  s: () => push(0, -0.6),
  a: () => push(-0.6),
  d: () => push(0.6),
  "+": () => push(0, 0, 0.6),
  "-": () => push(0, 0, -0.6),
  l: () => push(0, 0, 0, 0, 0, 0.6),
  r: () => push(0, 0, 0, 0, 0, -0.6),
  t: needle,
  q: end,
  "\u0003": end,
};

function end(): void {
  browser?.kill();
  gateway.kill();
  devices.unplug();
  site.close();
  hub.part.kill();
  process.exit(0);
}

process.once("SIGINT", end).once("SIGTERM", end);
if (process.stdin.isTTY) process.stdin.setRawMode(true);
process.stdin.on("end", end).on("data", (keys: Buffer) => {
  for (const pressed of keys.toString()) {
    if (/[1-8]/.test(pressed)) key(Number(pressed));
    else KEYS[pressed]?.();
  }
});
