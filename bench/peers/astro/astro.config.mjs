export default {
  site: "https://blog.example.com",
  markdown: { syntaxHighlight: false },
  cacheDir: "./.cache",
};
