// Places on the work: pins by pointer or keys, moments of a recording, passages of a text, and the wipe
// between two versions. Without this file a place is typed, and versions stand beside each other.
(() => {
  "use strict";

  const one = (selector, root = document) => root.querySelector(selector);
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const drawn = (name, attributes) => {
    const node = document.createElementNS("http://www.w3.org/2000/svg", name);
    for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
    return node;
  };
  const percent = (fraction) => `${(fraction * 100).toFixed(2)}%`;
  const within = (value) => Math.min(1, Math.max(0, value));
  const rounded = (value) => Math.round(value * 10000) / 10000;

  const canvasOf = (file, page) =>
    all("[data-canvas]").find((canvas) => canvas.dataset.canvas === file && canvas.dataset.page === page?.toString());
  // Where the next comment will be, on a picture.
  const sketch = ({ file, page, x, y, w, h }) => {
    all(".pin-new").forEach((old) => old.remove());
    const canvas = canvasOf(file, page);
    if (x === undefined || !canvas) return;
    const mark = drawn("g", { class: "pin pin-new" });
    if (w) mark.append(drawn("rect", { class: "pin-box", x: percent(x), y: percent(y), width: percent(w), height: percent(h) }));
    mark.append(drawn("circle", { class: "pin-dot", cx: percent(x), cy: percent(y), r: 9 }));
    one(".pins", canvas).append(mark);
  };

  // The place that the next comment is about.
  const point = (anchor, words) => {
    const target = one("#note-target");
    one("#note-anchor").value = anchor ? JSON.stringify(anchor) : "";
    target.hidden = !anchor;
    one("[data-words]", target).textContent = words ?? "";
    sketch(anchor ?? {});
  };
  const aim = (anchor, words) => {
    const box = one("#note-body");
    if (!box) return;
    point(anchor, words);
    if (!anchor) return;
    box.focus({ preventScroll: true });
    box.scrollIntoView({ block: "nearest" });
  };

  // Placing a pin: the pointer drops or drags, the keys move a cross and drop it with Enter.
  let placing = null;
  // A page may be taller than the window: what the keys move stays in sight.
  const follow = () => {
    const frame = placing.canvas.getBoundingClientRect(), y = frame.top + placing.y * frame.height;
    if (y < 100 || y > innerHeight - 180) scrollBy(0, y - innerHeight / 2);
  };
  const cross = (canvas) => {
    const svg = one(".pins", canvas);
    all(".crosshair", svg).forEach((line) => line.remove());
    if (placing?.canvas !== canvas) return;
    const { x, y } = placing;
    svg.append(
      drawn("line", { class: "crosshair", x1: percent(x), x2: percent(x), y1: "0%", y2: "100%" }),
      drawn("line", { class: "crosshair", x1: "0%", x2: "100%", y1: percent(y), y2: percent(y) }),
    );
  };
  const stop = () => {
    if (!placing) return;
    const { canvas } = placing;
    placing = null;
    canvas.removeAttribute("data-placing");
    canvas.removeAttribute("tabindex");
    cross(canvas);
  };
  const start = (canvas, tool) => {
    stop();
    const { top, height } = canvas.getBoundingClientRect();
    const tall = height > innerHeight;
    placing = { canvas, tool, x: .5, y: tall ? within((innerHeight / 2 - top) / height) : .5, from: null };
    canvas.setAttribute("data-placing", "");
    canvas.tabIndex = 0;
    canvas.focus({ preventScroll: true });
    if (!tall) canvas.scrollIntoView({ block: "nearest" });
    cross(canvas);
  };
  const drop = (x, y, w = 0, h = 0) => {
    const { canvas } = placing;
    const page = canvas.dataset.page ? { page: Number(canvas.dataset.page) } : {};
    const boxed = w > .01 && h > .01;
    const at = { file: canvas.dataset.canvas, ...page, x: rounded(x), y: rounded(y) };
    const anchor = boxed ? { kind: "box", ...at, w: rounded(Math.min(w, 1 - at.x)), h: rounded(Math.min(h, 1 - at.y)) } : { kind: "point", ...at };
    stop();
    const where = canvas.dataset.page ? `${canvas.dataset.name}, page ${canvas.dataset.page}` : canvas.dataset.name;
    aim(anchor, `${where}, ${Math.round(x * 100)} % / ${Math.round(y * 100)} %`);
  };
  const at = (event, canvas) => {
    const frame = one("img", canvas).getBoundingClientRect();
    return [within((event.clientX - frame.left) / frame.width), within((event.clientY - frame.top) / frame.height)];
  };
  document.addEventListener("pointerdown", (event) => {
    if (!placing || !placing.canvas.contains(event.target)) return;
    event.preventDefault();
    placing.from = at(event, placing.canvas);
  });
  document.addEventListener("pointermove", (event) => {
    if (!placing?.canvas.contains(event.target)) return;
    [placing.x, placing.y] = at(event, placing.canvas);
    cross(placing.canvas);
  });
  document.addEventListener("pointerup", (event) => {
    if (!placing?.from) return;
    const [x, y] = at(event, placing.canvas), [fx, fy] = placing.from;
    drop(...(Math.abs(x - fx) > .01 && Math.abs(y - fy) > .01
      ? [Math.min(x, fx), Math.min(y, fy), Math.abs(x - fx), Math.abs(y - fy)] : [x, y]));
  });
  document.addEventListener("keydown", (event) => {
    if (!placing || event.target !== placing.canvas) return;
    const step = event.shiftKey ? .05 : .01;
    const moves = { ArrowLeft: [-step, 0], ArrowRight: [step, 0], ArrowUp: [0, -step], ArrowDown: [0, step] };
    if (moves[event.key]) {
      placing.x = within(placing.x + moves[event.key][0]);
      placing.y = within(placing.y + moves[event.key][1]);
      cross(placing.canvas);
      follow();
    } else if (event.key === "Enter") drop(placing.x, placing.y);
    else if (event.key === "Escape") {
      const { tool } = placing;
      stop();
      tool.focus();
    }
    else return;
    event.preventDefault();
  });

  const clock = (seconds) => `${Math.floor(seconds / 60)}:${String(Math.floor(seconds % 60)).padStart(2, "0")}`;
  const film = (id) => all("[data-film]").find((player) => player.dataset.film === id);

  // The text as one line of characters, and where each of them stands.
  const flatten = (root) => {
    const own = (node) => (node.parentElement.closest(".passage-mark") ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT);
    const letters = [], walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT, own);
    let text = "";
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      for (let index = 0; index < node.data.length; index += 1) {
        const blank = /\s/.test(node.data[index]);
        if (blank && text.endsWith(" ")) continue;
        text += blank ? " " : node.data[index];
        letters.push([node, index]);
      }
    }
    return { text, letters };
  };
  // What is marked beyond the text is left out.
  const quote = (button) => {
    const sheet = one("#sheet"), selection = getSelection();
    const told = (words) => { one("[data-quoted]").textContent = words; };
    const range = selection.rangeCount ? selection.getRangeAt(0) : null;
    if (!range || range.collapsed || !range.intersectsNode(sheet)) return told(button.dataset.none);
    const { text, letters } = flatten(sheet);
    const inside = letters.map(([node, index]) => range.comparePoint(node, index) === 0 && range.comparePoint(node, index + 1) === 0);
    const start = inside.indexOf(true), end = inside.lastIndexOf(true) + 1;
    const words = text.slice(start, end).trim();
    if (start < 0 || !words) return told(button.dataset.none);
    if (words.length > 1900) return told(button.dataset.long);
    told("");
    aim({ kind: "passage", quote: words, prefix: text.slice(Math.max(0, start - 60), start), suffix: text.slice(end, end + 60), start }, `“${words.length > 60 ? `${words.slice(0, 60)}…` : words}”`);
  };
  // Behind a passage stands the number of its comment, and each of the two leads to the other.
  const number = (range, note) => {
    const thread = note.closest(".note"), link = document.createElement("a");
    link.className = `passage-mark${thread.matches(".note-resolved") ? " passage-resolved" : ""}`;
    link.id = `passage-${thread.id}`;
    link.href = `#${thread.id}`;
    link.textContent = one(".note-number", thread).textContent;
    link.ariaLabel = `Comment ${link.textContent}`;
    const behind = range.cloneRange();
    behind.collapse(false);
    // A link has no other in it.
    const around = behind.endContainer.parentElement.closest("a");
    if (around) around.after(link);
    else behind.insertNode(link);
    note.href = `#${link.id}`;
  };
  // Passages stay marked however the text is drawn: the nearest place that reads the same counts.
  const mark = () => {
    const sheet = one("#sheet");
    window.CSS?.highlights?.delete("passage");
    if (!sheet) return;
    all(".passage-mark", sheet).forEach((old) => old.remove());
    const ranges = [];
    for (const note of all("[data-passage]")) {
      const { text, letters } = flatten(sheet);
      const words = note.textContent, wanted = Number(note.dataset.start);
      let best = -1;
      for (let found = text.indexOf(words); found >= 0; found = text.indexOf(words, found + 1)) {
        if (best < 0 || Math.abs(found - wanted) < Math.abs(best - wanted)) best = found;
      }
      if (best < 0) continue;
      const range = document.createRange(), [first, from] = letters[best], [last, to] = letters[best + words.length - 1];
      range.setStart(first, from);
      range.setEnd(last, to + 1);
      ranges.push(range);
      number(range, note);
    }
    if (ranges.length && window.CSS?.highlights) CSS.highlights.set("passage", new Highlight(...ranges));
  };

  document.addEventListener("click", (event) => {
    const tool = event.target.closest("[data-tool]");
    if (tool?.dataset.tool === "pin") {
      const canvas = canvasOf(tool.dataset.file, tool.dataset.page);
      if (canvas) start(canvas, tool);
    } else if (tool?.dataset.tool === "moment") {
      const player = film(tool.dataset.file);
      player.pause();
      aim({ kind: "time", file: tool.dataset.file, seconds: Math.round(player.currentTime * 10) / 10 },
        `${all("[data-film]").length > 1 ? `${player.getAttribute("aria-label")}, ` : ""}${clock(player.currentTime)}`);
    }
    const quoting = event.target.closest("[data-quote]");
    if (quoting) quote(quoting);
    if (event.target.closest("[data-forget]")) aim(null);
    const seek = event.target.closest("[data-seek]");
    const player = seek && film(seek.dataset.filmId);
    if (player) {
      event.preventDefault();
      player.currentTime = Number(seek.dataset.seek);
      player.scrollIntoView({ block: "center" });
    }
  });
  // A press must not take the selection away that it is about.
  document.addEventListener("mousedown", (event) => { if (event.target.closest("[data-quote]")) event.preventDefault(); });
  document.addEventListener("input", (event) => {
    if (event.target.matches("[data-wipe-range]")) event.target.closest("[data-wipe]").style.setProperty("--wipe", `${event.target.value}%`);
  });

  // What else is half written on the work while something of it is sent is kept by this tab, and given back on the page
  // that follows: nobody has to choose between an answer and a comment. A browser may refuse to keep anything.
  const tab = (act) => { try { return act(sessionStorage); } catch { return null; } };
  const path = (form) => new URL(form.getAttribute("action"), location.href).pathname;
  const work = () => { const note = one("#note-new"); return note && path(note).replace(/\/comments$/, ""); };
  // Whoever signs in next in this tab is another one, and is given nothing of it.
  const key = () => `${work()} ${one(".menu-who span").textContent}`;
  const stored = () => (work() && tab((store) => JSON.parse(store.getItem(key())))) ?? [];
  const put = (kept) => tab((store) => {
    if (kept.length) store.setItem(key(), JSON.stringify(kept));
    else store.removeItem(key());
    return true;
  });
  // What is kept is not lost, so nobody is asked whether it may be, unless nothing was sent after all.
  let unasked = [];
  const askAgain = () => {
    unasked.forEach(([box, text]) => { box.defaultValue = text; });
    unasked = [];
  };
  addEventListener("submit", ({ target: form }) => {
    askAgain();
    const note = one("#note-new");
    if (!note || !form.hasAttribute("action") || !path(form).startsWith(work())) return;
    const boxes = all("#main textarea[id]").filter((box) => box.form !== form && box.value.trim());
    const kept = boxes.map((box) => ({ id: box.id, value: box.value }));
    const anchor = one("#note-anchor").value, words = one("#note-target [data-words]").textContent;
    if (form !== note && anchor) kept.push({ id: "note-anchor", value: anchor, words, version: note.elements.version.value });
    // Files that are chosen elsewhere cannot be kept.
    const files = all("#main input[type=file]").some((input) => input.form !== form && input.files.length);
    // What has no place on this page waits for one that has.
    const elsewhere = stored().filter(({ id }) => !document.getElementById(id));
    if (!put([...elsewhere, ...kept]) || files) return;
    unasked = boxes.map((box) => [box, box.defaultValue]);
    boxes.forEach((box) => { box.defaultValue = box.value; });
  }, true);
  const giveBack = () => {
    const kept = stored();
    if (!kept.length) return;
    put(kept.filter(({ id, value, words, version }) => {
      const box = document.getElementById(id);
      if (!box || box.value) return true;
      if (id !== "note-anchor") box.value = value;
      // A place is one of its version only.
      else if (version === one("#note-new").elements.version.value) point(JSON.parse(value), words);
      const folded = box.closest("details");
      if (folded) folded.open = true;
      return false;
    }));
  };
  const arrive = () => { mark(); giveBack(); };
  document.addEventListener("htmx:after:swap", () => { placing = null; arrive(); });
  document.addEventListener("htmx:finally:request", askAgain);
  document.addEventListener("files:back", () => { askAgain(); arrive(); });
  arrive();
})();
