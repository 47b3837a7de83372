// Suggestions while one types, as an ARIA combobox with a list. Without this file the form searches all the same.
// Each [data-suggest] holds one input; its value is the address that answers {"items":[{"text","kind","href"}]}. What has no
// href is put into the input, and the form's button "find" is pressed.
const least = 3;
const pause = 180;

for (const box of document.querySelectorAll("[data-suggest]")) {
  const input = box.querySelector("input");
  const list = document.createElement("ul");
  const voice = document.createElement("p");
  let options = [];
  let active = -1;
  let timer = 0;
  let asking = null;
  let shownFor = "";

  list.id = `${input.id}-suggestions`;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", input.labels[0]?.textContent ?? "");
  list.hidden = true;
  voice.className = "aside-voice";
  voice.setAttribute("role", "status");
  box.append(list, voice);
  input.setAttribute("role", "combobox");
  input.setAttribute("aria-autocomplete", "list");
  input.setAttribute("aria-controls", list.id);
  input.setAttribute("aria-expanded", "false");

  function close() {
    clearTimeout(timer);
    asking?.abort();
    asking = null;
    shownFor = "";
    list.hidden = true;
    input.setAttribute("aria-expanded", "false");
    choose(-1);
  }

  function choose(index) {
    options[active]?.setAttribute("aria-selected", "false");
    active = index;
    const option = options[active];
    if (option) {
      option.setAttribute("aria-selected", "true");
      option.scrollIntoView({ block: "nearest" });
      input.setAttribute("aria-activedescendant", option.id);
    } else {
      input.removeAttribute("aria-activedescendant");
    }
  }

  function show(items) {
    options = items.map((item, i) => {
      const option = document.createElement("li");
      const kind = document.createElement("span");
      option.id = `${list.id}-${i}`;
      option.setAttribute("role", "option");
      option.setAttribute("aria-selected", "false");
      if (item.href) option.dataset.href = item.href;
      // Titles may be in another language than the page.
      const text = document.createElement("span");
      text.textContent = item.text;
      if (item.lang) text.lang = item.lang;
      kind.className = "quiet";
      kind.textContent = item.kind;
      option.append(text, " ", kind);
      return option;
    });
    list.replaceChildren(...options);
    choose(-1);
    list.hidden = options.length === 0;
    input.setAttribute("aria-expanded", String(options.length > 0));
    const said = options.length === 0 ? box.dataset.none : options.length === 1 ? box.dataset.one : box.dataset.some;
    voice.textContent = said.replace("{0}", options.length);
  }

  function take(option) {
    if (option.dataset.href) {
      location.assign(option.dataset.href);
      return;
    }
    input.value = option.firstElementChild.textContent;
    close();
    input.form.querySelector("button[value=find]").click();
  }

  async function ask() {
    const text = input.value.trim();
    asking?.abort();
    if (text.length < least) {
      close();
      voice.textContent = "";
      return;
    }
    if (text === shownFor) return;
    const mine = (asking = new AbortController());
    try {
      const answer = await fetch(`${box.dataset.suggest}?q=${encodeURIComponent(text)}`, { signal: mine.signal });
      if (!answer.ok) return close();
      const { items } = await answer.json();
      if (mine.signal.aborted) return;
      shownFor = text;
      show(items);
    } catch {
      // Aborted by the next letter, or the network is gone: the form still works.
      if (!mine.signal.aborted) close();
    }
  }

  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(ask, pause);
  });
  input.addEventListener("keydown", (event) => {
    const open = !list.hidden;
    if (event.isComposing) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      if (!open) {
        if (event.key === "ArrowDown") ask();
        return;
      }
      // Past either end the field itself has its turn.
      const step = event.key === "ArrowDown" ? 1 : -1;
      const next = active + step;
      choose(next >= options.length || next < -1 ? (step > 0 ? -1 : options.length - 1) : next);
      event.preventDefault();
    } else if (event.key === "Enter" && open && options[active]) {
      event.preventDefault();
      take(options[active]);
    } else if (event.key === "Escape" && open) {
      // The first Escape closes the list; the browser's own would empty the field.
      event.preventDefault();
      close();
    }
  });
  input.addEventListener("blur", close);
  // Before the field loses the focus and the list goes.
  list.addEventListener("pointerdown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => {
    const option = event.target.closest("[role=option]");
    if (option) take(option);
  });
}
