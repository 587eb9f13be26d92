// Prints what a first visit loads, gzipped, and fails when it is more than agreed: public pages 250 kB, workplace 700 kB.
import { readFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";

const dist = resolve(dirname(fileURLToPath(import.meta.url)), "../dist");
const manifest = JSON.parse(readFileSync(resolve(dist, ".vite/manifest.json"), "utf8"));
const size = (file) => gzipSync(readFileSync(resolve(dist, file)), { level: 6 }).length;

/** All files that a chunk needs before it can run. */
function needs(key, found = new Set()) {
  const chunk = manifest[key];
  if (!chunk || found.has(chunk.file)) return found;
  found.add(chunk.file);
  for (const style of chunk.css ?? []) found.add(style);
  for (const other of chunk.imports ?? []) needs(other, found);
  return found;
}

const BUDGETS = [
  { name: "public pages", limit: 250_000, chunks: ["index.html"], also: /^public\// },
  { name: "workplace", limit: 700_000, chunks: ["index.html", "work/frame.tsx", "work/home.tsx", "work/water/bills.tsx"] },
];

let failed = false;
for (const { name, limit, chunks, also } of BUDGETS) {
  const first = new Set();
  for (const chunk of chunks) {
    if (!manifest[chunk]) throw new Error(`no chunk ${chunk} in the manifest`);
    needs(chunk, first);
  }
  const total = [...first].reduce((sum, file) => sum + size(file), size("index.html"));
  failed ||= total > limit;
  console.log(
    `${total > limit ? "OVER" : "ok  "} ${name}: ${(total / 1000).toFixed(1)} kB of ${limit / 1000} kB gzip, ${first.size} files`,
  );
  if (!also) continue;
  for (const key of Object.keys(manifest).filter((key) => also.test(key))) {
    const page = [...needs(key, new Set(first))].reduce((sum, file) => sum + size(file), size("index.html"));
    failed ||= page > limit;
    console.log(`${page > limit ? "OVER" : "ok  "}   with ${key}: ${(page / 1000).toFixed(1)} kB`);
  }
}
if (failed) process.exit(1);
