// Lists of ten for each term, as pages of one collection: Eleventy has no taxonomies of its own.
const key = (name) => name.toLowerCase().replaceAll(/[^a-z0-9]+/g, "-");
const newest = (api) => api.getFilteredByGlob("src/posts/*.md").reverse();

function tens(base, name, posts) {
  const pages = [];
  const last = Math.ceil(posts.length / 10);
  for (let number = 1; number <= last; number += 1) {
    const address = number === 1 ? base : `${base}page/${number}/`;
    pages.push({ base, address, name, number, last, posts: posts.slice(10 * number - 10, 10 * number) });
  }
  return pages;
}

function terms(posts, field, folder) {
  const grouped = new Map();
  for (const post of posts) {
    for (const name of [post.data[field]].flat()) {
      if (!grouped.has(name)) grouped.set(name, []);
      grouped.get(name).push(post);
    }
  }
  return [...grouped].flatMap(([name, own]) => tens(`/${folder}/${key(name)}/`, name, own));
}

export default function (config) {
  config.addFilter("key", key);
  config.addFilter("day", (date) => date.toISOString().slice(0, 10));
  config.addCollection("written", (api) => newest(api).reverse());
  config.addCollection("sections", (api) => [...new Set(newest(api).map((post) => post.data.category))].sort());
  config.addCollection("lists", (api) => {
    const posts = newest(api);
    return [
      ...tens("/", "Measured", posts),
      ...terms(posts, "topics", "tags"),
      ...terms(posts, "category", "categories"),
      ...terms(posts, "author", "authors"),
    ];
  });
  config.addCollection("latest", (api) => newest(api).slice(0, 20));
  return { dir: { input: "src", output: "public" } };
}
