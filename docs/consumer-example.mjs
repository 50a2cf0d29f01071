// What a viewer checks before it acts on NAVICast events. The numbers are the steps of consumers.md.
// Times are milliseconds of one clock that is close to UTC and never jumps, such as
// performance.timeOrigin + performance.now().

const POSE_MILLIS = 250; // or less, where a procedure needs less

export class Consumer {
  #sessions = new Map();

  /**
   * act(name, resource, on): on is false where something is over: let go, stand still, hide.
   * Of a pose each tool is told by itself, as the only one of resource.tools.
   * self says who this viewer is to the hub: name, product and actors, as it subscribed.
   */
  constructor(topic, act, self = {}) {
    Object.assign(this, { topic, act, self, isPaused: false });
  }

  /** One parsed message from the hub. */
  receive(message, now) {
    this.tick(now);
    const { "hub.topic": topic, "hub.event": name, context } = message.event ?? {};
    const r = context?.find?.(({ key }) => key === "navicast")?.resource;
    if (topic !== this.topic || !Object.hasOwn(this.#handlers, name) || !r || !isForUs(message, this.self)) return; // 1
    const s = this.#sessions.get(r.session) ?? this.#begin(r); // 2
    const captured = toOwnClock(s, r, now); // 4, here because a refused event tells the time too
    const key = JSON.stringify([name, r.device, r.control ?? r.action]);
    if (r.seq <= (s.seqs.get(key) ?? 0)) return; // 3
    s.seqs.set(key, r.seq);
    const fresh = (millis) => millis === 0 || now - captured <= millis; // never, while captured is NaN
    const on = (until, what = r, id = key) => {
      if (!this.isPaused) s.on.set(id, { name, r: what, until }), this.act(name, what, true);
    };
    const off = (what = r, id = key) => this.#off(s, (_, k) => k === id, what);
    this.#handlers[name]({ s, r, key, captured, fresh, on, off });
  }

  #handlers = {
    "navi-button": ({ r, ...step }) => {
      this.#life({ ...step, r, id: r.pressId, starts: r.state === "pressed", goesOn: r.state === "held" });
    },
    "navi-motion": ({ r, captured, fresh, on, off }) => {
      if ([...r.translation, ...r.rotation].every((v) => v === 0)) off(); // 7
      else if (fresh(r.leaseMillis)) on(captured + r.leaseMillis);
    },
    "navi-pose": ({ r, key, captured, fresh, on, off }) => {
      for (const tool of r.tools) {
        const one = [{ ...r, tools: [tool] }, JSON.stringify([key, r.frame, tool.name])]; // 8, each tool by itself
        if (tool.status !== "ok") off(...one);
        else if (fresh(POSE_MILLIS)) on(captured + POSE_MILLIS, ...one);
      }
    },
    "navi-action": ({ r, ...step }) => {
      const { phase, actionId: id } = r;
      if (phase !== "triggered") this.#life({ ...step, r, id, starts: phase === "started", goesOn: phase === "updated" });
      else if (step.fresh(r.validMillis) && !this.isPaused) this.act("navi-action", r, true);
    },
    "navi-device": ({ s, r }) => {
      if (r.state !== "connected") this.#off(s, (entry) => entry.r.device === r.device); // 9
      this.act("navi-device", r, r.state === "connected");
    },
    "navi-profile": ({ r }) => this.act("navi-profile", r, true),
  };

  /** A press, hold or rate: each has a number, a beginning, a lease, and an end. */
  #life({ s, r, key, id, starts, goesOn, captured, fresh, on, off }) {
    const known = s.lives.get(key) ?? 0;
    if (id < known) return; // 5
    s.lives.set(key, id);
    const lease = captured + r.leaseMillis; // 6
    if (goesOn && id === known) {
      const entry = s.on.get(key);
      if (entry && r.value !== undefined) on(Math.max(entry.until, lease)); // a rate: move at the new value
      else if (entry) entry.until = Math.max(entry.until, lease);
    } else if (!starts || id > known) {
      off(); // it ended, or a newer one says that the one before has
      if (starts && fresh(r.validMillis)) on(lease);
    }
  }

  /** Lets go of what has run out: call it with every frame drawn, at least every 50 ms. */
  tick(now) {
    for (const s of this.#sessions.values()) this.#off(s, ({ until }) => !(now <= until)); // 6, 7, 8
  }

  /** The viewer's own link to the hub is gone: the end of what is on would not be heard. */
  disconnected() {
    for (const s of this.#sessions.values()) this.#off(s, () => true); // 9
  }

  /** While it is paused nothing starts; what comes then still counts as heard. */
  set paused(paused) {
    this.isPaused = paused;
    if (paused) this.disconnected();
  }

  #begin({ session, gateway }) {
    for (const old of this.#sessions.values()) if (old.gateway === gateway) this.#off(old, () => true);
    const [oldest] = this.#sessions;
    if (this.#sessions.size === 8) this.#off(oldest[1], () => true), this.#sessions.delete(oldest[0]);
    const s = { gateway, least: [], seqs: new Map(), lives: new Map(), on: new Map() };
    this.#sessions.set(session, s);
    return s;
  }

  #off(s, which, because) {
    for (const [key, entry] of s.on) {
      if (which(entry, key) && s.on.delete(key)) this.act(entry.name, because ?? entry.r, false);
    }
  }
}

/** In a conference hubs ignore the targets of an event. */
function isForUs(message, { name, product, actors }) {
  const isAny = (target, own) => own === undefined || target === undefined || target === "*" || own.includes(target);
  return (
    isAny(message["target.subscriber.name"]?.toLowerCase(), name && [name.toLowerCase()]) &&
    isAny(message["target.product.name"], product && [product]) &&
    isAny(message["target.actor"], actors)
  );
}

/** capturedAt by the own clock; NaN while the offset between the clocks cannot be trusted. */
function toOwnClock(s, { capturedAt, ageMicros }, now) {
  const sample = now - Date.parse(capturedAt) - ageMicros / 1000;
  const last = s.least.at(-1);
  if (now - last?.since < 1000) last.sample = Math.min(last.sample, sample);
  else s.least = [...s.least, { since: now, sample }].filter(({ since }) => now - since < 600_000).slice(-30);
  const offset = Math.min(...s.least.map((second) => second.sample));
  const trusted = Math.abs(offset) <= 50 || s.least.length > 1;
  return trusted ? Date.parse(capturedAt) + offset : NaN;
}
