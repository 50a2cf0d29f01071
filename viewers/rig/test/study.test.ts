import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, expect, test } from "vitest";
import { encode } from "../src/dicom.ts";
import { image, SERIES, SIZE, z } from "../src/phantom.ts";
import { manifest, study } from "../src/study.ts";

const cache = mkdtempSync(path.join(os.tmpdir(), "phantom-"));
afterAll(() => rmSync(cache, { recursive: true }));

test("a slice is a DICOM file: preamble, its meta information's length, pixels at its end", () => {
  const { dataset, pixels } = image(SERIES[0]!, 5);
  const file = encode(dataset, pixels);
  expect(file.subarray(128, 132).toString()).toBe("DICM");
  expect(file.length % 2).toBe(0);
  const meta = file.readUInt32LE(140);
  expect(file.readUInt16LE(144 + meta)).toBe(0x0008); // the first group after the meta information
  const pixelBytes = SIZE * SIZE * 2;
  expect(file.readUInt32LE(file.length - pixelBytes - 4)).toBe(pixelBytes);
  expect(file.readInt16LE(file.length - pixelBytes)).toBe(-1000);
});

test("the slice's number is to be read from its bars", () => {
  const { pixels } = image(SERIES[0]!, 37);
  const bits = Array.from({ length: 6 }, (_, bit) => (pixels[225 * SIZE + 65 + 24 * bit]! > 0 ? 1 << bit : 0));
  expect(bits.reduce((a, b) => a + b)).toBe(37);
});

test("the archive is one that unzip takes, and is made once", async () => {
  const folder = await study(cache);
  execFileSync("unzip", ["-tq", path.join(folder, "ct.zip")]); // fails where a file is not as its checksum
  const made = readFileSync(path.join(folder, "ct.zip"));
  expect(await study(cache)).toBe(folder);
  expect(made.length).toBeGreaterThan(64 * SIZE * SIZE * 2);
});

test("the manifest names each file with its place", () => {
  const { studies } = manifest("http://127.0.0.1/ct") as any;
  expect(studies[0].series.map((series: any) => series.instances.length)).toEqual([64, 32]);
  const [first] = studies[0].series[0].instances;
  expect(first.url).toBe("dicomweb:http://127.0.0.1/ct/1-001.dcm");
  expect(first.metadata.ImagePositionPatient[2]).toBe(z(SERIES[0]!, 0));
});
