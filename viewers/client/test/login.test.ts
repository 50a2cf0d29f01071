import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { mockLogin } from "../src/login.ts";

let asked: { path: string; fields: Record<string, string> }[];
let answers: (path: string) => Response;

beforeEach(() => {
  vi.useFakeTimers();
  asked = [];
  answers = (path) =>
    path === "/oauth/authorize"
      ? Response.json({ user_name: "alice", code: `code-${asked.length}`, expires_in: 60 })
      : Response.json({ token_type: "Bearer", expires_in: 3600, access_token: `token-${asked.length}` });
  vi.stubGlobal("fetch", async (url: URL, { body }: { body: URLSearchParams }) => {
    asked.push({ path: url.pathname, fields: Object.fromEntries(body) });
    return answers(url.pathname);
  });
});

afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

const HUB = "http://127.0.0.1:2018/api/hub";

test("a code, and a token for it", async () => {
  expect(await mockLogin(HUB, "OR-3", "alice")(false)).toBe("token-2");
  expect(asked).toEqual([
    { path: "/oauth/authorize", fields: { topic: "OR-3", user_name: "alice" } },
    { path: "/oauth/token", fields: { grant_type: "authorization_code", code: "code-1" } },
  ]);
});

test("a token is kept until a minute before its end, or until a new one is wanted", async () => {
  const login = mockLogin(HUB, "OR-3");
  expect(await login(false)).toBe("token-2");
  vi.advanceTimersByTime(3_539_000);
  expect(await login(false)).toBe("token-2");
  vi.advanceTimersByTime(2000);
  expect(await login(false)).toBe("token-4");
  expect(await login(true)).toBe("token-6");
});

test("a hub without such a login says so", async () => {
  answers = () => Response.json({ detail: { error: "mock_oauth_disabled" } }, { status: 503 });
  await expect(mockLogin(HUB, "OR-3")(false)).rejects.toThrow("the hub's login answers 503");
  answers = () => Response.json({});
  await expect(mockLogin(HUB, "OR-3")(false)).rejects.toThrow("the hub's login gives no code");
});
