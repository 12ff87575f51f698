// Files: dropped where they can be chosen, refused before they are sent where they are too large or too many, and sent
// with a bar that says how far they are. Without this the form is a form like any other.
(() => {
  "use strict";

  const one = (selector, root = document) => root.querySelector(selector);
  const size = (bytes) => {
    const unit = [[1e9, "GB"], [1e6, "MB"], [1e3, "KB"]].find(([least]) => bytes >= least);
    if (!unit) return `${bytes} bytes`;
    const count = bytes / unit[0];
    return `${count >= 10 ? Math.round(count) : count.toFixed(1)} ${unit[1]}`;
  };

  // What was chosen, by name; says whether all of it fits.
  const show = (drop) => {
    const input = one("input[type=file]", drop);
    const list = one(".chosen-files", drop);
    const files = [...input.files];
    const limit = Number(drop.dataset.limit);
    const most = Number(drop.dataset.most);
    list.replaceChildren(...files.map((file, index) => {
      const item = document.createElement("li");
      const why = file.size === 0 ? "this file is empty"
        : file.size > limit ? `larger than ${size(limit)}`
          : index >= most ? `more than ${most} files` : null;
      item.textContent = [file.name, size(file.size), why].filter(Boolean).join(" · ");
      if (why) item.className = "too-much";
      return item;
    }));
    list.hidden = files.length === 0;
    const wrong = list.querySelector(".too-much");
    input.toggleAttribute("aria-invalid", Boolean(wrong));
    if (wrong) input.setAttribute("aria-invalid", "true");
    return !wrong;
  };
  document.addEventListener("change", (event) => {
    const drop = event.target.closest("[data-drop]");
    if (drop) show(drop);
  });

  const over = (event) => event.target.closest?.("[data-drop]");
  const mark = (event, on) => {
    const drop = over(event);
    if (!drop || ![...event.dataTransfer.types].includes("Files")) return null;
    event.preventDefault();
    drop.classList.toggle("over", on);
    return drop;
  };
  document.addEventListener("dragover", (event) => { mark(event, true); });
  document.addEventListener("dragleave", (event) => { mark(event, false); });
  document.addEventListener("drop", (event) => {
    const drop = mark(event, false);
    if (!drop) return;
    const input = one("input[type=file]", drop);
    const all = new DataTransfer();
    for (const file of [...input.files, ...event.dataTransfer.files]) all.items.add(file);
    input.files = all.files;
    show(drop);
  });

  // A page that came as the answer takes the place of this one.
  const put = (text) => {
    const page = new DOMParser().parseFromString(text, "text/html");
    const main = one("#main", page);
    if (!main) return location.reload();
    one("#main").replaceWith(main);
    window.htmx?.process(main);
    one("#main [aria-invalid=true]")?.focus();
  };

  // For whoever has made ready for another page: this one, or what was refused of it, stays.
  const back = () => document.dispatchEvent(new Event("files:back"));

  const send = (form, drop) => {
    const bar = one(".upload", drop);
    const done = () => {
      bar.hidden = true;
      delete form.dataset.sending;
      form.querySelectorAll("[aria-disabled]").forEach((button) => button.removeAttribute("aria-disabled"));
    };
    const request = new XMLHttpRequest();
    request.open("POST", form.action);
    request.setRequestHeader("Accept", "text/html");
    request.upload.onprogress = (event) => {
      if (event.lengthComputable) bar.value = (100 * event.loaded) / event.total;
    };
    request.onload = () => {
      const moved = new URL(request.responseURL, location.href);
      const asked = new URL(form.action, location.href);
      if (request.status < 400 && moved.pathname !== asked.pathname) {
        // What was written has arrived; where somebody has been signed out meanwhile, it has not.
        if (moved.pathname !== "/portal/login") form.reset();
        if (moved.pathname === location.pathname) location.reload();
        else location.assign(moved);
      } else {
        done();
        put(request.responseText);
        back();
      }
    };
    request.onerror = () => {
      done();
      one(".field-help", drop).textContent = one("#voice").dataset.failed;
      back();
    };
    bar.value = 0;
    bar.hidden = false;
    request.send(new FormData(form));
  };

  // Before anybody else hears of it: with files chosen, this sends the form, unless its button leads elsewhere.
  window.addEventListener("submit", (event) => {
    const form = event.target;
    const drop = one("[data-drop]", form);
    if (!drop || !one("input[type=file]", drop).files.length) return;
    if ("sending" in form.dataset && form.dataset.sending === "files") {
      event.preventDefault();
      event.stopImmediatePropagation();
      return;
    }
    if (event.submitter?.hasAttribute("formaction")) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    if (!show(drop)) {
      back();
      return one("input[type=file]", drop).focus();
    }
    form.dataset.sending = "files";
    event.submitter?.setAttribute("aria-disabled", "true");
    send(form, drop);
  }, true);
})();
