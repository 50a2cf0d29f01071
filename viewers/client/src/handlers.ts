import type { Cause } from "./consumer.ts";
import type { NaviButton, NaviDevice, NaviMotion, NaviPose } from "./schema.ts";
import type { Action, Rate, Tool } from "./wire.ts";

/** What is known of an action besides its amount. */
export interface ActionInfo {
  readonly action: string;
  readonly device: string;
  readonly gateway: string;
  /** The mode and profile that it belongs to, where there are such. */
  readonly mode: string | undefined;
  readonly profile: string | undefined;
  /** Why it is over, on the last call of a hold; only `released` is the person's will. */
  readonly cause: Cause | undefined;
  /** Milliseconds from the capture at the device until the client acted on it. */
  readonly ageMillis: number;
  readonly resource: Action;
}

/** @param steps how often, 1 unless the site bound it otherwise */
export type TriggerHandler = (steps: number, info: ActionInfo) => void;
/** @param on true, and later false, whatever ended it */
export type HoldHandler = (on: boolean, info: ActionInfo) => void;
/** @param amount to move by in this frame: value × full speed × seconds; an array where the action has axes */
export type RateHandler<Amount extends Rate = any> = (amount: Amount, info: ActionInfo) => void;

/** For an action that is told in more than one way, or that the vocabulary does not know. */
export interface HandlerSet {
  readonly trigger?: TriggerHandler;
  /** Also told of the begin and the end of a rate. */
  readonly hold?: HoldHandler;
  readonly rate?: RateHandler;
}

export type Handler = TriggerHandler | HoldHandler | RateHandler | HandlerSet;

export interface Button {
  readonly device: string;
  readonly control: string;
  readonly on: boolean;
  readonly cause: Cause | undefined;
  readonly ageMillis: number;
  readonly resource: NaviButton;
}

/** @param amount to move by in this frame: [x, y, z, about x, about y, about z] as fraction of full × speed × seconds */
export type MotionHandler = (amount: readonly number[], info: { device: string; resource: NaviMotion }) => void;

/** A tool of a tracker. One that is not tracked has no position: hide it, or say plainly that it is not tracked. */
export interface TrackedTool {
  readonly name: string;
  readonly device: string;
  readonly frame: string;
  /** What the profile takes it for, such as `pointer`; undefined where it says nothing. */
  readonly role: string | undefined;
  readonly tracked: boolean;
  /** `ok`; or why it is not tracked: `missing`, `invalid`, `lease` (nothing new came), `link`, … */
  readonly status: string;
  /** In millimetres, in `frame`. */
  readonly position: readonly [number, number, number] | undefined;
  /** Unit quaternion x, y, z, w. */
  readonly orientation: readonly [number, number, number, number] | undefined;
  readonly ageMillis: number;
  readonly tool: Tool;
  readonly resource: NaviPose;
}

export interface Device {
  readonly device: string;
  readonly gateway: string | undefined;
  readonly state: "connected" | "lost" | "faulted";
  /** One plain sentence for a person. */
  readonly reason: string | undefined;
  readonly product: string | undefined;
  readonly resource: NaviDevice | undefined;
}
