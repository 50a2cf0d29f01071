import { existsSync } from "node:fs";
import { chromium, type BrowserContext, type Page } from "playwright-core";

/** Where a browser may be that speaks Chromium's protocol. */
const PLACES = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

export function browserPath(): string | undefined {
  return process.env.NAVICAST_BROWSER ?? PLACES.find((place) => existsSync(place));
}

export interface Window {
  readonly page: Page;
  readonly context: BrowserContext;
  /** What the page said to its console as an error, or threw. */
  readonly errors: string[];
  /** What the page asked of other machines, and did not get. */
  readonly blocked: string[];
  close(): Promise<void>;
}

/** A browser without a screen that draws in software and reaches this machine alone. */
export async function open({ width = 1280, height = 800 } = {}): Promise<Window> {
  const executablePath = browserPath();
  if (executablePath === undefined) {
    throw new Error("there is no Chromium: install Debian's package chromium, or name one in NAVICAST_BROWSER");
  }
  const browser = await chromium.launch({
    executablePath,
    chromiumSandbox: false,
    args: [
      "--use-angle=swiftshader",
      "--enable-unsafe-swiftshader",
      "--ignore-gpu-blocklist",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
      "--no-first-run",
    ],
  });
  const context = await browser.newContext({ viewport: { width, height } });
  const blocked: string[] = [];
  await context.route(
    (url) => /^(http|ws)s?:$/.test(url.protocol) && url.hostname !== "127.0.0.1",
    (route) => {
      blocked.push(route.request().url());
      return route.abort();
    },
  );
  const errors: string[] = [];
  const page = await context.newPage();
  page.on("pageerror", (error) => errors.push(String(error)));
  page.on("console", (message) => {
    if (message.type() === "error") errors.push(message.text());
  });
  return { page, context, errors, blocked, close: () => browser.close() };
}
