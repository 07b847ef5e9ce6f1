// Every text that the page shows: [its words, contrast to its ground, is it body text, is it large].
(() => {
  const pen = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const known = new Map();
  const rgba = (color) => {
    if (!known.has(color)) {
      pen.clearRect(0, 0, 1, 1);
      pen.fillStyle = color;
      pen.fillRect(0, 0, 1, 1);
      const [r, g, b, a] = pen.getImageData(0, 0, 1, 1).data;
      known.set(color, [r, g, b, a / 255]);
    }
    return known.get(color);
  };
  const over = (top, below) => [0, 1, 2].map((n) => top[n] * top[3] + below[n] * (1 - top[3])).concat(1);
  const light = (color) => {
    const [r, g, b] = color.slice(0, 3).map((n) => n / 255).map((n) => n <= 0.04045 ? n / 12.92 : ((n + 0.055) / 1.055) ** 2.4);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const canvas = getComputedStyle(document.documentElement).colorScheme.includes("dark")
    && matchMedia("(prefers-color-scheme: dark)").matches ? [18, 18, 18, 1] : [255, 255, 255, 1];
  const grounds = new Map();
  const grounding = (style) => style.content !== "none" && style.position === "absolute" && style.zIndex < 0
    && [style.top, style.right, style.bottom, style.left].every((side) => side === "0px");
  // The ground below an element's text: [colour, whether a picture is part of it, how opaque the element is].
  const ground = (element) => {
    if (!element) return [canvas, false, 1];
    if (!grounds.has(element)) {
      const [below, picture, opaque] = ground(element.parentElement), style = getComputedStyle(element);
      const layers = [style, ...["::before", "::after"].map((name) => getComputedStyle(element, name)).filter(grounding)];
      const colors = layers.map((layer) => rgba(layer.backgroundColor));
      grounds.set(element, [
        colors.reduce((under, color) => over(color, under), below),
        (picture && colors.every((color) => color[3] < 1)) || layers.some((layer) => layer.backgroundImage !== "none"),
        opaque * Number(style.opacity),
      ]);
    }
    return grounds.get(element);
  };
  const found = new Map();
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node; (node = walk.nextNode());) {
    const words = node.data.trim().replace(/\s+/g, " "), at = node.parentElement;
    if (!words || at.closest("script, noscript, style, svg") || !at.checkVisibility({ visibilityProperty: true })) continue;
    const style = getComputedStyle(at), size = parseFloat(style.fontSize), [below, picture, opaque] = ground(at);
    const ink = rgba(style.color), shown = over([...ink.slice(0, 3), ink[3] * opaque], below);
    const [a, b] = [light(shown), light(below)].sort((x, y) => y - x);
    const ratio = picture ? 0 : (a + 0.05) / (b + 0.05);
    const isBody = Boolean(at.closest("main p, main li, main dd, main td, main blockquote, main pre, main figcaption"));
    const isLarge = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
    const key = `${at.tagName}.${at.className} ${ratio.toFixed(2)} ${isBody} ${isLarge}`;
    if (!found.has(key)) found.set(key, [`${at.tagName.toLowerCase()}: ${words.slice(0, 60)}`, ratio, isBody, isLarge]);
  }
  return [...found.values()];
})()
