"use strict";
/* Reviewing by keyboard, one row after the other without leaving the page. Without this file every button works by itself. */
(() => {
  const list = document.querySelector("[data-review]");
  const texts = document.currentScript?.dataset || {};
  if (!list) return;
  const rows = () => [...list.querySelectorAll("[data-row]")];
  const current = () => document.activeElement?.closest?.("[data-row]");
  const undone = [];

  const go = (row) => { if (row) { row.focus(); row.scrollIntoView({ block: "nearest" }); } };
  const step = (from, by) => { const all = rows(); const at = from ? all.indexOf(from) + by : 0; return all[Math.max(0, Math.min(at, all.length - 1))]; };
  const nextOpen = (row) => { const all = rows(); return all.slice(all.indexOf(row) + 1).find((one) => !one.classList.contains("is-done")); };
  const say = (row, text, isError) => { const place = row.querySelector("[data-said]"); place.textContent = text; place.classList.toggle("is-error", Boolean(isError)); return place; };

  const send = async (form, button) => {
    const row = form.closest("[data-row]");
    const body = new FormData(form);
    if (button?.name) body.set(button.name, button.value);
    const answer = await fetch(form.action, { method: "POST", body, headers: { Accept: "application/json" } });
    const said = await answer.json().catch(() => ({ error: answer.statusText }));
    if (!answer.ok) { say(row, said.error, true); return; }
    row.classList.add("is-done");
    row.querySelector("[data-correct]").open = false;
    const place = say(row, `${said.summary} `);
    const back = document.createElement("button");
    back.type = "button";
    back.className = "button button-small button-secondary";
    back.textContent = texts.undo || "Undo";
    back.addEventListener("click", () => takeBack(row, said.undo, form));
    place.append(back);
    undone.push([row, said.undo, form]);
    go(nextOpen(row) || row);
  };

  const takeBack = async (row, url, form) => {
    const body = new FormData();
    body.set("csrfmiddlewaretoken", form.querySelector("[name=csrfmiddlewaretoken]").value);
    const answer = await fetch(url, { method: "POST", body, headers: { Accept: "application/json" } });
    const said = await answer.json().catch(() => ({ error: answer.statusText }));
    if (said.error) { say(row, said.error, true); return; }
    row.classList.remove("is-done");
    say(row, texts.takenBack || "");
    go(row);
  };

  list.addEventListener("submit", (event) => {
    if (!("one" in event.target.dataset)) return;
    event.preventDefault();
    send(event.target, event.submitter);
  });
  document.querySelector("[data-tick-all]")?.addEventListener("change", (event) => {
    list.querySelectorAll("[name=attribution][type=checkbox]").forEach((box) => { box.checked = event.target.checked; });
  });

  const keys = {
    j: (row) => go(step(row, 1)),
    k: (row) => go(step(row, -1)),
    c: (row) => row?.querySelector("[data-act=confirm]")?.click(),
    x: (row) => row?.querySelector("[data-act=reject]")?.click(),
    e: (row) => { const part = row?.querySelector("[data-correct]"); if (part) { part.open = true; part.querySelector("input:not([type=hidden])").focus(); } },
    o: (row) => row?.querySelector("[data-open]")?.click(),
    u: () => { const last = undone.pop(); if (last) takeBack(...last); },
  };
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Escape") { const row = current(); if (row) { row.querySelector("[data-correct]").open = false; go(row); } return; }
    if (event.target.closest("input:not([type=checkbox]), textarea, select, [contenteditable]")) return;
    if (keys[event.key]) { event.preventDefault(); keys[event.key](current()); }
  });
  if (!location.hash) go(rows()[0]);
})();
