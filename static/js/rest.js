// The rest after a set: its end is an instant kept on this phone, so a reload, a killed page or another tab goes on
// with it. It asks the network nothing. The sound and the buzz at its end follow the pacer's switches.
"use strict";

{
  const KEY = "rest";
  const MORE_MS = 30000;
  const STAYS_MS = 60000; // how long the line says that the rest is over
  const LATE_MS = 5000; // an end that nobody was there to see is not signalled afterwards
  const LOOK_MS = 200;
  const BUZZ = [300, 120, 300];
  const BEEPS = [523, 659, 784];
  const dock = document.getElementById("rest");
  const page = dock.dataset.session;
  const part = (name) => dock.querySelector(`[data-part="${name}"]`);
  // {session, endMs, wholeMs, leftMs of a paused one or null, isTold}; null where nobody rests.
  let rest = null;
  let sound = null;

  /* the phone's storage */

  function read() {
    try {
      const kept = JSON.parse(localStorage.getItem(KEY));
      rest = kept?.session === page ? kept : null;
    } catch {
      // storage is closed to the page: the rest is counted, and forgotten with the page
    }
  }

  function keep(next) {
    rest = next;
    try {
      if (next) localStorage.setItem(KEY, JSON.stringify(next));
      else localStorage.removeItem(KEY);
    } catch {
      // as above
    }
    draw();
  }

  const isOn = (name) => {
    try {
      return localStorage.getItem(`pacer-${name}`) === "on";
    } catch {
      return false;
    }
  };

  /* beginning */

  function begin(box, form, atMs) {
    const wholeMs = Number(box?.dataset.rest) * 1000;
    if (!wholeMs || !isMoreAfter(box, form)) return keep(null);
    part("status").textContent = "";
    keep({ session: page, endMs: atMs + wholeMs, wholeMs, leftMs: null, isTold: false });
  }

  // Whether a set is still to do besides the one just ticked, whose row may not be drawn as done yet.
  function isMoreAfter(box, { number, side }) {
    const rows = document.querySelectorAll(".part-sets:not([data-finished]) .sets > li:not(.done)");
    const isTicked = (row) => box.contains(row) && row.dataset.number === number && row.dataset.side === side;
    return [...rows].some((row) => !isTicked(row));
  }

  const boxOf = (address) => {
    const isFor = (box) => box.querySelector('template[data-row="now"]')?.content.querySelector(`form[action="${address}"]`);
    return [...document.querySelectorAll(".lift-part")].find(isFor);
  };

  document.addEventListener("setRecorded", (event) => {
    const form = event.target.closest("form");
    if (!form) return;
    const { number, side, performed_at: at } = Object.fromEntries(new FormData(form));
    begin(form.closest(".lift-part"), { number, side }, Date.parse(at) || Date.now());
  });

  document.addEventListener("outbox:queued", ({ detail: { kind, url, fields, at } }) => {
    if (kind === "finish" || kind === "undo") keep(null);
    if (kind === "set") begin(boxOf(url), Object.fromEntries(fields), Date.parse(at));
  });

  // Without the set there is nothing to rest from.
  document.addEventListener("setUndone", () => keep(null));

  /* what the buttons do */

  const acts = {
    pause: () => keep({ ...rest, leftMs: leftMs() }),
    resume: () => keep({ ...rest, endMs: Date.now() + rest.leftMs, leftMs: null }),
    more: () => {
      const isPaused = rest.leftMs !== null;
      const left = leftMs() + MORE_MS;
      part("status").textContent = "";
      const wholeMs = Math.max(rest.wholeMs, left);
      keep({ ...rest, wholeMs, endMs: Date.now() + left, leftMs: isPaused ? left : null, isTold: false });
    },
    skip: () => keep(null),
  };

  dock.addEventListener("click", (event) => {
    const button = event.target.closest("[data-act]");
    if (!button || !rest) return;
    acts[button.dataset.act]();
    // A button that is gone leaves the focus to the one in its place, or to the next set.
    if (dock.hidden) document.querySelector(".lift-part[open] .now .btn-main")?.focus({ preventScroll: true });
    else if (button.hidden) dock.querySelector(`[data-act]:not([hidden])`).focus();
  });

  /* drawing */

  const leftMs = () => Math.max(rest.leftMs ?? rest.endMs - Date.now(), 0);

  function draw() {
    const isOver = Boolean(rest) && leftMs() === 0;
    const hasMore = document.querySelector(".part-sets:not([data-finished])");
    const isSeen = Boolean(rest) && Boolean(hasMore) && Date.now() - rest.endMs < STAYS_MS;
    dock.hidden = !isSeen && !(rest && rest.leftMs !== null && hasMore);
    if (dock.hidden) return;
    if (isOver) tellOver();
    const seconds = Math.ceil(leftMs() / 1000);
    write("left", `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`);
    part("rail").setAttribute("width", Math.round(100 * (1 - leftMs() / rest.wholeMs)));
    dock.classList.toggle("is-over", isOver);
    const isPaused = rest.leftMs !== null;
    write("word", isOver ? dock.dataset.over : isPaused ? dock.dataset.paused : dock.dataset.rest);
    dock.querySelector('[data-act="pause"]').hidden = isPaused || isOver;
    dock.querySelector('[data-act="resume"]').hidden = !isPaused || isOver;
    write("skip", isOver ? dock.dataset.close : dock.dataset.skip);
  }

  function write(name, text) {
    if (part(name).textContent !== text) part(name).textContent = text;
  }

  // Once, by the page that sees the end first.
  function tellOver() {
    if (rest.isTold) return;
    const isLate = Date.now() - rest.endMs > LATE_MS;
    rest.isTold = true;
    keep(rest);
    part("status").textContent = dock.dataset.told;
    if (isLate) return;
    if (isOn("vibration")) navigator.vibrate?.(BUZZ);
    if (isOn("sound")) beep();
  }

  /* sound, which browsers let begin in a tap only */

  document.addEventListener("click", () => {
    if (!isOn("sound")) return;
    sound ||= new AudioContext();
    sound.resume().catch(() => {});
  });

  function beep() {
    if (sound?.state !== "running") return;
    BEEPS.forEach((hz, place) => {
      const begin = sound.currentTime + place * 0.18;
      const oscillator = sound.createOscillator();
      const volume = sound.createGain();
      oscillator.frequency.value = hz;
      volume.gain.setValueAtTime(0.3, begin);
      volume.gain.linearRampToValueAtTime(0, begin + 0.16);
      oscillator.connect(volume).connect(sound.destination);
      oscillator.start(begin);
      oscillator.stop(begin + 0.16);
    });
  }

  function look() {
    read();
    if (rest || !dock.hidden) draw();
  }

  setInterval(look, LOOK_MS);
  addEventListener("storage", look);
  document.addEventListener("visibilitychange", look);
  look();
}
