import { SerialLine } from "./line.ts";

/** What the cap reports at full deflection. */
const FULL = 400;
const CENTRE = 0x8000;
const REPEAT_MILLIS = 30;
const REST = [0, 0, 0, 0, 0, 0] as const;

/** The cap of a SpaceMouse of the Magellan kind, with its keys, on a serial port. */
export class Cap {
  readonly #line: SerialLine;
  #repeating: NodeJS.Timeout | undefined;

  private constructor(line: SerialLine) {
    this.#line = line;
  }

  static async plugIn(): Promise<Cap> {
    let asked = "";
    const line = await SerialLine.open((text) => {
      const commands = (asked + text).split("\r");
      asked = commands.pop()!;
      for (const command of commands) line.send(`${answer(command)}\r`);
    });
    return new Cap(line);
  }

  get port(): string {
    return this.#line.port;
  }

  /** A hand deflects it, until told otherwise: x right, y up, z towards the person, and about them, each −1 to 1. */
  push(...deflection: readonly number[]): void {
    clearInterval(this.#repeating);
    const tell = (): void => this.#line.send(motion(deflection));
    tell();
    this.#repeating = setInterval(tell, REPEAT_MILLIS);
  }

  /** The hand lets go. */
  rest(): void {
    clearInterval(this.#repeating);
    this.#line.send(motion(REST));
  }

  /** @param down the keys that are down now, 1 to 8 */
  keys(...down: readonly number[]): void {
    const bitmap = down.reduce((bits, key) => bits | (1 << (key - 1)), 0);
    this.#line.send(`k${nibble(bitmap)}${nibble(bitmap >> 4)}0\r`);
  }

  unplug(): void {
    clearInterval(this.#repeating);
    this.#line.unplug();
  }
}

/** As the device does: its version where that is asked, everything else is said back. */
function answer(command: string): string {
  return command === "vQ" ? "vMAGELLAN  Version 5.49  by LOGITECH INC. 10/22/96" : command;
}

function motion(deflection: readonly number[]): string {
  const digits = REST.map((_, axis) => {
    const value = CENTRE + Math.round((deflection[axis] ?? 0) * FULL);
    return nibble(value >> 12) + nibble(value >> 8) + nibble(value >> 4) + nibble(value);
  });
  return `d${digits.join("")}\r`;
}

/** Four bits as the character of that value whose number of ones is even. */
function nibble(value: number): string {
  return "0AB3D56GH9:K<MN?"[value & 15]!;
}
