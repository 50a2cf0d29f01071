/**
 * `@navicast/client`: what feet and hands do, from a Cast hub to calls in a viewer.
 *
 * @packageDocumentation
 */
export { connect, type Navicast, type NavicastOptions, type Status } from "./navicast.ts";
export type {
  ActionInfo,
  Button,
  Device,
  Handler,
  HandlerSet,
  HoldHandler,
  MotionHandler,
  RateHandler,
  TrackedTool,
  TriggerHandler,
} from "./handlers.ts";
export { Consumer, type Act, type Cause, type ConsumerOptions } from "./consumer.ts";
export { Integrator, wholeSteps } from "./integrator.ts";
export type { Socket, SocketClass, State, TokenSource } from "./link.ts";
export { mockLogin } from "./login.ts";
export { SPEEDS, VOCABULARY, type Kind } from "./vocabulary.ts";
export type { Action, Binding, EventName, Profile, Rate, Self, Tool } from "./wire.ts";
export type { NaviButton, NaviDevice, NaviMotion, NaviPose } from "./schema.ts";
