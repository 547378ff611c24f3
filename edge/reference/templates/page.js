"use strict";
const words = document.getElementById("words"), count = document.getElementById("count");
const entries = [...document.querySelectorAll(".entry")].map(entry => [entry, entry.textContent.toLowerCase()]);

function show() {
  const wanted = words.value.toLowerCase().split(/\s+/).filter(Boolean);
  let shown = 0;
  for (const [entry, text] of entries) {
    entry.hidden = !wanted.every(word => text.includes(word));
    shown += !entry.hidden;
  }
  count.textContent = wanted.length ? shown + " of " + entries.length : "";
}

function go() {
  const place = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (place && place.hidden) { words.value = ""; show(); place.scrollIntoView(); }
}

words.addEventListener("input", show);
addEventListener("hashchange", go);
document.getElementById("filter").hidden = false;
