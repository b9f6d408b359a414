// What could be done instead or besides, kept on this phone: chosen without a network, it is shown as it will be.
"use strict";

const Choices = (() => {
  const links = () => [...document.querySelectorAll('a[hx-get][hx-target^="#choices"]')];
  const pathOf = (link) => link.getAttribute("hx-get");
  const fieldOf = (entry, name) => entry.fields.find(([other]) => other === name)?.[1];
  const parse = (html) => new DOMParser().parseFromString(html, "text/html");

  async function kept(path) {
    const response = await (await caches.open("pages")).match(path);
    return response ? parse(await response.text()) : null;
  }

  // One list after the other, and each once a session.
  async function keep() {
    if (!navigator.onLine || localStorage.getItem("weak-signal") === "1") return;
    const pages = await caches.open("pages");
    for (const path of links().map(pathOf)) {
      if ((await kept(path))?.querySelector("template[data-offer]")) continue;
      const response = await fetch(`${path}?keep`, { headers: { "HX-Request": "true" } });
      if (response.ok && !response.headers.has("HX-Redirect")) await pages.put(path, response);
    }
  }

  // Without a network the kept list opens, with a key of its own for what is chosen from it.
  document.addEventListener("htmx:sendError", async (event) => {
    const link = links().find((one) => one === event.detail.requestConfig.elt);
    if (!link) return;
    const list = (await kept(pathOf(link)))?.querySelector(".choosing");
    if (!list) return say("lost");
    const place = document.querySelector(link.getAttribute("hx-target"));
    place.replaceChildren(document.importNode(list, true));
    place.querySelector('[name="entry_key"]').value = crypto.randomUUID();
    htmx.process(place);
  });

  // The exercises that wait on this phone: drawn where they will be, and gone again where they were taken back.
  async function layBoxes(entries) {
    const taken = entries.filter((entry) => entry.kind === "swap" || entry.kind === "add");
    const keys = taken.map((entry) => fieldOf(entry, "entry_key"));
    for (const box of document.querySelectorAll(".lift-part[data-key]")) {
      if (!keys.includes(box.dataset.key)) box.remove();
    }
    for (const { url } of entries.filter((entry) => entry.kind === "remove")) {
      document.querySelector(`form[action="${url}"]`)?.closest(".lift-part").remove();
    }
    const drawn = [];
    for (const entry of taken) {
      const key = fieldOf(entry, "entry_key");
      const isUndone = entries.some((other) => other.kind === "remove" && other.url.includes(key));
      if (isUndone) continue;
      const page = await kept(entry.url);
      // It may be here by now: from the server, or laid meanwhile.
      if (document.querySelector(`form[action*="${key}"]`)) continue;
      const box = draw(entry, key, page);
      if (box) drawn.push(box);
    }
    return drawn;
  }

  function draw(entry, key, page) {
    const form = page?.querySelector("form[data-outbox]");
    const template = page?.querySelector(`template[data-offer="${fieldOf(entry, "exercise")}"]`);
    if (!template) return null;
    const place = document.createElement("template");
    place.innerHTML = template.innerHTML.replaceAll(form.elements.entry_key.value, key);
    const box = document.importNode(place.content.querySelector(".lift-part"), true);
    box.dataset.key = key;
    const old = entry.kind === "swap" && document.querySelector(`form[action^="${entry.url.replace(/swap\/$/, "")}"]`);
    if (old) old.closest(".lift-part").after(box);
    else document.querySelector(".add-exercise").before(box);
    for (const list of document.querySelectorAll(".choices")) list.replaceChildren();
    htmx.process(box);
    box.open = true;
    return box;
  }

  const whenIdle = window.requestIdleCallback || setTimeout;
  whenIdle(() => keep().catch(() => undefined));

  return { layBoxes };
})();
