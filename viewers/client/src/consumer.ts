// What a viewer checks before it acts on NAVICast events. The numbers are the steps of docs/consumers.md.
// Pure: time is passed in, in milliseconds of one clock that is close to UTC and never jumps.

import { GatewayClock } from "./clock.ts";
import type { NaviButton, NaviDevice, NaviMotion, NaviPose } from "./schema.ts";
import { type Action, type Heard, type Profile, read, type Self, toMillis, type Tool } from "./wire.ts";

/**
 * Why something is over. Only `released` is the person's will: after anything else run nothing that a release would run.
 * A text of the wire is one of the reasons in docs/events.md, such as `device-lost`.
 */
export type Cause =
  | "released" // the person let go, stood still, or the tool was told as not seen
  | "lease" // nothing more was heard of it
  | "newer" // a newer press or action says that this one has ended
  | "device" // its device is gone
  | "session" // its gateway was started anew
  | "link" // the own link to the hub is gone
  | "paused"
  | (string & {});

/** What a consumer is told to do: begin, move or show (`on`), or let go, stand still, hide. */
export type Act = { readonly on: boolean; readonly cause?: Cause; readonly ageMillis: number } & (
  | { readonly event: "navi-button"; readonly resource: NaviButton }
  | { readonly event: "navi-motion"; readonly resource: NaviMotion }
  | { readonly event: "navi-pose"; readonly resource: NaviPose; readonly tool: Tool }
  | { readonly event: "navi-action"; readonly resource: Action; readonly lasts: boolean }
  | { readonly event: "navi-device"; readonly resource: NaviDevice }
  | { readonly event: "navi-profile"; readonly resource: Profile }
);

export interface ConsumerOptions {
  /** How long a tool is tracked after the capture of its newest pose; choose less where a procedure needs less. */
  readonly poseMillis?: number;
  /** What the synchronisation of both clocks keeps. */
  readonly toleranceMillis?: number;
}

const POSE_MILLIS = 250;
const TOLERANCE_MILLIS = 50;
const MAX_SESSIONS = 8;
const MAX_STREAMS = 1024;

/** Something that goes on: how it began, and when it ends by itself. */
interface Lasting {
  act: Act;
  until: number;
}

interface Session {
  readonly gateway: string;
  readonly clock: GatewayClock;
  /** The highest `seq` of each stream. */
  readonly seqs: Map<string, number>;
  /** The highest `pressId` of each control, `actionId` of each action. */
  readonly ids: Map<string, number>;
  readonly on: Map<string, Lasting>;
}

/** One event on its way through the steps. */
interface Passing {
  readonly s: Session;
  readonly key: string;
  /** When it was captured, by the own clock; NaN while that is not known. */
  readonly captured: number;
  readonly now: number;
}

type Life = "begins" | "goes on" | "ends";

export class Consumer {
  readonly #self: Self;
  readonly #act: (act: Act) => void;
  readonly #poseMillis: number;
  readonly #toleranceMillis: number;
  readonly #sessions = new Map<string, Session>();
  #session = "";
  #paused = false;

  constructor(self: Self, act: (act: Act) => void, options: ConsumerOptions = {}) {
    this.#self = self;
    this.#act = act;
    this.#poseMillis = options.poseMillis ?? POSE_MILLIS;
    this.#toleranceMillis = options.toleranceMillis ?? TOLERANCE_MILLIS;
  }

  /** One parsed message from the hub; whatever it is, it does no harm. */
  receive(message: unknown, now: number): void {
    this.tick(now);
    const heard = read(message, this.#self); // 1
    if (!heard) return;
    const { r } = heard;
    const s = this.#sessions.get(r.session) ?? this.#begin(r.session, r.gateway); // 2
    const capturedAt = toMillis(r.capturedAt);
    s.clock.hear(now, capturedAt, r.ageMicros / 1000); // 4, here because a refused event tells the time too
    const key = keyOf(heard);
    if (r.seq <= (s.seqs.get(key) ?? 0)) return; // 3
    if (!s.seqs.has(key) && s.seqs.size === MAX_STREAMS) return;
    s.seqs.set(key, r.seq);
    this.#handle(heard, { s, key, captured: s.clock.toOwn(capturedAt), now });
  }

  /** Lets go of what has run out: call it with every frame drawn, at least every 50 ms. */
  tick(now: number): void {
    for (const s of this.#sessions.values()) this.#end(s, "lease", ({ until }) => !(now <= until)); // 6, 7, 8
  }

  /** The own link to the hub is gone: the end of what is on would not be heard. */
  disconnected(): void {
    this.#endAll("link"); // 9
  }

  /** Lets go of everything, and starts nothing until {@link resume}; what is told meanwhile is not made up for. */
  pause(): void {
    this.#paused = true;
    this.#endAll("paused");
  }

  resume(): void {
    this.#paused = false;
  }

  get paused(): boolean {
    return this.#paused;
  }

  /** Whether anything is on that a tick may have to end. */
  get busy(): boolean {
    return [...this.#sessions.values()].some((s) => s.on.size > 0);
  }

  /** The session that was first heard of last; empty before any. */
  get session(): string {
    return this.#session;
  }

  /** The newest session of each gateway, with what is known of its clock. */
  gateways(): { gateway: string; session: string; offsetMillis: number; trusted: boolean }[] {
    const newest = new Map(
      [...this.#sessions].map(([session, { gateway, clock }]) => [
        gateway,
        { gateway, session, offsetMillis: clock.offset, trusted: clock.trusted },
      ]),
    );
    return [...newest.values()];
  }

  #handle(heard: Heard, at: Passing): void {
    switch (heard.event) {
      case "navi-button":
        return this.#button(heard.r, at);
      case "navi-motion":
        return this.#motion(heard.r, at);
      case "navi-pose":
        return this.#pose(heard.r, at);
      case "navi-action":
        return this.#action(heard.r, at);
      case "navi-device":
        if (heard.r.state !== "connected") this.#end(at.s, "device", ({ act }) => deviceOf(act) === heard.r.device); // 9
        return this.#act({ ...heard, resource: heard.r, on: heard.r.state === "connected", ageMillis: age(at) });
      case "navi-profile":
        return this.#act({ ...heard, resource: heard.r, on: true, ageMillis: age(at) });
    }
  }

  #button(r: NaviButton, at: Passing): void {
    const act = { event: "navi-button", resource: r } as const;
    const life = LIFE_OF_PRESS[r.state];
    if (life) this.#live(life, r.pressId, act, r, at);
  }

  #action(r: Action, at: Passing): void {
    if (r.phase === "triggered") {
      if (!this.#paused && isFresh(at, r.validMillis)) {
        this.#act({ event: "navi-action", resource: r, lasts: false, on: true, ageMillis: age(at) });
      }
      return;
    }
    const act = { event: "navi-action", resource: r, lasts: true } as const;
    const life = LIFE_OF_ACTION[r.phase];
    if (life && r.actionId !== undefined) this.#live(life, r.actionId, act, r, at);
  }

  /** Presses and actions that last live by the same rules. */
  #live(
    life: Life,
    id: number,
    act: { event: "navi-button"; resource: NaviButton } | { event: "navi-action"; resource: Action; lasts: true },
    { leaseMillis = 0, validMillis, reason }: { leaseMillis?: number; validMillis: number; reason?: string },
    at: Passing,
  ): void {
    const { s, key, captured } = at;
    const known = s.ids.get(key) ?? 0;
    if (id < known) return; // 5
    s.ids.set(key, id);
    if (id > known) this.#endOne(s, key, "newer");
    const until = captured + leaseMillis; // 6
    const lasting = s.on.get(key);
    if (life === "ends") {
      this.#endOne(s, key, reason ?? "released", { ...act, on: false, ageMillis: age(at) });
    } else if (life === "begins") {
      if (id > known && isFresh(at, validMillis)) this.#start(at, key, until, act);
    } else if (lasting) {
      lasting.until = Math.max(lasting.until, until);
      if (act.event === "navi-action" && act.resource.value !== undefined) this.#start(at, key, lasting.until, act);
    }
  }

  #motion(r: NaviMotion, at: Passing): void {
    const act = { event: "navi-motion", resource: r } as const;
    if ([...r.translation, ...r.rotation].every((v) => v === 0)) {
      this.#endOne(at.s, at.key, "released", { ...act, on: false, ageMillis: age(at) }); // 7
    } else if (isFresh(at, r.leaseMillis)) {
      this.#start(at, at.key, at.captured + r.leaseMillis, act);
    }
  }

  #pose(r: NaviPose, at: Passing): void {
    for (const tool of r.tools) {
      const act = { event: "navi-pose", resource: r, tool } as const;
      const key = JSON.stringify([at.key, r.frame, tool.name]); // 8, each tool by itself
      if (tool.status !== "ok") {
        this.#endOne(at.s, key, tool.status, { ...act, on: false, ageMillis: age(at) });
      } else if (isFresh(at, this.#poseMillis) && (at.s.on.has(key) || at.s.on.size < MAX_STREAMS)) {
        this.#start(at, key, at.captured + this.#poseMillis, act);
      }
    }
  }

  #start(at: Passing, key: string, until: number, what: Distribute<Act>): void {
    if (this.#paused) return;
    const act = { ...what, on: true, ageMillis: age(at) } as Act;
    at.s.on.set(key, { act, until });
    this.#act(act);
  }

  /** @param told the event that says so, where there is one */
  #endOne(s: Session, key: string, cause: Cause, told?: Act): void {
    const lasting = s.on.get(key);
    if (lasting && s.on.delete(key)) this.#act({ ...(told ?? lasting.act), on: false, cause });
  }

  #end(s: Session, cause: Cause, which: (lasting: Lasting) => boolean): void {
    for (const [key, lasting] of s.on) if (which(lasting)) this.#endOne(s, key, cause);
  }

  #endAll(cause: Cause): void {
    for (const s of this.#sessions.values()) this.#end(s, cause, () => true);
  }

  #begin(session: string, gateway: string): Session {
    for (const old of this.#sessions.values()) if (old.gateway === gateway) this.#end(old, "session", () => true);
    const [oldest] = this.#sessions;
    if (oldest && this.#sessions.size === MAX_SESSIONS) {
      this.#end(oldest[1], "session", () => true);
      this.#sessions.delete(oldest[0]);
    }
    const clock = new GatewayClock(this.#toleranceMillis);
    const s: Session = { gateway, clock, seqs: new Map(), ids: new Map(), on: new Map() };
    this.#sessions.set(session, s);
    this.#session = session;
    return s;
  }
}

type Distribute<A> = A extends Act ? Omit<A, "on" | "ageMillis" | "cause"> : never;

const LIFE_OF_PRESS: Partial<Record<string, Life>> = {
  pressed: "begins",
  held: "goes on",
  released: "ends",
  cancelled: "ends",
};

const LIFE_OF_ACTION: Partial<Record<string, Life>> = {
  started: "begins",
  updated: "goes on",
  ended: "ends",
  cancelled: "ends",
};

/** The stream of an event: name, device, and control or action. */
function keyOf({ event, r }: Heard): string {
  const { device, control, action } = r as { device?: string; control?: string; action?: string };
  return JSON.stringify([event, device, control ?? action]);
}

function deviceOf({ event, resource }: Act): string | undefined {
  return event === "navi-profile" ? undefined : resource.device;
}

/** Never, while the capture is not known. */
function isFresh({ captured, now }: Passing, millis: number): boolean {
  return millis === 0 || now - captured <= millis;
}

function age({ captured, now }: Passing): number {
  return now - captured;
}
