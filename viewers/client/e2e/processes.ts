// A hub, a gateway and a pedal on a pseudo terminal, each a process of its own, as on a real table.

import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";

const ROOT = new URL("../../../", import.meta.url).pathname;
/** NAVICAST names another launcher than that of the source tree, such as the one of an installed package. */
const LAUNCHER = process.env["NAVICAST"] ?? join(ROOT, "navicast");
export const TOPIC = "E2E";
const running = new Set<ChildProcess>();

/** A program that speaks a line once it is ready. */
export class Program {
  readonly lines: string[] = [];
  readonly process: ChildProcess;
  #waiting: (() => void)[] = [];
  #ended = false;

  constructor(command: string, args: readonly string[]) {
    this.process = spawn(command === "navicast" ? LAUNCHER : command, args, {
      cwd: ROOT,
      stdio: ["pipe", "pipe", "inherit"],
    });
    running.add(this.process);
    this.process.on("exit", () => {
      running.delete(this.process);
      this.#ended = true;
      this.#wake();
    });
    createInterface({ input: this.process.stdout as NodeJS.ReadableStream }).on("line", (line) => {
      this.lines.push(line);
      this.#wake();
    });
  }

  #wake(): void {
    this.#waiting.splice(0).forEach((wake) => wake());
  }

  async line(which: (line: string) => boolean): Promise<string> {
    for (;;) {
      const found = this.lines.find(which);
      if (found !== undefined) return found;
      if (this.#ended) throw new Error(`${this.process.spawnargs.join(" ")} ended; it said ${this.lines.join("\n")}`);
      await new Promise<void>((wake) => this.#waiting.push(wake));
    }
  }

  write(text: string): void {
    this.process.stdin?.write(text);
  }

  async kill(signal: NodeJS.Signals = "SIGKILL"): Promise<void> {
    if (this.process.exitCode !== null || this.process.signalCode !== null) return;
    const exited = once(this.process, "exit");
    this.process.kill(signal);
    await exited;
  }

  signal(signal: NodeJS.Signals): void {
    this.process.kill(signal);
  }
}

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  return port;
}

export async function startHub(port: number): Promise<Program> {
  const hub = new Program("navicast", ["hub", "--port", String(port), "--json"]);
  await hub.line((line) => line.includes("/api/hub"));
  return hub;
}

// Hands on what is written to it as a serial line would, in raw mode, and says what the line is called.
const PTY = `
import os, sys, tty
master, line = os.openpty()
tty.setraw(line)
print(os.ttyname(line), flush=True)
while True:
    data = os.read(0, 4096)
    if not data:
        break
    os.write(master, data)
`;

/** A foot on a pedal that sends a line for each movement. */
export class Foot {
  readonly #pty = new Program("python3", ["-c", PTY]);

  port(): Promise<string> {
    return this.#pty.line((line) => line.startsWith("/dev/"));
  }

  down(): void {
    this.#pty.write("L1\n");
  }

  up(): void {
    this.#pty.write("L0\n");
  }

  unplug(): Promise<void> {
    return this.#pty.kill();
  }
}

const folder = mkdtempSync(join(tmpdir(), "navicast-e2e-"));

export async function startGateway(hubPort: number, foot: Foot): Promise<Program> {
  const file = join(folder, `gateway-${hubPort}.yaml`);
  writeFileSync(
    file,
    `gateway: e2e
hub:
  url: http://127.0.0.1:${hubPort}/api/hub
  topic: ${TOPIC}
devices:
  - name: pedals
    driver: footswitch-serial
    port: ${await foot.port()}
    pedals:
      - { control: left, pressed: "L1", released: "L0" }
    buttons:
      debounce-millis: 2
`,
  );
  return new Program("navicast", ["run", "--config", file]);
}

type Look<T> = T | undefined | false;

export async function until<T>(what: string, look: () => Look<T> | Promise<Look<T>>, millis = 20_000): Promise<T> {
  const end = performance.now() + millis;
  for (;;) {
    const found = await look();
    if (found !== undefined && found !== false) return found;
    if (performance.now() > end) throw new Error(`${what}: not within ${millis} ms`);
    await sleep(2);
  }
}

export const sleep = (millis: number): Promise<void> => new Promise((wake) => setTimeout(wake, millis));

export async function stopAll(): Promise<void> {
  await Promise.all([...running].map(async (process) => (process.kill("SIGKILL"), once(process, "exit"))));
  rmSync(folder, { recursive: true, force: true });
}

/** What costs a hold 300 ms after its last word, where it comes on top of the lease of 250 ms. */
const STANDSTILL_MILLIS = 25;
const ATTEMPTS = 5;

/** Notes for how long at most this process could not run. */
class Heartbeat {
  worstMillis = 0;
  #last = performance.now();
  readonly #beating = setInterval(() => {
    const now = performance.now();
    this.worstMillis = Math.max(this.worstMillis, now - this.#last - 5);
    this.#last = now;
  }, 5);

  stop(): void {
    clearInterval(this.#beating);
  }
}

/**
 * Once more what failed while the machine stood still, as one does that others share: then gateway and viewer let go by
 * themselves and refuse what is late, as they must. What fails while it runs has failed.
 *
 * @param overloaded whether the gateway said that it stood still
 */
export async function onRunningMachine(attempt: () => Promise<void>, overloaded: () => boolean): Promise<void> {
  for (let times = 1; ; times++) {
    const heartbeat = new Heartbeat();
    try {
      return await attempt();
    } catch (e) {
      const stoodStill = heartbeat.worstMillis >= STANDSTILL_MILLIS || overloaded();
      if (times === ATTEMPTS || !stoodStill) throw e;
      console.log(`once more, since the machine stood still (${heartbeat.worstMillis.toFixed(0)} ms): ${String(e)}`);
    } finally {
      heartbeat.stop();
    }
  }
}
