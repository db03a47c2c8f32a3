"use strict";
/* Shows how far an import is without loading the page anew. Without scripts the page does that by itself. */
(() => {
  const place = document.querySelector("[data-job]");
  const isBusy = () => place?.querySelector("[data-busy=yes]");
  const ask = async () => {
    if (!isBusy()) return;
    const answer = await fetch(place.dataset.job, { headers: { "X-Part": "job" } }).catch(() => null);
    if (answer?.ok) place.innerHTML = await answer.text();
    setTimeout(ask, 1500);
  };
  if (isBusy()) setTimeout(ask, 1000);
})();
