// Says in the reader's language that a passkey did not work; the script of the sign-in only tells the console.
document.addEventListener("allauth.error", (event) => {
  const said = document.querySelector("[data-passkey-fault]");
  if (!said) return;
  event.preventDefault();
  document.querySelector("main").prepend(said);
  said.classList.remove("wrap");
  said.hidden = false;
  said.scrollIntoView({ block: "center" });
});
