// Narrows long lists while somebody types, and names for assistive technology what the theme leaves nameless.
// Without it the lists are simply whole.
(() => {
  "use strict";
  const MANY = 12;

  function narrow(list) {
    const rows = [...list.querySelectorAll(".fl-row, .fl-table > tbody > tr")];
    if (rows.length < MANY || list.querySelector(":scope > .fl-filter")) return;
    const words = rows.map((row) => row.textContent.replace(/\s+/g, " ").toLowerCase());
    const groups = [...list.querySelectorAll(".fl-group")];

    const label = document.createElement("label");
    const input = document.createElement("input");
    const count = document.createElement("output");
    label.className = "fl-filter";
    label.append("Filter ", input, count);
    input.type = "search";
    input.placeholder = list.dataset.filter;
    count.setAttribute("aria-live", "polite");
    list.prepend(label);

    const apply = () => {
      const asked = input.value.toLowerCase().split(/\s+/).filter(Boolean);
      let left = 0;
      rows.forEach((row, index) => {
        row.hidden = !asked.every((word) => words[index].includes(word));
        if (!row.hidden) left += 1;
      });
      groups.forEach((group) => {
        group.hidden = !group.querySelector(".fl-row:not([hidden]), tbody > tr:not([hidden])");
      });
      count.textContent = asked.length ? `${left} of ${rows.length}` : "";
    };
    input.addEventListener("input", apply);
    if (input.value) apply();
  }

  function name(selector, words) {
    document.querySelectorAll(selector).forEach((part) => part.setAttribute("aria-label", words));
  }

  // A table that is wider than the page scrolls in a box of its own, which the keyboard has to reach.
  const boxes = new ResizeObserver((seen) => {
    for (const { target } of seen) {
      if (target.scrollWidth > target.clientWidth) {
        target.tabIndex = 0;
        target.setAttribute("role", "region");
        target.setAttribute("aria-label", "Table");
      } else {
        ["tabindex", "role", "aria-label"].forEach((attribute) => target.removeAttribute(attribute));
      }
    }
  });

  function start() {
    name(".md-search[role=dialog]", "Search");
    name("nav.md-path", "Breadcrumbs");
    document.querySelectorAll("[data-filter]").forEach(narrow);
    document.querySelectorAll(".md-typeset__scrollwrap").forEach((box) => boxes.observe(box));
  }

  if (window.document$) window.document$.subscribe(start);
  else if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
  else start();
})();
