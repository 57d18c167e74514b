// The search box: one behaviour over two engines. Of a small wiki the theme's own index is searched by the theme's own
// worker; a large one has an index of Pagefind's, in pieces. Nothing is fetched before somebody searches.
(() => {
  "use strict";
  const PAGE = 10;
  const box = document.querySelector("[data-fl-search]");
  if (!box) return;
  const { base, search: worker } = JSON.parse(document.getElementById("__config").textContent);
  const root = new URL(base.replace(/\/?$/, "/"), location);
  const toggle = document.querySelector("[data-md-toggle=search]");
  const form = box.querySelector(".md-search__form");
  const input = form.elements.query;
  const scroll = box.querySelector(".md-search__scrollwrap");
  const meta = box.querySelector(".md-search-result__meta");
  const bar = box.querySelector(".fl-facets");
  const list = box.querySelector(".md-search-result__list");

  // Each engine answers `ready()` with its facets, and `find(words, chosen)` with how many results there are and with a
  // function that gives the ones of a stretch: { url, title, html, parts: [{ url, title, html }], chips }.

  function materialEngine() {
    let asked = null;
    let facets = null;
    let pages = [];
    let searcher = null;
    const answer = (message) =>
      new Promise((resolve, reject) => {
        searcher.onmessage = ({ data }) => resolve(data.data);
        searcher.onerror = reject;
        searcher.postMessage(message);
      });
    let queue = Promise.resolve();
    const ask = (message) => (queue = queue.then(() => answer(message)));
    const json = async (path) => (await fetch(new URL(path, root))).json();

    async function ready() {
      let index;
      [index, facets] = await Promise.all([json("search/search_index.json"), json("search/facets.json")]);
      pages = index.docs.filter((doc) => !doc.location.includes("#") && facets.pages[doc.location]);
      searcher = new Worker(new URL(worker, root));
      await ask({ type: 0, data: { ...index, options: { suggest: false } } });
      return Object.entries(facets.titles).map(([name, title]) => ({ name, title, values: facets.values[name] }));
    }

    function has(location, chosen) {
      const known = facets.pages[location.split("#")[0]] ?? {};
      return chosen.every(([name, value]) => known[name]?.includes(facets.values[name].indexOf(value)));
    }

    function result([first, ...parts]) {
      const shown = (doc) => ({ url: new URL(doc.location, root).href, title: doc.title, html: doc.text });
      return { ...shown(first), parts: parts.map(shown), chips: chips(facets.pages[first.location.split("#")[0]]) };
    }

    const chips = (known = {}) =>
      ["severity", "component"].flatMap((name) => (known[name] ?? []).map((place) => facets.values[name][place]));

    async function find(words, chosen) {
      const groups = words ? (await ask({ type: 2, data: words })).items : pages.map((doc) => [{ ...doc, text: "" }]);
      const found = groups.filter((group) => has(group[0].location, chosen)).map(ordered);
      return { count: found.length, take: async (from, to) => found.slice(from, to).map(result) };
    }

    // The page itself first, then what of it fits best.
    const ordered = (group) => {
      const whole = group.find((doc) => !doc.location.includes("#"));
      return whole ? [whole, ...group.filter((doc) => doc !== whole)] : group;
    };
    return { ready: () => (asked ??= ready()), find };
  }

  function pagefindEngine() {
    let asked = null;
    let pagefind = null;

    async function ready() {
      pagefind = await import(new URL("pagefind/pagefind.js", root).href);
      await pagefind.options({ baseUrl: root.pathname, excerptLength: 24 });
      const [facets, known] = await Promise.all([
        fetch(new URL("search/facets.json", root)).then((answer) => answer.json()),
        pagefind.filters(),
      ]);
      return Object.entries(facets.titles).map(([name, title]) => ({
        name,
        title,
        values: Object.keys(known[name] ?? {}),
      }));
    }

    // It gives titles as they are read.
    const escaped = (text) => text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");

    async function result(found) {
      const { url, meta: about, excerpt, sub_results: parts, filters } = await found.data();
      const below = parts.filter((part) => part.url !== url && part.title !== about.title);
      return {
        url,
        title: escaped(about.title ?? ""),
        html: excerpt,
        parts: below.map((part) => ({ url: part.url, title: escaped(part.title), html: part.excerpt })),
        chips: [...(filters.severity ?? []), ...(filters.component ?? [])],
      };
    }

    async function find(words, chosen) {
      const filters = Object.fromEntries(chosen);
      const { results } = await pagefind.search(words || null, { filters });
      return {
        count: results.length,
        take: (from, to) => Promise.all(results.slice(from, to).map(result)),
      };
    }
    return { ready: () => (asked ??= ready()), find };
  }

  const engine = box.dataset.flSearch === "pagefind" ? pagefindEngine() : materialEngine();

  // What is shown

  const WORDS_BEFORE = 60;
  const WORDS_SHOWN = 220;

  // The words around the first mark; the theme's index gives whole sections, with their lists and tables.
  function excerpt(html) {
    const parsed = document.createElement("template");
    parsed.innerHTML = html.replace(/<\/(p|li|td|th|h\d|pre|div)>|<br>/g, "$& ");
    const text = parsed.content.textContent;
    const first = parsed.content.querySelector("mark");
    const range = document.createRange();
    range.setStart(parsed.content, 0);
    if (first) range.setEndBefore(first);
    const before = first ? range.toString().length : 0;
    const start = before > WORDS_BEFORE ? text.lastIndexOf(" ", before - WORDS_BEFORE) + 1 : 0;
    const stop = start + WORDS_SHOWN >= text.length ? text.length : text.lastIndexOf(" ", start + WORDS_SHOWN);
    const shown = document.createElement("p");
    const walk = document.createTreeWalker(parsed.content, NodeFilter.SHOW_TEXT);
    for (let at = 0; walk.nextNode(); ) {
      const { data, parentNode } = walk.currentNode;
      const piece = data.slice(Math.max(0, start - at), Math.max(0, stop - at)).replace(/\s+/g, " ");
      at += data.length;
      if (!piece) continue;
      const holder = parentNode.nodeName === "MARK" ? document.createElement("mark") : shown;
      holder.append(piece);
      if (holder !== shown) shown.append(holder);
    }
    if (start) shown.prepend("… ");
    if (stop < text.length) shown.append(" …");
    return shown;
  }

  function entry({ url, title, html, chips }, heading) {
    const link = document.createElement("a");
    const article = document.createElement("article");
    const name = document.createElement(heading);
    link.className = "md-search-result__link";
    link.href = url;
    article.className = "md-search-result__article md-typeset";
    // Escaped by the engines, but for the marks of what was searched and the plain elements of the theme's index.
    name.innerHTML = title;
    article.append(name);
    if (chips?.length) {
      const told = document.createElement("p");
      told.className = "fl-found";
      told.textContent = chips.slice(0, 4).join(" · ");
      article.append(told);
    }
    if (html) article.append(excerpt(html));
    link.append(article);
    return link;
  }

  function item(found) {
    const element = document.createElement("li");
    element.className = "md-search-result__item";
    element.append(entry(found, "h1"), ...found.parts.slice(0, 2).map((part) => entry(part, "h2")));
    return element;
  }

  const chosen = () =>
    [...bar.querySelectorAll("select")].filter((one) => one.value).map((one) => [one.name, one.value]);

  function say(words) {
    meta.textContent = words;
  }

  let turn = 0;
  let more = null;

  async function look() {
    const mine = ++turn;
    const words = input.value.trim();
    try {
      if (!bar.children.length) say("Loading the index …");
      const facets = await engine.ready();
      if (!bar.children.length) fill(facets);
      if (mine !== turn) return;
      if (!words && !chosen().length) return forget();
      const { count, take } = await engine.find(words, chosen());
      if (mine !== turn) return;
      const first = await take(0, PAGE);
      if (mine !== turn) return;
      list.replaceChildren(...first.map(item));
      scroll.scrollTop = 0;
      say(count === 0 ? "Nothing was found" : `${count} ${count === 1 ? "page" : "pages"}`);
      let shown = first.length;
      let busy = false;
      more = async () => {
        if (busy || mine !== turn || shown >= count) return;
        busy = true;
        const next = await take(shown, shown + PAGE);
        if (mine === turn) list.append(...next.map(item));
        shown += next.length;
        busy = false;
      };
    } catch (problem) {
      if (mine === turn) say(`The search does not work here: ${problem.message ?? problem}`);
    }
  }

  function forget() {
    turn += 1;
    more = null;
    list.replaceChildren();
    say("Type to search, or choose what to look through");
  }

  function fill(facets) {
    const selects = facets
      .filter(({ values }) => values.length > 1)
      .map(({ name, title, values }) => {
        const select = document.createElement("select");
        const sorted = [...values].sort((one, other) => one.localeCompare(other, "en", { numeric: true }));
        if (name === "year") sorted.reverse();
        select.name = name;
        select.setAttribute("aria-label", title);
        select.append(new Option(title, ""), ...sorted.map((value) => new Option(value, value)));
        return select;
      });
    bar.replaceChildren(...selects);
    bar.hidden = !selects.length;
  }

  // How it is handled

  const isOpen = () => toggle.checked;

  function open() {
    if (!isOpen()) toggle.click();
    look();
  }

  function close() {
    if (isOpen()) toggle.click();
    if (box.contains(document.activeElement)) document.activeElement.blur();
  }

  function typing(target) {
    return target.isContentEditable || ["INPUT", "TEXTAREA", "SELECT"].includes(target.tagName);
  }

  function move(by) {
    const stops = [input, ...list.querySelectorAll("a")];
    const place = stops.indexOf(document.activeElement);
    stops[(Math.max(place, 0) + by + stops.length) % stops.length].focus();
  }

  input.addEventListener("focus", open);
  input.addEventListener("input", look);
  bar.addEventListener("change", look);
  bar.addEventListener("submit", (event) => event.preventDefault());
  toggle.addEventListener("change", () => isOpen() && input.focus());
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => {
    bar.reset();
    setTimeout(() => {
      look();
      input.focus();
    });
  });
  scroll.addEventListener("scroll", () => {
    if (scroll.scrollTop + scroll.clientHeight > scroll.scrollHeight - 200) more?.();
  });
  list.addEventListener("focusin", ({ target }) => {
    if (target.closest("li") === list.lastElementChild) more?.();
  });
  box.addEventListener("click", ({ target }) => target.closest("a") && close());
  box.addEventListener("focusout", ({ relatedTarget }) => {
    if (relatedTarget && !box.contains(relatedTarget) && isOpen()) toggle.click();
  });
  document.addEventListener("keydown", (event) => {
    if (event.metaKey || event.ctrlKey || event.altKey) return;
    const inside = box.contains(document.activeElement);
    if (!inside && !typing(event.target) && ["/", "s", "f"].includes(event.key)) {
      input.focus();
      input.select();
    } else if (isOpen() && event.key === "Escape") {
      close();
    } else if (inside && event.target.tagName !== "SELECT" && event.key === "ArrowDown") {
      move(1);
    } else if (inside && event.target.tagName !== "SELECT" && event.key === "ArrowUp") {
      move(-1);
    } else if (event.target === input && event.key === "Enter") {
      list.querySelector("a")?.click();
    } else return;
    event.preventDefault();
  });

  const deep = new URLSearchParams(location.search).get("q");
  if (deep) {
    input.value = deep;
    input.focus();
  }
})();
