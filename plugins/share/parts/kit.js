// A kit page: for each channel its text to edit, copy and open, counted as the network counts, and how it will look.
// The kit stands in the page as JSON; nothing is fetched, nothing is kept.
"use strict";
{
  const { kit, site, lang, image } = JSON.parse(document.getElementById("data").textContent);
  const told = document.getElementById("told");

  const element = (name, options = {}, ...children) => {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(options)) {
      if (key in made) made[key] = value;
      else made.setAttribute(key, value);
    }
    made.append(...children.filter((child) => child !== null));
    return made;
  };

  // Exactly this text, also where a browser keeps the clipboard from pages that come from a file.
  const copy = async (text) => {
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      const place = element("textarea", { value: text, className: "aside", readOnly: true });
      document.body.append(place);
      place.select();
      const done = document.execCommand("copy");
      place.remove();
      if (!done) throw new Error("the browser does not let pages copy");
    }
  };
  const copier = (label, text) => {
    const button = element("button", { type: "button", textContent: label });
    let later;
    button.addEventListener("click", async () => {
      try {
        await copy(text());
        button.textContent = "Copied";
        told.textContent = `Copied: ${label.replace(/^Copy /, "")}`;
      } catch {
        button.textContent = "Press Ctrl+C";
        told.textContent = "The browser does not let this page copy. Select the text and copy it yourself.";
      }
      clearTimeout(later);
      later = setTimeout(() => { button.textContent = label; }, 2000);
    });
    return button;
  };

  // A text as a reader sees it: links, mentions and hashtags coloured, long links shortened where the network does so.
  // Names on Bluesky are host names; a link ends before the sentence's own marks, as in plugins/share/facets.py.
  const HANDLES = { bluesky: "@(?:[\\p{L}\\p{N}-]+\\.)+[\\p{L}\\p{N}-]+", threads: "@[\\w.]*\\w" };
  const bareLink = (link) => {
    const bare = link.replace(/[.,;:!?]+$/, "");
    return bare.endsWith(")") && !bare.includes("(") ? bare.slice(0, -1) : bare;
  };
  const rich = (text, network) => {
    const parts = [];
    const shortened = SHORTENED.has(network);
    const handle = HANDLES[network] ?? "@[\\p{L}\\p{N}_]+(?:@[\\w.-]+\\w)?";
    const marked = new RegExp(`https?://[^\\s]+|(?<![\\p{L}\\p{N}_/])(?:[#＃][\\p{L}\\p{N}_]+|${handle})`, "gu");
    let at = 0;
    for (const match of text.matchAll(marked)) {
      const whole = match[0].startsWith("http") ? bareLink(match[0]) : match[0];
      parts.push(text.slice(at, match.index));
      const bare = whole.replace(/^https?:\/\/(www\.)?/, "");
      const short = shortened && whole.startsWith("http") && bare.length > 30 ? `${bare.slice(0, 29)}…` : bare;
      parts.push(element("span", { className: "link", title: whole }, whole.startsWith("http") && shortened ? short : whole));
      at = match.index + whole.length;
    }
    return [...parts, text.slice(at)];
  };

  const card = () => {
    const host = element("span", { className: "host" }, new URL(kit.url).host);
    const title = element("strong", { lang: lang, dir: "auto" }, kit.title);
    const picture = image && element("img", { src: image, alt: kit.image_alt, loading: "lazy" });
    picture?.addEventListener("error", () => picture.remove());
    return element("div", { className: "card" }, picture, element("div", {}, host, title));
  };

  // As much as stands above a fold after so many characters, no grapheme broken.
  const folded = (text, fold) => {
    let left = fold;
    const shown = counters.graphemes(text).filter((one) => (left -= counters.points(one)) >= 0);
    return shown.join("").trimEnd();
  };

  const SHORTENED = new Set(["x", "bluesky", "mastodon", "threads"]);
  const preview = (snippet, texts, subject, isOpen) => {
    const network = NETWORKS[snippet.network];
    const posts = texts.map((text) => {
      const isFolded = network.fold !== null && counters.points(text) > network.fold && !isOpen();
      const shown = isFolded ? folded(text, network.fold) : text;
      const words = element("p", { className: "words", lang: lang, dir: "auto" },
        ...rich(shown, snippet.network));
      if (isFolded) {
        words.append("… ", element("button", { type: "button", className: "more", textContent: "see more" }));
      }
      const hasCard = snippet.network !== "email" && text.includes(snippet.url);
      const who = element("p", { className: "who" }, element("span", { className: "face", ariaHidden: "true" },
        Array.from(site)[0] ?? ""), element("b", {}, site), element("span", {}, "now"));
      if (snippet.network === "email") {
        return element("div", { className: "post" }, element("p", { className: "subject", dir: "auto" }, subject), words);
      }
      return element("div", { className: "post" }, who, words, hasCard ? card() : null);
    });
    return element("div", { className: `preview ${snippet.network}` }, ...posts);
  };

  // Whether the tracked link stands in a text whole: more letters at its end make another link of it.
  const isTracked = (text, url) => text.split(url).slice(1).some((rest) => !/^[\w?#%&=/-]/.test(rest));

  // A field with its counter; tells `changed` at every input.
  const field = (label, text, count, limit, changed) => {
    const area = element("textarea", { value: text, rows: 3, lang: lang, dir: "auto", spellcheck: true,
      ariaLabel: label });
    const meter = element("meter", { min: 0, max: limit, high: limit, ariaHidden: "true" });
    const figure = element("output", {});
    const show = () => {
      const { counted, said, isOver } = count(area.value);
      meter.value = Math.min(counted, limit);
      figure.textContent = said;
      figure.classList.toggle("over", isOver);
      area.style.height = "auto";
      area.style.height = `${area.scrollHeight + 2}px`;
    };
    area.addEventListener("input", changed);
    return { area, show, node: element("div", { className: "field" }, area,
      element("div", { className: "count" }, meter, figure)) };
  };

  const section = (snippet) => {
    const network = NETWORKS[snippet.network];
    const count = counters[network.count];
    const texts = snippet.posts.length ? snippet.posts.map((post) => post.text) : [snippet.text];
    const [address, fills] = /^(.*[?]text=)/.exec(snippet.intent)?.slice(1).concat(true) ?? [snippet.intent, false];
    let isOpen = false;
    const subject = snippet.subject === null ? null
      : element("input", { type: "text", value: snippet.subject, lang: lang, dir: "auto", ariaLabel: "Subject" });
    const isLost = () => !fields.some((one) => isTracked(one.area.value, snippet.url));
    const measured = (was) => (text) => {
      const counted = count(text, subject?.value ?? "");
      const size = network.bytes ? counters.bytes(text) : 0;
      const bytes = network.bytes ? `, ${size.toLocaleString("en")} of ${network.bytes.toLocaleString("en")} bytes` : "";
      const gone = isTracked(was, snippet.url) && isLost() ? ", without the tracked link" : "";
      const isOver = counted > snippet.limit || size > (network.bytes ?? 0) || gone !== "";
      const rest = counted > snippet.limit ? `, ${(counted - snippet.limit).toLocaleString("en")} too many` : "";
      return { counted, isOver, said: `${counted.toLocaleString("en")} of ${snippet.limit.toLocaleString("en")} ${network.unit}${rest}${bytes}${gone}` };
    };
    const look = element("div", { className: "look" });
    const open = element("a", { target: "_blank", rel: "noopener noreferrer", className: "open" },
      snippet.network === "email" ? "Open in mail" : `Open ${snippet.name}`);
    const lost = element("p", { className: "warning lost", role: "alert" });
    const changed = () => {
      fields.forEach((one) => one.show());
      const values = fields.map((one) => one.area.value);
      const gone = isLost() ? "The tracked link is gone: nobody will know that readers came from here. Undo changes." : "";
      if (lost.textContent !== gone) lost.textContent = gone;
      look.replaceChildren(preview(snippet, values, subject?.value, () => isOpen));
      open.href = snippet.network === "email" ? counters.mailto(subject.value, values[0])
        : address + (fills ? counters.encoded(values[0]) : "");
      again.hidden = values.every((value, place) => value === texts[place]) && (subject?.value ?? null) === snippet.subject;
    };
    const again = element("button", { type: "button", className: "again", textContent: "Undo changes", hidden: true });
    again.addEventListener("click", () => {
      fields.forEach((one, place) => { one.area.value = texts[place]; });
      if (subject) subject.value = snippet.subject;
      changed();
    });
    const fields = texts.map((text, place) => field(
      texts.length > 1 ? `${snippet.name}, post ${place + 1} of ${texts.length}` : `Text for ${snippet.name}`,
      text, measured(text), snippet.limit, changed));
    look.addEventListener("click", (event) => {
      if (event.target.className === "more") { isOpen = true; changed(); }
    });
    subject?.addEventListener("input", changed);
    const isAlone = snippet.channel === snippet.network || snippet.network === "plain";
    const name = isAlone ? snippet.name : `${snippet.name} (${snippet.channel})`;
    const whose = snippet.composed ? "composed" : "the writer's own";
    const thread = texts.length > 1 ? `, a thread of ${texts.length}` : "";
    const wants = fills || subject ? "" : "This network takes only the link from a page: copy the text first.";
    const made = element("section", { id: snippet.channel },
      element("h2", {}, name, element("small", {}, whose + thread)),
      element("div", { className: "edit" },
        subject && element("div", { className: "field subject" }, subject, copier("Copy subject", () => subject.value)),
        ...fields.map((one, place) => {
          one.node.lastChild.append(copier(texts.length > 1 ? `Copy ${place + 1}` : "Copy text", () => one.area.value));
          return one.node;
        }),
        lost,
        ...snippet.warnings.map((warning) => element("p", { className: "warning" }, warning)),
        image && snippet.network !== "email" ? element("p", { className: "words-of-image" },
          "Words for the picture: ", element("q", { lang: lang }, kit.image_alt), " ",
          copier("Copy words", () => kit.image_alt)) : null,
        element("p", { className: "then" }, open, again, wants ? element("small", {}, wants) : null)),
      look);
    return { made, refresh: changed };
  };

  const sections = kit.snippets.map(section);
  const main = document.getElementById("kit");
  main.replaceChildren(
    element("nav", { ariaLabel: "Networks" }, ...kit.snippets.map((one) =>
      element("a", { href: `#${one.channel}` }, one.name))),
    ...sections.map((one) => one.made));
  const refresh = () => sections.forEach((one) => one.refresh());
  refresh();
  let width = innerWidth;
  addEventListener("resize", () => { if (innerWidth !== width) { width = innerWidth; refresh(); } });
}
