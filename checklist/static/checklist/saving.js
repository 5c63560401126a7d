// SPDX-FileCopyrightText: 2026 The Tweespraak contributors
// SPDX-License-Identifier: EUPL-1.2
// Quiet saving while people talk. Every page works without this file.
// It holds no words and stores nothing in the browser: words come from <template data-words>, text stays in the form.
"use strict";

const form = document.querySelector("form[data-talk]");
const words = document.querySelector("template[data-words]")?.dataset ?? {};

// ---- one answer out of a group -------------------------------------------------------------------------------------

function tidy(question, changed) {
  if (changed.type === "checkbox" && changed.checked) {
    const alone = "alone" in changed.dataset; // no, nothing, and the open answers: none of them goes with another
    for (const other of question.querySelectorAll("input[type=checkbox]")) {
      if (other !== changed && other.name === changed.name && (alone || "alone" in other.dataset)) other.checked = false;
    }
  }
  const given = question.querySelector("[data-given]");
  const typed = changed.tagName === "TEXTAREA" ? changed.value.trim() : changed.name.startsWith("line-") && changed.value;
  if (given && typed) given.checked = true;
}

function showFollowing(asked) {
  for (const question of form.querySelectorAll("[data-after]")) {
    question.hidden = !asked.includes(question.dataset.question);
  }
}

// ---- saving one question -------------------------------------------------------------------------------------------

const waiting = new Map(); // question key -> timer of the next save; absent when all of it is saved
const sending = new Set(); // question keys that are on their way: the next save waits for the new version

function say(question, kind) {
  const status = question.querySelector("[data-status]");
  status.textContent = words[kind] ?? "";
  status.classList.toggle("saved--failed", ["failed", "loggedOut", "purpose", "ended", "conflict"].includes(kind));
}

function fieldsOf(question) {
  const key = question.dataset.question;
  const data = new FormData();
  for (const [name, value] of new FormData(form)) {
    const ours = [`answer-${key}`, `words-${key}`, `version-${key}`].includes(name) || name.startsWith(`line-${key}-`);
    if (ours || ["csrfmiddlewaretoken", "form_owner", "kept", "from_paper"].includes(name)) data.append(name, value);
  }
  return data;
}

// Nothing can be saved here any more: handed over, closed, destroyed. Say why once, keep the text, ask nothing again.
let over = false;
function end(reason) {
  if (over) return;
  over = true;
  for (const timer of waiting.values()) clearTimeout(timer);
  const alert = document.createElement("div");
  alert.className = "utrecht-alert utrecht-alert--error";
  alert.setAttribute("role", "alert");
  const title = document.createElement("p");
  title.className = "alert__title";
  title.textContent = reason;
  const text = document.createElement("p");
  text.textContent = words.ended;
  alert.append(title, text);
  form.prepend(alert);
}

async function answered(response, name) {
  const json = response.headers?.get("Content-Type")?.includes("json");
  return json ? ((await response.json())[name] ?? "") : "";
}

function soon(question, delay, attempt = 0) {
  if (over) return say(question, "ended");
  const key = question.dataset.question;
  clearTimeout(waiting.get(key));
  waiting.set(key, setTimeout(() => save(question, attempt), delay));
}

function take(key, saved) {
  if (key in saved.versions) form.elements[`version-${key}`].value = saved.versions[key];
  showFollowing(saved.asked);
}

async function save(question, attempt) {
  const key = question.dataset.question;
  if (over) return say(question, "ended");
  if (sending.has(key)) return soon(question, 200, attempt);
  waiting.set(key, null);
  sending.add(key);
  say(question, "saving");
  let response = { status: 503 };
  try {
    const body = fieldsOf(question);
    response = await fetch(form.dataset.quiet, { method: "POST", body, headers: { "X-Quiet": "1" }, redirect: "error" });
    if (response.status === 200) take(key, await response.json());
  } catch {
    response = { status: 503 };
  }
  sending.delete(key);
  if (waiting.get(key)) return; // changed again meanwhile: the next save says how it went
  if (response.status === 200) {
    waiting.delete(key);
    say(question, "saved");
  } else if (response.status === 422) {
    waiting.delete(key);
    question.querySelector("[data-status]").textContent = Object.values((await response.json()).errors)[0] ?? "";
    question.querySelector("[data-status]").classList.add("saved--failed");
  } else if (response.status === 401) {
    say(question, (await answered(response, "purpose")) ? "purpose" : "loggedOut");
  } else if (response.status === 403 || response.status === 404) {
    // access ended; or logged in again elsewhere: trying again does not help, the button does
    const reason = await answered(response, "ended");
    if (reason) end(reason);
    say(question, reason ? "ended" : "loggedOut");
  } else if (response.status === 409) {
    say(question, "conflict");
  } else {
    // a database that is away says when to ask again; without any answer we wait longer and longer
    const told = Number(response.headers?.get("Retry-After")) * 1000;
    say(question, "failed");
    soon(question, told || Math.min(30000, 2000 * 2 ** attempt), attempt + 1);
  }
}

if (form?.dataset.quiet) {
  form.addEventListener("change", (event) => {
    const question = event.target.closest("[data-question]");
    if (!question) return;
    tidy(question, event.target);
    soon(question, 150);
  });
  form.addEventListener("input", (event) => {
    const question = event.target.closest("[data-question]");
    if (!question || event.target.tagName !== "TEXTAREA") return;
    tidy(question, event.target);
    soon(question, 1500);
  });
  window.addEventListener("online", () => {
    for (const question of form.querySelectorAll("[data-question]")) {
      if (waiting.has(question.dataset.question)) soon(question, 0);
    }
  });
} else if (form) {
  form.addEventListener("input", (event) => tidy(form, event.target));
}

let leaving = false;
form?.addEventListener("submit", () => {
  leaving = true;
  for (const timer of waiting.values()) clearTimeout(timer);
});
window.addEventListener("beforeunload", (event) => {
  if (!leaving && (waiting.size || over)) event.preventDefault();
});
