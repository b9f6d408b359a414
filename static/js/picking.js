// Choosing many out of a list of boxes: type to find, Enter chooses the first one found. Without this, a list to scroll.
"use strict";

for (const group of document.querySelectorAll(".picking")) {
  const find = group.querySelector('input[type="search"]');
  const status = group.querySelector(".picking-count");
  const options = [...group.querySelectorAll(".pick-one")];
  const boxOf = (option) => option.querySelector("input");
  const nameOf = (option) => option.textContent.trim();
  const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  const shown = () => options.filter((option) => !option.hidden);

  // Found is a name of which every word that was typed begins a word.
  const filter = () => {
    const wanted = plain(find.value).split(/\s+/).filter(Boolean);
    for (const option of options) {
      const words = plain(nameOf(option)).split(/\s+/);
      option.hidden = !wanted.every((part) => words.some((word) => word.startsWith(part)));
    }
    say();
  };

  const say = () => {
    const chosen = options.filter((option) => boxOf(option).checked).map(nameOf);
    if (!shown().length) status.textContent = status.dataset.nobody;
    else if (chosen.length) status.textContent = `${status.dataset.chosen} ${chosen.join(", ")}`;
    else status.textContent = status.dataset.none;
  };

  const focusOn = (way) => {
    const stops = [find, ...shown().map(boxOf)];
    const next = stops[stops.indexOf(document.activeElement) + way];
    if (next) next.focus();
  };

  const chooseFirst = () => {
    const [first] = shown();
    if (!first) return;
    boxOf(first).checked = !boxOf(first).checked;
    find.value = "";
    filter();
  };

  group.addEventListener("keydown", (event) => {
    if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "ArrowDown") focusOn(1);
    else if (event.key === "ArrowUp") focusOn(-1);
    else if (event.key === "Enter" && event.target === find && find.value.trim()) chooseFirst();
    else return;
    event.preventDefault();
  });
  group.addEventListener("change", say);
  find.addEventListener("input", filter);
  if (options.length > 1) {
    find.parentElement.hidden = false;
    if (find.autofocus) find.focus();
  }
  say();
}
