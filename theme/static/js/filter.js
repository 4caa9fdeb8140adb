// Narrows a list of publications to what is typed and chosen; the address keeps it.
const form = document.querySelector("form.filter");
const items = [...document.querySelectorAll(".papers > li")];
const told = form.querySelector("output");
const fields = [...form.elements].filter((field) => field.name);
const matches = (item, { name, value }) =>
  !value ||
  (name === "q"
    ? value.toLowerCase().split(/\s+/).every((word) => item.textContent.toLowerCase().includes(word))
    : name === "topic"
      ? (item.dataset.topics ?? "").split("|").includes(value)
      : item.dataset[name] === value);
const apply = () => {
  for (const item of items) item.hidden = !fields.every((field) => matches(item, field));
  for (const list of document.querySelectorAll(".papers")) {
    const empty = [...list.children].every((item) => item.hidden);
    list.hidden = empty;
    if (list.previousElementSibling?.tagName === "H2") list.previousElementSibling.hidden = empty;
  }
  const found = items.filter((item) => !item.hidden).length;
  const asked = fields.some((field) => field.value);
  told.textContent = !asked ? "" : found ? `${found} / ${items.length}` : form.dataset.none;
};
const address = new URLSearchParams(location.search);
for (const field of fields) field.value = address.get(field.name) ?? "";
form.hidden = false;
form.addEventListener("submit", (event) => event.preventDefault());
form.addEventListener("input", () => {
  const state = new URLSearchParams(fields.filter((f) => f.value).map((f) => [f.name, f.value]));
  history.replaceState(null, "", `?${state}`.replace(/^\?$/, location.pathname) + location.hash);
  apply();
});
if (fields.some((field) => field.value)) apply();
