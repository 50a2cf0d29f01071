// The link to a Cast hub: subscribe, bind, keep, and begin anew. Nothing is stored: what came while it was down is gone.

import { Backoff } from "./backoff.ts";
import { Heartbeat } from "./heartbeat.ts";
import { isObject } from "./wire.ts";

export type State = "connecting" | "online" | "offline" | "refused" | "closed";

/**
 * A token for the hub, or nothing where it wants none. `renew` is true when the hub did not take the last one, and
 * when that one's time is nearly over.
 */
export type TokenSource = (renew: boolean) => Promise<string | undefined> | string | undefined;

export interface LinkOptions {
  /** Address of the hub, such as `https://hub.example.org/api/hub`. */
  readonly hub: string;
  readonly topic: string;
  readonly name: string;
  readonly product: string;
  readonly actor?: string | undefined;
  readonly events: readonly string[];
  readonly token?: TokenSource | undefined;
  readonly WebSocket: SocketClass;
  readonly fetch: typeof fetch;
  readonly now: () => number;
  readonly random: () => number;
}

/** What of a WebSocket is used; that of browsers and of Node 22, or the class of the package `ws`. */
export interface Socket {
  onopen: ((event: never) => void) | null;
  onmessage: ((event: never) => void) | null;
  onclose: ((event: never) => void) | null;
  onerror: ((event: never) => void) | null;
  send(text: string): void;
  close(code?: number): void;
}
export type SocketClass = new (url: string) => Socket;

export interface LinkEvents {
  state(state: State, reason: string): void;
  /** Parsed, and not the link's own business. */
  message(message: Record<string, unknown>): void;
}

const ANSWER_MILLIS = 3000;
const LOOK_MILLIS = 200;
const MAX_TEXT = 1_048_576;
const MAX_TIMER_MILLIS = 2_000_000_000;

/** The hub said no; trying again soon with the same token would not help. */
class Refused extends Error {
  readonly status: number;
  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

export class Link {
  readonly #options: LinkOptions;
  readonly #on: LinkEvents;
  readonly #backoff: Backoff;
  readonly #echo: string;
  #state: State = "offline";
  #socket: Socket | undefined;
  #endpoint = "";
  #publishesBySocket = false;
  #probes = true;
  #renew = false;
  #generation = 0;
  #retry: ReturnType<typeof setTimeout> | undefined;
  #look: ReturnType<typeof setInterval> | undefined;
  #renewal: ReturnType<typeof setTimeout> | undefined;

  constructor(options: LinkOptions, on: LinkEvents) {
    this.#options = options;
    this.#on = on;
    this.#backoff = new Backoff(options.random);
    // A name of our own, so that the event of the heartbeat comes back to nobody else.
    this.#echo = `navi-echo-${Math.floor(options.random() * 36 ** 8).toString(36)}`;
  }

  get state(): State {
    return this.#state;
  }

  start(): void {
    if (this.#state === "offline" && this.#retry === undefined) void this.#connect();
  }

  /** Ends for good; the hub ends a subscription with its socket. */
  close(): void {
    this.#drop();
    clearTimeout(this.#retry);
    this.#tell("closed", "closed by the viewer");
  }

  /** Sends an event on the topic; false where there is no link. Nothing is kept for later. */
  publish(event: string, context: unknown): boolean {
    return this.#state === "online" && this.#publish(event, context, this.#options.name);
  }

  /** Answers a request of the hub, which takes answers on the socket only. */
  answer(event: string, context: unknown): void {
    if (this.#state === "online") this.#send(this.#envelope(event, context, this.#options.name));
  }

  /** Asks all on the topic; the hub collects what they answer within its time. */
  async ask(event: string, context: Record<string, unknown>): Promise<Record<string, unknown>[]> {
    const reply = await this.#post(this.#envelope(event, context, this.#options.name), "/request");
    return Array.isArray(reply["responses"]) ? reply["responses"].filter(isObject) : [];
  }

  async #connect(): Promise<void> {
    const generation = ++this.#generation;
    this.#retry = undefined;
    this.#probes = true;
    this.#tell("connecting", "asking the hub for a subscription");
    try {
      const reply = await this.#post(this.#subscription({}));
      const path = reply["hub.channel.endpoint"];
      if (generation !== this.#generation) return void this.#giveBack(path);
      if (typeof path !== "string") throw new Error("the hub's answer to the subscription names no socket");
      this.#endpoint = path;
      this.#publishesBySocket = [reply["navicast.publish"]].flat().includes("websocket");
      this.#bind(rebased(path, this.#options.hub), generation);
      this.#renewIn(reply["hub.lease_seconds"], generation);
    } catch (e) {
      if (generation === this.#generation) this.#lost(e);
    }
  }

  /** Nobody will bind it: a hub would go on to show it. */
  #giveBack(path: unknown): void {
    if (typeof path !== "string") return;
    this.#post(new URLSearchParams({ "hub.mode": "unsubscribe", "hub.channel.endpoint": path })).catch(() => {});
  }

  #bind(url: string, generation: number): void {
    const { now, WebSocket } = this.#options;
    const socket = new WebSocket(url);
    this.#socket = socket;
    const current = (): boolean => generation === this.#generation;
    const heartbeat = new Heartbeat(now());
    socket.onopen = () => {
      if (current()) this.#probe(); // online is who hears what is published
    };
    socket.onmessage = ({ data }: { data: unknown }) => {
      if (!current()) return;
      heartbeat.heard(now());
      if (typeof data === "string" && data.length <= MAX_TEXT) this.#take(data);
    };
    socket.onclose = ({ code, reason }: { code: number; reason: string }) => {
      if (current()) this.#lost(new Error(`the hub's socket was closed (${[code, reason].filter(Boolean).join(" ")})`));
    };
    socket.onerror = () => {}; // onclose follows
    this.#look = setInterval(() => {
      if (!current()) return;
      const next = heartbeat.look(now());
      if (next === "ask") this.#probe();
      else if (next === "lost" && this.#probes) this.#lost(new Error("nothing comes from the hub any more"));
    }, LOOK_MILLIS);
  }

  #take(text: string): void {
    let message: unknown;
    try {
      message = JSON.parse(text);
    } catch {
      return;
    }
    if (!isObject(message)) return;
    const event = isObject(message["event"]) ? message["event"]["hub.event"] : undefined;
    if (message["hub.mode"] === "denied") {
      this.#renew = true;
      this.#lost(
        new Refused(403, `the hub ended the subscription: ${String(message["hub.reason"] ?? "no reason given")}`),
      );
    } else if (event === undefined && typeof message["detail"] === "string") {
      this.#lost(new Error(`the hub refused what was sent: ${message["detail"]}`));
    } else if (message["type"] === "ping") {
      this.#send({ type: "pong", timestamp: this.#timestamp() });
    } else if (event !== undefined) {
      this.#online("what is published on the topic arrives here");
      if (event !== this.#echo) this.#on.message(message);
    }
  }

  #online(reason: string): void {
    if (this.#state !== "connecting") return;
    this.#backoff.reset();
    this.#tell("online", reason);
  }

  /** Publishes an event that comes back to us: without a publisher, since hubs keep an event from whoever it is from. */
  #probe(): void {
    if (this.#probes) this.#publish(this.#echo, []);
  }

  #publish(event: string, context: unknown, name?: string): boolean {
    const envelope = this.#envelope(event, context, name);
    if (this.#publishesBySocket) return this.#send(envelope);
    const generation = this.#generation;
    this.#post(envelope).catch((e: unknown) => {
      if (generation !== this.#generation || event !== this.#echo || !(e instanceof Refused)) return;
      if (e.status === 401) return void (this.#renew = true);
      this.#probes = false; // who may listen only is online without proof
      this.#online("the hub takes no events from this viewer, so that a link that is silently dead is found late");
    });
    return true;
  }

  /** A subscription that lasts as long as its token is renewed under way; its socket stays. */
  #renewIn(leaseSeconds: unknown, generation: number): void {
    if (typeof leaseSeconds !== "number" || !(leaseSeconds > 0)) return;
    const millis = Math.min(leaseSeconds * 750, MAX_TIMER_MILLIS);
    this.#renewal = setTimeout(() => {
      this.#renew = true;
      this.#post(this.#subscription({ "hub.channel.endpoint": this.#endpoint })).then(
        (reply) => generation === this.#generation && this.#renewIn(reply["hub.lease_seconds"], generation),
        () => generation === this.#generation && this.#renewIn(leaseSeconds / 4, generation),
      );
    }, millis);
  }

  #subscription(more: Record<string, string>): URLSearchParams {
    const { topic, events, name, product, actor } = this.#options;
    return new URLSearchParams({
      "hub.mode": "subscribe",
      "hub.channel.type": "websocket",
      "hub.events": [...events, "status-request", this.#echo].join(","),
      "subscriber.product.name": product,
      ...(actor === undefined ? {} : { "subscriber.actors": JSON.stringify([actor]) }),
      "hub.topic": topic,
      "subscriber.name": name,
      ...more,
    });
  }

  #envelope(event: string, context: unknown, name?: string): Record<string, unknown> {
    const { topic, product, actor } = this.#options;
    return {
      timestamp: this.#timestamp(),
      id: crypto.randomUUID?.() ?? `${this.#options.now()}-${this.#options.random()}`, // absent in pages without TLS
      ...(name === undefined ? {} : { "subscriber.name": name, "subscriber.product.name": product }),
      ...(name === undefined || actor === undefined ? {} : { "subscriber.actor": actor }),
      event: { "hub.topic": topic, "hub.event": event, context },
    };
  }

  #timestamp(): string {
    return new Date(this.#options.now()).toISOString();
  }

  #send(message: unknown): boolean {
    try {
      this.#socket?.send(JSON.stringify(message));
      return true;
    } catch {
      return false; // it is closing; onclose follows
    }
  }

  async #post(body: URLSearchParams | Record<string, unknown>, path = ""): Promise<Record<string, unknown>> {
    const form = body instanceof URLSearchParams;
    const renew = this.#renew;
    const token = await this.#options.token?.(renew);
    if (token !== undefined && !/^[\x21-\x7e]+$/.test(token)) {
      throw new Refused(401, "the token is empty or has characters that no header may have");
    }
    const abort = new AbortController();
    const noMore = whenAwakeFor(ANSWER_MILLIS, () => abort.abort(new Error("the hub does not answer")));
    let answer: Response;
    let reply: unknown;
    try {
      answer = await this.#options.fetch(this.#options.hub.replace(/\/+$/, "") + path, {
        method: "POST",
        headers: {
          "Content-Type": form ? "application/x-www-form-urlencoded" : "application/json",
          ...(token === undefined ? {} : { Authorization: `Bearer ${token}` }),
        },
        body: form ? body.toString() : JSON.stringify(body),
        signal: abort.signal,
      });
      reply = await answer.json().catch(() => undefined);
    } finally {
      noMore();
    }
    if (answer.ok) {
      if (renew) this.#renew = false;
      return isObject(reply) ? reply : {};
    }
    const detail = isObject(reply) && typeof reply["detail"] === "string" ? `: ${reply["detail"]}` : "";
    if (answer.status >= 500) throw new Error(`the hub has trouble of its own (${answer.status}${detail})`);
    throw new Refused(
      answer.status,
      `${REFUSALS[answer.status] ?? "the hub refuses the request"} (${answer.status}${detail})`,
    );
  }

  #lost(cause: unknown): void {
    this.#drop();
    const refused = cause instanceof Refused;
    this.#renew ||= refused;
    this.#tell(refused ? "refused" : "offline", sentence(cause));
    if (this.#state === "closed") return; // by whoever was told
    this.#retry = setTimeout(() => void this.#connect(), this.#backoff.next(this.#options.now()));
  }

  #drop(): void {
    this.#generation++;
    clearInterval(this.#look);
    clearTimeout(this.#renewal);
    const socket = this.#socket;
    this.#socket = undefined;
    if (!socket) return;
    socket.onmessage = socket.onopen = null; // what is still under way is old when it comes
    socket.onclose = null;
    socket.close();
  }

  #tell(state: State, reason: string): void {
    if (this.#state === "closed") return;
    this.#state = state;
    this.#on.state(state, reason);
  }
}

const REFUSALS: Partial<Record<number, string>> = {
  401: "the hub does not accept the token",
  403: "the hub does not allow this topic with this token",
  404: "there is no hub at this address",
};

function sentence(cause: unknown): string {
  if (cause instanceof TypeError) return "the hub cannot be reached";
  return printable(cause instanceof Error ? cause.message : String(cause));
}

/**
 * Calls after that time, or later where the page stood still meanwhile, as while it draws its first picture: what the
 * hub has answered by then still waits to be read, and must not be taken for silence. The result calls it off.
 */
function whenAwakeFor(millis: number, act: () => void): () => void {
  let timer = setTimeout(() => (timer = setTimeout(act, millis / 2)), millis / 2);
  return () => clearTimeout(timer);
}

const MAX_REASON = 200;

/** What a hub says may be anything: one line of it. */
function printable(text: string): string {
  return text.replace(/[\p{C}\s]+/gu, " ").slice(0, MAX_REASON);
}

/** Scheme and host are those of the hub as we reach it, whatever the hub thinks that they are. */
export function rebased(endpoint: string, hub: string): string {
  const { pathname, search } = new URL(endpoint, hub);
  const { protocol, host } = new URL(hub);
  return `${protocol === "https:" ? "wss:" : "ws:"}//${host}${pathname}${search}`;
}
