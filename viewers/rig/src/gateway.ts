import { spawn, type ChildProcess } from "node:child_process";
import { mkdtemp, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import readline from "node:readline";
import { fileURLToPath } from "node:url";
import { configured, PROFILE, type Devices } from "./devices.ts";

/** The launcher of this source tree, or an installed one that NAVICAST names. */
const NAVICAST =
  process.env.NAVICAST ?? path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../../../navicast");

/** A part of the gateway as a process of its own. */
export class Part {
  readonly process: ChildProcess;
  readonly #lines: AsyncIterator<string>;
  #stderr = "";

  constructor(...args: string[]) {
    // A group of its own, so that what the launcher started ends with it.
    this.process = spawn(NAVICAST, args, { stdio: ["pipe", "pipe", "pipe"], detached: true });
    this.process.stderr!.on("data", (text) => (this.#stderr = (this.#stderr + text).slice(-4000)));
    this.#lines = readline.createInterface({ input: this.process.stdout! })[Symbol.asyncIterator]();
  }

  /** The next line that it prints. */
  async line(): Promise<string> {
    const { value, done } = await this.#lines.next();
    if (done) throw new Error(`navicast ${this.process.spawnargs.slice(1).join(" ")} ended: ${this.#stderr}`);
    return value;
  }

  /** What it complained of, the last of it. */
  get stderr(): string {
    return this.#stderr;
  }

  say(line: string): void {
    this.process.stdin!.write(`${line}\n`);
  }

  kill(signal: NodeJS.Signals = "SIGTERM"): void {
    const { pid } = this.process;
    if (pid !== undefined && this.#runs) process.kill(-pid, signal);
  }

  get #runs(): boolean {
    return this.process.exitCode === null && this.process.signalCode === null;
  }

  async ended(): Promise<void> {
    if (this.#runs) {
      await new Promise((done) => this.process.once("exit", done));
    }
  }
}

export interface Hub {
  readonly url: string;
  readonly part: Part;
}

export async function startHub(port = 0, ...more: string[]): Promise<Hub> {
  const part = new Part("hub", "--port", String(port), "--json", ...more);
  const { url } = JSON.parse(await part.line()) as { url: string };
  return { url, part };
}

/** A gateway as a process of its own, with those devices. */
export async function startGateway(hub: string, topic: string, devices: Devices): Promise<Part> {
  const folder = await mkdtemp(path.join(os.tmpdir(), "navicast-rig-"));
  const file = path.join(folder, "gateway.yaml");
  await writeFile(path.join(folder, "profile.yaml"), PROFILE);
  await writeFile(
    file,
    `gateway: table
hub:
  url: ${hub}
  topic: ${topic}
profile-file: profile.yaml
${configured(devices)}`,
  );
  return new Part("run", "--config", file);
}
