import { SerialLine } from "./line.ts";

/** Two pedals on a serial board, as docs/configuration.md has them: lines L1, L0, R1, R0. */
export class Pedals {
  readonly #line: SerialLine;

  private constructor(line: SerialLine) {
    this.#line = line;
  }

  static async plugIn(): Promise<Pedals> {
    return new Pedals(await SerialLine.open());
  }

  get port(): string {
    return this.#line.port;
  }

  /** A foot goes down or up. */
  move(pedal: "left" | "right", down: boolean): void {
    this.#line.send(`${pedal === "left" ? "L" : "R"}${down ? 1 : 0}\r\n`);
  }

  unplug(): void {
    this.#line.unplug();
  }
}
