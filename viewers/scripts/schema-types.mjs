// Writes client/src/schema.ts from docs/schema; with --check it only says whether that file is up to date.
//
// It knows the part of JSON Schema that these files use and stops at any other word, so that a new rule is not lost
// without a word. What types cannot say (if/then, ranges) is left to the consumer's own checks.

import { readdirSync, readFileSync, writeFileSync } from "node:fs";

const FOLDER = new URL("../../docs/schema/", import.meta.url);
const TARGET = new URL("../client/src/schema.ts", import.meta.url);

const ANNOTATIONS = ["$schema", "$id", "$defs", "title", "description", "examples"];
const BOUNDS = ["pattern", "minLength", "maxLength", "minimum", "maximum", "contains", "uniqueItems"];
const CONDITIONS = ["if", "then", "else", "allOf", "anyOf", "not", "unevaluatedProperties", "dependentRequired"];
const SHAPES = ["$ref", "type", "enum", "const", "properties", "required", "items", "minItems", "maxItems", "oneOf"];
const OBJECTS = ["additionalProperties"];
const KNOWN = new Set([...ANNOTATIONS, ...BOUNDS, ...CONDITIONS, ...SHAPES, ...OBJECTS]);
const MAX_TUPLE = 8;

const schemas = new Map(
  readdirSync(FOLDER)
    .filter((name) => name.endsWith(".schema.json"))
    .sort()
    .map((name) => [name, JSON.parse(readFileSync(new URL(name, FOLDER), "utf8"))]),
);

/** The schema that $ref names, and the file that its own references start from. */
function resolve(ref, file) {
  const [name, path = ""] = ref.split("#");
  const home = name || file;
  const found = path
    .split("/")
    .filter(Boolean)
    .reduce((schema, key) => schema?.[key], schemas.get(home));
  if (found === undefined) throw new Error(`${file}: nothing is at ${ref}`);
  return [found, home];
}

/** All properties of an object, its own before those of what it refers to. */
function flatten(schema, file) {
  for (const word of Object.keys(schema)) {
    if (!KNOWN.has(word)) throw new Error(`${file}: "${word}" is not known to scripts/schema-types.mjs`);
  }
  const [base, home] = schema.$ref ? resolve(schema.$ref, file) : [{}, file];
  const inherited = schema.$ref ? flatten(base, home) : { properties: new Map(), required: new Set(), schema: {} };
  const properties = new Map(inherited.properties);
  for (const [key, value] of Object.entries(schema.properties ?? {})) properties.set(key, [value, file]);
  const required = new Set([...inherited.required, ...(schema.required ?? [])]);
  return { properties, required, schema: { ...inherited.schema, ...schema } };
}

function typeOf(schema, file) {
  if (schema === true || schema === false) return schema ? "unknown" : "never";
  const { properties, required, schema: flat } = flatten(schema, file);
  if (flat.const !== undefined) return JSON.stringify(flat.const);
  if (flat.enum) return flat.enum.map((value) => JSON.stringify(value)).join(" | ");
  if (flat.oneOf) return flat.oneOf.map((one) => typeOf(one, file)).join(" | ");
  if (properties.size > 0) return objectOf(properties, required);
  if (Array.isArray(flat.type))
    return flat.type.map((type) => typeOf({ ...flat, $ref: undefined, type }, file)).join(" | ");
  switch (flat.type) {
    case "string":
      return "string";
    case "integer":
    case "number":
      return "number";
    case "boolean":
      return "boolean";
    case "array":
      return arrayOf(flat, fileOfItems(schema, file));
    default:
      return "Record<string, unknown>";
  }
}

/** References in "items" start from the file that has them. */
function fileOfItems(schema, file) {
  if (schema.items || !schema.$ref) return file;
  const [base, home] = resolve(schema.$ref, file);
  return fileOfItems(base, home);
}

function arrayOf({ items, minItems = 0, maxItems }, file) {
  if (items === undefined) return "unknown[]"; // what they are is in a rule of if/then
  const item = typeOf(items, file);
  if (minItems === maxItems && maxItems <= MAX_TUPLE)
    return `[${Array.from({ length: maxItems }, () => item).join(", ")}]`;
  return item.includes(" ") ? `Array<${item}>` : `${item}[]`;
}

function objectOf(properties, required) {
  const lines = [...properties].map(([key, [value, home]]) => {
    const text = describe(value, home);
    const name = /^[a-zA-Z]+$/.test(key) ? key : JSON.stringify(key);
    return `${text ? `/** ${text} */\n` : ""}${name}${required.has(key) ? "" : "?"}: ${typeOf(value, home)};`;
  });
  return `{\n${lines.join("\n")}\n}`;
}

function describe(schema, file) {
  if (typeof schema !== "object") return "";
  return schema.description ?? (schema.$ref ? describe(...resolve(schema.$ref, file)) : "");
}

const camel = (name) => name.replace(/(^|-)([a-z])/g, (_, _dash, letter) => letter.toUpperCase());

const parts = ["// Made from docs/schema by scripts/schema-types.mjs (npm run types); not for editing by hand."];
for (const [file, schema] of schemas) {
  const name = file.replace(".schema.json", "");
  if (!name.startsWith("navi-")) continue;
  parts.push(`/** ${schema.title}. */\nexport interface ${camel(name)} ${typeOf(schema, file)}`);
}
const { format, resolveConfig } = await import("prettier");
const made = await format(parts.join("\n\n"), { ...(await resolveConfig(TARGET)), parser: "typescript" });

if (!process.argv.includes("--check")) {
  writeFileSync(TARGET, made);
} else if (readFileSync(TARGET, "utf8") !== made) {
  console.error("client/src/schema.ts does not fit docs/schema: run npm run types in viewers/");
  process.exitCode = 1;
}
