// Sends the token of the page's fragment, and the form's fields, to the API when a person says so.
const form = document.querySelector("form");
const output = document.querySelector("output");
form.addEventListener("submit", async event => {
  event.preventDefault();
  const token = new URLSearchParams(location.hash.slice(1)).get("token") ?? "";
  const answer = await fetch(form.dataset.api, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ token, ...Object.fromEntries(new FormData(form)) }),
  });
  if (answer.ok) {
    output.textContent = "Done.";
    form.remove();
  } else {
    const problem = await answer.json();
    output.textContent = (problem.errors ?? []).map(error => error.detail).join("; ") || problem.detail;
  }
});
