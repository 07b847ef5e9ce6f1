// The overview's search: shows the posts that have every word, and are of the stage.
"use strict";
{
  const find = document.getElementById("find");
  const posts = Array.from(document.querySelectorAll(".posts > li"));
  const none = document.querySelector(".none");
  const show = () => {
    const words = find.value.toLowerCase().split(/\s+/).filter(Boolean);
    const stage = document.querySelector("[name=stage]:checked")?.value ?? "";
    for (const post of posts) {
      post.hidden = !(words.every((word) => post.dataset.find.includes(word)) && (!stage || post.dataset.stage === stage));
    }
    none.hidden = posts.some((post) => !post.hidden);
  };
  document.querySelector(".find").hidden = false;
  document.querySelector("[name=stage]")?.setAttribute("checked", "");
  document.querySelector(".find").addEventListener("input", show);
  show();
}
