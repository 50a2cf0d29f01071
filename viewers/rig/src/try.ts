import { spawn } from "node:child_process";
import { parseArgs } from "node:util";
import { browserPath } from "./browser.ts";
import { startGateway, startHub } from "./gateway.ts";
import { ohifPage, ohifSite } from "./ohif.ts";
import { Pedals } from "./pedals.ts";
import { volviewPage, volviewSite } from "./volview.ts";

// A ready-made viewer to be moved by simulated pedals, whose feet are keys of this terminal.

const TOPIC = "TRY";
const USAGE = "usage: viewers/try ohif|volview [--port N]   (--no-browser leaves the page for you to open)";
const TAP_MILLIS = 80;
const HOLD_MILLIS = 1500;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { port: { type: "string" }, "no-browser": { type: "boolean" } },
});
const [viewer] = positionals;
if (positionals.length !== 1 || (viewer !== "ohif" && viewer !== "volview")) {
  console.error(USAGE);
  process.exit(2);
}

console.log("Starting; the first time the viewer is fetched from npm (50 to 60 MB) and the gateway is built ...");
const hub = await startHub();
const navicast = { hub: hub.url, topic: TOPIC };
const port = values.port === undefined ? undefined : Number(values.port);
const site = viewer === "ohif" ? await ohifSite("ohif-3.13", navicast, port) : await volviewSite(navicast, port);
const page = viewer === "ohif" ? ohifPage(site) : volviewPage(site);
const pedals = await Pedals.plugIn();
const gateway = await startGateway(hub.url, TOPIC, pedals.port);

console.log(`
The viewer:  ${page}
The hub:     ${hub.url}, topic ${TOPIC} (./navicast watch --hub ${hub.url} --topic ${TOPIC} shows what arrives)

Press here, as a foot would:
  n   left pedal: next slice
  p   right pedal, shortly: a little back
  h   right pedal, held for a second and a half: back through the slices
  q   end
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
  pedals.move(pedal, true);
  setTimeout(() => pedals.move(pedal, false), millis);
}

function end(): void {
  browser?.kill();
  gateway.kill();
  pedals.unplug();
  site.close();
  hub.part.kill();
  process.exit(0);
}

process.once("SIGINT", end).once("SIGTERM", end);
if (process.stdin.isTTY) process.stdin.setRawMode(true);
process.stdin.on("end", end).on("data", (keys: Buffer) => {
  for (const key of keys.toString()) {
    if (key === "n") tap("left", TAP_MILLIS);
    else if (key === "p") tap("right", TAP_MILLIS);
    else if (key === "h") tap("right", HOLD_MILLIS);
    else if (key === "q" || key === "\u0003") end();
  }
});
