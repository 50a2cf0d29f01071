import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import http from "node:http";
import type { AddressInfo } from "node:net";
import path from "node:path";

const TYPES: Readonly<Record<string, string>> = {
  ".css": "text/css",
  ".dcm": "application/dicom",
  ".html": "text/html",
  ".ico": "image/x-icon",
  ".js": "text/javascript",
  ".json": "application/json",
  ".mjs": "text/javascript",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".wasm": "application/wasm",
  ".woff2": "font/woff2",
  ".zip": "application/zip",
};

/** A web server as a hospital has it, on loopback: a viewer's files, and some of our own over them. */
export interface Site {
  readonly url: string;
  close(): void;
}

export interface SiteOptions {
  /** The viewer's files. */
  readonly root: string;
  /** By path: the text of a file that is to be found there instead. */
  readonly texts: Readonly<Record<string, string>> | ((url: string) => Readonly<Record<string, string>>);
  /** By path: a file that is to be found there instead; a path that ends with a slash is a folder. */
  readonly files: Readonly<Record<string, string>>;
  readonly port?: number;
}

export async function serve({ root, texts, files, port = 0 }: SiteOptions): Promise<Site> {
  const server = http.createServer((request, response) => {
    void answer(request.url ?? "/").then(([status, type, body]) => {
      response.writeHead(status, { "Content-Type": type, "Cache-Control": "no-cache" });
      if (typeof body === "string") response.end(body);
      else body.pipe(response);
    });
  });
  await new Promise<void>((done, failed) => server.once("error", failed).listen(port, "127.0.0.1", done));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const own = typeof texts === "function" ? texts(url) : texts;

  async function answer(target: string): Promise<[number, string, string | NodeJS.ReadableStream]> {
    const pathname = decodeURIComponent(new URL(target, url).pathname);
    const type = TYPES[path.extname(pathname)] ?? "application/octet-stream";
    // A path without an extension is one of the viewer's own routes.
    const file = path.extname(pathname) === "" ? "/index.html" : pathname;
    const text = own[file];
    if (text !== undefined) return [200, file === pathname ? type : "text/html", text];
    const [start, place] = Object.entries(files).find(([start]) => file.startsWith(start)) ?? ["/", root];
    const full = start.endsWith("/") ? path.join(place, path.normalize(`/${file.slice(start.length)}`)) : place;
    const found = await stat(full).catch(() => undefined);
    if (!found?.isFile()) return [404, "text/plain", "not found"];
    return [200, file === pathname ? type : "text/html", createReadStream(full)];
  }

  return {
    url,
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}
