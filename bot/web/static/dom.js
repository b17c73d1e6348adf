// Builds DOM nodes. Text only ever becomes text nodes, so nothing that was typed can become markup.

/** An element. Attributes: `on…` functions listen, true is a bare attribute, false and null are left out. */
export function el(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else if (value === true) node.setAttribute(name, "");
    else if (value !== false && value !== null && value !== undefined) node.setAttribute(name, value);
  }
  node.append(...children.flat().filter((child) => child !== null && child !== undefined));
  return node;
}

const PATHS = {
  menu: "M4 7h16M4 12h16M4 17h16",
  more: "M12 5.5v.01M12 12v.01M12 18.5v.01",
  send: "M5 12 4 5l16 7-16 7 1-7h8",
  attach: "M19 12.5 12.5 19a4.5 4.5 0 0 1-6.4-6.4L13 5.7a3 3 0 0 1 4.3 4.2l-6.9 6.9a1.5 1.5 0 0 1-2.1-2.1l6.3-6.3",
  commands: "M4 5h16v14H4zM10.5 15.5l3-7",
  edit: "m5 19 .8-3.6L15.6 5.6a1.5 1.5 0 0 1 2.1 0l.7.7a1.5 1.5 0 0 1 0 2.1L8.6 18.2z",
  close: "M6 6l12 12M18 6 6 18",
  add: "M12 5v14M5 12h14",
};

/** An icon. It says nothing to a screen reader: its button has a label. */
export function icon(name) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  svg.setAttribute("class", `icon ${name}`);
  path.setAttribute("d", PATHS[name]);
  svg.append(path);
  return svg;
}

/** A button that is only an icon to the eye. */
export function iconButton(name, label, onclick, attributes = {}) {
  return el("button", { type: "button", class: "icon-button", "aria-label": label, title: label, onclick, ...attributes }, icon(name));
}
