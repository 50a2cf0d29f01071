// Actions through a hub to pixels, in a real browser with WebGL in software. Each action is told; then the picture of the
// view that it is for must have changed and that of the other must not.

import { createHash } from "node:crypto";
import { once } from "node:events";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "esbuild";
import { type BrowserContext, chromium, type Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { WebSocketServer, type WebSocket } from "ws";
import * as wire from "../../../conformance/consumer/make/wire.mjs";

const CHROMIUM = process.env["CHROMIUM"] ?? "/usr/bin/chromium";
const FLAGS =
  "--headless --no-sandbox --disable-quic --no-first-run --disable-background-networking --disable-component-update " +
  "--disable-sync --use-angle=swiftshader --enable-unsafe-swiftshader --ignore-gpu-blocklist";
const PAGE = `<!doctype html><body style="margin:0;display:flex;background:#000">
<div id="stack" style="width:320px;height:320px"></div><div id="oblique" style="width:320px;height:320px"></div>
<script type="module" src="/page.js"></script>`;

const profile = mkdtempSync(join(tmpdir(), "navicast-chromium-"));
const errors: string[] = [];
let server: Server;
let sockets: WebSocket[] = [];
let browser: BrowserContext;
let page: Page;
let seq = 0;

beforeAll(async () => {
  if (!existsSync(CHROMIUM)) throw new Error(`there is no ${CHROMIUM}: apt install chromium, or name it in CHROMIUM`);
  const entryPoints = [new URL("page.ts", import.meta.url).pathname];
  const { outputFiles } = await build({
    entryPoints,
    bundle: true,
    format: "esm",
    write: false,
    conditions: ["source"],
  });
  const script = outputFiles[0]?.contents ?? new Uint8Array();
  server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? "", "http://x");
    if (pathname === "/page.js") return void response.setHeader("Content-Type", "text/javascript").end(script);
    if (pathname === "/") return void response.setHeader("Content-Type", "text/html").end(PAGE);
    response.setHeader("Content-Type", "application/json");
    if (pathname.endsWith("/request")) return void response.end('{"responses": []}');
    response.writeHead(202).end('{"hub.channel.endpoint": "ws://x/bind/1", "navicast.publish": ["websocket"]}');
  }).listen(0, "127.0.0.1");
  // As a hub does: hands on to its subscriber what has no name of its publisher.
  new WebSocketServer({ server }).on("connection", (socket) => {
    sockets.push(socket);
    socket.on("message", (data) => String(data).includes("subscriber.name") || socket.send(String(data)));
  });
  await once(server, "listening");
  const at = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  browser = await chromium.launchPersistentContext(profile, {
    executablePath: CHROMIUM,
    args: FLAGS.split(" "),
    chromiumSandbox: false,
    viewport: { width: 640, height: 320 },
  });
  await browser.route(
    (url) => url.hostname !== "127.0.0.1",
    (route) => route.abort(),
  );
  page = browser.pages()[0] ?? (await browser.newPage());
  page.on("pageerror", (e) => errors.push(String(e)));
  page.on("console", (message) => message.type() === "error" && errors.push(message.text()));
  await page.goto(`${at}/?hub=${encodeURIComponent(`${at}/api/hub`)}&topic=OR-3`);
  await page.waitForSelector('[data-state="online"]', { timeout: 60_000, state: "attached" });
}, 120_000);

afterAll(async () => {
  await browser?.close();
  sockets.forEach((socket) => socket.terminate());
  server?.close();
  rmSync(profile, { recursive: true, force: true });
});

type Make = (captured: number, fields: Record<string, unknown>) => unknown;

function tell(make: Make, fields: Record<string, unknown> = {}): void {
  const captured = performance.timeOrigin + performance.now() - wire.EPOCH;
  sockets.at(-1)?.send(JSON.stringify(make(captured, { seq: ++seq, ...fields })));
}

async function picture(id: string): Promise<string> {
  return createHash("sha256")
    .update(await page.locator(`#${id}`).screenshot())
    .digest("hex");
}

/** The picture when nothing moves any more. */
async function atRest(id: string): Promise<string> {
  let last = await picture(id);
  for (let next = await picture(id); next !== last; next = await picture(id)) last = next;
  return last;
}

/**
 * Tells, until what is seen is another picture. A page that a busy machine brings an event too late refuses it, as it must;
 * then it is told once more.
 */
async function changes(id: string, other: string, tellIt: () => unknown): Promise<void> {
  const before = await atRest(id);
  const beside = await picture(other);
  for (let times = 1; ; times++) {
    await tellIt();
    try {
      await expect.poll(() => picture(id), { timeout: 5000, interval: 100 }).not.toBe(before);
      break;
    } catch (e) {
      if (times === 5) throw e;
    }
  }
  expect(await picture(other)).toBe(beside);
}

const trigger = (action: string, value = 1) => tell(wire.trigger, { action, value });

let actionId = 0;

/** Begins and ends a rate as a quick push of a cap does. */
async function push(action: string, value: number | number[]): Promise<void> {
  const own = { action, actionId: ++actionId };
  tell((c, f) => wire.action("started", c, f), { ...own, value });
  for (let i = 0; i < 8; i++) {
    await new Promise((wake) => setTimeout(wake, 50));
    tell((c, f) => wire.action("updated", c, f), { ...own, value });
  }
  tell((c, f) => wire.action("ended", c, f), own);
}

test("slices, window, zoom, pan and rotation are seen in the stack, and nowhere else", async () => {
  await changes("stack", "oblique", () => trigger("slice.next", 8));
  await changes("stack", "oblique", () => trigger("window.preset", 3));
  await changes("stack", "oblique", () => trigger("window.invert"));
  await changes("stack", "oblique", () => trigger("window.reset"));
  await changes("stack", "oblique", () => push("slice.scroll", -0.5));
  await changes("stack", "oblique", () => push("window.adjust", [1, 0]));
  await changes("stack", "oblique", () => push("view.zoom", 1));
  await changes("stack", "oblique", () => push("view.pan", [0.5, 0.2]));
  await changes("stack", "oblique", () => push("view.rotate", [0, 0, 1]));
  await changes("stack", "oblique", () => trigger("view.reset"));
}, 120_000);

test("the other view becomes the active one: its plane scrolls, tilts and turns round", async () => {
  await expect
    .poll(
      async () => {
        if ((await page.getAttribute("body", "data-active")) !== "1") trigger("view.next");
        return page.getAttribute("body", "data-active");
      },
      { timeout: 20_000, interval: 1000 },
    )
    .toBe("1");
  await changes("oblique", "stack", () => trigger("slice.next", 8));
  await changes("oblique", "stack", () => push("view.rotate", [1, 0.5, 0]));
  await changes("oblique", "stack", () => trigger("view.coronal"));
  await changes("oblique", "stack", () => push("view.fly", [0.5, 0, 0.5, 0, 0, 1]));
}, 120_000);

test("a tool is seen while it is tracked, and is gone with its last pose", async () => {
  const before = await atRest("oblique");
  const beside = await picture("stack");
  // In front of the plane, which is looked at from the front by now.
  const needle = { name: "Needle", status: "ok", position: [5, -40, 5], orientation: [0, 0, 0, 1] };
  const told = setInterval(() => tell((c, f) => wire.pose(c, [needle], f)), 50);
  // Taking a picture holds up the page, and a pose that is handled late is rightly not shown: look seldom.
  await expect.poll(() => picture("oblique"), { timeout: 40_000, interval: 2000 }).not.toBe(before);
  clearInterval(told);
  await expect.poll(() => picture("oblique"), { timeout: 20_000, interval: 100 }).toBe(before);
  expect(await picture("stack")).toBe(beside);
}, 120_000);

test("the page itself had no error", () => expect(errors).toEqual([]));
