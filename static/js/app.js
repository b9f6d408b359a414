// Small helps for pages that work without any of this: steppers, the phone's own time, the next exercise.
"use strict";

document.documentElement.classList.add("js");

function decimals(text) {
  return (text.split(".")[1] || "").length;
}

// One press of a stepper: a step up or down from what stands in the field, never below zero.
function step(button) {
  const stepper = button.closest(".stepper");
  const input = stepper.querySelector("input");
  const size = stepper.dataset.step;
  const now = Number(input.value.replace(",", ".")) || 0;
  const way = Number(button.dataset.way);
  if (stepper.dataset.values) {
    input.value = String(neighbour(stepper.dataset.values.split(" ").map(Number), now, way));
  } else {
    const next = Math.max(now + Number(size) * way, 0);
    input.value = String(Number(next.toFixed(Math.max(decimals(size), decimals(input.value)))));
  }
  input.dispatchEvent(new Event("change", { bubbles: true }));
}

// The next of the weights that are there, light to heavy; what stands in the field where there is none.
function neighbour(values, now, way) {
  const found = way > 0 ? values.find((value) => value > now) : values.findLast((value) => value < now);
  return found ?? now;
}

// A stepper that is held down goes on by itself, faster and faster, until the finger leaves it.
const HELD_MS = 400;
const SLOWEST_MS = 180;
const FASTEST_MS = 50;
let repeating = 0;
let hasRepeated = false;

function repeat(button, pauseMs) {
  if (!button.isConnected) return;
  hasRepeated = true;
  step(button);
  repeating = setTimeout(repeat, pauseMs, button, Math.max(pauseMs * 0.85, FASTEST_MS));
}

document.addEventListener("pointerdown", (event) => {
  hasRepeated = false;
  const button = event.target.closest(".stepper button");
  if (!button || event.button) return;
  // A finger's events stay with the button by default, and its leaving would not be told.
  if (event.target.hasPointerCapture(event.pointerId)) event.target.releasePointerCapture(event.pointerId);
  clearTimeout(repeating);
  repeating = setTimeout(repeat, HELD_MS, button, SLOWEST_MS);
  button.addEventListener("pointerleave", () => clearTimeout(repeating), { once: true });
});
for (const end of ["pointerup", "pointercancel", "blur"]) addEventListener(end, () => clearTimeout(repeating));

document.addEventListener("contextmenu", (event) => {
  if (event.target.closest(".stepper button")) event.preventDefault();
});

document.addEventListener("click", (event) => {
  const button = event.target.closest(".stepper button");
  // The click that ends a long press is no step of its own; one from the keyboard (detail 0) always is.
  if (button && !(hasRepeated && event.detail)) step(button);
  for (const menu of document.querySelectorAll(".menu[open]")) {
    if (!menu.contains(event.target)) menu.open = false;
  }
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  const menu = event.target.closest && event.target.closest(".menu[open]");
  if (!menu) return;
  menu.open = false;
  menu.querySelector("summary").focus();
});

// A set carries the instant of the tap, so that one sent late keeps its own time.
document.addEventListener(
  "submit",
  (event) => {
    const field = event.target.querySelector('[name="performed_at"]');
    if (field) field.value = new Date().toISOString();
    if (event.target.matches("[hx-post][data-outbox]")) event.target.setAttribute("aria-busy", "true");
  },
  true,
);

// The form shows the tap at once, before anything is written down or sent; what becomes of it is drawn anew.
for (const end of ["htmx:afterRequest", "outbox:queued"]) {
  document.addEventListener(end, () => {
    for (const form of document.querySelectorAll("form[aria-busy]")) form.removeAttribute("aria-busy");
  });
}

document.addEventListener("focusin", (event) => {
  if (event.target.matches(".stepper input, .invite-link")) event.target.select();
});

// After a tap: the count beside the exercise follows, and a finished exercise opens the next.
document.addEventListener("htmx:afterSettle", (event) => {
  const sets = event.detail.elt && event.detail.elt.closest && event.detail.elt.closest(".part-sets");
  if (!sets) return;
  followTap(sets);
  takeFocus();
});
// The next exercise may be opened a moment later.
document.addEventListener("toggle", (event) => event.target.open && takeFocus(), true);

// The form that had the focus is gone: whoever works by keyboard goes on at the next set, or at the end.
let hasTapped = false;
document.addEventListener("submit", (event) => (hasTapped ||= event.target.matches(".now-set")), true);

function takeFocus() {
  if (!hasTapped || document.activeElement !== document.body) return;
  const next = document.querySelector(".lift-part[open] .now .btn-main, #finish [open] > summary");
  next?.focus({ preventScroll: true });
}

function followTap(sets) {
  const part = sets.closest(".lift-part");
  part.querySelector("[data-count]").textContent = sets.dataset.done;
  if (!("finished" in sets.dataset)) return;
  const open = [...document.querySelectorAll(".part-sets:not([data-finished])")];
  const next = open.map((other) => other.closest(".lift-part")).find(Boolean);
  if (next) {
    next.open = true;
    next.scrollIntoView({ block: "start" });
    return;
  }
  const finish = document.querySelector("#finish details");
  finish.open = true;
  finish.scrollIntoView({ block: "start" });
}

// What the outbox keeps is not lost; its own bar says what became of it.
document.addEventListener("htmx:sendError", (event) => isKept(event) || say("lost"));
document.addEventListener("htmx:responseError", (event) => isKept(event) || say("refused"));

function isKept(event) {
  return event.detail.requestConfig.elt.matches("[data-outbox]");
}

// What went wrong with a tap, in the page's own words (they stand in the region's data attributes).
function say(what) {
  const region = document.getElementById("messages");
  if (!region) return;
  const words = document.createElement("p");
  words.className = "alert alert-warn";
  words.textContent = region.dataset[what];
  region.replaceChildren(words);
  region.scrollIntoView({ block: "nearest" });
}
