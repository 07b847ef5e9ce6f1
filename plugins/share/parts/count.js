// How long a text is for each network: what plugins/share/counters.py does, in the browser. Functions have its names.
// PATTERNS stands in patterns.js. Lengths are code points where Python counts characters.
"use strict";
const counters = (() => {
  const URLS = new RegExp(PATTERNS.url, "giu");
  const ASCII = new RegExp(PATTERNS.ascii, "giu");
  const TCO = new RegExp(PATTERNS.tco, "iu");
  const EMOJI = new RegExp(PATTERNS.emoji, "gu");
  const SHOWN_AS_EMOJI = /[\p{Emoji_Presentation}\p{Extended_Pictographic}\u20e3\p{Regional_Indicator}]/u;
  const WORD = "[\\p{Alphabetic}\\p{M}\\p{Nd}\\p{Pc}\\p{Join_Control}]";
  const REMOTE = new RegExp(
    `(?<![=/]|${WORD})@([a-z0-9_]+(?:[.-]+[a-z0-9_]+)*)@${WORD}(?:${WORD}|[.-])*${WORD}`, "giu");
  const segmenter = new Intl.Segmenter("en", { granularity: "grapheme" });
  const graphemes = (text) => Array.from(segmenter.segment(text), (one) => one.segment);
  const points = (text) => Array.from(text).length;
  const bytes = (text) => new TextEncoder().encode(text).length;

  // Whether a name could be a host: what Python's codec for international names (IDNA 2003, RFC 3490) takes, as
  // twitter-text asks it. The browser's own rules are newer and stricter.
  const UNSEEN = /[\u00ad\u034f\u1806\u180b-\u180d\u200b-\u200d\u2060\ufe00-\ufe0f\ufeff]/gu;
  const PROHIBITED = new RegExp("[\\p{Co}\\p{Cs}\\p{Noncharacter_Code_Point}\\x80-\\xa0\\u0340\\u0341\\u06dd\\u070f\\u1680" +
    "\\u180e\\u2000-\\u200f\\u2028-\\u202f\\u205f-\\u2063\\u206a-\\u206f\\u2ff0-\\u2ffb\\u3000\\ufeff\\ufff9-\\ufffd" +
    "\\u{1d173}-\\u{1d17a}\\u{e0001}\\u{e0020}-\\u{e007f}]", "u");
  const LEFTWARD = /(?=\p{L})[\p{sc=Hebrew}\p{sc=Arabic}\p{sc=Syriac}\p{sc=Thaana}]/u;
  const inAscii = (label) => {
    try {
      return new URL(`http://${label}.example`).hostname.length - ".example".length;
    } catch {
      return label.length + 4;
    }
  };
  const ONLY_ASCII = /^[\x00-\x7f]*$/;
  const isLabel = (given) => {
    const label = given.replace(UNSEEN, "").normalize("NFKC").toLowerCase();
    const signs = Array.from(label);
    if (ONLY_ASCII.test(label)) return label.length > 0 && label.length < 64;
    if (PROHIBITED.test(label)) return false;
    if (LEFTWARD.test(label) && !(LEFTWARD.test(signs[0]) && LEFTWARD.test(signs.at(-1)))) return false;
    return inAscii(label) < 64;
  };
  const DOTS = /[.\u3002\uff0e\uff61]/;
  const isHost = (domain) => domain.split(DOTS).every(isLabel);

  // X links no address of more than 4,096 characters, its host in ASCII and a scheme before it.
  const isShort = (address, protocol, domain) => {
    const longer = domain.split(DOTS).map((label) => ONLY_ASCII.test(label) ? 0 : inAscii(label) - points(label));
    return longer.reduce((total, more) => total + more, points(address) + (protocol || "https://").length) <= 4096;
  };

  // twitter-text takes seconds to look for a host in a thousand dotted letters, and no host is as long.
  const linkable = (text) =>
    text.length > 253 ? text.replace(/[^\s/?#]{254,}/gu, (run) => run.replaceAll(".", "_")) : text;

  const urls = (text, bare) => {
    const found = [];
    for (const match of text.includes(".") ? text.matchAll(URLS) : []) {
      const [whole, , before, address, protocol, domain, , path] = match;
      const end = match.index + whole.length, start = end - address.length;
      if (!isHost(domain) || !isShort(address, protocol, domain)) continue;
      if (protocol) {
        const short = TCO.exec(address);
        if (short && short[1].length > 40) continue;
        const url = short ? short[0] : address;
        found.push({ url, start, end: start + url.length });
      } else if (bare && !/^[-_./]$/.test(before)) {
        let last;
        for (const part of domain.matchAll(ASCII)) {
          last = { url: part[0], start: start + part.index, end: start + part.index + part[0].length };
          found.push(last);
        }
        if (last && path) Object.assign(last, { url: address.replaceAll(domain, () => last.url), end });
      }
    }
    return found;
  };

  const isLight = (point) => point <= 4351 || (point >= 8192 && point <= 8205) ||
    (point >= 8208 && point <= 8223) || (point >= 8242 && point <= 8247);

  const weight = (word) => {
    const text = linkable(word).normalize("NFC");
    const links = new Map(urls(text, true).map((found) => [found.start, found.url.length]));
    const emoji = new Map(Array.from(text.matchAll(EMOJI), (found) => [found.index, found[0].length]));
    let total = 0;
    for (let at = 0; at < text.length; ) {
      const point = text.codePointAt(at);
      total += links.has(at) ? 23 : emoji.has(at) || !isLight(point) ? 2 : 1;
      at += links.get(at) ?? emoji.get(at) ?? (point > 0xffff ? 2 : 1);
    }
    return total;
  };

  const shown = (word) => {
    for (const { start, end } of word.includes("://") ? urls(linkable(word), false).reverse() : []) {
      word = word.slice(0, start) + "x".repeat(23) + word.slice(end);
    }
    return word.includes("@") ? word.replace(REMOTE, "@$1") : word;
  };

  const encoded = (text) => encodeURIComponent(text.toWellFormed()).replace(/[!'()*]/g, (sign) =>
    `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
  const mailto = (subject, body) =>
    `mailto:?subject=${encoded(subject)}&body=${encoded(body.replaceAll("\n", "\r\n"))}`;

  return {
    bytes, encoded, graphemes, mailto, points, urls,
    utf16_units: (text) => text.length,
    x_weight: (text) => text.split(/([ \n]+)/).reduce((total, piece) => total + weight(piece), 0),
    grapheme_count: (text) => graphemes(text).length,
    mastodon_count: (text) => graphemes(text.split("\n").map((line) => line.split(" ").map(shown).join(" "))
      .join("\n")).length,
    threads_count: (text) => graphemes(text).reduce((total, one) =>
      total + (SHOWN_AS_EMOJI.test(one) ? bytes(one) : points(one)), 0),
    mailto_length: (text, subject) => mailto(subject, text).length,
  };
})();
