// Writes the cases beside this file; with --check it only says whether they are up to date.

import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { generated } from "./make/generated.mjs";
import { written } from "./make/written.mjs";

/** One line a step and an act, so that a change of a case can be read. */
function text({ title, cases }) {
  const lines = (list) => list.map((one) => `\n        ${JSON.stringify(one)}`).join(",");
  const one = ({ steps, acts, ...head }) => {
    const inner = JSON.stringify(head).slice(1, -1);
    return `    {${inner},\n      "steps": [${lines(steps)}],\n      "acts": [${lines(acts)}]}`;
  };
  return `{"title": ${JSON.stringify(title)}, "cases": [\n${cases.map(one).join(",\n")}\n]}\n`;
}

let stale = 0;
let count = 0;
for (const [name, file] of Object.entries({ ...written, ...generated })) {
  const path = new URL(`${name}.json`, import.meta.url);
  const made = text(file);
  count += file.cases.length;
  if (!process.argv.includes("--check")) writeFileSync(path, made);
  else if (!existsSync(path) || readFileSync(path, "utf8") !== made) {
    console.error(
      `conformance/consumer/${name}.json is not what make.mjs makes: run node conformance/consumer/make.mjs`,
    );
    stale++;
  }
}
console.log(`${count} cases`);
process.exitCode = stale === 0 ? 0 : 1;
