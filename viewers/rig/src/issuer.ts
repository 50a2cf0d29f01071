import { generateKeyPairSync, sign } from "node:crypto";
import http from "node:http";
import type { AddressInfo } from "node:net";

/** An identity provider as a hub needs one: its keys, and tokens that they sign. */
export interface Issuer {
  readonly url: string;
  /** @param topic the room that it opens; left out, a token for every topic */
  token(topic?: string): string;
  close(): void;
}

const LIFE_SECONDS = 3600;

export async function startIssuer(audience: string): Promise<Issuer> {
  const { publicKey, privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const keys = { keys: [{ ...publicKey.export({ format: "jwk" }), kid: "1", alg: "RS256", use: "sig" }] };
  let url = "";
  const server = http.createServer(({ url: asked }, response) => {
    const answer = asked === "/keys" ? keys : { ...METADATA, issuer: url, jwks_uri: `${url}/keys` };
    response.writeHead(200, { "Content-Type": "application/json" }).end(JSON.stringify(answer));
  });
  await new Promise<void>((done, failed) => server.once("error", failed).listen(0, "127.0.0.1", done));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url,
    token(topic) {
      const exp = Math.floor(Date.now() / 1000) + LIFE_SECONDS;
      const signed = [
        { alg: "RS256", kid: "1" },
        { iss: url, aud: audience, sub: "somebody", exp, topic },
      ]
        .map((part) => Buffer.from(JSON.stringify(part)).toString("base64url"))
        .join(".");
      return `${signed}.${sign("RSA-SHA256", Buffer.from(signed), privateKey).toString("base64url")}`;
    },
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}

const METADATA = {
  response_types_supported: ["code"],
  subject_types_supported: ["public"],
};
