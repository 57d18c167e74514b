"""`embed.js`: a line on the customer's own pages, there only while something is wrong."""

from __future__ import annotations

FILE = "embed.js"

_SCRIPT = """\
// Shows a line at the top of your page while something is wrong. Nothing is stored, nobody is tracked.
(() => {
const home = new URL(".", document.currentScript.src).href;
const tell = async () => {
const reply = await fetch(home + "api/v2/summary.json");
if (!reply.ok) return;
const {status, incidents, scheduled_maintenances: planned, page} = await reply.json();
const open = incidents[0] || planned.find(one => one.status != "scheduled");
if (!open && status.indicator == "none") return;
const line = document.createElement("div"), link = document.createElement("a");
line.setAttribute("role", "status");
line.id = "faultless-status";
line.style.cssText = "padding:.6em 1em;text-align:center;font:inherit;color:#fff;background:" +
({critical: "#b3261e", major: "#b04600", minor: "#8a6100"}[status.indicator] || "#0b62a4");
link.href = open ? open.shortlink : home;
link.dir = "auto";
link.style.cssText = "color:inherit";
link.textContent = page.name + ": " + (open ? open.name : status.description);
line.append(link);
document.body.prepend(line);
};
const start = () => tell().catch(() => {});
if (document.body) start(); else addEventListener("DOMContentLoaded", start);
})();
"""


def embed() -> bytes:
    """The script, the same for every site: it asks where it came from."""
    return _SCRIPT.encode()
