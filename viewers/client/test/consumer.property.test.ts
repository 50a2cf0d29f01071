// Whatever arrives, in whatever order and however late: nothing acts late, twice, or after its end, and what starts ends.

import fc from "fast-check";
import { expect, test } from "vitest";
import * as wire from "../../../conformance/consumer/make/wire.mjs";
import { type Act, Consumer } from "../src/consumer.ts";
import { EPOCH } from "./play.ts";

type Message = Record<string, unknown>;
type Step =
  | { kind: "message"; wait: number; message: Message }
  | { kind: "tick" | "disconnected" | "paused" | "resumed"; wait: number };

const RUNS = 1000;
const millis = (max: number) => fc.integer({ min: 0, max });
const common = fc.record({
  seq: fc.integer({ min: 1, max: 40 }),
  session: fc.constantFrom(wire.SESSION, "11111111-2222-4333-8444-555555555555"),
  gateway: fc.constantFrom("or-3-navi", "or-3-navi", "second"),
  device: fc.constantFrom("pedals", "cap"),
});
const id = fc.integer({ min: 1, max: 5 });
const value = fc.option(fc.double({ min: -1, max: 1, noNaN: true }), { nil: undefined });
const axes = fc.tuple(...[0, 1, 2].map(() => fc.constantFrom(0, 0.5, -1)));
const tools = fc.array(fc.tuple(fc.constantFrom("A", "B"), fc.constantFrom("ok", "missing", "invalid")), {
  minLength: 1,
  maxLength: 3,
});

/** Something a gateway could say, captured so many milliseconds ago. */
const told: fc.Arbitrary<(captured: number) => Message> = fc.oneof(
  fc
    .tuple(common, id, fc.constantFrom("pressed", "held", "released", "cancelled"), fc.constantFrom("left", "right"))
    .map(
      ([c, pressId, state, control]) =>
        (at: number) =>
          wire.button(state, at, { ...c, pressId, control }),
    ),
  fc.tuple(common, id, fc.constantFrom("started", "updated", "ended", "cancelled"), value).map(
    ([c, actionId, phase, v]) =>
      (at: number) =>
        wire.action(phase, at, {
          ...c,
          actionId,
          action: "x",
          ...(v === undefined || phase === "ended" || phase === "cancelled" ? {} : { value: v }),
        }),
  ),
  common.map((c) => (at: number) => wire.trigger(at, c)),
  fc.tuple(common, axes).map(
    ([c, translation]) =>
      (at: number) =>
        wire.motion(at, translation, c),
  ),
  fc.tuple(common, tools).map(
    ([c, list]) =>
      (at: number) =>
        wire.pose(
          at,
          list.map(([name, status]) => wire.tool(name, status)),
          c,
        ),
  ),
  fc.tuple(common, fc.constantFrom("connected", "lost")).map(
    ([c, state]) =>
      (at: number) =>
        wire.device(state, at, c),
  ),
);

const step: fc.Arbitrary<(now: number) => Step> = fc.oneof(
  {
    weight: 8,
    arbitrary: fc
      .tuple(told, fc.oneof(millis(20), millis(600)), millis(80))
      .map(([make, age, wait]) => (now: number): Step => ({ kind: "message", wait, message: make(now + wait - age) })),
  },
  { weight: 2, arbitrary: millis(300).map((wait) => (): Step => ({ kind: "tick", wait })) },
  {
    weight: 1,
    arbitrary: fc
      .constantFrom("disconnected", "paused", "resumed" as const)
      .map((kind) => (): Step => ({ kind, wait: 10 }) as Step),
  },
);

interface Told {
  now: number;
  act: Act;
  paused: boolean;
}

function run(
  makers: ((now: number) => Step)[],
  check: (consumer: Consumer, now: number, on: Map<string, Told>) => void = () => {},
) {
  const acts: Told[] = [];
  const on = new Map<string, Told>();
  let now = 0;
  const consumer = new Consumer({ topic: "OR-3" }, (act) => {
    const entry = { now, act, paused: consumer.paused };
    acts.push(entry);
    if (!lasts(act)) return;
    if (act.on) on.set(keyOf(act), entry);
    else on.delete(keyOf(act));
  });
  // What is known of the clocks in every case: the first event came without delay.
  consumer.receive(wire.device("connected", 0, { seq: 1, session: wire.SESSION }), EPOCH);
  for (const make of makers) {
    const { wait, ...step } = make(now);
    for (const until = now + wait; now < until;) {
      now = Math.min(now + 25, until);
      if (now < until) consumer.tick(EPOCH + now);
    }
    if (step.kind === "message") consumer.receive(step.message, EPOCH + now);
    else consumer.tick(EPOCH + now);
    if (step.kind === "disconnected") consumer.disconnected();
    if (step.kind === "paused") consumer.pause();
    if (step.kind === "resumed") consumer.resume();
    check(consumer, now, on);
  }
  consumer.tick(EPOCH + now + 300);
  return { acts, on, consumer };
}

const lasts = (act: Act) =>
  act.event === "navi-action" ? act.lasts : act.event !== "navi-device" && act.event !== "navi-profile";

function keyOf(act: Act): string {
  const { session, device, control, action, frame } = act.resource as Record<string, unknown> & { session: string };
  return JSON.stringify([
    session,
    act.event,
    device,
    control,
    action,
    frame,
    act.event === "navi-pose" && act.tool.name,
  ]);
}

const numberOf = ({ resource }: Act) =>
  (resource as { pressId?: number; actionId?: number }).pressId ?? (resource as { actionId?: number }).actionId;
const histories = fc.array(step, { minLength: 1, maxLength: 40 });
const holds = (check: (steps: ((now: number) => Step)[]) => void) =>
  fc.assert(fc.property(histories, check), { numRuns: RUNS });

test("nothing acts late", () => {
  holds((steps) => {
    for (const { act } of run(steps).acts) {
      if (!act.on) continue;
      const { validMillis, leaseMillis, phase } = act.resource as {
        validMillis?: number;
        leaseMillis?: number;
        phase?: string;
      };
      if (act.event === "navi-button" || phase === "triggered" || phase === "started")
        expect(act.ageMillis).toBeLessThanOrEqual(validMillis as number);
      if (act.event === "navi-motion") expect(act.ageMillis).toBeLessThanOrEqual(leaseMillis as number);
      if (act.event === "navi-pose") expect(act.ageMillis).toBeLessThanOrEqual(250);
    }
  });
});

test("nothing acts twice, and nothing acts after its end", () => {
  holds((steps) => {
    const newestEnded = new Map<string, number>();
    const isOn = new Set<string>();
    const heard = new Set<string>();
    for (const { act } of run(steps).acts) {
      const key = keyOf(act);
      const once = JSON.stringify([
        key,
        act.resource.seq,
        act.event === "navi-pose" && act.resource.tools.indexOf(act.tool),
      ]);
      if (act.on) expect(heard.has(once), "acted on one event twice").toBe(false);
      if (act.on) heard.add(once);
      if (!lasts(act)) continue;
      const number = numberOf(act) ?? Infinity;
      if (act.on) {
        if (number !== Infinity) expect(number).toBeGreaterThan(newestEnded.get(key) ?? 0);
        isOn.add(key);
      } else {
        expect(isOn.delete(key), "ended what was not on").toBe(true);
        newestEnded.set(key, number);
      }
    }
  });
});

test("everything that starts ends, by its lease at the latest", () => {
  holds((steps) => {
    const { on, consumer } = run(steps, (_, now, going) => {
      for (const { act } of going.values()) {
        if (act.event === "navi-button" || act.event === "navi-action") continue; // renewed without being told
        const captured = Date.parse(act.resource.capturedAt) - EPOCH;
        expect(now - captured).toBeLessThanOrEqual(250 + 50 + 25);
      }
    });
    expect([...on.keys()]).toEqual([]);
    expect(consumer.busy).toBe(false);
  });
});

test("while it is paused nothing begins, and nothing is on", () => {
  holds((steps) => {
    const { acts } = run(steps, (consumer, _, going) => {
      if (consumer.paused) expect(going.size).toBe(0);
    });
    for (const { act, paused } of acts) {
      if (paused && act.on) expect(["navi-device", "navi-profile"]).toContain(act.event);
    }
  });
});

test("no message does harm, whatever it is", () => {
  const spoiled = fc.tuple(told, fc.string(), fc.jsonValue()).map(([make, key, junk]) => {
    const message = make(0);
    const { context } = message["event"] as { context: { resource: Message }[] };
    const resource = context[0]?.resource as Message;
    const keys = Object.keys(resource);
    resource[keys[key.length % keys.length] as string] = junk;
    return message as unknown;
  });
  fc.assert(
    fc.property(fc.array(fc.oneof(spoiled, spoiled, fc.jsonValue()), { maxLength: 20 }), (messages) => {
      let on = 0;
      const consumer = new Consumer({ topic: "OR-3" }, (act) => (on += lasts(act) && act.on ? 1 : 0));
      for (const [i, message] of messages.entries()) consumer.receive(message, EPOCH + i);
      consumer.tick(Number.MAX_SAFE_INTEGER);
      expect(consumer.busy).toBe(false);
    }),
    { numRuns: RUNS },
  );
});

test("memory is bounded: of controls, tools and sessions without end only so many are known", () => {
  let begun = 0;
  const consumer = new Consumer({ topic: "OR-3" }, (act) => (begun += act.on ? 1 : 0));
  for (let i = 0; i < 5000; i++) {
    consumer.receive(wire.button("pressed", 0, { control: `c${i}` }), EPOCH);
    consumer.receive(wire.pose(0, [wire.tool(`t${i}`)], { seq: i + 1 }), EPOCH);
  }
  expect(begun).toBeLessThanOrEqual(2048);
  for (let i = 0; i < 100; i++) {
    consumer.receive(wire.device("connected", 0, { session: `s${i}`, gateway: `g${i}` }), EPOCH);
  }
  expect(consumer.gateways().length).toBe(8);
});
