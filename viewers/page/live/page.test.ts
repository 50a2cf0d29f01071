// The hub's own page, in Chromium, as a person sees it before ./navicast demo and before a gateway that dies.

import { mkdir } from "node:fs/promises";
import path from "node:path";
import {
  Devices,
  open,
  Part,
  startGateway,
  startHub,
  startIssuer,
  until,
  type Hub,
  type Issuer,
  type Window,
} from "@navicast/rig";
import { afterEach, expect, test } from "vitest";

const SIZE = { width: 1280, height: 720 };
const TOPIC = "OR-3";
/** In software, beside others, a browser takes its time to draw for the first time. */
const FIRST = { timeout: 90_000 };
const LET_GO_MILLIS = 300;

const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

async function show(url: string): Promise<Window> {
  const window = await open(SIZE);
  closing.push(() => window.close());
  await window.page.addInitScript(countFrames);
  await window.page.goto(url);
  await window.page.waitForSelector('[data-state="online"]', { state: "attached", ...FIRST });
  return window;
}

/** Runs in the page: how many frames were begun between the arrival of a slice's action and its picture. */
function countFrames(): void {
  const frames = { begun: 0, between: [] as number[] };
  const tick = (): void => {
    frames.begun++;
    requestAnimationFrame(tick);
  };
  requestAnimationFrame(tick);
  let arrived: number | undefined;
  const Socket = globalThis.WebSocket;
  globalThis.WebSocket = class extends Socket {
    constructor(url: string | URL) {
      super(url);
      this.addEventListener("message", ({ data }) => {
        if (/"slice\.(next|previous)".*"triggered"|"triggered".*"slice\.(next|previous)"/.test(String(data)))
          arrived = frames.begun;
      });
    }
  };
  document.addEventListener("DOMContentLoaded", () =>
    new MutationObserver(() => {
      if (arrived !== undefined) frames.between.push(frames.begun - arrived);
      arrived = undefined;
    }).observe(document.body, { subtree: true, attributes: true, attributeFilter: ["data-slice"] }),
  );
  Object.assign(globalThis, { framesBetween: frames.between });
}

function part(...args: string[]): Part {
  const made = new Part(...args);
  closing.push(() => made.kill());
  return made;
}

/** For people to look at: into the folder that NAVICAST_PICTURES names. */
async function picture({ page }: Window, name: string): Promise<void> {
  const folder = process.env["NAVICAST_PICTURES"];
  if (folder === undefined) return;
  await mkdir(folder, { recursive: true });
  await page.screenshot({ path: path.join(folder, `${name}.png`), timeout: 60_000 });
}

const slice = ({ page }: Window, view = "axial"): Promise<number> =>
  page.locator(`#view-${view}`).evaluate((figure) => Number((figure as HTMLElement).dataset["slice"]));

/** What has been lit since: a tap is over before a browser on a busy machine has been asked whether it sees one. */
async function everSeen({ page }: Window): Promise<() => Promise<string[]>> {
  await page.evaluate(() => {
    const seen = new Set<string>();
    Object.assign(globalThis, { seen });
    new MutationObserver((changes) => {
      for (const { target } of changes) {
        const { classList, dataset, textContent } = target as HTMLElement;
        if (classList.contains("down")) seen.add(`down ${dataset["control"]}`);
        if (classList.contains("moved")) seen.add(`moved ${dataset["device"]}`);
        if (classList.contains("on")) seen.add(`on ${target.lastChild?.textContent ?? textContent}`);
      }
    }).observe(document.body, { subtree: true, attributes: true, attributeFilter: ["class"] });
  });
  return () => page.evaluate(() => [...(globalThis as unknown as { seen: Set<string> }).seen]);
}

test("the demo: every device, what it does now, what that does, how long it took", async () => {
  const demo = part("demo", "--port", "0", "--json");
  const { page: url } = JSON.parse(await demo.line()) as { page: string };
  const window = await show(url);
  const { page } = window;
  for (const device of ["pedals", "spacemouse", "tracker"]) {
    await page.locator(".device.connected", { hasText: device }).waitFor(FIRST);
  }
  await page.locator(".tile[data-control=left]", { hasText: "next slice" }).waitFor(FIRST);
  await page.keyboard.press("c"); // what came while the page was being made was late, and is not what is looked at
  const before = await slice(window);
  const seen = await everSeen(window);
  for (const what of ["down left", "down right", "on next slice", "on scroll slices", "moved spacemouse", "on fly"]) {
    await until(what, async () => (await seen()).includes(what), 90_000);
  }
  await page.locator(".tool.tracked", { hasText: "StylusTip" }).waitFor(FIRST);
  await until("a slice that a pedal moved", async () => (await slice(window)) !== before || undefined, 30_000);
  await until("a latency", async () => /\d/.test((await page.textContent("#p99")) ?? ""));
  await page.locator(".tile.down[data-control=right]").waitFor(FIRST);
  await page.waitForTimeout(200);
  await picture(window, "hub-page");

  await page.keyboard.press("f");
  await page.keyboard.type("pedals button");
  await page.locator("#events li").first().waitFor();
  const kinds = await page.locator("#events li").evaluateAll((lines) => lines.map((line) => line.className));
  expect(new Set(kinds)).toEqual(new Set(["button"]));
  await page.keyboard.press("Escape");
  await page.keyboard.press("p");
  const halted = await page.textContent("#events");
  await page.locator(".cap:not(.moved)").waitFor(FIRST);
  await page.locator(".cap.moved").waitFor(FIRST);
  expect(await page.textContent("#events")).toBe(halted);
  await page.keyboard.press("a");
  await page.locator("#admin td", { hasText: "NAVICast page" }).first().waitFor();
  await picture(window, "hub-admin");
  expect(window.errors).toEqual([]);
  expect(window.blocked).toEqual([]);
});

async function table(): Promise<{ hub: Hub; devices: Devices; gateway: Part; window: Window }> {
  const hub = await startHub();
  closing.push(() => hub.part.kill());
  const devices = await Devices.plugIn();
  closing.push(() => devices.unplug());
  const gateway = await startGateway(hub.url, TOPIC, devices);
  closing.push(() => gateway.kill());
  const window = await show(new URL(`/?topic=${TOPIC}`, hub.url).href);
  await window.page.locator(".device.connected", { hasText: "pedals" }).waitFor(FIRST);
  return { hub, devices, gateway, window };
}

/** Presses until it is seen: what a machine that stood still did not tell in time is rightly never told. */
async function pressUntilSeen({ pedals }: Devices, { page }: Window, pedal: "left" | "right"): Promise<void> {
  await until(
    `the ${pedal} pedal going down`,
    async () => {
      pedals.move(pedal, false);
      await page.waitForTimeout(100);
      pedals.move(pedal, true);
      await page.locator(`.tile.down[data-control=${pedal}]`).waitFor({ timeout: 1500 });
      return true;
    },
    30_000,
  );
}

test("what a press does is in the next frame", async () => {
  const { devices, window } = await table();
  const { page } = window;
  for (let press = 0; press < 10; press++) {
    await pressUntilSeen(devices, window, "left");
    devices.pedals.move("left", false);
  }
  const between = await page.evaluate(() => (globalThis as unknown as { framesBetween: number[] }).framesBetween);
  console.log(`frames between arrival and picture: ${between.join(", ")}`);
  expect(between.length).toBeGreaterThanOrEqual(5); // one that came late is refused, and draws nothing
  expect(Math.max(...between)).toBe(0);
});

test("a gateway that is killed while a pedal is held lets go within 300 ms, and its next one is there again", async () => {
  const { hub, devices, window, ...first } = await table();
  const { page } = window;
  let { gateway } = first;
  const took: number[] = [];
  // A browser that others keep from running is late itself, so the best of some counts; a lease that is too long fails all.
  for (let round = 0; round < 5 && !(Math.min(...took) <= LET_GO_MILLIS); round++) {
    await pressUntilSeen(devices, window, "right");
    const gone = page.locator(".tile[data-control=right]").evaluate(
      (tile) =>
        new Promise<number>((told) => {
          const look = (): void => {
            if (!tile.classList.contains("down")) told(performance.timeOrigin + performance.now());
          };
          new MutationObserver(look).observe(tile, { attributes: true });
        }),
    );
    await page.evaluate(() => undefined); // the observer is there
    const killed = performance.timeOrigin + performance.now();
    gateway.kill("SIGKILL");
    took.push((await gone) - killed);
    devices.pedals.move("right", false);
    gateway = await startGateway(hub.url, TOPIC, devices);
    closing.push(
      (
        (last) => () =>
          last.kill()
      )(gateway),
    );
    await page.waitForTimeout(1000);
    const held = await slice(window);
    await page.waitForTimeout(200);
    expect(await slice(window)).toBe(held); // nothing goes on by itself
  }
  console.log(`let go after ${took.map((millis) => millis.toFixed(0)).join(", ")} ms`);
  expect(Math.min(...took)).toBeLessThanOrEqual(LET_GO_MILLIS);
  await pressUntilSeen(devices, window, "left");
});

test("a hub that is killed and started again has page and gateway back, and the page says so meanwhile", async () => {
  const { hub, devices, window } = await table();
  const { page } = window;
  await pressUntilSeen(devices, window, "left");
  hub.part.kill("SIGKILL");
  await page.locator(".link.offline").waitFor(FIRST);
  expect(await page.locator(".tile.down").count()).toBe(0);
  const again = await startHub(Number(new URL(hub.url).port));
  closing.push(() => again.part.kill());
  await page.locator(".link.online").waitFor(FIRST);
  const before = await slice(window);
  await pressUntilSeen(devices, window, "left");
  await until("the next slice", async () => (await slice(window)) !== before || undefined);
});

const AUDIENCE = "https://hub.example.org";

/** A hub that lets in only who shows a token, and somebody in each of two rooms. */
async function locked(): Promise<{ hub: Hub; issuer: Issuer; window: Window }> {
  const issuer = await startIssuer(AUDIENCE);
  closing.push(() => issuer.close());
  const hub = await startHub(0, "--require-auth", "--issuer", issuer.url, "--audience", AUDIENCE);
  closing.push(() => hub.part.kill());
  for (const topic of [TOPIC, "OR-4"]) await subscribe(hub, issuer.token(topic), topic);
  const window = await open(SIZE);
  closing.push(() => window.close());
  await window.page.goto(new URL("/", hub.url).href);
  return { hub, issuer, window };
}

async function subscribe({ url }: Hub, token: string, topic: string): Promise<void> {
  const answer = await fetch(url, {
    method: "POST",
    headers: { Authorization: `Bearer ${token}` },
    body: new URLSearchParams({
      "hub.mode": "subscribe",
      "hub.channel.type": "websocket",
      "hub.topic": topic,
      "hub.events": "*",
      "subscriber.name": `viewer of ${topic}`,
      "subscriber.product.name": "viewer",
    }),
  });
  expect(answer.status).toBe(202);
}

async function typeToken({ page }: Window, token: string): Promise<void> {
  await page.locator("dialog.token input").fill(token);
  await page.keyboard.press("Enter");
}

test("where a hub wants a token the page asks for one, and shows as much as it opens", async () => {
  const { issuer, window } = await locked();
  const { page } = window;
  await page.locator("dialog.token", { hasText: "This hub wants a token" }).waitFor(FIRST);
  await typeToken(window, "no-token-at-all");
  await page.locator("dialog.token", { hasText: "The token is not one that the issuer signed" }).waitFor(FIRST);
  await typeToken(window, issuer.token(TOPIC));
  await page.locator("#rooms .choices button").first().waitFor(FIRST);
  expect(await page.locator("#rooms .choices button").allTextContents()).toEqual([TOPIC]);
  await page.locator("#rooms .choices button").click();
  await page.locator(".link.online").waitFor(FIRST);

  await page.keyboard.press("a");
  await page.locator("#admin td", { hasText: `viewer of ${TOPIC} (not bound)` }).waitFor();
  expect(await page.locator("#admin td", { hasText: "OR-4" }).count()).toBe(0);
  await page.locator("#admin .audit", { hasText: "are for administrators" }).waitFor();
  await page.locator("#admin button", { hasText: "Reset" }).click();
  await page.locator("#admin button", { hasText: "Sure?" }).click();
  await page.locator("#admin .trouble", { hasText: "Want a token for every topic" }).waitFor();
  expect(await page.locator("#admin td", { hasText: `viewer of ${TOPIC}` }).count()).toBe(1);
});

test("an administrator sees all rooms and what the hub takes, clears the audit, and sets and ends single-user mode", async () => {
  const { issuer, window } = await locked();
  const { page } = window;
  await page.locator("dialog.token").waitFor(FIRST);
  await typeToken(window, issuer.token());
  await page.locator("#rooms .choices button", { hasText: "OR-4" }).waitFor(FIRST);
  expect(await page.locator("#rooms .choices button").allTextContents()).toEqual([TOPIC, "OR-4"]);
  await page.locator("#rooms input").fill("OR-5"); // a room where nobody is yet
  await page.keyboard.press("Enter");
  await page.locator(".link.online").waitFor(FIRST);

  await page.keyboard.press("a");
  const admin = page.locator("#admin");
  for (const topic of [TOPIC, "OR-4", "OR-5"]) await admin.locator("td", { hasText: topic }).first().waitFor();
  await admin.locator(".process", { hasText: /up for.*\d+ s.*\d+ MB.*\d+ %/ }).waitFor(FIRST);
  await picture(window, "hub-admin-tokens");

  const reset = async (): Promise<void> => {
    await admin.locator("button", { hasText: "Reset" }).click();
    await admin.locator("button", { hasText: "Sure?" }).click();
  };
  await admin.locator("label", { hasText: "single-user mode" }).click();
  await reset();
  await admin.locator(".single-user:visible", { hasText: "gets the room SINGLE-USER" }).waitFor(FIRST);
  expect(await admin.locator("td", { hasText: "viewer of" }).count()).toBe(0);
  await page.locator(".link.online").waitFor(FIRST);
  await admin.locator(".audit td").first().waitFor(FIRST);
  await admin.locator("button", { hasText: "Clear" }).click();
  await admin.locator(".audit", { hasText: "Nothing was delivered." }).waitFor(FIRST);
  await admin.locator("label", { hasText: "single-user mode" }).click();
  await reset();
  await admin.locator(".single-user:not(:visible)").waitFor({ state: "hidden", ...FIRST });
});
