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
  async function lay(tapped = null, kind = "") {
    const waiting = (await Outbox.waiting()).filter((entry) => entry.page === location.pathname);
    const entries = [...arrived, ...waiting];
    for (const box of await Choices.layBoxes(entries)) remember(box.querySelector(".part-sets"));
    for (const part of parts()) redraw(part, entries);
    layFinish(entries);
    const part = tapped && document.getElementById(tapped);
    if (part) followTap(part);
    if (part && kind === "set") takeTurns(part);
    leaveFinished();
  }

  // In a superset each set is followed by one of the exercise that was done least.
  function takeTurns(part) {
    const { group } = part.dataset;
    const mates = parts().filter((other) => group && other.dataset.group === group && !("finished" in other.dataset));
    const rounds = (other) => Math.floor(other.dataset.done / other.dataset.sides);
    const [next] = mates.sort((one, other) => rounds(one) - rounds(other));
    if (!next || next === part) return;
    const box = boxOf(next);
    box.open = true;
    box.scrollIntoView({ block: "start" });
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
      const place = [field(entry, "number"), field(entry, "side")];
      const row = rowOf(part, ...place) || addRow(part, ...place);
      if (row.classList.contains("done") && !row.dataset.entry) return;
      const words = document.getElementById("kept-row").content.cloneNode(true);
      words.querySelector(".set-value").textContent = performed(entry);
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
      for (const act of part.querySelectorAll(".if-open")) act.remove();
      const words = document.getElementById("kept-skip").content.cloneNode(true);
      words.querySelector("button").dataset.takeBack = entry.id;
      part.querySelector(".sets").after(words);
    },
    "take-up"(part) {
      delete part.dataset.skipped;
      part.querySelector("form.then, div.then")?.remove();
    },
    swap(part, entry) {
      layers.skip(part, entry);
      part.querySelector("div.then button").dataset.kind = "remove";
      part.querySelector("div.then button").dataset.path = `../${field(entry, "entry_key")}/remove/`;
    },
    pain(part, entry) {
      const words = document.getElementById("kept-pain").content.cloneNode(true);
      const nrs = Number(field(entry, "nrs"));
      layers["pain-undo"](part);
      part.querySelector(".pain-said").textContent = words.querySelector("[data-said]").dataset.said.replace("{nrs}", nrs);
      part.querySelector(".extras .pain").append(undoOf(entry, words, "pain-undo", "pain/undo/"));
      const advice = [...words.querySelectorAll("[data-from]")].find((one) => nrs >= Number(one.dataset.from));
      if (advice) part.querySelector(".extras").before(advice);
    },
    "pain-undo"(part) {
      part.querySelector(".pain-words")?.remove();
      for (const act of part.querySelectorAll(".pain > [data-kind], .pain > form + form")) act.remove();
      const said = part.querySelector(".pain-said");
      said.textContent = said.dataset.word;
    },
    "exercise-note"(part, entry) {
      layers["note-undo"](part);
      const words = document.getElementById("kept-note").content.cloneNode(true);
      words.querySelector("q").textContent = field(entry, "text");
      words.firstElementChild.append(undoOf(entry, words, "note-undo", "note/undo/"));
      part.querySelector(".extras").before(words);
    },
    "note-undo"(part) {
      part.querySelector(".written")?.remove();
    },
  };

  // The undo of an entry: its button takes it out of the outbox, or has the server undo it at `path` of the exercise.
  function undoOf(entry, words, kind, path) {
    const undo = words.querySelector("[data-kind]");
    Object.assign(undo.dataset, { takeBack: entry.id, kind, path });
    undo.setAttribute("aria-label", `${undo.textContent} ${entry.label}`);
    return undo;
  }

  // A row for a set beyond those that the server knows.
  function addRow(part, number, side) {
    const row = document.createElement("li");
    const sideWord = rowOf(part, 1, side)?.dataset.sideWord ?? "";
    Object.assign(row.dataset, { number, side, sideWord, added: "" });
    part.querySelector(".sets").append(row);
    return row;
  }

  // What was done in a set in the server's words: "45 kg, lift 30 kg × 8", "8 reps", "45 s" or "20 min".
  function performed(entry) {
    const words = document.getElementById("kept-row").dataset;
    const said = (name) => plain(field(entry, name));
    const load = said("load") && `${said("load")} ${field(entry, "unit")}`;
    const lift = said("lift") && words.lift.replace("{load}", `${said("lift")} ${field(entry, "unit")}`);
    const help = said("assist") && words.help.replace("{load}", `${said("assist")} ${field(entry, "assist_unit")}`);
    const inertia = said("inertia") && `${said("inertia")} kg m²`;
    const against = [load, lift, help, inertia].filter(Boolean).join(", ");
    const seconds = said("minutes") ? Math.round(said("minutes") * 60) : said("duration_s");
    const reps = said("reps");
    const counted = (reps === "1" ? words.one : words.many).replace("{count}", reps);
    const amount = seconds === "" ? (against ? reps : counted) : time(Number(seconds), words);
    return against ? `${against} × ${amount}` : amount;
  }

  const plain = (text) => (text ? String(Number(text.replace(",", "."))) : "");
  const time = (seconds, words) =>
    seconds >= 120 && seconds % 6 === 0 ? words.minutes.replace("{minutes}", seconds / 60) : `${seconds} s`;

  function empty(part, row) {
    if ("added" in row.dataset) return row.remove();
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
    const left = [...part.querySelectorAll(".sets > li")];
    part.dataset.total = left.length;
    part.dataset.done = left.length - free.length;
    part.toggleAttribute("data-finished", isSkipped || !free.length);
    part.querySelector(".add-set")?.remove();
    if (free.length || isSkipped) return;
    for (const act of part.querySelectorAll(".if-open")) act.remove();
    layAddSet(part, left, own);
  }

  // Room for one set more, where all are done.
  function layAddSet(part, rows, own) {
    const number = Math.max(...rows.map((row) => Number(row.dataset.number)));
    const last = rows.filter((row) => Number(row.dataset.number) === number);
    const first = rows.filter((row) => row.dataset.number === "1");
    const open = first.find((row) => !last.some((other) => other.dataset.side === row.dataset.side));
    const place = { ...(open || first[0]).dataset, number: open ? number : number + 1 };
    if (place.number > 12) return;
    const words = document.getElementById("kept-add").content.cloneNode(true);
    words.firstElementChild.append(templateOf(part, "now"));
    fill(part, words.firstElementChild, place, own);
    part.querySelector(".sets").after(words);
  }

  // Give a row the form of its set.
  function open(part, row, own) {
    row.className = "now";
    row.replaceChildren(templateOf(part, "now"));
    fill(part, row, row.dataset, own);
  }

  // Fill in the form in `row` for its place, with a key of its own.
  function fill(part, row, { number, side, sideWord }, own) {
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

  // What was typed for the same place stays; every other form gets a key of its own.
  function keepTyped(part, copy) {
    for (const key of copy.querySelectorAll('.extras [name="entry_key"]')) key.value = crypto.randomUUID();
    const note = part.querySelector('.extras [open] [name="text"]');
    if (note) {
      copy.querySelector('.extras [name="text"]').value = note.value;
      copy.querySelector('.extras [name="text"]').closest("details").open = true;
    }
    const before = part.querySelector(".now form");
    const after = copy.querySelector(".now form");
    if (!before || !after) return;
    if (["number", "side"].some((name) => before.elements[name].value !== after.elements[name].value)) return;
    for (const name of ["load", "lift", "assist", "inertia", "reps", "duration_s", "minutes", "entry_key"]) {
      if (before.elements[name]) after.elements[name].value = before.elements[name].value;
    }
  }

  function count(part) {
    part.closest(".lift-part").querySelector("[data-count]").textContent = part.dataset.done;
    part.closest(".lift-part").querySelector("[data-of]").textContent = part.dataset.total;
    const sum = (name) => parts().reduce((whole, other) => whole + Number(other.dataset[name]), 0);
    const words = document.querySelector("#live-count [data-words]");
    words.textContent = words.dataset.words.replace("{done}", sum("done")).replace("{total}", sum("total"));
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
    if (here.some((entry) => ["swap", "add", "remove"].includes(entry.kind))) return location.reload();
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

  // From an open exercise that turns out to be finished to the one that is next; once, and not from one that the
  // person opened to look at it.
  let looked = "";
  function leaveFinished() {
    const finished = document.querySelector(".lift-part[open] .part-sets[data-finished]");
    const isLooked = finished?.id === looked;
    looked = finished?.id ?? "";
    if (finished && !isLooked) followTap(finished);
  }

  document.addEventListener("click", (event) => {
    const box = event.target.closest(".lift-part > summary")?.parentElement;
    if (box) looked = box.querySelector(".part-sets[data-finished]")?.id ?? "";
  });

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
    lay(tapped?.id, event.detail.kind);
  });
  document.addEventListener("outbox:sent", (event) => renew(event.detail));
  document.addEventListener("outbox:taken", (event) => renewCopy(event.detail));
  document.addEventListener("outbox:changed", () => lay());
  document.addEventListener("htmx:afterSettle", (event) => {
    if (!event.detail.elt.matches?.(".part-sets")) return;
    const part = event.detail.elt;
    remember(part);
    const isSet = event.detail.requestConfig?.path.endsWith("/sets/");
    lay().then(() => isSet && takeTurns(document.getElementById(part.id)));
  });

  // Undo of what is only here takes it out of the outbox; of what may have arrived, the server undoes it.
  document.addEventListener("click", async (event) => {
    const button = event.target.closest("[data-take-back]");
    if (!button) return;
    const part = button.closest(".part-sets");
    const row = button.closest("li");
    if (await Outbox.takeBack(Number(button.dataset.takeBack))) return;
    const address = addressOf(part);
    const { kind = row ? "undo" : "take-up", path = row ? `sets/${row.dataset.entry}/undo/` : "take-up/" } = button.dataset;
    const url = new URL(path, new URL(address, location.href)).pathname;
    Outbox.queue(kind, url, button.getAttribute("aria-label") || button.textContent);
  });

  for (const part of parts()) remember(part);
  lay();
}
