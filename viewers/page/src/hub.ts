import { currentToken } from "./rooms.ts";

/** What a hub counts; some of it in groups. */
export type Stats = Readonly<Record<string, number | Readonly<Record<string, number>>>>;

/** The hub's word about itself, as far as the right of whoever asks goes. */
export interface Snapshot {
  /** Everybody's login gives the room SINGLE-USER. */
  readonly single_user_mode: boolean;
  readonly stats: Stats;
  readonly subscriptions: readonly {
    readonly topic: string;
    readonly subscriber: string;
    readonly events: string;
    readonly bound: boolean;
    readonly lease: number;
    readonly created: string;
    /** When the token ends by which it was granted. */
    readonly ends?: string;
    readonly actors: readonly string[];
    readonly client_info: { readonly productName: string; readonly version: string };
  }[];
  readonly conferences: readonly {
    readonly hostTopic: string;
    readonly sceneLeaderTopic: string;
    readonly title: string;
    readonly topics: readonly string[];
  }[];
  /** Where several are one hub: what each of them counts. */
  readonly nodes?: readonly { readonly node: string; readonly stats: Stats }[];
  /** For administrators: who was sent what, newest first; never what was in it. */
  readonly audit?: {
    readonly entries: readonly {
      readonly timestamp: string;
      readonly topic: string;
      readonly event_name: string;
      readonly publisher: string;
      readonly count: number;
      readonly subscribers: readonly string[];
    }[];
  };
}

/** What the process of the hub takes, of the node that was asked. */
export interface Metrics {
  readonly uptime_seconds: number;
  /** Of one core; left out where the hub cannot know, as after its first second. */
  readonly cpu_percent?: number;
  /** Resident; left out where the system does not tell. */
  readonly memory_rss_mb?: number;
  readonly network: { readonly tcp_connections: number; readonly websocket_total: number };
}

/** The hub wants a token, or another one. */
export class Unauthorized extends Error {}

const PATIENCE_MILLIS = 4000;

/** Asks the hub that this page is from. */
export async function ask<Answer>(path: string, method = "GET", body?: object): Promise<Answer> {
  const token = currentToken();
  const answer = await fetch(path, {
    method,
    headers: {
      ...(body ? { "Content-Type": "application/json" } : {}),
      ...(token === undefined ? {} : { Authorization: `Bearer ${token}` }),
    },
    ...(body ? { body: JSON.stringify(body) } : {}),
    signal: AbortSignal.timeout(PATIENCE_MILLIS),
  }).catch(() => {
    throw new Error("The hub does not answer.");
  });
  const reply = (await answer.json().catch(() => ({}))) as { detail?: unknown };
  if (answer.ok) return reply as Answer;
  const detail = (reply.detail as { error_description?: string })?.error_description ?? reply.detail;
  if (answer.status === 401) throw new Unauthorized(String(detail));
  throw new Error(`The hub says no: ${String(detail ?? answer.status)}`);
}
