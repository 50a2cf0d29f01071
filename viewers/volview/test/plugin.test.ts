import { gzipSync } from "node:zlib";
import { buildSync } from "esbuild";
import { expect, test } from "vitest";
import { sense } from "../src/deeds.ts";

test("the file is below 30 kB gzipped and imports nothing", () => {
  const { outputFiles } = buildSync({
    entryPoints: [new URL("../src/index.ts", import.meta.url).pathname],
    bundle: true,
    format: "esm",
    minify: true,
    conditions: ["source"],
    target: "es2022",
    write: false,
  });
  const [{ text, contents }] = outputFiles as [(typeof outputFiles)[number]];
  expect(gzipSync(contents).length).toBeLessThan(30_000);
  expect(text).not.toMatch(/\bimport\b/);
});

const FROM_FEET = [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 2, 0, -127, -127, -64, 1];
const FROM_HEAD = [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, -2, 0, -127, -127, 64, 1];

test("the next slice is that towards the feet, the front, the left, however the image is stored", () => {
  expect(sense("Axial", 2, FROM_FEET)).toBe(-1);
  expect(sense("Axial", 2, FROM_HEAD)).toBe(1);
  expect(sense("Coronal", 1, FROM_FEET)).toBe(-1);
  expect(sense("Sagittal", 0, FROM_FEET)).toBe(1);
});
