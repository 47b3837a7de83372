// Keeps a board and its screens together: shows what others write as it comes, sends what is typed here, and keeps what could not be
// sent until it can. The page works by its forms alone; this file takes their buttons over while somebody takes part, and makes cards from
// the page's own patterns, so that there is one markup. The server's order decides; a card is replaced by what the server says of it.
import { HttpTransportType, HubConnectionBuilder, HubConnectionState, LogLevel } from "./signalr.js";

const wall = document.getElementById("wall");
const key = wall.dataset.board;
const said = JSON.parse(wall.dataset.said);
const language = document.documentElement.lang;
const joined = "joined" in wall.dataset;
const patterns = [...document.querySelectorAll("template[data-pattern]")];
const numberOf = (card) => Number(card.slice(1));
const text = (name, ...values) => said[name].replaceAll(/\{(\d)\}/g, (_, n) => values[n]);
const count = (name, n) => text(`${name}.${n === 1 ? "one" : "other"}`, n.toLocaleString(language));
const list = (name) => wall.querySelector(`[data-list="${name}"]`);

let version = Number(wall.dataset.version);
let role = wall.dataset.role;
let own = new Set();
let dots = {};

// ---------- cards ----------

const changed = new Map();

/** A part of this card, not of a card inside of it. */
const part = (node, name) => [...node.querySelectorAll(`[data-f="${name}"]`)].find((e) => e.closest("[data-card]") === node);
const listIn = (node, name) => [...node.querySelectorAll(`[data-list="${name}"]`)].find((e) => e.closest("[data-card]") === node);

function set(node, name, value) {
  const found = part(node, name);
  if (!found) return;
  if (found.textContent !== value) found.textContent = value;
}

function show(node, name, shown) {
  const found = part(node, name);
  if (found) found.hidden = !shown;
}

function made(card) {
  const pattern = patterns.find((p) => p.dataset.pattern === card.kind);
  if (!pattern) return null;
  const copy = document.createElement("template");
  copy.innerHTML = pattern.innerHTML.replaceAll(/\bk0\b/g, card.key);
  return copy.content.firstElementChild;
}

function fill(node, card) {
  const from = [card.by, card.table ? text("table-number", card.table) : null].filter(Boolean).join(" · ");
  set(node, "text", card.text ?? "");
  set(node, "from", from);
  show(node, "from", from);
  set(node, "voice", card.voice ? capital(said["voice." + card.voice]) : "");
  if (card.kind === "comment") node.className = "comment " + card.voice;
  if (card.kind === "question") {
    node.classList.toggle("answered", card.answered === true);
    show(node, "answered", card.answered);
  }
  if (card.kind === "photo" && part(node, "photo")) {
    const address = `/boards/${key}/photos/${card.photo}`;
    const link = part(node, "photo");
    link.href = address;
    if (link.firstElementChild.getAttribute("src") !== address) link.firstElementChild.src = address;
  }
  if (card.kind === "idea") {
    show(node, "verdict", card.verdict);
    const verdict = part(node, "verdict");
    if (verdict) verdict.className = "verdict " + (card.verdict ?? "");
    set(node, "verdict-name", card.verdict ? capital(said["verdict." + card.verdict]) : "");
    set(node, "why", card.why ?? "");
    show(node, "step", card.nextStep);
    set(node, "next", card.nextStep ?? "");
    set(node, "who", [card.owner ? text("step-by", card.owner) : null, card.due ? text("step-until", day(card.due)) : null].filter(Boolean).join(", "));
    show(node, "dots", card.dots);
    set(node, "dots-text", count("dots", card.dots ?? 0));
    mine(node, card.key);
  } else {
    show(node, "more", own.has(card.key) || role === "lead");
  }
}

const capital = (word) => word.charAt(0).toLocaleUpperCase(language) + word.slice(1);
const day = (date) => new Intl.DateTimeFormat(language, { dateStyle: "long", timeZone: "UTC" }).format(new Date(date));

/** Where a card belongs now; null where that is not shown. */
function home(card) {
  if (card.kind === "challenge") return list("challenges");
  if (card.kind === "question") return list("questions");
  if (card.kind === "photo") return list("photos");
  const above = document.getElementById(card.under);
  if (!above) return null;
  if (card.kind === "cluster") return listIn(above, "clusters");
  if (card.kind === "comment") return listIn(above, "comments");
  const cluster = card.cluster && document.getElementById(card.cluster);
  return cluster && above.contains(cluster) ? listIn(cluster, "ideas") : listIn(above, "ideas");
}

function place(node, card) {
  const target = home(card);
  if (!target) {
    node.remove();
    return;
  }
  if (node.parentElement !== target) {
    const focus = node.contains(document.activeElement) ? document.activeElement : null;
    const after = [...target.children].find((c) => numberOf(c.id) > numberOf(card.key));
    target.insertBefore(node, after ?? null);
    focus?.focus({ preventScroll: true });
  }
  if (card.kind === "challenge") jump(card);
}

function jump(card) {
  const places = list("jump");
  if (!places) return;
  let place = places.querySelector(`[data-jump="${card.key}"]`);
  if (!place) {
    place = document.createElement("li");
    place.dataset.jump = card.key;
    place.append(document.createElement("a"));
    places.insertBefore(place, [...places.children].find((c) => !c.dataset.jump) ?? null);
  }
  place.firstElementChild.href = "#" + card.key;
  place.firstElementChild.textContent = card.text;
}

function remove(node) {
  // Ideas outlive their group.
  if (node.classList.contains("cluster")) {
    const ideas = listIn(node.parentElement.closest("[data-card]"), "ideas");
    ideas?.append(...listIn(node, "ideas").children);
  }
  const focused = node.contains(document.activeElement);
  const above = node.parentElement?.closest("[data-card]") ?? wall;
  list("jump")?.querySelector(`[data-jump="${node.id}"]`)?.remove();
  node.remove();
  if (focused) {
    above.tabIndex = -1;
    above.focus({ preventScroll: true });
  }
}

/** Shows a card as the server says it is. Whether it is new here. */
function put(card) {
  if ((changed.get(card.key) ?? 0) > card.changed) return false;
  changed.set(card.key, card.changed);
  let node = document.getElementById(card.key);
  if (card.gone) {
    if (node) remove(node);
    return false;
  }
  const isNew = !node;
  node ??= made(card);
  if (!node) return false;
  fill(node, card);
  place(node, card);
  return isNew;
}

function apply(news) {
  if (news.since > version) {
    missed();
    return;
  }
  for (const card of news.cards) {
    if (put(card) && card.kind !== "photo") fresh.add(card.key);
  }
  version = Math.max(version, news.version);
  const nothing = wall.querySelector('[data-f="nothing"]');
  if (nothing) nothing.hidden = list("challenges").children.length > 0;
  if (news.lead) led(news.lead);
}

// ---------- what is one's own ----------

function mine(node, card) {
  const own = dots[card] ?? 0;
  show(node, "take", own > 0);
  show(node, "own-dots", own > 0);
  set(node, "own-dots", count("own-dots", own));
}

function keepOwn(news) {
  const before = Object.keys(dots);
  own = new Set(news.cards);
  dots = news.dots;
  for (const card of new Set([...before, ...Object.keys(dots)])) {
    const node = document.getElementById(card);
    if (node) mine(node, card);
  }
  for (const card of own) {
    const node = document.getElementById(card);
    if (node) show(node, "more", true);
  }
  const left = wall.querySelector('[data-f="left"]');
  if (left) left.textContent = count("left", news.left);
}

// ---------- phase, silence, time ----------

let ahead = Number(wall.dataset.now) - Date.now();
let until = wall.dataset.until ? Number(wall.dataset.until) : null;
let warned = false;

function led(news) {
  ahead = news.now - Date.now();
  if (news.phase !== wall.dataset.phase) say(text("phase-now", capital(said["phase." + news.phase])));
  wall.dataset.phase = news.phase;
  const silence = wall.querySelector('[data-f="silence"]');
  if (silence.hidden === news.silent) say(text(news.silent ? "silence-on" : "silence-off"));
  silence.hidden = !news.silent;
  wall.querySelector('[data-f="phase"]').textContent = capital(said["phase." + news.phase]);
  wall.querySelector('[data-f="what"]').textContent = said["what." + news.phase];
  for (const root of [document, ...patterns.map((p) => p.content)]) {
    for (const e of root.querySelectorAll("[data-when]")) {
      e.hidden = !e.dataset.when.split(" ").includes(news.phase) || ("joiners" in e.dataset && !joined);
    }
    for (const e of root.querySelectorAll("[data-voice]")) {
      // dreamers speak as dreamer
      const voice = said["voice." + news.phase.slice(0, -1)];
      e.textContent = voice ? capital(voice) : "";
    }
  }
  for (const button of document.querySelectorAll("button[data-phase]")) {
    button.setAttribute("aria-pressed", String(button.dataset.phase === news.phase));
  }
  document.querySelector("button[data-silent]")?.setAttribute("aria-pressed", String(news.silent));
  if ((news.until ?? null) !== until) {
    until = news.until ?? null;
    warned = false;
    if (until && left() > 0) say(text("time-begun", clock(left())));
  }
  tick();
}

const left = () => Math.max(0, Math.ceil((until - (Date.now() + ahead)) / 1000));
const clock = (seconds) => `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
let last = null;

function tick() {
  const timer = wall.querySelector('[data-f="timer"]');
  timer.hidden = until === null;
  if (until === null) {
    last = null;
    return;
  }
  const now = left();
  timer.textContent = clock(now);
  timer.classList.toggle("over", now === 0);
  if (now <= 60 && now > 0 && !warned && last > 60) {
    warned = true;
    say(text("time-minute"));
  }
  if (now === 0 && last > 0) say(text("time-over"));
  last = now;
}

// ---------- what is read aloud ----------

const fresh = new Set();
const sayings = [];
const say = (words) => sayings.push(words);

// Summed up: of three hundred people's cards nobody wants to hear each.
function speak() {
  const others = [...fresh].filter((card) => !own.has(card)).length;
  fresh.clear();
  const words = [...sayings.splice(0), ...(others ? [count("new", others)] : [])];
  const place = wall.querySelector('[data-f="said"]');
  if (words.length) place.textContent = words.join(" ");
}

// ---------- sending ----------

const storage = "alliance-board:" + key;
let waiting = [];
try {
  waiting = JSON.parse(localStorage.getItem(storage)) ?? [];
} catch {
  // Forbidden or spoilt: then nothing is kept over the end of the page.
}

function keep() {
  try {
    if (waiting.length) localStorage.setItem(storage, JSON.stringify(waiting));
    else localStorage.removeItem(storage);
  } catch {
    // As above.
  }
  showWaiting();
}

const unique = () => [...crypto.getRandomValues(new Uint8Array(16))].map((b) => b.toString(16).padStart(2, "0")).join("");

function send(op) {
  waiting.push({ client: unique(), op });
  keep();
  flush();
}

let flushing = false;

async function flush() {
  if (flushing) return;
  flushing = true;
  try {
    for (;;) {
      const next = waiting.find((w) => !w.why);
      if (!next || connection.state !== HubConnectionState.Connected || !welcomed) break;
      let answer;
      try {
        answer = await connection.invoke("Send", next.client, next.op);
      } catch {
        // The line broke, or the server did: it is sent again under the same name, and done once.
        if (connection.state === HubConnectionState.Connected) setTimeout(flush, 3000);
        break;
      }
      if (answer.refusal === "board-too-fast") {
        await new Promise((done) => setTimeout(done, 1500));
        continue;
      }
      if (answer.refusal) {
        next.why = answer.why;
        say(text("refused") + " " + answer.why);
      } else {
        waiting = waiting.filter((w) => w !== next);
        keepOwn(answer.own);
        for (const card of answer.cards) put(card);
      }
      keep();
    }
  } finally {
    flushing = false;
  }
}

/** What is not sent yet, and what was refused: the words stay until somebody throws them away. */
function showWaiting() {
  const place = list("unsent");
  if (!place) return;
  const shown = waiting.filter((w) => w.why || (w.op.text && (!welcomed || Date.now() - (w.since ??= Date.now()) > 600)));
  place.replaceChildren(
    ...shown.map((w) => {
      const item = document.createElement("li");
      const words = document.createElement("p");
      words.textContent = w.op.text ?? "";
      const note = document.createElement("p");
      note.className = "quiet";
      note.textContent = w.why ? `${text("refused")} ${w.why}` : text("not-sent");
      item.append(words, note);
      if (w.why) {
        item.append(
          button("again", () => {
            delete w.why;
            keep();
            flush();
          }),
          button("drop", () => {
            waiting = waiting.filter((other) => other !== w);
            keep();
            wall.querySelector("textarea:not([hidden])")?.focus({ preventScroll: true });
          }),
        );
      }
      return item;
    }),
  );
  place.hidden = shown.length === 0;
  state();
}

function button(name, pressed) {
  const made = document.createElement("button");
  made.type = "button";
  made.className = "button second small";
  made.textContent = text(name);
  made.addEventListener("click", pressed);
  return made;
}

/** Own dots on a card, with those that are under way: who presses twice quickly gives two. */
const given = (card) => waiting.findLast((w) => !w.why && w.op.do === "vote" && w.op.card === card)?.op.count ?? dots[card] ?? 0;

/** What a form's button means; the same as BoardForm.cs reads without this file. */
function read(pressed, form) {
  const [what, about] = pressed.split(":");
  const field = (name) => form.elements.namedItem(name);
  const table = Number(field("table")?.value) || undefined;
  const added = (kind, name, more) => ({ field: field(name), op: { do: "add", kind, text: field(name).value.trim(), table, ...more } });
  switch (what) {
    case "challenge":
      return added("challenge", "text.new");
    case "idea":
      return added("idea", "text." + about, { under: about });
    case "cluster":
      return added("cluster", "cluster." + about, { under: about, table: undefined });
    case "comment":
      return added("comment", "text." + about, { under: about });
    case "question":
      return added("question", "text.question");
    case "vote":
      return { op: { do: "vote", card: about, count: given(about) + 1 } };
    case "unvote":
      return { op: { do: "vote", card: about, count: Math.max(0, given(about) - 1) } };
    case "phase":
      return { op: { do: "phase", phase: about } };
    case "timer":
      return { op: { do: "timer", count: Number(about) } };
    case "silent":
      return { op: { do: "silence", on: about === "on" } };
    default:
      return null;
  }
}

document.addEventListener("submit", (event) => {
  const pressed = event.submitter;
  // Who has not taken part yet does so by the form itself.
  if (!joined || pressed?.name !== "do" || "plain" in pressed.dataset || !["write", "lead"].includes(event.target.elements.namedItem("_handler")?.value)) return;
  if (pressed.value === "look") {
    event.preventDefault();
    missed();
    return;
  }
  const sending = read(pressed.value, event.target);
  if (!sending) return;
  event.preventDefault();
  if (sending.field) {
    sending.field.focus({ preventScroll: true });
    if (!sending.op.text) return;
    sending.field.value = "";
  }
  send(sending.op);
  // A dot that is taken back takes its button along.
  if (pressed.hidden) pressed.closest("[data-card]")?.focus({ preventScroll: true });
});

// ---------- the line ----------

let welcomed = false;
let tries = 0;
// One request opens it: what takes two would have to come to the same of several nodes.
const connection = new HubConnectionBuilder()
  .withUrl("/hubs/board", { transport: HttpTransportType.WebSockets, skipNegotiation: true })
  .configureLogging(LogLevel.None)
  .build();
connection.serverTimeoutInMilliseconds = 20_000;
connection.keepAliveIntervalInMilliseconds = 7_000;
connection.on("news", (news) => {
  if (welcomed) apply(news);
});
connection.onclose(() => {
  welcomed = false;
  showWaiting();
  later();
});

// Longer and longer, and not all three hundred at the same moment.
function later() {
  tries++;
  setTimeout(start, Math.min(20_000, 400 * 2 ** tries) * (0.5 + Math.random() / 2));
}

async function start() {
  if (connection.state !== HubConnectionState.Disconnected || !navigator.onLine) return;
  try {
    await connection.start();
    const welcome = await connection.invoke("Join", key, version, language);
    if (!welcome) return;
    role = welcome.role;
    keepOwn(welcome.own);
    apply(welcome.news);
    welcomed = true;
    tries = 0;
    wall.dataset.live = "yes";
    showWaiting();
    flush();
  } catch {
    if (connection.state === HubConnectionState.Disconnected) later();
    else connection.stop();
  }
}

async function missed() {
  if (!welcomed) return;
  try {
    const news = await connection.invoke("Missed", version);
    if (news) apply(news);
  } catch {
    // The line broke; with the next one comes everything.
  }
}

function state() {
  const place = wall.querySelector('[data-f="state"]');
  if (!place) return;
  const unsent = waiting.filter((w) => !w.why).length;
  const words = welcomed ? text("live") : [text("offline"), ...(unsent ? [count("waiting", unsent)] : [])].join(" ");
  if (place.textContent !== words) place.textContent = words;
  wall.classList.toggle("offline", !welcomed);
}

addEventListener("offline", () => connection.stop());
addEventListener("online", () => {
  tries = 0;
  start();
});
setInterval(tick, 250);
setInterval(speak, 2000);
setInterval(showWaiting, 1000);
start();
