// Everything that statuspage.js reads, and whether its watcher notices that the second address has one more update.
const {Statuspage, StatuspageUpdates} = require("statuspage.js");
const at = (client, address) => { client.axios.defaults.baseURL = `${address}api/v2`; return client; };
const kind = value => value instanceof Date ? "date" : value === null ? "null" : typeof value;
(async () => {
  const [before, after] = process.argv.slice(2);
  const client = at(new Statuspage("any"), before);
  const names = ["summary", "status", "components", "allIncidents", "unresolvedIncidents", "allScheduledMaintenances",
    "activeScheduledMaintenances", "upcomingScheduledMaintenances"];
  const found = {};
  for (const name of names) found[name] = await client[name]();
  const incident = found.allIncidents.incidents[0];
  const kinds = Object.fromEntries(Object.entries(incident).map(([key, value]) => [key, kind(value)]));
  StatuspageUpdates.prototype.fetch = (fetch => async function () { return this.ready ? fetch.call(this) : undefined; })(StatuspageUpdates.prototype.fetch);
  const watcher = new StatuspageUpdates("any");
  watcher.ready = true;
  const told = [];
  watcher.on("incident_update", one => told.push(one.incident_updates[0].id));
  for (const address of [before, before, after, after]) {
    at(watcher.statuspage, address);
    await watcher.fetch();
    watcher.checkUpdate();
  }
  console.log(JSON.stringify({found, kinds, told}));
})().catch(problem => { console.error(problem); process.exit(1); });
