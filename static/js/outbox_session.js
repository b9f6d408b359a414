// The session's page with what waits on this phone: the server's rows, and the waiting entries laid over them.
"use strict";

{
  const parts = () => [...document.querySelectorAll(".lift-part:has(template) .part-sets")];
  // Each exercise as the server drew it last; what waits is laid over a copy.
  const drawn = new Map();
  // What the server has taken since it drew the page: it stays shown until the page is drawn anew.
  let arrived = [];

  // The rows' templates stand beside the part, once a page; a page that shows a refusal has none.
  const boxOf = (part) => document.getElementById(part.id).closest(".lift-part");
  const templateOf = (part, name) => boxOf(part).querySelector(`template[data-row="${name}"]`).content.cloneNode(true);
  const rowOf = (part, number, side) =>
    part.querySelector(`.sets > [data-number="${number}"][data-side="${side}"]`);
  const field = (entry, name) => entry.fields.find(([other]) => other === name)?.[1];

  function remember(part) {
    drawn.set(part.id, part.cloneNode(true));
  }

  // Lay the waiting entries over what the server drew; the part whose entry was just tapped is told.
  async function lay(tapped = null) {
    const waiting = (await Outbox.waiting()).filter((entry) => entry.page === location.pathname);
    const entries = [...arrived, ...waiting];
    for (const part of parts()) redraw(part, entries);
    layFinish(entries);
    if (tapped) followTap(document.getElementById(tapped));
  }

  function redraw(part, entries) {
    // htmx holds on to this very element until its answer has settled; then it is laid again.
    if (Outbox.isBusyIn(part) || part.classList.contains("htmx-settling")) return;
    const own = entries.filter((entry) => entry.url.startsWith(addressOf(part)));
    if (!own.length && !part.hasAttribute("data-laid")) return count(part);
    const copy = drawn.get(part.id).cloneNode(true);
    copy.toggleAttribute("data-laid", own.length > 0);
    for (const entry of own) layers[entry.kind]?.(copy, entry);
    if (own.length) arrange(copy, own);
    keepTyped(part, copy);
    const hadFocus = part.contains(document.activeElement);
    part.replaceWith(copy);
    htmx.process(copy);
    if (hadFocus) copy.querySelector(".now .btn-main")?.focus({ preventScroll: true });
    count(copy);
  }

  // The exercise's own address, without its last word: every entry of the exercise begins with it.
  function addressOf(part) {
    const action = templateOf(part, "now").querySelector("form").getAttribute("action");
    return action.replace(/sets\/$/, "");
  }

  const layers = {
    set(part, entry) {
      const row = rowOf(part, field(entry, "number"), field(entry, "side"));
      if (!row || (row.classList.contains("done") && !row.dataset.entry)) return;
      const words = document.getElementById("kept-row").content.cloneNode(true);
      words.querySelector(".set-value").textContent = entry.value;
      words.querySelector("[data-side-word]").textContent = row.dataset.side === "both" ? "" : row.dataset.sideWord;
      const undo = words.querySelector("button");
      undo.setAttribute("aria-label", `${undo.textContent} ${entry.label}`);
      undo.dataset.takeBack = entry.id;
      row.className = "done";
      row.dataset.entry = field(entry, "entry_key");
      row.replaceChildren(words);
    },
    undo(part, entry) {
      const key = entry.url.split("/").at(-3);
      const row =
        part.querySelector(`.sets > [data-entry="${key}"]`) ||
        part.querySelector(`form[action="${entry.url}"]`)?.closest("li");
      if (row) empty(part, row);
    },
    skip(part, entry) {
      part.dataset.skipped = "";
      part.querySelector(".skip")?.remove();
      const words = document.getElementById("kept-skip").content.cloneNode(true);
      words.querySelector("button").dataset.takeBack = entry.id;
      part.querySelector(".sets").after(words);
    },
    "take-up"(part) {
      delete part.dataset.skipped;
      part.querySelector("form.then, div.then")?.remove();
    },
  };

  function empty(part, row) {
    row.className = "";
    delete row.dataset.entry;
    row.replaceChildren(templateOf(part, "coming"));
    row.querySelector(".peg").textContent = row.dataset.number;
    const word = row.querySelector(".grow");
    if (word) word.textContent = row.dataset.sideWord;
  }

  // The first free row is the one to do now, unless the exercise is left out.
  function arrange(part, own) {
    const rows = [...part.querySelectorAll(".sets > li")];
    const free = rows.filter((row) => !row.classList.contains("done"));
    for (const row of free) empty(part, row);
    const isSkipped = "skipped" in part.dataset || Boolean(part.querySelector("form.then"));
    if (free.length && !isSkipped) open(part, free[0], own);
    part.dataset.done = rows.length - free.length;
    part.toggleAttribute("data-finished", isSkipped || !free.length);
    if (!free.length) part.querySelector(".skip")?.remove();
  }

  // Give a row the form of its set, with a key of its own.
  function open(part, row, own) {
    const { number, side, sideWord } = row.dataset;
    row.className = "now";
    row.replaceChildren(templateOf(part, "now"));
    row.querySelector(".peg").textContent = number;
    const form = row.querySelector("form");
    form.elements.number.value = number;
    form.elements.side.value = side;
    form.elements.entry_key.value = crypto.randomUUID();
    form.setAttribute("aria-label", form.dataset.label.replace("{number}", number));
    const word = form.querySelector(".side-word");
    if (side === "both") word?.remove();
    else if (word) word.firstElementChild.textContent = sideWord;
    const last = own.findLast((entry) => entry.kind === "set");
    if (last && "carries" in part.dataset && form.elements.load) form.elements.load.value = field(last, "load");
  }

  // What was typed for the same place stays.
  function keepTyped(part, copy) {
    const before = part.querySelector(".now form");
    const after = copy.querySelector(".now form");
    if (!before || !after) return;
    if (["number", "side"].some((name) => before.elements[name].value !== after.elements[name].value)) return;
    for (const name of ["load", "reps", "duration_s", "entry_key"]) {
      if (before.elements[name]) after.elements[name].value = before.elements[name].value;
    }
  }

  function count(part) {
    part.closest(".lift-part").querySelector("[data-count]").textContent = part.dataset.done;
    const done = parts().reduce((sum, other) => sum + Number(other.dataset.done), 0);
    const words = document.querySelector("#live-count [data-words]");
    words.textContent = words.dataset.words.replace("{done}", done);
  }

  function layFinish(entries) {
    document.getElementById("kept-finish").hidden = !entries.some((entry) => entry.kind === "finish");
    const last = entries.findLast((entry) => entry.kind === "finish" || entry.kind === "note");
    const form = document.querySelector("#finish form");
    if (!last) return;
    form.elements.note.value = field(last, "note");
    for (const box of form.querySelectorAll('[name="effort"]')) box.checked = box.value === field(last, "effort");
  }

  // The server has taken entries: its page is the truth again.
  async function renew(sent) {
    const finished = sent.find((entry) => entry.kind === "finish" && entry.page === location.pathname);
    if (finished) return location.assign(finished.url);
    const here = sent.filter((entry) => entry.page === location.pathname);
    if (!here.length) return;
    arrived.push(...here);
    const page = await fetchPage();
    const freshCount = page?.getElementById("live-count");
    if (!freshCount) return;
    arrived = arrived.filter((entry) => !here.includes(entry));
    for (const part of page.querySelectorAll(".part-sets")) {
      drawn.set(part.id, document.importNode(part, true));
      document.getElementById(part.id).setAttribute("data-laid", "");
    }
    document.getElementById("live-count").replaceWith(freshCount);
    await lay();
  }

  // This page as the server draws it now; the header leads past the worker, which may hold an older copy.
  async function fetchPage() {
    try {
      const response = await fetch(location.pathname, { headers: { "HX-Request": "true" }, cache: "no-store" });
      return response.ok ? new DOMParser().parseFromString(await response.text(), "text/html") : null;
    } catch {
      return null;
    }
  }

  // The kept copy of this page gets what the server just drew, so that it opens without a network as it is now.
  async function renewCopy(html) {
    const pages = await caches.open("pages");
    const kept = await pages.match(location.pathname);
    if (!kept) return;
    const page = new DOMParser().parseFromString(await kept.text(), "text/html");
    const fragment = new DOMParser().parseFromString(html, "text/html");
    for (const fresh of fragment.querySelectorAll(".part-sets, #live-count")) {
      fresh.removeAttribute("hx-swap-oob");
      page.getElementById(fresh.id)?.replaceWith(fresh);
    }
    const whole = `<!DOCTYPE html>${page.documentElement.outerHTML}`;
    await pages.put(location.pathname, new Response(whole, { headers: kept.headers }));
  }

  document.addEventListener("outbox:queued", (event) => {
    const tapped = parts().find((part) => event.detail.url.startsWith(addressOf(part)));
    lay(tapped?.id);
  });
  document.addEventListener("outbox:sent", (event) => renew(event.detail));
  document.addEventListener("outbox:taken", (event) => renewCopy(event.detail));
  document.addEventListener("outbox:changed", () => lay());
  document.addEventListener("htmx:afterSettle", (event) => {
    if (!event.detail.elt.matches?.(".part-sets")) return;
    remember(event.detail.elt);
    lay();
  });

  // Undo of what is only here takes it out of the outbox; of what may have arrived, the server undoes it.
  document.addEventListener("click", async (event) => {
    const button = event.target.closest("[data-take-back]");
    if (!button) return;
    const part = button.closest(".part-sets");
    const row = button.closest("li");
    if (await Outbox.takeBack(Number(button.dataset.takeBack))) return;
    const address = addressOf(part);
    const url = row ? `${address}sets/${row.dataset.entry}/undo/` : `${address}take-up/`;
    Outbox.queue(row ? "undo" : "take-up", url, button.getAttribute("aria-label") || button.textContent);
  });

  for (const part of parts()) remember(part);
  lay().then(() => {
    const shown = document.querySelector(".lift-part[open] .part-sets[data-laid][data-finished]");
    if (shown) followTap(shown);
  });
}
