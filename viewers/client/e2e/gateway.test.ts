import { afterAll, describe, expect, test } from "vitest";
import WebSocket from "ws";
import { type Button, connect, mockLogin, type Navicast, type SocketClass, type State } from "../src/index.ts";
import {
  Foot,
  freePort,
  onRunningMachine,
  type Program,
  Program as Started,
  sleep,
  startGateway,
  startHub,
  stopAll,
  TOPIC,
  until,
} from "./processes.ts";

interface Seen extends Button {
  readonly at: number;
}

interface Viewer {
  readonly navicast: Navicast;
  readonly buttons: Seen[];
  readonly states: State[];
}

const viewers: Viewer[] = [];

function join(port: number, topic = TOPIC): Viewer {
  const hub = `http://127.0.0.1:${port}/api/hub`;
  const navicast = connect({
    hub,
    topic,
    token: mockLogin(hub, topic),
    product: "Test",
    WebSocket: WebSocket as unknown as SocketClass,
  });
  const viewer: Viewer = { navicast, buttons: [], states: [] };
  navicast.onButton((button) => viewer.buttons.push({ ...button, at: performance.now() }));
  navicast.onState((state) => viewer.states.push(state));
  viewers.push(viewer);
  return viewer;
}

const online = (viewer: Viewer) => until("online", () => viewer.navicast.state === "online");

afterAll(stopAll);

/** A test whose viewers leave when it is over. */
function check(name: string, attempt: () => Promise<void>, end: () => Promise<void> = async () => {}): void {
  const once = async (): Promise<void> => {
    viewers.splice(0);
    try {
      await attempt();
    } finally {
      viewers.forEach(({ navicast }) => navicast.close());
      await end();
    }
  };
  const overloaded = (): boolean => viewers.some(({ buttons }) => buttons.some(({ cause }) => cause === "overload"));
  test(name, () => onRunningMachine(once, overloaded));
}

let demo: Program;

async function seesWhatTheDemoSees(): Promise<void> {
  demo = new Started("navicast", ["demo", "--port", "0", "--json"]);
  const { url, topic } = JSON.parse(await demo.line((line) => line.includes('"type":"hub"'))) as {
    url: string;
    topic: string;
  };
  const viewer = join(Number(new URL(url).port), topic);
  const poses = new Set<string>();
  let moved = 0;
  viewer.navicast.onTool(({ name, tracked }) => tracked && poses.add(name));
  viewer.navicast.onMotion(() => moved++);
  await online(viewer);
  await until("some presses", () => viewer.buttons.length >= 8);
  const to = Date.now() - 500;
  viewer.navicast.close();
  await sleep(2000); // what the other subscriber was told meanwhile is on its way out
  await demo.kill();

  const presses = demo.lines
    .filter((line) => line.includes('"state":"pressed"'))
    .map((line) => (JSON.parse(line) as { resource: { seq: number; capturedAt: string } }).resource);
  const first = viewer.buttons[0]?.resource.seq ?? Infinity;
  const theirs = presses
    .filter(({ seq, capturedAt }) => seq >= first && Date.parse(capturedAt) < to)
    .map(({ seq }) => seq);
  const ours = viewer.buttons.filter(({ on }) => on).map(({ resource }) => resource.seq);
  expect(theirs.length).toBeGreaterThan(1);
  expect(ours.filter((seq) => theirs.includes(seq))).toEqual(theirs);
  expect(new Set(ours).size).toBe(ours.length);
  expect(viewer.buttons.filter(({ on }) => !on).length).toBe(ours.length);
  expect(poses.size).toBeGreaterThan(0);
  expect(moved).toBeGreaterThan(10);
}

check(
  "what the demo's own subscriber sees the client sees, each press once and each with its end",
  seesWhatTheDemoSees,
  async () => demo?.kill(),
);

describe("a hub, a gateway and a pedal as processes of their own", () => {
  let port: number;
  let hub: Program;
  let gateway: Program;
  let foot: Foot;

  const checkAll = (name: string, attempt: () => Promise<void>): void =>
    check(name, attempt, async () => {
      await Promise.all([hub?.kill(), gateway?.kill(), foot?.unplug()]);
    });

  async function start(): Promise<Viewer> {
    port = await freePort();
    hub = await startHub(port);
    foot = new Foot();
    gateway = await startGateway(port, foot);
    const viewer = join(port);
    await online(viewer);
    await until("the pedals are there", () => works(viewer));
    viewer.buttons.length = 0;
    return viewer;
  }

  /** Taps until a tap is seen whole, so that nothing is left of the start. */
  async function works(viewer: Viewer): Promise<boolean> {
    const before = viewer.buttons.length;
    foot.down();
    await sleep(60);
    foot.up();
    await sleep(60);
    const seen = viewer.buttons.slice(before);
    return seen.length === 2 && seen[0]?.on === true && seen[1]?.on === false;
  }

  /**
   * Holds the pedal down. A gateway that a busy machine kept from running lets go by itself, and may not tell a press at
   * all, as it should; then once more.
   */
  async function hold(viewer: Viewer): Promise<void> {
    await until("a press that lasts", async () => {
      viewer.buttons.length = 0;
      foot.down();
      await sleep(400);
      if (viewer.buttons.length === 1 && viewer.buttons[0]?.on) return true;
      foot.up();
      await sleep(60);
      return false;
    });
  }

  checkAll("latency, and kill -9 of the gateway lets go within 300 ms", async () => {
    const viewer = await start();
    const call: number[] = [];
    const age: number[] = [];
    while (call.length < 200) {
      const before = viewer.buttons.length;
      const pressed = performance.now();
      foot.down();
      const seen = await until("the press", () => viewer.buttons[before], 1000).catch(() => undefined);
      foot.up();
      if (seen) {
        call.push(seen.at - pressed);
        age.push(seen.ageMillis);
        await until("the release", () => viewer.buttons[before + 1]);
      }
      await sleep(5);
    }
    console.log(`foot to call, ms: ${quantiles(call)}; capture to call, ms: ${quantiles(age)}`);

    await hold(viewer);
    const killed = performance.now();
    await gateway.kill();
    const end = await until("let go", () => viewer.buttons[1]);
    expect(end.on).toBe(false);
    expect(end.cause).toBe("lease");
    expect(end.at - killed).toBeLessThan(300);
    console.log(`kill -9 of the gateway to let go: ${(end.at - killed).toFixed(0)} ms`);
  });

  checkAll("an unplugged pedal lets go", async () => {
    const viewer = await start();
    await hold(viewer);
    await foot.unplug();
    const end = await until("let go", () => viewer.buttons[1]);
    expect(end.on).toBe(false);
    expect(["device-lost", "overload"]).toContain(end.cause); // overload: the machine stood still at that moment
  });

  checkAll("a hub that is killed and started again: all is let go at once, and the next press arrives", async () => {
    const viewer = await start();
    await hold(viewer);
    const killed = performance.now();
    await hub.kill();
    const end = await until("let go", () => viewer.buttons[1]);
    expect(end.on).toBe(false);
    expect(end.at - killed).toBeLessThan(300);
    await sleep(1500);
    foot.up();
    hub = await startHub(port);
    const started = performance.now();
    await online(viewer);
    console.log(`the hub is back to online: ${(performance.now() - started).toFixed(0)} ms`);
    await until("a tap arrives", () => works(viewer));
    expect(viewer.buttons.filter(({ on, resource }) => on && resource.pressId === end.resource.pressId).length).toBe(1);
  });

  checkAll(
    "a hub that stands still: the hold ends by its lease, the link is given up in 3 s, nothing comes late",
    async () => {
      const viewer = await start();
      await hold(viewer);
      hub.signal("SIGSTOP");
      const stopped = performance.now();
      const end = await until("let go", () => viewer.buttons[1]);
      expect(end.at - stopped).toBeLessThan(300);
      foot.up();
      await sleep(20);
      foot.down(); // nobody may ever hear of this one
      foot.up();
      await until("given up", () => viewer.navicast.state !== "online");
      expect(performance.now() - stopped).toBeLessThan(3300);
      const quiet = viewer.buttons.length;
      hub.signal("SIGCONT");
      await online(viewer);
      await sleep(500);
      expect(viewer.buttons.slice(quiet).filter(({ on }) => on)).toEqual([]);
      await until("a tap arrives", () => works(viewer));
    },
  );

  checkAll("two viewers on one topic both see it, and the status tells of both and of the pedals", async () => {
    const one = await start();
    const two = join(port);
    await online(two);
    two.navicast.on("slice.next", () => {});
    await hold(one);
    foot.up();
    const newest = (viewer: Viewer) =>
      JSON.stringify(viewer.buttons.slice(-2).map(({ resource, on }) => [resource.seq, on]));
    await until("both", () => one.buttons.length === 2 && newest(one) === newest(two));
    const status = await one.navicast.status();
    expect(status.find(({ product }) => product === "NAVICast")?.items["device.pedals"]).toBe("connected");
    expect(status.find(({ product }) => product === "Test")?.items["navicast.actions"]).toBe("slice.next");
  });
});

function quantiles(values: number[]): string {
  const sorted = values.sort((a, b) => a - b);
  const at = (part: number) => (sorted[Math.floor(part * (sorted.length - 1))] ?? NaN).toFixed(2);
  return `p50 ${at(0.5)}, p99 ${at(0.99)} of ${sorted.length}`;
}
