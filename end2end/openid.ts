// A real provider of OpenID Connect (the package oidc-provider, which is certified), on a port of its own.
import Provider from 'oidc-provider';
import { generateKeyPairSync } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface OpenIdProvider {
  issuer: string;
  end(): Promise<void>;
}

export const CLIENT = { id: 'kaisei', secret: 'a secret of the two: +%&=' };

/** A port that is free now. */
export async function freePort(): Promise<number> {
  const server = createServer();
  const port = await listen(server);
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** Starts it. Whoever types a ログインID there has it. */
export async function startProvider(back: string): Promise<OpenIdProvider> {
  const server = createServer();
  const issuer = `http://127.0.0.1:${await listen(server)}`;
  const key = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ format: 'jwk' });
  const provider = new Provider(issuer, {
    clients: [{ client_id: CLIENT.id, client_secret: CLIENT.secret, redirect_uris: [back] }],
    jwks: { keys: [{ ...key, kid: 'of-this-run', alg: 'RS256', use: 'sig' }] },
    cookies: { keys: ['of-this-run'] },
    claims: { openid: ['sub'], profile: ['preferred_username'] },
    // Claims in the ID token too, as the providers of organisations do.
    conformIdTokenClaims: false,
    pkce: { required: () => true },
    features: { devInteractions: { enabled: false } },
    findAccount: (_: unknown, id: string) => ({
      accountId: id,
      claims: () => ({ sub: `subject-of-${id}`, preferred_username: id }),
    }),
    interactions: { url: (_: unknown, { uid }: { uid: string }) => `/interaction/${uid}` },
  });
  const callback = provider.callback();
  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    const path = request.url ?? '/';
    const page = path.startsWith('/interaction/') ? interaction(provider, request, response) : callback(request, response);
    Promise.resolve(page).catch((error) => {
      response.statusCode = 500;
      response.end(String(error));
    });
  });
  return {
    issuer,
    end: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** Its sign-in page: a name, or no. */
async function interaction(provider: Provider, request: IncomingMessage, response: ServerResponse) {
  const details = await provider.interactionDetails(request, response);
  if (request.method !== 'POST') {
    response.setHeader('content-type', 'text/html; charset=utf-8');
    response.end(`<!doctype html><html lang="ja"><title>市の認証</title><link rel="icon" href="data:,">
      <form method="post"><h1>市の認証</h1><label>職員番号 <input name="login"></label>
      <button name="do" value="yes">認証する</button> <button name="do" value="no">やめる</button></form>`);
    return;
  }
  let body = '';
  for await (const piece of request) body += piece;
  const form = new URLSearchParams(body);
  if (form.get('do') === 'no') {
    await provider.interactionFinished(request, response, { error: 'access_denied' });
    return;
  }
  const accountId = form.get('login') ?? '';
  const grant = new provider.Grant({ accountId, clientId: String(details.params.client_id) });
  grant.addOIDCScope(String(details.params.scope));
  const grantId = await grant.save();
  await provider.interactionFinished(request, response, { login: { accountId }, consent: { grantId } });
}

async function listen(server: ReturnType<typeof createServer>): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}
