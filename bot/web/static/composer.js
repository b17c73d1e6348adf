// Where a person writes: text, commands, attachments, and changes of the last message.

import { el, icon, iconButton } from "./dom.js";
import { item, panel } from "./panel.js";

const ATTACHMENTS = { voice: "🎤", photo: "🖼️", sticker: "👍", location: "📍", contact: "👤" };

/**
 * The composer of one chat. `actions`: say(text), edit(message, text), send(kind), commands() → [{command, description}],
 * lastOwn() → the person's last text message or null.
 */
export class Composer {
  constructor(words, actions) {
    this.words = words;
    this.actions = actions;
    this.changing = null;
    this.field = el("textarea", {
      rows: "1", maxlength: "4096", "aria-label": words.message, placeholder: words.message, enterkeyhint: "send",
      oninput: () => this.#grow(), onkeydown: (event) => this.#key(event),
    });
    this.banner = el("div", { class: "banner", hidden: true },
      el("span", {}, icon("edit"), words.editing), iconButton("close", words.cancel, () => this.cancel()));
    const commands = iconButton("commands", words.commands, null);
    const attach = iconButton("attach", words.attach, null);
    this.element = el("form", { class: "composer", onsubmit: (event) => this.#submit(event) },
      this.banner,
      el("div", { class: "line" },
        commands, panel(commands, "up left", (close) => this.#commands(close)),
        this.field,
        attach, panel(attach, "up right", (close) => this.#attachments(close)),
        el("button", { class: "icon-button send", "aria-label": words.send, title: words.send }, icon("send"))));
  }

  get draft() {
    return this.changing ? "" : this.field.value;
  }

  set draft(text) {
    this.field.value = text;
    this.#grow();
  }

  /** Put a message into the field, to be sent again with another text. */
  edit(message) {
    this.changing = message;
    this.draft = message.text;
    this.banner.hidden = false;
    this.field.focus();
  }

  cancel() {
    this.changing = null;
    this.draft = "";
    this.banner.hidden = true;
    this.field.focus();
  }

  async #submit(event) {
    event.preventDefault();
    const text = this.field.value.trim();
    if (!text) return;
    const { changing } = this;
    this.cancel();
    // What could not be sent stays in the field.
    if (await (changing ? this.actions.edit(changing, text) : this.actions.say(text))) return;
    if (changing) this.edit(changing);
    this.draft = text;
  }

  #key(event) {
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      this.element.requestSubmit();
    } else if (event.key === "Escape" && this.changing) {
      this.cancel();
    } else if (event.key === "ArrowUp" && !this.field.value && this.actions.lastOwn()) {
      event.preventDefault();
      this.edit(this.actions.lastOwn());
    }
  }

  #grow() {
    this.field.style.height = "auto";
    this.field.style.height = `${this.field.scrollHeight}px`;
  }

  #commands(close) {
    return this.actions.commands().map(({ command, description }) =>
      item(`/${command}`, () => { close(); this.actions.say(`/${command}`); }, description));
  }

  #attachments(close) {
    return Object.entries(ATTACHMENTS).map(([kind, emoji]) =>
      item(`${emoji} ${this.words[kind]}`, () => { close(); this.actions.send(kind); }));
  }
}
