// What rss-parser makes of a feed: its title, and the id, title, link and date of each entry.
const Parser = require("rss-parser");
new Parser().parseURL(process.argv[2]).then(feed => {
  const items = feed.items.map(one => ({id: one.guid || one.id, title: one.title, link: one.link, at: one.isoDate}));
  console.log(JSON.stringify({title: feed.title, items}));
}).catch(problem => { console.error(problem); process.exit(1); });
