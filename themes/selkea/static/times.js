// Times: the next ones of an older page, and the clock times of a start that a trainer chooses.
{
  const root = document.documentElement;
  const main = document.querySelector("main");

  nextTimes();
  runSheet();

  /** What has passed since the page was built makes room for what comes. */
  function nextTimes() {
    for (const list of main.querySelectorAll("[data-next-times]")) {
      const now = new Date();
      const pad = (number) => String(number).padStart(2, "0");
      const today = `${now.getFullYear()}-${pad(now.getMonth() + 1)}-${pad(now.getDate())}T${pad(now.getHours())}:${pad(now.getMinutes())}`;
      const rest = list.nextElementSibling.content;
      const all = [...list.children, ...rest.querySelectorAll("li")].filter((time) => time.dataset.ends >= today);
      if (all.length) list.replaceChildren(...all.slice(0, Number(list.dataset.nextTimes)));
      else list.replaceWith(rest.querySelector("p"));
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
    label.dataset.opas = "";
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
}
