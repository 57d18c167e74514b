// Narrows long lists: by words while somebody types, and by what their rows have in common.
// What is chosen stands in the address, so that it can be sent to somebody. Without this script the lists are whole.
(() => {
  "use strict";
  const MANY = 12;
  const ROWS = ".fl-row, .fl-table > tbody > tr";

  function facetsOf(list) {
    return (list.dataset.facets ?? "")
      .split(";")
      .map((pair) => pair.split(":").map((part) => part.trim()))
      .filter((pair) => pair.length === 2);
  }

  function valuesOf(row, facet) {
    const said = row.getAttribute(`data-f-${facet}`);
    return said ? said.split("\n") : [];
  }

  function selectOf(facet, title, rows) {
    const known = new Set(rows.flatMap((row) => valuesOf(row, facet)));
    if (known.size < 2) return null;
    const sorted = [...known].sort((one, other) => one.localeCompare(other, "en", { numeric: true }));
    if (facet === "year") sorted.reverse();
    const label = document.createElement("label");
    const select = document.createElement("select");
    select.name = facet;
    select.append(new Option("any", ""), ...sorted.map((value) => new Option(value, value)));
    label.append(title, select);
    return label;
  }

  function narrow(list) {
    const rows = [...list.querySelectorAll(ROWS)];
    if (rows.length < MANY || list.querySelector(":scope > .fl-filters")) return;
    const words = rows.map((row) => row.textContent.replace(/\s+/g, " ").toLowerCase());
    const groups = [...list.querySelectorAll(".fl-group")];
    const facets = facetsOf(list).map(([facet, title]) => [facet, selectOf(facet, title, rows)]);
    const chosen = facets.filter(([, label]) => label).map(([facet, label]) => [facet, label.lastChild]);

    const form = document.createElement("form");
    const label = document.createElement("label");
    const input = document.createElement("input");
    const reset = document.createElement("button");
    const count = document.createElement("output");
    form.className = "fl-filters";
    form.setAttribute("aria-label", "Narrow this list");
    label.className = "fl-filter";
    label.append("Filter", input);
    input.type = "search";
    input.name = "words";
    input.placeholder = list.dataset.filter;
    reset.type = "reset";
    reset.textContent = "Show all";
    form.append(label, ...chosen.map(([, select]) => select.parentNode), reset, count);
    list.prepend(form);

    const apply = () => {
      const asked = input.value.toLowerCase().split(/\s+/).filter(Boolean);
      const wanted = chosen.filter(([, select]) => select.value);
      let left = 0;
      rows.forEach((row, index) => {
        const fits = asked.every((word) => words[index].includes(word));
        row.hidden = !fits || !wanted.every(([facet, select]) => valuesOf(row, facet).includes(select.value));
        if (!row.hidden) left += 1;
      });
      groups.forEach((group) => {
        group.hidden = !group.querySelector(".fl-row:not([hidden]), tbody > tr:not([hidden])");
      });
      const narrowed = asked.length > 0 || wanted.length > 0;
      // How much somebody has is no figure to be shown.
      const counted = narrowed && !wanted.some(([facet]) => facet === "owner");
      count.textContent = counted ? `${left} of ${rows.length}` : narrowed && !left ? "none" : "";
      if (!narrowed) groups.forEach((group) => (group.hidden = false));
      reset.hidden = !narrowed;
    };
    const remember = () => {
      const address = new URL(location.href);
      for (const [name, value] of [["words", input.value], ...chosen.map(([facet, select]) => [facet, select.value])]) {
        if (value) address.searchParams.set(name, value);
        else address.searchParams.delete(name);
      }
      history.replaceState(history.state, "", address);
    };
    const asked = new URLSearchParams(location.search);
    if (asked.get("words")) input.value = asked.get("words");
    for (const [facet, select] of chosen) if (asked.get(facet)) select.value = asked.get(facet);

    form.addEventListener("input", () => {
      apply();
      remember();
    });
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("reset", () =>
      setTimeout(() => {
        apply();
        remember();
        input.focus();
      }),
    );
    apply();
  }

  const start = () => document.querySelectorAll("[data-filter]").forEach(narrow);
  if (window.document$) window.document$.subscribe(start);
  else if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
  else start();
})();
