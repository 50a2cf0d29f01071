// node --test docs/

import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { Consumer } from "./consumer-example.mjs";

const EXAMPLES = new URL("schema/examples/", import.meta.url);
const example = (name) => JSON.parse(readFileSync(new URL(`${name}.json`, EXAMPLES), "utf8"));
const resourceOf = (message) => message.event.context[0].resource;

/** The example with other fields; captured at so many milliseconds of the gateway's clock. */
function event(name, capturedMillis, fields = {}) {
  const message = example(name);
  const capturedAt = new Date(capturedMillis).toISOString().replace("Z", "000Z");
  Object.assign(resourceOf(message), { capturedAt, ageMicros: 0 }, fields);
  return message;
}

const T = Date.parse("2026-11-21T06:13:10Z");
const press = (at, fields) => event("navi-button-pressed", T + at, { seq: 1, pressId: 1, ...fields });
const held = (at, fields) => event("navi-button-held", T + at, { seq: 2, pressId: 1, ...fields });
const release = (at, fields) => event("navi-button-released", T + at, { seq: 9, pressId: 1, ...fields });
const motion = (at, fields) => event("navi-motion", T + at, fields);
const rest = (at, fields) => event("navi-motion-rest", T + at, fields);
const pose = (at, fields) => event("navi-pose", T + at, fields);
const device = (name, at, fields) => event(`navi-device-${name}`, T + at, fields);
const trigger = (at, fields) => event("navi-action-triggered", T + at, { seq: 1, ...fields });
const hold = (phase, at, fields) => event(`navi-action-hold-${phase}`, T + at, { actionId: 1, ...fields });
const rate = (phase, at, fields) => event(`navi-action-rate-${phase}`, T + at, { actionId: 1, ...fields });

/** Plays [milliseconds of the viewer's clock, message or "tick" or "disconnected"] and returns what was acted on. */
function play(steps) {
  const acts = [];
  let now;
  const consumer = new Consumer("OR-3", (name, r, on) => acts.push([now, name.slice(5), on]));
  for (const [at, step] of steps) {
    now = at;
    if (step === "tick") consumer.tick(T + at);
    else if (step === "disconnected") consumer.disconnected();
    else consumer.receive(step, T + at);
  }
  return acts;
}

test("a press is held until it is released", () => {
  assert.deepEqual(play([[2, press(0)], [52, held(50)], [200, "tick"], [212, release(210)], [900, "tick"]]), [
    [2, "button", true],
    [212, "button", false],
  ]);
});

test("1: other topics, other events and other messages are ignored", () => {
  const otherTopic = press(0);
  otherTopic.event["hub.topic"] = "OR-4";
  const otherEvent = press(0);
  otherEvent.event["hub.event"] = "navi-buttons";
  const otherContext = press(0);
  otherContext.event.context[0].key = "patient";
  const greeting = { type: "connection.established", endpoint: "x" };
  assert.deepEqual(play([otherTopic, otherEvent, otherContext, greeting].map((m) => [1, m])), []);
});

test("1: every published example of an event is understood", () => {
  const ends = ["held", "released", "updated", "ended", "cancelled"];
  for (const file of readdirSync(EXAMPLES).filter((name) => /^navi-(?!viewer)/.test(name))) {
    const message = example(file.replace(".json", ""));
    const r = resourceOf(message);
    const starts = !ends.includes(r.state ?? r.phase) && !file.includes("rest");
    assert.equal(play([[Date.parse(r.capturedAt) - T + 1, message]]).length, starts ? 1 : 0, file);
  }
});

test("2: a new session counts anew and ends what the old one held", () => {
  const session = "11111111-2222-4333-8444-555555555555";
  assert.deepEqual(play([[1, press(0, { seq: 900, pressId: 40 })], [100, press(99, { session })]]), [
    [1, "button", true],
    [100, "button", false],
    [100, "button", true],
  ]);
});

test("3: an event that was overtaken by a newer one of the same stream is refused", () => {
  const slower = { translation: [0.1, 0, 0], seq: 5 };
  assert.deepEqual(play([[3, rest(2, { seq: 6 })], [4, motion(0, slower)]]), []);
});

test("3: a motion does not hold up a press that it overtook", () => {
  assert.deepEqual(play([[3, motion(1, { seq: 8 })], [4, press(0, { seq: 7 })]]), [
    [3, "motion", true],
    [4, "button", true],
  ]);
});

test("4: a late press is refused, a late release is not", () => {
  assert.deepEqual(play([[1, device("connected", 0)], [151, press(0)]]).slice(1), [[151, "button", true]]);
  assert.deepEqual(play([[1, device("connected", 0)], [152, press(0)]]).slice(1), []);
  assert.deepEqual(play([[1, press(0)], [240, held(220)], [400, release(240)]]), [
    [1, "button", true],
    [400, "button", false],
  ]);
});

test("4: the first event heard may be late", () => {
  assert.deepEqual(play([[5000, press(0)], [5001, press(10, { seq: 2, pressId: 2 })]]), []);
});

test("4: a clock that is an hour off is learned within a second", () => {
  const off = 3_600_000;
  const next = (at, n) => press(at, { seq: n, pressId: n });
  const steps = [
    [off + 2, next(0, 1)],
    [off + 1102, next(1100, 2)],
    [off + 2152, next(2000, 3)],
    [off + 3153, next(3000, 4)],
  ];
  assert.deepEqual(play(steps), [
    [off + 1102, "button", true],
    [off + 2152, "button", false],
    [off + 2152, "button", true],
    [off + 3153, "button", false],
  ]);
});

test("4: a gateway's clock that is set back is learned again", () => {
  const motions = (back, from) =>
    Array.from({ length: 40 }, (_, i) => [from + i * 1000, motion(from + i * 1000 - 1 - back, { seq: from + i })]);
  const acts = play([...motions(0, 1), ...motions(10_000, 50_000)]);
  const heard = acts.filter(([, , on]) => on).map(([at]) => at);
  assert.equal(heard.filter((at) => at < 50_000).length, 40);
  assert.deepEqual(heard.filter((at) => at >= 50_000), Array.from({ length: 11 }, (_, i) => 79_000 + i * 1000));
});

test("4: time spent in the gateway makes an event older, not the clocks different", () => {
  assert.equal(play([[101, press(0, { ageMicros: 100_000 })]]).length, 1);
  assert.equal(play([[161, press(0, { ageMicros: 160_000 })]]).length, 0);
});

test("4: after ten minutes of silence a clock that is off is learned anew", () => {
  const connected = (at, seq) => [at + 5000, device("connected", at, { seq })];
  const steps = (pause) => [connected(0, 1), connected(1500, 2), [pause + 5000, press(pause)]];
  assert.equal(play(steps(590_000)).length, 3);
  assert.equal(play(steps(610_000)).length, 2);
});

test("5: a press that a hub delivers twice is acted on once", () => {
  const again = press(0, { seq: 3 });
  assert.deepEqual(play([[1, press(0)], [2, press(0)], [3, again], [9, release(8)], [10, again], [11, release(8)]]), [
    [1, "button", true],
    [9, "button", false],
  ]);
});

test("5: nothing revives a press that has ended", () => {
  assert.deepEqual(play([[1, release(0)], [2, press(0)], [3, press(0, { seq: 10 })], [4, held(1, { seq: 11 })]]), []);
});

test("5: a held whose press was not acted on starts nothing", () => {
  assert.deepEqual(play([[51, held(50)], [101, held(100, { seq: 3 })]]), []);
});

test("5: a newer press ends the one before", () => {
  const next = (at, seq) => held(at, { seq, pressId: 2 });
  assert.deepEqual(play([[1, press(0)], [100, next(99, 5)], [150, next(149, 6)]]), [
    [1, "button", true],
    [100, "button", false],
  ]);
});

test("5: a release that is repeated does not end the next press", () => {
  const next = press(49, { seq: 10, pressId: 2 });
  assert.deepEqual(play([[1, press(0)], [9, release(8)], [50, next], [60, release(8, { seq: 11 })]]), [
    [1, "button", true],
    [9, "button", false],
    [50, "button", true],
  ]);
});

test("6: a lease that ran out between two ticks is not renewed", () => {
  assert.deepEqual(play([[1, press(0)], [301, held(300)], [351, held(350, { seq: 3 })]]), [
    [1, "button", true],
    [301, "button", false],
  ]);
});

test("6: without held the lease runs out, counted from the capture", () => {
  const steps = [[1, press(0)], [201, held(200)], [450, "tick"], [452, "tick"], [453, held(452, { seq: 3 })]];
  assert.deepEqual(play(steps), [
    [1, "button", true],
    [452, "button", false],
  ]);
});

test("6: a held that comes late does not lengthen the lease", () => {
  assert.deepEqual(play([[1, press(0)], [245, held(50)], [302, "tick"]]), [
    [1, "button", true],
    [302, "button", false],
  ]);
});

test("7: motion lasts until rest, and rest is never too late", () => {
  assert.deepEqual(play([[1, motion(0, { seq: 1 })], [200, motion(199, { seq: 2 })], [440, rest(210, { seq: 3 })]]), [
    [1, "motion", true],
    [200, "motion", true],
    [440, "motion", false],
  ]);
});

test("7: a motion ends with its lease", () => {
  assert.deepEqual(play([[1, motion(0)], [251, "tick"], [252, "tick"]]), [
    [1, "motion", true],
    [252, "motion", false],
  ]);
});

test("8: a pose grows stale, and an old one is not shown", () => {
  assert.deepEqual(play([[1, pose(0, { seq: 1 })], [300, "tick"], [301, pose(20, { seq: 2 })]]), [
    [1, "pose", true],
    [300, "pose", false],
  ]);
});

test("8: each tool grows stale by itself, and missing is never too late", () => {
  const { tools } = resourceOf(example("navi-pose"));
  const tool = (name, status, at, seq) => pose(at, { seq, tools: [{ ...tools[0], name, status }] });
  const onAndOff = (steps) => play(steps).map(([at, , on]) => [at, on]);
  const a = [1, tool("A", "ok", 0, 1)];
  const b = [2, tool("B", "ok", 1, 2)];
  assert.deepEqual(onAndOff([a, b, [200, tool("B", "ok", 199, 3)], [260, "tick"], [460, "tick"]]), [
    [1, true],
    [2, true],
    [200, true],
    [260, false],
    [460, false],
  ]);
  assert.deepEqual(onAndOff([a, [200, tool("A", "ok", 199, 2)], [449, tool("A", "missing", 190, 3)]]), [
    [1, true],
    [200, true],
    [449, false],
  ]);
});

test("9: a device that is lost takes with it what it held, and only that", () => {
  const lost = device("lost", 2, { seq: 3 });
  const back = device("connected", 3, { seq: 4 });
  const steps = [[1, press(0)], [2, motion(1, { seq: 2 })], [3, lost], [4, back]];
  assert.deepEqual(play(steps), [
    [1, "button", true],
    [2, "motion", true],
    [3, "button", false],
    [3, "device", false],
    [4, "device", true],
  ]);
});

test("9: without a link of its own a viewer lets go of everything", () => {
  assert.deepEqual(play([[1, press(0)], [2, motion(1, { seq: 2 })], [3, "disconnected"]]).slice(2), [
    [3, "button", false],
    [3, "motion", false],
  ]);
});

test("actions: a trigger is acted on once, and not late", () => {
  const late = trigger(0, { seq: 2 });
  const steps = [[1, trigger(0)], [2, trigger(0)], [3, trigger(1, { seq: 3 })], [160, late], [170, trigger(5, { seq: 4 })]];
  assert.deepEqual(play(steps).map(([at]) => at), [1, 3]);
});

test("actions: a hold is on until its end, and its end may come twice", () => {
  const steps = [
    [2, hold("updated", 1, { seq: 1, actionId: 1 })],
    [4, hold("started", 3, { seq: 2, actionId: 2 })],
    [54, hold("updated", 53, { seq: 3, actionId: 2 })],
    [300, hold("ended", 299, { seq: 4, actionId: 2 })],
    [301, hold("ended", 299, { seq: 5, actionId: 2 })],
    [302, hold("updated", 301, { seq: 6, actionId: 2 })],
  ];
  assert.deepEqual(play(steps), [
    [4, "action", true],
    [300, "action", false],
  ]);
});

test("actions: a rate moves at its newest value, and stands still at its end however late", () => {
  const steps = [
    [1, rate("started", 0, { seq: 1 })],
    [51, rate("updated", 50, { seq: 2, value: [0.5, 0, 0] })],
    [52, rate("updated", 49, { seq: 2, value: [1, 0, 0] })],
    [290, rate("cancelled", 60, { seq: 3 })],
  ];
  assert.deepEqual(play(steps), [
    [1, "action", true],
    [51, "action", true],
    [290, "action", false],
  ]);
});

test("actions: without a word a hold and a rate end with their lease, and are not taken up again", () => {
  for (const make of [hold, rate]) {
    const steps = [[1, make("started", 0, { seq: 1 })], [251, "tick"], [252, "tick"], [253, make("updated", 252, { seq: 2 })]];
    assert.deepEqual(play(steps), [
      [1, "action", true],
      [252, "action", false],
    ]);
  }
});

test("actions: an end that overtook its start, and an older one that comes late, start nothing", () => {
  const steps = [
    [2, hold("ended", 1, { seq: 2, actionId: 5 })],
    [3, hold("started", 0, { seq: 1, actionId: 5 })],
    [4, hold("started", 0, { seq: 3, actionId: 4 })],
    [5, hold("started", 4, { seq: 4, actionId: 5 })],
  ];
  assert.deepEqual(play(steps), []);
});

test("actions: a newer one of the same action and device ends the one before", () => {
  const steps = [
    [1, rate("started", 0, { seq: 1, actionId: 1 })],
    [11, rate("started", 10, { seq: 2, actionId: 2 })],
    [12, rate("cancelled", 11, { seq: 3, actionId: 1 })],
    [21, rate("updated", 20, { seq: 4, actionId: 2 })],
  ];
  assert.deepEqual(play(steps).map(([at, , on]) => [at, on]), [[1, true], [11, false], [11, true], [21, true]]);
});

test("actions: a device that is lost and a link that is cut end what lasts", () => {
  const lost = event("navi-device-lost", T + 5, { seq: 9, device: "cap" });
  assert.deepEqual(play([[1, rate("started", 0, { seq: 1 })], [6, lost]]), [
    [1, "action", true],
    [6, "action", false],
    [6, "device", false],
  ]);
  assert.deepEqual(play([[1, hold("started", 0, { seq: 1 })], [6, "disconnected"]]), [
    [1, "action", true],
    [6, "action", false],
  ]);
});

test("the cases of conformance/consumer", async (t) => {
  const folder = new URL("../conformance/consumer/", import.meta.url);
  for (const file of readdirSync(folder).filter((name) => name.endsWith(".json"))) {
    const { cases } = JSON.parse(readFileSync(new URL(file, folder), "utf8"));
    for (const one of cases) await t.test(`${file}: ${one.name}`, () => assert.deepEqual(playCase(one), one.acts));
  }
});

/** As the README there wants it. */
function playCase({ topic, self, steps }) {
  const acts = [];
  let at = steps[0].at;
  const consumer = new Consumer(topic, (event, r, on) => acts.push({ at, event, ...actOf(event, r, on) }), self);
  for (const step of steps) {
    for (at += 10; at < step.at; at += 10) consumer.tick(T + at);
    at = step.at;
    if (step.receive) consumer.receive(step.receive, T + at);
    else consumer.tick(T + at);
    if (step.disconnected) consumer.disconnected();
    if ("paused" in step) consumer.paused = step.paused;
  }
  return acts;
}

function actOf(event, { device, control, action, tools, frame, translation, rotation, value }, on) {
  const tool = tools?.[0];
  const moved = event === "navi-motion" ? [...translation, ...rotation] : value;
  const act = { device, control, action, tool: tool?.name, frame: tool && frame, on };
  const more = { value: on ? moved : undefined, status: on || tool?.status !== "ok" ? tool?.status : undefined };
  return JSON.parse(JSON.stringify({ ...act, ...more })); // without what is undefined
}

test("whatever a hub does to order and time, no press is late or twice, and no hold outlives its lease", () => {
  for (let seed = 1; seed <= 2000; seed++) {
    let state = seed;
    const random = (n) => (state = (state * 48271) % 2147483647) % n; // Lehmer
    const sent = [device("connected", 0, { seq: 1 })];
    for (let id = 1, at = 100; id <= 4; id++, at += 200) {
      const next = (make, ms) => sent.push(make(at + ms, { seq: sent.length + 1, pressId: id }));
      next(press, 0);
      for (let ms = 50; ms < random(8) * 50; ms += 50) next(held, ms);
      next(release, 150);
    }
    const delivered = sent.flatMap((message) => {
      const at = Date.parse(resourceOf(message).capturedAt) - T;
      const copies = resourceOf(message).seq === 1 ? 1 : [0, 1, 1, 1, 2][random(5)];
      return Array.from({ length: copies }, () => [at + 1 + random(3) * random(200), message]);
    });
    for (let at = 0; at < 2000; at += 10) delivered.push([at, "tick"]);
    delivered.sort(([a], [b]) => a - b);

    const pressed = [];
    let heard = 0; // capture of the newest sign that the person still holds
    let isOn = false;
    let now;
    const consumer = new Consumer("OR-3", (name, r, on) => {
      if (name !== "navi-button") return;
      if (on) {
        pressed.push(r.pressId);
        heard = Date.parse(r.capturedAt) - T;
        assert.ok(now - heard <= 151 + 50, `seed ${seed}: late`);
      }
      isOn = on;
    });
    for (const [at, step] of delivered) {
      now = at;
      if (step === "tick") consumer.tick(T + at);
      else consumer.receive(step, T + at);
      const r = step === "tick" ? {} : resourceOf(step);
      if (r.state === "held" && r.pressId === pressed.at(-1)) heard = Math.max(heard, Date.parse(r.capturedAt) - T);
      assert.ok(!isOn || step !== "tick" || now - heard <= 251 + 50, `seed ${seed}: outlived`);
    }
    assert.equal(new Set(pressed).size, pressed.length, `seed ${seed}: twice`);
    assert.ok(!isOn, `seed ${seed}: never let go`);
  }
});
