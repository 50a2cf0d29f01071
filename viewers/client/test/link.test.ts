import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { Link, type LinkOptions, rebased } from "../src/link.ts";
import { FakeHub } from "./fake-hub.ts";

let hub: FakeHub;
let link: Link;
let states: string[];
let heard: Record<string, unknown>[];
const reasons: string[] = [];

beforeEach(() => {
  vi.useFakeTimers();
  hub = new FakeHub();
  states = [];
  heard = [];
  reasons.length = 0;
});

afterEach(() => {
  link.close();
  vi.useRealTimers();
});

async function start(options: Partial<LinkOptions> = {}): Promise<void> {
  const given: LinkOptions = {
    hub: "http://127.0.0.1:2018/api/hub",
    topic: "OR-3",
    name: "VIEWER-1",
    product: "Test",
    events: ["navi-button"],
    WebSocket: hub.WebSocket,
    fetch: hub.fetch,
    now: () => Date.now(),
    random: () => 0.5,
    ...options,
  };
  link = new Link(given, {
    state: (state, reason) => {
      states.push(state);
      reasons.push(reason);
    },
    message: (message) => heard.push(message),
  });
  link.start();
  await after(0);
}

const after = async (millis: number): Promise<unknown> => vi.isFakeTimers() && vi.advanceTimersByTimeAsync(millis);
const event = (name: string, more = {}) => ({
  ...more,
  event: { "hub.topic": "OR-3", "hub.event": name, context: [] },
});

test("subscribes by a form, binds where the hub is reached, and is online when its own event came back", async () => {
  await start();
  expect(hub.subscriptions[0]?.body).toMatchObject({
    "hub.mode": "subscribe",
    "hub.channel.type": "websocket",
    "hub.topic": "OR-3",
    "subscriber.name": "VIEWER-1",
    "subscriber.product.name": "Test",
  });
  expect(hub.subscriptions[0]?.body["hub.events"]).toMatch(/^navi-button,status-request,navi-echo-\w+$/);
  expect(hub.subscriptions[0]?.token).toBeUndefined();
  expect(hub.socket.url).toBe("ws://127.0.0.1:2018/bind/1");
  expect(states).toEqual(["connecting", "online"]);
});

test("at a hub that takes events by POST only, the event goes by POST, without the name that would keep it from us", async () => {
  hub.socketPublish = false;
  await start();
  expect(states).toEqual(["connecting", "online"]);
  expect(hub.socket.sent).toEqual([]);
  const probe = hub.requests.find(({ body }) => "event" in body);
  expect(probe?.path).toBe("/api/hub");
  expect(probe?.body).not.toHaveProperty("subscriber.name");
});

test("a hub to which nothing arrives is not online, though it took the subscription", async () => {
  hub.delivers = false;
  await start();
  await after(2900);
  expect(states).not.toContain("online");
  await after(1000);
  expect(states).toContain("offline");
});

test("silence is found within 3 s, also where the socket stays open, and the old socket is heard no more", async () => {
  await start();
  const old = hub.socket;
  hub.silent = true;
  await after(3000);
  expect(states.at(-1)).not.toBe("online");
  expect(old.closed).toBe(true);
  hub.silent = false;
  hub.say(old, event("navi-button"));
  await after(5000);
  expect(states.at(-1)).toBe("online");
  expect(heard).toEqual([]);
});

test("comes back after a close, also after one by 1000", async () => {
  await start();
  for (const code of [1006, 1000, 1011, 1013]) {
    hub.cut(hub.socket, code);
    expect(states.at(-1)).toBe("offline");
    await after(260);
    expect(states.at(-1)).toBe("online");
  }
  expect(hub.sockets.length).toBe(5);
});

test("a hub that does not answer is given up after 3 s and asked again", async () => {
  hub.silent = true;
  await start();
  await after(3001);
  expect(states).toEqual(["connecting", "offline"]);
  expect(reasons.at(-1)).toBe("the hub does not answer");
  hub.silent = false;
  await after(2000);
  expect(states.at(-1)).toBe("online");
});

test("a page that stood still takes the answer that has come meanwhile", async () => {
  vi.useRealTimers();
  let asks = (): void => {};
  const asking = new Promise<void>((asked) => (asks = asked));
  const late: typeof fetch = (address, asked) => {
    asks();
    return new Promise((answered, failed) => {
      asked?.signal?.addEventListener("abort", () => failed(asked.signal?.reason));
      setTimeout(() => answered(hub.fetch(address, asked)), 3050);
    });
  };
  await start({ fetch: late });
  await asking;
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 3100); // it draws
  await vi.waitFor(() => expect(states.at(-1)).toBe("online"), 10_000);
  expect(states).toEqual(["connecting", "online"]);
  expect(hub.subscriptions.length).toBe(1);
});

test("a subscription that is granted after the end is given back", async () => {
  let answer = (): void => {};
  const late: typeof fetch = (...asked) => new Promise((answered) => (answer = () => answered(hub.fetch(...asked))));
  await start({ fetch: late });
  link.close();
  answer();
  await after(0);
  answer();
  await after(0);
  expect(hub.requests.map(({ body }) => body["hub.mode"])).toEqual(["subscribe", "unsubscribe"]);
  expect(hub.requests[1]?.body["hub.channel.endpoint"]).toBe("wss://inside.example.org:1/bind/1");
});

test("a socket that never opens is given up", async () => {
  await start();
  hub.cut(hub.socket, 1006);
  hub.accepts = ({ body }) => {
    hub.silent = body["hub.mode"] === "subscribe"; // answers the subscription, then stands still
    return 200;
  };
  await after(4000);
  expect(states.filter((state) => state === "offline").length).toBeGreaterThanOrEqual(2);
});

test("asks for the token each time, and for a new one after a refusal", async () => {
  const asked: boolean[] = [];
  hub.accepts = ({ token }) => (token === "good" ? 200 : 401);
  await start({ token: async (renew) => (asked.push(renew), renew ? "good" : "old") });
  expect(states).toEqual(["connecting", "refused"]);
  expect(reasons.at(-1)).toBe("the hub does not accept the token (401: refused 401)");
  await after(300);
  expect(states.at(-1)).toBe("online");
  expect(asked.slice(0, 2)).toEqual([false, true]);
});

test("a token that is taken is not asked for anew with each question", async () => {
  const asked: boolean[] = [];
  hub.socketPublish = false;
  let good = "first";
  hub.accepts = ({ token }) => (token === good ? 200 : 401);
  await start({ token: (renew) => (asked.push(renew), renew ? good : "first") });
  good = "second";
  await after(10_000);
  expect(states).not.toContain("refused");
  const renewals = asked.filter(Boolean).length;
  expect(renewals).toBeLessThan(asked.length);
  expect(states.at(-1)).toBe("online");
});

test("what a hub says is one short line in a reason", async () => {
  await start();
  hub.say(hub.socket, { detail: `no\r\n\u001b[31mforged ${"x".repeat(5000)}` });
  await after(0);
  expect(reasons.at(-1)).toMatch(/^the hub refused what was sent: no \[31mforged x+$/);
  expect(reasons.at(-1)?.length).toBeLessThanOrEqual(200);
});

test("a token that no header may have is not sent", async () => {
  await start({ token: () => "abc\n" });
  expect(states.at(-1)).toBe("refused");
  expect(hub.requests).toEqual([]);
});

test("a token callback that fails is tried again", async () => {
  let count = 0;
  await start({
    token: () => {
      if (count++ === 0) throw new Error("the login page was closed");
      return "good";
    },
  });
  expect(reasons.at(-1)).toBe("the login page was closed");
  await after(300);
  expect(states.at(-1)).toBe("online");
});

test("who may not publish is online without proof, and is not thrown out for silence", async () => {
  hub.socketPublish = false;
  hub.accepts = ({ body }) => ("event" in body ? 403 : 200);
  await start();
  expect(states.at(-1)).toBe("online");
  await after(20_000);
  expect(hub.sockets.length).toBe(1);
});

test("a subscription that the hub ends begins anew with a new token", async () => {
  const asked: boolean[] = [];
  await start({ token: (renew) => (asked.push(renew), "t") });
  hub.say(hub.socket, { "hub.mode": "denied", "hub.reason": "the token of this subscription has ended" });
  await after(0);
  expect(states.at(-1)).toBe("refused");
  await after(300);
  expect(states.at(-1)).toBe("online");
  expect(asked.at(1)).toBe(true);
});

test("a refusal on the socket is the end of the link", async () => {
  await start();
  hub.say(hub.socket, { detail: "This subscription has ended, subscribe again" });
  await after(0);
  expect(states.at(-1)).toBe("offline");
});

test("a subscription with a lease is renewed before its end, and keeps its socket", async () => {
  hub.lease = 100;
  await start({ token: () => "t" });
  await after(75_100);
  expect(hub.subscriptions.length).toBe(2);
  expect(hub.subscriptions[1]?.body["hub.channel.endpoint"]).toBe("wss://inside.example.org:1/bind/1");
  expect(hub.sockets.length).toBe(1);
  await after(75_100);
  expect(hub.subscriptions.length).toBe(3);
});

test("answers a hub's JSON ping; garbage, greetings and binary frames do no harm", async () => {
  await start();
  const { socket } = hub;
  hub.say(socket, { type: "ping" });
  hub.say(socket, { type: "connection.established" });
  for (const nothing of [null, 1, [], "x", { event: 3 }]) hub.say(socket, nothing);
  socket.onmessage?.({ data: "{" } as never);
  socket.onmessage?.({ data: new ArrayBuffer(3) } as never);
  await after(0);
  expect(socket.sent.filter(({ type }) => type === "pong").length).toBe(1);
  expect(states.at(-1)).toBe("online");
  expect(heard).toEqual([]);
});

test("publishes under its name while online, and keeps nothing for later", async () => {
  await start();
  expect(link.publish("navi-viewer", [])).toBe(true);
  expect(hub.socket.sent.at(-1)).toMatchObject({
    "subscriber.name": "VIEWER-1",
    event: { "hub.event": "navi-viewer" },
  });
  hub.cut(hub.socket, 1006);
  expect(link.publish("navi-viewer", [])).toBe(false);
  await after(1000);
  expect(hub.socket.sent.map(({ event }) => (event as Record<string, string>)["hub.event"])).not.toContain(
    "navi-viewer",
  );
});

test("what is closed stays closed", async () => {
  await start();
  link.close();
  await after(60_000);
  expect(states.at(-1)).toBe("closed");
  expect(hub.sockets.length).toBe(1);
});

test("closed while it connects, it does not come to life by the late answer", async () => {
  await start();
  hub.cut(hub.socket, 1006);
  await vi.advanceTimersByTimeAsync(125); // the subscription is under way
  link.close();
  await after(60_000);
  expect(states.at(-1)).toBe("closed");
});

test("scheme and host are the hub's as we reach it, path and query those of the socket", () => {
  expect(rebased("wss://x:1/bind/a?b=c", "http://hub.example.org:2018/api/hub")).toBe(
    "ws://hub.example.org:2018/bind/a?b=c",
  );
  expect(rebased("ws://x/bind/a", "https://hub.example.org/api/hub")).toBe("wss://hub.example.org/bind/a");
  expect(rebased("/bind/a", "https://hub.example.org/api/hub")).toBe("wss://hub.example.org/bind/a");
});
