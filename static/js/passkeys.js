// Passkeys: a form whose credential the browser makes ("create") or signs with ("get"), and the offer of passkeys in the
// e-mail field of the sign-in page. allauth's webauthn-json turns the server's options into what browsers take.
"use strict";

(() => {
  const { webauthnJSON } = window;
  // The offer in the e-mail field waits for as long as the page is open; a tap on the button takes its place.
  const offer = new AbortController();
  let asked = null;

  for (const form of document.querySelectorAll("[data-passkey]")) {
    form.elements.credential.value = ""; // a refused one comes back with the form
    form.addEventListener("submit", (event) => {
      if (form.elements.credential.value) return;
      event.preventDefault();
      offer.abort();
      ask(form).catch(() => say(form, "failed"));
    });
  }

  async function ask(form, more = {}) {
    if (!webauthnJSON?.supported()) {
      say(form, "unable");
      return;
    }
    const options = await optionsOf(form);
    const credential = await webauthnJSON[form.dataset.passkey]({ ...options, ...more });
    form.elements.credential.value = JSON.stringify(credential);
    form.submit();
  }

  // On the page; or for somebody who is not signed in from the server, once: it remembers the last ones only.
  async function optionsOf(form) {
    const here = document.getElementById(form.dataset.options);
    if (here) return JSON.parse(here.textContent);
    asked ??= fetch(form.action, { headers: { Accept: "application/json" } }).then((response) => response.json());
    return (await asked).request_options;
  }

  function say(form, what) {
    const status = form.querySelector("[data-passkey-status]");
    status.textContent = form.dataset[what];
    status.hidden = false;
  }

  async function offerInField() {
    const form = document.querySelector('[data-passkey="get"]:not([data-options])');
    const canOffer = await window.PublicKeyCredential?.isConditionalMediationAvailable?.();
    if (!form || !canOffer) return;
    ask(form, { mediation: "conditional", signal: offer.signal }).catch(() => undefined);
  }

  offerInField();
})();
