import { newest } from "../posts";

const safe = (text) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");

export function GET({ site }) {
  const items = newest.slice(0, 20).map((post) => {
    const link = new URL(`/posts/${post.id}/`, site).href;
    const { title, date, summary } = post.data;
    return `<item><title>${safe(title)}</title><link>${link}</link><guid>${link}</guid>
<pubDate>${date.toUTCString()}</pubDate><description>${safe(summary)}</description></item>`;
  });
  const head = `<title>Measured</title><link>${site}</link><description>Generated posts</description>`;
  return new Response(`<?xml version="1.0" encoding="utf-8"?>\n<rss version="2.0"><channel>${head}\n${items.join("\n")}</channel></rss>\n`);
}
