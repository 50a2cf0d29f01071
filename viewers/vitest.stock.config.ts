import { defineConfig, mergeConfig } from "vitest/config";
import quick from "./vitest.config.ts";

// Ready-made viewers in a browser, moved over a real hub: npm run stock. What takes minutes is in */stock/slow.
export default mergeConfig(
  { ...quick, test: {} },
  defineConfig({
    test: {
      include: ["*/stock/**/*.test.ts"],
      testTimeout: 90_000,
      hookTimeout: 180_000,
      fileParallelism: false,
      bail: 0,
    },
  }),
);
