// All posts, newest first, and lists of ten; worked out once for a build.
import { getCollection, type CollectionEntry } from "astro:content";

export type Post = CollectionEntry<"posts">;
export type List = { base: string; name: string; number: number; last: number; posts: Post[] };
export const key = (name: string) => name.toLowerCase().replaceAll(/[^a-z0-9]+/g, "-");
export const day = (date: Date) => date.toISOString().slice(0, 10);

export const newest = (await getCollection("posts")).sort((a, b) => b.data.date.getTime() - a.data.date.getTime());
export const sections = [...new Set(newest.flatMap((post) => post.data.categories))].sort();

function tens(base: string, name: string, posts: Post[]): List[] {
  const last = Math.ceil(posts.length / 10);
  return Array.from({ length: last }, (_, index) => {
    return { base, name, number: index + 1, last, posts: posts.slice(10 * index, 10 * index + 10) };
  });
}

function terms(folder: string, names: (post: Post) => string[]): List[] {
  const grouped = new Map<string, Post[]>();
  for (const post of newest) {
    for (const name of names(post)) {
      if (!grouped.has(name)) grouped.set(name, []);
      grouped.get(name)!.push(post);
    }
  }
  return [...grouped].flatMap(([name, posts]) => tens(`${folder}/${key(name)}/`, name, posts));
}

export const lists = [
  ...tens("", "Measured", newest),
  ...terms("tags", (post) => post.data.tags),
  ...terms("categories", (post) => post.data.categories),
  ...terms("authors", (post) => [post.data.author]),
];
