"use strict";
const key = document.getElementById("key");

function take() {
  if (location.hash.length < 2) return;
  key.value = location.hash.slice(1);
  history.replaceState(null, "", location.pathname);
  key.form.submit();
}

addEventListener("hashchange", take);
take();
