// Keeps the place on the page when the language is changed: ids are the same in every language.
for (const link of document.querySelectorAll(".languages a")) {
  const { href } = link;
  link.addEventListener("click", () => {
    link.href = href.split("#")[0] + location.hash;
  });
}
