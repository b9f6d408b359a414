// A button that copies what stands in a field; without scripts the field is selected by a tap, and the button hidden.

const status = document.querySelector("[data-copy-status]");

for (const button of document.querySelectorAll("[data-copy]")) {
  const field = document.getElementById(button.dataset.copy);
  button.hidden = false;
  button.addEventListener("click", async () => {
    field.select();
    status.textContent = (await copied(field.value)) ? button.dataset.done : button.dataset.failed;
  });
}

async function copied(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false; // no https, or not allowed
  }
}
