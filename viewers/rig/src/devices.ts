import { Cap } from "./cap.ts";
import { Pedals } from "./pedals.ts";
import { Tracker } from "./tracker.ts";

/** What stands on and around a table: two pedals, a cap, a tracker. */
export class Devices {
  readonly pedals: Pedals;
  readonly cap: Cap;
  readonly tracker: Tracker;

  private constructor(pedals: Pedals, cap: Cap, tracker: Tracker) {
    this.pedals = pedals;
    this.cap = cap;
    this.tracker = tracker;
  }

  static async plugIn(): Promise<Devices> {
    return new Devices(...(await Promise.all([Pedals.plugIn(), Cap.plugIn(), Tracker.plugIn()])));
  }

  unplug(): void {
    this.pedals.unplug();
    this.cap.unplug();
    this.tracker.unplug();
  }
}

/** As the tracker calls it: the tip of a needle, in the coordinates of the images (LPS). */
export const NEEDLE = "NeedleTipToPatient";

/** For the configuration of a gateway. */
export function configured({ pedals, cap, tracker }: Devices): string {
  return `devices:
  - name: pedals
    driver: footswitch-serial
    port: ${pedals.port}
    pedals:
      - { control: left, pressed: "L1", released: "L0" }
      - { control: right, pressed: "R1", released: "R0" }
  - name: cap
    driver: 6dof-magellan
    port: ${cap.port}
  - name: tracker
    driver: tracker-igtlink
    host: 127.0.0.1
    port: ${tracker.port}
    protocol: 1
`;
}

/** What they do. The pedals move slices, the cap the view; the needle is the pointer. */
export const PROFILE = `profile: table
modes:
  - name: slices
    pedals:
      left: { press: slice.next }
      right: { hold: { action: slice.scroll, value: -0.5 } }
    cap:
      clutch: none
      axes:
        - { axes: [x, y], action: view.pan, dead-zone: 0.1 }
        - { axes: [z], action: view.zoom, dead-zone: 0.1 }
        - { axes: [rx, ry, rz], action: view.rotate, dead-zone: 0.1 }
      "1": { press: layout.next }
      "2": { press: crosshair.toggle }
      "3": { press: window.next-preset }
      "4": { press: view.reset }
      "5": { press: view.next }
      "6": { press: view.volume }
      "7": { press: measure.place }
      "8": { press: measure.undo }
    tracker:
      roles: { NeedleTip: pointer }
`;
