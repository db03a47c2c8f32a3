// The discussion, a little more comfortable. Everything here also works without.
"use strict";

// New comments are asked for by htmx. It weighs more than the page, so it comes only when a reader has stayed a while.
const news = document.getElementById("comments-new");
if (news?.dataset.htmx) {
  setTimeout(() => {
    const settings = document.createElement("meta");
    settings.name = "htmx-config";
    // The public policy forbids styles and code made up in the page; htmx needs neither.
    settings.content = '{"includeIndicatorStyles":false,"allowEval":false,"allowScriptTags":false,"historyEnabled":false}';
    const script = document.createElement("script");
    script.src = news.dataset.htmx;
    document.head.append(settings, script);
  }, 30_000);
}

// An old address, #comment-17, may name a comment on another page of the discussion; the site knows which.
function seek() {
  const sought = /^#comment-(\d+)$/.exec(location.hash);
  if (!sought || !document.querySelector("#comments .pager") || document.getElementById(sought[0].slice(1))) return;
  fetch(`/-/comments/${sought[1]}/`, { method: "HEAD" }).then(({ ok, url }) => {
    const here = location.href.slice(0, -location.hash.length);
    if (ok && url !== here) location.replace(url + sought[0]);
  });
}
seek();
addEventListener("hashchange", seek);

const respond = document.getElementById("respond");
const area = document.getElementById("comments");

if (respond) {
  const form = respond.querySelector("form");
  const text = form.querySelector("textarea");
  const parent = form.querySelector("#comment_parent");
  const title = respond.querySelector("#reply-title");
  const home = document.createElement("div");
  let cancel = document.getElementById("cancel-comment-reply-link");
  (area ?? respond.parentElement).append(home);

  // A reply is written below what it answers; the words typed so far go along.
  function answer(link) {
    const comment = document.getElementById(`comment-${link.dataset.comment}`);
    const body = comment?.querySelector(":scope > .comment-body");
    if (!body || !parent) return false;
    body.after(respond);
    parent.value = link.dataset.comment;
    name(comment.querySelector(".comment-reply-link")?.dataset.title ?? respond.dataset.title, true);
    text.focus();
    return true;
  }

  function name(words, isReply) {
    title.firstChild.textContent = `${words} `;
    if (isReply && !cancel) {
      cancel = document.createElement("a");
      cancel.id = "cancel-comment-reply-link";
      cancel.href = "#respond";
      cancel.textContent = respond.dataset.cancel ?? "×";
      const small = document.createElement("small");
      small.append(cancel);
      title.append(small);
    }
    if (cancel) cancel.parentElement.hidden = !isReply;
  }

  function goHome() {
    home.before(respond);
    if (parent) parent.value = "0";
    name(respond.dataset.title, false);
  }

  function quote(link) {
    const source = document.querySelector(`#div-comment-${CSS.escape(link.dataset.comment)} .comment-content`);
    const selected = getSelection();
    const inside = selected && source?.contains(selected.anchorNode) ? String(selected) : "";
    const words = (inside || source?.innerText || "").trim().slice(0, 1000);
    const lines = words.split("\n").map((line) => `> ${line}`.trimEnd());
    text.value = `${text.value}${text.value && !text.value.endsWith("\n") ? "\n\n" : ""}${lines.join("\n")}\n\n`;
    count();
  }

  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("a.comment-reply-link, a.comment-quote-link, #cancel-comment-reply-link");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    if (link.id === "cancel-comment-reply-link") {
      event.preventDefault();
      goHome();
      text.focus();
    } else if (answer(link)) {
      event.preventDefault();
      if (link.matches(".comment-quote-link")) quote(link);
    }
  });

  // How much still fits; said aloud only when it gets short.
  const length = document.getElementById("comment-length");
  const longest = Number(form.dataset.longest);
  function count() {
    if (!length || !longest) return;
    const typed = [...text.value].length; // as the site counts: one for a character that takes two units
    length.textContent = typed ? `${typed.toLocaleString()} / ${longest.toLocaleString()}` : "";
    length.classList.toggle("is-over", typed > longest);
    length.setAttribute("aria-live", typed > longest * 0.9 ? "polite" : "off");
  }
  text.addEventListener("input", count);
  count();

  // One click, one comment. The server sees to it too.
  form.addEventListener("submit", (event) => {
    if (event.submitter?.id !== "submit") return;
    if (form.dataset.sent) event.preventDefault();
    form.dataset.sent = "1";
    event.submitter.setAttribute("aria-disabled", "true");
  });
  addEventListener("pageshow", () => delete form.dataset.sent);

  // When the thread is drawn anew, the form is not in it.
  document.addEventListener("htmx:beforeSwap", (event) => {
    if (event.detail.target?.contains?.(respond)) {
      form.dataset.answered = parent?.value ?? "0";
      home.before(respond);
    }
  });
  document.addEventListener("htmx:afterSwap", () => {
    const answered = form.dataset.answered;
    delete form.dataset.answered;
    const link = answered && document.querySelector(`a.comment-reply-link[data-comment="${CSS.escape(answered)}"]`);
    if (link) {
      const active = document.activeElement;
      answer(link);
      active?.focus?.();
    }
  });
}

// What was asked for is shown: the first new comment gets the focus, all of them a mark.
let known = null;
document.addEventListener("htmx:beforeSwap", ({ detail: { target } }) => {
  if (target?.id === "comment-list") known = new Set(Array.from(target.querySelectorAll("li[id]"), ({ id }) => id));
});
document.addEventListener("htmx:afterSwap", () => {
  if (!known) return;
  const fresh = [...document.querySelectorAll("#comment-list li[id]")].filter(({ id }) => !known.has(id));
  known = null;
  for (const comment of fresh) comment.classList.add("is-new");
  if (!fresh.length) return;
  fresh[0].tabIndex = -1;
  fresh[0].focus({ preventScroll: true });
  fresh[0].scrollIntoView({ block: "center" });
});

(document.getElementById("comment-problem") ?? document.getElementById("comment-preview"))?.focus();
