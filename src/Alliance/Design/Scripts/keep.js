// Keeps what is typed into a form with [data-keep] in this browser until it was sent, for the day the connection is lost
// or the tab is closed. Nothing comes back by itself: who returns is asked. What was kept goes after a week. What tells of
// health or faith says [data-unkept] and is never kept: others may use this browser too.
const week = 7 * 24 * 3600 * 1000;
const prefix = "alliance-kept:";
const fieldsOf = (form) =>
  [...form.elements].filter((e) => e.name && e.type !== "hidden" && e.type !== "submit" && e.type !== "file" && e.matches(":not([data-unkept])"));
const valueOf = (e) => (e.type === "checkbox" || e.type === "radio" ? e.checked : e.value);
// Which rows stand where: what was kept of others would come back into the wrong ones.
const rowsOf = (form) => [...form.querySelectorAll("input[type=hidden][data-row]")].map((e) => e.value).join(" ");
const stateOf = (form) => fieldsOf(form).map((e) => [e.name + ":" + (e.type === "checkbox" || e.type === "radio" ? e.value : ""), valueOf(e)]);

function read(key) {
  try {
    const kept = JSON.parse(localStorage.getItem(prefix + key));
    return kept && Date.now() - kept.at < week ? kept : null;
  } catch {
    return null;
  }
}

function offer(form, kept) {
  const now = new Map(stateOf(form));
  if (kept.fields.every(([name, value]) => !now.has(name) || now.get(name) === value)) {
    return;
  }
  const box = document.createElement("div");
  box.className = "notice";
  box.setAttribute("role", "status");
  const text = document.createElement("p");
  text.textContent = form.dataset.kept;
  const button = document.createElement("button");
  button.type = "button";
  button.className = "button second small";
  button.textContent = form.dataset.again;
  button.addEventListener("click", () => {
    const was = new Map(kept.fields);
    for (const e of fieldsOf(form)) {
      const name = e.name + ":" + (e.type === "checkbox" || e.type === "radio" ? e.value : "");
      if (was.has(name)) {
        if (typeof was.get(name) === "boolean") {
          e.checked = was.get(name);
        } else {
          e.value = was.get(name);
        }
      }
    }
    box.remove();
    fieldsOf(form)[0]?.focus();
  });
  box.append(text, button);
  form.before(box);
}

// What the server says was done; looked for before an offer, which looks alike, is added.
const told = document.querySelector("main > .notice[role=status], main [data-arrived]");
for (const form of document.querySelectorAll("form[data-keep]")) {
  const key = form.dataset.keep;
  const kept = read(key);
  // After a refusal the page brings back what was typed by itself.
  if (kept && (kept.rows ?? "") === rowsOf(form) && !form.querySelector(".wrong") && !document.querySelector(".notice[role=alert]")) {
    offer(form, kept);
  }
  form.addEventListener("input", () => {
    try {
      localStorage.setItem(prefix + key, JSON.stringify({ at: Date.now(), rows: rowsOf(form), fields: stateOf(form) }));
    } catch {
      // Full or forbidden: then nothing is kept, as without this file.
    }
  });
  form.addEventListener("submit", () => sessionStorage.setItem(prefix + "sent", key));
}

// Whether what was sent arrived: then the next page says so. After a lost connection the same form is shown again, or
// somebody comes by another way; then it is still kept.
addEventListener("pageshow", (event) => {
  const sent = sessionStorage.getItem(prefix + "sent");
  sessionStorage.removeItem(prefix + "sent");
  if (sent && told && !event.persisted) {
    localStorage.removeItem(prefix + sent);
  }
});
