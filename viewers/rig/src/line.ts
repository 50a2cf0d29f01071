import { spawn, type ChildProcess } from "node:child_process";

/** A serial port of this machine, on a pty of util-linux's `script`, so that the gateway opens a real serial line. */
export class SerialLine {
  readonly #process: ChildProcess;
  /** Such as `/dev/pts/3`. */
  readonly port: string;

  private constructor(process: ChildProcess, port: string) {
    this.#process = process;
    this.port = port;
  }

  /** @param heard takes what the gateway says to the device */
  static async open(heard: (text: string) => void = () => {}): Promise<SerialLine> {
    const command = "tty; stty raw -echo; exec sleep infinity";
    const process = spawn("script", ["-qfec", command, "/dev/null"], { stdio: ["pipe", "pipe", "ignore"] });
    const port = await new Promise<string>((found, failed) => {
      process.once("error", failed);
      process.stdout!.on("data", (text) => {
        const [name] = /\/dev\/pts\/\d+/.exec(String(text)) ?? [];
        if (name) found(name);
      });
    });
    process.stdout!.removeAllListeners("data").on("data", (text) => heard(String(text)));
    return new SerialLine(process, port);
  }

  /** What the device says. */
  send(text: string): void {
    this.#process.stdin!.write(text);
  }

  unplug(): void {
    this.#process.kill();
  }
}
