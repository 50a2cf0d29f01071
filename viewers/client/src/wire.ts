import type { NaviAction, NaviButton, NaviDevice, NaviMotion, NaviPose, NaviProfile } from "./schema.ts";

/** A number, or one for each axis; -1 to 1 of full deflection. */
export type Rate = number | readonly number[];

/** What the rules of the schema say beyond its types: a hold has no value, a rate has one, a trigger counts steps. */
export type Action = Omit<NaviAction, "value"> & { value?: Rate };
export type Profile = NaviProfile;
export type Binding = NaviProfile["bindings"][number];

/** Who we are to the hub: what an event may be meant for. */
export interface Self {
  readonly topic: string;
  readonly name?: string | undefined;
  readonly product?: string | undefined;
  readonly actors?: readonly string[] | undefined;
}

/** An event of a gateway that is for us and that has all that the steps of consumers.md look at. */
export type Heard =
  | { readonly event: "navi-button"; readonly r: NaviButton }
  | { readonly event: "navi-motion"; readonly r: NaviMotion }
  | { readonly event: "navi-pose"; readonly r: NaviPose }
  | { readonly event: "navi-action"; readonly r: Action }
  | { readonly event: "navi-device"; readonly r: NaviDevice }
  | { readonly event: "navi-profile"; readonly r: Profile };

export type EventName = Heard["event"];
export type Tool = NaviPose["tools"][number];

/** Reads what a hub hands on; undefined where it is no event, not for us (step 1), or misses what is checked. */
export function read(message: unknown, self: Self): Heard | undefined {
  if (!isObject(message) || !isObject(message["event"]) || !isForUs(message, self)) return undefined;
  const { "hub.topic": topic, "hub.event": event, context } = message["event"];
  if (topic !== self.topic || typeof event !== "string" || !Object.hasOwn(SOUND, event)) return undefined;
  if (!Array.isArray(context)) return undefined;
  const entry: unknown = context.find((one) => isObject(one) && one["key"] === "navicast");
  const r = isObject(entry) ? entry["resource"] : undefined;
  if (!isObject(r) || !isSound(r) || !SOUND[event as EventName](r)) return undefined;
  return { event, r } as unknown as Heard;
}

/** In a conference hubs ignore the targets, so that they are looked at here. */
function isForUs(message: Fields, { name, product, actors }: Self): boolean {
  const anyOf = (target: unknown, own: readonly string[] | undefined, fold: (text: string) => string): boolean =>
    target === undefined ||
    target === "*" ||
    own === undefined ||
    own.some((one) => fold(one) === fold(String(target)));
  const exact = (text: string): string => text;
  const inAnyCase = (text: string): string => text.trim().toLowerCase();
  return (
    anyOf(message["target.subscriber.name"], name === undefined ? undefined : [name], inAnyCase) &&
    anyOf(message["target.product.name"], product === undefined ? undefined : [product], exact) &&
    anyOf(message["target.actor"], actors, exact)
  );
}

const SOUND: Record<EventName, (r: Fields) => boolean> = {
  "navi-button": (r) =>
    isText(r["device"]) &&
    isText(r["control"]) &&
    isText(r["state"]) &&
    isCount(r["pressId"], 1) &&
    isCount(r["leaseMillis"]) &&
    isCount(r["validMillis"]),
  "navi-motion": (r) =>
    isText(r["device"]) &&
    isDeflection(r["translation"], 3) &&
    isDeflection(r["rotation"], 3) &&
    isCount(r["leaseMillis"], 1),
  "navi-pose": (r) =>
    isText(r["device"]) && isText(r["frame"]) && Array.isArray(r["tools"]) && r["tools"].every(isTool),
  "navi-action": (r) =>
    isText(r["device"]) && isText(r["action"]) && isText(r["phase"]) && isCount(r["validMillis"]) && isActionSound(r),
  "navi-device": (r) => isText(r["device"]) && isText(r["state"]),
  "navi-profile": (r) => Array.isArray(r["bindings"]) && r["bindings"].every(isObject),
};

function isSound(r: Fields): boolean {
  return (
    isText(r["session"]) &&
    isText(r["gateway"]) &&
    isCount(r["seq"], 1) &&
    isCount(r["ageMicros"]) &&
    typeof r["capturedAt"] === "string" &&
    !Number.isNaN(Date.parse(r["capturedAt"]))
  );
}

function isActionSound({ phase, value, actionId, leaseMillis }: Fields): boolean {
  if (phase === "triggered") return value === undefined || isFinite(value);
  if (!isCount(actionId, 1)) return false;
  if (phase === "ended" || phase === "cancelled") return true;
  return isCount(leaseMillis, 1) && (value === undefined || isRate(value));
}

function isTool(tool: unknown): boolean {
  if (!isObject(tool) || !isText(tool["name"]) || !isText(tool["status"])) return false;
  return tool["status"] !== "ok" || (isNumbers(tool["position"], 3) && isNumbers(tool["orientation"], 4));
}

const isFinite = (value: unknown): boolean => typeof value === "number" && Number.isFinite(value);
const isFraction = (value: unknown): boolean => typeof value === "number" && Math.abs(value) <= 1;
const isRate = (value: unknown): boolean => isFraction(value) || (Array.isArray(value) && value.every(isFraction));
const isNumbers = (value: unknown, length: number): boolean =>
  Array.isArray(value) && value.length === length && value.every(isFinite);
const isDeflection = (value: unknown, length: number): boolean => isNumbers(value, length) && isRate(value);
const isText = (value: unknown): boolean => typeof value === "string" && value !== "";
const isCount = (value: unknown, least = 0): boolean => Number.isSafeInteger(value) && (value as number) >= least;

type Fields = Record<string, unknown>;

export function isObject(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

const MILLIS_DIGITS = 3;

/** Milliseconds since 1970, with the microseconds that Date.parse drops. */
export function toMillis(utc: string): number {
  const fraction = /\.(\d+)Z$/.exec(utc)?.[1] ?? "";
  return Date.parse(utc) + Number(`0.${fraction.slice(MILLIS_DIGITS) || 0}`);
}
