// Plays the cases of conformance/consumer through the consumer; see the README there for the rules.

import { type Act, Consumer } from "../src/consumer.ts";

export interface Case {
  name: string;
  why: string;
  topic: string;
  self?: { name?: string; product?: string; actors?: string[] };
  steps: Step[];
  acts: Record<string, unknown>[];
}
export interface Step {
  at: number;
  receive?: unknown;
  disconnected?: true;
  paused?: boolean;
}

export const EPOCH = Date.parse("2026-11-21T06:13:10.000Z");
const TICK_MILLIS = 10;

export function play({ topic, self, steps }: Pick<Case, "topic" | "self" | "steps">): Record<string, unknown>[] {
  const acts: Record<string, unknown>[] = [];
  let at = 0;
  const consumer = new Consumer({ topic, ...self }, (act) => acts.push({ at, ...told(act) }));
  for (const [i, step] of steps.entries()) {
    const last = steps[i - 1]?.at ?? step.at;
    for (at = last + TICK_MILLIS; at < step.at; at += TICK_MILLIS) consumer.tick(EPOCH + at);
    at = step.at;
    if ("receive" in step) consumer.receive(step.receive, EPOCH + at);
    else consumer.tick(EPOCH + at);
    if (step.disconnected) consumer.disconnected();
    if (step.paused === true) consumer.pause();
    if (step.paused === false) consumer.resume();
  }
  return acts;
}

/** An act as the cases write it. */
export function told(act: Act): Record<string, unknown> {
  const { event, on } = act;
  if (event === "navi-profile") return { event, on };
  const { device } = act.resource;
  switch (event) {
    case "navi-button":
      return { event, device, control: act.resource.control, on };
    case "navi-motion":
      return { event, device, on, ...(on ? { value: [...act.resource.translation, ...act.resource.rotation] } : {}) };
    case "navi-pose": {
      const { name: tool, status } = act.tool;
      return { event, device, tool, frame: act.resource.frame, on, ...(on || status !== "ok" ? { status } : {}) };
    }
    case "navi-action": {
      const { action, value } = act.resource;
      return { event, device, action, on, ...(on && value !== undefined ? { value } : {}) };
    }
    case "navi-device":
      return { event, device, on };
  }
}
