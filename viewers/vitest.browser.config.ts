import { defineConfig } from "vitest/config";
import quick from "./vitest.config.ts";

// In a real browser, with WebGL in software: npm run pixels.
export default defineConfig({
  ...quick,
  test: { include: ["*/browser/**/*.test.ts"], testTimeout: 120_000, hookTimeout: 120_000, fileParallelism: false },
});
