// An OAuth provider as others run one: oidc-provider, with short lives and refresh tokens that rotate, an account's page
// behind it, and a way for the tests to take access back. `node provider.mjs PORT REDIRECT_URI`.
import { createServer } from 'node:http'
import { createRequire } from 'node:module'
import { pathToFileURL } from 'node:url'

const [port, redirect, modules] = process.argv.slice(2)
const require = createRequire(`${modules}/index.js`)
const { Provider } = await import(pathToFileURL(require.resolve('oidc-provider')).href)

const issuer = `http://127.0.0.1:${port}`
const client = {
  client_id: 'portal',
  client_secret: 'portal-secret',
  redirect_uris: [redirect],
  grant_types: ['authorization_code', 'refresh_token'],
  response_types: ['code'],
  token_endpoint_auth_method: 'client_secret_post',
}
const provider = new Provider(issuer, {
  clients: [client],
  clockTolerance: 0,
  cookies: { keys: ['for a test'] },
  features: { revocation: { enabled: true } },
  pkce: { required: () => true },
  rotateRefreshToken: true,
  ttl: { AccessToken: 8, AuthorizationCode: 60, Grant: 3600, IdToken: 60, Interaction: 600, RefreshToken: 3600, Session: 3600 },
})

const grants = new Set()
let renewed = 0
provider.on('grant.success', (ctx) => {
  if (ctx.oidc.entities.Grant) grants.add(ctx.oidc.entities.Grant.jti)
  if (ctx.oidc.params.grant_type === 'refresh_token') renewed += 1
})

const handle = provider.callback()
const say = (response, status, body) => {
  response.writeHead(status, { 'content-type': 'application/json' })
  response.end(JSON.stringify(body))
}
createServer(async (request, response) => {
  if (request.url === '/account') {
    const token = await provider.AccessToken.find((request.headers.authorization ?? '').replace('Bearer ', ''))
    return token ? say(response, 200, { email: token.accountId }) : say(response, 401, { error: 'invalid_token' })
  }
  if (request.url === '/for-tests/revoke' && request.method === 'POST') {
    for (const id of grants) {
      await Promise.all([provider.AccessToken.revokeByGrantId(id), provider.RefreshToken.revokeByGrantId(id)])
      await (await provider.Grant.find(id))?.destroy()
    }
    grants.clear()
    return say(response, 200, {})
  }
  if (request.url === '/for-tests/renewed') return say(response, 200, { renewed })
  return handle(request, response)
}).listen(Number(port), '127.0.0.1')
