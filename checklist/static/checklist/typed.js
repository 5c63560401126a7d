// SPDX-FileCopyrightText: 2026 The Tweespraak contributors
// SPDX-License-Identifier: EUPL-1.2
// Who leaves a page with something typed in it is asked first. It holds no words and stores nothing: the browser asks.
"use strict";

{
  const changed = (field) => {
    if (["checkbox", "radio"].includes(field.type)) return field.checked !== field.defaultChecked;
    if (field.tagName === "TEXTAREA" || ["text", "date", "number", "file"].includes(field.type)) {
      return field.value !== (field.defaultValue ?? "");
    }
    return false;
  };
  // the talk saves by itself (saving.js); a search and a log-in lose nothing
  const watched = [...document.querySelectorAll("main form[method=post]:not([data-quiet], [role=search])")].filter(
    (form) => !form.querySelector("[type=password], #client_code"),
  );
  let sent = 0;
  document.addEventListener("submit", () => {
    sent = Date.now();
  });
  window.addEventListener("beforeunload", (event) => {
    if (Date.now() - sent < 1000) return;
    if (watched.some((form) => [...form.elements].some(changed))) event.preventDefault();
  });
}
