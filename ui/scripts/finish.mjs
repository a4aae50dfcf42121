// Ends a build: holds the bundles to their budgets, lays a compressed copy beside every file, and lists what may be served.
import { createHash } from "node:crypto";
import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

const OUT = new URL("../target/classes/dev/karet/ui/", import.meta.url).pathname;
const ENTRY_BUDGET = 185_000;
const ROUTE_BUDGET = 360_000;

const manifest = JSON.parse(readFileSync(join(OUT, ".vite/manifest.json"), "utf8"));
const gzipped = (file) => gzipSync(readFileSync(join(OUT, file)), { level: 9 }).length;

/** Every script that the browser must have before the chunk `name` can run. */
function scripts(name, seen = new Set()) {
  const chunk = manifest[name];
  if (seen.has(chunk.file)) return seen;
  seen.add(chunk.file);
  for (const imported of chunk.imports ?? []) scripts(imported, seen);
  return seen;
}

const weight = (files) => [...files].reduce((sum, file) => sum + gzipped(file), 0);

const entry = Object.keys(manifest).find((name) => manifest[name].isEntry);
const entryScripts = scripts(entry);
const lines = [["entry", weight(entryScripts), ENTRY_BUDGET]];
// Every page but the one to sign in on stands in the frame.
const frame = scripts("src/app/Shell.tsx");
for (const name of manifest[entry].dynamicImports ?? []) {
  const needed = name.includes("LoginPage") ? [entryScripts, scripts(name)] : [entryScripts, frame, scripts(name)];
  lines.push([name.replace("src/", ""), weight(new Set(needed.flatMap((files) => [...files]))), ROUTE_BUDGET]);
}

let over = false;
for (const [name, bytes, budget] of lines) {
  over ||= bytes > budget;
  console.log(`${bytes > budget ? "OVER " : "     "}${(bytes / 1000).toFixed(1).padStart(7)} of ${budget / 1000} kB  ${name}`);
}
if (over) {
  console.error("A bundle is over its budget (kB of JavaScript, gzip). Load what is not needed at once lazily, or take it out.");
  process.exit(1);
}

const COMPRESSED = /\.(js|css|svg|html|json)$/;
const files = readdirSync(OUT, { recursive: true, withFileTypes: true })
  .filter((file) => file.isFile())
  .map((file) => relative(OUT, join(file.parentPath, file.name)))
  .filter((name) => name.startsWith("assets/"))
  .sort();
for (const name of files.filter((name) => COMPRESSED.test(name))) {
  const bytes = readFileSync(join(OUT, name));
  writeFileSync(join(OUT, `${name}.gz`), gzipSync(bytes, { level: 9 }));
  writeFileSync(
    join(OUT, `${name}.br`),
    brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }),
  );
}
const listed = files.map((name) => {
  const hash = createHash("sha256").update(readFileSync(join(OUT, name))).digest("hex");
  return `${hash} ${COMPRESSED.test(name) ? "br,gzip" : "-"} ${name.slice("assets/".length)}`;
});
writeFileSync(join(OUT, "files.txt"), `${listed.join("\n")}\n`);
