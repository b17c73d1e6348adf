// The messages of a chat, as the server's last state has them.

import { el } from "./dom.js";
import { buttonAt, dayNode, focusedButton, messageNode } from "./messages.js";

const NEAR_END = 40;

export class Log {
  /** `context` is what messages need, see messages.js; `language` names the days. */
  constructor(context, language) {
    this.context = context;
    this.language = language;
    this.drawn = new Map();
    this.atEnd = true;
    // Set to move the focus to the next message of the bot: the button that had it is gone.
    this.focusNews = false;
    this.element = el("div", {
      class: "log", role: "log", tabindex: "0", "aria-label": context.words.messages, onscroll: () => this.#noteEnd(),
    });
    this.resized = new ResizeObserver(() => this.atEnd && this.#toEnd());
    this.resized.observe(this.element);
  }

  /**
   * Show these messages, or the introduction while there are none. What is the same stays, so that focus, selection
   * and reading are not disturbed. `editable` is the id of the message that may be edited.
   */
  show(messages, editable, introduction) {
    const first = !this.shown;
    this.shown = true;
    const wanted = new Map();
    const lastBots = Math.max(0, ...messages.filter((one) => !one.own).map((one) => one.id));
    let news = null;
    if (first) this.element.setAttribute("aria-busy", "true");
    for (const message of messages) {
      const shown = { ...message, editable: message.id === editable, seen: message.id < lastBots };
      const key = JSON.stringify(shown);
      const old = this.drawn.get(message.id);
      const node = old?.key === key ? old.node : this.#redraw(shown, old);
      if (!old || old.message.html !== message.html) news = node;
      wanted.set(message.id, { key, node, message });
    }
    const focusLost = [...this.drawn].some(([id, { node }]) => !wanted.has(id) && node.contains(document.activeElement));
    this.drawn = wanted;
    this.#arrange(introduction);
    if (first) {
      this.#toEnd();
      requestAnimationFrame(() => this.element.removeAttribute("aria-busy"));
    } else if (news) {
      this.#reveal(news);
    }
    this.focusNews ||= focusLost;
    const newest = messages.at(-1);
    if (this.focusNews && news && !newest.own) {
      this.focusNews = false;
      wanted.get(newest.id).node.focus({ preventScroll: true });
    }
  }

  #redraw(message, old) {
    const fresh = messageNode(message, this.context);
    if (!old) return fresh;
    const hadFocus = old.node.contains(document.activeElement);
    const place = hadFocus ? focusedButton(old.node) : null;
    // The focus reads the edited message out; the log must not do so once more.
    if (hadFocus) fresh.setAttribute("aria-live", "off");
    old.node.replaceWith(fresh);
    // Under the same text (marks being set) the finger stays where it is; a new screen is read from its beginning.
    const same = place && old.message.html === message.html ? buttonAt(fresh, place) : null;
    if (hadFocus) (same ?? fresh).focus({ preventScroll: true });
    return fresh;
  }

  #arrange(introduction) {
    const nodes = [];
    let day = null;
    for (const { node, message } of this.drawn.values()) {
      const today = new Date(message.date * 1000).toDateString();
      if (today !== day) nodes.push(this.#day(message.date, today));
      day = today;
      nodes.push(node);
    }
    if (!nodes.length) nodes.push(introduction);
    for (const node of [...this.element.children]) if (!nodes.includes(node)) node.remove();
    nodes.forEach((node, index) => {
      const there = this.element.children[index] ?? null;
      if (there !== node) this.element.insertBefore(node, there);
    });
  }

  #day(seconds, day) {
    const present = [...this.element.children].find((node) => node.dataset.day === day);
    const node = present ?? dayNode(seconds, this.language);
    node.dataset.day = day;
    return node;
  }

  /** A message that is taller than the chat is shown from its first line, any other one whole. */
  #reveal(node) {
    const tall = node.offsetHeight > this.element.clientHeight - 16;
    const last = node === this.element.lastElementChild;
    if (tall) node.scrollIntoView({ block: "start" });
    else if (last) this.#toEnd();
    else node.scrollIntoView({ block: "nearest" });
  }

  #toEnd() {
    this.element.scrollTop = this.element.scrollHeight;
    this.atEnd = true;
  }

  #noteEnd() {
    this.atEnd = this.element.scrollHeight - this.element.clientHeight - this.element.scrollTop < NEAR_END;
  }

  /** The bot has answered the presses: no button waits any more. */
  settle() {
    this.element.querySelectorAll(".waiting").forEach((button) => button.classList.remove("waiting"));
  }
}
