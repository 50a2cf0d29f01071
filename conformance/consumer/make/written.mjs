// Cases written by hand, one or more for each rule of docs/consumers.md. What is expected was written down by a person
// who read that page; no code worked it out.

import { action, button, device, envelope, motion, pose, profile, SESSION, tool, trigger } from "./wire.mjs";

const SECOND_SESSION = "11111111-2222-4333-8444-555555555555";
const OTHER_TOPIC = { topic: "OR-4" };
const HOUR = 3_600_000;

// What a consumer does, in short.
const left = (at, on) => ({ at, event: "navi-button", device: "pedals", control: "left", on });
const right = (at, on) => ({ at, event: "navi-button", device: "pedals", control: "right", on });
const cap = (at, on, value) => ({ at, event: "navi-motion", device: "cap", on, ...(on ? { value } : {}) });
const shown = (at, name, frame = "Reference") => tooled(at, name, frame, true, "ok");
const hidden = (at, name, status, frame = "Reference") => tooled(at, name, frame, false, status);
const tooled = (at, name, frame, on, status) => ({
  at,
  event: "navi-pose",
  device: "tracker",
  tool: name,
  frame,
  on,
  ...(status ? { status } : {}),
});
const stepped = (at, value = 1) => ({
  at,
  event: "navi-action",
  device: "pedals",
  action: "slice.next",
  on: true,
  value,
});
const held = (at, on) => ({ at, event: "navi-action", device: "pedals", action: "pointer.show", on });
const rated = (at, on, value) => ({
  at,
  event: "navi-action",
  device: "pedals",
  action: "slice.scroll",
  on,
  ...(on ? { value } : {}),
});
const plugged = (at, on, name = "pedals") => ({ at, event: "navi-device", device: name, on });
const bound = (at) => ({ at, event: "navi-profile", on: true });

const press = (captured, fields) => button("pressed", captured, fields);
const still = (captured, fields) => button("held", captured, { seq: 2, ...fields });
const release = (captured, fields) => button("released", captured, { seq: 9, ...fields });
const FULL_RIGHT = [1, 0, 0];
const RIGHT = [1, 0, 0, 0, 0, 0];
const REST = [0, 0, 0];

/** [at, message], [at], [at, "disconnected"], [at, "paused"], [at, "resumed"]. */
const steps = (list) =>
  list.map(([at, what]) => {
    if (what === undefined) return { at };
    if (what === "disconnected") return { at, disconnected: true };
    if (what === "paused" || what === "resumed") return { at, paused: what === "paused" };
    return { at, receive: what };
  });

const one = (name, why, list, acts, more = {}) => ({ name, why, topic: "OR-3", ...more, steps: steps(list), acts });

export const written = {
  "1-for-me": {
    title: "Is it for me? (step 1)",
    cases: [
      one(
        "another topic",
        "in a conference a hub sends events of other topics",
        [[10, button("pressed", 0, {}, OTHER_TOPIC)]],
        [],
      ),
      one(
        "a topic in another case",
        "topics are compared with their case",
        [[10, button("pressed", 0, {}, { topic: "or-3" })]],
        [],
      ),
      one(
        "a name that contains one of ours",
        "hubs match names by substring",
        [
          [10, envelope("navi-buttons", 0, { device: "pedals", control: "left", state: "pressed", pressId: 1 })],
          [20, envelope("my-navi-button", 0, { device: "pedals", control: "left", state: "pressed", pressId: 1 })],
        ],
        [],
      ),
      one(
        "another context",
        "only the entry with the key navicast is ours",
        [[10, button("pressed", 0, {}, { key: "patient" })]],
        [],
      ),
      one(
        "messages without an event",
        "hubs greet, answer and complain on the same socket",
        [
          [10, { type: "connection.established", endpoint: "x", timestamp: "2026-11-21T06:13:10" }],
          [20, { "hub.mode": "denied", "hub.topic": "OR-3", "hub.reason": "x" }],
          [30, { detail: "This subscription has ended, subscribe again" }],
          [40, press(30)],
        ],
        [left(40, true)],
      ),
      one(
        "another event with the context of a person",
        "what is open in the room is no input",
        [
          [
            10,
            {
              event: {
                "hub.topic": "OR-3",
                "hub.event": "imagingstudy-open",
                context: [{ key: "study", resource: {} }],
              },
            },
          ],
        ],
        [],
      ),
      one(
        "an event of another topic does not set the clock or the sequence",
        "it was ignored before anything was made of it",
        [
          [10, button("pressed", 0, { seq: 900, pressId: 90 }, OTHER_TOPIC)],
          [20, press(10)],
        ],
        [left(20, true)],
      ),
    ],
  },

  "1-targets": {
    title: "Targets, which hubs ignore in a conference (step 1); for consumers that know their own name",
    cases: [
      ["name", { "target.subscriber.name": "viewer-1" }, { "target.subscriber.name": "VIEWER-2" }, "in any case"],
      ["product", { "target.product.name": "Test" }, { "target.product.name": "test" }, "with its case"],
      ["actor", { "target.actor": "VIEWER" }, { "target.actor": "viewer" }, "with its case"],
    ].map(([what, mine, others, how]) =>
      one(
        `a target by ${what}`,
        `it is compared ${how}; * is everybody`,
        [
          [10, button("pressed", 0, { seq: 1 }, { root: others })],
          [20, button("pressed", 10, { seq: 2, pressId: 2 }, { root: mine })],
          [30, button("released", 20, { seq: 3, pressId: 2 }, { root: { [Object.keys(mine)[0]]: "*" } })],
        ],
        [left(20, true), left(30, false)],
        { self: { name: "VIEWER-1", product: "Test", actors: ["VIEWER"] } },
      ),
    ),
  },

  "2-session": {
    title: "Which session? (step 2)",
    cases: [
      one(
        "a gateway that was started anew",
        "a new session counts from the beginning and ends what the old one held",
        [
          [10, press(0, { seq: 900, pressId: 40 })],
          [100, press(90, { session: SECOND_SESSION })],
          [120, button("released", 110, { session: SECOND_SESSION, seq: 2 })],
        ],
        [left(10, true), left(100, false), left(100, true), left(120, false)],
      ),
      one(
        "a new session takes motion, tools and holds with it",
        "their ends will never be heard",
        [
          [10, motion(0, FULL_RIGHT, { seq: 1 })],
          [20, pose(10, [tool("Stylus")], { seq: 2 })],
          [30, action("started", 20, { seq: 3 })],
          [40, device("connected", 30, { session: SECOND_SESSION })],
        ],
        [
          cap(10, true, RIGHT),
          shown(20, "Stylus"),
          held(30, true),
          cap(40, false),
          hidden(40, "Stylus"),
          held(40, false),
          plugged(40, true),
        ],
      ),
      one(
        "a late release of the old session",
        "the state of the old session is kept, so that its events are known as old",
        [
          [10, press(0)],
          [50, device("connected", 40, { session: SECOND_SESSION })],
          [60, press(50, { session: SECOND_SESSION, seq: 2 })],
          [70, release(20)],
          [80, press(0)],
        ],
        [left(10, true), left(50, false), plugged(50, true), left(60, true)],
      ),
      one(
        "two gateways in one room",
        "another gateway's session is no restart of this one",
        [
          [10, press(0)],
          [20, press(10, { gateway: "or-3-second", session: SECOND_SESSION, device: "second" })],
          [100, button("released", 90, { seq: 5 })],
          [120, button("released", 110, { gateway: "or-3-second", session: SECOND_SESSION, device: "second", seq: 5 })],
        ],
        [
          left(10, true),
          { ...left(20, true), device: "second" },
          left(100, false),
          { ...left(120, false), device: "second" },
        ],
      ),
      one(
        "more sessions than are kept",
        "what an old one holds is let go of before it is forgotten",
        [
          [10, press(0)],
          ...Array.from({ length: 12 }, (_, i) => [
            20 + i * 10,
            device("connected", 20 + i * 10, {
              gateway: `other-${i}`,
              device: `d${i}`,
              session: `22222222-2222-4333-8444-5555555555${10 + i}`,
            }),
          ]),
        ],
        [
          left(10, true),
          ...Array.from({ length: 7 }, (_, i) => plugged(20 + i * 10, true, `d${i}`)),
          left(90, false),
          ...Array.from({ length: 5 }, (_, i) => plugged(90 + i * 10, true, `d${7 + i}`)),
        ],
      ),
    ],
  },

  "3-sequence": {
    title: "Is seq above the last of its stream? (step 3)",
    cases: [
      one(
        "a motion that its rest overtook",
        "rest came first; the motion before it must not start the view again",
        [
          [30, motion(20, REST, { seq: 6 })],
          [40, motion(10, FULL_RIGHT, { seq: 5 })],
        ],
        [],
      ),
      one(
        "a motion does not hold up a press that it overtook",
        "seq is compared by stream, not over all",
        [
          [30, motion(20, FULL_RIGHT, { seq: 8 })],
          [40, press(10, { seq: 7 })],
          [60, motion(50, REST, { seq: 9 })],
          [70, button("released", 60, { seq: 10 })],
        ],
        [cap(30, true, RIGHT), left(40, true), cap(60, false), left(70, false)],
      ),
      one(
        "two controls of one device are two streams",
        "one foot does not hold up the other",
        [
          [20, press(10, { seq: 8, pressId: 2, control: "right" })],
          [30, press(0, { seq: 7 })],
          [60, button("released", 50, { seq: 9 })],
          [70, button("released", 60, { seq: 10, pressId: 2, control: "right" })],
        ],
        [right(20, true), left(30, true), left(60, false), right(70, false)],
      ),
      one(
        "a trigger that comes twice",
        "the same seq is a repetition",
        [
          [10, trigger(0, { seq: 4 })],
          [20, trigger(0, { seq: 4 })],
          [30, trigger(10, { seq: 5, value: 3 })],
        ],
        [stepped(10), stepped(30, 3)],
      ),
      one(
        "triggers that change places",
        "the older one is refused",
        [
          [10, trigger(0, { seq: 5 })],
          [20, trigger(0, { seq: 4 })],
        ],
        [stepped(10)],
      ),
      one(
        "two actions are two streams",
        "a trigger of another action is not old",
        [
          [10, trigger(0, { seq: 5 })],
          [20, trigger(0, { seq: 4, action: "slice.previous" })],
        ],
        [stepped(10), { ...stepped(20), action: "slice.previous" }],
      ),
      one(
        "a device's state that comes after a newer one",
        "the order is that of seq",
        [
          [10, device("connected", 0, { seq: 5 })],
          [20, device("lost", 0, { seq: 4 })],
        ],
        [plugged(10, true)],
      ),
      one(
        "a gap in seq",
        "gaps are counted, not waited for",
        [
          [10, press(0, { seq: 5 })],
          [20, button("released", 10, { seq: 900 })],
        ],
        [left(10, true), left(20, false)],
      ),
    ],
  },

  "4-freshness": {
    title: "Is it fresh? (step 4)",
    cases: [
      one(
        "a press 150 ms old",
        "an event is fresh when its age is at most validMillis",
        [
          [10, device("connected", 10)],
          [200, press(50, { seq: 2 })],
          [210, button("released", 200, { seq: 3 })],
        ],
        [plugged(10, true), left(200, true), left(210, false)],
      ),
      one(
        "a press 151 ms old",
        "a late press is worse than none",
        [
          [10, device("connected", 10)],
          [200, press(49, { seq: 2 })],
          [210, still(200, { seq: 3 })],
        ],
        [plugged(10, true)],
      ),
      one(
        "a release of that age",
        "what ends something always counts",
        [
          [10, press(10)],
          [200, still(180)],
          [400, button("released", 200, { seq: 3 })],
        ],
        [left(10, true), left(400, false)],
      ),
      one(
        "a trigger 151 ms old",
        "actions are discrete: never late",
        [
          [10, device("connected", 10)],
          [200, trigger(49, { seq: 2 })],
          [210, trigger(60, { seq: 3 })],
        ],
        [plugged(10, true), stepped(210)],
      ),
      one(
        "a hold and a rate that begin 151 ms late",
        "they are refused, and their updates start nothing",
        [
          [10, device("connected", 10)],
          [200, action("started", 49, { seq: 2 })],
          [210, action("updated", 100, { seq: 3 })],
          [220, action("started", 69, { seq: 4, actionId: 2, value: 0.5 })],
          [230, action("updated", 220, { seq: 5, actionId: 2, value: 0.5 })],
        ],
        [plugged(10, true)],
      ),
      one(
        "the first event may be late",
        "the first sample of the clocks may be that of a late event, so that it proves nothing beyond ±50 ms",
        [
          [5000, press(0)],
          [5010, press(10, { seq: 2, pressId: 2 })],
        ],
        [],
      ),
      one(
        "clocks 50 ms apart",
        "within ±50 ms the clocks count as synchronised",
        [
          [50, press(0)],
          [100, button("released", 50, { seq: 2 })],
        ],
        [left(50, true), left(100, false)],
      ),
      one("clocks 51 ms apart", "beyond it the first press is refused", [[60, press(9)]], []),
      one(
        "a gateway's clock one hour behind",
        "is learned by events of two different seconds; the first press is the price",
        [
          [10, press(-HOUR)],
          [1110, press(1100 - HOUR, { seq: 2, pressId: 2 })],
          [1210, button("released", 1200 - HOUR, { seq: 3, pressId: 2 })],
          [1310, press(1149 - HOUR, { seq: 4, pressId: 3 })],
        ],
        [left(1110, true), left(1210, false)],
      ),
      one(
        "a gateway's clock one hour ahead",
        "the difference has a sign",
        [
          [10, press(HOUR)],
          [1110, press(1100 + HOUR, { seq: 2, pressId: 2 })],
          [1210, button("released", 1200 + HOUR, { seq: 3, pressId: 2 })],
        ],
        [left(1110, true), left(1210, false)],
      ),
      one(
        "ends count while the clock is not trusted",
        "when in doubt, let go",
        [
          [10, motion(-HOUR, FULL_RIGHT)],
          [20, motion(10 - HOUR, REST, { seq: 2 })],
          [30, device("lost", 20 - HOUR, { seq: 3 })],
        ],
        [plugged(30, false)],
      ),
      one(
        "the least sample counts, not the first and not the last",
        "a slow delivery does not make the clock look further off",
        [
          [40, device("connected", 0)],
          [200, device("connected", 195, { seq: 2 })],
          [400, press(240, { seq: 3 })],
        ],
        [plugged(40, true), plugged(200, true)],
      ),
      one(
        "time in the gateway is no difference of clocks",
        "ageMicros leaves the sample and stays in the age",
        [[160, press(20, { ageMicros: 138_000 })]],
        [left(160, true)],
      ),
      one(
        "time in the gateway makes an event older",
        "it was 160 ms old when it left",
        [[170, press(5, { ageMicros: 160_000 })]],
        [],
      ),
      one(
        "a refused event tells the time too",
        "a sample is taken of every event that passes step 2",
        [
          [10, press(-HOUR)],
          [20, press(-HOUR)],
          [1110, press(-HOUR)],
          [1120, press(1110 - HOUR, { seq: 2, pressId: 2 })],
          [1200, button("released", 1190 - HOUR, { seq: 3, pressId: 2 })],
        ],
        [left(1120, true), left(1200, false)],
      ),
      one(
        "after ten minutes of silence a clock that is off is learned anew",
        "clocks drift",
        [
          [10, device("connected", 10 - HOUR)],
          [1510, device("connected", 1510 - HOUR, { seq: 2 })],
          [620_000, press(620_000 - HOUR, { seq: 3 })],
        ],
        [plugged(10, true), plugged(1510, true)],
      ),
      one(
        "after nine minutes it is still known",
        "what is younger than ten minutes is kept",
        [
          [10, device("connected", 10 - HOUR)],
          [1510, device("connected", 1510 - HOUR, { seq: 2 })],
          [540_000, press(540_000 - HOUR, { seq: 3 })],
          [540_010, button("released", 540_010 - HOUR, { seq: 4 })],
        ],
        [plugged(10, true), plugged(1510, true), left(540_000, true), left(540_010, false)],
      ),
      one(
        "a gateway's clock that is set back by ten seconds",
        "samples grow; the old least must have left before a press is believed: after 30 seconds with events",
        [
          [10, device("connected", 10)],
          [1010, device("connected", 1010, { seq: 2 })],
          ...Array.from({ length: 29 }, (_, i) => [
            2010 + i * 1000,
            device("connected", 2010 + i * 1000 - 10_000, { seq: 3 + i }),
          ]),
          [30_500, press(30_500 - 10_000, { seq: 50 })],
          [31_010, device("connected", 31_010 - 10_000, { seq: 51 })],
          [31_500, press(31_500 - 10_000, { seq: 52, pressId: 2 })],
          [31_510, button("released", 31_510 - 10_000, { seq: 53, pressId: 2 })],
        ],
        [
          plugged(10, true),
          plugged(1010, true),
          ...Array.from({ length: 29 }, (_, i) => plugged(2010 + i * 1000, true)),
          plugged(31_010, true),
          left(31_500, true),
          left(31_510, false),
        ],
      ),
      one(
        "a device's state has no deadline",
        "it is a statement about now, whatever its age",
        [
          [10, device("connected", 10)],
          [9000, device("lost", 100, { seq: 2 })],
        ],
        [plugged(10, true), plugged(9000, false)],
      ),
    ],
  },

  "5-press": {
    title: "A press that may still begin, go on, or end? (step 5)",
    cases: [
      one(
        "a press is held until it is released",
        "the plain way",
        [
          [10, press(0)],
          [60, still(50)],
          [110, still(100, { seq: 3 })],
          [160, still(150, { seq: 4 })],
          [220, release(210)],
          [900],
        ],
        [left(10, true), left(220, false)],
      ),
      one(
        "a press that is told twice, under another seq too",
        "a press acts once, however often it is delivered",
        [
          [10, press(0)],
          [20, press(0)],
          [30, press(0, { seq: 3 })],
          [90, release(80)],
          [100, press(0, { seq: 10 })],
          [110, release(80)],
        ],
        [left(10, true), left(90, false)],
      ),
      one(
        "a press after its release",
        "nothing revives a press that has ended",
        [
          [10, release(0)],
          [20, press(0)],
          [30, press(0, { seq: 10 })],
          [40, still(10, { seq: 11 })],
        ],
        [],
      ),
      one(
        "a held whose press never came",
        "a viewer that joins while a pedal is down waits for the next press",
        [
          [60, still(50)],
          [110, still(100, { seq: 3 })],
          [160, release(150)],
        ],
        [],
      ),
      one(
        "a held of a press that was refused",
        "the higher pressId is kept in every case",
        [
          [10, device("connected", 10)],
          [300, press(100, { seq: 2 })],
          [310, still(300, { seq: 3 })],
          [320, press(310, { seq: 4 })],
        ],
        [plugged(10, true)],
      ),
      one(
        "a held of the next press",
        "says that the one before has ended, and starts nothing",
        [
          [10, press(0)],
          [100, still(90, { seq: 5, pressId: 2 })],
          [150, still(140, { seq: 6, pressId: 2 })],
        ],
        [left(10, true), left(100, false)],
      ),
      one(
        "the release was lost, the next press came",
        "let go of the press before, then start",
        [
          [10, press(0)],
          [100, press(90, { seq: 5, pressId: 2 })],
          [160, button("released", 150, { seq: 6, pressId: 2 })],
        ],
        [left(10, true), left(100, false), left(100, true), left(160, false)],
      ),
      one(
        "a release of the next press",
        "ends the one before as well",
        [
          [10, press(0)],
          [100, button("released", 90, { seq: 5, pressId: 2 })],
          [110, press(80, { seq: 6, pressId: 2 })],
        ],
        [left(10, true), left(100, false)],
      ),
      one(
        "a release that is repeated during the next press",
        "does nothing, and does not end the next press",
        [
          [10, press(0)],
          [90, release(80)],
          [110, press(100, { seq: 10, pressId: 2 })],
          [120, release(80, { seq: 11 })],
          [200, button("released", 190, { seq: 12, pressId: 2 })],
        ],
        [left(10, true), left(90, false), left(110, true), left(200, false)],
      ),
      one(
        "cancelled instead of released",
        "ends the press as well",
        [
          [10, press(0)],
          [60, button("cancelled", 50, { seq: 2, reason: "max-hold" })],
          [70, still(60, { seq: 3 })],
        ],
        [left(10, true), left(60, false)],
      ),
      one(
        "the same pressId on two controls",
        "the highest is kept for each control",
        [
          [10, press(0, { seq: 1, pressId: 7 })],
          [20, press(10, { seq: 2, pressId: 3, control: "right" })],
          [30, button("released", 20, { seq: 3, pressId: 3, control: "right" })],
          [40, button("released", 30, { seq: 4, pressId: 7 })],
        ],
        [left(10, true), right(20, true), right(30, false), left(40, false)],
      ),
    ],
  },

  "6-lease": {
    title: "Does the lease still run? (step 6)",
    cases: [
      one(
        "no held",
        "the lease runs out 250 ms after the capture, without waiting for anything",
        [[10, press(10)], [300]],
        [left(10, true), left(270, false)],
      ),
      one(
        "the lease counts from the capture of the newest held",
        "it is held until capturedAt + leaseMillis",
        [[10, press(10)], [210, still(205)], [500]],
        [left(10, true), left(460, false)],
      ),
      one(
        "a held that comes late",
        "must not lengthen the lease",
        [[10, press(10)], [250, still(50)], [400]],
        [left(10, true), left(310, false)],
      ),
      one(
        "held that come in another order",
        "the later end holds, and the overtaken one is refused anyway",
        [[10, press(10)], [120, still(110, { seq: 4 })], [130, still(60, { seq: 3 })], [400]],
        [left(10, true), left(370, false)],
      ),
      one(
        "a held that comes when the lease has run out",
        "a lease that has run out is not renewed: the person presses again",
        [
          [10, press(10)],
          [300, still(290)],
          [350, still(340, { seq: 3 })],
          [400, press(390, { seq: 4, pressId: 2 })],
          [410, button("released", 400, { seq: 5, pressId: 2 })],
        ],
        [left(10, true), left(270, false), left(400, true), left(410, false)],
      ),
      one(
        "another lease than the usual one",
        "it is as long as the event says",
        [[10, press(10, { leaseMillis: 95 })], [400]],
        [left(10, true), left(110, false)],
      ),
      one(
        "a press that was 140 ms under way",
        "has only the rest of its lease",
        [[10, device("connected", 10)], [200, press(60, { seq: 2 })], [400]],
        [plugged(10, true), left(200, true), left(320, false)],
      ),
    ],
  },

  "7-motion": {
    title: "Motion (step 7)",
    cases: [
      one(
        "motion lasts until rest",
        "the values are rates",
        [
          [10, motion(10, FULL_RIGHT)],
          [60, motion(60, [0.5, 0, -0.25], { seq: 2, rotation: [0, 0, 1] })],
          [110, motion(110, REST, { seq: 3 })],
          [500],
        ],
        [cap(10, true, RIGHT), cap(60, true, [0.5, 0, -0.25, 0, 0, 1]), cap(110, false)],
      ),
      one(
        "rest is never too late",
        "stand still, whatever the age of the event",
        [
          [10, motion(10, FULL_RIGHT)],
          [200, motion(190, FULL_RIGHT, { seq: 2 })],
          [430, motion(50, REST, { seq: 3 })],
        ],
        [cap(10, true, RIGHT), cap(200, true, RIGHT), cap(430, false)],
      ),
      one(
        "a motion ends with its lease",
        "running on is not safe, standing still is",
        [[10, motion(10, FULL_RIGHT)], [400]],
        [cap(10, true, RIGHT), cap(270, false)],
      ),
      one(
        "a motion may start the view again",
        "other than a press, a later motion that is fresh begins anew",
        [
          [10, motion(10, FULL_RIGHT)],
          [300, motion(290, FULL_RIGHT, { seq: 2 })],
          [310, motion(300, REST, { seq: 3 })],
        ],
        [cap(10, true, RIGHT), cap(270, false), cap(300, true, RIGHT), cap(310, false)],
      ),
      one(
        "an old motion moves nothing",
        "it counts only when its age is at most its leaseMillis",
        [
          [10, device("connected", 10, { device: "cap", kind: "6dof" })],
          [400, motion(149, FULL_RIGHT, { seq: 2 })],
          [410, motion(160, FULL_RIGHT, { seq: 3 })],
          [420],
        ],
        [plugged(10, true, "cap"), cap(410, true, RIGHT), cap(420, false)],
      ),
      one(
        "rotation alone is motion",
        "rest is all six at 0",
        [
          [10, motion(10, REST, { rotation: [0, 0.1, 0] })],
          [60, motion(60, REST, { seq: 2 })],
        ],
        [cap(10, true, [0, 0, 0, 0, 0.1, 0]), cap(60, false)],
      ),
      one(
        "two caps",
        "each device moves by itself",
        [
          [10, motion(10, FULL_RIGHT)],
          [20, motion(20, FULL_RIGHT, { seq: 2, device: "second" })],
          [60, motion(60, REST, { seq: 3 })],
          [300],
        ],
        [
          cap(10, true, RIGHT),
          { ...cap(20, true, RIGHT), device: "second" },
          cap(60, false),
          { ...cap(280, false), device: "second" },
        ],
      ),
    ],
  },

  "8-pose": {
    title: "Poses (step 8)",
    cases: [
      one(
        "a pose grows stale",
        "a tool is tracked until 250 ms after the capture of its newest pose",
        [[10, pose(10, [tool("Stylus")])], [400]],
        [shown(10, "Stylus"), hidden(270, "Stylus")],
      ),
      one(
        "an old pose is not shown",
        "the last position is not the present one",
        [
          [10, pose(10, [tool("Stylus")])],
          [300, pose(40, [tool("Stylus")], { seq: 2 })],
          [310, pose(300, [tool("Stylus")], { seq: 3 })],
          [320, pose(310, [tool("Stylus", "missing")], { seq: 4 })],
        ],
        [shown(10, "Stylus"), hidden(270, "Stylus"), shown(310, "Stylus"), hidden(320, "Stylus", "missing")],
      ),
      one(
        "tools of one event",
        "each is told by itself, in the order of the event",
        [
          [10, pose(10, [tool("Stylus"), tool("Probe", "missing"), tool("Needle")])],
          [60, pose(60, [tool("Stylus"), tool("Probe"), tool("Needle", "invalid")], { seq: 2 })],
          [70, pose(70, [tool("Stylus", "missing"), tool("Probe", "missing"), tool("Needle", "missing")], { seq: 3 })],
        ],
        [
          shown(10, "Stylus"),
          shown(10, "Needle"),
          shown(60, "Stylus"),
          shown(60, "Probe"),
          hidden(60, "Needle", "invalid"),
          hidden(70, "Stylus", "missing"),
          hidden(70, "Probe", "missing"),
        ],
      ),
      one(
        "each tool grows stale by itself",
        "some trackers send their tools one by one",
        [
          [10, pose(10, [tool("A")], { seq: 1 })],
          [20, pose(20, [tool("B")], { seq: 2 })],
          [200, pose(200, [tool("B")], { seq: 3 })],
          [500],
        ],
        [shown(10, "A"), shown(20, "B"), shown(200, "B"), hidden(270, "A"), hidden(460, "B")],
      ),
      one(
        "missing is never too late",
        "it counts whatever the age of the event",
        [
          [10, pose(10, [tool("A")], { seq: 1 })],
          [200, pose(190, [tool("A")], { seq: 2 })],
          [430, pose(50, [tool("A", "missing")], { seq: 3 })],
        ],
        [shown(10, "A"), shown(200, "A"), hidden(430, "A", "missing")],
      ),
      one(
        "missing that was told already",
        "a tool that is hidden is not hidden again",
        [
          [10, pose(10, [tool("A", "missing")], { seq: 1 })],
          [20, pose(20, [tool("A", "missing")], { seq: 2 })],
        ],
        [],
      ),
      one(
        "a tool in two frames",
        "is two: what is seen in one frame says nothing of the other",
        [
          [10, pose(10, [tool("A")], { seq: 1, frame: "Tracker" })],
          [20, pose(20, [tool("A", "ok", 76)], { seq: 2, frame: "Reference" })],
          [60, pose(60, [tool("A", "missing")], { seq: 3, frame: "Reference" })],
          [110, pose(110, [tool("A")], { seq: 4, frame: "Tracker" })],
          [400],
        ],
        [
          shown(10, "A", "Tracker"),
          shown(20, "A"),
          hidden(60, "A", "missing"),
          shown(110, "A", "Tracker"),
          hidden(370, "A", undefined, "Tracker"),
        ],
      ),
      one(
        "a tool in two frames, of which one falls silent",
        "what is seen in the other frame does not keep it",
        [
          [10, pose(10, [tool("A")], { seq: 1, frame: "Tracker" })],
          [110, pose(110, [tool("A", "ok", 76)], { seq: 2, frame: "Reference" })],
          [260, pose(260, [tool("A", "ok", 76)], { seq: 3, frame: "Reference" })],
          [300],
        ],
        [shown(10, "A", "Tracker"), shown(110, "A"), shown(260, "A"), hidden(270, "A", undefined, "Tracker")],
      ),
      one(
        "the tracker's own time is by another clock",
        "age is measured by capturedAt",
        [
          [10, pose(10, [tool("A")], { seq: 1, trackerTime: "2019-01-01T00:00:00.000000Z" })],
          [20, pose(20, [tool("A", "missing")], { seq: 2, trackerTime: "2018-01-01T00:00:00.000000Z" })],
        ],
        [shown(10, "A"), hidden(20, "A", "missing")],
      ),
    ],
  },

  "9-devices-and-links": {
    title: "Devices and links (step 9)",
    cases: [
      one(
        "a device that is lost takes with it what it held, and only that",
        "its ends may have been lost",
        [
          [10, press(0)],
          [20, motion(10, FULL_RIGHT, { seq: 2 })],
          [30, device("lost", 20, { seq: 3 })],
          [40, device("connected", 30, { seq: 4 })],
          [50, motion(40, REST, { seq: 5 })],
        ],
        [left(10, true), cap(20, true, RIGHT), left(30, false), plugged(30, false), plugged(40, true), cap(50, false)],
      ),
      one(
        "a device that is faulted",
        "is as good as lost",
        [
          [10, action("started", 0, { value: 0.5 })],
          [20, device("faulted", 10, { seq: 2 })],
          [30, action("updated", 20, { seq: 3, value: 0.5 })],
        ],
        [rated(10, true, 0.5), rated(20, false), plugged(20, false)],
      ),
      one(
        "a tracker that is lost",
        "its tools are hidden",
        [
          [10, pose(0, [tool("A"), tool("B")])],
          [20, device("lost", 10, { seq: 2, device: "tracker", kind: "tracker" })],
        ],
        [shown(10, "A"), shown(10, "B"), hidden(20, "A"), hidden(20, "B"), plugged(20, false, "tracker")],
      ),
      one(
        "cancelled and then lost",
        "what has ended does not end again",
        [
          [10, press(0)],
          [20, button("cancelled", 10, { seq: 2, reason: "device-lost" })],
          [30, device("lost", 10, { seq: 3 })],
        ],
        [left(10, true), left(20, false), plugged(30, false)],
      ),
      one(
        "a device that is back",
        "starts nothing: the person presses again",
        [
          [10, press(0)],
          [20, device("lost", 10, { seq: 2 })],
          [30, device("connected", 20, { seq: 3 })],
          [40, still(30, { seq: 4 })],
          [50, release(40)],
        ],
        [left(10, true), left(20, false), plugged(20, false), plugged(30, true)],
      ),
      one(
        "without a link of its own a viewer lets go of everything",
        "the end of what is on would not be heard",
        [
          [10, press(0)],
          [20, motion(10, FULL_RIGHT, { seq: 2 })],
          [30, pose(20, [tool("A")], { seq: 3 })],
          [40, action("started", 30, { seq: 4, value: 0.5 })],
          [50, "disconnected"],
          [60],
        ],
        [
          left(10, true),
          cap(20, true, RIGHT),
          shown(30, "A"),
          rated(40, true, 0.5),
          left(50, false),
          cap(50, false),
          hidden(50, "A"),
          rated(50, false),
        ],
      ),
      one(
        "the link is back while the pedal is still down",
        "held goes on at the hub, but this press has ended here",
        [
          [10, press(0)],
          [50, "disconnected"],
          [110, still(100)],
          [160, still(150, { seq: 3 })],
          [170, press(0)],
          [210, press(200, { seq: 5, pressId: 2 })],
          [220, button("released", 210, { seq: 6, pressId: 2 })],
        ],
        [left(10, true), left(50, false), left(210, true), left(220, false)],
      ),
      one(
        "a gateway that stops",
        "cancels what is held",
        [
          [10, press(0)],
          [50, button("cancelled", 40, { seq: 2, reason: "gateway-stopping" })],
        ],
        [left(10, true), left(50, false)],
      ),
      one(
        "many old events at once, after a stall of the hub",
        "what starts is refused, ends count",
        [
          [10, press(10)],
          [1010, still(60, { seq: 2 })],
          [1010, button("released", 100, { seq: 3 })],
          [1010, press(200, { seq: 4, pressId: 2 })],
          [1010, button("released", 300, { seq: 5, pressId: 2 })],
          [1010, trigger(300, { seq: 6 })],
          [1010, motion(400, FULL_RIGHT, { seq: 7 })],
          [1010, pose(500, [tool("A")], { seq: 8 })],
          [1020, press(1010, { seq: 9, pressId: 3 })],
          [1030, button("released", 1020, { seq: 10, pressId: 3 })],
        ],
        [left(10, true), left(270, false), left(1020, true), left(1030, false)],
      ),
    ],
  },

  actions: {
    title: "Actions: triggers, holds and rates",
    cases: [
      one(
        "a trigger acts once and counts steps",
        "it is whole in itself",
        [
          [10, trigger(0, { value: 1 })],
          [20, trigger(10, { seq: 2, value: 5 })],
        ],
        [stepped(10), stepped(20, 5)],
      ),
      one(
        "a hold",
        "begins, is renewed, ends",
        [
          [10, action("started", 10)],
          [60, action("updated", 60, { seq: 2 })],
          [260, action("updated", 250, { seq: 3 })],
          [400, action("ended", 390, { seq: 4 })],
          [410, action("ended", 390, { seq: 5 })],
        ],
        [held(10, true), held(400, false)],
      ),
      one(
        "a hold that is heard of no more",
        "ends with its lease",
        [[10, action("started", 10)], [60, action("updated", 60, { seq: 2 })], [400]],
        [held(10, true), held(320, false)],
      ),
      one(
        "a hold that is cancelled",
        "ends as well, and nothing revives it",
        [
          [10, action("started", 10)],
          [60, action("cancelled", 60, { seq: 2 })],
          [70, action("updated", 65, { seq: 3 })],
          [80, action("started", 10, { seq: 4 })],
        ],
        [held(10, true), held(60, false)],
      ),
      one(
        "a rate",
        "moves by its newest value until it ends",
        [
          [10, action("started", 10, { value: 0.25 })],
          [60, action("updated", 60, { seq: 2, value: -1 })],
          [110, action("updated", 110, { seq: 3, value: -1 })],
          [150, action("ended", 150, { seq: 4, action: "slice.scroll" })],
          [400],
        ],
        [rated(10, true, 0.25), rated(60, true, -1), rated(110, true, -1), rated(150, false)],
      ),
      one(
        "a rate with axes",
        "its value is a vector",
        [
          [10, action("started", 10, { action: "view.rotate", value: [0.5, 0, -1] })],
          [60, action("updated", 60, { action: "view.rotate", seq: 2, value: [0, 0, 0.5] })],
          [110, action("ended", 110, { action: "view.rotate", seq: 3 })],
        ],
        [
          { ...rated(10, true, [0.5, 0, -1]), action: "view.rotate" },
          { ...rated(60, true, [0, 0, 0.5]), action: "view.rotate" },
          { ...rated(110, false), action: "view.rotate" },
        ],
      ),
      one(
        "an updated starts nothing",
        "a viewer that joins in the middle waits for the next",
        [
          [10, action("updated", 0, { seq: 2, value: 1 })],
          [60, action("updated", 50, { seq: 3, value: 1 })],
          [110, action("ended", 100, { seq: 4, action: "slice.scroll" })],
        ],
        [],
      ),
      one(
        "a rate whose end overtook its start",
        "ended came first: it never begins",
        [
          [20, action("ended", 10, { seq: 3, action: "slice.scroll" })],
          [30, action("started", 0, { seq: 1, value: 1 })],
          [40, action("updated", 5, { seq: 2, value: 1 })],
        ],
        [],
      ),
      one(
        "the lease of a rate",
        "counts from the capture of the newest event",
        [[10, action("started", 10, { value: 1 })], [200, action("updated", 60, { seq: 2, value: 0.5 })], [400]],
        [rated(10, true, 1), rated(200, true, 0.5), rated(320, false)],
      ),
      one(
        "a rate whose lease has run out is not renewed",
        "the person lets go and begins again",
        [
          [10, action("started", 10, { value: 1 })],
          [300, action("updated", 290, { seq: 2, value: 1 })],
          [350, action("started", 340, { seq: 3, actionId: 2, value: 1 })],
          [360, action("ended", 350, { seq: 4, actionId: 2, action: "slice.scroll" })],
        ],
        [rated(10, true, 1), rated(270, false), rated(350, true, 1), rated(360, false)],
      ),
      one(
        "an old update does not turn the rate back",
        "seq says which value is newer",
        [
          [10, action("started", 10, { value: 0.5 })],
          [60, action("updated", 60, { seq: 3, value: -0.5 })],
          [70, action("updated", 40, { seq: 2, value: 1 })],
          [110, action("ended", 110, { seq: 4, action: "slice.scroll" })],
        ],
        [rated(10, true, 0.5), rated(60, true, -0.5), rated(110, false)],
      ),
      one(
        "a newer hold ends the one before",
        "its end was lost",
        [
          [10, action("started", 10)],
          [60, action("started", 60, { seq: 2, actionId: 2 })],
          [70, action("ended", 20, { seq: 3, actionId: 1 })],
          [100, action("ended", 100, { seq: 4, actionId: 2 })],
        ],
        [held(10, true), held(60, false), held(60, true), held(100, false)],
      ),
      one(
        "a trigger and a hold of one action",
        "the trigger ends nothing",
        [
          [10, action("started", 10, { action: "slice.next" })],
          [60, trigger(60, { seq: 2 })],
          [70, action("ended", 70, { seq: 3, action: "slice.next" })],
        ],
        [{ ...held(10, true), action: "slice.next" }, stepped(60), { ...held(70, false), action: "slice.next" }],
      ),
      one(
        "an ended long after the lease",
        "ends nothing twice",
        [
          [10, action("started", 10)],
          [400, action("ended", 20, { seq: 2 })],
        ],
        [held(10, true), held(270, false)],
      ),
      one(
        "an action that no vocabulary knows",
        "is told as it came: what a viewer does not know it ignores itself",
        [[10, trigger(0, { action: "site.lights", value: 2 })]],
        [{ ...stepped(10, 2), action: "site.lights" }],
      ),
    ],
  },

  pause: {
    title: "Paused",
    cases: [
      one(
        "a pause lets go of everything",
        "and what goes on at the gateway does not come back by itself where a person must begin it",
        [
          [10, press(0)],
          [20, action("started", 10, { seq: 2 })],
          [30, "paused"],
          [60, still(50, { seq: 3 })],
          [70, "resumed"],
          [110, still(100, { seq: 4 })],
          [120, action("updated", 110, { seq: 5 })],
          [160, press(150, { seq: 6, pressId: 2 })],
          [170, button("released", 160, { seq: 7, pressId: 2 })],
        ],
        [left(10, true), held(20, true), left(30, false), held(30, false), left(160, true), left(170, false)],
      ),
      one(
        "paused, nothing starts",
        "neither press, trigger, hold, rate, motion nor tool",
        [
          [10, "paused"],
          [20, press(10)],
          [30, trigger(20, { seq: 2 })],
          [40, action("started", 30, { seq: 3 })],
          [50, action("started", 40, { seq: 4, actionId: 2, value: 1 })],
          [60, motion(50, FULL_RIGHT, { seq: 5 })],
          [70, pose(60, [tool("A")], { seq: 6 })],
          [80],
        ],
        [],
      ),
      one(
        "what was pressed during the pause",
        "is not made up for",
        [
          [10, "paused"],
          [20, press(10)],
          [30, trigger(20, { seq: 2 })],
          [40, "resumed"],
          [50, press(10, { seq: 3 })],
          [60, still(50, { seq: 4 })],
          [70, trigger(20, { seq: 2 })],
        ],
        [],
      ),
      one(
        "a cap that is still deflected after the pause",
        "moves again: its motion is told anew every 50 ms",
        [
          [10, motion(0, FULL_RIGHT)],
          [20, "paused"],
          [60, motion(50, FULL_RIGHT, { seq: 2 })],
          [70, "resumed"],
          [110, motion(100, FULL_RIGHT, { seq: 3 })],
          [160, motion(150, REST, { seq: 4 })],
        ],
        [cap(10, true, RIGHT), cap(20, false), cap(110, true, RIGHT), cap(160, false)],
      ),
      one(
        "devices and profile are told in a pause too",
        "they are statements about now, and are shown",
        [
          [10, "paused"],
          [20, device("connected", 10)],
          [30, profile(20, { seq: 2 })],
        ],
        [plugged(20, true), bound(30)],
      ),
    ],
  },

  profile: {
    title: "The gateway's profile",
    cases: [
      one(
        "a profile is told in the order of seq, whatever its age",
        "it is a statement about now",
        [
          [10, device("connected", 10)],
          [900, profile(100, { seq: 5 })],
          [910, profile(50, { seq: 4 })],
          [920, profile(110, { seq: 6, mode: "planning" })],
        ],
        [plugged(10, true), bound(900), bound(920)],
      ),
      one(
        "a change of profile ends nothing by itself",
        "the gateway cancels what it had started",
        [
          [10, action("started", 10)],
          [60, profile(60, { seq: 2 })],
          [70, action("cancelled", 60, { seq: 3, reason: "profile-changed" })],
        ],
        [held(10, true), bound(60), held(70, false)],
      ),
    ],
  },
};

export { SESSION };
