import { createServer, type AddressInfo, type Server, type Socket } from "node:net";
import { once } from "node:events";

const HEADER_BYTES = 58;
const MATRIX_BYTES = 48;
const POLYNOMIAL = 0x42f0e1eba9ea3693n;
const REPEAT_MILLIS = 30;

/** A tracker of the OpenIGTLink kind with one tool: it tells a TRANSFORM for each pose (header of version 1). */
export class Tracker {
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();
  #repeating: NodeJS.Timeout | undefined;

  private constructor(server: Server) {
    this.#server = server;
    server.on("connection", (socket) => {
      this.#sockets.add(socket);
      socket.on("error", () => socket.destroy()).on("close", () => this.#sockets.delete(socket));
      socket.resume(); // what the gateway asks for is more than this one knows
    });
  }

  static async plugIn(): Promise<Tracker> {
    const server = createServer().listen(0, "127.0.0.1");
    await once(server, "listening");
    return new Tracker(server);
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  /** The tool is seen from now on, at the place that is asked for again and again (millimetres, not turned). */
  sees(name: string, place: () => readonly number[]): void {
    clearInterval(this.#repeating);
    const tell = (): void => this.#sockets.forEach((socket) => socket.write(transform(name, place())));
    tell();
    this.#repeating = setInterval(tell, REPEAT_MILLIS);
  }

  /** The tool is out of sight: nothing more is told of it. */
  losesSight(): void {
    clearInterval(this.#repeating);
  }

  unplug(): void {
    this.losesSight();
    this.#sockets.forEach((socket) => socket.destroy());
    this.#server.close();
  }
}

/** @param name of at most 19 bytes */
function transform(name: string, place: readonly number[]): Buffer {
  const body = Buffer.alloc(MATRIX_BYTES);
  [1, 0, 0, 0, 1, 0, 0, 0, 1, ...place].forEach((number, index) => body.writeFloatBE(number, index * 4));
  const header = Buffer.alloc(HEADER_BYTES);
  header.writeUInt16BE(1, 0);
  header.write("TRANSFORM", 2, "latin1");
  header.write(name, 14, "latin1");
  const now = performance.timeOrigin + performance.now();
  header.writeUInt32BE(Math.floor(now / 1000), 34);
  header.writeUInt32BE(Math.floor(((now % 1000) / 1000) * 2 ** 32), 38);
  header.writeBigUInt64BE(BigInt(body.length), 42);
  header.writeBigUInt64BE(crc(body), 50);
  return Buffer.concat([header, body]);
}

/** CRC-64/ECMA-182. */
function crc(bytes: Buffer): bigint {
  let crc = 0n;
  for (const byte of bytes) {
    crc ^= BigInt(byte) << 56n;
    for (let bit = 0; bit < 8; bit++) {
      crc = BigInt.asUintN(64, crc << 1n) ^ (crc >> 63n === 0n ? 0n : POLYNOMIAL);
    }
  }
  return crc;
}
