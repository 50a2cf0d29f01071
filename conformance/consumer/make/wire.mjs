// Envelopes as a gateway sends them, and acts as the cases write them. Times are milliseconds since the epoch of a case.

export const EPOCH = Date.parse("2026-11-21T06:13:10.000Z");
export const SESSION = "0b7e2f6a-3c1d-4f58-9a2e-6d4c8b1f7e30";

const utc = (millis) => new Date(EPOCH + millis).toISOString().replace("Z", "000Z");

/** An envelope of the event; what `fields` has replaces or adds to the resource. */
export function envelope(event, captured, fields, { topic = "OR-3", key = "navicast", root = {} } = {}) {
  const base = {
    gateway: "or-3-navi",
    ...ORIGIN[event],
    session: SESSION,
    seq: 1,
    capturedAt: utc(captured),
    ageMicros: 0,
  };
  return {
    timestamp: utc(captured),
    id: `${event}-${fields.session?.slice(0, 4) ?? ""}${fields.seq ?? 1}`,
    "subscriber.name": "NAVICAST-7K3QXA",
    "subscriber.product.name": "NAVICast",
    "subscriber.actor": "CONTROLLER",
    ...root,
    event: { "hub.topic": topic, "hub.event": event, context: [{ key, resource: { ...base, ...fields } }] },
  };
}

const ORIGIN = {
  "navi-button": { device: "pedals", kind: "footswitch" },
  "navi-action": { device: "pedals", kind: "footswitch" },
  "navi-device": { device: "pedals", kind: "footswitch" },
  "navi-motion": { device: "cap", kind: "6dof" },
  "navi-pose": { device: "tracker", kind: "tracker" },
  "navi-profile": {},
};

const VALID_MILLIS = 150;
const LEASE_MILLIS = 250;

export function button(state, captured, fields = {}, around) {
  const discrete = state === "pressed" || state === "held";
  return envelope(
    "navi-button",
    captured,
    {
      control: "left",
      state,
      pressId: 1,
      heldMillis: state === "pressed" ? 0 : 50,
      leaseMillis: LEASE_MILLIS,
      validMillis: discrete ? VALID_MILLIS : 0,
      ...(state === "cancelled" ? { reason: "max-hold" } : {}),
      ...fields,
    },
    around,
  );
}

export function motion(captured, translation, fields = {}, around) {
  const rotation = fields.rotation ?? [0, 0, 0];
  return envelope(
    "navi-motion",
    captured,
    { translation, rotation, leaseMillis: LEASE_MILLIS, merged: 1, ...fields },
    around,
  );
}

export function pose(captured, tools, fields = {}, around) {
  return envelope("navi-pose", captured, { frame: "Reference", tools, ...fields }, around);
}

export const tool = (name, status = "ok", x = 10) =>
  status === "ok" ? { name, status, position: [x, -38.25, 964.5], orientation: [0, 0.6, 0, 0.8] } : { name, status };

export function trigger(captured, fields = {}, around) {
  return envelope(
    "navi-action",
    captured,
    { action: "slice.next", phase: "triggered", value: 1, validMillis: VALID_MILLIS, ...fields },
    around,
  );
}

/** A phase of a hold, or of a rate where there is a value. */
export function action(phase, captured, fields = {}, around) {
  const lasts = phase === "started" || phase === "updated";
  return envelope(
    "navi-action",
    captured,
    {
      action: fields.value === undefined ? "pointer.show" : "slice.scroll",
      phase,
      actionId: 1,
      ...(lasts ? { leaseMillis: LEASE_MILLIS } : {}),
      validMillis: phase === "started" ? VALID_MILLIS : 0,
      ...(phase === "cancelled" ? { reason: "mode-changed" } : {}),
      ...fields,
    },
    around,
  );
}

export function device(state, captured, fields = {}, around) {
  const reason = state === "connected" ? {} : { reason: "The pedals are gone, plug them in again" };
  return envelope("navi-device", captured, { state, ...reason, validMillis: 0, ...fields }, around);
}

export function profile(captured, fields = {}, around) {
  const binding = { device: "pedals", input: "left tap", action: "slice.next", words: "left tap: slice.next" };
  return envelope(
    "navi-profile",
    captured,
    { profile: "reading", bindings: [binding], validMillis: 0, ...fields },
    around,
  );
}

/** What a consumer does when it is told this, as a case writes it; without `at` and `on`. */
export function actOf(message, toolName) {
  const { "hub.event": event, context } = message.event;
  const r = context[0].resource;
  switch (event) {
    case "navi-button":
      return { event, device: r.device, control: r.control };
    case "navi-action":
      return { event, device: r.device, action: r.action };
    case "navi-pose":
      return { event, device: r.device, tool: toolName };
    case "navi-motion":
    case "navi-device":
      return { event, device: r.device };
    default:
      return { event };
  }
}
