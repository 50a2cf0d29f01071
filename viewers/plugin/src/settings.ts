/** What a site writes for its viewer. */
export interface Settings {
  /** Address of the hub, such as `https://hub.example.org/api/hub`. */
  readonly hub: string;
  /** The room: the topic of the gateway. */
  readonly topic: string;
  /** `mock` for the login of development hubs; left out: the viewer's own login, or none. */
  readonly auth?: "mock";
  /** Where the panel is; `off` for none. */
  readonly panel?: Corner | "off";
  /** What full deflection means, a second, for each rate. */
  readonly speeds?: Readonly<Record<string, number | readonly number[]>>;
  /** The tracker's frames whose coordinates are those of the images, and which axes they have. */
  readonly patientFrames?: Readonly<Record<string, "LPS" | "RAS">>;
  /** What `layout.next` goes through. */
  readonly layouts?: readonly string[];
}

export const CORNERS = ["top-left", "top-right", "bottom-left", "bottom-right"] as const;
export type Corner = (typeof CORNERS)[number];

/** One sentence where something is wrong, else undefined. */
export function wrong(given: unknown, where: string): string | undefined {
  if (typeof given !== "object" || given === null) {
    return `${where} is missing; write ${where} = { hub: "https://hub.example.org/api/hub", topic: "OR-3" }`;
  }
  const { hub, topic, auth, panel, patientFrames, layouts, speeds } = given as Record<string, unknown>;
  if (typeof hub !== "string" || !/^https?:\/\/[^/]/.test(hub)) {
    return `${where}.hub is ${JSON.stringify(hub)}; it must be an address such as "https://hub.example.org/api/hub"`;
  }
  if (typeof topic !== "string" || topic === "") {
    return `${where}.topic is ${JSON.stringify(topic)}; it must be the topic of the gateway, such as "OR-3"`;
  }
  if (auth !== undefined && auth !== "mock") {
    return `${where}.auth is ${JSON.stringify(auth)}; it must be "mock" or left out`;
  }
  if (panel !== undefined && panel !== "off" && !CORNERS.some((corner) => corner === panel)) {
    return `${where}.panel is ${JSON.stringify(panel)}; it must be ${CORNERS.join(", ")} or off`;
  }
  if (patientFrames !== undefined && !isRecordOf(patientFrames, (axes) => axes === "LPS" || axes === "RAS")) {
    return `${where}.patientFrames must name frames with their axes, such as { Patient: "RAS" }`;
  }
  if (layouts !== undefined && !(Array.isArray(layouts) && layouts.every((layout) => typeof layout === "string"))) {
    return `${where}.layouts must be a list of names, such as ["1x1", "1x2", "mpr"]`;
  }
  if (speeds !== undefined && !isRecordOf(speeds, (speed) => [speed].flat().every(Number.isFinite))) {
    return `${where}.speeds must have a number or a list of numbers for each rate, such as { "slice.scroll": 30 }`;
  }
  return undefined;
}

function isRecordOf(value: unknown, fits: (one: unknown) => boolean): boolean {
  return typeof value === "object" && value !== null && !Array.isArray(value) && Object.values(value).every(fits);
}
