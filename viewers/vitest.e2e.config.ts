import { defineConfig, mergeConfig } from "vitest/config";
import quick from "./vitest.config.ts";

export default mergeConfig(
  { ...quick, test: {} },
  defineConfig({
    test: {
      include: ["*/e2e/**/*.test.ts"],
      testTimeout: 60_000,
      hookTimeout: 60_000,
      fileParallelism: false,
      retry: 1, // gateway and hub let go by themselves when a busy machine keeps them from running
    },
  }),
);
