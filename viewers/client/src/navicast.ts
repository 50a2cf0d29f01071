import { type Act, Consumer, type ConsumerOptions } from "./consumer.ts";
import type {
  ActionInfo,
  Button,
  Device,
  Handler,
  HandlerSet,
  HoldHandler,
  MotionHandler,
  RateHandler,
  TrackedTool,
  TriggerHandler,
} from "./handlers.ts";
import { Integrator, scaled } from "./integrator.ts";
import { Link, type SocketClass, type State, type TokenSource } from "./link.ts";
import { AXES, SPEEDS, VOCABULARY } from "./vocabulary.ts";
import { type EventName, isObject, type Profile, type Rate } from "./wire.ts";

export interface NavicastOptions extends ConsumerOptions {
  /** Address of the hub, such as `https://hub.example.org/api/hub`. */
  readonly hub: string;
  /** The room: the topic of the gateway. The case counts. */
  readonly topic: string;
  /** What the viewer calls itself, such as `OHIF`. */
  readonly product: string;
  /** Name of this subscriber; drawn anew each time where left out. */
  readonly name?: string;
  readonly actor?: string;
  /** Called before each subscription; left out where the hub wants no token. See {@link mockLogin}. */
  readonly token?: TokenSource;
  /** What full deflection means, a second, for each rate: a number, or one for each axis. Over {@link SPEEDS}. */
  readonly speeds?: Readonly<Record<string, Rate>>;
  /** The reference frames of tools that this viewer knows; tools of other frames are not told. All where left out. */
  readonly frames?: readonly string[];
  /** What of the gateway's events is subscribed to; all where left out. */
  readonly events?: readonly EventName[];
  /** Whether a page that nobody sees lets go of everything and acts on nothing until it is seen again. True. */
  readonly pauseWhenHidden?: boolean;
  /** Where there is no global WebSocket (Node 20): the class of the package `ws`. */
  readonly WebSocket?: SocketClass;
  /** Told what a handler threw; the console where left out. Nothing that a handler throws stops another. */
  readonly onError?: (error: unknown) => void;
}

/** What gateways and viewers of the topic say of themselves. */
export interface Status {
  readonly subscriber: string;
  readonly product: string;
  readonly items: Readonly<Record<string, string | number | boolean>>;
}

/** A viewer's end of the line; made by {@link connect}. Each `on…` returns a function that takes the handler away. */
export interface Navicast {
  /** A rate of one number; once a frame while it lasts. */
  on(action: "slice.scroll" | "view.zoom" | "cine.speed", handler: RateHandler<number> | HandlerSet): () => void;
  /** A rate with axes; once a frame while it lasts. */
  on(
    action: "window.adjust" | "view.pan" | "view.rotate" | "view.fly" | "pointer.move",
    handler: RateHandler<readonly number[]> | HandlerSet,
  ): () => void;
  on(action: "pointer.show", handler: HoldHandler | HandlerSet): () => void;
  /** A trigger of the vocabulary; or, by what `handler` has, any action. One handler an action: the newest. */
  on(action: string, handler: TriggerHandler | HandlerSet): () => void;
  onButton(handler: (button: Button) => void): () => void;
  /** The raw motion of caps; once a frame while one is deflected. Most viewers want `on("view.fly", …)`. */
  onMotion(handler: MotionHandler): () => void;
  /** Each tool at each of its poses, and once when it is not tracked any more. */
  onTool(handler: (tool: TrackedTool) => void): () => void;
  onDevice(handler: (device: Device) => void): () => void;
  /** What does what now, in words. */
  onProfile(handler: (profile: Profile) => void): () => void;
  /** Each change of the link, and its present state at once. */
  onState(handler: (state: State, reason: string) => void): () => void;
  /** Lets go of everything; nothing starts until {@link resume}. */
  pause(): void;
  resume(): void;
  readonly paused: boolean;
  readonly state: State;
  /** Each gateway heard of and how far its clock is off; show it, so that a person can mend a clock that is not trusted. */
  gateways(): readonly { gateway: string; session: string; offsetMillis: number; trusted: boolean }[];
  /** Asks everybody on the topic. */
  status(): Promise<Status[]>;
  /** Lets go of everything and leaves. */
  close(): void;
}

/**
 * Joins a topic. The link is made, kept and made anew in the background.
 *
 *     const navicast = connect({ hub: "http://127.0.0.1:2018/api/hub", topic: "OR-3", product: "My viewer" });
 *     navicast.on("slice.next", (steps) => viewer.scroll(steps));
 *     navicast.on("view.rotate", ([x, y, z]) => viewer.rotate(x, y, z));
 */
export function connect(options: NavicastOptions): Navicast {
  return new Viewer(options);
}

const EVENTS: readonly EventName[] = [
  "navi-button",
  "navi-motion",
  "navi-pose",
  "navi-action",
  "navi-device",
  "navi-profile",
];
const VIEWER = "navi-viewer";
const LEASE_MILLIS = 250;
const TICK_MILLIS = 25;
const FRAME_MILLIS = 16;
const TELL_MILLIS = 100;
/** How long to wait before gateways are asked what they have, and before each further time. */
const ASK_MILLIS = [0, 1000, 4000, 15_000] as const;

/** Of a clock that never jumps and is close to UTC. */
const now = (): number => performance.timeOrigin + performance.now();

class Viewer implements Navicast {
  readonly #options: NavicastOptions;
  readonly #name: string;
  readonly #consumer: Consumer;
  readonly #link: Link;
  readonly #integrator = new Integrator<Act>();
  readonly #actions = new Map<string, HandlerSet>();
  /** What is held by which device: a hold of two feet ends with the second. */
  readonly #holds = new Set<string>();
  readonly #listeners = new Map<string, Set<(...args: never[]) => void>>();
  readonly #document = typeof document === "undefined" ? undefined : document;
  #reason = "";
  #session = "";
  /** Counts how often we went online. */
  #asking = 0;
  #paused = false;
  #ticking: ReturnType<typeof setInterval> | undefined;
  #frame: { cancel(): void } | undefined;
  #telling: ReturnType<typeof setTimeout> | undefined;

  constructor(options: NavicastOptions) {
    this.#options = options;
    const { topic, product, actor } = options;
    this.#name = options.name ?? `${product}-${drawName()}`;
    const self = { topic, product, name: this.#name, actors: actor === undefined ? undefined : [actor] };
    this.#consumer = new Consumer(self, (act) => this.#safely(() => this.#take(act)), options);
    this.#link = new Link(
      {
        hub: options.hub,
        topic,
        product,
        actor,
        name: this.#name,
        events: options.events ?? EVENTS,
        token: options.token,
        WebSocket: options.WebSocket ?? globalWebSocket(),
        fetch: (...args) => fetch(...args),
        now,
        random: Math.random,
      },
      { state: (state, reason) => this.#linked(state, reason), message: (message) => this.#hear(message) },
    );
    this.#document?.addEventListener("visibilitychange", this.#seen);
    if (this.#document) globalThis.addEventListener?.("pagehide", this.#left);
    this.#seen();
    setTimeout(() => this.#link.start()); // when the caller has said what is to be told
  }

  on(action: string, handler: Handler | ((amount: never, info: ActionInfo) => void)): () => void {
    const kind = VOCABULARY.get(action);
    if (typeof handler === "function" && kind === undefined) {
      throw new TypeError(
        `"${action}" is not in the vocabulary: say { trigger }, { hold } or { rate } instead of a function`,
      );
    }
    const set = typeof handler === "function" ? { [kind as string]: handler } : handler;
    this.#actions.set(action, set);
    this.#tellSoon();
    return () => {
      if (this.#actions.get(action) === set && this.#actions.delete(action)) this.#tellSoon();
    };
  }

  onButton(handler: (button: Button) => void): () => void {
    return this.#listen("button", handler);
  }

  onMotion(handler: MotionHandler): () => void {
    return this.#listen("motion", handler);
  }

  onTool(handler: (tool: TrackedTool) => void): () => void {
    return this.#listen("tool", handler);
  }

  onDevice(handler: (device: Device) => void): () => void {
    return this.#listen("device", handler);
  }

  onProfile(handler: (profile: Profile) => void): () => void {
    return this.#listen("profile", handler);
  }

  onState(handler: (state: State, reason: string) => void): () => void {
    const off = this.#listen("state", handler);
    this.#safely(() => handler(this.state, this.#reason));
    return off;
  }

  pause(): void {
    this.#paused = true;
    this.#seen();
  }

  resume(): void {
    this.#paused = false;
    this.#seen();
  }

  get paused(): boolean {
    return this.#consumer.paused;
  }

  get state(): State {
    return this.#link.state;
  }

  gateways(): ReturnType<Consumer["gateways"]> {
    return this.#consumer.gateways();
  }

  async status(): Promise<Status[]> {
    const answers = await this.#link.ask("status-request", { dataType: "STATUS" });
    return answers.flatMap(({ subscriber, data }) => {
      if (!isObject(data) || !Array.isArray(data["items"])) return [];
      const items = Object.fromEntries(data["items"].filter(isObject).map(({ key, value }) => [String(key), value]));
      return [{ subscriber: String(subscriber), product: String(data["product"]), items } as Status];
    });
  }

  close(): void {
    this.#document?.removeEventListener("visibilitychange", this.#seen);
    globalThis.removeEventListener?.("pagehide", this.#left);
    this.#tell("leaving");
    clearTimeout(this.#telling);
    this.#consumer.pause();
    this.#link.close();
    this.#rest();
  }

  // --- from the link

  #linked(state: State, reason: string): void {
    this.#reason = reason;
    if (state !== "online") this.#consumer.disconnected();
    this.#emit("state", state, reason);
    if (state !== "online") return;
    this.#tell();
    void this.#askGateways();
  }

  #hear(message: Record<string, unknown>): void {
    const event = message["event"] as Record<string, unknown>;
    const { context, "hub.event": name } = event;
    if (name === "status-request") {
      if (isObject(context) && typeof context["id"] === "string") this.#answer(context["id"], context["dataType"]);
      return;
    }
    this.#consumer.receive(message, now());
    this.#work();
    const { session } = this.#consumer;
    if (session !== this.#session) this.#tellSoon(); // a gateway that has just come does not know us
    this.#session = session;
  }

  #answer(id: string, dataType: unknown): void {
    const items = [
      { key: "availability", value: "online" },
      { key: "navicast.actions", value: this.#understood().join(",") },
      { key: "navicast.lease-millis", value: LEASE_MILLIS },
      { key: "navicast.active", value: !this.paused },
      { key: "navicast.paused", value: this.paused },
    ];
    const data = { source: "status", product: this.#options.product, items };
    this.#link.answer("status-response", { id, dataType: dataType ?? "STATUS", data });
  }

  /**
   * Devices and profile as they are now: the hub repeats nothing to who comes later. A page that is being built up may be
   * too busy to hear the answer in its time; then it asks again.
   */
  async #askGateways(): Promise<void> {
    const asking = ++this.#asking;
    const isOver = (): boolean => asking !== this.#asking || this.state !== "online";
    for (const millis of ASK_MILLIS) {
      await new Promise((done) => setTimeout(done, millis));
      if (isOver()) return;
      const answers = await this.status().catch(() => []);
      if (isOver()) return;
      const gateways = answers.filter(({ product }) => product === "NAVICast");
      gateways.forEach(({ items }) => this.#takeStatus(items));
      if (gateways.length > 0) return;
    }
  }

  #takeStatus(items: Status["items"]): void {
    for (const [key, state] of Object.entries(items)) {
      if (key.startsWith("device.")) this.#emit("device", deviceOf(key.slice("device.".length), state, items));
    }
    if ("profile" in items) this.#emit("profile", profileOf(items));
  }

  // --- from the consumer

  #take(act: Act): void {
    switch (act.event) {
      case "navi-action":
        return this.#action(act);
      case "navi-motion":
        return this.#rate(act, act.on ? [...act.resource.translation, ...act.resource.rotation] : undefined);
      case "navi-button": {
        const { device, control } = act.resource;
        return this.#emit("button", { ...pick(act), device, control });
      }
      case "navi-pose":
        return this.#tool(act);
      case "navi-device": {
        const { device, gateway, state, reason, product } = act.resource;
        return this.#emit("device", { device, gateway, state, reason, product, resource: act.resource });
      }
      case "navi-profile":
        return this.#emit("profile", act.resource);
    }
  }

  #action(act: Act & { event: "navi-action" }): void {
    const { action, value } = act.resource;
    const handlers = this.#actions.get(action);
    if (!act.lasts) {
      handlers?.trigger?.(typeof value === "number" ? value : 1, infoOf(act));
      return;
    }
    this.#rate(act, act.on && hasAxesOf(action, value) ? value : undefined);
    const was = this.#isHeld(action);
    if (act.on) this.#holds.add(keyOf(act));
    else this.#holds.delete(keyOf(act));
    if (was !== this.#isHeld(action)) handlers?.hold?.(act.on, infoOf(act));
  }

  #isHeld(action: string): boolean {
    return [...this.#holds].some((key) => key.endsWith(`\n${action}`));
  }

  /** @param rate undefined where it ends, or where there is none */
  #rate(act: Act, rate: Rate | undefined): void {
    const key = keyOf(act);
    if (rate === undefined) this.#integrator.end(key);
    else this.#integrator.set(key, rate, act, now(), this.#move);
  }

  readonly #move = (deflectionSeconds: Rate, act: Act): void => {
    if (act.event === "navi-motion") {
      const { device } = act.resource;
      this.#emit("motion", scaled(deflectionSeconds, this.#speed("motion")), { device, resource: act.resource });
    } else if (act.event === "navi-action") {
      const { action } = act.resource;
      const amount = scaled(deflectionSeconds, this.#speed(action));
      this.#safely(() => this.#actions.get(action)?.rate?.(amount, infoOf(act)));
    }
  };

  #speed(name: string): Rate {
    return this.#options.speeds?.[name] ?? (SPEEDS as Readonly<Record<string, Rate>>)[name] ?? 1;
  }

  #tool(act: Act & { event: "navi-pose" }): void {
    const { tool, on, resource } = act;
    const { device, frame } = resource;
    if (this.#options.frames && !this.#options.frames.includes(frame)) return;
    const { name, role } = tool as { name: string; role?: string };
    const told: TrackedTool = {
      name,
      device,
      frame,
      role,
      tracked: on,
      status: on ? "ok" : (act.cause ?? "lease"),
      position: on ? tool.position : undefined,
      orientation: on ? tool.orientation : undefined,
      ageMillis: act.ageMillis,
      tool,
      resource,
    };
    this.#emit("tool", told);
  }

  // --- time

  /** Looks after what is on, for as long as something is. */
  #work(): void {
    if (!this.#consumer.busy) return;
    this.#ticking ??= setInterval(() => this.#tick(), TICK_MILLIS);
    if (this.#integrator.busy) this.#frame ??= nextFrame(() => this.#drawn());
  }

  #tick(): void {
    this.#consumer.tick(now());
    if (!this.#consumer.busy) this.#rest();
    else if (this.#integrator.busy) this.#frame ??= nextFrame(() => this.#drawn());
  }

  #drawn(): void {
    this.#frame = undefined;
    this.#consumer.tick(now()); // what has run out moves nothing
    this.#integrator.frame(now());
    this.#work();
  }

  #rest(): void {
    clearInterval(this.#ticking);
    this.#ticking = undefined;
    this.#frame?.cancel();
    this.#frame = undefined;
  }

  // --- what we say of ourselves

  #understood(): string[] {
    return [...this.#actions.keys()].sort();
  }

  /** Pauses and goes on as asked, and as the page is seen. */
  readonly #seen = (): void => {
    const hidden = (this.#options.pauseWhenHidden ?? true) && this.#document?.hidden === true;
    const pause = this.#paused || hidden;
    if (pause === this.#consumer.paused) return;
    if (pause) this.#consumer.pause();
    else this.#consumer.resume();
    this.#tell();
  };

  /** The page is reloaded or left; the browser closes the socket behind it. */
  readonly #left = (): void => this.#tell("leaving");

  /** Several changes at once are told once. */
  #tellSoon(): void {
    this.#telling ??= setTimeout(() => this.#tell(), TELL_MILLIS);
  }

  #tell(state: string = this.paused ? "paused" : "active"): void {
    clearTimeout(this.#telling);
    this.#telling = undefined;
    const { product } = this.#options;
    const resource = { viewer: this.#name, product, state, actions: this.#understood(), leaseMillis: LEASE_MILLIS };
    this.#link.publish(VIEWER, [{ key: "navicast-viewer", resource }]);
  }

  // --- listeners

  #listen(what: string, handler: (...args: never[]) => void): () => void {
    const set = this.#listeners.get(what) ?? new Set();
    this.#listeners.set(what, set.add(handler));
    return () => void set.delete(handler);
  }

  #emit(what: string, ...args: unknown[]): void {
    for (const handler of this.#listeners.get(what) ?? []) this.#safely(() => handler(...(args as never[])));
  }

  #safely(call: () => void): void {
    try {
      call();
    } catch (e) {
      (this.#options.onError ?? console.error)(e);
    }
  }
}

/** A value with another number of components than the action has is none. */
function hasAxesOf(action: string, value: Rate | undefined): boolean {
  const axes = AXES[action];
  return axes === undefined || (typeof value === "object" ? value.length : 1) === axes;
}

function infoOf(act: Act & { event: "navi-action" }): ActionInfo {
  const { action, device, gateway, mode, profile } = act.resource;
  return { ...pick(act), action, device, gateway, mode, profile };
}

function pick<R>(act: { on: boolean; cause?: string; ageMillis: number; resource: R }) {
  return { on: act.on, cause: act.cause, ageMillis: act.ageMillis, resource: act.resource };
}

function keyOf({ event, resource }: Act): string {
  const { gateway, device, action } = resource as { gateway: string; device?: string; action?: string };
  return [event, gateway, device, action].join("\n");
}

function deviceOf(device: string, state: unknown, items: Status["items"]): Device {
  const reason = items[`reason.${device}`];
  return {
    device,
    state: state as Device["state"],
    reason: reason === undefined ? undefined : String(reason),
    gateway: undefined,
    product: undefined,
    resource: undefined,
  };
}

function profileOf(items: Status["items"]): Partial<Profile> {
  const devices = Object.keys(items).flatMap((key) => (key.startsWith("device.") ? [key.slice("device.".length)] : []));
  const bindings = Object.entries(items)
    .filter(([key]) => /^binding\.\d+$/.test(key))
    .map(([, value]) => {
      // Here the words begin with the device; in a navi-profile it is a field of its own.
      const all = String(value);
      const device = devices.find((name) => all.startsWith(`${name} `)) ?? "";
      const words = device === "" ? all : all.slice(device.length + 1);
      const [input = "", action = ""] = words.split(": ");
      return { device, input, action, words };
    });
  const { profile, mode } = items;
  return { profile: String(profile), ...(mode === undefined ? {} : { mode: String(mode) }), bindings };
}

function nextFrame(draw: () => void): { cancel(): void } {
  if (typeof requestAnimationFrame === "undefined") {
    const timer = setTimeout(draw, FRAME_MILLIS);
    return { cancel: () => clearTimeout(timer) };
  }
  const frame = requestAnimationFrame(draw);
  return { cancel: () => cancelAnimationFrame(frame) };
}

function globalWebSocket(): SocketClass {
  if (typeof WebSocket === "undefined") {
    throw new TypeError("there is no WebSocket here: give the class of the package ws as option WebSocket");
  }
  return WebSocket as unknown as SocketClass;
}

const NAME_DIGITS = 6;

function drawName(): string {
  const digits = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";
  return Array.from({ length: NAME_DIGITS }, () => digits[Math.floor(Math.random() * digits.length)]).join("");
}
