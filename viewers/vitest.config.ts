import { defineConfig } from "vitest/config";

// What is quick. Tests with whole processes are in */e2e and need the gateway to be built: npm run e2e.
export default defineConfig({
  resolve: { conditions: ["source"] },
  ssr: { resolve: { conditions: ["source"] } },
  test: {
    include: ["*/test/**/*.test.ts"],
    testTimeout: 20_000,
    // Its modules name each other without their ending, which Node does not find.
    server: { deps: { inline: [/@kitware\/vtk\.js/] } },
  },
});
