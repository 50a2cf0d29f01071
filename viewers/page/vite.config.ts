import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { defineConfig, type Plugin } from "vite";

/** What the page is built of says in its licences that they go along: /page/licenses.txt. */
function licenses(): Plugin {
  return {
    name: "licenses",
    generateBundle(_options, bundle) {
      const modules = Object.values(bundle).flatMap((file) => (file.type === "chunk" ? Object.keys(file.modules) : []));
      const packages = new Set(modules.map(packageOf).filter((folder) => folder !== undefined));
      const source = [...packages]
        .sort()
        .map(textOf)
        .join(`\n${"=".repeat(80)}\n\n`);
      this.emitFile({ type: "asset", fileName: "licenses.txt", source });
    },
  };
}

function packageOf(module: string): string | undefined {
  return /^\0?(.*\/node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(module)?.[1];
}

function textOf(folder: string): string {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  const file = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry));
  const text = file === undefined ? "" : readFileSync(join(folder, file), "utf8");
  return `${name} ${version} (${license})\n\n${text}`;
}

// One folder of files without subfolders, as the hub serves them: / is index.html, all else is /page/NAME.
export default defineConfig({
  base: "/page/",
  plugins: [licenses()],
  resolve: { conditions: ["source", "module", "browser", "import", "default"] },
  build: {
    target: "es2022",
    outDir: "dist",
    assetsDir: "",
    assetsInlineLimit: 0, // the hub's policy allows no data: scripts or styles
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 4096,
    // The same names at each build, or a jar would gather those of before; the hub has browsers ask anew.
    rollupOptions: {
      output: { entryFileNames: "page.js", chunkFileNames: "[name].js", assetFileNames: "[name][extname]" },
    },
  },
});
