import { defineConfig, mergeConfig } from "vitest/config";
import quick from "./vitest.config.ts";

// The hub's live page in a real browser, before whole processes: npm run page.
export default mergeConfig(
  { ...quick, test: {} },
  defineConfig({
    test: { include: ["page/live/**/*.test.ts"], testTimeout: 240_000, hookTimeout: 60_000, fileParallelism: false },
  }),
);
