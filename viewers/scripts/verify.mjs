// npm run verify: all that is quick, the runners' own lines, and one plain line at the end.

import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const root = new URL("..", import.meta.url).pathname;
const scratch = mkdtempSync(join(tmpdir(), "navicast-verify-"));
const results = join(scratch, "vitest.json");
let passed = 0;
let failed = 0;

function run(name, command, args, cwd = root) {
  console.log(`== ${name}`);
  const { status } = spawnSync(command, args, { cwd, stdio: "inherit" });
  return status === 0;
}

function check(name, command, args, cwd) {
  if (run(name, command, args, cwd)) passed++;
  else failed++;
}

check("types are those of docs/schema", "node", ["scripts/schema-types.mjs", "--check"]);
check("consumer cases are those of their maker", "node", ["../conformance/consumer/make.mjs", "--check"]);
check("the consumer of docs passes them", "node", ["--test", "--test-reporter=dot", "../docs/"]);
check("formatting (npm run format mends it)", "npx", ["--no-install", "prettier", "--check", "--log-level=warn", "."]);

for (const workspace of readdirSync(root).filter((name) => existsSync(join(root, name, "package.json")))) {
  const { scripts = {} } = JSON.parse(readFileSync(join(root, workspace, "package.json"), "utf8"));
  for (const script of ["typecheck", "build"]) {
    if (scripts[script]) check(`${workspace}: ${script}`, "npm", ["run", "--silent", script], join(root, workspace));
  }
}

const vitest = [
  "--no-install",
  "vitest",
  "run",
  "--reporter=default",
  "--reporter=json",
  `--outputFile.json=${results}`,
];
const ok = run("tests", "npx", vitest);
const counts = existsSync(results) ? JSON.parse(readFileSync(results, "utf8")) : {};
passed += counts.numPassedTests ?? 0;
failed += counts.numFailedTests ?? 0;
if (!ok && !counts.numFailedTests) failed++; // a file that could not be loaded, or no test at all
rmSync(scratch, { recursive: true });

console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
