// An OpenID Connect provider for tests: whoever types a name is that person.
// Arguments: the folder of the package oidc-provider, a port, the address that readers are sent back to.
import { pathToFileURL } from "node:url";

const [folder, port, callback] = process.argv.slice(2);
const { default: Provider } = await import(pathToFileURL(`${folder}/lib/index.js`).href);

const provider = new Provider(`http://127.0.0.1:${port}`, {
  clients: [
    {
      client_id: "weblog",
      client_secret: "between-the-two",
      redirect_uris: [callback],
      token_endpoint_auth_method: "client_secret_post",
    },
  ],
  claims: { openid: ["sub"], profile: ["name", "preferred_username"], email: ["email", "email_verified"] },
  cookies: { keys: ["only for tests"] },
  findAccount: (_context, id) => ({
    accountId: id,
    claims: () => ({
      sub: id,
      name: `${id} of the Club`,
      preferred_username: id,
      email: `${id}@club.example`,
      email_verified: true,
    }),
  }),
});
provider.listen(Number(port), "127.0.0.1");
