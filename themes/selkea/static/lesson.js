// Lessons, courses, checklists and quizzes. Progress is kept by the reader's wish alone.
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

// A quiz: a button for each question, feedback beside each answer, and the number of right answers.
// All words are in the page already; nothing is stored or sent.
{
  const plain = (text) => text.replace(/\u00ad/g, '').replace(/\s+/g, ' ').trim().replace(/[.!?]$/, '').toLowerCase();
  const make = (name, className, text = '') => Object.assign(document.createElement(name), { className, textContent: text });
  const sign = (isRight) => (isRight ? '✓ ' : '✗ ');
  const status = () => {
    const told = make('p', 'told');
    told.setAttribute('role', 'status');
    return told;
  };

  for (const quiz of document.querySelectorAll('[data-quiz]')) {
    const words = quiz.dataset;
    const results = new Map();
    const questions = quiz.querySelectorAll('[data-question]');
    const verdict = (isRight) => sign(isRight) + (isRight ? words.right : words.wrong);
    // Many an author's feedback begins with the verdict.
    const answer = (isRight, text) => {
      const word = isRight ? words.right : words.wrong;
      return sign(isRight) + (plain(text).startsWith(plain(word)) ? text : `${word}. ${text}`);
    };
    const score = status();
    score.classList.add('score');
    quiz.append(score);

    const finish = () => {
      if (results.size < questions.length) return;
      const number = (n) => n.toLocaleString(document.documentElement.lang);
      const right = [...results.values()].filter(Boolean).length;
      const parts = [words.score.replace('{n}', number(right)).replace('{count}', number(results.size))];
      if (words.pass) parts.push(words.goal, right * 100 >= words.pass * results.size ? words.passed : words.notPassed);
      score.textContent = parts.join(' ');
    };

    for (const question of questions) {
      const kind = question.dataset.question;
      const options = [...question.querySelectorAll('.option')];
      const texts = [...question.querySelectorAll('[data-feedback]')].map((one) => one.textContent);
      const told = status();
      const button = make('button', 'button', words.check);
      button.type = 'button';
      question.querySelector('fieldset').append(button, told);

      // Whether each answered option is right, or nothing where it is not answered.
      const judge = ({ dataset }, field) => {
        if (kind === 'short') {
          const answers = [...question.querySelectorAll('[data-answer]')].map((one) => plain(one.textContent));
          return plain(field.value) ? answers.includes(plain(field.value)) : null;
        }
        if (field.tagName === 'SELECT') return field.value ? field.value === dataset.key : null;
        return field.checked ? dataset.key === 'right' : null;
      };

      button.addEventListener('click', () => {
        for (const old of question.querySelectorAll('.feedback')) old.remove();
        const judged = options.map((option) => judge(option, option.querySelector('input, select')));
        const needsAll = kind === 'match' || kind === 'order';
        if (needsAll ? judged.includes(null) : judged.every((one) => one === null)) {
          told.textContent = words.first;
          return;
        }
        const spoken = [];
        options.forEach((option, index) => {
          if (judged[index] === null) return;
          const text = texts[kind === 'order' ? option.dataset.key - 1 : index];
          option.append(make('span', `feedback ${judged[index] ? 'right' : 'not-right'}`, answer(judged[index], text)));
          spoken.push(text);
        });
        const isMissed = kind === 'multiple' && options.some(({ dataset }, index) => dataset.key === 'right' && !judged[index]);
        const isRight = !judged.includes(false) && !isMissed;
        told.textContent = verdict(isRight);
        told.append(make('span', 'unseen', `. ${spoken.join(' ')}`));
        results.set(question, isRight);
        finish();
      });
    }
  }
}
