import { describe, expect, test } from "vitest";
import { wrong } from "../src/settings.ts";
import { bindingLines, deviceLines, headline, modeLine, type Seen } from "../src/words.ts";

const SEEN: Seen = {
  topic: "OR-3",
  state: "online",
  reason: "",
  paused: false,
  devices: [{ device: "pedals", state: "connected", reason: undefined }],
  profile: { bindings: [] },
  refusals: new Map(),
  complaint: undefined,
};

describe("the line that is always there", () => {
  test.each<[string, Partial<Seen>, string, string]>([
    ["all is well", {}, "OR-3", "good"],
    ["the link is being made", { state: "connecting" }, "OR-3: connecting", "waiting"],
    ["there is no link", { state: "offline", reason: "no answer" }, "OR-3: offline, no answer", "bad"],
    ["it is paused", { paused: true }, "OR-3: paused, nothing moves this viewer", "waiting"],
    ["nothing was heard", { devices: [] }, "OR-3: no gateway was heard yet", "waiting"],
    ["a device is gone", { devices: [{ device: "cap", state: "lost", reason: "unplugged" }] }, "OR-3: cap lost", "bad"],
    ["the viewer is another", { complaint: "This OHIF has no scroll" }, "This OHIF has no scroll", "bad"],
  ])("%s", (_, seen, text, mood) => expect(headline({ ...SEEN, ...seen })).toEqual({ text, mood }));
});

test("a device says why it is gone", () => {
  const devices = [{ device: "cap", state: "lost", reason: "plug it in" }] as const;
  expect(deviceLines({ ...SEEN, devices })).toEqual([{ text: "cap lost: plug it in", mood: "bad" }]);
});

test("what does what, and why something does nothing here", () => {
  const binding = (input: string, action: string, understood?: boolean) => ({
    device: "pedals",
    input,
    action,
    words: `${input}: ${action}`,
    ...(understood === undefined ? {} : { understood }),
  });
  const seen: Seen = {
    ...SEEN,
    profile: {
      profile: "cardiac",
      mode: "planning",
      bindings: [
        binding("left tap", "slice.next", true),
        binding("right tap", "view.sagittal", true),
        binding("both", "mode.next"),
        binding("left hold", "site.lamp", true),
        binding("right hold", "site.door", false),
      ],
    },
    refusals: new Map([["view.sagittal", "it needs a volume"]]),
  };
  expect(modeLine(seen)).toBe("cardiac, planning");
  expect(bindingLines(seen, new Set(["slice.next"])).map(({ text }) => text)).toEqual([
    "left tap: slice.next",
    "right tap: view.sagittal (not now: it needs a volume)",
    "both: mode.next",
    "left hold: site.lamp (another viewer does it)",
    "right hold: site.door (not here)",
  ]);
});

describe("settings", () => {
  const GOOD = { hub: "https://hub.example.org/api/hub", topic: "OR-3" };
  test("what is right", () => {
    expect(wrong(GOOD, "navicast")).toBeUndefined();
    expect(
      wrong(
        {
          ...GOOD,
          auth: "mock",
          panel: "off",
          patientFrames: { Patient: "RAS" },
          layouts: ["mpr"],
          speeds: { "view.fly": [1, 1] },
        },
        "n",
      ),
    ).toBeUndefined();
  });
  test.each<[unknown, string]>([
    [undefined, "navicast is missing"],
    [{ ...GOOD, hub: "wss://hub" }, 'navicast.hub is "wss://hub"'],
    [{ ...GOOD, topic: 3 }, "navicast.topic is 3"],
    [{ ...GOOD, auth: "basic" }, 'navicast.auth is "basic"'],
    [{ ...GOOD, panel: "left" }, 'navicast.panel is "left"'],
    [{ ...GOOD, patientFrames: { Patient: "XYZ" } }, "navicast.patientFrames must"],
    [{ ...GOOD, layouts: "mpr" }, "navicast.layouts must"],
    [{ ...GOOD, speeds: { "slice.scroll": "fast" } }, "navicast.speeds must"],
  ])("what is wrong: %j", (given, told) => expect(wrong(given, "navicast")).toContain(told));
});
