// What the pages do beyond links and forms. Every page works without this file; with it they answer
// faster, stay where the reader is, and say what changed. All words come from the page itself.
(() => {
  "use strict";

  const one = (selector, root = document) => root.querySelector(selector);
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const words = () => one("#voice").dataset;
  const say = (text) => { one("#voice").textContent = text; };
  const smooth = () => (matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth");

  // Toasts: long enough to read, then gone; not while the reader is at one.
  const fade = (toast) => setTimeout(() => (toast.matches(":hover, :focus-within") ? fade(toast) : toast.remove()), 8000);
  const toast = (text) => {
    const note = one("#toast").content.firstElementChild.cloneNode(true);
    one("span", note).textContent = text;
    one("#toasts").append(note);
    fade(note);
  };

  // Text that was written and not sent is never dropped without asking.
  let sent = null;
  const unsent = (form) => all("textarea").some((box) =>
    box.form !== form && box.value.trim() && box.value !== box.defaultValue);
  const mayLeave = (form) => !unsent(form) || confirm(words().leave);
  addEventListener("beforeunload", (event) => { if (unsent(sent)) event.preventDefault(); });
  window.navigation?.addEventListener("navigate", (event) => {
    if (event.navigationType === "traverse" && event.cancelable && !mayLeave()) event.preventDefault();
  });

  // A form is sent once. `aria-disabled` keeps the focus and the button's value, `disabled` would not.
  const release = (form) => {
    delete form.dataset.sending;
    sent = null;
    all("[aria-disabled]", form).forEach((button) => button.removeAttribute("aria-disabled"));
  };
  addEventListener("submit", (event) => {
    const form = event.target;
    // A form whose answer is saved leaves the page as it is.
    if (form.method !== "post" || "download" in form.dataset) return;
    if ("sending" in form.dataset) {
      event.preventDefault();
      event.stopImmediatePropagation();
      return;
    }
    form.dataset.sending = "";
    event.submitter?.setAttribute("aria-disabled", "true");
    sent = form;
  }, true);
  addEventListener("pageshow", () => all("[data-sending]").forEach(release));

  // A page of a document whose picture does not come says so in its place.
  const missing = (picture) => {
    const leaf = picture.closest(".leaf");
    if (!leaf) return;
    one(".leaf-picture", leaf).hidden = true;
    one(".leaf-missing", leaf).hidden = false;
    all("[data-tool]", leaf).forEach((tool) => tool.remove());
  };
  const lost = () => all(".leaf img").filter((picture) => picture.complete && !picture.naturalWidth && picture.currentSrc).forEach(missing);
  addEventListener("error", (event) => { if (event.target instanceof HTMLImageElement) missing(event.target); }, true);
  lost();

  // Requests: a page is one that replaces the whole body; anything else is a part of it.
  const whole = (context) => context.target === document.body;
  document.addEventListener("htmx:before:request", (event) => {
    const context = event.detail.ctx;
    if (!whole(context)) return;
    if (!mayLeave(context.sourceElement.closest("form"))) return event.preventDefault();
    document.documentElement.classList.add("loading");
  });
  document.addEventListener("htmx:before:response", (event) => {
    const { ctx: context } = event.detail;
    const { raw, status } = context.response;
    if (whole(context)) {
      // A refused form leaves the address as it was, so that a reload asks for the form again.
      if (status >= 400 && context.request.method !== "GET") context.push = "false";
    } else if (raw.redirected && new URL(raw.url).pathname === "/portal/login") {
      event.preventDefault();
      location.assign(raw.url);
    } else if (status >= 400 && status !== 422) {
      event.preventDefault();
      toast(words().failed);
    }
  });
  document.addEventListener("htmx:error", (event) => { if (event.detail.ctx) toast(words().failed); });
  document.addEventListener("htmx:finally:request", (event) => {
    const context = event.detail.ctx;
    if (whole(context)) document.documentElement.classList.remove("loading");
    if (context.sourceElement.matches("form")) release(context.sourceElement);
  });
  document.addEventListener("htmx:after:swap", (event) => {
    const context = event.detail.ctx;
    settle();
    if (!context.request) return;
    const invalid = context.response?.status === 422 && one("#main [aria-invalid=true]");
    // Who was led to a part of the page is there, and not at its beginning.
    const goal = document.getElementById(context.request.anchor ?? "") ?? one("#main h1");
    if (invalid) {
      invalid.focus();
    } else if (whole(context)) {
      if (!goal || document.activeElement?.closest("#main")) return;
      if (goal.tabIndex < 0) goal.tabIndex = -1;
      goal.focus({ preventScroll: true });
    } else if (context.swap === "beforeend") {
      context.target.closest("[data-live]")?.setAttribute("data-grown", "");
    } else if (context.select) {
      say(one("[data-announce]")?.textContent ?? "");
    }
  });

  // The same message may come as an answer and as an event: the first one stays.
  const settle = () => {
    for (const thread of all("[data-live-append]")) {
      const seen = new Set();
      for (const item of all("[data-message]", thread)) {
        if (seen.has(item.id)) item.remove();
        seen.add(item.id);
      }
    }
    guess(one("[data-guess-zone]:not([data-guessed]) select"));
    all(".toast:not([data-fading])").forEach((note) => { note.dataset.fading = ""; fade(note); });
    connect();
  };

  // The browser knows the reader's time zone; the reader may know better.
  const guess = (select) => {
    if (!select) return;
    const box = select.closest("[data-guess-zone]");
    box.dataset.guessed = "";
    const today = Object.fromEntries(box.dataset.guessZone.split(" ").map((pair) => pair.split("=")));
    const own = Intl.DateTimeFormat().resolvedOptions().timeZone;
    const zone = today[own] ?? own;
    if ([...select.options].some((option) => option.value === zone)) select.value = zone;
  };

  // News that must not move the reader wait behind a pill.
  let pill = null;
  const offer = (text, act) => {
    if (!pill?.isConnected) {
      pill = document.createElement("button");
      pill.type = "button";
      pill.className = "button pill fresh";
      one(".frame").append(pill);
    }
    pill.textContent = text;
    pill.onclick = () => { pill.remove(); act(); };
  };
  addEventListener("scroll", () => {
    if (pill?.thread && pill.thread.getBoundingClientRect().bottom < innerHeight) pill.remove();
  }, { passive: true });

  const grow = (thread, items) => {
    const box = one(".composer");
    const top = box?.getBoundingClientRect().top;
    const near = thread.getBoundingClientRect().bottom < innerHeight + 100;
    for (const item of items) item.classList.add("fresh");
    thread.append(...items);
    htmx.process(thread);
    const number = items.length + (pill?.isConnected && pill.thread === thread ? pill.number : 0);
    const text = number === 1 ? words().one : words().many.replace("{n}", number);
    say(text);
    const last = items.at(-1);
    if (box?.contains(document.activeElement)) {
      scrollBy(0, box.getBoundingClientRect().top - top);
    } else if (near) {
      last.scrollIntoView({ block: "nearest", behavior: smooth() });
    } else {
      offer(text, () => last.scrollIntoView({ block: "center", behavior: smooth() }));
      Object.assign(pill, { thread, number });
    }
  };

  // Live parts: what an event names is fetched again, once per source, and put in place by its id.
  const get = async (source, kind) => {
    // An open page that renews itself: nobody may be looking.
    const headers = { "X-Live": "1", "HX-Request": "true", "HX-Request-Type": kind, Accept: "text/html" };
    const answer = await fetch(source, { headers, cache: "no-store" });
    return answer.ok && !answer.redirected ? answer.text() : "";
  };
  const append = async (thread) => {
    const source = new URL(thread.dataset.src, location.href);
    source.searchParams.set("after", all("[data-message]", thread).at(-1)?.dataset.message ?? "");
    const page = new DOMParser().parseFromString(await get(source, "partial"), "text/html");
    const items = all("[data-message]", page).filter((item) => !document.getElementById(item.id));
    if (items.length && thread.isConnected) grow(thread, items);
  };
  const redraw = async (source, parts) => {
    const page = await get(source, "full");
    for (const part of parts) {
      if (!part.isConnected || !page.includes(`id="${part.id}"`)) continue;
      // On behalf of the page: a part that is a boosted link cannot be the source of what replaces it.
      const swap = { text: page, target: part, select: `#${part.id}`, swap: "outerMorph ignoreTitle:true", sourceElement: document.body };
      // A list with more pages loaded would shrink under the reader.
      if ("grown" in part.dataset) offer(words().changed, () => htmx.swap(swap));
      else await htmx.swap(swap);
    }
  };
  const due = new Set();
  let timer = 0;
  const refresh = (topics) => {
    topics.forEach((topic) => due.add(topic));
    timer ||= setTimeout(() => {
      const sources = new Map();
      for (const part of all("[data-live]")) {
        if (!due.has("resync") && !part.dataset.live.split(" ").some((topic) => due.has(topic))) continue;
        if ("liveAppend" in part.dataset) { append(part).catch(() => {}); continue; }
        const source = part.dataset.src ?? location.pathname + location.search;
        sources.set(source, [...(sources.get(source) ?? []), part]);
      }
      timer = 0;
      due.clear();
      // A failed look is made up for by the next event, or when the stream is back.
      sources.forEach((parts, source) => redraw(source, parts).catch(() => {}));
    }, 120);
  };

  // One stream for the whole visit. It comes back by itself, and asks for what it missed.
  let stream = null, missed = false, told = false, alarm = 0, again = 0, pause = 1000;
  const hangUp = () => { clearTimeout(again); stream?.close(); stream = null; };
  const connect = () => {
    const source = document.body.dataset.events;
    if (!source) return hangUp();
    // A tab that nobody has looked at yet needs no news.
    if (document.hidden && !stream) { missed = true; return; }
    if (stream && stream.readyState !== EventSource.CLOSED) return;
    clearTimeout(again);
    stream = new EventSource(source);
    stream.onopen = () => {
      clearTimeout(alarm);
      alarm = 0;
      pause = 1000;
      if (missed) refresh(["resync"]);
      if (told) toast(words().back);
      missed = told = false;
    };
    stream.onerror = () => {
      missed = true;
      alarm ||= setTimeout(() => { told = true; toast(words().lost); }, 10000);
      if (stream?.readyState !== EventSource.CLOSED) return;
      again = setTimeout(connect, pause * (1 + Math.random()));
      pause = Math.min(pause * 1.6, 20000);
    };
    stream.addEventListener("change", (event) => {
      const news = JSON.parse(event.data);
      refresh(news.topics ?? [news.topic]);
    });
    // Who may not be here any more is led to where they may.
    stream.addEventListener("gone", () => { hangUp(); location.reload(); });
  };
  // A hidden tab gives its connection back: a browser has only six per server.
  let idle = 0;
  document.addEventListener("visibilitychange", () => {
    clearTimeout(idle);
    if (document.hidden) idle = setTimeout(() => { hangUp(); missed = true; }, 60000);
    else connect();
  });
  // So does a page that is left: the browser keeps it for the way back, and its stream with it.
  addEventListener("pagehide", () => { hangUp(); missed = true; });
  addEventListener("pageshow", (event) => { if (event.persisted) connect(); });

  // Menus close when the reader turns elsewhere; a preview goes when its text changes.
  const menus = (except) => all("details.menu[open]").filter((menu) => !menu.contains(except));
  document.addEventListener("click", (event) => {
    menus(event.target).forEach((menu) => { menu.open = false; });
    event.target.closest(".toast-close")?.closest(".toast").remove();
    const opener = event.target.closest("[commandfor]");
    if (opener && !("command" in opener)) one(`#${opener.getAttribute("commandfor")}`)?.showModal();
  });
  document.addEventListener("input", (event) => {
    document.getElementById(`${event.target.id}-preview`)?.replaceChildren();
  });

  // Keys: Ctrl-Enter sends, Escape closes, / searches, g and a letter leads somewhere.
  let going = 0;
  document.addEventListener("keydown", (event) => {
    const at = event.target;
    if (event.key === "Escape") {
      for (const menu of menus()) { menu.open = false; one("summary", menu).focus(); }
    }
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && at.matches("textarea")) at.form?.requestSubmit();
    if (event.ctrlKey || event.metaKey || event.altKey || at.closest("input, textarea, select, dialog")) return;
    if (!("shortcuts" in document.body.dataset)) return;
    if (event.key === "/") {
      event.preventDefault();
      all("#search, #filter-search").find((field) => field.checkVisibility())?.focus();
    } else if (event.timeStamp - going < 1500) {
      going = 0;
      all("[data-key]").find((link) => link.dataset.key === event.key)?.click();
    } else if (event.key === "g") {
      going = event.timeStamp;
    }
  });

  settle();
})();
