import { defineConfig, mergeConfig } from "vitest/config";
import quick from "./vitest.config.ts";

// Ready-made viewers in a browser, moved over a real hub: npm run stock. What takes minutes is in stock:all.
export default mergeConfig(
  { ...quick, test: {} },
  defineConfig({
    test: {
      include: ["*/stock/**/*.test.ts"],
      testTimeout: 180_000,
      hookTimeout: 400_000, // the first time it fetches 50 MB
      fileParallelism: false,
      bail: 0,
    },
  }),
);
