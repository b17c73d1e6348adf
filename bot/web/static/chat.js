// The page: people on the left, one chat on a phone, up to three side by side on a desktop.

import * as api from "./api.js";
import { Column } from "./column.js";
import { shownDay } from "./day.js";
import { askPerson, shareLink } from "./dialogs.js";
import { el, icon, iconButton } from "./dom.js";
import { browserLanguage, FIRST_NAME, LANGUAGES, words } from "./words.js";

const WIDE = 900, SIDEBAR = 264, LEAST_COLUMN = 300, MOST_COLUMNS = 3;
const sidebar = document.getElementById("people");
const chats = document.getElementById("chats");
const shade = document.getElementById("shade");

let people = [];
let columns = [];
let active = null;

const page = { share, activate, close, openPeople, theme: switchTheme, isDark, canClose: () => columns.length > 1, restarted, languageChanged: drawPeople };

await begin();

async function begin() {
  applyTheme();
  ({ people } = await api.people());
  if (!people.some((person) => !person.admin)) {
    const language = browserLanguage();
    people.push(await api.addPerson(FIRST_NAME[language], language));
  }
  const known = people.filter((person) => remembered().includes(person.id));
  const first = known.length ? known : [people.find((person) => !person.admin)];
  first.slice(0, capacity()).forEach((person) => open(person, false));
  openNamed();
  shade.addEventListener("click", closePeople);
  document.addEventListener("keydown", (event) => event.key === "Escape" && !document.querySelector("dialog[open]") && closePeople());
  addEventListener("resize", fit);
  // A browser allows six connections to one address: pages that nobody looks at must not hold them.
  document.addEventListener("visibilitychange", () =>
    columns.forEach((column) => (document.hidden ? column.disconnect() : column.connect())));
}

/** ?open=birth-benefit: an admin looks at a screen by its id. Once: a reload must not do it again. */
function openNamed() {
  const address = new URL(location.href);
  const named = address.searchParams.get("open");
  const admin = people.find((person) => person.admin);
  if (!named || !admin) return;
  address.searchParams.delete("open");
  history.replaceState(null, "", address);
  open(admin).open(`/open ${named}`);
}

function capacity() {
  if (innerWidth < WIDE) return 1;
  return Math.min(MOST_COLUMNS, Math.floor((innerWidth - SIDEBAR) / LEAST_COLUMN));
}

/** Show a person's chat: where there is no room, instead of another one. */
function open(person, focus = true) {
  let column = columns.find((one) => one.person.id === person.id);
  if (!column) {
    column = new Column(person, page);
    columns.push(column);
    chats.append(column.element);
    column.connect();
  }
  activate(column);
  fit();
  if (focus) column.focus();
  return column;
}

function fit() {
  while (columns.length > capacity()) close(columns.find((column) => column !== active));
  if (innerWidth >= WIDE) closePeople();
  drawPeople();
}

function close(column) {
  column.disconnect();
  column.element.remove();
  columns = columns.filter((one) => one !== column);
  if (active === column) {
    activate(columns[0]);
    active.focus();
  }
  drawPeople();
}

function activate(column) {
  if (active === column) return;
  active = column;
  drawPeople();
}

function drawPeople() {
  if (!active) return;
  const language = active.person.language;
  const own = words(language);
  people = people.map((person) => columns.find((column) => column.person.id === person.id)?.person ?? person);
  document.documentElement.lang = language;
  document.title = ["Adal", active.person.name, shownDay].filter(Boolean).join(" – ");
  localStorage.setItem("open", JSON.stringify(columns.map((column) => column.person.id)));
  const focused = sidebar.contains(document.activeElement) ? document.activeElement.dataset.focus : null;
  sidebar.setAttribute("aria-label", own.people);
  sidebar.replaceChildren(
    el("header", {}, el("h1", {}, own.people), iconButton("close", own.close, closePeople, { class: "icon-button to-chats", "data-focus": "close" })),
    el("ul", {}, people.map((person) => el("li", {}, personButton(person, own)))),
    el("button", { type: "button", class: "item add", "data-focus": "add", onclick: () => askPerson(own, language, add) }, icon("add"), own.addPerson),
    el("button", { type: "button", class: "item dark", "data-focus": "dark", "aria-pressed": String(isDark()), onclick: switchTheme }, own.dark),
    el("p", { class: "note" }, own.local),
  );
  if (focused) sidebar.querySelector(`[data-focus="${focused}"]`)?.focus();
}

function personButton(person, own) {
  const shown = columns.some((column) => column.person.id === person.id);
  const attributes = {
    type: "button", class: "person", "data-focus": person.id, "aria-current": active.person.id === person.id ? "true" : null,
    onclick: () => { closePeople(); open(person); },
  };
  return el("button", { ...attributes, class: `person${shown ? " shown" : ""}` },
    el("span", { class: `avatar tint${person.id % 5}`, "aria-hidden": "true" }, person.name.slice(0, 1).toUpperCase()),
    el("span", { class: "who" },
      el("span", { class: "name" }, person.name, " ", person.admin ? el("span", { class: "badge" }, own.admin) : null),
      el("small", { lang: person.language }, LANGUAGES[person.language])));
}

async function add(name, language) {
  const person = await api.addPerson(name, language).catch(() => null);
  if (!person) return active.tell(active.words.notSent);
  people.push(person);
  closePeople();
  open(person);
}

function share(column, { link, payload }) {
  const others = payload === null ? [] : people.filter((person) => person.id !== column.person.id);
  shareLink(column.words, column.language, link, others, (person) => open(person).open(`/start ${payload}`.trim()));
}

function openPeople() {
  document.body.classList.add("people-open");
  shade.hidden = false;
  chats.inert = true;
  sidebar.querySelector("[aria-current], button")?.focus();
}

function closePeople() {
  if (shade.hidden) return;
  document.body.classList.remove("people-open");
  shade.hidden = true;
  chats.inert = false;
  active.element.querySelector(".to-people").focus();
}

/** The server has forgotten everybody: begin again as soon as it answers. */
async function restarted() {
  columns.forEach((column) => column.disconnect());
  while (!(await api.people().catch(() => null))) await new Promise((done) => setTimeout(done, 1000));
  location.reload();
}

function isDark() {
  return (localStorage.getItem("theme") ?? (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light")) === "dark";
}

function switchTheme() {
  localStorage.setItem("theme", isDark() ? "light" : "dark");
  applyTheme();
}

function applyTheme() {
  const theme = localStorage.getItem("theme");
  if (theme) document.documentElement.dataset.theme = theme;
  document.querySelectorAll(".dark").forEach((button) => button.setAttribute("aria-pressed", String(isDark())));
}

function remembered() {
  try {
    return JSON.parse(localStorage.getItem("open")) ?? [];
  } catch {
    return [];
  }
}
