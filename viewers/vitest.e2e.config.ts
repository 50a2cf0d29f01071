import { defineConfig, mergeConfig } from "vitest/config";
import quick from "./vitest.config.ts";

export default mergeConfig(
  { ...quick, test: {} },
  defineConfig({
    test: {
      include: ["*/e2e/**/*.test.ts"],
      testTimeout: 300_000, // a machine that stands still makes it begin anew
      hookTimeout: 60_000,
      fileParallelism: false,
    },
  }),
);
