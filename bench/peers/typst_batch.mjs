// A list of records as Typst booklets, one compiler kept warm in one process:
//   node typst_batch.mjs FOLDER FONT-FOLDERS RECORDS.json OUT [KEY=VALUE…]
// FOLDER is what to_typst.py writes. Keys: record=file|input (as given to to_typst.py),
// standard=ua-1 (a PDF standard, none for plain tagged PDF, untagged), evict=N (results not used
// for N documents are forgotten). Prints a line of JSON: milliseconds before the first document, of
// each document by the clock and of CPU, bytes.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";

const now = () => Number(process.hrtime.bigint()) / 1e6;
const busy = () => (({ user, system }) => (user + system) / 1e3)(process.cpuUsage());
const start = now();
const { NodeCompiler } = await import("@myriaddreamin/typst-ts-node-compiler");
const [folder, fonts, list, out, ...rest] = process.argv.slice(2);
const options = { record: "file", standard: "ua-1", evict: "10" };
for (const pair of rest) options[pair.split("=")[0]] = pair.split("=")[1];

const records = JSON.parse(readFileSync(list, "utf8"));
const compiler = NodeCompiler.create({
  workspace: resolve(folder),
  fontArgs: [{ fontPaths: fonts.split(":") }],
});
const main = resolve(folder, "main.typ");
const data = resolve(folder, "record.json");
const plain = ["none", "untagged"].includes(options.standard);
const how = plain ? { pdfTags: options.standard === "none" } : { pdfStandard: options.standard };
mkdirSync(out, { recursive: true });

const milliseconds = [];
const cpu = [];
let bytes = 0;
const ready = now();
for (const record of records) {
  const begin = now();
  const before = busy();
  const ask = { mainFilePath: main };
  if (options.record === "file") compiler.mapShadow(data, Buffer.from(JSON.stringify(record)));
  else ask.inputs = { record: JSON.stringify(record) };
  const pdf = compiler.pdf(ask, how);
  writeFileSync(join(out, `${record["client.id"]}.pdf`), pdf, { mode: 0o600 });
  bytes += pdf.length;
  compiler.evictCache(Number(options.evict));
  milliseconds.push(now() - begin);
  cpu.push(busy() - before);
}
console.log(
  JSON.stringify({
    start_ms: ready - start,
    document_ms: milliseconds,
    document_cpu_ms: cpu,
    bytes,
  }),
);
