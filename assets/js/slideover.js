// A page that opens beside the one it was chosen on. Its address is its own: a reload, a new tab and a browser
// without this file show it as a page. Back, Escape and the button close it, and what was in view is still there.
(() => {
  "use strict";

  const box = () => document.getElementById("slideover");
  const body = () => document.getElementById("slideover-body");
  const regions = () => [...document.querySelectorAll("[data-live]")].filter((part) => !box().contains(part));
  const entry = () => window.navigation?.currentEntry.key;
  // The places in the history at which something was opened beside the page that is still there.
  const opened = new Set();
  let left = null;
  let leaving = false;

  const show = async (href, push) => {
    const headers = { "HX-Request": "true", "HX-Request-Type": "partial", Accept: "text/html" };
    const answer = await fetch(href, { headers, cache: "no-store" }).catch(() => null);
    const text = answer?.ok && !answer.redirected ? await answer.text() : null;
    // What cannot be shown here is shown, or said, as a page.
    if (text === null || !box() || box().open) return location.assign(href);
    left = { title: document.title, parts: regions().filter((part) => !part.dataset.src) };
    // What is behind it goes on to be renewed from its own address.
    if (push) left.parts.forEach((part) => { part.dataset.src = location.pathname + location.search; });
    body().innerHTML = text;
    htmx.process(body());
    if (push) {
      // A page that comes back to this entry without what is open here, since it was reloaded, has htmx fetch the list.
      history.replaceState({ htmx: true }, "");
      history.pushState({ htmx: true, slideover: true }, "", href);
      opened.add(entry());
    }
    document.title = `${body().querySelector("h2").textContent} · ${left.title}`;
    box().showModal();
    box().scrollTop = 0;
  };

  document.addEventListener("click", (event) => {
    if (event.target === box()) return box().close();
    const link = event.target.closest("a[data-slideover]");
    const elsewhere = event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey;
    if (!link || elsewhere || !box() || box().contains(link)) return;
    event.preventDefault();
    event.stopPropagation();
    show(link.href, true);
  }, true);

  document.addEventListener("close", (event) => {
    if (event.target !== box() || !left) return;
    body().replaceChildren();
    document.title = left.title;
    left.parts.forEach((part) => { delete part.dataset.src; });
    left = null;
    if (!history.state?.slideover) return;
    leaving = true;
    history.back();
  }, true);

  // htmx would draw the page that is gone back or forth to anew, and the browser would take the focus from it.
  window.navigation?.addEventListener("navigate", (event) => {
    const ours = leaving || box()?.open || (box() && opened.has(event.destination.key));
    if (event.navigationType === "traverse" && ours) event.stopImmediatePropagation();
  }, true);

  addEventListener("popstate", (event) => {
    const again = event.state?.slideover && opened.has(entry()) && box() && !box().open;
    if (!leaving && !again && !box()?.open) return;
    event.stopImmediatePropagation();
    if (!leaving && again) show(location.href, false);
    else if (!leaving) box().close();
    leaving = false;
  }, true);
})();
