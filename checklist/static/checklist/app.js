// SPDX-FileCopyrightText: 2026 The Tweespraak contributors
// SPDX-License-Identifier: EUPL-1.2
// Small conveniences. Every page works without this file: buttons that need it are hidden in the HTML and shown here.
"use strict";

for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}

for (const button of document.querySelectorAll("[data-copy]")) {
  const source = document.getElementById(button.dataset.copy);
  const status = document.getElementById(button.dataset.status);
  if (!source || !navigator.clipboard) continue;
  button.hidden = false;
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(source.value);
      status.textContent = button.dataset.done;
    } catch {
      source.focus();
      source.select();
      status.textContent = button.dataset.byHand;
    }
  });
}

// A fold in the head closes by Escape, and by a click beside it.
const folds = document.querySelectorAll(".fold");
document.addEventListener("keydown", (event) => {
  const open = event.key === "Escape" && [...folds].find((fold) => fold.open);
  if (!open) return;
  open.open = false;
  if (open.contains(document.activeElement)) open.querySelector("summary").focus();
});
document.addEventListener("click", (event) => {
  for (const fold of folds) if (fold.open && !fold.contains(event.target)) fold.open = false;
});

const errors = document.querySelector("[data-error-summary]");
if (errors) errors.focus();
