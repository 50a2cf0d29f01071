import type { Arrived } from "./watch.ts";

const WORDS: Readonly<Record<string, string>> = {
  "slice.next": "next slice",
  "slice.previous": "previous slice",
  "slice.first": "first slice",
  "slice.last": "last slice",
  "slice.middle": "middle slice",
  "slice.scroll": "scroll slices",
  "window.adjust": "adjust window",
  "window.preset": "window preset",
  "window.next-preset": "next window",
  "window.reset": "reset window",
  "window.invert": "invert",
  "view.reset": "reset views",
  "view.next": "next view",
  "view.previous": "previous view",
  "view.axial": "axial view",
  "view.sagittal": "sagittal view",
  "view.coronal": "coronal view",
  "view.volume": "volume view",
  "view.pan": "pan",
  "view.zoom": "zoom",
  "view.rotate": "rotate",
  "view.fly": "fly",
  "layout.maximise": "maximise",
  "overlay.toggle": "overlays on, off",
  "mode.next": "next mode",
};

/** An action in a person's words; its own name where there are none. */
export function wordsOf(action: string): string {
  return WORDS[action] ?? (action.startsWith("mode.") ? `mode ${action.slice("mode.".length)}` : action);
}

const GESTURES = ["press", "release", "tap", "double-tap", "hold", "long-press"];

/** A control and its gesture, from the input of a binding; undefined where it is axes. */
export function gestureOf(input: string): { control: string; gesture: string } | undefined {
  const gesture = GESTURES.find((word) => input.endsWith(` ${word}`));
  return gesture === undefined ? undefined : { control: input.slice(0, -gesture.length - 1), gesture };
}

/** One line of the stream: what happened, without times and names of people. */
export function lineOf({ event, resource: r }: Arrived): string {
  const text = (name: string): string => (r[name] === undefined ? "" : String(r[name]));
  const because = r["reason"] === undefined ? "" : `, because ${text("reason")}`;
  switch (event) {
    case "navi-button":
      return `${text("control")} ${text("state")}${Number(r["heldMillis"]) > 0 ? ` ${text("heldMillis")} ms` : ""}${because}`;
    case "navi-action":
      return `${text("action")} ${text("phase")} ${numbers(r["value"])}${because}`;
    case "navi-motion":
      return `move ${numbers(r["translation"])}  turn ${numbers(r["rotation"])}`;
    case "navi-pose":
      return (Array.isArray(r["tools"]) ? r["tools"] : [])
        .map(({ name, status, position }) => `${name} ${status === "ok" ? numbers(position, 0) : status}`)
        .join("  ");
    case "navi-device":
      return `${text("state")} ${text("reason") || text("product")}`;
    case "navi-profile":
      return `profile ${text("profile")} ${text("mode")}`;
    default:
      return text("state");
  }
}

function numbers(value: unknown, digits = 2): string {
  if (value === undefined) return "";
  return [value]
    .flat()
    .map((one) => Number(one).toFixed(Number.isInteger(one) && digits === 2 && !Array.isArray(value) ? 0 : digits))
    .join(" ");
}
