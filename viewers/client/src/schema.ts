// Made from docs/schema by scripts/schema-types.mjs (npm run types); not for editing by hand.

/** navi-action: what a viewer shall do, in the viewer's words. */
export interface NaviAction {
  /** Name of the gateway in its configuration. */
  gateway: string;
  /** Name of the device in the gateway's configuration. */
  device: string;
  /** Family of the device. */
  kind: "footswitch" | "6dof" | "tracker";
  /** Drawn anew each time the gateway starts. */
  session: string;
  /** Counts up by one over all events of the session. */
  seq: number;
  /** When the report behind the event was read, by the gateway's clock. */
  capturedAt: string;
  /** From capture to hand-over to the socket, in microseconds. */
  ageMicros: number;
  /** What to do. */
  action: string;
  phase: "triggered" | "started" | "updated" | "ended" | "cancelled";
  /** How much, in the unit that the action defines; 0 where it has none. */
  value: number;
  /** The gateway's mode that chose the action; absent where there is none. */
  mode?: string;
  /** How long after capturedAt a consumer may act on the event, in milliseconds; 0: always valid. */
  validMillis: number;
}

/** navi-button: a control went down, is still held, or was let go. */
export interface NaviButton {
  /** Name of the gateway in its configuration. */
  gateway: string;
  /** Name of the device in the gateway's configuration. */
  device: string;
  /** Family of the device. */
  kind: "footswitch" | "6dof" | "tracker";
  /** Drawn anew each time the gateway starts. */
  session: string;
  /** Counts up by one over all events of the session. */
  seq: number;
  /** When the report behind the event was read, by the gateway's clock. */
  capturedAt: string;
  /** From capture to hand-over to the socket, in microseconds. */
  ageMicros: number;
  /** Name of the control on its device. */
  control: string;
  state: "pressed" | "held" | "released" | "cancelled";
  /** Names the press within the session; all events of one press carry the same. */
  pressId: number;
  /** How long the control has been down, in milliseconds. */
  heldMillis: number;
  /** How long it may be taken as held without hearing of it again, in milliseconds. */
  leaseMillis: number;
  /** How long after capturedAt a consumer may act on the event, in milliseconds; 0: always valid. */
  validMillis: number;
  /** Why it was cancelled. */
  reason?:
    "device-lost" | "device-faulted" | "control-lost" | "max-hold" | "gateway-stopping" | "lease-expired" | "overload";
}

/** navi-device: a device came, went, or broke. */
export interface NaviDevice {
  /** Name of the gateway in its configuration. */
  gateway: string;
  /** Name of the device in the gateway's configuration. */
  device: string;
  /** Family of the device. */
  kind: "footswitch" | "6dof" | "tracker";
  /** Drawn anew each time the gateway starts. */
  session: string;
  /** Counts up by one over all events of the session. */
  seq: number;
  /** When the report behind the event was read, by the gateway's clock. */
  capturedAt: string;
  /** From capture to hand-over to the socket, in microseconds. */
  ageMicros: number;
  state: "connected" | "lost" | "faulted";
  /** One plain sentence for a person; absent when connected. */
  reason?: string;
  /** What the device calls itself; absent where unknown. */
  product?: string;
  /** Its serial number; absent where unknown. */
  serial?: string;
  /** A state stays true until the next. */
  validMillis: 0;
}

/** navi-motion: deflection of a 6DOF controller, a rate until the next one. */
export interface NaviMotion {
  /** Name of the gateway in its configuration. */
  gateway: string;
  /** Name of the device in the gateway's configuration. */
  device: string;
  /** Family of the device. */
  kind: "footswitch" | "6dof" | "tracker";
  /** Drawn anew each time the gateway starts. */
  session: string;
  /** Counts up by one over all events of the session. */
  seq: number;
  /** When the report behind the event was read, by the gateway's clock. */
  capturedAt: string;
  /** From capture to hand-over to the socket, in microseconds. */
  ageMicros: number;
  /** Right-handed: x right, y up, z towards the person. */
  translation: [number, number, number];
  /** About the same axes, by the right-hand rule. */
  rotation: [number, number, number];
  /** Go on at this rate no longer than this without hearing of it again. */
  leaseMillis: number;
  /** How many reports of the device are folded into this one; 0 where it only repeats what lasts. */
  merged: number;
}

/** navi-pose: where tracked tools are. */
export interface NaviPose {
  /** Name of the gateway in its configuration. */
  gateway: string;
  /** Name of the device in the gateway's configuration. */
  device: string;
  /** Family of the device. */
  kind: "footswitch" | "6dof" | "tracker";
  /** Drawn anew each time the gateway starts. */
  session: string;
  /** Counts up by one over all events of the session. */
  seq: number;
  /** When the report behind the event was read, by the gateway's clock. */
  capturedAt: string;
  /** From capture to hand-over to the socket, in microseconds. */
  ageMicros: number;
  /** The reference frame of all positions and orientations. */
  frame: string;
  tools: Array<{
    name: string;
    /** ok: seen. missing: not seen. invalid: what came cannot be a pose. */
    status: "ok" | "missing" | "invalid";
    /** In millimetres. */
    position?: [number, number, number];
    /** x, y, z, w; of length 1. The limits leave room for rounding. */
    orientation?: [number, number, number, number];
  }>;
  /** The tracker's own time of the frame; absent when it sent none. */
  trackerTime?: string;
}
