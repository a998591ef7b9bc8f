// The page is complete without this script; it adds filters, keys and copied links.
"use strict";

document.documentElement.classList.add("scripted");

document.addEventListener("DOMContentLoaded", () => {
  const form = document.getElementById("filters");
  if (!form) return;

  const CHOICES = ["locale", "state", "class", "document"];
  const STORED = "charter-i18n shortcuts";
  const entries = Array.from(document.querySelectorAll(".entry"), (element) => ({
    element,
    severity: element.dataset.severity,
    locale: element.dataset.locale,
    state: element.dataset.state,
    class: element.dataset.class.split(" "),
    document: element.dataset.document,
    text: null,
  }));
  const groups = Array.from(document.querySelectorAll(".group"), (element) => ({
    element,
    count: element.querySelector(".count"),
    entries: entries.filter((entry) => entry.element.parentNode === element),
  }));
  const shown = document.getElementById("shown");
  const notice = document.getElementById("notice");
  const help = document.getElementById("help");
  const shortcuts = document.getElementById("shortcuts");
  const format = new Intl.NumberFormat(document.documentElement.lang);

  // --- what is looked for -----------------------------------------------------------------

  // Case, accents, kinds of blanks and of apostrophes make no difference.
  function folded(text) {
    return text
      .normalize("NFKD")
      .replace(/[\p{Mn}\u00ad\u200b-\u200f\u2060]/gu, "")
      .replace(/[\u2018\u2019\u02bc]/g, "'")
      .replace(/\s+/g, " ")
      .toLowerCase();
  }

  // The words that only screen readers are meant to hear are not searched.
  function textOf(entry) {
    if (entry.text === null) {
      const walker = document.createTreeWalker(entry.element, NodeFilter.SHOW_TEXT);
      let text = "";
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        const parent = node.parentNode;
        if (parent.className !== "sr" && parent.nodeName !== "ABBR") text += node.data;
      }
      entry.text = folded(text);
    }
    return entry.text;
  }

  function control(name) {
    return form.querySelector(`select[name="${name}"]`);
  }

  function wanted() {
    const found = new URLSearchParams();
    const boxes = form.querySelectorAll('input[name="severity"]:checked');
    if (boxes.length) found.set("severity", Array.from(boxes, (box) => box.value).join(","));
    for (const name of CHOICES) {
      const value = control(name)?.value;
      if (value) found.set(name, value);
    }
    if (form.elements.q.value.trim()) found.set("q", form.elements.q.value.trim());
    return found;
  }

  function matches(entry, filters, severities, words) {
    if (severities && !severities.includes(entry.severity)) return false;
    for (const name of CHOICES) {
      const value = filters.get(name);
      if (value === null) continue;
      if (name === "class" ? !entry.class.includes(value) : entry[name] !== value) return false;
    }
    return words.every((word) => textOf(entry).includes(word));
  }

  function show(filters) {
    const severities = filters.get("severity")?.split(",");
    const words = folded(filters.get("q") ?? "").split(" ").filter(Boolean);
    let total = 0;
    for (const group of groups) {
      let count = 0;
      for (const entry of group.entries) {
        const hidden = !matches(entry, filters, severities, words);
        if (entry.element.hidden !== hidden) entry.element.hidden = hidden;
        if (!hidden) count += 1;
      }
      group.element.hidden = count === 0;
      group.count.textContent = format.format(count);
      total += count;
    }
    document.getElementById("none-left").hidden = total > 0;
    form.querySelector(".clear").hidden = !filters.size;
    form.classList.toggle("filtered", filters.size > 0);
    const text = form.dataset.shown
      .replace("{shown}", format.format(total))
      .replace("{total}", format.format(entries.length));
    if (shown.textContent !== text) shown.textContent = text;
  }

  // --- the fragment of the URL: an entry's place, or filters ------------------------------

  function fragment() {
    return location.hash.slice(1);
  }

  function target() {
    const name = fragment();
    if (!name) return null;
    let decoded = name;
    try {
      decoded = decodeURIComponent(name);
    } catch {
      // Not an escaped name: it stands for itself.
    }
    return document.getElementById(name) ?? document.getElementById(decoded);
  }

  function fill(filters) {
    const severities = filters.get("severity")?.split(",") ?? [];
    for (const box of form.querySelectorAll('input[name="severity"]')) {
      box.checked = severities.includes(box.value);
    }
    for (const name of CHOICES) {
      const select = control(name);
      if (!select) continue;
      select.value = filters.get(name) ?? "";
      if (select.selectedIndex < 0) select.value = "";
    }
    form.elements.q.value = filters.get("q") ?? "";
  }

  function followFragment() {
    const place = target();
    if (!place) {
      fill(new URLSearchParams(fragment()));
      show(wanted());
      return;
    }
    if (place.closest("[hidden]")) {
      fill(new URLSearchParams());
      show(wanted());
    }
    place.scrollIntoView();
  }

  function change() {
    const filters = wanted();
    show(filters);
    const page = location.href.split("#")[0];
    history.replaceState(null, "", filters.size ? `${page}#${filters}` : page);
  }

  function clear() {
    fill(new URLSearchParams());
    change();
    form.elements.q.focus();
  }

  // --- going from entry to entry ----------------------------------------------------------

  function current() {
    return document.activeElement?.closest(".entry") ?? null;
  }

  function go(step) {
    const visible = entries.filter((entry) => !entry.element.hidden);
    if (!visible.length) return;
    const place = visible.findIndex((entry) => entry.element === current());
    const next = place < 0 ? 0 : Math.min(Math.max(place + step, 0), visible.length - 1);
    const heading = visible[next].element.querySelector("h3");
    heading.tabIndex = -1;
    visible[next].element.scrollIntoView();
    heading.focus({ preventScroll: true });
  }

  let forgetting = 0;
  function say(text) {
    notice.textContent = text;
    clearTimeout(forgetting);
    forgetting = setTimeout(() => notice.replaceChildren(), 4000);
  }

  async function copy(entry) {
    const link = `${location.href.split("#")[0]}#${entry.id}`;
    try {
      await navigator.clipboard.writeText(link);
      say(form.dataset.copied);
    } catch {
      location.hash = entry.id;
      say(form.dataset.notCopied);
    }
  }

  function shortcut(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || help.open || !shortcuts.checked) return;
    if (event.target.closest("input, select, textarea, [contenteditable]")) return;
    const entry = current();
    const actions = {
      j: () => go(1),
      k: () => go(-1),
      c: () => entry && copy(entry),
      "/": () => form.elements.q.focus(),
      "?": () => help.showModal(),
    };
    if (!Object.hasOwn(actions, event.key)) return;
    event.preventDefault();
    actions[event.key]();
  }

  // --- what the reader does ---------------------------------------------------------------

  let waiting = 0;
  form.addEventListener("input", (event) => {
    clearTimeout(waiting);
    // Typing is awaited, so that the count is announced once.
    waiting = setTimeout(change, event.target.name === "q" ? 150 : 0);
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  form.querySelector(".help").addEventListener("click", () => help.showModal());
  form.querySelector(".more").addEventListener("click", (event) => {
    const open = form.classList.toggle("open");
    event.currentTarget.setAttribute("aria-expanded", String(open));
  });
  document.addEventListener("click", (event) => {
    if (event.target.closest(".clear")) clear();
    const button = event.target.closest(".links button");
    if (button) copy(button.closest(".entry"));
  });
  document.addEventListener("keydown", shortcut);
  window.addEventListener("hashchange", followFragment);

  // Single keys may be in the way of speech input: they can be turned off (WCAG 2.1.4).
  try {
    shortcuts.checked = localStorage.getItem(STORED) !== "off";
  } catch {
    // Storage is closed to this page: the choice lasts until the page is closed.
  }
  shortcuts.addEventListener("change", () => {
    try {
      localStorage.setItem(STORED, shortcuts.checked ? "on" : "off");
    } catch {
      // As above.
    }
  });

  // Paper cannot be unfolded.
  let unfolded = [];
  window.addEventListener("beforeprint", () => {
    unfolded = Array.from(document.querySelectorAll("details:not([open])"));
    for (const details of unfolded) details.open = true;
  });
  window.addEventListener("afterprint", () => {
    for (const details of unfolded) details.open = false;
  });

  followFragment();
});
