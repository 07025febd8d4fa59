// An enhancement only: opens what a link points into, where the browser does not, and everything but report texts on paper.
"use strict";
function reveal() {
  let at = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  const target = at;
  for (; at; at = at.parentElement) if (at.tagName === "DETAILS") at.open = true;
  if (target) target.scrollIntoView({ block: "center" });
}
addEventListener("hashchange", reveal);
addEventListener("beforeprint", () => {
  for (const one of document.querySelectorAll("details.also")) one.open = true;
});
if (location.hash) reveal();
