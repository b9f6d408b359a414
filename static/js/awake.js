// The screen of a phone stays on while a session is open and seen; the browser lets go of it when the page is hidden.
"use strict";

{
  let lock = null;
  let isOver = false;

  async function keep() {
    if (isOver || document.hidden || (lock && !lock.released)) return;
    try {
      lock = await navigator.wakeLock?.request("screen");
    } catch {
      lock = null; // refused, as with a low battery: the session goes on
    }
  }

  document.addEventListener("visibilitychange", keep);
  // Some browsers grant it after a first tap only.
  document.addEventListener("click", keep);
  document.addEventListener("outbox:queued", (event) => {
    if (event.detail.kind !== "finish") return;
    isOver = true;
    lock?.release();
  });
  keep();
}
