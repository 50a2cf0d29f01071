import { spawn, type ChildProcess } from "node:child_process";

/**
 * Two pedals on a serial board, as docs/configuration.md has them: lines L1, L0, R1, R0. On a pty of util-linux's
 * `script`, so that the gateway opens a real serial line.
 */
export class Pedals {
  readonly #process: ChildProcess;
  /** The serial port, such as `/dev/pts/3`. */
  readonly port: string;

  private constructor(process: ChildProcess, port: string) {
    this.#process = process;
    this.port = port;
  }

  static async plugIn(): Promise<Pedals> {
    const command = "tty; stty raw -echo; exec sleep infinity";
    const process = spawn("script", ["-qfec", command, "/dev/null"], { stdio: ["pipe", "pipe", "ignore"] });
    const port = await new Promise<string>((found, failed) => {
      process.once("error", failed);
      process.stdout!.on("data", (text) => {
        const [name] = /\/dev\/pts\/\d+/.exec(String(text)) ?? [];
        if (name) found(name);
      });
    });
    return new Pedals(process, port);
  }

  /** A foot goes down or up. */
  move(pedal: "left" | "right", down: boolean): void {
    this.#process.stdin!.write(`${pedal === "left" ? "L" : "R"}${down ? 1 : 0}\r\n`);
  }

  unplug(): void {
    this.#process.kill();
  }
}
