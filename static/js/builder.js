// The builder's keys. Every one of them presses a button or goes to a field that is on the page anyway.
"use strict";

// The row to go to once the session that a button changed has come back.
let wanted = null;
// The row whose fields beside the cells were in use when its answer came.
let opened = null;
// How far the ribbon of weeks was moved to the side when it was replaced.
let ribbonAt = 0;
// What was typed in a cell while the answer to an earlier edit of its row was on the way.
let typed = null;

// Where somebody has switched off the keys that are pressed alone (WCAG 2.1.4): dictation and shaking hands press them.
const SINGLE_KEYS = "builder-single-keys";

const rows = () => [...document.querySelectorAll(".builder-line")];
const isTextField = (element) => element.matches("input, select, textarea");
const isChanged = (cell) => cell.matches("input") && cell.value !== cell.defaultValue;

function cellOf(row, name) {
  return (name && row.querySelector(`.cell[name="${name}"]`)) || row.querySelector(".menu > summary");
}

function goTo(element) {
  element.focus();
  if (element.matches("input")) element.select();
}

function goToNeighbour(cell, way) {
  const all = rows();
  const row = all[all.indexOf(cell.closest(".builder-line")) + way];
  if (row) goTo(cellOf(row, cell.name));
  return Boolean(row);
}

// Leaving a changed cell saves it.
function saveCell() {
  const cell = document.activeElement;
  if (!isChanged(cell)) return;
  cell.blur();
  cell.focus();
}

// Save, then `act` on the row, once all is saved and nothing in it was refused.
function afterSaving(row, act) {
  saveCell();
  const whenIdle = () => {
    const now = document.getElementById(row.id);
    if (!now) return;
    if (now.closest(".builder-session").querySelector(".htmx-request")) setTimeout(whenIdle, 30);
    else if (!now.querySelector("[aria-invalid]")) act(now);
  };
  whenIdle();
}

function press(row, key) {
  afterSaving(row, (now) => now.querySelector(`[data-key="${key}"]`).click());
}

// Once every cell of the page is saved and none was refused.
function goToAssigning() {
  saveCell();
  const whenIdle = () => {
    if (document.querySelector(".builder-session .htmx-request")) setTimeout(whenIdle, 30);
    else if (!document.querySelector(".builder-session [aria-invalid]")) document.getElementById("assign").click();
  };
  whenIdle();
}

function openFill(row) {
  afterSaving(row, (now) => {
    now.querySelector(".menu").open = true;
    now.querySelector(".fill").open = true;
    now.querySelector('.fill [name="what"]').focus();
  });
}

function keyInRow(event, row) {
  const isControl = event.ctrlKey || event.metaKey;
  const isPlain = !isControl && !event.altKey && !event.shiftKey;
  const cell = event.target.matches("input.cell") ? event.target : null;
  if (event.altKey && !isControl && event.key === "ArrowUp") press(row, "up");
  else if (event.altKey && !isControl && event.key === "ArrowDown") press(row, "down");
  else if (event.altKey && !isControl && event.key === "Delete") press(row, "remove");
  else if (event.altKey && !isControl && event.code === "KeyF") openFill(row);
  else if (isControl && !event.altKey && !event.shiftKey && event.key.toLowerCase() === "d") press(row, "duplicate");
  else if (cell && isPlain && event.key === "ArrowUp") goToNeighbour(cell, -1);
  else if (cell && isPlain && event.key === "ArrowDown") goToNeighbour(cell, 1);
  else if (cell && isPlain && event.key === "Enter") {
    if (!goToNeighbour(cell, 1)) afterSaving(row, () => {});
  } else if (cell && isPlain && event.key === "Escape") {
    cell.value = cell.defaultValue;
    cellOf(row).focus();
  } else return false;
  return true;
}

// A browser that keeps nothing has the keys on.
function remembered() {
  try {
    return localStorage.getItem(SINGLE_KEYS);
  } catch {
    return null;
  }
}

function remember(value) {
  try {
    localStorage.setItem(SINGLE_KEYS, value);
  } catch {
    // It holds for this page then.
  }
}

const singleKeys = document.getElementById("single-keys");
singleKeys.checked = remembered() !== "off";
singleKeys.addEventListener("change", () => {
  remember(singleKeys.checked ? "on" : "off");
  const said = document.getElementById("single-keys-said");
  said.textContent = singleKeys.checked ? singleKeys.dataset.on : singleKeys.dataset.off;
});

function keyOnPage(event) {
  if (event.altKey && event.key === "Enter") {
    goToAssigning();
    return true;
  }
  if (!singleKeys.checked) return false;
  if (event.ctrlKey || event.metaKey || event.altKey || isTextField(event.target)) return false;
  if (event.key === "?") {
    document.getElementById("keys").togglePopover();
    return true;
  }
  if (event.key !== "/" && event.key !== "a") return false;
  const session = event.target.closest(".builder-session") || document.querySelector(".builder-session");
  if (!session) return false;
  session.querySelector('.quick [name="exercise"]').focus();
  return true;
}

document.addEventListener("keydown", (event) => {
  if (event.isComposing || event.defaultPrevented || event.target.closest("dialog")) return;
  const row = event.target.closest(".builder-line");
  if ((row && keyInRow(event, row)) || keyOnPage(event)) event.preventDefault();
});

document.addEventListener("htmx:beforeRequest", (event) => {
  const form = event.detail.elt;
  if (!form.matches("[data-row-act]")) return;
  const row = form.closest(".builder-line");
  const from = document.activeElement;
  const name = row.contains(from) && from.matches(".cell") ? from.name : "";
  wanted = { row: row.id, name, isNext: form.dataset.rowAct === "next" };
});

document.addEventListener("htmx:beforeSwap", (event) => {
  const cell = document.activeElement;
  const { target } = event.detail;
  ribbonAt = document.querySelector(".weeks").scrollLeft;
  if (target.matches(".builder-line") && target.querySelector(".menu[open]")?.contains(cell)) {
    opened = { row: target.id, field: cell.id };
  }
  if (!target.contains(cell) || !cell.closest(".builder-line") || !isChanged(cell)) return;
  const sent = event.detail.requestConfig.formData.get(cell.name);
  if (sent === null || sent === cell.value) return;
  typed = { id: cell.id, value: cell.value };
});

document.addEventListener("htmx:afterSettle", () => {
  const menu = opened && document.getElementById(opened.row)?.querySelector(".menu");
  if (menu) {
    menu.open = true;
    document.getElementById(opened.field)?.focus();
  }
  opened = null;
  document.querySelector(".weeks").scrollLeft = ribbonAt;
  const cell = typed && document.getElementById(typed.id);
  if (cell) {
    cell.value = typed.value;
    // A value put in by a script does not count as typed: leaving the cell has to say that it changed.
    const tell = () => isChanged(cell) && cell.dispatchEvent(new Event("change", { bubbles: true }));
    cell.addEventListener("blur", tell, { once: true });
    cell.addEventListener("change", () => cell.removeEventListener("blur", tell), { once: true });
  }
  typed = null;
  goToAskedReason();
  const row = wanted && document.getElementById(wanted.row);
  if (!row) return;
  const there = (wanted.isNext && row.nextElementSibling) || row;
  const { name } = wanted;
  wanted = null;
  goTo(cellOf(there, name));
});

// A row that asks why its load leaves the band gets its answer next, unless somebody types in it already.
function goToAskedReason() {
  const now = document.activeElement;
  const reason = now.closest(".builder-line")?.querySelector('[name="load_reason"][aria-invalid]');
  if (reason && reason !== now && !isChanged(now)) goTo(reason);
}

// The address ends in the row or the session that was changed: go on there, once the browser has gone there itself.
window.addEventListener("load", () => {
  const changed = location.hash.length > 1 && document.getElementById(location.hash.slice(1));
  if (changed) setTimeout(() => (changed.querySelector(".cell") || changed).focus({ preventScroll: true }));
});
