"use strict";

// Probabilities are float32, which thresholds are compared with: so they are rounded to that here too.
const lines = [...document.querySelectorAll(".line")].map((row) => ({
  row,
  p: Math.fround(row.dataset.p),
  threshold: Math.fround(row.parentElement.dataset.threshold),
  truth: row.dataset.truth,
}));
const lineOfRow = new Map(lines.map((line) => [line.row, line]));
const main = document.querySelector("main");
const slider = document.getElementById("threshold");
const reasons = document.getElementById("reasons");
const sections = [...document.querySelectorAll("section")];

let chosen = null; // a threshold for every page; null leaves each page its own
let current = null; // the line that keys start from
let byDoubt = null; // the lines that are shown, the most doubtful first; null until it is asked for

function element(name, className, text) {
  const made = document.createElement(name);
  made.className = className;
  made.textContent = text;
  return made;
}

const thresholdOf = (line) => (chosen === null ? line.threshold : Math.fround(chosen));
const isShown = (line) => line.row.offsetParent !== null;

function relabel() {
  byDoubt = null;
  for (const line of lines) {
    const label = line.p >= thresholdOf(line) ? "boilerplate" : "content";
    line.row.classList.remove("content", "boilerplate");
    line.row.classList.add(label);
    line.row.classList.toggle("wrong", line.truth !== undefined && line.truth !== label);
  }
  for (const section of sections) {
    const counts = ["content", "boilerplate"].map((label) => `${count(section, label)} ${label}`);
    const wrong = count(section, "wrong");
    section.querySelector(".counts").textContent = (wrong ? [...counts, `${wrong} wrong`] : counts).join(", ");
  }
  const own = new Set(lines.map((line) => line.threshold));
  const [first = 0.5] = own;
  if (chosen === null) slider.value = first;
  document.getElementById("chosen").textContent = (chosen ?? first).toFixed(2);
  document.getElementById("reset").disabled = chosen === null;
  document.getElementById("rule").textContent =
    chosen !== null
      ? `threshold ${chosen} on every page: the model's rules for single pages are off`
      : own.size > 1
        ? "each page has the threshold that it was labelled with"
        : "the threshold that the page was labelled with";
  showReasons(current);
}

const count = (section, label) => section.querySelectorAll(`.line.${label}`).length;

function setThreshold(value) {
  chosen = value;
  relabel();
}

function show(which) {
  byDoubt = null;
  main.dataset.show = which;
  for (const button of document.querySelectorAll("#show button")) {
    button.setAttribute("aria-pressed", String(button.dataset.show === which));
  }
}

function select(line) {
  if (line === undefined) return;
  if (current !== null) {
    current.row.classList.remove("current");
    current.row.tabIndex = -1;
  }
  current = line;
  line.row.classList.add("current");
  line.row.tabIndex = 0;
  if (document.activeElement !== line.row) line.row.focus({ preventScroll: true });
  line.row.scrollIntoView({ block: "nearest" });
  showReasons(line);
}

function moveByDoubt(step) {
  const doubt = (line) => Math.abs(line.p - thresholdOf(line));
  byDoubt ??= lines.filter(isShown).sort((a, b) => doubt(a) - doubt(b));
  select(byDoubt[current === null || !isShown(current) ? 0 : byDoubt.indexOf(current) + step]);
}

function moveBy(step) {
  let place = lines.indexOf(current) + step;
  while (place >= 0 && place < lines.length && !isShown(lines[place])) place += step;
  select(lines[place]);
}

/** What speaks for boilerplate and what for content, the strongest first, at the bottom of the window. */
function showReasons(line) {
  reasons.hidden = !line?.row.dataset.why;
  if (reasons.hidden) return;
  const names = JSON.parse(line.row.parentElement.dataset.reasons);
  const [base, ...values] = line.row.dataset.why.split(" ").map(Number);
  const all = values.map((value, number) => [names[number], value]).filter(([, value]) => value);
  all.sort((a, b) => Math.abs(b[1]) - Math.abs(a[1]));
  const longest = Math.max(...all.map(([, value]) => Math.abs(value)), 1e-9);
  const sum = base + values.reduce((total, value) => total + value, 0);
  const label = line.row.classList.contains("content") ? "content" : "boilerplate";
  const head = `${label}: log-odds ${signed(sum)}, of which the page's mean line has ${signed(base)} and the line adds`;
  const list = element("ul", "", "");
  for (const [name, value] of all) {
    const bar = element("span", `bar ${value > 0 ? "boilerplate" : "content"}`, "");
    const filled = document.createElement("i");
    const width = (50 * Math.abs(value)) / longest;
    filled.style.width = `${width}%`;
    filled.style.marginInlineStart = `${value > 0 ? 50 : 50 - width}%`;
    bar.append(filled);
    const item = document.createElement("li");
    item.append(element("span", "name", name), bar, element("span", "value", signed(value)));
    list.append(item);
  }
  reasons.replaceChildren(element("p", "", head), list);
}

const signed = (value) => (value < 0 ? "−" : "+") + Math.abs(value).toFixed(2);
const lineOf = (target) => lineOfRow.get(target.closest(".line"));

const actions = {
  n: () => moveByDoubt(1),
  p: () => moveByDoubt(-1),
  j: () => moveBy(1),
  k: () => moveBy(-1),
  ArrowDown: () => moveBy(1),
  ArrowUp: () => moveBy(-1),
  a: () => show("all"),
  c: () => show("content"),
  b: () => show("boilerplate"),
};

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || !(event.key in actions)) return;
  if (event.target === slider && event.key.startsWith("Arrow")) return;
  event.preventDefault();
  actions[event.key]();
});
slider.addEventListener("input", () => setThreshold(Number(slider.value)));
document.getElementById("reset").addEventListener("click", () => setThreshold(null));
main.addEventListener("mouseover", (event) => showReasons(lineOf(event.target) ?? current));
main.addEventListener("mouseleave", () => showReasons(current));
main.addEventListener("click", (event) => select(lineOf(event.target)));
main.addEventListener("focusin", (event) => event.target !== current?.row && select(lineOf(event.target)));

const choices = ["all", "content", "boilerplate"];
if (lines.some((line) => line.truth !== undefined)) choices.push("wrong");
for (const which of choices) {
  const button = element("button", "", which === "all" ? "all" : `only ${which}`);
  button.type = "button";
  button.dataset.show = which;
  button.addEventListener("click", () => show(which));
  document.getElementById("show").append(button, " ");
}
for (const section of sections) section.querySelector("h2").after(element("p", "note counts", ""));
lines.forEach((line, number) => (line.row.tabIndex = number ? -1 : 0));
document.querySelector(".controls").hidden = false;
show("all");
relabel();
