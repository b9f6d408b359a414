// What is entered on this phone is kept here until the server has it: no network, no closed tab loses a tap.
//
// A form with `data-outbox` is written to IndexedDB with the tap. With a network it is sent at once; otherwise, or
// where that fails, it waits and is replayed in order. The server takes each entry once (`entry_key`).
"use strict";

const Outbox = (() => {
  const STORE = "entries";
  const TRY_MS = 8000;
  const PATIENT_MS = 60000;
  const FIRST_PAUSE_MS = 5000;
  const LONGEST_PAUSE_MS = 300000;
  const bar = document.getElementById("outbox");
  const person = bar.dataset.person;
  // Forms whose entry is on its way to the server at once, and those just being written down.
  const underway = new Map();
  const writing = new Set();
  let state = "waiting";
  let pauseMs = FIRST_PAUSE_MS;
  let timer = 0;

  // The store: one table, its key is the order.

  let opening = null;
  function open() {
    opening ||= new Promise((done, fail) => {
      const request = indexedDB.open("ecctrain", 1);
      request.onupgradeneeded = () =>
        request.result.createObjectStore(STORE, { keyPath: "id", autoIncrement: true });
      request.onsuccess = () => done(request.result);
      request.onerror = () => fail(request.error);
    });
    return opening;
  }

  async function inStore(mode, work) {
    const database = await open();
    return new Promise((done, fail) => {
      const transaction = database.transaction(STORE, mode, { durability: "strict" });
      const answer = work(transaction.objectStore(STORE));
      transaction.oncomplete = () => done(answer.result);
      transaction.onabort = () => fail(transaction.error);
    });
  }

  const all = () => inStore("readonly", (store) => store.getAll());
  const add = (entry) => inStore("readwrite", (store) => store.add(entry));
  const remove = (id) => inStore("readwrite", (store) => store.delete(id));
  const mine = async () => (await all()).filter((entry) => entry.owner === person);
  const isUnderway = (entry) => [...underway.values()].some(({ id }) => id === entry.id);
  // What waits here; the answer to what is underway shows by itself.
  const waiting = async () => (await mine()).filter((entry) => !isUnderway(entry));
  // Whether a form in this place is being written down or sent: it has to stay where it is.
  const isBusyIn = (place) => [...writing, ...underway.keys()].some((form) => place.contains(form));

  // Changes an entry that is still there; gives it back as it is then, undefined where it is gone.
  async function change(id, values) {
    let changed;
    await inStore("readwrite", (store) => {
      const request = store.get(id);
      request.onsuccess = () => {
        if (!request.result) return;
        changed = Object.assign(request.result, values);
        store.put(changed);
      };
      return request;
    });
    return changed;
  }

  // Writing down

  // An entry of this instant, this person and this page.
  function blank(kind, url) {
    const at = new Date().toISOString();
    const fields = [["performed_at", at], ["entry_key", crypto.randomUUID()]];
    return { owner: person, page: location.pathname, kind, url, at, fields, label: "", value: "", isTried: false, refusal: "" };
  }

  function addressOf(form, action = null) {
    return new URL(action || form.getAttribute("action") || location.href, location.href).pathname;
  }

  function collect(form, submitter) {
    const url = addressOf(form, submitter?.getAttribute("formaction"));
    const entry = blank(submitter?.dataset.outbox || form.dataset.outbox, url);
    const data = new FormData(form, submitter);
    data.delete("csrfmiddlewaretoken");
    for (const [name, value] of entry.fields) if (!data.get(name)) data.set(name, value);
    return worded({ ...entry, fields: [...data], typed: typedIn(form), named: form.dataset.label || "" });
  }

  // What a person typed, as [name, words beside it, unit of a stepper]: what can be corrected where it is refused.
  function typedIn(form) {
    const fields = form.querySelectorAll("textarea, input:not([type=hidden], [type=radio], [type=checkbox])");
    return [...fields].map((field) => [field.name, wordsBeside(field), unitOf(field)]);
  }

  function wordsBeside(field) {
    const words = field.getAttribute("aria-label") || field.labels[0]?.textContent || field.name;
    return words.trim();
  }

  const unitOf = (field) => field.closest(".stepper label")?.textContent.trim() ?? "";

  // The entry with what it says in words: its label "Set {number} of Squat" with the value its steppers show.
  function worded(entry) {
    const said = Object.fromEntries(entry.fields);
    const named = entry.named.replace(/\{(\w+)\}/g, (_, name) => said[name] ?? "");
    const shown = entry.typed.filter(([name, , unit]) => unit && said[name]);
    const value = shown.map(([name, , unit]) => `${said[name]} ${unit}`).join(" × ");
    return { ...entry, value, label: [named, value].filter(Boolean).join(": ") };
  }

  // Write an entry down; says whether it may be sent at once, past no other that waits.
  async function write(form, submitter) {
    const entry = collect(form, submitter);
    const others = await mine();
    if (entry.kind === "start" && others.some((other) => other.url === entry.url)) return { entry: null, isFree: false };
    const isFree = navigator.onLine && !isWeak() && !others.some((other) => !other.refusal);
    entry.isTried = isFree;
    entry.id = await add(entry);
    return { entry, isFree };
  }

  function queued(entry) {
    document.dispatchEvent(new CustomEvent("outbox:queued", { detail: entry }));
    render();
    send();
  }

  // Forms that htmx sends

  document.addEventListener("htmx:confirm", (event) => {
    const form = event.detail.elt;
    if (!form.matches("form[data-outbox]")) return;
    event.preventDefault();
    once(form, async () => {
      const { entry, isFree } = await write(form, event.detail.triggeringEvent?.submitter);
      if (!isFree) return queued(entry);
      underway.set(form, entry);
      event.detail.issueRequest(true);
    }).catch(() => event.detail.issueRequest(true));
  });

  document.addEventListener("htmx:configRequest", (event) => {
    if (underway.has(event.detail.elt)) event.detail.timeout = TRY_MS;
  });

  document.addEventListener("htmx:afterRequest", async (event) => {
    // The form itself may be gone from the page by now, and the event stands on what took its place.
    const { requestConfig, xhr } = event.detail;
    const entry = underway.get(requestConfig.elt);
    if (!entry) return;
    underway.delete(requestConfig.elt);
    const isTaken = xhr.status >= 200 && xhr.status < 300 && !xhr.getResponseHeader("HX-Redirect");
    if (!isTaken && xhr.status !== 422) return queued(entry);
    await remove(entry.id);
    if (isTaken) document.dispatchEvent(new CustomEvent("outbox:taken", { detail: xhr.responseText }));
    send();
  });

  // One tap at a time for each form: a second one while the first is written down or sent is the same tap.
  async function once(form, work) {
    if (writing.has(form) || underway.has(form)) return;
    writing.add(form);
    try {
      await work();
    } finally {
      writing.delete(form);
    }
  }

  // Forms that lead to another page

  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (!form.matches("form[data-outbox]:not([hx-post])")) return;
    event.preventDefault();
    const { submitter } = event;
    once(form, () => sendPage(form, submitter)).catch(() => submitPlainly(form, submitter));
  });

  async function sendPage(form, submitter) {
    const then = submitter?.dataset.then || form.dataset.then;
    const { entry, isFree } = await write(form, submitter);
    if (!isFree) {
      if (entry) queued(entry);
      if (!entry || entry.kind === "start") location.assign(then);
      return;
    }
    underway.set(form, entry);
    const { outcome, status } = await post(entry, new FormData(form).get("csrfmiddlewaretoken"), TRY_MS, false);
    underway.delete(form);
    if (outcome === "sent") {
      await remove(entry.id);
      location.assign(then);
    } else if (status === 422) {
      await remove(entry.id);
      submitPlainly(form, submitter);
    } else {
      queued(entry);
      if (entry.kind === "start" && outcome === "later") location.assign(then);
    }
  }

  // The server's own page says what was wrong.
  function submitPlainly(form, submitter) {
    form.removeAttribute("data-outbox");
    form.requestSubmit(submitter);
  }

  // Sending

  // What became of one entry: "sent", "sign-in", "refused" (with the server's words) or "later". Of one that had to
  // wait the server is told: it is done by now, and is taken.
  async function post(entry, token, patienceMs, hasWaited) {
    const headers = { "X-CSRFToken": token, "HX-Request": "true" };
    if (hasWaited) headers["Outbox-Waited"] = "true";
    let response;
    try {
      response = await fetch(entry.url, {
        method: "POST",
        body: new URLSearchParams(entry.fields),
        headers,
        redirect: "manual",
        signal: AbortSignal.timeout(patienceMs),
      });
    } catch {
      return { outcome: "later" };
    }
    const { status } = response;
    if (response.type === "opaqueredirect") return { outcome: "sent" };
    if (status === 403 || response.headers.has("HX-Redirect")) return { outcome: "sign-in", status };
    if (response.ok) return { outcome: "sent", status };
    if (status >= 500 || status === 408 || status === 429) return { outcome: "later", status };
    return { outcome: "refused", status, words: await refusalOf(response) };
  }

  async function refusalOf(response) {
    if (response.status === 404) return bar.dataset.notThere;
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    const words = [...page.querySelectorAll(".error, .alert-stop")].map((error) => error.textContent.trim());
    return words.join(" ") || bar.dataset.notThere;
  }

  // Who is signed in and the token of now; a string says why there is none.
  async function ask() {
    try {
      const response = await fetch(bar.dataset.tokenUrl, {
        headers: { "HX-Request": "true" },
        cache: "no-store",
        signal: AbortSignal.timeout(isWeak() ? PATIENT_MS : TRY_MS),
      });
      if (response.headers.has("HX-Redirect")) return "sign-in";
      return response.ok ? await response.json() : "later";
    } catch {
      return "later";
    }
  }

  // Replay what waits. One page of this phone at a time: the others find the lock taken and leave it to that one.
  async function send() {
    clearTimeout(timer);
    if (underway.size) return;
    if (!navigator.locks) return replay();
    await navigator.locks.request("outbox", { ifAvailable: true }, (lock) => lock && replay());
    if ((await mine()).some((entry) => !entry.refusal)) again();
  }

  function again() {
    clearTimeout(timer);
    timer = setTimeout(send, pauseMs);
    pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS);
  }

  async function replay() {
    let entry = await next(0);
    if (!entry) return render();
    const who = await ask();
    if (who === "later" || who === "sign-in" || who.person !== person) {
      return show(who === "later" ? "waiting" : "sign-in");
    }
    await show("sending");
    const sent = [];
    let outcome = "sent";
    while (entry) {
      outcome = await replayOne(entry, who.token);
      if (outcome === "sent") sent.push(entry);
      entry = outcome === "later" || outcome === "sign-in" ? null : await next(entry.id);
    }
    if (outcome === "sent") pauseMs = FIRST_PAUSE_MS;
    if (sent.length) {
      tellSent(sent);
      tabs.postMessage(sent);
    }
    await show(outcome === "sign-in" ? "sign-in" : "waiting");
  }

  // The pages these entries were made on have changed: this one is drawn anew, the kept copies are renewed.
  function tellSent(sent) {
    document.dispatchEvent(new CustomEvent("outbox:sent", { detail: sent }));
    const pages = new Set(sent.map((entry) => entry.page));
    navigator.serviceWorker?.controller?.postMessage({ keep: [...pages] });
  }

  // What another tab has sent is sent for this one too.
  const tabs = new BroadcastChannel("outbox");
  tabs.onmessage = (event) => {
    if (event.data[0].owner !== person) return;
    document.dispatchEvent(new CustomEvent("outbox:sent", { detail: event.data }));
    render();
  };

  // The oldest entry after `id` that waits and was not taken back meanwhile.
  async function next(id) {
    return (await mine()).find((entry) => entry.id > id && !entry.refusal);
  }

  async function replayOne(waiting, token) {
    const entry = await change(waiting.id, { isTried: true });
    if (!entry) return "gone";
    const { outcome, words } = await post(entry, token, isWeak() ? PATIENT_MS : 2 * TRY_MS, true);
    if (outcome === "sent") await remove(entry.id);
    if (outcome === "refused") await change(entry.id, { refusal: words });
    return outcome;
  }

  // Let something without a form wait behind the entries it belongs to.
  async function queue(kind, url, label) {
    const entry = { ...blank(kind, url), label };
    entry.id = await add(entry);
    queued(entry);
  }

  // Take an entry back before the server has it. One that may have arrived is undone there instead: false.
  async function takeBack(id) {
    let isGone = true;
    await inStore("readwrite", (store) => {
      const request = store.get(id);
      request.onsuccess = () => {
        isGone = !request.result || !request.result.isTried || Boolean(request.result.refusal);
        if (isGone) store.delete(id);
      };
      return request;
    });
    render();
    return isGone;
  }

  // The bar

  function show(now) {
    state = now;
    return render();
  }

  const counted = (words, count) => words.replace("{count}", count);
  const entriesInWords = (count) => (count === 1 ? bar.dataset.one : counted(bar.dataset.many, count));

  async function render() {
    const entries = await all();
    const own = entries.filter((entry) => entry.owner === person && !isUnderway(entry));
    const refused = own.filter((entry) => entry.refusal);
    const foreign = entries.filter((entry) => entry.owner !== person).length;
    const isWaiting = own.length > refused.length;
    bar.querySelector(".alert").hidden = !own.length && !foreign;
    put("[data-count]", own.length ? entriesInWords(own.length) : "");
    const told = [own.length && bar.dataset[camel(isWaiting ? state : "refused")]];
    told.push(foreign && counted(bar.dataset.foreign, foreign));
    put("[data-state]", told.filter(Boolean).join(" "));
    bar.querySelector(".outbox-acts").hidden = !isWaiting;
    bar.querySelector("[data-sign-in]").hidden = state !== "sign-in";
    bar.querySelector("[data-send]").hidden = state === "sign-in";
    drawRefusals(refused);
    bar.dataset.state = isWaiting ? state : "";
    document.dispatchEvent(new CustomEvent("outbox:changed"));
  }

  const camel = (name) => name.replace(/-(\w)/g, (_, letter) => letter.toUpperCase());

  // Only when it is another text: a live region says each change aloud.
  function put(where, text) {
    const place = bar.querySelector(where);
    if (place.textContent !== text) place.textContent = text;
  }

  // Drawn again only where they are others, so that a correction being typed stays.
  function drawRefusals(refused) {
    const list = bar.querySelector("[data-refusals]");
    const drawn = JSON.stringify(refused.map(({ id, refusal }) => [id, refusal]));
    if (list.dataset.drawn === drawn) return;
    list.dataset.drawn = drawn;
    list.replaceChildren(...refused.map(drawRefusal));
  }

  function drawRefusal(entry) {
    const line = templateOf("refusal");
    line.querySelector("[data-label]").textContent = entry.label;
    line.querySelector("[data-at]").textContent = new Date(entry.at).toLocaleString();
    line.querySelector("[data-words]").textContent = entry.refusal;
    line.querySelector("[data-page]").href = entry.page;
    line.querySelector("[data-page]").hidden = entry.page === location.pathname;
    const corrections = (entry.typed || []).map((field) => drawCorrection(entry, field));
    line.querySelector("[data-corrections]").replaceChildren(...corrections);
    line.querySelector("form").addEventListener("submit", async (event) => {
      event.preventDefault();
      const typed = new FormData(event.target);
      const fields = entry.fields.map(([name, value]) => [name, typed.get(name) ?? value]);
      await change(entry.id, { ...worded({ ...entry, fields }), refusal: "" });
      send();
    });
    line.querySelector("[data-discard]").addEventListener("click", async () => {
      await remove(entry.id);
      render();
    });
    return line;
  }

  function drawCorrection(entry, [name, words]) {
    const label = document.createElement("label");
    const input = document.createElement("input");
    label.append(`${words} `, input);
    Object.assign(input, { name, autocomplete: "off", value: entry.fields.find(([other]) => other === name)?.[1] ?? "" });
    return label;
  }

  bar.querySelector("[data-send]").addEventListener("click", send);

  // Check-ins: an answer that waits stands in the place of its question, with what an urgent sign asks for.

  const templateOf = (name) => bar.querySelector(`[data-template="${name}"]`).content.cloneNode(true);

  async function layAnswers() {
    const answers = (await waiting()).filter((entry) => !entry.refusal);
    for (const form of document.querySelectorAll("form.checkin[data-outbox]")) {
      const answer = answers.findLast((entry) => entry.url === addressOf(form));
      if (form.hidden === Boolean(answer)) continue;
      form.hidden = Boolean(answer);
      if (answer) form.after(drawAnswer(form, answer));
      else form.nextElementSibling.remove();
    }
  }

  function drawAnswer(form, answer) {
    const note = templateOf("kept").firstElementChild;
    note.querySelector("[data-label]").textContent = answer.label;
    const hasSign = answer.fields.some(([name, value]) => name === "red_flags" && value !== "none");
    if (hasSign) note.prepend(form.querySelector(".if-sign").cloneNode(true));
    note.querySelector("button").addEventListener("click", async () => {
      await takeBack(answer.id);
      layAnswers();
    });
    return note;
  }

  // Its page shows what the answer gives.
  document.addEventListener("outbox:sent", ({ detail }) => {
    const isAnswered = detail.some(({ kind, page }) => page === location.pathname && ["check-in", "pain"].includes(kind));
    const isAnswering = document.querySelector("form.checkin:not([hidden]) :checked");
    if (isAnswered && document.querySelector("form.checkin") && !isAnswering) location.reload();
  });
  document.addEventListener("outbox:changed", layAnswers);

  // Weak signal: save here first, send with patience.

  function isWeak() {
    return localStorage.getItem("weak-signal") === "1";
  }

  async function remember(weak) {
    localStorage.setItem("weak-signal", weak ? "1" : "0");
    const memory = await caches.open("memory");
    await (weak ? memory.put("/weak", new Response("1")) : memory.delete("/weak"));
  }

  for (const box of document.querySelectorAll("[data-weak]")) {
    box.closest(".weak").hidden = false;
    box.checked = isWeak();
    box.addEventListener("change", () => remember(box.checked));
  }

  // Signing out

  const leaving = document.getElementById("leaving");
  let parting = null;

  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (!form.matches("form[data-sign-out]") || parting === "sure") return;
    event.preventDefault();
    parting = form;
    mine().then((entries) => (entries.length ? warn(entries.length) : leave()), leave);
  });

  function warn(count) {
    leaving.querySelector("[data-count]").textContent = entriesInWords(count);
    if (!leaving.open) leaving.showModal();
  }

  function leave() {
    const form = parting;
    parting = "sure";
    form.requestSubmit();
  }

  leaving.addEventListener("click", async (event) => {
    const button = event.target.closest("button");
    if (!button) return;
    if ("stay" in button.dataset) return leaving.close();
    if ("send" in button.dataset) {
      await send();
      const left = (await mine()).length;
      return left ? warn(left) : leave();
    }
    if (button.dataset.leave === "drop") for (const entry of await mine()) await remove(entry.id);
    leave();
  });

  // The worker that opens the pages without a network

  async function startWorker() {
    const worker = await navigator.serviceWorker.register(bar.dataset.workerUrl);
    worker.waiting?.postMessage({ step: true });
    const kept = document.querySelector("[data-keep]");
    if (!kept) return;
    const ready = await navigator.serviceWorker.ready;
    ready.active.postMessage({ keep: kept.dataset.keep.split(" ") });
  }

  if ("serviceWorker" in navigator) startWorker().catch(() => undefined);

  addEventListener("online", send);
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState !== "visible") return;
    pauseMs = FIRST_PAUSE_MS;
    send();
  });
  render().then(send, () => undefined);

  return { mine, waiting, isBusyIn, takeBack, queue };
})();
