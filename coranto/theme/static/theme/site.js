// Small comforts; every page works without them.
"use strict";

// Players from elsewhere are loaded when the reader asks for them, never before.
for (const figure of document.querySelectorAll("figure.embed[data-embed-src]")) {
  const source = figure.dataset.embedSrc;
  let address;
  try {
    address = new URL(source, location.href);
  } catch {
    continue;
  }
  if (address.protocol !== "https:") continue;
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = `${document.currentScript?.dataset.load ?? "Load from"} ${address.host}`;
  button.addEventListener("click", () => {
    const frame = document.createElement("iframe");
    frame.src = address.href;
    frame.title = figure.querySelector("a")?.textContent ?? address.host;
    frame.allowFullscreen = true;
    frame.referrerPolicy = "strict-origin-when-cross-origin";
    figure.classList.add("is-loaded");
    button.replaceWith(frame);
    frame.focus();
  });
  figure.insertBefore(button, figure.querySelector("figcaption"));
}

// What scrolls sideways can be reached by keyboard, in browsers that do not see to it themselves.
const widths = new ResizeObserver((entries) => {
  for (const { target } of entries) {
    if (target.scrollWidth > target.clientWidth) target.tabIndex = 0;
    else target.removeAttribute("tabindex");
  }
});
for (const box of document.querySelectorAll(".body pre, .body .wp-block-table, .body .table")) widths.observe(box);

// A menu that was opened closes again on a click elsewhere and on Escape.
function closeMenus(except) {
  for (const menu of document.querySelectorAll("details.submenu[open]")) {
    if (!menu.contains(except)) menu.open = false;
  }
}
addEventListener("click", (event) => closeMenus(event.target));
addEventListener("keydown", (event) => {
  if (event.key === "Escape") closeMenus(null);
});
