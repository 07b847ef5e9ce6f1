// Lists of authors and one feed, which Hexo's own generators do not make alike.
const key = (name) => name.toLowerCase().replaceAll(/[^a-z0-9]+/g, "-");

hexo.extend.helper.register("key", key);

hexo.extend.generator.register("authors", (site) => {
  const grouped = new Map();
  for (const post of site.posts.sort("-date").toArray()) {
    if (!grouped.has(post.author)) grouped.set(post.author, []);
    grouped.get(post.author).push(post);
  }
  const routes = [];
  for (const [name, posts] of grouped) {
    const total = Math.ceil(posts.length / 10);
    const at = (page) => `authors/${key(name)}/${page > 1 ? `page/${page}/` : ""}`;
    for (let page = 1; page <= total; page += 1) {
      const shown = posts.slice(10 * page - 10, 10 * page);
      const near = { prev: page > 1 ? page - 1 : 0, prev_link: at(page - 1), next: page < total ? page + 1 : 0, next_link: at(page + 1) };
      routes.push({ path: at(page), layout: ["index"], data: { ...near, name, current: page, total, posts: { toArray: () => shown } } });
    }
  }
  return routes;
});

const safe = (text) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");

hexo.extend.generator.register("latest", (site) => {
  const items = site.posts.sort("-date").limit(20).map((post) => `<item><title>${safe(post.title)}</title><link>${post.permalink}</link>
<guid>${post.permalink}</guid><pubDate>${post.date.toDate().toUTCString()}</pubDate><description>${safe(post.summary)}</description></item>`);
  const head = "<title>Measured</title><link>https://blog.example.com/</link><description>Generated posts</description>";
  return { path: "index.xml", data: `<?xml version="1.0" encoding="utf-8"?>\n<rss version="2.0"><channel>${head}\n${items.join("\n")}</channel></rss>\n` };
});
