import { randomUUID } from "node:crypto";

/** What is common to all events of a device. */
interface Device {
  readonly name: string;
  readonly kind: "footswitch" | "6dof" | "tracker";
}

const PEDALS: Device = { name: "pedals", kind: "footswitch" };
const CAP: Device = { name: "cap", kind: "6dof" };
const TRACKER: Device = { name: "tracker", kind: "tracker" };

const REPEAT_MILLIS = 50;
const LEASE_MILLIS = 250;
const VALID_MILLIS = 150;

type Rate = number | readonly number[];

/** An action that lasts. */
export interface Lasting {
  set(value: Rate): Promise<void>;
  end(): Promise<void>;
  /** Says no more of it, as a gateway that was killed. */
  fallSilent(): void;
}

/** Tells a hub what a gateway would, to the letter of docs/schema, so that a test says when and how late. */
export class Publisher {
  readonly #hub: string;
  readonly #topic: string;
  readonly #session = randomUUID();
  readonly #lasting = new Set<NodeJS.Timeout>();
  #seq = 0;
  #actionId = 0;

  constructor(hub: string, topic: string) {
    this.#hub = hub;
    this.#topic = topic;
  }

  /** @param lateMillis how long before now the foot moved */
  async trigger(action: string, steps = 1, lateMillis = 0): Promise<void> {
    await this.#tell(
      PEDALS,
      "navi-action",
      { action, phase: "triggered", value: steps, validMillis: VALID_MILLIS },
      lateMillis,
    );
  }

  /** @param value of a rate; left out for a hold */
  async start(action: string, value?: Rate): Promise<Lasting> {
    const device = value === undefined ? PEDALS : CAP;
    const actionId = ++this.#actionId;
    let now = value;
    const tell = (phase: string): Promise<void> => {
      const lasts = phase === "started" || phase === "updated";
      return this.#tell(device, "navi-action", {
        action,
        phase,
        actionId,
        ...(lasts ? { leaseMillis: LEASE_MILLIS } : {}),
        ...(lasts && now !== undefined ? { value: now } : {}),
        validMillis: phase === "started" ? VALID_MILLIS : 0,
      });
    };
    await tell("started");
    // While the hub is gone a gateway drops what it cannot send.
    const repeating = setInterval(() => void tell("updated").catch(() => undefined), REPEAT_MILLIS);
    this.#lasting.add(repeating);
    const fallSilent = (): void => {
      clearInterval(repeating);
      this.#lasting.delete(repeating);
    };
    return {
      async set(next) {
        now = next;
        await tell("updated");
      },
      async end() {
        fallSilent();
        await tell("ended");
      },
      fallSilent,
    };
  }

  /** A rate that lasts so long, then rests. */
  async rate(action: string, value: Rate, millis: number): Promise<void> {
    const lasting = await this.start(action, value);
    await new Promise((done) => setTimeout(done, millis));
    await lasting.end();
  }

  async tool(name: string, role: string, frame: string, position: readonly number[] | undefined): Promise<void> {
    const tool =
      position === undefined
        ? { name, role, status: "missing" }
        : { name, role, status: "ok", position, orientation: [0, 0, 0, 1] };
    await this.#tell(TRACKER, "navi-pose", { frame, tools: [tool] });
  }

  async device(state: "connected" | "lost", reason?: string): Promise<void> {
    await this.#tell(PEDALS, "navi-device", { state, ...(reason ? { reason } : {}), validMillis: 0 });
  }

  async profile(profile: string, bindings: readonly { input: string; action: string }[]): Promise<void> {
    await this.#tell(undefined, "navi-profile", {
      validMillis: 0,
      profile,
      bindings: bindings.map(({ input, action }) => ({
        device: "pedals",
        input,
        action,
        words: `${input}: ${action}`,
        understood: true,
      })),
    });
  }

  close(): void {
    for (const repeating of this.#lasting) clearInterval(repeating);
    this.#lasting.clear();
  }

  async #tell(device: Device | undefined, event: string, fields: object, lateMillis = 0): Promise<void> {
    const now = performance.timeOrigin + performance.now();
    const resource = {
      gateway: "rig",
      ...(device ? { device: device.name, kind: device.kind } : {}),
      session: this.#session,
      seq: ++this.#seq,
      capturedAt: utcMicros(now - lateMillis),
      ageMicros: 0,
      ...fields,
    };
    const answer = await fetch(this.#hub, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({
        timestamp: utcMicros(now),
        id: randomUUID(),
        "subscriber.name": "NAVICAST-RIG",
        "subscriber.product.name": "NAVICast",
        "subscriber.actor": "CONTROLLER",
        event: { "hub.topic": this.#topic, "hub.event": event, context: [{ key: "navicast", resource }] },
      }),
    });
    if (!answer.ok) throw new Error(`the hub did not take ${event}: ${answer.status} ${await answer.text()}`);
    await answer.arrayBuffer();
  }
}

function utcMicros(millis: number): string {
  const micros = Math.round((millis % 1) * 1000) % 1000;
  return new Date(Math.floor(millis)).toISOString().replace("Z", `${String(micros).padStart(3, "0")}Z`);
}
