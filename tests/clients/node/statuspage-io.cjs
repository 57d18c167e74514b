// Everything that statuspage.io reads.
const {Statuspage} = require("statuspage.io");
const client = new Statuspage("any");
client.setApiUrl(process.argv[2]);
const {getSummary, getStatus, getComponents, incidents, scheduledMaintenances} = client.api;
(async () => console.log(JSON.stringify({
  summary: await getSummary(),
  status: await getStatus(),
  components: await getComponents(),
  incidents: await incidents.getAll(),
  unresolved: await incidents.getUnresolved(),
  maintenances: await scheduledMaintenances.getAll(),
  upcoming: await scheduledMaintenances.getUpcoming(),
})))().catch(problem => { console.error(problem); process.exit(1); });
