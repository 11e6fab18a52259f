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
