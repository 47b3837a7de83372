// The licences of everything that the archive holds, from the packages themselves: node licences.mjs DEPS_JSON FOLDER
import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";

const [deps, folder] = process.argv.slice(2);
const packages = process.env.NUGET_PACKAGES ?? join(homedir(), ".nuget", "packages");
const legal = /^(licen[cs]e|notice|third-?party-?(notices|licen[cs]es)|copying)(\.(txt|md|rtf))?$/i;
const { libraries } = JSON.parse(readFileSync(deps, "utf8"));
for (const library of Object.keys(libraries).sort()) {
  const [name, version] = library.replace(/^runtimepack\./, "").split("/");
  const source = join(packages, name.toLowerCase(), version);
  if (libraries[library].type === "project") continue;
  if (!existsSync(source)) throw new Error(`${source} is missing: whose licence is it?`);
  const target = join(folder, `${name}-${version}`);
  mkdirSync(target, { recursive: true });
  for (const file of readdirSync(source).filter((f) => legal.test(f))) cpSync(join(source, file), join(target, file));
  const nuspec = readFileSync(join(source, `${name.toLowerCase()}.nuspec`), "utf8");
  const field = (tag) => nuspec.match(new RegExp(`<${tag}[^>]*>([^<]*)</${tag}>`))?.[1] ?? "";
  const lines = [name, version, field("copyright"), field("authors"), field("license"), field("licenseUrl"), field("projectUrl")];
  writeFileSync(join(target, "PACKAGE"), lines.filter((l) => l).join("\n") + "\n");
}
