"use strict";
/* Keeps the pictures of a search result and of a shared link in step with what is typed. */
(() => {
  const preview = document.querySelector("[data-share-preview]");
  if (!preview) return;
  const value = (name) => document.querySelector(`[name="${name}"]`)?.value.trim() || "";
  const put = (name, text) => preview.querySelectorAll(`[data-share="${name}"]`).forEach((element) => { element.textContent = text; });
  const follow = () => {
    put("title", value("seo_title") || value("title"));
    put("description", value("seo_description") || value("excerpt").slice(0, 200));
  };
  document.addEventListener("input", (event) => {
    if (["title", "seo_title", "seo_description", "excerpt"].includes(event.target.name)) follow();
  });
})();
