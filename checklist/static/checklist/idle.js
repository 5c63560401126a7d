// SPDX-FileCopyrightText: 2026 The Tweespraak contributors
// SPDX-License-Identifier: EUPL-1.2
// The idle lock (S21): after ten quiet minutes the page is hidden and the person is logged out. What was typed stays in
// the page. It holds no words and stores nothing in the browser: words come from <template data-lock>.
"use strict";

const said = document.querySelector("template[data-lock]")?.dataset;
const IDLE = 10 * 60 * 1000;
const signs = new BroadcastChannel("busy"); // a tab that is used keeps the others open
let idle;
let told = 0;

function restart() {
  clearTimeout(idle);
  idle = setTimeout(lock, IDLE);
}

function busy() {
  restart();
  if (Date.now() - told < 5000) return;
  told = Date.now();
  signs.postMessage("busy");
}

function listen() {
  for (const event of ["keydown", "pointerdown"]) document.addEventListener(event, busy);
  signs.onmessage = restart;
  restart();
}

function element(name, text, className = "") {
  const made = document.createElement(name);
  made.className = className;
  made.textContent = text;
  return made;
}

async function lock() {
  for (const event of ["keydown", "pointerdown"]) document.removeEventListener(event, busy);
  signs.onmessage = null;
  const data = new FormData();
  data.append("csrfmiddlewaretoken", document.querySelector("input[name=csrfmiddlewaretoken]").value);
  const hidden = [...document.body.children].filter((part) => !part.hidden);
  for (const part of hidden) part.hidden = true;
  const title = document.title;
  const panel = element("main", "", "shell page page--narrow");
  const button = element("button", said.unlock, "utrecht-button utrecht-button--primary-action");
  panel.append(element("h1", said.locked), element("p", said.text), button);
  document.body.append(panel);
  document.title = said.locked;
  button.addEventListener("click", () => goOn(panel, hidden, title));
  button.focus();
  try {
    await fetch("/uitloggen/", { method: "POST", body: data });
  } catch {
    // without a network nobody else gets in either; the page stays hidden
  }
}

// ---- three ways on -------------------------------------------------------------------------------------------------

function changed(form) {
  return [...form.elements].some((field) => {
    if (["checkbox", "radio"].includes(field.type)) return field.checked !== field.defaultChecked;
    if (field.tagName === "SELECT") return [...field.options].some((one) => one.selected !== one.defaultSelected);
    return field.defaultValue !== undefined && field.type !== "hidden" && field.value !== field.defaultValue;
  });
}

// A form of the talk is sent: the server keeps its text, sealed, during the log-in. Another form with something in it waits
// for a log-in beside it. A page on which nothing was typed is opened again.
function goOn(panel, hidden, title) {
  const talk = document.querySelector("form[data-talk]");
  if (talk) return talk.requestSubmit();
  if (![...document.querySelectorAll("form")].some(changed)) return location.reload();
  if (!panel.querySelector("[role=status]")) {
    const beside = element("p", said.beside);
    beside.setAttribute("role", "status");
    panel.append(beside);
    window.addEventListener("focus", () => reopen(panel, hidden, title));
  }
  window.open("/inloggen/?next=/account/", "_blank");
}

const account = (page) => page.querySelector("[data-account]")?.dataset.account;

// Only for the same person: somebody else who logs in here sees nothing of it.
async function reopen(panel, hidden, title) {
  const answer = await fetch("/account/");
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  if (!panel.isConnected || account(page) !== account(document)) return;
  const token = page.querySelector("input[name=csrfmiddlewaretoken]").value;
  for (const field of document.querySelectorAll("input[name=csrfmiddlewaretoken]")) field.value = token;
  panel.remove();
  for (const part of hidden) part.hidden = false;
  document.title = title;
  listen();
}

if (said) listen();
