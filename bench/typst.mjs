// Compiles one Typst file to PDF in a cold process: node typst.mjs IN.typ OUT.pdf FONT-FOLDER
// Prints the milliseconds from entry to written file, without node's own start.
import { writeFileSync } from "node:fs";
import { dirname } from "node:path";

const start = process.hrtime.bigint();
const { NodeCompiler } = await import("@myriaddreamin/typst-ts-node-compiler");
const [source, target, fonts] = process.argv.slice(2);
const compiler = NodeCompiler.create({
  workspace: dirname(source),
  fontArgs: [{ fontPaths: [fonts] }],
});
writeFileSync(target, compiler.pdf({ mainFilePath: source }));
console.log((Number(process.hrtime.bigint() - start) / 1e6).toFixed(1));
