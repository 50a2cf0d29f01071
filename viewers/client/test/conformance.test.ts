import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { type Case, play } from "./play.ts";

const FOLDER = new URL("../../../conformance/consumer/", import.meta.url);

describe.each(readdirSync(FOLDER).filter((name) => name.endsWith(".json")))("%s", (file) => {
  const { cases } = JSON.parse(readFileSync(new URL(file, FOLDER), "utf8")) as { cases: Case[] };
  test.each(cases.map((one) => [one.name, one] as const))("%s", (_, one) => {
    expect(play(one), one.why).toEqual(one.acts);
  });
});
