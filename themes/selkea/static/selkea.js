// The reading aids: settings, reading aloud, printing, steps as a message, clean copies.
// All of it is made here, from the templates of components/aids.html: without a script
// a page shows nothing of it. Nothing is stored unless the reader asks for it.
{
  const KEY = "selkea";
  const SETTINGS = ["size", "spacing", "scheme"];

  // Here, because checkers of style sheets do not know these names yet.
  const MARKS = `@media screen {
    ::highlight(ui-sentence) { background: var(--read); color: var(--ink) }
    ::highlight(ui-word) { background: var(--ink); color: var(--page) }
  }
  @media (forced-colors: active) {
    ::highlight(ui-sentence) { background: Mark; color: MarkText }
    ::highlight(ui-word) { background: Highlight; color: HighlightText }
  }`;

  const root = document.documentElement;
  const main = document.querySelector("main");
  const place = document.getElementById("ui-aids");
  const parts = place?.querySelector("template").content.cloneNode(true);

  /** Takes a part out of the page's template. */
  const take = (name) => {
    const part = parts.querySelector(`[data-part=${name}]`);
    part.remove();
    // The live preview leaves what bears this where it is.
    part.dataset.opas = "";
    return part;
  };

  const withoutHyphens = (text) => text.replace(/\u00ad/g, "");

  if (place) {
    const row = take("row");
    place.append(row);
    for (const name of ["settings", "print"]) place.append(take(name));
    openAndClose();
    chooseSettings();
    printPage();
    copySteps();
    if ("speechSynthesis" in window) readAloud(row);
  }
  copyText();

  /** One panel is open at a time; Escape closes it, and the focus is on its button again. */
  function openAndClose() {
    const open = (button) => {
      for (const each of place.querySelectorAll("[aria-controls]")) {
        each.setAttribute("aria-expanded", each === button);
        document.getElementById(each.getAttribute("aria-controls")).hidden = each !== button;
      }
    };
    const close = () => {
      const button = place.querySelector("[aria-expanded=true]");
      open(null);
      button?.focus();
    };
    place.addEventListener("click", ({ target }) => {
      const button = target.closest("button");
      if (button?.dataset.do === "close") close();
      if (button?.matches("[aria-controls]")) open(button.getAttribute("aria-expanded") === "true" ? null : button);
    });
    place.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && !event.defaultPrevented) close();
    });
  }

  /** Every choice is an attribute of the root element, of the name of its group. */
  function chooseSettings() {
    const remember = place.querySelector("[name=ui-remember]");
    const radios = [...place.querySelectorAll("#ui-settings [type=radio]")];
    const nameOf = (radio) => radio.name.slice("ui-".length);
    const show = () => {
      for (const radio of radios) radio.checked = radio.value === (root.dataset[nameOf(radio)] ?? "");
    };
    const store = () => {
      try {
        if (remember.checked) localStorage.setItem(KEY, JSON.stringify(root.dataset, SETTINGS));
        else localStorage.removeItem(KEY);
      } catch {
        remember.checked = false;
      }
    };
    try {
      remember.checked = localStorage.getItem(KEY) !== null;
    } catch {
      // This browser stores nothing.
    }
    show();
    place.addEventListener("change", ({ target }) => {
      if (target.type === "radio") {
        const name = nameOf(target);
        if (target.value) root.dataset[name] = target.value;
        else delete root.dataset[name];
      }
      if (target === remember || radios.includes(target)) store();
    });
    place.querySelector("[data-do=reset]").addEventListener("click", () => {
      for (const name of SETTINGS) delete root.dataset[name];
      remember.checked = false;
      show();
      store();
    });
  }

  function printPage() {
    const printed = take("printed");
    const date = () => {
      const today = new Date().toLocaleDateString(root.lang, { day: "numeric", month: "long", year: "numeric" });
      printed.lastElementChild.textContent = today;
    };
    date();
    addEventListener("beforeprint", date);
    (document.querySelector("footer > .wrap") ?? main).append(printed);
    place.querySelector("[data-do=print]").addEventListener("click", () => print());
  }

  /** After each list of steps: a button that copies them as plain text. */
  function copySteps() {
    const original = take("copy");
    const { done, copied, byHand } = original.dataset;
    const blocks = [...main.querySelectorAll(".step")];
    const lists = [...main.querySelectorAll(".steps")].map((steps) => [steps, () => listOf(steps)]);
    if (blocks.length) lists.push([blocks.at(-1), () => blocks.map(wordsOf)]);
    const alone = main.querySelector(".one-step .body");
    if (alone) lists.push([alone, () => [wordsOf(alone.closest(".one-step"))]]);
    for (const [steps, textOf] of lists) {
      const copy = original.cloneNode(true);
      const [button, told] = copy.children;
      const label = button.textContent;
      copy.lang = root.lang;
      copy.dir = root.dir;
      steps.append(copy);
      let timer;
      button.addEventListener("click", async () => {
        const message = messageOf(textOf());
        copy.querySelector("textarea")?.remove();
        try {
          await navigator.clipboard.writeText(message);
          button.textContent = done;
          told.textContent = copied;
          clearTimeout(timer);
          timer = setTimeout(() => {
            button.textContent = label;
            told.textContent = "";
          }, 8000);
        } catch {
          // The browser does not let a page write there: the reader copies by hand.
          told.textContent = byHand;
          const area = document.createElement("textarea");
          area.readOnly = true;
          area.rows = 8;
          area.value = message;
          area.setAttribute("aria-label", byHand);
          copy.append(area);
          area.select();
        }
      });
    }
  }

  /** The numbered lines of a list. */
  function listOf(steps) {
    const list = steps.querySelector("ol");
    return [...list.children].map((step, at) => `${list.start + at}. ${linesOf(step)}`);
  }

  const linesOf = (element) => element.innerText.trim().replace(/\s*\n\s*/g, "\n   ");

  /** A step without the ways to others and without what is folded away. */
  function wordsOf(step) {
    const heading = step.querySelector("h1, h2, h3, h4");
    const body = step.matches(".one-step") ? [...step.querySelector(".body").children] : [...step.children];
    const rest = body.filter((part) => part !== heading && !part.matches("details, .copy"));
    return [heading, ...rest].map(linesOf).join("\n   ");
  }

  /** Title, steps, address. */
  function messageOf(lines) {
    const title = document.querySelector("h1").innerText;
    const address = document.querySelector("link[rel=canonical]")?.href ?? location.href.split("#")[0];
    return withoutHyphens([title, lines.join("\n"), address].join("\n\n"));
  }

  /** What is copied has no soft hyphens: they would turn up as signs elsewhere, and hide words from a search. */
  function copyText() {
    document.addEventListener("copy", (event) => {
      const selection = getSelection();
      if (event.defaultPrevented || !selection.rangeCount || event.target.closest?.("input, textarea")) return;
      const box = document.createElement("div");
      for (let at = 0; at < selection.rangeCount; at++) box.append(selection.getRangeAt(at).cloneContents());
      if (!box.innerHTML.includes("\u00ad")) return;
      // Elsewhere an address needs its beginning.
      for (const link of box.querySelectorAll("a[href]")) link.setAttribute("href", link.href);
      for (const image of box.querySelectorAll("img[src]")) image.setAttribute("src", image.src);
      event.clipboardData.setData("text/plain", withoutHyphens(String(selection)));
      event.clipboardData.setData("text/html", withoutHyphens(box.innerHTML));
      event.preventDefault();
    });
  }

  /**
   * Reads the text sentence by sentence, with voices of the device: those of a server would
   * be sent the text. A pause ends a sentence, and going on begins it again: not all
   * browsers can hold a voice.
   */
  function readAloud(row) {
    const button = take("listen-button");
    const panel = take("listen");
    const [start, stop] = panel.querySelectorAll(".buttons button");
    const told = panel.querySelector("[role=status]");
    const words = panel.dataset;
    const own = (main.querySelector("article") ?? main).closest("[lang]").lang;
    const marks = window.Highlight && CSS.highlights;
    if (marks) {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(MARKS);
      document.adoptedStyleSheets.push(sheet);
    }
    let sentences = [];
    let now = 0;
    let spoken = null;
    let marked = null;

    const base = (lang) => lang.toLowerCase().split(/[-_]/)[0];
    const voiceFor = (lang) => {
      const voices = speechSynthesis.getVoices().filter((voice) => voice.localService && base(voice.lang) === base(lang));
      return voices.find((voice) => voice.default) ?? voices[0];
    };

    const offer = () => {
      if (button.isConnected || !voiceFor(own)) return;
      row.append(button);
      row.after(panel);
    };
    offer();
    speechSynthesis.addEventListener?.("voiceschanged", offer);
    addEventListener("pagehide", () => tell("stopped"));

    start.addEventListener("click", () => (spoken ? tell("paused") : go()));
    stop.addEventListener("click", () => {
      start.focus();
      tell("stopped");
    });
    button.addEventListener("click", () => spoken && tell("paused"));
    panel.querySelector("[data-do=close]").addEventListener("click", () => spoken && tell("paused"));
    // After the choice has become an attribute.
    place.addEventListener("change", ({ target }) => spoken && panel.contains(target) && go());
    document.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || !spoken) return;
      event.preventDefault();
      tell("paused");
    }, true);
    main.addEventListener("click", ({ target }) => {
      if (!marked?.contains(target) || target.closest("a, button, summary, input, label") || String(getSelection())) return;
      if (spoken) tell("paused");
      else go();
    });

    function go() {
      if (!marked) [sentences, now] = [collect(), 0];
      tell("reading");
      speak();
    }

    /** Says what is going on now: reading, paused, stopped or done. */
    function tell(state) {
      const isOver = state === "stopped" || state === "done";
      if (isOver && !marked) return;
      if (spoken) {
        spoken = null;
        speechSynthesis.cancel();
      }
      if (isOver) mark(null);
      start.textContent = state === "reading" ? words.pause : isOver ? words.start : words.goOn;
      stop.hidden = isOver;
      told.textContent = words[state];
    }

    function speak() {
      const sentence = sentences[now];
      if (!sentence) {
        tell("done");
        return;
      }
      const { text, voice } = sentence;
      const utterance = new SpeechSynthesisUtterance(text);
      utterance.voice = voice;
      utterance.lang = voice.lang;
      utterance.rate = root.dataset.speed ? 0.7 : 1;
      utterance.onboundary = ({ name, charIndex, charLength }) => {
        if (utterance !== spoken || name !== "word") return;
        const length = charLength || text.slice(charIndex).search(/\s|$/);
        if (length) light("ui-word", sentence, charIndex, charIndex + length);
      };
      utterance.onend = () => {
        if (utterance !== spoken) return;
        now += 1;
        speak();
      };
      utterance.onerror = () => utterance === spoken && tell("paused");
      spoken = utterance;
      mark(sentence);
      speechSynthesis.speak(utterance);
    }

    /** Marks the block and the sentence, and brings them into view. */
    function mark(sentence) {
      marked?.removeAttribute("data-read");
      marked = sentence?.block ?? null;
      marks?.delete("ui-word");
      marks?.delete("ui-sentence");
      if (!marked) return;
      marked.dataset.read = "";
      const range = light("ui-sentence", sentence, 0, sentence.text.length);
      const { top, bottom } = range.getBoundingClientRect();
      if (top > 0 && bottom < innerHeight) return;
      const isStill = matchMedia("(prefers-reduced-motion: reduce)").matches;
      scrollBy({ top: top - innerHeight / 4, behavior: isStill ? "instant" : "smooth" });
    }

    function light(name, { at }, from, to) {
      const range = new Range();
      const [first, last] = [at[from], at[Math.min(to, at.length) - 1]];
      range.setStart(...first);
      range.setEnd(last[0], last[1] + 1);
      marks?.set(name, new Highlight(range));
      return range;
    }

    /** All sentences of the text: what is said, by which voice, and where each of its letters stands. */
    function collect() {
      const SKIPPED = "nav, button:not(.term), .term-note, textarea, [aria-hidden=true], [data-part]";
      const isSeen = (element) => element.checkVisibility?.({ visibilityProperty: true }) ?? element.getClientRects().length > 0;
      const runs = [];
      const walker = document.createTreeWalker(main, NodeFilter.SHOW_TEXT);
      while (walker.nextNode()) {
        const node = walker.currentNode;
        const parent = node.parentElement;
        if (parent.closest(SKIPPED) || !isSeen(parent)) continue;
        let block = parent;
        while (/^(inline|contents)/.test(getComputedStyle(block).display)) block = block.parentElement;
        let run = runs.at(-1);
        // A word of another language is said in its own voice, or in that of its block.
        const voice = node.data.trim() ? voiceFor(parent.closest("[lang]").lang) ?? voiceFor(block.closest("[lang]").lang) : run?.voice;
        if (!voice) continue;
        if (run?.block !== block || run.voice !== voice) runs.push((run = { block, voice, text: "", at: [] }));
        for (let at = 0; at < node.length; at++) {
          if (node.data[at] === "\u00ad") continue;
          run.text += node.data[at];
          run.at.push([node, at]);
        }
      }
      return runs.flatMap(({ block, voice, text, at }) => {
        const segmenter = Intl.Segmenter && new Intl.Segmenter(base(voice.lang), { granularity: "sentence" });
        const pieces = segmenter?.segment(text) ?? [{ segment: text, index: 0 }];
        return [...pieces]
          .filter(({ segment }) => /[\p{L}\p{N}]/u.test(segment))
          .map(({ segment, index }) => {
            const from = index + segment.search(/\S/);
            const said = segment.trim();
            return { block, voice, text: said, at: at.slice(from, from + said.length) };
          });
      });
    }
  }
}
