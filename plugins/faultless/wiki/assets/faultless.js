// Names for assistive technology what the theme leaves nameless.
(() => {
  "use strict";
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
    document.querySelectorAll(".md-typeset__scrollwrap").forEach((box) => boxes.observe(box));
  }

  if (window.document$) window.document$.subscribe(start);
  else if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
  else start();
})();
