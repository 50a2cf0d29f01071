import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { afterAll, expect, test } from "vitest";

const VIEWERS = fileURLToPath(new URL("../../", import.meta.url));
const folder = mkdtempSync(path.join(tmpdir(), "navicast-shipped-"));
afterAll(() => rmSync(folder, { recursive: true }));

/** The file as its package builds it, in another place. */
function built(name: string): Buffer {
  const { scripts } = JSON.parse(readFileSync(path.join(VIEWERS, name, "package.json"), "utf8")) as {
    scripts: { build: string };
  };
  const [esbuild = ""] = scripts.build.split(" && ");
  const file = path.join(folder, `${name}.js`);
  const command = esbuild.replace(/--outfile=\S+/, `--outfile=${file}`);
  const PATH = `${path.join(VIEWERS, "node_modules", ".bin")}:${process.env.PATH}`;
  execFileSync("sh", ["-c", `${command} --log-level=warning`], {
    cwd: path.join(VIEWERS, name),
    env: { ...process.env, PATH },
  });
  return readFileSync(file);
}

test.each([
  { name: "client", most: 15_000, imports: /^$/ },
  { name: "ohif", most: 30_000, imports: /^$/ },
  { name: "volview", most: 30_000, imports: /^$/ },
  { name: "vtk", most: 10_000, imports: /^(@kitware\/vtk\.js\/|@navicast\/client$)/ },
])("$name: below $most bytes gzipped, imports no more than it may, says its licence", ({ name, most, imports }) => {
  const bytes = built(name);
  console.log(`${name}: ${gzipSync(bytes).length} bytes gzipped`);
  expect(gzipSync(bytes).length).toBeLessThan(most);
  const text = bytes.toString();
  expect(text.startsWith("/*! NAVICast, Apache-2.0 */")).toBe(true);
  const asked = [...text.matchAll(/\bimport\s*(?:[^"';]*?from\s*)?\(?"([^"]+)"/g)].map(([, module]) => module!);
  expect(asked.filter((module) => !imports.test(module))).toEqual([]);
  expect(text).not.toMatch(/\brequire\(/);
});
