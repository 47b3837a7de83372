// Reads a catalogue from the standard input with N3 and holds it against the shapes of a file (SHACL). Writes one JSON object: every
// statement as it was understood, and what does not hold.
import { readFileSync } from "node:fs";
import { Parser, Store } from "n3";
import SHACLValidator from "rdf-validate-shacl";

const read = (text) => new Store(new Parser({ format: "text/turtle" }).parse(text));
const name = (term) => term?.value.split(/[#/]/).at(-1);
const catalogue = read(readFileSync(0, "utf8"));
const statements = [...catalogue].map(({ subject, predicate, object }) => ({
  thing: subject.value,
  property: predicate.value,
  value: object.value,
  isName: object.termType === "NamedNode",
  language: object.language || null,
  type: object.datatype?.value ?? null,
}));
const shapes = process.argv[2];
const report = shapes ? await new SHACLValidator(read(readFileSync(shapes, "utf8"))).validate(catalogue) : { results: [] };
const broken = report.results.map((result) => ({
  severity: name(result.severity),
  thing: result.focusNode?.value,
  property: result.path?.value,
  rule: name(result.sourceConstraintComponent),
  message: result.message.map((m) => m.value).join(" "),
}));
console.log(JSON.stringify({ statements, broken }));
