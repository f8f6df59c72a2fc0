"use strict";

// The address holds the token, which goes with each request.
const token = new URLSearchParams(location.search).get("token");
const box = document.getElementById("lines");

let pages = []; // summaries, the most doubtful page first
let shown = 0; // index into pages
let page = null; // its lines
let current = 0; // number of the line

async function ask(path, body) {
  const options = { headers: { "X-Review-Token": token } };
  if (body !== undefined) Object.assign(options, { method: "POST", body: JSON.stringify(body) });
  let answer;
  try {
    answer = await fetch(path, options);
  } catch {
    throw new Error("the server has ended: start bbclf review again; every label until now is saved");
  }
  if (!answer.ok) throw new Error(await answer.text());
  return answer.json();
}

function say(message) {
  const place = document.getElementById("message");
  place.textContent = message;
  place.hidden = !message;
}

function element(name, className, text) {
  const made = document.createElement(name);
  made.className = className;
  made.textContent = text;
  return made;
}

function paint(number) {
  const line = page.lines[number];
  const row = box.children[number];
  row.className = `line ${line.label}`;
  row.classList.toggle("reviewed", line.reviewed);
  row.classList.toggle("undecided", line.undecided);
  row.classList.toggle("current", number === current);
  row.setAttribute("aria-label", line.undecided ? "undecided" : line.label);
}

function showProgress() {
  const done = pages.reduce((sum, each) => sum + each.reviewed, 0);
  const all = pages.reduce((sum, each) => sum + each.lines, 0);
  const { reviewed, lines, id } = pages[shown];
  document.getElementById("name").textContent = id;
  document.getElementById("progress").textContent =
    `page ${shown + 1} of ${pages.length}: ${reviewed} of ${lines} lines reviewed; of all pages ${done} of ${all}`;
}

async function showPage(index) {
  if (index < 0 || index >= pages.length) return;
  shown = index;
  page = await ask(`/pages/${pages[index].page}`);
  box.replaceChildren(
    ...page.lines.map((line, number) => {
      const row = element("div", "line", "");
      const text = element("div", "text", line.text);
      text.dir = "auto";
      const p = element("div", "p", line.p.toFixed(2));
      p.title = `probability of boilerplate; from ${page.threshold.toFixed(2)} on, the model says boilerplate`;
      row.append(text, p);
      row.addEventListener("click", () => select(number));
      return row;
    }),
  );
  const first = page.order.find((number) => !page.lines[number].reviewed);
  current = first ?? page.order[0] ?? 0;
  page.lines.forEach((_, number) => paint(number));
  showProgress();
  select(current);
}

function select(number) {
  if (number < 0 || number >= page.lines.length) return;
  const before = current;
  current = number;
  paint(before);
  paint(current);
  box.children[current].scrollIntoView({ block: "center" });
}

/** The next line of the doubtful ones that has not been reviewed, or with step -1 the one shown before. */
function moveByDoubt(step) {
  const place = page.order.indexOf(current);
  if (step < 0) return select(page.order[place - 1] ?? current);
  const rest = [...page.order.slice(place + 1), ...page.order.slice(0, place)];
  const next = rest.find((number) => !page.lines[number].reviewed);
  if (next === undefined) say("every line of this page is reviewed: ] shows the next page");
  else select(next);
}

async function setLabel(label) {
  if (!page.lines.length) return;
  const answer = await ask("/label", { page: pages[shown].page, line: current, label });
  Object.assign(page.lines[current], { label, reviewed: true, undecided: false });
  pages[shown].reviewed = answer.reviewed;
  paint(current);
  showProgress();
  moveByDoubt(1);
}

async function undo() {
  const undone = await ask("/undo", null);
  if (undone === null) return say("nothing to take back since the server has started");
  pages = (await ask("/pages")).pages;
  await showPage(pages.findIndex((each) => each.page === undone.page));
  select(undone.line);
}

const actions = {
  c: () => setLabel("content"),
  b: () => setLabel("boilerplate"),
  Enter: () => setLabel(page.lines[current].label),
  n: () => moveByDoubt(1),
  p: () => moveByDoubt(-1),
  j: () => select(current + 1),
  k: () => select(current - 1),
  ArrowDown: () => select(current + 1),
  ArrowUp: () => select(current - 1),
  "]": () => showPage(shown + 1),
  "[": () => showPage(shown - 1),
  u: undo,
};

// One stroke after another: a stroke that comes while the one before is being saved waits for it.
let last = Promise.resolve();

function run(action) {
  last = last.then(action).catch((error) => say(error.message));
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || !(event.key in actions)) return;
  event.preventDefault();
  run(() => {
    say("");
    return actions[event.key]();
  });
});

run(async () => {
  pages = (await ask("/pages")).pages;
  const unfinished = pages.findIndex((each) => each.reviewed < each.lines);
  await showPage(Math.max(unfinished, 0));
});
