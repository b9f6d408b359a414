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

document.addEventListener("click", (event) => {
  const button = event.target.closest(".stepper button");
  if (button) step(button);
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
  },
  true,
);

document.addEventListener("focusin", (event) => {
  if (event.target.matches(".stepper input, .invite-link")) event.target.select();
});

// After a tap: the count beside the exercise follows, and a finished exercise opens the next.
document.addEventListener("htmx:afterSettle", (event) => {
  const sets = event.detail.elt && event.detail.elt.closest && event.detail.elt.closest(".part-sets");
  if (sets) followTap(sets);
});

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
