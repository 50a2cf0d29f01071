import type { TokenSource } from "./link.ts";

/** How long before its end a token is exchanged for a new one. */
const EARLY_MILLIS = 60_000;

/**
 * The login of development hubs, which proves nothing: a code and a token for whoever asks. For `token` of `connect`.
 *
 * @param hub address of the hub, as for `connect`
 */
export function mockLogin(hub: string, topic: string, user?: string): TokenSource {
  let token: string | undefined;
  let ends = 0;
  return async (renew) => {
    if (token !== undefined && !renew && Date.now() < ends) return token;
    const { code } = await post(new URL("/oauth/authorize", hub), { topic, ...(user ? { user_name: user } : {}) });
    if (typeof code !== "string") throw new Error("the hub's login gives no code");
    const answer = await post(new URL("/oauth/token", hub), { grant_type: "authorization_code", code });
    if (typeof answer["access_token"] !== "string") throw new Error("the hub's login gives no token");
    token = answer["access_token"];
    ends = Date.now() + Number(answer["expires_in"] ?? 0) * 1000 - EARLY_MILLIS;
    return token;
  };
}

async function post(url: URL, fields: Record<string, string>): Promise<Record<string, unknown>> {
  const answer = await fetch(url, {
    method: "POST",
    body: new URLSearchParams(fields),
    signal: AbortSignal.timeout(3000),
  });
  if (!answer.ok) throw new Error(`the hub's login answers ${answer.status}`);
  return (await answer.json()) as Record<string, unknown>;
}
