// A button that copies the text above it; its words come from the page, in the page's language.
for (const text of document.querySelectorAll("[data-copy]")) {
  if (!navigator.clipboard) break;
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = text.dataset.copy;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(text.textContent);
    button.textContent = text.dataset.copied;
    setTimeout(() => { button.textContent = text.dataset.copy; }, 2000);
  });
  text.after(button);
}
