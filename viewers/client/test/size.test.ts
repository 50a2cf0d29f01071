import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import { expect, test } from "vitest";

test("the client is one file that needs nothing else, under 15 kB gzipped", async () => {
  const entry = new URL("../src/index.ts", import.meta.url).pathname;
  const { outputFiles } = await build({
    entryPoints: [entry],
    bundle: true,
    minify: true,
    format: "esm",
    write: false,
  });
  const code = outputFiles[0]?.text ?? "";
  expect(code).not.toMatch(/\bimport\s*[({"*]|\brequire\(/);
  expect(gzipSync(code, { level: 9 }).length).toBeLessThan(15_000);
});
