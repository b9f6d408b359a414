// The pacer: a full-screen guide through one set. What it shows, sounds and counts is read off one clock
// (performance.now) against a timeline made beforehand, so no timer's delay adds up. It asks the network nothing.

const FAST_LIFT_S = 1; // X counts one second, as in time under tension
const MOST_REPS = 60; // what a set log takes
const MOST_HOLD_S = 3600;
const SHORT_LEAD_MS = 3000;
const LONG_LEAD_MS = 10000;
const LOOK_AHEAD_MS = 1500; // longer than the second to which browsers slow down timers of hidden pages
const MOST_STEPS = 12;

/**
 * The phases of `reps` repetitions: name (lower, hold-low, lift, hold-top), rep, startMs, endMs from the first
 * lowering on. Seconds come in; `upS` null is a lift as fast as possible; parts of no length are left out.
 */
export function timeline({ downS, pauseLowS, upS, pauseTopS }, reps) {
  const parts = [
    ["lower", downS],
    ["hold-low", pauseLowS],
    ["lift", upS ?? FAST_LIFT_S],
    ["hold-top", pauseTopS],
  ].filter(([, seconds]) => seconds > 0);
  const phases = [];
  let startMs = 0;
  for (let rep = 1; rep <= reps; rep += 1) {
    for (const [name, seconds] of parts) {
      phases.push({ name, rep, startMs, endMs: startMs + seconds * 1000 });
      startMs += seconds * 1000;
    }
  }
  return phases;
}

/** The phases of one hold of `seconds`; with `isOpen` it then counts on, up to an hour. */
export function holdTimeline(seconds, isOpen = false) {
  const endMs = seconds * 1000;
  const hold = { name: "hold", rep: 1, startMs: 0, endMs };
  const more = { name: "hold-on", rep: 1, startMs: endMs, endMs: MOST_HOLD_S * 1000 };
  return isOpen ? [hold, more] : [hold];
}

/** What is done at `atMs`: repetitions whose lowering is finished, their mean lowering, and all lowering so far. */
export function performed(phases, atMs) {
  const lowerings = phases.filter((phase) => phase.name === "lower");
  const finished = lowerings.filter((phase) => phase.endMs <= atMs);
  const length = (phase) => Math.max(Math.min(phase.endMs, atMs) - phase.startMs, 0);
  const sumS = (some) => some.reduce((sum, phase) => sum + length(phase), 0) / 1000;
  return {
    reps: finished.length,
    meanS: finished.length ? sumS(finished) / finished.length : null,
    loweredS: sumS(lowerings),
  };
}

/** Tones of a stretch of the timeline: {atMs, lengthMs, fromHz, toHz, level}, in order. */
export function tones(phases, fromMs, endMs, leadMs) {
  const list = [];
  const beep = (atMs, lengthMs, hz, level = 0.3) => list.push({ atMs, lengthMs, fromHz: hz, toHz: hz, level });
  for (let ms = Math.min(leadMs, SHORT_LEAD_MS); ms > 0; ms -= 1000) beep(fromMs - ms, 120, 523);
  const lastRep = phases.findLast((phase) => phase.startMs < endMs)?.rep;
  for (const phase of phases) {
    if (phase.endMs <= fromMs || phase.startMs >= endMs) continue;
    list.push(...glide(phase, fromMs, endMs));
    for (let ms = phase.startMs; ms < Math.min(phase.endMs, endMs); ms += 1000) {
      if (ms >= fromMs) beep(ms, 30, 1400, 0.25);
    }
    if (phase.name === "lower" && phase.startMs >= fromMs) {
      list.push(...tally(phase.rep, phase.startMs + 150, phase.rep === lastRep));
    }
  }
  return list.sort((one, other) => one.atMs - other.atMs);
}

// Down while lowering, up while lifting, level while holding.
const GLIDES = { lower: [660, 330], "hold-low": [330, 330], lift: [330, 660], "hold-top": [660, 660] };

function glide(phase, fromMs, endMs) {
  const [topHz, bottomHz] = GLIDES[phase.name] || [440, 440];
  const hz = (ms) => topHz + ((bottomHz - topHz) * (ms - phase.startMs)) / (phase.endMs - phase.startMs);
  const startMs = Math.max(phase.startMs, fromMs);
  const stopMs = Math.min(phase.endMs, endMs);
  const level = phase.name.startsWith("hold") ? 0.05 : 0.14;
  return [{ atMs: startMs, lengthMs: stopMs - startMs, fromHz: hz(startMs), toHz: hz(stopMs), level }];
}

// The repetition by ear, as tally marks: a long pip for each five, a short one for each one; higher in the last.
function tally(rep, atMs, isLast) {
  const pips = [...Array(Math.floor(rep / 5)).fill(170), ...Array(rep % 5).fill(60)];
  const hz = isLast ? 1760 : 988;
  return pips.map((lengthMs, place) => {
    const before = pips.slice(0, place).reduce((sum, length) => sum + length + 90, 0);
    return { atMs: atMs + before, lengthMs, fromHz: hz, toHz: hz, level: 0.2 };
  });
}

const END_TONES = [523, 659, 784].map((hz, place) => {
  return { atMs: place * 180, lengthMs: place === 2 ? 500 : 150, fromHz: hz, toHz: hz, level: 0.3 };
});

const BUZZES = { ready: 60, lower: 350, lift: [90, 80, 90], hold: 350, done: [300, 120, 300, 120, 300] };

// Plays tones a little ahead of their time: the sound card keeps the beat while the page is busy.
class Speaker {
  context = null;
  waiting = [];
  playing = new Set();

  // Browsers let sound begin in a tap only.
  wake() {
    this.context ||= new AudioContext();
    this.context.resume().catch(() => {});
  }

  start(list) {
    this.silence();
    this.waiting = list;
  }

  silence() {
    this.waiting = [];
    for (const oscillator of this.playing) oscillator.stop();
    this.playing.clear();
  }

  keepUp(beatMs) {
    if (!this.context || this.context.state !== "running") return;
    while (this.waiting.length && this.waiting[0].atMs < beatMs + LOOK_AHEAD_MS) {
      const tone = this.waiting.shift();
      if (tone.atMs + tone.lengthMs > beatMs) this.play(tone, tone.atMs - beatMs);
    }
  }

  play({ lengthMs, fromHz, toHz, level }, inMs) {
    const latency = this.context.outputLatency || 0; // headphones without a wire are late by a sixth of a second
    const now = this.context.currentTime;
    const end = Math.max(now + (inMs + lengthMs) / 1000 - latency, now + 0.03);
    const begin = Math.max(now + inMs / 1000 - latency, now);
    const oscillator = this.context.createOscillator();
    const volume = this.context.createGain();
    oscillator.frequency.setValueAtTime(fromHz, begin);
    oscillator.frequency.linearRampToValueAtTime(toHz, end);
    volume.gain.setValueAtTime(0, begin);
    volume.gain.linearRampToValueAtTime(level, begin + 0.01);
    volume.gain.setValueAtTime(level, Math.max(end - 0.01, begin + 0.01));
    volume.gain.linearRampToValueAtTime(0, end);
    oscillator.connect(volume).connect(this.context.destination);
    oscillator.start(begin);
    oscillator.stop(end);
    this.playing.add(oscillator);
    oscillator.onended = () => this.playing.delete(oscillator);
  }
}

// Where on the timeline we are. It stands, or runs after a lead in which one gets ready.
class Clock {
  standsAtMs = 0;
  runsFrom = null;

  set(ms) {
    this.standsAtMs = ms;
    this.runsFrom = null;
  }

  run(leadMs) {
    this.runsFrom = performance.now() + leadMs;
  }

  // Runs through the lead as well: before the place where it goes on.
  beatMs() {
    return this.runsFrom === null ? this.standsAtMs : this.standsAtMs + performance.now() - this.runsFrom;
  }

  atMs() {
    return Math.max(this.beatMs(), this.standsAtMs);
  }

  leadMs() {
    return Math.max(this.standsAtMs - this.beatMs(), 0);
  }
}

const dialog = document.getElementById("pacer");
const words = dialog.dataset;
const clock = new Clock();
const speaker = new Speaker();
const isStill = matchMedia("(prefers-reduced-motion: reduce)");
let paced = null; // the set: {openerId, isHold, downS..., reps or durationS, phases, endMs}
let mode = "start"; // start, running, paused, done
let shown = null; // the phase on the screen

const part = (name) => dialog.querySelector(`[data-part="${name}"]`);
const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name]);

function write(name, text) {
  const element = part(name);
  if (element.textContent !== String(text)) element.textContent = text;
}

function isOn(name) {
  return dialog.querySelector(`[name="${name}"]`).checked;
}

/* opening */

function readSet(button) {
  const number = (name) => (button.dataset[name] ? Number(button.dataset[name]) : null);
  const tempo = {
    downS: number("down"),
    pauseLowS: number("pauseLow"),
    upS: number("up"),
    pauseTopS: number("pauseTop"),
  };
  const isHold = Boolean(number("duration"));
  const planned = isHold ? number("duration") : number("reps");
  const phases = isHold ? holdTimeline(planned) : timeline(tempo, planned);
  return { openerId: button.id, tempo, isHold, planned, phases, endMs: phases.at(-1).endMs };
}

function open(button) {
  paced = readSet(button);
  const { load, unit } = button.form.elements;
  const weight = load && load.value ? `${load.value} ${unit.value}` : "";
  write("name", button.dataset.name);
  write("place", [button.dataset.place, weight].filter(Boolean).join(", "));
  write("amount", button.dataset.amount);
  write("tempo", button.dataset.tempo);
  dialog.dataset.kind = paced.isHold ? "hold" : "reps";
  drawScale(paced.isHold ? paced.planned : paced.tempo.downS);
  clock.set(0);
  dialog.showModal();
  turn("start");
}

/* what the buttons do */

const acts = {
  start: go,
  resume: go,
  pause() {
    clock.set(clock.atMs());
    speaker.silence();
    tell(words.paused);
    turn("paused");
  },
  // The repetition under way is the last: it ends with its lowering, or at once where that is behind us.
  last() {
    const atMs = clock.atMs();
    const rep = phaseAt(atMs).rep;
    const lowering = paced.phases.find((phase) => phase.rep === rep && phase.name === "lower");
    paced.endMs = paced.isHold ? atMs : Math.max(lowering.endMs, atMs);
    if (paced.endMs === atMs) return finish();
    if (mode === "paused") go();
    else if (isOn("sound")) speaker.start(tones(paced.phases, atMs, paced.endMs, 0));
    turn("running");
    tell(words.last);
  },
  more() {
    paced.phases = paced.isHold ? holdTimeline(paced.planned, true) : timeline(paced.tempo, MOST_REPS);
    paced.endMs = paced.phases.at(-1).endMs;
    go();
  },
  close: () => dialog.close(),
};

function go() {
  const leadMs = isOn("long-lead") ? LONG_LEAD_MS : SHORT_LEAD_MS;
  clock.run(leadMs);
  if (isOn("sound")) {
    speaker.wake();
    speaker.start(tones(paced.phases, clock.standsAtMs, paced.endMs, leadMs));
  }
  tell(words.ready);
  turn("running");
}

function finish() {
  clock.set(paced.endMs);
  speaker.silence();
  if (isOn("sound")) speaker.start(END_TONES.map((tone) => ({ ...tone, atMs: tone.atMs + paced.endMs })));
  speaker.keepUp(paced.endMs);
  turn("done");
  tell(`${words.done} ${part("count-words").textContent}`);
}

// Shows what belongs to `next`, and puts the focus on its main button.
function turn(next) {
  mode = dialog.dataset.mode = next;
  shown = null;
  for (const element of dialog.querySelectorAll("[data-when]")) {
    const { when, kind } = element.dataset;
    element.hidden = !when.split(" ").includes(mode) || Boolean(kind && kind !== dialog.dataset.kind);
  }
  part("last").disabled = paced.endMs < paced.phases.at(-1).endMs;
  tick();
  dialog.querySelector(".pace-foot .btn-main:not([hidden])").focus();
  if (mode === "running") requestAnimationFrame(everyFrame);
}

/* running */

function everyFrame() {
  if (mode !== "running" || !dialog.open) return;
  tick();
  requestAnimationFrame(everyFrame);
}

// Frames stop where the page is hidden; the beat does not.
setInterval(() => mode === "running" && dialog.open && tick(), 100);

function phaseAt(atMs) {
  return paced.phases.find((phase) => atMs < phase.endMs) || paced.phases.at(-1);
}

function tick() {
  const atMs = Math.min(clock.atMs(), paced.endMs);
  if (mode === "running") {
    speaker.keepUp(clock.beatMs());
    if (atMs >= paced.endMs && clock.leadMs() === 0) return finish();
  }
  const isLead = mode === "running" && clock.leadMs() > 0;
  const phase = phaseAt(atMs);
  const next = mode === "done" ? { name: "done" } : isLead || mode === "start" ? { name: "ready" } : phase;
  if (next.name !== shown?.name || next.rep !== shown?.rep) {
    enter(next, atMs);
    drawSteps(phase);
  }
  drawPlace(phase, atMs);
  drawCounts(phase, atMs, isLead);
}

const WORDS = { "hold-low": "hold", "hold-top": "hold", "hold-on": "hold" };

function enter(next, atMs) {
  const isNewRep = next.name === "lower" && next.rep !== shown?.rep;
  shown = next;
  dialog.dataset.phase = next.name;
  const name = next.name === "lift" && paced.tempo.upS === null ? "fast" : WORDS[next.name] || next.name;
  const word = mode === "paused" ? words.paused : words[name];
  write("word", word);
  part("word").classList.toggle("is-long", word.length > 6);
  if (mode === "start" || mode === "paused") return;
  if (isNewRep && atMs - next.startMs < 1000) tell(fill(words.rep, { rep: next.rep }));
  buzz(BUZZES[WORDS[next.name] || next.name]);
  const lateMs = "startMs" in next ? atMs - next.startMs : 0;
  dialog.dispatchEvent(new CustomEvent("pacer:phase", { detail: { ...next, lateMs } }));
}

function buzz(pattern) {
  if (isOn("vibration")) navigator.vibrate?.(pattern);
}

// For screen readers; the figures on the screen change too often to be read out.
function tell(text) {
  part("status").textContent = text;
}

/* drawing */

const PLACES = { lower: (way) => way, "hold-low": () => 1, lift: (way) => 1 - way, "hold-top": () => 0, hold: (way) => way };

function drawPlace(phase, atMs) {
  if (isStill.matches) return;
  const way = (atMs - phase.startMs) / (phase.endMs - phase.startMs);
  const gone = mode === "done" ? 1 : (PLACES[phase.name] || (() => 1))(way);
  part("lane").style.setProperty("--gone", gone.toFixed(4));
}

function drawCounts(phase, atMs, isLead) {
  const { reps, loweredS } = performed(paced.phases, atMs);
  const secondsDone = Math.floor(atMs / 1000);
  const secondsLeft = phase.name === "hold-on" ? secondsDone : Math.ceil((phase.endMs - atMs) / 1000);
  const count = mode === "done" ? (paced.isHold ? secondsDone : reps) : isLead ? Math.ceil(clock.leadMs() / 1000) : secondsLeft;
  write("count", count);
  part("count").dataset.digits = String(count).length;
  write("count-words", countWords(phase, mode === "done" ? reps : phase.rep, secondsDone));
  write("lowered", Math.floor(loweredS));
  fillSteps(phase, atMs);
}

function countWords(phase, rep, seconds) {
  const values = { rep, planned: paced.planned, seconds };
  if (paced.isHold) return fill(words.secondsOf, values);
  if (mode === "done") return fill(words.repsOf, values);
  const isLast = paced.endMs < paced.phases.at(-1).endMs;
  return fill(isLast ? words.repLast : rep <= paced.planned ? words.repOf : words.rep, values);
}

// Seconds between two marks, so that at most `most` stretches come out.
function stride(seconds, most) {
  return [1, 2, 5, 10, 15, 30, 60, 300].find((step) => seconds / step <= most) || 600;
}

// The marks beside the track: seconds left, from the top stop to the bottom one.
function drawScale(seconds) {
  const marks = [];
  for (let left = 0; left <= seconds; left += stride(seconds, 10)) {
    const mark = document.createElement("span");
    mark.textContent = left;
    mark.style.top = `${100 - (left / seconds) * 100}%`;
    marks.push(mark);
  }
  part("scale").replaceChildren(...marks);
}

// With reduced motion: one block for each second, filled one by one, downwards while lowering and upwards while lifting.
function drawSteps(phase) {
  const seconds = (phase.endMs - phase.startMs) / 1000;
  const blocks = Math.ceil(seconds / stride(seconds, MOST_STEPS));
  part("steps").replaceChildren(...Array.from({ length: blocks }, () => document.createElement("i")));
}

function fillSteps(phase, atMs) {
  const blocks = [...part("steps").children];
  if (phase.name === "lift") blocks.reverse();
  const stepMs = (phase.endMs - phase.startMs) / blocks.length;
  blocks.forEach((block, place) => {
    const isFull = atMs - phase.startMs >= place * stepMs && (atMs > phase.startMs || shown.name !== "ready");
    block.className = isFull ? "is-full" : "";
  });
}

/* closing: whatever way it was closed, what was done is in the set's fields */

function writeDown() {
  const opener = document.getElementById(paced.openerId);
  if (!opener) return;
  const atMs = Math.min(clock.atMs(), paced.endMs);
  const { reps, meanS } = performed(paced.phases, atMs);
  const fields = opener.form.elements;
  const seconds = Math.floor(atMs / 1000);
  if (paced.isHold && seconds) enterValue(fields.duration_s, seconds);
  if (!paced.isHold && reps) {
    enterValue(fields.reps, reps);
    fields.lowered_s.value = Math.round(meanS * 10) / 10;
  }
  opener.focus();
}

function enterValue(field, value) {
  field.value = value;
  field.dispatchEvent(new Event("change", { bubbles: true }));
}

dialog.addEventListener("close", () => {
  writeDown();
  speaker.silence();
  navigator.vibrate?.(0);
  mode = "start";
});

/* listening */

document.addEventListener("click", (event) => {
  const opener = event.target.closest("[data-pace]");
  if (opener) open(opener);
});

dialog.addEventListener("click", (event) => {
  const button = event.target.closest("[data-act]");
  if (button) acts[button.dataset.act]();
});

document.addEventListener("keydown", (event) => {
  if (!dialog.open || event.key !== " " || event.repeat || event.target.closest("button, input")) return;
  event.preventDefault();
  if (mode === "running") acts.pause();
  else if (mode !== "done") go();
});

// Hidden and silent, it would count repetitions nobody is guided through.
document.addEventListener("visibilitychange", () => {
  if (dialog.open && document.hidden && mode === "running" && !isOn("sound")) acts.pause();
});

/* switches, remembered on this phone */

for (const input of dialog.querySelectorAll("input")) {
  const key = `pacer-${input.name}`;
  try {
    input.checked = localStorage.getItem(key) === "on";
  } catch {
    continue; // storage is closed to the page: the switch works, and forgets
  }
  input.addEventListener("change", () => localStorage.setItem(key, input.checked ? "on" : "off"));
}
if (!navigator.vibrate) part("vibration").hidden = true;

document.documentElement.classList.add("can-pace");
