"use strict";
/* Lets the button of a passkey be pressed as soon as it does something, and says calmly when the browser gave none. */
document.addEventListener("DOMContentLoaded", () => {
  const said = document.querySelector("[data-passkey]");
  if (!said) return;
  const words = { NotAllowedError: said.dataset.stopped, AbortError: said.dataset.stopped, InvalidStateError: said.dataset.thereAlready };
  if (!window.PublicKeyCredential) {
    said.textContent = said.dataset.noPasskeys;
    return;
  }
  const button = document.getElementById(said.dataset.passkey);
  said.textContent = "";
  button.disabled = false;
  button.addEventListener("click", () => { said.textContent = ""; });
  document.addEventListener("allauth.error", (event) => {
    event.preventDefault(); // what is said is enough
    said.textContent = words[event.detail.exception?.name] || said.dataset.failed;
  });
});
