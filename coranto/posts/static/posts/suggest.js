"use strict";
/* Offers names that there are already below a line of text. Wagtail saves while one types; it waits until such a line is
   left, so that half a name makes no tag. */
(() => {
  const WAIT = 150;
  const lists = new WeakMap();
  let timer = 0;
  let asked = 0;

  const field = (event) => event.target instanceof HTMLInputElement && event.target.dataset.suggest ? event.target : null;
  const isMany = (input) => "suggestSeveral" in input.dataset;
  const split = (text) => { const at = text.lastIndexOf(","); return [text.slice(0, at + 1), text.slice(at + 1).trim()]; };

  const listOf = (input) => {
    if (!lists.has(input)) {
      const list = document.createElement("datalist");
      list.id = `suggest-${Math.random().toString(36).slice(2)}`;
      input.after(list);
      input.setAttribute("list", list.id);
      lists.set(input, list);
    }
    return lists.get(input);
  };

  const show = (input, before, names) => {
    listOf(input).replaceChildren(...names.map((name) => {
      const option = document.createElement("option");
      const written = name.includes(",") && isMany(input) ? `"${name}"` : name;
      option.value = before ? `${before} ${written}` : written;
      option.label = name;
      return option;
    }));
  };

  const ask = async (input) => {
    const [before, typed] = isMany(input) ? split(input.value) : ["", input.value.trim()];
    if (!typed) { show(input, "", []); return; }
    const turn = ++asked;
    const root = document.querySelector("[data-desk-root]")?.dataset.deskRoot || "/desk/";
    const answer = await fetch(`${root}suggest/${input.dataset.suggest}/?q=${encodeURIComponent(typed)}`);
    if (answer.ok && turn === asked) show(input, before, (await answer.json()).names);
  };

  document.addEventListener("input", (event) => {
    const input = field(event);
    if (!input) return;
    clearTimeout(timer);
    timer = setTimeout(() => ask(input), WAIT);
  });

  let held = null;
  document.addEventListener("w-autosave:save", (event) => {
    const active = document.activeElement;
    if (!(active instanceof HTMLInputElement) || !active.dataset.suggest || active.value === active.defaultValue) return;
    event.preventDefault();
    held = active;
  });
  document.addEventListener("focusout", (event) => {
    if (event.target !== held) return;
    held = null;
    setTimeout(() => event.target.form?.dispatchEvent(new CustomEvent("w-unsaved:add", { bubbles: true, cancelable: true })), 0);
  });
})();
