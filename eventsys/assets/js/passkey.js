// Passkeys: a form with data-passkey="create" or "get" carries the server's options; the browser's answer is sent with it.
const bytes = (text) => Uint8Array.from(atob(text.replace(/_/g, "/").replace(/-/g, "+")), (c) => c.charCodeAt(0));
const words = (buffer) => btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
const known = (list) => (list || []).map((item) => ({ ...item, id: bytes(item.id) }));

async function create(options) {
  const made = await navigator.credentials.create({
    publicKey: {
      ...options,
      challenge: bytes(options.challenge),
      user: { ...options.user, id: bytes(options.user.id) },
      excludeCredentials: known(options.excludeCredentials),
    },
  });
  return {
    id: made.id, rawId: words(made.rawId), type: made.type,
    response: {
      attestationObject: words(made.response.attestationObject),
      clientDataJSON: words(made.response.clientDataJSON),
      transports: made.response.getTransports ? made.response.getTransports() : null,
    },
    extensions: JSON.stringify(made.getClientExtensionResults()),
  };
}

async function get(options) {
  const given = await navigator.credentials.get({
    publicKey: { ...options, challenge: bytes(options.challenge), allowCredentials: known(options.allowCredentials) },
  });
  return {
    id: given.id, rawId: words(given.rawId), type: given.type,
    response: {
      authenticatorData: words(given.response.authenticatorData),
      clientDataJSON: words(given.response.clientDataJSON),
      signature: words(given.response.signature),
      userHandle: given.response.userHandle ? words(given.response.userHandle) : null,
    },
    assertionClientExtensions: JSON.stringify(given.getClientExtensionResults()),
  };
}

const form = document.querySelector("form[data-passkey]");
if (form) {
  const ask = form.dataset.passkey === "create" ? create : get;
  const problem = form.querySelector("[data-passkey-error]");
  const go = () => {
    problem.hidden = true;
    Promise.resolve()
      .then(() => ask(JSON.parse(form.dataset.options)))
      .then((answer) => {
        form.elements.credential.value = JSON.stringify(answer);
        form.submit();
      })
      .catch(() => { problem.hidden = false; });
  };
  // Where there is another way beside it, a button starts it.
  const start = form.querySelector("[data-passkey-start]");
  if (start) start.addEventListener("click", go);
  else go();
}
