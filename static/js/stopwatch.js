// A stop-watch beside the seconds of a hold: it counts up in the set's own field. What is kept on this phone is the
// instant at which it began, so it goes on after a reload.
"use strict";

{
  const KEY = "stop-watch";
  const MOST_S = 3600; // what a set log takes
  const LOOK_MS = 100;
  const page = document.getElementById("rest").dataset.session;
  // {session, position, number, side, startMs}: the set that is timed; null where none is.
  let watch = read();

  function read() {
    try {
      const kept = JSON.parse(localStorage.getItem(KEY));
      return kept?.session === page && Date.now() - kept.startMs < MOST_S * 1000 ? kept : null;
    } catch {
      return null;
    }
  }

  function keep(next) {
    watch = next;
    try {
      if (next) localStorage.setItem(KEY, JSON.stringify(next));
      else localStorage.removeItem(KEY);
    } catch {
      // storage is closed to the page: it counts, and is forgotten with the page
    }
  }

  const placeOf = (form) => ({
    position: form.closest(".lift-part").id,
    number: form.elements.number.value,
    side: form.elements.side.value,
  });

  function isTimed(form) {
    const place = placeOf(form);
    return Boolean(watch) && ["position", "number", "side"].every((name) => place[name] === watch[name]);
  }

  const buttons = () => [...document.querySelectorAll("[data-watch]")];
  const seconds = () => Math.min(Math.floor((Date.now() - watch.startMs) / 1000), MOST_S);

  function draw() {
    for (const button of buttons()) {
      const isRunning = isTimed(button.form);
      const field = button.form.elements.duration_s;
      if (isRunning) field.value = seconds();
      if (isRunning === field.readOnly) continue;
      field.readOnly = isRunning;
      button.form.classList.toggle("is-timed", isRunning);
      button.querySelector("[data-part=word]").textContent = isRunning ? button.dataset.stop : button.dataset.start;
    }
  }

  function stop(form) {
    const field = form.elements.duration_s;
    field.value = seconds();
    keep(null);
    draw();
    field.dispatchEvent(new Event("change", { bubbles: true }));
    form.querySelector("[data-part=watch-status]").textContent = `${field.value} s`;
  }

  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-watch]");
    if (button && !isTimed(button.form)) {
      keep({ session: page, ...placeOf(button.form), startMs: Date.now() });
      draw();
      return;
    }
    // Whatever else writes the seconds ends it too: the pacer, a step, the set itself.
    const other = event.target.closest("[data-watch], [data-pace], .stepper button");
    if (other?.form && isTimed(other.form)) stop(other.form);
  }, true);

  document.addEventListener("submit", (event) => {
    if (event.target.matches(".now-set") && isTimed(event.target)) stop(event.target);
  }, true);

  setInterval(() => watch && draw(), LOOK_MS);
  draw();
}
