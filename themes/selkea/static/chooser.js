// Moves the first language that the browser prefers to the top of the list.
// The list is whole without this; nothing is stored and nobody is redirected.
const list = document.getElementById("ui-languages");
const links = [...list.querySelectorAll("a[hreflang]")];
const base = (tag) => tag.toLowerCase().split("-")[0];
for (const wanted of navigator.languages || [navigator.language]) {
  const link =
    links.find((a) => a.hreflang.toLowerCase() === wanted.toLowerCase()) ||
    links.find((a) => base(a.hreflang) === base(wanted));
  if (link) {
    const entry = link.closest("li");
    entry.classList.add("suggested");
    list.prepend(entry);
    break;
  }
}
