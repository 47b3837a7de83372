#!/usr/bin/env node
// Checks a file that shows what the log of an Alliance says of one version of a deal, from the document to the signed
// checkpoint, without asking anybody. Written after docs/format.md ("The log") alone, so that nobody has to trust the
// program that wrote the file. Needs Node.js 20 or newer and nothing else.
//
//   node verify.mjs proof.json [--checkpoint FILE] [--key KEY]
//
// Exit codes: 0 everything is right, 1 something is wrong, 2 wrong usage.
import { createHash, createPublicKey, verify as verifySignature } from "node:crypto";
import { readFileSync, realpathSync } from "node:fs";
import { fileURLToPath } from "node:url";

const format = "alliance-proof-1";
const mostDepth = 64;

// ── JSON, read strictly: numbers keep their digits, no name stands twice, texts are Unicode ──────────────────────────

class Num {
  constructor(raw) {
    this.raw = raw;
  }
}

class NotJson extends Error {}

function parse(text) {
  let at = 0;
  const fail = () => {
    throw new NotJson(`at ${at}`);
  };
  const blank = () => {
    while (at < text.length && " \t\n\r".includes(text[at])) at++;
  };
  const match = (pattern) => {
    pattern.lastIndex = at;
    const found = pattern.exec(text);
    if (!found) fail();
    at += found[0].length;
    return found[0];
  };
  const string = () => {
    const raw = match(/"[^"\\\u0000-\u001f]*(?:\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})[^"\\\u0000-\u001f]*)*"/y);
    const value = JSON.parse(raw);
    if (!value.isWellFormed()) fail();
    return value;
  };
  const value = (depth) => {
    blank();
    const c = text[at];
    if (depth > mostDepth && (c === "{" || c === "[")) fail();
    if (c === "{") {
      const fields = new Map();
      at++;
      blank();
      if (text[at] === "}") at++;
      else
        for (;;) {
          blank();
          const name = string();
          if (fields.has(name)) fail();
          blank();
          if (text[at++] !== ":") fail();
          fields.set(name, value(depth + 1));
          blank();
          const next = text[at++];
          if (next === "}") break;
          if (next !== ",") fail();
        }
      return fields;
    }
    if (c === "[") {
      const items = [];
      at++;
      blank();
      if (text[at] === "]") at++;
      else
        for (;;) {
          items.push(value(depth + 1));
          blank();
          const next = text[at++];
          if (next === "]") break;
          if (next !== ",") fail();
        }
      return items;
    }
    if (c === '"') return string();
    for (const [word, meaning] of [["true", true], ["false", false], ["null", null]])
      if (text.startsWith(word, at)) {
        at += word.length;
        return meaning;
      }
    return new Num(match(/-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?/y));
  };
  const all = value(1);
  blank();
  if (at !== text.length) fail();
  return all;
}

// A decimal number as digits without zeros at either end, and where its point is: 0.DIGITS × 10^point.
function decimal(written) {
  const [mantissa, exponent = "0"] = written.replace(/^-/, "").split(/[eE]/);
  const [whole, fraction = ""] = mantissa.split(".");
  const all = whole + fraction;
  const digits = all.replace(/^0+/, "");
  const point = Number(exponent) + whole.length - (all.length - digits.length);
  const text = digits.replace(/0+$/, "");
  return text === "" ? { sign: "", text: "", point: 0 } : { sign: written.startsWith("-") ? "-" : "", text, point };
}

function number(raw) {
  const value = Number(raw);
  if (!Number.isFinite(value)) throw new NotJson(raw);
  const [before, after] = [decimal(raw), decimal(String(value))];
  const same = before.sign === after.sign && before.text === after.text && before.point === after.point;
  // Of a fraction the 16th and 17th digit may be rounded; nothing else may change.
  const rounded =
    before.point < before.text.length &&
    (before.text.length === 16 || before.text.length === 17) &&
    Math.abs(value) >= 2.2250738585072014e-308;
  if (!same && !rounded) throw new NotJson(raw);
  return String(value === 0 ? 0 : value);
}

// RFC 8785.
function canonical(value) {
  if (value instanceof Num) return number(value.raw);
  if (typeof value === "string" || typeof value === "boolean" || value === null) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  const names = [...value.keys()].sort((a, b) => (a < b ? -1 : 1));
  return `{${names.map((name) => `${JSON.stringify(name)}:${canonical(value.get(name))}`).join(",")}}`;
}

function strict(bytes) {
  try {
    const value = parse(new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes));
    canonical(value);
    return value;
  } catch (error) {
    if (error instanceof NotJson || error instanceof TypeError) return undefined;
    throw error;
  }
}

// ── The tree of RFC 9162 ─────────────────────────────────────────────────────────────────────────────────────────────

const sha256 = (...parts) => {
  const hash = createHash("sha256");
  for (const part of parts) hash.update(part);
  return hash.digest();
};
const leafOf = (entry) => sha256(Buffer.of(0), Buffer.from(entry, "utf8"));
const nodeOf = (left, right) => sha256(Buffer.of(1), left, right);

// The path from a leaf to the root, worked out from the sizes alone: at each step the size of the subtree that the leaf
// is in, and on which side it lies.
function includes(root, size, index, leaf, proof) {
  if (index >= size) return false;
  const sides = [];
  let [start, end] = [0, size];
  while (end - start > 1) {
    const middle = start + split(end - start);
    if (index < middle) [end, sides[sides.length]] = [middle, "right"];
    else [start, sides[sides.length]] = [middle, "left"];
  }
  if (sides.length !== proof.length) return false;
  let hash = leaf;
  for (const other of proof) hash = sides.pop() === "right" ? nodeOf(hash, other) : nodeOf(other, hash);
  return hash.equals(root);
}

function continues(from, first, to, second, proof) {
  if (from > to) return false;
  if (from === 0) return proof.length === 0 && first.equals(sha256());
  if (from === to) return proof.length === 0 && first.equals(second);
  // Downwards to where the smaller tree ends, noting on which side the other half lies.
  const sides = [];
  let [start, end] = [0, to];
  while (end !== from) {
    const middle = start + split(end - start);
    if (from <= middle) [end, sides[sides.length]] = [middle, "right"];
    else [start, sides[sides.length]] = [middle, "left"];
  }
  const path = start === 0 ? [first, ...proof] : [...proof];
  if (path.length !== sides.length + 1) return false;
  let old = path.shift();
  let present = old;
  for (const other of path)
    if (sides.pop() === "right") present = nodeOf(present, other);
    else [old, present] = [nodeOf(other, old), nodeOf(other, present)];
  return old.equals(first) && present.equals(second);
}

// The largest power of two below the size.
function split(size) {
  let half = 1;
  while (half * 2 < size) half *= 2;
  return half;
}

// ── Keys and checkpoints (C2SP signed-note, tlog-checkpoint) ─────────────────────────────────────────────────────────

const isName = (text) => text.length > 0 && text.length <= 200 && !/[\p{White_Space}\p{Cc}+]/u.test(text);

function base64(text) {
  const bytes = Buffer.from(text, "base64");
  return bytes.toString("base64") === text ? bytes : undefined;
}

function readKey(text) {
  const [name, id, ...rest] = text.split("+");
  const bytes = base64(rest.join("+"));
  if (rest.length === 0 || !isName(name) || bytes?.length !== 33 || bytes[0] !== 1) return undefined;
  const own = sha256(Buffer.from(name, "utf8"), "\n", bytes).subarray(0, 4);
  if (own.toString("hex") !== id) return undefined;
  const spki = Buffer.concat([Buffer.from("302a300506032b6570032100", "hex"), bytes.subarray(1)]);
  return { name, id: own, text, key: createPublicKey({ key: spki, format: "der", type: "spki" }) };
}

function readCheckpoint(note) {
  if (!note.endsWith("\n") || /[\u0000-\u0009\u000b-\u001f]/.test(note)) return undefined;
  const end = note.lastIndexOf("\n\n");
  if (end < 0) return undefined;
  const text = note.slice(0, end + 1);
  const lines = note.slice(end + 2, -1).split("\n");
  const [origin, size, root, ...more] = text.slice(0, -1).split("\n");
  if (!origin || root === undefined || more.includes("") || lines.length > 100) return undefined;
  if (!/^(0|[1-9][0-9]{0,15})$/.test(size) || !Number.isSafeInteger(Number(size))) return undefined;
  const hash = base64(root);
  if (hash?.length !== 32) return undefined;
  const signatures = [];
  for (const line of lines) {
    const parts = line.startsWith("— ") ? line.slice(2).split(" ") : [];
    const bytes = parts.length === 2 && parts[0] !== "" ? base64(parts[1]) : undefined;
    if (bytes === undefined || bytes.length <= 4) return undefined;
    signatures.push({ name: parts[0], id: bytes.subarray(0, 4), signature: bytes.subarray(4) });
  }
  return { origin, size: Number(size), root: hash, text, signatures };
}

function isSignedBy(checkpoint, key) {
  const own = checkpoint.signatures.filter((s) => s.name === key.name && s.id.equals(key.id));
  return (
    checkpoint.origin === key.name &&
    own.length > 0 &&
    own.every(
      (s) => s.signature.length === 64 && verifySignature(null, Buffer.from(checkpoint.text, "utf8"), key.key, s.signature),
    )
  );
}

// ── The checks ───────────────────────────────────────────────────────────────────────────────────────────────────────

const isHash = (value) => typeof value === "string" && /^[0-9a-f]{64}$/.test(value);
const isWhole = (value) => value instanceof Num && /^(0|[1-9][0-9]{0,14})$/.test(value.raw);
const areHashes = (value) => Array.isArray(value) && value.every(isHash);
const hasFields = (value, optional, required) =>
  value instanceof Map &&
  required.every((name) => value.has(name)) &&
  [...value.keys()].every((name) => required.includes(name) || optional.includes(name));

function hasShape(file) {
  const texts = ["checkpoint", "content", "deal", "format", "hash", "key"];
  if (!hasFields(file, ["consistency"], [...texts, "entries", "number"])) return false;
  if (!texts.every((name) => typeof file.get(name) === "string")) return false;
  if (file.get("format") !== format || !isWhole(file.get("number")) || !isHash(file.get("hash"))) return false;
  const entries = file.get("entries");
  if (!Array.isArray(entries) || entries.length === 0) return false;
  const sound = (entry) =>
    hasFields(entry, [], ["index", "kind", "proof", "salt", "statement"]) &&
    isWhole(entry.get("index")) &&
    typeof entry.get("kind") === "string" &&
    isHash(entry.get("salt")) &&
    entry.get("statement") instanceof Map &&
    areHashes(entry.get("proof"));
  if (!entries.every(sound)) return false;
  if (!file.has("consistency")) return true;
  const consistency = file.get("consistency");
  return hasFields(consistency, [], ["from", "proof"]) && isWhole(consistency.get("from")) && areHashes(consistency.get("proof"));
}

const hashes = (list) => list.map((hash) => Buffer.from(hash, "hex"));

function check(bytes, kept, expectedKey) {
  const findings = [];
  const add = (what, right, ifRight, ifWrong) => {
    findings.push({ what, right, said: right ? ifRight : ifWrong });
    return right;
  };
  const file = strict(bytes);
  if (file === undefined || !hasShape(file)) {
    add("file", false, "", `it is no proof of the form ${format}.`);
    return findings;
  }
  add("file", true, "it has the form of a proof.");

  const key = readKey(file.get("key").replace(/\n+$/, ""));
  if (key === undefined) add("key", false, "", "it is no public key of a log, or its id does not belong to it.");
  else
    add(
      "key",
      expectedKey === undefined || expectedKey.trim() === key.text,
      expectedKey === undefined ? `${key.text}; nobody else vouches for it.` : `${key.text}, as you said.`,
      `${key.text} is not the key that you gave.`,
    );

  const checkpoint = readCheckpoint(file.get("checkpoint"));
  if (checkpoint === undefined) add("checkpoint", false, "", "it is no signed checkpoint.");
  else
    add(
      "checkpoint",
      key !== undefined && isSignedBy(checkpoint, key),
      `${checkpoint.size} entries, signed by ${checkpoint.origin}.`,
      key === undefined ? "without a key its signature cannot be checked." : "its signature is not by this key.",
    );

  const [deal, hash, content] = [file.get("deal"), file.get("hash"), Buffer.from(file.get("content"), "utf8")];
  add(
    "content",
    sha256(content).toString("hex") === hash,
    `its SHA-256 is ${hash}.`,
    "its SHA-256 is another than the hash of the version: it was changed.",
  );
  const document = strict(content);
  add(
    "content deal",
    document instanceof Map && document.get("id") === deal,
    `it is deal ${deal}.`,
    "it is no document of this deal.",
  );

  const entries = file.get("entries");
  for (const entry of entries) {
    const [name, kind, statement] = [`entry ${entry.get("index").raw}`, entry.get("kind"), entry.get("statement")];
    const number = statement.get("number");
    add(
      `${name} statement`,
      statement.get("deal") === deal &&
        number instanceof Num &&
        number.raw === file.get("number").raw &&
        statement.get("hash") === hash,
      `${kind}, of this version and hash.`,
      `${kind} is about another deal, version or hash.`,
    );
    const leaf = leafOf(canonical(new Map([["kind", kind], ["salt", entry.get("salt")], ["statement", statement]])));
    add(
      `${name} inclusion`,
      checkpoint !== undefined &&
        includes(checkpoint.root, checkpoint.size, Number(entry.get("index").raw), leaf, hashes(entry.get("proof"))),
      "it is in the log of the checkpoint.",
      checkpoint === undefined ? "without a checkpoint it cannot be checked." : "it is not in the log of the checkpoint.",
    );
  }
  const indexes = entries.map((entry) => Number(entry.get("index").raw));
  add(
    "entries",
    indexes.every((index, i) => i === 0 || indexes[i - 1] < index) &&
      entries.some((entry) => ["version-released", "deal-joined"].includes(entry.get("kind"))),
    `${entries.length} in the order of the log, the version's beginning among them.`,
    "they are not in the order of the log, or the one with which the version began is missing.",
  );

  if (kept !== undefined) earlier(add, file, kept, key, checkpoint);
  return findings;
}

function earlier(add, file, text, key, checkpoint) {
  const kept = readCheckpoint(`${text.replace(/^\uFEFF/, "").replace(/\r\n|[\r\f\u0085\u2028\u2029]/g, "\n").replace(/[\n ]+$/, "")}\n`);
  if (kept === undefined) {
    add("kept checkpoint", false, "", "it is no signed checkpoint.");
    return;
  }
  const signed = add(
    "kept checkpoint",
    key !== undefined && isSignedBy(kept, key),
    `${kept.size} entries, signed by the same log.`,
    `it is not signed by this key (it is of ${kept.origin}).`,
  );
  if (!signed || checkpoint === undefined) return;
  const proof = file.get("consistency");
  const changed = `the log was changed: its first ${kept.size} entries are not those of the checkpoint you kept.`;
  if (kept.size > checkpoint.size)
    add("consistency", false, "", `the log has ${checkpoint.size} entries, ${kept.size} in the checkpoint you kept.`);
  else if (kept.size === checkpoint.size || kept.size === 0)
    add(
      "consistency",
      continues(kept.size, kept.root, checkpoint.size, checkpoint.root, []),
      "the checkpoint says the same as the one you kept.",
      changed,
    );
  else if (proof === undefined || Number(proof.get("from").raw) !== kept.size)
    add(
      "consistency",
      false,
      "",
      `the file does not show that the log goes on from ${kept.size} entries; get it again with ?since=${kept.size}.`,
    );
  else
    add(
      "consistency",
      continues(kept.size, kept.root, checkpoint.size, checkpoint.root, hashes(proof.get("proof"))),
      "the log goes on from the checkpoint you kept.",
      changed,
    );
}

// ── The command ──────────────────────────────────────────────────────────────────────────────────────────────────────

function usage() {
  console.error("Usage: node verify.mjs proof.json [--checkpoint FILE] [--key KEY]");
  process.exit(2);
}

function read(path) {
  try {
    return readFileSync(path);
  } catch (error) {
    console.error(`${path} cannot be read: ${error.code}`);
    process.exit(2);
  }
}

function main(given) {
  const options = { file: undefined, "--checkpoint": undefined, "--key": undefined };
  while (given.length > 0) {
    const word = given.shift();
    const name = word.startsWith("--") ? word : "file";
    if (!(name in options) || options[name] !== undefined) usage();
    options[name] = name === "file" ? word : (given.shift() ?? usage());
  }
  if (options.file === undefined) usage();
  const found = check(
    read(options.file),
    options["--checkpoint"] === undefined ? undefined : read(options["--checkpoint"]).toString("utf8"),
    options["--key"],
  );
  // Names come out of the file: nothing of them may steer a terminal.
  for (const { what, right, said } of found)
    console.log(`${right ? "ok   " : "WRONG"} ${what}: ${said}`.replace(/[\p{Cc}\p{Cf}]/gu, "\uFFFD"));
  process.exitCode = found.every((finding) => finding.right) ? 0 : 1;
}

// Others may use the checks without the command.
if (process.argv[1] && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) main(process.argv.slice(2));

export { canonical, check, parse };
