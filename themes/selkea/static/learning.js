// Courses, lessons, sessions and places: slides one by one, clock times, the next times of an
// older page, and progress by the reader's wish. Made here; without a script nothing is missing
// that a page says.
{
  const KEY = "selkea-done";
  const root = document.documentElement;
  const main = document.querySelector("main");

  nextTimes();
  runSheet();
  slides();
  progress();

  /** What has passed since the page was built makes room for what comes. */
  function nextTimes() {
    for (const list of main.querySelectorAll("[data-next-times]")) {
      const now = new Date();
      const pad = (number) => String(number).padStart(2, "0");
      const today = `${now.getFullYear()}-${pad(now.getMonth() + 1)}-${pad(now.getDate())}T${pad(now.getHours())}:${pad(now.getMinutes())}`;
      for (const time of [...list.children]) if (time.dataset.ends < today) time.remove();
      [...list.children].forEach((time, at) => (time.hidden = at >= Number(list.dataset.nextTimes)));
      const none = list.nextElementSibling;
      if (!list.children.length) {
        list.remove();
        if (none?.matches("[data-next-times-none]")) none.hidden = false;
      }
    }
  }

  /** Clock times for the start that a trainer chooses. */
  function runSheet() {
    const sheet = main.querySelector("[data-run-sheet]");
    if (!sheet) return;
    const label = document.createElement("label");
    const input = document.createElement("input");
    input.type = "time";
    label.className = "start-time";
    label.append(`${sheet.dataset.runSheet} `, input);
    sheet.before(label);
    const cells = [...sheet.querySelectorAll("[data-minute]")];
    const plain = cells.map((cell) => cell.textContent);
    const clock = new Intl.DateTimeFormat(root.lang, { hour: "numeric", minute: "2-digit" });
    input.addEventListener("input", () => {
      const [hour, minute] = input.value.split(":").map(Number);
      cells.forEach((cell, at) => {
        const start = new Date(2026, 0, 1, hour, minute + Number(cell.dataset.minute));
        cell.textContent = input.value ? clock.format(start) : plain[at];
      });
    });
  }

  /** One slide at a time, filling the screen; arrow keys and buttons, Escape ends it. */
  function slides() {
    const article = main.querySelector("[data-slides]");
    const buttons = article?.querySelector("template")?.content.firstElementChild.cloneNode(true);
    if (!buttons) return;
    const all = [...article.querySelectorAll(".slide")];
    let now = 0;
    let isFull = false;
    article.append(buttons);
    const [showing, previous, next, end] = buttons.children;
    const show = (at) => {
      now = Math.max(0, Math.min(at, all.length - 1));
      all.forEach((slide, index) => slide.classList.toggle("shown", index === now));
      previous.disabled = now === 0;
      next.disabled = now === all.length - 1;
      const heading = all[now].querySelector("h1, h2");
      heading.tabIndex = -1;
      // Alone on the screen it is the main heading.
      heading.setAttribute("aria-level", "1");
      heading.focus();
    };
    const stop = () => {
      if (!root.classList.contains("showing")) return;
      root.classList.remove("showing");
      for (const heading of article.querySelectorAll("[aria-level]")) heading.removeAttribute("aria-level");
      if (document.fullscreenElement) document.exitFullscreen();
      all[now].scrollIntoView();
      showing.focus();
    };
    showing.addEventListener("click", () => {
      root.classList.add("showing");
      root.requestFullscreen?.().catch(() => {});
      show(0);
    });
    previous.addEventListener("click", () => show(now - 1));
    next.addEventListener("click", () => show(now + 1));
    end.addEventListener("click", stop);
    // Browsers end a full screen by themselves when Escape is pressed.
    document.addEventListener("fullscreenchange", () => {
      if (isFull && !document.fullscreenElement) stop();
      isFull = Boolean(document.fullscreenElement);
    });
    document.addEventListener("keydown", (event) => {
      if (!root.classList.contains("showing") || event.altKey || event.ctrlKey || event.metaKey) return;
      if (["ArrowRight", "PageDown"].includes(event.key)) show(now + 1);
      else if (["ArrowLeft", "PageUp"].includes(event.key)) show(now - 1);
      else if (event.key === "Home") show(0);
      else if (event.key === "End") show(all.length - 1);
      else if (event.key === "Escape") stop();
      else return;
      event.preventDefault();
    });
  }

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
