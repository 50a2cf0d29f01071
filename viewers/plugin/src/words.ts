import type { Binding, Device, Profile, State } from "@navicast/client";

/** All that the panel shows. */
export interface Seen {
  readonly topic: string;
  readonly state: State;
  /** Why the link is as it is. */
  readonly reason: string;
  readonly paused: boolean;
  readonly devices: readonly Pick<Device, "device" | "state" | "reason">[];
  readonly profile: Partial<Pick<Profile, "profile" | "mode">> & { readonly bindings: readonly Binding[] };
  /** Why each action that cannot be done now cannot. */
  readonly refusals: ReadonlyMap<string, string>;
  /** What of the viewer is missing, or what is wrong with the settings. */
  readonly complaint: string | undefined;
}

export type Mood = "good" | "waiting" | "bad";

export interface Line {
  readonly text: string;
  readonly mood: Mood;
}

/** The one line that is always there. */
export function headline({ topic, state, reason, paused, devices, complaint }: Seen): Line {
  if (complaint !== undefined) {
    return { text: complaint, mood: "bad" };
  }
  if (state !== "online") {
    return {
      text: `${topic}: ${state}${reason ? `, ${reason}` : ""}`,
      mood: state === "connecting" ? "waiting" : "bad",
    };
  }
  if (paused) {
    return { text: `${topic}: paused, nothing moves this viewer`, mood: "waiting" };
  }
  const gone = devices.filter((device) => device.state !== "connected");
  if (gone.length > 0) {
    return { text: `${topic}: ${gone.map(({ device, state }) => `${device} ${state}`).join(", ")}`, mood: "bad" };
  }
  if (devices.length === 0) {
    return { text: `${topic}: no gateway was heard yet`, mood: "waiting" };
  }
  return { text: topic, mood: "good" };
}

/** A line for each device. */
export function deviceLines({ devices }: Seen): Line[] {
  return devices.map(({ device, state, reason }) => ({
    text: state === "connected" ? device : `${device} ${state}${reason ? `: ${reason}` : ""}`,
    mood: state === "connected" ? "good" : "bad",
  }));
}

/** The profile and the mode that are on. */
export function modeLine({ profile }: Seen): string | undefined {
  const words = [profile.profile, profile.mode].filter((word) => word !== undefined);
  return words.length === 0 ? undefined : words.join(", ");
}

/** A line for each binding, with the reason where it does nothing here. */
export function bindingLines({ profile, refusals }: Seen, offered: ReadonlySet<string>): Line[] {
  return profile.bindings.map(({ words, action, understood }) => {
    const why = refusals.get(action);
    if (why !== undefined) {
      return { text: `${words} (not now: ${why})`, mood: "waiting" };
    }
    const here = offered.has(action) || action.startsWith("mode.");
    if (!here) {
      return { text: `${words} (${understood ? "another viewer does it" : "not here"})`, mood: "waiting" };
    }
    return { text: words, mood: "good" };
  });
}
