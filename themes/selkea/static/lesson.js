// Lessons, courses and checklists: progress by the reader's wish. Nothing is stored before that.
{
  const KEY = "selkea-done";
  const main = document.querySelector("main");

  progress();

  /** What the reader has done, in this browser alone, and only after they have asked for it. */
  function progress() {
    const part = main.querySelector("template[data-progress-of]");
    if (!part) return;
    const panel = part.content.firstElementChild.cloneNode(true);
    const key = part.dataset.progressOf;
    const [remember, here] = panel.querySelectorAll("input");
    const forget = panel.querySelector("button");
    const told = panel.querySelector("[role=status]");
    let done = null;
    try {
      done = JSON.parse(localStorage.getItem(KEY));
    } catch {
      // This browser stores nothing.
    }
    const store = () => {
      try {
        if (done) localStorage.setItem(KEY, JSON.stringify(done));
        else localStorage.removeItem(KEY);
      } catch {
        done = null;
        told.textContent = panel.dataset.impossible;
      }
      show();
    };
    const show = () => {
      remember.checked = done !== null;
      forget.hidden = done === null;
      if (here) {
        here.closest("label").hidden = done === null;
        here.checked = Boolean(done?.[key]);
      }
      for (const entry of main.querySelectorAll(".lesson-list [data-key]")) {
        entry.querySelector(".done")?.remove();
        if (!done?.[entry.dataset.key]) continue;
        const mark = document.createElement("span");
        mark.className = "done";
        mark.textContent = panel.dataset.done;
        entry.querySelector("a").after(mark);
      }
      const lessons = [...main.querySelectorAll(".lesson-list [data-key]")];
      const finished = panel.querySelector("[data-finished]");
      if (finished) finished.hidden = !lessons.length || !lessons.every((entry) => done?.[entry.dataset.key]);
      ticks();
    };
    /** Boxes of checklists can be ticked while the reader wants them remembered. */
    const ticks = () => {
      for (const [number, list] of [...main.querySelectorAll(".checklist")].entries()) {
        list.classList.toggle("ticking", done !== null);
        for (const [at, item] of [...list.querySelectorAll(":scope > ul > li")].entries()) {
          const name = `${key}#${number}.${at}`;
          let box = item.querySelector(":scope > .tick");
          if (done === null) {
            box?.remove();
            continue;
          }
          if (!box) {
            box = document.createElement("input");
            box.type = "checkbox";
            box.className = "tick";
            box.setAttribute("aria-label", item.innerText.replace(/\u00ad/g, "").trim());
            box.addEventListener("change", () => {
              if (box.checked) done[name] = 1;
              else delete done[name];
              store();
            });
            item.prepend(box);
          }
          box.checked = Boolean(done[name]);
        }
      }
    };
    remember.addEventListener("change", () => {
      done = remember.checked ? {} : null;
      told.textContent = remember.checked ? "" : panel.dataset.forgotten;
      store();
    });
    here?.addEventListener("change", () => {
      if (here.checked) done[key] = 1;
      else delete done[key];
      store();
    });
    forget.addEventListener("click", () => {
      done = null;
      told.textContent = panel.dataset.forgotten;
      store();
      remember.focus();
    });
    part.after(panel);
    show();
  }
}
