// Follows the catalog by a client's package, and goes on behind the first change: node changes.js ADDRESS graphql-ws|graphql-sse
import { createClient as createStreams } from 'graphql-sse';
import { createClient as createSocket } from 'graphql-ws';
import WebSocket from 'ws';

const [url, name] = process.argv.slice(2);
const client =
  name === 'graphql-ws'
    ? createSocket({ url: url.replace('http', 'ws'), webSocketImpl: WebSocket, retryAttempts: 0 })
    : createStreams({ url, retryAttempts: 0 });

async function first(query, variables) {
  for await (const result of client.iterate({ query, variables })) {
    return result;
  }
}

async function changeAfter(after) {
  const query = `subscription ($after: String) {
    catalogChanged(after: $after) { version operation node { ... on Product { name } } }
  }`;
  const { catalogChanged } = (await first(query, { after })).data;
  console.log(catalogChanged.operation, catalogChanged.node.name);
  return catalogChanged.version;
}

const { extensions } = await first('{ productCount }');
console.log('asked');
const version = await changeAfter(extensions.catalogVersion);
await changeAfter(version);
await client.dispose();
console.log('done');
