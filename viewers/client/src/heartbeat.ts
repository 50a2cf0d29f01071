/** After how long without a word the hub is asked, and after how long it is given up. */
const ASK_MILLIS = 1000;
const LOST_MILLIS = 2800;
/** A timer this late says that the page slept, and nothing of the hub. */
const SLEPT_MILLIS = 1500;

/**
 * Tells a quiet link from a dead one. A browser cannot send a WebSocket's ping, and a hub need not send one; so what is
 * asked for is an event of our own that has to come back. Pure, time in milliseconds is passed in.
 */
export class Heartbeat {
  #heard: number;
  #asked: number | undefined;
  #looked: number;

  constructor(now: number) {
    this.#heard = now;
    this.#looked = now;
  }

  heard(now: number): void {
    this.#heard = now;
    this.#asked = undefined;
  }

  /** What to do now; call it a few times a second. */
  look(now: number): "wait" | "ask" | "lost" {
    if (now - this.#looked > SLEPT_MILLIS) this.heard(now - ASK_MILLIS);
    this.#looked = now;
    const quiet = now - this.#heard;
    if (quiet > LOST_MILLIS && this.#asked !== undefined) return "lost";
    if (quiet < ASK_MILLIS || (this.#asked !== undefined && now - this.#asked < ASK_MILLIS)) return "wait";
    this.#asked = now;
    return "ask";
  }
}
