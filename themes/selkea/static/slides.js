// Slides: one at a time, filling the screen. Without a script they are sections of one page.
{
  const root = document.documentElement;
  const main = document.querySelector("main");

  slides();

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
}
