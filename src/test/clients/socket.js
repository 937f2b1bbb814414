// Asks over a WebSocket by graphql-ws, and follows a job: node socket.js ADDRESS TOKEN JOB
import { createClient } from 'graphql-ws';
import WebSocket from 'ws';

const [address, token, job] = process.argv.slice(2);
const client = createClient({
  url: address.replace('http', 'ws'),
  webSocketImpl: WebSocket,
  connectionParams: { Authorization: `Bearer ${token}` },
  retryAttempts: 0,
});

for await (const result of client.iterate({ query: '{ __typename }' })) {
  console.log('query', JSON.stringify(result.data));
}
try {
  for await (const result of client.iterate({ query: '{ nothing }' })) {
    console.log('unexpected', JSON.stringify(result));
  }
} catch (errors) {
  console.log('error', errors[0].extensions.code);
}
for await (const result of client.iterate({
  query: 'subscription ($id: ID!) { warmingJobUpdated(id: $id) { status } }',
  variables: { id: job },
})) {
  console.log('subscription', result.data.warmingJobUpdated.status);
}
await client.dispose();
console.log('done');
