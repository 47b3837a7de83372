// Passkeys: a form with [data-passkey] ("create" or "get") and [data-options] asks the browser for a credential, puts it
// into its field "credential" and is sent. Such forms stay hidden without this file, and in browsers without passkeys.
const known = window.PublicKeyCredential;

async function ask(form) {
  const options = JSON.parse(form.dataset.options);
  return form.dataset.passkey === "create"
    ? navigator.credentials.create({ publicKey: known.parseCreationOptionsFromJSON(options) })
    : navigator.credentials.get({ publicKey: known.parseRequestOptionsFromJSON(options) });
}

if (navigator.credentials && known?.parseCreationOptionsFromJSON) {
  for (const form of document.querySelectorAll("form[data-passkey]")) {
    const field = form.elements.namedItem("credential");
    const failed = form.querySelector("[data-failed]");
    form.hidden = false;
    form.addEventListener("submit", async (event) => {
      if (field.value) {
        return;
      }
      event.preventDefault();
      failed.hidden = true;
      try {
        field.value = JSON.stringify(await ask(form));
      } catch {
        // Cancelled, or no passkey for this site: the person decides what next.
        failed.hidden = false;
        return;
      }
      form.requestSubmit();
    });
  }
}
