// Makes what the pages need beside their HTML, into wwwroot/lib (never committed): the fonts, the map of Europe, the
// scripts and the one style sheet. The build runs it when one of its sources changed, see Assets.targets.
import { createHash } from "node:crypto";
import { copyFileSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { geoAzimuthalEqualArea, geoPath } from "d3-geo";
import { feature, mesh } from "topojson-client";

const here = import.meta.dirname;
const out = join(here, "wwwroot", "lib");
const require = createRequire(import.meta.url);

// ---------- fonts ----------

// Upright only: italics are rare here and cost 90 kB. The second subset loads only where a page has such a letter.
const families = [
  { family: "Atkinson Hyperlegible Next Variable", file: "atkinson-hyperlegible-next", weights: "200 800" },
  { family: "Source Serif 4 Variable", file: "source-serif-4", weights: "200 900" },
];
const subsets = ["latin-ext", "latin"];

/** Copies the fonts under names with a hash, so that they may be cached for ever, and returns their @font-face rules. */
function fonts() {
  const rules = [];
  for (const { family, file, weights } of families) {
    const folder = join(here, "node_modules", "@fontsource-variable", file);
    const css = readFileSync(join(folder, "wght.css"), "utf8");
    // The Open Font License wants its text to go with the fonts.
    copyFileSync(join(folder, "LICENSE"), join(out, `${file}.licence.txt`));
    for (const subset of subsets) {
      const bytes = readFileSync(join(folder, "files", `${file}-${subset}-wght-normal.woff2`));
      const name = `${file}-${subset}.${createHash("sha256").update(bytes).digest("hex").slice(0, 8)}.woff2`;
      writeFileSync(join(out, name), bytes);
      const block = css.split("@font-face").find((b) => b.includes(`-${subset}-wght-normal.woff2`));
      const range = /unicode-range:\s*([^;]+);/.exec(block)[1];
      rules.push(
        `@font-face{font-family:"${family}";font-style:normal;font-weight:${weights};font-display:swap;` +
          `src:url(${name}) format("woff2");unicode-range:${range.replaceAll(/\s+/g, "")}}`,
      );
    }
  }
  return rules;
}

// ---------- style sheet ----------

/** Joins Design/Styles in the order of their names. Nothing is rewritten but comments and spaces. */
function styles(first) {
  const folder = join(here, "Design", "Styles");
  const sources = readdirSync(folder).filter((f) => f.endsWith(".css")).sort();
  const css = sources.map((f) => readFileSync(join(folder, f), "utf8")).join("\n");
  const small = css
    .replaceAll(/\/\*[\s\S]*?\*\//g, "")
    .replaceAll(/\s+/g, " ")
    .replaceAll(/\s*([{};,])\s*/g, "$1")
    .replaceAll(";}", "}");
  writeFileSync(join(out, "site.css"), first.join("") + small.trim() + "\n");
}

// ---------- scripts ----------

/** Copies Design/Scripts as they are: small modules, readable where they are served. */
function scripts() {
  const folder = join(here, "Design", "Scripts");
  for (const file of readdirSync(folder).filter((f) => f.endsWith(".js")).sort())
    copyFileSync(join(folder, file), join(out, file));
}

/** The library that idea boards speak with the server by, as a module: it would otherwise put itself into the page's globals. */
function signalr() {
  const code = readFileSync(join(here, "node_modules", "@microsoft", "signalr", "dist", "browser", "signalr.min.js"), "utf8");
  const names = ["HttpTransportType", "HubConnectionBuilder", "HubConnectionState", "LogLevel"];
  writeFileSync(
    join(out, "signalr.js"),
    "/*! @microsoft/signalr, .NET Foundation and Contributors, MIT licence */\n" +
      "const module = { exports: {} };\nconst exports = module.exports;\n" +
      `${code.replace(/\n\/\/# sourceMappingURL=.*\s*$/, "")}\nexport const { ${names.join(", ")} } = module.exports;\n`,
  );
}

// ---------- map ----------

// The same frame and projection stand in Design/Projection.cs: Lambert's azimuthal equal-area around 10° E 52° N (as in
// ETRS89-LAEA, on the sphere), one unit of the picture = a thousandth of the earth's radius, about 6.4 km.
const frame = { width: 570, height: 580, centreX: 292, centreY: 314 };

function map() {
  const world = JSON.parse(readFileSync(require.resolve("world-atlas/countries-50m.json"), "utf8"));
  const projection = geoAzimuthalEqualArea()
    .rotate([-10, -52])
    .scale(1000)
    .translate([frame.centreX, frame.centreY])
    .clipExtent([[-2, -2], [frame.width + 2, frame.height + 2]])
    .precision(0.3);
  const path = geoPath(projection);
  const land = path(feature(world, world.objects.land));
  const borders = path(mesh(world, world.objects.countries, (a, b) => a !== b));
  const svg =
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${frame.width} ${frame.height}">` +
    `<rect width="${frame.width}" height="${frame.height}" fill="#0f4a38"/>` +
    `<path fill="#2b6a54" d="${coarse(land, true)}"/>` +
    `<path fill="none" stroke="#0f4a38" stroke-linejoin="round" d="${coarse(borders, false)}"/></svg>\n`;
  writeFileSync(join(out, "europe.svg"), svg);
}

/** Thins a path: what lies nearly on a line goes, and so do islands too small to see. */
function coarse(d, closed) {
  let result = "";
  for (const part of d.split("M").slice(1)) {
    const points = part.replace("Z", "").split("L").map((p) => p.split(",").map(Number));
    if (closed) points.push(points[0]);
    const kept = simplify(points, 0.3).map(([x, y]) => [Math.round(x * 2) / 2, Math.round(y * 2) / 2]);
    const distinct = kept.filter(([x, y], i) => i === 0 || x !== kept[i - 1][0] || y !== kept[i - 1][1]);
    if (closed ? distinct.length < 4 || area(distinct) < 2 : distinct.length < 2) continue;
    let [px, py] = distinct[0];
    result += `M${px},${py}l`;
    result += distinct
      .slice(1, closed ? -1 : undefined)
      .map(([x, y]) => {
        const step = `${x - px} ${y - py}`;
        [px, py] = [x, y];
        return step;
      })
      .join(" ");
    if (closed) result += "z";
  }
  return result.replaceAll(/\b0\./g, ".").replaceAll(" -", "-");
}

/** Douglas and Peucker's thinning: no dropped point lay farther than the tolerance from the line that stays. */
function simplify(points, tolerance) {
  if (points.length < 3) return points;
  const [ax, ay] = points[0];
  const [bx, by] = points.at(-1);
  const length = Math.hypot(bx - ax, by - ay);
  let farthest = 0;
  let index = 0;
  for (let i = 1; i < points.length - 1; i++) {
    const [x, y] = points[i];
    const distance =
      length === 0 ? Math.hypot(x - ax, y - ay) : Math.abs((bx - ax) * (ay - y) - (ax - x) * (by - ay)) / length;
    if (distance > farthest) [farthest, index] = [distance, i];
  }
  if (farthest <= tolerance) return [points[0], points.at(-1)];
  return [...simplify(points.slice(0, index + 1), tolerance).slice(0, -1), ...simplify(points.slice(index), tolerance)];
}

function area(points) {
  let sum = 0;
  for (let i = 0; i < points.length; i++) {
    const [[x, y], [nx, ny]] = [points[i], points[(i + 1) % points.length]];
    sum += x * ny - nx * y;
  }
  return Math.abs(sum) / 2;
}

if (existsSync(out)) rmSync(out, { recursive: true });
mkdirSync(out, { recursive: true });
const faces = fonts();
map();
scripts();
signalr();
// Last, because the build takes the style sheet's time for the time of all.
styles(faces);
