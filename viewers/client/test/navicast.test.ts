import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import * as wire from "../../../conformance/consumer/make/wire.mjs";
import { connect, type Navicast, type NavicastOptions } from "../src/index.ts";
import { FakeHub } from "./fake-hub.ts";

let hub: FakeHub;
let navicast: Navicast;
let seq: number;

beforeEach(() => {
  vi.useFakeTimers({ now: wire.EPOCH });
  hub = new FakeHub();
  seq = 0;
  vi.stubGlobal("fetch", hub.fetch);
});

afterEach(() => {
  navicast.close();
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

const after = (millis: number) => vi.advanceTimersByTimeAsync(millis);

async function join(options: Partial<NavicastOptions> = {}, bind: (n: Navicast) => void = () => {}): Promise<void> {
  navicast = connect({
    hub: "http://127.0.0.1:2018/api/hub",
    topic: "OR-3",
    product: "Test",
    name: "VIEWER-1",
    WebSocket: hub.WebSocket,
    ...options,
  });
  bind(navicast);
  await after(1);
}

type Fields = Record<string, unknown>;
type Make = (captured: number, fields: Fields) => Record<string, unknown>;

/** Told by the gateway just now. */
async function tell(make: Make, fields: Fields = {}): Promise<void> {
  const captured = performance.timeOrigin + performance.now() - wire.EPOCH;
  hub.say(hub.socket, make(captured, { seq: ++seq, ...fields }));
  await after(0);
}

const phase =
  (name: string): Make =>
  (captured, fields) =>
    wire.action(name, captured, fields);
const push = (value: unknown, more: Fields = {}): Fields => ({ action: "slice.scroll", value, ...more });
const said = (event: string): Fields[] =>
  [...hub.sockets.flatMap(({ sent }) => sent), ...hub.requests.map(({ body }) => body)].filter(
    (message) => (message["event"] as Fields | undefined)?.["hub.event"] === event,
  );
const viewers = () =>
  said("navi-viewer").map((message) => {
    const { context } = message["event"] as { context: { key: string; resource: Fields }[] };
    return context[0]?.resource as { state: string; actions: string[] };
  });

describe("actions", () => {
  test("three lines move something", async () => {
    const moved: number[] = [];
    await join({}, (n) => n.on("slice.next", (steps) => moved.push(steps)));
    await tell(wire.trigger);
    await tell(wire.trigger, { value: 3 });
    expect(moved).toEqual([1, 3]);
  });

  test("a rate moves once a frame by value × speed × seconds, and stops with its end", async () => {
    const moved: number[] = [];
    await join({ speeds: { "slice.scroll": 100 } }, (n) => n.on("slice.scroll", (amount) => moved.push(amount)));
    await tell(phase("started"), push(0.5));
    await after(160);
    expect(moved.length).toBe(10);
    expect(moved.reduce((sum, amount) => sum + amount, 0)).toBeCloseTo(0.5 * 100 * 0.16, 3);
    await tell(phase("ended"), { action: "slice.scroll" });
    await after(1000);
    expect(moved.length).toBe(10);
  });

  test("a rate that is heard of no more moves for its lease, and not a frame longer", async () => {
    let sum = 0;
    await join({ speeds: { "slice.scroll": 1 } }, (n) => n.on("slice.scroll", (amount) => (sum += amount)));
    await tell(phase("started"), push(1));
    await after(5000);
    expect(sum).toBeGreaterThan(0.22);
    expect(sum).toBeLessThanOrEqual(0.25);
  });

  test("axes each have their speed; a value with another number of axes moves nothing", async () => {
    const moved: unknown[] = [];
    await join({ speeds: { "view.rotate": [10, 20, 30] } }, (n) => n.on("view.rotate", (amount) => moved.push(amount)));
    await tell(phase("started"), { action: "view.rotate", value: [1, -1, 0] });
    await after(16);
    expect(moved).toEqual([[expect.closeTo(0.16), expect.closeTo(-0.32), 0]]);
    await tell(phase("updated"), { action: "view.rotate", value: [1, 1] });
    await after(100);
    expect(moved.length).toBe(1);
  });

  test("a hold is true, and later false with the cause", async () => {
    const calls: unknown[] = [];
    await join({}, (n) => n.on("pointer.show", (on, { cause }) => calls.push([on, cause])));
    await tell(phase("started"));
    await tell(phase("ended"));
    await tell(phase("started"), { actionId: 2 });
    await tell(phase("cancelled"), { actionId: 2 });
    await tell(phase("started"), { actionId: 3 });
    await after(300);
    await tell(phase("started"), { actionId: 4 });
    hub.cut(hub.socket, 1006);
    expect(calls).toEqual([
      [true, undefined],
      [false, "released"],
      [true, undefined],
      [false, "mode-changed"],
      [true, undefined],
      [false, "lease"],
      [true, undefined],
      [false, "link"],
    ]);
  });

  test("a hold of two devices ends with the second", async () => {
    const calls: boolean[] = [];
    await join({}, (n) => n.on("pointer.show", (on) => calls.push(on)));
    await tell(phase("started"), { actionId: 1 });
    await tell(phase("started"), { actionId: 2, device: "second" });
    await tell(phase("ended"), { actionId: 1 });
    expect(calls).toEqual([true]);
    await tell(phase("ended"), { actionId: 2, device: "second" });
    expect(calls).toEqual([true, false]);
  });

  test("an action of the site, by what its handler has", async () => {
    const calls: unknown[] = [];
    await join({}, (n) =>
      n.on("site.lights", {
        trigger: (steps) => calls.push(["trigger", steps]),
        hold: (on) => calls.push(["hold", on]),
        rate: () => calls.push(["rate"]),
      }),
    );
    await tell(wire.trigger, { action: "site.lights", value: 2 });
    await tell(phase("started"), { action: "site.lights", value: 1 });
    await after(16);
    await tell(phase("ended"), { action: "site.lights" });
    expect(calls).toEqual([["trigger", 2], ["hold", true], ["rate"], ["hold", false]]);
    expect(() => navicast.on("site.other", () => {})).toThrow(/is not in the vocabulary/);
  });

  test("a handler that is taken away is called no more", async () => {
    const moved: number[] = [];
    await join();
    const off = navicast.on("slice.next", (steps) => moved.push(steps));
    off();
    await tell(wire.trigger);
    expect(moved).toEqual([]);
  });

  test("what a handler throws stops no other, and nothing stays on", async () => {
    const errors: unknown[] = [];
    const calls: boolean[] = [];
    await join({ onError: (e) => errors.push(e) }, (n) => {
      n.onButton(() => {
        throw new Error("of the viewer");
      });
      n.onButton(({ on }) => calls.push(on));
    });
    await tell((c, f) => wire.button("pressed", c, f));
    await after(300);
    expect(calls).toEqual([true, false]);
    expect(errors.length).toBe(2);
  });
});

test("raw motion moves once a frame, tools are told with each pose and when they are lost", async () => {
  const moved: (readonly number[])[] = [];
  const tools: unknown[] = [];
  await join({ frames: ["Reference"] }, (n) => {
    n.onMotion((amount) => moved.push(amount));
    n.onTool(({ name, tracked, status, position }) => tools.push([name, tracked, status, position]));
  });
  await tell((c, f) => wire.motion(c, [1, 0, 0], f));
  await after(16);
  expect(moved).toEqual([[expect.closeTo(0.016), 0, 0, 0, 0, 0]]);
  await tell((c, f) => wire.pose(c, [wire.tool("Stylus")], f));
  await tell((c, f) => wire.pose(c, [wire.tool("Stylus")], { ...f, frame: "Tracker" }));
  await tell((c, f) => wire.pose(c, [wire.tool("Stylus", "missing")], f));
  await tell((c, f) => wire.pose(c, [wire.tool("Stylus")], f));
  await after(300);
  expect(tools).toEqual([
    ["Stylus", true, "ok", [10, -38.25, 964.5]],
    ["Stylus", false, "missing", undefined],
    ["Stylus", true, "ok", [10, -38.25, 964.5]],
    ["Stylus", false, "lease", undefined],
  ]);
});

describe("a pause", () => {
  test("lets go of everything, starts nothing, and is told", async () => {
    const calls: unknown[] = [];
    await join({}, (n) => {
      n.on("pointer.show", (on, { cause }) => calls.push([on, cause]));
      n.on("slice.next", () => calls.push("next"));
    });
    await tell(phase("started"));
    navicast.pause();
    expect(navicast.paused).toBe(true);
    await tell(wire.trigger);
    navicast.resume();
    await tell(phase("updated"));
    expect(calls).toEqual([
      [true, undefined],
      [false, "paused"],
    ]);
    expect(viewers().map(({ state }) => state)).toEqual(["active", "paused", "active"]);
  });

  test("comes by itself in a page that nobody sees, and goes with it", async () => {
    const page = Object.assign(new EventTarget(), { hidden: false });
    vi.stubGlobal("document", page);
    const see = (seen: boolean) => {
      page.hidden = !seen;
      page.dispatchEvent(new Event("visibilitychange"));
    };
    const calls: boolean[] = [];
    await join({}, (n) => n.on("pointer.show", (on) => calls.push(on)));
    await tell(phase("started"));
    see(false);
    expect(calls).toEqual([true, false]);
    await tell(phase("started"), { actionId: 2 });
    see(true);
    expect(navicast.paused).toBe(false);
    navicast.pause();
    see(false);
    see(true);
    expect(navicast.paused).toBe(true); // a person asked for it
  });

  test("a page whose frames have paused does not jump when they come again", async () => {
    const frames: (() => void)[] = [];
    vi.stubGlobal("requestAnimationFrame", (draw: () => void) => frames.push(draw));
    vi.stubGlobal("cancelAnimationFrame", () => frames.splice(0));
    let sum = 0;
    await join({ speeds: { "slice.scroll": 1 } }, (n) => n.on("slice.scroll", (amount) => (sum += amount)));
    await tell(phase("started"), push(1));
    for (let i = 0; i < 40; i++) {
      await after(50);
      await tell(phase("updated"), push(1));
    }
    frames.shift()?.();
    expect(sum).toBeLessThanOrEqual(0.1);
    await tell(phase("ended"), { action: "slice.scroll" });
    frames.shift()?.();
    expect(sum).toBeLessThanOrEqual(0.1);
  });

  test("a hold ends by a timer while no frame is drawn", async () => {
    vi.stubGlobal("requestAnimationFrame", () => 1);
    vi.stubGlobal("cancelAnimationFrame", () => {});
    const calls: boolean[] = [];
    await join({}, (n) => n.on("slice.scroll", { hold: (on) => calls.push(on) }));
    await tell(phase("started"), push(1));
    await after(300);
    expect(calls).toEqual([true, false]);
  });
});

describe("what it says of itself", () => {
  test("tells its actions when it joins, when they change, and to a gateway that has just started", async () => {
    await join({}, (n) => n.on("slice.next", () => {}));
    expect(viewers()).toMatchObject([{ state: "active", actions: ["slice.next"] }]);
    navicast.on("slice.previous", () => {});
    navicast.on("view.zoom", () => {});
    await after(200);
    expect(viewers().at(-1)?.actions).toEqual(["slice.next", "slice.previous", "view.zoom"]);
    expect(viewers().length).toBe(2);
    await tell((c, f) => wire.device("connected", c, f), { session: "11111111-2222-4333-8444-555555555555" });
    await after(200);
    expect(viewers().length).toBe(3);
  });

  test("answers a status-request of the hub on the socket, and no other", async () => {
    await join({}, (n) => n.on("slice.next", () => {}));
    const request = (context: unknown) => ({ event: { "hub.topic": "OR-3", "hub.event": "status-request", context } });
    hub.say(hub.socket, request({ dataType: "STATUS" }));
    hub.say(hub.socket, request({ dataType: "status", id: "req-1" }));
    await after(0);
    navicast.pause();
    hub.say(hub.socket, request({ dataType: "status", id: "req-2" }));
    await after(0);
    const answers = said("status-response").map(({ event, ...root }) => ({ root, ...(event as { context: Fields }) }));
    expect(answers.map(({ context }) => context["id"])).toEqual(["req-1", "req-2"]);
    expect(answers[0]?.root["subscriber.name"]).toBe("VIEWER-1");
    expect(answers[0]?.context["dataType"]).toBe("status");
    const items = (active: boolean) => [
      { key: "availability", value: "online" },
      { key: "navicast.actions", value: "slice.next" },
      { key: "navicast.lease-millis", value: 250 },
      { key: "navicast.active", value: active },
      { key: "navicast.paused", value: !active },
    ];
    expect(answers[0]?.context["data"]).toEqual({ source: "status", product: "Test", items: items(true) });
    expect(answers[1]?.context["data"]).toEqual({ source: "status", product: "Test", items: items(false) });
    expect(hub.requests.every(({ body }) => (body["event"] as Fields)?.["hub.event"] !== "status-response")).toBe(true);
  });

  test("says that it leaves, and lets go", async () => {
    const calls: boolean[] = [];
    await join({}, (n) => n.on("pointer.show", (on) => calls.push(on)));
    await tell(phase("started"));
    navicast.close();
    expect(calls).toEqual([true, false]);
    expect(viewers().at(-1)?.state).toBe("leaving");
    await after(60_000);
    expect(hub.sockets.length).toBe(1);
  });
});

test("devices and profile are asked for when the link is there", async () => {
  const answer = {
    subscriber: "NAVICAST-1",
    data: {
      product: "NAVICast",
      items: [
        { key: "device.cap", value: "lost" },
        { key: "reason.cap", value: "plug it in" },
        { key: "profile", value: "reading" },
        { key: "mode", value: "planning" },
        { key: "binding.1", value: "left tap: slice.previous" },
      ],
    },
  };
  let asked = 0;
  const answers = () => (++asked === 1 ? [] : [answer]); // the first time the page was too busy to hear it
  vi.stubGlobal("fetch", async (url: string | URL, init: RequestInit) =>
    String(url).endsWith("/request") ? Response.json({ responses: answers() }) : hub.fetch(url, init),
  );
  const told: unknown[] = [];
  await join({}, (n) => {
    n.onDevice(({ device, state, reason }) => told.push([device, state, reason]));
    n.onProfile(({ profile, mode, bindings }) => told.push([profile, mode, bindings.map(({ words }) => words)]));
  });
  await vi.advanceTimersByTimeAsync(60_000);
  expect(asked).toBe(2);
  expect(told).toEqual([
    ["cap", "lost", "plug it in"],
    ["reading", "planning", ["left tap: slice.previous"]],
  ]);
  await tell((c, f) => wire.device("connected", c, f), { device: "cap" });
  await tell(wire.profile, { profile: "lab" });
  expect(told.slice(2)).toEqual([
    ["cap", "connected", undefined],
    ["lab", undefined, ["left tap: slice.next"]],
  ]);
});

test("a gateway whose clock is off is shown", async () => {
  await join();
  await tell((c, f) => wire.device("connected", c - 3_600_000, f));
  expect(navicast.gateways()).toMatchObject([{ gateway: "or-3-navi", trusted: false }]);
  expect(navicast.gateways()[0]?.offsetMillis).toBeCloseTo(3_600_000, -1);
});
