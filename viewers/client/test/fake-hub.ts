// A hub in memory and virtual time: what the link sees of it is what docs and observation of real hubs say.

import type { Socket } from "../src/link.ts";

export interface FakeSocket extends Socket {
  readonly url: string;
  readonly sent: Record<string, unknown>[];
  closed: boolean;
}

interface Request {
  readonly path: string;
  readonly token: string | undefined;
  readonly body: Record<string, unknown>;
}

export class FakeHub {
  readonly requests: Request[] = [];
  readonly sockets: FakeSocket[] = [];
  /** Whether it says and does that it takes events on the socket. */
  socketPublish = true;
  lease: number | undefined;
  accepts: (request: Request) => number = () => 200;
  /** A hub that stands still: nothing is answered, nothing is delivered. */
  silent = false;
  delivers = true;
  #count = 0;

  /** The subscriptions that were asked for. */
  get subscriptions(): Request[] {
    return this.requests.filter(({ body }) => body["hub.mode"] === "subscribe");
  }

  get socket(): FakeSocket {
    const newest = this.sockets.at(-1);
    if (!newest) throw new Error("nobody has bound a socket");
    return newest;
  }

  readonly fetch = (async (input: string | URL, init: RequestInit): Promise<Response> => {
    const url = new URL(input);
    const headers = init.headers as Record<string, string>;
    const form = headers["Content-Type"] === "application/x-www-form-urlencoded";
    const text = String(init.body);
    const body = form ? Object.fromEntries(new URLSearchParams(text)) : (JSON.parse(text) as Record<string, unknown>);
    const request = { path: url.pathname, token: headers["Authorization"]?.replace("Bearer ", ""), body };
    this.requests.push(request);
    if (this.silent) {
      return new Promise((_, reject) => init.signal?.addEventListener("abort", () => reject(init.signal?.reason)));
    }
    const status = this.accepts(request);
    if (status >= 400) return Response.json({ detail: `refused ${status}` }, { status });
    if (body["hub.mode"] === "subscribe") {
      return Response.json(
        {
          "hub.channel.endpoint": `wss://inside.example.org:1/bind/${++this.#count}`,
          ...(this.socketPublish ? { "navicast.publish": ["websocket", "http"] } : {}),
          ...(this.lease === undefined ? {} : { "hub.lease_seconds": this.lease }),
        },
        { status: 202 },
      );
    }
    if (url.pathname.endsWith("/request")) return Response.json({ ok: true, responses: [] });
    this.deliver(body);
    return Response.json({ status: "received" });
  }) as typeof fetch;

  /** To the newest socket, as hubs do: not to whose name the publisher has. */
  deliver(message: Record<string, unknown>): void {
    const name = this.subscriptions.at(-1)?.body["subscriber.name"];
    if (this.delivers && !this.silent && message["subscriber.name"] !== name) this.say(this.socket, message);
  }

  say(socket: FakeSocket, message: unknown): void {
    queueMicrotask(() => socket.onmessage?.({ data: JSON.stringify(message) } as never));
  }

  cut(socket: FakeSocket, code: number): void {
    socket.closed = true;
    socket.onclose?.({ code, reason: "" } as never);
  }

  /** The class of its sockets. */
  get WebSocket(): new (url: string) => FakeSocket {
    const hub = this;
    return class implements FakeSocket {
      onopen = null;
      onmessage = null;
      onclose = null;
      onerror = null;
      closed = false;
      readonly sent: Record<string, unknown>[] = [];
      constructor(readonly url: string) {
        hub.sockets.push(this);
        queueMicrotask(() => hub.silent || (this as FakeSocket).onopen?.({} as never));
      }
      send(text: string): void {
        const message = JSON.parse(text) as Record<string, unknown>;
        this.sent.push(message);
        const { "hub.event": event } = (message["event"] ?? {}) as Record<string, unknown>;
        if (hub.socketPublish && event !== undefined && !String(event).endsWith("-response")) hub.deliver(message);
      }
      close(): void {
        this.closed = true;
      }
    };
  }
}
