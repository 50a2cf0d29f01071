import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdir, readFile, rename, rm, stat } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);

/** A viewer as its makers publish it, and the hash of exactly that archive. */
export interface Release {
  readonly name: string;
  readonly version: string;
  readonly integrity: string;
}

export const RELEASES = {
  "ohif-3.13": {
    name: "@ohif/app",
    version: "3.13.2",
    integrity: "sha512-WZdxmpmG7rqFgW9ZJLcbgr3XCtLi1KDNPoMaeY5PPe6j4G4fjEjjkycZM6C6Zk2F87BKxFfpq+jd5xXZB9E8EA==",
  },
  "ohif-3.12": {
    name: "@ohif/app",
    version: "3.12.10",
    integrity: "sha512-0kuF66Mq9c9dMD++bUsTjMrJpXJwaZhz9B4uS244DawAjSkTwIYFU93pxPuRUQixaRi7QAHlF3Fe1qudBlZrmA==",
  },
  volview: {
    name: "volview",
    version: "4.4.1",
    integrity: "sha512-dYFSHLzBZXDz5Cb/QX3oMndSrVO9cClHlpO0xNobZ2L6UDlMpNF5U1M1j67oFwbmT+trrhueulXHFHekeIlxVg==",
  },
} as const satisfies Record<string, Release>;

/** Where downloads and the phantom are kept: NAVICAST_VIEWERS_CACHE, or the user's cache folder. */
export function cacheFolder(): string {
  return (
    process.env.NAVICAST_VIEWERS_CACHE ??
    path.join(process.env.XDG_CACHE_HOME ?? path.join(os.homedir(), ".cache"), "navicast-viewers")
  );
}

/** The folder with the files that a web server hands out; fetched by npm and checked when it is not there yet. */
export async function stock(release: Release, cache: string = cacheFolder()): Promise<string> {
  const folder = path.join(cache, `${release.name.replace(/[@/]/g, "_")}-${release.version}`);
  const dist = path.join(folder, "package", "dist");
  if (await exists(path.join(dist, "index.html"))) {
    return dist;
  }
  await mkdir(cache, { recursive: true });
  const fresh = `${folder}.${process.pid}`;
  await rm(fresh, { recursive: true, force: true });
  await mkdir(fresh);
  const { stdout } = await run("npm", [
    "pack",
    "--silent",
    "--pack-destination",
    fresh,
    `${release.name}@${release.version}`,
  ]);
  const archive = path.join(fresh, stdout.trim());
  await check(archive, release);
  // OHIF brings 136 MB of models for segmentation that none of this uses.
  await run("tar", ["-xzf", archive, "-C", fresh, "--exclude=package/dist/ort*"]);
  await rm(archive);
  await rm(folder, { recursive: true, force: true });
  await rename(fresh, folder);
  return dist;
}

async function check(archive: string, release: Release): Promise<void> {
  const hash = `sha512-${createHash("sha512")
    .update(await readFile(archive))
    .digest("base64")}`;
  if (hash !== release.integrity) {
    await rm(archive);
    throw new Error(
      `npm's archive of ${release.name} ${release.version} has the hash ${hash} instead of ${release.integrity}: do not use it`,
    );
  }
}

async function exists(file: string): Promise<boolean> {
  return stat(file).then(
    () => true,
    () => false,
  );
}
