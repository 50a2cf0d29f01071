import { byId, element } from "./dom.ts";
import { ask, Unauthorized, type Snapshot } from "./hub.ts";

const LOOK_MILLIS = 2000;

/** Asks for the room where the address names none, and for a token where the hub wants one. */
export async function askRoom(): Promise<string> {
  const dialog = byId<HTMLDialogElement>("rooms");
  const list = element("div", { className: "choices" });
  const topic = element("input", {
    name: "topic",
    required: true,
    maxLength: 256,
    autocomplete: "off",
    placeholder: "OR-3",
  });
  const trouble = element("p", { className: "trouble" });
  const form = element(
    "form",
    { method: "dialog" },
    element("h2", { textContent: "Which room?" }),
    list,
    element("label", {}, "Topic of the gateway ", topic),
    element("button", { textContent: "Show" }),
    trouble,
  );
  dialog.replaceChildren(form);
  dialog.showModal();
  dialog.addEventListener("cancel", (event) => event.preventDefault());
  let shown = "";
  const look = async (): Promise<void> => {
    try {
      const { subscriptions } = await ask<Snapshot>("/api/hub/admin/snapshot");
      const topics = [...new Set(subscriptions.map((each) => each.topic))]
        .filter((each) => each && each !== "*")
        .sort();
      trouble.textContent = topics.length === 0 ? "Nobody is at this hub yet; ./navicast demo brings a gateway." : "";
      if (shown === topics.join("\n")) return;
      shown = topics.join("\n");
      list.replaceChildren(...topics.map((name) => element("button", { type: "button", textContent: name })));
    } catch (e) {
      if (e instanceof Unauthorized) await askToken(e.message);
      else trouble.textContent = e instanceof Error ? e.message : String(e);
    }
  };
  void look();
  const looking = setInterval(() => void look(), LOOK_MILLIS);
  return new Promise((chosen) => {
    const choose = (name: string): void => {
      clearInterval(looking);
      dialog.close();
      chosen(name);
    };
    list.addEventListener("click", ({ target }) => {
      if (target instanceof HTMLButtonElement) choose(target.textContent ?? "");
    });
    form.addEventListener("submit", () => choose(topic.value.trim()));
  });
}

let asking: Promise<void> | undefined;

/** One at a time, whoever found out that one is wanted. */
export function askToken(why: string): Promise<void> {
  asking ??= new Promise<void>((given) => {
    const dialog = element("dialog", { className: "token" });
    const field = element("input", { type: "password", required: true, autocomplete: "off" });
    const form = element(
      "form",
      { method: "dialog" },
      element("h2", { textContent: "This hub wants a token" }),
      element("p", { textContent: why }),
      element("label", {}, "Token ", field),
      element("button", { textContent: "Go on" }),
    );
    form.addEventListener("submit", () => {
      token = field.value.trim();
      dialog.remove();
      asking = undefined;
      given();
    });
    dialog.append(form);
    document.body.append(dialog);
    dialog.showModal();
  });
  return asking;
}

let token: string | undefined;

/** As it was typed; kept by this page alone, and gone with it. */
export const currentToken = (): string | undefined => token;
