// Made from docs/schema by scripts/schema-types.mjs (npm run types); not for editing by hand.

/** navi-action: what a viewer shall do, in the viewer's words. */
export interface NaviAction {
  /** Name of the gateway in its configuration. */
  gateway: string;
  /** Drawn anew each time the gateway starts. */
  session: string;
  /** Counts up by one over all events of the session. */
  seq: number;
  /** When the report behind the event was read, by the gateway's clock. */
  capturedAt: string;
  /** From capture to hand-over to the socket, in microseconds. */
  ageMicros: number;
  /** Name of the device in the gateway's configuration. */
  device: string;
  /** Family of the device. */
  kind: "footswitch" | "6dof" | "tracker";
  /** What to do, in the viewer's words. */
  action: string;
  /** triggered is whole in itself; the others are a hold or a rate over time. */
  phase: "triggered" | "started" | "updated" | "ended" | "cancelled";
  /** Names a hold or rate within the session; all its events carry the same. */
  actionId?: number;
  /** Steps of a trigger, or the deflection of a rate. A hold has none. */
  value?: number | unknown[];
  /** Go on no longer than this after capturedAt without hearing of it again, in milliseconds. */
  leaseMillis?: number;
  /** How long after capturedAt a consumer may act on the event, in milliseconds; 0: always valid. */
  validMillis: number;
  /** Why it was cancelled. */
  reason?:
    | "device-lost"
    | "device-faulted"
    | "control-lost"
    | "max-hold"
    | "gateway-stopping"
    | "lease-expired"
    | "overload"
    | "mode-changed"
    | "profile-changed"
    | "viewer-paused";
  /** The mode that it belongs to; absent where there is none. */
  mode?: string;
  /** The profile that it belongs to; absent where there is none. */
  profile?: string;
}

/** navi-button: a control went down, is still held, or was let go. */
export interface NaviButton {
  /** Name of the gateway in its configuration. */
  gateway: string;
  /** Drawn anew each time the gateway starts. */
  session: string;
  /** Counts up by one over all events of the session. */
  seq: number;
  /** When the report behind the event was read, by the gateway's clock. */
  capturedAt: string;
  /** From capture to hand-over to the socket, in microseconds. */
  ageMicros: number;
  /** Name of the device in the gateway's configuration. */
  device: string;
  /** Family of the device. */
  kind: "footswitch" | "6dof" | "tracker";
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
  /** Drawn anew each time the gateway starts. */
  session: string;
  /** Counts up by one over all events of the session. */
  seq: number;
  /** When the report behind the event was read, by the gateway's clock. */
  capturedAt: string;
  /** From capture to hand-over to the socket, in microseconds. */
  ageMicros: number;
  /** Name of the device in the gateway's configuration. */
  device: string;
  /** Family of the device. */
  kind: "footswitch" | "6dof" | "tracker";
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
  /** Drawn anew each time the gateway starts. */
  session: string;
  /** Counts up by one over all events of the session. */
  seq: number;
  /** When the report behind the event was read, by the gateway's clock. */
  capturedAt: string;
  /** From capture to hand-over to the socket, in microseconds. */
  ageMicros: number;
  /** Name of the device in the gateway's configuration. */
  device: string;
  /** Family of the device. */
  kind: "footswitch" | "6dof" | "tracker";
  /** Right-handed: x right, y up, z towards the person. */
  translation: [number, number, number];
  /** About the same axes, by the right-hand rule. */
  rotation: [number, number, number];
  /** Go on no longer than this after capturedAt without hearing of it again, in milliseconds. */
  leaseMillis: number;
  /** How many reports of the device are folded into this one; 0 where it only repeats what lasts. */
  merged: number;
}

/** navi-pose: where tracked tools are. */
export interface NaviPose {
  /** Name of the gateway in its configuration. */
  gateway: string;
  /** Drawn anew each time the gateway starts. */
  session: string;
  /** Counts up by one over all events of the session. */
  seq: number;
  /** When the report behind the event was read, by the gateway's clock. */
  capturedAt: string;
  /** From capture to hand-over to the socket, in microseconds. */
  ageMicros: number;
  /** Name of the device in the gateway's configuration. */
  device: string;
  /** Family of the device. */
  kind: "footswitch" | "6dof" | "tracker";
  /** The reference frame of all positions and orientations. */
  frame: string;
  tools: Array<{
    name: string;
    /** What the tool is to a viewer; absent where no profile says so. */
    role?: string;
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

/** navi-profile: what the controls mean now. */
export interface NaviProfile {
  /** Name of the gateway in its configuration. */
  gateway: string;
  /** Drawn anew each time the gateway starts. */
  session: string;
  /** Counts up by one over all events of the session. */
  seq: number;
  /** When the report behind the event was read, by the gateway's clock. */
  capturedAt: string;
  /** From capture to hand-over to the socket, in microseconds. */
  ageMicros: number;
  /** Name of the profile that is on. */
  profile: string;
  /** Name of its mode that is on; absent where it has none. */
  mode?: string;
  /** One plain sentence on why it is told; absent where nothing changed. */
  reason?: string;
  /** All that the controls do in this mode. */
  bindings: Array<{
    device: string;
    /** A control and its gesture, or axes. */
    input: string;
    /** What to do, in the viewer's words. */
    action: string;
    /** The binding as a person reads it. */
    words: string;
    /** Whether a viewer has said that it knows the action; absent where none has said which it knows. */
    understood?: boolean;
  }>;
  /** It stays true until the next. */
  validMillis: 0;
}

/** navi-viewer: which actions a viewer understands, and whether it acts on them. */
export interface NaviViewer {
  /** ISO 8601 in UTC, with up to nine digits of a second. */
  timestamp: string;
  /** Unique to this envelope. */
  id: string;
  event: {
    /** The topic that the gateway is subscribed to; the case counts. */
    "hub.topic": string;
    "hub.event": "navi-viewer";
    context: [
      {
        key: "navicast-viewer";
        resource: {
          /** The name under which it is subscribed; the newest event of a name is true. */
          viewer: string;
          /** What it is called. */
          product: string;
          /** active: acts on actions. paused: starts nothing. leaving: is about to go. */
          state: "active" | "paused" | "leaving";
          /** The actions that it understands. */
          actions: string[];
          /** Go on no longer than this after capturedAt without hearing of it again, in milliseconds. */
          leaseMillis: number;
        };
      },
    ];
  };
}
