// Random histories: what a gateway tells of feet, hands and trackers, and what a hub makes of it: late, twice, in another
// order, or not at all. The same numbers give the same cases.

import { expected } from "./model.mjs";
import { action, button, device, motion, pose, profile, tool, trigger } from "./wire.mjs";

const EACH = 20;
const REPEAT_MILLIS = 50;
const STEP_MILLIS = 10;
const HOUR = 3_600_000;
const SESSIONS = ["0b7e2f6a-3c1d-4f58-9a2e-6d4c8b1f7e30", "11111111-2222-4333-8444-555555555555"];

/** Numbers that look like chance (mulberry32). */
function chance(seed) {
  let state = seed;
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (n) => Math.floor(next() * n);
  return { below, oneIn: (n) => below(n) === 0, pick: (list) => list[below(list.length)] };
}

/** What happens at one gateway, in the order of capture: [captured, make(fields)]. */
class Gateway {
  events = [];
  #id = 0;

  constructor(random) {
    this.random = random;
  }

  tell(captured, make, fields = {}) {
    this.events.push({ captured, make, fields });
  }

  /** A foot: presses of one control, mostly short. */
  foot(from, until, control) {
    const { below, oneIn } = this.random;
    for (let at = from + below(80); at < until; at += 60 + below(300)) {
      const fields = { control, pressId: ++this.#id };
      const length = 20 + below(330);
      this.tell(at, (c, f) => button("pressed", c, f), fields);
      for (let ms = REPEAT_MILLIS; ms < length; ms += REPEAT_MILLIS)
        this.tell(at + ms, (c, f) => button("held", c, f), fields);
      this.tell((at += length), (c, f) => button(oneIn(5) ? "cancelled" : "released", c, f), fields);
    }
  }

  /** Holds, or rates where there is a value. */
  hand(from, until, name, value) {
    const { below, oneIn } = this.random;
    for (let at = from + below(80); at < until; at += 60 + below(300)) {
      const actionId = ++this.#id;
      const fields = () => ({ action: name, actionId, ...(value ? { value: value() } : {}) });
      const length = 20 + below(330);
      this.tell(at, (c, f) => action("started", c, f), fields());
      for (let ms = REPEAT_MILLIS; ms < length; ms += REPEAT_MILLIS)
        this.tell(at + ms, (c, f) => action("updated", c, f), fields());
      this.tell((at += length), (c, f) => action(oneIn(5) ? "cancelled" : "ended", c, f), { action: name, actionId });
    }
  }

  taps(from, until) {
    for (let at = from + this.random.below(60); at < until; at += 30 + this.random.below(200)) {
      this.tell(at, trigger, { value: 1 + this.random.below(3) });
    }
  }

  cap(from, until) {
    const axis = () => (this.random.below(201) - 100) / 100;
    for (let at = from + this.random.below(60); at < until;) {
      for (let i = 1 + this.random.below(5); i > 0; i--, at += REPEAT_MILLIS) {
        this.tell(at, (c, f) => motion(c, f.translation, f), {
          translation: [axis(), axis(), 0],
          rotation: [0, 0, axis()],
        });
      }
      this.tell(at, (c, f) => motion(c, [0, 0, 0], f));
      at += 50 + this.random.below(400);
    }
  }

  tracker(from, until, names) {
    const statuses = ["ok", "ok", "ok", "ok", "missing", "invalid"];
    for (let at = from; at < until; at += 40 + this.random.below(80)) {
      const seen = names.filter(() => !this.random.oneIn(4));
      const tools = seen.map((name) => tool(name, this.random.pick(statuses), 10 + this.random.below(90)));
      if (tools.length > 0) this.tell(at, (c, f) => pose(c, f.tools, f), { tools });
    }
  }

  unplug(from, until, name, kind) {
    const at = from + this.random.below(until - from);
    this.tell(at, (c, f) => device(this.random.oneIn(3) ? "faulted" : "lost", c, f), { device: name, kind });
    if (!this.random.oneIn(3))
      this.tell(at + 20 + this.random.below(100), (c, f) => device("connected", c, f), { device: name, kind });
  }
}

/** The steps: what of it arrives when, by the clock of the consumer. */
function deliver(gateway, session, skew, random, how) {
  const told = gateway.events.sort((a, b) => a.captured - b.captured);
  return told.flatMap(({ captured, make, fields }, i) => {
    const receive = make(captured - skew, { ...fields, session, seq: i + 1 });
    const r = receive.event.context[0].resource;
    if (i === 0) return [{ at: captured, receive }]; // without delay: the model wants it
    const age = random.below(4);
    r.ageMicros = age * 1000;
    const copies = random.oneIn(how.loses) ? 0 : random.oneIn(how.doubles) ? 2 : 1;
    return Array.from({ length: copies }, () => {
      const way = random.oneIn(how.slow) ? random.below(400) : random.below(12);
      return { at: Math.ceil((captured + age + way) / STEP_MILLIS) * STEP_MILLIS, receive };
    });
  });
}

const PLAIN = { loses: 12, doubles: 10, slow: 6 };
const DISORDER = { loses: 6, doubles: 4, slow: 2 };
const START = 10;

/** One case; `fill` says what happens between its begin and its end. */
function history(random, { until = 600, skew = 0, how = PLAIN, warm = START, fill, more = () => [], second }) {
  const gateway = new Gateway(random);
  for (let at = START; at <= warm; at += 1200) gateway.tell(at, (c, f) => device("connected", c, f));
  const end = warm + until;
  fill(gateway, warm + 10, end);
  let steps = deliver(gateway, SESSIONS[0], skew, random, how);
  if (second) {
    const at = Math.ceil((warm + until / 2 + random.below(100)) / STEP_MILLIS) * STEP_MILLIS;
    const anew = new Gateway(random);
    anew.tell(at, (c, f) => device("connected", c, f));
    fill(anew, at + 10, at + until);
    steps = [...steps, ...deliver(anew, SESSIONS[1], skew, random, how)];
  }
  steps = [...steps, ...more(warm, end)].sort((a, b) => a.at - b.at);
  steps.push({ at: steps.at(-1).at + 300 });
  return steps;
}

const fraction = (random) => () => (random.below(201) - 100) / 100;

const FAMILIES = {
  presses: {
    why: "a hub that is late, tells twice, changes the order and loses",
    make: (random) => history(random, { how: DISORDER, fill: (g, from, until) => g.foot(from, until, "left") }),
  },
  feet: {
    why: "two controls at once",
    make: (random) =>
      history(random, {
        until: 400,
        fill: (g, from, until) => (g.foot(from, until, "left"), g.foot(from, until, "right"), g.taps(from, until)),
      }),
  },
  holds: {
    why: "holds live as presses do",
    make: (random) => history(random, { how: DISORDER, fill: (g, from, until) => g.hand(from, until, "pointer.show") }),
  },
  rates: {
    why: "the newest value counts, and nothing moves after its end",
    make: (random) =>
      history(random, {
        how: DISORDER,
        fill: (g, from, until) => g.hand(from, until, "slice.scroll", fraction(random)),
      }),
  },
  axes: {
    why: "rates with three axes beside triggers",
    make: (random) => {
      const axis = fraction(random);
      return history(random, {
        until: 450,
        fill: (g, from, until) => (
          g.hand(from, until, "view.rotate", () => [axis(), axis(), axis()]),
          g.taps(from, until)
        ),
      });
    },
  },
  motion: {
    why: "a cap that is pushed, let go of and pushed again",
    make: (random) => history(random, { how: DISORDER, until: 700, fill: (g, from, until) => g.cap(from, until) }),
  },
  tools: {
    why: "tools that come and go, each by itself",
    make: (random) =>
      history(random, { how: DISORDER, fill: (g, from, until) => g.tracker(from, until, ["A", "B", "C"]) }),
  },
  devices: {
    why: "devices that are unplugged in the middle",
    make: (random) =>
      history(random, {
        until: 450,
        fill: (g, from, until) => {
          g.foot(from, until, "left");
          g.cap(from, until);
          g.unplug(
            from,
            until,
            ...random.pick([
              ["pedals", "footswitch"],
              ["cap", "6dof"],
            ]),
          );
        },
      }),
  },
  links: {
    why: "the own link breaks, and the viewer is paused",
    make: (random) =>
      history(random, {
        until: 450,
        fill: (g, from, until) => {
          g.foot(from, until, "left");
          g.hand(from, until, "slice.scroll", fraction(random));
          g.tracker(from, from + 200, ["A"]);
        },
        more: (from, until) => {
          const at = (least) => Math.ceil((least + random.below(until - least)) / STEP_MILLIS) * STEP_MILLIS;
          const paused = at(from);
          return [
            { at: at(from), disconnected: true },
            { at: paused, paused: true },
            { at: Math.min(at(paused), paused + 120), paused: false },
          ];
        },
      }),
  },
  restarts: {
    why: "the gateway is started anew, and the hub still hands on what the old one said",
    make: (random) =>
      history(random, {
        until: 260,
        second: true,
        fill: (g, from, until) => (g.foot(from, until, "left"), g.hand(from, until, "pointer.show")),
      }),
  },
  clocks: {
    why: "gateways whose clock is off",
    make: (random) => {
      const far = random.oneIn(2);
      const skew = far ? random.pick([-1, 1]) * (HOUR + random.below(1000)) : random.below(99) - 49;
      return {
        skew,
        steps: history(random, {
          until: 400,
          skew,
          warm: far ? 1210 : START,
          fill: (g, from, until) => g.foot(from, until, "left"),
        }),
      };
    },
  },
  mixed: {
    why: "everything at once",
    make: (random) =>
      history(random, {
        until: 240,
        fill: (g, from, until) => {
          g.foot(from, until, "left");
          g.hand(from, until, "slice.scroll", fraction(random));
          g.cap(from, until);
          g.tracker(from, until, ["A", "B"]);
          g.taps(from, until);
          g.tell(from + random.below(200), profile);
        },
      }),
  },
};

export const generated = Object.fromEntries(
  Object.entries(FAMILIES).map(([family, { why, make }], index) => {
    const cases = Array.from({ length: EACH }, (_, i) => {
      const made = make(chance(1000 * (index + 1) + i));
      const { steps, skew } = Array.isArray(made) ? { steps: made, skew: 0 } : made;
      return { name: `${family} ${i + 1}`, why, topic: "OR-3", steps, acts: expected(steps, skew) };
    });
    return [`random-${family}`, { title: `Random: ${why}`, cases }];
  }),
);
