import { type Act, Consumer, type Socket, type SocketClass } from "@navicast/client";

/** One event of a gateway as it came in. */
export interface Arrived {
  /** By the page's clock, milliseconds since 1970. */
  readonly at: number;
  readonly event: string;
  readonly resource: Readonly<Record<string, unknown>>;
  /** From the capture at the device to this page, in milliseconds; undefined where the event tells a state. */
  readonly latencyMillis: number | undefined;
}

export interface Watched {
  /** Every message of a gateway, acted upon or not. */
  arrived(event: Arrived): void;
  /** What is on and what is over, by the rules of docs/consumers.md: a press that was not let go ends by its lease. */
  act(act: Act): void;
}

const TICK_MILLIS = 25;
/** What is a press, a motion or a pose; the others tell states, which have no hurry. */
const CAPTURED = new Set(["navi-button", "navi-action", "navi-motion", "navi-pose"]);
/** Clocks that differ by more than this are not of one machine, nor kept together by a time server. */
const SAME_CLOCK_MILLIS = 50;

/** Of a clock that never jumps and is close to UTC. */
export const now = (): number => performance.timeOrigin + performance.now();

/** Looks over the shoulder of the client: all that its socket receives, to be shown. */
export class Watch {
  readonly #told: Watched;
  readonly #consumer: Consumer;
  readonly #ticking: ReturnType<typeof setInterval>;

  constructor(topic: string, told: Watched) {
    this.#told = told;
    this.#consumer = new Consumer({ topic }, (act) => told.act(act));
    this.#ticking = setInterval(() => this.#consumer.tick(now()), TICK_MILLIS);
  }

  /** For the client to connect by. */
  readonly WebSocket: SocketClass = this.#tapped();

  #tapped(): SocketClass {
    const take = (data: unknown): void => this.#take(data);
    return class extends WebSocket {
      constructor(url: string) {
        super(url);
        this.addEventListener("message", ({ data }) => take(data));
      }
    } as unknown as new (url: string) => Socket;
  }

  /** The link is gone: nothing that was on can be known to be on. */
  disconnected(): void {
    this.#consumer.disconnected();
  }

  /** By how much the page's clock is ahead of the gateway's; undefined before one was heard, or while it is in doubt. */
  clocks(): readonly { gateway: string; offsetMillis: number; trusted: boolean }[] {
    return this.#consumer.gateways();
  }

  close(): void {
    clearInterval(this.#ticking);
    this.#consumer.pause();
  }

  #take(data: unknown): void {
    const at = now();
    let message: Envelope;
    try {
      message = JSON.parse(String(data)) as Envelope;
    } catch {
      return;
    }
    this.#consumer.receive(message, at);
    const event = message?.event?.["hub.event"];
    const context = message?.event?.context;
    if (typeof event !== "string" || !Array.isArray(context)) return;
    const resource = context.find((entry) => entry?.key === "navicast")?.resource;
    if (resource) this.#told.arrived({ at, event, resource, latencyMillis: this.#latency(event, resource, at) });
  }

  #latency(event: string, resource: Record<string, unknown>, at: number): number | undefined {
    if (!CAPTURED.has(event)) return undefined;
    const captured = toMillis(String(resource["capturedAt"]));
    const clock = this.#consumer.gateways().find(({ gateway }) => gateway === resource["gateway"]);
    const offset = clock && Math.abs(clock.offsetMillis) > SAME_CLOCK_MILLIS ? clock.offsetMillis : 0;
    const latency = at - captured - offset;
    return Number.isFinite(latency) ? Math.max(latency, 0) : undefined;
  }
}

interface Envelope {
  event?: { "hub.event"?: unknown; context?: { key?: string; resource?: Record<string, unknown> }[] };
}

/** Milliseconds since 1970, with the microseconds that Date.parse drops. */
function toMillis(utc: string): number {
  const fraction = /\.(\d+)Z$/.exec(utc)?.[1] ?? "";
  return Date.parse(utc) + Number(`0.${fraction.slice(3) || 0}`);
}
