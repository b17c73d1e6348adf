// One chat: header, messages, composer. Shows the state that the server sends, and nothing of its own.

import * as api from "./api.js";
import { Composer } from "./composer.js";
import { leaveDay, shownDay, wrongDay } from "./day.js";
import { confirmClear, languageOptions } from "./dialogs.js";
import { el, iconButton } from "./dom.js";
import { Log } from "./log.js";
import { item, panel } from "./panel.js";
import { words } from "./words.js";

const TOAST_FOR = 3500;
const COMMANDS = ["start", "help", "language", "emergency", "hide"];

/**
 * `page`: share(column, shared), activate(column), close(column), canClose(), openPeople(), theme(), isDark(),
 * restarted(), languageChanged().
 */
export class Column {
  constructor(person, page) {
    this.person = person;
    this.page = page;
    this.state = null;
    this.element = el("section", { class: "chat", onfocusin: () => page.activate(this), onpointerdown: () => page.activate(this) });
    this.#build();
  }

  connect() {
    this.source ??= api.events(this.person.id, (state) => this.#show(state), (forever) => this.#lost(forever));
  }

  disconnect() {
    this.source?.close();
    this.source = null;
  }

  /** Send a text as this person. True when it arrived. */
  say(text) {
    return this.#act("say", { text });
  }

  /** Send a command that brings a new screen, and go there. */
  open(command) {
    this.log.focusNews = true;
    this.say(command);
  }

  /** The log, not the field: there a phone would push its keyboard over the chat. */
  focus() {
    (this.startButton.hidden ? this.log.element : this.startButton).focus();
  }

  #build() {
    const { person, page } = this;
    const draft = this.composer?.draft ?? "";
    this.language = person.language;
    this.words = words(person.language);
    this.element.lang = person.language;
    this.element.setAttribute("aria-label", this.words.chatOf(person.name));
    this.title = el("h2", {});
    this.status = el("p", { class: "status" });
    this.more = iconButton("more", this.words.more, null);
    this.log?.resized.disconnect();
    this.log = new Log({
      words: this.words, botName: () => this.state.bot.name, chatId: person.id,
      press: (...press) => this.#press(...press),
      share: (shared) => page.share(this, shared),
      command: (text) => this.say(text),
      edit: (message) => this.composer.edit(message),
    }, this.language);
    this.startButton = el("button", { type: "button", class: "start", hidden: true, onclick: () => this.open("/start") }, this.words.start);
    this.toast = el("div", { class: "toast", role: "status" });
    this.composer = new Composer(this.words, {
      say: (text) => this.say(text),
      edit: (message, text) => this.#act("edit", { message_id: message.id, text }),
      send: (kind) => this.#act("send", { kind }),
      commands: () => this.#commands(),
      lastOwn: () => this.#lastOwn(),
    });
    this.composer.draft = draft;
    this.element.replaceChildren(
      el("header", {},
        iconButton("menu", this.words.menu, () => page.openPeople(), { class: "icon-button to-people" }),
        el("span", { class: "avatar", "aria-hidden": "true" }, "A"),
        el("div", { class: "who" }, this.title, this.status),
        this.more, panel(this.more, "down right", (close) => this.#settings(close))),
      ...this.#dayMark(),
      this.log.element, this.toast, this.startButton, this.composer.element);
  }

  /** On another day nobody may take what stands here for what people read today. */
  #dayMark() {
    if (!shownDay && !wrongDay) return [];
    const told = wrongDay ? this.words.wrongDay : this.words.asOn(shownDay);
    return [el("div", { class: "day-mark", role: "note" }, el("span", {}, told),
      el("button", { type: "button", class: "quiet", onclick: leaveDay }, this.words.today))];
  }

  #show(state) {
    if (this.state && this.state.server !== state.server) return this.page.restarted();
    const first = !this.state;
    const spoken = state.person.language !== this.language;
    this.person = state.person;
    this.offline = false;
    if (!first && state.toast && state.toast.id !== this.state.toast?.id) this.tell(state.toast.text);
    this.state = state;
    if (spoken) this.#translate();
    this.#header();
    this.log.show(state.messages, this.#lastOwn()?.id, this.#introduction());
    if (!state.typing) this.log.settle();
  }

  #translate() {
    const hadFocus = this.element.contains(document.activeElement);
    this.#build();
    if (hadFocus) this.more.focus();
    this.page.languageChanged();
  }

  #header() {
    const { state, words: own } = this;
    this.title.textContent = state?.bot.name ?? "";
    const whose = [this.person.name, this.person.admin ? own.admin : null, this.person.language.toUpperCase()];
    const status = this.offline ? own.offline : state?.typing ? own.typing : whose.filter(Boolean).join(" · ");
    if (this.status.textContent !== status) this.status.textContent = status;
    this.status.classList.toggle("typing", Boolean(state?.typing) && !this.offline);
    const fresh = state && !state.messages.length && !state.typing;
    this.startButton.hidden = !fresh;
    this.composer.element.hidden = !state || fresh;
  }

  #introduction() {
    return el("div", { class: "intro" }, el("h3", {}, this.words.canDo), el("p", {}, this.state.bot.description || this.words.local));
  }

  #settings(close) {
    const { person, words: own, page } = this;
    const phone = el("select", { onchange: () => { close(); this.#language(phone.value); } }, languageOptions(person.language));
    return [
      el("label", { class: "item" }, own.phoneLanguage, phone),
      item(own.dark, () => page.theme(), null, { class: "item dark", "aria-pressed": String(page.isDark()) }),
      item(own.clear, () => { close(); confirmClear(own, this.language, () => this.#act("clear")); }),
      page.canClose() ? item(own.closeColumn, () => page.close(this)) : null,
    ].filter(Boolean);
  }

  #commands() {
    const known = this.state?.bot.commands.length ? this.state.bot.commands : COMMANDS.map((command) => ({ command, description: "" }));
    const { words: own } = this;
    const ofAdmins = { review: own.questions, open: own.openNamed, changed: own.changed };
    return this.person.admin ? [...known, ...Object.entries(ofAdmins).map(([command, description]) => ({ command, description }))] : known;
  }

  #lastOwn() {
    return this.state?.messages.findLast((message) => message.own && !message.kind) ?? null;
  }

  #press(message, button, node) {
    node.classList.add("waiting");
    this.#act("press", { message_id: message.id, data: button.data }).then((sent) => sent || node.classList.remove("waiting"));
  }

  async #language(language) {
    await api.setLanguage(this.person.id, language).catch(() => this.tell(this.words.notSent));
  }

  async #act(action, body) {
    try {
      await api.act(this.person.id, action, body);
      return true;
    } catch {
      this.tell(this.words.notSent);
      return false;
    }
  }

  #lost(forever) {
    if (!this.offline) this.tell(this.words.offline);
    this.offline = true;
    this.#header();
    if (forever) this.page.restarted();
  }

  /** Say something in passing. */
  tell(text) {
    clearTimeout(this.toastTimer);
    this.toast.textContent = text;
    this.toastTimer = setTimeout(() => (this.toast.textContent = ""), TOAST_FOR);
  }
}
