// The pacer's switches outside the pacer: the same keys of this phone's storage (pacer.js reads and writes them, too).

const switches = document.querySelector("[data-pacer-switches]");

for (const input of switches?.querySelectorAll("input") || []) {
  const key = `pacer-${input.name}`;
  try {
    input.checked = localStorage.getItem(key) === "on";
  } catch {
    switches.hidden = true; // storage is closed to the page: nothing would be remembered
    break;
  }
  input.addEventListener("change", () => localStorage.setItem(key, input.checked ? "on" : "off"));
}
if (switches && !navigator.vibrate) switches.querySelector("[data-part=vibration]").hidden = true;
