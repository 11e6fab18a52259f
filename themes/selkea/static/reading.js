// Before the first paint: the reading settings that the reader asked to be remembered.
(({ dataset }) => {
  dataset.aids = "";
  try {
    Object.assign(dataset, JSON.parse(localStorage.getItem("selkea")));
  } catch {
    // Nothing is stored, or the browser stores nothing.
  }
})(document.documentElement);
