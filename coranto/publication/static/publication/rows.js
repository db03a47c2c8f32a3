"use strict";
/* A list of rows by keyboard, one after the other without leaving the page. Without this file every button works by itself.
   A part of a row with data-key="a" is what the key a does there: a button or link is pressed, a box ticked, a <details> opened. */
(() => {
  const list = document.querySelector("[data-rows]") ?? document.createElement("ol"); // an emptied one: u still undoes
  const texts = document.currentScript?.dataset || {};
  const rows = () => [...list.querySelectorAll("[data-row]")];
  const current = () => document.activeElement?.closest?.("[data-row]");
  const undone = [];
  let left = null; // the row where the focus was last: to go on from there

  const go = (row) => { if (row) { row.focus(); row.scrollIntoView({ block: "nearest" }); } };
  const step = (from, by) => { const all = rows(); const at = from ? all.indexOf(from) + by : 0; return all[Math.max(0, Math.min(at, all.length - 1))]; };
  const nextOpen = (row) => { const all = rows(); return all.slice(all.indexOf(row) + 1).find((one) => !one.classList.contains("is-done")); };
  const say = (row, text, isError) => { const place = row.querySelector("[data-said]"); place.textContent = text; place.classList.toggle("is-error", Boolean(isError)); return place; };
  const ask = async (url, body) => {
    try {
      const answer = await fetch(url, { method: "POST", body, headers: { Accept: "application/json" } });
      const said = await answer.json();
      return answer.ok ? said : { error: said.error || texts.failed };
    } catch { return { error: texts.failed }; }
  };

  const send = async (form, button) => {
    const row = form.closest("[data-row]");
    if (row.dataset.busy) return;
    row.dataset.busy = "1";
    const body = new FormData(form);
    if (button?.name) body.set(button.name, button.value);
    const said = await ask(form.action, body);
    delete row.dataset.busy;
    if (said.error) { say(row, said.error, true); return; }
    const place = say(row, `${said.summary} `);
    const part = form.closest("details[data-key]");
    if (part) { part.open = false; if ("emptied" in form.dataset) form.reset(); }
    if (!said.undo) return;
    row.classList.add("is-done");
    const back = document.createElement("button");
    back.type = "button";
    back.className = "button button-small button-secondary";
    back.textContent = texts.undo;
    back.addEventListener("click", () => undo(row, said.undo));
    place.append(back);
    undone.push([row, said.undo]);
    go(nextOpen(row) || row);
  };

  const undo = async (row, url) => {
    const at = undone.findIndex((one) => one[1] === url);
    if (at >= 0) undone.splice(at, 1);
    const body = new FormData();
    body.set("csrfmiddlewaretoken", row.querySelector("[name=csrfmiddlewaretoken]").value);
    const said = await ask(url, body);
    if (said.error) { say(row, said.error, true); return; }
    row.classList.remove("is-done");
    say(row, texts.undone);
    go(row);
  };

  list.addEventListener("submit", (event) => {
    if (!("one" in event.target.dataset)) return;
    event.preventDefault();
    send(event.target, event.submitter);
  });

  const all = document.querySelector("[data-tick-all]");
  document.querySelectorAll("[data-needs-script]").forEach((part) => { part.hidden = false; });
  all?.addEventListener("change", () => {
    list.querySelectorAll("[data-tick]").forEach((box) => { box.checked = all.checked; });
  });

  const open = (part) => { part.open = true; part.querySelector("input:not([type=hidden]), textarea")?.focus(); };
  const press = (part) => { if (part instanceof HTMLDetailsElement) open(part); else part?.click(); };
  const keys = {
    j: () => go(step(left, 1)),
    k: () => go(step(left, -1)),
    u: () => { const last = undone.pop(); if (last) undo(...last); else document.querySelector("[data-undo-last]")?.click(); },
    "?": () => { const help = document.querySelector("[data-keys]"); if (help) { help.open = !help.open; if (help.open) help.querySelector("summary").focus(); else go(left); } },
  };
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const row = current();
    if (row) left = row;
    if (event.key === "Escape") { row?.querySelectorAll("details[data-key]").forEach((part) => { part.open = false; }); go(row); return; }
    if (event.target.closest("input:not([type=checkbox]), textarea, select, [contenteditable]")) return;
    const part = /^[a-z]$/.test(event.key) ? row?.querySelector(`[data-key=${event.key}]`) : null;
    if (!keys[event.key] && !part) return;
    event.preventDefault();
    if (keys[event.key]) keys[event.key](row); else press(part);
  });
  const hasKeys = matchMedia("(hover: hover) and (min-width: 50rem)").matches;
  if (hasKeys && !location.hash && !document.querySelector("[data-undo-last]")) go(rows()[0]);
})();
